//! `import persons` and `import courses`: a list from disk, for an organisation, in the name of an account.
//! Output names rows, codes and ids, never people.

use super::output::say_line;
use crate::clock::WallClock;
use crate::config::Config;
use crate::ids::TimeIds;
use crate::wiring;
use app::imports::{Apply, Decisions, Failure, Plan, Report, RowReport, Voice, apply, prepare, preview};
use app::ports::{Store, TypedQueries};
use app::queries::imports::Mappings;
use app::{Clock, Error, Gate, Ids, Operation};
use clap::{Args, Subcommand};
use domain::access::{Actor, Purpose};
use domain::ids::{AccountId, ImportId, OperationId, OrganisationId};
use domain::list_import::{ImportKind, RowOutcome};
use domain::organisation::{Account, Organisation, OrganisationKind};
use domain::record::{RecordKind, Stored};
use domain::region::Region;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use web::pages::imports::{fault_sentence, reasons, refusal_sentence};
use wording::Language;

/// Import commands. Exit code 0: done; 1: refused, or nothing could be taken; 2: the file cannot be read.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// A list of persons of a referring authority.
    Persons(List),
    /// A provider's list of courses.
    Courses(List),
    /// Results of DTZ or LiD for people a provider has registered.
    Exams(List),
}

/// A list and on whose behalf it comes.
#[derive(Debug, Args)]
pub struct List {
    file: PathBuf,
    /// Id of the organisation.
    #[arg(long)]
    organisation: String,
    /// Id or login name of the account.
    #[arg(long = "as")]
    account: String,
    /// Name of remembered columns; without it they are found by their headings.
    #[arg(long)]
    mapping: Option<String>,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// Print the result as JSON.
    #[arg(long)]
    json: bool,
}

/// Why nothing was done: exit code and sentence.
struct Stop(u8, String);

fn text(key: &str, found: &str) -> String {
    wording::text_with(Language::De, key, &[("found", found.into())])
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::File(fault) => Stop(2, fault_sentence(Language::De, &fault)),
            Failure::App(error) => error.into(),
        }
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => Stop(1, refusal_sentence(Language::De, &refusal)),
            Error::Denied(_) => Stop(1, text("imports-cli-denied", "")),
            other => Stop(1, text("imports-cli-failed", &other.code())),
        }
    }
}

/// Runs an import; the exit code.
pub async fn run(config: &Config, command: Import) -> anyhow::Result<u8> {
    let (kind, list) = match command {
        Import::Persons(list) => (ImportKind::Persons, list),
        Import::Courses(list) => (ImportKind::Courses, list),
        Import::Exams(list) => (ImportKind::ExamResults, list),
    };
    let database = wiring::database(config).await?;
    let store: Arc<dyn Store> = database;
    match carry_out(&Gate::new(store, wiring::law()), kind, &list).await {
        Ok(code) => Ok(code),
        Err(Stop(code, sentence)) => {
            if list.json {
                say_line!("{}", json!({ "error": sentence }));
            }
            eprintln!("{sentence}");
            Ok(code)
        }
    }
}

async fn carry_out(gate: &Gate, kind: ImportKind, list: &List) -> Result<u8, Stop> {
    let (actor, organisation) = actor(gate, list).await?;
    let (clock, ids) = (WallClock::true_time(), Arc::new(TimeIds::new()));
    let now = clock.now();
    let (today, request) = (clock.day_of(now), format!("cli-{}", ids.next()));
    let periods = wiring::periods().map_err(|fault| Stop(1, fault.to_string()))?;
    let operation = || Operation {
        id: OperationId(ids.next()),
        actor: actor.clone(),
        now: clock.now(),
        today,
        purpose: Purpose::CaseWork,
        request: request.clone(),
        key: None,
        import: None,
        ids: ids.clone(),
        periods: periods.clone(),
    };
    let plan = Plan {
        kind,
        path: list.file.clone(),
        file_name: file_name(&list.file),
        mapping: mapping(gate, &operation(), kind, list).await?,
        today,
        issuer: organisation,
    };
    let voice = Voice {
        heading: wording::text(Language::De, "imports-reason"),
        say: Arc::new(|notes| reasons(Language::De, notes)),
    };
    let (import, report) = if list.dry_run {
        (None, preview(gate, &operation, &plan, &Decisions::new(), &voice).await?)
    } else {
        let order = Apply {
            gate,
            operation: &operation,
            plan,
            decisions: Decisions::new(),
            import: ImportId(ids.next()),
            voice,
            progress: &|_, _| {},
        };
        let (import, report) = apply(order).await?;
        (Some(import), report)
    };
    print(list, import, &report);
    let taken = report.counts.new + report.counts.changed + report.counts.unchanged;
    Ok(u8::from(taken == 0))
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The account as an actor of the organisation, and what kind of body that is.
async fn actor(gate: &Gate, list: &List) -> Result<(Actor, OrganisationKind), Stop> {
    let unknown = |key: &str, found: &str| Stop(1, text(key, found));
    let no_body = || unknown("imports-cli-organisation-unknown", &list.organisation);
    let queries = gate.store().queries();
    let id: OrganisationId = list.organisation.parse().map_err(|_| no_body())?;
    let organisation: Organisation = queries.one(id.0).await?.ok_or_else(no_body)?;
    let by_login = queries.account_of_login(&list.account).await?.and_then(Account::from_record);
    let account = match (by_login, list.account.parse::<AccountId>()) {
        (Some(account), _) => Some(account),
        (None, Ok(id)) => queries.fetch(RecordKind::Account, id.0).await?.and_then(Account::from_record),
        (None, Err(_)) => None,
    };
    let account = account
        .filter(|account| account.active)
        .ok_or_else(|| unknown("imports-cli-account-unknown", &list.account))?;
    if account.organisation != organisation.id {
        return Err(unknown("imports-cli-account-elsewhere", &list.account));
    }
    let region: Region = queries.need(organisation.region.0).await?;
    let commissioned =
        organisation.kind == OrganisationKind::Koordination && region.settings.coordination_is_test_site;
    let actor = Actor {
        account: account.id,
        organisation: organisation.id,
        organisation_kind: organisation.kind,
        region: organisation.region,
        roles: account.roles,
        commissioned_test_site: commissioned,
    };
    Ok((actor, organisation.kind))
}

/// Columns as remembered, else as proposed from the headings.
async fn mapping(
    gate: &Gate,
    operation: &Operation,
    kind: ImportKind,
    list: &List,
) -> Result<BTreeMap<String, String>, Stop> {
    if let Some(name) = &list.mapping {
        let known = gate.ask(operation, &Mappings { kind }).await?;
        let found = known.into_iter().find(|mapping| mapping.name == *name);
        return found
            .map(|mapping| mapping.columns)
            .ok_or_else(|| Stop(1, text("imports-cli-mapping-unknown", name)));
    }
    let (path, name) = (list.file.clone(), file_name(&list.file));
    let prepared =
        tokio::task::spawn_blocking(move || prepare(kind, &path, &name)).await.map_err(Error::fault)?;
    let columns = prepared.map_err(Failure::File)?.proposal.columns;
    Ok(columns.into_iter().filter_map(|column| Some((column.heading, column.field?))).collect())
}

fn print(list: &List, import: Option<ImportId>, report: &Report) {
    if list.json {
        // whoever closed the pipe does not want the rest; the import stays done
        let _ = write_json(list, import, report, &mut BufWriter::new(std::io::stdout().lock()));
        return;
    }
    let counts = &report.counts;
    let args: Vec<(&str, wording::Arg)> = [
        ("read", counts.read),
        ("new", counts.new),
        ("changed", counts.changed),
        ("unchanged", counts.unchanged),
        ("doubtful", counts.doubtful),
        ("refused", counts.refused),
    ]
    .map(|(name, count)| (name, count.into()))
    .to_vec();
    say_line!("{}", wording::text_with(Language::De, "imports-summary", &args));
    for row in
        report.rows.iter().filter(|row| matches!(row.outcome, RowOutcome::Doubtful | RowOutcome::Refused))
    {
        let codes: Vec<&str> = row.notes.iter().map(|note| note.code()).collect();
        say_line!("{} {}: {}", wording::text(Language::De, "imports-row"), row.number, codes.join(", "));
    }
}

/// The report, row by row: a list may have more rows than should be held twice.
fn write_json(
    list: &List,
    import: Option<ImportId>,
    report: &Report,
    output: &mut impl Write,
) -> std::io::Result<()> {
    let counts = &report.counts;
    let head = json!({
        "import": import.map(|id| id.to_string()),
        "dry_run": list.dry_run,
        "read": counts.read,
        "new": counts.new,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "doubtful": counts.doubtful,
        "refused": counts.refused,
        "skipped": report.skipped,
    });
    let head = head.to_string();
    write!(output, "{},\"rows\":{{", head.trim_end_matches('}'))?;
    for (at, outcome) in RowOutcome::ALL.iter().enumerate() {
        write!(output, "{}\"{}\":[", if at > 0 { "," } else { "" }, outcome.code())?;
        for (n, row) in report.with(*outcome).enumerate() {
            output.write_all(if n > 0 { b"," } else { b"" })?;
            serde_json::to_writer(&mut *output, &row_json(row))?;
        }
        output.write_all(b"]")?;
    }
    output.write_all(b"}}\n")?;
    output.flush()
}

fn row_json(row: &RowReport) -> Value {
    let id = row.record.map(domain::ids::encode);
    if row.notes.is_empty() {
        return json!({ "row": row.number, "id": id });
    }
    let why = row.notes.iter().map(|note| {
        json!({
            "code": note.code(),
            "field": note.field,
            "sentence": reasons(Language::De, std::slice::from_ref(note)),
            "candidate": note.candidate.map(|id| id.to_string()),
        })
    });
    json!({ "row": row.number, "id": id, "reasons": why.collect::<Vec<Value>>() })
}
