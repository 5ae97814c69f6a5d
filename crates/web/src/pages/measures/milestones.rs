//! Milestones on the way into training or work that the own body has to reach, the soonest due first.

use super::PATH;
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::pages::next;
use crate::view::{Column, EmptyState, Field, FilterBar, ListView, Row, Table, Tone, Value};
use app::queries::route_plans::{MilestoneList, MilestoneRow};

const COLUMNS: [(&str, bool); 8] = [
    ("graduates-column-name", false),
    ("graduates-column-case", false),
    ("graduates-decision-route", false),
    ("plan-column-milestone", false),
    ("plan-column-body", false),
    ("plan-column-due", false),
    ("plan-starts", false),
    ("milestones-column-ticks", true),
];

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let waiting = query.get("waiting").is_some();
    let late_only = query.get("late").is_some();
    let found = staff.ask(&MilestoneList { waiting }).await?;
    let rows = found.rows.iter().filter(|row| !late_only || row.standing.is_overdue(staff.today));
    let columns = COLUMNS.iter().map(|(key, number)| match number {
        true => Column::number(staff.t(key)),
        false => Column::new(staff.t(key)),
    });
    let table = Table::new(staff.language(), staff.t("milestones-title"), columns.collect())
        .rows(rows.map(|row| line(&staff, row)))
        .quiet_caption();
    let filter = FilterBar::new(staff.language(), &query)
        .field(Field::check("late", staff.t("milestones-filter-late")))
        .field(Field::check("waiting", staff.t("milestones-filter-waiting")));
    let view = ListView::new(table, EmptyState::new(staff.t("milestones-empty"))).filter(filter);
    let page = staff
        .page("milestones-title")
        .lead(staff.t("milestones-lead"))
        .crumb(staff.t("measures-title"), PATH)
        .help("measures");
    ListPage::new(page, view).answer(&staff, &input).await
}

fn line(staff: &Staff, row: &MilestoneRow) -> Row {
    let (one, route) = (&row.standing, row.standing.row.route);
    let name = staff.code("milestone", one.row.code.code());
    let values = vec![
        Value::link(row.name.clone(), super::plan::path(row.graduate)),
        Value::code(row.case_number.clone()),
        Value::text(format!("{} {}", route.letter(), staff.code("graduate-route", route.code()))),
        Value::text(name.clone()),
        Value::text(staff.code("responsible-body", one.row.body.code())),
        next::due(staff, one.due_on),
        Value::date(row.starts_on),
        Value::number(row.open_ticks),
    ];
    let line = Row::new(format!("{}-{}", row.graduate, one.row.code), format!("{} {name}", row.name), values);
    if one.is_overdue(staff.today) { line.tone(Tone::Warning) } else { line }
}
