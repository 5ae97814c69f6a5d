//! The page of a person's own path without login: the code of the sheet and the year of birth open it, never a name.
//! A wrong code and a wrong year get the same answer; counting failures is the outer shell's. The visitor acts through
//! the gate in the role of the person themself, with account 0, on behalf of the body that handed the sheet out.

use crate::error::Error;
use crate::gate::{Context, Gate};
use crate::operation::Operation;
use crate::placement::appointment::normalised;
use crate::ports::{Queries, Store, TypedQueries};
use crate::queries::own_path::{OpenPath, PathView};
use chrono::Datelike;
use domain::access::{Actor, Purpose, Role, Visible};
use domain::case::Case;
use domain::ids::{AccountId, OrganisationId, PathMessageId, PersonId};
use domain::organisation::Organisation;
use domain::own_path::{PathCode, PathMessage};
use domain::person::Person;
use domain::record::{Record, RecordKind};

/// What a code and a year of birth open; `None` for whatever does not fit together. `template` gives time, ids and
/// request; its actor is replaced.
pub async fn open(
    gate: &Gate,
    template: &Operation,
    code: &str,
    birth_year: i32,
) -> Result<Option<(PathView, Operation)>, Error> {
    let store: &dyn Store = gate.store().as_ref();
    let code = normalised(code);
    if code.is_empty() {
        return Ok(None);
    }
    let Some(Record::PathCode(found)) = store.of_code(&code).await? else { return Ok(None) };
    let person: Person = store.queries().need(found.person.0).await?;
    let fits = person.birth_date.map(|birth| birth.date.year()) == Some(birth_year);
    if found.ended_on.is_some() || person.merged_into.is_some() || !fits {
        return Ok(None);
    }
    let actor = stand_in(store.queries(), &found).await?;
    let operation = Operation { actor, purpose: Purpose::SubjectAccess, key: None, ..template.clone() };
    let view = gate.ask(&operation, &OpenPath::of(found.person)).await?;
    Ok(Some((view, operation)))
}

async fn stand_in(queries: &dyn Queries, code: &PathCode) -> Result<Actor, Error> {
    let body: Organisation = queries.need(code.organisation.0).await?;
    Ok(Actor {
        account: AccountId(0),
        organisation: body.id,
        organisation_kind: body.kind,
        region: code.region,
        roles: vec![Role::BetroffenePerson],
        commissioned_test_site: false,
    })
}

/// The person a living code belongs to.
pub(crate) async fn person_of_code(
    context: &mut Context<'_>,
    id: PersonId,
    code: &str,
) -> Result<Person, Error> {
    let person: Person = context.need(id.0).await?;
    let codes: Vec<PathCode> = crate::commands::reached::of_person(context, &person).await?;
    match codes.iter().any(|one| one.code == code && one.ended_on.is_none()) {
        true => Ok(person),
        false => Err(Error::Absent(RecordKind::Person)),
    }
}

/// A message is meant for the body that had the next step when it was said, and for the one that has it now.
pub fn is_for(message: &PathMessage, case: Option<&Case>, body: OrganisationId) -> bool {
    let now = case.and_then(|case| case.next.as_ref()).map(|next| next.organisation);
    message.to == body || now == Some(body)
}

/// A message meant for the actor about a person the actor reaches, in the version the actor saw.
pub(crate) async fn reached_message(
    context: &mut Context<'_>,
    visible: &Visible,
    (id, seen): (PathMessageId, i64),
) -> Result<PathMessage, Error> {
    let known: PathMessage = context.need(id.0).await?;
    let case: Option<Case> = context.find(known.case.0).await?;
    crate::commands::reached::person(context, visible, known.person)
        .await
        .map_err(|_| Error::Absent(RecordKind::PathMessage))?;
    if !is_for(&known, case.as_ref(), visible.organisation()) {
        return Err(Error::Absent(RecordKind::PathMessage));
    }
    context.need_version(id.0, seen).await
}
