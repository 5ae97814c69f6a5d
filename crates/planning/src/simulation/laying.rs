//! Problems for the exact solver out of people, candidates and rooms.

use super::world::{Arrival, Candidate, World};
use crate::assignment::{Laid, LaidPlan, Limits, PoolLimit, Prices, solve_laid};
use crate::problem::{Choice, Decision, Person, Problem, Start};
use std::collections::BTreeMap;

/// One problem.
pub(crate) struct Task<'a> {
    pub people: Vec<&'a Arrival>,
    /// Cost of leaving each of them out.
    pub out: Vec<i64>,
    /// Candidates with what is decided, and what is added to their opening cost.
    pub starts: Vec<(&'a Candidate, Decision, i64)>,
    /// Per candidate, fewest people in the plan if it opens.
    pub minima: Vec<u32>,
    /// Most weeks that anybody is made to wait.
    pub longest: u32,
    pub hint: Option<Vec<bool>>,
}

/// Fine steps per point.
const FINE: i128 = 256;

struct Points {
    option: Vec<i128>,
    out: Vec<i128>,
    opening: Vec<i128>,
}

impl Prices for Points {
    fn unassigned(&self, person: usize) -> i128 {
        self.out[person]
    }

    fn option(&self, option: usize) -> i128 {
        self.option[option]
    }

    fn opening(&self, start: usize) -> i128 {
        self.opening[start]
    }

    fn step(&self) -> i128 {
        FINE
    }
}

impl Task<'_> {
    /// Solves it; costs are in points.
    pub fn solve(&self, world: &World<'_>, limits: &Limits, clock: &mut dyn FnMut() -> f64) -> LaidPlan {
        let persons: Vec<Person> = (0..self.people.len())
            .map(|at| Person { id: at.to_string().into(), count: 1, unassigned_cost: 0.0 })
            .collect();
        let starts = self.starts.iter().enumerate().map(|(at, (candidate, decision, _))| Start {
            id: at.to_string().into(),
            seats: world.seats(candidate),
            minimum: self.minima[at],
            opening_cost: 0.0,
            decision: *decision,
        });
        let starts: Vec<Start> = starts.collect();
        let mut by_entry: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (at, (candidate, decision, _)) in self.starts.iter().enumerate() {
            if *decision != Decision::Closed {
                by_entry.entry(candidate.entry).or_default().push(at as u32);
            }
        }
        let (mut options, mut option) = (Vec::new(), Vec::new());
        for (row, person) in self.people.iter().enumerate() {
            for start in by_entry.get(&person.entry).map_or(&[][..], |starts| starts) {
                let candidate = self.starts[*start as usize].0;
                let soon = candidate.week <= person.week + self.longest;
                if let Some(cost) = world.seat(person, candidate).filter(|_| soon) {
                    options.push(Choice { person: row as u32, start: *start, cost: 0.0, required: false });
                    option.push(i128::from(cost) * FINE);
                }
            }
        }
        let opening =
            self.starts.iter().map(|(_, _, more)| i128::from(world.setting.cost.opening + more) * FINE);
        let prices = Points {
            option,
            out: self.out.iter().map(|cost| i128::from(*cost) * FINE).collect(),
            opening: opening.collect(),
        };
        let problem = Problem::new(persons, starts, options).expect("ids are positions");
        let pools = self.pools(world);
        let laid = Laid { problem: &problem, prices: &prices, pools: &pools, hint: self.hint.as_deref() };
        let mut plan = solve_laid::<i32>(&laid, limits, clock).expect("nobody is promised a seat");
        plan.cost /= FINE;
        plan.bound = plan.bound.div_euclid(FINE);
        plan
    }

    /// A slot holds one course at a time.
    fn pools(&self, world: &World<'_>) -> Vec<PoolLimit> {
        let mut by_slot: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (at, (candidate, decision, _)) in self.starts.iter().enumerate() {
            if *decision == Decision::Optional {
                by_slot.entry(candidate.slot).or_default().push(at as u32);
            }
        }
        let mut pools = Vec::new();
        for starts in by_slot.values() {
            let mut weeks: Vec<u32> = starts.iter().map(|at| self.starts[*at as usize].0.week).collect();
            weeks.sort_unstable();
            weeks.dedup();
            let mut last: Vec<(u32, u32)> = Vec::new();
            for week in weeks {
                let under_way = |at: &&u32| {
                    let candidate = self.starts[**at as usize].0;
                    candidate.week <= week && week < world.end(candidate)
                };
                let uses: Vec<(u32, u32)> = starts.iter().filter(under_way).map(|at| (*at, 1)).collect();
                if last.iter().all(|start| uses.contains(start)) && !last.is_empty() {
                    pools.pop();
                }
                pools.push(PoolLimit { capacity: 1, uses: uses.clone() });
                last = uses;
            }
        }
        pools
    }
}
