//! Looks at exam days: the list, one day with its candidates, learners who could be registered. Days are offers
//! without people; candidates are seen by their provider, by the exam site and by BAMF.

use crate::error::Error;
use crate::exams;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::queries::attendance::{Learner, named};
use crate::queries::courses::provider_names;
use crate::seats;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::case::Case;
use domain::course::{Course, CourseState};
use domain::deadline::Activity;
use domain::exam::{EntryState, ExamEntry, ExamKind, ExamSitting, Obstruction, Registration, may_register};
use domain::ids::{CourseId, ExamSittingId, RegionId};
use domain::person::{BirthDate, Person};
use domain::record::RecordKind;
use std::collections::{BTreeMap, HashMap};

/// An exam day with its counts.
#[derive(Debug, Clone, PartialEq)]
pub struct SittingRow {
    pub sitting: ExamSitting,
    /// Name of the exam site.
    pub site: String,
    pub taken: i64,
    /// Entries the asker reaches: of these held, and of these without a word or result after the day.
    pub own: i64,
    pub open: i64,
    /// By this day results are expected.
    pub results_due_on: NaiveDate,
}

impl SittingRow {
    /// Seats nobody has.
    pub fn free(&self) -> i64 {
        (self.sitting.seats - self.taken).max(0)
    }

    /// Results are later than the region expects.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.open > 0 && self.results_due_on < today
    }
}

async fn rows_of(scene: &Scene<'_>, sittings: Vec<ExamSitting>) -> Result<Vec<SittingRow>, Error> {
    let (region, today) = (scene.operation.actor.region, scene.operation.today);
    let ids: Vec<ExamSittingId> = sittings.iter().map(|sitting| sitting.id).collect();
    let taken = exams::taken(scene.queries, region, &ids).await?;
    let names = provider_names(scene.queries, region).await?;
    let pace = crate::steps::pace(scene.queries, region, scene.operation.periods.clone()).await?;
    let mut own: BTreeMap<ExamSittingId, (i64, i64)> = BTreeMap::new();
    if let Ok(people) = also_visible(&scene.operation.actor, Action::List, Resource::Exam) {
        let find = Find::new(RecordKind::ExamEntry, region)
            .when(Where::is("holds_seat", 1i64))
            .when(Where::one_of("sitting_id", ids.iter().map(|id| id.0)))
            .limit(i64::MAX);
        let entries: Vec<ExamEntry> = scene.queries.all(find).await?;
        for entry in entries.iter().filter(|entry| exams::reaches(&people, entry)) {
            let counts = own.entry(entry.sitting).or_default();
            counts.0 += 1;
            counts.1 += i64::from(waits(entry, today));
        }
    }
    Ok(sittings
        .into_iter()
        .map(|sitting| {
            let (held, open) = own.get(&sitting.id).copied().unwrap_or_default();
            SittingRow {
                site: names.get(&sitting.organisation).cloned().unwrap_or_default(),
                taken: taken.get(&sitting.id).copied().unwrap_or(0),
                own: held,
                open,
                results_due_on: pace.due(Activity::ExamResult, sitting.held_on, sitting.organisation),
                sitting,
            }
        })
        .collect())
}

/// The day is over and nothing final is known of the candidate.
fn waits(entry: &ExamEntry, today: NaiveDate) -> bool {
    entry.held_on < today && matches!(entry.state, EntryState::Registered | EntryState::Sat)
}

/// Exam days of the region in a span of days, earliest first.
#[derive(Debug, Clone, Default)]
pub struct ExamList {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub kind: Option<ExamKind>,
}

#[async_trait]
impl Query for ExamList {
    type Answer = Vec<SittingRow>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::ExamSitting)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<SittingRow>, i64), Error> {
        let mut find = Find::new(RecordKind::ExamSitting, visible.region()).by("held_on").limit(1_000);
        if let Some(from) = self.from {
            find = find.when(Where::AtLeast("held_on", from.into()));
        }
        if let Some(until) = self.until {
            find = find.when(Where::AtMost("held_on", until.into()));
        }
        if let Some(kind) = self.kind {
            find = find.when(Where::is("exam", kind.code()));
        }
        let rows = rows_of(scene, scene.queries.all(find).await?).await?;
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

/// One exam day without people.
#[derive(Debug, Clone)]
pub struct OneExam {
    pub sitting: ExamSittingId,
}

async fn in_region(scene: &Scene<'_>, region: RegionId, id: ExamSittingId) -> Result<SittingRow, Error> {
    let sitting: ExamSitting = scene.queries.need(id.0).await?;
    if sitting.region != region {
        return Err(Error::Absent(RecordKind::ExamSitting));
    }
    rows_of(scene, vec![sitting]).await?.pop().ok_or(Error::Absent(RecordKind::ExamSitting))
}

#[async_trait]
impl Query for OneExam {
    type Answer = SittingRow;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::ExamSitting).of(RecordKind::ExamSitting, self.sitting.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(SittingRow, i64), Error> {
        Ok((in_region(scene, visible.region(), self.sitting).await?, 1))
    }
}

/// A candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub entry: ExamEntry,
    pub family_name: String,
    pub given_names: String,
    pub birth_date: Option<BirthDate>,
    pub birth_place: String,
    pub case_number: String,
    pub course_number: String,
    /// Name of the provider who registered its learner.
    pub provider: String,
}

impl Candidate {
    /// "Family, Given".
    pub fn name(&self) -> String {
        format!("{}, {}", self.family_name, self.given_names)
    }
}

/// An exam day with the candidates the asker reaches, by name; withdrawn ones last.
#[derive(Debug, Clone, PartialEq)]
pub struct SittingSheet {
    pub row: SittingRow,
    pub candidates: Vec<Candidate>,
}

/// One exam day with its candidates.
#[derive(Debug, Clone)]
pub struct ExamSheet {
    pub sitting: ExamSittingId,
}

#[async_trait]
impl Query for ExamSheet {
    type Answer = SittingSheet;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Exam).of(RecordKind::ExamSitting, self.sitting.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(SittingSheet, i64), Error> {
        let row = in_region(scene, visible.region(), self.sitting).await?;
        let mut entries = exams::entries_of(scene.queries, &row.sitting).await?;
        entries.retain(|entry| exams::reaches(visible, entry));
        let candidates = candidates(scene, entries).await?;
        let count = candidates.len() as i64;
        Ok((SittingSheet { row, candidates }, count))
    }
}

async fn candidates(scene: &Scene<'_>, entries: Vec<ExamEntry>) -> Result<Vec<Candidate>, Error> {
    let fields = also_visible(&scene.operation.actor, Action::List, Resource::Person)?;
    let ids = |of: fn(&ExamEntry) -> i64| entries.iter().map(of).collect::<Vec<_>>();
    let people: Vec<Person> = scene.queries.many(&ids(|entry| entry.person.0)).await?;
    let cases: Vec<Case> = scene.queries.many(&ids(|entry| entry.case.0)).await?;
    let courses: Vec<Course> = scene.queries.many(&ids(|entry| entry.course.0)).await?;
    let names = provider_names(scene.queries, scene.operation.actor.region).await?;
    let people: HashMap<_, _> = people.iter().map(|person| (person.id, person)).collect();
    let cases: HashMap<_, _> = cases.iter().map(|case| (case.id, case)).collect();
    let courses: HashMap<_, _> = courses.iter().map(|course| (course.id, course)).collect();
    let shown = fields.shows(FieldGroup::Identity);
    let of = |text: &str| if shown { text.to_owned() } else { String::new() };
    let mut list: Vec<Candidate> = entries
        .into_iter()
        .filter_map(|entry| {
            let (person, case) = (people.get(&entry.person)?, cases.get(&entry.case)?);
            Some(Candidate {
                family_name: of(&person.family_name),
                given_names: of(&person.given_names),
                birth_date: person.birth_date.filter(|_| shown),
                birth_place: of(&person.birth_place),
                case_number: case.number.clone(),
                course_number: courses.get(&entry.course).map_or(String::new(), |c| c.number.clone()),
                provider: names.get(&entry.provider).cloned().unwrap_or_default(),
                entry,
            })
        })
        .collect();
    list.sort_by_cached_key(|one| {
        let name = domain::matching::normalise(&one.family_name);
        (!one.entry.holds_seat(), name, one.given_names.clone(), one.entry.id)
    });
    Ok(list)
}

/// A learner who could be registered, or why not.
#[derive(Debug, Clone, PartialEq)]
pub struct Possible {
    pub learner: Learner,
    pub verdict: Result<Registration, Obstruction>,
}

/// Who of a course could be registered for an exam day.
#[derive(Debug, Clone, PartialEq)]
pub struct PossibleCandidates {
    pub row: SittingRow,
    /// Courses of the provider: those that run, then those that are over.
    pub courses: Vec<Course>,
    /// The course that was asked for.
    pub course: Option<Course>,
    pub people: Vec<Possible>,
}

/// Learners of one of the own courses and whether they may be registered for an exam day; nothing is written.
#[derive(Debug, Clone)]
pub struct ExamCandidates {
    pub sitting: ExamSittingId,
    pub course: Option<CourseId>,
}

#[async_trait]
impl Query for ExamCandidates {
    type Answer = PossibleCandidates;

    fn look(&self) -> Look {
        let filter = self.course.map(|course| course.to_string()).unwrap_or_default();
        Look::at_people(Action::Create, Resource::Exam)
            .of(RecordKind::ExamSitting, self.sitting.0)
            .filtered(filter)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(PossibleCandidates, i64), Error> {
        let row = in_region(scene, visible.region(), self.sitting).await?;
        let find = Find::new(RecordKind::Course, visible.region())
            .when(Where::is("organisation_id", visible.organisation().0))
            .when(Where::one_of("status", [CourseState::Running, CourseState::Ended].map(CourseState::code)));
        let mut courses: Vec<Course> = scene.queries.all(find).await?;
        courses.sort_by(|one, other| {
            let over = |course: &Course| course.state == CourseState::Ended;
            over(one).cmp(&over(other)).then_with(|| one.number.cmp(&other.number))
        });
        let course = match self.course {
            None => None,
            Some(id) => {
                let own = courses.iter().find(|course| course.id == id).cloned();
                Some(own.ok_or(Error::Absent(RecordKind::Course))?)
            }
        };
        let people = match &course {
            None => Vec::new(),
            Some(course) => possible(scene, &row.sitting, course).await?,
        };
        let count = people.len() as i64;
        Ok((PossibleCandidates { row, courses, course, people }, count))
    }
}

async fn possible(scene: &Scene<'_>, sitting: &ExamSitting, course: &Course) -> Result<Vec<Possible>, Error> {
    let mut seats = seats::seats_of(scene.queries, course, false).await?;
    seats.retain(|seat| exams::may_be_candidate(seat.state));
    let ids: Vec<i64> = seats.iter().map(|seat| seat.person.0).collect();
    let known = exams::entries_of_people(scene.queries, course.region, &ids).await?;
    let about = (course.kind, exams::hours_used_up(course, sitting));
    let learners = named(scene, &seats).await?;
    Ok(learners
        .into_iter()
        .map(|learner| {
            let known = known.get(&learner.person.0).map(Vec::as_slice).unwrap_or_default();
            Possible { verdict: may_register(exams::rules(), sitting, known, about), learner }
        })
        .collect())
}

/// Where a provider's exam work stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExamWork {
    /// Held exam days whose results are missing, and of these later than the region expects.
    pub awaited: i64,
    pub late: i64,
    /// Exam days whose registration closes within the time asked for.
    pub closing: i64,
}

/// The exam work of a body until a day.
#[derive(Debug, Clone)]
pub struct OwnExams {
    pub until: NaiveDate,
}

#[async_trait]
impl Query for OwnExams {
    type Answer = ExamWork;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::ExamSitting)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(ExamWork, i64), Error> {
        let today = scene.operation.today;
        let sittings: Vec<ExamSitting> =
            scene.queries.all(Find::new(RecordKind::ExamSitting, visible.region())).await?;
        let rows = rows_of(scene, sittings).await?;
        let work = ExamWork {
            awaited: rows.iter().filter(|row| row.open > 0).count() as i64,
            late: rows.iter().filter(|row| row.is_late(today)).count() as i64,
            closing: rows
                .iter()
                .filter(|row| row.sitting.check_registration(today, row.taken).is_ok())
                .filter(|row| row.sitting.closes_on <= self.until)
                .count() as i64,
        };
        Ok((work, rows.len() as i64))
    }
}

/// Every entry of people, for callers that narrow them themselves.
pub(super) async fn entries_of_person(
    queries: &dyn Queries,
    person: &Person,
) -> Result<Vec<ExamEntry>, Error> {
    let mut found = exams::entries_of_people(queries, person.region, &[person.id.0]).await?;
    Ok(found.remove(&person.id.0).unwrap_or_default())
}
