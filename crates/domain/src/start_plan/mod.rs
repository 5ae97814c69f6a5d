//! A proposed plan of test days and course starts for the whole region: immutable, with the version of its inputs, its
//! seed, its limits and its check. It proposes; the round of providers accepts it, and ordinary commands carry it out.
//! Not for who sits where: that is BAMF's, see `seat_plan`.

mod by_hand;
mod candidates;
mod carried;
mod key;
mod lasting;
mod lifecycle;
mod tasks;

pub use by_hand::{ByHand, Hand, HandCode, SeatByHand, SeatHandCode, Wish};
pub use candidates::{Candidate, Fixed, Offer, candidates};
pub use carried::{Carried, NotedTask};
pub use key::StartKey;
pub use tasks::{Task, TaskCode};

use crate::ids::{AccountId, CourseId, OrganisationId, RegionId, SessionId, StartPlanId};
use crate::moment::Moment;
use crate::region::PlanningSettings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Life of a proposal.
    StartPlanState { Proposed = "proposed", Accepted = "accepted", Rejected = "rejected" }
}

/// One start of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedStart {
    /// Its name in the plan's answer: `course-…` for one that exists, otherwise its key.
    pub id: String,
    /// On the day on which it takes place.
    pub key: StartKey,
    /// The course, where it exists already.
    pub course: Option<CourseId>,
    pub ends_on: NaiveDate,
    pub lessons_per_week: i64,
    pub seats: i64,
    /// Seats nobody held when the plan was made.
    pub free: i64,
    pub minimum: i64,
    pub child_care_seats: i64,
    /// People of the waiting list who would come.
    pub waiting: i64,
    /// Of these people of the priority class.
    pub priority: i64,
    /// People still to be tested, and expected arrivals, who would come besides.
    pub expected: i64,
}

/// One test day of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedTestDay {
    pub id: String,
    /// The test day, where it exists already.
    pub session: Option<SessionId>,
    pub host: OrganisationId,
    pub on: NaiveDate,
    pub seats: i64,
    /// Most people to invite: seats, and what the no-show rate allows on top.
    pub invite: i64,
    /// People the plan books there, known and expected.
    pub booked: i64,
    /// 0: the host whose turn it is; 1 and more: a reserve steps in.
    pub turn: i64,
}

/// How many people the plan was made for, and what becomes of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    pub waiting: i64,
    pub untested: i64,
    /// Expected arrivals.
    pub expected: i64,
    pub seated: i64,
    pub unseated: i64,
    /// Seated later than the region's limit of days.
    pub late: i64,
}

/// The planner's answer, as its own documents (`planning::schedule`, `planning::explain`), kept as they were given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// `foerderkette.schedule/1`
    pub schedule: String,
    pub explanation: String,
    /// Changes against the plan it was made from; empty for a first one.
    pub changes: String,
    /// In how many drawn futures each start opens that must be decided now; empty where none were drawn.
    #[serde(default)]
    pub support: String,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StartPlan {
    pub id: StartPlanId,
    pub region: RegionId,
    pub version: i64,
    /// Plan this one was made from by hand.
    pub parent: Option<StartPlanId>,
    pub by_hand: Vec<ByHand>,
    /// Seats of single people fixed by hand; nobody's business outside the bodies that steer.
    #[serde(default)]
    pub seats_by_hand: Vec<SeatByHand>,
    pub proposed_by: OrganisationId,
    pub proposed_at: Moment,
    pub proposed_on: NaiveDate,
    pub until: NaiveDate,
    /// Fingerprint of everything that went in, besides what was fixed by hand.
    pub input_version: String,
    pub seed: u64,
    /// Limits and habits it was made under.
    pub settings: PlanningSettings,
    /// By first day.
    pub starts: Vec<ProposedStart>,
    /// By day.
    pub test_days: Vec<ProposedTestDay>,
    pub people: People,
    pub answer: Answer,
    /// Every goal is proven best.
    pub proven: bool,
    /// The independent checker found nothing wrong.
    pub checked: bool,
    pub state: StartPlanState,
    pub decided_by: Option<AccountId>,
    pub decided_on: Option<NaiveDate>,
    /// What the acceptance brought about.
    #[serde(default)]
    pub carried: Carried,
}

impl StartPlan {
    /// Starts the plan adds to what is published.
    pub fn new_starts(&self) -> impl Iterator<Item = &ProposedStart> {
        self.starts.iter().filter(|start| start.course.is_none())
    }

    /// Test days the plan adds to what is planned.
    pub fn new_test_days(&self) -> impl Iterator<Item = &ProposedTestDay> {
        self.test_days.iter().filter(|day| day.session.is_none())
    }

    /// People seated per provider, and those expected besides.
    pub fn seated_by(&self, provider: OrganisationId) -> i64 {
        let own = self.starts.iter().filter(|start| start.key.provider == provider);
        own.map(|start| start.waiting + start.expected).sum()
    }
}

#[cfg(test)]
mod tests;
