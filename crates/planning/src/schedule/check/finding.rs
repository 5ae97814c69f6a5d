//! What can be wrong with a plan, in plain structure.

use crate::schedule::{Id, LevelCode, Reason, Resource};
use serde::{Deserialize, Serialize};

/// One way in which a plan is not allowed or not right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "finding", rename_all = "snake_case", deny_unknown_fields)]
pub enum Finding {
    /// The plan has another format.
    OtherFormat {
        /// As stated.
        format: String,
    },
    /// The plan was made for another input.
    OtherInput,
    /// A list is not sorted by id, or names something twice.
    NotSortedOrRepeated {
        /// The list of the plan.
        list: String,
    },
    /// The plan says that nothing is possible without a promise or pin that could clash, or names no conflict.
    FalseInfeasible,
    /// An id that the input does not have.
    Unknown {
        /// The list of the plan.
        list: String,
        /// The id.
        id: Id,
    },
    /// A row that stands for nobody.
    EmptyRow {
        /// The list of the plan.
        list: String,
        /// The id.
        id: Id,
    },
    /// A start that is closed, or lies outside the horizon, runs.
    MayNotRun {
        /// The start.
        start: Id,
    },
    /// A start that is decided does not run.
    MustRun {
        /// The start.
        start: Id,
    },
    /// People sit in a start that does not run.
    NotRunning {
        /// The start.
        start: Id,
    },
    /// More people than seats.
    TooMany {
        /// The start.
        start: Id,
        /// In it.
        people: u64,
        /// Seats.
        seats: u64,
    },
    /// Fewer people than the minimum.
    TooFew {
        /// The start.
        start: Id,
        /// In it.
        people: u64,
        /// Fewest.
        minimum: u64,
    },
    /// The plan states other numbers for a start than are right.
    WrongStart {
        /// The start.
        start: Id,
    },
    /// A seat that the person may not take.
    ForbiddenSeat {
        /// The row of people.
        person: Id,
        /// The start.
        start: Id,
        /// The limit.
        reason: Reason,
    },
    /// The plan states other numbers for a seat than are right.
    WrongSeat {
        /// The row of people.
        person: Id,
        /// The start.
        start: Id,
    },
    /// A promised or pinned seat is not kept.
    PromiseBroken {
        /// The row of people.
        person: Id,
        /// The start.
        start: Id,
    },
    /// Seated and unassigned people of a row do not add up to its count.
    WrongCount {
        /// The row of people.
        person: Id,
        /// In the plan.
        found: u64,
        /// In the input.
        expected: u64,
    },
    /// The reason stated for somebody without a seat contradicts the plan.
    WrongReason {
        /// The row of people.
        person: Id,
        /// As stated.
        reason: Reason,
    },
    /// A room, teachers, examiners or a turn of the rota are used beyond what there is.
    Overfull {
        /// What.
        resource: Resource,
        /// Needed.
        needed: u64,
        /// There is.
        available: u64,
    },
    /// A test day that may not be held, or is decided and not held.
    WrongTestDay {
        /// The test day.
        test_day: Id,
    },
    /// The plan states other numbers for a test day than are right.
    WrongTestNumbers {
        /// The test day.
        test_day: Id,
    },
    /// More people booked than the risk allows.
    Overbooked {
        /// The test day.
        test_day: Id,
        /// Booked.
        booked: u64,
        /// Seats in the room.
        seats: u64,
    },
    /// A booking that the person cannot keep, or does not need.
    ForbiddenBooking {
        /// The row of people.
        person: Id,
        /// The test day.
        test_day: Id,
    },
    /// Booked and untested people of a row do not add up to its count.
    WrongTestCount {
        /// The row of people.
        person: Id,
    },
    /// A list of levels is incomplete.
    LevelsMissing {
        /// The list of the plan.
        list: String,
    },
    /// The value of a level is not what the plan comes to.
    WrongLevel {
        /// The list of the plan.
        list: String,
        /// The level.
        level: LevelCode,
        /// As stated.
        stated: i64,
        /// Recomputed.
        actual: i64,
    },
    /// The bound of a level lies above its value.
    BoundAboveValue {
        /// The list of the plan.
        list: String,
        /// The level.
        level: LevelCode,
    },
    /// Called optimal although not every level is proven, or the other way round.
    StatusNotProven,
    /// The standing of a provider is missing.
    SharesMissing,
    /// The standing of a provider is not right.
    WrongShare {
        /// The provider.
        provider: Id,
    },
}
