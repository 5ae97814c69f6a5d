//! Whole-number weights for levels in strict order.

use super::ladder::{LEVELS, Layered, Value};
use crate::assignment::{Laid, LaidPlan, Limits, Prices, solve_laid};
use crate::plan::Clash;
use crate::problem::Decision;

/// How much each level can vary: in one seat or start, and in all together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Variation {
    single: i128,
    total: i128,
}

/// Largest sum of all levels under strict weights.
const RANGE: i128 = 1 << 120;

/// How much the levels vary.
pub(crate) fn variation(layered: &Layered) -> [Variation; LEVELS] {
    let mut range: Vec<(Value, Value)> = layered.unassigned.iter().map(|value| (*value, *value)).collect();
    for (option, cost) in layered.problem.options().iter().zip(&layered.option) {
        let (low, high) = &mut range[option.person as usize];
        for level in 0..LEVELS {
            low[level] = low[level].min(cost[level]);
            high[level] = high[level].max(cost[level]);
        }
    }
    let mut found = [Variation::default(); LEVELS];
    for (level, found) in found.iter_mut().enumerate() {
        for (person, (low, high)) in layered.problem.persons().iter().zip(&range) {
            let range = i128::from(high[level]) - i128::from(low[level]);
            found.single = found.single.max(range);
            found.total += range * i128::from(person.count);
        }
        for (start, opening) in layered.problem.starts().iter().zip(&layered.opening) {
            if start.decision == Decision::Optional {
                let range = i128::from(opening[level]).abs();
                found.single = found.single.max(range);
                found.total += range;
            }
        }
    }
    found
}

/// The level at which strict weights would leave the range, if any.
pub(crate) fn too_wide(variation: &[Variation; LEVELS]) -> Option<usize> {
    let mut weight = 1_i128;
    for level in (0..LEVELS).rev() {
        weight = match weight.checked_mul(variation[level].total + 1) {
            Some(next) if next <= RANGE => next,
            _ => return Some(level),
        };
    }
    None
}

/// Weights with which no sum of later levels outweighs one step of an earlier one. Levels from `levels` on count nothing.
pub(crate) fn strict(variation: &[Variation; LEVELS], levels: usize) -> [i128; LEVELS] {
    weigh(variation, levels, |variation| variation.total)
}

/// Weights with which one step of a level outweighs `times` people or starts changing all they can at the next; strict
/// where that is less.
///
/// None if even those are too large to steer by.
pub(crate) fn moderate(
    variation: &[Variation; LEVELS],
    levels: usize,
    times: i128,
) -> Option<[i128; LEVELS]> {
    let exact = weigh(variation, levels, |variation| variation.total);
    if exact[0] < 1 << 40 {
        return Some(exact);
    }
    let weights = weigh(variation, levels, |variation| variation.total.min(variation.single * times));
    let largest: Option<i128> = weights
        .iter()
        .zip(variation)
        .try_fold(0_i128, |sum, (weight, variation)| sum.checked_add(weight.checked_mul(variation.single)?));
    largest.filter(|largest| *largest <= WIDE).map(|_| weights)
}

fn weigh(
    variation: &[Variation; LEVELS],
    levels: usize,
    range: impl Fn(&Variation) -> i128,
) -> [i128; LEVELS] {
    let mut weights = [0; LEVELS];
    let mut weight = 1_i128;
    for level in (0..levels).rev() {
        weights[level] = weight;
        let next = weight.saturating_mul(range(&variation[level]) + 1);
        weight = next.min(RANGE);
    }
    weights
}

/// Levels as one whole number per option, row and start.
pub(crate) struct Weighted {
    option: Vec<i128>,
    unassigned: Vec<i128>,
    opening: Vec<i128>,
    /// What every row of people pays at least, per level; taken off its costs.
    least: Vec<Value>,
    fine: i128,
}

impl Prices for Weighted {
    fn unassigned(&self, person: usize) -> i128 {
        self.unassigned[person]
    }

    fn option(&self, option: usize) -> i128 {
        self.option[option]
    }

    fn opening(&self, start: usize) -> i128 {
        self.opening[start]
    }

    fn step(&self) -> i128 {
        self.fine
    }
}

/// Prices of the search are finer than a step by at most this, so that they can settle between whole costs.
const FINE: i128 = 1 << 12;
/// Largest cost and sum of costs in 32, 64 and 128 bits, as `money` can hold them.
const NARROW: i128 = 1 << 28;
const MIDDLE: i128 = 1 << 41;
const WIDE: i128 = 1 << 69;
const MIDDLE_SUM: i128 = 1 << 55;

impl Weighted {
    /// Weighs every cost. Everybody pays exactly one cost of a level, so taking the least off everywhere changes no order.
    pub fn new(layered: &Layered, weights: &[i128; LEVELS]) -> Self {
        let mut least = layered.unassigned.clone();
        for (option, cost) in layered.problem.options().iter().zip(&layered.option) {
            for (least, cost) in least[option.person as usize].iter_mut().zip(cost) {
                *least = (*least).min(*cost);
            }
        }
        let none = [0; LEVELS];
        let weigh = |value: &Value, least: &Value| -> i128 {
            let above = value.iter().zip(least).map(|(cost, least)| i128::from(*cost) - i128::from(*least));
            above.zip(weights).map(|(cost, weight)| cost * weight).sum()
        };
        let options = layered.problem.options().iter().zip(&layered.option);
        Self {
            option: options.map(|(option, cost)| weigh(cost, &least[option.person as usize])).collect(),
            unassigned: layered
                .unassigned
                .iter()
                .zip(&least)
                .map(|(cost, least)| weigh(cost, least))
                .collect(),
            opening: layered.opening.iter().map(|cost| weigh(cost, &none)).collect(),
            least,
            fine: 1,
        }
    }

    /// What was taken off in all.
    fn taken_off(&self, layered: &Layered, weights: &[i128; LEVELS]) -> i128 {
        let rows = layered.problem.persons().iter().zip(&self.least);
        let weigh = |least: &Value| -> i128 {
            least.iter().zip(weights).map(|(cost, weight)| i128::from(*cost) * weight).sum()
        };
        rows.map(|(person, least)| weigh(least) * i128::from(person.count)).sum()
    }

    fn scaled(mut self, fine: i128) -> Self {
        let lists = [&mut self.option, &mut self.unassigned, &mut self.opening];
        lists.into_iter().flatten().for_each(|cost| *cost *= fine);
        self.fine *= fine;
        self
    }

    /// Solves in the fewest bits that hold the costs; costs and bound are in whole steps again.
    pub fn solve(
        self,
        (layered, weights): (&Layered, &[i128; LEVELS]),
        limits: &Limits,
        hint: Option<&[bool]>,
        clock: &mut dyn FnMut() -> f64,
    ) -> Result<LaidPlan, Vec<Clash>> {
        let taken_off = self.taken_off(layered, weights);
        let lists = self.option.iter().chain(&self.unassigned).chain(&self.opening);
        let largest = lists.map(|cost| cost.abs()).max().unwrap_or(0).max(1);
        let people = i128::from(layered.problem.people()) + layered.problem.starts().len() as i128 + 1;
        let fits = |most: i128, sum: i128| {
            let fine = (most / largest).min(sum / (largest * people)).min(FINE);
            (fine >= 16).then_some(fine)
        };
        let narrow = fits(NARROW, MIDDLE_SUM).map(|fine| (32, fine));
        let middle = || fits(MIDDLE, MIDDLE_SUM).map(|fine| (64, fine));
        let (bits, fine) = narrow.or_else(middle).unwrap_or((128, (WIDE / largest).clamp(1, FINE)));
        let prices = self.scaled(fine);
        let laid = Laid { problem: &layered.problem, prices: &prices, pools: &layered.pools, hint };
        let mut plan = match bits {
            32 => solve_laid::<i32>(&laid, limits, clock),
            64 => solve_laid::<i64>(&laid, limits, clock),
            _ => solve_laid::<i128>(&laid, limits, clock),
        }?;
        plan.cost = plan.cost / fine + taken_off;
        plan.bound = plan.bound.div_euclid(fine) + i128::from(plan.bound.rem_euclid(fine) != 0) + taken_off;
        Ok(plan)
    }
}
