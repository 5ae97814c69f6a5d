//! Takes an import back: its operations, last first, some at a time so that progress shows and an
//! interruption loses nothing. Not for the report of an import.

use super::undo_operation::take_back;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::ImportId;
use domain::list_import::{ImportRun, ImportState};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Takes back at most `most` operations of an import; run again until `left` is 0. The operation that
/// carries this command must not name the import itself.
#[derive(Debug, Clone)]
pub struct UndoImport {
    pub import: ImportId,
    pub most: usize,
}

/// How far the taking back has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportUndone {
    pub undone: i64,
    pub left: i64,
}

impl Demand for UndoImport {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Import)
    }
}

#[async_trait]
impl Command for UndoImport {
    type Outcome = ImportUndone;
    const NAME: &'static str = "undo_import";
    const UNDOABLE: bool = false;

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::ImportRun, self.import.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<ImportUndone, Error> {
        let command = authorised.command();
        let mut run: ImportRun = context.need(command.import.0).await?;
        if !authorised.visible().reaches(run.region, run.organisation) {
            return Err(Error::Absent(RecordKind::ImportRun));
        }
        if run.state == ImportState::Undone {
            return Err(Refusal::new("already-undone").into());
        }
        let operations = context.work.queries().operations_of_import(run.id.0).await?;
        let now: Vec<_> = operations.iter().copied().take(command.most.max(1)).collect();
        for operation in &now {
            // the run itself keeps the account of what happened
            take_back(context, *operation, |kind| kind != RecordKind::ImportRun).await?;
        }
        let left = operations.len() - now.len();
        if left == 0 {
            run.state = ImportState::Undone;
            context.save(run).await?;
        } else if run.state != ImportState::Interrupted {
            run.state = ImportState::Interrupted;
            context.save(run).await?;
        }
        Ok(ImportUndone { undone: now.len() as i64, left: left as i64 })
    }
}
