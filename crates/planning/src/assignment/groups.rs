//! Finds groups of starts that compete for the same people, from the numbers alone.
//!
//! Branching on how many starts of a group open closes the bound far faster than branching on single starts. A poor
//! grouping costs time, never correctness.

use super::choice::Groups;
use super::instance::{Instance, Role};
use super::money::Cost;

/// Of all options, this part counts as near the best one (measured over all people).
const NEAR_PART: usize = 5;
const MOST_ROUNDS: usize = 10;

/// One group with every free start.
pub(crate) fn single<C: Cost>(instance: &Instance<C>) -> Groups {
    let free = |start: &u32| instance.role[*start as usize] == Role::Free;
    let members: Vec<u32> = (0..instance.starts() as u32).filter(free).collect();
    let count = members.len() as u32;
    Groups { members, from: vec![0, count] }
}

/// Groups of competing free starts at the given prices per row.
pub(crate) fn competing<C: Cost>(instance: &Instance<C>, price: &[C]) -> Groups {
    let seat_price = seat_prices(instance, price, |start| instance.role[start as usize] != Role::Shut);
    let near = near_limit(instance, &seat_price);
    let mut edges = Edges::default();
    let mut mine: Vec<u32> = Vec::new();
    for person in 0..instance.persons() as u32 {
        let asked =
            |at: usize| instance.person_cost[at].wide() + seat_price[instance.person_start[at] as usize];
        let Some(least) = instance.of_person(person).map(asked).min() else { continue };
        mine.clear();
        for at in instance.of_person(person) {
            let start = instance.person_start[at];
            if instance.role[start as usize] == Role::Free && asked(at) <= least + near {
                mine.push(start);
            }
        }
        edges.add_all(&mine, f64::from(instance.count[person as usize]));
    }
    let community = louvain(instance.starts(), edges.finish());
    collect(instance, &community)
}

/// Per start, the price that fills its seats when everybody bids their own price.
pub(crate) fn seat_prices<C: Cost>(
    instance: &Instance<C>,
    price: &[C],
    open: impl Fn(u32) -> bool,
) -> Vec<C::Sum> {
    let mut bids: Vec<(C::Sum, u32)> = Vec::new();
    let mut prices = vec![C::Sum::default(); instance.starts()];
    for start in (0..instance.starts() as u32).filter(|start| open(*start)) {
        bids.clear();
        for at in instance.of_start(start) {
            let person = instance.start_person[at] as usize;
            let bid = price[person].wide() - instance.start_cost[at].wide();
            if bid > C::Sum::default() {
                bids.push((bid, instance.count[person]));
            }
        }
        let seats = instance.seats[start as usize] as usize;
        if instance.unit {
            if bids.len() >= seats && seats > 0 {
                prices[start as usize] = bids.select_nth_unstable_by(seats - 1, |a, b| b.cmp(a)).1.0;
            }
            continue;
        }
        bids.sort_unstable_by(|a, b| b.cmp(a));
        let mut left = seats as u64;
        for (bid, count) in &bids {
            if u64::from(*count) >= left {
                prices[start as usize] = *bid;
                break;
            }
            left -= u64::from(*count);
        }
    }
    prices
}

/// The distance from a person's best option that separates the nearest part of all options.
fn near_limit<C: Cost>(instance: &Instance<C>, seat_price: &[C::Sum]) -> C::Sum {
    let mut distances: Vec<C::Sum> = Vec::new();
    let stride = instance.persons().div_ceil(5000).max(1);
    for person in (0..instance.persons() as u32).step_by(stride) {
        let asked =
            |at: usize| instance.person_cost[at].wide() + seat_price[instance.person_start[at] as usize];
        let Some(least) = instance.of_person(person).map(asked).min() else { continue };
        let mine = distances.len();
        distances.extend(instance.of_person(person).map(|at| asked(at) - least));
        // The best option itself says nothing about how near the others are.
        if let Some(best) = distances[mine..].iter().position(|distance| *distance == C::Sum::default()) {
            distances.swap_remove(mine + best);
        }
    }
    if distances.is_empty() {
        return C::Sum::default();
    }
    let at = distances.len() / NEAR_PART;
    *distances.select_nth_unstable(at).1
}

/// Weighted pairs of starts.
#[derive(Debug, Default)]
struct Edges {
    pairs: Vec<((u32, u32), f64)>,
    merged: usize,
}

impl Edges {
    /// Everybody's near starts compete with each other, with a total weight that does not grow with their number.
    fn add_all(&mut self, starts: &[u32], weight: f64) {
        let weight = weight / starts.len().max(1) as f64;
        for (at, first) in starts.iter().enumerate() {
            for second in &starts[at + 1..] {
                self.pairs.push(((*first, *second), weight));
            }
        }
        if self.pairs.len() > 2 * self.merged + 1_000_000 {
            self.merge();
        }
    }

    fn merge(&mut self) {
        self.pairs.sort_by_key(|(pair, _)| *pair);
        self.pairs.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        self.merged = self.pairs.len();
    }

    fn finish(mut self) -> Vec<((u32, u32), f64)> {
        self.merge();
        self.pairs
    }
}

/// Communities of greatest modularity, greedily (Louvain method); visits nodes in order, so it is deterministic.
fn louvain(nodes: usize, edges: Vec<((u32, u32), f64)>) -> Vec<u32> {
    let mut community: Vec<u32> = (0..nodes as u32).collect();
    let mut graph = Graph::new(nodes, &edges);
    for _ in 0..MOST_ROUNDS {
        let (label, count, moved) = graph.move_nodes();
        for node in &mut community {
            *node = label[*node as usize];
        }
        if !moved {
            break;
        }
        graph = graph.contract(&label, count);
    }
    community
}

struct Graph {
    from: Vec<u32>,
    to: Vec<(u32, f64)>,
    own: Vec<f64>,
    degree: Vec<f64>,
    total: f64,
}

impl Graph {
    fn new(nodes: usize, edges: &[((u32, u32), f64)]) -> Self {
        let mut from = vec![0_u32; nodes + 1];
        let mut own = vec![0.0; nodes];
        for ((a, b), weight) in edges {
            if a == b {
                own[*a as usize] += weight;
            } else {
                from[*a as usize + 1] += 1;
                from[*b as usize + 1] += 1;
            }
        }
        for node in 0..nodes {
            from[node + 1] += from[node];
        }
        let mut next = from.clone();
        let mut to = vec![(0, 0.0); from[nodes] as usize];
        let mut degree: Vec<f64> = own.iter().map(|own| 2.0 * own).collect();
        for ((a, b), weight) in edges.iter().filter(|((a, b), _)| a != b) {
            for (node, other) in [(*a, *b), (*b, *a)] {
                to[next[node as usize] as usize] = (other, *weight);
                next[node as usize] += 1;
                degree[node as usize] += weight;
            }
        }
        let total = degree.iter().sum();
        Self { from, to, own, degree, total }
    }

    /// Moves nodes to the neighbouring community they fit best until nothing moves.
    fn move_nodes(&self) -> (Vec<u32>, usize, bool) {
        let nodes = self.degree.len();
        let mut label: Vec<u32> = (0..nodes as u32).collect();
        let mut sum = self.degree.clone();
        let mut weight = vec![0.0; nodes];
        let mut moved = false;
        for _ in 0..2 * MOST_ROUNDS {
            let mut changed = false;
            for node in 0..nodes {
                let neighbours = &self.to[self.from[node] as usize..self.from[node + 1] as usize];
                let old = label[node];
                sum[old as usize] -= self.degree[node];
                for (other, link) in neighbours {
                    weight[label[*other as usize] as usize] += link;
                }
                let fit = |to: u32| {
                    weight[to as usize] - self.degree[node] * sum[to as usize] / self.total.max(1e-12)
                };
                let mut best = (fit(old), old);
                for (other, _) in neighbours {
                    let to = label[*other as usize];
                    if fit(to) > best.0 + 1e-9 {
                        best = (fit(to), to);
                    }
                }
                for (other, _) in neighbours {
                    weight[label[*other as usize] as usize] = 0.0;
                }
                label[node] = best.1;
                sum[best.1 as usize] += self.degree[node];
                changed |= best.1 != old;
            }
            moved |= changed;
            if !changed {
                break;
            }
        }
        let mut number = vec![u32::MAX; nodes];
        let mut count = 0;
        for to in &mut label {
            if number[*to as usize] == u32::MAX {
                number[*to as usize] = count;
                count += 1;
            }
            *to = number[*to as usize];
        }
        (label, count as usize, moved)
    }

    /// One node per community.
    fn contract(&self, label: &[u32], count: usize) -> Self {
        let mut edges = Vec::with_capacity(self.to.len() / 2 + label.len());
        for node in 0..label.len() {
            edges.push(((label[node], label[node]), self.own[node]));
            for (other, weight) in &self.to[self.from[node] as usize..self.from[node + 1] as usize] {
                if (*other as usize) > node {
                    let (a, b) = (label[node], label[*other as usize]);
                    edges.push(((a.min(b), a.max(b)), *weight));
                }
            }
        }
        let mut merged = Edges { pairs: edges, merged: 0 };
        merged.merge();
        Self::new(count, &merged.pairs)
    }
}

/// Free starts by community.
fn collect<C: Cost>(instance: &Instance<C>, community: &[u32]) -> Groups {
    let mut members: Vec<u32> = single(instance).members;
    members.sort_by_key(|start| (community[*start as usize], *start));
    let mut from = vec![0];
    for at in 1..=members.len() {
        let ends =
            at == members.len() || community[members[at] as usize] != community[members[at - 1] as usize];
        if ends {
            from.push(at as u32);
        }
    }
    Groups { members, from }
}
