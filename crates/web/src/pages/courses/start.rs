//! The first day: everybody ticked, the missing ones unticked, one button for the whole list.

use super::PATH;
use super::participants::name;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Choice, EmptyState, Entered, Field, Form};
use app::commands::{ConfirmStart, MarkArrivals};
use app::queries::courses::{CourseRecord, CourseRow, Participant, Participants};
use domain::assignment::AssignmentState;
use domain::ids::{AssignmentId, CourseId};

fn fields(staff: &Staff, row: &CourseRow, people: &[Participant]) -> Form {
    let choices = people.iter().map(|person| {
        Choice::new(person.seat.id.to_string(), name(person))
            .hint(staff.code("assignment-state", person.seat.state.code()))
    });
    let ticked = people.iter().map(|person| person.seat.id.to_string());
    let day = row.course.planned_start_on.min(staff.today);
    staff
        .form(format!("{PATH}/{}/start", row.course.id))
        .field(Field::date("on", staff.t("courses-start-on")).date_value(Some(day)).required())
        .field(Field::checks("present", staff.t("courses-start-present"), choices.collect()).values(ticked))
        .submit(staff.t("courses-confirm-start"))
        .cancel(format!("{PATH}/{}", row.course.id))
}

async fn expected(staff: &Staff, course: CourseId) -> Result<(CourseRow, Vec<Participant>), Problem> {
    let row = staff.ask(&CourseRecord { course }).await?;
    let mut people = staff.ask(&Participants { course }).await?;
    // whoever enters a later section is not expected on the first day
    let day = row.course.planned_start_on.max(staff.today);
    people.retain(|person| {
        matches!(person.seat.state, AssignmentState::Reserved | AssignmentState::Registered)
            && person.seat.entry_on <= day
    });
    Ok((row, people))
}

fn page(staff: &Staff, row: &CourseRow, parts: Vec<Markup>) -> Answer {
    let page = staff
        .page("courses-start-title")
        .crumb(row.course.number.clone(), format!("{PATH}/{}", row.course.id));
    Answer::page(page, parts)
}

/// The list to untick.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (row, people) = expected(&staff, input.id("id")?).await?;
    let intro = if people.is_empty() {
        Markup::of(&EmptyState::new(staff.t("courses-start-nobody")))
    } else {
        Markup::paragraph(&staff.t("courses-start-intro"))
    };
    Ok(page(&staff, &row, vec![intro, Markup::of(&fields(&staff, &row, &people))]))
}

fn present(input: &Input) -> Vec<AssignmentId> {
    input.texts("present").filter_map(|id| id.parse().ok()).collect()
}

/// Takes the list.
pub async fn confirm(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course: CourseId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let on = read.required_day("on");
    let mistakes: Option<Entered> = read.errors();
    let entered = match (on, mistakes) {
        (Some(on), None) => {
            match staff.run(&input, ConfirmStart { course, on, present: present(&input) }).await {
                Ok(done) => return Ok(Answer::see(format!("{PATH}/{course}")).done("courses-started", &done)),
                Err(problem) => problem.at_fields(staff.language(), input.entered())?,
            }
        }
        (_, mistakes) => mistakes.unwrap_or_else(|| input.entered()),
    };
    let (row, people) = expected(&staff, course).await?;
    let form = fields(&staff, &row, &people).fill(&entered);
    Ok(page(&staff, &row, vec![Markup::of(&form)]).status(422))
}

/// Somebody came after the first day.
pub async fn arrivals(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course: CourseId = input.id("id")?;
    let done = staff.run(&input, MarkArrivals { course, on: staff.today, present: present(&input) }).await?;
    Ok(Answer::see(format!("{PATH}/{course}")).done("courses-arrivals-saved", &done))
}
