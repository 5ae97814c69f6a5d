//! Planning by levels in strict order: the first level decides, the next only among what the first leaves equal.
//!
//! A plan is found with whole-number weights so moderate that the search can steer by them, then improved in the strict
//! order (128 bits, exact). The proof climbs level by level: the sum of a level and the ones before it, weighted, is bounded
//! from below; what the ones before take away at their best values is the bound of the level. Moderate weights make a bound
//! weak, never wrong. What the levels mean is decided by the caller.

use super::shares::ShareModel;
use super::weights::{Weighted, moderate, strict, too_wide, variation};
use crate::assignment::{Laid, LaidPlan, Limits, PoolLimit, improve_laid};
use crate::plan::Clash;
use crate::problem::{Decision, Problem};

/// How many levels there are.
pub(crate) const LEVELS: usize = 9;
/// Where [`super::output::LevelCode::Shares`] stands.
pub(crate) const SHARES: usize = 7;

/// One number per level.
pub(crate) type Value = [i64; LEVELS];

/// A problem with costs per level.
#[derive(Debug, Clone)]
pub(crate) struct Layered {
    /// People, starts, options and promises; its own costs are ignored.
    pub problem: Problem,
    /// Per option.
    pub option: Vec<Value>,
    /// Per row of people: one of them without a seat.
    pub unassigned: Vec<Value>,
    /// Per start that runs.
    pub opening: Vec<Value>,
    /// What no decision changes.
    pub base: Value,
    /// What starts use up.
    pub pools: Vec<PoolLimit>,
    /// How far providers are from their shares.
    pub shares: Option<ShareModel>,
    /// The level of that distance, the only one that is not a sum over seats.
    pub share_level: usize,
}

/// A plan with its value and what is proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Which starts run.
    pub open: Vec<bool>,
    /// Row, start, how many; sorted.
    pub seats: Vec<(u32, u32, u32)>,
    /// Per row, how many are left.
    pub left: Vec<u32>,
    /// Per level.
    pub value: Value,
    /// Per level, given the best values of the levels before.
    pub lower: Value,
}

impl Layered {
    /// The value of a plan.
    pub fn value(&self, open: &[bool], seats: &[(u32, u32, u32)], left: &[u32]) -> Value {
        let mut value = self.base;
        let mut add = |costs: &Value, count: i64| {
            for (sum, cost) in value.iter_mut().zip(costs) {
                *sum += cost * count;
            }
        };
        for (opening, _) in self.opening.iter().zip(open).filter(|(_, open)| **open) {
            add(opening, 1);
        }
        for (unassigned, count) in self.unassigned.iter().zip(left) {
            add(unassigned, i64::from(*count));
        }
        for (at, option) in self.problem.options().iter().enumerate() {
            if let Ok(seat) = seats.binary_search_by_key(&(option.person, option.start), |(p, s, _)| (*p, *s))
            {
                add(&self.option[at], i64::from(seats[seat].2));
            }
        }
        if let Some(shares) = &self.shares {
            value[self.share_level] = shares.value(seats);
        }
        value
    }

    fn found(&self, plan: LaidPlan) -> Found {
        let LaidPlan { open, seats, left, .. } = plan;
        let value = self.value(&open, &seats, &left);
        Found { open, seats, left, value, lower: [i64::MIN; LEVELS] }
    }

    /// What each level is at least, by itself: everybody where it is least, only starts that lower it.
    pub fn trivial(&self) -> Value {
        let mut least: Vec<Value> = self.unassigned.clone();
        for (option, cost) in self.problem.options().iter().zip(&self.option) {
            for (least, cost) in least[option.person as usize].iter_mut().zip(cost) {
                *least = (*least).min(*cost);
            }
        }
        let mut sum = self.base;
        for (level, sum) in sum.iter_mut().enumerate() {
            for (person, least) in self.problem.persons().iter().zip(&least) {
                *sum += least[level] * i64::from(person.count);
            }
            for (start, opening) in self.problem.starts().iter().zip(&self.opening) {
                *sum += match start.decision {
                    Decision::Open => opening[level],
                    Decision::Optional => opening[level].min(0),
                    Decision::Closed => 0,
                };
            }
        }
        if self.shares.is_some() {
            sum[self.share_level] = 0;
        }
        sum
    }

    /// Best seats in strict order for starts that run, improved by moves while the work lasts.
    ///
    /// With the seconds it takes on an ordinary machine, by counted work.
    pub fn improve(&self, open: &[bool], work: u64) -> Result<(Found, f64), Vec<Clash>> {
        let weights = strict(&variation(self), LEVELS);
        let prices = Weighted::new(self, &weights);
        let laid = Laid { problem: &self.problem, prices: &prices, pools: &self.pools, hint: Some(open) };
        let plan = improve_laid::<i128>(&laid, work)?;
        let seconds = plan.seconds;
        Ok((self.found(plan), seconds))
    }
}

/// Work of the flow that takes a second.
const MOVES_PER_SECOND: f64 = 1e8;
const MOST_ROUNDS: usize = 6;
/// Parts of the time: the first search, moves in strict order, each level's proof at most.
const FIRST: f64 = 0.3;
const MOVES: f64 = 0.1;
const LEVEL: f64 = 0.25;

/// The course of one search.
struct Ladder<'l, 'c> {
    layered: &'l Layered,
    limits: Limits,
    clock: &'c mut dyn FnMut() -> f64,
    trivial: Value,
    /// Seconds that are still to be given out, by counted work.
    left: f64,
}

/// What came of a try to prove.
enum Proof {
    /// Per level.
    Lower(Value),
    /// A better plan turned up.
    Better(Box<Found>),
}

/// Finds the best plan in strict order of the levels; `hint` are starts to begin with.
pub(crate) fn by_levels(
    layered: &Layered,
    hint: Option<&[bool]>,
    limits: &Limits,
    clock: &mut dyn FnMut() -> f64,
) -> Result<Found, Vec<Clash>> {
    let trivial = layered.trivial();
    let limits = Limits { time_limit: limits.time_limit.clamp(0.0, 1e6), gap: 0.0, ..*limits };
    let mut ladder = Ladder { layered, limits, clock, trivial, left: limits.time_limit };
    let mut best = ladder.first(hint)?;
    best = ladder.balance(best)?;
    for _ in 0..MOST_ROUNDS {
        match ladder.prove(&best)? {
            Proof::Lower(lower) => {
                best.lower = lower;
                return Ok(best);
            }
            Proof::Better(found) => best = ladder.balance(*found)?,
        }
    }
    best.lower = trivial;
    Ok(best)
}

impl Ladder<'_, '_> {
    fn first(&mut self, hint: Option<&[bool]>) -> Result<Found, Vec<Clash>> {
        let hinted = hint.map(|hint| self.improve(self.layered, hint)).transpose()?;
        let variation = variation(self.layered);
        // With numbers too large to steer by, the last levels are left to the moves.
        let weights = [(LEVELS, 4), (LEVELS, 1), (SHARES, 1), (4, 1), (1, 1)];
        let weights = weights.into_iter().find_map(|(levels, times)| moderate(&variation, levels, times));
        let weights = weights.unwrap_or([0; LEVELS]);
        let open = hinted.as_ref().map(|hinted| &*hinted.open);
        let plan = self.weighted(self.layered, &weights, open, FIRST)?;
        let found = self.improve(self.layered, &plan.open)?;
        Ok(hinted.filter(|hinted| hinted.value <= found.value).unwrap_or(found))
    }

    /// Best seats in strict order, and moves; the value counts the true distance from the shares.
    fn improve(&mut self, layered: &Layered, open: &[bool]) -> Result<Found, Vec<Clash>> {
        let work = (self.limits.time_limit.min(60.0) * MOVES * MOVES_PER_SECOND) as u64;
        let (mut found, seconds) = layered.improve(open, work)?;
        self.left -= seconds;
        found.value = self.layered.value(&found.open, &found.seats, &found.left);
        Ok(found)
    }

    /// Solves the weighted sum of levels within a part of the time.
    fn weighted(
        &mut self,
        layered: &Layered,
        weights: &[i128; LEVELS],
        hint: Option<&[bool]>,
        part: f64,
    ) -> Result<LaidPlan, Vec<Clash>> {
        let time_limit = (self.limits.time_limit * part).min(self.left.max(0.0));
        let limits = Limits { time_limit, ..self.limits };
        let prices = Weighted::new(layered, weights);
        let plan = prices.solve((layered, weights), &limits, hint, self.clock)?;
        self.left -= plan.seconds;
        Ok(plan)
    }

    /// Evens out the shares of providers among plans that are equal before.
    fn balance(&mut self, mut best: Found) -> Result<Found, Vec<Clash>> {
        let Some(shares) = &self.layered.shares else { return Ok(best) };
        for _ in 0..MOST_ROUNDS {
            let tilted = shares.tilt(self.layered, &best.seats);
            if best.value[self.layered.share_level] == 0 || too_wide(&variation(&tilted)).is_some() {
                break;
            }
            let found = self.improve(&tilted, &best.open)?;
            if found.value >= best.value {
                break;
            }
            best = found;
        }
        Ok(best)
    }

    /// Bounds level after level until one cannot be proven.
    fn prove(&mut self, best: &Found) -> Result<Proof, Vec<Clash>> {
        let mut lower = self.trivial;
        for level in 0..LEVELS {
            if best.value[level] <= self.trivial[level] {
                lower[level] = best.value[level];
                continue;
            }
            match self.prove_level(best, level)? {
                Proof::Better(found) => return Ok(Proof::Better(found)),
                Proof::Lower(bounds) => lower[level] = bounds[level],
            }
            if lower[level] < best.value[level] {
                break;
            }
        }
        Ok(Proof::Lower(lower))
    }

    fn prove_level(&mut self, best: &Found, level: usize) -> Result<Proof, Vec<Clash>> {
        let shares = self.layered.shares.as_ref();
        let tilted = shares
            .filter(|_| level == self.layered.share_level)
            .map(|shares| shares.tilt(self.layered, &best.seats));
        let offset = tilted.as_ref().and(shares).map_or(0, |shares| shares.offset(&best.seats));
        let layered = tilted.as_ref().unwrap_or(self.layered);
        let mut lower = self.trivial;
        for times in [4, 64, 1024] {
            if self.left <= 0.0 {
                break;
            }
            let variation = variation(layered);
            let (None, Some(weights)) = (too_wide(&variation), moderate(&variation, level + 1, times)) else {
                break;
            };
            let plan = self.weighted(layered, &weights, Some(&best.open), LEVEL)?;
            // Shares are no sum over seats: after them nothing is asked of them, which only weakens the bound.
            let before = (0..level).filter(|at| *at != self.layered.share_level || shares.is_none());
            let before: i128 = before
                .map(|at| weights[at] * (i128::from(best.value[at]) - i128::from(layered.base[at])))
                .sum();
            let bound = div_up(plan.bound - before, weights[level]);
            let bound = i64::try_from(bound).unwrap_or(i64::MIN).saturating_add(offset + layered.base[level]);
            lower[level] = lower[level].max(bound).min(best.value[level]);
            if lower[level] >= best.value[level] {
                break;
            }
            let found = self.improve(layered, &plan.open)?;
            if found.value < best.value {
                return Ok(Proof::Better(Box::new(found)));
            }
            let value = layered.value(&plan.open, &plan.seats, &plan.left);
            let weak = plan.bound >= plan.cost && value[..level] != best.value[..level];
            if !weak {
                break;
            }
        }
        Ok(Proof::Lower(lower))
    }
}

fn div_up(number: i128, by: i128) -> i128 {
    number.div_euclid(by) + i128::from(number.rem_euclid(by) != 0)
}
