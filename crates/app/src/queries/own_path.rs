//! A person's own path: where they are, what is next, who looked at their data, what they agreed to, what they said.
//! No name stands in it. Not for opening it: `crate::own_path` checks code and year of birth first.

use super::consents::{ConsentRow, rows};
use crate::counselling;
use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{AuditEntry, Find, TypedQueries, Where};
use async_trait::async_trait;
use chrono::{NaiveDate, NaiveTime};
use domain::access::{Action, Purpose, Resource, Visible};
use domain::assignment::{Assignment, AssignmentState};
use domain::case::{Case, SeatEvidence, Stage};
use domain::counselling::{CounsellingSlot, SlotMode, TalkState};
use domain::course::Course;
use domain::ids::{AccountId, OrganisationId, PersonId};
use domain::measure::{MeasureKind, MeasureOffer, MeasureRecommendation};
use domain::moment::Moment;
use domain::organisation::{Organisation, Place};
use domain::own_path::{PathCode, PathMessage};
use domain::person::{PairDecision, PairVerdict, Person};
use domain::placement::{Seating, SeatingState, Session, SessionState};
use domain::record::{RecordKind, Stored};
use std::collections::{BTreeMap, HashMap};

/// An appointment ahead.
#[derive(Debug, Clone, PartialEq)]
pub enum Ahead {
    Test {
        on: NaiveDate,
        at: NaiveTime,
        place: Place,
    },
    /// Register at the provider by a day.
    Register {
        until: NaiveDate,
        provider: OrganisationId,
    },
    /// A course that begins or runs.
    Course {
        from: NaiveDate,
        until: NaiveDate,
        place: Place,
        provider: OrganisationId,
    },
    /// A measure, training or work that was agreed and begins.
    Measure {
        from: Option<NaiveDate>,
        /// Title of the offer; empty where only the kind was agreed.
        title: String,
        kind: MeasureKind,
        place: Place,
        body: OrganisationId,
    },
    Counselling {
        on: NaiveDate,
        at: NaiveTime,
        mode: SlotMode,
        place: Place,
        body: OrganisationId,
    },
}

/// A look of a body at the person's data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PathSight {
    pub at: Moment,
    pub body: OrganisationId,
    pub purpose: Purpose,
}

/// The path.
#[derive(Debug, Clone, PartialEq)]
pub struct PathView {
    pub person: PersonId,
    /// `None`: no case is on record.
    pub stage: Option<Stage>,
    /// Body that has the next step.
    pub next_by: Option<OrganisationId>,
    pub ahead: Vec<Ahead>,
    /// Newest first, own looks left out.
    pub looks: Vec<PathSight>,
    /// Newest first.
    pub consents: Vec<ConsentRow>,
    /// Newest first.
    pub messages: Vec<PathMessage>,
    pub bodies: HashMap<OrganisationId, Organisation>,
}

impl PathView {
    /// A message can be said: somebody has a next step.
    pub fn may_say(&self) -> bool {
        self.stage.is_some_and(|stage| stage != Stage::Closed)
    }

    /// Name of a body.
    pub fn body(&self, id: OrganisationId) -> &str {
        self.bodies.get(&id).map(|body| body.name.as_str()).unwrap_or_default()
    }
}

/// Looks by day, body and purpose with their number, newest day first.
pub fn by_day(
    looks: &[PathSight],
    day_of: impl Fn(Moment) -> NaiveDate,
) -> Vec<(NaiveDate, OrganisationId, Purpose, i64)> {
    let mut counted: BTreeMap<(std::cmp::Reverse<NaiveDate>, OrganisationId, Purpose), i64> = BTreeMap::new();
    for look in looks {
        *counted.entry((std::cmp::Reverse(day_of(look.at)), look.body, look.purpose)).or_default() += 1;
    }
    counted.into_iter().map(|((day, body, purpose), times)| (day.0, body, purpose, times)).collect()
}

/// The look at a path; made by `crate::own_path` only, after code and year fitted.
pub struct OpenPath {
    person: PersonId,
}

impl OpenPath {
    pub(crate) fn of(person: PersonId) -> Self {
        OpenPath { person }
    }
}

/// Most looks read from the log.
const MOST: i64 = 2_000;

#[async_trait]
impl Query for OpenPath {
    type Answer = PathView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::OwnPath).of(RecordKind::Person, self.person.0)
    }

    async fn answer(&self, _visible: &Visible, scene: &Scene<'_>) -> Result<(PathView, i64), Error> {
        let person: Person = scene.queries.need(self.person.0).await?;
        let cases: Vec<Case> = of(scene, &person).await?;
        let case = cases.iter().rev().find(|case| case.stage != Stage::Closed).or(cases.last());
        let mut messages: Vec<PathMessage> = of(scene, &person).await?;
        messages.reverse();
        let mut view = PathView {
            person: person.id,
            stage: case.map(|case| case.stage),
            next_by: case.and_then(|case| case.next.as_ref()).map(|next| next.organisation),
            ahead: ahead(scene, &person).await?,
            looks: looks(scene, &person).await?,
            consents: rows(scene, &person).await?,
            messages,
            bodies: HashMap::new(),
        };
        view.bodies = bodies(scene, &view).await?;
        Ok((view, 1))
    }
}

async fn of<T: Stored>(scene: &Scene<'_>, person: &Person) -> Result<Vec<T>, Error> {
    scene.queries.all(Find::new(T::KIND, person.region).when(Where::is("person_id", person.id.0))).await
}

async fn ahead(scene: &Scene<'_>, person: &Person) -> Result<Vec<Ahead>, Error> {
    let (queries, today) = (scene.queries, scene.operation.today);
    let mut found = Vec::new();
    for seating in of::<Seating>(scene, person).await? {
        let session: Session = queries.need(seating.session.0).await?;
        let booked = seating.state == SeatingState::Booked && session.state == SessionState::Planned;
        if booked && session.held_on >= today {
            found.push(Ahead::Test { on: session.held_on, at: session.starts_at, place: session.place });
        }
    }
    for seat in of::<Assignment>(scene, person).await?.into_iter().filter(Assignment::holds_seat) {
        let course: Course = queries.need(seat.course.0).await?;
        if seat.state == AssignmentState::Reserved {
            found.push(Ahead::Register { until: seat.reserved_until, provider: seat.provider });
        }
        let until = SeatEvidence::of(&seat, &course).course_ends_on;
        if until >= today {
            let from = seat.entry_on;
            found.push(Ahead::Course { from, until, place: course.place, provider: seat.provider });
        }
    }
    for one in of::<MeasureRecommendation>(scene, person).await? {
        if !one.is_awaited() {
            continue;
        }
        let offer: Option<MeasureOffer> = match one.choice.offer {
            Some(id) => queries.one(id.0).await?,
            None => None,
        };
        found.push(Ahead::Measure {
            from: one.choice.starts_on,
            title: offer.as_ref().map(|offer| offer.title.clone()).unwrap_or_default(),
            kind: one.choice.kind,
            body: offer.as_ref().map_or(one.decider, |offer| offer.owner),
            place: offer.map(|offer| offer.place).unwrap_or_default(),
        });
    }
    for talk in counselling::of_person(queries, person.region, person.id).await? {
        if talk.state == TalkState::Booked && talk.held_on >= today {
            let slot: CounsellingSlot = queries.need(talk.slot.0).await?;
            found.push(Ahead::Counselling {
                on: slot.held_on,
                at: slot.starts_at,
                mode: slot.mode,
                place: slot.place,
                body: slot.organisation,
            });
        }
    }
    Ok(found)
}

/// Looks of accounts that went through, at this record and at those merged into it.
async fn looks(scene: &Scene<'_>, person: &Person) -> Result<Vec<PathSight>, Error> {
    let find = Find::new(RecordKind::PairDecision, person.region)
        .when(Where::is("person_id", person.id.0))
        .when(Where::is("decision", PairVerdict::OnePerson.code()));
    let merged: Vec<PairDecision> = scene.queries.all(find).await?;
    let mut entries: Vec<AuditEntry> = Vec::new();
    for id in std::iter::once(person.id).chain(merged.into_iter().map(|pair| pair.other)) {
        entries.extend(scene.queries.access_to(id.0, MOST).await?);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    Ok(entries
        .into_iter()
        .filter(|entry| entry.account != AccountId(0) && entry.outcome == "done")
        .map(|entry| PathSight { at: entry.at, body: entry.organisation, purpose: entry.purpose })
        .collect())
}

async fn bodies(scene: &Scene<'_>, view: &PathView) -> Result<HashMap<OrganisationId, Organisation>, Error> {
    let mut ids: Vec<i64> = view.looks.iter().map(|look| look.body.0).collect();
    ids.extend(view.next_by.map(|body| body.0));
    ids.extend(view.ahead.iter().filter_map(|one| match one {
        Ahead::Test { .. } => None,
        Ahead::Register { provider, .. } | Ahead::Course { provider, .. } => Some(provider.0),
        Ahead::Counselling { body, .. } | Ahead::Measure { body, .. } => Some(body.0),
    }));
    ids.sort_unstable();
    ids.dedup();
    let found: Vec<Organisation> = scene.queries.many(&ids).await?;
    Ok(found.into_iter().map(|body| (body.id, body)).collect())
}

/// The sheet with the code, for whoever hands it out.
#[derive(Debug, Clone, PartialEq)]
pub struct PathSheet {
    /// `None`: no code was handed out yet.
    pub code: Option<PathCode>,
    /// BCP 47 code of the language of letters.
    pub language: String,
    pub name: String,
}

/// The living code of a person.
#[derive(Debug, Clone)]
pub struct PathSheetOf {
    pub person: PersonId,
}

#[async_trait]
impl Query for PathSheetOf {
    type Answer = PathSheet;

    fn look(&self) -> Look {
        Look::at_people(Action::Create, Resource::OwnPath).of(RecordKind::Person, self.person.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(PathSheet, i64), Error> {
        let person: Person = scene.queries.need(self.person.0).await?;
        if !visible.reaches_person(person.region, person.involved_on(scene.operation.today)) {
            return Err(Error::Absent(RecordKind::Person));
        }
        let codes: Vec<PathCode> = of(scene, &person).await?;
        let code = codes.into_iter().rev().find(|code| code.ended_on.is_none());
        Ok((PathSheet { code, name: super::counselling::name(&person), language: person.language }, 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_grouped_by_day_body_and_purpose_newest_first() {
        let look =
            |at: i64, body: i64, purpose| PathSight { at: Moment(at), body: OrganisationId(body), purpose };
        let day = |at: Moment| {
            let first: NaiveDate = "2026-11-20".parse().expect("a date");
            first + chrono::Days::new(at.0 as u64)
        };
        let looks = [
            look(1, 1, Purpose::CaseWork),
            look(1, 1, Purpose::CaseWork),
            look(1, 2, Purpose::CaseWork),
            look(2, 1, Purpose::CourseWork),
        ];
        let grouped: Vec<_> = by_day(&looks, day)
            .into_iter()
            .map(|(on, body, _, times)| (on.to_string(), body.0, times))
            .collect();
        let expected = [("2026-11-22", 1, 1), ("2026-11-21", 1, 2), ("2026-11-21", 2, 1)];
        assert_eq!(grouped, expected.map(|(on, body, times)| (on.to_owned(), body, times)));
    }
}
