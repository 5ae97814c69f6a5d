//! The expected arrivals of the next weeks as low, middle and high, by the planner's forecast. Counts in, counts out.

use planning::forecast::forecast;

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
