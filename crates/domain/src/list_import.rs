//! An import: one file of rows under one id, in chunks, repeatable and undoable as a whole; and the
//! mapping of columns an organisation has once confirmed. Not for reading files: see the `sheets` crate.

use crate::ids::{AccountId, ImportId, OrganisationId, RegionId};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// What the rows are.
    ImportKind { Persons = "persons", Courses = "courses", ExamResults = "exam_results" }
}

codes! {
    /// Life of an import.
    ImportState { Running = "running", Finished = "finished", Interrupted = "interrupted", Undone = "undone" }
}

codes! {
    /// What became of a row.
    RowOutcome { New = "new", Changed = "changed", Unchanged = "unchanged", Doubtful = "doubtful", Refused = "refused" }
}

/// Counts per outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub read: i64,
    pub new: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub doubtful: i64,
    pub refused: i64,
}

impl Counts {
    /// Counts one row.
    pub fn add(&mut self, outcome: RowOutcome) {
        self.read += 1;
        match outcome {
            RowOutcome::New => self.new += 1,
            RowOutcome::Changed => self.changed += 1,
            RowOutcome::Unchanged => self.unchanged += 1,
            RowOutcome::Doubtful => self.doubtful += 1,
            RowOutcome::Refused => self.refused += 1,
        }
    }
}

/// One import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportRun {
    pub id: ImportId,
    pub region: RegionId,
    pub version: i64,
    pub organisation: OrganisationId,
    pub account: AccountId,
    pub kind: ImportKind,
    pub file_name: String,
    /// SHA-256 of the file, hexadecimal.
    pub fingerprint: String,
    pub started_at: Moment,
    pub finished_at: Option<Moment>,
    /// Rows of the file that are done; a resumed import goes on after them.
    pub rows_done: i64,
    pub counts: Counts,
    pub state: ImportState,
}

/// Which column of an organisation's list is which field, remembered under a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportMapping {
    pub id: ImportId,
    pub region: RegionId,
    pub version: i64,
    pub organisation: OrganisationId,
    pub kind: ImportKind,
    pub name: String,
    /// Heading as in the file → field code.
    pub columns: BTreeMap<String, String>,
}

/// A list's filter, kept under a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedView {
    pub id: crate::ids::ViewId,
    pub region: RegionId,
    pub version: i64,
    pub organisation: OrganisationId,
    pub account: AccountId,
    pub name: String,
    /// Path of the list and its query, as in the URL; codes only.
    pub path: String,
    pub query: String,
}
