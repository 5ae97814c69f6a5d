//! The catalogue of instruments: what each is, on which route, who decides, which level is usual, its basis in law.

use super::PATH;
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{Action, Column, EmptyState, FilterBar, Language, ListView, Row, Table, Value};
use domain::access::{Action as A, Resource as R};
use domain::measure::Measure;

const COLUMNS: [&str; 7] = [
    "measures-column-kind",
    "measures-column-routes",
    "measures-column-decides",
    "measures-column-level-usual",
    "measures-column-length",
    "measures-column-amount",
    "measures-column-basis",
];

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let rows = app::measures::catalogue().measure.iter().filter(|row| row.holds_on(staff.today));
    let columns = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("measures-catalogue-title"), columns)
        .rows(rows.map(|row| line(&staff, row)))
        .quiet_caption()
        .content_language(Language::De);
    let mut page = staff
        .page("measures-catalogue-title")
        .lead(staff.t("measures-catalogue-lead"))
        .crumb(staff.t("measures-title"), PATH)
        .wide();
    if staff.may(A::See, R::RuleSet) {
        page = page.action(Action::link(staff.t("measures-rules"), "/rules/tables/massnahmen"));
    }
    let view = ListView::new(table, EmptyState::new(staff.t("measures-empty")))
        .filter(FilterBar::new(staff.language(), &input.query()));
    ListPage::new(page, view).answer(&staff, &input).await
}

fn line(staff: &Staff, row: &Measure) -> Row {
    let name = staff.code("measure-kind", row.kind.code());
    let routes: Vec<String> = row
        .routes
        .iter()
        .map(|route| format!("{} {}", route.letter(), staff.code("graduate-route", route.code())))
        .collect();
    let decides: Vec<String> =
        row.decides.iter().map(|body| staff.code("responsible-body", body.code())).collect();
    let length = match (row.weeks_least, row.weeks_most) {
        (Some(least), Some(most)) => {
            staff.tn("measures-weeks-between", &[("least", least.into()), ("most", most.into())])
        }
        (None, Some(most)) => staff.tn("measures-weeks-most", &[("most", most.into())]),
        (Some(least), None) => staff.tn("measures-weeks", &[("weeks", least.into())]),
        (None, None) => String::new(),
    };
    let kind = match row.offered {
        true => Value::link(name.clone(), format!("{PATH}?kind={}", row.kind)),
        false => Value::text(name.clone()),
    };
    let values = vec![
        kind,
        Value::text(routes.join(", ")),
        Value::text(decides.join(", ")),
        row.level.map_or(Value::Missing, |level| Value::text(staff.code("level", level.code()))),
        Value::text(length),
        Value::Foreign(row.amount.clone()),
        Value::Foreign(row.basis.clone()),
    ];
    Row::new(row.kind, name, values)
}
