//! Finds input that makes no sense before anything is planned.

use super::error::InputError;
use super::input::{Id, Input, Pin};
use std::collections::HashSet;

/// Days may lie so far from zero; keeps every sum of days far inside its range.
const FARTHEST_DAY: i32 = 10_000_000;
/// Most people, seats, minutes or lessons in one row.
const MOST: u32 = 1_000_000;

/// Checks ids and ranges.
pub(crate) fn validate(input: &Input) -> Result<(), InputError> {
    let people = unique("people", input.people.iter().map(|row| &row.id))?;
    let starts = unique("starts", input.starts.iter().map(|row| &row.id))?;
    unique("test_days", input.test_days.iter().map(|row| &row.id))?;
    unique("teachers", input.teachers.iter().map(|row| &row.id))?;
    unique("shares", input.shares.iter().map(|row| &row.provider))?;
    let known = |list: &'static str, set: &HashSet<&str>, id: &Id| match set.contains(&**id) {
        true => Ok(()),
        false => Err(InputError::Unknown { list, id: id.clone() }),
    };
    let mut single: Vec<&Id> = Vec::new();
    for person in &input.people {
        if let Some(promised) = &person.promised {
            known("people.promised", &starts, promised)?;
            single.push(&person.id);
        }
    }
    for pin in &input.pins {
        match pin {
            Pin::OpenStart { start } | Pin::CloseStart { start } | Pin::MoveStart { start, .. } => {
                known("pins", &starts, start)?;
            }
            Pin::KeepSeat { person, start } | Pin::ForbidSeat { person, start } => {
                known("pins", &people, person)?;
                known("pins", &starts, start)?;
            }
            Pin::LeaveOut { person } => known("pins", &people, person)?,
        }
        if let Pin::KeepSeat { person, .. } = pin {
            single.push(person);
        }
    }
    // What was announced may name people and starts that are gone.
    single.extend(input.published.seats.keys().filter(|id| people.contains(&***id)));
    single.extend(input.published.bookings.keys().filter(|id| people.contains(&***id)));
    let single: HashSet<&str> = single.into_iter().map(|id| &**id).collect();
    if let Some(row) = input.people.iter().find(|row| row.count > 1 && single.contains(&*row.id)) {
        return Err(InputError::NotOnePerson { id: row.id.clone() });
    }
    ranges(input)
}

fn unique<'a>(list: &'static str, ids: impl Iterator<Item = &'a Id>) -> Result<HashSet<&'a str>, InputError> {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(&**id) {
            return Err(InputError::Repeated { list, id: id.clone() });
        }
    }
    Ok(seen)
}

fn ranges(input: &Input) -> Result<(), InputError> {
    let out = |list, id: &Id, field| InputError::OutOfRange { list, id: id.clone(), field };
    let day = |day: i32| day.abs() <= FARTHEST_DAY;
    let terms = &input.terms;
    let limits = [input.horizon_days, terms.late_after_days, terms.unseated_days, terms.longest_way_minutes];
    let more = [terms.without_care_minutes.unwrap_or(0), terms.days_after_test, terms.teacher_cap];
    if !day(input.today) || limits.iter().chain(&more).any(|number| *number > MOST) {
        return Err(out("terms", &"terms".into(), "number"));
    }
    for row in &input.people {
        let field = match row {
            row if row.count == 0 || row.count > MOST => "count",
            row if !day(row.waiting_since) => "waiting_since",
            row if !day(row.ready_from) => "ready_from",
            row if row.travel.values().any(|minutes| *minutes > MOST) => "travel",
            _ => continue,
        };
        return Err(out("people", &row.id, field));
    }
    for row in &input.starts {
        let field = match row {
            row if !day(row.first_day) => "first_day",
            row if !day(row.last_day) || row.last_day < row.first_day => "last_day",
            row if row.time > 7 => "time",
            row if row.weekdays > 127 => "weekdays",
            row if row.seats > MOST => "seats",
            row if row.minimum > MOST => "minimum",
            row if row.lessons_per_week > MOST => "lessons_per_week",
            _ => continue,
        };
        return Err(out("starts", &row.id, field));
    }
    for pin in &input.pins {
        if let Pin::MoveStart { start, first_day, last_day } = pin
            && (!day(*first_day) || !day(*last_day) || last_day < first_day)
        {
            return Err(out("pins", start, "first_day"));
        }
    }
    for row in &input.test_days {
        let field = match row {
            row if !day(row.day) => "day",
            row if row.time.is_some_and(|time| time > 7) => "time",
            row if row.seats > 10_000 => "seats",
            row if row.no_show_per_mille > 1000 => "no_show_per_mille",
            row if row.examiners_needed > MOST || row.examiners_available > MOST => "examiners",
            _ => continue,
        };
        return Err(out("test_days", &row.id, field));
    }
    if let Some(row) = input.shares.iter().find(|row| row.percent > 100 || row.seated > MOST) {
        return Err(out("shares", &row.provider, "percent"));
    }
    match &input.rota {
        Some(rota) if rota.every_days == 0 || !day(rota.first_day) || rota.hosts.is_empty() => {
            Err(out("rota", &"rota".into(), "every_days"))
        }
        _ => Ok(()),
    }
}
