//! Before the last course day: the talk in class and the provider's sheet (process 5.2, 5.3).

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{graduates, steps};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::graduate::{Goal, Graduate, Sheet, Talk};
use domain::ids::GraduateId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// A talk took place.
#[derive(Debug, Clone)]
pub struct HoldTalk {
    pub graduate: GraduateId,
    pub version: i64,
    pub on: NaiveDate,
    pub goal: Goal,
}

impl Demand for HoldTalk {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Graduate)
    }
}

/// Refuses bodies that do not plan with the person: the follow-up plan is a matter of Jobcenter and Arbeitsagentur
/// (handbook 7.3).
pub(super) fn must_plan(context: &Context<'_>) -> Result<(), Refusal> {
    if context.operation.actor.organisation_kind.plans_onward() {
        return Ok(());
    }
    Err(Refusal::new("plan-of-another-body"))
}

/// An event about a graduate.
pub(super) fn event(graduate: &Graduate, name: EventName, on: NaiveDate) -> Event {
    Event::new(name, on).about(Some(graduate.case), graduate.person).with("graduate", graduate.id)
}

#[async_trait]
impl Command for HoldTalk {
    type Outcome = ();
    const NAME: &'static str = "hold_talk";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Graduate, self.graduate.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        must_plan(context)?;
        let mut graduate = graduates::reached(context, &visible, command.graduate, command.version).await?;
        let talk = Talk { on: command.on, by: visible.organisation(), goal: command.goal };
        graduate.hold_talk(talk, context.operation.today)?;
        context.emit(event(&graduate, EventName::GraduateTalk, command.on).with("goal", command.goal));
        let case = graduate.case;
        context.save(graduate).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}

/// The provider writes the sheet with the person.
#[derive(Debug, Clone)]
pub struct WriteSheet {
    pub graduate: GraduateId,
    pub version: i64,
    pub sheet: Sheet,
}

impl Demand for WriteSheet {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Graduate)
    }
}

#[async_trait]
impl Command for WriteSheet {
    type Outcome = ();
    const NAME: &'static str = "write_sheet";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Graduate, self.graduate.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let command = authorised.command();
        let visible = authorised.visible();
        let mut graduate = graduates::reached(context, &visible, command.graduate, command.version).await?;
        if graduate.provider != visible.organisation() {
            return Err(Error::Absent(RecordKind::Graduate));
        }
        let sheet = command.sheet.clone().tidied()?;
        let route = sheet.advice.route;
        graduate.write_sheet(sheet, context.operation.today)?;
        context.emit(event(&graduate, EventName::GraduateAdvised, command.sheet.on).with("route", route));
        let case = graduate.case;
        context.save(graduate).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}
