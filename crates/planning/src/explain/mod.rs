//! Why a plan is as it is: codes and numbers from which sentences can be made, no words.
//!
//! For each person, why this start and not the next best two; for each start, why it runs, who comes and what happens
//! without it; for everybody without a seat, the limit that binds.

mod teller;
mod variants;

pub use teller::{explain, explain_first, explain_person};

use crate::schedule::{Id, LevelCode, Reason, Resource};
use serde::{Deserialize, Serialize};

/// Everything that can be said about a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// Per row of people, sorted by id.
    pub people: Vec<PersonExplained>,
    /// Per start that runs, sorted by id.
    pub starts: Vec<StartExplained>,
    /// Per start that could run and does not, sorted by id.
    pub not_run: Vec<StartRefused>,
}

/// Why a row of people sits where it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonExplained {
    /// The row of people.
    pub person: Id,
    /// Where they sit; none: without a seat. A row of several people may appear once per start.
    pub start: Option<Id>,
    /// How many of the row.
    pub count: u32,
    /// The seat is promised or fixed by hand.
    pub fixed: bool,
    /// Class 0.
    pub priority: bool,
    /// The numbers of the seat; of somebody without one, what that counts as.
    pub cost: Cost,
    /// The best two other starts for them, best first, and why not.
    pub alternatives: Vec<Alternative>,
    /// If without a seat, the limit that binds.
    pub reason: Option<Reason>,
    /// If without a seat: per limit, how many starts of the type and section it rules out.
    pub ruled_out: Vec<RuledOut>,
}

/// What a seat counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Beyond the region's limit of waiting.
    pub late: bool,
    /// Days of waiting.
    pub wait_days: i64,
    /// Minutes one way, with those for missing child care.
    pub minutes: i64,
    /// The announced seat, or nothing was announced.
    pub as_announced: bool,
}

/// Another start and why the person does not sit there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// The start.
    pub start: Id,
    /// What a seat there would count as.
    pub cost: Cost,
    /// Why not.
    pub why: Why,
}

/// Why not the other start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case", deny_unknown_fields)]
pub enum Why {
    /// It is worse for the person, first at this level.
    Dearer {
        /// The level.
        level: LevelCode,
        /// By so much (people, days, minutes).
        by: i64,
    },
    /// It would be better for the person but does not run.
    DoesNotRun {
        /// The reason.
        cause: NotRun,
    },
    /// It would be better for the person; all its seats are given to others.
    Displaced {
        /// Rows that sit there, those first who would lose least by leaving; at most five.
        by: Vec<Id>,
        /// How many sit there.
        people: u32,
        /// The first level at which the plan would be worse if they sat there.
        level: LevelCode,
        /// By so much.
        by_much: i64,
    },
    /// It would be better for the person and has a free seat, but the start they sit in would fall below its minimum.
    HoldsMinimum {
        /// The start they sit in.
        start: Id,
        /// Fewest people it needs.
        minimum: u32,
    },
    /// It would be better or equal for the person; the plan is no worse for it as it is.
    Equal,
    /// The seat they have is fixed.
    Fixed,
}

/// Why a start does not run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "not_run", rename_all = "snake_case", deny_unknown_fields)]
pub enum NotRun {
    /// Closed, by its provider or by hand.
    Closed,
    /// Fewer people than its minimum could come at all.
    TooFewPeople {
        /// People who could come.
        possible: u32,
        /// Fewest it needs.
        minimum: u32,
    },
    /// Starts that run leave no room, teacher or turn.
    Resource {
        /// What is full.
        resource: Resource,
        /// Starts that use it.
        starts: Vec<Id>,
    },
    /// More could come, but only from starts that would then fall below their minimum.
    NobodyToSpare {
        /// Fewest people it needs.
        minimum: u32,
    },
    /// With it the plan would be worse, first at this level.
    Worse {
        /// The level.
        level: LevelCode,
        /// By so much.
        by: i64,
    },
    /// With it the plan would be no better.
    NoGain,
}

/// Why a start runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartExplained {
    /// The start.
    pub start: Id,
    /// Why.
    pub cause: RunsBecause,
    /// Rows that come, and how many of each.
    pub people: Vec<(Id, u32)>,
    /// People of class 0 among them.
    pub priority: u32,
    /// Seats that stay empty.
    pub empty: u32,
    /// People beyond its minimum.
    pub above_minimum: i64,
    /// The best plan without it, all else as it is; none if it must run.
    pub without: Option<Without>,
}

/// Why a start runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "runs_because", rename_all = "snake_case", deny_unknown_fields)]
pub enum RunsBecause {
    /// Promised by its provider, or somebody's seat in it is promised.
    Promised,
    /// Fixed by hand.
    Pinned,
    /// The plan is better with it, first at this level.
    Better {
        /// The level.
        level: LevelCode,
        /// By so much.
        by: i64,
    },
    /// It was announced and the plan is no better without it.
    Announced,
    /// The plan is as good without it; one of several equals.
    Equal,
}

/// The best plan without a start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Without {
    /// Who would sit elsewhere or nowhere.
    pub moves: Vec<MoveWithout>,
    /// How the levels would change: value without minus value with, only where it differs.
    pub levels: Vec<(LevelCode, i64)>,
    /// Starts that would run instead.
    pub instead: Vec<Id>,
}

/// What would become of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveWithout {
    /// The row of people.
    pub person: Id,
    /// Where they would sit; none: nowhere.
    pub to: Option<Id>,
    /// Days they would wait longer (negative: shorter); without a seat, until the end of the horizon and the region's extra.
    pub longer_days: i64,
}

/// A start that could run and does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartRefused {
    /// The start.
    pub start: Id,
    /// Why.
    pub why: NotRun,
}

/// How many starts a limit rules out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuledOut {
    /// The limit.
    pub reason: Reason,
    /// Starts of the type and section that fail at it first.
    pub starts: u32,
}
