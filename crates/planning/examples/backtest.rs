//! How well the coming weeks are forecast, on simulated histories of the model regions.
//!
//!     cargo run --release -p planning --example backtest -- bench/simulation-regions.json [--years 4] [--seeds 5]
//!
//! Rolling origin: from the third year on, every fourth week, the next 12 weeks are forecast from all before. Figures and how
//! to read them: `bench/simulation.md`.

use planning::forecast::{Method, Score, backtest};
use planning::simulation::{RegionData, Setting, history};
use serde::Deserialize;
use std::process::ExitCode;

#[derive(Deserialize)]
struct File {
    regions: Vec<RegionData>,
}

const HORIZON: usize = 12;
const LEVEL: f64 = 0.8;
/// Usual change of the level over a year, as a part of it.
const DRIFT: f64 = 0.3;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let (mut path, mut years, mut seeds) = (String::new(), 4_u32, 5_u64);
    let mut rest = std::env::args().skip(1);
    while let Some(argument) = rest.next() {
        let mut number =
            || rest.next().and_then(|text| text.parse::<u64>().ok()).ok_or("a number is missing");
        match argument.as_str() {
            "--years" => years = number()? as u32,
            "--seeds" => seeds = number()?,
            _ => path = argument,
        }
    }
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let file: File = serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
    println!(
        "| region | people a year | method | MAE, people a week | MASE | error of the sum of 12 weeks, % | in the 80 % interval, % |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for region in &file.regions {
        for arrivals in [region.arrivals_high, region.arrivals_low] {
            let setting = Setting { arrivals, ..Setting::default() };
            let mut scores: Vec<Score> = Vec::new();
            for seed in 1..=seeds {
                let weeks = history(&setting, 52 * years, DRIFT, seed);
                scores.extend(backtest(&weeks, 105, 4, HORIZON, LEVEL));
            }
            for method in [
                Method::Combined,
                Method::Season,
                Method::Trend,
                Method::Mean,
                Method::Naive,
                Method::SeasonalNaive,
            ] {
                table(&region.region, arrivals, method, &scores);
            }
        }
    }
    Ok(())
}

fn table(region: &str, arrivals: u32, method: Method, scores: &[Score]) {
    let mine: Vec<&Score> = scores.iter().filter(|score| score.method == method).collect();
    if mine.is_empty() {
        return;
    }
    let mean = |of: fn(&Score) -> f64| mine.iter().map(|score| of(score)).sum::<f64>() / mine.len() as f64;
    println!(
        "| {region} | {arrivals} | {method:?} | {:.2} | {:.2} | {:.0} | {:.0} |",
        mean(|score| score.mae),
        mean(|score| score.mase),
        mean(|score| score.sum_error_percent),
        100.0 * mean(|score| score.coverage),
    );
}
