//! Chance from a seed: the same on every machine and in every version.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A stream of chance.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// A stream for a seed and a name.
    pub fn new(seed: u64, name: &str) -> Self {
        let salt =
            name.bytes().fold(seed, |hash, byte| hash.wrapping_mul(1_099_511_628_211) ^ u64::from(byte));
        Chance(ChaCha8Rng::seed_from_u64(salt))
    }

    /// From `low` up to and without `high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        if high <= low { low } else { self.0.random_range(low..high) }
    }

    /// True with a probability.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.0.random::<f64>() < probability
    }

    /// One of a list.
    pub fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.0.random_range(0..list.len())]
    }

    /// An index with probability in proportion to its weight.
    pub fn weighted(&mut self, weights: &[f64]) -> usize {
        let total: f64 = weights.iter().sum();
        let mut point = self.0.random::<f64>() * total;
        for (index, weight) in weights.iter().enumerate() {
            point -= weight;
            if point < 0.0 {
                return index;
            }
        }
        weights.len() - 1
    }
}
