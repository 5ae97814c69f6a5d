//! A plan: which starts run, who sits where, and what was proven about it.
//!
//! A plan proposes and never acts; it names people and starts by their ids so that it can be read without the problem.

use serde::{Deserialize, Serialize};

/// What was proven about a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing better exists (within 1e-6, relative).
    Optimal,
    /// Allowed; how far it is from the best is at most the distance to the bound.
    Feasible,
    /// No allowed plan exists.
    Infeasible,
}

impl Status {
    /// The word used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::Feasible => "feasible",
            Self::Infeasible => "infeasible",
        }
    }
}

/// Some people of a row seated in a start.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// Id of the row of people.
    pub person: Box<str>,
    /// Id of the start.
    pub start: Box<str>,
    /// How many of them, at least 1.
    pub count: u32,
}

/// Some people of a row without a seat.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unassigned {
    /// Id of the row of people.
    pub person: Box<str>,
    /// How many of them, at least 1.
    pub count: u32,
}

/// One reason why no allowed plan exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Clash {
    /// A required pair points at a start that is closed.
    RequiredStartClosed {
        /// Id of the row of people.
        person: Box<str>,
        /// Id of the closed start.
        start: Box<str>,
    },
    /// A row of people has more required pairs than people.
    RequiredPairsAboveCount {
        /// Id of the row of people.
        person: Box<str>,
        /// Its starts that must be kept.
        starts: Vec<Box<str>>,
        /// How many people the row stands for.
        count: u32,
    },
    /// More required pairs point at a start than it has seats.
    RequiredPairsAboveSeats {
        /// Id of the start.
        start: Box<str>,
        /// How many pairs must be kept.
        required: u32,
        /// How many seats it has.
        seats: u32,
    },
    /// A start must open because of a required pair, but its minimum exceeds its seats.
    MinimumAboveSeats {
        /// Id of the start.
        start: Box<str>,
        /// Fewest people.
        minimum: u32,
        /// Most people.
        seats: u32,
    },
    /// Starts that must open because of required pairs need more people than can come.
    MinimaAboveSupply {
        /// Ids of the starts that compete for the same people.
        starts: Vec<Box<str>>,
        /// Sum of their minima.
        needed: u64,
        /// People who could be seated in them.
        available: u64,
    },
}

/// The answer to a problem. Every list is sorted by id.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What was proven.
    pub status: Status,
    /// Total cost; absent when infeasible.
    pub objective: Option<f64>,
    /// Proven: no allowed plan costs less; absent when infeasible.
    pub lower_bound: Option<f64>,
    /// Ids of all starts that run, promised ones included.
    pub open: Vec<Box<str>>,
    /// Who sits where.
    pub seats: Vec<Seat>,
    /// Who is left without a seat.
    pub unassigned: Vec<Unassigned>,
    /// Required pairs, starts and numbers that clash; empty unless infeasible.
    pub conflict: Vec<Clash>,
    /// Seconds the search took.
    pub seconds: f64,
    /// The seed that was given.
    pub seed: u64,
}

impl Plan {
    /// Proven distance to the best, relative to the objective: (objective − bound) / max(1, |objective|).
    pub fn gap(&self) -> Option<f64> {
        let (objective, bound) = (self.objective?, self.lower_bound?);
        Some((objective - bound) / objective.abs().max(1.0))
    }
}
