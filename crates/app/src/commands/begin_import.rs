//! Begins an import, or takes up one of the same file that was cut off; ends it. Not for its rows: see
//! `import_chunk`.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::ImportId;
use domain::journal::{Event, EventName};
use domain::list_import::{Counts, ImportKind, ImportRun, ImportState};
use domain::record::RecordKind;
use serde::{Deserialize, Serialize};

/// An import of one file.
#[derive(Debug, Clone)]
pub struct BeginImport {
    /// Id of a new import; one that is taken up keeps its own.
    pub id: ImportId,
    pub kind: ImportKind,
    pub file_name: String,
    /// SHA-256 of the file, hexadecimal.
    pub fingerprint: String,
}

/// The import and how far it had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    pub import: ImportId,
    pub rows_done: i64,
}

impl Demand for BeginImport {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Import)
    }
}

#[async_trait]
impl Command for BeginImport {
    type Outcome = Begun;
    const NAME: &'static str = "begin_import";
    const UNDOABLE: bool = false;

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<Begun, Error> {
        let (command, actor) = (authorised.command(), authorised.actor());
        let open = Find::new(RecordKind::ImportRun, actor.region)
            .when(Where::is("organisation_id", actor.organisation.0))
            .when(Where::is("kind", command.kind.code()))
            .when(Where::is("fingerprint", command.fingerprint.as_str()))
            .when(Where::is("status", ImportState::Running.code()));
        if let Some(run) = context.work.queries().all::<ImportRun>(open).await?.pop() {
            return Ok(Begun { import: run.id, rows_done: run.rows_done });
        }
        let run = ImportRun {
            id: command.id,
            region: actor.region,
            version: 0,
            organisation: actor.organisation,
            account: actor.account,
            kind: command.kind,
            file_name: command.file_name.clone(),
            fingerprint: command.fingerprint.clone(),
            started_at: context.operation.now,
            finished_at: None,
            rows_done: 0,
            counts: Counts::default(),
            state: ImportState::Running,
        };
        context.save(run).await?;
        let event = Event::new(EventName::ImportBegun, context.operation.today);
        context.emit(event.with("import", command.id).with("kind", command.kind.code()));
        Ok(Begun { import: command.id, rows_done: 0 })
    }
}

/// All rows are done.
#[derive(Debug, Clone)]
pub struct FinishImport {
    pub import: ImportId,
}

impl Demand for FinishImport {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Import)
    }
}

#[async_trait]
impl Command for FinishImport {
    type Outcome = Counts;
    const NAME: &'static str = "finish_import";
    const UNDOABLE: bool = false;

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::ImportRun, self.import.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<Counts, Error> {
        let mut run: ImportRun = context.need(authorised.command().import.0).await?;
        if !authorised.visible().reaches(run.region, run.organisation) {
            return Err(Error::Absent(RecordKind::ImportRun));
        }
        run.state = ImportState::Finished;
        run.finished_at = Some(context.operation.now);
        let counts = run.counts.clone();
        let event = Event::new(EventName::ImportFinished, context.operation.today).with("import", run.id);
        context.emit(event.with("read", counts.read).with("new", counts.new).with("changed", counts.changed));
        context.save(run).await?;
        Ok(counts)
    }
}
