//! A proposed joint assignment of seats for a test day or the whole waiting list: immutable, with the
//! version of its inputs, its seed and its check. It proposes; accepting it is an act of BAMF alone.

use crate::assignment::AssignmentKind;
use crate::assignment::cost::Reason;
use crate::ids::{AccountId, CaseId, CourseId, OrganisationId, PersonId, RegionId, SeatPlanId, SessionId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Life of a proposal.
    SeatPlanState { Proposed = "proposed", Accepted = "accepted", Rejected = "rejected", Outdated = "outdated" }
}

/// One seat of the proposal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedSeat {
    pub case: CaseId,
    pub person: PersonId,
    pub course: CourseId,
    pub section: u8,
    pub entry_on: NaiveDate,
    pub kind: AssignmentKind,
    pub priority: bool,
    pub cost: i64,
    pub reasons: Vec<Reason>,
    /// The two next best seats of the same person, cheapest first.
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
}

/// A seat the person did not get in this plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    pub course: CourseId,
    pub entry_on: NaiveDate,
    pub cost: i64,
    pub reasons: Vec<Reason>,
}

/// A course a person of the deciding body has fixed for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    pub case: CaseId,
    pub course: CourseId,
}

/// Somebody for whom no seat was found, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unseated {
    pub case: CaseId,
    pub person: PersonId,
    pub reasons: Vec<Reason>,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeatPlan {
    pub id: SeatPlanId,
    pub region: RegionId,
    pub version: i64,
    /// Plan this one was made from by hand.
    #[serde(default)]
    pub parent: Option<SeatPlanId>,
    /// People taken out by hand, and courses fixed by hand.
    #[serde(default)]
    pub without: Vec<CaseId>,
    #[serde(default)]
    pub pinned: Vec<Pin>,
    /// Test day it was made for; `None` for the whole waiting list.
    pub session: Option<SessionId>,
    pub proposed_by: OrganisationId,
    pub proposed_at: Moment,
    pub proposed_on: NaiveDate,
    /// Fingerprint of everything that went in: cases, courses, free seats, settings.
    pub input_version: String,
    pub seed: u64,
    pub objective: f64,
    pub seats: Vec<PlannedSeat>,
    pub unseated: Vec<Unseated>,
    /// The independent checker found nothing wrong.
    pub checked: bool,
    pub state: SeatPlanState,
    pub decided_by: Option<AccountId>,
    pub decided_on: Option<NaiveDate>,
}

impl SeatPlan {
    fn must_be_open(&self) -> Result<(), Refusal> {
        if self.state == SeatPlanState::Proposed {
            Ok(())
        } else {
            Err(Refusal::new("seat-plan-decided").with("state", self.state.code()))
        }
    }

    /// BAMF accepts the plan; `input_version` is the fingerprint of the state as it is now.
    pub fn accept(&mut self, input_version: &str, by: AccountId, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be_open()?;
        if self.input_version != input_version {
            return Err(Refusal::new("seat-plan-outdated").with("on", self.proposed_on));
        }
        if !self.checked {
            return Err(Refusal::new("seat-plan-not-checked"));
        }
        self.decide(SeatPlanState::Accepted, by, on);
        Ok(())
    }

    /// BAMF does not take the plan.
    pub fn reject(&mut self, by: AccountId, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be_open()?;
        self.decide(SeatPlanState::Rejected, by, on);
        Ok(())
    }

    fn decide(&mut self, state: SeatPlanState, by: AccountId, on: NaiveDate) {
        self.state = state;
        self.decided_by = Some(by);
        self.decided_on = Some(on);
    }

    /// People who would get a seat and are first in line (§ 7 Abs. 4 Satz 4 IntV).
    pub fn priority_seated(&self) -> usize {
        self.seats.iter().filter(|seat| seat.priority).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> SeatPlan {
        let day: NaiveDate = "2026-11-25".parse().expect("a date");
        SeatPlan {
            id: SeatPlanId(1),
            region: RegionId(1),
            version: 1,
            parent: None,
            without: Vec::new(),
            pinned: Vec::new(),
            session: None,
            proposed_by: OrganisationId(1),
            proposed_at: Moment(0),
            proposed_on: day,
            input_version: "a".into(),
            seed: 1,
            objective: 0.0,
            seats: Vec::new(),
            unseated: Vec::new(),
            checked: true,
            state: SeatPlanState::Proposed,
            decided_by: None,
            decided_on: None,
        }
    }

    #[test]
    fn a_plan_made_from_another_state_of_things_is_not_accepted() {
        let mut plan = plan();
        let on = plan.proposed_on;
        assert_eq!(plan.accept("b", AccountId(1), on).expect_err("changed").code, "seat-plan-outdated");
        assert_eq!(plan.state, SeatPlanState::Proposed);
        assert!(plan.accept("a", AccountId(1), on).is_ok());
        assert_eq!(plan.reject(AccountId(1), on).expect_err("decided").code, "seat-plan-decided");
    }

    #[test]
    fn a_plan_the_checker_did_not_pass_is_not_accepted() {
        let mut plan = SeatPlan { checked: false, ..plan() };
        let on = plan.proposed_on;
        assert_eq!(plan.accept("a", AccountId(1), on).expect_err("unchecked").code, "seat-plan-not-checked");
    }
}
