//! Marks somebody as arrived at the door of a test day, also who was taken for absent. Undo is the generic one.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::case::Case;
use domain::ids::SeatingId;
use domain::journal::{Event, EventName};
use domain::placement::{SeatingState, SessionState};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Who arrived.
#[derive(Debug, Clone)]
pub struct CheckIn {
    pub seating: SeatingId,
}

impl Demand for CheckIn {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Seating)
    }
}

#[async_trait]
impl Command for CheckIn {
    type Outcome = ();
    const NAME: &'static str = "check_in";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Seating, self.seating.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let visible = authorised.visible();
        let (mut seating, session) =
            placement::reached_seating(context, &visible, authorised.command().seating).await?;
        if session.organisation != visible.organisation() {
            return Err(Error::Absent(RecordKind::Seating));
        }
        if session.state == SessionState::Cancelled || context.operation.today < session.held_on {
            return Err(Refusal::new("session-not-yet-held").with("on", session.held_on).into());
        }
        let was_absent = seating.state == SeatingState::Absent;
        if was_absent && placement::count(context.work.queries(), &session).await? >= session.seats() {
            return Err(Refusal::new("no-seat-left-at-the-door").with("seats", session.seats()).into());
        }
        seating.check_in(context.operation.now)?;
        let mut case: Case = context.need(seating.case.0).await?;
        case.check_invitation()?;
        case.sit_test(was_absent);
        context.emit(
            Event::new(EventName::TestCheckedIn, session.held_on)
                .about(Some(case.id), case.person)
                .with("session", session.id)
                .with("attempt", seating.attempt),
        );
        context.save(seating).await?;
        steps::settle(context, case).await?;
        Ok(())
    }
}
