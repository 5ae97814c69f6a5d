//! Calls a test day off. Everybody booked is moved to the earliest other day that fits them; for whom there
//! is none, a new appointment is to be booked. One operation: undo brings the day and all bookings back.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{SeatingId, SessionId};
use domain::journal::{Event, EventName};
use domain::placement::SeatingState;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// A test day to call off, with the version the person saw.
#[derive(Debug, Clone)]
pub struct CancelSession {
    pub session: SessionId,
    pub version: i64,
}

/// What became of the booked people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// New bookings; each needs a new letter.
    pub moved: Vec<SeatingId>,
    /// Old bookings for which no other day had a seat.
    pub without_day: Vec<SeatingId>,
}

impl Demand for CancelSession {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Session)
    }
}

#[async_trait]
impl Command for CancelSession {
    type Outcome = Moved;
    const NAME: &'static str = "cancel_session";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Session, self.session.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<Moved, Error> {
        let command = authorised.command();
        placement::lock_region(context).await?;
        placement::own_session(context, &authorised.visible(), command.session).await?;
        let mut session: domain::placement::Session =
            context.need_version(command.session.0, command.version).await?;
        session.cancel()?;
        let seatings = placement::seatings_of(context.work.queries(), &session).await?;
        if seatings
            .iter()
            .any(|seating| matches!(seating.state, SeatingState::Present | SeatingState::Tested))
        {
            return Err(Refusal::new("session-has-begun").with("on", session.held_on).into());
        }
        let today = context.operation.today;
        context.emit(
            Event::new(EventName::SessionCancelled, today)
                .with("session", session.id)
                .with("held_on", session.held_on),
        );
        context.save(session).await?;
        let mut outcome = Moved::default();
        for seating in seatings.into_iter().filter(|seating| seating.state == SeatingState::Booked) {
            let old = seating.id;
            match placement::move_seating(context, seating, None, None).await? {
                Some(new) => outcome.moved.push(new.id),
                None => outcome.without_day.push(old),
            }
        }
        Ok(outcome)
    }
}
