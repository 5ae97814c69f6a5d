//! From the planner's answer to the record of a plan, and back to the planner's own types for whoever explains it.

use crate::error::Error;
use crate::start_plans::futures;
use crate::start_plans::inputs::Inputs;
use crate::start_plans::problem::{self, Problem};
use chrono::NaiveDate;
use domain::ids::{OrganisationId, SessionId};
use domain::refusal::Refusal;
use domain::start_plan::{Answer, ByHand, Hand, HandCode, People, ProposedStart, ProposedTestDay, StartPlan};
use planning::explain::{self, Explanation};
use planning::schedule::{self as plan, Change, Schedule, Support};
use planning::{Limits, schedule};
use std::collections::{BTreeMap, HashSet};
use std::time::Instant;

/// The seed of every plan; one input has one plan.
pub const SEED: u64 = 1;

/// What the planner found.
#[derive(Debug, Clone)]
pub struct Found {
    pub schedule: Schedule,
    pub explanation: Explanation,
    pub changes: Vec<Change>,
    /// In how many drawn futures each start opens that must be decided now.
    pub support: Vec<Support>,
    pub checked: bool,
}

/// Plans every drawn future with the people known, and leaves for later what most of them can do without. Slow: call it from
/// a blocking task.
pub fn weigh_futures(problem: &mut Problem, inputs: &Inputs) -> Result<Vec<Support>, Refusal> {
    let set = &inputs.settings.planning;
    let draws = u64::try_from(set.futures()).unwrap_or_default();
    let limits = limits(set.future_lasts() as f64 / 1000.0);
    let known = problem.input.people.get(..problem.known).unwrap_or_default().to_vec();
    let futures: Vec<Vec<plan::Person>> =
        (1..=draws).map(|draw| futures::drawn(inputs, &known, draw)).collect();
    let decide = set.decide_weeks.max(1).saturating_mul(7).saturating_add(set.lead_days.max(0));
    let until = inputs.today.checked_add_days(chrono::Days::new(decide.unsigned_abs()));
    let due_until = until.map_or(i32::MAX, problem::number);
    let outlook = plan::Outlook { futures: &futures, due_until };
    let input = plan::Input { people: known, ..problem.input.clone() };
    let begun = Instant::now();
    let mut clock = || begun.elapsed().as_secs_f64();
    let support = plan::support(&input, outlook, &limits, &mut clock).map_err(unusable)?;
    plan::leave_for_later(&mut problem.input, &support);
    Ok(support)
}

fn limits(seconds: f64) -> Limits {
    Limits { time_limit: seconds, gap: 0.0, seed: SEED, threads: 2 }
}

/// Plans, checks and explains. Slow: call it from a blocking task. `support` is what was found about drawn futures;
/// around the plan that was changed by hand, what was found for that.
pub fn solve(
    problem: &Problem,
    support: Vec<Support>,
    seconds: f64,
    around_parent: bool,
) -> Result<Found, Refusal> {
    let limits = limits(seconds);
    let begun = Instant::now();
    let mut clock = || begun.elapsed().as_secs_f64();
    let input = &problem.input;
    let (found, changes) = if around_parent {
        let again = schedule::reschedule(input, &limits, &mut clock).map_err(unusable)?;
        (again.schedule, again.changes)
    } else {
        (schedule::plan(input, &limits, &mut clock).map_err(unusable)?, Vec::new())
    };
    if found.status == plan::Status::Infeasible {
        return Err(conflict(problem, &found));
    }
    let checked = schedule::check(input, &found).is_empty();
    let explanation = explain::explain_first(input, &found, problem.known).map_err(unusable)?;
    Ok(Found { schedule: found, explanation, changes, support, checked })
}

/// The inputs are built here, so an error in them is a number out of range that somebody stated.
fn unusable(error: plan::InputError) -> Refusal {
    let code = match error {
        plan::InputError::RangeTooWide { .. } => "start-plan-range",
        plan::InputError::Repeated { .. }
        | plan::InputError::Unknown { .. }
        | plan::InputError::OutOfRange { .. }
        | plan::InputError::NotOnePerson { .. } => "start-plan-input",
    };
    Refusal::new(code)
}

/// What was fixed by hand contradicts itself or what is promised; the first clash is told.
fn conflict(problem: &Problem, found: &Schedule) -> Refusal {
    let named = |id: &str| problem.starts.get(id).map(|one| one.key.on);
    let refusal = |code: &str, start: Option<&plan::Id>| {
        let refusal = Refusal::new(code);
        match start.and_then(|id| named(id)) {
            Some(on) => refusal.with("on", on),
            None => refusal.with("on", ""),
        }
    };
    match found.conflict.first() {
        Some(plan::Conflict::ResourceOverfull { starts, .. }) => {
            refusal("start-plan-means-clash", starts.first())
        }
        Some(plan::Conflict::TooFewPeople { starts, .. }) => {
            refusal("start-plan-too-few-people", starts.first())
        }
        Some(
            plan::Conflict::SeatInClosedStart { start, .. }
            | plan::Conflict::SeatDoesNotFit { start, .. }
            | plan::Conflict::TooManySeats { start, .. },
        ) => refusal("start-plan-pins-clash", Some(start)),
        Some(plan::Conflict::SeveralSeats { starts, .. }) => refusal("start-plan-pins-clash", starts.first()),
        None => refusal("start-plan-pins-clash", None),
    }
}

/// Kept form of the answer.
pub fn kept(found: &Found) -> Result<Answer, Error> {
    Ok(Answer {
        schedule: serde_json::to_string(&found.schedule).map_err(Error::fault)?,
        explanation: serde_json::to_string(&found.explanation).map_err(Error::fault)?,
        changes: serde_json::to_string(&found.changes).map_err(Error::fault)?,
        support: serde_json::to_string(&found.support).map_err(Error::fault)?,
    })
}

/// What a kept answer says about drawn futures; nothing where none were drawn.
pub fn support(plan: &StartPlan) -> Result<Vec<Support>, Error> {
    match plan.answer.support.as_str() {
        "" => Ok(Vec::new()),
        text => serde_json::from_str(text).map_err(Error::fault),
    }
}

/// The planner's types of a kept answer.
pub fn read(plan: &StartPlan) -> Result<(Schedule, Explanation, Vec<Change>), Error> {
    let answer = &plan.answer;
    let schedule = serde_json::from_str(&answer.schedule).map_err(Error::fault)?;
    let explanation = serde_json::from_str(&answer.explanation).map_err(Error::fault)?;
    let changes = match answer.changes.as_str() {
        "" => Vec::new(),
        text => serde_json::from_str(text).map_err(Error::fault)?,
    };
    Ok((schedule, explanation, changes))
}

/// The starts of the plan, on the days on which they take place.
pub fn starts(problem: &Problem, found: &Found, by_hand: &[ByHand], inputs: &Inputs) -> Vec<ProposedStart> {
    let waiting: HashSet<String> = inputs
        .seekers
        .iter()
        .filter(|seeker| seeker.case.stage == domain::case::Stage::AwaitingSeat)
        .map(|seeker| seeker.case.id.to_string())
        .collect();
    let first: HashSet<String> = inputs
        .seekers
        .iter()
        .filter(|seeker| seeker.case.priority)
        .map(|seeker| seeker.case.id.to_string())
        .collect();
    let mut people: BTreeMap<&str, (i64, i64, i64)> = BTreeMap::new();
    for seat in &found.schedule.seats {
        let (known, priority, expected) = people.entry(&seat.start).or_default();
        if waiting.contains(&*seat.person) {
            *known += i64::from(seat.count);
        } else {
            *expected += i64::from(seat.count);
        }
        *priority += i64::from(first.contains(&*seat.person));
    }
    let mut starts: Vec<ProposedStart> = found
        .schedule
        .starts
        .iter()
        .filter_map(|chosen| {
            let candidate = problem.starts.get(&*chosen.start)?;
            let (waiting, priority, expected) = people.get(&*chosen.start).copied().unwrap_or_default();
            let moved =
                by_hand.iter().find(|wish| wish.start == candidate.key && wish.code == HandCode::Moved);
            let on = moved.and_then(|wish| wish.to).unwrap_or(candidate.key.on);
            Some(ProposedStart {
                id: chosen.start.to_string(),
                key: candidate.key.moved_to(on),
                course: candidate.course,
                ends_on: candidate.ends_on + (on - candidate.key.on),
                lessons_per_week: candidate.lessons_per_week,
                seats: candidate.seats,
                free: candidate.free,
                minimum: candidate.minimum,
                child_care_seats: candidate.child_care_seats,
                waiting,
                priority,
                expected,
            })
        })
        .collect();
    starts.sort_by(|a, b| (&a.key, &a.id).cmp(&(&b.key, &b.id)));
    starts
}

/// The test days of the plan.
pub fn test_days(problem: &Problem, found: &Found, inputs: &Inputs) -> Vec<ProposedTestDay> {
    let day = |held: &plan::HeldTestDay| -> Option<(Option<SessionId>, NaiveDate, OrganisationId)> {
        match problem.turns.get(&*held.test_day) {
            Some((on, host)) => Some((None, *on, *host)),
            None => {
                let session =
                    inputs.sessions.iter().find(|s| *held.test_day == format!("session-{}", s.id))?;
                Some((Some(session.id), session.held_on, session.host.unwrap_or(session.organisation)))
            }
        }
    };
    let mut days: Vec<ProposedTestDay> = found
        .schedule
        .test_days
        .iter()
        .filter_map(|held| {
            let (session, on, host) = day(held)?;
            Some(ProposedTestDay {
                id: held.test_day.to_string(),
                session,
                host,
                on,
                seats: i64::from(held.seats),
                invite: i64::from(held.bookable),
                booked: held.booked.iter().map(|booking| i64::from(booking.count)).sum(),
                turn: i64::from(held.turn_rank.unwrap_or(0)),
            })
        })
        .collect();
    days.sort_by(|a, b| (a.on, &a.id).cmp(&(b.on, &b.id)));
    days
}

/// What becomes of how many people.
pub fn people(problem: &Problem, found: &Found, inputs: &Inputs) -> People {
    let waiting =
        inputs.seekers.iter().filter(|s| s.case.stage == domain::case::Stage::AwaitingSeat).count() as i64;
    let rows = &problem.input.people;
    let all: i64 = rows.iter().map(|row| i64::from(row.count)).sum();
    let seats = &found.schedule.seats;
    People {
        waiting,
        untested: inputs.seekers.len() as i64 - waiting,
        expected: all - inputs.seekers.len() as i64,
        seated: seats.iter().map(|seat| i64::from(seat.count)).sum(),
        unseated: found.schedule.unassigned.iter().map(|row| i64::from(row.count)).sum(),
        late: seats.iter().filter(|seat| seat.late).map(|seat| i64::from(seat.count)).sum(),
    }
}

/// The problem of a proposal: around what the plan it was made from announced.
pub fn problem_of(inputs: &Inputs, hand: &Hand, parent: Option<&Schedule>) -> Problem {
    let published = parent.map(plan::Published::of).unwrap_or_default();
    problem::build(inputs, hand, published)
}
