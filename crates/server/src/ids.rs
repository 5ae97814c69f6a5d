//! Ids ordered by time, letter codes and tokens by chance.

use app::Ids;
use chrono::Utc;
use rand::Rng;
use rand::distr::Uniform;
use std::sync::atomic::{AtomicI64, Ordering};

/// 41 bits of milliseconds since 2020, 22 bits that begin by chance and count within the millisecond.
pub struct TimeIds {
    last: AtomicI64,
}

/// 2020-01-01T00:00:00Z in milliseconds.
const EPOCH: i64 = 1_577_836_800_000;

/// Letters and digits that cannot be mistaken for one another when read on paper.
const CODE: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

impl TimeIds {
    /// A source of ids.
    pub fn new() -> Self {
        TimeIds { last: AtomicI64::new(0) }
    }
}

impl Ids for TimeIds {
    fn next(&self) -> i64 {
        let now = (Utc::now().timestamp_millis() - EPOCH).max(0) << 22;
        // a start by chance keeps two servers on one database apart
        let fresh = now + i64::from(rand::rng().random_range(0..1u32 << 20));
        let mut last = self.last.load(Ordering::Relaxed);
        loop {
            let next = if (fresh >> 22) > (last >> 22) { fresh } else { last + 1 };
            match self.last.compare_exchange(last, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return next,
                Err(newer) => last = newer,
            }
        }
    }

    fn code(&self) -> String {
        let letters = Uniform::new(0, CODE.len()).expect("the alphabet is not empty");
        rand::rng().sample_iter(letters).take(8).map(|n| char::from(CODE[n])).collect()
    }

    fn token(&self) -> String {
        let mut random = rand::rng();
        let parts: Vec<String> =
            (0..3).map(|_| domain::ids::encode(random.random_range(1 << 62..i64::MAX))).collect();
        parts.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_only_grow() {
        let ids = TimeIds::new();
        let mut last = 0;
        for _ in 0..100_000 {
            let next = ids.next();
            assert!(next > last);
            last = next;
        }
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let ids = TimeIds::new();
        let (one, other) = (ids.token(), ids.token());
        assert!(one.len() >= 32);
        assert_ne!(one, other);
    }
}
