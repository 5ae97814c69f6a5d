//! What an accepted plan brought about: which course a start became, which test day a turn became, and which of its
//! tasks somebody noted as done. Taking the acceptance back takes all of it away.

use super::{StartPlan, StartPlanState, TaskCode};
use crate::ids::{CourseId, OrganisationId, SessionId};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the acceptance made, by the plan's own names of starts and test days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    pub courses: BTreeMap<String, CourseId>,
    pub sessions: BTreeMap<String, SessionId>,
    /// Bodies with new starts or test days, and those that invite to them; each is written to.
    pub told: BTreeSet<OrganisationId>,
    pub noted: Vec<NotedTask>,
}

/// A task that somebody noted as done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedTask {
    pub code: TaskCode,
    /// Id of the course or test day it is about.
    pub subject: i64,
    pub organisation: OrganisationId,
    pub done_on: NaiveDate,
}

impl StartPlan {
    /// Somebody noted this task as done.
    pub(super) fn is_noted(&self, code: TaskCode, subject: i64) -> bool {
        self.carried.noted.iter().any(|noted| (noted.code, noted.subject) == (code, subject))
    }

    /// Notes a task of an accepted plan as done; noting it twice keeps the first day.
    pub fn note(&mut self, noted: NotedTask) -> Result<(), Refusal> {
        if self.state != StartPlanState::Accepted {
            return Err(Refusal::new("start-plan-not-accepted"));
        }
        if !self.is_noted(noted.code, noted.subject) {
            self.carried.noted.push(noted);
        }
        Ok(())
    }
}
