//! What the record of a person shows of the way out of courses, and the return after a pause.

use super::{PATH, gap_value};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::view::{Column, Row, Table, Value};
use app::commands::ResumeCourse;
use app::queries::person_record::PersonView;
use domain::access::{Action as A, Resource as R};
use domain::assignment::AssignmentState;
use domain::ids::PersonId;

/// Ways out of courses, and the buttons of somebody who pauses; nothing where there is neither.
pub fn person_section(staff: &Staff, view: &PersonView) -> Option<Markup> {
    let mut parts: Vec<Markup> = returns(staff, view).into_iter().collect();
    if !view.graduates.is_empty() {
        parts.push(Markup::of(&table(staff, view)));
    }
    (!parts.is_empty()).then(|| Markup::section(&staff.t("graduates-person"), parts))
}

fn table(staff: &Staff, view: &PersonView) -> Table {
    let columns = [
        "graduates-column-end",
        "graduates-column-sheet",
        "graduates-column-decision",
        "graduates-follow-on-since",
        "graduates-column-gap",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = view.graduates.iter().map(|(graduate, gap)| {
        let end = wording::date(staff.language(), graduate.last_day);
        let route = |route: domain::graduate::Route| {
            format!("{} {}", route.letter(), staff.code("graduate-route", route.code()))
        };
        let values = vec![
            Value::link(end.clone(), format!("{PATH}/{}", graduate.id)),
            Value::Badge(super::done_badge(staff, graduate.sheet.is_some())),
            graduate.decision().map_or(Value::Missing, |decision| Value::text(route(decision.route))),
            Value::date(graduate.first_follow_on().map(|first| first.on)),
            gap_value(staff, *gap),
        ];
        Row::new(graduate.id, end, values)
    });
    Table::new(staff.language(), staff.t("graduates-person"), columns).rows(rows).quiet_caption()
}

/// The two ways back for somebody who pauses.
fn returns(staff: &Staff, view: &PersonView) -> Option<Markup> {
    let case = view.case()?;
    let paused = view.seats.iter().flatten().map(|(seat, _)| seat);
    let seat =
        paused.rev().find(|seat| seat.case == case.id && seat.state == AssignmentState::Interrupted)?;
    if !staff.may(A::Change, R::Step) {
        return None;
    }
    let back = |key: &str, same: &str| {
        button(staff, key, format!("/people/{}/resume", view.person.id))
            .hidden("case", case.id.to_string())
            .hidden("version", case.version.to_string())
            .hidden("assignment", seat.id.to_string())
            .hidden("same", same.to_owned())
    };
    let buttons = [back("graduates-resume-same", "1"), back("graduates-resume-other", "")];
    let text = match seat.ending.and_then(|ending| ending.returns_on) {
        Some(day) => staff.tn("graduates-pauses-until", &[("on", day.into())]),
        None => staff.t("graduates-pauses"),
    };
    Some(Markup::all([Markup::paragraph(&text)].into_iter().chain(buttons.iter().map(Markup::of))))
}

/// Somebody who paused comes back.
pub async fn resume(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person: PersonId = input.id("id")?;
    let parsed = |name: &str| input.text(name).parse::<i64>().unwrap_or_default();
    let command = ResumeCourse {
        case: input.text("case").parse().map_err(|_| Problem::NotFound)?,
        version: parsed("version"),
        assignment: input.text("assignment").parse().map_err(|_| Problem::NotFound)?,
        same_course: !input.text("same").is_empty(),
    };
    let done = staff.run(&input, command).await?;
    Ok(Answer::see(format!("/people/{person}")).done("graduates-resumed", &done))
}
