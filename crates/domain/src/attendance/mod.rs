//! Who was in the course on which day, and what follows when somebody stays away: early warning, help first,
//! and only then the report to those whom § 8 Abs. 3 IntV names (reference process 4.4–4.7). "Cannot" and
//! "will not" are different things everywhere. Not for the seat itself: see `assignment`.

mod concern;
mod excuse;
mod line;
mod report;
mod tally;

pub use concern::{
    Concern, ConcernState, Finding, FindingCode, Help, HelpTalk, Hindrance, Settlement, SettlementCode,
};
pub use excuse::{Excuse, ExcuseRow, ExcuseTable};
pub use line::typed_marks;
pub use report::{AnswerCode, AttendanceReport, ReportAnswer, ReportFacts, recipients};
pub use tally::{Tally, Warning};

use crate::course::{Course, CourseKind, CourseState};
use crate::ids::{AssignmentId, AttendanceDayId, CourseId, OrganisationId, RegionId};
use crate::refusal::Refusal;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most lessons of one course day.
pub const MOST_LESSONS: i64 = 10;

codes! {
    /// Sign of a day in the attendance list; the codes are those of the billing rules of 1 January 2022
    /// (handbook 3.8).
    Mark {
        Present = "X",
        Excused = "E",
        Unexcused = "U",
        /// Changed to another course or provider.
        Changed = "W",
        /// In the internship of a youth course.
        Internship = "P",
    }
}

/// What a region sets about attendance; every value is a [P] value of the reference process, none is law.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttendanceSettings {
    /// Unexcused days in a hundred from which help is offered and, later, a report may follow (4.4).
    pub warn_unexcused_percent: i64,
    /// Missed days of any kind in a hundred from which help is offered; no report follows from them.
    pub warn_missed_percent: i64,
    /// Calendar days the shares are counted over.
    pub warn_window_days: i64,
    /// Fewest course days before a share says anything.
    pub warn_least_days: i64,
    /// Working days within which the provider talks to the person (4.5).
    pub talk_within_working_days: i64,
    /// Calendar days after which agreed help is looked at again, unless another day is agreed.
    pub review_after_days: i64,
    /// Vain attempts to reach the person before a report.
    pub contact_attempts: i64,
    /// Working days after the talk within which a report is due where nothing improves (4.7).
    pub report_within_working_days: i64,
    /// Working days within which the obliging body says what it did.
    pub answer_within_working_days: i64,
    /// Working days after a course day within which its list is complete (weekly closing, 4.4).
    pub list_within_working_days: i64,
}

impl Default for AttendanceSettings {
    fn default() -> Self {
        AttendanceSettings {
            warn_unexcused_percent: 20,
            warn_missed_percent: 40,
            warn_window_days: 28,
            warn_least_days: 5,
            talk_within_working_days: 5,
            review_after_days: 14,
            contact_attempts: 2,
            report_within_working_days: 5,
            answer_within_working_days: 10,
            list_within_working_days: 5,
        }
    }
}

/// One learner on one day. It names the seat, so that it stays with the person when records are merged and
/// says nothing once the person is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub seat: AssignmentId,
    pub mark: Mark,
    /// Why, out of the catalogue; only with an excused day.
    #[serde(default)]
    pub excuse: Option<Excuse>,
    /// A proof was shown. Never the paper and never what it says.
    #[serde(default)]
    pub proof_seen: bool,
    /// Came or left more than a quarter of an hour off (form of 2018).
    #[serde(default)]
    pub came_at: Option<NaiveTime>,
    #[serde(default)]
    pub left_at: Option<NaiveTime>,
}

impl Entry {
    /// A day without anything further.
    pub fn new(seat: AssignmentId, mark: Mark) -> Self {
        Entry { seat, mark, excuse: None, proof_seen: false, came_at: None, left_at: None }
    }

    /// Without what does not belong to the sign: a reason and a proof only with an excused day, times only
    /// with a day in the course.
    fn tidied(mut self) -> Self {
        if self.mark != Mark::Excused {
            (self.excuse, self.proof_seen) = (None, false);
        }
        if self.mark != Mark::Present {
            (self.came_at, self.left_at) = (None, None);
        }
        self
    }
}

/// The list of one course day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttendanceDay {
    pub id: AttendanceDayId,
    pub region: RegionId,
    pub version: i64,
    pub course: CourseId,
    pub organisation: OrganisationId,
    pub held_on: NaiveDate,
    pub lessons: i64,
    pub entries: Vec<Entry>,
}

impl AttendanceDay {
    /// The sign of a seat, if the list has one.
    pub fn entry(&self, seat: AssignmentId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.seat == seat)
    }

    /// Takes what was written into the list; entries of seats that are not named stay.
    pub fn take(
        &mut self,
        course: &Course,
        lessons: i64,
        written: Vec<Entry>,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        check_day(course, self.held_on, today)?;
        if !(1..=MOST_LESSONS).contains(&lessons) {
            return Err(Refusal::new("attendance-lessons-out-of-range")
                .with("most", MOST_LESSONS)
                .at("lessons"));
        }
        let mut seats = BTreeSet::new();
        for entry in written {
            if !seats.insert(entry.seat) {
                return Err(Refusal::new("attendance-seat-twice"));
            }
            let field = format!("mark-{}", entry.seat);
            if entry.mark == Mark::Internship && course.kind != CourseKind::Jugendkurs {
                return Err(Refusal::new("attendance-internship-only-youth").at(&field));
            }
            if matches!((entry.came_at, entry.left_at), (Some(came), Some(left)) if left <= came) {
                return Err(Refusal::new("attendance-left-before-came").at(&field));
            }
            self.entries.retain(|known| known.seat != entry.seat);
            self.entries.push(entry.tidied());
        }
        self.entries.sort_by_key(|entry| entry.seat);
        self.lessons = lessons;
        Ok(())
    }
}

/// Refuses a day on which the course could not have been held.
pub fn check_day(course: &Course, held_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if !matches!(course.state, CourseState::Running | CourseState::Ended) {
        return Err(Refusal::new("attendance-course-not-begun").with("state", course.state.code()));
    }
    if held_on > today {
        return Err(Refusal::new("attendance-in-the-future").with("on", held_on));
    }
    let last = course.sections.last().map(|section| section.ends_on);
    if held_on < course.start_on() || last.is_some_and(|last| held_on > last) {
        return Err(Refusal::new("attendance-outside-course").with("on", held_on));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::tests::course;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn running() -> Course {
        let mut course = course("2026-11-02");
        course.start(day("2026-11-02")).expect("it begins");
        course
    }

    fn list(on: &str) -> AttendanceDay {
        AttendanceDay {
            id: AttendanceDayId(1),
            region: RegionId(1),
            version: 0,
            course: CourseId(1),
            organisation: OrganisationId(2),
            held_on: day(on),
            lessons: 0,
            entries: Vec::new(),
        }
    }

    #[test]
    fn a_list_is_neither_written_ahead_nor_for_a_day_outside_the_course() {
        let today = day("2026-11-25");
        assert_eq!(
            check_day(&course("2026-11-02"), today, today).expect_err("published").code,
            "attendance-course-not-begun"
        );
        assert_eq!(
            check_day(&running(), day("2026-11-26"), today).expect_err("ahead").code,
            "attendance-in-the-future"
        );
        assert_eq!(
            check_day(&running(), day("2026-10-30"), today).expect_err("before").code,
            "attendance-outside-course"
        );
        assert!(check_day(&running(), today, today).is_ok());
    }

    #[test]
    fn a_reason_and_a_proof_belong_to_an_excused_day_only() {
        let mut day_list = list("2026-11-24");
        let written = Entry {
            excuse: Some(Excuse::Illness),
            proof_seen: true,
            came_at: NaiveTime::from_hms_opt(9, 0, 0),
            ..Entry::new(AssignmentId(7), Mark::Unexcused)
        };
        day_list.take(&running(), 5, vec![written.clone()], day("2026-11-25")).expect("taken");
        assert_eq!(day_list.entry(AssignmentId(7)), Some(&Entry::new(AssignmentId(7), Mark::Unexcused)));
        let excused = Entry { mark: Mark::Excused, ..written };
        day_list.take(&running(), 5, vec![excused], day("2026-11-25")).expect("corrected");
        let kept = day_list.entry(AssignmentId(7)).expect("there");
        assert_eq!((kept.excuse, kept.proof_seen, kept.came_at), (Some(Excuse::Illness), true, None));
        assert_eq!(day_list.entries.len(), 1);
    }

    #[test]
    fn an_internship_day_exists_in_a_youth_course_only() {
        let mut course = running();
        let written = vec![Entry::new(AssignmentId(7), Mark::Internship)];
        let refused = list("2026-11-24").take(&course, 5, written.clone(), day("2026-11-25"));
        assert_eq!(refused.expect_err("refused").code, "attendance-internship-only-youth");
        course.kind = CourseKind::Jugendkurs;
        assert!(list("2026-11-24").take(&course, 5, written, day("2026-11-25")).is_ok());
    }
}
