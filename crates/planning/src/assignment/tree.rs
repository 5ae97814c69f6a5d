//! Splits the problem into branches and bounds each, best first, until the plan is proven.
//!
//! Branches limit how many starts open: of all, of a group, of a single start. They are evaluated in rounds of fixed
//! size whose results are merged in a fixed order, so threads change the time and nothing else.

use super::ascent::{Ascent, Pace};
use super::budget::Watch;
use super::choice::{Branch, Fate, Groups, Limit};
use super::instance::{Instance, Role};
use super::money::{Cost, Sum};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What to branch on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// At most, or more than, this many starts.
    Total(u32),
    /// At most, or more than, this many starts of a group.
    Group(u32, u32),
    /// A start shut or open.
    Start(u32),
}

/// A branch with its bound.
#[derive(Debug, Clone)]
pub(crate) struct Node<C: Cost> {
    /// The part of the search space.
    pub branch: Branch,
    /// Proven for it.
    pub bound: C::Sum,
    /// Prices that almost prove it.
    pub price: Arc<Vec<C>>,
    /// Averaged choice per start.
    pub share: Arc<Vec<f32>>,
    /// How to split it; absent if every start is decided.
    pub cut: Option<Cut>,
}

/// Nodes waiting to be split, by bound, then age.
#[derive(Debug)]
pub(crate) struct Queue<C: Cost> {
    nodes: BTreeMap<(C::Sum, u64), Node<C>>,
    next: u64,
}

impl<C: Cost> Queue<C> {
    /// Nothing to do.
    pub fn new() -> Self {
        Self { nodes: BTreeMap::new(), next: 0 }
    }

    /// Adds a node.
    pub fn push(&mut self, node: Node<C>) {
        self.nodes.insert((node.bound, self.next), node);
        self.next += 1;
    }

    /// The node with the lowest bound.
    pub fn pop(&mut self) -> Option<Node<C>> {
        self.nodes.pop_first().map(|(_, node)| node)
    }

    /// The lowest bound of all nodes.
    pub fn bound(&self) -> Option<C::Sum> {
        self.nodes.first_key_value().map(|((bound, _), _)| *bound)
    }
}

/// The whole search space.
pub(crate) fn whole<C: Cost>(instance: &Instance<C>, groups: &Groups) -> Branch {
    let fate = |role: &Role| if *role == Role::Free { Fate::Free } else { Fate::Shut };
    Branch {
        fate: instance.role.iter().map(fate).collect(),
        groups: vec![Limit::NONE; groups.len()],
        total: Limit::NONE,
    }
}

/// Settles starts whose reversal would lift the bound beyond the goal.
pub(crate) fn fix<S: Sum>(branch: &mut Branch, bound: S, regret: &[(bool, S)], goal: S) {
    for (fate, (open, rise)) in branch.fate.iter_mut().zip(regret) {
        if *fate == Fate::Free && bound + *rise >= goal {
            *fate = if *open { Fate::Open } else { Fate::Shut };
        }
    }
}

/// Chooses how to split a branch: the count that is farthest from whole, sums before single starts.
pub(crate) fn choose_cut(groups: &Groups, branch: &Branch, share: &[f32]) -> Option<Cut> {
    let mut best: (f64, Option<Cut>) = (-1.0, None);
    let mut offer = |score: f64, cut: Cut| {
        if score > best.0 {
            best = (score, Some(cut));
        }
    };
    let mut total = 0.0;
    for group in 0..groups.len() {
        let members = groups.of(group).iter();
        let sum: f64 = members.map(|start| f64::from(share[*start as usize])).sum();
        total += sum;
        let limit = branch.groups[group];
        if let Some((score, floor)) = split(sum, limit) {
            offer(3.0 * score, Cut::Group(group as u32, floor));
        }
    }
    if let Some((score, floor)) = split(total, branch.total) {
        offer(4.0 * score, Cut::Total(floor));
    }
    for (start, (fate, share)) in branch.fate.iter().zip(share).enumerate() {
        if *fate == Fate::Free {
            let share = f64::from(*share);
            offer(share.min(1.0 - share).max(0.0), Cut::Start(start as u32));
        }
    }
    best.1
}

/// The score of splitting at a sum, if it is far enough from whole.
fn split(sum: f64, limit: Limit) -> Option<(f64, u32)> {
    let floor = sum.floor();
    let part = (sum - floor).min(1.0 - (sum - floor));
    let floor = floor.max(0.0) as u32;
    (part > 0.1 && floor >= limit.low && floor < limit.high).then_some((part, floor))
}

/// The two halves of a node, the one nearer to its averaged choice first.
pub(crate) fn halves<C: Cost>(node: &Node<C>, cut: Cut) -> [Branch; 2] {
    let (mut low, mut high) = (node.branch.clone(), node.branch.clone());
    match cut {
        Cut::Total(floor) => {
            low.total.high = floor;
            high.total.low = floor + 1;
        }
        Cut::Group(group, floor) => {
            low.groups[group as usize].high = floor;
            high.groups[group as usize].low = floor + 1;
        }
        Cut::Start(start) => {
            low.fate[start as usize] = Fate::Shut;
            high.fate[start as usize] = Fate::Open;
        }
    }
    [low, high]
}

/// One branch to evaluate.
#[derive(Debug)]
pub(crate) struct Task<C: Cost> {
    /// The branch.
    pub branch: Branch,
    /// Prices of the branch it came from.
    pub price: Arc<Vec<C>>,
    /// Bound of the branch it came from.
    pub bound: C::Sum,
}

/// Those who bound branches, and the rules they follow.
pub(crate) struct Crew<'a, 'i, C: Cost> {
    /// One per thread.
    pub workers: &'a mut [Ascent<'i, C>],
    /// Groups of the limits.
    pub groups: &'a Groups,
    /// How long to climb per branch.
    pub pace: Pace<C::Sum>,
    /// Set when the time is over.
    pub stop: &'a AtomicBool,
}

impl<C: Cost> Crew<'_, '_, C> {
    /// Bounds branches; the result is in the order of the tasks. `None` where the branch holds no plan.
    pub fn evaluate(&mut self, tasks: &[Task<C>], watch: &mut Watch<'_>) -> Vec<Option<Node<C>>> {
        let next = AtomicUsize::new(0);
        let (groups, pace, stop) = (self.groups, &self.pace, self.stop);
        let work = |worker: &mut Ascent<'_, C>, watch: &mut Watch<'_>| {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(task) = tasks.get(at) else { return done };
                done.push((at, evaluate_one(task, groups, pace, worker, watch)));
            }
        };
        let Some((first, others)) = self.workers.split_first_mut() else { return Vec::new() };
        let mut results = std::thread::scope(|scope| {
            let work = &work;
            let others = others.iter_mut().take(tasks.len().saturating_sub(1));
            let others: Vec<_> =
                others.map(|worker| scope.spawn(move || work(worker, &mut Watch::listener(stop)))).collect();
            let mut results = work(first, watch);
            for other in others {
                results.extend(other.join().expect("bounding a branch does not panic"));
            }
            results
        });
        results.sort_unstable_by_key(|(at, _)| *at);
        results.into_iter().map(|(_, node)| node).collect()
    }
}

fn evaluate_one<C: Cost>(
    task: &Task<C>,
    groups: &Groups,
    pace: &Pace<C::Sum>,
    worker: &mut Ascent<'_, C>,
    watch: &mut Watch<'_>,
) -> Option<Node<C>> {
    let mut branch = task.branch.clone();
    let peak = worker.climb((groups, &branch), task.price.to_vec(), pace, watch);
    if peak.empty {
        return None;
    }
    let bound = peak.bound.max(task.bound);
    if bound < pace.goal {
        fix(&mut branch, peak.bound, &peak.regret, pace.goal);
    }
    let cut = choose_cut(groups, &branch, &peak.share);
    Some(Node { branch, bound, price: Arc::new(peak.price), share: Arc::new(peak.share), cut })
}
