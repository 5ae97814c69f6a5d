//! People who may arrive, drawn from a forecast: how many a week by its mean and spread, who they are by those known so far.
//! Chance comes from a seed.

use crate::forecast::{Expected, deviation};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rand_distr::{Distribution, Gamma, Poisson};

/// How many people arrive in each week of one future. `level` is how likely a week lies between the forecast's bounds.
///
/// Counts are Poisson, or negative binomial where the forecast is more uncertain than that.
pub fn draw_counts(weeks: &[Expected], level: f64, seed: u64) -> Vec<u32> {
    let mut random = ChaCha8Rng::seed_from_u64(seed ^ 0x0a77_11e5);
    weeks.iter().map(|week| draw_count(week, level, &mut random)).collect()
}

fn draw_count(week: &Expected, level: f64, random: &mut ChaCha8Rng) -> u32 {
    let mean = week.mean.max(0.0);
    let more = deviation(week, level).powi(2) - mean;
    let rate = match Gamma::new(mean * mean / more.max(1e-9), more.max(1e-9) / mean.max(1e-9)) {
        Ok(gamma) if more > 1e-9 && mean > 0.0 => gamma.sample(random),
        _ => mean,
    };
    Poisson::new(rate).map_or(0, |poisson| poisson.sample(random) as u32)
}

/// Positions of `count` people among `known` ones, drawn with putting back.
pub fn draw_alike(count: usize, known: usize, seed: u64) -> Vec<usize> {
    let mut random = ChaCha8Rng::seed_from_u64(seed ^ 0xa114e);
    let one = |_| (random.next_u64() % known.max(1) as u64) as usize;
    if known == 0 { Vec::new() } else { (0..count).map(one).collect() }
}

/// Positions drawn by weight, with putting back; weights below zero count nothing. Empty if no weight counts.
pub fn draw_weighted(count: usize, weights: &[f64], seed: u64) -> Vec<usize> {
    let weight = |weight: &f64| if weight.is_finite() { weight.max(0.0) } else { 0.0 };
    let all: f64 = weights.iter().map(weight).sum();
    if all <= 0.0 {
        return Vec::new();
    }
    let mut random = ChaCha8Rng::seed_from_u64(seed ^ 0x3e1947);
    let mut one = || {
        let mut left = all * ((random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64);
        let reached = weights.iter().position(|one| {
            left -= weight(one);
            left < 0.0
        });
        // rounding may leave a crumb behind the last weight
        reached.or_else(|| weights.iter().rposition(|one| weight(one) > 0.0)).unwrap_or(0)
    };
    (0..count).map(|_| one()).collect()
}

/// Positions of `count` people among `known` ones, spread evenly over them, without chance: for the future in the middle.
pub fn spread_alike(count: usize, known: usize) -> Vec<usize> {
    // steps of the golden ratio leave no gaps and no heaps, whatever the count
    const STEP: f64 = 0.618_033_988_749_895;
    let one = |at: usize| ((((at as f64 + 0.5) * STEP).fract() * known as f64) as usize).min(known - 1);
    if known == 0 { Vec::new() } else { (0..count).map(one).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVEL: f64 = 0.8;

    #[test]
    fn counts_have_the_mean_and_spread_of_the_forecast() {
        let week = Expected { mean: 10.0, low: 10.0 - 1.2816 * 6.0, high: 10.0 + 1.2816 * 6.0 };
        let weeks = vec![week; 4000];
        let counts: Vec<f64> = draw_counts(&weeks, LEVEL, 7).into_iter().map(f64::from).collect();
        let mean = counts.iter().sum::<f64>() / counts.len() as f64;
        let variance = counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / counts.len() as f64;
        assert!((mean - 10.0).abs() < 0.5, "{mean}");
        assert!((variance.sqrt() - 6.0).abs() < 0.5, "{variance}");
    }

    #[test]
    fn a_certain_forecast_still_varies_as_counts_do() {
        let week = Expected { mean: 9.0, low: 9.0, high: 9.0 };
        let counts = draw_counts(&vec![week; 2000], LEVEL, 7);
        let mean = counts.iter().sum::<u32>() as f64 / 2000.0;
        let variance = counts.iter().map(|count| (f64::from(*count) - mean).powi(2)).sum::<f64>() / 2000.0;
        assert!((variance - 9.0).abs() < 1.2, "{variance}");
    }

    #[test]
    fn nobody_is_drawn_from_nothing() {
        let none = Expected { mean: 0.0, low: 0.0, high: 0.0 };
        assert_eq!(draw_counts(&[none], LEVEL, 1), [0]);
        let broken = Expected { mean: f64::NAN, low: f64::NAN, high: f64::INFINITY };
        assert_eq!(draw_counts(&[broken], LEVEL, 1).len(), 1);
        assert!(draw_alike(5, 0, 1).is_empty() && spread_alike(5, 0).is_empty());
    }

    #[test]
    fn weights_decide_how_often_something_is_drawn() {
        let mut times = [0_u32; 4];
        draw_weighted(4000, &[3.0, 0.0, 1.0, -5.0], 11).into_iter().for_each(|at| times[at] += 1);
        assert_eq!((times[1], times[3]), (0, 0));
        assert!((2850..3150).contains(&times[0]), "{times:?}");
        assert!(draw_weighted(5, &[], 1).is_empty() && draw_weighted(5, &[0.0, f64::NAN], 1).is_empty());
    }

    #[test]
    fn the_same_seed_draws_the_same() {
        assert_eq!(draw_alike(9, 40, 3), draw_alike(9, 40, 3));
        assert_ne!(draw_alike(9, 40, 3), draw_alike(9, 40, 4));
    }

    #[test]
    fn spreading_reaches_everybody_about_equally_often() {
        let mut times = [0_u32; 10];
        spread_alike(100, 10).into_iter().for_each(|at| times[at] += 1);
        assert!(times.iter().all(|times| (9..=11).contains(times)), "{times:?}");
    }
}
