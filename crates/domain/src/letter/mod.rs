//! What a letter says, as data: kind, sender, recipient, dates, place, way, code.
//! Not for texts (they live in `wording/<language>/letters.ftl`) and not for layout (crate `letters`).

mod calendar;
pub mod compose;
mod facts;
mod letterhead;
mod place;

pub use calendar::{CalendarDay, CalendarEntry, CalendarOccasion, CalendarTime};
pub use facts::{
    Appointment, BringItem, CourseFacts, LetterFacts, PersonalPage, Remedy, RemedyKind, WeeklySlot,
};
pub use letterhead::{Colour, Contact, Letterhead, Recipient};
pub use place::{GeoPoint, LetterPlace, MapStop, SketchMap, Way, WayBasis, WayLeg};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

crate::codes! {
    /// The letters of the chain from the first appointment to the start of the course.
    LetterKind {
        /// Appointment for the placement test (§ 7 Abs. 3 Satz 5 IntV).
        Invitation = "invitation",
        /// New appointment after a missed one.
        SecondInvitation = "second_invitation",
        /// Zuweisung of an obliged person to a provider (§ 7 Abs. 3 Satz 1, Abs. 5 IntV).
        Assignment = "assignment",
        /// Verweisung of an entitled person to a provider (§ 7 Abs. 3 Satz 2, Abs. 5 IntV).
        Referral = "referral",
        /// Proof of registration for the obliging authority (§ 7 Abs. 2 IntV).
        RegistrationProof = "registration_proof",
        /// Expected start of the course (§ 7 Abs. 4 IntV).
        StartNotice = "start_notice",
        /// The announced start has moved (§ 7 Abs. 4 IntV).
        SlippedStart = "slipped_start",
    }
}

impl LetterKind {
    /// The kind's part of a wording key: `second_invitation` is `second-invitation` there.
    pub fn wording_key(self) -> String {
        self.code().replace('_', "-")
    }

    /// What a person usually brings to the occasion of this letter (practice 2.3 and 3.3).
    pub fn usual_items(self) -> Vec<BringItem> {
        use BringItem::*;
        match self {
            Self::Invitation | Self::SecondInvitation => {
                vec![ThisLetter, IdentityDocument, Berechtigungsschein, LanguageCertificates, BenefitProof]
            }
            Self::Assignment | Self::Referral => {
                vec![ThisLetter, IdentityDocument, Berechtigungsschein, TestResult, BenefitProof]
            }
            Self::StartNotice | Self::SlippedStart => vec![ThisLetter, IdentityDocument, WritingThings],
            Self::RegistrationProof => Vec::new(),
        }
    }
}

/// One letter to one person. The German text is authoritative; `language` names the text set beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// Printed on every page; unique per organisation, e.g. `TST-2026-000123`.
    pub number: String,
    pub kind: LetterKind,
    /// Language code of the recipient (`de`, `en`, `uk`, `ar`, `prs`, `tr`, `fr`, `ru`).
    pub language: String,
    /// Date of issue, printed in the information block.
    pub date: NaiveDate,
    pub sender: Letterhead,
    pub recipient: Recipient,
    pub facts: LetterFacts,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_code_leads_back_to_its_kind_and_gives_a_kebab_case_wording_key() {
        for kind in LetterKind::ALL {
            assert_eq!(LetterKind::from_code(kind.code()), Some(*kind));
            assert!(kind.wording_key().chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        }
    }

    #[test]
    fn a_letter_survives_being_stored_as_json() {
        let letter = Letter {
            number: "TST-2026-000123".into(),
            kind: LetterKind::SecondInvitation,
            language: "prs".into(),
            date: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day of the calendar"),
            sender: Letterhead { name: "Teststelle Musterkreis".into(), ..Letterhead::default() },
            recipient: Recipient { name_lines: vec!["Amena Beispiel".into()], address_lines: vec![] },
            facts: LetterFacts {
                bring: LetterKind::SecondInvitation.usual_items(),
                ..LetterFacts::default()
            },
        };
        let stored = serde_json::to_string(&letter).expect("a letter is plain data");
        assert!(stored.contains("\"second_invitation\""));
        assert_eq!(serde_json::from_str::<Letter>(&stored).expect("what was just written"), letter);
    }
}
