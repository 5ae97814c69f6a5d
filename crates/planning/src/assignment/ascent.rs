//! Raises the proven bound by adjusting the price of everybody's seat (volume algorithm).
//!
//! The bound of a step is exact; averages of its choices only guide the next step, the branching and the first plan.

use super::budget::Watch;
use super::choice::{Branch, Choice, Groups};
use super::instance::{Instance, Role};
use super::kernel::Kernel;
use super::money::{Cost, Sum};
use super::pools::Pools;

/// When to stop and how boldly to step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace<S> {
    /// Most steps.
    pub steps: u32,
    /// Fewest steps before slow progress ends the climb.
    pub patience: u32,
    /// Stop once the bound reaches this: nothing better than the best plan is left.
    pub goal: S,
    /// Where the bound is heading for: the cost of the best plan.
    pub best: S,
    /// How far above the bound to aim at most, relative; for when there is no good plan yet.
    pub reach: f64,
    /// Length of the first step, relative.
    pub stride: f64,
    /// Most weight of a new choice in the averages.
    pub weight: f64,
    /// Steps without a better bound after which steps get shorter.
    pub failures: u32,
    /// Threads for large instances.
    pub threads: usize,
}

/// What a climb found.
#[derive(Debug, Clone)]
pub(crate) struct Peak<C: Cost> {
    /// Proven for the branch.
    pub bound: C::Sum,
    /// The prices that prove it.
    pub price: Vec<C>,
    /// The prices of the pools that prove it, per unit.
    pub pool_price: Vec<C::Sum>,
    /// Averaged choice per start, between 0 and 1.
    pub share: Vec<f32>,
    /// Averaged use of each row.
    pub usage: Vec<f32>,
    /// At these prices: choice per start, and by how much the bound rises if it is reversed.
    pub regret: Vec<(bool, C::Sum)>,
    /// Steps taken.
    pub steps: u32,
    /// No plan fits the branch.
    pub empty: bool,
}

/// Where a climb begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct From<'a, C: Cost> {
    /// Prices per row.
    pub price: &'a [C],
    /// Prices per pool.
    pub pool_price: &'a [C::Sum],
    /// Averaged choice per start and use of each row of an earlier climb.
    pub averages: Option<(&'a [f32], &'a [f32])>,
}

/// Work space for climbs.
#[derive(Debug)]
pub(crate) struct Ascent<'i, C: Cost> {
    instance: &'i Instance<C>,
    /// The relaxed problem.
    pub kernel: Kernel<'i, C>,
    choice: Choice<C::Sum>,
    gain: Vec<C::Sum>,
    trial: Vec<C>,
    pool_trial: Vec<C::Sum>,
    used: Vec<f32>,
    average: Vec<f32>,
    share: Vec<f32>,
}

/// A pool is worth about as many people as a start seats, so its price moves faster than that of one person.
const POOL_WEIGHT: f64 = 10.0;
/// The dearest pool costs the range of totals divided by this.
const DEAREST: f64 = 16384.0;
const WINDOW: u32 = 25;
const LEAST_WEIGHT: f64 = 0.001;
/// Least part of the remaining gap to gain in a window of steps; otherwise averages are smoothed more.
const LEAST_GAIN: f64 = 0.02;

impl<'i, C: Cost> Ascent<'i, C> {
    /// Work space for an instance.
    pub fn new(instance: &'i Instance<C>) -> Self {
        let (persons, starts) = (instance.persons(), instance.starts());
        Self {
            instance,
            kernel: Kernel::new(instance),
            choice: Choice::default(),
            gain: Vec::new(),
            trial: vec![C::default(); persons],
            pool_trial: vec![C::Sum::default(); instance.pools.capacity.len()],
            used: vec![0.0; persons],
            average: vec![0.0; persons],
            share: vec![0.0; starts],
        }
    }

    /// Prices to begin with: the cheapest option plus its part of the opening cost, varied a little by the seed.
    pub fn cold_price(&self, seed: u64) -> Vec<C> {
        let instance = self.instance;
        let part = |start: u32| {
            let (cost, seats) = (instance.opening[start as usize].wide(), instance.seats[start as usize]);
            C::Sum::from_float(1.2 * cost.float() / f64::from(seats.max(1)))
        };
        let price = |person: u32| {
            let asked = instance
                .of_person(person)
                .map(|at| instance.person_cost[at].wide() + part(instance.person_start[at]));
            let top = instance.top[person as usize];
            let vary = -((mix(seed, person) % 64) as f32);
            asked.min().map_or(top, |asked| C::narrow(asked).min(top)).nudge(vary, top)
        };
        (0..instance.persons() as u32).map(price).collect()
    }

    /// Climbs from the given prices.
    pub fn climb(
        &mut self,
        space: (&Groups, &Branch),
        from: From<'_, C>,
        pace: &Pace<C::Sum>,
        watch: &mut Watch<'_>,
    ) -> Peak<C> {
        let (groups, branch) = space;
        let mut peak = Peak {
            bound: -C::Sum::FAR,
            price: from.price.to_vec(),
            pool_price: from.pool_price.to_vec(),
            share: Vec::new(),
            usage: Vec::new(),
            regret: vec![(false, C::Sum::default()); self.instance.starts()],
            steps: 0,
            empty: false,
        };
        self.trial.copy_from_slice(&peak.price);
        self.pool_trial.copy_from_slice(&peak.pool_price);
        let Some(bound) = self.evaluate(groups, branch, pace.threads) else {
            peak.empty = true;
            return peak;
        };
        peak.bound = bound;
        self.note_regret(groups, &mut peak.regret);
        self.use_choice();
        match from.averages {
            Some((share, usage)) => {
                self.share.copy_from_slice(share);
                self.average.copy_from_slice(usage);
            }
            None => {
                self.average.copy_from_slice(&self.used);
                for (share, open) in self.share.iter_mut().zip(&self.choice.open) {
                    *share = f32::from(u8::from(*open));
                }
            }
        }
        self.steps(space, pace, &mut peak, watch);
        peak.share.clone_from(&self.share);
        peak.usage.clone_from(&self.average);
        peak
    }

    fn steps(
        &mut self,
        (groups, branch): (&Groups, &Branch),
        pace: &Pace<C::Sum>,
        peak: &mut Peak<C>,
        watch: &mut Watch<'_>,
    ) {
        let mut stride = pace.stride;
        let mut weight = pace.weight;
        let mut failures = 0;
        let mut window_bound = peak.bound;
        for step in 1..=pace.steps {
            if peak.bound >= pace.goal || !watch.go_on() {
                return;
            }
            peak.steps = step;
            let aim = pace.aim(peak.bound);
            if !self.move_prices(peak, stride * (aim - peak.bound.float())) {
                return;
            }
            let Some(bound) = self.evaluate(groups, branch, pace.threads) else { return };
            self.use_choice();
            let agreement = self.mix(weight);
            if bound > peak.bound {
                peak.bound = bound;
                peak.price.copy_from_slice(&self.trial);
                peak.pool_price.copy_from_slice(&self.pool_trial);
                self.note_regret(groups, &mut peak.regret);
                if agreement > 0.0 {
                    stride = (stride * 1.1).min(2.0);
                }
                failures = 0;
            } else {
                failures += 1;
                if failures >= pace.failures {
                    stride *= 0.66;
                    failures = 0;
                }
            }
            if step % WINDOW == 0 {
                let gap = (aim - window_bound.float()).max(1.0);
                if (peak.bound - window_bound).float() < LEAST_GAIN * gap {
                    weight *= 0.5;
                    if step >= pace.patience && weight < LEAST_WEIGHT {
                        return;
                    }
                }
                window_bound = peak.bound;
            }
        }
    }

    /// The bound at the trial prices.
    fn evaluate(&mut self, groups: &Groups, branch: &Branch, threads: usize) -> Option<C::Sum> {
        self.kernel.select(&self.trial, threads);
        self.gain.clear();
        self.gain.extend(self.kernel.gains());
        self.charge_pools();
        if !self.choice.choose(groups, branch, &self.gain) {
            return None;
        }
        let mut bound = self.choice.gain;
        for (start, role) in self.instance.role.iter().enumerate() {
            if *role == Role::Open {
                bound += self.gain[start];
            }
        }
        for (price, count) in self.trial.iter().zip(&self.instance.count) {
            bound += price.wide().times(*count);
        }
        for (price, capacity) in self.pool_trial.iter().zip(&self.instance.pools.capacity) {
            bound -= price.times(*capacity);
        }
        Some(bound)
    }

    /// Every start pays for what it uses of the pools.
    fn charge_pools(&mut self) {
        if self.pool_trial.is_empty() {
            return;
        }
        for (start, gain) in self.gain.iter_mut().enumerate() {
            for (pool, amount) in self.instance.pools.of(start as u32) {
                *gain += self.pool_trial[*pool as usize].times(*amount);
            }
        }
    }

    /// How much the averaged choice uses of each pool beyond what it holds, in uses of its largest user.
    fn pool_excess(&self) -> Vec<f64> {
        let pools = &self.instance.pools;
        let mut used = vec![0.0_f64; pools.capacity.len()];
        if used.is_empty() {
            return used;
        }
        for (start, share) in self.share.iter().enumerate() {
            for (pool, amount) in pools.of(start as u32) {
                used[*pool as usize] += f64::from(*share) * f64::from(*amount);
            }
        }
        for (at, used) in used.iter_mut().enumerate() {
            *used = (*used - f64::from(pools.capacity[at])) / f64::from(pools.unit[at]);
        }
        used
    }

    /// The pools of the instance.
    pub fn pools(&self) -> &'i Pools {
        &self.instance.pools
    }

    /// How much the bound rises, at these prices, when the choice about a start is reversed.
    fn note_regret(&self, groups: &Groups, regret: &mut [(bool, C::Sum)]) {
        for group in 0..groups.len() {
            let threshold = self.choice.threshold[group];
            for start in groups.of(group) {
                let at = *start as usize;
                let open = self.choice.open[at];
                let rise = if open { threshold - self.gain[at] } else { self.gain[at] - threshold };
                regret[at] = (open, rise);
            }
        }
    }

    /// How often each row is used by the open starts.
    fn use_choice(&mut self) {
        self.used.fill(0.0);
        for start in 0..self.instance.starts() as u32 {
            let open = self.choice.open[start as usize] || self.instance.role[start as usize] == Role::Open;
            if open {
                for pick in self.kernel.picks(start) {
                    self.used[pick.person as usize] += pick.count as f32;
                }
            }
        }
    }

    /// Moves the trial prices along the averaged shortage of seats; false if there is none.
    fn move_prices(&mut self, peak: &Peak<C>, length: f64) -> bool {
        let instance = self.instance;
        let (price, excess) = (&peak.price, self.pool_excess());
        let mut norm = 0.0_f64;
        for chunk in 0..price.len().div_ceil(1024) {
            let range = chunk * 1024..price.len().min(chunk * 1024 + 1024);
            let mut part = 0.0_f32;
            for at in range {
                let missing = instance.count[at] as f32 - self.average[at];
                let blocked = price[at] >= instance.top[at] && missing > 0.0;
                part += if blocked { 0.0 } else { missing * missing };
            }
            norm += f64::from(part);
        }
        for (excess, price) in excess.iter().zip(&peak.pool_price) {
            let blocked = *price <= C::Sum::default() && *excess < 0.0;
            norm += if blocked { 0.0 } else { POOL_WEIGHT * excess * excess };
        }
        if norm < 1e-9 || !norm.is_finite() {
            return false;
        }
        let step = (length / norm) as f32;
        for (at, (trial, price)) in self.trial.iter_mut().zip(price).enumerate() {
            let missing = instance.count[at] as f32 - self.average[at];
            *trial = price.nudge(step * missing, instance.top[at]);
        }
        for (at, excess) in excess.iter().enumerate() {
            let by = POOL_WEIGHT * (length / norm) * excess / f64::from(instance.pools.unit[at]);
            // No price may be so high that the sum of all leaves the range.
            let most = C::Sum::FAR.float() / DEAREST / f64::from(instance.pools.unit[at]);
            let price = (peak.pool_price[at].float() + by).clamp(0.0, most);
            self.pool_trial[at] = C::Sum::from_float(price);
        }
        true
    }

    /// Mixes the new choice into the averages; returns whether old and new directions agree.
    fn mix(&mut self, most: f64) -> f64 {
        let (mut agreement, mut apart, mut along) = (0.0_f64, 0.0_f64, 0.0_f64);
        for chunk in 0..self.used.len().div_ceil(1024) {
            let range = chunk * 1024..self.used.len().min(chunk * 1024 + 1024);
            let mut part = (0.0_f32, 0.0_f32, 0.0_f32);
            for at in range {
                let count = self.instance.count[at] as f32;
                let (old, new) = (count - self.average[at], count - self.used[at]);
                let difference = new - old;
                part.0 += old * new;
                part.1 += difference * difference;
                part.2 += old * difference;
            }
            agreement += f64::from(part.0);
            apart += f64::from(part.1);
            along += f64::from(part.2);
        }
        // The weight with the least remaining shortage, within limits.
        let weight = (-along / apart.max(1e-9)).clamp(0.1 * most, most) as f32;
        for (average, used) in self.average.iter_mut().zip(&self.used) {
            *average += weight * (used - *average);
        }
        for (share, open) in self.share.iter_mut().zip(&self.choice.open) {
            *share += weight * (f32::from(u8::from(*open)) - *share);
        }
        agreement
    }
}

impl<S: Sum> Pace<S> {
    /// Where to aim: at the best plan, but neither below the bound nor out of reach.
    fn aim(&self, bound: S) -> f64 {
        let (best, bound) = (self.best.float(), bound.float());
        let least = bound + 1e-4 * bound.abs() + 1.0;
        best.min(bound + self.reach * bound.abs()).max(least)
    }
}

/// A number that looks random but depends on seed and position alone (splitmix64).
pub(super) fn mix(seed: u64, position: u32) -> u64 {
    let mut word = seed.wrapping_add(u64::from(position).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}
