//! Which starts the relaxed problem opens when a branch of the search limits how many.
//!
//! Limits nest: all free starts, groups of competing starts, single starts. So the best choice is greedy: the cheapest
//! of each group up to its lower limit, then the cheapest offers up to the lower limit of all, then whatever gains.

use super::money::Sum;
use std::ops::Range;

/// What a branch has decided about a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Nothing yet.
    Free,
    /// Opens.
    Open,
    /// Stays shut.
    Shut,
}

/// Lower and upper limit on a number of open starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    /// At least.
    pub low: u32,
    /// At most.
    pub high: u32,
}

impl Limit {
    /// No limit.
    pub const NONE: Self = Self { low: 0, high: u32::MAX };
}

/// A part of the search space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Branch {
    /// Per start; starts that are not free in the instance stand as shut and are handled apart.
    pub fate: Vec<Fate>,
    /// Per group of starts.
    pub groups: Vec<Limit>,
    /// All free starts together.
    pub total: Limit,
}

/// Free starts by group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Groups {
    /// Members, group after group.
    pub members: Vec<u32>,
    /// Members of group `g` are `from[g]..from[g + 1]`.
    pub from: Vec<u32>,
}

impl Groups {
    /// How many groups.
    pub fn len(&self) -> usize {
        self.from.len() - 1
    }

    /// Members of a group.
    pub fn of(&self, group: usize) -> &[u32] {
        &self.members[self.range(group)]
    }

    fn range(&self, group: usize) -> Range<usize> {
        self.from[group] as usize..self.from[group + 1] as usize
    }
}

/// The choice and what it rests on.
#[derive(Debug, Default)]
pub(crate) struct Choice<S> {
    /// Which free starts open.
    pub open: Vec<bool>,
    /// Per group: what a start may gain or lose before the choice would change.
    pub threshold: Vec<S>,
    /// Sum of the gains of the open ones.
    pub gain: S,
    sorted: Vec<(S, u32)>,
    sections: Vec<Section>,
    offers: Vec<(S, u32, u32)>,
}

/// The free members of one group within the sorted list, and how many of them open.
#[derive(Debug, Clone, Copy)]
struct Section {
    from: u32,
    to: u32,
    taken: u32,
}

impl<S: Sum> Choice<S> {
    /// Chooses; false if the limits contradict each other.
    pub fn choose(&mut self, groups: &Groups, branch: &Branch, gain: &[S]) -> bool {
        self.open.clear();
        self.open.resize(gain.len(), false);
        self.threshold.clear();
        self.threshold.resize(groups.len(), S::default());
        self.gain = S::default();
        let unlimited = |limit: &Limit| *limit == Limit::NONE;
        if unlimited(&branch.total) && branch.groups.iter().all(unlimited) {
            self.choose_freely(branch, gain);
            return true;
        }
        self.choose_limited(groups, branch, gain)
    }

    fn choose_freely(&mut self, branch: &Branch, gain: &[S]) {
        for (start, (fate, gain)) in branch.fate.iter().zip(gain).enumerate() {
            let open = match fate {
                Fate::Free => *gain < S::default(),
                Fate::Open => true,
                Fate::Shut => false,
            };
            if open {
                self.open[start] = true;
                self.gain += *gain;
            }
        }
    }

    fn choose_limited(&mut self, groups: &Groups, branch: &Branch, gain: &[S]) -> bool {
        self.sorted.clear();
        self.sections.clear();
        self.offers.clear();
        let mut count = 0;
        for group in 0..groups.len() {
            let limit = branch.groups[group];
            let from = self.sorted.len();
            let mut fixed = 0;
            for start in groups.of(group) {
                match branch.fate[*start as usize] {
                    Fate::Free => self.sorted.push((gain[*start as usize], *start)),
                    Fate::Shut => {}
                    Fate::Open => {
                        fixed += 1;
                        self.take(*start, gain[*start as usize]);
                    }
                }
            }
            let free = &mut self.sorted[from..];
            free.sort_unstable();
            let low = limit.low.saturating_sub(fixed);
            if low as usize > free.len() || fixed > limit.high {
                return false;
            }
            let high = ((limit.high - fixed) as usize).min(free.len());
            self.offers.extend(
                free[low as usize..high.max(low as usize)]
                    .iter()
                    .map(|(gain, start)| (*gain, *start, group as u32)),
            );
            let section = Section { from: from as u32, to: self.sorted.len() as u32, taken: low };
            self.sections.push(section);
            for at in from..from + low as usize {
                let (gain, start) = self.sorted[at];
                self.take(start, gain);
            }
            count += fixed + low;
        }
        self.fill_total(branch.total, count)
    }

    fn take(&mut self, start: u32, gain: S) {
        self.open[start as usize] = true;
        self.gain += gain;
    }

    /// Takes offers up to the lower limit of all, then those that gain, up to the upper limit.
    fn fill_total(&mut self, total: Limit, mut count: u32) -> bool {
        if count > total.high {
            return false;
        }
        let mut offers = std::mem::take(&mut self.offers);
        offers.sort_unstable();
        let (mut last, mut next) = (None, None);
        for (gain, start, group) in &offers {
            if count >= total.high || (count >= total.low && *gain >= S::default()) {
                next = Some(*gain);
                break;
            }
            self.take(*start, *gain);
            self.sections[*group as usize].taken += 1;
            last = Some(*gain);
            count += 1;
        }
        self.offers = offers;
        if count < total.low {
            return false;
        }
        let between = |value: S, last: Option<S>, next: Option<S>| {
            let value = last.map_or(value, |last| value.max(last));
            next.map_or(value, |next| value.min(next))
        };
        let shared = between(S::default(), last, next);
        for (section, threshold) in self.sections.iter().zip(&mut self.threshold) {
            let free = &self.sorted[section.from as usize..section.to as usize];
            let taken = section.taken as usize;
            let last = taken.checked_sub(1).map(|at| free[at].0);
            *threshold = between(shared, last, free.get(taken).map(|(gain, _)| *gain));
        }
        true
    }
}
