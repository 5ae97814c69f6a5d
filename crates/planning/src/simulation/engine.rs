//! Runs a year week by week and adds up what it cost.

use super::first_come::FirstCome;
use super::laying::Task;
use super::rolling::Rolling;
use super::setting::{RegionData, Setting};
use super::world::{Arrival, Candidate, World};
use crate::assignment::Limits;
use crate::problem::Decision;
use serde::{Deserialize, Serialize};

/// How starts are announced and seats given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Ours: plans the coming weeks with draws of the future, announces what is due, plans again next week.
    Rolling,
    /// The same with the true arrivals of the weeks ahead: what is lost against hindsight without any uncertainty.
    RollingKnowing,
    /// The best plan for those who wait today, without a thought for tomorrow.
    Greedy,
    /// One list for all providers, in order of arrival; a start is announced once enough people wait for it.
    FirstComePooled,
    /// Each provider has its own list; people go to the nearest.
    FirstComeAlone,
}

/// What a year came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Year {
    /// In points.
    pub cost: i64,
    /// Nobody can do with less; of the hindsight plan only.
    pub bound: Option<i64>,
    /// People who came and sat, and those who would have come and wait on at the end.
    pub seated: u32,
    /// See `seated`.
    pub unseated: u32,
    /// Mean days of waiting of the seated.
    pub mean_wait: f64,
    /// Of a hundred people who would come, those who waited longer than six weeks.
    pub late_percent: f64,
    /// Courses opened, and those of them that began below the minimum.
    pub courses: u32,
    /// See `courses`.
    pub below_minimum: u32,
    /// Of a hundred seats in courses that ran, those that stayed empty.
    pub empty_percent: f64,
    /// People seated per provider.
    pub per_provider: Vec<u32>,
    /// Providers within 15 % of their agreed share or within one course.
    pub within_share: u32,
}

/// The state of a running year.
pub(crate) struct State<'w, 'a> {
    pub world: &'w World<'a>,
    pub week: u32,
    /// Who waits, in order of arrival.
    pub queue: Vec<usize>,
    /// Announced starts that have not begun, with those promised a seat.
    pub announced: Vec<(usize, Vec<usize>)>,
    /// Per slot: first week in which it is free.
    pub free_from: Vec<u32>,
    /// People seated per provider.
    pub per_provider: Vec<u32>,
}

/// What a policy must do.
pub(crate) trait Plans {
    /// Candidates to announce this week, with those promised a seat.
    fn announce(&mut self, state: &State<'_, '_>) -> Vec<(usize, Vec<usize>)>;
    /// Who of the queue sits in a start that begins, best first; those who do not come are found out one by one.
    fn seat(&mut self, state: &State<'_, '_>, start: usize, promised: &[usize]) -> Vec<usize>;
}

#[derive(Default)]
struct Tally {
    cost: i64,
    waits: Vec<i64>,
    late: u32,
    courses: u32,
    below: u32,
    seats: u32,
    taken: u32,
}

impl Tally {
    fn course(&mut self, world: &World<'_>, candidate: &Candidate, people: usize) {
        self.cost += world.setting.cost.opening;
        self.courses += 1;
        self.below += u32::from((people as u32) < world.setting.minimum);
        self.seats += world.seats(candidate);
        self.taken += people as u32;
    }

    fn person(&mut self, world: &World<'_>, person: &Arrival, candidate: &Candidate) {
        let wait = 7 * i64::from(candidate.week - person.week);
        self.cost += world.seat(person, candidate).unwrap_or(0);
        self.waits.push(wait);
        self.late += u32::from(wait > 42);
    }

    fn year(mut self, world: &World<'_>, left: &[&Arrival], per_provider: Vec<u32>) -> Year {
        self.cost += left.iter().map(|person| world.left(person, world.last())).sum::<i64>();
        // Whoever came in the last weeks is not late yet.
        let late = left.iter().filter(|person| 7 * (world.last() + 1 - person.week) > 42).count() as u32;
        let unseated = left.len() as u32;
        let seated = self.waits.len() as u32;
        let part = |number: u32, of: u32| 100.0 * f64::from(number) / f64::from(of.max(1));
        let all: u32 = per_provider.iter().sum();
        let largest = world.setting.entries.iter().map(|entry| entry.seats).max().unwrap_or(0);
        let within = per_provider.iter().zip(&world.setting.shares).filter(|(people, share)| {
            let target = f64::from(all) * f64::from(**share) / 100.0;
            (f64::from(**people) - target).abs() <= (0.15 * target).max(f64::from(largest))
        });
        Year {
            cost: self.cost,
            bound: None,
            seated,
            unseated,
            mean_wait: self.waits.iter().sum::<i64>() as f64 / f64::from(seated.max(1)),
            late_percent: part(self.late + late, seated + unseated),
            courses: self.courses,
            below_minimum: self.below,
            empty_percent: part(self.seats - self.taken, self.seats),
            within_share: within.count() as u32,
            per_provider,
        }
    }
}

/// Runs a year under a policy.
pub fn run(region: &RegionData, setting: &Setting, policy: Policy, seed: u64) -> Year {
    let world = World::draw(region, setting, seed);
    let mut plans: Box<dyn Plans + '_> = match policy {
        Policy::Rolling => Box::new(Rolling::new(seed, setting.policy.scenarios, false)),
        Policy::RollingKnowing => Box::new(Rolling::new(seed, 1, true)),
        Policy::Greedy => Box::new(Rolling::new(seed, 0, false)),
        Policy::FirstComePooled => Box::new(FirstCome::new(&world, false)),
        Policy::FirstComeAlone => Box::new(FirstCome::new(&world, true)),
    };
    let mut state = State {
        world: &world,
        week: 0,
        queue: Vec::new(),
        announced: Vec::new(),
        free_from: world.slots.iter().map(|slot| slot.free_from).collect(),
        per_provider: vec![0; setting.shares.len()],
    };
    let mut tally = Tally::default();
    let mut next = 0;
    for week in 1..setting.weeks + setting.weeks_after {
        state.week = week;
        while world.arrivals.get(next).is_some_and(|arrival| arrival.week < week) {
            state.queue.push(next);
            next += 1;
        }
        for (start, promised) in plans.announce(&state) {
            let candidate = &world.candidates[start];
            state.free_from[candidate.slot] = world.end(candidate);
            state.announced.push((start, promised));
        }
        begin(&mut state, &mut *plans, &mut tally);
    }
    let waiting = state.queue.iter().map(|at| &world.arrivals[*at]);
    let left: Vec<&Arrival> = waiting.chain(&world.arrivals[next..]).filter(|person| person.comes).collect();
    tally.year(&world, &left, state.per_provider)
}

/// Starts of this week begin: the booked come or do not, empty seats go to the next.
fn begin(state: &mut State<'_, '_>, plans: &mut dyn Plans, tally: &mut Tally) {
    let world = state.world;
    let now = |(start, _): &(usize, Vec<usize>)| world.candidates[*start].week == state.week;
    let (beginning, later) = std::mem::take(&mut state.announced).into_iter().partition(now);
    state.announced = later;
    let beginning: Vec<(usize, Vec<usize>)> = beginning;
    for (start, promised) in beginning {
        let candidate = &world.candidates[start];
        let mut people = 0;
        for person in plans.seat(state, start, &promised) {
            if people == world.seats(candidate) as usize {
                break;
            }
            state.queue.retain(|waiting| *waiting != person);
            if world.arrivals[person].comes {
                people += 1;
                tally.person(world, &world.arrivals[person], candidate);
                state.per_provider[world.slots[candidate.slot].provider] += 1;
            }
        }
        tally.course(world, candidate, people);
    }
}

/// The best year if all arrivals and all who do not come were known: one exact solve, with its proven bound.
pub fn hindsight(
    region: &RegionData,
    setting: &Setting,
    seed: u64,
    limits: &Limits,
    clock: &mut dyn FnMut() -> f64,
) -> Year {
    let world = World::draw(region, setting, seed);
    let people: Vec<&Arrival> = world.arrivals.iter().filter(|arrival| arrival.comes).collect();
    let ahead = world.candidates.iter().filter(|candidate| candidate.week > setting.lead);
    let task = Task {
        out: people.iter().map(|person| world.left(person, world.last())).collect(),
        minima: vec![setting.minimum; ahead.clone().count()],
        starts: ahead.map(|candidate| (candidate, Decision::Optional, 0)).collect(),
        people,
        longest: setting.weeks + setting.weeks_after,
        hint: None,
    };
    let plan = task.solve(&world, limits, clock);
    let mut tally = Tally::default();
    let mut per_provider = vec![0_u32; setting.shares.len()];
    let mut load = vec![0; task.starts.len()];
    for (person, start, _) in &plan.seats {
        let candidate = task.starts[*start as usize].0;
        load[*start as usize] += 1;
        tally.person(&world, task.people[*person as usize], candidate);
        per_provider[world.slots[candidate.slot].provider] += 1;
    }
    for (at, (candidate, ..)) in task.starts.iter().enumerate().filter(|(at, _)| plan.open[*at]) {
        tally.course(&world, candidate, load[at]);
    }
    let left = task.people.iter().zip(&plan.left).filter(|(_, left)| **left > 0).map(|(person, _)| *person);
    let mut year = tally.year(&world, &left.collect::<Vec<_>>(), per_provider);
    year.bound = i64::try_from(plan.bound).ok();
    year
}
