//! Proves the plan, or finds better ones, branch by branch.

use super::ascent::{Ascent, Pace, Peak};
use super::branching::{Learned, Split, halves};
use super::choice::{Fate, Groups};
use super::groups::competing;
use super::money::{Cost, Sum};
use super::search::Search;
use super::tree::{Crew, Node, Queue, Task, fix, limit_counts, whole};
use std::sync::Arc;

/// A problem with fewer options is small.
const SMALL: usize = 50_000;
/// Most steps to bound a branch of a small and of another problem.
const SMALL_STEPS: u32 = 90;
const STEPS: u32 = 200;
/// With less work per step than this, steps get shorter sooner.
const SMALL_STEP: u64 = 10_000;
/// Longest pause between two plans of branches, in the shortest.
const LONGEST_PAUSE: u64 = 6;
/// Nodes split at a time in a small and in another problem; enough for two threads to find work until the end of the round.
const SMALL_ROUND: usize = 2;
const ROUND: usize = 4;

/// What the branches share.
struct Proof<C: Cost> {
    groups: Groups,
    learned: Learned,
    queue: Queue<C>,
}

/// When the next plan is made of a branch: the longer nothing better was found, the more rarely.
struct Pause {
    least: u64,
    length: u64,
    until: u64,
    turn: u64,
}

impl Pause {
    fn new(least: u64) -> Self {
        Self { least, length: least, until: least, turn: 1 }
    }

    fn is_over(&self, rounds: u64) -> bool {
        rounds >= self.until
    }

    fn next(&mut self, rounds: u64, found: bool) {
        self.length =
            if found { self.least } else { (self.length + self.least).min(LONGEST_PAUSE * self.least) };
        self.until = rounds + self.length;
        self.turn += 1;
    }
}

impl<C: Cost> Search<'_, '_, '_, C> {
    /// Proves the plan, or finds better ones, branch by branch.
    pub(super) fn branch(&mut self, root: Peak<C>) {
        let groups = competing(self.instance, &root.price);
        while self.workers.len() < self.terms.threads {
            self.workers.push(Ascent::new(self.instance));
        }
        let mut branch = whole(self.instance, &groups);
        // the root's own choice knew one group only: its regrets hold for every grouping
        limit_counts(&mut branch, &groups, root.bound, &root.regret, self.goal());
        fix(&mut branch, root.bound, &root.regret, self.goal());
        let learned = Learned::new(groups.len(), self.instance.starts());
        let mut proof = Proof { groups, learned, queue: Queue::new() };
        let Peak { bound, price, pool_price, share, usage, .. } = root;
        // Without a root nothing better is left: what was settled cannot run side by side.
        if self.instance.pools.propagate(&mut branch) {
            proof.queue.push(Arc::new(Node { branch, bound, price, pool_price, share, usage }));
        }
        let mut rounds = 0_u64;
        let mut pause = Pause::new(self.plan_interval());
        while let Some(bound) = proof.queue.bound() {
            self.bound = self.bound.max(bound.min(self.given_up));
            if self.done() || self.budget.left() == 0 || !self.watch.go_on() {
                return;
            }
            let parents: Vec<Arc<Node<C>>> =
                (0..self.round_size()).filter_map(|_| proof.queue.pop()).collect();
            let unfinished = self.expand(parents, &mut proof);
            if unfinished {
                return;
            }
            rounds += 1;
            if pause.is_over(rounds) {
                let before = self.best.cost;
                self.plan_from_branches(&proof.queue, pause.turn);
                pause.next(rounds, self.best.cost < before);
            }
        }
        self.bound = self.bound.max(self.given_up);
    }

    /// Makes a plan of a branch: in turn of the one with the lowest bound and of the newest, which is decided furthest.
    fn plan_from_branches(&mut self, queue: &Queue<C>, turn: u64) {
        let node = if turn.is_multiple_of(2) { queue.newest() } else { queue.lowest() };
        let Some(node) = node.cloned() else { return };
        let exchange = !self.small();
        if let Some(mut flow) = self.round(&node.price, &node.share, |start| node.share[start as usize] > 0.5)
        {
            self.improve(&mut flow, exchange, 10);
        }
    }

    fn round_size(&self) -> usize {
        if self.small() { SMALL_ROUND } else { ROUND }
    }

    fn plan_interval(&self) -> u64 {
        if self.small() { 4 } else { 8 }
    }

    /// Splits nodes and bounds the halves; true if the time ended and the round does not count.
    fn expand(&mut self, parents: Vec<Arc<Node<C>>>, proof: &mut Proof<C>) -> bool {
        let splits = self.splits(parents, proof);
        let tasks: Vec<Task<C>> = splits
            .iter()
            .flat_map(|(node, split)| {
                halves(&node.branch, split.cut).map(|branch| (branch, Arc::clone(node)))
            })
            .map(|(branch, parent)| Task { branch, parent })
            .collect();
        let pace = self.node_pace();
        let before: u64 = self.workers.iter().map(|worker| worker.kernel.work).sum();
        let mut crew = Crew { workers: &mut self.workers, groups: &proof.groups, pace, stop: self.stop };
        let mut results = crew.evaluate(&tasks, self.watch).into_iter();
        let after: u64 = self.workers.iter().map(|worker| worker.kernel.work).sum();
        self.budget.spend(after - before);
        if !self.watch.go_on() {
            return true;
        }
        for (node, split) in splits {
            self.keep(&node, &split, [results.next().flatten(), results.next().flatten()], proof);
        }
        false
    }

    /// How to split each node; nodes that need no split are finished.
    fn splits(&mut self, parents: Vec<Arc<Node<C>>>, proof: &Proof<C>) -> Vec<(Arc<Node<C>>, Split)> {
        let mut splits = Vec::new();
        for node in parents {
            if node.bound >= self.goal() {
                self.given_up = self.given_up.min(node.bound);
                continue;
            }
            match proof.learned.best_split(&proof.groups, &node.branch, &node.share) {
                Some(split) => splits.push((node, split)),
                None => self.finish_leaf(&node),
            }
        }
        splits
    }

    /// Learns from the halves of a node and keeps those that may hold something better. `None` holds no plan at all.
    fn keep(&mut self, node: &Node<C>, split: &Split, halves: [Option<Node<C>>; 2], proof: &mut Proof<C>) {
        let goal = self.goal();
        let rise = |half: &Option<Node<C>>| {
            let bound = half.as_ref().map_or(goal, |half| half.bound.min(goal));
            (bound - node.bound).float()
        };
        proof.learned.note(split, [rise(&halves[0]), rise(&halves[1])]);
        for half in halves.into_iter().flatten() {
            if half.bound >= goal {
                self.given_up = self.given_up.min(half.bound);
            } else {
                proof.queue.push(Arc::new(half));
            }
        }
    }

    /// Branches of smaller problems are cheap: better more of them, each bounded less closely.
    fn node_pace(&self) -> Pace<C::Sum> {
        let steps = if self.small() { SMALL_STEPS } else { STEPS };
        Pace {
            patience: 50,
            weight: 0.1,
            failures: if self.workers[0].kernel.step_work() < SMALL_STEP { 3 } else { 10 },
            reach: f64::INFINITY,
            threads: 1,
            ..self.pace(steps, 0.2)
        }
    }

    fn small(&self) -> bool {
        self.instance.options() < SMALL
    }

    /// Every start of the branch is decided: the flow gives its best plan, and nothing is left of the branch.
    fn finish_leaf(&mut self, node: &Node<C>) {
        let fate = &node.branch.fate;
        let flow = self.round(&node.price, &node.share, |start| fate[start as usize] == Fate::Open);
        if let Some(flow) = flow {
            self.accept(&flow);
        }
    }
}
