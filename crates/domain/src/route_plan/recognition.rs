//! Recognition of a foreign qualification: for which profession, at which body, with what result (BQFG and the law
//! of the professions).

use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Result of the comparison.
    RecognitionResult { Full = "full", Partial = "partial", None = "none" }
}

/// One procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognition {
    /// Code of the profession (Klassifikation der Berufe), four or five digits.
    pub profession: String,
    /// Name of the body that recognises; an office, not a person.
    pub body: String,
    pub applied_on: NaiveDate,
    pub result: Option<(RecognitionResult, NaiveDate)>,
    /// First and last day of what makes up for the difference.
    pub adaptation: Option<(NaiveDate, Option<NaiveDate>)>,
}

impl Recognition {
    pub(super) fn tidied(mut self, today: NaiveDate) -> Result<Self, Refusal> {
        self.profession = self.profession.trim().to_owned();
        self.body = self.body.trim().to_owned();
        let digits = self.profession.chars().all(|sign| sign.is_ascii_digit());
        if !digits || !(4..=5).contains(&self.profession.len()) {
            return Err(Refusal::new("recognition-profession-code").at("profession"));
        }
        if self.body.is_empty() || self.body.chars().count() > 120 {
            return Err(Refusal::new("recognition-body-missing").at("body"));
        }
        if self.applied_on > today {
            return Err(Refusal::new("recognition-in-the-future").at("applied_on"));
        }
        if self.result.is_some_and(|(_, on)| on < self.applied_on || on > today) {
            return Err(Refusal::new("recognition-result-day").at("result_on"));
        }
        if self.adaptation.is_some() && self.result.map(|(what, _)| what) != Some(RecognitionResult::Partial)
        {
            return Err(Refusal::new("recognition-adaptation-without-part").at("adaptation_from"));
        }
        if self.adaptation.is_some_and(|(from, until)| until.is_some_and(|until| until < from)) {
            return Err(Refusal::new("recognition-adaptation-ends-first").at("adaptation_until"));
        }
        Ok(self)
    }
}
