//! Takes a booked appointment back; the seat is free again and a new appointment is to be booked.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::case::Case;
use domain::ids::SeatingId;
use domain::placement::{Obstacle, SeatingState};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// A booking to take back, and what stands in the way of the person, if anything.
#[derive(Debug, Clone)]
pub struct CancelSeating {
    pub seating: SeatingId,
    pub obstacle: Option<Obstacle>,
}

impl Demand for CancelSeating {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Seating)
    }
}

#[async_trait]
impl Command for CancelSeating {
    type Outcome = ();
    const NAME: &'static str = "cancel_seating";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Seating, self.seating.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let command = authorised.command();
        let (mut seating, _) =
            placement::reached_seating(context, &authorised.visible(), command.seating).await?;
        if seating.state == SeatingState::Absent {
            // a missed appointment stays one; taking it back would hide it
            return Err(Refusal::new("already-absent").into());
        }
        seating.cancel(command.obstacle.or(seating.obstacle))?;
        let pace = context.pace().await?;
        let mut case: Case = context.need(seating.case.0).await?;
        case.lose_appointment(authorised.actor().organisation, context.operation.today, &pace);
        let event = placement::cancelled(context, &seating);
        context.emit(event);
        context.save(seating).await?;
        context.save(case).await
    }
}
