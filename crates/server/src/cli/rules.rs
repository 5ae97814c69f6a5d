//! `rules decide | explain | check | diff`: dated law asked on the command line. Advice with its source,
//! never a decision.

use super::output::say;
use app::Clock;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::eligibility::RuleSet;
use rules::command::{self, CommandOutput};
use rules::{RuleFiles, load};
use std::path::{Path, PathBuf};

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
    /// Whose answer changes between two days, and how.
    Diff {
        #[command(flatten)]
        asked: Asked,
        #[arg(long)]
        from: NaiveDate,
        #[arg(long)]
        to: NaiveDate,
    },
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
        Rules::Diff { asked, from, to } => {
            command::diff(&tables(&asked)?, &facts(&asked)?, from, to, asked.json)
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
    let files = match &asked.dir {
        Some(dir) => RuleFiles::from_dir(dir)?,
        None => RuleFiles::built_in(),
    };
    load(&files).map_err(|found| found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}
