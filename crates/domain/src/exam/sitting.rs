//! An exam day: what it must have, and what a change may not do to people who are registered. Not for registering.

use super::{ExamKind, ExamRules};
use crate::ids::{AccountId, ExamSittingId, OrganisationId, RegionId};
use crate::organisation::Place;
use crate::placement::Examiner;
use crate::refusal::Refusal;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// Most seats of one exam day; more is a slip of the finger.
const MOST_SEATS: i64 = 500;

codes! {
    /// Life of an exam day.
    SittingState {
        Planned = "planned",
        Cancelled = "cancelled",
    }
}

/// The exam site states that nobody who examines taught a candidate of the day in the last months (§ 7 Abs. 3
/// IntTestV). Who registers later was not in the statement: it is asked for anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impartial {
    pub on: NaiveDate,
    pub by: AccountId,
}

/// An exam day of an exam site, which is a provider licensed for it (§§ 17, 20a IntV).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExamSitting {
    pub id: ExamSittingId,
    pub region: RegionId,
    pub version: i64,
    /// Exam site that holds it.
    pub organisation: OrganisationId,
    pub kind: ExamKind,
    pub place: Place,
    pub held_on: NaiveDate,
    pub starts_at: NaiveTime,
    /// Last day of registration.
    pub closes_on: NaiveDate,
    pub seats: i64,
    pub examiners: Vec<Examiner>,
    pub impartial: Option<Impartial>,
    pub state: SittingState,
}

/// What an exam day is planned with.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamPlan {
    pub kind: ExamKind,
    pub place: Place,
    pub held_on: NaiveDate,
    pub starts_at: NaiveTime,
    pub closes_on: NaiveDate,
    pub seats: i64,
    pub examiners: Vec<Examiner>,
}

impl ExamSitting {
    /// The same day with this plan. Other examiners or another day need a new statement.
    pub fn planned(&self, plan: &ExamPlan) -> Self {
        let plan = plan.clone();
        let as_stated = plan.examiners == self.examiners && plan.held_on == self.held_on;
        ExamSitting {
            kind: plan.kind,
            place: plan.place,
            held_on: plan.held_on,
            starts_at: plan.starts_at,
            closes_on: plan.closes_on,
            seats: plan.seats,
            examiners: plan.examiners,
            impartial: self.impartial.filter(|_| as_stated),
            ..self.clone()
        }
    }

    /// Refuses a day that cannot be held.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.place.name.trim().is_empty() && self.place.street.trim().is_empty() {
            return Err(Refusal::new("session-without-place").at("place_name"));
        }
        if !(1..=MOST_SEATS).contains(&self.seats) {
            return Err(Refusal::new("exam-seats-out-of-range").with("most", MOST_SEATS).at("seats"));
        }
        if self.closes_on > self.held_on {
            return Err(Refusal::new("exam-closes-after-exam").with("on", self.held_on).at("closes_on"));
        }
        Ok(())
    }

    /// Refuses a plan for a day that is over.
    pub fn check_new(&self, today: NaiveDate) -> Result<(), Refusal> {
        self.check()?;
        if self.held_on < today {
            return Err(Refusal::new("exam-in-the-past").with("on", self.held_on).at("held_on"));
        }
        Ok(())
    }

    /// Refuses a change of a day that is cancelled or over, that takes seats from people, or that turns the exam
    /// people are registered for into another one.
    pub fn check_change(&self, to: &ExamSitting, today: NaiveDate, taken: i64) -> Result<(), Refusal> {
        self.must_be_planned()?;
        if to.held_on != self.held_on {
            self.must_be_ahead(today)?;
            to.check_new(today)?;
        } else {
            to.check()?;
        }
        if to.kind != self.kind && taken > 0 {
            return Err(Refusal::new("exam-kind-fixed").with("registered", taken).at("kind"));
        }
        if to.seats < taken {
            return Err(Refusal::new("exam-fewer-seats-than-registered")
                .with("seats", to.seats)
                .with("registered", taken)
                .at("seats"));
        }
        Ok(())
    }

    /// Refuses another registration; `taken` counts seats that are held.
    pub fn check_registration(&self, today: NaiveDate, taken: i64) -> Result<(), Refusal> {
        self.must_be_planned()?;
        if today > self.closes_on {
            return Err(Refusal::new("exam-registration-closed").with("on", self.closes_on));
        }
        if taken >= self.seats {
            return Err(Refusal::new("exam-full").with("seats", self.seats).with("on", self.held_on));
        }
        Ok(())
    }

    /// Calls the day off, before it was held.
    pub fn cancel(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be_planned()?;
        self.must_be_ahead(today)?;
        self.state = SittingState::Cancelled;
        Ok(())
    }

    /// The exam site states that the examiners did not teach the candidates.
    pub fn state_impartial(&mut self, by: AccountId, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be_planned()?;
        if self.examiners.is_empty() {
            return Err(Refusal::new("exam-without-examiners"));
        }
        self.impartial = Some(Impartial { on: today, by });
        Ok(())
    }

    /// The statement about the examiners is missing and the exam has somebody who examines.
    pub fn lacks_statement(&self) -> bool {
        self.state == SittingState::Planned && !self.examiners.is_empty() && self.impartial.is_none()
    }

    /// First day from which on an examiner must not have taught a candidate.
    pub fn untaught_since(&self, rules: &ExamRules) -> Option<NaiveDate> {
        rules.untaught_since(self.held_on)
    }

    pub(super) fn must_be_planned(&self) -> Result<(), Refusal> {
        match self.state {
            SittingState::Planned => Ok(()),
            SittingState::Cancelled => Err(Refusal::new("exam-cancelled").with("on", self.held_on)),
        }
    }

    fn must_be_ahead(&self, today: NaiveDate) -> Result<(), Refusal> {
        if self.held_on < today { Err(Refusal::new("exam-is-over").with("on", self.held_on)) } else { Ok(()) }
    }
}
