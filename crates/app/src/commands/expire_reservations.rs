//! Frees every seat whose reservation has run out and puts its person back on the waiting list. Safe to
//! run at any time and any number of times. A person does not ask for it: see `jobs`.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use crate::seats;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::{Assignment, AssignmentState};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// All reservations of the region that are over today.
#[derive(Debug, Clone)]
pub struct ExpireReservations;

impl Demand for ExpireReservations {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Assignment)
    }
}

#[async_trait]
impl Command for ExpireReservations {
    /// Number of seats freed.
    type Outcome = i64;
    const NAME: &'static str = "expire_reservations";
    const UNDOABLE: bool = false;

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (region, today) = (authorised.visible().region(), context.operation.today);
        let Some(yesterday) = today.pred_opt() else { return Ok(0) };
        let find = Find::new(RecordKind::Assignment, region)
            .when(Where::is("status", AssignmentState::Reserved.code()))
            .when(Where::AtMost("reserved_until", yesterday.into()));
        let over: Vec<Assignment> = context.work.queries().all(find).await?;
        if over.is_empty() {
            return Ok(0);
        }
        let freed = over.len() as i64;
        for mut seat in over {
            let was = seat.state;
            seat.expire(today)?;
            let event =
                Event::new(EventName::ReservationExpired, today).with("reserved_until", seat.reserved_until);
            seats::put_back(context, seat, was, event).await?;
        }
        Ok(freed)
    }
}
