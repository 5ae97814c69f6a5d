//! Opening, skipping, repeating, entering, closing and reopening. What follows from them is decided by `next`.

use super::evidence::Evidence;
use super::mark::{Mark, MarkKind};
use super::{Case, ClosingReason, Stage};
use crate::ids::{CaseId, OrganisationId, PersonId, RegionId};
use crate::refusal::Refusal;
use crate::region::Pace;
use chrono::NaiveDate;

/// Most decisions about steps that are kept while nothing happens; more is a mistake of somebody's.
const MOST_MARKS: usize = 40;

impl Case {
    /// A new case of a person, led by the authority that steered the person in. It has no next step before it
    /// is settled.
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
            marks: Vec::new(),
            lapse: None,
        }
    }

    /// Lets stage, next step and lapse follow from what the records say. Every command ends with this.
    pub fn settle(&mut self, evidence: &Evidence, pace: &Pace) {
        let standing = evidence.standing();
        self.marks.retain(|mark| mark.standing == standing);
        match super::progress(self, evidence, pace) {
            None => {
                self.stage = Stage::Closed;
                self.next = None;
            }
            Some(progress) => {
                self.stage = progress.stage;
                if let Some(since) = progress.waits_since {
                    self.awaiting_since.get_or_insert(since);
                }
                self.next = Some(progress.next);
            }
        }
        self.lapse = super::lapse(self, evidence, pace);
    }

    /// Takes a decision about the steps: skips the next one, or goes to another one directly.
    pub fn mark(&mut self, mark: Mark) -> Result<(), Refusal> {
        if self.closing.is_some() {
            return Err(Refusal::new("case-closed").with("number", self.number.as_str()));
        }
        if !mark.reason.fits(mark.kind) {
            return Err(Refusal::new("step-reason-does-not-fit").at("reason"));
        }
        if self.marks.len() >= MOST_MARKS {
            return Err(Refusal::new("too-many-marks").with("most", MOST_MARKS as i64));
        }
        if mark.kind == MarkKind::Skipped && self.next.as_ref().is_none_or(|next| next.what != mark.step) {
            return Err(Refusal::new("step-is-not-next").at("step"));
        }
        self.marks.push(mark);
        Ok(())
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

    /// Opens a closed case again. It goes on where its evidence says it stood, once it is settled.
    pub fn reopen(&mut self) -> Result<(), Refusal> {
        match self.closing.take() {
            Some(_) => Ok(()),
            None => Err(Refusal::new("case-not-closed")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::StepCode;
    use crate::case::tests::case;
    use crate::region::pace;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_closed_case_has_nothing_due_and_can_be_opened_again_once() {
        let mut file = case();
        file.settle(&Evidence::default(), &pace());
        assert_eq!(file.next.as_ref().map(|next| next.what), Some(StepCode::BookTest));
        file.close_now(day("2026-11-25"), ClosingReason::MovedAway).expect("closed");
        file.settle(&Evidence::default(), &pace());
        assert!(file.next.is_none());
        assert_eq!(
            file.close_now(day("2026-11-25"), ClosingReason::Other).expect_err("refused").code,
            "case-already-closed"
        );
        file.reopen().expect("open again");
        file.settle(&Evidence::default(), &pace());
        assert_eq!(file.stage, Stage::Opened);
        assert_eq!(file.reopen().expect_err("refused").code, "case-not-closed");
    }
}
