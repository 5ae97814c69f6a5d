//! Ends a test day: whoever is still only booked did not come. Those who said beforehand that they cannot
//! come have missed nothing; the others climb the ladder of missed appointments.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::SessionId;
use domain::placement::{Reply, SeatingState};
use domain::record::RecordKind;
use serde::{Deserialize, Serialize};

/// A test day to close.
#[derive(Debug, Clone)]
pub struct CloseSession {
    pub session: SessionId,
}

/// How a test day ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    pub tested: i64,
    /// Came, but the result is still to be entered.
    pub without_result: i64,
    pub absent: i64,
    /// Said beforehand that they cannot come.
    pub excused: i64,
}

impl Demand for CloseSession {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Session)
    }
}

#[async_trait]
impl Command for CloseSession {
    type Outcome = Attendance;
    const NAME: &'static str = "close_session";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Session, self.session.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<Attendance, Error> {
        let mut session =
            placement::own_session(context, &authorised.visible(), authorised.command().session).await?;
        session.close(context.operation.today)?;
        let mut outcome = Attendance::default();
        for mut seating in placement::seatings_of(context.work.queries(), &session).await? {
            match seating.state {
                SeatingState::Tested => outcome.tested += 1,
                SeatingState::Present => outcome.without_result += 1,
                SeatingState::Absent => outcome.absent += 1,
                SeatingState::Cancelled => {}
                SeatingState::Booked if seating.reply == Some(Reply::CannotCome) => {
                    outcome.excused += 1;
                    let ended = placement::ended(context);
                    seating.cancel(seating.obstacle, ended)?;
                    let event = placement::cancelled(context, &seating);
                    context.emit(event);
                    let case = seating.case;
                    context.save(seating).await?;
                    steps::settle_saved(context, case).await?;
                }
                SeatingState::Booked => {
                    outcome.absent += 1;
                    placement::absent(context, seating, &session).await?;
                }
            }
        }
        context.save(session).await?;
        Ok(outcome)
    }
}
