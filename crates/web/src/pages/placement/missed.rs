//! Who needs a new appointment: missed, declined and called-off ones. One click books the next fitting
//! day; the reason is a choice in the same row.

use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::pages::lists::bulk::{Chosen, Preview};
use crate::pages::people::candidate;
use crate::view::{
    Action, Choice, Column, EmptyState, Field, FilterBar, Form, ListView, Query, Row, Table, Tone, Value,
};
use app::commands::{BookSeating, NoteObstacle};
use app::queries::placement::{MissedRow, NoShowList};
use domain::access::{Action as A, Resource as R};
use domain::case::StepCode;
use domain::ids::{CaseId, SeatingId};
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

const PATH: &str = "/sessions/missed";

async fn everybody(staff: &Staff) -> Result<Vec<MissedRow>, Problem> {
    let mut rows = staff.ask(&NoShowList { organisation: None }).await?;
    rows.sort_by_key(|row| (row.entry.due_on, row.entry.person));
    Ok(rows)
}

fn view(staff: &Staff, query: &Query, rows: &[MissedRow]) -> ListView {
    let mut columns: Vec<Column> = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    columns.push(Column::silent(staff.t("placement-actions")));
    let table = Table::new(staff.language(), staff.t("placement-missed-title"), columns)
        .rows(rows.iter().map(|row| line(staff, row)))
        .quiet_caption();
    let table = if staff.may(A::Create, R::Seating) { table.selectable("person") } else { table };
    let empty = EmptyState::new(staff.t("placement-missed-empty"))
        .action(Action::link(staff.t("placement-list-title"), "/sessions"));
    ListView::new(table, empty).filter(FilterBar::new(staff.language(), query))
}

/// List, page and file.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let rows = everybody(&staff).await?;
    let view = view(&staff, &input.query(), &rows);
    let page = staff
        .page("placement-missed-title")
        .lead(staff.t("placement-missed-lead"))
        .crumb(staff.t("placement-list-title"), "/sessions");
    let mut list = ListPage::new(page, view);
    if staff.may(A::Create, R::Seating) {
        list = list.bulk(staff.t("selection-submit"), "/sessions/missed/selection");
    }
    list.answer(&staff, &input).await
}

/// Who of the selected would get a new appointment.
pub async fn preview(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let rows = everybody(&staff).await?;
    let list = view(&staff, &Query::parse(PATH, None), &rows);
    let chosen = Chosen::of(&input, PATH, "person").rows(&staff, list);
    let chosen = rows.iter().filter(|row| chosen.iter().any(|one| one.key == row.entry.person.to_string()));
    let preview = Preview {
        title: "selection-title",
        list: (staff.t("placement-missed-title"), PATH.to_owned()),
        path: "/people/selection/book".to_owned(),
        field: "case",
        submit: staff.t("selection-submit"),
        candidates: chosen.map(|row| candidate(&staff, &row.entry)).collect(),
    };
    Ok(preview.answer(&staff))
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
        Value::code(row.entry.case_number.clone()),
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
    let Some(case) = row.entry.case.filter(|_| staff.may(A::Create, R::Seating)) else { return Vec::new() };
    let book = Action::post(staff.t("placement-missed-book"), "/sessions/missed/book", &staff.shell().csrf)
        .hidden("case", case.to_string())
        .about(name(row));
    vec![book]
}

/// The reason, or the choice of one where it is the open question.
fn reason_cell(staff: &Staff, row: &MissedRow) -> Value {
    let asked = row.entry.next_step == StepCode::AskForObstacle.code();
    match &row.seating {
        Some(seating) if asked && seating.obstacle.is_none() && staff.may(A::Change, R::Seating) => {
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
    Ok(Answer::see(PATH).done("placement-missed-booked", &done))
}

/// Notes what stood in the way.
pub async fn obstacle(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let seating: SeatingId = input.text("seating").parse().map_err(|_| Problem::NotFound)?;
    let chosen = Obstacle::from_code(input.text(&format!("obstacle-{seating}")));
    let Some(obstacle) = chosen else {
        return Ok(Answer::see(PATH).note("read-not-in-list", None));
    };
    let done = staff.run(&input, NoteObstacle { seating, obstacle }).await?;
    Ok(Answer::see(PATH).done("placement-obstacle-noted", &done))
}
