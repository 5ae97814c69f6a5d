//! The end of a section: per learner whether this is still the right course (process 4.6). One form of the provider
//! with a line per learner; whoever goes on as before needs no line. Not for the seat itself: see `assignment`.

use crate::assignment::{Ending, Outcome};
use crate::course::{Course, CourseKind, CourseState};
use crate::ids::{AssignmentId, CourseId, OrganisationId, RegionId, SectionEndId};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What was decided for one learner. It names the seat, so that it says nothing once the person is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub seat: AssignmentId,
    pub outcome: Outcome,
    /// Section to take next; with "up" and "down".
    #[serde(default)]
    pub section: Option<u8>,
    /// Type to take next; with "another type".
    #[serde(default)]
    pub kind: Option<CourseKind>,
    /// Day of return; with an interruption.
    #[serde(default)]
    pub returns_on: Option<NaiveDate>,
}

impl Line {
    /// A line without anything further.
    pub fn new(seat: AssignmentId, outcome: Outcome) -> Self {
        Line { seat, outcome, section: None, kind: None, returns_on: None }
    }

    /// The end of the seat's time in the course on a day.
    pub fn ending(&self, on: NaiveDate) -> Ending {
        Ending { returns_on: self.returns_on, ..Ending::new(on, self.outcome) }
    }
}

/// The review of one section of a course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SectionEnd {
    pub id: SectionEndId,
    pub region: RegionId,
    pub version: i64,
    pub course: CourseId,
    pub organisation: OrganisationId,
    pub section: u8,
    pub held_on: NaiveDate,
    /// Everybody who did not simply go on, in the order of seats.
    pub lines: Vec<Line>,
    /// How many went on.
    pub went_on: i64,
}

/// A section's last day in a course, and whether it is the course's last one.
pub fn last_day(course: &Course, section: u8) -> Option<(NaiveDate, bool)> {
    let found = course.sections.iter().find(|one| one.number == section)?;
    let last = course.sections.last().is_some_and(|one| one.number == section);
    Some((found.ends_on, last))
}

/// Section under way on a day; before the first one the first, after the last one the last.
pub fn under_way(course: &Course, on: NaiveDate) -> Option<u8> {
    let begun = course.sections.iter().rfind(|section| section.starts_on <= on);
    begun.or(course.sections.first()).map(|section| section.number)
}

/// Refuses lines that do not fit the course or section; `seats` are the learners of the course.
pub fn check(
    course: &Course,
    section: u8,
    lines: &[Line],
    (seats, today): (&BTreeSet<AssignmentId>, NaiveDate),
) -> Result<(), Refusal> {
    if !matches!(course.state, CourseState::Running | CourseState::Ended) {
        return Err(Refusal::new("section-course-not-running").with("state", course.state.code()));
    }
    let Some((_, last)) = last_day(course, section) else {
        return Err(Refusal::new("section-not-in-course").at("section"));
    };
    if course.section_start(section).is_some_and(|starts_on| today < starts_on) {
        return Err(Refusal::new("section-not-begun").at("section"));
    }
    let mut seen = BTreeSet::new();
    for line in lines {
        let at = |part: &str| format!("{part}-{}", line.seat);
        if !seats.contains(&line.seat) || !seen.insert(line.seat) {
            return Err(Refusal::new("section-seat-unknown").at(&at("outcome")));
        }
        match line.outcome {
            Outcome::Up | Outcome::Down => check_section(line, section, &at("section"))?,
            Outcome::OtherType if line.kind.is_none_or(|kind| kind == course.kind) => {
                return Err(Refusal::new("section-other-type-missing").at(&at("kind")));
            }
            Outcome::Completed if !last => {
                return Err(Refusal::new("section-is-not-the-last").at(&at("outcome")));
            }
            _ => {}
        }
    }
    Ok(())
}

fn check_section(line: &Line, section: u8, at: &str) -> Result<(), Refusal> {
    let Some(wanted) = line.section else { return Err(Refusal::new("section-missing").at(at)) };
    // "up" leaves at least one section out, "down" takes at least this one again
    let fits = match line.outcome {
        Outcome::Up => wanted > section.saturating_add(1),
        _ => wanted >= 1 && wanted <= section,
    };
    if fits {
        Ok(())
    } else {
        Err(Refusal::new("section-does-not-fit").with("section", i64::from(section)).at(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::tests::course;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn refused(section: u8, line: Line) -> Option<String> {
        let mut running = course("2026-11-02");
        running.start(day("2026-11-02")).expect("it begins");
        let seats = BTreeSet::from([AssignmentId(1)]);
        check(&running, section, &[line], (&seats, day("2027-08-01"))).err().map(|refusal| refusal.code)
    }

    #[test]
    fn up_leaves_a_section_out_and_down_takes_one_again() {
        let line = |outcome, section| Line { section, ..Line::new(AssignmentId(1), outcome) };
        assert_eq!(refused(2, line(Outcome::Up, Some(4))), None);
        assert_eq!(refused(2, line(Outcome::Up, Some(3))), Some("section-does-not-fit".into()));
        assert_eq!(refused(2, line(Outcome::Up, None)), Some("section-missing".into()));
        assert_eq!(refused(2, line(Outcome::Down, Some(2))), None);
        assert_eq!(refused(2, line(Outcome::Down, Some(3))), Some("section-does-not-fit".into()));
        assert_eq!(refused(2, line(Outcome::Down, Some(0))), Some("section-does-not-fit".into()));
    }

    #[test]
    fn only_the_last_section_completes_a_course() {
        let done = Line::new(AssignmentId(1), Outcome::Completed);
        assert_eq!(refused(6, done), Some("section-is-not-the-last".into()));
        assert_eq!(refused(7, done), None);
        assert_eq!(refused(8, done), Some("section-not-in-course".into()));
        let stranger = Line::new(AssignmentId(2), Outcome::BrokeOff);
        assert_eq!(refused(3, stranger), Some("section-seat-unknown".into()));
    }

    #[test]
    fn another_type_is_named_and_is_another_one() {
        let line = |kind| Line { kind, ..Line::new(AssignmentId(1), Outcome::OtherType) };
        let missing = Some("section-other-type-missing".to_owned());
        assert_eq!(refused(1, line(None)), missing);
        assert_eq!(refused(1, line(Some(CourseKind::AllgemeinerIntegrationskurs))), missing);
        assert_eq!(refused(1, line(Some(CourseKind::Alphabetisierungskurs))), None);
    }

    #[test]
    fn the_section_under_way_is_the_last_that_has_begun() {
        let planned = course("2026-12-01");
        assert_eq!(under_way(&planned, day("2026-11-25")), Some(1));
        let second = planned.section_start(2).expect("a second one");
        assert_eq!(under_way(&planned, second), Some(2));
        assert_eq!(under_way(&planned, day("2030-01-01")), Some(7));
    }
}
