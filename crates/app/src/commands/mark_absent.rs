//! Marks one invited person as absent, from the day of the test on; the case takes the next step of the ladder.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::SeatingId;
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Who did not come.
#[derive(Debug, Clone)]
pub struct MarkAbsent {
    pub seating: SeatingId,
}

impl Demand for MarkAbsent {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Seating)
    }
}

#[async_trait]
impl Command for MarkAbsent {
    type Outcome = ();
    const NAME: &'static str = "mark_absent";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Seating, self.seating.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let visible = authorised.visible();
        let (seating, session) =
            placement::reached_seating(context, &visible, authorised.command().seating).await?;
        if session.organisation != visible.organisation() {
            return Err(Error::Absent(RecordKind::Seating));
        }
        if context.operation.today < session.held_on {
            return Err(Refusal::new("session-not-yet-held").with("on", session.held_on).into());
        }
        placement::absent(context, seating, &session).await
    }
}
