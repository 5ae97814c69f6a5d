//! The last weeks of a course: everybody with the sign of each day, what is missing, and who is warned of.

use super::{course_path, state_badge};
use crate::http::{Answer, Input, Markup, Problem, Staff, parse_day};
use crate::pages::lists::ListPage;
use crate::view::{Action, Column, EmptyState, Field, FilterBar, ListView, Notice, Row, Table, Tone, Value};
use app::queries::attendance::{CourseWeeks, Weeks, WeeksRow};
use chrono::{Datelike, NaiveDate};
use domain::ids::CourseId;

/// Page; a day that was typed leads to its list.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course: CourseId = input.id("id")?;
    let query = input.query();
    let typed = query.get("day").unwrap_or_default().trim();
    if let Some(day) = parse_day(typed, staff.today.year()) {
        return Ok(Answer::see(format!("{}/{day}", course_path(course))));
    }
    let until = query.get("until").and_then(|day| parse_day(day, 0)).unwrap_or(staff.today);
    let weeks = staff.ask(&CourseWeeks { course, until: until.min(staff.today) }).await?;
    let mut list = ListPage::new(head(&staff, &weeks), view(&staff, &input, &weeks));
    if !typed.is_empty() {
        list = list.before([Markup::of(&Notice::new(Tone::Warning, staff.t("attendance-wrong-day")))]);
    }
    list.answer(&staff, &input).await
}

fn head(staff: &Staff, weeks: &Weeks) -> crate::view::Page {
    let (course, path) = (&weeks.course, course_path(weeks.course.id));
    let title = staff.tn("attendance-weeks-title", &[("course", course.number.as_str().into())]);
    let lead =
        staff.tn("attendance-weeks-lead", &[("from", weeks.from.into()), ("until", weeks.until.into())]);
    let mut page = staff
        .titled(title)
        .lead(lead)
        .crumb(staff.t("attendance-title"), "/attendance")
        .crumb(course.number.clone(), format!("/courses/{}", course.id))
        .action(Action::link(staff.t("attendance-list-today"), format!("{path}/{}", staff.today)).primary())
        .action(Action::link(staff.t("attendance-sheet-print"), format!("{path}/{}/print", staff.today)));
    if let Some(before) = weeks.from.pred_opt().filter(|day| *day >= course.start_on()) {
        page = page.action(
            Action::link(staff.t("attendance-weeks-earlier"), format!("{path}?until={before}")).quiet(),
        );
    }
    if weeks.until < staff.today {
        let length = weeks.until - weeks.from + chrono::Duration::days(1);
        let later = weeks.until.checked_add_signed(length).unwrap_or(staff.today).min(staff.today);
        page = page
            .action(Action::link(staff.t("attendance-weeks-later"), format!("{path}?until={later}")).quiet());
    }
    page.wide()
}

/// A day as short as a column needs it.
fn short(staff: &Staff, day: NaiveDate) -> String {
    let full = wording::date(staff.language(), day);
    let year = day.year().to_string();
    full.strip_suffix(year.as_str()).map_or(full.clone(), |day| day.trim_end_matches('/').to_owned())
}

fn view(staff: &Staff, input: &Input, weeks: &Weeks) -> ListView {
    let mut columns = vec![
        Column::new(staff.t("attendance-column-name")),
        Column::number(staff.t("attendance-column-days")),
        Column::number(staff.t("attendance-column-missed")),
        Column::number(staff.t("attendance-column-unexcused")),
        Column::new(staff.t("attendance-column-ladder")),
    ];
    columns.extend(weeks.days.iter().map(|day| Column::new(short(staff, *day))));
    let rows = if weeks.days.is_empty() { &[] } else { weeks.rows.as_slice() };
    let table = Table::new(staff.language(), staff.t("attendance-weeks-caption"), columns)
        .rows(rows.iter().map(|row| line(staff, row)))
        .quiet_caption();
    let enter = format!("{}/{}", course_path(weeks.course.id), staff.today);
    let empty = EmptyState::new(staff.t("attendance-weeks-empty"))
        .action(Action::link(staff.t("attendance-list-today"), enter));
    let day = Field::date("day", staff.t("attendance-open-day"));
    ListView::new(table, empty).filter(FilterBar::new(staff.language(), &input.query()).field(day))
}

fn line(staff: &Staff, row: &WeeksRow) -> Row {
    let name = row.learner.name();
    let ladder = row.concern.map_or(Value::Missing, |(_, state)| Value::Badge(state_badge(staff, state)));
    let first = match row.concern {
        Some((concern, _)) => Value::link(name.clone(), format!("/attendance/concerns/{concern}")),
        None => Value::Foreign(name.clone()),
    };
    let mut values = vec![
        first,
        Value::Number(row.tally.days()),
        Value::Number(row.tally.missed()),
        Value::Number(row.tally.unexcused),
        ladder,
    ];
    values.extend(row.marks.iter().map(|mark| mark.map_or(Value::Missing, |mark| Value::text(mark.code()))));
    let line = Row::new(row.learner.seat, name, values);
    if row.concern.is_some() { line.tone(Tone::Warning) } else { line }
}
