//! Courses of the region with their seats, and who sits in one. Offers hold nobody's data and are seen by
//! everybody who works in the region; people of a course only by its provider and BAMF.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::seats;
use async_trait::async_trait;
use chrono::{Datelike, NaiveDate};
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::assignment::{Assignment, AssignmentState};
use domain::case::{Case, days_after};
use domain::course::{Course, CourseKind, CourseState};
use domain::ids::{CourseId, OrganisationId, RegionId};
use domain::organisation::Organisation;
use domain::person::Person;
use domain::record::RecordKind;
use std::collections::{BTreeMap, HashMap};

/// What the list may be narrowed to. Absent means any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CourseFilter {
    pub kind: Option<CourseKind>,
    /// Town of the course.
    pub town: Option<String>,
    /// Courses that will still begin this section.
    pub section: Option<u8>,
    pub child_care: bool,
    pub with_free_seats: bool,
    pub online: bool,
    pub provider: Option<OrganisationId>,
    pub starts_from: Option<NaiveDate>,
    pub starts_until: Option<NaiveDate>,
    /// Fewer people than needed with at most this many days left.
    pub at_risk_within_days: Option<i64>,
    /// Empty seats offered for refilling.
    pub offered: bool,
    /// Ended and cancelled ones too.
    pub past: bool,
}

/// One course with its seats.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseRow {
    pub course: Course,
    pub provider: String,
    /// Living seats: reserved, registered, started.
    pub taken: i64,
    /// Of these only reserved.
    pub reserved: i64,
}

impl CourseRow {
    /// Seats nobody holds.
    pub fn free(&self) -> i64 {
        (self.course.seats - self.taken).max(0)
    }

    /// People missing to the provider's minimum.
    pub fn missing(&self) -> i64 {
        (self.course.minimum - self.taken).max(0)
    }

    /// Published, soon to begin, and fewer people than the provider needs.
    pub fn at_risk(&self, today: NaiveDate, within_days: i64) -> bool {
        self.course.state == CourseState::Published
            && self.missing() > 0
            && self.course.planned_start_on <= days_after(today, within_days)
    }

    /// The next first day of a section on or after a day.
    pub fn next_entry(&self, today: NaiveDate) -> Option<NaiveDate> {
        let open = matches!(self.course.state, CourseState::Published | CourseState::Running);
        self.course.sections.iter().map(|s| s.starts_on).find(|day| open && *day >= today)
    }
}

impl CourseFilter {
    fn lets(&self, row: &CourseRow, today: NaiveDate) -> bool {
        let course = &row.course;
        let past = matches!(course.state, CourseState::Ended | CourseState::Cancelled);
        (self.past || !past)
            && self.kind.is_none_or(|kind| course.kind == kind)
            && self.town.as_ref().is_none_or(|town| course.place.town == *town)
            && self.section.is_none_or(|n| course.section_start(n).is_some_and(|day| day >= today))
            && (!self.child_care || course.child_care_seats > 0)
            && (!self.with_free_seats || row.free() > 0)
            && (!self.online || course.online)
            && self.provider.is_none_or(|provider| course.organisation == provider)
            && self.starts_from.is_none_or(|day| course.start_on() >= day)
            && self.starts_until.is_none_or(|day| course.start_on() <= day)
            && self.at_risk_within_days.is_none_or(|days| row.at_risk(today, days))
            && (!self.offered || (course.offered_on.is_some() && row.free() > 0))
    }
}

/// Courses of the region, next start first. Drafts of others are not in it.
#[derive(Debug, Clone, Default)]
pub struct CourseList {
    pub filter: CourseFilter,
}

#[async_trait]
impl Query for CourseList {
    type Answer = Vec<CourseRow>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Course)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<CourseRow>, i64), Error> {
        let find = Find::new(RecordKind::Course, visible.region()).by("planned_start_on");
        let courses: Vec<Course> = scene.queries.all(find).await?;
        let today = scene.operation.today;
        let courses = courses.into_iter().filter(|course| shown(course, visible)).collect();
        let mut rows = rows(scene.queries, visible.region(), courses).await?;
        rows.retain(|row| self.filter.lets(row, today));
        rows.sort_by_key(|row| (row.course.start_on(), row.course.id));
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

fn shown(course: &Course, visible: &Visible) -> bool {
    course.region == visible.region()
        && (course.state != CourseState::Draft || course.organisation == visible.organisation())
}

async fn rows(
    queries: &dyn Queries,
    region: RegionId,
    courses: Vec<Course>,
) -> Result<Vec<CourseRow>, Error> {
    let taken = seats::taken(queries, region).await?;
    let reserved =
        Find::new(RecordKind::Assignment, region).when(Where::is("status", AssignmentState::Reserved.code()));
    let reserved: BTreeMap<i64, i64> = queries.count_by(&reserved, "course_id").await?.into_iter().collect();
    let names = provider_names(queries, region).await?;
    Ok(courses
        .into_iter()
        .map(|course| CourseRow {
            provider: names.get(&course.organisation).cloned().unwrap_or_default(),
            taken: taken.get(&course.id).copied().unwrap_or(0),
            reserved: reserved.get(&course.id.0).copied().unwrap_or(0),
            course,
        })
        .collect())
}

/// Names of the bodies of a region.
pub async fn provider_names(
    queries: &dyn Queries,
    region: RegionId,
) -> Result<HashMap<OrganisationId, String>, Error> {
    let bodies: Vec<Organisation> = queries.all(Find::new(RecordKind::Organisation, region)).await?;
    Ok(bodies.into_iter().map(|body| (body.id, body.name)).collect())
}

/// One course with its seats.
#[derive(Debug, Clone)]
pub struct CourseRecord {
    pub course: CourseId,
}

#[async_trait]
impl Query for CourseRecord {
    type Answer = CourseRow;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::Course).of(RecordKind::Course, self.course.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(CourseRow, i64), Error> {
        let course: Course = scene.queries.need(self.course.0).await?;
        if !shown(&course, visible) {
            return Err(Error::Absent(RecordKind::Course));
        }
        let row = rows(scene.queries, visible.region(), vec![course]).await?.pop();
        row.map(|row| (row, 1)).ok_or(Error::Absent(RecordKind::Course))
    }
}

/// Somebody with a seat, as far as the looking role may see them.
#[derive(Debug, Clone, PartialEq)]
pub struct Participant {
    pub seat: Assignment,
    pub case_number: String,
    pub family_name: String,
    pub given_names: String,
    pub birth_year: Option<i32>,
    pub phone: String,
    pub language: String,
    /// Children who need care during lessons.
    pub children: Option<u8>,
    pub obliged: Option<bool>,
    /// Somebody still has to ask why the person did not come.
    pub unclear: bool,
}

/// People of one course, by name; lost seats last.
#[derive(Debug, Clone)]
pub struct Participants {
    pub course: CourseId,
}

#[async_trait]
impl Query for Participants {
    type Answer = Vec<Participant>;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Assignment).of(RecordKind::Course, self.course.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<Participant>, i64), Error> {
        let course: Course = scene.queries.need(self.course.0).await?;
        if !visible.reaches(course.region, course.organisation) {
            return Err(Error::Absent(RecordKind::Course));
        }
        let fields = crate::gate::also_visible(&scene.operation.actor, Action::List, Resource::Person)?;
        let seats = seats::seats_of(scene.queries, &course, false).await?;
        let people: Vec<Person> =
            scene.queries.many(&seats.iter().map(|s| s.person.0).collect::<Vec<_>>()).await?;
        let cases: Vec<Case> =
            scene.queries.many(&seats.iter().map(|s| s.case.0).collect::<Vec<_>>()).await?;
        let people: HashMap<_, _> = people.iter().map(|person| (person.id, person)).collect();
        let cases: HashMap<_, _> = cases.iter().map(|case| (case.id, case)).collect();
        let mut list: Vec<Participant> = seats
            .into_iter()
            .filter_map(|seat| {
                let (person, case) = (people.get(&seat.person)?, cases.get(&seat.case)?);
                Some(participant(seat, person, case, &fields))
            })
            .collect();
        list.sort_by_key(|row| {
            (
                !row.seat.holds_seat(),
                domain::matching::normalise(&row.family_name),
                row.given_names.clone(),
                row.seat.id,
            )
        });
        let count = list.len() as i64;
        Ok((list, count))
    }
}

fn participant(seat: Assignment, person: &Person, case: &Case, fields: &Visible) -> Participant {
    let of =
        |group: FieldGroup, text: &str| if fields.shows(group) { text.to_owned() } else { String::new() };
    let unclear = seat.is_unclear();
    Participant {
        seat,
        case_number: case.number.clone(),
        family_name: of(FieldGroup::Identity, &person.family_name),
        given_names: of(FieldGroup::Identity, &person.given_names),
        birth_year: person
            .birth_date
            .filter(|_| fields.shows(FieldGroup::Identity))
            .map(|birth| birth.date.year()),
        phone: of(FieldGroup::Contact, &person.phone),
        language: of(FieldGroup::Contact, &person.language),
        children: person.constraints.children_in_care.filter(|_| fields.shows(FieldGroup::Constraints)),
        obliged: Some(case.obliged).filter(|_| fields.shows(FieldGroup::Obligation)),
        unclear,
    }
}
