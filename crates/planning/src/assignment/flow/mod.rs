//! Best seats for a given set of open starts: a minimum-cost flow kept optimal while starts open and close.
//!
//! The graph has starts as nodes only; one path search seats a person (`insert`), another fills a seat (`pull`).
//! Invariant outside these two: with the seat prices `price`, everybody sits (or stays out) at their cheapest
//! cost + price, a start with free seats has no positive price, and one above its minimum no negative price. By
//! complementary slackness the seats are then optimal for the open set. Which starts to open is not decided here.

mod arcs;
mod insert;
mod pull;
mod search;

use super::instance::{Instance, Role};
use super::money::{Cost, Sum};
use arcs::Arcs;
pub(crate) use arcs::Neighbours;
use search::Paths;

/// Marks the absence of a position.
pub(crate) const NONE: u32 = u32::MAX;

/// Some people of a row in one start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Position of the option, by person.
    pub option: u32,
    /// How many of them; zero if the place is empty.
    pub count: u32,
    /// Position in the list of the start.
    at: u32,
}

const EMPTY: Place = Place { option: NONE, count: 0, at: NONE };

/// A row of people in the list of a start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held {
    /// The row.
    pub person: u32,
    /// Position of the option, by person.
    pub option: u32,
    /// How many of them.
    pub count: u32,
}

/// One change, for undoing it.
#[derive(Debug, Clone, Copy)]
enum Change<S> {
    Move { person: u32, from: u32, to: u32, count: u32 },
    Price { start: u32, old: S },
    Open { start: u32, old: bool },
}

/// A start that must reach its minimum cannot: these starts compete for too few people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shortage {
    /// The competing starts.
    pub starts: Vec<u32>,
}

/// Seats, prices and cost for the open starts.
#[derive(Debug, Clone)]
pub(crate) struct Flow<'i, C: Cost> {
    pub(super) instance: &'i Instance<C>,
    neighbours: &'i Neighbours,
    arcs: Arcs<C>,
    /// Which starts run.
    pub open: Vec<bool>,
    /// Who sits in each start.
    pub held: Vec<Vec<Held>>,
    /// People in each start.
    pub load: Vec<u32>,
    /// Price of a seat per start; meaningless while it is not open.
    pub price: Vec<C::Sum>,
    /// Per row: cost + price of its seats, or the cost of no seat; up to date after `refresh`.
    pub value: Vec<C::Sum>,
    value_stale: Vec<bool>,
    value_stale_list: Vec<u32>,
    /// People of the row without a seat.
    pub unseated: Vec<u32>,
    /// Total cost: seats, people without a seat, opening costs; without the constant.
    pub cost: C::Sum,
    /// Work done, in visited options.
    pub work: u64,
    /// Used of each pool.
    pub pool_load: Vec<u32>,
    places: Vec<Place>,
    /// Further places of rows of several people, sparse.
    more: Vec<Vec<Place>>,
    changes: Vec<Change<C::Sum>>,
    keep_changes: bool,
    paths: Paths<C::Sum>,
}

impl<'i, C: Cost> Flow<'i, C> {
    /// Nobody seated; the promised starts open.
    pub fn new(instance: &'i Instance<C>, neighbours: &'i Neighbours) -> Self {
        let (persons, starts) = (instance.persons(), instance.starts());
        let top = |(top, count): (&C, &u32)| top.wide().times(*count);
        let mut cost = C::Sum::default();
        for all_out in instance.top.iter().zip(&instance.count).map(top) {
            cost += all_out;
        }
        Self {
            instance,
            neighbours,
            arcs: Arcs::new(neighbours),
            open: instance.role.iter().map(|role| *role == Role::Open).collect(),
            held: vec![Vec::new(); starts],
            load: vec![0; starts],
            price: vec![C::Sum::default(); starts],
            value: instance.top.iter().map(|top| top.wide()).collect(),
            value_stale: vec![false; starts],
            value_stale_list: Vec::new(),
            unseated: instance.count.clone(),
            cost,
            work: 0,
            pool_load: vec![0; instance.pools.capacity.len()],
            places: vec![EMPTY; persons],
            more: if instance.unit { Vec::new() } else { vec![Vec::new(); persons] },
            changes: Vec::new(),
            keep_changes: false,
            paths: Paths::new(starts),
        }
    }

    /// Places of a row, empty ones included.
    pub fn places(&self, person: u32) -> impl Iterator<Item = Place> + '_ {
        let more = self.more.get(person as usize).map_or(&[][..], |more| more);
        std::iter::once(self.places[person as usize])
            .chain(more.iter().copied())
            .filter(|place| place.count > 0)
    }

    /// Cost + price of an option.
    fn asked(&self, option: usize) -> C::Sum {
        let start = self.instance.person_start[option] as usize;
        self.instance.person_cost[option].wide() + self.price[start]
    }

    /// Seats everybody for the open starts from good prices; fails if a promised minimum cannot be reached.
    ///
    /// Optional starts that cannot reach their minimum are closed on the way.
    pub fn build(&mut self, price: Vec<C::Sum>) -> Result<(), Shortage> {
        self.price = price;
        let mut order = self.seat_cheapest();
        order.sort_unstable();
        for (_, person) in order {
            self.insert(person);
        }
        self.settle()
    }

    /// Seats whoever finds room at their cheapest start; returns the others, those with most to lose first.
    fn seat_cheapest(&mut self) -> Vec<(C::Sum, u32)> {
        let mut order = Vec::with_capacity(self.unseated.len());
        for person in 0..self.unseated.len() as u32 {
            let top = self.instance.top[person as usize].wide();
            let (mut first, mut second, mut option) = (top, top, NONE);
            for at in self.instance.of_person(person) {
                let start = self.instance.person_start[at] as usize;
                if !self.open[start] || self.instance.seats[start] == 0 {
                    continue;
                }
                let asked = self.asked(at);
                if asked < first {
                    (second, first, option) = (first, asked, at as u32);
                } else if asked < second {
                    second = asked;
                }
            }
            if option != NONE {
                order.push((first - second, person, first, option));
            }
        }
        self.work += self.instance.options() as u64;
        order.sort_unstable();
        let mut rest = Vec::new();
        for (regret, person, first, option) in order {
            let start = self.instance.person_start[option as usize] as usize;
            let free = self.instance.seats[start] - self.load[start];
            let count = self.unseated[person as usize].min(free);
            if count > 0 {
                self.shift(person, NONE, option, count);
                self.value[person as usize] = first;
            }
            if self.unseated[person as usize] > 0 {
                rest.push((regret, person));
            }
        }
        rest
    }

    /// Fills priced seats and minima of all open starts.
    fn settle(&mut self) -> Result<(), Shortage> {
        for start in 0..self.open.len() as u32 {
            if self.open[start as usize] {
                self.fill(start);
            }
        }
        let starts = 0..self.open.len() as u32;
        let (promised, chosen): (Vec<u32>, Vec<u32>) = starts
            .filter(|start| self.open[*start as usize])
            .partition(|start| self.instance.role[*start as usize] == Role::Open);
        for start in promised {
            self.fill_minimum(start)?;
        }
        for start in chosen {
            if self.fill_minimum(start).is_err() {
                self.close(start);
            }
        }
        Ok(())
    }

    /// Opens a start and fills it; fails (half done, to be undone) if its minimum cannot be reached.
    pub fn open(&mut self, start: u32) -> Result<(), Shortage> {
        self.announce(start);
        self.fill_minimum(start)?;
        self.fill(start);
        Ok(())
    }

    /// Opens a start if the cost then falls below the limit; otherwise stops early, to be undone.
    pub fn open_below(&mut self, start: u32, limit: C::Sum) -> bool {
        let at = start as usize;
        self.announce(start);
        if self.fill_minimum(start).is_err() {
            return false;
        }
        let zero = C::Sum::default();
        while self.price[at] > zero && self.load[at] < self.instance.seats[at] {
            let free = self.instance.seats[at] - self.load[at];
            if self.cost - self.price[at].times(free) >= limit {
                return false;
            }
            self.pull_one(start, free);
        }
        self.cost < limit
    }

    /// Sets a start open at a price that leaves everybody content where they are.
    fn announce(&mut self, start: u32) {
        self.refresh();
        let mut price = -C::Sum::FAR;
        for option in self.instance.of_start(start) {
            let person = self.instance.start_person[option] as usize;
            price = price.max(self.value[person] - self.instance.start_cost[option].wide());
        }
        self.work += self.instance.of_start(start).len() as u64;
        if self.instance.minimum[start as usize] == 0 {
            price = price.max(C::Sum::default());
        }
        self.set_price(start, price);
        self.set_open(start, true);
    }

    /// Closes a start and seats its people elsewhere.
    pub fn close(&mut self, start: u32) {
        self.close_below(start, C::Sum::FAR);
    }

    /// Closes a start if the cost then falls below the limit; otherwise stops early, to be undone.
    pub fn close_below(&mut self, start: u32, limit: C::Sum) -> bool {
        let mut people: Vec<Held> = self.held[start as usize].clone();
        people.sort_unstable_by_key(|held| held.person);
        self.set_open(start, false);
        let mut least = self.cost;
        let price = self.price[start as usize];
        for held in &people {
            let here = self.instance.person_cost[held.option as usize].wide();
            // A new seat costs at least what the old one did with its price.
            least += price.times(held.count);
            let top = self.instance.top[held.person as usize].wide();
            debug_assert!(here + price <= top);
            self.shift(held.person, held.option, NONE, held.count);
        }
        for held in people {
            if least >= limit {
                return false;
            }
            let here = self.instance.person_cost[held.option as usize].wide();
            let top = self.instance.top[held.person as usize].wide();
            least -= (here + price).times(held.count);
            let before = self.cost - top.times(held.count);
            self.insert(held.person);
            least += self.cost - before;
        }
        self.cost < limit
    }

    /// Starts to note changes, so that `undo` can take them back.
    pub fn mark(&mut self) {
        self.changes.clear();
        self.keep_changes = true;
    }

    /// Forgets the notes: the changes stay.
    pub fn keep(&mut self) {
        self.changes.clear();
        self.keep_changes = false;
    }

    /// Takes back everything since `mark`.
    pub fn undo(&mut self) {
        self.undo_to(0);
        self.keep_changes = false;
    }

    /// How many changes were noted.
    pub fn bookmark(&self) -> usize {
        self.changes.len()
    }

    /// Takes back the changes noted since a bookmark.
    pub fn undo_to(&mut self, bookmark: usize) {
        self.keep_changes = false;
        let changes = self.changes.split_off(bookmark);
        for change in changes.iter().rev() {
            match *change {
                Change::Move { person, from, to, count } => self.shift(person, to, from, count),
                Change::Price { start, old } => self.price[start as usize] = old,
                Change::Open { start, old } => self.set_open(start, old),
            }
        }
        for change in &changes {
            match *change {
                Change::Move { person, .. } => self.refresh_value(person),
                Change::Price { start, .. } => self.stale_values(start),
                Change::Open { .. } => {}
            }
        }
        self.keep_changes = true;
    }

    /// Starts whose price changed since `mark`.
    pub fn touched(&self) -> Vec<u32> {
        let mut starts: Vec<u32> = Vec::new();
        for change in &self.changes {
            if let Change::Price { start, .. } = change {
                starts.push(*start);
            }
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    fn set_open(&mut self, start: u32, open: bool) {
        let old = std::mem::replace(&mut self.open[start as usize], open);
        if self.keep_changes {
            self.changes.push(Change::Open { start, old });
        }
        if self.instance.role[start as usize] == Role::Free && old != open {
            let cost = self.instance.opening[start as usize].wide();
            self.cost += if open { cost } else { -cost };
            for (pool, amount) in self.instance.pools.of(start) {
                let load = &mut self.pool_load[*pool as usize];
                *load = if open { *load + amount } else { *load - amount };
            }
        }
    }

    /// A start fits into the pools beside those that are open.
    pub fn fits(&self, start: u32) -> bool {
        self.instance.pools.fits(&self.pool_load, start)
    }

    /// Somebody may sit in both starts.
    pub fn share_people(&self, a: u32, b: u32) -> bool {
        self.neighbours.to(self.neighbours.slots(a)).binary_search(&b).is_ok()
    }

    /// Opens a free start for `build`, before anybody is seated.
    pub fn choose(&mut self, start: u32) {
        self.set_open(start, true);
    }

    fn set_price(&mut self, start: u32, price: C::Sum) {
        let old = std::mem::replace(&mut self.price[start as usize], price);
        if self.keep_changes {
            self.changes.push(Change::Price { start, old });
        }
        self.stale_values(start);
    }

    fn stale_values(&mut self, start: u32) {
        if !std::mem::replace(&mut self.value_stale[start as usize], true) {
            self.value_stale_list.push(start);
        }
    }

    /// Brings the values of all rows up to date.
    pub fn refresh(&mut self) {
        while let Some(start) = self.value_stale_list.pop() {
            self.value_stale[start as usize] = false;
            self.refresh_values(start);
        }
    }

    fn refresh_values(&mut self, start: u32) {
        let price = self.price[start as usize];
        for held in &self.held[start as usize] {
            self.value[held.person as usize] = self.instance.person_cost[held.option as usize].wide() + price;
        }
    }

    fn refresh_value(&mut self, person: u32) {
        let value = match self.places(person).next() {
            Some(place) => self.asked(place.option as usize),
            None => self.instance.top[person as usize].wide(),
        };
        self.value[person as usize] = value;
    }

    /// Moves people of a row between options, or from and to no seat.
    fn shift(&mut self, person: u32, from: u32, to: u32, count: u32) {
        if self.keep_changes {
            self.changes.push(Change::Move { person, from, to, count });
        }
        if from == NONE {
            self.unseated[person as usize] -= count;
            if self.unseated[person as usize] == 0 {
                self.arcs.wait_no_more(person, self.instance);
            }
            self.cost -= self.instance.top[person as usize].wide().times(count);
        } else {
            self.leave(person, from, count);
        }
        if to == NONE {
            self.unseated[person as usize] += count;
            self.arcs.wait(person, self.instance);
            self.cost += self.instance.top[person as usize].wide().times(count);
        } else {
            self.enter(person, to, count);
        }
    }

    fn place_mut(&mut self, person: u32, option: u32) -> Option<&mut Place> {
        let first = &mut self.places[person as usize];
        if first.option == option && first.count > 0 {
            return Some(first);
        }
        let more = self.more.get_mut(person as usize)?;
        more.iter_mut().find(|place| place.option == option && place.count > 0)
    }

    fn leave(&mut self, person: u32, option: u32, count: u32) {
        let start = self.instance.person_start[option as usize] as usize;
        self.load[start] -= count;
        self.cost -= self.instance.person_cost[option as usize].wide().times(count);
        let place = self.place_mut(person, option).expect("only people who sit there leave an option");
        place.count -= count;
        let (at, left) = (place.at as usize, place.count);
        if left > 0 {
            self.held[start][at].count = left;
            return;
        }
        *place = EMPTY;
        self.arcs.touch(start as u32);
        self.held[start].swap_remove(at);
        if let Some(moved) = self.held[start].get(at).copied() {
            let place = self.place_mut(moved.person, moved.option).expect("every held row has its place");
            place.at = at as u32;
        }
        if let Some(more) = self.more.get_mut(person as usize) {
            more.retain(|place| place.count > 0);
        }
    }

    fn enter(&mut self, person: u32, option: u32, count: u32) {
        let start = self.instance.person_start[option as usize] as usize;
        self.load[start] += count;
        self.cost += self.instance.person_cost[option as usize].wide().times(count);
        self.value[person as usize] = self.asked(option as usize);
        if let Some(place) = self.place_mut(person, option) {
            place.count += count;
            let (at, count) = (place.at as usize, place.count);
            self.held[start][at].count = count;
            return;
        }
        self.arcs.touch(start as u32);
        let place = Place { option, count, at: self.held[start].len() as u32 };
        self.held[start].push(Held { person, option, count });
        if self.places[person as usize].count == 0 {
            self.places[person as usize] = place;
        } else {
            self.more[person as usize].push(place);
        }
    }

    /// What no plan with these starts can undercut, from the prices; equals the cost when the seats are optimal.
    pub fn dual(&self) -> C::Sum {
        let zero = C::Sum::default();
        let mut total = zero;
        for (start, price) in self.price.iter().enumerate().filter(|(start, _)| self.open[*start]) {
            total -= (*price).max(zero).times(self.instance.seats[start]);
            total += (-*price).max(zero).times(self.instance.minimum[start]);
            if self.instance.role[start] == Role::Free {
                total += self.instance.opening[start].wide();
            }
        }
        for person in 0..self.instance.persons() as u32 {
            let mut least = self.instance.top[person as usize].wide();
            for at in self.instance.of_person(person) {
                if self.open[self.instance.person_start[at] as usize] {
                    least = least.min(self.asked(at));
                }
            }
            total += least.times(self.instance.count[person as usize]);
        }
        total
    }
}
