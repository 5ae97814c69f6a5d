//! The list of one course day: by keyboard in one line, or tapped on a phone.

use super::{course_path, sheet_form};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Badge, EmptyState, Entered, Page, Tone};
use app::commands::SaveAttendance;
use app::queries::attendance::{AttendanceSheet, Sheet};
use chrono::NaiveDate;
use domain::ids::CourseId;

/// Course and day of the address.
pub(super) fn place(input: &Input) -> Result<(CourseId, NaiveDate), Problem> {
    Ok((input.id("id")?, input.part("day").parse().map_err(|_| Problem::NotFound)?))
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (course, on) = place(&input)?;
    let sheet = staff.ask(&AttendanceSheet { course, on }).await?;
    Ok(page(&staff, &sheet, None))
}

fn page(staff: &Staff, sheet: &Sheet, entered: Option<&Entered>) -> Answer {
    let mut parts = Vec::new();
    if sheet.rows.is_empty() {
        parts.push(Markup::of(&EmptyState::new(staff.t("attendance-sheet-nobody"))));
    } else {
        if sheet.day.is_none() {
            parts.push(Markup::paragraph(&staff.t("attendance-sheet-hint")));
        }
        let excuses = app::attendance::excuses().open_on(sheet.on);
        parts.push(Markup::of(&sheet_form::form(staff, sheet, entered, &excuses)));
    }
    Answer::page(head(staff, sheet), parts).status(if entered.is_some() { 422 } else { 200 })
}

fn head(staff: &Staff, sheet: &Sheet) -> Page {
    let (course, path) = (&sheet.course, course_path(sheet.course.id));
    let on = wording::date_with_weekday(staff.language(), sheet.on);
    let (tone, state) = match sheet.day {
        Some(_) => (Tone::Success, "attendance-sheet-taken"),
        None => (Tone::Neutral, "attendance-sheet-new"),
    };
    let mut page = staff
        .titled(staff.tn("attendance-sheet-title", &[("on", (&on).into())]))
        .lead(format!("{} · {}", course.number, staff.code("course-kind", course.kind.code())))
        .badge(Badge::new(tone, staff.t(state)))
        .crumb(staff.t("attendance-title"), "/attendance")
        .crumb(course.number.clone(), path.clone());
    for (day, key) in [(sheet.earlier, "attendance-sheet-earlier"), (sheet.later, "attendance-sheet-later")] {
        if let Some(day) = day {
            page = page.action(Action::link(staff.t(key), format!("{path}/{day}")).quiet());
        }
    }
    page.action(Action::link(staff.t("attendance-sheet-print"), format!("{path}/{}/print", sheet.on)))
}

/// Takes the list.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (course, on) = place(&input)?;
    let entered = match sheet_form::read(&staff, &input) {
        Ok((lessons, entries)) => {
            let version = input.text("version").parse().unwrap_or_default();
            let command = SaveAttendance { course, held_on: on, version, lessons, entries };
            match staff.run(&input, command).await {
                Ok(done) => {
                    let key =
                        if done.outcome.warned > 0 { "attendance-saved-warned" } else { "attendance-saved" };
                    return Ok(Answer::see(course_path(course)).done(key, &done));
                }
                Err(problem) => problem.at_fields(staff.language(), input.entered())?,
            }
        }
        Err(entered) => entered,
    };
    let sheet = staff.ask(&AttendanceSheet { course, on }).await?;
    Ok(page(&staff, &sheet, Some(&entered)))
}
