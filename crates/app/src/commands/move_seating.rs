//! Gives a booked person another test day in one step: the named one, else the earliest other one that fits.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{SeatingId, SessionId};
use domain::placement::Obstacle;
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// A booking to move.
#[derive(Debug, Clone)]
pub struct MoveSeating {
    pub seating: SeatingId,
    pub to: Option<SessionId>,
    /// Why the old day does not fit, if it is known.
    pub obstacle: Option<Obstacle>,
}

impl Demand for MoveSeating {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Seating)
    }
}

#[async_trait]
impl Command for MoveSeating {
    type Outcome = SeatingId;
    const NAME: &'static str = "move_seating";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Seating, self.seating.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<SeatingId, Error> {
        let command = authorised.command();
        placement::lock_region(context).await?;
        let (seating, _) =
            placement::reached_seating(context, &authorised.visible(), command.seating).await?;
        let new = placement::move_seating(context, seating, command.obstacle, command.to).await?;
        // without another day the old one is kept
        new.map(|seating| seating.id).ok_or_else(|| Refusal::new("no-free-session").at("session").into())
    }
}
