//! What a new plan changes against the announced one, and why.

use super::input::Id;
use super::output::{LevelCode, Reason, Schedule};
use serde::{Deserialize, Serialize};

/// A new plan and what it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rescheduled {
    /// The new plan.
    pub schedule: Schedule,
    /// Announced starts, seats, test days and bookings that change, each with its reason; sorted.
    pub changes: Vec<Change>,
    /// Announced starts and seats in all.
    pub announced: u32,
    /// How many of them change (people who are no longer there do not count).
    pub changed: u32,
    /// The best plan would have changed more than the region allows, so the announced one was kept wherever it can be.
    pub kept_announced: bool,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What changes.
    pub what: Changed,
    /// Why.
    pub cause: Cause,
}

/// What changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum Changed {
    /// An announced start does not run.
    StartGivenUp {
        /// The start.
        start: Id,
    },
    /// A start runs that was not announced.
    StartAdded {
        /// The start.
        start: Id,
    },
    /// A person moves to another start.
    SeatMoved {
        /// The row of people.
        person: Id,
        /// Announced.
        from: Id,
        /// Now.
        to: Id,
    },
    /// A person loses the seat.
    SeatLost {
        /// The row of people.
        person: Id,
        /// Announced.
        from: Id,
    },
    /// A person without an announced seat gets one.
    SeatGained {
        /// The row of people.
        person: Id,
        /// Now.
        to: Id,
    },
    /// An announced test day is not held.
    TestDayGivenUp {
        /// The test day.
        test_day: Id,
    },
    /// A test day is held that was not announced.
    TestDayAdded {
        /// The test day.
        test_day: Id,
    },
    /// A person is tested on another day.
    BookingMoved {
        /// The row of people.
        person: Id,
        /// Announced.
        from: Id,
        /// Now; none: not at all.
        to: Option<Id>,
    },
}

/// Why something changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "snake_case", deny_unknown_fields)]
pub enum Cause {
    /// Fixed by hand.
    Pinned,
    /// The start is closed, moved or no longer proposed.
    StartGone {
        /// The start.
        start: Id,
    },
    /// The announced start does not run any more, for its own reason.
    StartGivenUp {
        /// The start.
        start: Id,
    },
    /// The person can no longer take the announced seat.
    NoLongerFits {
        /// The limit that binds.
        reason: Reason,
    },
    /// The person is promised another seat.
    Promised,
    /// The person was not in the announced plan.
    NewPerson,
    /// Others sit there now who come before them; their rows.
    Displaced {
        /// Rows that sit in the announced start now and did not before.
        by: Vec<Id>,
    },
    /// Too few people are left for the start, and nobody can be added without starving another.
    TooFewPeople {
        /// People who could come at all, or those announced who still can.
        possible: u32,
        /// Fewest it needs.
        minimum: u32,
    },
    /// The plan is better for it at this level, which comes before keeping what was announced.
    Better {
        /// The level.
        level: LevelCode,
        /// Value if the announced plan is kept wherever it can be.
        kept: i64,
        /// Value now.
        now: i64,
    },
    /// A seat has become free.
    SeatFree,
}
