//! Notes what kept somebody away from a test; if that was the open question, another appointment is due.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::SeatingId;
use domain::journal::{Event, EventName};
use domain::placement::Obstacle;
use domain::record::RecordKind;

/// What stood in the way, by code only.
#[derive(Debug, Clone)]
pub struct NoteObstacle {
    pub seating: SeatingId,
    pub obstacle: Obstacle,
}

impl Demand for NoteObstacle {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Seating)
    }
}

#[async_trait]
impl Command for NoteObstacle {
    type Outcome = ();
    const NAME: &'static str = "note_obstacle";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Seating, self.seating.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let command = authorised.command();
        let (mut seating, session) =
            placement::reached_seating(context, &authorised.visible(), command.seating).await?;
        let today = context.operation.today;
        seating.note_obstacle(command.obstacle, today)?;
        let case = seating.case;
        context.emit(
            Event::new(EventName::ObstacleNoted, today)
                .about(Some(case), seating.person)
                .with("session", session.id)
                .with("obstacle", command.obstacle.code()),
        );
        context.save(seating).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}
