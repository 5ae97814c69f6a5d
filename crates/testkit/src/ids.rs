//! Ids that count, so that tests read the same on every run.

use app::Ids;
use std::sync::atomic::{AtomicI64, Ordering};

/// Counts from 1000.
#[derive(Debug)]
pub struct CountedIds(AtomicI64);

impl Default for CountedIds {
    fn default() -> Self {
        CountedIds(AtomicI64::new(1000))
    }
}

impl Ids for CountedIds {
    fn next(&self) -> i64 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }

    fn code(&self) -> String {
        format!("t{:07}", self.next())
    }

    fn token(&self) -> String {
        format!("token{:027}", self.next())
    }
}
