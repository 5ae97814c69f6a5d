//! Splits the problem into branches and bounds each, best first, until the plan is proven.
//!
//! Branches limit how many starts open: of all, of a group, of a single start. They are evaluated in rounds of fixed
//! size whose results are merged in a fixed order, so threads change the time and nothing else.

use super::ascent::{Ascent, From, Pace, Peak};
use super::budget::Watch;
use super::choice::{Branch, Fate, Groups, Limit};
use super::instance::{Instance, Role};
use super::money::{Cost, Sum};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// A branch with its bound.
#[derive(Debug, Clone)]
pub(crate) struct Node<C: Cost> {
    /// The part of the search space.
    pub branch: Branch,
    /// Proven for it.
    pub bound: C::Sum,
    /// Prices that almost prove it.
    pub price: Vec<C>,
    /// Prices of the pools.
    pub pool_price: Vec<C::Sum>,
    /// Averaged choice per start.
    pub share: Vec<f32>,
    /// Averaged use of each row.
    pub usage: Vec<f32>,
}

/// Nodes waiting to be split, by bound, then age.
#[derive(Debug)]
pub(crate) struct Queue<C: Cost> {
    nodes: BTreeMap<(C::Sum, u64), Arc<Node<C>>>,
    next: u64,
}

impl<C: Cost> Queue<C> {
    /// Nothing to do.
    pub fn new() -> Self {
        Self { nodes: BTreeMap::new(), next: 0 }
    }

    /// Adds a node.
    pub fn push(&mut self, node: Arc<Node<C>>) {
        self.nodes.insert((node.bound, self.next), node);
        self.next += 1;
    }

    /// The node with the lowest bound.
    pub fn pop(&mut self) -> Option<Arc<Node<C>>> {
        self.nodes.pop_first().map(|(_, node)| node)
    }

    /// The node with the lowest bound, left where it is.
    pub fn lowest(&self) -> Option<&Arc<Node<C>>> {
        self.nodes.first_key_value().map(|(_, node)| node)
    }

    /// The node added last among those left.
    pub fn newest(&self) -> Option<&Arc<Node<C>>> {
        self.nodes.iter().max_by_key(|((_, age), _)| *age).map(|(_, node)| node)
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

/// Limits how many starts of each group open: as many fewer or more than chosen as the bound allows below the goal.
///
/// At the prices of the bound, every start of a group that is turned costs at least its own regret, so the cheapest turns
/// together tell how far a count can be away.
pub(crate) fn limit_counts<S: Sum>(
    branch: &mut Branch,
    groups: &Groups,
    bound: S,
    regret: &[(bool, S)],
    goal: S,
) {
    let mut turned: [Vec<S>; 2] = [Vec::new(), Vec::new()];
    for group in 0..groups.len() {
        turned.iter_mut().for_each(Vec::clear);
        let mut count = 0;
        for start in groups.of(group) {
            let (open, rise) = regret[*start as usize];
            match branch.fate[*start as usize] {
                Fate::Open => count += 1,
                Fate::Shut => {}
                Fate::Free => {
                    count += u32::from(open);
                    turned[usize::from(open)].push(rise.max(S::default()));
                }
            }
        }
        let [fewer, more] =
            [true, false].map(|open| affordable(&mut turned[usize::from(open)], goal - bound));
        let limit = &mut branch.groups[group];
        limit.low = limit.low.max(count.saturating_sub(fewer));
        limit.high = limit.high.min(count.saturating_add(more));
    }
}

/// How many of the cheapest rises together stay below the room.
fn affordable<S: Sum>(rises: &mut [S], room: S) -> u32 {
    rises.sort_unstable();
    let mut sum = S::default();
    let below = rises.iter().take_while(|rise| {
        sum += **rise;
        sum < room
    });
    below.count() as u32
}

/// One branch to evaluate.
#[derive(Debug)]
pub(crate) struct Task<C: Cost> {
    /// The branch.
    pub branch: Branch,
    /// The branch it came from.
    pub parent: Arc<Node<C>>,
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
    if !worker.pools().propagate(&mut branch) {
        return None;
    }
    let Node { price, pool_price, share, usage, .. } = &*task.parent;
    let from = From { price, pool_price, averages: Some((share, usage)) };
    let peak = worker.climb((groups, &branch), from, pace, watch);
    if peak.empty {
        return None;
    }
    let bound = peak.bound.max(task.parent.bound);
    if bound < pace.goal {
        limit_counts(&mut branch, groups, peak.bound, &peak.regret, pace.goal);
        fix(&mut branch, peak.bound, &peak.regret, pace.goal);
        if !worker.pools().propagate(&mut branch) {
            return None;
        }
    }
    let Peak { price, pool_price, share, usage, .. } = peak;
    Some(Node { branch, bound, price, pool_price, share, usage })
}
