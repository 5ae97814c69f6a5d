//! Turns the decimal costs of a problem into whole numbers, and totals back.
//!
//! Rule: costs with up to nine decimals become whole multiples of the smallest decimal step and every total is exact.
//! Other costs are rounded to a grid so fine that the rounding of a whole plan stays far below the tolerance; the
//! largest possible rounding is taken off the bound. Prices of the search are finer than a step by the factor `fine`.

use crate::problem::Problem;

/// How costs become whole numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    /// Steps per unit of cost; a power of ten, or of two when `exact` is false.
    pub per_unit: f64,
    /// Fine steps per step, a power of two.
    pub fine: i128,
    /// No cost was rounded.
    pub exact: bool,
    /// The number of bits needed.
    pub width: Width,
    /// All costs are multiples of this many steps.
    pub step: i128,
}

/// How wide the whole numbers must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// 32 bits per cost, 64 per total.
    Narrow,
    /// 64 bits.
    Middle,
    /// 128 bits.
    Wide,
}

const MOST_DECIMALS: i32 = 9;
/// Fine steps wanted per step, so that prices can settle between whole costs, and the fewest that still do.
const FINE: i128 = 1 << 12;
const LEAST_FINE: i128 = 1 << 4;
/// Steps up to the largest cost, as a power of two, when costs must be rounded: in 64 and in 128 bits.
const COARSE_GRID: i32 = 36;
const FINE_GRID: i32 = 62;

impl Scale {
    /// Finds the rule for a problem.
    pub fn of(problem: &Problem) -> Self {
        let largest = costs(problem).fold(0.0_f64, |largest, cost| largest.max(cost.abs()));
        let people = i128::from(problem.people()) + 1;
        let decimals = (0..=MOST_DECIMALS).find(|decimals| {
            let per_unit = 10_f64.powi(*decimals);
            costs(problem).all(|cost| {
                let steps = (cost * per_unit).round();
                steps.is_finite() && steps / per_unit == cost
            })
        });
        if let Some(decimals) = decimals {
            let per_unit = 10_f64.powi(decimals);
            if let Some((width, fine)) = fit((largest * per_unit).round(), people) {
                let step = common_step(problem, per_unit);
                return Self { per_unit, fine, exact: true, width, step };
            }
        }
        let coarse = Self::rounded(largest, people, COARSE_GRID);
        let costs = problem.people() + problem.starts().len() as u64;
        if coarse.rounding(costs) <= 1e-8 * least_cost(problem) {
            return coarse;
        }
        Self::rounded(largest, people, FINE_GRID)
    }

    /// A grid of powers of two with `2^bits` steps up to the largest cost.
    fn rounded(largest: f64, people: i128, bits: i32) -> Self {
        let exponent = if largest > 0.0 { largest.log2().floor() as i32 + 1 } else { 0 };
        let per_unit = 2_f64.powi((bits - exponent).clamp(-1000, 1000));
        let (width, fine) = fit((largest * per_unit).round(), people).unwrap_or((Width::Wide, 1));
        Self { per_unit, fine, exact: false, width, step: 1 }
    }

    /// A cost in fine steps.
    pub fn fine_steps(&self, cost: f64) -> i128 {
        (cost * self.per_unit).round() as i128 * self.fine
    }

    /// A total of fine steps as a cost, rounded to the nearest float.
    pub fn cost(&self, total: i128) -> f64 {
        let whole = total.div_euclid(self.fine);
        let part = total.rem_euclid(self.fine) as f64 / self.fine as f64;
        (whole as f64 + part) / self.per_unit
    }

    /// The most that rounding can have moved a plan with this many costs.
    pub fn rounding(&self, costs: u64) -> f64 {
        if self.exact { 0.0 } else { costs as f64 * 0.5 / self.per_unit }
    }
}

fn costs(problem: &Problem) -> impl Iterator<Item = f64> {
    let persons = problem.persons().iter().map(|person| person.unassigned_cost);
    let starts = problem.starts().iter().map(|start| start.opening_cost);
    persons.chain(starts).chain(problem.options().iter().map(|option| option.cost))
}

/// Roughly what a plan costs at least, to judge rounding by.
fn least_cost(problem: &Problem) -> f64 {
    let mut least: Vec<f64> = problem.persons().iter().map(|person| person.unassigned_cost).collect();
    for option in problem.options() {
        let least = &mut least[option.person as usize];
        *least = least.min(option.cost.abs());
    }
    least.iter().zip(problem.persons()).map(|(cost, person)| cost * f64::from(person.count)).sum()
}

/// The narrowest width that holds costs up to `largest` steps for this many people, and the fine factor for it.
fn fit(largest: f64, people: i128) -> Option<(Width, i128)> {
    let widths = [
        (Width::Narrow, 1_i128 << 27, 1_i128 << 31, LEAST_FINE),
        (Width::Middle, 1 << 40, 1 << 18, LEAST_FINE),
        (Width::Wide, 1 << 68, 1 << 54, 1),
    ];
    widths.into_iter().find_map(|(width, limit, most_people, least_fine)| {
        let room = limit as f64 / largest.max(1.0);
        if people > most_people || room < least_fine as f64 {
            return None;
        }
        let mut fine = FINE;
        while fine as f64 > room {
            fine /= 2;
        }
        Some((width, fine))
    })
}

/// The greatest common divisor of all costs in steps.
fn common_step(problem: &Problem, per_unit: f64) -> i128 {
    let mut step = 0_u128;
    for cost in costs(problem) {
        let mut other = ((cost * per_unit).round() as i128).unsigned_abs();
        while other != 0 {
            (step, other) = (other, step % other);
        }
        if step == 1 {
            break;
        }
    }
    i128::try_from(step.max(1)).unwrap_or(1)
}
