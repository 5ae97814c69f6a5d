//! What is fixed by hand in a plan, about starts and about the seats of single people, each with a button that plans anew
//! without it. The round sees what concerns starts, and at most how many people it concerns.

use super::acts::search;
use super::words::{start_label, start_of};
use super::{PATH, record, search_again};
use crate::http::{Answer, Input, Markup, Problem, Staff, sentence};
use crate::pages::courses::button;
use crate::view::{Action, Column, EmptyState, ListView, Notice, Row, Table, Tone, Value};
use app::queries::start_plan_draft::SearchStartPlan;
use app::queries::start_plan_people::Names;
use app::queries::start_plans::StartPlanSheet;
use domain::ids::StartPlanId;
use domain::start_plan::{ByHand, SeatByHand, SeatHandCode, Wish};

/// The section of the plan's page; nothing where nothing is fixed.
pub(super) fn section(
    staff: &Staff,
    sheet: &StartPlanSheet,
    names: &Names,
    changeable: bool,
) -> Option<Markup> {
    let (starts, seats) = (&sheet.plan.by_hand, &sheet.plan.seats_by_hand);
    if starts.is_empty() && seats.is_empty() && sheet.seats_fixed == Some(0) {
        return None;
    }
    let rows = starts.iter().map(|wish| start_row(staff, sheet, wish, changeable));
    let rows = rows.chain(seats.iter().map(|wish| seat_row(staff, sheet, names, (wish, changeable))));
    let mut parts = Vec::new();
    if changeable {
        let lead = staff.t("start-plan-wishes-lead");
        parts.push(Markup::paragraph(&format!("{lead} {}", search_again(staff).before())));
    }
    parts.push(table(staff, rows.collect(), changeable));
    // whoever sees no rows of people is told at most how many there are
    if seats.is_empty() && sheet.seats_fixed != Some(0) {
        parts.push(Markup::paragraph(&match sheet.seats_fixed {
            Some(count) => staff.tn("start-plan-wishes-people", &[("count", count.into())]),
            None => staff.t("start-plan-wishes-few-people"),
        }));
    }
    Some(Markup::section(&staff.t("start-plan-wishes"), parts))
}

/// What is fixed about one person, for the page on which more can be fixed.
pub(super) fn of_person(
    staff: &Staff,
    sheet: &StartPlanSheet,
    names: &Names,
    wishes: &[&SeatByHand],
) -> Markup {
    let rows = wishes.iter().map(|wish| seat_row(staff, sheet, names, (wish, true)));
    Markup::section(&staff.t("start-plan-wishes"), [table(staff, rows.collect(), true)])
}

fn table(staff: &Staff, rows: Vec<Row>, changeable: bool) -> Markup {
    let mut columns = vec![
        Column::new(staff.t("start-plan-wishes-about")),
        Column::new(staff.t("start-plan-wishes-what")),
        Column::new(staff.t("start-plan-change-to")),
    ];
    if changeable {
        columns.push(Column::silent(staff.t("start-plan-take-back")));
    }
    let table =
        Table::new(staff.language(), staff.t("start-plan-wishes"), columns).rows(rows).quiet_caption();
    Markup::of(&ListView::new(table, EmptyState::new(staff.t("start-plan-wishes-none"))))
}

fn start_row(staff: &Staff, sheet: &StartPlanSheet, wish: &ByHand, changeable: bool) -> Row {
    let label = start_label(staff, &sheet.bodies, &wish.start);
    let mut values = vec![
        Value::text(label.clone()),
        Value::text(staff.code("start-plan-hand", wish.code.code())),
        Value::date(wish.to),
    ];
    if changeable {
        let back = back(staff, sheet.plan.id, &label).hidden("start", wish.start.to_string());
        values.push(Value::Actions(vec![back]));
    }
    Row::new(&wish.start, label, values)
}

fn seat_row(
    staff: &Staff,
    sheet: &StartPlanSheet,
    names: &Names,
    (wish, changeable): (&SeatByHand, bool),
) -> Row {
    let (who, label) = match names.get(&wish.case) {
        Some((person, name)) => (Value::link(name.clone(), format!("/people/{person}")), name.clone()),
        None => (Value::text(staff.t("start-plan-somebody")), staff.t("start-plan-somebody")),
    };
    let what = staff.code("start-plan-seat-hand", wish.code.code());
    let what = match &wish.start {
        Some(start) => Value::Lines(what, start_of(staff, sheet, start)),
        None => Value::text(what),
    };
    let mut values = vec![who, what, Value::Missing];
    if changeable {
        let fields = [("case", wish.case.to_string()), ("code", wish.code.code().to_owned())];
        let back = back(staff, sheet.plan.id, &label);
        let back = fields.into_iter().fold(back, |back, (name, value)| back.hidden(name, value));
        values.push(Value::Actions(vec![back.hidden("seat", wish.start.clone().unwrap_or_default())]));
    }
    let key = format!("{}-{}-{}", wish.case, wish.code, wish.start.as_deref().unwrap_or_default());
    Row::new(key, label, values)
}

fn back(staff: &Staff, plan: StartPlanId, about: &str) -> Action {
    button(staff, "start-plan-take-back", format!("{PATH}/{plan}/take-back"))
        .quiet()
        .about(about)
        .slow(search_again(staff))
}

/// Which of the things fixed by hand shall no longer hold.
fn taken_back(input: &Input) -> Option<Wish> {
    if input.text("case").is_empty() {
        return Some(Wish::WithoutStart(input.text("start").parse().ok()?));
    }
    let start = Some(input.text("seat").to_owned()).filter(|start| !start.is_empty());
    let code = SeatHandCode::from_code(input.text("code"))?;
    Some(Wish::WithoutSeat(SeatByHand { case: input.text("case").parse().ok()?, code, start }))
}

/// Plans anew without it; what then clashes is said on the plan's page.
pub(super) async fn take_back(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let plan: StartPlanId = input.id("id")?;
    let wish = Some(taken_back(&input).ok_or(Problem::Unreadable)?);
    match search(&staff, &input, SearchStartPlan { parent: Some(plan), wish }).await {
        Ok(done) => Ok(Answer::see(format!("{PATH}/{}", done.outcome)).done("start-plan-taken-back", &done)),
        Err(Problem::Refused(refusal)) => {
            let no = Notice::new(Tone::Warning, sentence(staff.language(), &refusal));
            record::page(&staff, &input, Some(no)).await.map(|answer| answer.status(409))
        }
        Err(other) => Err(other),
    }
}
