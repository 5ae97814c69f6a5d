//! What commands and queries of counselling share: who reaches a talk, a slot, a person. A counselling body reaches
//! a person only while the person agrees to counselling and has an appointment with this very body.

use crate::consents;
use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::NaiveDate;
use domain::access::{Actor, Visible};
use domain::counselling::{CounsellingSlot, CounsellingTalk, Sight, TalkState, sight};
use domain::ids::{CounsellingSlotId, CounsellingTalkId, PersonId, RegionId};
use domain::organisation::OrganisationKind;
use domain::person::{Person, RecipientGroup};
use domain::record::RecordKind;

/// Talks of a person, oldest first.
pub async fn of_person(
    queries: &dyn Queries,
    region: RegionId,
    person: PersonId,
) -> Result<Vec<CounsellingTalk>, Error> {
    let find =
        Find::new(RecordKind::CounsellingTalk, region).when(Where::is("person_id", person.0)).by("held_on");
    queries.all(find).await
}

/// Whether an actor reaches a person: by consent and appointment for a counselling body, by being involved for
/// everybody else.
pub async fn reaches_person(
    queries: &dyn Queries,
    (actor, visible): (&Actor, &Visible),
    person: &Person,
    today: NaiveDate,
) -> Result<bool, Error> {
    if actor.organisation_kind != OrganisationKind::Beratungsstelle {
        return Ok(visible.reaches_person(person.region, person.involved_on(today)));
    }
    if person.region != visible.region() {
        return Ok(false);
    }
    let talks = of_person(queries, person.region, person.id).await?;
    let known = talks
        .iter()
        .any(|talk| talk.organisation == visible.organisation() && talk.state != TalkState::Cancelled);
    let agreed = consents::agreed(queries, person.region, person.id, today).await?;
    Ok(known && agreed.contains(&RecipientGroup::Counselling))
}

/// A person the actor reaches.
pub(crate) async fn reached_person(
    context: &mut Context<'_>,
    visible: &Visible,
    id: PersonId,
) -> Result<Person, Error> {
    let person: Person = context.need(id.0).await?;
    let (actor, today) = (context.operation.actor.clone(), context.operation.today);
    match reaches_person(context.work.queries(), (&actor, visible), &person, today).await? {
        true => Ok(person),
        false => Err(Error::Absent(RecordKind::Person)),
    }
}

/// What an actor sees of a talk today.
pub async fn sight_of(
    queries: &dyn Queries,
    (actor, visible): (&Actor, &Visible),
    talk: &CounsellingTalk,
    today: NaiveDate,
) -> Result<Sight, Error> {
    if talk.region != visible.region() {
        return Ok(Sight::Nothing);
    }
    let person: Person = queries.need(talk.person.0).await?;
    let reaches = visible.reaches_person(person.region, person.involved_on(today));
    let agreed = consents::agreed(queries, talk.region, talk.person, today).await?;
    Ok(sight(talk, (actor.organisation, actor.organisation_kind), reaches, &agreed))
}

/// A talk of which the actor sees at least this much, in the version the actor saw.
pub(crate) async fn reached_talk(
    context: &mut Context<'_>,
    visible: &Visible,
    (id, seen): (CounsellingTalkId, i64),
    least: Sight,
) -> Result<CounsellingTalk, Error> {
    let known: CounsellingTalk = context.need(id.0).await?;
    let (actor, today) = (context.operation.actor.clone(), context.operation.today);
    if sight_of(context.work.queries(), (&actor, visible), &known, today).await? < least {
        return Err(Error::Absent(RecordKind::CounsellingTalk));
    }
    context.need_version(id.0, seen).await
}

/// An own slot of the counselling body, locked, in the version the actor saw.
pub(crate) async fn own_slot(
    context: &mut Context<'_>,
    visible: &Visible,
    (id, seen): (CounsellingSlotId, i64),
) -> Result<CounsellingSlot, Error> {
    context.work.lock(RecordKind::CounsellingSlot, id.0).await?;
    let known: CounsellingSlot = context.need(id.0).await?;
    if !visible.reaches(known.region, known.organisation) {
        return Err(Error::Absent(RecordKind::CounsellingSlot));
    }
    context.need_version(id.0, seen).await
}
