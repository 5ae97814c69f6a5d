//! One person's appointment at a counselling body and what it came to: codes, never a sentence.

use super::HelpKind;
use crate::ids::{CounsellingSlotId, CounsellingTalkId, OrganisationId, PersonId, RegionId};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Where a talk stands. `Missed` has no consequence whatever: counselling is voluntary.
    TalkState { Booked = "booked", Held = "held", Missed = "missed", Cancelled = "cancelled" }
}

codes! {
    /// What was agreed.
    Agreed {
        ChildCareApplied = "child_care_applied",
        TravelApplied = "travel_applied",
        HousingHelp = "housing_help",
        RecognitionBegun = "recognition_begun",
        DebtHelp = "debt_help",
        FamilyHelp = "family_help",
        CourseOfficeAsked = "course_office_asked",
        AuthorityAsked = "authority_asked",
        BringsPapers = "brings_papers",
        FurtherTalk = "further_talk",
        NothingNeeded = "nothing_needed",
    }
}

/// The short result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkResult {
    pub noted_on: NaiveDate,
    pub discussed: Vec<HelpKind>,
    pub agreed: Vec<Agreed>,
    /// Day on which one speaks again.
    pub next_contact_on: Option<NaiveDate>,
}

/// A person's appointment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CounsellingTalk {
    pub id: CounsellingTalkId,
    pub region: RegionId,
    pub version: i64,
    pub slot: CounsellingSlotId,
    /// The counselling body.
    pub organisation: OrganisationId,
    pub person: PersonId,
    /// Body that sent the person.
    pub booked_by: OrganisationId,
    pub booked_on: NaiveDate,
    /// The slot's day.
    pub held_on: NaiveDate,
    /// What the person wants to talk about.
    pub kinds: Vec<HelpKind>,
    pub state: TalkState,
    pub result: Option<TalkResult>,
}

impl CounsellingTalk {
    /// Notes what it came to; a slip can be mended by noting it again.
    pub fn note(&mut self, result: TalkResult) -> Result<(), Refusal> {
        self.must_have_come(result.noted_on)?;
        if result.discussed.is_empty() {
            return Err(Refusal::new("counselling-nothing-discussed").at("discussed"));
        }
        if let Some(next) = result.next_contact_on.filter(|next| *next < self.held_on) {
            return Err(Refusal::new("counselling-contact-before-talk")
                .with("on", next)
                .at("next_contact_on"));
        }
        self.state = TalkState::Held;
        self.result = Some(result);
        Ok(())
    }

    /// Nobody came.
    pub fn miss(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        self.must_have_come(today)?;
        if self.state == TalkState::Held {
            return Err(Refusal::new("counselling-already-held"));
        }
        self.state = TalkState::Missed;
        Ok(())
    }

    /// Called off by either side.
    pub fn cancel(&mut self) -> Result<(), Refusal> {
        match self.state {
            TalkState::Booked => {
                self.state = TalkState::Cancelled;
                Ok(())
            }
            TalkState::Held | TalkState::Missed | TalkState::Cancelled => {
                Err(Refusal::new("counselling-not-booked"))
            }
        }
    }

    /// The talk as whoever booked it knows it: neither what it came to nor whether somebody came.
    pub fn as_booked(mut self) -> Self {
        if self.state != TalkState::Cancelled {
            self.state = TalkState::Booked;
        }
        self.result = None;
        self
    }

    fn must_have_come(&self, today: NaiveDate) -> Result<(), Refusal> {
        if self.state == TalkState::Cancelled {
            return Err(Refusal::new("counselling-not-booked"));
        }
        if today < self.held_on {
            return Err(Refusal::new("counselling-not-yet").with("on", self.held_on));
        }
        Ok(())
    }

    /// Somebody should have been spoken to again by a day.
    pub fn contact_is_due(&self, today: NaiveDate) -> bool {
        let next = self.result.as_ref().and_then(|result| result.next_contact_on);
        self.state == TalkState::Held && next.is_some_and(|next| next <= today)
    }
}

/// Talks after which somebody should have been spoken to again by a day and was not booked since: the newest of
/// each person.
pub fn due_contacts(talks: &[CounsellingTalk], today: NaiveDate) -> Vec<&CounsellingTalk> {
    let followed = |talk: &CounsellingTalk| {
        talks.iter().any(|later| {
            let key = |one: &CounsellingTalk| (one.held_on, one.id);
            later.person == talk.person && later.state != TalkState::Cancelled && key(later) > key(talk)
        })
    };
    talks.iter().filter(|talk| talk.contact_is_due(today) && !followed(talk)).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::counselling::tests::day;

    pub(crate) fn talk() -> CounsellingTalk {
        CounsellingTalk {
            id: CounsellingTalkId(1),
            region: RegionId(1),
            version: 1,
            slot: CounsellingSlotId(1),
            organisation: OrganisationId(9),
            person: PersonId(1),
            booked_by: OrganisationId(2),
            booked_on: day("2026-11-25"),
            held_on: day("2026-11-26"),
            kinds: vec![HelpKind::ChildCare],
            state: TalkState::Booked,
            result: None,
        }
    }

    fn result(on: &str) -> TalkResult {
        TalkResult {
            noted_on: day(on),
            discussed: vec![HelpKind::ChildCare],
            agreed: vec![Agreed::ChildCareApplied],
            next_contact_on: Some(day("2026-12-10")),
        }
    }

    #[test]
    fn a_result_is_noted_from_the_day_of_the_talk_on_and_may_be_mended() {
        let mut one = talk();
        assert_eq!(one.note(result("2026-11-25")).expect_err("early").code, "counselling-not-yet");
        one.note(result("2026-11-26")).expect("noted");
        let mended = TalkResult { discussed: vec![HelpKind::Travel], ..result("2026-11-27") };
        one.note(mended.clone()).expect("mended");
        assert_eq!((one.state, one.result.clone()), (TalkState::Held, Some(mended)));
        assert_eq!(one.miss(day("2026-11-27")).expect_err("held").code, "counselling-already-held");
        assert_eq!(one.cancel().expect_err("held").code, "counselling-not-booked");
    }

    #[test]
    fn a_result_says_what_was_talked_about_and_looks_ahead() {
        let nothing = TalkResult { discussed: Vec::new(), ..result("2026-11-26") };
        assert_eq!(talk().note(nothing).expect_err("empty").code, "counselling-nothing-discussed");
        let back = TalkResult { next_contact_on: Some(day("2026-11-25")), ..result("2026-11-26") };
        assert_eq!(talk().note(back).expect_err("back").code, "counselling-contact-before-talk");
    }

    #[test]
    fn whoever_booked_cannot_tell_whether_somebody_came() {
        let (mut held, mut missed) = (talk(), talk());
        held.note(result("2026-11-26")).expect("noted");
        missed.miss(day("2026-11-26")).expect("missed");
        assert_eq!(held.as_booked(), talk());
        assert_eq!(missed.as_booked(), talk());
    }

    #[test]
    fn whoever_did_not_come_can_still_be_noted_as_having_come() {
        let mut one = talk();
        one.miss(day("2026-11-26")).expect("missed");
        one.note(result("2026-11-26")).expect("came late");
        assert_eq!(one.state, TalkState::Held);
    }

    #[test]
    fn a_contact_is_due_from_its_day_until_somebody_is_booked_again() {
        let mut held = talk();
        held.note(result("2026-11-26")).expect("noted");
        assert!(due_contacts(std::slice::from_ref(&held), day("2026-12-09")).is_empty());
        assert_eq!(due_contacts(std::slice::from_ref(&held), day("2026-12-10")).len(), 1);
        let again = CounsellingTalk { id: CounsellingTalkId(2), held_on: day("2026-12-15"), ..talk() };
        assert!(due_contacts(&[held.clone(), again.clone()], day("2026-12-11")).is_empty());
        let mut off = again;
        off.cancel().expect("called off");
        assert_eq!(due_contacts(&[held, off], day("2026-12-11")).len(), 1);
    }
}
