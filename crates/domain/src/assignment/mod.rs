//! A person's seat in a course: reservation by assignment or referral, registration, first day, and
//! every way a seat is lost. Not for choosing seats: see `assignment::cost` and the planner.

pub mod cost;
mod ending;
pub mod offer;
pub mod progress;

#[cfg(test)]
pub(crate) mod lifecycle_tests;

pub use ending::{Ending, Outcome};

use crate::ids::{AssignmentId, CaseId, CourseId, OrganisationId, PersonId, RegionId, SeatPlanId};
use crate::moment::Moment;
use crate::person::Wish;
use crate::placement::Obstacle;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Which of BAMF's two acts gives the seat (§ 7 Abs. 3 IntV).
    AssignmentKind {
        /// For the obliged.
        Zuweisung = "zuweisung",
        /// For the entitled.
        Verweisung = "verweisung",
    }
}

codes! {
    /// Life of a seat.
    AssignmentState {
        /// Kept for the person until a day.
        Reserved = "reserved",
        /// Registered at the provider.
        Registered = "registered",
        /// Came to the course.
        Started = "started",
        /// Did not come on the first day.
        NotArrived = "not_arrived",
        /// The provider gave the seat back with a reason.
        HandedBack = "handed_back",
        /// The reservation ran out.
        Expired = "expired",
        /// Taken back by the assigning or obliging body, or by the person.
        Withdrawn = "withdrawn",
        /// Came to the end of the course.
        Completed = "completed",
        /// Left the course before its end.
        Left = "left",
        /// Pauses and comes back on a day.
        Interrupted = "interrupted",
    }
}

codes! {
    /// Why a provider hands a seat back; it cannot refuse a person as such.
    HandBackReason {
        CourseCancelled = "course_cancelled",
        CourseFull = "course_full",
        LevelDoesNotFit = "level_does_not_fit",
        TimesDoNotFit = "times_do_not_fit",
        ChildCareMissing = "child_care_missing",
        PersonNotReached = "person_not_reached",
        AlreadyElsewhere = "already_elsewhere",
        Other = "other",
    }
}

/// What the provider heard from somebody who did not come (process 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clarified {
    pub on: NaiveDate,
    pub obstacle: Obstacle,
    pub wants_seat: bool,
}

/// A person's seat in a course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    pub id: AssignmentId,
    pub region: RegionId,
    pub version: i64,
    pub case: CaseId,
    pub person: PersonId,
    pub course: CourseId,
    pub provider: OrganisationId,
    pub section: u8,
    pub entry_on: NaiveDate,
    pub kind: AssignmentKind,
    pub state: AssignmentState,
    pub assigned_on: NaiveDate,
    /// Last day on which the seat is kept without registration.
    pub reserved_until: NaiveDate,
    pub registered_on: Option<NaiveDate>,
    pub arrived_on: Option<NaiveDate>,
    pub arrival_noted_at: Option<Moment>,
    pub hand_back: Option<HandBackReason>,
    /// Day on which the seat was lost, or on which the person stayed away.
    #[serde(default)]
    pub lost_on: Option<NaiveDate>,
    /// Day on which the provider moved the first day.
    #[serde(default)]
    pub moved_on: Option<NaiveDate>,
    #[serde(default)]
    pub clarified: Option<Clarified>,
    /// How the person's time in the course ended.
    #[serde(default)]
    pub ending: Option<Ending>,
    pub plan: Option<SeatPlanId>,
    /// Code of the appointment page as printed on the letter.
    pub code: String,
    pub reasons: Vec<cost::Reason>,
    /// What the person had wished when the seat was given (process 3.2).
    #[serde(default)]
    pub wishes: Vec<Wish>,
}

impl Assignment {
    /// The seat is taken.
    pub fn holds_seat(&self) -> bool {
        matches!(
            self.state,
            AssignmentState::Reserved | AssignmentState::Registered | AssignmentState::Started
        )
    }

    fn must_be(&self, allowed: &[AssignmentState]) -> Result<(), Refusal> {
        if allowed.contains(&self.state) {
            Ok(())
        } else {
            Err(Refusal::new("seat-not-in-this-state").with("state", self.state.code()))
        }
    }

    /// The person registers at the provider.
    pub fn register(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[AssignmentState::Reserved])?;
        self.state = AssignmentState::Registered;
        self.registered_on = Some(on);
        Ok(())
    }

    /// The person came; who comes without having registered is registered by coming.
    pub fn arrive(&mut self, on: NaiveDate, at: Moment) -> Result<(), Refusal> {
        self.must_be(&[AssignmentState::Reserved, AssignmentState::Registered, AssignmentState::NotArrived])?;
        self.state = AssignmentState::Started;
        self.lost_on = None;
        self.clarified = None;
        self.registered_on.get_or_insert(on);
        self.arrived_on = Some(on);
        self.arrival_noted_at = Some(at);
        Ok(())
    }

    /// The person did not come on the first day.
    pub fn stay_away(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[AssignmentState::Reserved, AssignmentState::Registered])?;
        self.state = AssignmentState::NotArrived;
        self.lost_on = Some(on);
        Ok(())
    }

    /// Nobody has heard yet why the person did not come.
    pub fn is_unclear(&self) -> bool {
        self.state == AssignmentState::NotArrived && self.clarified.is_none()
    }

    /// It is known what kept the person away.
    pub fn clarify(&mut self, clarified: Clarified) -> Result<(), Refusal> {
        if !self.is_unclear() {
            return Err(Refusal::new("nothing-to-clarify"));
        }
        self.clarified = Some(clarified);
        Ok(())
    }

    /// The provider hands the seat back.
    pub fn hand_back(&mut self, reason: HandBackReason, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[AssignmentState::Reserved, AssignmentState::Registered, AssignmentState::NotArrived])?;
        self.lost_on.get_or_insert(on);
        self.state = AssignmentState::HandedBack;
        self.hand_back = Some(reason);
        Ok(())
    }

    /// The reservation has run out on a day.
    pub fn expire(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[AssignmentState::Reserved])?;
        if today <= self.reserved_until {
            return Err(Refusal::new("reservation-still-holds").with("until", self.reserved_until));
        }
        self.state = AssignmentState::Expired;
        self.lost_on = Some(today);
        Ok(())
    }

    /// The seat is taken back.
    pub fn withdraw(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[AssignmentState::Reserved, AssignmentState::Registered, AssignmentState::NotArrived])?;
        self.lost_on.get_or_insert(on);
        self.state = AssignmentState::Withdrawn;
        Ok(())
    }
}
