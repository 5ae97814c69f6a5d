//! Who needs a new appointment: missed, declined and called-off ones. One click books the next fitting
//! day; the reason is a choice in the same row.

use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{
    Action, Choice, Column, EmptyState, Field, FilterBar, Form, ListView, Row, Table, Tone, Value,
};
use app::commands::{BookSeating, NoteObstacle};
use app::queries::placement::{MissedRow, NoShowList};
use domain::case::StepCode;
use domain::ids::{CaseId, SeatingId};
use domain::matching::normalise;
use domain::placement::Obstacle;

const COLUMNS: &[&str] = &[
    "placement-name",
    "placement-number",
    "placement-missed-on",
    "placement-missed-attempts",
    "placement-missed-reason",
    "placement-missed-next",
    "placement-missed-due",
];

/// List, page and file.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let wanted = normalise(input.text("search"));
    let mut rows = staff.ask(&NoShowList { organisation: None }).await?;
    rows.retain(|row| wanted.is_empty() || normalise(&name(row)).contains(&wanted));
    rows.sort_by_key(|row| (row.entry.due_on, row.entry.person));
    let query = input.query();
    let mut columns: Vec<Column> = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    columns.push(Column::silent(staff.t("placement-actions")));
    let table = Table::new(staff.language(), staff.t("placement-missed-title"), columns)
        .rows(rows.iter().map(|row| line(&staff, row)))
        .quiet_caption();
    let empty = EmptyState::new(staff.t("placement-missed-empty"))
        .action(Action::link(staff.t("placement-list-title"), "/sessions"));
    let filter =
        FilterBar::new(staff.language(), &query).field(Field::search("search", staff.t("placement-name")));
    let view = ListView::new(table, empty).filter(filter);
    let page = staff
        .page("placement-missed-title")
        .lead(staff.t("placement-missed-lead"))
        .crumb(staff.t("placement-list-title"), "/sessions");
    ListPage::new(page, view).answer(&staff, &input).await
}

fn name(row: &MissedRow) -> String {
    format!("{}, {}", row.entry.family_name, row.entry.given_names)
}

fn reason(staff: &Staff, row: &MissedRow) -> String {
    let obstacle = row.seating.as_ref().and_then(|seating| seating.obstacle);
    obstacle.map(|obstacle| staff.code("obstacle", obstacle.code())).unwrap_or_default()
}

fn line(staff: &Staff, row: &MissedRow) -> Row {
    let attempt = row.seating.as_ref().map(|seating| seating.attempt.to_string()).unwrap_or_default();
    let overdue = row.entry.due_on.is_some_and(|due| due < staff.today);
    let values = vec![
        Value::link(name(row), format!("/people/{}", row.entry.person)),
        Value::text(row.entry.case_number.clone()),
        Value::date(row.held_on),
        Value::text(attempt),
        reason_cell(staff, row),
        Value::text(staff.code("step-code", &row.entry.next_step)),
        Value::date(row.entry.due_on),
        Value::Actions(actions(staff, row)),
    ];
    let line = Row::new(row.entry.person, name(row), values);
    if overdue { line.tone(Tone::Warning) } else { line }
}

fn actions(staff: &Staff, row: &MissedRow) -> Vec<Action> {
    let Some(case) = row.entry.case else { return Vec::new() };
    let book = Action::post(staff.t("placement-missed-book"), "/sessions/missed/book", &staff.shell().csrf)
        .hidden("case", case.to_string())
        .about(name(row));
    vec![book]
}

/// The reason, or the choice of one where it is the open question.
fn reason_cell(staff: &Staff, row: &MissedRow) -> Value {
    let asked = row.entry.next_step == StepCode::AskForObstacle.code();
    match &row.seating {
        Some(seating) if asked && seating.obstacle.is_none() => {
            Value::component(&obstacle_form(staff, seating.id))
        }
        _ => Value::text(reason(staff, row)),
    }
}

fn obstacle_form(staff: &Staff, seating: SeatingId) -> Form {
    let choices = Obstacle::ALL
        .iter()
        .map(|code| Choice::new(code.code(), staff.code("obstacle", code.code())))
        .collect();
    staff
        .form("/sessions/missed/obstacle")
        .hidden("seating", seating.to_string())
        .field(Field::select(format!("obstacle-{seating}"), staff.t("placement-obstacle"), choices))
        .submit(staff.t("placement-missed-note"))
}

/// Books the next fitting day.
pub async fn book(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let case: CaseId = input.text("case").parse().map_err(|_| Problem::NotFound)?;
    let done = staff.run(&input, BookSeating { case, session: None }).await?;
    Ok(Answer::see("/sessions/missed").done("placement-missed-booked", &done))
}

/// Notes what stood in the way.
pub async fn obstacle(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let seating: SeatingId = input.text("seating").parse().map_err(|_| Problem::NotFound)?;
    let chosen = Obstacle::from_code(input.text(&format!("obstacle-{seating}")));
    let Some(obstacle) = chosen else {
        return Ok(Answer::see("/sessions/missed").note("read-not-in-list", None));
    };
    let done = staff.run(&input, NoteObstacle { seating, obstacle }).await?;
    Ok(Answer::see("/sessions/missed").done("placement-obstacle-noted", &done))
}
