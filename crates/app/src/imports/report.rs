//! What became of every row of a list.

use super::note::Note;
use domain::list_import::{Counts, RowOutcome};
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowReport {
    /// As Excel shows it.
    pub number: u64,
    pub outcome: RowOutcome,
    /// Raw id of the person or course; `None` where there is none yet.
    pub record: Option<i64>,
    pub notes: Vec<Note>,
}

/// A whole list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    pub counts: Counts,
    /// Every row in the order of the file.
    pub rows: Vec<RowReport>,
    /// Doubtful and refused rows in the kind of the list, with a column of reasons: file ending and bytes.
    pub left_over: Option<(sheets::FileKind, Vec<u8>)>,
    /// Rows of the file that are no records: titles, totals, repeated headings.
    pub skipped: u64,
}

impl Report {
    /// Adds a row.
    pub fn add(&mut self, row: RowReport) {
        self.counts.add(row.outcome);
        self.rows.push(row);
    }

    /// Rows with an outcome.
    pub fn with(&self, outcome: RowOutcome) -> impl Iterator<Item = &RowReport> {
        self.rows.iter().filter(move |row| row.outcome == outcome)
    }
}
