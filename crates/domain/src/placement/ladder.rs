//! What a test appointment means for the case file: attempts, recommendation, whether the obliging authority is told
//! (reference process 2.1–2.8). Not for the seat at the test day itself, and not for the next step: see `case`.
//!
//! `Case::test_attempts` counts appointments that were missed without word; an appointment that was
//! cancelled, moved by the test site or declined beforehand does not count.

use super::PlacementResult;
use crate::case::{Case, Stage};
use crate::refusal::Refusal;
use crate::region::Settings;

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
            Stage::AwaitingSeat
            | Stage::Reserved
            | Stage::Registered
            | Stage::InCourse
            | Stage::Interrupted
            | Stage::AfterCourse
            | Stage::Onward => Err(Refusal::new("case-needs-no-test").with("stage", self.stage.code())),
        }
    }

    /// The person sits the test after all, although they had been taken for absent.
    pub fn sit_test(&mut self, was_absent: bool) {
        if was_absent {
            self.test_attempts = (self.test_attempts - 1).max(0);
        }
    }

    /// The person did not come and gave no word: next appointment, or after the last one the question why.
    pub fn miss_test(&mut self, settings: &Settings) -> AfterAbsence {
        self.test_attempts += 1;
        if self.test_attempts < settings.test_attempts.max(1) {
            AfterAbsence::SecondAppointment
        } else {
            AfterAbsence::AskForObstacle
        }
    }

    /// The result is there: from today on the person waits for a seat. A result may be corrected as long as no
    /// seat was given on it.
    pub fn take_result(&mut self, result: &PlacementResult) -> Result<(), Refusal> {
        match self.stage {
            Stage::Opened | Stage::Invited | Stage::AwaitingSeat => {}
            Stage::Closed => return Err(Refusal::new("case-is-closed")),
            Stage::Reserved
            | Stage::Registered
            | Stage::InCourse
            | Stage::Interrupted
            | Stage::AfterCourse
            | Stage::Onward => {
                return Err(Refusal::new("result-already-used"));
            }
        }
        self.recommendation = Some(result.recommendation.clone());
        self.awaiting_since.get_or_insert(result.recorded_on);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::day;
    use super::*;
    use crate::ids::{CaseId, OrganisationId, PersonId, RegionId};

    fn case() -> Case {
        Case::open(CaseId(1), RegionId(1), PersonId(1), "W-1".into(), OrganisationId(2), day("2026-11-20"))
    }

    #[test]
    fn a_region_that_gives_one_appointment_only_asks_at_once() {
        let one = Settings { test_attempts: 1, ..Settings::default() };
        assert_eq!(case().miss_test(&one), AfterAbsence::AskForObstacle);
        assert_eq!(case().miss_test(&Settings::default()), AfterAbsence::SecondAppointment);
    }

    #[test]
    fn who_comes_late_after_all_has_missed_nothing() {
        let mut case = case();
        case.miss_test(&Settings::default());
        case.sit_test(true);
        assert_eq!(case.test_attempts, 0);
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
