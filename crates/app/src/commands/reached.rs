//! Loading what a command works on, with the check that the actor reaches it. Whatever is not reached
//! is absent: that somebody exists is confidential.

use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, TypedQueries, Where};
use domain::access::Visible;
use domain::act::Act;
use domain::agreement::Agreement;
use domain::case::{Case, Stage};
use domain::ids::{AgreementId, CaseId, PersonId};
use domain::person::Person;
use domain::record::{RecordKind, Stored};

/// A person the actor reaches.
pub async fn person(context: &mut Context<'_>, visible: &Visible, id: PersonId) -> Result<Person, Error> {
    let person: Person = context.need(id.0).await?;
    if !reaches(context, visible, &person) {
        return Err(Error::Absent(RecordKind::Person));
    }
    Ok(person)
}

/// Whether the actor reaches a person.
pub fn reaches(context: &Context<'_>, visible: &Visible, person: &Person) -> bool {
    visible.reaches_person(person.region, person.involved_on(context.operation.today))
}

/// A case of a person the actor reaches, in the version the actor saw.
pub async fn case(
    context: &mut Context<'_>,
    visible: &Visible,
    id: CaseId,
    seen: i64,
) -> Result<(Case, Person), Error> {
    let known: Case = context.need(id.0).await?;
    let person = person(context, visible, known.person).await.map_err(|_| Error::Absent(RecordKind::Case))?;
    let case = context.need_version(id.0, seen).await?;
    Ok((case, person))
}

/// An agreement of the actor's region; in the version the actor saw, where one is named.
pub async fn agreement(
    context: &mut Context<'_>,
    visible: &Visible,
    id: AgreementId,
    seen: Option<i64>,
) -> Result<Agreement, Error> {
    let known: Agreement = context.need(id.0).await?;
    if known.region != visible.region() {
        return Err(Error::Absent(RecordKind::Agreement));
    }
    match seen {
        Some(seen) => context.need_version(id.0, seen).await,
        None => Ok(known),
    }
}

/// All records of a kind that hang on a person.
pub async fn of_person<T: Stored>(context: &mut Context<'_>, person: &Person) -> Result<Vec<T>, Error> {
    let find = Find::new(T::KIND, person.region).when(Where::is("person_id", person.id.0));
    context.work.queries().all(find).await
}

/// All acts of a case.
pub async fn acts_of(context: &mut Context<'_>, case: &Case) -> Result<Vec<Act>, Error> {
    let find = Find::new(RecordKind::Act, case.region).when(Where::is("case_id", case.id.0));
    context.work.queries().all(find).await
}

/// The newest open case of a person.
pub async fn open_case(context: &mut Context<'_>, person: &Person) -> Result<Option<Case>, Error> {
    let cases: Vec<Case> = of_person(context, person).await?;
    Ok(cases.into_iter().rev().find(|case| case.stage != Stage::Closed))
}
