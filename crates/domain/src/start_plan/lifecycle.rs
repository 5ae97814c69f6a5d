//! Accepting and rejecting a proposal.

use super::{StartPlan, StartPlanState};
use crate::ids::AccountId;
use crate::refusal::Refusal;
use chrono::NaiveDate;

impl StartPlan {
    fn must_be_open(&self) -> Result<(), Refusal> {
        match self.state {
            StartPlanState::Proposed => Ok(()),
            StartPlanState::Accepted | StartPlanState::Rejected => {
                Err(Refusal::new("start-plan-decided").with("state", self.state.code()))
            }
        }
    }

    /// The round takes the plan; `input_version` is the fingerprint of the state as it is now.
    pub fn accept(&mut self, input_version: &str, by: AccountId, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be_open()?;
        if self.input_version != input_version {
            return Err(Refusal::new("start-plan-outdated").with("on", self.proposed_on));
        }
        if !self.checked {
            return Err(Refusal::new("start-plan-not-checked"));
        }
        self.decide(StartPlanState::Accepted, by, on);
        Ok(())
    }

    /// The round does not take the plan.
    pub fn reject(&mut self, by: AccountId, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be_open()?;
        self.decide(StartPlanState::Rejected, by, on);
        Ok(())
    }

    fn decide(&mut self, state: StartPlanState, by: AccountId, on: NaiveDate) {
        self.state = state;
        self.decided_by = Some(by);
        self.decided_on = Some(on);
    }
}
