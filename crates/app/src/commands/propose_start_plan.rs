//! Keeps a plan of test days and course starts that was searched. It changes nothing else; a plan changed by hand is a new
//! one that names the plan it came from. Not for the search: that is a look (`SearchStartPlan`).

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::queries::start_plan_draft::Draft;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::StartPlanId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::start_plan::StartPlan;

/// The plan as it was found.
#[derive(Debug, Clone)]
pub struct ProposeStartPlan {
    pub draft: Draft,
}

impl Demand for ProposeStartPlan {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::StartPlan)
    }
}

#[async_trait]
impl Command for ProposeStartPlan {
    type Outcome = StartPlanId;
    const NAME: &'static str = "propose_start_plan";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        self.draft.plan().parent.map(|plan| (RecordKind::StartPlan, plan.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<StartPlanId, Error> {
        let (found, visible) = (authorised.command().draft.plan(), authorised.visible());
        if found.region != visible.region() || found.proposed_by != visible.organisation() {
            return Err(Error::Absent(RecordKind::StartPlan));
        }
        let id = StartPlanId(context.next_id());
        let event = Event::new(EventName::StartPlanProposed, context.operation.today)
            .with("plan", id)
            .with("starts", found.starts.len())
            .with("test_days", found.test_days.len());
        context.emit(event);
        context.save(StartPlan { id, ..found.clone() }).await?;
        Ok(id)
    }
}
