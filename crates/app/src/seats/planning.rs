//! A joint plan over all people in line and all seats: builds the problem, has it solved exactly, checked
//! independently, and turns the answer back into seats with reasons. Pure and slow: call it from a
//! blocking task. It proposes; nothing here changes a record.
//!
//! The law's order is kept by levels, not by weights that could be outweighed (§ 7 Abs. 4 Satz 4 IntV):
//! 1. as many people of the priority class as possible, 2. their cost, 3. as many others as possible,
//! 4. their cost.
//!
//! Each level is worth more than everything below it together; levels are powers of two, so that every total
//! stays exact.

use crate::seats::inputs::Inputs;
use chrono::NaiveDate;
use domain::assignment::cost::{Fit, Reason, ReasonCode};
use domain::assignment::offer::Candidate;
use domain::assignment::progress::kind_for;
use domain::ids::CaseId;
use domain::refusal::Refusal;
use domain::seat_plan::{Alternative, Pin, PlannedSeat, Unseated};
use planning::plan::Status;
use planning::problem::{Choice, Decision, ProblemBuilder, Start};
use planning::{Limits, Problem};

/// The seed of every plan; one problem has one plan.
pub const SEED: u64 = 1;

/// Costs above this cannot be told apart exactly by the solver.
const LARGEST: f64 = 295_147_905_179_352_825_856.0; // 2^68

/// One person as the solver sees them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    pub priority: bool,
    /// `(course, cost)`, each course once.
    pub options: Vec<(usize, i64)>,
    /// Course fixed by hand.
    pub pinned: Option<usize>,
}

/// Who sits where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seating {
    /// Course of each row.
    pub course: Vec<Option<usize>>,
    /// Proven best, and passed by the independent checker.
    pub checked: bool,
}

/// The smallest power of two above a number.
fn above(number: i128) -> i128 {
    let mut power = 1i128;
    while power <= number {
        power <<= 1;
    }
    power
}

/// Cost scale of one level pair: what leaving somebody out costs, in points of the level.
struct Level {
    least: i64,
    unseated: i128,
    people: i128,
}

impl Level {
    fn of(rows: &[Row], priority: bool) -> Level {
        let of_class = || rows.iter().filter(|row| row.priority == priority);
        let costs = || of_class().flat_map(|row| row.options.iter().map(|(_, cost)| *cost));
        let least = costs().min().unwrap_or(0);
        let dearest = |row: &Row| {
            row.options.iter().map(|(_, cost)| i128::from(*cost) - i128::from(least)).max().unwrap_or(0)
        };
        Level { least, unseated: above(of_class().map(dearest).sum()), people: of_class().count() as i128 }
    }
}

/// Seats the rows, exactly. `free` are the seats of each course.
pub fn seat(rows: &[Row], free: &[i64]) -> Result<Seating, Refusal> {
    let (first, rest) = (Level::of(rows, true), Level::of(rows, false));
    let lift = above(rest.unseated * rest.people);
    if (first.unseated * lift) as f64 > LARGEST {
        return Err(Refusal::new("seat-plan-too-large").with("people", rows.len() as i64));
    }
    let problem = problem(rows, free, |priority, cost: Option<i64>| {
        let (level, lift) = if priority { (&first, lift) } else { (&rest, 1) };
        let points = cost.map_or(level.unseated, |cost| i128::from(cost) - i128::from(level.least));
        (points * lift) as f64
    })?;
    let begun = std::time::Instant::now();
    let limits = Limits { time_limit: f64::INFINITY, gap: 0.0, seed: SEED, threads: 1 };
    let plan = planning::solve(&problem, &limits, &mut || begun.elapsed().as_secs_f64());
    if plan.status == Status::Infeasible {
        return Err(Refusal::new("seat-plan-pins-clash"));
    }
    let checked = plan.status == Status::Optimal && planning::check(&problem, &plan).is_empty();
    let mut course = vec![None; rows.len()];
    for held in &plan.seats {
        if let (Ok(row), Ok(at)) = (held.person.parse::<usize>(), held.start.parse::<usize>())
            && let Some(place) = course.get_mut(row)
        {
            *place = Some(at);
        }
    }
    Ok(Seating { course, checked })
}

fn problem(rows: &[Row], free: &[i64], price: impl Fn(bool, Option<i64>) -> f64) -> Result<Problem, Refusal> {
    let mut builder = ProblemBuilder::new();
    let mut starts = vec![None; free.len()];
    for (at, seats) in free.iter().enumerate() {
        if let Ok(seats) = u32::try_from(*seats)
            && seats > 0
        {
            let start = Start {
                id: at.to_string().into(),
                seats,
                minimum: 0,
                opening_cost: 0.0,
                decision: Decision::Open,
            };
            starts[at] = Some(builder.start(start));
        }
    }
    for (at, row) in rows.iter().enumerate() {
        let person = builder.person(&at.to_string(), 1, price(row.priority, None));
        for (course, cost) in &row.options {
            if let Some(start) = starts.get(*course).copied().flatten() {
                let required = row.pinned == Some(*course);
                builder.option(Choice { person, start, cost: price(row.priority, Some(*cost)), required });
            }
        }
        let lost = row.pinned.is_some_and(|pin| {
            starts.get(pin).copied().flatten().is_none()
                || !row.options.iter().any(|(course, _)| *course == pin)
        });
        if lost {
            return Err(Refusal::new("seat-plan-pins-clash"));
        }
    }
    builder.build().map_err(|_| Refusal::new("seat-plan-pins-clash"))
}

/// What a person of the deciding body changed by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByHand {
    pub without: Vec<CaseId>,
    pub pinned: Vec<Pin>,
}

/// Seats, people without one, and the proof.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    pub seats: Vec<PlannedSeat>,
    pub unseated: Vec<Unseated>,
    /// Points of all seats together.
    pub objective: f64,
    pub checked: bool,
}

/// Plans the seats of everybody in the inputs.
pub fn propose(inputs: &Inputs, by_hand: &ByHand, today: NaiveDate) -> Result<Proposal, Refusal> {
    let mut fits: Vec<Vec<(usize, Fit)>> = vec![Vec::new(); inputs.people.len()];
    for (person, course, fit) in inputs.fits(today) {
        fits[person].push((course, fit));
    }
    let taken_out: Vec<bool> = inputs.people.iter().map(|w| by_hand.without.contains(&w.case.id)).collect();
    let mut rows = Vec::with_capacity(inputs.people.len());
    for (at, waiting) in inputs.people.iter().enumerate() {
        let pin = by_hand.pinned.iter().find(|pin| pin.case == waiting.case.id && !taken_out[at]);
        let pinned = match pin {
            None => None,
            Some(pin) => match inputs.courses.iter().position(|c| c.course.id == pin.course) {
                None => return Err(Refusal::new("seat-plan-pins-clash")),
                found => found,
            },
        };
        let options = if taken_out[at] {
            Vec::new()
        } else {
            fits[at].iter().map(|(course, fit)| (*course, fit.cost)).collect()
        };
        rows.push(Row { priority: waiting.case.priority, options, pinned });
    }
    let free: Vec<i64> = inputs.courses.iter().map(Candidate::free).collect();
    let seating = seat(&rows, &free)?;
    let mut proposal =
        Proposal { seats: Vec::new(), unseated: Vec::new(), objective: 0.0, checked: seating.checked };
    for (at, chosen) in seating.course.iter().enumerate() {
        let case = &inputs.people[at].case;
        let chosen = chosen.and_then(|course| fits[at].iter().find(|(c, _)| *c == course));
        match chosen {
            Some((course, fit)) => {
                proposal.objective += fit.cost as f64;
                proposal.seats.push(PlannedSeat {
                    case: case.id,
                    person: case.person,
                    course: inputs.courses[*course].course.id,
                    section: fit.section,
                    entry_on: fit.entry_on,
                    kind: kind_for(case),
                    priority: case.priority,
                    cost: fit.cost,
                    reasons: reasons(fit, &fits[at], case.priority, rows[at].pinned.is_some()),
                    alternatives: alternatives(inputs, &fits[at], (*course, fit)),
                });
            }
            None => {
                let reasons = vec![why_none(inputs, &fits[at], taken_out[at])];
                proposal.unseated.push(Unseated { case: case.id, person: case.person, reasons });
            }
        }
    }
    Ok(proposal)
}

fn reasons(fit: &Fit, all: &[(usize, Fit)], priority: bool, pinned: bool) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if priority {
        reasons.push(Reason::plain(ReasonCode::PriorityClass, 0));
    }
    if pinned {
        reasons.push(Reason::plain(ReasonCode::FixedByHand, 0));
    }
    if all.len() > 1 && all.iter().all(|(_, other)| fit.entry_on <= other.entry_on) {
        reasons.push(Reason::plain(ReasonCode::EarliestStart, 0));
    }
    reasons.extend(fit.reasons.iter().cloned());
    reasons
}

/// The two next best seats, and why the person does not sit there if they are better.
fn alternatives(inputs: &Inputs, all: &[(usize, Fit)], (chosen, fit): (usize, &Fit)) -> Vec<Alternative> {
    let mut others: Vec<&(usize, Fit)> = all.iter().filter(|(course, _)| *course != chosen).collect();
    others.sort_by_key(|(course, other)| (other.cost, other.entry_on, *course));
    let tell = |(course, other): &&(usize, Fit)| {
        let candidate = &inputs.courses[*course];
        let mut reasons = other.reasons.clone();
        if candidate.free() == 0 {
            reasons.insert(0, Reason::plain(ReasonCode::Full, 0));
        } else if other.cost < fit.cost {
            reasons.insert(0, Reason::plain(ReasonCode::SeatsTakenByOthers, 0));
        }
        Alternative { course: candidate.course.id, entry_on: other.entry_on, cost: other.cost, reasons }
    };
    others.iter().take(2).map(tell).collect()
}

fn why_none(inputs: &Inputs, all: &[(usize, Fit)], taken_out: bool) -> Reason {
    let number = i64::try_from(all.len()).ok();
    if taken_out {
        Reason::plain(ReasonCode::TakenOut, 0)
    } else if all.is_empty() {
        Reason::plain(ReasonCode::NoFittingCourse, 0)
    } else if all.iter().all(|(course, _)| inputs.courses[*course].free() == 0) {
        Reason { number, ..Reason::plain(ReasonCode::Full, 0) }
    } else {
        Reason { number, ..Reason::plain(ReasonCode::SeatsTakenByOthers, 0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `(priority people left out, their cost, others left out, their cost)`; smaller is better.
    type Score = (usize, i64, usize, i64);

    fn score(rows: &[Row], course: &[Option<usize>]) -> Score {
        let mut score = (0, 0, 0, 0);
        for (row, chosen) in rows.iter().zip(course) {
            let cost =
                chosen.map(|c| row.options.iter().find(|(o, _)| *o == c).expect("a permitted course").1);
            match (row.priority, cost) {
                (true, None) => score.0 += 1,
                (true, Some(cost)) => score.1 += cost,
                (false, None) => score.2 += 1,
                (false, Some(cost)) => score.3 += cost,
            }
        }
        score
    }

    fn best(rows: &[Row], free: &mut [i64], chosen: &mut Vec<Option<usize>>) -> Option<Score> {
        let Some(row) = rows.get(chosen.len()) else { return Some(score(rows, chosen)) };
        let mut found: Option<Score> = None;
        let mut keep = |score: Option<Score>| {
            if let Some(score) = score {
                found = Some(found.map_or(score, |known| known.min(score)));
            }
        };
        if row.pinned.is_none() {
            chosen.push(None);
            keep(best(rows, free, chosen));
            chosen.pop();
        }
        for (course, _) in &row.options {
            if free[*course] > 0 && row.pinned.is_none_or(|pin| pin == *course) {
                free[*course] -= 1;
                chosen.push(Some(*course));
                keep(best(rows, free, chosen));
                chosen.pop();
                free[*course] += 1;
            }
        }
        found
    }

    fn rows() -> impl Strategy<Value = Vec<Row>> {
        let option = prop::collection::btree_map(0usize..4, -50i64..3_000, 0..4);
        let row = (any::<bool>(), option, prop::option::weighted(0.1, 0usize..4)).prop_map(
            |(priority, options, pinned)| {
                let options: Vec<(usize, i64)> = options.into_iter().collect();
                let pinned = pinned.filter(|pin| options.iter().any(|(course, _)| course == pin));
                Row { priority, options, pinned }
            },
        );
        prop::collection::vec(row, 0..7)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
        #[test]
        fn the_joint_plan_is_as_good_as_trying_everything(rows in rows(), mut free in prop::collection::vec(0i64..3, 4)) {
            let wanted = best(&rows, &mut free, &mut Vec::new());
            match (seat(&rows, &free), wanted) {
                (Ok(seating), Some(wanted)) => {
                    prop_assert_eq!(score(&rows, &seating.course), wanted);
                    prop_assert!(seating.checked);
                    for (course, seats) in free.iter().enumerate() {
                        let taken = seating.course.iter().filter(|c| **c == Some(course)).count() as i64;
                        prop_assert!(taken <= *seats, "never more people than seats");
                    }
                }
                (Err(refusal), None) => prop_assert_eq!(refusal.code, "seat-plan-pins-clash"),
                (answer, wanted) => prop_assert!(false, "{:?} but {:?}", answer, wanted),
            }
        }
    }

    #[test]
    fn one_person_first_in_line_outweighs_any_number_of_others() {
        let first = Row { priority: true, options: vec![(0, 1_000_000)], pinned: None };
        let other = Row { priority: false, options: vec![(0, 0)], pinned: None };
        let mut rows = vec![other; 300];
        rows.push(first);
        let seating = seat(&rows, &[1]).expect("solved");
        assert_eq!(seating.course[300], Some(0));
        assert_eq!(seating.course.iter().flatten().count(), 1);
        assert!(seating.checked);
    }
}
