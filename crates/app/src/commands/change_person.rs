//! Changes a person's data, group by group, or brings an earlier state back. Two people in one record
//! get both states shown. Not for acts, appointments or seats.

use super::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::HistoryRow;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{OperationId, PersonId};
use domain::journal::{Event, EventName};
use domain::person::{Person, PersonChange};
use domain::record::{Record, RecordKind};
use domain::refusal::Refusal;

/// New values for some groups of a person in the version that was seen.
#[derive(Debug, Clone)]
pub struct ChangePerson {
    pub person: PersonId,
    pub version: i64,
    pub change: PersonChange,
}

impl Demand for ChangePerson {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Person)
    }
}

#[async_trait]
impl Command for ChangePerson {
    type Outcome = PersonId;
    const NAME: &'static str = "change_person";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.person.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<PersonId, Error> {
        let command = authorised.command();
        let visible = authorised.visible();
        reached::person(context, &visible, command.person).await?;
        let person: Person = context.need_version(command.person.0, command.version).await?;
        put(context, person, command.change.clone(), &visible).await
    }
}

async fn put(
    context: &mut Context<'_>,
    mut person: Person,
    change: PersonChange,
    visible: &domain::access::Visible,
) -> Result<PersonId, Error> {
    if person.merged_into.is_some() {
        return Err(Refusal::new("already-merged").into());
    }
    let before = person.clone();
    change.apply(&mut person, visible.organisation(), |group| visible.shows(group))?;
    person.settle(context.operation.today)?;
    let id = person.id;
    if person != before {
        let titles_changed = person.residences != before.residences;
        context.save(person.clone()).await?;
        // a right lapses a year after the title that founds it (§ 44 Abs. 2 AufenthG)
        if titles_changed && let Some(case) = reached::open_case(context, &person).await? {
            steps::settle(context, case).await?;
        }
        context.emit(Event::new(EventName::PersonChanged, context.operation.today).about(None, id));
    }
    Ok(id)
}

/// Brings back what a person's data were before an operation, within the groups the actor sees.
#[derive(Debug, Clone)]
pub struct RestorePerson {
    pub person: PersonId,
    pub version: i64,
    pub before: OperationId,
}

impl Demand for RestorePerson {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Person)
    }
}

#[async_trait]
impl Command for RestorePerson {
    type Outcome = PersonId;
    const NAME: &'static str = "restore_person";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.person.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<PersonId, Error> {
        let command = authorised.command();
        let visible = authorised.visible();
        reached::person(context, &visible, command.person).await?;
        let person: Person = context.need_version(command.person.0, command.version).await?;
        let history = context.work.queries().history_of(RecordKind::Person, person.id.0).await?;
        let old = history.into_iter().filter(|(operation, _, _)| *operation == command.before).find_map(
            |(_, _, row)| match row {
                HistoryRow { before: Some(Record::Person(old)), .. } => Some(old),
                _ => None,
            },
        );
        let old = old.ok_or_else(|| Refusal::new("no-earlier-state"))?;
        let change = PersonChange::back_to(&old, visible.organisation(), |group| visible.shows(group));
        put(context, person, change, &visible).await
    }
}
