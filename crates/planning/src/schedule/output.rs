//! A plan of test days and course starts: immutable, names its inputs, says what was proven, proposes only.
//!
//! Lists are sorted by id. Numbers are days, minutes, people or hundredths of people, as [`LevelCode`] says.

use super::input::Id;
use serde::{Deserialize, Serialize};

/// The plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Always [`FORMAT`].
    pub format: String,
    /// SHA-256 of the input as JSON, in hexadecimal.
    pub input_digest: String,
    /// The seed of the search.
    pub seed: u64,
    /// What was proven about it.
    pub status: Status,
    /// Test days that are held.
    pub test_days: Vec<HeldTestDay>,
    /// Untested people without a test in the horizon.
    pub untested: Vec<Untested>,
    /// Starts that run.
    pub starts: Vec<ChosenStart>,
    /// Who sits where.
    pub seats: Vec<Seat>,
    /// Who has no seat, and why.
    pub unassigned: Vec<Unassigned>,
    /// Value of the seats per level, most important first; together the objective.
    pub levels: Vec<LevelValue>,
    /// The same for the test days, which are planned first.
    pub test_levels: Vec<LevelValue>,
    /// How each provider stands with its agreed share.
    pub shares: Vec<ShareStanding>,
    /// What clashes; empty unless infeasible.
    pub conflict: Vec<Conflict>,
}

/// The name and version of the format.
pub const FORMAT: &str = "foerderkette.schedule/1";

/// What was proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Every level is proven best.
    Optimal,
    /// Allowed. Levels with value = lower bound are proven; the first other one is at most its distance worse than the
    /// best; the ones after it are good but nothing is proven about them.
    Feasible,
    /// The promises contradict each other.
    Infeasible,
}

/// A test day that is held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldTestDay {
    /// Its id.
    pub test_day: Id,
    /// Seats in the room.
    pub seats: u32,
    /// Most people that may be booked, so that more than `seats` come with at most the allowed risk.
    pub bookable: u32,
    /// Rows and how many of each are booked.
    pub booked: Vec<Booking>,
    /// Whose turn it was: 0 the host, 1 the first reserve, and so on; none without a rota.
    pub turn_rank: Option<u32>,
}

/// Some people of a row booked on a test day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Booking {
    /// The row of people.
    pub person: Id,
    /// How many.
    pub count: u32,
}

/// People of a row who get no test.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Untested {
    /// The row of people.
    pub person: Id,
    /// How many.
    pub count: u32,
    /// Test days that they could come to; 0 means that none can be reached in time.
    pub possible: u32,
}

/// A start that runs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChosenStart {
    /// Its id.
    pub start: Id,
    /// People who come.
    pub people: u32,
    /// Seats.
    pub seats: u32,
    /// Fewest it needs; 0 if it runs whatever else.
    pub minimum: u32,
}

/// Some people of a row seated in a start.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// The row of people.
    pub person: Id,
    /// The start.
    pub start: Id,
    /// How many.
    pub count: u32,
    /// Days waited until the first day of teaching.
    pub wait_days: u32,
    /// Later than the region's limit.
    pub late: bool,
    /// Minutes one way.
    pub minutes: u32,
}

/// Some people of a row without a seat.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unassigned {
    /// The row of people.
    pub person: Id,
    /// How many.
    pub count: u32,
    /// The limit that binds.
    pub reason: Reason,
}

/// Why somebody has no seat. The first limit in this order that leaves no start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Left out by hand.
    LeftOut,
    /// No start of the type and section in the horizon.
    NoSuchCourse,
    /// All of those are closed.
    Closed,
    /// None of the rest can be reached.
    Unreachable,
    /// None at a possible time of day.
    NoFittingTime,
    /// None with child care.
    NoChildCare,
    /// None late enough for the first possible day, and no test before it.
    NotReady,
    /// No test day for them in the horizon.
    NoTest,
    /// Forbidden by hand in all that are left.
    Forbidden,
    /// Starts that fit do not run: too few people, no room or no teacher.
    NoStartRuns,
    /// Starts that fit run and are full.
    Full,
}

/// What a plan is judged by, most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelCode {
    /// People of class 0 without a seat (test days: without a test).
    PriorityUnseated,
    /// People of class 0 beyond the region's limit of waiting, those without a seat included.
    PriorityLate,
    /// Days that people of class 0 wait in all.
    PriorityWaiting,
    /// All other people beyond the limit, those without a seat included (test days: without a test).
    Late,
    /// Days that all other people wait in all.
    Waiting,
    /// Minutes of all ways, with those for missing child care.
    Reach,
    /// Seats that stay empty in starts that run (test days: days held).
    EmptySeats,
    /// Hundredths of people by which the providers differ from their shares, in all (test days: steps in the order of
    /// the rota).
    Shares,
    /// Announced starts and seats that change, and starts not announced.
    Changes,
}

impl LevelCode {
    /// All, most important first.
    pub const ALL: [Self; 9] = [
        Self::PriorityUnseated,
        Self::PriorityLate,
        Self::PriorityWaiting,
        Self::Late,
        Self::Waiting,
        Self::Reach,
        Self::EmptySeats,
        Self::Shares,
        Self::Changes,
    ];
}

/// The value of a level, and what is proven about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelValue {
    /// Which.
    pub level: LevelCode,
    /// In the plan.
    pub value: i64,
    /// No plan that is as good at all levels before has less.
    pub lower_bound: i64,
}

/// How a provider stands with its agreed share of the people seated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareStanding {
    /// The provider.
    pub provider: Id,
    /// Agreed, in percent.
    pub percent: u32,
    /// People seated with it this year, those of the plan included.
    pub seated: u32,
    /// People seated with all this year, those of the plan included.
    pub of: u32,
    /// Within the tolerance, or within one course.
    pub within: bool,
}

/// Promises, announcements and pins that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "conflict", rename_all = "snake_case", deny_unknown_fields)]
pub enum Conflict {
    /// A promised or pinned seat in a start that does not run.
    SeatInClosedStart {
        /// The row of people.
        person: Id,
        /// The start.
        start: Id,
    },
    /// A promised or pinned seat that the person cannot take, and the limit that forbids it.
    SeatDoesNotFit {
        /// The row of people.
        person: Id,
        /// The start.
        start: Id,
        /// The limit.
        reason: Reason,
    },
    /// One person with seats in several starts.
    SeveralSeats {
        /// The row of people.
        person: Id,
        /// The starts.
        starts: Vec<Id>,
    },
    /// More promised or pinned seats than the start has.
    TooManySeats {
        /// The start.
        start: Id,
        /// Promised or pinned.
        needed: u32,
        /// Seats.
        seats: u32,
    },
    /// Starts that must run need more of a room or of teachers than there is.
    ResourceOverfull {
        /// What.
        resource: Resource,
        /// The starts.
        starts: Vec<Id>,
        /// Needed.
        needed: u32,
        /// There is.
        available: u32,
    },
    /// Starts that must reach their minimum compete for too few people.
    TooFewPeople {
        /// The starts.
        starts: Vec<Id>,
        /// Sum of their minima.
        needed: u64,
        /// People who could come.
        available: u64,
    },
}

/// What courses and test days take up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "resource", rename_all = "snake_case", deny_unknown_fields)]
pub enum Resource {
    /// A room at a time of day, on a day of the week.
    Room {
        /// The site.
        site: Id,
        /// The room.
        room: Id,
        /// Time of day.
        time: u8,
        /// A day on which it is full.
        day: i32,
    },
    /// Lessons a week of a pool of teachers.
    Teachers {
        /// The pool.
        pool: Id,
        /// A day of the week in question.
        day: i32,
    },
    /// Examiners of a provider on a day.
    Examiners {
        /// The provider.
        provider: Id,
        /// The day.
        day: i32,
    },
    /// Test days of a turn of the rota.
    Turn {
        /// First day of the turn.
        first_day: i32,
    },
}
