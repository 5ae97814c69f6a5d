//! A letter as it stands in the file: its kind, its content as data, when it was printed. The content
//! model is in `letter`, the words in the wording files, the page in the letters crate.

use crate::ids::{CaseId, LetterId, OrganisationId, PersonId, RegionId};
use crate::moment::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A letter in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LetterRecord {
    pub id: LetterId,
    pub region: RegionId,
    pub version: i64,
    pub organisation: OrganisationId,
    pub case: Option<CaseId>,
    pub person: PersonId,
    pub number: String,
    /// Code of the letter kind.
    pub kind: String,
    pub language: String,
    pub issued_on: NaiveDate,
    pub printed_at: Option<Moment>,
    /// The content as data (`letter::Letter`), so that an old letter can be printed again as it was.
    pub content: serde_json::Value,
}
