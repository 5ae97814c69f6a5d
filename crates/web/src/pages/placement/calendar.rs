//! The test days of the next months, week by week. Not for choosing one: the list does that too.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Column, EmptyState, Row, Table, Value};
use app::queries::placement::{SessionList, SessionRow};
use chrono::{Datelike, Days, Months, NaiveDate};
use domain::access::{Action as A, Resource as R};
use domain::placement::SessionState;

/// Months shown at once.
const MONTHS: u32 = 3;

/// Page.
pub async fn show(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let first = staff.today.with_day(1).unwrap_or(staff.today);
    let end = first.checked_add_months(Months::new(MONTHS)).and_then(|day| day.pred_opt());
    let days = staff.ask(&SessionList { from: Some(first), until: end }).await?;
    let mut parts = Vec::new();
    for n in 0..MONTHS {
        let Some(month) = first.checked_add_months(Months::new(n)) else { continue };
        let of_month: Vec<&SessionRow> =
            days.iter().filter(|day| same_month(day.session.held_on, month)).collect();
        if !of_month.is_empty() {
            parts.push(Markup::of(&table(&staff, month, &of_month)));
        }
    }
    if parts.is_empty() {
        parts.push(Markup::of(&EmptyState::new(staff.t("placement-calendar-empty"))));
    }
    let mut page =
        staff.page("placement-calendar-title").crumb(staff.t("placement-list-title"), "/sessions").wide();
    if staff.may(A::Create, R::Session) {
        page = page.action(Action::link(staff.t("placement-plan"), "/sessions/new").primary());
    }
    Ok(Answer::page(page, parts))
}

fn same_month(day: NaiveDate, month: NaiveDate) -> bool {
    (day.year(), day.month()) == (month.year(), month.month())
}

fn table(staff: &Staff, month: NaiveDate, days: &[&SessionRow]) -> Table {
    let caption = format!("{} {}", staff.t(&format!("calendar-month-{}", month.month())), month.year());
    let weekdays = (1..=7).map(|n| Column::new(staff.t(&format!("calendar-weekday-short-{n}")))).collect();
    let mut monday = month - Days::new(u64::from(month.weekday().num_days_from_monday()));
    let mut rows = Vec::new();
    while monday < month || same_month(monday, month) {
        let week = (0..7).map(|n| cell(staff, month, monday + Days::new(n), days)).collect();
        rows.push(Row::new(monday, monday.to_string(), week));
        monday = monday + Days::new(7);
    }
    Table::new(staff.language(), caption, weekdays).rows(rows).even()
}

fn cell(staff: &Staff, month: NaiveDate, day: NaiveDate, days: &[&SessionRow]) -> Value {
    if !same_month(day, month) {
        return Value::Text(String::new());
    }
    let mut cell = vec![Value::Text(day.day().to_string())];
    for found in days.iter().filter(|row| row.session.held_on == day) {
        let session = &found.session;
        let time = wording::time(staff.language(), session.starts_at);
        let label = format!("{time} {}", session.place.town);
        cell.push(Value::link(label, format!("/sessions/{}", session.id)));
        cell.push(Value::Text(if session.state == SessionState::Planned {
            staff.tn("placement-calendar-free", &[("free", found.free().into())])
        } else {
            staff.code("session-state", session.state.code())
        }));
    }
    Value::List(cell)
}
