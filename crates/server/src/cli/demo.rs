//! `foerderkette demo`: a database of its own with the five model regions, and a clock that starts on a
//! Wednesday at 8:00. A second start goes on where the first one stopped.

use super::output::say_line;
use crate::cli::serve::serve_at;
use crate::clock::{WallClock, instant};
use crate::config::Config;
use crate::ids::TimeIds;
use crate::wiring;
use anyhow::Context;
use app::ports::Store;
use app::{Clock, Ids, Operation};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use clap::Args;
use demo::{REGIONS, Start};
use domain::access::{Actor, Purpose};
use domain::ids::{AccountId, OperationId, OrganisationId, RegionId};
use domain::moment::Moment;
use domain::organisation::OrganisationKind;
use domain::record::RecordKind;
use std::path::PathBuf;
use std::sync::Arc;

/// Arguments of the demo.
#[derive(Debug, Args)]
pub struct Demo {
    /// Folder for the demo's database.
    #[arg(long, default_value = "var/demo")]
    folder: PathBuf,
    /// Throw the old demo away and begin again.
    #[arg(long)]
    fresh: bool,
    /// Seed of the invented people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only make the database, do not serve.
    #[arg(long)]
    only_data: bool,
    /// Day the demo plays on instead of the next Wednesday.
    #[arg(long)]
    day: Option<NaiveDate>,
}

/// Makes the demo if needed and serves it.
pub async fn run(config: &Config, demo: Demo) -> anyhow::Result<u8> {
    std::fs::create_dir_all(&demo.folder)
        .with_context(|| format!("cannot make the folder {}", demo.folder.display()))?;
    let file = demo.folder.join("demo.db");
    if demo.fresh {
        for end in ["", "-wal", "-shm"] {
            let old = demo.folder.join(format!("demo.db{end}"));
            if old.exists() {
                std::fs::remove_file(&old).with_context(|| format!("cannot remove {}", old.display()))?;
            }
        }
    }
    let mut config = config.clone();
    config.demo = true;
    config.secure_cookies = false;
    if config.database == Config::default().database {
        config.database = format!("sqlite://{}?mode=rwc", file.display());
    }
    let database = wiring::database(&config)
        .await
        .context("the demo's data cannot be opened; make them anew with: make demo ARGS=--fresh")?;
    let start = prepare(&database, &demo).await?;
    if demo.only_data {
        return Ok(0);
    }
    say_line!("The demo plays on {} at 8:00; every person in it is invented.", start.day.format("%d.%m.%Y"));
    serve_at(&config, database.clone(), WallClock::starting_at(resume(&database, start).await?)).await
}

/// Fills an empty database; the start it plays at.
async fn prepare(database: &Arc<storage::Database>, demo: &Demo) -> anyhow::Result<Start> {
    let mark = demo.folder.join("start.txt");
    let known = database.queries().regions().await?;
    if !known.is_empty() {
        let text = std::fs::read_to_string(&mark)
            .with_context(|| format!("{} is missing; start with --fresh", mark.display()))?;
        return start_on(text.trim().parse().context("start.txt holds no date; start with --fresh")?);
    }
    let today = WallClock::true_time();
    let start = start_on(demo.day.unwrap_or_else(|| next_wednesday(today.day_of(today.now()))))?;
    let ids = TimeIds::new();
    for plan in &REGIONS {
        let records = demo::region(plan, demo.seed, start.clone(), &mut || ids.next());
        let count = records.len();
        let operation = founding(&ids, &start, RegionId(records[0].region().0))?;
        let mut work = database.begin(&operation).await?;
        let cases = records.iter().filter(|record| record.kind() == RecordKind::Case).count();
        work.save(records).await?;
        // the demo's cases carry the first numbers of the year; new ones go on after them
        work.take_numbers(&format!("case-{}", start.day.year()), cases as i64).await?;
        work.commit().await?;
        say_line!("  {}: {count} records", plan.name);
    }
    database.analyse().await?;
    std::fs::write(&mark, start.day.to_string())
        .with_context(|| format!("cannot write {}", mark.display()))?;
    Ok(start)
}

fn founding(ids: &TimeIds, start: &Start, region: RegionId) -> anyhow::Result<Operation> {
    Ok(Operation {
        id: OperationId(ids.next()),
        actor: Actor {
            account: AccountId(0),
            organisation: OrganisationId(0),
            organisation_kind: OrganisationKind::Betrieb,
            region,
            roles: Vec::new(),
            commissioned_test_site: false,
        },
        now: start.now,
        today: start.day,
        purpose: Purpose::Supervision,
        request: "demo".to_owned(),
        key: None,
        import: None,
        ids: Arc::new(TimeIds::new()),
        periods: start.periods.clone(),
    })
}

fn start_on(day: NaiveDate) -> anyhow::Result<Start> {
    let eight = NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default();
    Ok(Start { day, now: instant(day, eight), periods: wiring::periods()? })
}

/// The next Wednesday, today included.
fn next_wednesday(today: NaiveDate) -> NaiveDate {
    let ahead = (Weekday::Wed.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7;
    today.checked_add_days(Days::new(u64::from(ahead))).unwrap_or(today)
}

/// Eight o'clock of the Wednesday, or the last thing that happened in this demo, so that time never runs back.
async fn resume(database: &Arc<storage::Database>, start: Start) -> anyhow::Result<Moment> {
    let mut latest = start.now;
    for record in database.queries().regions().await? {
        if let Some(at) = database.queries().last_change(record.region()).await? {
            latest = latest.max(at);
        }
    }
    Ok(latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_plays_on_the_coming_wednesday() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(next_wednesday(day("2026-11-23")), day("2026-11-25"));
        assert_eq!(next_wednesday(day("2026-11-25")), day("2026-11-25"));
        assert_eq!(next_wednesday(day("2026-11-26")), day("2026-12-02"));
    }
}
