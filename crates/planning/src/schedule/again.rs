//! Planning again around what was announced: as few changes as the region allows, each with its reason.

use super::changes::{Cause, Change, Changed, Rescheduled};
use super::error::InputError;
use super::input::{Decision, Id, Input, Pin};
use super::ladder::{Found, Layered, by_levels};
use super::model::Model;
use super::output::{LevelCode, LevelValue, Schedule, Status};
use super::planner::{Begin, Row, Seating, Tests, plan_starts};
use crate::assignment::Limits;
use crate::plan::Clash;
use std::collections::{BTreeMap, BTreeSet};

/// Plans with the level of changes before all others. Starts that were not announced count no change here: they take
/// nothing from anybody.
pub(crate) fn announced_first(
    layered: &Layered,
    hint: Option<&[bool]>,
    limits: &Limits,
    clock: &mut dyn FnMut() -> f64,
) -> Result<Found, Vec<Clash>> {
    let mut turned = layered.clone();
    let lists = [&mut turned.option, &mut turned.unassigned, &mut turned.opening];
    lists.into_iter().flatten().for_each(|value| value.rotate_right(1));
    turned.base.rotate_right(1);
    turned.opening.iter_mut().for_each(|value| value[0] = value[0].min(0));
    turned.share_level += 1;
    let mut found = by_levels(&turned, hint, limits, clock)?;
    found.value = layered.value(&found.open, &found.seats, &found.left);
    // What was proven holds only among plans that keep as much.
    found.lower = layered.trivial();
    Ok(found)
}

/// Plans again: the best plan if it changes no more of what was announced than [`super::Terms::change_budget_percent`],
/// otherwise the best among the plans that keep the most. Pins are in the input.
///
/// # Errors
/// As [`super::plan`].
pub fn reschedule(
    input: &Input,
    limits: &Limits,
    clock: &mut dyn FnMut() -> f64,
) -> Result<Rescheduled, InputError> {
    let model = Model::new(input)?;
    let published = &input.published;
    let hint: Vec<bool> = input.starts.iter().map(|start| published.starts.contains(&start.id)).collect();
    let half = Limits { time_limit: limits.time_limit * 0.5, ..*limits };
    let best_tests = Tests::plan(&model, false, &half, clock)?;
    let begin = Begin { hint: Some(&hint), announced_first: false };
    let best = plan_starts(&model, &best_tests, begin, &half, clock)?;
    let people: BTreeSet<&Id> = input.people.iter().map(|person| &person.id).collect();
    let seats = published.seats.keys().filter(|person| people.contains(person)).count();
    let announced = (published.starts.len() + seats) as u32;
    let allowed = u64::from(announced) * u64::from(input.terms.change_budget_percent) / 100;
    if best.status != Status::Infeasible && u64::from(count(&model, &best)) <= allowed {
        return Ok(report(&model, &best_tests, best, None, announced));
    }
    let tests = Tests::plan(&model, true, &half, clock)?;
    let begin = Begin { announced_first: true, ..begin };
    let mut kept = plan_starts(&model, &tests, begin, &half, clock)?;
    if count(&model, &kept) >= count(&model, &best) {
        // Nothing more can be kept: then rather the better plan.
        return Ok(report(&model, &best_tests, best, None, announced));
    }
    borrow_bounds(&mut kept.levels, &best.levels);
    borrow_bounds(&mut kept.test_levels, &best.test_levels);
    let proven = |levels: &[LevelValue]| levels.iter().all(|level| level.value == level.lower_bound);
    if kept.status != Status::Infeasible && !(proven(&kept.levels) && proven(&kept.test_levels)) {
        kept.status = Status::Feasible;
    }
    Ok(report(&model, &tests, kept, Some(&best), announced))
}

/// Bounds of the best plan hold for another one up to the first level at which they differ.
fn borrow_bounds(kept: &mut [LevelValue], best: &[LevelValue]) {
    for (kept, best) in kept.iter_mut().zip(best) {
        kept.lower_bound = kept.lower_bound.max(best.lower_bound).min(kept.value);
        if kept.value != best.value {
            return;
        }
    }
}

/// Announced starts and seats that change; people who are gone do not count.
fn count(model: &Model<'_>, plan: &Schedule) -> u32 {
    let published = &model.input.published;
    let runs: BTreeSet<&Id> = plan.starts.iter().map(|start| &start.start).collect();
    let seat: BTreeMap<&Id, &Id> = plan.seats.iter().map(|seat| (&seat.person, &seat.start)).collect();
    let given_up =
        published.starts.iter().filter(|start| ahead(model, start) && !runs.contains(start)).count();
    let here = |person: &Id| model.person_at.contains_key(&**person);
    let moved =
        published.seats.iter().filter(|(person, start)| here(person) && seat.get(person) != Some(start));
    (given_up + moved.count()) as u32
}

/// Not begun yet; a start that is no longer proposed counts as given up.
fn ahead(model: &Model<'_>, start: &Id) -> bool {
    let at = model.start_at.get(&**start);
    at.is_none_or(|at| model.starts[*at].first_day >= model.input.today)
}

fn report(
    model: &Model<'_>,
    tests: &Tests,
    plan: Schedule,
    best: Option<&Schedule>,
    announced: u32,
) -> Rescheduled {
    let changed = count(model, &plan);
    let changes = match plan.status {
        Status::Infeasible => Vec::new(),
        _ => Comparison::new(model, tests, &plan).changes(),
    };
    Rescheduled { schedule: plan, changes, announced, changed, kept_announced: best.is_some() }
}

/// A plan beside what was announced.
struct Comparison<'a> {
    model: &'a Model<'a>,
    plan: &'a Schedule,
    seat: BTreeMap<&'a Id, &'a Id>,
    runs: BTreeSet<&'a Id>,
    rows: Vec<Row>,
}

impl<'a> Comparison<'a> {
    fn new(model: &'a Model<'a>, tests: &'a Tests, plan: &'a Schedule) -> Self {
        Self {
            model,
            plan,
            seat: plan.seats.iter().map(|seat| (&seat.person, &seat.start)).collect(),
            runs: plan.starts.iter().map(|start| &start.start).collect(),
            rows: tests.rows(model),
        }
    }

    fn changes(&self) -> Vec<Change> {
        let published = &self.model.input.published;
        let mut changes = Vec::new();
        for start in
            published.starts.iter().filter(|start| ahead(self.model, start) && !self.runs.contains(start))
        {
            let what = Changed::StartGivenUp { start: start.clone() };
            changes.push(Change { what, cause: self.why_given_up(start) });
        }
        let any = !(published.starts.is_empty() && published.seats.is_empty());
        for start in self.runs.iter().filter(|start| any && !published.starts.contains(start)) {
            let what = Changed::StartAdded { start: (*start).clone() };
            changes.push(Change { what, cause: self.why_added(start) });
        }
        for person in &self.model.input.people {
            if let Some(change) = self.seat_change(&person.id) {
                changes.push(change);
            }
        }
        self.test_changes(&mut changes);
        changes.sort_unstable();
        changes
    }

    fn seat_change(&self, person: &Id) -> Option<Change> {
        let published = &self.model.input.published;
        let change = |what, cause| Some(Change { what, cause });
        let person_id = person.clone();
        match (published.seats.get(person), self.seat.get(person)) {
            (Some(from), Some(to)) if from == *to => None,
            (Some(from), Some(to)) => {
                let what = Changed::SeatMoved { person: person_id, from: from.clone(), to: (*to).clone() };
                change(what, self.why_moved(person, from, Some(to)))
            }
            (Some(from), None) => {
                let what = Changed::SeatLost { person: person_id, from: from.clone() };
                change(what, self.why_moved(person, from, None))
            }
            (None, Some(to)) if !published.seats.is_empty() => {
                let pinned = self.pinned(person);
                let cause = match published.without_seat.contains(person) {
                    _ if pinned => Cause::Pinned,
                    true => Cause::SeatFree,
                    false => Cause::NewPerson,
                };
                change(Changed::SeatGained { person: person_id, to: (*to).clone() }, cause)
            }
            (None, _) => None,
        }
    }

    fn pinned(&self, id: &Id) -> bool {
        self.model.input.pins.iter().any(|pin| match pin {
            Pin::KeepSeat { person, .. } | Pin::ForbidSeat { person, .. } | Pin::LeaveOut { person } => {
                person == id
            }
            Pin::OpenStart { start } | Pin::CloseStart { start } | Pin::MoveStart { start, .. } => {
                start == id
            }
        })
    }

    fn why_moved(&self, person: &Id, from: &Id, to: Option<&Id>) -> Cause {
        let model = self.model;
        let Some(start) = model.start_at.get(&**from).copied() else {
            return Cause::StartGone { start: from.clone() };
        };
        let at = model.person_at[&**person];
        if self.pinned(person) {
            return Cause::Pinned;
        }
        if model.input.people[at].promised.as_ref().is_some_and(|promised| Some(promised) == to) {
            return Cause::Promised;
        }
        let course = &model.starts[start];
        if course.decision == Decision::Closed || model.moved.contains(&start) || !model.in_horizon(start) {
            return Cause::StartGone { start: from.clone() };
        }
        let ready = self.rows.iter().find(|row| row.person == at).and_then(|row| row.ready);
        if let Err(reason) = model.fit(at, start, ready) {
            return Cause::NoLongerFits { reason };
        }
        if !self.runs.contains(from) {
            return Cause::StartGivenUp { start: from.clone() };
        }
        let announced = &model.input.published.seats;
        let now = self.plan.seats.iter().filter(|seat| seat.start == *from);
        let people: u32 = now.clone().map(|seat| seat.count).sum();
        let by: Vec<Id> = now
            .filter(|seat| announced.get(&seat.person) != Some(from))
            .map(|seat| seat.person.clone())
            .collect();
        if people >= course.seats && !by.is_empty() {
            return Cause::Displaced { by };
        }
        self.better_than(self.keeping_starts())
    }

    fn why_given_up(&self, start: &Id) -> Cause {
        let Some(at) = self.model.start_at.get(&**start).copied() else {
            return Cause::StartGone { start: start.clone() };
        };
        let course = &self.model.starts[at];
        if self.model.pinned.contains(&at) {
            return Cause::Pinned;
        }
        if course.decision == Decision::Closed || !self.model.in_horizon(at) || course.seats == 0 {
            return Cause::StartGone { start: start.clone() };
        }
        let fits = |row: &&Row| self.model.fit(row.person, at, row.ready).is_ok();
        let possible: u32 = self.rows.iter().filter(fits).map(|row| row.count).sum();
        if possible < course.minimum.max(1) {
            return Cause::TooFewPeople { possible, minimum: course.minimum.max(1) };
        }
        let announced = self.model.input.published.seats.iter().filter(|(_, announced)| *announced == start);
        let people: BTreeSet<usize> =
            announced.filter_map(|(person, _)| self.model.person_at.get(&**person).copied()).collect();
        let left = self.rows.iter().filter(|row| people.contains(&row.person) && fits(row));
        let possible = left.map(|row| row.count).sum();
        if possible < course.minimum {
            return Cause::TooFewPeople { possible, minimum: course.minimum };
        }
        self.better_than(self.keeping_starts())
    }

    /// The best seats if all announced starts run that can; one that others would have to starve for does not.
    fn keeping_starts(&self) -> Option<Found> {
        let (seating, _) = Seating::new(self.model, self.rows.clone());
        let published = &self.model.input.published.starts;
        let open: Vec<bool> = self.model.starts.iter().map(|start| published.contains(&start.id)).collect();
        seating.layered.improve(&open, 0).ok().map(|(found, _)| found)
    }

    /// The first level at which the plan is better than one that keeps the announced starts wherever it can.
    fn better_than(&self, kept: Option<Found>) -> Cause {
        let kept = kept.map(|kept| kept.value);
        let now = |level: LevelCode| self.plan.levels[level as usize].value;
        let first = LevelCode::ALL.into_iter().find_map(|level| {
            let kept = kept.as_ref()?[level as usize];
            (kept != now(level)).then_some((level, kept))
        });
        let (level, kept) = first.unwrap_or((LevelCode::Changes, now(LevelCode::Changes)));
        Cause::Better { level, kept, now: now(level) }
    }

    /// The first level at which the plan would be worse without the start.
    fn why_added(&self, start: &Id) -> Cause {
        let at = self.model.start_at[&**start];
        if self.model.pinned.contains(&at) {
            return Cause::Pinned;
        }
        if self.model.starts[at].decision == Decision::Open {
            return Cause::Promised;
        }
        let (seating, _) = Seating::new(self.model, self.rows.clone());
        let mut open: Vec<bool> =
            self.model.starts.iter().map(|start| self.runs.contains(&start.id)).collect();
        open[at] = false;
        let without = seating.layered.improve(&open, 0).map(|(found, _)| found.value);
        let now = |level: LevelCode| self.plan.levels[level as usize].value;
        let first = LevelCode::ALL.into_iter().find_map(|level| {
            let without = without.as_ref().ok()?[level as usize];
            (without != now(level)).then_some((level, without))
        });
        let (level, kept) = first.unwrap_or((LevelCode::Changes, now(LevelCode::Changes)));
        Cause::Better { level, kept, now: now(level) }
    }

    fn test_changes(&self, changes: &mut Vec<Change>) {
        let published = &self.model.input.published;
        if published.test_days.is_empty() && published.bookings.is_empty() {
            return;
        }
        let held: BTreeSet<&Id> = self.plan.test_days.iter().map(|day| &day.test_day).collect();
        let days: BTreeMap<&Id, _> = self.model.input.test_days.iter().map(|day| (&day.id, day)).collect();
        for test_day in published.test_days.iter().filter(|day| !held.contains(day)) {
            let cause = self.why_test(days.get(test_day).map(|day| day.decision), test_day);
            changes.push(Change { what: Changed::TestDayGivenUp { test_day: test_day.clone() }, cause });
        }
        for test_day in held.iter().filter(|day| !published.test_days.contains(day)) {
            let cause = self.why_test(days.get(*test_day).map(|day| day.decision), test_day);
            changes.push(Change { what: Changed::TestDayAdded { test_day: (*test_day).clone() }, cause });
        }
        let mut now: BTreeMap<&Id, &Id> = BTreeMap::new();
        for day in &self.plan.test_days {
            now.extend(day.booked.iter().map(|booking| (&booking.person, &day.test_day)));
        }
        for (person, from) in &published.bookings {
            let Some(at) = self.model.person_at.get(&**person).copied() else { continue };
            if self.model.input.people[at].tested || now.get(person) == Some(&from) {
                continue;
            }
            let cause = match days.contains_key(from) && held.contains(from) {
                true => self.test_cause(),
                false => Cause::StartGivenUp { start: from.clone() },
            };
            let to = now.get(person).map(|to| (*to).clone());
            let what = Changed::BookingMoved { person: person.clone(), from: from.clone(), to };
            changes.push(Change { what, cause });
        }
    }

    fn why_test(&self, decision: Option<Decision>, test_day: &Id) -> Cause {
        match decision {
            None | Some(Decision::Closed) => Cause::StartGone { start: test_day.clone() },
            Some(Decision::Open) => Cause::Promised,
            Some(Decision::Free) => self.test_cause(),
        }
    }

    /// Test days change for the people that wait; the level that decided.
    fn test_cause(&self) -> Cause {
        let levels = &self.plan.test_levels;
        let decided = levels.iter().find(|level| level.value > 0);
        let level = decided.map_or(LevelCode::Changes, |level| level.level);
        let now = levels.get(level as usize).map_or(0, |level| level.value);
        Cause::Better { level, kept: now, now }
    }
}
