//! What every course must meet before it is kept or offered, whoever brings it: a provider's form, or a plan the round
//! accepted. Not for who may do so, nor for what happens to people when a course changes.

use crate::course_kinds::course_kinds;
use chrono::NaiveDate;
use domain::course::{Course, sections};
use domain::refusal::Refusal;

/// The course with its sections computed from type, first section, first day and lessons per week.
pub fn complete(mut course: Course) -> Result<Course, Refusal> {
    course.number = course.number.trim().to_owned();
    if course.number.is_empty() {
        return Err(Refusal::new("course-number-missing").at("number"));
    }
    let row = course_kinds().check(&course)?;
    course.sections =
        sections(course.first_section, row.sections(), course.planned_start_on, course.lessons_per_week);
    course.check()?;
    Ok(course)
}

/// The draft as the region sees it from now on.
pub fn published(mut draft: Course, today: NaiveDate) -> Result<Course, Refusal> {
    course_kinds().check(&draft)?;
    draft.publish(today)?;
    Ok(draft)
}
