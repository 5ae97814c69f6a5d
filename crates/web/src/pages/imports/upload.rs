//! The list of imports and the upload of a new one.

use super::{PATH, device, fault_sentence};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{Action, Column, EmptyState, Entered, Field, ListView, Row, Table, Tone, Value};
use app::imports::{Staged, Staging, prepare, right};
use app::queries::imports::{ImportList, Mappings};
use domain::ids::ImportId;
use domain::list_import::{ImportKind, ImportRun, ImportState};
use std::collections::BTreeMap;

/// Kinds the person may import.
fn kinds(staff: &Staff) -> Vec<ImportKind> {
    let may = |kind: &ImportKind| {
        let (action, resource) = right(*kind);
        staff.may(action, resource)
    };
    ImportKind::ALL.iter().copied().filter(may).collect()
}

fn new_action(staff: &Staff, kind: ImportKind) -> Action {
    Action::link(staff.t(&format!("imports-new-{}", kind.code())), format!("{PATH}/new/{}", kind.code()))
        .primary()
}

fn tone(state: ImportState) -> Tone {
    match state {
        ImportState::Running => Tone::Info,
        ImportState::Finished => Tone::Success,
        ImportState::Interrupted => Tone::Warning,
        ImportState::Undone => Tone::Neutral,
    }
}

fn row(staff: &Staff, run: &ImportRun) -> Row {
    let (counts, clock) = (&run.counts, &staff.site.clock);
    let values = vec![
        Value::link(run.file_name.clone(), format!("{PATH}/{}", run.id)),
        Value::Instant(clock.day_of(run.started_at).and_time(clock.time_of(run.started_at))),
        Value::badge(tone(run.state), staff.code("imports-state", run.state.code())),
        Value::number(counts.read),
        Value::number(counts.new),
        Value::number(counts.changed),
        Value::number(counts.doubtful + counts.refused),
    ];
    Row::new(run.id, run.file_name.clone(), values)
}

/// All imports of the organisation.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let runs = staff.ask(&ImportList).await?;
    let t = |key: &str| staff.t(key);
    let columns = vec![
        Column::new(t("imports-list-file")),
        Column::new(t("imports-list-started")),
        Column::new(t("imports-list-state")),
        Column::number(t("imports-rows")),
        Column::number(t("imports-outcome-new")),
        Column::number(t("imports-outcome-changed")),
        Column::number(t("imports-open-rows")),
    ];
    let kinds = kinds(&staff);
    let mut empty = EmptyState::new(t("imports-empty"));
    if let Some(kind) = kinds.first() {
        empty = empty.action(new_action(&staff, *kind));
    }
    let table = Table::new(staff.language(), t("imports-title"), columns)
        .rows(runs.iter().map(|run| row(&staff, run)))
        .quiet_caption();
    let mut page = staff.page("imports-title");
    for kind in kinds {
        page = page.action(new_action(&staff, kind));
    }
    ListPage::new(page, ListView::new(table, empty)).answer(&staff, &input).await
}

fn kind_of(staff: &Staff, input: &Input) -> Result<ImportKind, Problem> {
    let kind = ImportKind::from_code(input.part("kind")).ok_or(Problem::NotFound)?;
    if kinds(staff).contains(&kind) { Ok(kind) } else { Err(Problem::NotFound) }
}

fn upload_page(staff: &Staff, kind: ImportKind, entered: Option<&Entered>) -> Answer {
    let field = Field::file("file", staff.t("imports-file")).hint(staff.t("imports-file-hint")).required();
    let form = staff.form(format!("{PATH}/new/{}", kind.code())).upload().field(field);
    let mut form = form.submit(staff.t("imports-upload")).cancel(PATH);
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let page = staff.page(&format!("imports-new-{}", kind.code())).lead(staff.t("imports-upload-intro"));
    Answer::page(page.crumb(staff.t("imports-title"), PATH), [Markup::of(&form)])
}

/// Where a list is handed in.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let kind = kind_of(&staff, &input)?;
    Ok(upload_page(&staff, kind, None))
}

/// Takes a list in and goes on to its columns.
pub async fn take(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let kind = kind_of(&staff, &input)?;
    let Some(upload) = input.file("file") else {
        let entered = Entered::new(Vec::new()).error("file", staff.t("imports-file-missing"));
        return Ok(upload_page(&staff, kind, Some(&entered)).status(422));
    };
    let (path, name) = (upload.path().to_owned(), upload.file_name.clone());
    let prepared = tokio::task::spawn_blocking(move || prepare(kind, &path, &name)).await.map_err(device)?;
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(fault) => {
            let entered = Entered::new(Vec::new()).error("file", fault_sentence(staff.language(), &fault));
            return Ok(upload_page(&staff, kind, Some(&entered)).status(422));
        }
    };
    let known = staff.ask(&Mappings { kind }).await?;
    let fits = known
        .into_iter()
        .find(|mapping| mapping.columns.keys().all(|heading| prepared.table.heading.contains(heading)));
    let mapping: BTreeMap<String, String> = match fits {
        Some(mapping) => mapping.columns,
        None => prepared
            .proposal
            .columns
            .into_iter()
            .filter_map(|column| Some((column.heading, column.field?)))
            .collect(),
    };
    let staged = Staged {
        import: ImportId(staff.site.ids.next()),
        organisation: staff.organisation.id,
        kind,
        file_name: upload.file_name.clone(),
        mapping,
        decisions: BTreeMap::new(),
        rows: 0,
        run: None,
        counts: None,
        left_over: Vec::new(),
        ending: None,
        trouble: None,
    };
    let (keep, path) = (staged.clone(), upload.path().to_owned());
    tokio::task::spawn_blocking(move || Staging::default().put(&keep, &path))
        .await
        .map_err(device)?
        .map_err(device)?;
    Ok(Answer::see(format!("{PATH}/{}/columns", staged.import)))
}
