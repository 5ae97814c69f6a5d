//! How many people will arrive in the coming weeks, with uncertainty, from the weeks before.
//!
//! Exponential smoothing (ETS, model chosen by information criterion) and seasonal decomposition (MSTL) come from `augurs`
//! (Grafana, MIT or Apache-2.0). Counts are smoothed as 2·√(n + 3/8), so that weeks with many people do not count more and
//! no forecast falls below zero. With less than two years there is no season to be seen: then the level and trend alone;
//! with less than half a year the mean of the last weeks. What was measured stands in `bench/simulation.md`.

use augurs_core::{Fit, Predict};
use augurs_ets::AutoETS;
use augurs_mstl::MSTLModel;
use serde::{Deserialize, Serialize};

/// Weeks of a season.
pub const SEASON: usize = 52;
/// Fewest weeks from which a season is learnt.
pub const FEWEST_FOR_SEASON: usize = 2 * SEASON;
/// Fewest weeks from which a trend is learnt.
pub const FEWEST_FOR_TREND: usize = 26;
/// Weeks of a month.
const MONTH: usize = 4;
/// Weeks of which the mean is taken where nothing else is possible.
const MEAN_OF: usize = 13;

/// How the forecast was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The mean of the next two, which beats either; from two years on.
    Combined,
    /// Season by decomposition, level and trend by exponential smoothing; from two years on.
    Season,
    /// Level and trend by exponential smoothing; from half a year on.
    Trend,
    /// Mean of the last weeks, spread as they were.
    Mean,
    /// Last week's number (to compare with).
    Naive,
    /// The number of the same week a year before (to compare with).
    SeasonalNaive,
}

/// What is expected of a week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// People.
    pub mean: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// The coming weeks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// How it was made.
    pub method: Method,
    /// How likely a week lies in its interval, between 0 and 1.
    pub level: f64,
    /// One per week.
    pub weeks: Vec<Expected>,
}

/// Forecasts the coming weeks with the best method the history allows. `level` (for example 0.8) is held between 0.5 and
/// 0.99. An empty history expects nobody, with an interval of nothing.
pub fn forecast(history: &[u32], weeks: usize, level: f64) -> Forecast {
    let method = match history.len() {
        long if long >= FEWEST_FOR_SEASON => Method::Combined,
        long if long >= FEWEST_FOR_TREND => Method::Trend,
        _ => Method::Mean,
    };
    forecast_with(method, history, weeks, level)
}

/// Forecasts with a method; one that the history does not allow, or that finds no model, gives way to the mean.
pub fn forecast_with(method: Method, history: &[u32], weeks: usize, level: f64) -> Forecast {
    let level = if level.is_finite() { level.clamp(0.5, 0.99) } else { 0.8 };
    let smoothed: Vec<f64> = history.iter().map(|count| smooth(f64::from(*count))).collect();
    let expected = match method {
        Method::Combined if history.len() >= FEWEST_FOR_SEASON => combined(&smoothed, weeks, level),
        Method::Season if history.len() >= FEWEST_FOR_SEASON => season(&smoothed, weeks, level),
        Method::Trend if history.len() >= FEWEST_FOR_TREND => trend(&smoothed, weeks, level),
        Method::Naive if history.len() >= 2 => naive(history, 1, weeks, level),
        Method::SeasonalNaive if history.len() > SEASON => naive(history, SEASON, weeks, level),
        _ => None,
    };
    match expected {
        Some(weeks) => Forecast { method, level, weeks: within_experience(weeks, history) },
        None => Forecast { method: Method::Mean, level, weeks: vec![mean(history, level); weeks] },
    }
}

/// No week is expected above the highest mean of a month so far: a short history of few people looks like a steep trend
/// after two busy weeks, and a region would plan courses for a crowd that nobody has ever seen.
fn within_experience(weeks: Vec<Expected>, history: &[u32]) -> Vec<Expected> {
    let month = |weeks: &[u32]| weeks.iter().map(|count| f64::from(*count)).sum::<f64>() / weeks.len() as f64;
    let Some(most) = history.windows(MONTH).map(month).max_by(f64::total_cmp) else { return weeks };
    let held = |week: Expected| {
        let over = (week.mean - most).max(0.0);
        Expected { mean: week.mean - over, low: (week.low - over).max(0.0), high: week.high - over }
    };
    weeks.into_iter().map(held).collect()
}

/// Makes the spread of counts even.
fn smooth(count: f64) -> f64 {
    2.0 * (count + 0.375).sqrt()
}

fn count(smoothed: f64) -> f64 {
    (smoothed.max(0.0).powi(2) / 4.0 - 0.375).max(0.0)
}

fn season(history: &[f64], weeks: usize, level: f64) -> Option<Vec<Expected>> {
    let model = MSTLModel::new(vec![SEASON], AutoETS::non_seasonal().into_trend_model());
    let forecast = model.fit(history).ok()?.predict(weeks, level).ok()?;
    told(&forecast)
}

fn combined(history: &[f64], weeks: usize, level: f64) -> Option<Vec<Expected>> {
    let both = season(history, weeks, level)?.into_iter().zip(trend(history, weeks, level)?);
    let middle = |a: f64, b: f64| (a + b) / 2.0;
    let mix = |(a, b): (Expected, Expected)| Expected {
        mean: middle(a.mean, b.mean),
        low: middle(a.low, b.low),
        high: middle(a.high, b.high),
    };
    Some(both.map(mix).collect())
}

fn trend(history: &[f64], weeks: usize, level: f64) -> Option<Vec<Expected>> {
    let forecast = AutoETS::non_seasonal().fit(history).ok()?.predict(weeks, level).ok()?;
    told(&forecast)
}

fn told(forecast: &augurs_core::Forecast) -> Option<Vec<Expected>> {
    let intervals = forecast.intervals.as_ref()?;
    let rows = forecast.point.iter().zip(intervals.lower.iter().zip(&intervals.upper));
    // The square of the mean lies a little below the mean of the squares: a quarter of the variance.
    let quantile = normal_quantile(0.5 + intervals.level / 2.0);
    let expected = rows.map(|(point, (lower, upper))| {
        let deviation = (upper - lower) / (2.0 * quantile);
        let mean = count(*point) + deviation.powi(2) / 4.0;
        Expected { mean, low: count(*lower), high: count(*upper) }
    });
    let expected: Vec<Expected> = expected.collect();
    expected
        .iter()
        .all(|week| week.mean.is_finite() && week.low.is_finite() && week.high.is_finite())
        .then_some(expected)
}

/// The number `lag` weeks before, with the spread of such differences so far.
fn naive(history: &[u32], lag: usize, weeks: usize, level: f64) -> Option<Vec<Expected>> {
    let differences: Vec<f64> = history
        .iter()
        .zip(history.get(lag..)?)
        .map(|(before, after)| f64::from(*after) - f64::from(*before))
        .collect();
    let squares = differences.iter().map(|difference| difference.powi(2)).sum::<f64>();
    let deviation = (squares / differences.len().max(1) as f64).sqrt();
    let quantile = normal_quantile(0.5 + level / 2.0);
    let week = |ahead: usize| {
        let mean = f64::from(history[history.len() - lag + ahead % lag]);
        let half = quantile * deviation * (1.0 + (ahead / lag) as f64).sqrt();
        Expected { mean, low: (mean - half).max(0.0), high: mean + half }
    };
    Some((0..weeks).map(week).collect())
}

/// Standard deviation of a week whose interval holds it with probability `level`; never negative.
pub(crate) fn deviation(week: &Expected, level: f64) -> f64 {
    ((week.high - week.low) / (2.0 * normal_quantile(0.5 + level.clamp(0.5, 0.99) / 2.0))).max(0.0)
}

fn mean(history: &[u32], level: f64) -> Expected {
    let last = &history[history.len().saturating_sub(MEAN_OF)..];
    let weeks = last.len().max(1) as f64;
    let mean = last.iter().map(|count| f64::from(*count)).sum::<f64>() / weeks;
    let spread = last.iter().map(|count| (f64::from(*count) - mean).powi(2)).sum::<f64>() / weeks;
    // Counts vary at least as a Poisson number does, and the mean itself is uncertain.
    let deviation = (spread.max(mean) * (1.0 + 1.0 / weeks)).sqrt();
    let half = normal_quantile(0.5 + level / 2.0) * deviation;
    Expected { mean, low: (mean - half).max(0.0), high: mean + half }
}

/// Quantile of the normal distribution (Acklam's rational approximation, relative error below 2e-9 in the middle part).
fn normal_quantile(part: f64) -> f64 {
    const A: [f64; 6] = [
        -39.69683028665376,
        220.9460984245205,
        -275.9285104469687,
        138.357751867269,
        -30.66479806614716,
        2.506628277459239,
    ];
    const B: [f64; 5] =
        [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
    const C: [f64; 6] = [
        -0.007784894002430293,
        -0.3223964580411365,
        -2.400758277161838,
        -2.549732539343734,
        4.374664141464968,
        2.938163982698783,
    ];
    const D: [f64; 4] = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
    let row = |numbers: &[f64], x: f64| numbers.iter().fold(0.0, |sum, number| sum * x + number);
    if part > 1.0 - 0.02425 {
        let q = (-2.0 * (1.0 - part).ln()).sqrt();
        return -row(&C, q) / (row(&D, q) * q + 1.0);
    }
    let q = part - 0.5;
    let r = q * q;
    row(&A, r) * q / (row(&B, r) * r + 1.0)
}

/// How well a method did.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The method.
    pub method: Method,
    /// Forecast weeks compared.
    pub weeks: usize,
    /// Mean absolute error, in people a week.
    pub mae: f64,
    /// The same divided by that of the number a year before (or a week before, in a short history) within the history.
    pub mase: f64,
    /// Mean error of the sum over the horizon, without sign, in percent of the true sum.
    pub sum_error_percent: f64,
    /// Part of the weeks that lay in the interval.
    pub coverage: f64,
}

/// Forecasts again and again from an origin that moves on, and compares with what came. Empty if the history is too short.
pub fn backtest(history: &[u32], first: usize, step: usize, horizon: usize, level: f64) -> Vec<Score> {
    let learnt = [Method::Combined, Method::Season, Method::Trend];
    let methods = learnt.into_iter().chain([Method::Mean, Method::Naive, Method::SeasonalNaive]);
    methods.filter_map(|method| score(method, history, (first, step, horizon), level)).collect()
}

fn score(
    method: Method,
    history: &[u32],
    (first, step, horizon): (usize, usize, usize),
    level: f64,
) -> Option<Score> {
    let (mut weeks, mut error, mut scaled, mut within) = (0_usize, 0.0, 0.0, 0_usize);
    let (mut sums, mut origins) = (0.0, 0_usize);
    for origin in (first..=history.len().checked_sub(horizon)?).step_by(step.max(1)) {
        let (past, future) = history.split_at(origin);
        let forecast = forecast_with(method, past, horizon, level);
        if forecast.method != method {
            continue;
        }
        let scale = scale(past);
        for (expected, came) in forecast.weeks.iter().zip(future) {
            let came = f64::from(*came);
            let apart = (expected.mean - came).abs();
            error += apart;
            scaled += apart / scale;
            within += usize::from(expected.low.floor() <= came && came <= expected.high.ceil());
            weeks += 1;
        }
        let all: f64 = forecast.weeks.iter().map(|week| week.mean).sum();
        let came: f64 = future[..horizon].iter().map(|count| f64::from(*count)).sum();
        sums += 100.0 * (all - came).abs() / came.max(1.0);
        origins += 1;
    }
    let of = weeks as f64;
    (weeks > 0).then(|| Score {
        method,
        weeks,
        mae: error / of,
        mase: scaled / of,
        sum_error_percent: sums / origins as f64,
        coverage: within as f64 / of,
    })
}

/// Mean absolute step over a year, or over a week in a short history.
fn scale(past: &[u32]) -> f64 {
    let lag = if past.len() > SEASON { SEASON } else { 1 };
    let later = past.get(lag..).unwrap_or_default();
    let steps: Vec<f64> =
        past.iter().zip(later).map(|(a, b)| (f64::from(*a) - f64::from(*b)).abs()).collect();
    (steps.iter().sum::<f64>() / steps.len().max(1) as f64).max(1e-9)
}
