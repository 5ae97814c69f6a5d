//! What waits for an answer or for its beginning, for the office that decides and for whoever recommended it.

use super::fits::with_start;
use super::{PATH, state_badge};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::pages::next;
use crate::view::{Column, EmptyState, Field, FilterBar, ListView, Row, Table, Tone, Value};
use app::queries::measure_recommendations::{RecommendationList, RecommendationPage, RecommendationRow};

const COLUMNS: [&str; 7] = [
    "graduates-column-name",
    "graduates-column-case",
    "recommendations-column-what",
    "recommendations-column-by",
    "recommendations-column-decider",
    "recommendations-column-due",
    "recommendations-column-state",
];

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let all = query.get("all").is_some();
    let found = staff.ask(&RecommendationList { all }).await?;
    let columns = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("recommendations-title"), columns)
        .rows(found.rows.iter().map(|row| line(&staff, &found, row)))
        .quiet_caption();
    let filter = FilterBar::new(staff.language(), &query)
        .field(Field::check("all", staff.t("recommendations-filter-all")));
    let view = ListView::new(table, EmptyState::new(staff.t("recommendations-empty"))).filter(filter);
    let page = staff
        .page("recommendations-title")
        .lead(staff.t("recommendations-lead"))
        .crumb(staff.t("measures-title"), PATH)
        .help("measures");
    ListPage::new(page, view).answer(&staff, &input).await
}

fn line(staff: &Staff, found: &RecommendationPage, row: &RecommendationRow) -> Row {
    let one = &row.recommendation;
    let name = if row.name.is_empty() { row.case_number.clone() } else { row.name.clone() };
    let due = if one.is_open() { Some(one.due_on) } else { one.choice.starts_on };
    let values = vec![
        Value::link(name.clone(), format!("/graduates/{}", one.graduate)),
        Value::code(row.case_number.clone()),
        with_start(staff, &one.choice, &found.titles.of(&one.choice)),
        Value::Lines(found.titles.office(one.by), wording::date(staff.language(), one.on)),
        Value::Foreign(found.titles.office(one.decider)),
        next::due(staff, due.filter(|_| one.is_live())),
        Value::Badge(state_badge(staff, one)),
    ];
    let line = Row::new(one.id, name, values);
    if one.is_overdue(staff.today) { line.tone(Tone::Warning) } else { line }
}
