//! A counselling body's own appointments with people, by day.

use super::{kind_words, state_badge};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::pages::people::choices::language as language_name;
use crate::view::{Action, Column, EmptyState, Field, FilterBar, ListView, Row, Table, Value};
use app::queries::counselling::{OwnTalks, TalkRow};
use chrono::Days;

/// Days the list looks back and ahead, unless the filter says otherwise.
const AROUND: u64 = 28;

const COLUMNS: [&str; 7] = [
    "counselling-name",
    "counselling-day",
    "counselling-time",
    "counselling-language",
    "counselling-phone",
    "counselling-kinds",
    "counselling-state",
];

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let day = |name: &str| query.get(name).and_then(|text| crate::http::parse_day(text, 0));
    let back = staff.today.checked_sub_days(Days::new(AROUND)).unwrap_or(staff.today);
    let on = staff.today.checked_add_days(Days::new(AROUND)).unwrap_or(staff.today);
    let wanted = OwnTalks { from: day("from").unwrap_or(back), until: day("until").unwrap_or(on) };
    let rows = staff.ask(&wanted).await?;
    let filter = FilterBar::new(staff.language(), &query)
        .field(Field::date("from", staff.t("counselling-filter-from")))
        .field(Field::date("until", staff.t("counselling-filter-until")));
    let view = ListView::new(
        table(&staff, "counselling-appointments", &rows),
        EmptyState::new(staff.t("counselling-appointments-empty")),
    )
    .filter(filter);
    let page = staff
        .page("counselling-appointments")
        .lead(staff.t("counselling-appointments-lead"))
        .crumb(staff.t("counselling-title"), "/counselling")
        .action(Action::link(
            staff.t("counselling-print-day"),
            format!("/counselling/days/{}/print", staff.today),
        ));
    ListPage::new(page, view).answer(&staff, &input).await
}

/// A table of appointments.
pub(super) fn table(staff: &Staff, title: &str, rows: &[TalkRow]) -> Table {
    let columns = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    Table::new(staff.language(), staff.t(title), columns)
        .rows(rows.iter().map(|row| line(staff, row)))
        .quiet_caption()
}

fn line(staff: &Staff, row: &TalkRow) -> Row {
    let values = vec![
        Value::link(row.name.clone(), format!("/counselling/talks/{}", row.talk.id)),
        Value::Date(row.slot.held_on),
        Value::text(wording::time(staff.language(), row.slot.starts_at)),
        Value::text(language_name(&row.language)),
        Value::text(row.phone.clone()),
        Value::text(kind_words(staff, &row.talk.kinds)),
        Value::Badge(state_badge(staff, row.talk.state)),
    ];
    Row::new(row.talk.id, row.name.clone(), values)
}
