//! Fills seats of a start by shortest paths that bring people in.

use super::super::money::{Cost, Sum};
use super::search::Step;
use super::{Flow, NONE, Shortage};

/// Where the people come from.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// Nobody comes: the seat is not worth it.
    Nobody,
    /// A start keeps a seat free.
    Hole(u32),
    /// Somebody without a seat takes this option of the start.
    Unseated(u32, u32, u32),
}

impl<C: Cost> Flow<'_, C> {
    /// Brings people into free seats that have a positive price, until full or free of charge.
    pub(super) fn fill(&mut self, start: u32) {
        let at = start as usize;
        while self.price[at] > C::Sum::default() && self.load[at] < self.instance.seats[at] {
            self.pull(start, self.instance.seats[at] - self.load[at], false);
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
        let mut count = most;
        let first = match source {
            Source::Nobody => return false,
            Source::Hole(first) => {
                count = count.min(self.load[first as usize] - self.instance.minimum[first as usize]);
                first
            }
            Source::Unseated(first, person, _) => {
                count = count.min(self.unseated[person as usize]);
                first
            }
        };
        count = self.least_on_path(first, count);
        self.walk(first, count);
        if let Source::Unseated(_, person, option) = source {
            self.shift(person, NONE, option, count);
            self.refresh_value(person);
        }
        true
    }

    /// The cheapest way to bring one more person into a start. Distances are measured from its price.
    fn search_people(&mut self, start: u32, needed: bool) -> (Source, C::Sum) {
        let instance = self.instance;
        let far = C::Sum::FAR;
        let (mut source, mut best) = (Source::Nobody, if needed { far } else { self.price[start as usize] });
        self.paths.reset();
        let here = Step { before: NONE, person: NONE, leaves: NONE, takes: NONE };
        self.paths.offer(start, C::Sum::default(), here);
        while let Some((distance, at)) = self.paths.settle(best) {
            let place = at as usize;
            if at != start && self.load[place] > instance.minimum[place] {
                let hole = distance + self.price[place].max(C::Sum::default());
                if hole < best {
                    (best, source) = (hole, Source::Hole(at));
                }
            }
            let base = distance + self.price[place];
            let options = instance.of_start(at);
            self.work += options.len() as u64;
            let people = &instance.start_person[options.clone()];
            let costs = &instance.start_cost[options];
            for (person, cost) in people.iter().zip(costs) {
                let reached = base + cost.wide() - self.value[*person as usize];
                if reached >= best {
                    continue;
                }
                let Some(option) = self.reach(*person, at, reached) else { continue };
                if self.unseated[*person as usize] > 0 {
                    (best, source) = (reached, Source::Unseated(at, *person, option));
                }
            }
        }
        (source, best)
    }

    /// Offers the starts where a row sits as next on the path; returns the option by which it would come here.
    fn reach(&mut self, person: u32, at: u32, reached: C::Sum) -> Option<u32> {
        let instance = self.instance;
        let range = instance.of_person(person);
        let unseated = self.unseated[person as usize] > 0;
        let first = self.places[person as usize];
        if !unseated && self.more.is_empty() && instance.person_start[first.option as usize] == at {
            return None;
        }
        let option = range.start + instance.person_start[range].binary_search(&at).ok()?;
        let option = option as u32;
        for index in 0..=self.more.get(person as usize).map_or(0, Vec::len) {
            let place = if index == 0 { first } else { self.more[person as usize][index - 1] };
            if place.count > 0 && place.option != option {
                let other = instance.person_start[place.option as usize];
                let step = Step { before: at, person, leaves: place.option, takes: option };
                self.paths.offer(other, reached, step);
            }
        }
        Some(option)
    }
}
