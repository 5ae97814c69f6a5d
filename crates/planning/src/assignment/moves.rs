//! Improves a plan by opening, closing and exchanging starts.
//!
//! Every move is tried on the flow itself and taken back if it does not pay. Estimates from the seat prices are never
//! too low, so a move without an estimated gain is skipped unseen. What is proven about the plan is not decided here.

use super::budget::Watch;
use super::flow::Flow;
use super::instance::Role;
use super::money::{Cost, Sum};

/// How far an exchange may go: starts closed after one was opened.
const MOST_CLOSED: usize = 8;

/// Work space for moves.
pub(crate) struct Moves<'w, 'c, S> {
    found: Vec<S>,
    work_limit: u64,
    watch: &'w mut Watch<'c>,
}

impl<'w, 'c, S: Sum> Moves<'w, 'c, S> {
    /// With a limit on the work of the flow.
    pub fn new(work_limit: u64, watch: &'w mut Watch<'c>) -> Self {
        Self { found: Vec::new(), work_limit, watch }
    }

    /// Neither work nor time is used up.
    pub fn go_on<C: Cost<Sum = S>>(&mut self, flow: &Flow<'_, C>) -> bool {
        flow.work < self.work_limit && self.watch.go_on()
    }

    /// Opens and closes single starts while it pays.
    pub fn add_and_drop<C: Cost<Sum = S>>(&mut self, flow: &mut Flow<'_, C>) {
        loop {
            let before = flow.cost;
            self.add(flow);
            self.drop(flow);
            if flow.cost >= before || !self.go_on(flow) {
                return;
            }
        }
    }

    /// Opens starts in the order of their estimates until none pays.
    fn add<C: Cost<Sum = S>>(&mut self, flow: &mut Flow<'_, C>) {
        let mut queue: Vec<(S, u32)> = self
            .shut_starts(flow)
            .into_iter()
            .map(|start| (self.gain_of_opening(flow, start), start))
            .collect();
        queue.retain(|(gain, _)| *gain > S::default());
        queue.sort_unstable();
        while let Some((stale, start)) = queue.pop() {
            if !self.go_on(flow) {
                return;
            }
            if !flow.fits(start) {
                continue;
            }
            let gain = self.gain_of_opening(flow, start);
            if gain <= S::default() {
                continue;
            }
            // Prices have moved since: look at a better one first.
            if gain < stale && queue.last().is_some_and(|(next, _)| *next > gain) {
                let at = queue.partition_point(|entry| *entry < (gain, start));
                queue.insert(at, (gain, start));
                continue;
            }
            flow.mark();
            let limit = flow.cost;
            if flow.open_below(start, limit) {
                flow.keep();
            } else {
                flow.undo();
            }
        }
    }

    /// Closes starts in the order of their estimates until none pays.
    fn drop<C: Cost<Sum = S>>(&mut self, flow: &mut Flow<'_, C>) {
        let mut queue: Vec<(S, u32)> = self
            .open_starts(flow)
            .into_iter()
            .map(|start| (self.gain_of_closing(flow, start), start))
            .filter(|(gain, _)| *gain > S::default())
            .collect();
        queue.sort_unstable();
        while let Some((_, start)) = queue.pop() {
            if !self.go_on(flow) {
                return;
            }
            if self.gain_of_closing(flow, start) <= S::default() {
                continue;
            }
            flow.mark();
            let limit = flow.cost;
            if flow.close_below(start, limit) {
                flow.keep();
            } else {
                flow.undo();
            }
        }
    }

    /// Opens a start and closes others for it, for every shut start once; says whether anything was gained.
    pub fn exchange<C: Cost<Sum = S>>(&mut self, flow: &mut Flow<'_, C>) -> bool {
        let shut = self.shut_starts(flow);
        self.exchange_some(flow, &shut)
    }

    /// The same for some shut starts.
    pub fn exchange_some<C: Cost<Sum = S>>(&mut self, flow: &mut Flow<'_, C>, shut: &[u32]) -> bool {
        let mut queue: Vec<(S, u32)> =
            shut.iter().map(|start| (self.gain_of_opening(flow, *start), *start)).collect();
        queue.sort_unstable();
        let before = flow.cost;
        while let Some((_, start)) = queue.pop() {
            if !self.go_on(flow) {
                break;
            }
            if !flow.open[start as usize] {
                self.exchange_for(flow, start);
            }
        }
        flow.cost < before
    }

    /// Opens one start and closes up to eight others, best estimates first; undone unless it pays.
    fn exchange_for<C: Cost<Sum = S>>(&mut self, flow: &mut Flow<'_, C>, start: u32) {
        let before = flow.cost;
        flow.mark();
        if flow.open(start).is_err() {
            flow.undo();
            return;
        }
        if !self.make_room(flow, start) {
            flow.undo();
            return;
        }
        let mut near = flow.touched();
        near.retain(|other| {
            *other != start && flow.open[*other as usize] && flow.instance.role[*other as usize] == Role::Free
        });
        let mut queue: Vec<(S, u32)> = near
            .into_iter()
            .map(|other| (self.gain_of_closing(flow, other), other))
            .filter(|(gain, _)| *gain > S::default())
            .collect();
        queue.sort_unstable();
        for _ in 0..MOST_CLOSED {
            let Some((_, other)) = queue.pop() else { break };
            let gain = self.gain_of_closing(flow, other);
            if gain <= S::default() {
                continue;
            }
            if flow.cost >= before && flow.cost - gain >= before {
                continue;
            }
            let mark = flow.bookmark();
            let limit = flow.cost.min(before);
            if !flow.close_below(other, limit) {
                flow.undo_to(mark);
            }
        }
        if flow.cost < before {
            flow.keep();
        } else {
            flow.undo();
        }
    }

    /// Closes starts that cannot run beside a new one, those first that cost least; false if that does not help.
    fn make_room<C: Cost<Sum = S>>(&mut self, flow: &mut Flow<'_, C>, start: u32) -> bool {
        let pools = &flow.instance.pools;
        while pools.overfull(&flow.pool_load) {
            let rivals: Vec<u32> = self
                .open_starts(flow)
                .into_iter()
                .filter(|other| *other != start && pools.in_overfull(&flow.pool_load, *other))
                .collect();
            let best = rivals.into_iter().map(|other| (self.gain_of_closing(flow, other), other)).max();
            let Some((_, other)) = best else { return false };
            flow.close(other);
        }
        true
    }

    fn shut_starts<C: Cost<Sum = S>>(&self, flow: &Flow<'_, C>) -> Vec<u32> {
        let free =
            |start: &u32| flow.instance.role[*start as usize] == Role::Free && !flow.open[*start as usize];
        (0..flow.open.len() as u32).filter(free).collect()
    }

    fn open_starts<C: Cost<Sum = S>>(&self, flow: &Flow<'_, C>) -> Vec<u32> {
        let free =
            |start: &u32| flow.instance.role[*start as usize] == Role::Free && flow.open[*start as usize];
        (0..flow.open.len() as u32).filter(free).collect()
    }

    /// At most this much is gained by opening a start.
    fn gain_of_opening<C: Cost<Sum = S>>(&mut self, flow: &mut Flow<'_, C>, start: u32) -> S {
        let instance = flow.instance;
        let (seats, minimum) = (instance.seats[start as usize], instance.minimum[start as usize]);
        flow.refresh();
        let options = instance.of_start(start);
        flow.work += options.len() as u64;
        self.found.clear();
        let mut counts: Vec<(S, u32)> = Vec::new();
        for at in options {
            let person = instance.start_person[at] as usize;
            let gain = flow.value[person] - instance.start_cost[at].wide();
            if gain > S::default() || minimum > 0 {
                if instance.unit {
                    self.found.push(gain);
                } else {
                    counts.push((gain, instance.count[person]));
                }
            }
        }
        let mut total = -instance.opening[start as usize].wide();
        if !instance.unit {
            return total + best_rows(&mut counts, seats, minimum);
        }
        let seats = seats as usize;
        if self.found.len() > seats {
            self.found.select_nth_unstable_by(seats - 1, |a, b| b.cmp(a));
            self.found.truncate(seats);
        }
        if minimum > 0 && (minimum as usize) < self.found.len() {
            self.found.select_nth_unstable_by(minimum as usize - 1, |a, b| b.cmp(a));
        }
        for (at, gain) in self.found.iter().enumerate() {
            if *gain > S::default() || at < minimum as usize {
                total += *gain;
            }
        }
        total
    }

    /// At most this much is gained by closing a start.
    fn gain_of_closing<C: Cost<Sum = S>>(&mut self, flow: &mut Flow<'_, C>, start: u32) -> S {
        let instance = flow.instance;
        let mut total = instance.opening[start as usize].wide();
        let mut work = 0;
        for held in &flow.held[start as usize] {
            let mut other = instance.top[held.person as usize].wide();
            let options = instance.of_person(held.person);
            work += options.len() as u64;
            for at in options {
                let to = instance.person_start[at];
                if to != start && flow.open[to as usize] {
                    other = other.min(instance.person_cost[at].wide() + flow.price[to as usize]);
                }
            }
            let here = instance.person_cost[held.option as usize].wide();
            total += (here - other).times(held.count);
        }
        flow.work += work;
        total
    }
}

/// The sum of the best gains of rows of several people.
fn best_rows<S: Sum>(rows: &mut [(S, u32)], mut seats: u32, mut minimum: u32) -> S {
    rows.sort_unstable_by(|a, b| b.cmp(a));
    let mut total = S::default();
    for (gain, count) in rows {
        let most = if *gain > S::default() { seats } else { minimum };
        let count = (*count).min(most);
        if count == 0 {
            break;
        }
        total += gain.times(count);
        seats -= count;
        minimum = minimum.saturating_sub(count);
    }
    total
}
