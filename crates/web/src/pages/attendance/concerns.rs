//! Everybody who is missing too often, by the day on which something is due.

use super::state_badge;
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::pages::next;
use crate::view::{Action, Choice, Column, EmptyState, Field, FilterBar, ListView, Row, Table, Tone, Value};
use app::queries::concerns::{ConcernList, ConcernRow};
use domain::attendance::ConcernState;

const COLUMNS: [&str; 6] = [
    "attendance-column-name",
    "attendance-column-course",
    "concern-warning",
    "attendance-column-unexcused",
    "attendance-column-state",
    "concerns-column-due",
];

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let wanted = ConcernList {
        state: query.get("state").and_then(ConcernState::from_code),
        course: query.get("course").and_then(|id| id.parse().ok()),
        with_settled: query.get("settled").is_some(),
    };
    let rows = staff.ask(&wanted).await?;
    let columns = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("concerns-title"), columns)
        .rows(rows.iter().map(|row| line(&staff, row)))
        .quiet_caption();
    let states = ConcernState::ALL
        .iter()
        .map(|state| Choice::new(state.code(), staff.code("concern-state", state.code())))
        .collect();
    let filter = FilterBar::new(staff.language(), &query)
        .field(Field::select("state", staff.t("concerns-filter-state"), states))
        .field(Field::check("settled", staff.t("concerns-filter-settled")));
    let view = ListView::new(table, EmptyState::new(staff.t("concerns-empty"))).filter(filter);
    let page = staff
        .page("concerns-title")
        .lead(staff.t("concerns-lead"))
        .crumb(staff.t("attendance-title"), "/attendance")
        .action(Action::link(staff.t("attendance-all-reports"), "/reports"));
    ListPage::new(page, view).answer(&staff, &input).await
}

fn line(staff: &Staff, row: &ConcernRow) -> Row {
    let concern = &row.concern;
    let name = row.learner.name();
    let late = concern.is_living() && concern.due_on < staff.today;
    let due = next::due(staff, Some(concern.due_on).filter(|_| concern.is_living()));
    let unexcused = staff.tn(
        "attendance-percent",
        &[
            ("days", concern.tally.unexcused.into()),
            ("of", concern.tally.days().into()),
            ("percent", concern.tally.unexcused_percent().into()),
        ],
    );
    let values = vec![
        Value::link(name.clone(), format!("/attendance/concerns/{}", concern.id)),
        Value::Foreign(row.course_number.clone()),
        Value::text(staff.code("concern-warning", concern.warning.code())),
        Value::text(unexcused),
        Value::Badge(state_badge(staff, concern.state)),
        due,
    ];
    let line = Row::new(concern.id, name, values);
    if late { line.tone(Tone::Warning) } else { line }
}
