//! The relaxed problem per start: the best people for it when everybody's seat has a price.
//!
//! Given prices per row, a start takes the options with the lowest cost − price: always as many as its minimum, then
//! further ones while they gain, up to its seats. This is where the bound spends its time, so every start keeps a short
//! list of options that can matter; an option outside the list stays outside until prices have risen far enough, which
//! is checked, never assumed. Starts are handled in shards that share nothing, so threads cannot change the answer.

use super::instance::{Instance, Role};
use super::money::{Cost, Sum};
use std::ops::Range;

/// Options beyond which a second shard pays for its thread.
const WORTH_A_THREAD: usize = 300_000;

/// Steps for which short lists must serve to be worth making.
const LASTING: u32 = 6;
const LONGEST_PAUSE: u32 = 16;
/// Options collected beyond the seats that are cheaper to take out one by one.
const FEW: usize = 10;

/// People a start takes at the current prices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pick {
    /// The row.
    pub person: u32,
    /// How many of it.
    pub count: u32,
}

/// All shards.
#[derive(Debug)]
pub(crate) struct Kernel<'i, C: Cost> {
    shards: Vec<Shard<'i, C>>,
    reference: Vec<C>,
    /// Steps since the short lists were made.
    age: u32,
    /// Steps without new lists after lists that did not last, and how many of them are left.
    pause: u32,
    wait: u32,
    step_work: u64,
    /// Work done, in options that a step visits at most times; the same whatever the lists were before.
    pub work: u64,
}

impl<'i, C: Cost> Kernel<'i, C> {
    /// Nothing selected yet.
    pub fn new(instance: &'i Instance<C>) -> Self {
        let starts = instance.starts() as u32;
        let half = match instance.options() > WORTH_A_THREAD {
            true => {
                instance.start_from.partition_point(|from| (*from as usize) < instance.options() / 2) as u32
            }
            false => starts,
        };
        let ranges = [0..half.min(starts), half.min(starts)..starts];
        let shards =
            ranges.into_iter().filter(|range| !range.is_empty()).map(|range| Shard::new(instance, range));
        let shards: Vec<_> = shards.collect();
        let listed: usize = shards.iter().map(|shard| shard.list_person.len()).sum();
        let step_work = (2 * listed + 4 * instance.persons() + 16) as u64;
        Self {
            shards,
            reference: vec![C::FAR; instance.persons()],
            age: LASTING,
            pause: 0,
            wait: 0,
            step_work,
            work: 0,
        }
    }

    /// Selects people for every start that is not shut. `threads` changes the time only.
    pub fn select(&mut self, price: &[C], threads: usize) {
        let mut rise = self.rise(price);
        let stale: usize = self.shards.iter().map(|shard| shard.stale(rise)).sum();
        let starts: usize = self.shards.iter().map(|shard| shard.starts.len()).sum();
        let rebuild = stale * 8 > starts && self.lists_pay();
        self.age += 1;
        if rebuild {
            self.age = 0;
            self.reference.copy_from_slice(price);
            rise = C::default();
        }
        if threads > 1 && self.shards.len() > 1 {
            std::thread::scope(|scope| {
                for shard in &mut self.shards {
                    scope.spawn(move || shard.run(price, rise, rebuild));
                }
            });
        } else {
            for shard in &mut self.shards {
                shard.run(price, rise, rebuild);
            }
        }
        self.work += self.step_work;
    }

    /// Short lists pay only if they last: after each that did not, the next one waits longer.
    fn lists_pay(&mut self) -> bool {
        if self.wait > 0 {
            self.wait -= 1;
            return false;
        }
        self.pause = if self.age < LASTING { (2 * self.pause).clamp(2, LONGEST_PAUSE) } else { 0 };
        self.wait = self.pause;
        true
    }

    /// How far any price has risen above the reference.
    fn rise(&self, price: &[C]) -> C {
        if self.reference.first() == Some(&C::FAR) {
            return C::FAR;
        }
        let rises = price.iter().zip(&self.reference).map(|(now, then)| now.minus(*then));
        rises.fold(C::default(), C::max)
    }

    /// Work of one step.
    pub fn step_work(&self) -> u64 {
        self.step_work
    }

    /// Per start: opening cost plus reduced costs of the people it takes. Zero for starts that are shut.
    pub fn gains(&self) -> impl Iterator<Item = C::Sum> + '_ {
        self.shards.iter().flat_map(|shard| shard.gain.iter().copied())
    }

    /// The people a start takes.
    pub fn picks(&self, start: u32) -> &[Pick] {
        let shard = &self.shards[usize::from(start >= self.shards[0].starts.end)];
        let at = (start - shard.starts.start) as usize;
        let from = shard.pick_from[at];
        &shard.picks[from..from + shard.picked[at] as usize]
    }
}

/// A range of starts with everything needed to select for them.
#[derive(Debug)]
struct Shard<'i, C: Cost> {
    instance: &'i Instance<C>,
    starts: Range<u32>,
    /// Short lists: rows and costs of start `j` at `list_from[j]..list_from[j] + list_length[j]`.
    list_from: Vec<usize>,
    list_length: Vec<u32>,
    list_person: Vec<u32>,
    list_cost: Vec<C>,
    /// Options outside the list had at least this reduced cost at the reference.
    cutoff: Vec<C>,
    /// Options below this are looked at first.
    cut: Vec<C>,
    margin: Vec<C>,
    /// Distance from `cut` to `cutoff` when the list was last made by selection.
    reach: Vec<C>,
    gain: Vec<C::Sum>,
    pick_from: Vec<usize>,
    picked: Vec<u32>,
    picks: Vec<Pick>,
    /// The first `length` are what was collected.
    found: Vec<C::Key>,
    length: usize,
}

impl<'i, C: Cost> Shard<'i, C> {
    fn new(instance: &'i Instance<C>, starts: Range<u32>) -> Self {
        let (mut list_from, mut pick_from) = (vec![0], vec![0]);
        for start in starts.clone() {
            let options = instance.of_start(start).len();
            let seats = (instance.seats[start as usize] as usize).min(options);
            list_from.push(list_from[list_from.len() - 1] + options.min(list_size(seats)));
            pick_from.push(pick_from[pick_from.len() - 1] + seats);
        }
        let count = starts.len();
        let most = starts.clone().map(|start| instance.of_start(start).len()).max().unwrap_or(0);
        let (listed, picked) = (list_from[count], pick_from[count]);
        Self {
            instance,
            starts,
            list_from,
            list_length: vec![0; count],
            list_person: vec![0; listed],
            list_cost: vec![C::default(); listed],
            cutoff: vec![C::FLOOR; count],
            cut: vec![C::default(); count],
            margin: vec![C::default(); count],
            reach: vec![C::default(); count],
            gain: vec![C::Sum::default(); count],
            pick_from,
            picked: vec![0; count],
            picks: vec![Pick { person: 0, count: 0 }; picked],
            found: vec![C::default().key(0); most],
            length: 0,
        }
    }

    /// Starts whose short list cannot be trusted any more.
    fn stale(&self, rise: C) -> usize {
        if rise == C::FAR {
            return self.cut.len() * 8 + 1;
        }
        self.cut.iter().zip(&self.cutoff).filter(|(cut, cutoff)| !trusted(**cut, **cutoff, rise)).count()
    }

    fn run(&mut self, price: &[C], rise: C, rebuild: bool) {
        for at in 0..self.starts.len() {
            let start = self.starts.start + at as u32;
            if self.instance.role[start as usize] == Role::Shut || self.instance.seats[start as usize] == 0 {
                continue;
            }
            if rebuild {
                self.rebuild(at, start, price);
            }
            self.collect(at, start, price, rise);
            self.take(at, start);
        }
    }

    /// Makes the short list of a start.
    fn rebuild(&mut self, at: usize, start: u32, price: &[C]) {
        let options = self.instance.of_start(start);
        let (people, costs) =
            (&self.instance.start_person[options.clone()], &self.instance.start_cost[options.clone()]);
        let size = self.list_from[at + 1] - self.list_from[at];
        let base = options.start;
        // As far beyond the current limit as last time, which saves a selection if the list then fits its place.
        let guess = if size == people.len() { C::FAR } else { self.cut[at].plus(self.reach[at]) };
        self.length =
            gather(&mut self.found, people.iter().zip(costs).enumerate(), |(slot, (person, cost))| {
                let reduced = cost.minus(price[*person as usize]);
                (reduced < guess, reduced.key(slot as u32))
            });
        self.cutoff[at] = guess;
        if self.length > size || (self.length < size / 2 && guess != C::FAR) {
            self.length =
                gather(&mut self.found, people.iter().zip(costs).enumerate(), |(slot, (person, cost))| {
                    (true, cost.minus(price[*person as usize]).key(slot as u32))
                });
            self.cutoff[at] = C::FAR;
            if size < self.length {
                let (_, last, _) = self.found[..self.length].select_nth_unstable(size - 1);
                self.cutoff[at] = C::unpack(*last).0;
                self.reach[at] = self.cutoff[at].minus(self.cut[at]);
                self.length = size;
                self.found[..size].sort_unstable_by_key(|key| C::unpack(*key).1);
            }
        }
        let from = self.list_from[at];
        for (slot, key) in self.found[..self.length].iter().enumerate() {
            let option = base + C::unpack(*key).1 as usize;
            self.list_person[from + slot] = self.instance.start_person[option];
            self.list_cost[from + slot] = self.instance.start_cost[option];
        }
        self.list_length[at] = self.length as u32;
    }

    /// Collects all options that the start could take, with few others.
    fn collect(&mut self, at: usize, start: u32, price: &[C], rise: C) {
        let instance = self.instance;
        let (seats, minimum) =
            (instance.seats[start as usize] as usize, instance.minimum[start as usize] as usize);
        let mut cut = self.cut[at];
        loop {
            let (people, costs) = if trusted(cut, self.cutoff[at], rise) {
                let list = self.list_from[at]..self.list_from[at] + self.list_length[at] as usize;
                (&self.list_person[list.clone()], &self.list_cost[list])
            } else {
                let all = instance.of_start(start);
                (&instance.start_person[all.clone()], &instance.start_cost[all])
            };
            self.length = gather(&mut self.found, people.iter().zip(costs), |(person, cost)| {
                let reduced = cost.minus(price[*person as usize]);
                (reduced < cut, reduced.key(*person))
            });
            let complete = if instance.unit {
                self.length >= seats || (cut >= C::default() && self.length >= minimum)
            } else {
                self.enough_people(seats, minimum, cut)
            };
            if complete || cut == C::FAR {
                if self.length > seats + FEW {
                    self.margin[at] = C::narrow(C::Sum::from_float(self.margin[at].wide().float() * 0.8));
                }
                return;
            }
            let wider = self.margin[at].plus(self.margin[at]).plus(C::narrow(C::Sum::from_float(64.0)));
            self.margin[at] = wider.min(C::narrow(C::FAR.wide()));
            cut = if cut < C::default() { C::default() } else { C::FAR };
        }
    }

    /// Whether rows of several people fill the start.
    fn enough_people(&self, seats: usize, minimum: usize, cut: C) -> bool {
        let found = self.found[..self.length].iter();
        let people: usize = found.map(|key| self.instance.count[C::unpack(*key).1 as usize] as usize).sum();
        people >= seats || (cut >= C::default() && people >= minimum)
    }

    /// Takes the best of the collected options.
    fn take(&mut self, at: usize, start: u32) {
        if self.instance.unit { self.take_single(at, start) } else { self.take_rows(at, start) }
    }

    fn take_single(&mut self, at: usize, start: u32) {
        let seats = self.instance.seats[start as usize] as usize;
        let minimum = self.instance.minimum[start as usize] as usize;
        let mut found = &mut self.found[..self.length];
        if found.len() > seats {
            keep_least(found, seats);
            found = &mut found[..seats];
        }
        let (mut gain, mut worst) = total(found);
        if worst >= C::default() && minimum < found.len() {
            keep_least(found, minimum);
            let mut kept = minimum;
            for index in minimum..found.len() {
                if C::unpack(found[index]).0 < C::default() {
                    found[kept] = found[index];
                    kept += 1;
                }
            }
            found = &mut found[..kept];
            (gain, worst) = total(found);
        }
        let from = self.pick_from[at];
        for (pick, key) in self.picks[from..].iter_mut().zip(&*found) {
            *pick = Pick { person: C::unpack(*key).1, count: 1 };
        }
        let taken = found.len();
        let gain = self.instance.opening[start as usize].wide() + gain;
        self.finish(at, gain, taken, (taken == seats || taken <= minimum).then_some(worst));
    }

    fn take_rows(&mut self, at: usize, start: u32) {
        self.found[..self.length].sort_unstable();
        let (mut seats, mut minimum) =
            (self.instance.seats[start as usize], self.instance.minimum[start as usize]);
        let mut gain = self.instance.opening[start as usize].wide();
        let mut worst = C::FLOOR;
        let from = self.pick_from[at];
        let mut taken = 0;
        for key in &self.found[..self.length] {
            let (reduced, person) = C::unpack(*key);
            let most = if reduced < C::default() { seats } else { minimum };
            let count = self.instance.count[person as usize].min(most);
            if count == 0 {
                break;
            }
            gain += reduced.wide().times(count);
            worst = reduced;
            self.picks[from + taken] = Pick { person, count };
            taken += 1;
            seats -= count;
            minimum = minimum.saturating_sub(count);
        }
        self.finish(at, gain, taken, (seats == 0 || worst >= C::default()).then_some(worst));
    }

    fn finish(&mut self, at: usize, gain: C::Sum, taken: usize, worst: Option<C>) {
        self.gain[at] = gain;
        self.picked[at] = taken as u32;
        self.cut[at] = worst.unwrap_or_default().plus(self.margin[at]);
    }
}

/// How many options the short list of a start keeps.
fn list_size(seats: usize) -> usize {
    4 * seats + 16
}

/// Every option outside a short list has a reduced cost of at least `cut`.
fn trusted<C: Cost>(cut: C, cutoff: C, rise: C) -> bool {
    cutoff == C::FAR || cut <= cutoff.minus(rise)
}

/// Collects what is wanted at the front of a buffer, without branches; returns how much that is.
#[inline(always)]
fn gather<T, K: Copy>(
    found: &mut [K],
    items: impl ExactSizeIterator<Item = T>,
    look: impl Fn(T) -> (bool, K),
) -> usize {
    let found = &mut found[..items.len()];
    let mut length = 0;
    for item in items {
        let (wanted, key) = look(item);
        found[length] = key;
        length += usize::from(wanted);
    }
    length
}

/// Brings the least `count` keys to the front.
fn keep_least<K: Copy + Ord>(found: &mut [K], count: usize) {
    if count == 0 {
        return;
    }
    if found.len() > count + FEW {
        found.select_nth_unstable(count - 1);
        return;
    }
    for last in (count..found.len()).rev() {
        let mut most = (found[last], last);
        for (at, key) in found[..last].iter().enumerate() {
            most = if *key > most.0 { (*key, at) } else { most };
        }
        found.swap(most.1, last);
    }
}

/// The sum and the largest of reduced costs.
fn total<C: Cost>(found: &[C::Key]) -> (C::Sum, C) {
    let (mut sum, mut worst) = (C::Sum::default(), C::FLOOR);
    for key in found {
        let (reduced, _) = C::unpack(*key);
        sum += reduced.wide();
        worst = worst.max(reduced);
    }
    (sum, worst)
}
