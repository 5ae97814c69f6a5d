//! Writes problem and plan files, one row per line, whole numbers without a decimal point.

use super::{PLAN_FORMAT, PROBLEM_FORMAT};
use crate::plan::Plan;
use crate::problem::{Decision, Problem};
use std::io::{self, Write};

/// Writes a plan; lists keep the order they have in it (sorted by id when it comes from the solver).
pub fn write_plan(plan: &Plan, mut out: impl Write) -> io::Result<()> {
    write!(out, "{{\n\"format\": {},\n\"status\": {}", text(PLAN_FORMAT), text(plan.status.name()))?;
    if let Some(objective) = plan.objective {
        write!(out, ",\n\"objective\": {}", number(objective))?;
    }
    if let Some(bound) = plan.lower_bound {
        write!(out, ",\n\"lower_bound\": {}", number(bound))?;
    }
    if plan.objective.is_some() {
        list(&mut out, "open", plan.open.iter().map(|id| text(id)))?;
        let seats = plan.seats.iter().map(|seat| {
            format!(
                "{{\"person\": {}, \"start\": {}, \"count\": {}}}",
                text(&seat.person),
                text(&seat.start),
                seat.count
            )
        });
        list(&mut out, "seats", seats)?;
        let rest = plan
            .unassigned
            .iter()
            .map(|rest| format!("{{\"person\": {}, \"count\": {}}}", text(&rest.person), rest.count));
        list(&mut out, "unassigned", rest)?;
    }
    if !plan.conflict.is_empty() {
        let rows = plan.conflict.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
        list(&mut out, "conflict", rows.into_iter())?;
    }
    write!(out, ",\n\"seconds\": {},\n\"seed\": {}\n}}\n", number(plan.seconds), plan.seed)
}

/// Writes a problem in the order of its rows.
pub fn write_problem(problem: &Problem, mut out: impl Write) -> io::Result<()> {
    write!(out, "{{\n\"format\": {}", text(PROBLEM_FORMAT))?;
    let persons = problem.persons().iter().map(|person| {
        format!(
            "{{\"id\": {}, \"count\": {}, \"unassigned_cost\": {}}}",
            text(&person.id),
            person.count,
            number(person.unassigned_cost)
        )
    });
    list(&mut out, "persons", persons)?;
    let starts = problem.starts().iter().map(|start| {
        format!(
            "{{\"id\": {}, \"seats\": {}, \"minimum\": {}, \"opening_cost\": {}, \"decision\": \"{}\"}}",
            text(&start.id),
            start.seats,
            start.minimum,
            number(start.opening_cost),
            decision(start.decision)
        )
    });
    list(&mut out, "starts", starts)?;
    let options = problem.options().iter().map(|option| {
        format!(
            "{{\"person\": {}, \"start\": {}, \"cost\": {}{}}}",
            text(&problem.persons()[option.person as usize].id),
            text(&problem.starts()[option.start as usize].id),
            number(option.cost),
            if option.required { ", \"required\": true" } else { "" }
        )
    });
    list(&mut out, "options", options)?;
    out.write_all(b"\n}\n")
}

fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Optional => "optional",
        Decision::Open => "open",
        Decision::Closed => "closed",
    }
}

fn list(out: &mut impl Write, name: &str, rows: impl Iterator<Item = String>) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    for (position, row) in rows.enumerate() {
        out.write_all(if position == 0 { b"\n" } else { b",\n" })?;
        out.write_all(row.as_bytes())?;
    }
    out.write_all(b"]")
}

/// A text as JSON.
fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A finite number as JSON; whole numbers stay whole.
fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        return format!("{:.0}", value + 0.0);
    }
    serde_json::Value::from(value).to_string()
}
