//! Seats the people of a row by shortest paths.

use super::super::money::Cost;
use super::arcs::along;
use super::search::Step;
use super::{Flow, NONE};

/// Where a path ends.
#[derive(Debug, Clone, Copy)]
enum End {
    /// The person stays without a seat.
    Stay,
    /// A free seat in the start.
    Free(u32),
    /// Somebody in the start gives up the seat.
    Leave(u32, u32),
}

impl<C: Cost> Flow<'_, C> {
    /// Seats as many people of a row as pays, and keeps everything optimal.
    pub(super) fn insert(&mut self, person: u32) {
        while self.unseated[person as usize] > 0 {
            let (end, distance) = self.search_seat(person);
            self.raise_prices(distance);
            let (last, mut count) = match end {
                End::Stay => {
                    self.value[person as usize] = self.instance.top[person as usize].wide();
                    return;
                }
                End::Free(start) => (start, self.instance.seats[start as usize] - self.load[start as usize]),
                End::Leave(start, other) => (start, self.count_at(other, start)),
            };
            count = self.least_on_path(last, count.min(self.unseated[person as usize]));
            if let End::Leave(start, other) = end {
                self.shift(other, self.option_at(other, start), NONE, count);
                self.refresh_value(other);
            }
            self.walk_forward(last, count);
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
                self.paths.offer(start, asked, Step { before: NONE, person });
            }
        }
        self.work += instance.of_person(person).len() as u64;
        while let Some((distance, start)) = self.paths.settle(best) {
            let price = self.price[start as usize];
            if self.load[start as usize] < instance.seats[start as usize] {
                let below = price.min(C::Sum::default());
                if distance - below < best {
                    (best, end) = (distance - below, End::Free(start));
                }
                if below == C::Sum::default() {
                    break;
                }
            }
            self.work += self.arcs.refresh(start, instance, self.neighbours, &self.held[start as usize]);
            let base = distance - price;
            let (extra, other) = self.arcs.out[start as usize];
            let out = along::<C>(base, extra);
            if out < best {
                (best, end) = (out, End::Leave(start, other));
            }
            self.offer_neighbours(start, base, best);
        }
        (end, best)
    }

    /// Offers the starts to which somebody could make way.
    fn offer_neighbours(&mut self, start: u32, base: C::Sum, best: C::Sum) {
        let slots = self.neighbours.slots(start);
        self.work += slots.len() as u64;
        let others = self.neighbours.to(slots.clone());
        for ((slot, other), extra) in slots.clone().zip(others).zip(&self.arcs.away[slots]) {
            let reached = base + extra.wide() + self.price[*other as usize];
            if reached < best && *extra != C::FAR && self.open[*other as usize] {
                self.paths.offer(*other, reached, Step { before: start, person: self.arcs.who[slot] });
            }
        }
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

    /// The option of a row in a start.
    pub(super) fn option_at(&self, person: u32, start: u32) -> u32 {
        let range = self.instance.of_person(person);
        let at = self.instance.person_start[range.clone()].binary_search(&start);
        (range.start + at.expect("people only move along their options")) as u32
    }

    /// How many people of a row sit in a start.
    pub(super) fn count_at(&self, person: u32, start: u32) -> u32 {
        let mut places = self.places(person);
        let here = places.find(|place| self.instance.person_start[place.option as usize] == start);
        here.map_or(0, |place| place.count)
    }

    /// The fewest people on a path away from its source that can move, at most `count`.
    fn least_on_path(&self, last: u32, mut count: u32) -> u32 {
        let mut step = self.paths.step(last);
        while !self.instance.unit && step.before != NONE {
            count = count.min(self.count_at(step.person, step.before));
            step = self.paths.step(step.before);
        }
        if self.instance.unit { 1 } else { count }
    }

    /// Moves people along the path that ends in `last`, from its end to its source.
    fn walk_forward(&mut self, last: u32, count: u32) {
        let mut start = last;
        while start != NONE {
            let Step { before, person } = self.paths.step(start);
            let leaves = if before == NONE { NONE } else { self.option_at(person, before) };
            self.shift(person, leaves, self.option_at(person, start), count);
            start = before;
        }
    }
}
