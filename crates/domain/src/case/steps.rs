//! Opening, skipping, closing and reopening: what happens to stage and next step. Not for steps that
//! follow from a test or a seat: those stand with their commands.

use super::{Case, ClosingReason, Stage, StepCode, days_after};
use crate::ids::{CaseId, OrganisationId, PersonId, RegionId};
use crate::placement::Recommendation;
use crate::refusal::Refusal;
use crate::region::Pace;
use chrono::NaiveDate;

codes! {
    /// Why a step is left out.
    SkipReason {
        /// A result or certificate is there already.
        AlreadyDone = "already_done",
        /// The law or the authority does not ask for it here.
        NotNeeded = "not_needed",
        /// Done in another region or by another body.
        DoneElsewhere = "done_elsewhere",
        /// The person asked for it.
        AtRequest = "at_request",
    }
}

impl Case {
    /// A new case of a person, led by the authority that steered the person in; nothing planned yet.
    pub fn open(
        id: CaseId,
        region: RegionId,
        person: PersonId,
        number: String,
        lead: OrganisationId,
        on: NaiveDate,
    ) -> Self {
        Case {
            id,
            region,
            version: 0,
            person,
            number,
            opened_on: on,
            stage: Stage::Opened,
            lead,
            right_from: None,
            right_until: None,
            obliged: false,
            priority: false,
            test_attempts: 0,
            recommendation: None,
            awaiting_since: None,
            registered_on: None,
            started_on: None,
            next: None,
            closing: None,
        }
    }

    /// Plans the booking of a test appointment (process 2.1: within the region's working days).
    pub fn plan_test(&mut self, organisation: OrganisationId, today: NaiveDate, pace: &Pace) {
        let due = pace.working_days_after(today, pace.settings.test_within_working_days);
        self.plan(StepCode::BookTest, organisation, due);
    }

    /// Leaves out the next step. Only steps that nothing else hangs on can be left out: a booked
    /// appointment or a reserved seat is cancelled where it was made.
    pub fn skip(
        &mut self,
        today: NaiveDate,
        recommendation: Option<Recommendation>,
        pace: &Pace,
    ) -> Result<StepCode, Refusal> {
        let next = self.next.clone().ok_or_else(|| Refusal::new("nothing-to-skip"))?;
        match next.what {
            StepCode::BookTest | StepCode::BookSecondTest => {
                if let Some(recommendation) = recommendation {
                    self.recommendation = Some(recommendation);
                }
                self.stage = Stage::AwaitingSeat;
                self.awaiting_since = Some(today);
                let due = days_after(today, pace.settings.seat_within_days);
                self.plan(StepCode::AssignSeat, next.organisation, due);
                Ok(next.what)
            }
            StepCode::AskForObstacle => {
                let due = pace.working_days_after(today, pace.settings.test_within_working_days);
                self.plan(StepCode::BookSecondTest, next.organisation, due);
                Ok(next.what)
            }
            other => Err(Refusal::new("step-cannot-be-skipped").with("step", other.code())),
        }
    }

    /// Closes the case if it is open.
    pub fn close_now(&mut self, on: NaiveDate, reason: ClosingReason) -> Result<(), Refusal> {
        match &self.closing {
            Some(closing) => Err(Refusal::new("case-already-closed").with("on", closing.on)),
            None => {
                self.close(on, reason);
                Ok(())
            }
        }
    }

    /// Opens a closed case again. It goes on where its evidence says it stood: in the course, waiting for
    /// a seat, or before the test.
    pub fn reopen(&mut self, today: NaiveDate, pace: &Pace) -> Result<(), Refusal> {
        if self.closing.take().is_none() {
            return Err(Refusal::new("case-not-closed"));
        }
        if self.started_on.is_some() {
            self.stage = Stage::InCourse;
            self.plan(StepCode::FollowCourse, self.lead, days_after(today, pace.settings.follow_within_days));
        } else if self.recommendation.is_some() {
            self.stage = Stage::AwaitingSeat;
            self.awaiting_since.get_or_insert(today);
            self.plan(StepCode::AssignSeat, self.lead, days_after(today, pace.settings.seat_within_days));
        } else {
            self.stage = Stage::Opened;
            self.plan_test(self.lead, today, pace);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests::case;
    use crate::region::pace;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_booked_appointment_cannot_be_skipped_but_a_missing_one_can() {
        let mut file = case();
        file.plan(StepCode::AttendTest, OrganisationId(2), day("2026-12-02"));
        assert_eq!(
            file.skip(day("2026-11-25"), None, &pace()).expect_err("refused").code,
            "step-cannot-be-skipped"
        );
        file.plan(StepCode::BookTest, OrganisationId(2), day("2026-12-02"));
        file.skip(day("2026-11-25"), None, &pace()).expect("skipped");
        assert_eq!(file.stage, Stage::AwaitingSeat);
        assert_eq!(file.next.expect("a next step").what, StepCode::AssignSeat);
    }

    #[test]
    fn a_closed_case_has_nothing_due_and_can_be_opened_again_once() {
        let mut file = case();
        file.close_now(day("2026-11-25"), ClosingReason::MovedAway).expect("closed");
        assert!(file.next.is_none());
        assert_eq!(
            file.close_now(day("2026-11-25"), ClosingReason::Other).expect_err("refused").code,
            "case-already-closed"
        );
        file.reopen(day("2026-11-26"), &pace()).expect("open again");
        assert_eq!(file.stage, Stage::Opened);
        assert_eq!(file.reopen(day("2026-11-26"), &pace()).expect_err("refused").code, "case-not-closed");
    }
}
