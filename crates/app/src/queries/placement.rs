//! Looks at test days: the list, one day with its people, days that can still be booked, people who need
//! another appointment. People are shown as far as the actor reaches them; days are offers without people.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::placement;
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::queries::people::{PersonFilter, PersonRow};
use async_trait::async_trait;
use chrono::{Datelike, NaiveDate};
use domain::access::{Action, Resource, Visible};
use domain::case::{Case, Stage, StepCode};
use domain::ids::{CaseId, OrganisationId, PersonId, RegionId, SeatingId, SessionId};
use domain::person::{Constraints, Literacy, Person};
use domain::placement::{Offer, Seating, SeatingState, Session};
use domain::record::RecordKind;
use std::collections::{BTreeMap, HashMap};

/// A test day with its counts.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionRow {
    pub session: Session,
    pub booked: i64,
    pub present: i64,
    pub tested: i64,
    pub absent: i64,
}

impl SessionRow {
    /// Living seatings.
    pub fn taken(&self) -> i64 {
        self.booked + self.present + self.tested
    }

    /// People who can still be invited.
    pub fn free(&self) -> i64 {
        (self.session.invitations() - self.taken()).max(0)
    }
}

async fn rows_of(
    queries: &dyn Queries,
    region: RegionId,
    sessions: Vec<Session>,
) -> Result<Vec<SessionRow>, Error> {
    let ids: Vec<i64> = sessions.iter().map(|session| session.id.0).collect();
    let mut counts: BTreeMap<(SeatingState, i64), i64> = BTreeMap::new();
    for state in [SeatingState::Booked, SeatingState::Present, SeatingState::Tested, SeatingState::Absent] {
        let find = Find::new(RecordKind::Seating, region)
            .when(Where::is("status", state.code()))
            .when(Where::one_of("session_id", ids.iter().copied()));
        for (session, count) in queries.count_by(&find, "session_id").await? {
            counts.insert((state, session), count);
        }
    }
    let count = |state, session: &Session| counts.get(&(state, session.id.0)).copied().unwrap_or(0);
    Ok(sessions
        .into_iter()
        .map(|session| SessionRow {
            booked: count(SeatingState::Booked, &session),
            present: count(SeatingState::Present, &session),
            tested: count(SeatingState::Tested, &session),
            absent: count(SeatingState::Absent, &session),
            session,
        })
        .collect())
}

/// Test days of the region in a span of days, earliest first.
#[derive(Debug, Clone, Default)]
pub struct SessionList {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

#[async_trait]
impl Query for SessionList {
    type Answer = Vec<SessionRow>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Session)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<SessionRow>, i64), Error> {
        let mut find = Find::new(RecordKind::Session, visible.region()).by("held_on").limit(1_000);
        if let Some(from) = self.from {
            find = find.when(Where::AtLeast("held_on", from.into()));
        }
        if let Some(until) = self.until {
            find = find.when(Where::AtMost("held_on", until.into()));
        }
        let sessions: Vec<Session> = scene.queries.all(find).await?;
        let rows = rows_of(scene.queries, visible.region(), sessions).await?;
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

/// One test day with its counts, without people.
#[derive(Debug, Clone)]
pub struct OneSession {
    pub session: SessionId,
}

#[async_trait]
impl Query for OneSession {
    type Answer = SessionRow;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::Session)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(SessionRow, i64), Error> {
        let session = session(scene, visible, self.session).await?;
        let mut rows = rows_of(scene.queries, visible.region(), vec![session]).await?;
        rows.pop().map(|row| (row, 1)).ok_or(Error::Absent(RecordKind::Session))
    }
}

async fn session(scene: &Scene<'_>, visible: &Visible, id: SessionId) -> Result<Session, Error> {
    let session: Session = scene.queries.need(id.0).await?;
    if session.region == visible.region() { Ok(session) } else { Err(Error::Absent(RecordKind::Session)) }
}

/// Test days with a free seat, earliest first, for choosing one at booking.
#[derive(Debug, Clone, Default)]
pub struct UpcomingSessions;

#[async_trait]
impl Query for UpcomingSessions {
    type Answer = Vec<Offer>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Session)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<Offer>, i64), Error> {
        let today = scene.operation.today;
        let mut offers = placement::offers(scene.queries, visible.region(), today).await?;
        offers.retain(|offer| offer.open_on(today));
        let count = offers.len() as i64;
        Ok((offers, count))
    }
}

/// One person on the sheet of a test day.
#[derive(Debug, Clone, PartialEq)]
pub struct DayRow {
    pub seating: Seating,
    pub case_number: String,
    pub stage: Stage,
    pub family_name: String,
    pub given_names: String,
    pub birth_year: Option<i32>,
    pub language: String,
    pub literacy: Option<Literacy>,
    pub constraints: Constraints,
}

/// The sheet of a test day.
#[derive(Debug, Clone, PartialEq)]
pub struct DaySheet {
    pub day: SessionRow,
    /// People on it, by name; cancelled seats are left out.
    pub rows: Vec<DayRow>,
}

/// A test day with its people: one look-up, however many they are.
#[derive(Debug, Clone)]
pub struct SessionDay {
    pub session: SessionId,
}

#[async_trait]
impl Query for SessionDay {
    type Answer = DaySheet;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Seating)
            .of(RecordKind::Session, self.session.0)
            .filtered(format!("session:{}", self.session))
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(DaySheet, i64), Error> {
        let session = session(scene, visible, self.session).await?;
        let mut seatings = placement::seatings_of(scene.queries, &session).await?;
        seatings.retain(|seating| seating.state != SeatingState::Cancelled);
        let persons: Vec<i64> = seatings.iter().map(|seating| seating.person.0).collect();
        let cases: Vec<i64> = seatings.iter().map(|seating| seating.case.0).collect();
        let persons: HashMap<PersonId, Person> = scene
            .queries
            .many::<Person>(&persons)
            .await?
            .into_iter()
            .map(|person| (person.id, person))
            .collect();
        let cases: HashMap<CaseId, Case> =
            scene.queries.many::<Case>(&cases).await?.into_iter().map(|case| (case.id, case)).collect();
        let today = scene.operation.today;
        let mut rows: Vec<DayRow> = seatings
            .into_iter()
            .filter_map(|seating| {
                let (person, case) = (persons.get(&seating.person)?, cases.get(&seating.case)?);
                visible
                    .reaches_person(person.region, person.involved_on(today))
                    .then(|| row(seating, person, case))
            })
            .collect();
        rows.sort_by_cached_key(|row| {
            (domain::matching::normalise(&format!("{} {}", row.family_name, row.given_names)), row.seating.id)
        });
        let mut days = rows_of(scene.queries, visible.region(), vec![session]).await?;
        let day = days.pop().ok_or(Error::Absent(RecordKind::Session))?;
        let count = rows.len() as i64;
        Ok((DaySheet { day, rows }, count))
    }
}

fn row(seating: Seating, person: &Person, case: &Case) -> DayRow {
    DayRow {
        seating,
        case_number: case.number.clone(),
        stage: case.stage,
        family_name: person.family_name.clone(),
        given_names: person.given_names.clone(),
        birth_year: person.birth_date.map(|birth| birth.date.year()),
        language: person.language.clone(),
        literacy: person.literacy,
        constraints: person.constraints.clone(),
    }
}

/// Somebody who needs another appointment or was never asked why they did not come.
#[derive(Debug, Clone, PartialEq)]
pub struct MissedRow {
    pub entry: PersonRow,
    /// The newest appointment, if there was one.
    pub seating: Option<Seating>,
    /// Day of it.
    pub held_on: Option<NaiveDate>,
}

/// People whose next appointment lies with an office: missed, declined or called off ones.
#[derive(Debug, Clone)]
pub struct NoShowList {
    /// `None` for every office in reach.
    pub organisation: Option<OrganisationId>,
}

#[async_trait]
impl Query for NoShowList {
    type Answer = Vec<MissedRow>;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Seating).filtered("missed")
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<MissedRow>, i64), Error> {
        let mut entries = Vec::new();
        for step in [StepCode::AskForObstacle, StepCode::BookSecondTest, StepCode::BookTest] {
            let filter = PersonFilter {
                next_step: Some(step.code().to_owned()),
                next_organisation: self.organisation,
                page_size: Some(1_000),
                ..PersonFilter::default()
            };
            entries.extend(scene.queries.person_list(visible, &filter).await?.rows);
        }
        let newest = newest_seatings(scene, visible, &entries).await?;
        let sessions: Vec<i64> = newest.values().map(|seating| seating.session.0).collect();
        let days: HashMap<SessionId, NaiveDate> =
            scene.queries.many::<Session>(&sessions).await?.into_iter().map(|s| (s.id, s.held_on)).collect();
        let rows: Vec<MissedRow> = entries
            .into_iter()
            .map(|entry| {
                let seating = entry.case.and_then(|case| newest.get(&case).cloned());
                let held_on = seating.as_ref().and_then(|seating| days.get(&seating.session).copied());
                MissedRow { entry, seating, held_on }
            })
            // somebody never invited is no no-show
            .filter(|row| row.seating.is_some())
            .collect();
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

async fn newest_seatings(
    scene: &Scene<'_>,
    visible: &Visible,
    entries: &[PersonRow],
) -> Result<HashMap<CaseId, Seating>, Error> {
    let cases: Vec<i64> = entries.iter().filter_map(|entry| entry.case.map(|case| case.0)).collect();
    let mut newest: HashMap<CaseId, Seating> = HashMap::new();
    for part in cases.chunks(500) {
        let find = Find::new(RecordKind::Seating, visible.region())
            .when(Where::one_of("case_id", part.iter().copied()));
        for seating in scene.queries.all::<Seating>(find).await? {
            // ids grow with time, and the search is ordered by id
            newest.insert(seating.case, seating);
        }
    }
    Ok(newest)
}

/// The open appointment of a case with its day, for the pages of a person.
pub async fn open_appointment(
    queries: &dyn Queries,
    region: RegionId,
    case: CaseId,
) -> Result<Option<(Seating, Session)>, Error> {
    let find = Find::new(RecordKind::Seating, region).when(Where::is("case_id", case.0)).backwards();
    let seatings: Vec<Seating> = queries.all(find).await?;
    let open = seatings.into_iter().find(|s| matches!(s.state, SeatingState::Booked | SeatingState::Present));
    let Some(seating) = open else { return Ok(None) };
    let session: Session = queries.need(seating.session.0).await?;
    Ok(Some((seating, session)))
}

/// Seating of a row by id, for pages that go from one person to the next.
pub fn position(rows: &[DayRow], seating: SeatingId) -> Option<usize> {
    rows.iter().position(|row| row.seating.id == seating)
}
