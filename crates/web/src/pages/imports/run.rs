//! The import while it runs, its result, and taking it back.

use super::look::{counters, failure_sentence, table};
use super::{PATH, device, plan, staged, voice};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Notice, Page, Tone};
use app::commands::UndoImport;
use app::imports::{Apply, Failure, RowReport, Staged, Staging, apply};
use app::queries::imports::OneImport;
use askama::Template;
use domain::ids::ImportId;
use domain::list_import::{ImportRun, ImportState, RowOutcome};
use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, Mutex, PoisonError};

/// Rows kept for the result page.
const MOST: usize = 500;

/// Imports that run in this process: rows done and rows in all.
static LIVE: LazyLock<Mutex<HashMap<ImportId, (u64, u64)>>> = LazyLock::new(Mutex::default);

fn live<T>(with: impl FnOnce(&mut HashMap<ImportId, (u64, u64)>) -> T) -> T {
    with(&mut LIVE.lock().unwrap_or_else(PoisonError::into_inner))
}

#[derive(Template)]
#[template(path = "pages/imports/running.html")]
struct Running {
    page: Page,
    body: String,
}

/// Begins the import, or goes on with it; it runs on while people leave the page.
pub async fn start(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let staged = staged(&staff, &input)?;
    let see = Answer::see(format!("{PATH}/{}", staged.import));
    if live(|all| all.insert(staged.import, (0, 0)).is_some()) || staged.counts.is_some() {
        if staged.counts.is_some() {
            live(|all| all.remove(&staged.import));
        }
        return Ok(see);
    }
    tokio::spawn(async move {
        let import = staged.import;
        carry_out(&staff, staged).await;
        live(|all| all.remove(&import));
    });
    Ok(see)
}

async fn carry_out(staff: &Staff, mut staged: Staged) {
    let import = staged.import;
    let operation = || staff.operation();
    let progress = |done, rows| live(|all| all.insert(import, (done, rows))).map_or((), |_| ());
    let order = Apply {
        gate: &staff.site.gate,
        operation: &operation,
        plan: plan(staff, &staged),
        decisions: staged.decisions.clone(),
        import,
        voice: voice(staff),
        progress: &progress,
    };
    let staging = Staging::default();
    match apply(order).await {
        Ok((run, mut report)) => {
            staged.run = Some(run);
            staged.trouble = None;
            if let Some((kind, bytes)) = report.left_over.take()
                && staging.keep_left_over(import, &bytes).is_ok()
            {
                staged.ending = Some(kind.code().to_owned());
            }
            let open = |row: &RowReport| matches!(row.outcome, RowOutcome::Doubtful | RowOutcome::Refused);
            staged.left_over = report.rows.into_iter().filter(open).take(MOST).collect();
            staged.counts = Some(report.counts);
            staging.forget_list(import);
        }
        Err(failure) => staged.trouble = Some(trouble(staff, failure)),
    }
    if let Err(error) = staging.keep(&staged) {
        tracing::error!(%error, "the result of an import could not be kept");
    }
}

fn trouble(staff: &Staff, failure: Failure) -> String {
    failure_sentence(staff, failure).unwrap_or_else(|problem| {
        tracing::error!(?problem, "an import stopped");
        staff.t("imports-stopped")
    })
}

/// Progress, result, or why it stopped.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let import: ImportId = input.id("import")?;
    if let Some((done, rows)) = live(|all| all.get(&import).copied()) {
        return Ok(running(&staff, import, done, rows));
    }
    let kept = Staging::default().get(import, staff.organisation.id);
    let run_id = kept.as_ref().and_then(|staged| staged.run).unwrap_or(import);
    match (staff.ask(&OneImport { import: run_id }).await?, kept) {
        (Some(run), kept) => Ok(result(&staff, &run, kept.as_ref(), import)),
        (None, Some(staged)) => Ok(stopped(&staff, &staged)),
        (None, None) => Err(Problem::NotFound),
    }
}

fn running(staff: &Staff, import: ImportId, done: u64, rows: u64) -> Answer {
    let sentence =
        staff.tn("imports-running", &[("done", (done as i64).into()), ("rows", (rows as i64).into())]);
    let notice = Notice::new(Tone::Info, sentence)
        .text(staff.t("imports-running-hint"))
        .action(Action::link(staff.t("imports-refresh"), format!("{PATH}/{import}")));
    let page = staff.page("imports-running-title").crumb(staff.t("imports-title"), PATH);
    let body = notice.render().unwrap_or_default();
    Answer::html(&Running { page, body })
}

fn stopped(staff: &Staff, staged: &Staged) -> Answer {
    let path = format!("{PATH}/{}", staged.import);
    let title = staged.trouble.clone().unwrap_or_else(|| staff.t("imports-stopped"));
    let mut notice = Notice::new(Tone::Warning, title);
    if Staging::default().list(staged.import).exists() {
        notice = notice.action(Action::post(
            staff.t("imports-resume"),
            format!("{path}/apply"),
            &staff.shell().csrf,
        ));
    }
    Answer::page(staff.page("imports-title").crumb(staff.t("imports-title"), PATH), [Markup::of(&notice)])
}

fn result(staff: &Staff, run: &ImportRun, kept: Option<&Staged>, import: ImportId) -> Answer {
    let path = format!("{PATH}/{import}");
    let csrf = &staff.shell().csrf;
    let mut parts = vec![Markup::of(&counters(staff, &run.counts, None))];
    let mut page =
        staff.page("imports-done-title").crumb(staff.t("imports-title"), PATH).lead(run.file_name.clone());
    match run.state {
        ImportState::Undone => {
            parts.insert(0, Markup::of(&Notice::new(Tone::Neutral, staff.t("imports-undone"))))
        }
        ImportState::Running | ImportState::Interrupted => {
            let mut notice = Notice::new(Tone::Warning, staff.t("imports-stopped"));
            match kept.filter(|staged| {
                Staging::default().list(staged.import).exists() && run.state == ImportState::Running
            }) {
                Some(_) => {
                    notice =
                        notice.action(Action::post(staff.t("imports-resume"), format!("{path}/apply"), csrf))
                }
                None => notice = notice.text(staff.t("imports-gone")),
            }
            parts.insert(0, Markup::of(&notice));
        }
        ImportState::Finished => {
            page = page.action(
                Action::link(staff.t("imports-again"), format!("{PATH}/new/{}", run.kind.code())).primary(),
            )
        }
    }
    if run.state != ImportState::Undone {
        page = page.action(Action::post(staff.t("imports-undo"), format!("{path}/undo"), csrf));
    }
    if let Some(staged) = kept.filter(|staged| !staged.left_over.is_empty()) {
        if staged.ending.is_some() {
            let file = Action::link(staff.t("imports-left-over"), format!("{path}/left-over"));
            parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("imports-left-over-hint")).action(file)));
        }
        let rows: Vec<&RowReport> = staged.left_over.iter().collect();
        parts.push(Markup::of(&table(staff, &rows, &BTreeMap::new())));
    }
    Answer::page(page, parts)
}

/// Takes the whole import back, some operations at a time.
pub async fn undo(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let import: ImportId = input.id("import")?;
    let run =
        Staging::default().get(import, staff.organisation.id).and_then(|staged| staged.run).unwrap_or(import);
    loop {
        let command = UndoImport { import: run, most: 5 };
        if staff.site.gate.run(&staff.operation(), command).await?.outcome.left == 0 {
            break;
        }
    }
    Ok(Answer::see(format!("{PATH}/{import}")).note("imports-taken-back", None))
}

/// The rows that were left over, in the kind of the list.
pub async fn left_over(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let staged = staged(&staff, &input)?;
    let ending = staged.ending.ok_or(Problem::NotFound)?;
    let bytes = tokio::fs::read(Staging::default().left_over(staged.import)).await.map_err(device)?;
    let media = match ending.as_str() {
        "csv" => "text/csv; charset=utf-8",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
    Ok(Answer::file(bytes, media, &format!("{}.{ending}", staff.t("imports-left-over-name"))))
}
