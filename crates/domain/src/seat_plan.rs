//! A proposed joint assignment of seats for a test day or the whole waiting list: immutable, with the
//! version of its inputs, its seed and its check. It proposes; accepting it is an act of BAMF alone.

use crate::assignment::AssignmentKind;
use crate::assignment::cost::Reason;
use crate::ids::{AccountId, CaseId, CourseId, OrganisationId, PersonId, RegionId, SeatPlanId, SessionId};
use crate::moment::Moment;
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
