//! What a person says on their path: a code that asks for help. It becomes a note for the body that has the next
//! step and touches nothing else: no stage, no deadline, no count.

use crate::ids::{CaseId, OrganisationId, PathMessageId, PersonId, RegionId};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What a person says.
    MessageKind {
        NoChildPlace = "no_child_place",
        BusDoesNotFit = "bus_does_not_fit",
        TimesDoNotFit = "times_do_not_fit",
        PleaseCall = "please_call",
    }
}

codes! {
    /// What the body did about it.
    MessageAnswer {
        ChildCareFound = "child_care_found",
        TravelArranged = "travel_arranged",
        OtherCourse = "other_course",
        Talked = "talked",
        CounsellingBooked = "counselling_booked",
        NothingFound = "nothing_found",
    }
}

/// What was done, when and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub on: NaiveDate,
    pub by: OrganisationId,
    pub what: MessageAnswer,
}

/// One message of a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PathMessage {
    pub id: PathMessageId,
    pub region: RegionId,
    pub version: i64,
    pub person: PersonId,
    pub case: CaseId,
    pub kind: MessageKind,
    pub said_on: NaiveDate,
    /// Body that had the next step then.
    pub to: OrganisationId,
    pub answer: Option<Answered>,
}

impl PathMessage {
    /// Nobody has taken it up yet.
    pub fn is_open(&self) -> bool {
        self.answer.is_none()
    }

    /// The body says what it did; once.
    pub fn take_up(&mut self, answer: Answered) -> Result<(), Refusal> {
        if let Some(earlier) = self.answer {
            return Err(Refusal::new("message-already-answered").with("on", earlier.on));
        }
        self.answer = Some(answer);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_taken_up_once() {
        let on = "2026-11-25".parse().expect("a date");
        let mut message = PathMessage {
            id: PathMessageId(1),
            region: RegionId(1),
            version: 1,
            person: PersonId(1),
            case: CaseId(1),
            kind: MessageKind::NoChildPlace,
            said_on: on,
            to: OrganisationId(2),
            answer: None,
        };
        let answer = Answered { on, by: OrganisationId(2), what: MessageAnswer::ChildCareFound };
        message.take_up(answer).expect("open");
        assert!(!message.is_open());
        assert_eq!(message.take_up(answer).expect_err("twice").code, "message-already-answered");
    }
}
