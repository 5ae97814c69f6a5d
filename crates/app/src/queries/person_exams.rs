//! Exams on the page of a person: provider and BAMF see tries, parts and what repeat hours there are; referring
//! authorities see results only (handbook 7.3).

use super::exams::entries_of_person;
use crate::attendance::{begins_on, days_since};
use crate::course_kinds::course_kinds;
use crate::error::Error;
use crate::exams;
use crate::gate::{Scene, also_visible};
use crate::ports::{Find, TypedQueries, Where};
use crate::relocations;
use chrono::NaiveDate;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::assignment::{Assignment, AssignmentState};
use domain::attendance::Tally;
use domain::course::{Course, CourseKind};
use domain::exam::{
    EntryState, ExamEntry, ExamKind, ExamResult, Payer, RepeatAnswer, RepeatFacts, exam_standing,
    hours_used_up,
};
use domain::ids::ExamSittingId;
use domain::person::Person;
use domain::record::RecordKind;
use domain::region::Region;

/// One exam as somebody may see it.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonExam {
    pub exam: ExamKind,
    pub held_on: NaiveDate,
    pub state: EntryState,
    /// Level or outcome as a code.
    pub outcome: Option<&'static str>,
    /// Parts and points; `None` where only the outcome is shown.
    pub whole: Option<ExamResult>,
    pub tried: Option<(i64, Payer)>,
    /// Where its page is, for those who may open it.
    pub sitting: Option<ExamSittingId>,
}

/// All exams of a person, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonExams {
    pub rows: Vec<PersonExam>,
    /// Both exams are passed.
    pub successful: bool,
    /// Whether repeat hours may be applied for today; `None` for those who see results only, and for people who never
    /// sat in a course.
    pub repeat: Option<RepeatAnswer>,
}

/// What the asker sees of a person's exams; `None`: hidden.
pub(super) async fn person_exams(
    scene: &Scene<'_>,
    visible: &Visible,
    person: &Person,
) -> Result<Option<PersonExams>, Error> {
    let actor = &scene.operation.actor;
    if !visible.shows(FieldGroup::Exam) || also_visible(actor, Action::See, Resource::Exam).is_err() {
        return Ok(None);
    }
    let works = also_visible(actor, Action::List, Resource::Exam).is_ok();
    let mut entries = entries_of_person(scene.queries, person).await?;
    let today = scene.operation.today;
    let standing = exam_standing(&entries, today);
    let repeat = match works {
        true => repeat(scene, person, &entries).await?,
        false => None,
    };
    if !works {
        entries.retain(|entry| entry.state == EntryState::Marked);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.held_on, entry.id)));
    let rows = entries
        .into_iter()
        .map(|entry| {
            let result = entry.result.map(|recorded| recorded.result);
            PersonExam {
                exam: entry.exam,
                held_on: entry.held_on,
                state: entry.state,
                outcome: result.as_ref().map(ExamResult::code),
                whole: result.filter(|_| works),
                tried: (works && entry.sitting.0 != 0).then_some((entry.attempt, entry.payer)),
                // an exam of another county has no page here
                sitting: Some(entry.sitting).filter(|sitting| works && sitting.0 != 0),
            }
        })
        .collect();
    Ok(Some(PersonExams { rows, successful: standing.is_successful(), repeat }))
}

/// States of a seat somebody sat in: the question of repeat hours comes up when the course is over.
const SAT: [AssignmentState; 4] = [
    AssignmentState::Started,
    AssignmentState::Completed,
    AssignmentState::Left,
    AssignmentState::Interrupted,
];

/// Repeat hours after the newest course the person sat in.
async fn repeat(
    scene: &Scene<'_>,
    person: &Person,
    entries: &[ExamEntry],
) -> Result<Option<RepeatAnswer>, Error> {
    let today = scene.operation.today;
    let find = Find::new(RecordKind::Assignment, person.region)
        .when(Where::is("person_id", person.id.0))
        .when(Where::one_of("status", SAT.map(AssignmentState::code)));
    let seats: Vec<Assignment> = scene.queries.all(find).await?;
    let ids: Vec<i64> = seats.iter().map(|seat| seat.course.0).collect();
    let courses: Vec<Course> = scene.queries.many(&ids).await?;
    let of = |seat: &Assignment| courses.iter().find(|course| course.id == seat.course);
    let is_repeat = |seat: &&Assignment| of(seat).is_some_and(|c| c.kind == CourseKind::Wiederholungskurs);
    let mut repeated = seats.iter().filter(is_repeat).count() as i64;
    for moved in relocations::came_from(scene.queries, person.region, person.id).await? {
        let courses = moved.package.courses.iter();
        repeated += courses.filter(|course| course.kind == CourseKind::Wiederholungskurs).count() as i64;
    }
    let newest = seats.iter().filter(|seat| !is_repeat(seat)).max_by_key(|seat| (seat.entry_on, seat.id));
    let Some((seat, course)) = newest.and_then(|seat| Some((seat, of(seat)?))) else { return Ok(None) };
    let region: Region = scene.queries.need(person.region.0).await?;
    let from = begins_on(seat);
    let days = days_since(scene.queries, course, from).await?;
    let tally = Tally::of(&days, seat.id, from, today);
    let limit = region.settings.attendance.warn_unexcused_percent;
    let standing = exam_standing(entries, today);
    let facts = RepeatFacts {
        course_kind: course.kind,
        hours_used_up: hours_used_up(course, course_kinds(), today),
        best: standing.best_dtz,
        awaits_result: matches!(standing.awaits, Some((ExamKind::Dtz, _))),
        repeated,
        attended: (tally.days() > 0).then(|| tally.unexcused_percent() < limit),
    };
    Ok(Some(RepeatAnswer::of(exams::rules(), &facts, today)))
}
