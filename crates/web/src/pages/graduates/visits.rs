//! Visiting days the own body has a part in.

use super::{PATH, VISITS};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{Column, EmptyState, FilterBar, ListView, Row, Table, Tone, Value};
use app::queries::visits::VisitDayList;
use domain::graduate::VisitDayState;

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let days = staff.ask(&VisitDayList).await?;
    let columns = [
        "visits-column-day",
        "graduates-column-course",
        "graduates-column-provider",
        "visits-column-room",
        "visits-column-talks",
        "visits-column-state",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = days.iter().map(|row| {
        let day = &row.day;
        let on = wording::date_with_weekday(staff.language(), day.held_on);
        let tone = match day.state {
            VisitDayState::Planned => Tone::Info,
            VisitDayState::Held => Tone::Success,
            VisitDayState::Cancelled => Tone::Neutral,
        };
        let values = vec![
            Value::link(on.clone(), format!("{VISITS}/{}", day.id)),
            Value::Foreign(row.course_number.clone()),
            Value::Foreign(row.provider.clone()),
            Value::Foreign(day.room.clone()),
            Value::number(day.bookings.len()),
            Value::badge(tone, staff.code("visit-state", day.state.code())),
        ];
        Row::new(day.id, on, values)
    });
    let table = Table::new(staff.language(), staff.t("visits-title"), columns).rows(rows).quiet_caption();
    let view = ListView::new(table, EmptyState::new(staff.t("visits-empty")))
        .filter(FilterBar::new(staff.language(), &input.query()));
    let page =
        staff.page("visits-title").lead(staff.t("visits-lead")).crumb(staff.t("graduates-title"), PATH);
    ListPage::new(page, view).answer(&staff, &input).await
}
