//! The invited person's own answer on the appointment page. The actor is the visitor's stand-in of
//! `placement::appointment`; knowing code and year of birth was checked before.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::SeatingId;
use domain::journal::{Event, EventName};
use domain::placement::{Obstacle, Reply};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// The answer; the code ties it to the letter.
#[derive(Debug, Clone)]
pub struct ReplyToAppointment {
    pub seating: SeatingId,
    pub code: String,
    pub reply: Reply,
    pub obstacle: Option<Obstacle>,
}

impl Demand for ReplyToAppointment {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Seating)
    }
}

#[async_trait]
impl Command for ReplyToAppointment {
    type Outcome = ();
    const NAME: &'static str = "reply_to_appointment";
    const UNDOABLE: bool = false;

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Seating, self.seating.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let command = authorised.command();
        let (mut seating, session) =
            placement::reached_seating(context, &authorised.visible(), command.seating).await?;
        if seating.code != command.code {
            return Err(Error::Absent(RecordKind::Seating));
        }
        let today = context.operation.today;
        if session.held_on < today {
            return Err(Refusal::new("appointment-over").into());
        }
        seating.answer(command.reply, command.obstacle)?;
        let mut event = Event::new(EventName::TestReplied, today)
            .about(Some(seating.case), seating.person)
            .with("session", session.id)
            .with("reply", command.reply.code());
        if let Some(obstacle) = seating.obstacle {
            event = event.with("obstacle", obstacle.code());
        }
        context.emit(event);
        let case = seating.case;
        context.save(seating).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}
