//! The expected arrivals of the next weeks as low, middle and high, by the planner's forecast, and draws from it. Counts
//! in, counts out.

use crate::start_plans::arrivals::Expected;
use planning::arrivals::draw_counts;
use planning::forecast::{self, forecast};

/// How likely a week lies between its bounds.
const LEVEL: f64 = 0.8;

/// Name of the method, and `(low, mean, high)` of each week ahead; four of five weeks should lie between the bounds.
pub fn ahead(history: &[u32], weeks: usize) -> (String, Vec<(f64, f64, f64)>) {
    let found = forecast(history, weeks, LEVEL);
    let method = match serde_json::to_value(found.method) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(_) | Err(_) => String::new(),
    };
    (method, found.weeks.into_iter().map(|week| (week.low, week.mean, week.high)).collect())
}

/// How many people arrive in each week of one drawn future.
pub fn draw(weeks: &[Expected], draw: u64) -> Vec<u32> {
    let weeks =
        weeks.iter().map(|week| forecast::Expected { mean: week.mean, low: week.low, high: week.high });
    draw_counts(&weeks.collect::<Vec<_>>(), LEVEL, draw)
}
