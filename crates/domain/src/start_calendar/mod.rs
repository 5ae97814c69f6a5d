//! The calendar of a region's course starts and test days: whether every type starts often enough, and what collides.
//! Facts only, each with its days; nobody is blamed and nothing is changed. Not for choosing starts: see `start_plan`.

mod collisions;
mod promise;

pub use collisions::{Collision, CollisionCode, collisions};
pub use promise::{Gap, Promise, promises};

use crate::course::{Course, CourseKind, CourseState};
use crate::ids::{CourseId, OrganisationId, SessionId};
use crate::person::TimeOfDay;
use crate::placement::{Session, SessionState};
use chrono::NaiveDate;

/// A course as the calendar sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub course: CourseId,
    pub provider: OrganisationId,
    pub kind: CourseKind,
    pub first_section: u8,
    pub town: String,
    pub time: Option<TimeOfDay>,
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    pub lessons_per_week: i64,
    pub seats: i64,
    /// Only a draft of its provider.
    pub draft: bool,
}

impl Run {
    /// Of a course; `None` for one that was cancelled.
    pub fn of(course: &Course) -> Option<Run> {
        (course.state != CourseState::Cancelled).then(|| Run {
            course: course.id,
            provider: course.organisation,
            kind: course.kind,
            first_section: course.first_section,
            town: course.place.town.clone(),
            time: course.times.first().copied(),
            from: course.start_on(),
            until: course.ends_on(),
            lessons_per_week: course.lessons_per_week,
            seats: course.seats,
            draft: course.state == CourseState::Draft,
        })
    }

    /// It takes place on a day.
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }
}

/// A test day as the calendar sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestDayMark {
    pub session: SessionId,
    pub host: Option<OrganisationId>,
    pub town: String,
    pub on: NaiveDate,
    pub seats: i64,
    pub booked: i64,
    /// Version of its record: a phone takes over a moved day.
    pub version: i64,
}

impl TestDayMark {
    /// Of a test day; `None` for one that was cancelled.
    pub fn of(session: &Session, booked: i64) -> Option<TestDayMark> {
        (session.state != SessionState::Cancelled).then(|| TestDayMark {
            session: session.id,
            host: session.host,
            town: session.place.town.clone(),
            on: session.held_on,
            seats: session.seats(),
            booked,
            version: session.version,
        })
    }
}

#[cfg(test)]
mod tests;
