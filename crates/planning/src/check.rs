//! Checks a plan against its problem, independently of the solver.
//!
//! Shares only the problem and plan types with the solver, none of its code: everything is recomputed from the rows.
//! It cannot prove that a bound is right, but it finds a bound that the plan itself contradicts.

use crate::plan::{Plan, Status};
use crate::problem::{Choice, Decision, Problem};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

/// Relative tolerance for objective and bound.
const TOLERANCE: f64 = 1e-6;

/// One way in which a plan is not allowed or not right.
#[derive(Debug, Clone, PartialEq)]
pub enum Broken {
    /// The plan names a row of people that the problem does not have.
    UnknownPerson {
        /// Id in the plan.
        person: Box<str>,
    },
    /// The plan names a start that the problem does not have.
    UnknownStart {
        /// Id in the plan.
        start: Box<str>,
    },
    /// A pair stands twice in the seats, a person twice among the unassigned, or a start twice in `open`.
    Repeated {
        /// The list of the plan.
        list: &'static str,
        /// What is repeated.
        what: String,
    },
    /// A seat with a count of zero.
    EmptyRow {
        /// Id of the row of people.
        person: Box<str>,
    },
    /// A seat that no option permits.
    ForbiddenPair {
        /// Id of the row of people.
        person: Box<str>,
        /// Id of the start.
        start: Box<str>,
    },
    /// Seated and unassigned people of a row do not add up to its count.
    WrongCount {
        /// Id of the row of people.
        person: Box<str>,
        /// People in the plan.
        found: u64,
        /// People in the problem.
        expected: u64,
    },
    /// People sit in a start that does not run.
    NotOpen {
        /// Id of the start.
        start: Box<str>,
    },
    /// A promised start does not run.
    PromiseBroken {
        /// Id of the start.
        start: Box<str>,
    },
    /// A closed start runs.
    OpenedClosed {
        /// Id of the start.
        start: Box<str>,
    },
    /// More people than seats.
    TooMany {
        /// Id of the start.
        start: Box<str>,
        /// People in it.
        found: u64,
        /// Seats.
        seats: u64,
    },
    /// Fewer people than the minimum of a start that the planner opened.
    TooFew {
        /// Id of the start.
        start: Box<str>,
        /// People in it.
        found: u64,
        /// Fewest people allowed.
        minimum: u64,
    },
    /// A required pair is not kept.
    RequiredLost {
        /// Id of the row of people.
        person: Box<str>,
        /// Id of the start.
        start: Box<str>,
    },
    /// The stated objective is not what the plan costs.
    WrongObjective {
        /// In the plan.
        stated: f64,
        /// Recomputed.
        actual: f64,
    },
    /// The bound lies above the objective.
    BoundAboveObjective {
        /// Stated bound.
        bound: f64,
        /// Stated objective.
        objective: f64,
    },
    /// Called optimal although objective and bound differ.
    NotProven {
        /// Stated bound.
        bound: f64,
        /// Stated objective.
        objective: f64,
    },
    /// A list is not sorted by id.
    Unsorted {
        /// The list of the plan.
        list: &'static str,
    },
    /// Something is missing or present that does not fit the status.
    StatusMismatch {
        /// The field.
        field: &'static str,
    },
    /// The plan says that nothing is allowed, but the problem has no required pair, so leaving everyone out is.
    FalseInfeasible,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPerson { person } => write!(f, "person {person:?}: not in the problem"),
            Self::UnknownStart { start } => write!(f, "start {start:?}: not in the problem"),
            Self::Repeated { list, what } => write!(f, "{list}: {what} stands there twice"),
            Self::EmptyRow { person } => write!(f, "person {person:?}: a row with count 0"),
            Self::ForbiddenPair { person, start } => {
                write!(f, "person {person:?}: no option permits start {start:?}")
            }
            Self::WrongCount { person, found, expected } => {
                write!(f, "person {person:?}: {found} seated or unassigned, the problem has {expected}")
            }
            Self::NotOpen { start } => write!(f, "start {start:?}: has people but is not open"),
            Self::PromiseBroken { start } => write!(f, "start {start:?}: promised, but not open"),
            Self::OpenedClosed { start } => write!(f, "start {start:?}: closed, but opened"),
            Self::TooMany { start, found, seats } => {
                write!(f, "start {start:?}: {found} people in {seats} seats")
            }
            Self::TooFew { start, found, minimum } => {
                write!(f, "start {start:?}: {found} people, at least {minimum} needed")
            }
            Self::RequiredLost { person, start } => {
                write!(f, "person {person:?}: the required pair with start {start:?} is not kept")
            }
            Self::WrongObjective { stated, actual } => {
                write!(f, "objective: stated {stated}, the plan costs {actual}")
            }
            Self::BoundAboveObjective { bound, objective } => {
                write!(f, "lower_bound: {bound} is above the objective {objective}")
            }
            Self::NotProven { bound, objective } => {
                write!(f, "status: optimal, but the bound {bound} is not the objective {objective}")
            }
            Self::Unsorted { list } => write!(f, "{list}: not sorted by id"),
            Self::StatusMismatch { field } => write!(f, "{field}: does not fit the status"),
            Self::FalseInfeasible => {
                f.write_str("status: infeasible, but leaving everyone without a seat is allowed")
            }
        }
    }
}

/// Everything that is wrong with the plan; empty if it is allowed and its objective is right.
pub fn check(problem: &Problem, plan: &Plan) -> Vec<Broken> {
    if plan.status == Status::Infeasible {
        return check_infeasible(problem, plan);
    }
    let mut checker = Checker::new(problem);
    checker.read_open(plan);
    checker.read_seats(plan);
    checker.read_unassigned(plan);
    checker.check_persons();
    checker.check_starts();
    checker.check_required();
    checker.check_numbers(plan);
    checker.check_order(plan);
    checker.broken
}

fn check_infeasible(problem: &Problem, plan: &Plan) -> Vec<Broken> {
    let mut broken = Vec::new();
    if plan.objective.is_some() {
        broken.push(Broken::StatusMismatch { field: "objective" });
    }
    if !(plan.seats.is_empty() && plan.open.is_empty() && plan.unassigned.is_empty()) {
        broken.push(Broken::StatusMismatch { field: "seats" });
    }
    if plan.conflict.is_empty() {
        broken.push(Broken::StatusMismatch { field: "conflict" });
    }
    if !problem.options().iter().any(|option| option.required) {
        broken.push(Broken::FalseInfeasible);
    }
    broken
}

struct Checker<'p> {
    problem: &'p Problem,
    person_at: HashMap<&'p str, usize>,
    start_at: HashMap<&'p str, usize>,
    options: HashMap<(u32, u32), &'p Choice>,
    open: HashSet<usize>,
    seats: BTreeMap<(usize, usize), u64>,
    unassigned: BTreeMap<usize, u64>,
    broken: Vec<Broken>,
}

impl<'p> Checker<'p> {
    fn new(problem: &'p Problem) -> Self {
        let persons = problem.persons().iter().enumerate();
        let starts = problem.starts().iter().enumerate();
        Self {
            problem,
            person_at: persons.map(|(at, person)| (&*person.id, at)).collect(),
            start_at: starts.map(|(at, start)| (&*start.id, at)).collect(),
            options: problem.options().iter().map(|o| ((o.person, o.start), o)).collect(),
            open: HashSet::new(),
            seats: BTreeMap::new(),
            unassigned: BTreeMap::new(),
            broken: Vec::new(),
        }
    }

    fn person(&mut self, id: &str) -> Option<usize> {
        let at = self.person_at.get(id).copied();
        if at.is_none() {
            self.broken.push(Broken::UnknownPerson { person: id.into() });
        }
        at
    }

    fn start(&mut self, id: &str) -> Option<usize> {
        let at = self.start_at.get(id).copied();
        if at.is_none() {
            self.broken.push(Broken::UnknownStart { start: id.into() });
        }
        at
    }

    fn read_open(&mut self, plan: &Plan) {
        for id in &plan.open {
            let Some(start) = self.start(id) else { continue };
            if !self.open.insert(start) {
                self.broken.push(Broken::Repeated { list: "open", what: format!("{id:?}") });
            }
        }
    }

    fn read_seats(&mut self, plan: &Plan) {
        for seat in &plan.seats {
            let (person, start) = (self.person(&seat.person), self.start(&seat.start));
            let (Some(person), Some(start)) = (person, start) else { continue };
            if seat.count == 0 {
                self.broken.push(Broken::EmptyRow { person: seat.person.clone() });
            }
            if self.seats.insert((person, start), u64::from(seat.count)).is_some() {
                let what = format!("the pair of {:?} and {:?}", seat.person, seat.start);
                self.broken.push(Broken::Repeated { list: "seats", what });
            }
            if !self.options.contains_key(&(person as u32, start as u32)) {
                let (person, start) = (seat.person.clone(), seat.start.clone());
                self.broken.push(Broken::ForbiddenPair { person, start });
            }
        }
    }

    fn read_unassigned(&mut self, plan: &Plan) {
        for rest in &plan.unassigned {
            let Some(person) = self.person(&rest.person) else { continue };
            if rest.count == 0 {
                self.broken.push(Broken::EmptyRow { person: rest.person.clone() });
            }
            if self.unassigned.insert(person, u64::from(rest.count)).is_some() {
                let what = format!("{:?}", rest.person);
                self.broken.push(Broken::Repeated { list: "unassigned", what });
            }
        }
    }

    fn check_persons(&mut self) {
        let mut found = vec![0_u64; self.problem.persons().len()];
        for (&(person, _), &count) in &self.seats {
            found[person] += count;
        }
        for (&person, &count) in &self.unassigned {
            found[person] += count;
        }
        for (person, found) in self.problem.persons().iter().zip(found) {
            let expected = u64::from(person.count);
            if found != expected {
                self.broken.push(Broken::WrongCount { person: person.id.clone(), found, expected });
            }
        }
    }

    fn check_starts(&mut self) {
        let mut held = vec![0_u64; self.problem.starts().len()];
        for (&(_, start), &count) in &self.seats {
            held[start] += count;
        }
        for (at, (start, found)) in self.problem.starts().iter().zip(held).enumerate() {
            let id = || start.id.clone();
            let (seats, minimum) = (u64::from(start.seats), u64::from(start.minimum));
            let open = self.open.contains(&at);
            if found > 0 && !open {
                self.broken.push(Broken::NotOpen { start: id() });
            }
            if found > seats {
                self.broken.push(Broken::TooMany { start: id(), found, seats });
            }
            match start.decision {
                Decision::Open if !open => self.broken.push(Broken::PromiseBroken { start: id() }),
                Decision::Closed if open => self.broken.push(Broken::OpenedClosed { start: id() }),
                Decision::Optional if open && found < minimum => {
                    self.broken.push(Broken::TooFew { start: id(), found, minimum });
                }
                _ => {}
            }
        }
    }

    fn check_required(&mut self) {
        for option in self.problem.options().iter().filter(|option| option.required) {
            let pair = (option.person as usize, option.start as usize);
            if self.seats.get(&pair).copied().unwrap_or(0) == 0 {
                let person = self.problem.persons()[pair.0].id.clone();
                let start = self.problem.starts()[pair.1].id.clone();
                self.broken.push(Broken::RequiredLost { person, start });
            }
        }
    }

    fn check_numbers(&mut self, plan: &Plan) {
        let Some(stated) = plan.objective else {
            self.broken.push(Broken::StatusMismatch { field: "objective" });
            return;
        };
        let Some(bound) = plan.lower_bound else {
            self.broken.push(Broken::StatusMismatch { field: "lower_bound" });
            return;
        };
        let actual = self.cost();
        if !close(stated, actual) {
            self.broken.push(Broken::WrongObjective { stated, actual });
        }
        if bound > stated && !close(bound, stated) {
            self.broken.push(Broken::BoundAboveObjective { bound, objective: stated });
        }
        if plan.status == Status::Optimal && !close(bound, stated) {
            self.broken.push(Broken::NotProven { bound, objective: stated });
        }
        if !plan.conflict.is_empty() {
            self.broken.push(Broken::StatusMismatch { field: "conflict" });
        }
    }

    /// What the plan costs; pairs that no option permits count nothing.
    fn cost(&self) -> f64 {
        let mut parts: Vec<f64> = Vec::new();
        parts.extend(self.open.iter().map(|at| self.problem.starts()[*at].opening_cost));
        for (&(person, start), &count) in &self.seats {
            if let Some(option) = self.options.get(&(person as u32, start as u32)) {
                parts.push(option.cost * count as f64);
            }
        }
        for (&person, &count) in &self.unassigned {
            parts.push(self.problem.persons()[person].unassigned_cost * count as f64);
        }
        // Adding in order of size keeps the rounding far below the tolerance, even with huge numbers of both signs.
        parts.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
        parts.iter().sum::<f64>().clamp(f64::MIN, f64::MAX)
    }

    fn check_order(&mut self, plan: &Plan) {
        if !plan.open.is_sorted() {
            self.broken.push(Broken::Unsorted { list: "open" });
        }
        if !plan.seats.is_sorted_by(|a, b| (&a.person, &a.start) <= (&b.person, &b.start)) {
            self.broken.push(Broken::Unsorted { list: "seats" });
        }
        if !plan.unassigned.is_sorted_by(|a, b| a.person <= b.person) {
            self.broken.push(Broken::Unsorted { list: "unassigned" });
        }
    }
}

/// Equal within the tolerance, relative to the greater of one and the numbers.
fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()).max(1.0)
}
