//! A person registered with a provider for a type: waiting, placed, begun, ended. Not for the right: see
//! `authorisation`.

use super::{VocationalCourse, VocationalCourseState, VocationalLine};
use crate::ids::{
    AuthorisationId, CaseId, OrganisationId, PersonId, RegionId, VocationalCourseId, VocationalPlaceId,
};
use crate::refusal::Refusal;
use crate::region::Pace;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Life of a place.
    PlaceState {
        /// Registered; the group is being collected.
        Waiting = "waiting",
        /// In a course that has not begun.
        Placed = "placed",
        Started = "started",
        /// The course is over for the person.
        Ended = "ended",
        /// Left the list before a course began.
        Left = "left",
    }
}

codes! {
    /// Why somebody ends early; nothing about health.
    BreakOff {
        Work = "work",
        Training = "training",
        OtherCourse = "other_course",
        Moved = "moved",
        NotReached = "not_reached",
        Other = "other",
    }
}

codes! {
    /// What proves the level on registering (§ 8 Abs. 1 DeuFöV).
    LevelProof {
        /// A certificate, which must not be too old.
        Certificate = "certificate",
        /// A placement test, or the provider's own.
        PlacementTest = "placement_test",
    }
}

/// Deadline of the law after which a certificate proves nothing any more.
const PROOF: &str = "D-15";

impl LevelProof {
    /// Refuses a proof of the future, and a certificate that is too old.
    pub fn check(
        self,
        proven_on: NaiveDate,
        (today, provider): (NaiveDate, OrganisationId),
        pace: &Pace,
    ) -> Result<(), Refusal> {
        if proven_on > today {
            return Err(Refusal::new("vocational-proof-in-the-future").at("proven_on"));
        }
        let holds_until = pace.end_of_law(PROOF, proven_on, provider);
        match (self, holds_until) {
            (LevelProof::Certificate, Some(until)) if until < today => {
                Err(Refusal::new("vocational-proof-too-old").with("until", until).at("proven_on"))
            }
            (LevelProof::Certificate | LevelProof::PlacementTest, _) => Ok(()),
        }
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceEnd {
    pub on: NaiveDate,
    /// `None`: the person stayed to the end.
    pub broke_off: Option<BreakOff>,
}

/// What the person takes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VocationalResult {
    pub on: NaiveDate,
    /// The level of the goal was reached; with a certificate of attendance, that it was handed out.
    pub reached: bool,
}

/// A registration and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VocationalPlace {
    pub id: VocationalPlaceId,
    pub region: RegionId,
    pub version: i64,
    pub case: CaseId,
    pub person: PersonId,
    pub authorisation: AuthorisationId,
    pub issuer: OrganisationId,
    pub provider: OrganisationId,
    pub line: VocationalLine,
    /// Obliged people are taken first (§ 8 Abs. 3 DeuFöV).
    pub obliged: bool,
    pub proof: LevelProof,
    pub proven_on: NaiveDate,
    pub registered_on: NaiveDate,
    pub state: PlaceState,
    pub course: Option<VocationalCourseId>,
    /// Day on which person, BAMF and issuer were told that no course begins within four weeks.
    pub no_start_told_on: Option<NaiveDate>,
    /// Day on which they were told that there is no place elsewhere either.
    pub no_place_told_on: Option<NaiveDate>,
    pub end: Option<PlaceEnd>,
    pub result: Option<VocationalResult>,
}

impl VocationalPlace {
    /// The person waits for a course or sits in one.
    pub fn lives(&self) -> bool {
        matches!(self.state, PlaceState::Waiting | PlaceState::Placed | PlaceState::Started)
    }

    fn must_be(&self, allowed: &[PlaceState]) -> Result<(), Refusal> {
        if allowed.contains(&self.state) {
            Ok(())
        } else {
            Err(Refusal::new("vocational-place-not-in-this-state").with("state", self.state.code()))
        }
    }

    /// Gets a seat in a course of the same provider and line that has not begun.
    pub fn place(&mut self, course: &VocationalCourse, taken: i64) -> Result<(), Refusal> {
        self.must_be(&[PlaceState::Waiting])?;
        if course.provider != self.provider || course.line != self.line {
            return Err(Refusal::new("vocational-course-does-not-fit").at("course"));
        }
        if course.state != VocationalCourseState::Planned {
            return Err(Refusal::new("vocational-course-not-planned")
                .with("state", course.state.code())
                .at("course"));
        }
        if taken >= course.seats {
            return Err(Refusal::new("vocational-course-full").with("seats", course.seats).at("course"));
        }
        self.state = PlaceState::Placed;
        self.course = Some(course.id);
        Ok(())
    }

    /// Back on the list: the course does not come about.
    pub fn unplace(&mut self) -> Result<(), Refusal> {
        self.must_be(&[PlaceState::Placed])?;
        self.state = PlaceState::Waiting;
        self.course = None;
        Ok(())
    }

    /// The course begins.
    pub fn start(&mut self) -> Result<(), Refusal> {
        self.must_be(&[PlaceState::Placed])?;
        self.state = PlaceState::Started;
        Ok(())
    }

    /// Ends early, or with the course.
    pub fn end(&mut self, end: PlaceEnd) -> Result<(), Refusal> {
        self.must_be(&[PlaceState::Started])?;
        self.state = PlaceState::Ended;
        self.end = Some(end);
        Ok(())
    }

    /// Leaves the list before a course began.
    pub fn leave(&mut self, end: PlaceEnd) -> Result<(), Refusal> {
        self.must_be(&[PlaceState::Waiting, PlaceState::Placed])?;
        self.state = PlaceState::Left;
        self.course = None;
        self.end = Some(end);
        Ok(())
    }

    /// Person, BAMF and issuer have been told that no course begins; the first time of the four weeks, the second
    /// of the two weeks after them.
    pub fn tell(&mut self, on: NaiveDate) -> Result<bool, Refusal> {
        self.must_be(&[PlaceState::Waiting, PlaceState::Placed])?;
        match (self.no_start_told_on, self.no_place_told_on) {
            (None, _) => {
                self.no_start_told_on = Some(on);
                Ok(false)
            }
            (Some(_), None) => {
                self.no_place_told_on = Some(on);
                Ok(true)
            }
            (Some(_), Some(told)) => Err(Refusal::new("vocational-told-already").with("on", told)),
        }
    }

    /// Another provider takes the person, once it was told that no course begins here. The place in the line and
    /// the clocks stay.
    pub fn refer(&mut self, to: OrganisationId) -> Result<(), Refusal> {
        self.must_be(&[PlaceState::Waiting])?;
        if self.no_start_told_on.is_none() {
            return Err(Refusal::new("vocational-refer-before-told"));
        }
        if to == self.provider {
            return Err(Refusal::new("vocational-refer-to-itself").at("provider"));
        }
        self.provider = to;
        Ok(())
    }

    /// The result of the exam, or the certificate of attendance; after the course and once.
    pub fn take_result(&mut self, result: VocationalResult) -> Result<(), Refusal> {
        self.must_be(&[PlaceState::Ended])?;
        let ended = self.end.map_or(result.on, |end| end.on);
        if self.end.is_some_and(|end| end.broke_off.is_some()) {
            return Err(Refusal::new("vocational-result-after-break-off"));
        }
        if let Some(earlier) = self.result {
            return Err(Refusal::new("vocational-result-already").with("on", earlier.on));
        }
        if result.on < ended {
            return Err(Refusal::new("vocational-result-before-end").with("on", ended).at("result_on"));
        }
        self.result = Some(result);
        Ok(())
    }
}

/// Refuses a second living place of the same type.
pub fn check_registration(line: VocationalLine, places: &[VocationalPlace]) -> Result<(), Refusal> {
    if places.iter().any(|place| place.line.kind == line.kind && place.lives()) {
        return Err(Refusal::new("vocational-place-already").at("code"));
    }
    Ok(())
}
