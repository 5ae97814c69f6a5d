//! What really follows a course: it begins, it is asked how it goes, it ends (process 6.A9, 6.B7, 6.B8).

use super::prepare_graduate::{event, must_plan};
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{graduates, route_plans, steps};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::graduate::{Check, CheckState, FollowOn, FollowOnEnd, Graduate, Loss, Route};
use domain::ids::GraduateId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// What happened to it.
#[derive(Debug, Clone, Copy)]
pub enum FollowOnChange {
    Begun { on: NaiveDate, route: Route },
    Checked { months: u8, on: NaiveDate, state: CheckState },
    Ended { on: NaiveDate, reason: Loss },
}

/// Notes it.
#[derive(Debug, Clone)]
pub struct NoteFollowOn {
    pub graduate: GraduateId,
    pub version: i64,
    pub change: FollowOnChange,
}

impl Demand for NoteFollowOn {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Graduate)
    }
}

impl NoteFollowOn {
    fn apply(
        &self,
        graduate: &mut Graduate,
        context: &Context<'_>,
    ) -> Result<Event, domain::refusal::Refusal> {
        let (today, own) = (context.operation.today, context.operation.actor.organisation);
        match self.change {
            FollowOnChange::Begun { on, route } => {
                let responsible = graduate.decision().map_or(own, |decision| decision.responsible);
                graduate.begin(FollowOn::new(on, route, responsible), today)?;
                Ok(event(graduate, EventName::FollowOnBegun, on).with("route", route))
            }
            FollowOnChange::Checked { months, on, state } => {
                graduate.note_check(Check { months, on, state, by: own }, today)?;
                let note = event(graduate, EventName::FollowOnChecked, on);
                Ok(note.with("months", months).with("state", state))
            }
            FollowOnChange::Ended { on, reason } => {
                graduate.end_follow_on(FollowOnEnd { on, reason }, today)?;
                Ok(event(graduate, EventName::FollowOnEnded, on).with("reason", reason))
            }
        }
    }
}

#[async_trait]
impl Command for NoteFollowOn {
    type Outcome = ();
    const NAME: &'static str = "note_follow_on";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Graduate, self.graduate.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        must_plan(context)?;
        let mut graduate = graduates::reached(context, &visible, command.graduate, command.version).await?;
        let note = command.apply(&mut graduate, context)?;
        if let FollowOnChange::Begun { on, route: Route::Training | Route::Work } = command.change {
            route_plans::check_gate(context, &graduate, on).await?;
        }
        context.emit(note);
        let case = graduate.case;
        context.save(graduate.clone()).await?;
        route_plans::follow(context, &graduate).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}
