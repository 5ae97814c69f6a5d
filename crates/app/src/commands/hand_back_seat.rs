//! The provider gives a seat back with a reason; the person returns to the waiting list. A provider does
//! not accept or refuse people.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::HandBackReason;
use domain::ids::AssignmentId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// Which seat, and why.
#[derive(Debug, Clone)]
pub struct HandBackSeat {
    pub assignment: AssignmentId,
    pub reason: HandBackReason,
}

impl Demand for HandBackSeat {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Registration)
    }
}

#[async_trait]
impl Command for HandBackSeat {
    type Outcome = AssignmentId;
    const NAME: &'static str = "hand_back_seat";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Assignment, self.assignment.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AssignmentId, Error> {
        let command = authorised.command();
        let mut seat = seats::reached_seat(context, &authorised.visible(), command.assignment).await?;
        let was = seat.state;
        seat.hand_back(command.reason, context.operation.today)?;
        let event =
            Event::new(EventName::SeatHandedBack, context.operation.today).with("reason", command.reason);
        seats::put_back(context, seat, was, event).await?;
        Ok(command.assignment)
    }
}
