//! Why a row is doubtful or refused, in codes and facts. The sentences stand in the wording under `key`.

use domain::ids::PersonId;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// One reason at one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Key of the sentence; its arguments are `found`, `row` and `field`.
    pub key: String,
    /// Code of the field it is about; empty for the whole row.
    pub field: String,
    /// What stands in the cell, shortened.
    pub found: String,
    /// Another row that is meant.
    pub row: Option<u64>,
    /// A known person who may be meant, with the keys of the reasons.
    pub candidate: Option<PersonId>,
    pub reasons: Vec<String>,
}

/// Longest piece of a cell that is shown in a sentence.
const LONGEST: usize = 60;

impl Note {
    /// A reason of the import itself.
    pub fn new(code: &str, field: &str, found: &str) -> Self {
        Note::keyed(format!("imports-note-{code}"), field, found)
    }

    /// A reason of the reading of a value.
    pub fn value(reason: sheets::Reason, field: &str, found: &str) -> Self {
        Note::keyed(reason.wording_key(), field, found)
    }

    /// A refusal of the domain.
    pub fn refusal(refusal: &Refusal) -> Self {
        Note::keyed(format!("refusal-{}", refusal.code), refusal.field.as_deref().unwrap_or_default(), "")
    }

    fn keyed(key: String, field: &str, found: &str) -> Self {
        let found = found.chars().take(LONGEST).collect();
        Note { key, field: field.to_owned(), found, row: None, candidate: None, reasons: Vec::new() }
    }

    /// The same naming another row of the list.
    pub fn with_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The stable code without the topic.
    pub fn code(&self) -> &str {
        ["imports-note-", "sheets-reason-", "refusal-"]
            .iter()
            .find_map(|start| self.key.strip_prefix(start))
            .unwrap_or(&self.key)
    }
}
