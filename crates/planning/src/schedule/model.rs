//! The input read once: starts with their moves, rows of people with the day they can begin, who may sit where at what
//! cost, and what the starts use up.

use super::error::InputError;
use super::input::{Decision, Id, Input, Person, Pin, Start};
use super::output::{Reason, Resource};
use crate::assignment::PoolLimit;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The input with its ids resolved.
pub(crate) struct Model<'a> {
    pub input: &'a Input,
    /// Starts as they are after moves by hand; `decision` holds what is decided, by hand too.
    pub starts: Vec<Start>,
    pub person_at: HashMap<&'a str, usize>,
    pub start_at: HashMap<&'a str, usize>,
    /// Rows of people left out by hand.
    left_out: HashSet<usize>,
    /// Pairs forbidden by hand.
    forbidden: HashSet<(usize, usize)>,
    /// Promised and pinned seats, by person.
    pub kept: BTreeMap<usize, BTreeSet<usize>>,
    /// Starts fixed by hand.
    pub pinned: HashSet<usize>,
    /// Starts moved by hand.
    pub moved: HashSet<usize>,
    by_entry: HashMap<(&'a str, u16), Vec<usize>>,
}

/// What a seat counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fit {
    /// Days of waiting until the first day.
    pub wait: i64,
    /// Beyond the region's limit.
    pub late: bool,
    /// Minutes of the way.
    pub way: i64,
    /// Minutes with those for missing child care.
    pub minutes: i64,
}

impl<'a> Model<'a> {
    /// Reads an input whose ids were checked.
    pub fn new(input: &'a Input) -> Result<Self, InputError> {
        super::validate::validate(input)?;
        let person_at: HashMap<&str, usize> = input.people.iter().map(|p| &*p.id).zip(0..).collect();
        let start_at: HashMap<&str, usize> = input.starts.iter().map(|s| &*s.id).zip(0..).collect();
        let mut by_entry: HashMap<(&str, u16), Vec<usize>> = HashMap::new();
        for (at, start) in input.starts.iter().enumerate() {
            by_entry.entry((&*start.kind, start.section)).or_default().push(at);
        }
        let mut model = Self {
            input,
            starts: input.starts.clone(),
            person_at,
            start_at,
            left_out: HashSet::new(),
            forbidden: HashSet::new(),
            kept: BTreeMap::new(),
            pinned: HashSet::new(),
            moved: HashSet::new(),
            by_entry,
        };
        model.read_pins();
        Ok(model)
    }

    fn read_pins(&mut self) {
        let input = self.input;
        for (at, person) in input.people.iter().enumerate() {
            if let Some(promised) = &person.promised {
                self.kept.entry(at).or_default().insert(self.start_at[&**promised]);
            }
        }
        for pin in &input.pins {
            match pin {
                Pin::OpenStart { start } => self.decide(start, Decision::Open),
                Pin::CloseStart { start } => self.decide(start, Decision::Closed),
                Pin::MoveStart { start, first_day, last_day } => {
                    let at = self.start_at[&**start];
                    (self.starts[at].first_day, self.starts[at].last_day) = (*first_day, *last_day);
                    self.moved.insert(at);
                }
                Pin::KeepSeat { person, start } => {
                    let (person, start) = (self.person_at[&**person], self.start_at[&**start]);
                    self.kept.entry(person).or_default().insert(start);
                }
                Pin::ForbidSeat { person, start } => {
                    self.forbidden.insert((self.person_at[&**person], self.start_at[&**start]));
                }
                Pin::LeaveOut { person } => {
                    let person = self.person_at[&**person];
                    self.left_out.insert(person);
                    self.kept.remove(&person);
                }
            }
        }
        // Somebody's seat in it is promised: it runs, whatever its minimum.
        for start in self.kept.values().flatten() {
            let decision = &mut self.starts[*start].decision;
            if *decision == Decision::Free {
                *decision = Decision::Open;
            }
        }
    }

    fn decide(&mut self, start: &str, decision: Decision) {
        let at = self.start_at[start];
        self.starts[at].decision = decision;
        self.pinned.insert(at);
    }

    /// Last day of the horizon.
    pub fn end(&self) -> i32 {
        self.input.today.saturating_add_unsigned(self.input.horizon_days)
    }

    /// The start begins within the horizon.
    pub fn in_horizon(&self, start: usize) -> bool {
        (self.input.today..=self.end()).contains(&self.starts[start].first_day)
    }

    /// Starts of a person's type and section within the horizon.
    pub fn of_entry<'s>(&'s self, person: &'s Person) -> impl Iterator<Item = usize> + 's {
        let all = self.by_entry.get(&(&*person.kind, person.section)).map_or(&[][..], |all| all);
        all.iter().copied().filter(|start| self.in_horizon(*start))
    }

    /// Days that somebody without a seat counts as waiting.
    pub fn wait_unseated(&self, person: &Person) -> i64 {
        let days = i64::from(self.end()) - i64::from(person.waiting_since);
        days.max(0) + i64::from(self.input.terms.unseated_days)
    }

    /// Minutes of the way to a site, if it can be reached.
    pub fn way(&self, person: &Person, site: &str) -> Option<u32> {
        let minutes = person.travel.get(site).copied();
        minutes.filter(|minutes| *minutes <= self.input.terms.longest_way_minutes)
    }

    /// What a seat counts as, or the first limit that forbids it. `ready` is the first possible day, none without a test.
    pub fn fit(&self, at: usize, start: usize, ready: Option<i32>) -> Result<Fit, Reason> {
        let (person, terms) = (&self.input.people[at], &self.input.terms);
        let course = &self.starts[start];
        if self.left_out.contains(&at) {
            return Err(Reason::LeftOut);
        }
        if person.kind != course.kind || person.section != course.section || !self.in_horizon(start) {
            return Err(Reason::NoSuchCourse);
        }
        if course.decision == Decision::Closed || course.seats == 0 {
            return Err(Reason::Closed);
        }
        let way = i64::from(self.way(person, &course.site).ok_or(Reason::Unreachable)?);
        if person.times & (1 << course.time) == 0 {
            return Err(Reason::NoFittingTime);
        }
        let mut minutes = way;
        if person.needs_care && !course.care {
            minutes += i64::from(terms.without_care_minutes.ok_or(Reason::NoChildCare)?);
        }
        if ready.ok_or(Reason::NoTest)? > course.first_day {
            return Err(Reason::NotReady);
        }
        if self.forbidden.contains(&(at, start)) {
            return Err(Reason::Forbidden);
        }
        let wait = (i64::from(course.first_day) - i64::from(person.waiting_since)).max(0);
        Ok(Fit { wait, late: wait > i64::from(terms.late_after_days), way, minutes })
    }

    /// The first limit, in order, that leaves a row of people no start at all; none if one is left.
    pub fn ruled_out(&self, at: usize, ready: Option<i32>) -> Option<Reason> {
        if self.left_out.contains(&at) {
            return Some(Reason::LeftOut);
        }
        let mut last = Reason::NoSuchCourse;
        for start in self.of_entry(&self.input.people[at]) {
            match self.fit(at, start, ready) {
                Ok(_) => return None,
                Err(reason) => last = last.max(reason),
            }
        }
        Some(last)
    }

    /// What starts use up while they run: rooms and teachers, each where most starts come together.
    pub fn resources(&self) -> Vec<(Resource, PoolLimit)> {
        let mut found = Vec::new();
        self.rooms(&mut found);
        self.teachers(&mut found);
        found
    }

    fn usable(&self, start: usize) -> bool {
        match self.starts[start].decision {
            Decision::Free => self.in_horizon(start),
            Decision::Open => true,
            Decision::Closed => false,
        }
    }

    fn rooms(&self, found: &mut Vec<(Resource, PoolLimit)>) {
        let mut rooms: BTreeMap<(&Id, &Id, u8), Vec<usize>> = BTreeMap::new();
        for (at, start) in self.starts.iter().enumerate().filter(|(at, _)| self.usable(*at)) {
            if let Some(room) = &start.room {
                rooms.entry((&start.site, room, start.time)).or_default().push(at);
            }
        }
        for ((site, room, time), starts) in rooms {
            let mut sets = Vec::new();
            for weekday in 0..7 {
                let there = starts.iter().filter(|at| self.starts[**at].weekdays & (1 << weekday) != 0);
                let there: Vec<(usize, u32)> = there.map(|at| (*at, 1)).collect();
                self.peaks(&there, &[], &mut sets);
            }
            for (day, uses) in undominated(sets) {
                let resource = Resource::Room { site: site.clone(), room: room.clone(), time, day };
                found.push((resource, PoolLimit { capacity: 1, uses }));
            }
        }
    }

    fn teachers(&self, found: &mut Vec<(Resource, PoolLimit)>) {
        let cap = self.input.terms.teacher_cap;
        for pool in &self.input.teachers {
            let capacity =
                pool.lessons.iter().fold(0_u32, |sum, hours| sum.saturating_add((*hours).min(cap)));
            let (from, until) = (pool.from_day.unwrap_or(i32::MIN), pool.until_day.unwrap_or(i32::MAX));
            let draws = |start: &Start| {
                start.provider == pool.provider
                    && (pool.kinds.is_empty() || pool.kinds.contains(&start.kind))
                    && start.first_day <= until
                    && start.last_day >= from
                    && start.lessons_per_week > 0
            };
            let starts =
                self.starts.iter().enumerate().filter(|(at, start)| self.usable(*at) && draws(start));
            let starts: Vec<(usize, u32)> = starts.map(|(at, start)| (at, start.lessons_per_week)).collect();
            let mut sets = Vec::new();
            self.peaks(&starts, &[from], &mut sets);
            sets.retain(|(day, _)| (from..=until).contains(day));
            for (day, uses) in undominated(sets) {
                found.push((Resource::Teachers { pool: pool.id.clone(), day }, PoolLimit { capacity, uses }));
            }
        }
    }

    /// For every first day (and further days), which of the starts are under way.
    fn peaks(&self, starts: &[(usize, u32)], further: &[i32], sets: &mut Vec<(i32, Vec<(u32, u32)>)>) {
        let days: BTreeSet<i32> =
            starts.iter().map(|(at, _)| self.starts[*at].first_day).chain(further.iter().copied()).collect();
        for day in days {
            let under_way = |at: usize| self.starts[at].first_day <= day && self.starts[at].last_day >= day;
            let uses =
                starts.iter().filter(|(at, _)| under_way(*at)).map(|(at, amount)| (*at as u32, *amount));
            sets.push((day, uses.collect()));
        }
    }
}

/// Sets that are not part of another.
fn undominated(mut sets: Vec<(i32, Vec<(u32, u32)>)>) -> Vec<(i32, Vec<(u32, u32)>)> {
    sets.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.cmp(b)));
    let mut kept: Vec<(i32, Vec<(u32, u32)>)> = Vec::new();
    for (day, set) in sets {
        let within = |larger: &Vec<(u32, u32)>| set.iter().all(|start| larger.binary_search(start).is_ok());
        if !set.is_empty() && !kept.iter().any(|(_, larger)| within(larger)) {
            kept.push((day, set));
        }
    }
    kept.sort_by_key(|(day, _)| *day);
    kept
}
