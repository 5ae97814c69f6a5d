//! BAMF does not take a joint plan. The plan stays readable; nobody's seat changes.

use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::SeatPlanId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::seat_plan::SeatPlan;

/// The plan in the version the person saw.
#[derive(Debug, Clone)]
pub struct RejectSeatPlan {
    pub plan: SeatPlanId,
    pub version: i64,
}

impl Demand for RejectSeatPlan {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::SeatPlan)
    }
}

#[async_trait]
impl Command for RejectSeatPlan {
    type Outcome = SeatPlanId;
    const NAME: &'static str = "reject_seat_plan";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::SeatPlan, self.plan.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<SeatPlanId, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut plan = reached(context, authorised, command.plan, command.version).await?;
        plan.reject(authorised.actor().account, today)?;
        context.save(plan).await?;
        context.emit(Event::new(EventName::SeatPlanRejected, today).with("plan", command.plan));
        Ok(command.plan)
    }
}

/// A plan of the actor's reach in the version they saw.
pub(super) async fn reached<C: Sync>(
    context: &mut Context<'_>,
    authorised: &Authorised<C>,
    plan: SeatPlanId,
    version: i64,
) -> Result<SeatPlan, Error> {
    let visible = authorised.visible();
    let found: SeatPlan = context.need(plan.0).await?;
    if !visible.reaches(found.region, found.proposed_by) {
        return Err(Error::Absent(RecordKind::SeatPlan));
    }
    context.need_version(plan.0, version).await
}
