//! How a course run changes: published, moved, begun, taught, cancelled. Not for the people in it: what a
//! change means for them is decided in `assignment::progress`.

use super::{Course, CourseState, LESSONS_PER_SECTION, sections};
use crate::refusal::Refusal;
use chrono::NaiveDate;

impl Course {
    fn must_be(&self, allowed: &[CourseState]) -> Result<(), Refusal> {
        if allowed.contains(&self.state) {
            Ok(())
        } else {
            Err(Refusal::new("course-not-in-this-state").with("state", self.state.code()))
        }
    }

    /// Shows the course to the region; a first day that is over cannot be promised.
    pub fn publish(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[CourseState::Draft])?;
        if self.planned_start_on < today {
            return Err(Refusal::new("course-start-in-the-past")
                .with("on", self.planned_start_on)
                .at("planned_start_on"));
        }
        self.state = CourseState::Published;
        Ok(())
    }

    /// Takes the course back before it has begun.
    pub fn cancel(&mut self) -> Result<(), Refusal> {
        self.must_be(&[CourseState::Draft, CourseState::Published])?;
        self.state = CourseState::Cancelled;
        Ok(())
    }

    /// The first day has come; the real day counts from now on and later sections move with it.
    pub fn start(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[CourseState::Published, CourseState::Running])?;
        if self.state == CourseState::Running {
            return Ok(());
        }
        if on != self.planned_start_on
            && let (Some(first), Some(last)) = (self.sections.first(), self.sections.last())
        {
            self.sections = sections(first.number, last.number, on, self.lessons_per_week);
        }
        self.started_on = Some(on);
        self.state = CourseState::Running;
        Ok(())
    }

    /// The last day is over and everybody's way out of the course is recorded.
    pub fn finish(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[CourseState::Running])?;
        if today < self.ends_on() {
            return Err(Refusal::new("course-still-runs").with("on", self.ends_on()));
        }
        self.state = CourseState::Ended;
        Ok(())
    }

    /// Notes the lessons held in the section under way.
    pub fn advance(&mut self, lessons_held: i64) -> Result<(), Refusal> {
        self.must_be(&[CourseState::Running])?;
        if !(0..=LESSONS_PER_SECTION).contains(&lessons_held) {
            return Err(Refusal::new("lessons-held-out-of-range")
                .with("most", LESSONS_PER_SECTION)
                .at("lessons_held"));
        }
        self.lessons_held = lessons_held;
        Ok(())
    }

    /// Offers the empty seats for refilling; none can be offered beyond the limit (AbrRL § 1 Abs. 4).
    pub fn offer_seats(
        &mut self,
        today: NaiveDate,
        taken: i64,
        refill_until_lesson: i64,
    ) -> Result<(), Refusal> {
        self.must_be(&[CourseState::Published, CourseState::Running])?;
        if taken >= self.seats {
            return Err(Refusal::new("course-has-no-empty-seat").with("seats", self.seats));
        }
        if self.state == CourseState::Running && self.lessons_held >= refill_until_lesson {
            return Err(Refusal::new("refill-limit-reached").with("lesson", refill_until_lesson));
        }
        self.offered_on = Some(today);
        Ok(())
    }

    /// The course as the provider wants it, keeping what is not theirs to set; `taken` seats stay.
    pub fn changed_to(&self, wanted: Course, taken: i64) -> Result<Course, Refusal> {
        self.must_be(&[CourseState::Draft, CourseState::Published, CourseState::Running])?;
        if wanted.seats < taken {
            return Err(Refusal::new("seats-below-taken").with("taken", taken).at("seats"));
        }
        if taken > 0 && wanted.kind != self.kind {
            return Err(Refusal::new("course-kind-with-people").at("kind"));
        }
        if self.state == CourseState::Running && wanted.planned_start_on != self.planned_start_on {
            return Err(Refusal::new("course-has-begun").at("planned_start_on"));
        }
        Ok(Course {
            id: self.id,
            region: self.region,
            version: self.version,
            organisation: self.organisation,
            started_on: self.started_on,
            lessons_held: self.lessons_held,
            offered_on: self.offered_on,
            state: self.state,
            ..wanted
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::tests::course;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_course_whose_first_day_is_over_is_not_published() {
        let mut late = course("2026-11-24");
        late.state = CourseState::Draft;
        assert_eq!(late.publish(day("2026-11-25")).expect_err("over").code, "course-start-in-the-past");
        assert!(late.publish(day("2026-11-24")).is_ok());
        assert_eq!(late.publish(day("2026-11-24")).expect_err("twice").code, "course-not-in-this-state");
    }

    #[test]
    fn later_sections_move_with_the_real_first_day() {
        let mut course = course("2026-12-01");
        course.start(day("2026-12-08")).expect("it begins");
        assert_eq!(course.start_on(), day("2026-12-08"));
        assert_eq!(course.section_start(1), Some(day("2026-12-08")));
        assert_eq!(course.section_start(2), Some(day("2027-01-12")));
    }

    #[test]
    fn a_running_course_is_neither_cancelled_nor_moved() {
        let mut running = course("2026-12-01");
        running.start(day("2026-12-01")).expect("it begins");
        assert!(running.cancel().is_err());
        let moved = Course { planned_start_on: day("2027-01-01"), ..running.clone() };
        assert_eq!(running.changed_to(moved, 3).expect_err("begun").code, "course-has-begun");
    }

    #[test]
    fn seats_that_are_taken_cannot_be_taken_away() {
        let course = course("2026-12-01");
        let smaller = Course { seats: 11, ..course.clone() };
        assert_eq!(course.changed_to(smaller.clone(), 12).expect_err("taken").code, "seats-below-taken");
        assert_eq!(course.changed_to(smaller, 11).expect("fits").seats, 11);
    }

    #[test]
    fn empty_seats_are_offered_only_below_the_refill_limit() {
        let mut course = course("2026-12-01");
        course.start(day("2026-12-01")).expect("it begins");
        course.advance(24).expect("within a section");
        assert!(course.offer_seats(day("2026-12-03"), 19, 25).is_ok());
        assert_eq!(
            course.offer_seats(day("2026-12-03"), 20, 25).expect_err("full").code,
            "course-has-no-empty-seat"
        );
        course.advance(25).expect("within a section");
        assert_eq!(
            course.offer_seats(day("2026-12-03"), 1, 25).expect_err("too late").code,
            "refill-limit-reached"
        );
        assert!(course.advance(101).is_err());
    }
}
