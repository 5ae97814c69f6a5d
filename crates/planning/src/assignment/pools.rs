//! Things that hold so much and that starts use up while they run: rooms, teachers, turns.
//!
//! The file format has none; they are laid over a problem from above. Starts that run anyway are taken out of the
//! capacity first. In the bound every pool has a price per unit (`ascent`); plans and branches never overfill one.

use super::choice::{Branch, Fate};
use super::instance::Role;

/// A pool and what uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PoolLimit {
    /// How much it holds.
    pub capacity: u32,
    /// Positions of starts and how much each uses while it runs.
    pub uses: Vec<(u32, u32)>,
}

/// What is left for starts that the search decides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pools {
    /// Left in each pool.
    pub capacity: Vec<u32>,
    /// The largest use of each pool by one start.
    pub unit: Vec<u32>,
    /// Uses of start `j` are `uses[from[j]..from[j + 1]]`; empty if there are no pools.
    from: Vec<u32>,
    uses: Vec<(u32, u32)>,
}

impl Pools {
    /// Takes what runs anyway out of the capacity, and pools that cannot overflow out of the list.
    pub fn new(limits: &[PoolLimit], role: &[Role]) -> Self {
        let mut pools = Self::default();
        let mut by_start: Vec<Vec<(u32, u32)>> = vec![Vec::new(); role.len()];
        for limit in limits {
            let of_role =
                |wanted: Role| limit.uses.iter().filter(move |(start, _)| role[*start as usize] == wanted);
            let taken: u64 = of_role(Role::Open).map(|(_, amount)| u64::from(*amount)).sum();
            let wanted: u64 = of_role(Role::Free).map(|(_, amount)| u64::from(*amount)).sum();
            let left = u64::from(limit.capacity).saturating_sub(taken);
            if wanted <= left {
                continue;
            }
            let at = pools.capacity.len() as u32;
            pools.capacity.push(left as u32);
            pools.unit.push(of_role(Role::Free).map(|(_, amount)| *amount).max().unwrap_or(1).max(1));
            for (start, amount) in of_role(Role::Free) {
                by_start[*start as usize].push((at, *amount));
            }
        }
        if pools.capacity.is_empty() {
            return Self::default();
        }
        pools.from.push(0);
        for uses in by_start {
            pools.uses.extend(uses);
            pools.from.push(pools.uses.len() as u32);
        }
        pools
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.capacity.is_empty()
    }

    /// Pools of a start and how much it uses.
    pub fn of(&self, start: u32) -> &[(u32, u32)] {
        if self.from.is_empty() {
            return &[];
        }
        &self.uses[self.from[start as usize] as usize..self.from[start as usize + 1] as usize]
    }

    /// A start fits in beside what is used.
    pub fn fits(&self, load: &[u32], start: u32) -> bool {
        self.of(start)
            .iter()
            .all(|(pool, amount)| load[*pool as usize] + amount <= self.capacity[*pool as usize])
    }

    /// A start uses a pool that holds too much.
    pub fn in_overfull(&self, load: &[u32], start: u32) -> bool {
        self.of(start).iter().any(|(pool, _)| load[*pool as usize] > self.capacity[*pool as usize])
    }

    /// Some pool holds too much.
    pub fn overfull(&self, load: &[u32]) -> bool {
        load.iter().zip(&self.capacity).any(|(load, capacity)| load > capacity)
    }

    /// Shuts the starts of a branch that no longer fit in beside those it opens; false if those alone do not fit.
    pub fn propagate(&self, branch: &mut Branch) -> bool {
        if self.is_empty() {
            return true;
        }
        let mut load = vec![0_u32; self.capacity.len()];
        for (start, _) in branch.fate.iter().enumerate().filter(|(_, fate)| **fate == Fate::Open) {
            for (pool, amount) in self.of(start as u32) {
                load[*pool as usize] = load[*pool as usize].saturating_add(*amount);
            }
        }
        if self.overfull(&load) {
            return false;
        }
        for (start, fate) in branch.fate.iter_mut().enumerate().filter(|(_, fate)| **fate == Fate::Free) {
            if !self.fits(&load, start as u32) {
                *fate = Fate::Shut;
            }
        }
        true
    }
}
