//! Typed ids, one alphabetical list. Not for making ids: chance and time are given by the caller.
//!
//! An id is a positive 63-bit number, ordered by time; its text form (URLs, letters) is lower-case
//! Crockford base 32 without padding, so it can be read aloud and holds nothing personal.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Text form of a raw id.
pub fn encode(raw: i64) -> String {
    let mut rest = raw.max(0) as u64;
    let mut text = Vec::with_capacity(13);
    loop {
        text.push(ALPHABET[(rest % 32) as usize]);
        rest /= 32;
        if rest == 0 {
            break;
        }
    }
    text.reverse();
    String::from_utf8(text).expect("the alphabet is ASCII")
}

/// Raw id of a text form; `None` for anything that is not one.
pub fn decode(text: &str) -> Option<i64> {
    if text.is_empty() || text.len() > 13 {
        return None;
    }
    let mut raw: u64 = 0;
    for byte in text.bytes() {
        let digit = ALPHABET.iter().position(|known| *known == byte)? as u64;
        raw = raw.checked_mul(32)?.checked_add(digit)?;
    }
    i64::try_from(raw).ok()
}

/// A text that is not the text form of an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&encode(self.0))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                decode(text).map($name).ok_or(NotAnId)
            }
        }
    )*};
}

ids! {
    /// A person's login.
    AccountId,
    /// One dated act of an authority (right, admission, obligation …).
    ActId,
    /// One edition of a region's agreement of providers and authorities.
    AgreementId,
    /// A person's seat in a course, from reservation to first day.
    AssignmentId,
    /// The right or duty to take part in a Berufssprachkurs.
    AuthorisationId,
    /// A case file: one person's way through the chain.
    CaseId,
    /// A report of irregular attendance to one obliging body.
    AttendanceReportId,
    /// The attendance list of one course day.
    AttendanceDayId,
    /// Somebody who is missing too often, and what is done about it.
    ConcernId,
    /// A person's consent to passing data on to a group of recipients.
    ConsentId,
    /// An appointment that a counselling body offers.
    CounsellingSlotId,
    /// One person's appointment at a counselling body.
    CounsellingTalkId,
    /// A course run of a provider.
    CourseId,
    /// One person's entry for an exam day.
    ExamEntryId,
    /// A day of DTZ or LiD.
    ExamSittingId,
    /// A batch of rows read from one file.
    ImportId,
    /// Somebody on the way out of a course.
    GraduateId,
    /// A change of the benefit system from one office to another.
    CareTransferId,
    /// A written letter.
    LetterId,
    /// What a body offers of a measure.
    MeasureOfferId,
    /// The recommendation of a measure to the office that decides.
    MeasureRecommendationId,
    /// One change that was run through the gate; what can be undone as a whole.
    OperationId,
    /// A legally separate body.
    OrganisationId,
    /// A decision whether two records mean one person.
    PairId,
    /// The code that opens a person's own path.
    PathCodeId,
    /// What a person said on their own path.
    PathMessageId,
    /// A participant or somebody on the way to become one.
    PersonId,
    /// What has to be done on the way of one graduate into training or work.
    RoutePlanId,
    /// One team of a body.
    TeamId,
    /// Somebody is away.
    AbsenceId,
    /// Who holds a case.
    HoldingId,
    /// What somebody set about admissions or course types.
    PolicySettingId,
    /// A district, or city and district, that steers together.
    RegionId,
    /// A case that goes to another county, or came from one.
    RelocationId,
    /// What a decision of an authority was based on.
    RuleDecisionId,
    /// A proposed or released change of decision tables.
    RuleReleaseId,
    /// The text of one file of such a change.
    RuleTextId,
    /// A proposed joint assignment of seats.
    SeatPlanId,
    /// The review of a section of a course.
    SectionEndId,
    /// One person's seat at a test day.
    SeatingId,
    /// A central test day.
    SessionId,
    /// A proposed plan of test days and course starts.
    StartPlanId,
    /// What was stated about a person for the rules.
    StatedFactsId,
    /// What a provider can offer: teachers, rooms, licences.
    SupplyId,
    /// A group of a Berufssprachkurs that a provider collects and teaches.
    VocationalCourseId,
    /// Somebody registered with a provider for a Berufssprachkurs.
    VocationalPlaceId,
    /// A report of § 7, § 9 or § 15 DeuFöV to one body.
    VocationalReportId,
    /// A list's filter, kept under a name.
    ViewId,
    /// A visiting day in class.
    VisitDayId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text_form() {
        for raw in [0, 1, 31, 32, 987_654_321, i64::MAX] {
            assert_eq!(decode(&encode(raw)), Some(raw));
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "u", "-1", "zzzzzzzzzzzzzz", "A1", "12 3"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
