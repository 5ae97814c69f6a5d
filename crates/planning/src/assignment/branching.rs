//! Decides on which count of open starts to split a branch.
//!
//! Every split teaches by how much the bound rises per start shut or opened, for all starts together, for each group
//! and for single starts. Where nothing is known, counts of many starts come first. Guesses cost time, never correctness.

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
pub(crate) struct Split {
    /// Where.
    pub cut: Cut,
    /// How far the averaged count lies above the lower half's limit, and below the upper half's.
    parts: [f64; 2],
    /// The higher, the sooner the proof is expected to end.
    score: f64,
}

/// A sum must be at least this far from whole to be split.
const LEAST_PART: f64 = 0.1;
/// Keeps products of guesses from vanishing.
const LEAST: f64 = 1e-3;
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
    pub fn note(&mut self, split: &Split, rises: [f64; 2]) {
        let at = self.position(split.cut);
        for (side, (rise, part)) in rises.into_iter().zip(split.parts).enumerate() {
            let rise = rise / part.max(LEAST_PART);
            self.rises[at].add(side, rise);
            let class = if at <= self.groups { &mut self.sums } else { &mut self.singles };
            class.add(side, rise);
        }
    }

    /// The most promising way to split a branch; none if every start is decided.
    pub fn best_split(&self, groups: &Groups, branch: &Branch, share: &[f32]) -> Option<Split> {
        if !branch.fate.contains(&Fate::Free) {
            return None;
        }
        let mut best: Option<Split> = None;
        let mut offer = |cut: Cut, part: f64| {
            let split = self.judge(cut, part);
            if best.is_none_or(|best| split.score > best.score) {
                best = Some(split);
            }
        };
        let mut total = 0.0;
        for group in 0..groups.len() {
            let members = groups.of(group).iter();
            let sum: f64 = members.map(|start| f64::from(share[*start as usize])).sum();
            total += sum;
            if let Some((part, floor)) = apart(sum, branch.groups[group]) {
                offer(Cut::Group(group as u32, floor), part);
            }
        }
        if let Some((part, floor)) = apart(total, branch.total) {
            offer(Cut::Total(floor), part);
        }
        for (start, (fate, share)) in branch.fate.iter().zip(share).enumerate() {
            if *fate == Fate::Free {
                offer(Cut::Start(start as u32), f64::from(*share));
            }
        }
        best
    }

    /// What is to be expected of a split: the product of both rises, so that neither half stays behind.
    fn judge(&self, cut: Cut, part: f64) -> Split {
        let at = self.position(cut);
        let (class, prior) = if at <= self.groups { (&self.sums, SUM_PRIOR) } else { (&self.singles, 1.0) };
        let parts = [part, 1.0 - part];
        let expected = |side: usize| {
            let guess = self.rises[at].mean(side).or(class.mean(side));
            let guess = guess.or(self.sums.mean(side).map(|sums| sums * prior / SUM_PRIOR)).unwrap_or(prior);
            (parts[side].max(LEAST) * guess.max(LEAST)).max(LEAST)
        };
        Split { cut, parts, score: expected(0) * expected(1) }
    }
}

/// Where to split a sum, if it is far enough from whole: the part above the floor, and the floor.
fn apart(sum: f64, limit: Limit) -> Option<(f64, u32)> {
    let floor = sum.floor();
    let part = sum - floor;
    let floor = floor.max(0.0) as u32;
    let far = part.min(1.0 - part) > LEAST_PART;
    (far && floor >= limit.low && floor < limit.high).then_some((part, floor))
}

/// The two halves of a branch.
pub(crate) fn halves(branch: &Branch, cut: Cut) -> [Branch; 2] {
    let (mut low, mut high) = (branch.clone(), branch.clone());
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
