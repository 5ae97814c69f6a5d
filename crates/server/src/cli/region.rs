//! `region add`: everything a Landkreis needs to begin on its own (region, operator, first login); and
//! lists of regions and organisations with their ids. Everything after that is done on the pages.

use super::output::say_line;
use crate::cli::user::{in_words, operation, read_password};
use crate::config::Config;
use crate::wiring;
use anyhow::{anyhow, bail};
use app::ports::{AuditEntry, Find, Store, TypedQueries};
use clap::Subcommand;
use domain::access::{Action, Resource, Role};
use domain::ids::{AccountId, OrganisationId, RegionId};
use domain::organisation::{Account, Organisation, OrganisationKind, Place};
use domain::record::{Record, RecordKind};
use domain::region::{Region as RegionRecord, Settings};
use storage::Database;

/// Commands about regions.
#[derive(Debug, Subcommand)]
pub enum Region {
    /// Create a region with its operator and the first administrator; the password is asked for.
    Add {
        /// Short code of letters and digits, e.g. `wug`.
        #[arg(long)]
        code: String,
        #[arg(long)]
        name: String,
        /// Five-digit keys of its Kreise, with commas between them.
        #[arg(long, value_delimiter = ',', required = true)]
        kreise: Vec<String>,
        /// Login of the first administrator; `<code>-admin` unless told.
        #[arg(long)]
        login: Option<String>,
        /// Read the password from standard input instead of asking for it.
        #[arg(long)]
        password_stdin: bool,
    },
    /// List all regions.
    List,
}

/// Commands about organisations.
#[derive(Debug, Subcommand)]
pub enum Bodies {
    /// List the organisations of a region with their ids.
    List {
        /// Code of the region.
        #[arg(long)]
        region: String,
    },
}

/// Runs a command about regions.
pub async fn run(config: &Config, command: Region) -> anyhow::Result<u8> {
    let database = wiring::database(config).await?;
    match command {
        Region::Add { code, name, kreise, login, password_stdin } => {
            check(&code, &name, &kreise)?;
            if database.queries().region_of_code(&code).await?.is_some() {
                bail!("there is a region {code} already; choose another code");
            }
            let login = login.unwrap_or_else(|| format!("{code}-admin")).trim().to_lowercase();
            if login.is_empty() || database.queries().account_of_login(&login).await?.is_some() {
                bail!("the login {login:?} is taken or empty; give another one with --login");
            }
            let hash = app::login::hash(&read_password(password_stdin)?).map_err(in_words)?;
            found(&database, (code, name, kreise), (login, hash)).await
        }
        Region::List => {
            for record in database.queries().regions().await? {
                if let Record::Region(region) = record {
                    say_line!("{}\t{}\t{}\t{}", region.id, region.code, region.name, region.kreise.join(","));
                }
            }
            Ok(0)
        }
    }
}

fn check(code: &str, name: &str, kreise: &[String]) -> anyhow::Result<()> {
    let sound =
        (2..=8).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !sound {
        bail!("the code {code:?} must be two to eight small letters or digits, e.g. wug");
    }
    if name.trim().is_empty() {
        bail!("the name is empty; give one with --name");
    }
    if let Some(wrong) = kreise.iter().find(|key| key.len() != 5 || !key.bytes().all(|b| b.is_ascii_digit()))
    {
        bail!("{wrong:?} is no key of a Kreis; it has five digits, e.g. 09577");
    }
    Ok(())
}

async fn found(
    database: &Database,
    (code, name, kreise): (String, String, Vec<String>),
    (login, hash): (String, String),
) -> anyhow::Result<u8> {
    let mut operation = operation(RegionId(0), OrganisationId(0))?;
    let region = RegionId(operation.ids.next());
    let organisation = OrganisationId(operation.ids.next());
    operation.actor.region = region;
    operation.actor.organisation = organisation;
    let account = AccountId(operation.ids.next());
    let records = vec![
        Record::Region(RegionRecord {
            id: region,
            version: 0,
            code,
            name: name.clone(),
            kreise,
            demo: false,
            settings: Settings::default(),
        }),
        Record::Organisation(Organisation {
            id: organisation,
            region,
            version: 0,
            kind: OrganisationKind::Betrieb,
            name: format!("Verwaltung Förderkette {name}"),
            short_name: "Verwaltung".to_owned(),
            seat: Place::default(),
            phone: String::new(),
            email: String::new(),
            colour: None,
            active: true,
        }),
        Record::Account(Account {
            id: account,
            region,
            version: 0,
            organisation,
            login: login.clone(),
            display_name: login.clone(),
            roles: vec![Role::Verwaltung],
            password_hash: Some(hash),
            totp_secret: None,
            totp_last_step: None,
            active: true,
            language: "de".to_owned(),
        }),
    ];
    let mut work = database.begin(&operation).await?;
    work.save(records).await?;
    work.audit(AuditEntry::of(
        &operation,
        Action::Create,
        Resource::Region,
        Some((RecordKind::Region, region.0)),
    ))
    .await?;
    work.commit().await?;
    say_line!("region {region} ({name}), organisation {organisation}, account {account} ({login})");
    say_line!(
        "Next: start the server, log in as {login}, set up the second factor, create organisations and accounts."
    );
    Ok(0)
}

/// Runs a command about organisations.
pub async fn bodies(config: &Config, command: Bodies) -> anyhow::Result<u8> {
    let Bodies::List { region: code } = command;
    let database = wiring::database(config).await?;
    let queries = database.queries();
    let Some(Record::Region(region)) = queries.region_of_code(&code).await? else {
        return Err(anyhow!("there is no region {code}; see `foerderkette region list`"));
    };
    let bodies: Vec<Organisation> = queries.all(Find::new(RecordKind::Organisation, region.id)).await?;
    for body in bodies {
        say_line!("{}\t{}\t{}", body.id, body.kind.code(), body.name);
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_has_a_short_code_a_name_and_keys_of_five_digits() {
        let key = |text: &str| vec![text.to_owned()];
        assert!(check("wug", "Weißenburg-Gunzenhausen", &key("09577")).is_ok());
        for (code, name, kreis) in
            [("W", "x", "09577"), ("wug-1", "x", "09577"), ("wug", " ", "09577"), ("wug", "x", "9577")]
        {
            assert!(check(code, name, &key(kreis)).is_err(), "{code} {name} {kreis}");
        }
    }
}
