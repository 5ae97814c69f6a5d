//! Reads `foerderkette.plan/1`.
//!
//! Checks the form only; whether the plan is allowed is for [`crate::check`].

use super::cursor::Cursor;
use super::problem::expect_format;
use super::rows::{Fields, Object, ReadRow, Rows, Text, present};
use super::{FileError, PLAN_FORMAT};
use crate::plan::{Plan, Seat, Status, Unassigned};
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess};
use std::io::BufRead;

/// Reads a plan; `file` is the name used in errors.
pub fn read_plan(file: &str, text: impl BufRead) -> Result<Plan, FileError> {
    let cursor = Cursor::default();
    let mut whole = Whole { cursor: &cursor, format: false, status: None, seen: 0, plan: empty() };
    let mut json = serde_json::Deserializer::from_reader(text);
    Object(&mut whole).deserialize(&mut json).map_err(|error| cursor.error(file, &error.to_string()))?;
    cursor.enter("");
    json.end().map_err(|error| cursor.error(file, &error.to_string()))?;
    let missing = |name: &str| cursor.error(file, &format!("the field `{name}` is missing"));
    if !whole.format {
        return Err(missing("format"));
    }
    whole.plan.status = whole.status.ok_or_else(|| missing("status"))?;
    let needed: &[usize] = match whole.plan.status {
        Status::Infeasible => &[7, 8],
        Status::Optimal | Status::Feasible => &[2, 3, 4, 5, 6, 7, 8],
    };
    match needed.iter().find(|field| whole.seen & (1 << **field) == 0) {
        Some(field) => Err(missing(Whole::NAMES[*field])),
        None => Ok(whole.plan),
    }
}

fn empty() -> Plan {
    Plan {
        status: Status::Feasible,
        objective: None,
        lower_bound: None,
        open: Vec::new(),
        seats: Vec::new(),
        unassigned: Vec::new(),
        conflict: Vec::new(),
        seconds: 0.0,
        seed: 0,
    }
}

struct Whole<'c> {
    cursor: &'c Cursor,
    format: bool,
    status: Option<Status>,
    seen: u32,
    plan: Plan,
}

impl<'de> Fields<'de> for Whole<'_> {
    const NAMES: &'static [&'static str] = &[
        "format",
        "status",
        "objective",
        "lower_bound",
        "open",
        "seats",
        "unassigned",
        "seconds",
        "seed",
        "conflict",
    ];

    fn cursor(&self) -> &Cursor {
        self.cursor
    }

    fn stand(&self, name: &'static str) {
        self.cursor.enter(name);
    }

    fn take<A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        self.seen |= 1 << field;
        let (cursor, plan) = (self.cursor, &mut self.plan);
        match field {
            0 => {
                map.next_value_seed(Text(|text: &str| expect_format(text, PLAN_FORMAT)))?;
                self.format = true;
            }
            1 => self.status = Some(map.next_value_seed(Text(status))?),
            2 => plan.objective = Some(map.next_value()?),
            3 => plan.lower_bound = Some(map.next_value()?),
            4 => map.next_value_seed(Rows { cursor, read: Open(&mut plan.open) })?,
            5 => map.next_value_seed(Rows { cursor, read: Seats(cursor, &mut plan.seats) })?,
            6 => map.next_value_seed(Rows { cursor, read: Rest(cursor, &mut plan.unassigned) })?,
            7 => plan.seconds = map.next_value()?,
            8 => plan.seed = map.next_value()?,
            _ => plan.conflict = map.next_value()?,
        }
        Ok(())
    }
}

fn status(text: &str) -> Result<Status, String> {
    match text {
        "optimal" => Ok(Status::Optimal),
        "feasible" => Ok(Status::Feasible),
        "infeasible" => Ok(Status::Infeasible),
        _ => Err(format!("expected \"optimal\", \"feasible\" or \"infeasible\", found {text:?}")),
    }
}

struct Open<'r>(&'r mut Vec<Box<str>>);

impl<'de> ReadRow<'de> for Open<'_> {
    fn next<A: SeqAccess<'de>>(&mut self, rows: &mut A) -> Result<bool, A::Error> {
        let id = rows.next_element()?;
        let more = id.is_some();
        self.0.extend(id);
        Ok(more)
    }
}

struct SeatRow<'c> {
    cursor: &'c Cursor,
    person: Option<Box<str>>,
    start: Option<Box<str>>,
    count: Option<u32>,
}

impl<'de> Fields<'de> for SeatRow<'_> {
    const NAMES: &'static [&'static str] = &["person", "start", "count"];

    fn cursor(&self) -> &Cursor {
        self.cursor
    }

    fn take<A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        match field {
            0 => self.person = Some(map.next_value()?),
            1 => self.start = Some(map.next_value()?),
            _ => self.count = Some(map.next_value()?),
        }
        Ok(())
    }
}

struct RestRow<'c> {
    cursor: &'c Cursor,
    person: Option<Box<str>>,
    count: Option<u32>,
}

impl<'de> Fields<'de> for RestRow<'_> {
    const NAMES: &'static [&'static str] = &["person", "count"];

    fn cursor(&self) -> &Cursor {
        self.cursor
    }

    fn take<A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        match field {
            0 => self.person = Some(map.next_value()?),
            _ => self.count = Some(map.next_value()?),
        }
        Ok(())
    }
}

/// A count, one by default, never zero.
fn count<E: Error>(cursor: &Cursor, count: Option<u32>) -> Result<u32, E> {
    match count.unwrap_or(1) {
        0 => {
            cursor.field("count");
            Err(E::custom("must be at least 1"))
        }
        count => Ok(count),
    }
}

struct Seats<'r>(&'r Cursor, &'r mut Vec<Seat>);

impl<'de> ReadRow<'de> for Seats<'_> {
    fn next<A: SeqAccess<'de>>(&mut self, rows: &mut A) -> Result<bool, A::Error> {
        let cursor = self.0;
        let mut row = SeatRow { cursor, person: None, start: None, count: None };
        if rows.next_element_seed(Object(&mut row))?.is_none() {
            return Ok(false);
        }
        let person = present(cursor, "person", row.person)?;
        let start = present(cursor, "start", row.start)?;
        self.1.push(Seat { person, start, count: count(cursor, row.count)? });
        Ok(true)
    }
}

struct Rest<'r>(&'r Cursor, &'r mut Vec<Unassigned>);

impl<'de> ReadRow<'de> for Rest<'_> {
    fn next<A: SeqAccess<'de>>(&mut self, rows: &mut A) -> Result<bool, A::Error> {
        let cursor = self.0;
        let mut row = RestRow { cursor, person: None, count: None };
        if rows.next_element_seed(Object(&mut row))?.is_none() {
            return Ok(false);
        }
        let person = present(cursor, "person", row.person)?;
        self.1.push(Unassigned { person, count: count(cursor, row.count)? });
        Ok(true)
    }
}
