//! How long the search may go on.
//!
//! Counted work decides, so that the same file, seed and limits give the same plan on every machine and with any number
//! of threads. The clock is only the emergency brake of a slow machine.

use std::sync::atomic::{AtomicBool, Ordering};

/// Work that an ordinary machine does in a second on two threads, with some reserve.
const WORK_PER_SECOND: f64 = 0.7e9;
/// A visited option of the flow takes about as long as this many of the relaxed problem.
const FLOW_WEIGHT: u64 = 2;

/// Tells the search when the time is over.
pub(crate) struct Watch<'c> {
    clock: Option<&'c mut dyn FnMut() -> f64>,
    limit: f64,
    stop: &'c AtomicBool,
}

impl<'c> Watch<'c> {
    /// Looks at the clock and passes the news on.
    pub fn new(clock: &'c mut dyn FnMut() -> f64, limit: f64, stop: &'c AtomicBool) -> Self {
        Self { clock: Some(clock), limit, stop }
    }

    /// Only listens.
    pub fn listener(stop: &'c AtomicBool) -> Self {
        Self { clock: None, limit: f64::INFINITY, stop }
    }

    /// False once the time is over.
    pub fn go_on(&mut self) -> bool {
        if self.stop.load(Ordering::Relaxed) {
            return false;
        }
        let over = self.clock.as_mut().is_some_and(|clock| clock() >= self.limit);
        if over {
            self.stop.store(true, Ordering::Relaxed);
        }
        !over
    }
}

/// Counted work.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    limit: u64,
    used: u64,
}

impl Budget {
    /// For a time limit in seconds.
    pub fn new(seconds: f64) -> Self {
        let limit = (seconds.max(0.0) * WORK_PER_SECOND).min(1e18) as u64;
        Self { limit, used: 0 }
    }

    /// Notes work.
    pub fn spend(&mut self, work: u64) {
        self.used = self.used.saturating_add(work);
    }

    /// Notes work of the flow.
    pub fn spend_on_flow(&mut self, work: u64) {
        self.spend(FLOW_WEIGHT * work);
    }

    /// Work the flow may do if it gets a part of what is left.
    pub fn for_flow(&self, part: u64) -> u64 {
        self.left() / (FLOW_WEIGHT * part)
    }

    /// Seconds that the work done takes on an ordinary machine.
    pub fn seconds(&self) -> f64 {
        self.used as f64 / WORK_PER_SECOND
    }

    /// Work that may still be done.
    pub fn left(&self) -> u64 {
        self.limit.saturating_sub(self.used)
    }
}
