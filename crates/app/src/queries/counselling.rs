//! Counselling: the counselling body's own appointments, one of them, its home, and what a person's record shows.
//! Whoever sees a person here sees them by consent; a withdrawn one leaves nothing. Not for slots: see
//! `counselling_slots`.

use super::bodies::names;
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, TypedQueries, Where};
use crate::{consents, counselling};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Resource, Visible};
use domain::counselling::{
    CounsellingSlot, CounsellingTalk, Sight, SlotState, TalkState, due_contacts, sight,
};
use domain::ids::{CounsellingSlotId, OrganisationId, PersonId};
use domain::person::{Person, RecipientGroup};
use domain::record::RecordKind;
use std::collections::HashMap;

/// An appointment of the counselling body with the person in it.
#[derive(Debug, Clone, PartialEq)]
pub struct TalkRow {
    pub talk: CounsellingTalk,
    pub slot: CounsellingSlot,
    pub name: String,
    pub phone: String,
    /// BCP 47 code.
    pub language: String,
}

/// Own appointments of some days, called-off ones left out.
#[derive(Debug, Clone)]
pub struct OwnTalks {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

#[async_trait]
impl Query for OwnTalks {
    type Answer = Vec<TalkRow>;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Counselling).filtered(format!("{}/{}", self.from, self.until))
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<TalkRow>, i64), Error> {
        let find = Find::new(RecordKind::CounsellingTalk, visible.region())
            .when(Where::is("organisation_id", visible.organisation().0))
            .when(Where::AtLeast("held_on", self.from.into()))
            .when(Where::AtMost("held_on", self.until.into()));
        let rows = rows(scene, visible, scene.queries.all(find).await?).await?;
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

/// Rows of own talks whose people agree today; the others are not even counted.
async fn rows(
    scene: &Scene<'_>,
    visible: &Visible,
    talks: Vec<CounsellingTalk>,
) -> Result<Vec<TalkRow>, Error> {
    let (queries, actor) = (scene.queries, &scene.operation.actor);
    let people: Vec<PersonId> = talks.iter().map(|talk| talk.person).collect();
    let agreed = consents::agreed_of_many(queries, visible.region(), &people, scene.operation.today).await?;
    let nothing = Vec::new();
    let body = (actor.organisation, actor.organisation_kind);
    let seen: Vec<CounsellingTalk> = talks
        .into_iter()
        .filter(|talk| talk.state != TalkState::Cancelled)
        .filter(|talk| {
            sight(talk, body, false, agreed.get(&talk.person).unwrap_or(&nothing)) == Sight::Result
        })
        .collect();
    let slots: Vec<CounsellingSlot> =
        queries.many(&seen.iter().map(|talk| talk.slot.0).collect::<Vec<_>>()).await?;
    let slots: HashMap<CounsellingSlotId, CounsellingSlot> =
        slots.into_iter().map(|slot| (slot.id, slot)).collect();
    let people: Vec<Person> =
        queries.many(&seen.iter().map(|talk| talk.person.0).collect::<Vec<_>>()).await?;
    let people: HashMap<PersonId, Person> =
        people.into_iter().map(|person| (person.id, shown(visible, person))).collect();
    let mut rows: Vec<TalkRow> = seen
        .into_iter()
        .filter_map(|talk| {
            let (slot, person) = (slots.get(&talk.slot)?.clone(), people.get(&talk.person)?);
            Some(TalkRow {
                name: name(person),
                phone: person.phone.clone(),
                language: person.language.clone(),
                slot,
                talk,
            })
        })
        .collect();
    rows.sort_by_key(|row| (row.slot.held_on, row.slot.starts_at, row.talk.id));
    Ok(rows)
}

fn shown(visible: &Visible, person: Person) -> Person {
    person.shown(|group| visible.shows(group), visible.organisation(), false).0
}

pub(super) fn name(person: &Person) -> String {
    format!("{}, {}", person.family_name, person.given_names)
}

/// What waits for a counselling body.
#[derive(Debug, Clone, PartialEq)]
pub struct CounsellingHome {
    pub today: Vec<TalkRow>,
    /// Appointments after today.
    pub ahead: i64,
    pub free_slots: i64,
    /// Appointments that are over without a result.
    pub without_result: Vec<TalkRow>,
    /// People to be spoken to again.
    pub contacts: Vec<TalkRow>,
}

/// The home of a counselling body.
#[derive(Debug, Clone, Copy)]
pub struct OwnCounselling;

#[async_trait]
impl Query for OwnCounselling {
    type Answer = CounsellingHome;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Counselling).filtered("own")
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(CounsellingHome, i64), Error> {
        let today = scene.operation.today;
        let find = Find::new(RecordKind::CounsellingTalk, visible.region())
            .when(Where::is("organisation_id", visible.organisation().0));
        let all = rows(scene, visible, scene.queries.all(find).await?).await?;
        let talks: Vec<CounsellingTalk> = all.iter().map(|row| row.talk.clone()).collect();
        let due: Vec<_> = due_contacts(&talks, today).into_iter().map(|talk| talk.id).collect();
        let slots = Find::new(RecordKind::CounsellingSlot, visible.region())
            .when(Where::is("organisation_id", visible.organisation().0))
            .when(Where::is("status", SlotState::Open.code()))
            .when(Where::AtLeast("held_on", today.into()));
        let free: i64 =
            scene.queries.count_by(&slots, "organisation_id").await?.iter().map(|(_, count)| count).sum();
        let of = |wanted: &dyn Fn(&TalkRow) -> bool| -> Vec<TalkRow> {
            all.iter().filter(|row| wanted(row)).cloned().collect()
        };
        let home = CounsellingHome {
            today: of(&|row| row.talk.held_on == today),
            ahead: of(&|row| row.talk.held_on > today).len() as i64,
            free_slots: free,
            without_result: of(&|row| row.talk.held_on < today && row.talk.state == TalkState::Booked),
            contacts: of(&|row| due.contains(&row.talk.id)),
        };
        Ok((home, all.len() as i64))
    }
}

/// One talk as far as the asker sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct TalkView {
    /// Only what whoever booked it knows, where no more is seen.
    pub talk: CounsellingTalk,
    pub slot: CounsellingSlot,
    pub sight: Sight,
    pub body: String,
    pub booked_by: String,
    pub name: String,
    pub phone: String,
    pub language: String,
    pub town: String,
    /// What else the person agrees to today.
    pub agreed: Vec<RecipientGroup>,
    /// What has become of the person so far; only with consent and where the asker's row shows it.
    pub way: Option<CounselledWay>,
}

/// Test and course of somebody who is counselled.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CounselledWay {
    pub stage: Option<domain::case::Stage>,
    pub tested_on: Option<NaiveDate>,
    /// Number of the course, where it is, first and last day.
    pub course: Option<(String, String, NaiveDate, NaiveDate)>,
}

/// One talk.
#[derive(Debug, Clone)]
pub struct TalkRecord {
    pub talk: domain::ids::CounsellingTalkId,
}

#[async_trait]
impl Query for TalkRecord {
    type Answer = TalkView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Counselling).of(RecordKind::CounsellingTalk, self.talk.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(TalkView, i64), Error> {
        let (queries, actor, today) = (scene.queries, &scene.operation.actor, scene.operation.today);
        let mut talk: CounsellingTalk = queries.need(self.talk.0).await?;
        let sight = counselling::sight_of(queries, (actor, visible), &talk, today).await?;
        if sight == Sight::Nothing {
            return Err(Error::Absent(RecordKind::CounsellingTalk));
        }
        if sight < Sight::Result {
            talk = talk.as_booked();
        }
        let slot: CounsellingSlot = queries.need(talk.slot.0).await?;
        let names = names(scene, [talk.organisation, talk.booked_by].into_iter()).await?;
        let full: Person = queries.need(talk.person.0).await?;
        let own = talk.organisation == visible.organisation();
        let way = if own { Some(super::counselled_way::way(scene, visible, &full).await?) } else { None };
        // whoever sent the person sees them by the right they have anyway
        let fields = if own { visible.clone() } else { also_visible(actor, Action::See, Resource::Person)? };
        let person = shown(&fields, full);
        let of = |id: &OrganisationId| names.get(id).cloned().unwrap_or_default();
        let view = TalkView {
            agreed: consents::agreed(queries, talk.region, talk.person, today).await?,
            body: of(&talk.organisation),
            booked_by: of(&talk.booked_by),
            name: name(&person),
            phone: person.phone,
            language: person.language,
            town: person.address.town,
            way,
            sight,
            slot,
            talk,
        };
        Ok((view, 1))
    }
}

/// A talk on the record of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenTalk {
    /// Only what whoever booked it knows, where no more is seen.
    pub talk: CounsellingTalk,
    pub sight: Sight,
    pub body: String,
}

/// Talks of a person as far as the asker sees them, newest first; part of the look at the record.
pub(super) async fn of_record(
    scene: &Scene<'_>,
    visible: &Visible,
    person: &Person,
) -> Result<Vec<SeenTalk>, Error> {
    let (queries, actor, today) = (scene.queries, &scene.operation.actor, scene.operation.today);
    if also_visible(actor, Action::See, Resource::Counselling).is_err() {
        return Ok(Vec::new());
    }
    let reaches = visible.reaches_person(person.region, person.involved_on(today));
    let agreed = consents::agreed(queries, person.region, person.id, today).await?;
    let body = (actor.organisation, actor.organisation_kind);
    let talks = counselling::of_person(queries, person.region, person.id).await?;
    let names = names(scene, talks.iter().map(|talk| talk.organisation)).await?;
    Ok(talks
        .into_iter()
        .rev()
        .filter_map(|mut talk| {
            let seen = sight(&talk, body, reaches, &agreed);
            if seen < Sight::Result {
                talk = talk.as_booked();
            }
            let body = names.get(&talk.organisation).cloned().unwrap_or_default();
            (seen > Sight::Nothing).then_some(SeenTalk { talk, sight: seen, body })
        })
        .collect())
}
