//! The command line. Each command reads its arguments, wires what it needs and calls the use case.

mod demo;
mod import;
mod output;
mod plan;
mod region;
mod rules;
mod serve;
mod user;

use crate::config::Config;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Förderkette: a region runs its Integrationsförderkette.
#[derive(Debug, Parser)]
#[command(name = "foerderkette", version)]
pub struct Arguments {
    /// Configuration file; without it defaults and environment count.
    #[arg(long, env = "FOERDERKETTE_CONFIG", global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server.
    Serve,
    /// Run a demo with the five model regions and invented people.
    Demo(demo::Demo),
    /// Bring the database up to date and stop.
    Migrate,
    /// Check database, audit chain, fonts and settings.
    Doctor,
    /// Read lists of persons or courses from files.
    #[command(subcommand)]
    Import(import::Import),
    /// Accounts.
    #[command(subcommand)]
    User(user::User),
    /// Regions: create one, list them.
    #[command(subcommand)]
    Region(region::Region),
    /// Organisations with their ids.
    #[command(subcommand)]
    Organisation(region::Bodies),
    /// Planning problems: solve one, check a plan.
    #[command(subcommand)]
    Plan(plan::Plan),
    /// Dated law: what holds for whom on a day, and why.
    #[command(subcommand)]
    Rules(rules::Rules),
}

/// Runs a command; the exit code.
pub fn run(arguments: Arguments) -> anyhow::Result<u8> {
    let command = match arguments.command {
        Command::Plan(command) => return Ok(plan::run(command)),
        Command::Rules(command) if command.own_cases().is_none() => return Ok(rules::run(command)),
        other => other,
    };
    let config = Config::load(arguments.config.as_deref())?;
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log)?;
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::Serve => serve::serve(&config).await,
            Command::Demo(demo) => demo::run(&config, demo).await,
            Command::Migrate => serve::migrate(&config).await,
            Command::Doctor => serve::doctor(&config).await,
            Command::Import(command) => import::run(&config, command).await,
            Command::User(command) => user::run(&config, command).await,
            Command::Region(command) => region::run(&config, command).await,
            Command::Organisation(command) => region::bodies(&config, command).await,
            Command::Plan(command) => Ok(plan::run(command)),
            Command::Rules(command) => match command.own_cases() {
                Some(diff) => rules::diff_own(&config, diff).await,
                None => Ok(rules::run(command)),
            },
        }
    })
}
