//! Counts failures per key (an address, a login, a code) in a sliding window, in memory. Slows guessing
//! down; a restart forgets it, which is why the window is short.

use domain::moment::Moment;
use std::collections::HashMap;
use std::sync::Mutex;

/// Most keys kept; the oldest go first.
const KEYS: usize = 50_000;

/// Failure counters.
#[derive(Debug, Default)]
pub struct Throttle {
    failures: Mutex<HashMap<String, Vec<i64>>>,
}

impl Throttle {
    /// Failures of a key within the last `seconds`.
    pub fn failures(&self, key: &str, now: Moment, seconds: i64) -> usize {
        let Ok(failures) = self.failures.lock() else { return usize::MAX };
        let since = now.0 - seconds * 1000;
        failures.get(key).map_or(0, |times| times.iter().filter(|at| **at >= since).count())
    }

    /// Notes a failure.
    pub fn note(&self, key: &str, now: Moment) {
        let Ok(mut failures) = self.failures.lock() else { return };
        if failures.len() >= KEYS {
            let since = now.0 - 3_600_000;
            failures.retain(|_, times| times.last().is_some_and(|at| *at >= since));
        }
        let times = failures.entry(key.to_owned()).or_default();
        if times.len() >= 100 {
            times.remove(0);
        }
        times.push(now.0);
    }

    /// Forgets a key after a success.
    pub fn clear(&self, key: &str) {
        if let Ok(mut failures) = self.failures.lock() {
            failures.remove(key);
        }
    }
}
