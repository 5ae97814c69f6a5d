//! What goes into a calendar file for a phone. Not for names: the file may pass through a cloud.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

crate::codes! {
    /// What the entry is about.
    CalendarOccasion {
        PlacementTest = "placement_test",
        CourseStart = "course_start",
    }
}

impl CalendarOccasion {
    /// The occasion's part of a wording key.
    pub fn wording_key(self) -> String {
        self.code().replace('_', "-")
    }
}

/// One entry for the calendar of the recipient's phone. It names no person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalendarEntry {
    /// Stable id of the booking or seat, e.g. `appointment-4711`; the same id updates the same entry.
    pub id: String,
    /// Host name of the installation: right-hand part of the UID.
    pub host: String,
    /// Counts the changes of this entry, so that phones take over a moved date.
    pub revision: u32,
    /// When this state was written, UTC.
    pub written_at: NaiveDateTime,
    pub occasion: CalendarOccasion,
    /// Language code of the texts.
    pub language: String,
    pub time: CalendarTime,
    /// Place and address in one line; empty where unknown.
    pub place: String,
    /// Page of the appointment; empty where there is none.
    pub url: String,
}

/// A whole day in the calendar of a body: a course start or a test day. It names no person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalendarDay {
    /// Stable id, e.g. `course-12`; the same id updates the same entry.
    pub id: String,
    /// Host name of the installation: right-hand part of the UID.
    pub host: String,
    /// Counts the changes of this entry.
    pub revision: u32,
    /// When this state was written, UTC.
    pub written_at: NaiveDateTime,
    pub on: NaiveDate,
    /// What it is, in the language of whoever asked.
    pub title: String,
    pub place: String,
    /// Page of the record; empty where there is none.
    pub url: String,
}

/// When it happens, in the local time of Germany.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarTime {
    /// The time of day is not known yet.
    Day(NaiveDate),
    /// With a time of day and a length in minutes.
    Span { on: NaiveDate, at: NaiveTime, minutes: u32 },
}
