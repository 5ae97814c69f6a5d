//! How long a plan may be searched for, by the settings of the region; the pages say so beforehand. Not for the time of
//! the planner itself: it keeps to what it is given.

use crate::region::PlanningSettings;

/// Most futures that are drawn for a plan.
const MOST_DRAWS: i64 = 25;

/// Longest search anybody can set, in milliseconds.
const LONGEST: i64 = 60_000;

/// Shortest one: below it the planner finds nothing.
const SHORTEST: i64 = 50;

impl PlanningSettings {
    /// Futures that are drawn.
    pub fn futures(&self) -> i64 {
        self.draws.clamp(0, MOST_DRAWS)
    }

    /// Milliseconds for each of them.
    pub fn future_lasts(&self) -> i64 {
        self.draw_milliseconds.clamp(SHORTEST, LONGEST)
    }

    /// Milliseconds for a plan after its futures are weighed.
    pub fn plan_lasts(&self) -> i64 {
        self.seconds.clamp(1, 60) * 1000
    }

    /// Milliseconds for planning around a change by hand.
    pub fn again_lasts(&self) -> i64 {
        self.again_milliseconds.clamp(SHORTEST, LONGEST)
    }

    /// Whole seconds after which a first plan is there at the latest.
    pub fn longest_search(&self) -> i64 {
        seconds(self.plan_lasts() + self.futures() * self.future_lasts())
    }

    /// Whole seconds after which a plan around a change by hand is there at the latest.
    pub fn longest_again(&self) -> i64 {
        seconds(self.again_lasts())
    }
}

/// Seconds, rounded up: nobody waits longer than was said.
fn seconds(milliseconds: i64) -> i64 {
    (milliseconds + 999) / 1000
}
