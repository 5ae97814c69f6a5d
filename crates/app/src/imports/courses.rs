//! Rows of courses against the provider's own courses, by number. A course that others see already is
//! changed on its page, where everybody with a seat is told. Not for saving.

use super::course_row::CourseDraft;
use super::known::{Decisions, Scope};
use super::note::Note;
use super::report::RowReport;
use super::source::{Line, course_identity};
use crate::course_kinds::course_kinds;
use crate::error::Error;
use crate::ports::{Find, Queries, TypedQueries, Where};
use domain::course::{Course, CourseState, sections};
use domain::ids::CourseId;
use domain::list_import::RowOutcome;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use std::collections::{HashMap, HashSet};

/// What becomes of one row.
#[derive(Debug, Clone)]
pub struct JudgedCourse {
    pub report: RowReport,
    /// The course as it should be; id 0 for a new one. `None` if nothing is to be written.
    pub course: Option<Course>,
}

/// Judges rows in their order.
pub async fn judge_courses(
    queries: &dyn Queries,
    scope: &Scope,
    lines: &[Line<CourseDraft>],
    decisions: &Decisions,
) -> Result<Vec<JudgedCourse>, Error> {
    let mut known: HashMap<String, Course> = HashMap::new();
    for part in lines.chunks(400) {
        let numbers = part.iter().map(|line| line.draft.number.as_str());
        let find = Find::new(RecordKind::Course, scope.region)
            .when(Where::is("organisation_id", scope.organisation.0))
            .when(Where::one_of("number", numbers));
        known.extend(
            queries.all::<Course>(find).await?.into_iter().map(|course| (course.number.clone(), course)),
        );
    }
    let mut met = HashSet::new();
    let mut judged = Vec::with_capacity(lines.len());
    for line in lines {
        let mut row = judge(scope, &line.draft, known.get(&line.draft.number), decisions);
        if row.course.is_some() && !met.insert(course_identity(&line.draft)) {
            row = nothing(&line.draft, RowOutcome::Unchanged, Vec::new(), None);
        }
        judged.push(row);
    }
    Ok(judged)
}

fn nothing(draft: &CourseDraft, outcome: RowOutcome, notes: Vec<Note>, record: Option<i64>) -> JudgedCourse {
    JudgedCourse { report: RowReport { number: draft.row, outcome, record, notes }, course: None }
}

fn judge(scope: &Scope, draft: &CourseDraft, known: Option<&Course>, decisions: &Decisions) -> JudgedCourse {
    let record = known.map(|course| course.id.0);
    if !draft.refusals.is_empty() {
        return nothing(draft, RowOutcome::Refused, draft.refusals.clone(), record);
    }
    if !draft.doubts.is_empty() && !decisions.contains_key(&draft.row) {
        return nothing(draft, RowOutcome::Doubtful, draft.doubts.clone(), record);
    }
    let course = match written(scope, draft, known) {
        Ok(course) => course,
        Err(refusal) => return nothing(draft, RowOutcome::Refused, vec![Note::refusal(&refusal)], record),
    };
    let outcome = match known {
        None => RowOutcome::New,
        Some(before) if *before == course => RowOutcome::Unchanged,
        Some(before) if before.state != CourseState::Draft => {
            return nothing(
                draft,
                RowOutcome::Refused,
                vec![Note::new("course-published", "number", &draft.number)],
                record,
            );
        }
        Some(_) => RowOutcome::Changed,
    };
    let changed = outcome != RowOutcome::Unchanged;
    JudgedCourse {
        report: RowReport { number: draft.row, outcome, record, notes: Vec::new() },
        course: changed.then_some(course),
    }
}

/// The course as the row says, with its sections, checked like one that was typed.
fn written(scope: &Scope, draft: &CourseDraft, known: Option<&Course>) -> Result<Course, Refusal> {
    let (Some(kind), Some(starts_on), Some(lessons), Some(seats)) =
        (draft.kind, draft.starts_on, draft.lessons_per_week, draft.seats)
    else {
        return Err(Refusal::new("course-incomplete"));
    };
    let mut course = known.cloned().unwrap_or_else(|| Course {
        id: CourseId(0),
        region: scope.region,
        version: 0,
        organisation: scope.organisation,
        number: draft.number.clone(),
        kind,
        title: String::new(),
        place: draft.place.clone(),
        planned_start_on: starts_on,
        started_on: None,
        first_section: 1,
        sections: Vec::new(),
        lessons_per_week: lessons,
        times: Vec::new(),
        seats,
        minimum: 1,
        child_care_seats: 0,
        online: false,
        lessons_held: 0,
        offered_on: None,
        state: CourseState::Draft,
    });
    (course.kind, course.planned_start_on, course.lessons_per_week, course.seats) =
        (kind, starts_on, lessons, seats);
    if !draft.title.is_empty() {
        course.title.clone_from(&draft.title);
    }
    if draft.place != Default::default() {
        course.place = draft.place.clone();
    }
    if !draft.times.is_empty() {
        course.times.clone_from(&draft.times);
    }
    course.first_section = draft.first_section.unwrap_or(course.first_section);
    course.minimum = draft.minimum.unwrap_or(course.minimum);
    course.child_care_seats = draft.child_care_seats.unwrap_or(course.child_care_seats);
    let row = course_kinds().check(&course)?;
    if course.state == CourseState::Draft {
        course.sections = sections(course.first_section, row.sections(), starts_on, lessons);
    }
    course.check()?;
    Ok(course)
}
