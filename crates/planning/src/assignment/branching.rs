//! Decides on which count of open starts to split a branch.
//!
//! Every split teaches by how much the bound rises per start shut or opened, for all starts together, for each group
//! and for single starts. A count that was never split on is tried before it is trusted. Guesses cost time, never
//! correctness.

use super::choice::{Branch, Fate, Groups, Limit};

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

/// A way to split a branch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// Where.
    pub cut: Cut,
    /// How far the averaged count lies above the lower half's limit, and below the upper half's.
    pub parts: [f64; 2],
    /// The higher, the sooner the proof is expected to end.
    pub score: f64,
    /// Both halves of such a split have been seen before.
    pub known: bool,
}

/// A sum must be at least this far from whole to be split.
const LEAST_PART: f64 = 0.1;
/// How much better sums are than single starts while nothing is known.
const SUM_PRIOR: f64 = 4.0;

/// Rises of the bound per unit of count, of the lower and the upper half.
#[derive(Debug, Clone, Copy, Default)]
struct Rises {
    sum: [f64; 2],
    seen: [u32; 2],
}

impl Rises {
    fn add(&mut self, side: usize, rise: f64) {
        self.sum[side] += rise;
        self.seen[side] += 1;
    }

    fn mean(&self, side: usize) -> Option<f64> {
        (self.seen[side] > 0).then(|| self.sum[side] / f64::from(self.seen[side]))
    }
}

/// What earlier splits taught.
#[derive(Debug, Clone)]
pub(crate) struct Learned {
    /// All starts, then groups, then single starts.
    rises: Vec<Rises>,
    sums: Rises,
    singles: Rises,
    groups: usize,
}

impl Learned {
    /// Nothing yet.
    pub fn new(groups: usize, starts: usize) -> Self {
        let (sums, singles) = (Rises::default(), Rises::default());
        Self { rises: vec![Rises::default(); 1 + groups + starts], sums, singles, groups }
    }

    fn position(&self, cut: Cut) -> usize {
        match cut {
            Cut::Total(_) => 0,
            Cut::Group(group, _) => 1 + group as usize,
            Cut::Start(start) => 1 + self.groups + start as usize,
        }
    }

    /// Notes by how much the halves of a split lifted the bound.
    pub fn note(&mut self, candidate: &Candidate, rises: [f64; 2]) {
        let at = self.position(candidate.cut);
        for side in 0..2 {
            let rise = rises[side] / candidate.parts[side].max(LEAST_PART);
            self.rises[at].add(side, rise);
            let class = if at <= self.groups { &mut self.sums } else { &mut self.singles };
            class.add(side, rise);
        }
    }

    /// All ways to split a branch, the most promising first.
    pub fn rank(&self, groups: &Groups, branch: &Branch, share: &[f32]) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut total = 0.0;
        for group in 0..groups.len() {
            let members = groups.of(group).iter();
            let sum: f64 = members.map(|start| f64::from(share[*start as usize])).sum();
            total += sum;
            if let Some((part, floor)) = split(sum, branch.groups[group]) {
                candidates.push(self.candidate(Cut::Group(group as u32, floor), part));
            }
        }
        if let Some((part, floor)) = split(total, branch.total) {
            candidates.push(self.candidate(Cut::Total(floor), part));
        }
        for (start, (fate, share)) in branch.fate.iter().zip(share).enumerate() {
            if *fate == Fate::Free {
                candidates.push(self.candidate(Cut::Start(start as u32), f64::from(*share)));
            }
        }
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        candidates
    }

    fn candidate(&self, cut: Cut, part: f64) -> Candidate {
        let at = self.position(cut);
        let parts = [part, 1.0 - part];
        let own = self.rises[at];
        let class = if at <= self.groups { &self.sums } else { &self.singles };
        let expected = |side: usize| {
            let prior = if at <= self.groups { SUM_PRIOR } else { 1.0 };
            let guess = own.mean(side).or(class.mean(side));
            let guess = guess.or(self.sums.mean(side).map(|sums| sums * prior / SUM_PRIOR)).unwrap_or(prior);
            parts[side].max(1e-3) * guess.max(1e-3)
        };
        let score = score(expected(0), expected(1));
        Candidate { cut, parts, score, known: own.seen[0] > 0 && own.seen[1] > 0 }
    }
}

/// How good a split with these rises is.
pub(crate) fn score(low: f64, high: f64) -> f64 {
    low.max(1e-3) * high.max(1e-3)
}

/// Where to split a sum, if it is far enough from whole: the part above the floor, and the floor.
fn split(sum: f64, limit: Limit) -> Option<(f64, u32)> {
    let floor = sum.floor();
    let part = sum - floor;
    let floor = floor.max(0.0) as u32;
    let apart = part.min(1.0 - part) > LEAST_PART;
    (apart && floor >= limit.low && floor < limit.high).then_some((part, floor))
}

/// The two halves of a branch.
pub(crate) fn halves(branch: &Branch, cut: Cut) -> [Branch; 2] {
    let (mut low, mut high) = (branch.clone(), branch.clone());
    narrow(&mut low, cut, 0);
    narrow(&mut high, cut, 1);
    [low, high]
}

/// Narrows a branch to one half.
pub(crate) fn narrow(branch: &mut Branch, cut: Cut, side: usize) {
    let limit = |limit: &mut Limit, floor: u32| match side {
        0 => limit.high = limit.high.min(floor),
        _ => limit.low = limit.low.max(floor + 1),
    };
    match cut {
        Cut::Total(floor) => limit(&mut branch.total, floor),
        Cut::Group(group, floor) => limit(&mut branch.groups[group as usize], floor),
        Cut::Start(start) => {
            branch.fate[start as usize] = if side == 0 { Fate::Shut } else { Fate::Open };
        }
    }
}
