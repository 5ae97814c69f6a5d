//! A group that a provider collects and teaches. Not for who sits in it: see `place`.

use super::{VocationalLine, VocationalRow};
use crate::ids::{OrganisationId, RegionId, VocationalCourseId};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Life of a group.
    VocationalCourseState {
        /// Announced with its first day; people are placed.
        Planned = "planned",
        Running = "running",
        Ended = "ended",
        Cancelled = "cancelled",
    }
}

/// A course of a provider.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VocationalCourse {
    pub id: VocationalCourseId,
    pub region: RegionId,
    pub version: i64,
    pub provider: OrganisationId,
    pub line: VocationalLine,
    /// The provider's own number.
    pub number: String,
    pub town: String,
    pub planned_start_on: NaiveDate,
    pub started_on: Option<NaiveDate>,
    /// Last day, as planned until the course is over.
    pub ends_on: NaiveDate,
    pub seats: i64,
    pub state: VocationalCourseState,
}

impl VocationalCourse {
    /// Refuses numbers and days that cannot be.
    pub fn check(&self, row: &VocationalRow) -> Result<(), Refusal> {
        if self.number.trim().is_empty() {
            return Err(Refusal::new("vocational-course-without-number").at("number"));
        }
        if self.seats < 1 || self.seats > row.most_group {
            return Err(Refusal::new("vocational-seats-out-of-range")
                .with("most", row.most_group)
                .at("seats"));
        }
        if self.ends_on <= self.planned_start_on {
            return Err(Refusal::new("vocational-course-ends-first").at("ends_on"));
        }
        Ok(())
    }

    /// Begins with a number of people; a group below the smallest one that may begin is refused.
    pub fn start(&mut self, on: NaiveDate, people: i64, row: &VocationalRow) -> Result<(), Refusal> {
        self.must_be(VocationalCourseState::Planned)?;
        if people < row.least {
            return Err(Refusal::new("vocational-group-too-small").with("least", row.least));
        }
        if self.ends_on <= on {
            return Err(Refusal::new("vocational-course-ends-first").at("ends_on"));
        }
        self.state = VocationalCourseState::Running;
        self.started_on = Some(on);
        Ok(())
    }

    /// Another first day while nothing has begun.
    pub fn move_start(&mut self, start: NaiveDate, ends_on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(VocationalCourseState::Planned)?;
        (self.planned_start_on, self.ends_on) = (start, ends_on);
        Ok(())
    }

    /// Over for everybody.
    pub fn finish(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(VocationalCourseState::Running)?;
        self.state = VocationalCourseState::Ended;
        self.ends_on = on;
        Ok(())
    }

    /// Does not come about.
    pub fn cancel(&mut self) -> Result<(), Refusal> {
        self.must_be(VocationalCourseState::Planned)?;
        self.state = VocationalCourseState::Cancelled;
        Ok(())
    }

    fn must_be(&self, state: VocationalCourseState) -> Result<(), Refusal> {
        if self.state == state {
            return Ok(());
        }
        Err(Refusal::new("vocational-course-not-in-this-state").with("state", self.state.code()))
    }
}
