//! The course of the search: bound, first plan, moves, branches.
//!
//! Holds the best plan and the proven bound together, so that whenever it stops both can be reported honestly.

use super::ascent::{Ascent, Pace, Peak};
use super::budget::{Budget, Watch};
use super::choice::{Branch, Groups};
use super::flow::{Flow, Held, Neighbours, Shortage};
use super::groups::{competing, seat_prices, single};
use super::instance::{Instance, Role};
use super::money::{Cost, Sum};
use super::moves::Moves;
use super::tree::{Crew, Node, Queue, Task, choose_cut, fix, halves, whole};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A step with less work than this makes a branch so quick that a second thread would only wait.
const SMALL_STEP: u64 = 10_000;

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
}

pub(crate) struct Search<'i, 'w, 'c, C: Cost> {
    instance: &'i Instance<C>,
    neighbours: &'i Neighbours,
    terms: Terms,
    budget: Budget,
    watch: &'w mut Watch<'c>,
    stop: &'w AtomicBool,
    best: Best<C>,
    bound: C::Sum,
    /// The lowest bound of the branches given up because they reached the goal.
    given_up: C::Sum,
    workers: Vec<Ascent<'i, C>>,
}

/// Solves an instance; fails if promised minima cannot be reached.
pub(crate) fn search<'i, C: Cost>(
    instance: &'i Instance<C>,
    neighbours: &'i Neighbours,
    (terms, budget): (Terms, Budget),
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
    };
    if fixed {
        search.plain()?
    } else {
        search.run()
    }
    let bound = search.final_bound();
    Ok(Outcome { best: search.best, bound })
}

fn snapshot<C: Cost>(flow: &Flow<'_, C>) -> Best<C> {
    let seats = flow.held.iter().flatten().copied().collect();
    Best { open: flow.open.clone(), seats, cost: flow.cost }
}

impl<'i, C: Cost> Search<'i, '_, '_, C> {
    /// A bound from which nothing better than the best plan is left (or nothing better than the allowed gap).
    fn goal(&self) -> C::Sum {
        let total = (self.best.cost + self.instance.constant).float().abs();
        let one = C::Sum::from_float(1.0);
        let exact = if self.instance.step > C::Sum::default() { self.instance.step - one } else { one };
        let rounded = if self.instance.step > C::Sum::default() { 0.0 } else { 2e-7 * total };
        self.best.cost - exact.max(C::Sum::from_float((self.terms.gap * total).max(rounded)))
    }

    fn done(&self) -> bool {
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
        let peak = self.climb(&groups, &branch, Some(peak.price), (1000, 0.1));
        self.learn(&peak);
        if self.done() || !self.watch.go_on() {
            return;
        }
        self.plan_from(&peak, true, 3);
        if self.done() || !self.watch.go_on() {
            return;
        }
        self.branch(peak);
    }

    fn learn(&mut self, peak: &Peak<C>) {
        self.bound = self.bound.max(peak.bound);
    }

    /// Climbs at the root, from given or cold prices.
    fn climb(
        &mut self,
        groups: &Groups,
        branch: &Branch,
        price: Option<Vec<C>>,
        (steps, stride): (u32, f64),
    ) -> Peak<C> {
        let price = price.unwrap_or_else(|| self.workers[0].cold_price(self.terms.seed));
        let pace = self.pace(steps, stride);
        let before = self.workers[0].kernel.work;
        let peak = self.workers[0].climb((groups, branch), price, &pace, self.watch);
        self.budget.spend(self.workers[0].kernel.work - before);
        peak
    }

    fn pace(&self, steps: u32, stride: f64) -> Pace<C::Sum> {
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
        if let Some(mut flow) = self.round(&peak.price, |start| share[start as usize] > 0.5) {
            self.improve(&mut flow, exchange, part);
        }
    }

    /// The best seats when the free starts open that `open` names.
    fn round(&mut self, price: &[C], open: impl Fn(u32) -> bool) -> Option<Flow<'i, C>> {
        let instance = self.instance;
        let mut flow = Flow::new(instance, self.neighbours);
        for start in 0..instance.starts() as u32 {
            if instance.role[start as usize] == Role::Free && open(start) {
                flow.choose(start);
            }
        }
        let prices = seat_prices(instance, price, |start| flow.open[start as usize]);
        let built = flow.build(prices);
        self.budget.spend_on_flow(flow.work);
        flow.work = 0;
        built.ok().map(|()| flow)
    }

    fn improve(&mut self, flow: &mut Flow<'i, C>, exchange: bool, part: u64) {
        self.accept(flow);
        let mut moves = Moves::new(self.budget.for_flow(part), self.watch);
        moves.add_and_drop(flow);
        if exchange {
            while moves.exchange(flow) {
                moves.add_and_drop(flow);
            }
        }
        self.budget.spend_on_flow(flow.work);
        flow.work = 0;
        self.accept(flow);
    }

    fn accept(&mut self, flow: &Flow<'_, C>) {
        if flow.cost < self.best.cost {
            self.best = snapshot(flow);
        }
    }

    /// Proves the plan, or finds better ones, branch by branch.
    fn branch(&mut self, root: Peak<C>) {
        let groups = competing(self.instance, &root.price);
        let small = self.workers[0].kernel.step_work() < SMALL_STEP;
        while !small && self.workers.len() < self.terms.threads {
            self.workers.push(Ascent::new(self.instance));
        }
        let mut branch = whole(self.instance, &groups);
        fix(&mut branch, root.bound, &root.regret, self.goal());
        let cut = choose_cut(&groups, &branch, &root.share);
        let (price, share) = (Arc::new(root.price), Arc::new(root.share));
        let mut queue = Queue::new();
        queue.push(Node { branch, bound: root.bound, price, share, cut });
        let mut rounds = 0_u64;
        while let Some(bound) = queue.bound() {
            self.bound = self.bound.max(bound.min(self.given_up));
            if self.done() || self.budget.left() == 0 || !self.watch.go_on() {
                return;
            }
            let parents: Vec<Node<C>> = (0..self.round_size()).filter_map(|_| queue.pop()).collect();
            let unfinished = self.expand(parents, &groups, &mut queue);
            if unfinished {
                return;
            }
            rounds += 1;
            if rounds.is_multiple_of(self.plan_interval())
                && let Some(node) = queue.pop()
            {
                let share = Arc::clone(&node.share);
                if let Some(mut flow) = self.round(&node.price, |start| share[start as usize] > 0.5) {
                    self.improve(&mut flow, false, 10);
                }
                queue.push(node);
            }
        }
        self.bound = self.bound.max(self.given_up);
    }

    fn round_size(&self) -> usize {
        2
    }

    fn plan_interval(&self) -> u64 {
        if self.instance.options() < 50_000 { 4 } else { 30 }
    }

    /// Splits nodes and bounds the halves; true if the time ended and the round does not count.
    fn expand(&mut self, parents: Vec<Node<C>>, groups: &Groups, queue: &mut Queue<C>) -> bool {
        let mut tasks = Vec::new();
        for node in parents {
            if node.bound >= self.goal() {
                self.given_up = self.given_up.min(node.bound);
                continue;
            }
            match node.cut {
                None => self.finish_leaf(&node),
                Some(cut) => tasks.extend(halves(&node, cut).into_iter().map(|branch| Task {
                    branch,
                    price: Arc::clone(&node.price),
                    bound: node.bound,
                })),
            }
        }
        let pace = self.node_pace();
        let before: u64 = self.workers.iter().map(|worker| worker.kernel.work).sum();
        let mut crew = Crew { workers: &mut self.workers, groups, pace, stop: self.stop };
        let results = crew.evaluate(&tasks, self.watch);
        let after: u64 = self.workers.iter().map(|worker| worker.kernel.work).sum();
        self.budget.spend(after - before);
        if !self.watch.go_on() {
            return true;
        }
        for node in results.into_iter().flatten() {
            if node.bound >= self.goal() {
                self.given_up = self.given_up.min(node.bound);
            } else {
                queue.push(node);
            }
        }
        false
    }

    /// Branches of small problems are cheap: better more of them, each bounded less closely.
    fn node_pace(&self) -> Pace<C::Sum> {
        let small = self.workers[0].kernel.step_work() < SMALL_STEP;
        Pace {
            patience: 50,
            weight: if small { 0.3 } else { 0.1 },
            failures: if small { 3 } else { 10 },
            reach: f64::INFINITY,
            threads: 1,
            ..self.pace(if small { 150 } else { 300 }, 0.2)
        }
    }

    /// Every start of the branch is decided: the flow gives its best plan, and nothing is left of the branch.
    fn finish_leaf(&mut self, node: &Node<C>) {
        let fate = &node.branch.fate;
        let flow = self.round(&node.price, |start| fate[start as usize] == super::choice::Fate::Open);
        if let Some(flow) = flow {
            self.accept(&flow);
        }
    }
}
