//! Seats the people of a row by shortest paths.

use super::super::money::Cost;
use super::search::Step;
use super::{Flow, NONE};

/// Where a path ends.
#[derive(Debug, Clone, Copy)]
enum End {
    /// The person stays without a seat.
    Stay,
    /// A free seat in the start.
    Free(u32),
    /// Somebody in the start gives up the seat in this option.
    Leave(u32, u32, u32),
}

impl<C: Cost> Flow<'_, C> {
    /// Seats as many people of a row as pays, and keeps everything optimal.
    pub(super) fn insert(&mut self, person: u32) {
        while self.unseated[person as usize] > 0 {
            let (end, distance) = self.search_seat(person);
            self.raise_prices(distance);
            let top = self.instance.top[person as usize].wide();
            let last = match end {
                End::Stay => {
                    self.value[person as usize] = top;
                    return;
                }
                End::Free(start) | End::Leave(start, ..) => start,
            };
            let mut count = self.unseated[person as usize];
            if let End::Free(start) = end {
                count = count.min(self.instance.seats[start as usize] - self.load[start as usize]);
            }
            if let End::Leave(_, other, option) = end {
                count = count.min(self.count_in(other, option));
            }
            count = self.least_on_path(last, count);
            if let End::Leave(_, other, option) = end {
                self.shift(other, option, NONE, count);
            }
            self.walk(last, count);
            self.value[person as usize] = distance;
        }
    }

    /// The cheapest way to one more seat for the row.
    fn search_seat(&mut self, person: u32) -> (End, C::Sum) {
        let instance = self.instance;
        self.paths.reset();
        let (mut end, mut best) = (End::Stay, instance.top[person as usize].wide());
        for at in instance.of_person(person) {
            let start = instance.person_start[at];
            if !self.open[start as usize] || instance.seats[start as usize] == 0 {
                continue;
            }
            let asked = self.asked(at);
            if asked < best {
                let step = Step { before: NONE, person, leaves: NONE, takes: at as u32 };
                self.paths.offer(start, asked, step);
            }
        }
        self.work += instance.of_person(person).len() as u64;
        while let Some((distance, start)) = self.paths.settle(best) {
            if self.load[start as usize] < instance.seats[start as usize] {
                let below = self.price[start as usize].min(C::Sum::default());
                if distance - below < best {
                    (best, end) = (distance - below, End::Free(start));
                }
                if below == C::Sum::default() {
                    break;
                }
            }
            for at in 0..self.held[start as usize].len() {
                let held = self.held[start as usize][at];
                let base = distance - self.value[held.person as usize];
                let out = base + instance.top[held.person as usize].wide();
                if out < best {
                    (best, end) = (out, End::Leave(start, held.person, held.option));
                }
                let options = instance.of_person(held.person);
                self.work += options.len() as u64;
                let limit = best - base;
                for option in options {
                    let other = instance.person_start[option];
                    let asked = instance.person_cost[option].wide() + self.price[other as usize];
                    if asked < limit && self.open[other as usize] && other != start {
                        let (leaves, takes) = (held.option, option as u32);
                        let step = Step { before: start, person: held.person, leaves, takes };
                        self.paths.offer(other, base + asked, step);
                    }
                }
            }
        }
        (end, best)
    }

    /// Raises the prices of everything nearer than the end of the path.
    fn raise_prices(&mut self, end: C::Sum) {
        for at in 0..self.paths.settled.len() {
            let (start, distance) = self.paths.settled[at];
            if distance < end {
                self.set_price(start, self.price[start as usize] + (end - distance));
            }
        }
    }

    pub(super) fn count_in(&self, person: u32, option: u32) -> u32 {
        self.places(person).find(|place| place.option == option).map_or(0, |place| place.count)
    }

    /// The fewest people on a path that can move, at most `count`.
    pub(super) fn least_on_path(&self, last: u32, mut count: u32) -> u32 {
        if self.instance.unit {
            return 1;
        }
        let mut start = last;
        while start != NONE {
            let step = self.paths.step(start);
            if step.person == NONE {
                break;
            }
            let there = match step.leaves {
                NONE => self.unseated[step.person as usize],
                option => self.count_in(step.person, option),
            };
            count = count.min(there);
            start = step.before;
        }
        count
    }

    /// Moves people along the path that ends in `last`, from its end to its source.
    pub(super) fn walk(&mut self, last: u32, count: u32) {
        let mut start = last;
        while start != NONE {
            let step = self.paths.step(start);
            if step.person == NONE {
                break;
            }
            self.shift(step.person, step.leaves, step.takes, count);
            start = step.before;
        }
    }
}
