//! Takes a booked appointment back; the seat is free again and a new appointment is to be booked.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
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
        let ended = placement::ended(context);
        seating.cancel(command.obstacle.or(seating.obstacle), ended)?;
        let event = placement::cancelled(context, &seating);
        context.emit(event);
        let case = seating.case;
        context.save(seating).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}
