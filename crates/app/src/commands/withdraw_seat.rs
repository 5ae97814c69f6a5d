//! BAMF takes a seat back, for example because another course is nearer in time. The person returns to
//! the waiting list.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::AssignmentId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// Which seat.
#[derive(Debug, Clone)]
pub struct WithdrawSeat {
    pub assignment: AssignmentId,
}

impl Demand for WithdrawSeat {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Assignment)
    }
}

#[async_trait]
impl Command for WithdrawSeat {
    type Outcome = AssignmentId;
    const NAME: &'static str = "withdraw_seat";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Assignment, self.assignment.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AssignmentId, Error> {
        let id = authorised.command().assignment;
        let mut seat = seats::reached_seat(context, &authorised.visible(), id).await?;
        let was = seat.state;
        seat.withdraw(context.operation.today)?;
        let event = Event::new(EventName::SeatWithdrawn, context.operation.today);
        seats::put_back(context, seat, was, event).await?;
        Ok(id)
    }
}
