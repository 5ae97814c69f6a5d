//! The expected arrivals of the next weeks as low, middle and high. Counts in, counts out.

/// Weeks whose middle is taken where the history is too short for anything else.
const RECENT: usize = 13;

/// Name of the method, and `(low, mean, high)` of each week ahead; four of five weeks should lie between the bounds.
pub fn ahead(history: &[u32], weeks: usize) -> (String, Vec<(f64, f64, f64)>) {
    // the last week ends today and may be incomplete in how people report; it counts all the same
    let recent = &history[history.len().saturating_sub(RECENT)..];
    if recent.is_empty() {
        return ("none".to_owned(), vec![(0.0, 0.0, 0.0); weeks]);
    }
    let mean = recent.iter().map(|count| f64::from(*count)).sum::<f64>() / recent.len() as f64;
    let spread = 1.28 * mean.sqrt();
    ("recent_mean".to_owned(), vec![((mean - spread).max(0.0), mean, mean + spread); weeks])
}
