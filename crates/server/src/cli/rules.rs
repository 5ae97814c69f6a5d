//! `rules decide | explain | check | diff`: dated law asked on the command line. Advice with its source,
//! never a decision.

use super::output::say;
use crate::config::Config;
use crate::wiring;
use anyhow::{anyhow, bail};
use app::Clock;
use app::case_records::CaseRecords;
use app::ports::Store;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::eligibility::RuleSet;
use domain::ids::{PersonId, RegionId};
use rules::command::{self, CommandOutput};
use rules::{RuleFiles, load};
use std::path::{Path, PathBuf};
use storage::Database;

use crate::clock::WallClock;

/// Commands of the rules.
#[derive(Debug, Subcommand)]
pub enum Rules {
    /// One answer per case.
    Decide {
        #[command(flatten)]
        asked: Asked,
        /// Evaluation date; today without it. A case's own `on` wins.
        #[arg(long)]
        on: Option<NaiveDate>,
    },
    /// The rows that were hit for one case, in words.
    Explain {
        #[command(flatten)]
        asked: Asked,
        /// Label of the case.
        #[arg(long)]
        id: String,
        #[arg(long)]
        on: Option<NaiveDate>,
    },
    /// Validate the tables and run their examples.
    Check {
        #[arg(long, default_value = "rules")]
        dir: PathBuf,
    },
    /// Whose answer changes between two days, and how: of a file, or of a region's own cases.
    Diff(Diff),
}

/// Two days, and whose answers are compared.
#[derive(Debug, Args)]
pub struct Diff {
    /// JSON array of facts; without it the region's own cases are compared.
    #[arg(long)]
    facts: Option<PathBuf>,
    /// Code of the region whose cases are compared; not needed where there is only one.
    #[arg(long, conflicts_with = "facts")]
    region: Option<String>,
    /// Folder of tables instead of the built-in ones.
    #[arg(long)]
    dir: Option<PathBuf>,
    #[arg(long)]
    json: bool,
    #[arg(long)]
    from: NaiveDate,
    #[arg(long)]
    to: NaiveDate,
}

/// What several commands ask for.
#[derive(Debug, Args)]
pub struct Asked {
    /// JSON array of facts.
    #[arg(long)]
    facts: PathBuf,
    /// Folder of tables instead of the built-in ones.
    #[arg(long)]
    dir: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

impl Rules {
    /// The comparison of a region's own cases, which needs its database.
    pub fn own_cases(&self) -> Option<&Diff> {
        match self {
            Rules::Diff(diff) if diff.facts.is_none() => Some(diff),
            Rules::Decide { .. } | Rules::Explain { .. } | Rules::Check { .. } | Rules::Diff(_) => None,
        }
    }
}

/// People whose records are read at a time.
const TOGETHER: i64 = 5_000;

/// Compares the answers for a region's own cases on two days: what is known today, under the law of each day and
/// the switches of the region. The output names case numbers only.
pub async fn diff_own(config: &Config, diff: &Diff) -> anyhow::Result<u8> {
    let database = wiring::database(config).await?;
    let region = region_of(&database, diff.region.as_deref()).await?;
    let clock = WallClock::true_time();
    let today = clock.day_of(clock.now());
    let set = match &diff.dir {
        Some(dir) => tables_of(Some(dir)).map_err(anyhow::Error::msg)?,
        None => wiring::law().of(database.queries(), region, today).await?.set,
    };
    let (mut cases, mut after) = (Vec::new(), Some(PersonId(0)));
    while let Some(from) = after {
        let page = CaseRecords::page(database.queries(), region, from, TOGETHER).await?;
        after = page.last;
        cases.extend(page.records.iter().map(|records| {
            let mut facts = records.facts(set.reading(), today);
            facts.on = None;
            facts
        }));
    }
    let output = command::diff_cases(&set, &cases, diff.from, diff.to, diff.json);
    say!("{}", output.text);
    Ok(output.exit_code)
}

async fn region_of(database: &Database, code: Option<&str>) -> anyhow::Result<RegionId> {
    if let Some(code) = code {
        let found = database.queries().region_of_code(code).await?;
        return found.map(|region| region.region()).ok_or_else(|| anyhow!("there is no region {code}"));
    }
    let regions = database.queries().regions().await?;
    match regions.as_slice() {
        [only] => Ok(only.region()),
        [] => bail!("there is no region yet; give --facts FILE"),
        _ => bail!("there are several regions; name one with --region CODE"),
    }
}

/// Runs a command of the rules; the exit code.
pub fn run(command: Rules) -> u8 {
    match answer(command) {
        Ok(output) => {
            say!("{}", output.text);
            output.exit_code
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            2
        }
    }
}

fn answer(command: Rules) -> Result<CommandOutput, String> {
    let clock = WallClock::true_time();
    let today = clock.day_of(clock.now());
    Ok(match command {
        Rules::Decide { asked, on } => {
            command::decide(&tables(&asked)?, &facts(&asked)?, on.unwrap_or(today), asked.json)
        }
        Rules::Explain { asked, id, on } => {
            command::explain(&tables(&asked)?, &facts(&asked)?, &id, on.unwrap_or(today), asked.json)
        }
        Rules::Check { dir } => command::check_dir(&dir),
        Rules::Diff(diff) => {
            let tables = tables_of(diff.dir.as_deref())?;
            let facts = diff.facts.as_deref().ok_or("give --facts, or ask for the cases of a region")?;
            command::diff(&tables, &read(facts)?, diff.from, diff.to, diff.json)
        }
    })
}

fn facts(asked: &Asked) -> Result<String, String> {
    read(&asked.facts)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn tables(asked: &Asked) -> Result<RuleSet, String> {
    tables_of(asked.dir.as_deref())
}

fn tables_of(dir: Option<&Path>) -> Result<RuleSet, String> {
    let files = match dir {
        Some(dir) => RuleFiles::from_dir(dir)?,
        None => RuleFiles::built_in(),
    };
    load(&files).map_err(|found| found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}
