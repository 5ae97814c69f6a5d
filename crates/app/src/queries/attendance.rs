//! Attendance lists of a provider's own courses: one day, the last weeks, and what of it waits for somebody.
//! Other bodies see no days (handbook 7.3); what they are told is a report.

use crate::attendance::{self, begins_on};
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, Queries, TypedQueries, Where};
use async_trait::async_trait;
use chrono::{Days, NaiveDate};
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::assignment::Assignment;
use domain::attendance::{
    AttendanceDay, AttendanceReport, AttendanceSettings, Concern, ConcernState, Entry, Mark, Tally,
};
use domain::case::Case;
use domain::course::{Course, CourseState};
use domain::ids::{AssignmentId, ConcernId, CourseId, PersonId, RegionId};
use domain::person::Person;
use domain::record::RecordKind;
use domain::region::Region;
use std::collections::HashMap;

/// A learner as lists call them.
#[derive(Debug, Clone, PartialEq)]
pub struct Learner {
    pub seat: AssignmentId,
    pub person: PersonId,
    pub family_name: String,
    pub given_names: String,
    pub case_number: String,
}

impl Learner {
    /// "Family, Given".
    pub fn name(&self) -> String {
        format!("{}, {}", self.family_name, self.given_names)
    }
}

/// One line of a day's list.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    pub learner: Learner,
    pub entry: Option<Entry>,
    /// The region's window up to today.
    pub tally: Tally,
    /// The ladder somebody stands on.
    pub concern: Option<(ConcernId, ConcernState)>,
    /// By the catalogue a proof should have been seen for this day.
    pub proof_missing: bool,
}

/// The list of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub course: Course,
    pub on: NaiveDate,
    /// The list as it was taken; none yet where missing.
    pub day: Option<AttendanceDay>,
    /// Lessons of the day: as taken, else as on the last one.
    pub lessons: i64,
    /// Days with a list around this one.
    pub earlier: Option<NaiveDate>,
    pub later: Option<NaiveDate>,
    pub rows: Vec<SheetRow>,
}

/// The list of a course day, in the order of names.
#[derive(Debug, Clone)]
pub struct AttendanceSheet {
    pub course: CourseId,
    pub on: NaiveDate,
}

/// A course whose days the asker sees: its provider's.
pub(super) async fn own_course(
    scene: &Scene<'_>,
    visible: &Visible,
    course: CourseId,
) -> Result<Course, Error> {
    let course: Course = scene.queries.need(course.0).await?;
    if !visible.reaches(course.region, course.organisation) {
        return Err(Error::Absent(RecordKind::Course));
    }
    Ok(course)
}

/// Names of learners, as far as the asker sees names.
pub(super) async fn named(scene: &Scene<'_>, seats: &[Assignment]) -> Result<Vec<Learner>, Error> {
    let fields = also_visible(&scene.operation.actor, Action::List, Resource::Person)?;
    let ids = |of: fn(&Assignment) -> i64| seats.iter().map(of).collect::<Vec<_>>();
    let people: Vec<Person> = scene.queries.many(&ids(|seat| seat.person.0)).await?;
    let cases: Vec<Case> = scene.queries.many(&ids(|seat| seat.case.0)).await?;
    let people: HashMap<_, _> = people.iter().map(|person| (person.id, person)).collect();
    let cases: HashMap<_, _> = cases.iter().map(|case| (case.id, case)).collect();
    let shown = fields.shows(FieldGroup::Identity);
    let of = |text: &str| if shown { text.to_owned() } else { String::new() };
    let mut list: Vec<Learner> = seats
        .iter()
        .filter_map(|seat| {
            let (person, case) = (people.get(&seat.person)?, cases.get(&seat.case)?);
            Some(Learner {
                seat: seat.id,
                person: person.id,
                family_name: of(&person.family_name),
                given_names: of(&person.given_names),
                case_number: case.number.clone(),
            })
        })
        .collect();
    list.sort_by_cached_key(|row| {
        (domain::matching::normalise(&row.family_name), row.given_names.clone(), row.seat)
    });
    Ok(list)
}

pub(super) async fn settings(queries: &dyn Queries, region: RegionId) -> Result<AttendanceSettings, Error> {
    let region: Region = queries.need(region.0).await?;
    Ok(region.settings.attendance)
}

/// Course days in a row with the same excuse, up to and with the last of these days.
fn in_a_row(days: &[AttendanceDay], seat: AssignmentId, until: NaiveDate) -> i64 {
    let mut row = 0;
    let mut ground = None;
    for entry in days.iter().rev().filter(|day| day.held_on <= until).filter_map(|day| day.entry(seat)) {
        if entry.mark != Mark::Excused || (row > 0 && entry.excuse != ground) || entry.proof_seen {
            break;
        }
        ground = entry.excuse;
        row += 1;
    }
    row
}

fn proof_missing(days: &[AttendanceDay], seat: AssignmentId, on: NaiveDate) -> bool {
    let entry = days.iter().find(|day| day.held_on == on).and_then(|day| day.entry(seat));
    let Some(excuse) = entry.filter(|entry| !entry.proof_seen).and_then(|entry| entry.excuse) else {
        return false;
    };
    attendance::excuses().asks_for_proof(excuse, on, in_a_row(days, seat, on))
}

fn ladders(concerns: &[Concern]) -> HashMap<AssignmentId, (ConcernId, ConcernState)> {
    let living = concerns.iter().filter(|concern| concern.is_living());
    living.map(|concern| (concern.assignment, (concern.id, concern.state))).collect()
}

#[async_trait]
impl Query for AttendanceSheet {
    type Answer = Sheet;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Attendance)
            .of(RecordKind::Course, self.course.0)
            .filtered(self.on)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Sheet, i64), Error> {
        let course = own_course(scene, visible, self.course).await?;
        domain::attendance::check_day(&course, self.on, scene.operation.today)?;
        let today = scene.operation.today;
        let settings = settings(scene.queries, course.region).await?;
        let seats = attendance::learners(scene.queries, &course, self.on).await?;
        let learners = named(scene, &seats).await?;
        let from = settings.window(today, course.start_on());
        let around = self.on.checked_sub_days(Days::new(42)).unwrap_or(self.on).min(from);
        let days = attendance::days_since(scene.queries, &course, around).await?;
        let ladders = ladders(&attendance::concerns_of(scene.queries, &course).await?);
        let day = days.iter().find(|day| day.held_on == self.on).cloned();
        let begins: HashMap<AssignmentId, NaiveDate> =
            seats.iter().map(|seat| (seat.id, begins_on(seat))).collect();
        let rows: Vec<SheetRow> = learners
            .into_iter()
            .map(|learner| {
                let seat = learner.seat;
                let since = begins.get(&seat).copied().unwrap_or(from).max(from);
                SheetRow {
                    entry: day.as_ref().and_then(|day| day.entry(seat)).cloned(),
                    tally: Tally::of(&days, seat, since, today),
                    concern: ladders.get(&seat).copied(),
                    proof_missing: proof_missing(&days, seat, self.on),
                    learner,
                }
            })
            .collect();
        let lessons = day.as_ref().or(days.last()).map_or(usual_lessons(&course), |day| day.lessons);
        let count = rows.len() as i64;
        let earlier = days.iter().map(|day| day.held_on).filter(|held| *held < self.on).max();
        let later = days.iter().map(|day| day.held_on).find(|held| *held > self.on);
        Ok((Sheet { course, on: self.on, day, lessons, earlier, later, rows }, count))
    }
}

/// Lessons of a day in a course of five days a week; a proposal, nothing else.
fn usual_lessons(course: &Course) -> i64 {
    (course.lessons_per_week / 5).clamp(1, domain::attendance::MOST_LESSONS)
}

/// One learner over some weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct WeeksRow {
    pub learner: Learner,
    /// In the order of the days.
    pub marks: Vec<Option<Mark>>,
    pub tally: Tally,
    pub concern: Option<(ConcernId, ConcernState)>,
}

/// Some weeks of a course.
#[derive(Debug, Clone, PartialEq)]
pub struct Weeks {
    pub course: Course,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub days: Vec<NaiveDate>,
    pub rows: Vec<WeeksRow>,
}

/// The region's window of a course that ends on a day.
#[derive(Debug, Clone)]
pub struct CourseWeeks {
    pub course: CourseId,
    pub until: NaiveDate,
}

#[async_trait]
impl Query for CourseWeeks {
    type Answer = Weeks;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Attendance)
            .of(RecordKind::Course, self.course.0)
            .filtered(self.until)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Weeks, i64), Error> {
        let course = own_course(scene, visible, self.course).await?;
        let settings = settings(scene.queries, course.region).await?;
        let from = settings.window(self.until, course.start_on());
        let mut lists = attendance::days_since(scene.queries, &course, from).await?;
        lists.retain(|day| day.held_on <= self.until);
        let seats = attendance::learners(scene.queries, &course, self.until).await?;
        let ladders = ladders(&attendance::concerns_of(scene.queries, &course).await?);
        let rows: Vec<WeeksRow> = named(scene, &seats)
            .await?
            .into_iter()
            .map(|learner| WeeksRow {
                marks: lists.iter().map(|day| day.entry(learner.seat).map(|entry| entry.mark)).collect(),
                tally: Tally::of(&lists, learner.seat, from, self.until),
                concern: ladders.get(&learner.seat).copied(),
                learner,
            })
            .collect();
        let days = lists.iter().map(|day| day.held_on).collect();
        let count = rows.len() as i64;
        Ok((Weeks { course, from, until: self.until, days, rows }, count))
    }
}

/// A running course of the provider with its lists.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseLists {
    pub course: Course,
    /// The newest list.
    pub last: Option<NaiveDate>,
    /// There is a list of today.
    pub today_done: bool,
    /// The weekly closing is over and no list has come since.
    pub late: bool,
    /// People on the ladder.
    pub concerned: i64,
}

/// What of attendance waits for the provider.
#[derive(Debug, Clone, PartialEq)]
pub struct ProviderAttendance {
    pub courses: Vec<CourseLists>,
    /// People somebody has to talk to, and of these too late.
    pub talks: i64,
    pub talks_late: i64,
    /// Agreed help whose day has come.
    pub reviews: i64,
    /// Reports without an answer, and of these overdue.
    pub unanswered: i64,
    pub overdue: i64,
}

/// The provider's attendance work today.
#[derive(Debug, Clone, Default)]
pub struct OwnAttendance;

#[async_trait]
impl Query for OwnAttendance {
    type Answer = ProviderAttendance;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Attendance)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(ProviderAttendance, i64), Error> {
        let (own, today) = (visible.organisation(), scene.operation.today);
        let find = |kind: RecordKind| Find::new(kind, visible.region());
        let concerns: Vec<Concern> = scene
            .queries
            .all(
                find(RecordKind::Concern)
                    .when(Where::is("provider_id", own.0))
                    .when(Where::one_of("status", ["open", "help_agreed", "reported"])),
            )
            .await?;
        let reports: Vec<AttendanceReport> = scene
            .queries
            .all(
                find(RecordKind::AttendanceReport)
                    .when(Where::is("provider_id", own.0))
                    .when(Where::is("answered", 0i64)),
            )
            .await?;
        let running: Vec<Course> = scene
            .queries
            .all(
                find(RecordKind::Course)
                    .when(Where::is("organisation_id", own.0))
                    .when(Where::is("status", CourseState::Running.code())),
            )
            .await?;
        let courses = lists(scene, running, &concerns).await?;
        let open = |concern: &&Concern| concern.state == ConcernState::Open;
        let answer = ProviderAttendance {
            talks: concerns.iter().filter(open).count() as i64,
            talks_late: concerns.iter().filter(open).filter(|concern| concern.due_on < today).count() as i64,
            reviews: concerns
                .iter()
                .filter(|concern| concern.state == ConcernState::HelpAgreed && concern.due_on <= today)
                .count() as i64,
            unanswered: reports.len() as i64,
            overdue: reports.iter().filter(|report| report.is_overdue(today)).count() as i64,
            courses,
        };
        let count = answer.courses.len() as i64;
        Ok((answer, count))
    }
}

async fn lists(
    scene: &Scene<'_>,
    running: Vec<Course>,
    concerns: &[Concern],
) -> Result<Vec<CourseLists>, Error> {
    let today = scene.operation.today;
    let region = scene.operation.actor.region;
    let pace = crate::steps::pace(scene.queries, region, scene.operation.periods.clone()).await?;
    let mut all = Vec::with_capacity(running.len());
    for course in running {
        let find = Find::new(RecordKind::AttendanceDay, course.region)
            .when(Where::is("course_id", course.id.0))
            .by("held_on")
            .backwards()
            .limit(1);
        let newest: Option<AttendanceDay> = scene.queries.all(find).await?.pop();
        let last = newest.map(|day| day.held_on);
        let closing = pace.settings.attendance.list_within_working_days;
        let since = last.unwrap_or(course.start_on());
        all.push(CourseLists {
            late: pace.working_days_after(since, closing, course.organisation) < today,
            today_done: last == Some(today),
            concerned: concerns.iter().filter(|concern| concern.course == course.id).count() as i64,
            last,
            course,
        });
    }
    all.sort_by_key(|lists| (lists.today_done, lists.course.number.clone()));
    Ok(all)
}
