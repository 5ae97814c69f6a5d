//! The list of a week to be signed on paper, one signature per course day. It is entered afterwards, not scanned.

use super::{course_path, sheet};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use app::queries::attendance::AttendanceSheet;
use askama::Template;
use chrono::{Datelike, Duration, NaiveDate, Weekday};

#[derive(Template)]
#[template(path = "pages/attendance/sign.html")]
struct SignList {
    caption: String,
    number: String,
    name: String,
    teacher: String,
    days: Vec<String>,
    names: Vec<String>,
}

/// Page for the printer.
pub async fn print(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (course, on) = sheet::place(&input)?;
    let list = staff.ask(&AttendanceSheet { course, on }).await?;
    let days = week(on);
    let (from, until) = (days.first().copied().unwrap_or(on), days.last().copied().unwrap_or(on));
    let title = staff.tn(
        "attendance-sign-title",
        &[("course", list.course.number.as_str().into()), ("from", from.into()), ("until", until.into())],
    );
    let page = staff
        .titled(title.clone())
        .lead(staff.t("attendance-sign-note"))
        .crumb(staff.t("attendance-title"), "/attendance")
        .crumb(list.course.number.clone(), course_path(course));
    let signs = SignList {
        caption: title,
        number: staff.t("attendance-sign-number"),
        name: staff.t("attendance-column-name"),
        teacher: staff.t("attendance-sign-teacher"),
        days: days.iter().map(|day| wording::date_with_weekday(staff.language(), *day)).collect(),
        names: list.rows.iter().map(|row| row.learner.name()).collect(),
    };
    Ok(Answer::page(page.wide(), [Markup::of(&signs)]))
}

/// Monday to Friday of the week of a day, and the day itself if it is a Saturday or Sunday.
fn week(on: NaiveDate) -> Vec<NaiveDate> {
    let back = i64::from(on.weekday().num_days_from_monday());
    let monday = on.checked_sub_signed(Duration::days(back)).unwrap_or(on);
    let mut days: Vec<NaiveDate> =
        (0..5).filter_map(|n| monday.checked_add_signed(Duration::days(n))).collect();
    if matches!(on.weekday(), Weekday::Sat | Weekday::Sun) {
        days.push(on);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_to_sign_runs_from_monday_to_friday() {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        let days = week(day("2026-11-25"));
        assert_eq!((days.first(), days.last()), (Some(&day("2026-11-23")), Some(&day("2026-11-27"))));
        assert_eq!(week(day("2026-11-28")).last(), Some(&day("2026-11-28")), "a course on Saturday");
    }
}
