//! A case goes to another county: the package is made on the person's consent, made void again, or confirmed with the
//! receipt of the new county, which closes the case. Not for taking one over: see `take_over_relocation`.

use super::change_case::holds_nothing;
use super::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{relocation_file, relocations, steps};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::case::{Case, ClosingReason, Stage};
use domain::deadline::Activity;
use domain::ids::{CaseId, RelocationId};
use domain::journal::{Event, EventName};
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::relocation::{Direction, Relocation, RelocationState};

/// Longest name of a county.
const LONGEST: usize = 120;

/// Makes the package of a case in the version that was seen.
#[derive(Debug, Clone)]
pub struct MakeRelocation {
    pub case: CaseId,
    pub version: i64,
    /// Where the person moves to.
    pub county: String,
}

impl Demand for MakeRelocation {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Relocation)
    }
}

#[async_trait]
impl Command for MakeRelocation {
    type Outcome = RelocationId;
    const NAME: &'static str = "make_relocation";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Case, self.case.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<RelocationId, Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        let (case, person) = reached::case(context, &visible, command.case, command.version).await?;
        if case.stage == Stage::Closed {
            return Err(Refusal::new("case-closed").with("number", case.number.as_str()).into());
        }
        let county = command.county.split_whitespace().collect::<Vec<_>>().join(" ");
        if county.is_empty() || county.chars().count() > LONGEST {
            return Err(Refusal::new("relocation-county-missing").at("county").into());
        }
        let earlier: Vec<Relocation> = reached::of_person(context, &person).await?;
        if let Some(open) = earlier.iter().find(|one| one.is_open()) {
            return Err(Refusal::new("relocation-open-already").with("on", open.noted_on).into());
        }
        let agreed = relocations::consent(context.work.queries(), &person, today).await?;
        let agreed = agreed.ok_or_else(|| Refusal::new("relocation-needs-consent"))?;
        let about = (&person, &case);
        let mut package =
            relocations::package(context.work.queries(), &visible, about, (&agreed, today)).await?;
        package.code = context.operation.ids.token();
        package.receipt = context.operation.ids.code();
        let own = visible.organisation();
        let due_on = context.pace().await?.due(Activity::AnswerHandOver, today, own);
        let made = Relocation {
            id: RelocationId(context.next_id()),
            region: person.region,
            version: 0,
            case: case.id,
            person: person.id,
            direction: Direction::Outgoing,
            organisation: own,
            county,
            noted_on: today,
            due_on: Some(due_on),
            state: RelocationState::Made,
            answered_on: None,
            key: relocation_file::new_key(context.operation.ids.as_ref()),
            package: Box::new(package),
        };
        context.emit(relocations::event(EventName::RelocationMade, &made, today));
        let id = made.id;
        context.save(made).await?;
        Ok(id)
    }
}

/// The new county has taken the case over and told its receipt: the case is closed here.
#[derive(Debug, Clone)]
pub struct ConfirmRelocation {
    pub relocation: RelocationId,
    pub version: i64,
    pub receipt: String,
}

impl Demand for ConfirmRelocation {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Relocation)
    }
}

#[async_trait]
impl Command for ConfirmRelocation {
    type Outcome = CaseId;
    const NAME: &'static str = "confirm_relocation";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Relocation, self.relocation.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<CaseId, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let seen = (command.relocation, command.version);
        let mut moved = relocations::own(context, &authorised.visible(), seen).await?;
        moved.confirm(&command.receipt, today)?;
        let mut case: Case = context.need(moved.case.0).await?;
        let person: Person = context.need(moved.person.0).await?;
        if case.closing.is_none() {
            holds_nothing(context, &case, &person).await?;
            case.close_now(today, ClosingReason::MovedAway)?;
            let event = Event::new(EventName::CaseClosed, today).about(Some(case.id), case.person);
            context.emit(event.with("reason", ClosingReason::MovedAway.code()));
        }
        context.emit(relocations::event(EventName::RelocationConfirmed, &moved, today));
        context.save(moved).await?;
        Ok(steps::settle(context, case).await?.id)
    }
}

/// The package is void: the person stays after all.
#[derive(Debug, Clone)]
pub struct TakeBackRelocation {
    pub relocation: RelocationId,
    pub version: i64,
}

impl Demand for TakeBackRelocation {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Relocation)
    }
}

#[async_trait]
impl Command for TakeBackRelocation {
    type Outcome = RelocationId;
    const NAME: &'static str = "take_back_relocation";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Relocation, self.relocation.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<RelocationId, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let seen = (command.relocation, command.version);
        let mut moved = relocations::own(context, &authorised.visible(), seen).await?;
        moved.take_back(today)?;
        context.emit(relocations::event(EventName::RelocationTakenBack, &moved, today));
        let id = moved.id;
        context.save(moved).await?;
        Ok(id)
    }
}
