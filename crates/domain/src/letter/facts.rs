//! The facts a letter states. Not for deciding them: whoever issues the letter fills them in.

use super::{LetterPlace, Way};
use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

/// Everything a letter may state; what is absent is not printed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LetterFacts {
    /// Aktenzeichen of the sender.
    pub reference: String,
    /// The test or talk the person is asked to come to.
    pub appointment: Option<Appointment>,
    /// Day of the missed appointment (second invitation).
    pub missed_on: Option<NaiveDate>,
    pub course: Option<CourseFacts>,
    /// Last day on which the seat is kept or the person is to register.
    pub report_by: Option<NaiveDate>,
    /// Day on which the person registered (proof of registration).
    pub registered_on: Option<NaiveDate>,
    /// Where to go: test site, provider or course room.
    pub place: Option<LetterPlace>,
    pub way: Option<Way>,
    pub page: Option<PersonalPage>,
    pub bring: Vec<BringItem>,
    /// Legal sources as printed, e.g. `§ 7 Abs. 3 Satz 5 IntV`.
    pub citations: Vec<String>,
    pub remedy: Option<Remedy>,
}

/// A day and a time in the local time of Germany.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    pub on: NaiveDate,
    pub at: NaiveTime,
    /// Expected length in minutes.
    pub minutes: Option<u32>,
}

/// The course a person is sent to or registered for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CourseFacts {
    /// Official German name with section, e.g. `Allgemeiner Integrationskurs, Modul 1`.
    pub title: String,
    /// Number of the course run.
    pub number: String,
    /// Name of the provider.
    pub provider: String,
    /// Expected first day.
    pub starts_on: Option<NaiveDate>,
    /// First day announced before (slipped start).
    pub formerly_on: Option<NaiveDate>,
    pub weekly: Vec<WeeklySlot>,
}

/// A lesson time that returns every week, local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeeklySlot {
    pub weekday: Weekday,
    pub from: NaiveTime,
    pub until: NaiveTime,
}

/// The page of this appointment or seat, open to whoever holds the code; it carries no name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalPage {
    /// Complete address, goes into the QR code as it stands.
    pub url: String,
    /// The code for typing it in.
    pub code: String,
}

crate::codes! {
    /// A thing to bring along.
    BringItem {
        ThisLetter = "this_letter",
        /// Passport, residence permit or its replacement.
        IdentityDocument = "identity_document",
        /// Confirmation of the right or duty to take part.
        Berechtigungsschein = "berechtigungsschein",
        LanguageCertificates = "language_certificates",
        /// Notice of benefits, for exemption from the fee.
        BenefitProof = "benefit_proof",
        TestResult = "test_result",
        WritingThings = "writing_things",
        Glasses = "glasses",
    }
}

impl BringItem {
    /// The item's part of a wording key.
    pub fn wording_key(self) -> String {
        self.code().replace('_', "-")
    }
}

crate::codes! {
    /// Legal remedy named in the notice.
    RemedyKind {
        /// Objection to the authority (§ 68 VwGO, § 78 SGG).
        Widerspruch = "widerspruch",
        /// Action before the court, where no Widerspruch is open.
        Klage = "klage",
    }
}

/// Data of the Rechtsbehelfsbelehrung; the period is one month (§§ 70, 74 VwGO, §§ 84, 87 SGG).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    pub kind: RemedyKind,
    /// Authority or court with its seat, as printed.
    pub office: String,
}
