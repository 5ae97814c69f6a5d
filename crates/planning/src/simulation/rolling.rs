//! Plans the coming weeks exactly, with draws of the future, and announces what is due.
//!
//! Every week: for each draw, the best plan for those who wait and those drawn, given what is announced. Of starts that are
//! alike (provider, time, type) as many are announced as the draws open in the middle. People are told a seat when their
//! start begins; until then the next plan may find them a better one. Providers behind their share are a little cheaper.
//!
//! Only starts that must be announced now are held to a minimum, a little below the real one ([`super::Rules::slack`]). A later
//! start is announced some other week, by what is known then; held to the minimum in every draw, with the people of that draw
//! alone, it would look rarer than it is.

use super::engine::{Plans, State};
use super::laying::Task;
use super::world::{Arrival, Candidate, draw_week};
use crate::assignment::{LaidPlan, Limits};
use crate::problem::Decision;
use crate::schedule::outlook::{Votes, in_the_middle};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) struct Rolling {
    seed: u64,
    /// Draws of the future; none: only those who wait count.
    scenarios: u32,
    /// The future is no draw but what will come.
    knowing: bool,
    /// The plans of this week: per person of the queue, what the seat costs in each draw, summed; without one, what
    /// staying out counts as.
    planned: BTreeMap<usize, i64>,
    /// In how many draws a person sits in a start.
    votes: BTreeMap<(usize, usize), u32>,
}

/// Most points that a course costs more or less because of its provider's share.
const MOST_SHARE: f64 = 1500.0;

/// People seated per provider, and the fewest that its announced starts are meant for: otherwise a provider behind its share
/// would be favoured again every week until the first of them begins.
fn expected_per_provider(state: &State<'_, '_>) -> Vec<u32> {
    let world = state.world;
    let mut people = state.per_provider.clone();
    for (start, _) in &state.announced {
        people[world.slots[world.candidates[*start].slot].provider] += world.setting.minimum;
    }
    people
}

/// What makes two starts alike.
type Alike = (usize, u8, bool, usize);

impl Rolling {
    pub fn new(seed: u64, scenarios: u32, knowing: bool) -> Self {
        Self { seed, scenarios, knowing, planned: BTreeMap::new(), votes: BTreeMap::new() }
    }

    fn future(&self, state: &State<'_, '_>, draw: u32, until: u32) -> Vec<Arrival> {
        let world = state.world;
        if self.knowing {
            let ahead = world.arrivals.iter().filter(|person| (state.week..until).contains(&person.week));
            return ahead.filter(|person| person.comes).cloned().collect();
        }
        let mix =
            self.seed.wrapping_mul(0x9e37_79b9).wrapping_add(u64::from(state.week) * 1009 + u64::from(draw));
        let mut random = ChaCha8Rng::seed_from_u64(mix ^ 0xf07e);
        let weeks = state.week..until.min(world.setting.weeks);
        weeks.flat_map(|week| draw_week(world.region, world.setting, week, &mut random)).collect()
    }

    /// Starts that are announced or could be, by position in the world.
    fn starts(&self, state: &State<'_, '_>, until: u32) -> Vec<(usize, Decision)> {
        let world = state.world;
        let first = state.week + world.setting.lead;
        let mut starts: Vec<(usize, Decision)> =
            state.announced.iter().map(|(start, _)| (*start, Decision::Open)).collect();
        let open = world.candidates.iter().enumerate().filter(|(_, candidate)| {
            (first..=until).contains(&candidate.week) && candidate.week >= state.free_from[candidate.slot]
        });
        starts.extend(open.map(|(at, _)| (at, Decision::Optional)));
        starts
    }

    /// What a course of a provider costs more because it is ahead of its share.
    fn tilt(state: &State<'_, '_>, candidate: &Candidate) -> i64 {
        let world = state.world;
        let provider = world.slots[candidate.slot].provider;
        let people = expected_per_provider(state);
        let all: u32 = people.iter().sum();
        let target = f64::from(all) * f64::from(world.setting.shares[provider]) / 100.0;
        let ahead = f64::from(people[provider]) - target;
        (world.setting.policy.share_price * ahead).clamp(-MOST_SHARE, MOST_SHARE) as i64
    }

    /// Fewest people that a start is opened for in the plan of one draw.
    fn minimum(&self, state: &State<'_, '_>, candidate: &Candidate) -> u32 {
        let setting = state.world.setting;
        if self.knowing || self.scenarios == 0 {
            return setting.minimum;
        }
        let now = candidate.week <= state.week + setting.lead;
        if now { setting.minimum.saturating_sub(setting.policy.slack) } else { 0 }
    }

    fn solve(
        &self,
        state: &State<'_, '_>,
        future: &[Arrival],
        starts: &[(usize, Decision)],
        until: u32,
    ) -> LaidPlan {
        let world = state.world;
        let mut people: Vec<&Arrival> = state.queue.iter().map(|at| &world.arrivals[*at]).collect();
        people.extend(future);
        let cost = &world.setting.cost;
        let out = |person: &&Arrival| self.left(state, person, until);
        let lay = |(at, decision): &(usize, Decision)| {
            let candidate = &world.candidates[*at];
            let tilt = if self.scenarios > 0 { Self::tilt(state, candidate) } else { 0 };
            (candidate, *decision, tilt.max(-cost.opening))
        };
        let task = Task {
            out: people.iter().map(out).collect(),
            starts: starts.iter().map(lay).collect(),
            minima: starts.iter().map(|(at, _)| self.minimum(state, &world.candidates[*at])).collect(),
            people,
            longest: until,
            hint: None,
        };
        let limits =
            Limits { time_limit: world.setting.policy.plan_seconds, gap: 0.001, seed: 1, threads: 1 };
        task.solve(world, &limits, &mut || 0.0)
    }

    fn note(&mut self, state: &State<'_, '_>, starts: &[(usize, Decision)], plan: &LaidPlan, until: u32) {
        let world = state.world;
        for (row, start, _) in &plan.seats {
            if let Some(at) = state.queue.get(*row as usize) {
                let start = starts[*start as usize].0;
                let cost = world.seat(&world.arrivals[*at], &world.candidates[start]);
                *self.planned.entry(*at).or_default() += cost.unwrap_or(world.setting.cost.unseated);
                *self.votes.entry((*at, start)).or_default() += 1;
            }
        }
        for (at, _) in state.queue.iter().zip(&plan.left).filter(|(_, left)| **left > 0) {
            *self.planned.entry(*at).or_default() += self.left(state, &world.arrivals[*at], until);
        }
    }

    /// What staying out of the plan counts as.
    fn left(&self, state: &State<'_, '_>, person: &Arrival, until: u32) -> i64 {
        if self.scenarios == 0 { state.world.setting.cost.unseated } else { state.world.left(person, until) }
    }
}

impl Plans for Rolling {
    fn announce(&mut self, state: &State<'_, '_>) -> Vec<(usize, Vec<usize>)> {
        let world = state.world;
        let due = state.week + world.setting.lead;
        let last = world.last();
        let ahead = if self.scenarios == 0 { 0 } else { world.setting.policy.look_ahead };
        let until = (due + ahead).min(last);
        let starts = self.starts(state, until);
        let alike = |at: usize| -> Alike {
            let candidate = &world.candidates[at];
            let slot = &world.slots[candidate.slot];
            (slot.provider, slot.time, slot.care, candidate.entry)
        };
        let draws = self.scenarios.max(1);
        self.planned.clear();
        self.votes.clear();
        let due: Vec<usize> = starts
            .iter()
            .filter(|(at, decision)| *decision == Decision::Optional && world.candidates[*at].week == due)
            .map(|(at, _)| *at)
            .collect();
        let mut votes: BTreeMap<usize, Vec<bool>> = due.iter().map(|at| (*at, Vec::new())).collect();
        for draw in 0..draws {
            let future = if self.scenarios == 0 { Vec::new() } else { self.future(state, draw, until) };
            let plan = self.solve(state, &future, &starts, until);
            for ((at, _), open) in starts.iter().zip(&plan.open) {
                if let Some(opens) = votes.get_mut(at) {
                    opens.push(*open);
                }
            }
            self.note(state, &starts, &plan, until);
        }
        let votes: Vec<Votes<usize, Alike>> =
            votes.into_iter().map(|(start, opens)| Votes { start, alike: alike(start), opens }).collect();
        let mut used: BTreeSet<usize> = BTreeSet::new();
        let chosen = in_the_middle(&votes, |at| used.insert(world.candidates[*at].slot));
        chosen.into_iter().map(|at| (at, Vec::new())).collect()
    }

    fn seat(&mut self, state: &State<'_, '_>, start: usize, _: &[usize]) -> Vec<usize> {
        let world = state.world;
        let candidate = &world.candidates[start];
        let draws = self.scenarios.max(1);
        let mut people: Vec<(i64, usize)> = Vec::new();
        for at in &state.queue {
            let Some(here) = world.seat(&world.arrivals[*at], candidate) else { continue };
            let votes = self.votes.get(&(*at, start)).copied().unwrap_or(0);
            let elsewhere = self.planned.get(at).copied().unwrap_or(0);
            // Those whom most draws seat here come first; then those who gain by not waiting for another.
            if 2 * votes > draws {
                people.push((i64::MIN + i64::from(draws - votes), *at));
            } else if i64::from(draws) * here < elsewhere {
                people.push((i64::from(draws) * here - elsewhere, *at));
            }
        }
        people.sort_unstable();
        people.into_iter().map(|(_, at)| at).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::setting::{Home, RegionData, Rules, Setting};
    use super::super::world::World;
    use super::*;

    fn region() -> RegionData {
        RegionData {
            region: "Musterkreis".to_owned(),
            arrivals_high: 300,
            arrivals_middle: 200,
            arrivals_low: 100,
            sites: vec!["Musterstadt".to_owned()],
            homes: vec![Home { place: "Musterstadt".to_owned(), inhabitants: 1, minutes: vec![10] }],
        }
    }

    fn state<'w, 'a>(world: &'w World<'a>, announced: Vec<(usize, Vec<usize>)>) -> State<'w, 'a> {
        let free_from = vec![0; world.slots.len()];
        State { world, week: 5, queue: Vec::new(), announced, free_from, per_provider: vec![40, 30, 20, 10] }
    }

    #[test]
    fn only_what_must_be_announced_now_is_held_to_a_minimum() {
        let (region, setting) = (region(), Setting::default());
        let world = World::draw(&region, &setting, 1);
        let state = state(&world, Vec::new());
        let due = Candidate { slot: 0, entry: 0, week: 5 + setting.lead };
        let later = Candidate { week: due.week + 1, ..due.clone() };
        let least = |scenarios, knowing| {
            let rolling = Rolling::new(1, scenarios, knowing);
            (rolling.minimum(&state, &due), rolling.minimum(&state, &later))
        };
        assert_eq!(least(9, false), (setting.minimum - Rules::default().slack, 0));
        assert_eq!(least(1, true), (setting.minimum, setting.minimum), "what is known needs no slack");
        assert_eq!(least(0, false), (setting.minimum, setting.minimum), "no draws: nobody else will come");
    }

    #[test]
    fn a_course_on_its_way_counts_towards_the_share() {
        let (region, setting) = (region(), Setting::default());
        let world = World::draw(&region, &setting, 1);
        let start = &world.candidates[0];
        let provider = world.slots[start.slot].provider;
        let before = Rolling::tilt(&state(&world, Vec::new()), start);
        let after = Rolling::tilt(&state(&world, vec![(0, Vec::new())]), start);
        assert_eq!(before, 0, "{provider} stands exactly at its share");
        assert!(after > before);
    }

    #[test]
    fn draws_hold_nobody_who_has_not_come_yet() {
        let (region, setting) = (region(), Setting::default());
        let rolling = Rolling::new(1, 9, false);
        let (here, other) = (World::draw(&region, &setting, 1), World::draw(&region, &setting, 2));
        let drawn = |world| rolling.future(&state(world, Vec::new()), 0, 20);
        assert_eq!(drawn(&here), drawn(&other), "other arrivals, the same draw");
    }
}
