//! Ends a ladder: the person comes again, had a good reason, or is no longer in the course.

use crate::attendance;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::attendance::SettlementCode;
use domain::ids::ConcernId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// Which ladder, in the version the person saw, and how it ended.
#[derive(Debug, Clone)]
pub struct SettleConcern {
    pub concern: ConcernId,
    pub version: i64,
    pub outcome: SettlementCode,
}

impl Demand for SettleConcern {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Attendance)
    }
}

#[async_trait]
impl Command for SettleConcern {
    type Outcome = ();
    const NAME: &'static str = "settle_concern";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Concern, self.concern.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut concern =
            attendance::reached_concern(context, &authorised.visible(), command.concern, command.version)
                .await?;
        concern.settle(today, command.outcome)?;
        let event = Event::new(EventName::ConcernSettled, today).about(Some(concern.case), concern.person);
        context.emit(event.with("concern", concern.id).with("provider", concern.provider));
        context.save(concern).await
    }
}
