//! Other plans beside the one to be explained: without a start, with one more, with somebody elsewhere.

use crate::problem::{Choice, Decision, Problem};
use crate::schedule::ladder::{Found, Layered, Value};
use crate::schedule::model::Model;
use crate::schedule::planner::{Row, Seating, Tests};
use crate::schedule::{LevelCode, Schedule};

/// A plan as positions, ready to be varied.
pub(super) struct Base {
    pub seating: Seating,
    pub found: Found,
    /// Options per row: start and position.
    pub options: Vec<Vec<(u32, usize)>>,
}

/// Work that goes into replacing a start.
const WORK: u64 = 300_000;

impl Base {
    pub fn new(model: &Model<'_>, plan: &Schedule) -> Self {
        let tests = Tests::of(model, plan);
        let (seating, _) = Seating::new(model, tests.rows(model));
        let found = place(model, &seating, plan);
        let mut options = vec![Vec::new(); seating.rows.len()];
        for (at, option) in seating.layered.problem.options().iter().enumerate() {
            options[option.person as usize].push((option.start, at));
        }
        Self { seating, found, options }
    }

    /// The best plan without a start, others may open.
    pub fn without(&self, start: usize) -> Option<Found> {
        let layered =
            self.varied(|at, decision| if at == start { Decision::Closed } else { decision }, None)?;
        let mut open = self.found.open.clone();
        open[start] = false;
        layered.improve(&open, WORK).ok().map(|(found, _)| found)
    }

    /// The best seats with one start more; none if it cannot reach its minimum.
    pub fn with(&self, start: usize) -> Option<Found> {
        let mut open = self.found.open.clone();
        open[start] = true;
        let (found, _) = self.seating.layered.improve(&open, 0).ok()?;
        found.open[start].then_some(found)
    }

    /// The best seats with one of a row in another start.
    pub fn forced(&self, row: u32, start: u32) -> Option<Found> {
        let layered = self.varied(|_, decision| decision, Some((row, start)))?;
        layered.improve(&self.found.open, 0).ok().map(|(found, _)| found)
    }

    fn varied(
        &self,
        decide: impl Fn(usize, Decision) -> Decision,
        seat: Option<(u32, u32)>,
    ) -> Option<Layered> {
        let problem = &self.seating.layered.problem;
        let mut starts = problem.starts().to_vec();
        for (at, start) in starts.iter_mut().enumerate() {
            start.decision = decide(at, start.decision);
        }
        let closed =
            |option: &&Choice| starts[option.start as usize].decision == Decision::Closed && option.required;
        if problem.options().iter().any(|option| closed(&option)) {
            return None;
        }
        let mut options = problem.options().to_vec();
        for option in &mut options {
            option.required |= Some((option.person, option.start)) == seat;
        }
        let problem = Problem::new(problem.persons().to_vec(), starts, options).ok()?;
        Some(Layered { problem, ..self.seating.layered.clone() })
    }
}

/// The first level at which another plan differs from this one, and by how much it is worse.
pub(super) fn first_difference(this: &Value, other: &Value) -> Option<(LevelCode, i64)> {
    LevelCode::ALL.into_iter().find_map(|level| {
        let by = other[level as usize] - this[level as usize];
        (by != 0).then_some((level, by))
    })
}

/// Seats of a plan as positions; people of a row who can begin earlier sit in the earlier starts.
fn place(model: &Model<'_>, seating: &Seating, plan: &Schedule) -> Found {
    let mut rows: Vec<u32> = (0..seating.rows.len() as u32).collect();
    rows.sort_by_key(|row| {
        let Row { person, ready, .. } = seating.rows[*row as usize];
        (person, ready.unwrap_or(i32::MAX))
    });
    let mut left: Vec<u32> = seating.rows.iter().map(|row| row.count).collect();
    let mut wanted: Vec<(usize, i32, u32, u32)> = Vec::new();
    for seat in &plan.seats {
        if let (Some(person), Some(start)) =
            (model.person_at.get(&*seat.person), model.start_at.get(&*seat.start))
        {
            wanted.push((*person, model.starts[*start].first_day, *start as u32, seat.count));
        }
    }
    wanted.sort_unstable();
    let mut seats = Vec::new();
    for (person, _, start, mut count) in wanted {
        for row in rows.iter().filter(|row| seating.rows[**row as usize].person == person) {
            let now = count.min(left[*row as usize]);
            if now > 0 {
                seats.push((*row, start, now));
                left[*row as usize] -= now;
                count -= now;
            }
        }
    }
    seats.sort_unstable();
    let mut open = vec![false; model.starts.len()];
    for start in plan.starts.iter().filter_map(|start| model.start_at.get(&*start.start)) {
        open[*start] = true;
    }
    let value = seating.layered.value(&open, &seats, &left);
    Found { open, seats, left, value, lower: value }
}
