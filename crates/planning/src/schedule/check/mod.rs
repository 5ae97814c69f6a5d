//! Checks a plan of test days and starts against its input, independently of the planner.
//!
//! Shares only the types of input and output with the planner, none of its code: every rule and every sum is worked out anew
//! from the rows. It cannot prove that a bound is right, but it finds one that the plan itself contradicts.

mod finding;
mod resources;
mod rules;

pub use finding::Finding;

use super::input::{Decision, Id, Input, Person, Pin, Start, TestDay};
use super::output::{LevelCode, LevelValue, Schedule, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is wrong with a plan; empty if it is allowed and its numbers are right.
pub fn check(input: &Input, plan: &Schedule) -> Vec<Finding> {
    let mut checker = Checker::new(input, plan);
    checker.form();
    checker.tests();
    if plan.status == Status::Infeasible {
        checker.infeasible();
        return checker.found;
    }
    checker.starts();
    checker.seats();
    checker.counts();
    checker.promises();
    checker.resources();
    checker.levels();
    checker.shares();
    checker.found
}

/// What is known about the plan while it is checked.
struct Checker<'a> {
    input: &'a Input,
    plan: &'a Schedule,
    person: BTreeMap<&'a Id, &'a Person>,
    /// Starts with moves and decisions by hand.
    start: BTreeMap<&'a Id, Start>,
    test_day: BTreeMap<&'a Id, &'a TestDay>,
    runs: BTreeSet<&'a Id>,
    /// People per start.
    load: BTreeMap<&'a Id, u64>,
    /// Seats that must be: row of people, start.
    kept: BTreeSet<(&'a Id, &'a Id)>,
    left_out: BTreeSet<&'a Id>,
    forbidden: BTreeSet<(&'a Id, &'a Id)>,
    /// First possible days of the untested, and how many have each.
    tested: BTreeMap<&'a Id, Vec<(i64, u64)>>,
    found: Vec<Finding>,
}

impl<'a> Checker<'a> {
    fn new(input: &'a Input, plan: &'a Schedule) -> Self {
        let mut start: BTreeMap<&Id, Start> = input.starts.iter().map(|row| (&row.id, row.clone())).collect();
        let mut kept: BTreeSet<(&Id, &Id)> = BTreeSet::new();
        let (mut left_out, mut forbidden) = (BTreeSet::new(), BTreeSet::new());
        for pin in &input.pins {
            let mut decide = |id: &Id, decision| {
                if let Some(start) = start.get_mut(id) {
                    start.decision = decision;
                }
            };
            match pin {
                Pin::OpenStart { start } => decide(start, Decision::Open),
                Pin::CloseStart { start } => decide(start, Decision::Closed),
                Pin::MoveStart { start: id, first_day, last_day } => {
                    if let Some(start) = start.get_mut(id) {
                        start.first_day = *first_day;
                        start.last_day = *last_day;
                    }
                }
                Pin::KeepSeat { person, start } => _ = kept.insert((person, start)),
                Pin::ForbidSeat { person, start } => _ = forbidden.insert((person, start)),
                Pin::LeaveOut { person } => _ = left_out.insert(person),
            }
        }
        for person in &input.people {
            kept.extend(person.promised.as_ref().map(|promised| (&person.id, promised)));
        }
        kept.retain(|(person, _)| !left_out.contains(person));
        for (_, id) in &kept {
            if let Some(start) = start.get_mut(id)
                && start.decision == Decision::Free
            {
                start.decision = Decision::Open;
            }
        }
        let mut load: BTreeMap<&Id, u64> = BTreeMap::new();
        for seat in &plan.seats {
            *load.entry(&seat.start).or_default() += u64::from(seat.count);
        }
        Self {
            input,
            plan,
            person: input.people.iter().map(|row| (&row.id, row)).collect(),
            start,
            test_day: input.test_days.iter().map(|row| (&row.id, row)).collect(),
            runs: plan.starts.iter().map(|row| &row.start).collect(),
            load,
            kept,
            left_out,
            forbidden,
            tested: BTreeMap::new(),
            found: Vec::new(),
        }
    }

    fn last_day(&self) -> i64 {
        i64::from(self.input.today) + i64::from(self.input.horizon_days)
    }

    fn within_horizon(&self, day: i32) -> bool {
        i64::from(day) >= i64::from(self.input.today) && i64::from(day) <= self.last_day()
    }

    fn form(&mut self) {
        if self.plan.format != super::output::FORMAT {
            self.found.push(Finding::OtherFormat { format: self.plan.format.clone() });
        }
        if self.plan.input_digest != digest(self.input) {
            self.found.push(Finding::OtherInput);
        }
        let plan = self.plan;
        let sorted = [
            ("starts", plan.starts.is_sorted_by(|a, b| a.start < b.start)),
            ("seats", plan.seats.is_sorted_by(|a, b| (&a.person, &a.start) < (&b.person, &b.start))),
            ("test_days", plan.test_days.is_sorted_by(|a, b| a.test_day < b.test_day)),
            ("unassigned", plan.unassigned.is_sorted_by(|a, b| (&a.person, a.count) <= (&b.person, b.count))),
            ("untested", plan.untested.is_sorted_by(|a, b| a.person < b.person)),
        ];
        for (list, sorted) in sorted {
            if !sorted {
                self.found.push(Finding::NotSortedOrRepeated { list: list.to_owned() });
            }
        }
    }

    /// A plan that says nothing is possible must name why, and there must be promises or pins that could clash.
    fn infeasible(&mut self) {
        let plan = self.plan;
        if plan.conflict.is_empty()
            || self.kept.is_empty()
            || !(plan.seats.is_empty() && plan.starts.is_empty())
        {
            self.found.push(Finding::FalseInfeasible);
        }
    }

    fn levels(&mut self) {
        let seats = self.seat_levels();
        let tests = self.test_levels();
        let stated = [("levels", &self.plan.levels, seats), ("test_levels", &self.plan.test_levels, tests)];
        let mut proven = true;
        for (list, stated, actual) in stated {
            if stated.len() != LevelCode::ALL.len() {
                self.found.push(Finding::LevelsMissing { list: list.to_owned() });
                continue;
            }
            for (LevelValue { level, value, lower_bound }, (code, actual)) in
                stated.iter().zip(LevelCode::ALL.iter().zip(actual))
            {
                proven &= value == lower_bound;
                if level != code || *value != actual {
                    let (list, level, stated) = (list.to_owned(), *code, *value);
                    self.found.push(Finding::WrongLevel { list, level, stated, actual });
                }
                if lower_bound > value {
                    let list = list.to_owned();
                    self.found.push(Finding::BoundAboveValue { list, level: *code });
                }
            }
        }
        if (self.plan.status == Status::Optimal) != proven {
            self.found.push(Finding::StatusNotProven);
        }
    }

    fn seat_levels(&self) -> [i64; 9] {
        let mut sums = [0_i64; 9];
        let mut add = |level: LevelCode, amount: i64| sums[level as usize] += amount;
        let terms = &self.input.terms;
        for seat in &self.plan.seats {
            let (Some(person), Some(start)) = (self.person.get(&seat.person), self.start.get(&seat.start))
            else {
                continue;
            };
            let count = i64::from(seat.count);
            let wait = (i64::from(start.first_day) - i64::from(person.waiting_since)).max(0);
            let late = i64::from(wait > i64::from(terms.late_after_days));
            let missing_care = person.needs_care && !start.care;
            let care = if missing_care { i64::from(terms.without_care_minutes.unwrap_or(0)) } else { 0 };
            let way = person.travel.get(&start.site).copied().map_or(0, i64::from);
            let first = person.class == 0;
            add(if first { LevelCode::PriorityLate } else { LevelCode::Late }, late * count);
            add(if first { LevelCode::PriorityWaiting } else { LevelCode::Waiting }, wait * count);
            add(LevelCode::Reach, (way + care) * count);
            let announced = self.input.published.seats.get(&person.id);
            add(LevelCode::Changes, i64::from(announced.is_some_and(|other| *other != start.id)) * count);
        }
        for row in &self.plan.unassigned {
            let Some(person) = self.person.get(&row.person) else { continue };
            let count = i64::from(row.count);
            let wait =
                (self.last_day() - i64::from(person.waiting_since)).max(0) + i64::from(terms.unseated_days);
            if person.class == 0 {
                add(LevelCode::PriorityUnseated, count);
                add(LevelCode::PriorityLate, count);
                add(LevelCode::PriorityWaiting, wait * count);
            } else {
                add(LevelCode::Late, count);
                add(LevelCode::Waiting, wait * count);
            }
            add(LevelCode::Changes, i64::from(self.input.published.seats.contains_key(&person.id)) * count);
        }
        let published = &self.input.published;
        let any = !(published.starts.is_empty() && published.seats.is_empty());
        for id in &self.runs {
            let Some(start) = self.start.get(id) else { continue };
            let people = self.load.get(id).copied().unwrap_or(0) as i64;
            add(LevelCode::EmptySeats, i64::from(start.seats) - people);
            add(LevelCode::Changes, i64::from(any && !published.starts.contains(id)));
        }
        let ahead = |id: &Id| self.start.get(id).is_some_and(|start| self.within_horizon(start.first_day));
        let gone = published.starts.iter().filter(|id| ahead(id) && !self.runs.contains(id));
        add(LevelCode::Changes, gone.count() as i64);
        add(LevelCode::Shares, self.distance_from_shares());
        sums
    }

    fn distance_from_shares(&self) -> i64 {
        let seated = self.seated_with();
        let all: i64 = seated.values().sum();
        let shares = self.input.shares.iter();
        shares.map(|share| (100 * seated[&share.provider] - i64::from(share.percent) * all).abs()).sum()
    }

    /// People seated this year with each provider that has a share.
    fn seated_with(&self) -> BTreeMap<&'a Id, i64> {
        let shares = self.input.shares.iter();
        let mut seated: BTreeMap<&Id, i64> =
            shares.map(|share| (&share.provider, i64::from(share.seated))).collect();
        for seat in &self.plan.seats {
            if let Some(start) = self.start.get(&seat.start)
                && let Some(sum) = seated.get_mut(&start.provider)
            {
                *sum += i64::from(seat.count);
            }
        }
        seated
    }

    fn shares(&mut self) {
        let seated = self.seated_with();
        let all: i64 = seated.values().sum();
        let listed: BTreeSet<&Id> = self.plan.shares.iter().map(|row| &row.provider).collect();
        if listed != seated.keys().copied().collect() || self.plan.shares.len() != seated.len() {
            self.found.push(Finding::SharesMissing);
        }
        for row in &self.plan.shares {
            let Some(people) = seated.get(&row.provider).copied() else { continue };
            let of_provider = self.input.starts.iter().filter(|start| start.provider == row.provider);
            let course = of_provider.map(|start| i64::from(start.seats)).max().unwrap_or(0);
            let target = i64::from(row.percent) * all;
            let apart = (100 * people - target).abs();
            let tolerance = i64::from(self.input.terms.share_tolerance_percent);
            let within = 100 * apart <= tolerance * target || apart <= 100 * course;
            let agreed = self.input.shares.iter().find(|share| share.provider == row.provider);
            let right = i64::from(row.seated) == people
                && i64::from(row.of) == all
                && row.within == within
                && agreed.is_some_and(|share| share.percent == row.percent);
            if !right {
                self.found.push(Finding::WrongShare { provider: row.provider.clone() });
            }
        }
    }
}

/// The hash anew.
fn digest(input: &Input) -> String {
    use sha2::Digest;
    let text = serde_json::to_string(input).unwrap_or_default();
    let hash = sha2::Sha256::digest(text.as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
