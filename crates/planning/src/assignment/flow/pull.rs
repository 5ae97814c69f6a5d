//! Fills seats of a start by shortest paths that bring people in.

use super::super::money::{Cost, Sum};
use super::arcs::along;
use super::search::Step;
use super::{Flow, NONE, Shortage};

/// Where the people come from.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// Nobody comes: the seat is not worth it.
    Nobody,
    /// A start keeps a seat free.
    Hole(u32),
    /// Somebody without a seat takes one in the start.
    Waiting(u32, u32),
}

impl<C: Cost> Flow<'_, C> {
    /// Brings people into free seats that have a positive price, until full or free of charge.
    pub(super) fn fill(&mut self, start: u32) {
        let at = start as usize;
        while self.price[at] > C::Sum::default() && self.load[at] < self.instance.seats[at] {
            self.pull_one(start, self.instance.seats[at] - self.load[at]);
        }
    }

    /// Brings people in at any price until the minimum is reached.
    pub(super) fn fill_minimum(&mut self, start: u32) -> Result<(), Shortage> {
        let at = start as usize;
        while self.load[at] < self.instance.minimum[at] {
            if !self.pull(start, self.instance.minimum[at] - self.load[at], true) {
                let starts = self.paths.settled.iter().map(|(start, _)| *start).collect();
                return Err(Shortage { starts });
            }
        }
        Ok(())
    }

    /// Brings people in along one path, if that pays.
    pub(super) fn pull_one(&mut self, start: u32, most: u32) {
        self.pull(start, most, false);
    }

    /// Brings at most `most` people in along one path; says whether anybody came.
    fn pull(&mut self, start: u32, most: u32, needed: bool) -> bool {
        let (source, distance) = self.search_people(start, needed);
        if needed && matches!(source, Source::Nobody) {
            return false;
        }
        for at in 0..self.paths.settled.len() {
            let (settled, reached) = self.paths.settled[at];
            if reached < distance {
                self.set_price(settled, self.price[settled as usize] - (distance - reached));
            }
        }
        let (first, there) = match source {
            Source::Nobody => return false,
            Source::Hole(first) => (first, self.load[first as usize] - self.instance.minimum[first as usize]),
            Source::Waiting(first, person) => (first, self.unseated[person as usize]),
        };
        let count = self.fewest(first, most.min(there));
        self.walk_home(first, count);
        if let Source::Waiting(first, person) = source {
            self.shift(person, NONE, self.option_at(person, first), count);
            self.refresh_value(person);
        }
        true
    }

    /// The cheapest way to bring one more person into a start. Distances are measured from its price.
    fn search_people(&mut self, start: u32, needed: bool) -> (Source, C::Sum) {
        let instance = self.instance;
        let limit = if needed { C::Sum::FAR } else { self.price[start as usize] };
        let (mut source, mut best) = (Source::Nobody, limit);
        self.work += self.arcs.refresh_all(instance, self.neighbours, &self.held);
        self.paths.reset();
        self.paths.offer(start, C::Sum::default(), Step { before: NONE, person: NONE });
        while let Some((distance, at)) = self.paths.settle(best) {
            let price = self.price[at as usize];
            if at != start && self.load[at as usize] > instance.minimum[at as usize] {
                let hole = distance + price.max(C::Sum::default());
                if hole < best {
                    (best, source) = (hole, Source::Hole(at));
                }
            }
            let base = distance + price;
            let ((extra, person), work) = self.arcs.waiting(at, instance, &self.unseated);
            self.work += work;
            let waiting = along::<C>(base, extra);
            if waiting < best {
                (best, source) = (waiting, Source::Waiting(at, person));
            }
            self.ask_neighbours(at, base, best);
        }
        (source, best)
    }

    /// Offers the starts from which somebody could come.
    fn ask_neighbours(&mut self, at: u32, base: C::Sum, best: C::Sum) {
        let slots = self.neighbours.slots(at);
        self.work += slots.len() as u64;
        let others = self.neighbours.to(slots.clone());
        for ((slot, other), extra) in slots.clone().zip(others).zip(&self.arcs.home[slots]) {
            let reached = base + extra.wide() - self.price[*other as usize];
            if reached < best && *extra != C::FAR && self.open[*other as usize] {
                let person = self.arcs.who_comes(slot, self.neighbours);
                self.paths.offer(*other, reached, Step { before: at, person });
            }
        }
    }

    /// The fewest people on a path towards its start that can move, at most `count`.
    fn fewest(&self, first: u32, mut count: u32) -> u32 {
        if self.instance.unit {
            return 1;
        }
        let mut at = first;
        let mut step = self.paths.step(at);
        while step.before != NONE {
            count = count.min(self.count_at(step.person, at));
            at = step.before;
            step = self.paths.step(at);
        }
        count
    }

    /// Moves people along the path from `first` to the start that pulls.
    fn walk_home(&mut self, first: u32, count: u32) {
        let mut at = first;
        let mut step = self.paths.step(at);
        while step.before != NONE {
            let (leaves, takes) = (self.option_at(step.person, at), self.option_at(step.person, step.before));
            self.shift(step.person, leaves, takes, count);
            at = step.before;
            step = self.paths.step(at);
        }
    }
}
