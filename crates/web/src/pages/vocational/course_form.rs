//! The form of a group: line, first and last day, seats.

use super::{line_choices, line_text};
use crate::http::{Answer, Input, Markup, Problem, Read, Staff};
use crate::view::{Entered, Field};
use app::commands::SaveVocationalCourse;
use app::queries::vocational::GroupRecord;
use chrono::NaiveDate;
use domain::ids::VocationalCourseId;
use domain::vocational::{VocationalCourse, VocationalCourseState, VocationalLine};

/// Values the form begins with.
struct Shown {
    id: VocationalCourseId,
    version: i64,
    line: String,
    number: String,
    town: String,
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
    seats: String,
}

fn page(staff: &Staff, shown: &Shown, back: Option<&Entered>) -> Answer {
    let new = shown.id.0 == 0;
    let path = match new {
        true => "/vocational/courses".to_owned(),
        false => format!("/vocational/courses/{}", shown.id),
    };
    let mut form = staff
        .form("/vocational/courses/new")
        .version(shown.version)
        .hidden("id", shown.id.to_string())
        .field(
            Field::select("line", staff.t("vocational-line"), line_choices(staff))
                .value(&shown.line)
                .required(),
        )
        .row(vec![
            Field::text("number", staff.t("vocational-column-number")).value(&shown.number).required(),
            Field::text("town", staff.t("vocational-column-town")).value(&shown.town),
        ])
        .row(vec![
            Field::date("planned_start_on", staff.t("vocational-column-start"))
                .date_value(shown.start)
                .required(),
            Field::date("ends_on", staff.t("vocational-ends-on")).date_value(shown.end).required(),
            Field::number("seats", staff.t("vocational-seats")).value(&shown.seats).required(),
        ])
        .submit(staff.t("vocational-course-save"))
        .cancel(path);
    if let Some(entered) = back {
        form = form.fill(entered);
    }
    let title = if new { "vocational-course-new" } else { "vocational-course-edit" };
    let page = staff.page(title).crumb(staff.t("vocational-courses-title"), "/vocational/courses");
    Answer::page(page, [Markup::of(&form)]).status(if back.is_some() { 422 } else { 200 })
}

fn blank(staff: &Staff, line: Option<VocationalLine>) -> Shown {
    let row = line.and_then(|line| app::vocational::types().of(line.kind, staff.today));
    Shown {
        id: VocationalCourseId(0),
        version: 0,
        line: line.map(|line| line.to_string()).unwrap_or_default(),
        number: String::new(),
        town: staff.organisation.seat.town.clone(),
        start: None,
        end: None,
        seats: row.map(|row| row.most_group.to_string()).unwrap_or_default(),
    }
}

/// A new group, for the line of the address.
pub async fn create(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let line = input.query().get("line").and_then(VocationalLine::from_code);
    Ok(page(&staff, &blank(&staff, line), None))
}

/// A group that has not begun.
pub async fn edit(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&GroupRecord { course: input.id("id")? }).await?;
    let course = view.course;
    if course.provider != staff.organisation.id || course.state != VocationalCourseState::Planned {
        return Err(Problem::NotFound);
    }
    let shown = Shown {
        id: course.id,
        version: course.version,
        line: course.line.to_string(),
        number: course.number,
        town: course.town,
        start: Some(course.planned_start_on),
        end: Some(course.ends_on),
        seats: course.seats.to_string(),
    };
    Ok(page(&staff, &shown, None))
}

fn course(staff: &Staff, read: &mut Read<'_>) -> Option<VocationalCourse> {
    read.required("line");
    let line = read.code("line", VocationalLine::from_code);
    let (number, town) = (read.required("number"), read.text("town"));
    let start = read.required_day("planned_start_on");
    let end = read.required_day("ends_on");
    let seats = read.required_number("seats");
    let id = read.id("id").unwrap_or(VocationalCourseId(0));
    let version = read.number("version").unwrap_or_default();
    Some(VocationalCourse {
        id,
        region: staff.actor.region,
        version,
        provider: staff.organisation.id,
        line: line?,
        number,
        town,
        planned_start_on: start?,
        started_on: None,
        ends_on: end?,
        seats,
        state: VocationalCourseState::Planned,
    })
}

/// Saves it.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut read = input.read(staff.language()).from_day(staff.today);
    let course = course(&staff, &mut read);
    let shown = || Shown {
        id: input.text("id").parse().unwrap_or(VocationalCourseId(0)),
        version: input.text("version").parse().unwrap_or_default(),
        ..blank(&staff, None)
    };
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, &shown(), Some(&entered)));
    }
    let course = course.ok_or(Problem::Unreadable)?;
    match staff.run(&input, SaveVocationalCourse { course }).await {
        Ok(done) => {
            let path = format!("/vocational/courses/{}", done.outcome);
            Ok(Answer::see(path).done("vocational-course-saved", &done))
        }
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(page(&staff, &shown(), Some(&entered)))
        }
    }
}

/// What the group is called in crumbs.
pub(super) fn title(staff: &Staff, course: &VocationalCourse) -> String {
    format!("{} · {}", course.number, line_text(staff, course.line))
}
