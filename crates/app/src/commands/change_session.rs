//! Changes day, time, place, rooms or examiners of a test day. Whoever is booked stays booked; if day,
//! time or place are others, their answers are forgotten, because they answered to something else.

use super::SessionPlan;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::SessionId;
use domain::journal::{Event, EventName};
use domain::placement::{SeatingState, Session};
use domain::record::RecordKind;

/// The test day as it should be, with the version the person saw.
#[derive(Debug, Clone)]
pub struct ChangeSession {
    pub session: SessionId,
    pub version: i64,
    pub plan: SessionPlan,
}

impl Demand for ChangeSession {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Session)
    }
}

#[async_trait]
impl Command for ChangeSession {
    /// How many booked people must be told.
    type Outcome = i64;
    const NAME: &'static str = "change_session";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Session, self.session.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let command = authorised.command();
        placement::own_session(context, &authorised.visible(), command.session).await?;
        let session: Session = context.need_version(command.session.0, command.version).await?;
        let today = context.operation.today;
        let changed = command.plan.applied_to(&session);
        session.check_change(&changed, today, placement::count(context.work.queries(), &session).await?)?;
        let moves = session.moves_people(&changed);
        context.emit(
            Event::new(EventName::SessionChanged, today)
                .with("session", session.id)
                .with("held_on", changed.held_on)
                .with("seats", changed.seats()),
        );
        context.save(changed.clone()).await?;
        if moves { follow(context, &changed).await } else { Ok(0) }
    }
}

/// Lets the booked people's next step follow the new day.
async fn follow(context: &mut Context<'_>, session: &Session) -> Result<i64, Error> {
    let mut told = 0;
    for mut seating in placement::seatings_of(context.work.queries(), session).await? {
        if seating.state != SeatingState::Booked {
            continue;
        }
        seating.reply = None;
        seating.obstacle = None;
        let case = seating.case;
        context.save(seating).await?;
        steps::settle_saved(context, case).await?;
        told += 1;
    }
    Ok(told)
}
