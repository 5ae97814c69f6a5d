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
    (name(found.method), found.weeks.into_iter().map(|week| (week.low, week.mean, week.high)).collect())
}

/// Weeks that a forecast of the region's own past is judged over.
const HORIZON: usize = 12;
/// Weeks between two forecasts of the past.
const STEP: usize = 4;
/// Fewest weeks a forecast of the past begins with.
const FEWEST: usize = 26;

/// How well a method would have done.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// The planner's name of the method.
    pub method: String,
    /// Weeks compared.
    pub weeks: usize,
    /// Mean error of a week, in people, without sign.
    pub error: f64,
    /// Part of the weeks that lay between the bounds.
    pub within: f64,
}

/// Forecasts the region's past again and again from what was known then; methods the history is too short for are missing.
/// Best first.
pub fn tried(history: &[u32]) -> Vec<Tried> {
    let first = FEWEST.max(history.len() / 2);
    let mut found: Vec<Tried> = forecast::backtest(history, first, STEP, HORIZON, LEVEL)
        .into_iter()
        .map(|score| Tried {
            method: name(score.method),
            weeks: score.weeks,
            error: score.mae,
            within: score.coverage,
        })
        .collect();
    found.sort_by(|a, b| a.error.total_cmp(&b.error));
    found
}

fn name(method: forecast::Method) -> String {
    match serde_json::to_value(method) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(_) | Err(_) => String::new(),
    }
}

/// How many people arrive in each week of one drawn future.
pub fn draw(weeks: &[Expected], draw: u64) -> Vec<u32> {
    let weeks =
        weeks.iter().map(|week| forecast::Expected { mean: week.mean, low: week.low, high: week.high });
    draw_counts(&weeks.collect::<Vec<_>>(), LEVEL, draw)
}
