//! A person's consent to passing data on (handbook 7.5): one record per group of recipients, with the
//! version of the text and the language it was read in. Not for duties to tell: those need no consent.

use crate::ids::{ConsentId, OrganisationId, PersonId, RegionId};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Groups that see a person with consent only (handbook 7.3); one tick each.
    RecipientGroup {
        Coordination = "coordination",
        Counselling = "counselling",
        Chamber = "chamber",
        Volunteer = "volunteer",
        CourseProvider = "course_provider",
    }
}

/// A consent, given and perhaps withdrawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Consent {
    pub id: ConsentId,
    pub region: RegionId,
    pub version: i64,
    pub person: PersonId,
    /// Body that asked for it.
    pub organisation: OrganisationId,
    pub recipients: RecipientGroup,
    /// Version of the text that was read, e.g. `2026-07`.
    pub text_version: String,
    /// BCP 47 code of the language it was read in.
    pub language: String,
    pub given_on: NaiveDate,
    pub withdrawn_on: Option<NaiveDate>,
}

impl Consent {
    /// The consent holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.given_on <= day && self.withdrawn_on.is_none_or(|end| day < end)
    }

    /// Takes the consent back; that is possible at any time, once.
    pub fn withdraw(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        match self.withdrawn_on {
            Some(earlier) => Err(Refusal::new("consent-already-withdrawn").with("on", earlier)),
            None => {
                self.withdrawn_on = Some(on);
                Ok(())
            }
        }
    }
}
