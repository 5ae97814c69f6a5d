//! Reads `foerderkette.planning-problem/1`.
//!
//! Ids are replaced by positions while the text streams past, whatever order the lists come in.

use super::cursor::Cursor;
use super::rows::{Fields, Object, ReadRow, Rows, Text, present};
use super::{FileError, PROBLEM_FORMAT};
use crate::problem::{Choice, Decision, Person, Problem, Start, check_person, check_start};
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess};
use std::collections::HashMap;
use std::io::BufRead;

/// Reads a problem; `file` is the name used in errors.
pub fn read_problem(file: &str, text: impl BufRead) -> Result<Problem, FileError> {
    let cursor = Cursor::default();
    let mut reader = Reader { cursor: &cursor, format: false, persons: None, starts: None, options: None };
    let mut known = Known::default();
    let mut json = serde_json::Deserializer::from_reader(text);
    Object(&mut Whole { reader: &mut reader, known: &mut known })
        .deserialize(&mut json)
        .map_err(|error| cursor.error(file, &error.to_string()))?;
    cursor.enter("");
    json.end().map_err(|error| cursor.error(file, &error.to_string()))?;
    let missing = |name: &str| cursor.error(file, &format!("the field `{name}` is missing"));
    if !reader.format {
        return Err(missing("format"));
    }
    let persons = reader.persons.ok_or_else(|| missing("persons"))?;
    let starts = reader.starts.ok_or_else(|| missing("starts"))?;
    let options = reader.options.ok_or_else(|| missing("options"))?;
    let persons = known.persons.finish(persons, "person").map_err(|(row, reason)| {
        cursor.back_to("options", row, "person");
        cursor.error(file, &reason)
    })?;
    let starts = known.starts.finish(starts, "start").map_err(|(row, reason)| {
        cursor.back_to("options", row, "start");
        cursor.error(file, &reason)
    })?;
    Problem::new(persons, starts, options).map_err(|error| {
        cursor.back_to(error.list.name(), error.row, error.field);
        cursor.error(file, &error.reason)
    })
}

#[derive(Default)]
struct Known {
    persons: Ids,
    starts: Ids,
}

/// Ids seen so far, with the row of the options that named them first.
#[derive(Default)]
struct Ids {
    positions: HashMap<Box<str>, u32>,
    named_in: Vec<usize>,
    last: Option<(Box<str>, u32)>,
}

impl Ids {
    /// The position of an id, made up if it is new.
    fn position(&mut self, id: &str, row: usize) -> u32 {
        if let Some((last, position)) = &self.last
            && **last == *id
        {
            return *position;
        }
        let position = self.positions.get(id).copied().unwrap_or_else(|| {
            let position = self.named_in.len() as u32;
            self.positions.insert(id.into(), position);
            self.named_in.push(row);
            position
        });
        self.last = Some((id.into(), position));
        position
    }

    /// Puts defined rows at the positions of their ids; an id that was only named is an error.
    fn finish<T>(&self, rows: Vec<(u32, T)>, what: &str) -> Result<Vec<T>, (usize, String)> {
        let mut sorted: Vec<Option<T>> = std::iter::repeat_with(|| None).take(self.named_in.len()).collect();
        for (position, row) in rows {
            sorted[position as usize] = Some(row);
        }
        let undefined = sorted.iter().position(Option::is_none);
        match undefined {
            None => Ok(sorted.into_iter().flatten().collect()),
            Some(position) => {
                let id = self.positions.iter().find(|(_, at)| **at as usize == position);
                let id = id.map_or("", |(id, _)| id);
                Err((self.named_in[position], format!("there is no {what} with the id {id:?}")))
            }
        }
    }
}

struct Reader<'c> {
    cursor: &'c Cursor,
    format: bool,
    persons: Option<Vec<(u32, Person)>>,
    starts: Option<Vec<(u32, Start)>>,
    options: Option<Vec<Choice>>,
}

struct Whole<'r, 'c> {
    reader: &'r mut Reader<'c>,
    known: &'r mut Known,
}

impl<'de> Fields<'de> for Whole<'_, '_> {
    const NAMES: &'static [&'static str] = &["format", "persons", "starts", "options"];

    fn cursor(&self) -> &Cursor {
        self.reader.cursor
    }

    fn stand(&self, name: &'static str) {
        self.reader.cursor.enter(name);
    }

    fn take<A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        let cursor = self.reader.cursor;
        match field {
            0 => {
                map.next_value_seed(Text(|text: &str| expect_format(text, PROBLEM_FORMAT)))?;
                self.reader.format = true;
            }
            1 => {
                let mut rows = Vec::new();
                let defined = vec![];
                let read = Persons { cursor, ids: &mut self.known.persons, rows: &mut rows, defined };
                map.next_value_seed(Rows { cursor, read })?;
                self.reader.persons = Some(rows);
            }
            2 => {
                let mut rows = Vec::new();
                let defined = vec![];
                let read = Starts { cursor, ids: &mut self.known.starts, rows: &mut rows, defined };
                map.next_value_seed(Rows { cursor, read })?;
                self.reader.starts = Some(rows);
            }
            _ => {
                let mut rows = Vec::new();
                let read = Options { cursor, known: self.known, rows: &mut rows };
                map.next_value_seed(Rows { cursor, read })?;
                self.reader.options = Some(rows);
            }
        }
        Ok(())
    }
}

/// Checks the name of the format.
pub(super) fn expect_format(text: &str, format: &str) -> Result<(), String> {
    if text == format {
        return Ok(());
    }
    Err(format!("expected {format:?}, found {text:?}"))
}

/// Notes that the id at a position is defined; says so if it already was.
fn define(defined: &mut Vec<bool>, position: u32) -> Result<(), &'static str> {
    let position = position as usize;
    if defined.len() <= position {
        defined.resize(position + 1, false);
    }
    if std::mem::replace(&mut defined[position], true) {
        return Err("the id is given twice");
    }
    Ok(())
}

struct Persons<'r> {
    cursor: &'r Cursor,
    ids: &'r mut Ids,
    rows: &'r mut Vec<(u32, Person)>,
    defined: Vec<bool>,
}

#[derive(Default)]
struct PersonParts {
    id: Option<Box<str>>,
    count: Option<u32>,
    unassigned_cost: Option<f64>,
}

struct PersonRow<'c>(&'c Cursor, PersonParts);

impl<'de> Fields<'de> for PersonRow<'_> {
    const NAMES: &'static [&'static str] = &["id", "count", "unassigned_cost"];

    fn cursor(&self) -> &Cursor {
        self.0
    }

    fn take<A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        match field {
            0 => self.1.id = Some(map.next_value()?),
            1 => self.1.count = Some(map.next_value()?),
            _ => self.1.unassigned_cost = Some(map.next_value()?),
        }
        Ok(())
    }
}

impl<'de> ReadRow<'de> for Persons<'_> {
    fn next<A: SeqAccess<'de>>(&mut self, rows: &mut A) -> Result<bool, A::Error> {
        let mut row = PersonRow(self.cursor, PersonParts::default());
        if rows.next_element_seed(Object(&mut row))?.is_none() {
            return Ok(false);
        }
        let id: Box<str> = present(self.cursor, "id", row.1.id)?;
        let unassigned_cost = present(self.cursor, "unassigned_cost", row.1.unassigned_cost)?;
        let position = self.ids.position(&id, 0);
        let person = Person { id, count: row.1.count.unwrap_or(1), unassigned_cost };
        let checked = check_person(&person)
            .and_then(|()| define(&mut self.defined, position).map_err(|reason| ("id", reason.to_owned())));
        checked.map_err(|(field, reason)| {
            self.cursor.field(field);
            A::Error::custom(reason)
        })?;
        self.rows.push((position, person));
        Ok(true)
    }
}

struct Starts<'r> {
    cursor: &'r Cursor,
    ids: &'r mut Ids,
    rows: &'r mut Vec<(u32, Start)>,
    defined: Vec<bool>,
}

#[derive(Default)]
struct StartParts {
    id: Option<Box<str>>,
    seats: Option<u32>,
    minimum: Option<u32>,
    opening_cost: Option<f64>,
    decision: Option<Decision>,
}

struct StartRow<'c>(&'c Cursor, StartParts);

impl<'de> Fields<'de> for StartRow<'_> {
    const NAMES: &'static [&'static str] = &["id", "seats", "minimum", "opening_cost", "decision"];

    fn cursor(&self) -> &Cursor {
        self.0
    }

    fn take<A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        match field {
            0 => self.1.id = Some(map.next_value()?),
            1 => self.1.seats = Some(map.next_value()?),
            2 => self.1.minimum = Some(map.next_value()?),
            3 => self.1.opening_cost = Some(map.next_value()?),
            _ => self.1.decision = Some(map.next_value_seed(Text(decision))?),
        }
        Ok(())
    }
}

fn decision(text: &str) -> Result<Decision, String> {
    match text {
        "optional" => Ok(Decision::Optional),
        "open" => Ok(Decision::Open),
        "closed" => Ok(Decision::Closed),
        _ => Err(format!("expected \"optional\", \"open\" or \"closed\", found {text:?}")),
    }
}

impl<'de> ReadRow<'de> for Starts<'_> {
    fn next<A: SeqAccess<'de>>(&mut self, rows: &mut A) -> Result<bool, A::Error> {
        let mut row = StartRow(self.cursor, StartParts::default());
        if rows.next_element_seed(Object(&mut row))?.is_none() {
            return Ok(false);
        }
        let id: Box<str> = present(self.cursor, "id", row.1.id)?;
        let position = self.ids.position(&id, 0);
        let start = Start {
            id,
            seats: present(self.cursor, "seats", row.1.seats)?,
            minimum: present(self.cursor, "minimum", row.1.minimum)?,
            opening_cost: present(self.cursor, "opening_cost", row.1.opening_cost)?,
            decision: present(self.cursor, "decision", row.1.decision)?,
        };
        let checked = check_start(&start)
            .and_then(|()| define(&mut self.defined, position).map_err(|reason| ("id", reason.to_owned())));
        checked.map_err(|(field, reason)| {
            self.cursor.field(field);
            A::Error::custom(reason)
        })?;
        self.rows.push((position, start));
        Ok(true)
    }
}

struct Options<'r> {
    cursor: &'r Cursor,
    known: &'r mut Known,
    rows: &'r mut Vec<Choice>,
}

struct OptionRow<'r> {
    cursor: &'r Cursor,
    known: &'r mut Known,
    person: Option<u32>,
    start: Option<u32>,
    cost: Option<f64>,
    required: Option<bool>,
}

impl<'de> Fields<'de> for OptionRow<'_> {
    const NAMES: &'static [&'static str] = &["person", "start", "cost", "required"];

    fn cursor(&self) -> &Cursor {
        self.cursor
    }

    fn take<A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        let row = self.cursor.row();
        let known = &mut *self.known;
        match field {
            0 => {
                self.person = Some(map.next_value_seed(Text(|id: &str| Ok(known.persons.position(id, row))))?)
            }
            1 => self.start = Some(map.next_value_seed(Text(|id: &str| Ok(known.starts.position(id, row))))?),
            2 => self.cost = Some(map.next_value()?),
            _ => self.required = Some(map.next_value()?),
        }
        Ok(())
    }
}

impl<'de> ReadRow<'de> for Options<'_> {
    fn next<A: SeqAccess<'de>>(&mut self, rows: &mut A) -> Result<bool, A::Error> {
        let (cursor, known) = (self.cursor, &mut *self.known);
        let mut row = OptionRow { cursor, known, person: None, start: None, cost: None, required: None };
        if rows.next_element_seed(Object(&mut row))?.is_none() {
            return Ok(false);
        }
        self.rows.push(Choice {
            person: present(cursor, "person", row.person)?,
            start: present(cursor, "start", row.start)?,
            cost: present(cursor, "cost", row.cost)?,
            required: row.required.unwrap_or(false),
        });
        Ok(true)
    }
}
