//! Plain seat assignment with priorities: the first level decides, the next only among what the first leaves equal.
//!
//! For promised starts only. Levels become one whole number per option, weighted so that no sum of a lower level can
//! outweigh one step of a higher one; a range check makes sure of it. So the order is exact, not approximate.

use super::flow::{Flow, Neighbours};
use super::instance::{Prices, prepare};
use super::{explain, unfold};
use crate::plan::Clash;
use crate::problem::{Decision, Problem};
use thiserror::Error;

/// The costs of one level of priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Per option of the problem.
    pub option: Vec<i64>,
    /// Per row of people: cost of leaving one of them without a seat.
    pub unassigned: Vec<i64>,
}

/// Why no assignment was made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LexicographicError {
    /// A level has not one cost per option and per row of people.
    #[error("level {level}: {found} costs for {list}, expected {expected}")]
    WrongLength {
        /// Position of the level, from 0.
        level: usize,
        /// `options` or `persons`.
        list: &'static str,
        /// Costs given.
        found: usize,
        /// Costs needed.
        expected: usize,
    },
    /// A start is still to be decided; only promised and closed ones can be handled.
    #[error("start {start:?}: still optional, decide first whether it opens")]
    Undecided {
        /// Id of the start.
        start: Box<str>,
    },
    /// The levels span so wide a range that they do not fit into exact numbers.
    #[error("level {level}: the range of costs is too wide for an exact order; use smaller numbers")]
    OutOfRange {
        /// The level at which the range was exceeded, from 0.
        level: usize,
    },
    /// Required pairs contradict seats, counts or closed starts.
    #[error("the required pairs cannot all be kept")]
    Infeasible {
        /// What clashes.
        conflict: Vec<Clash>,
    },
}

/// An assignment that no other beats at any level without losing at an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatPlan {
    /// Total cost per level.
    pub totals: Vec<i128>,
    /// Position of the row of people, position of the start, how many; sorted.
    pub seats: Vec<(u32, u32, u32)>,
    /// Per row of people: how many have no seat.
    pub unassigned: Vec<u32>,
}

/// Largest total of all levels together.
const RANGE: i128 = 1 << 116;

/// Seats people by priorities. The costs in the problem itself are ignored.
pub fn solve_lexicographic(problem: &Problem, levels: &[Level]) -> Result<SeatPlan, LexicographicError> {
    check(problem, levels)?;
    let combined = combine(problem, levels)?;
    let (instance, origin) = prepare::<i128>(problem, &combined)
        .map_err(|conflict| LexicographicError::Infeasible { conflict })?;
    let neighbours = Neighbours::new(&instance);
    let mut flow = Flow::new(&instance, &neighbours);
    flow.build(vec![0; instance.starts()]).map_err(|shortage| LexicographicError::Infeasible {
        conflict: vec![explain(problem, &instance, &shortage)],
    })?;
    debug_assert_eq!(flow.dual(), flow.cost, "the prices prove the assignment");
    let held = flow.held.iter().flatten().copied().collect();
    let (seats, unassigned) = unfold(&instance, &origin, held);
    let totals = totals(problem, levels, &seats, &unassigned);
    Ok(SeatPlan { totals, seats, unassigned })
}

fn check(problem: &Problem, levels: &[Level]) -> Result<(), LexicographicError> {
    for (level, costs) in levels.iter().enumerate() {
        let lengths = [
            ("options", costs.option.len(), problem.options().len()),
            ("persons", costs.unassigned.len(), problem.persons().len()),
        ];
        for (list, found, expected) in lengths {
            if found != expected {
                return Err(LexicographicError::WrongLength { level, list, found, expected });
            }
        }
    }
    match problem.starts().iter().find(|start| start.decision == Decision::Optional) {
        Some(start) => Err(LexicographicError::Undecided { start: start.id.clone() }),
        None => Ok(()),
    }
}

/// One whole number per option and row that stands for all levels.
struct Combined {
    option: Vec<i128>,
    unassigned: Vec<i128>,
}

impl Prices for Combined {
    fn unassigned(&self, person: usize) -> i128 {
        self.unassigned[person]
    }

    fn option(&self, option: usize) -> i128 {
        self.option[option]
    }

    fn opening(&self, _start: usize) -> i128 {
        0
    }

    fn step(&self) -> i128 {
        1
    }
}

fn combine(problem: &Problem, levels: &[Level]) -> Result<Combined, LexicographicError> {
    let people = i128::from(problem.people()) + 1;
    let mut combined =
        Combined { option: vec![0; problem.options().len()], unassigned: vec![0; problem.persons().len()] };
    let mut weight = 1_i128;
    for (level, costs) in levels.iter().enumerate().rev() {
        // Everybody pays exactly one cost of a level, so taking the least one off everywhere changes no order.
        let all = || costs.option.iter().chain(&costs.unassigned).map(|cost| i128::from(*cost));
        let least = all().min().unwrap_or(0);
        let range = all().max().unwrap_or(0) - least;
        let out = LexicographicError::OutOfRange { level };
        let next = weight.checked_mul(range * people + 1).filter(|next| *next <= RANGE).ok_or(out)?;
        for (sum, cost) in combined.option.iter_mut().zip(&costs.option) {
            *sum += (i128::from(*cost) - least) * weight;
        }
        for (sum, cost) in combined.unassigned.iter_mut().zip(&costs.unassigned) {
            *sum += (i128::from(*cost) - least) * weight;
        }
        weight = next;
    }
    Ok(combined)
}

fn totals(problem: &Problem, levels: &[Level], seats: &[(u32, u32, u32)], rest: &[u32]) -> Vec<i128> {
    let mut totals = vec![0_i128; levels.len()];
    for (at, option) in problem.options().iter().enumerate() {
        let seat = seats.binary_search_by_key(&(option.person, option.start), |(p, s, _)| (*p, *s));
        let count = seat.map_or(0, |seat| i128::from(seats[seat].2));
        for (total, level) in totals.iter_mut().zip(levels) {
            *total += i128::from(level.option[at]) * count;
        }
    }
    for (person, count) in rest.iter().enumerate() {
        for (total, level) in totals.iter_mut().zip(levels) {
            *total += i128::from(level.unassigned[person]) * i128::from(*count);
        }
    }
    totals
}
