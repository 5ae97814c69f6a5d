//! Simulated years of the model regions: what each policy costs against knowing all arrivals beforehand.
//!
//!     cargo run --release -p planning --example simulate -- bench/simulation-regions.json [--years 5] [--seed 1]
//!         [--level high|middle|low] [--region NAME,NAME] [--only POLICY,POLICY] [--hindsight-seconds 20]
//!         [--cache DIRECTORY] [--setting JSON] [--json FILE]
//!
//! Prints a table; with `--json` also every year. `--cache` keeps the plans of hindsight, which take the longest, from one run
//! to the next. Figures and how to read them: `bench/simulation.md`.

use planning::Limits;
use planning::simulation::{Interval, Policy, RegionData, Setting, Year, hindsight, interval, run};
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::process::ExitCode;
use std::time::Instant;

#[derive(Deserialize)]
struct File {
    regions: Vec<RegionData>,
}

#[derive(Serialize)]
struct Row {
    region: String,
    level: String,
    arrivals: u32,
    seed: u64,
    policy: String,
    seconds: f64,
    /// Cost above the plan of hindsight, in percent.
    regret: f64,
    /// The plan of hindsight is at most this much above the best, in percent.
    hindsight_gap: f64,
    year: Year,
}

struct Wish {
    file: String,
    years: u64,
    seed: u64,
    level: String,
    region: Option<String>,
    only: Option<String>,
    seconds: f64,
    cache: Option<String>,
    json: Option<String>,
    setting: Option<String>,
}

/// A name stands in a list, or there is no list.
fn listed(list: &Option<String>, name: &str) -> bool {
    list.as_ref().is_none_or(|list| list.split(',').any(|one| one.trim() == name))
}

const POLICIES: [(Policy, &str); 5] = [
    (Policy::Rolling, "rolling"),
    (Policy::RollingKnowing, "rolling, future known"),
    (Policy::Greedy, "greedy"),
    (Policy::FirstComePooled, "first come, pooled"),
    (Policy::FirstComeAlone, "first come, alone"),
];

fn main() -> ExitCode {
    match wish().and_then(|wish| simulate(&wish)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn wish() -> Result<Wish, String> {
    let mut wish = Wish {
        file: String::new(),
        years: 5,
        seed: 1,
        level: "high".to_owned(),
        region: None,
        only: None,
        seconds: 20.0,
        cache: None,
        json: None,
        setting: None,
    };
    let mut rest = std::env::args().skip(1);
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        let number = |text: String| text.parse::<f64>().map_err(|_| format!("{text:?} is not a number"));
        match argument.as_str() {
            "--years" => wish.years = number(value()?)? as u64,
            "--seed" => wish.seed = number(value()?)? as u64,
            "--level" => wish.level = value()?,
            "--region" => wish.region = Some(value()?),
            "--hindsight-seconds" => wish.seconds = number(value()?)?,
            "--only" => wish.only = Some(value()?),
            "--cache" => wish.cache = Some(value()?),
            "--json" => wish.json = Some(value()?),
            "--setting" => wish.setting = Some(value()?),
            _ if !argument.starts_with("--") => wish.file = argument,
            _ => return Err(format!("{argument}: not understood")),
        }
    }
    Ok(wish)
}

fn simulate(wish: &Wish) -> Result<(), String> {
    let text = std::fs::read_to_string(&wish.file).map_err(|error| format!("{}: {error}", wish.file))?;
    let file: File = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", wish.file))?;
    let base: Setting = match &wish.setting {
        Some(text) => serde_json::from_str(text).map_err(|error| format!("--setting: {error}"))?,
        None => Setting::default(),
    };
    let mut rows = Vec::new();
    println!(
        "| region | people a year | policy | regret % (95 %) | wait, days | late % | empty % | courses | unseated | shares kept | s |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for region in &file.regions {
        if !listed(&wish.region, &region.region) {
            continue;
        }
        let arrivals = match wish.level.as_str() {
            "high" => region.arrivals_high,
            "middle" => region.arrivals_middle,
            "low" => region.arrivals_low,
            other => return Err(format!("--level {other}: high, middle or low")),
        };
        let setting = Setting { arrivals, ..base.clone() };
        let before = rows.len();
        for seed in wish.seed..wish.seed + wish.years {
            years(region, &setting, wish, seed, &mut rows)?;
        }
        table(&rows[before..], &setting);
    }
    if let Some(path) = &wish.json {
        let text = serde_json::to_string_pretty(&rows).map_err(|error| error.to_string())?;
        std::fs::write(path, text).map_err(|error| format!("{path}: {error}"))?;
    }
    Ok(())
}

fn years(
    region: &RegionData,
    setting: &Setting,
    wish: &Wish,
    seed: u64,
    rows: &mut Vec<Row>,
) -> Result<(), String> {
    let begin = Instant::now();
    let best = known(region, setting, wish, seed)?;
    let time = begin.elapsed().as_secs_f64();
    let cost = best.cost as f64;
    let gap = best.bound.map_or(f64::NAN, |bound| 100.0 * (cost - bound as f64) / cost);
    let mut add = |policy: &str, seconds, year: Year| {
        let regret = 100.0 * (year.cost as f64 - cost) / cost;
        let (region, level, policy) = (region.region.clone(), wish.level.clone(), policy.to_owned());
        let arrivals = setting.arrivals;
        rows.push(Row { region, level, arrivals, seed, policy, seconds, regret, hindsight_gap: gap, year });
    };
    add("hindsight", time, best);
    for (policy, name) in POLICIES.into_iter().filter(|(_, name)| listed(&wish.only, name)) {
        let begin = Instant::now();
        let year = run(region, setting, policy, seed);
        add(name, begin.elapsed().as_secs_f64(), year);
    }
    Ok(())
}

/// The plan of hindsight, kept for the next run if there is a directory for it. What the policies alone heed is no part of
/// the key.
fn known(region: &RegionData, setting: &Setting, wish: &Wish, seed: u64) -> Result<Year, String> {
    let neutral = Setting { policy: Default::default(), ..setting.clone() };
    let key = (region, &neutral, seed, wish.seconds);
    let key = serde_json::to_string(&key).map_err(|error| error.to_string())?;
    let mut hasher = std::hash::DefaultHasher::new();
    key.hash(&mut hasher);
    let name = format!("{}-{}-{seed}-{:016x}.json", region.region, setting.arrivals, hasher.finish());
    let path = wish.cache.as_ref().map(|directory| std::path::Path::new(directory).join(name));
    let kept = path.as_ref().and_then(|path| std::fs::read_to_string(path).ok());
    if let Some(year) = kept.and_then(|text| serde_json::from_str(&text).ok()) {
        return Ok(year);
    }
    let limits = Limits { time_limit: wish.seconds, gap: 0.0, seed: 1, threads: 2 };
    let begin = Instant::now();
    let year = hindsight(region, setting, seed, &limits, &mut || begin.elapsed().as_secs_f64());
    if let Some(path) = path {
        let text = serde_json::to_string(&year).map_err(|error| error.to_string())?;
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(year)
}

fn table(rows: &[Row], setting: &Setting) {
    let names = std::iter::once("hindsight").chain(POLICIES.map(|(_, name)| name));
    for name in names {
        let mine: Vec<&Row> = rows.iter().filter(|row| row.policy == name).collect();
        if mine.is_empty() {
            continue;
        }
        let mean = |of: fn(&Row) -> f64| mine.iter().map(|row| of(row)).sum::<f64>() / mine.len() as f64;
        let values: Vec<f64> = mine.iter().map(|row| row.regret).collect();
        let regret = match interval(&values) {
            _ if name == "hindsight" => format!("0 (gap {:.2})", mean(|row| row.hindsight_gap)),
            Some(Interval { mean, low, high }) => format!("{mean:.1} ({low:.1}–{high:.1})"),
            None => String::new(),
        };
        println!(
            "| {} | {} | {name} | {regret} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} of {} | {:.1} |",
            mine[0].region,
            setting.arrivals,
            mean(|row| row.year.mean_wait),
            mean(|row| row.year.late_percent),
            mean(|row| row.year.empty_percent),
            mean(|row| f64::from(row.year.courses)),
            mean(|row| f64::from(row.year.unseated)),
            mean(|row| f64::from(row.year.within_share)),
            setting.shares.len(),
            mean(|row| row.seconds),
        );
    }
}
