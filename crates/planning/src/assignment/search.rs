//! The course of the search: bound, first plan, moves, branches.
//!
//! Holds the best plan and the proven bound together, so that whenever it stops both can be reported honestly.

use super::ascent::{Ascent, From, Pace, Peak};
use super::budget::{Budget, Watch};
use super::choice::{Branch, Groups};
use super::flow::{Flow, Held, Neighbours, Shortage};
use super::groups::{seat_prices, single};
use super::instance::{Instance, Role};
use super::laid::open_hint;
use super::money::{Cost, Sum};
use super::moves::Moves;
use super::shake::shake;
use super::tree::whole;
use std::sync::atomic::AtomicBool;

/// The part of the remaining work for shaking, and tries in a row without success.
const SHAKE_PART: u64 = 2;
pub(super) const SHAKE_ROUNDS: u32 = 300;

/// A plan in the terms of the instance.
#[derive(Debug, Clone)]
pub(crate) struct Best<C: Cost> {
    /// Which starts run.
    pub open: Vec<bool>,
    /// Who sits where.
    pub seats: Vec<Held>,
    /// Cost without the constant.
    pub cost: C::Sum,
}

/// What the caller allows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    /// Relative gap that is good enough.
    pub gap: f64,
    /// Varies the order of the search.
    pub seed: u64,
    /// Threads to use.
    pub threads: usize,
}

/// The outcome: plan and bound without the constant.
#[derive(Debug)]
pub(crate) struct Outcome<C: Cost> {
    /// The best plan found.
    pub best: Best<C>,
    /// No plan costs less.
    pub bound: C::Sum,
    /// Seconds that the search takes on an ordinary machine, by counted work.
    pub seconds: f64,
}

pub(crate) struct Search<'i, 'w, 'c, C: Cost> {
    pub(super) instance: &'i Instance<C>,
    pub(super) neighbours: &'i Neighbours,
    pub(super) terms: Terms,
    pub(super) budget: Budget,
    pub(super) watch: &'w mut Watch<'c>,
    pub(super) stop: &'w AtomicBool,
    pub(super) best: Best<C>,
    pub(super) bound: C::Sum,
    /// The lowest bound of the branches given up because they reached the goal.
    pub(super) given_up: C::Sum,
    pub(super) workers: Vec<Ascent<'i, C>>,
    /// The choice that was last made a plan of at the root; another try with it finds the same.
    pub(super) rounded: Vec<bool>,
}

/// Solves an instance; fails if promised minima cannot be reached.
pub(crate) fn search<'i, C: Cost>(
    instance: &'i Instance<C>,
    neighbours: &'i Neighbours,
    (terms, budget, hint): (Terms, Budget, Option<&[bool]>),
    watch: &mut Watch<'_>,
    stop: &AtomicBool,
) -> Result<Outcome<C>, Shortage> {
    let mut first = Flow::new(instance, neighbours);
    let needs_people =
        (0..instance.starts()).any(|at| instance.role[at] == Role::Open && instance.minimum[at] > 0);
    let fixed = !instance.role.contains(&Role::Free);
    if needs_people && !fixed {
        first.build(vec![C::Sum::default(); instance.starts()])?;
    }
    if hint.is_some() && !fixed {
        let mut hinted = Flow::new(instance, neighbours);
        open_hint(&mut hinted, hint);
        hinted.build(vec![C::Sum::default(); instance.starts()])?;
        if hinted.cost < first.cost {
            first = hinted;
        }
    }
    let mut search = Search {
        instance,
        neighbours,
        terms,
        budget,
        watch,
        stop,
        best: snapshot(&first),
        bound: -C::Sum::FAR,
        given_up: C::Sum::FAR,
        workers: vec![Ascent::new(instance)],
        rounded: Vec::new(),
    };
    if fixed {
        search.plain()?
    } else {
        search.run()
    }
    let bound = search.final_bound();
    Ok(Outcome { best: search.best, bound, seconds: search.budget.seconds() })
}

fn snapshot<C: Cost>(flow: &Flow<'_, C>) -> Best<C> {
    let seats = flow.held.iter().flatten().copied().collect();
    Best { open: flow.open.clone(), seats, cost: flow.cost }
}

impl<'i, C: Cost> Search<'i, '_, '_, C> {
    /// A bound from which nothing better than the best plan is left (or nothing better than the allowed gap).
    pub(super) fn goal(&self) -> C::Sum {
        let total = (self.best.cost + self.instance.constant).float().abs();
        let one = C::Sum::from_float(1.0);
        let exact = if self.instance.step > C::Sum::default() { self.instance.step - one } else { one };
        let rounded = if self.instance.step > C::Sum::default() { 0.0 } else { 2e-7 * total };
        self.best.cost - exact.max(C::Sum::from_float((self.terms.gap * total).max(rounded)))
    }

    pub(super) fn done(&self) -> bool {
        self.bound >= self.goal()
    }

    /// The proven bound, lifted to the next possible total.
    fn final_bound(&self) -> C::Sum {
        let bound = self.bound.min(self.best.cost);
        if self.instance.step <= C::Sum::default() {
            return bound;
        }
        let step = self.instance.step.exact();
        let total = (bound + self.instance.constant).exact();
        let lifted = total.div_euclid(step) * step + if total.rem_euclid(step) == 0 { 0 } else { step };
        (C::Sum::from_exact(lifted) - self.instance.constant).min(self.best.cost)
    }

    /// All starts are decided: the flow alone is exact.
    fn plain(&mut self) -> Result<(), Shortage> {
        let groups = single(self.instance);
        let branch = whole(self.instance, &groups);
        let peak = self.climb(&groups, &branch, None, (40, 0.5));
        let mut flow = Flow::new(self.instance, self.neighbours);
        let prices = seat_prices(self.instance, &peak.price, |start| flow.open[start as usize]);
        flow.build(prices)?;
        self.best = snapshot(&flow);
        self.bound = flow.dual();
        Ok(())
    }

    fn run(&mut self) {
        let groups = single(self.instance);
        let branch = whole(self.instance, &groups);
        let peak = self.climb(&groups, &branch, None, (200, 0.5));
        self.learn(&peak);
        if self.done() || !self.watch.go_on() {
            return;
        }
        self.plan_from(&peak, true, 10);
        let peak = self.climb(&groups, &branch, Some(&peak), (1000, 0.1));
        self.learn(&peak);
        if self.done() || !self.watch.go_on() {
            return;
        }
        self.plan_from(&peak, true, 3);
        self.shake(&peak);
        if self.done() || !self.watch.go_on() {
            return;
        }
        self.branch(peak);
    }

    /// Where pools bind, single moves get stuck early.
    fn shake(&mut self, peak: &Peak<C>) {
        if self.instance.pools.is_empty() || self.done() {
            return;
        }
        let open = self.best.open.clone();
        let Some(mut flow) = self.round(&peak.price, &peak.share, |start| open[start as usize]) else {
            return;
        };
        let mut moves = Moves::new(self.budget.for_flow(SHAKE_PART), self.watch);
        shake(&mut flow, &mut moves, self.terms.seed, SHAKE_ROUNDS);
        self.budget.spend_on_flow(flow.work);
        flow.work = 0;
        self.accept(&flow);
    }

    fn learn(&mut self, peak: &Peak<C>) {
        self.bound = self.bound.max(peak.bound);
    }

    /// Climbs at the root, from given or cold prices.
    fn climb(
        &mut self,
        groups: &Groups,
        branch: &Branch,
        start: Option<&Peak<C>>,
        (steps, stride): (u32, f64),
    ) -> Peak<C> {
        let cold = if start.is_none() { self.workers[0].cold_price(self.terms.seed) } else { Vec::new() };
        let free = vec![C::Sum::default(); self.instance.pools.capacity.len()];
        let from = match start {
            Some(peak) => From {
                price: &peak.price,
                pool_price: &peak.pool_price,
                averages: Some((&peak.share, &peak.usage)),
            },
            None => From { price: &cold, pool_price: &free, averages: None },
        };
        let pace = self.pace(steps, stride);
        let before = self.workers[0].kernel.work;
        let peak = self.workers[0].climb((groups, branch), from, &pace, self.watch);
        self.budget.spend(self.workers[0].kernel.work - before);
        peak
    }

    pub(super) fn pace(&self, steps: u32, stride: f64) -> Pace<C::Sum> {
        let affordable = self.budget.left() / self.workers[0].kernel.step_work();
        Pace {
            steps: steps.min(u32::try_from(affordable).unwrap_or(u32::MAX)),
            patience: 200,
            goal: self.goal(),
            best: self.best.cost,
            reach: 0.02,
            stride,
            weight: 0.3,
            failures: 3,
            threads: self.terms.threads,
        }
    }

    /// Makes a plan from averaged choices and improves it; `part` is the part of the remaining work it may take.
    fn plan_from(&mut self, peak: &Peak<C>, exchange: bool, part: u64) {
        let share = &peak.share;
        let rounded: Vec<bool> = share.iter().map(|share| *share > 0.5).collect();
        if rounded == self.rounded {
            return;
        }
        if let Some(mut flow) = self.round(&peak.price, share, |start| rounded[start as usize]) {
            let complete = self.improve(&mut flow, exchange, part);
            self.rounded = if complete { rounded } else { Vec::new() };
        }
    }

    /// The best seats when the free starts open that `open` names.
    ///
    /// Where pools do not hold all of them, those with the larger share come first.
    pub(super) fn round(
        &mut self,
        price: &[C],
        share: &[f32],
        open: impl Fn(u32) -> bool,
    ) -> Option<Flow<'i, C>> {
        let instance = self.instance;
        let mut flow = Flow::new(instance, self.neighbours);
        let starts = 0..instance.starts() as u32;
        let mut wanted: Vec<u32> =
            starts.filter(|start| instance.role[*start as usize] == Role::Free && open(*start)).collect();
        if !instance.pools.is_empty() {
            wanted.sort_by(|a, b| share[*b as usize].total_cmp(&share[*a as usize]).then(a.cmp(b)));
        }
        for start in wanted {
            if flow.fits(start) {
                flow.choose(start);
            }
        }
        let prices = seat_prices(instance, price, |start| flow.open[start as usize]);
        let built = flow.build(prices);
        self.budget.spend_on_flow(flow.work);
        flow.work = 0;
        built.ok().map(|()| flow)
    }

    /// Improves a plan by moves; says whether none was left out for lack of time.
    pub(super) fn improve(&mut self, flow: &mut Flow<'i, C>, exchange: bool, part: u64) -> bool {
        self.accept(flow);
        let limit = self.budget.for_flow(part);
        let mut moves = Moves::new(limit, self.watch);
        moves.add_and_drop(flow);
        if exchange {
            while moves.exchange(flow) {
                moves.add_and_drop(flow);
            }
        }
        let complete = flow.work < limit;
        self.budget.spend_on_flow(flow.work);
        flow.work = 0;
        self.accept(flow);
        complete
    }

    pub(super) fn accept(&mut self, flow: &Flow<'_, C>) {
        if flow.cost < self.best.cost {
            self.best = snapshot(flow);
        }
    }
}
