//! What courses take out of a provider's means, as pools that hold so much and no more. A set of courses can be taught
//! if and only if no pool overflows: a pool exists for every set of types that some teacher tells apart (Hall's
//! condition), and for every size and time of room. Not for choosing courses: see `planning::rota`.

use super::Supply;
use crate::course::CourseKind;
use crate::person::TimeOfDay;
use chrono::NaiveDate;

/// What one course needs while it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    pub kind: CourseKind,
    pub lessons_per_week: i64,
    pub town: String,
    pub time: TimeOfDay,
    /// Seats its room must have.
    pub seats: i64,
}

/// Something that holds so much at a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pool {
    /// Lessons a week of everybody who may teach one of these types.
    Lessons(Vec<CourseKind>),
    /// Rooms of a town with at least so many seats, at a time of day.
    Rooms { town: String, time: TimeOfDay, seats: i64 },
}

/// Most types told apart; beyond them every further type shares the pool of all.
const MOST_KINDS: usize = 6;

/// Every pool of a provider for courses of these sizes; towns of rooms without one are the seat.
pub fn pools(supply: &Supply, seat: &str, sizes: &[i64]) -> Vec<Pool> {
    let mut kinds: Vec<CourseKind> = supply.kinds.iter().map(|terms| terms.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut found = vec![Pool::Lessons(kinds.clone())];
    kinds.truncate(MOST_KINDS);
    for mask in 1..(1_usize << kinds.len()) {
        let set: Vec<CourseKind> =
            kinds.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, kind)| *kind).collect();
        found.push(Pool::Lessons(set));
    }
    for room in &supply.rooms {
        for time in &room.times {
            let town = if room.town.is_empty() { seat } else { &room.town };
            for seats in sizes {
                found.push(Pool::Rooms { town: town.to_owned(), time: *time, seats: *seats });
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

impl Pool {
    /// How much of it there is on a day.
    pub fn holds(&self, supply: &Supply, seat: &str, on: NaiveDate, cap: i64) -> i64 {
        match self {
            Pool::Lessons(kinds) => supply.lessons_for(kinds, on, cap),
            Pool::Rooms { town, time, seats } => {
                let here = |room: &&super::TeachingRoom| {
                    let there = if room.town.is_empty() { seat } else { &room.town };
                    there == town && room.times.contains(time) && room.seats >= *seats
                };
                supply.rooms.iter().filter(here).count() as i64
            }
        }
    }

    /// How much of it a course takes while it runs.
    pub fn taken_by(&self, need: &Need) -> i64 {
        match self {
            Pool::Lessons(kinds) if kinds.contains(&need.kind) => need.lessons_per_week,
            // a course that fits a smaller room leaves the larger ones to others
            Pool::Rooms { town, time, seats }
                if *town == need.town && *time == need.time && *seats <= need.seats =>
            {
                1
            }
            Pool::Lessons(_) | Pool::Rooms { .. } => 0,
        }
    }
}
