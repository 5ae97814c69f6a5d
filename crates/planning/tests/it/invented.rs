//! Invented problems: seeded random shapes, and a brute force that shares nothing with the solver.

use planning::problem::{Choice, Decision, Person, Problem, Start};
use planning::{Limits, Plan, solve};

/// A small generator of repeatable numbers (xorshift with a multiplier).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number from `low` to `high`, both included.
    pub fn range(&mut self, low: i64, high: i64) -> i64 {
        low + ((self.next() >> 11) % (high - low + 1) as u64) as i64
    }

    pub fn chance(&mut self, percent: i64) -> bool {
        self.range(0, 99) < percent
    }
}

/// How an invented problem looks.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    pub persons: i64,
    pub starts: i64,
    pub most_count: i64,
    pub most_seats: i64,
    pub density: i64,
    pub promises: bool,
    /// Costs are whole numbers times this.
    pub unit: f64,
}

pub fn invent(seed: u64, shape: Shape) -> Problem {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for _ in 0..4 {
        dice.next();
    }
    let persons = (0..dice.range(0, shape.persons)).map(|at| Person {
        id: format!("p{at}").into(),
        count: dice.range(1, shape.most_count) as u32,
        unassigned_cost: dice.range(0, 30) as f64 * shape.unit,
    });
    let persons: Vec<Person> = persons.collect();
    let starts = (0..dice.range(0, shape.starts)).map(|at| {
        let seats = dice.range(1, shape.most_seats);
        let beyond = i64::from(dice.chance(10));
        Start {
            id: format!("c{at}").into(),
            seats: seats as u32,
            minimum: dice.range(0, seats + beyond) as u32,
            opening_cost: dice.range(0, 25) as f64 * shape.unit,
            decision: match dice.range(0, 9) {
                0 => Decision::Open,
                1 => Decision::Closed,
                _ => Decision::Optional,
            },
        }
    });
    let starts: Vec<Start> = starts.collect();
    let mut options = Vec::new();
    for person in 0..persons.len() as u32 {
        for start in 0..starts.len() as u32 {
            if dice.chance(shape.density) {
                let cost = dice.range(-8, 30) as f64 * shape.unit;
                let required = shape.promises && dice.chance(4);
                options.push(Choice { person, start, cost, required });
            }
        }
    }
    Problem::new(persons, starts, options).expect("invented problems are well-formed")
}

pub fn quickly(problem: &Problem, seed: u64, threads: usize) -> Plan {
    let limits = Limits { time_limit: 20.0, gap: 0.0, seed, threads };
    solve(problem, &limits, &mut || 0.0)
}

/// The least cost by trying everything: every set of starts, everybody everywhere.
pub fn brute_force(problem: &Problem) -> Option<f64> {
    let starts = problem.starts();
    let mut people: Vec<(usize, f64)> = Vec::new();
    for (at, person) in problem.persons().iter().enumerate() {
        people.extend((0..person.count).map(|_| (at, person.unassigned_cost)));
    }
    let mut cost_of = vec![vec![None; starts.len()]; problem.persons().len()];
    for option in problem.options() {
        cost_of[option.person as usize][option.start as usize] = Some(option.cost);
    }
    let mut best = None;
    for set in 0_u32..1 << starts.len() {
        let runs = |at: usize| set & (1 << at) != 0;
        let wrong = starts.iter().enumerate().any(|(at, start)| match start.decision {
            Decision::Open => !runs(at),
            Decision::Closed => runs(at),
            Decision::Optional => false,
        });
        if wrong {
            continue;
        }
        let opening: f64 = (0..starts.len()).filter(|at| runs(*at)).map(|at| starts[at].opening_cost).sum();
        let mut trial = Trial {
            problem,
            people: &people,
            cost_of: &cost_of,
            open: (0..starts.len()).map(runs).collect(),
            seat: Vec::new(),
            load: vec![0; starts.len()],
            best: &mut best,
        };
        trial.seat_next(opening);
    }
    best
}

struct Trial<'a> {
    problem: &'a Problem,
    people: &'a [(usize, f64)],
    cost_of: &'a [Vec<Option<f64>>],
    open: Vec<bool>,
    seat: Vec<Option<usize>>,
    load: Vec<u32>,
    best: &'a mut Option<f64>,
}

impl Trial<'_> {
    fn seat_next(&mut self, cost: f64) {
        let Some((person, top)) = self.people.get(self.seat.len()).copied() else {
            if self.allowed() && self.best.is_none_or(|best| cost < best) {
                *self.best = Some(cost);
            }
            return;
        };
        self.seat.push(None);
        self.seat_next(cost + top);
        self.seat.pop();
        for start in 0..self.open.len() {
            let Some(price) = self.cost_of[person][start] else { continue };
            if self.open[start] && self.load[start] < self.problem.starts()[start].seats {
                self.load[start] += 1;
                self.seat.push(Some(start));
                self.seat_next(cost + price);
                self.seat.pop();
                self.load[start] -= 1;
            }
        }
    }

    fn allowed(&self) -> bool {
        let full_enough = self.problem.starts().iter().enumerate().all(|(at, start)| {
            start.decision != Decision::Optional || !self.open[at] || self.load[at] >= start.minimum
        });
        let kept = self.problem.options().iter().filter(|option| option.required).all(|option| {
            let mut seats = self.people.iter().zip(&self.seat);
            seats.any(|((person, _), seat)| {
                *person == option.person as usize && *seat == Some(option.start as usize)
            })
        });
        full_enough && kept
    }
}
