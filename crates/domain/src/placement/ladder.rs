//! What a test appointment means for the case file: stage, attempts, next step, up to the notice to the
//! obliging authority (reference process 2.1–2.8). Not for the seat at the test day itself.
//!
//! `Case::test_attempts` counts appointments that were missed without word; an appointment that was
//! cancelled, moved by the test site or declined beforehand does not count.

use super::{PlacementResult, Session};
use crate::case::{Case, Stage, StepCode};
use crate::ids::OrganisationId;
use crate::refusal::Refusal;
use crate::region::Pace;
use chrono::NaiveDate;

/// What follows from a missed appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterAbsence {
    /// Another appointment is due.
    SecondAppointment,
    /// No further appointment of its own accord: ask for the obstacle, tell who obliges.
    AskForObstacle,
}

impl Case {
    /// Refuses an invitation where no test is due.
    pub fn check_invitation(&self) -> Result<(), Refusal> {
        match self.stage {
            Stage::Opened | Stage::Invited => Ok(()),
            Stage::Closed => Err(Refusal::new("case-is-closed")),
            Stage::AwaitingSeat | Stage::Reserved | Stage::Registered | Stage::InCourse => {
                Err(Refusal::new("case-needs-no-test").with("stage", self.stage.code()))
            }
        }
    }

    /// An appointment is booked; it is number `test_attempts + 1`.
    pub fn invite(&mut self, session: &Session) {
        self.stage = Stage::Invited;
        self.plan(StepCode::AttendTest, session.organisation, session.held_on);
    }

    /// The appointment is gone without the person's fault; a new one is to be booked.
    pub fn lose_appointment(&mut self, booker: OrganisationId, today: NaiveDate, pace: &Pace) {
        self.stage = Stage::Opened;
        let step = if self.test_attempts > 0 { StepCode::BookSecondTest } else { StepCode::BookTest };
        self.plan(step, booker, pace.working_days_after(today, pace.settings.test_within_working_days));
    }

    /// The person says beforehand that they cannot come: the test site looks for another day, at the
    /// latest until the appointment itself.
    pub fn decline_appointment(&mut self, session: &Session) {
        self.plan(StepCode::BookTest, session.organisation, session.held_on);
    }

    /// The person sits the test; the result is due the same day.
    pub fn sit_test(&mut self, session: &Session, was_absent: bool) {
        if was_absent {
            self.test_attempts = (self.test_attempts - 1).max(0);
        }
        self.stage = Stage::Invited;
        self.plan(StepCode::EnterResult, session.organisation, session.held_on);
    }

    /// The person did not come and gave no word: next appointment, or after the last one the question why.
    pub fn miss_test(&mut self, test_site: OrganisationId, today: NaiveDate, pace: &Pace) -> AfterAbsence {
        self.test_attempts += 1;
        self.stage = Stage::Opened;
        if self.test_attempts < pace.settings.test_attempts.max(1) {
            let due = pace.working_days_after(today, pace.settings.test_within_working_days);
            self.plan(StepCode::BookSecondTest, test_site, due);
            AfterAbsence::SecondAppointment
        } else {
            let due = pace.working_days_after(today, pace.settings.ask_within_working_days);
            self.plan(StepCode::AskForObstacle, test_site, due);
            AfterAbsence::AskForObstacle
        }
    }

    /// It is known what kept the person away; if that was the open question, another appointment is due.
    pub fn answer_obstacle(&mut self, test_site: OrganisationId, today: NaiveDate, pace: &Pace) {
        if self.next.as_ref().is_some_and(|next| next.what == StepCode::AskForObstacle) {
            let due = pace.working_days_after(today, pace.settings.test_within_working_days);
            self.plan(StepCode::BookSecondTest, test_site, due);
        }
    }

    /// The result is there: from today on the person waits for a seat, which BAMF looks for the same day
    /// (3.1). A result may be corrected as long as no seat was given on it.
    pub fn take_result(
        &mut self,
        result: &PlacementResult,
        bundesamt: OrganisationId,
    ) -> Result<(), Refusal> {
        match self.stage {
            Stage::Opened | Stage::Invited | Stage::AwaitingSeat => {}
            Stage::Closed => return Err(Refusal::new("case-is-closed")),
            Stage::Reserved | Stage::Registered | Stage::InCourse => {
                return Err(Refusal::new("result-already-used"));
            }
        }
        self.recommendation = Some(result.recommendation.clone());
        self.stage = Stage::AwaitingSeat;
        self.awaiting_since.get_or_insert(result.recorded_on);
        self.plan(StepCode::AssignSeat, bundesamt, result.recorded_on);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, session};
    use super::*;
    use crate::ids::{CaseId, PersonId, RegionId};
    use crate::region::{Settings, holidays, pace};

    const SITE: OrganisationId = OrganisationId(7);

    fn case() -> Case {
        Case::open(CaseId(1), RegionId(1), PersonId(1), "W-1".into(), OrganisationId(2), day("2026-11-20"))
    }

    #[test]
    fn the_first_absence_leads_to_a_second_appointment_and_the_last_to_the_question_why() {
        let pace = pace();
        let mut case = case();
        case.invite(&session(10));
        assert_eq!(case.miss_test(SITE, day("2026-11-25"), &pace), AfterAbsence::SecondAppointment);
        let next = case.next.clone().expect("a next step");
        assert_eq!((next.what, next.due_on), (StepCode::BookSecondTest, day("2026-12-09")));
        case.invite(&session(10));
        assert_eq!(case.miss_test(SITE, day("2026-12-09"), &pace), AfterAbsence::AskForObstacle);
        let next = case.next.clone().expect("a next step");
        assert_eq!((next.what, next.due_on), (StepCode::AskForObstacle, day("2026-12-14")));
        case.answer_obstacle(SITE, day("2026-12-10"), &pace);
        assert_eq!(case.next.expect("a next step").what, StepCode::BookSecondTest);
    }

    #[test]
    fn a_region_that_gives_one_appointment_only_asks_at_once() {
        let pace = Pace::new(Settings { test_attempts: 1, ..Settings::default() }, holidays(), "");
        assert_eq!(case().miss_test(SITE, day("2026-11-25"), &pace), AfterAbsence::AskForObstacle);
    }

    #[test]
    fn who_comes_late_after_all_has_missed_nothing() {
        let mut case = case();
        case.invite(&session(10));
        case.miss_test(SITE, day("2026-11-25"), &pace());
        case.sit_test(&session(10), true);
        assert_eq!((case.test_attempts, case.stage), (0, Stage::Invited));
    }

    #[test]
    fn a_case_that_waits_for_a_seat_is_not_invited_again() {
        let mut case = case();
        assert!(case.check_invitation().is_ok());
        case.stage = Stage::AwaitingSeat;
        assert_eq!(case.check_invitation().expect_err("refused").code, "case-needs-no-test");
        case.stage = Stage::Closed;
        assert_eq!(case.check_invitation().expect_err("refused").code, "case-is-closed");
    }
}
