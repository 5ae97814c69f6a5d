//! Courses: types, runs, sections of 100 lessons, seats and dates. Not for who sits in them: see `assignment`.

mod kinds;
mod lifecycle;

pub use kinds::{KindRow, KindTable, LESSONS_PER_SECTION};

use crate::ids::{CourseId, OrganisationId, RegionId};
use crate::organisation::Place;
use crate::person::TimeOfDay;
use crate::refusal::Refusal;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

codes! {
    /// Types of the Integrationskurs (handbook 3.1). Hours, group size and validity are data: `rules/course_kinds.toml`.
    CourseKind {
        AllgemeinerIntegrationskurs = "ALLG",
        Intensivkurs = "INT",
        Alphabetisierungskurs = "ALPHA",
        Zweitschriftlernerkurs = "ZWEIT",
        Foerderkurs = "FOERD",
        Elternkurs = "ELTERN",
        Frauenkurs = "FRAUEN",
        Jugendkurs = "JUGEND",
        Wiederholungskurs = "WDH",
    }
}

codes! {
    /// Life of a course run.
    CourseState {
        /// Seen by the provider only.
        Draft = "draft",
        /// Seats may be given.
        Published = "published",
        Running = "running",
        Ended = "ended",
        Cancelled = "cancelled",
    }
}

/// A stretch of 100 lessons with its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// From 1; the last one of a kind is the orientation course.
    pub number: u8,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// A course run of a provider.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Course {
    pub id: CourseId,
    pub region: RegionId,
    pub version: i64,
    /// Provider; only it changes the course.
    pub organisation: OrganisationId,
    /// The provider's own number.
    pub number: String,
    pub kind: CourseKind,
    pub title: String,
    pub place: Place,
    /// First day as planned, and as it really was.
    pub planned_start_on: NaiveDate,
    pub started_on: Option<NaiveDate>,
    pub first_section: u8,
    pub sections: Vec<Section>,
    pub lessons_per_week: i64,
    pub times: Vec<TimeOfDay>,
    pub seats: i64,
    /// Fewest people for the provider to start; economic, not law.
    pub minimum: i64,
    /// Children that can be looked after during lessons.
    pub child_care_seats: i64,
    pub online: bool,
    /// Lessons held in the current section, for the refill limit.
    pub lessons_held: i64,
    /// Day on which the provider offered its empty seats for refilling.
    #[serde(default)]
    pub offered_on: Option<NaiveDate>,
    pub state: CourseState,
}

impl Course {
    /// Day on which a section begins, if the course holds that section.
    pub fn section_start(&self, number: u8) -> Option<NaiveDate> {
        self.sections.iter().find(|s| s.number == number).map(|s| s.starts_on)
    }

    /// First day, real or planned.
    pub fn start_on(&self) -> NaiveDate {
        self.started_on.unwrap_or(self.planned_start_on)
    }

    /// Last day, as planned.
    pub fn ends_on(&self) -> NaiveDate {
        self.sections.last().map_or_else(|| self.start_on(), |section| section.ends_on)
    }

    /// Last day of the language part. The last section of a course of several is the orientation course; repeated
    /// lessons are language lessons only.
    pub fn language_ends_on(&self) -> NaiveDate {
        match self.sections.as_slice() {
            [.., language, _orientation] if self.kind != CourseKind::Wiederholungskurs => language.ends_on,
            _ => self.ends_on(),
        }
    }

    /// The next entry on or after a day: `(section, day)`. A running course can still be entered up to
    /// the refill limit of the section under way (AbrRL § 1 Abs. 4), which counts as entry today.
    pub fn entry_on(&self, section: u8, today: NaiveDate, refill_until_lesson: i64) -> Option<NaiveDate> {
        let start = self.section_start(section)?;
        match self.state {
            CourseState::Published => (start >= today).then_some(start),
            CourseState::Running if start > today => Some(start),
            CourseState::Running => {
                let under_way = self
                    .sections
                    .iter()
                    .any(|s| s.number == section && s.starts_on <= today && today <= s.ends_on);
                (under_way && self.lessons_held < refill_until_lesson).then_some(today)
            }
            CourseState::Draft | CourseState::Ended | CourseState::Cancelled => None,
        }
    }

    /// Refuses numbers and dates that cannot be.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.seats < 1 {
            return Err(Refusal::new("course-without-seats").at("seats"));
        }
        if self.minimum > self.seats {
            return Err(Refusal::new("minimum-above-seats")
                .with("minimum", self.minimum)
                .with("seats", self.seats)
                .at("minimum"));
        }
        if !(1..=40).contains(&self.lessons_per_week) {
            return Err(Refusal::new("lessons-per-week-out-of-range").at("lessons_per_week"));
        }
        if self.sections.is_empty() {
            return Err(Refusal::new("course-without-sections").at("first_section"));
        }
        Ok(())
    }
}

/// Sections from `first` to `last`, each 100 lessons at `lessons_per_week`, from a first day on.
pub fn sections(first: u8, last: u8, starts_on: NaiveDate, lessons_per_week: i64) -> Vec<Section> {
    let weeks = (100 + lessons_per_week.max(1) - 1) / lessons_per_week.max(1);
    let mut day = starts_on;
    (first..=last)
        .map(|number| {
            let starts_on = day;
            let next = starts_on.checked_add_days(Days::new(7 * weeks as u64)).unwrap_or(NaiveDate::MAX);
            day = next;
            Section { number, starts_on, ends_on: next.pred_opt().unwrap_or(next) }
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A published general course of seven sections at 20 lessons a week.
    pub(crate) fn course(start: &str) -> Course {
        let start: NaiveDate = start.parse().expect("a date");
        Course {
            id: CourseId(1),
            region: RegionId(1),
            version: 1,
            organisation: OrganisationId(2),
            number: "K-1".into(),
            kind: CourseKind::AllgemeinerIntegrationskurs,
            title: String::new(),
            place: Place::default(),
            planned_start_on: start,
            started_on: None,
            first_section: 1,
            sections: sections(1, 7, start, 20),
            lessons_per_week: 20,
            times: vec![TimeOfDay::Morning],
            seats: 20,
            minimum: 12,
            child_care_seats: 0,
            online: false,
            lessons_held: 0,
            offered_on: None,
            state: CourseState::Published,
        }
    }

    #[test]
    fn sections_follow_one_another_without_a_gap() {
        let course = course("2026-12-01");
        assert_eq!(course.sections.len(), 7);
        for pair in course.sections.windows(2) {
            assert_eq!(pair[0].ends_on.succ_opt(), Some(pair[1].starts_on));
        }
        assert_eq!((course.sections[0].ends_on - course.sections[0].starts_on).num_days() + 1, 35);
    }

    #[test]
    fn a_running_course_is_entered_up_to_the_refill_limit_and_later_at_the_next_section() {
        let mut course = course("2026-12-01");
        course.state = CourseState::Running;
        let today: NaiveDate = "2026-12-03".parse().expect("a date");
        course.lessons_held = 24;
        assert_eq!(course.entry_on(1, today, 25), Some(today));
        course.lessons_held = 25;
        assert_eq!(course.entry_on(1, today, 25), None);
        assert_eq!(course.entry_on(2, today, 25), course.section_start(2));
    }
}
