//! Every provider with the sums of what it can offer.

use super::PATH;
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{Action, Badge, Column, EmptyState, ListView, Row, Table, Tone, Value};
use app::queries::supply::{SupplyOverview, SupplyRow};
use domain::access::{Action as A, Resource as R};

const COLUMNS: [&str; 8] = [
    "supply-column-provider",
    "supply-column-kinds",
    "supply-column-teachers",
    "supply-column-lessons",
    "supply-column-rooms",
    "supply-column-seats",
    "supply-column-examiners",
    "supply-column-confirmed",
];

/// The page.
pub(super) async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let rows = staff.ask(&SupplyOverview).await?;
    let columns = COLUMNS.iter().enumerate().map(|(at, key)| match at {
        2..=6 => Column::number(staff.t(key)),
        _ => Column::new(staff.t(key)),
    });
    let table = Table::new(staff.language(), staff.t("supply-title"), columns.collect())
        .rows(rows.iter().map(|line| row(&staff, line)))
        .quiet_caption();
    let mut page = staff.page("supply-title").lead(staff.t("supply-lead")).wide();
    let mut empty = EmptyState::new(staff.t("supply-empty"));
    if staff.may(A::Change, R::Supply) {
        let edit = || Action::link(staff.t("supply-edit"), format!("{PATH}/edit"));
        page = page.action(edit().primary());
        empty = empty.action(edit());
    }
    ListPage::new(page, ListView::new(table, empty)).answer(&staff, &input).await
}

fn row(staff: &Staff, row: &SupplyRow) -> Row {
    let kinds: Vec<String> = row.kinds.iter().map(|kind| staff.code("course-kind", kind.code())).collect();
    let confirmed = match row.confirmed_on {
        Some(day) => Value::Date(day),
        None => Value::Badge(Badge::new(Tone::Warning, staff.t("supply-never"))),
    };
    let values = vec![
        Value::Foreign(row.provider.clone()),
        Value::text(kinds.join(", ")),
        Value::Number(row.teachers),
        Value::Number(row.lessons),
        Value::Number(row.rooms),
        Value::Number(row.seats),
        Value::Number(row.examiners),
        confirmed,
    ];
    Row::new(row.organisation, row.provider.clone(), values)
}
