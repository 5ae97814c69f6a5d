//! The cheapest way from start to start: who would move at least cost.
//!
//! Two starts are neighbours if somebody may sit in both. Per start the row of its neighbours is kept up to date, so
//! that a path search looks at starts, not at people. Rows are rebuilt when they are needed, not when they change.

use super::super::instance::Instance;
use super::super::money::{Cost, Sum};
use super::{Held, NONE};

/// Which starts share people; does not change while the search runs.
#[derive(Debug)]
pub(crate) struct Neighbours {
    /// Slots of start `j` are `from[j]..from[j + 1]`.
    from: Vec<u32>,
    /// The neighbour.
    to: Vec<u32>,
    /// The slot of the neighbour that points back.
    mirror: Vec<u32>,
}

impl Neighbours {
    /// Finds all pairs of starts with an option of the same row.
    pub fn new<C: Cost>(instance: &Instance<C>) -> Self {
        let starts = instance.starts();
        let (mut from, mut to) = (vec![0_u32], Vec::new());
        let mut mark = vec![NONE; starts];
        for start in 0..starts as u32 {
            let begin = to.len();
            mark[start as usize] = start;
            for at in instance.of_start(start) {
                for option in instance.of_person(instance.start_person[at]) {
                    let other = instance.person_start[option];
                    if mark[other as usize] != start {
                        mark[other as usize] = start;
                        to.push(other);
                    }
                }
            }
            to[begin..].sort_unstable();
            from.push(to.len() as u32);
        }
        let mut next: Vec<u32> = from.clone();
        let mut mirror = vec![0; to.len()];
        // Rows are visited in order, so the back pointers of every start are met in order as well.
        for slot in 0..to.len() {
            let back = &mut next[to[slot] as usize];
            mirror[slot] = *back;
            *back += 1;
        }
        Self { from, to, mirror }
    }

    /// Slots of a start.
    pub fn slots(&self, start: u32) -> std::ops::Range<usize> {
        self.from[start as usize] as usize..self.from[start as usize + 1] as usize
    }

    /// The neighbours in some slots.
    pub fn to(&self, slots: std::ops::Range<usize>) -> &[u32] {
        &self.to[slots]
    }
}

/// Cheapest moves between neighbours.
#[derive(Debug, Clone)]
pub(super) struct Arcs<C> {
    /// Per slot: least extra cost of moving somebody from the start to the neighbour.
    pub away: Vec<C>,
    /// Who would move.
    pub who: Vec<u32>,
    /// Per slot: least extra cost of moving somebody from the neighbour to the start.
    pub home: Vec<C>,
    /// Per start: least extra cost of leaving somebody without a seat, and who.
    pub out: Vec<(C, u32)>,
    /// Per start: least extra cost of seating somebody who has no seat, and who.
    pub wait: Vec<(C, u32)>,
    stale: Vec<bool>,
    stale_list: Vec<u32>,
    wait_stale: Vec<bool>,
    slot_of: Vec<u32>,
}

impl<C: Cost> Arcs<C> {
    pub fn new(neighbours: &Neighbours) -> Self {
        let (slots, starts) = (neighbours.to.len(), neighbours.from.len() - 1);
        Self {
            away: vec![C::FAR; slots],
            who: vec![NONE; slots],
            home: vec![C::FAR; slots],
            out: vec![(C::FAR, NONE); starts],
            wait: vec![(C::FAR, NONE); starts],
            stale: vec![false; starts],
            stale_list: Vec::new(),
            wait_stale: vec![true; starts],
            slot_of: vec![0; starts],
        }
    }

    /// The people of a start have changed.
    pub fn touch(&mut self, start: u32) {
        if !std::mem::replace(&mut self.stale[start as usize], true) {
            self.stale_list.push(start);
        }
    }

    /// Brings the row of a start up to date; returns the work.
    pub fn refresh(
        &mut self,
        start: u32,
        instance: &Instance<C>,
        neighbours: &Neighbours,
        held: &[Held],
    ) -> u64 {
        if !std::mem::replace(&mut self.stale[start as usize], false) {
            return 0;
        }
        let slots = neighbours.slots(start);
        for slot in slots.clone() {
            self.slot_of[neighbours.to[slot] as usize] = slot as u32;
        }
        self.away[slots.clone()].fill(C::FAR);
        self.out[start as usize] = (C::FAR, NONE);
        let mut work = 2 * slots.len();
        for held in held {
            let options = instance.of_person(held.person);
            work += options.len();
            let base = instance.person_cost[held.option as usize];
            let out = instance.top[held.person as usize].minus(base);
            if out < self.out[start as usize].0 {
                self.out[start as usize] = (out, held.person);
            }
            for option in options {
                let to = instance.person_start[option];
                let slot = self.slot_of[to as usize] as usize;
                let extra = instance.person_cost[option].minus(base);
                if to != start && extra < self.away[slot] {
                    self.away[slot] = extra;
                    self.who[slot] = held.person;
                }
            }
        }
        for slot in slots {
            self.home[neighbours.mirror[slot] as usize] = self.away[slot];
        }
        work as u64
    }

    /// Brings all rows up to date; returns the work.
    pub fn refresh_all(
        &mut self,
        instance: &Instance<C>,
        neighbours: &Neighbours,
        held: &[Vec<Held>],
    ) -> u64 {
        let mut work = 0;
        while let Some(start) = self.stale_list.pop() {
            work += self.refresh(start, instance, neighbours, &held[start as usize]);
        }
        work
    }

    /// Who leads from the neighbour of a slot to the start of the slot.
    pub fn who_comes(&self, slot: usize, neighbours: &Neighbours) -> u32 {
        self.who[neighbours.mirror[slot] as usize]
    }

    /// Somebody of the row has lost the seat.
    pub fn wait(&mut self, person: u32, instance: &Instance<C>) {
        let top = instance.top[person as usize];
        for option in instance.of_person(person) {
            let start = instance.person_start[option] as usize;
            let extra = instance.person_cost[option].minus(top);
            if !self.wait_stale[start] && extra < self.wait[start].0 {
                self.wait[start] = (extra, person);
            }
        }
    }

    /// Everybody of the row has a seat now.
    pub fn wait_no_more(&mut self, person: u32, instance: &Instance<C>) {
        for option in instance.of_person(person) {
            let start = instance.person_start[option] as usize;
            self.wait_stale[start] |= self.wait[start].1 == person;
        }
    }

    /// Least extra cost of seating somebody who has no seat in a start, and who; with the work.
    pub fn waiting(&mut self, start: u32, instance: &Instance<C>, unseated: &[u32]) -> ((C, u32), u64) {
        if !std::mem::replace(&mut self.wait_stale[start as usize], false) {
            return (self.wait[start as usize], 1);
        }
        let mut best = (C::FAR, NONE);
        let options = instance.of_start(start);
        let work = options.len() as u64;
        for at in options {
            let person = instance.start_person[at];
            if unseated[person as usize] > 0 {
                let extra = instance.start_cost[at].minus(instance.top[person as usize]);
                if extra < best.0 {
                    best = (extra, person);
                }
            }
        }
        self.wait[start as usize] = best;
        (best, work)
    }
}

/// Adds an extra cost to a distance; absent arcs lead nowhere.
pub(super) fn along<C: Cost>(base: C::Sum, extra: C) -> C::Sum {
    if extra == C::FAR { C::Sum::FAR } else { base + extra.wide() }
}
