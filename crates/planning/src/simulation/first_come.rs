//! In order of arrival: a start is announced once enough people wait for it.

use super::engine::{Plans, State};
use super::world::{Arrival, World};
use std::collections::BTreeSet;

pub(crate) struct FirstCome {
    /// Provider of each person's list; none: the common list.
    list: Vec<Option<usize>>,
}

impl FirstCome {
    pub fn new(world: &World<'_>, alone: bool) -> Self {
        let list = |person: &Arrival| if alone { nearest(world, person) } else { None };
        Self { list: world.arrivals.iter().map(list).collect() }
    }

    /// Who waits on the list of a start's provider and can take it, in order of arrival.
    fn waiting(&self, state: &State<'_, '_>, start: usize, taken: &BTreeSet<usize>) -> Vec<usize> {
        let world = state.world;
        let candidate = &world.candidates[start];
        let provider = world.slots[candidate.slot].provider;
        let mine = |at: &usize| self.list[*at].is_none_or(|list| list == provider) && !taken.contains(at);
        let can = |at: &usize| world.seat(&world.arrivals[*at], candidate).is_some();
        state.queue.iter().copied().filter(|at| mine(at) && can(at)).collect()
    }
}

/// The provider nearest to a person that teaches what they need and has a room at a time they can.
fn nearest(world: &World<'_>, person: &Arrival) -> Option<usize> {
    let teaches = |provider: usize| world.setting.teaches[provider].contains(&person.entry);
    let fits = world.slots.iter().filter(|slot| {
        teaches(slot.provider) && person.times & (1 << slot.time) != 0 && (slot.care || !person.care)
    });
    let minutes = |site: usize| world.region.homes[person.home].minutes[site];
    fits.min_by_key(|slot| (minutes(slot.site), slot.provider)).map(|slot| slot.provider)
}

impl Plans for FirstCome {
    fn announce(&mut self, state: &State<'_, '_>) -> Vec<(usize, Vec<usize>)> {
        let world = state.world;
        let week = state.week + world.setting.lead;
        let mut taken: BTreeSet<usize> =
            state.announced.iter().flat_map(|(_, people)| people.iter().copied()).collect();
        let mut found = Vec::new();
        for slot in 0..world.slots.len() {
            let here = world.candidates.iter().enumerate().filter(|(_, candidate)| {
                candidate.slot == slot && candidate.week == week && state.free_from[slot] <= week
            });
            let lists = here.map(|(at, _)| (at, self.waiting(state, at, &taken)));
            let longest = lists.max_by_key(|(at, people)| (people.len(), std::cmp::Reverse(*at)));
            if let Some((start, mut people)) = longest
                && people.len() >= world.setting.minimum as usize
            {
                people.truncate(world.seats(&world.candidates[start]) as usize);
                taken.extend(&people);
                found.push((start, people));
            }
        }
        found
    }

    fn seat(&mut self, state: &State<'_, '_>, start: usize, promised: &[usize]) -> Vec<usize> {
        let others = state.announced.iter().flat_map(|(_, people)| people.iter().copied());
        let mut taken: BTreeSet<usize> = others.collect();
        taken.extend(promised);
        let mut people = promised.to_vec();
        people.extend(self.waiting(state, start, &taken));
        people
    }
}
