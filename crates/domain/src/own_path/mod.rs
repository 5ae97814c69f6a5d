//! A person's own look at their way, without login: the code that opens it, and what the person says there. Nothing a
//! person says there can count against them. Not for the appointment page: its codes open one appointment only.

mod message;

pub use message::{Answered, MessageAnswer, MessageKind, PathMessage};

use crate::ids::{OrganisationId, PathCodeId, PersonId, RegionId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The code on the sheet a person was given; opens the path together with the year of birth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PathCode {
    pub id: PathCodeId,
    pub region: RegionId,
    pub version: i64,
    pub person: PersonId,
    /// Body that handed the sheet out.
    pub organisation: OrganisationId,
    /// Eight characters that cannot be mistaken for one another.
    pub code: String,
    pub issued_on: NaiveDate,
    /// Since when it opens nothing any more: another sheet was handed out.
    pub ended_on: Option<NaiveDate>,
}

impl PathCode {
    /// Another sheet takes its place.
    pub fn end(&mut self, on: NaiveDate) {
        self.ended_on.get_or_insert(on);
    }
}
