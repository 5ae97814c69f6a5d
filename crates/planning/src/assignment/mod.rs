//! Solves planning problems: which starts open and who sits where, with a proven bound.
//!
//! Bound: Lagrangian relaxation of "one seat per person" (`ascent`, `kernel`). Plan: minimum-cost flow for the open
//! starts (`flow`) and moves between sets of starts (`moves`). Proof: best-first branch and bound on counts of open
//! starts (`tree`, `search`). All arithmetic that proves something is exact (`money`, `scale`).

mod ascent;
mod branching;
mod budget;
mod choice;
mod flow;
mod groups;
mod instance;
mod kernel;
mod laid;
mod lexicographic;
mod money;
mod moves;
mod pools;
mod prove;
mod scale;
mod search;
mod shake;
mod tree;

use crate::plan::{Clash, Plan, Seat, Status, Unassigned};
use crate::problem::Problem;
use budget::{Budget, Watch};
use flow::{Held, Neighbours, Shortage};
use instance::{Instance, Origin, Role, prepare};
use money::{Cost, Sum};
pub(crate) use pools::PoolLimit;
use scale::{Scale, Width};
use search::{Best, Terms, search};
use std::sync::atomic::AtomicBool;

pub(crate) use instance::Prices;
pub(crate) use laid::{Laid, LaidPlan, improve_laid, solve_laid};
pub use lexicographic::{Level, LexicographicError, SeatPlan, solve_lexicographic};

/// Total costs differ by less than this, relative: the plan counts as optimal.
const TOLERANCE: f64 = 1e-6;

/// How long and how closely to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Seconds; infinite means until proven.
    pub time_limit: f64,
    /// Relative gap that is good enough; 0 means until proven.
    pub gap: f64,
    /// The same problem, limits and seed give the same plan.
    pub seed: u64,
    /// Threads; they change the time, not the plan.
    pub threads: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time_limit: 10.0, gap: 0.0, seed: 1, threads: 2 }
    }
}

/// Finds a plan. `clock` tells the seconds since some fixed moment.
pub fn solve(problem: &Problem, limits: &Limits, clock: &mut dyn FnMut() -> f64) -> Plan {
    let begin = clock();
    let mut elapsed = || clock() - begin;
    let scale = Scale::of(problem);
    let mut plan = match scale.width {
        Width::Narrow => solve_width::<i32>(problem, &scale, limits, &mut elapsed),
        Width::Middle => solve_width::<i64>(problem, &scale, limits, &mut elapsed),
        Width::Wide => solve_width::<i128>(problem, &scale, limits, &mut elapsed),
    };
    plan.seconds = elapsed();
    plan
}

fn solve_width<C: Cost>(
    problem: &Problem,
    scale: &Scale,
    limits: &Limits,
    clock: &mut dyn FnMut() -> f64,
) -> Plan {
    let (instance, origin) = match prepare::<C>(problem, &Scaled { problem, scale }) {
        Ok(prepared) => prepared,
        Err(clashes) => return infeasible(clashes, limits),
    };
    let stop = AtomicBool::new(false);
    let mut watch = Watch::new(clock, limits.time_limit, &stop);
    let terms = Terms { gap: limits.gap.max(0.0), seed: limits.seed, threads: limits.threads.clamp(1, 64) };
    let budget = Budget::new(limits.time_limit);
    let neighbours = Neighbours::new(&instance);
    match search(&instance, &neighbours, (terms, budget, None), &mut watch, &stop) {
        Err(shortage) => infeasible(vec![explain(problem, &instance, &shortage)], limits),
        Ok(outcome) => {
            let mut plan = tell(problem, &instance, &origin, outcome.best);
            let objective = cost_of(problem, &plan);
            let bound = scale.cost((outcome.bound + instance.constant).exact());
            let rounding = scale.rounding(problem.people() + problem.starts().len() as u64);
            let bound = (bound - rounding).min(objective);
            let proven = objective - bound <= TOLERANCE * objective.abs().max(1.0);
            plan.status = if proven { Status::Optimal } else { Status::Feasible };
            plan.objective = Some(objective);
            plan.lower_bound = Some(bound);
            plan.seed = limits.seed;
            plan
        }
    }
}

/// The costs of a problem in fine steps.
struct Scaled<'p> {
    problem: &'p Problem,
    scale: &'p Scale,
}

impl Prices for Scaled<'_> {
    fn unassigned(&self, person: usize) -> i128 {
        self.scale.fine_steps(self.problem.persons()[person].unassigned_cost)
    }

    fn option(&self, option: usize) -> i128 {
        self.scale.fine_steps(self.problem.options()[option].cost)
    }

    fn opening(&self, start: usize) -> i128 {
        self.scale.fine_steps(self.problem.starts()[start].opening_cost)
    }

    fn step(&self) -> i128 {
        if self.scale.exact { self.scale.step * self.scale.fine } else { 0 }
    }
}

fn infeasible(conflict: Vec<Clash>, limits: &Limits) -> Plan {
    Plan {
        status: Status::Infeasible,
        objective: None,
        lower_bound: None,
        open: Vec::new(),
        seats: Vec::new(),
        unassigned: Vec::new(),
        conflict,
        seconds: 0.0,
        seed: limits.seed,
    }
}

/// Names the starts that must open but cannot all reach their minimum.
fn explain<C: Cost>(problem: &Problem, instance: &Instance<C>, shortage: &Shortage) -> Clash {
    let mut starts = shortage.starts.clone();
    starts.sort_unstable();
    let needed = starts.iter().map(|start| u64::from(problem.starts()[*start as usize].minimum)).sum();
    let mut people: Vec<u32> = Vec::new();
    for start in &starts {
        people.extend(&instance.start_person[instance.of_start(*start)]);
    }
    people.sort_unstable();
    people.dedup();
    let free: u64 = people.iter().map(|person| u64::from(instance.count[*person as usize])).sum();
    let kept = problem.options().iter().filter(|option| option.required && starts.contains(&option.start));
    let available = free + kept.count() as u64;
    let id = |start: &u32| problem.starts()[*start as usize].id.clone();
    let mut starts: Vec<_> = starts.iter().map(id).collect();
    starts.sort_unstable();
    Clash::MinimaAboveSupply { starts, needed, available }
}

/// Seats in the terms of the problem: person, start and count, sorted; and the people left of each row.
fn unfold<C: Cost>(
    instance: &Instance<C>,
    origin: &Origin,
    mut seats: Vec<Held>,
) -> (Vec<(u32, u32, u32)>, Vec<u32>) {
    let mut rows: Vec<(u32, u32, u32)> =
        origin.fixed.iter().map(|(person, start)| (*person, *start, 1)).collect();
    let mut left: Vec<u32> = origin.left.clone();
    let mut members: Vec<_> = origin.members.iter().map(|group| group.iter().copied().peekable()).collect();
    seats.sort_unstable_by_key(|held| held.option);
    for held in seats {
        let start = instance.person_start[held.option as usize];
        let mut count = held.count;
        while count > 0 {
            let Some((person, people)) = members[held.person as usize].peek_mut() else { break };
            let now = count.min(*people);
            rows.push((*person, start, now));
            left[*person as usize] -= now;
            *people -= now;
            count -= now;
            if *people == 0 {
                members[held.person as usize].next();
            }
        }
    }
    rows.sort_unstable();
    rows.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
    (rows, left)
}

/// The plan in the terms of the problem, sorted by id; numbers are filled in later.
fn tell<C: Cost>(problem: &Problem, instance: &Instance<C>, origin: &Origin, best: Best<C>) -> Plan {
    let (rows, left) = unfold(instance, origin, best.seats);
    let person = |at: u32| problem.persons()[at as usize].id.clone();
    let start = |at: u32| problem.starts()[at as usize].id.clone();
    let mut seats: Vec<Seat> = rows
        .iter()
        .map(|(p, s, count)| Seat { person: person(*p), start: start(*s), count: *count })
        .collect();
    seats.sort_unstable();
    let without = left.iter().enumerate().filter(|(_, count)| **count > 0);
    let mut unassigned: Vec<Unassigned> =
        without.map(|(at, count)| Unassigned { person: person(at as u32), count: *count }).collect();
    unassigned.sort_unstable();
    let runs = |at: &u32| best.open[*at as usize] && instance.role[*at as usize] != Role::Shut;
    let mut open: Vec<Box<str>> = (0..problem.starts().len() as u32).filter(runs).map(start).collect();
    open.sort_unstable();
    let mut plan = infeasible(Vec::new(), &Limits::default());
    (plan.open, plan.seats, plan.unassigned) = (open, seats, unassigned);
    plan
}

/// What a plan costs, summed from the costs of the problem.
fn cost_of(problem: &Problem, plan: &Plan) -> f64 {
    use std::collections::HashMap;
    let persons: HashMap<&str, u32> = problem.persons().iter().map(|p| &*p.id).zip(0..).collect();
    let starts: HashMap<&str, u32> = problem.starts().iter().map(|s| &*s.id).zip(0..).collect();
    let mut seated: HashMap<(u32, u32), u32> = HashMap::new();
    for seat in &plan.seats {
        seated.insert((persons[&*seat.person], starts[&*seat.start]), seat.count);
    }
    let mut total = Total::default();
    for id in &plan.open {
        total.add(problem.starts()[starts[&**id] as usize].opening_cost);
    }
    for option in problem.options() {
        if let Some(count) = seated.get(&(option.person, option.start)) {
            total.add(option.cost * f64::from(*count));
        }
    }
    for rest in &plan.unassigned {
        let person = &problem.persons()[persons[&*rest.person] as usize];
        total.add(person.unassigned_cost * f64::from(rest.count));
    }
    (total.sum + total.lost).clamp(f64::MIN, f64::MAX)
}

/// A sum that keeps what rounding loses (Neumaier).
#[derive(Default)]
struct Total {
    sum: f64,
    lost: f64,
}

impl Total {
    fn add(&mut self, value: f64) {
        let next = self.sum + value;
        self.lost +=
            if self.sum.abs() >= value.abs() { (self.sum - next) + value } else { (value - next) + self.sum };
        self.sum = next;
    }
}
