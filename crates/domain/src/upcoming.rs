//! What comes next with a record that is nobody's case: a course, a test day, a joint plan. Who has to do
//! it and until when. Not for people: the next step of a case is kept with it, see `case::steps`.

use crate::course::{Course, CourseState, Section};
use crate::organisation::OrganisationKind;
use crate::placement::{Session, SessionState};
use crate::seat_plan::{SeatPlan, SeatPlanState};
use chrono::{Days, NaiveDate};

codes! {
    /// What has to be done next.
    UpcomingCode {
        PublishCourse = "publish_course",
        ConfirmCourseStart = "confirm_course_start",
        OfferEmptySeats = "offer_empty_seats",
        NoteLessons = "note_lessons",
        HoldTestDay = "hold_test_day",
        CloseTestDay = "close_test_day",
        PlanSeats = "plan_seats",
        DecidePlan = "decide_plan",
    }
}

/// The next thing to do, by whom, until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upcoming {
    pub what: UpcomingCode,
    pub who: OrganisationKind,
    pub until: NaiveDate,
}

fn due(what: UpcomingCode, who: OrganisationKind, until: NaiveDate) -> Option<Upcoming> {
    Some(Upcoming { what, who, until })
}

impl Course {
    /// What the provider does next; `free` seats are nobody's.
    pub fn upcoming(&self, today: NaiveDate, free: i64, refill_until_lesson: i64) -> Option<Upcoming> {
        let provider = OrganisationKind::Kurstraeger;
        match self.state {
            CourseState::Draft => due(UpcomingCode::PublishCourse, provider, self.planned_start_on),
            CourseState::Published
                if free > 0 && self.offered_on.is_none() && self.planned_start_on > today =>
            {
                due(UpcomingCode::OfferEmptySeats, provider, self.planned_start_on)
            }
            CourseState::Published => due(UpcomingCode::ConfirmCourseStart, provider, self.planned_start_on),
            CourseState::Running => {
                let section = self.under_way(today)?;
                let refill = free > 0 && self.offered_on.is_none() && self.lessons_held < refill_until_lesson;
                match refill {
                    true => due(
                        UpcomingCode::OfferEmptySeats,
                        provider,
                        self.reached_on(section, refill_until_lesson),
                    ),
                    false => due(UpcomingCode::NoteLessons, provider, section.ends_on),
                }
            }
            CourseState::Ended | CourseState::Cancelled => None,
        }
    }

    fn under_way(&self, today: NaiveDate) -> Option<&Section> {
        self.sections.iter().find(|section| today <= section.ends_on)
    }

    /// Day in a section on which a lesson is reached at the planned pace, within the section.
    fn reached_on(&self, section: &Section, lesson: i64) -> NaiveDate {
        let days = u64::try_from(lesson.max(0) * 7 / self.lessons_per_week.max(1)).unwrap_or_default();
        let day = section.starts_on.checked_add_days(Days::new(days)).unwrap_or(section.ends_on);
        day.min(section.ends_on)
    }
}

impl Session {
    /// What the test site does next; `without_seat` people were tested and wait for a seat, which is due on a day.
    pub fn upcoming(&self, today: NaiveDate, without_seat: usize, seats_due: NaiveDate) -> Option<Upcoming> {
        let site = OrganisationKind::Teststelle;
        match self.state {
            SessionState::Planned if today < self.held_on => {
                due(UpcomingCode::HoldTestDay, site, self.held_on)
            }
            SessionState::Planned => due(UpcomingCode::CloseTestDay, site, self.held_on),
            SessionState::Held if without_seat > 0 => due(UpcomingCode::PlanSeats, site, seats_due),
            SessionState::Held | SessionState::Cancelled => None,
        }
    }
}

impl SeatPlan {
    /// BAMF decides before the first course of the plan begins.
    pub fn upcoming(&self) -> Option<Upcoming> {
        match self.state {
            SeatPlanState::Proposed => {
                let first = self.seats.iter().map(|seat| seat.entry_on).min().unwrap_or(self.proposed_on);
                due(UpcomingCode::DecidePlan, OrganisationKind::Bundesamt, first)
            }
            SeatPlanState::Accepted | SeatPlanState::Rejected | SeatPlanState::Outdated => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::tests::course;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn next(course: &Course, today: &str, free: i64) -> Option<(UpcomingCode, NaiveDate)> {
        course.upcoming(day(today), free, 25).map(|next| (next.what, next.until))
    }

    #[test]
    fn a_course_is_published_filled_begun_and_taught_one_after_the_other() {
        let mut course = course("2026-12-01");
        course.state = CourseState::Draft;
        assert_eq!(next(&course, "2026-11-20", 20), Some((UpcomingCode::PublishCourse, day("2026-12-01"))));
        course.state = CourseState::Published;
        assert_eq!(next(&course, "2026-11-20", 3), Some((UpcomingCode::OfferEmptySeats, day("2026-12-01"))));
        assert_eq!(
            next(&course, "2026-11-20", 0),
            Some((UpcomingCode::ConfirmCourseStart, day("2026-12-01")))
        );
        course.start(day("2026-12-01")).expect("it begins");
        assert_eq!(next(&course, "2026-12-03", 3), Some((UpcomingCode::OfferEmptySeats, day("2026-12-09"))));
        course.lessons_held = 25;
        assert_eq!(next(&course, "2026-12-10", 3), Some((UpcomingCode::NoteLessons, day("2027-01-04"))));
        assert_eq!(next(&course, "2030-01-01", 3), None, "the last section is over");
        course.state = CourseState::Cancelled;
        assert_eq!(next(&course, "2026-12-10", 3), None);
    }
}
