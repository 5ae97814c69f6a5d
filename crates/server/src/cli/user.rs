//! `user add`, `user list`: accounts from the command line, for the first one and for emergencies. The
//! same use case as the page, with the same refusals.

use super::output::{say, say_line};
use crate::clock::WallClock;
use crate::config::Config;
use crate::ids::TimeIds;
use crate::wiring;
use anyhow::{Context, anyhow};
use app::commands::SaveAccount;
use app::ports::{Find, Store, TypedQueries};
use app::{Clock, Gate, Ids, Operation};
use clap::Subcommand;
use domain::access::{Actor, Purpose, Role};
use domain::ids::{AccountId, OperationId, OrganisationId, RegionId};
use domain::organisation::{Account, Organisation, OrganisationKind};
use domain::record::{Record, RecordKind};
use domain::refusal::{Fact, Refusal};
use std::io::{BufRead, IsTerminal};
use std::process::Command;
use std::sync::Arc;

/// Commands about accounts.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Create an account; the password is asked for.
    Add {
        /// Name used at login.
        #[arg(long)]
        login: String,
        /// Name of the person.
        #[arg(long)]
        name: String,
        /// Id of the organisation; see `organisation list`.
        #[arg(long)]
        organisation: OrganisationId,
        /// Role; may be given more than once.
        #[arg(long, required = true, value_parser = role)]
        role: Vec<Role>,
        /// Read the password from standard input instead of asking for it.
        #[arg(long)]
        password_stdin: bool,
    },
    /// List all accounts.
    List,
}

fn role(text: &str) -> Result<Role, String> {
    let known: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    Role::from_code(text).ok_or_else(|| format!("no such role; known are {}", known.join(", ")))
}

/// Runs a command about accounts.
pub async fn run(config: &Config, command: User) -> anyhow::Result<u8> {
    match command {
        User::Add { login, name, organisation, role, password_stdin } => {
            let database = wiring::database(config).await?;
            let organisation: Organisation =
                database.queries().one(organisation.0).await?.ok_or_else(|| {
                    anyhow!("there is no organisation {organisation}; see `foerderkette organisation list`")
                })?;
            let password = read_password(password_stdin)?;
            let command = SaveAccount {
                id: AccountId(0),
                version: 0,
                organisation: organisation.id,
                login: login.clone(),
                display_name: name,
                roles: role,
                active: true,
                password,
                forget_second_factor: false,
            };
            let gate = Gate::new(database, wiring::law());
            let done = gate
                .run(&operation(organisation.region, organisation.id)?, command)
                .await
                .map_err(in_words)?;
            say_line!("account {} ({login}) in {}", done.outcome, organisation.name);
            Ok(0)
        }
        User::List => list(config).await,
    }
}

async fn list(config: &Config) -> anyhow::Result<u8> {
    let database = wiring::database(config).await?;
    let queries = database.queries();
    for record in queries.regions().await? {
        let Record::Region(region) = record else { continue };
        let bodies: Vec<Organisation> = queries.all(Find::new(RecordKind::Organisation, region.id)).await?;
        let accounts: Vec<Account> = queries.all(Find::new(RecordKind::Account, region.id)).await?;
        for account in accounts {
            let body = bodies
                .iter()
                .find(|body| body.id == account.organisation)
                .map_or("", |body| body.name.as_str());
            let roles: Vec<&str> = account.roles.iter().map(|role| role.code()).collect();
            let state = if account.active { "open" } else { "closed" };
            say_line!(
                "{}\t{}\t{}\t{body}\t{}\t{state}",
                account.id,
                region.code,
                account.login,
                roles.join(",")
            );
        }
    }
    Ok(0)
}

/// An operation of the operator at the machine, in the log of the organisation concerned.
pub fn operation(region: RegionId, organisation: OrganisationId) -> anyhow::Result<Operation> {
    let ids = Arc::new(TimeIds::new());
    let clock = WallClock::true_time();
    let now = clock.now();
    Ok(Operation {
        id: OperationId(ids.next()),
        actor: Actor {
            account: AccountId(0),
            organisation,
            organisation_kind: OrganisationKind::Betrieb,
            region,
            roles: vec![Role::Verwaltung],
            commissioned_test_site: false,
        },
        now,
        today: clock.day_of(now),
        purpose: Purpose::Supervision,
        request: "command-line".to_owned(),
        key: None,
        import: None,
        ids,
        periods: crate::wiring::periods()?,
    })
}

/// A refusal as its sentence.
pub fn in_words(error: app::Error) -> anyhow::Error {
    match error {
        app::Error::Refused(refusal) => anyhow!(sentence(&refusal)),
        other => other.into(),
    }
}

fn sentence(refusal: &Refusal) -> String {
    let args: Vec<(&str, wording::Arg)> = refusal
        .facts
        .iter()
        .map(|(name, fact)| {
            let arg = match fact {
                Fact::Number(number) => wording::Arg::Number(*number),
                Fact::Date(day) => wording::Arg::Date(*day),
                Fact::Text(text) => wording::Arg::Text(text),
            };
            (name.as_str(), arg)
        })
        .collect();
    wording::text_with(wording::Language::En, &format!("refusal-{}", refusal.code), &args)
}

/// A password from standard input, or asked for twice without showing it.
pub fn read_password(from_standard_input: bool) -> anyhow::Result<String> {
    if from_standard_input || !std::io::stdin().is_terminal() {
        return line();
    }
    let echo = |on: bool| Command::new("stty").arg(if on { "echo" } else { "-echo" }).status();
    let ask = |question: &str| -> anyhow::Result<String> {
        say!("{question}: ");
        let typed = line();
        say_line!();
        typed
    };
    echo(false).context("the terminal cannot hide the password; use --password-stdin")?;
    let first = ask("Password");
    let second = ask("Password again");
    echo(true).context("the terminal shows no typing any more; run `stty echo`")?;
    let (first, second) = (first?, second?);
    if first != second {
        return Err(anyhow!("the two passwords differ; run the command again"));
    }
    Ok(first)
}

fn line() -> anyhow::Result<String> {
    let mut typed = String::new();
    std::io::stdin().lock().read_line(&mut typed).context("the password could not be read")?;
    Ok(typed.trim_end_matches(['\n', '\r']).to_owned())
}
