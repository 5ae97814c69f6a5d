//! The case file: one person's way through the chain, its stage and its next step. Not for single
//! acts (`act`), test seats (`placement`) or course seats (`assignment`); those are its evidence.

mod duplicate;
mod evidence;
mod lapse;
mod mark;
mod next;
#[cfg(test)]
mod next_tests;
mod onward;
#[cfg(test)]
mod onward_tests;
mod rights;
mod steps;

pub use duplicate::{Holdings, other_goes_on};
pub use evidence::{Evidence, GraduateEvidence, RecommendationEvidence, SeatEvidence, TestEvidence};
pub use lapse::{Lapse, clocks, lapse, running};
pub use mark::{Mark, MarkKind, StepReason};
pub use next::{Progress, progress};
pub use rights::{leading, obliging};

use crate::deadline::Activity;

use crate::ids::{CaseId, OrganisationId, PersonId, RegionId};
use crate::placement::Recommendation;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

codes! {
    /// Where the person stands; the stages of the handbook (6.1).
    Stage {
        /// A right or duty is known, no test appointment yet.
        Opened = "opened",
        /// Invited to a placement test.
        Invited = "invited",
        /// Tested, waiting for a seat.
        AwaitingSeat = "awaiting_seat",
        /// A seat is reserved; the person must register.
        Reserved = "reserved",
        /// Registered, waiting for the first day.
        Registered = "registered",
        /// In the course.
        InCourse = "in_course",
        /// Pauses; comes back on a day.
        Interrupted = "interrupted",
        /// The course is over, what follows has not begun.
        AfterCourse = "after_course",
        /// In training, work, school or a vocational course.
        Onward = "onward",
        /// Ended or stopped; nothing is due.
        Closed = "closed",
    }
}

codes! {
    /// Why a case was closed.
    ClosingReason {
        MovedAway = "moved_away",
        RightLapsed = "right_lapsed",
        Withdrawn = "withdrawn",
        Finished = "finished",
        Duplicate = "duplicate",
        Other = "other",
    }
}

codes! {
    /// What has to happen next.
    StepCode {
        BookTest = "book_test",
        AttendTest = "attend_test",
        EnterResult = "enter_result",
        BookSecondTest = "book_second_test",
        AskForObstacle = "ask_for_obstacle",
        AssignSeat = "assign_seat",
        RegisterAtProvider = "register_at_provider",
        ConfirmStart = "confirm_start",
        ReassignLateStart = "reassign_late_start",
        ClarifyNonArrival = "clarify_non_arrival",
        FollowCourse = "follow_course",
        /// An interrupted course goes on, or another one is looked for.
        PlanReturn = "plan_return",
        /// The office that finds work or training with the person is brought in.
        InvolveOffice = "involve_office",
        HoldTalk = "hold_talk",
        WriteSheet = "write_sheet",
        DecideNextStep = "decide_next_step",
        /// A result is known that the decision did not know.
        AdjustDecision = "adjust_decision",
        /// The Berufssprachkurs that was decided needs a right or duty.
        IssueAuthorisation = "issue_authorisation",
        /// A recommended measure waits for the answer of the office that decides.
        AnswerRecommendation = "answer_recommendation",
        StartFollowOn = "start_follow_on",
        /// How it goes after 3, 6 and 12 months.
        FollowUp = "follow_up",
        /// The case goes to another county.
        HandOverCase = "hand_over_case",
        CloseCase = "close_case",
    }
}

/// What the day of a next step follows from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DueBy {
    /// A deadline of the region.
    Activity(Activity),
    /// Six weeks of § 7 Abs. 4 IntV.
    StartPromise,
    Appointment,
    Reservation,
    FirstCourseDay,
    CourseEnd,
    /// Day on which somebody who paused comes back.
    ReturnDay,
    /// First day of what was decided.
    PlannedStart,
    /// Somebody named the day.
    #[default]
    Hand,
}

impl DueBy {
    /// The stored code.
    pub fn code(self) -> &'static str {
        match self {
            DueBy::Activity(activity) => activity.code(),
            DueBy::StartPromise => "D-05",
            DueBy::Appointment => "appointment",
            DueBy::Reservation => "reservation",
            DueBy::FirstCourseDay => "first_course_day",
            DueBy::CourseEnd => "course_end",
            DueBy::ReturnDay => "return_day",
            DueBy::PlannedStart => "planned_start",
            DueBy::Hand => "hand",
        }
    }

    fn from_code(code: &str) -> Self {
        match code {
            "D-05" => DueBy::StartPromise,
            "appointment" => DueBy::Appointment,
            "reservation" => DueBy::Reservation,
            "first_course_day" => DueBy::FirstCourseDay,
            "course_end" => DueBy::CourseEnd,
            "return_day" => DueBy::ReturnDay,
            "planned_start" => DueBy::PlannedStart,
            other => Activity::from_code(other).map_or(DueBy::Hand, DueBy::Activity),
        }
    }
}

impl Serialize for DueBy {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for DueBy {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(DueBy::from_code(&String::deserialize(deserializer)?))
    }
}

/// Next step, who takes it, until when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NextStep {
    pub what: StepCode,
    pub organisation: OrganisationId,
    pub due_on: NaiveDate,
    /// What the day follows from.
    #[serde(default)]
    pub by: DueBy,
    /// Test day or course it is about.
    #[serde(default)]
    pub about: Option<i64>,
}

impl NextStep {
    /// A step of a body without a day yet.
    pub fn new(what: StepCode, organisation: OrganisationId) -> Self {
        NextStep { what, organisation, due_on: NaiveDate::MAX, by: DueBy::Hand, about: None }
    }

    /// The same until a day that follows from something.
    pub fn due(self, due_on: NaiveDate, by: DueBy) -> Self {
        NextStep { due_on, by, ..self }
    }

    /// The same about a test day or course.
    pub fn about(self, id: i64) -> Self {
        NextStep { about: Some(id), ..self }
    }
}

/// End of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closing {
    pub on: NaiveDate,
    pub reason: ClosingReason,
}

/// A case file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    pub id: CaseId,
    pub region: RegionId,
    pub version: i64,
    pub person: PersonId,
    /// Number people say on the phone, unique in the region.
    pub number: String,
    pub opened_on: NaiveDate,
    pub stage: Stage,
    /// Authority that leads where several oblige.
    pub lead: OrganisationId,
    /// First act that gave the right: where the Zugangszeit begins.
    pub right_from: Option<NaiveDate>,
    pub right_until: Option<NaiveDate>,
    /// Some authority has obliged the person.
    pub obliged: bool,
    /// First in line for seats (§ 7 Abs. 4 Satz 4 IntV).
    pub priority: bool,
    pub test_attempts: i64,
    pub recommendation: Option<Recommendation>,
    /// Waiting for a seat since this day (test result, or the day a seat was lost).
    pub awaiting_since: Option<NaiveDate>,
    /// Where the Wartezeit begins.
    pub registered_on: Option<NaiveDate>,
    pub started_on: Option<NaiveDate>,
    pub next: Option<NextStep>,
    pub closing: Option<Closing>,
    /// Decisions about steps that still count.
    #[serde(default)]
    pub marks: Vec<Mark>,
    /// The right that lapses first.
    #[serde(default)]
    pub lapse: Option<Lapse>,
}

/// The two waiting clocks in days up to a day (handbook 6.3, K-02 and K-03); each stops at the first lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clocks {
    /// Right or duty issued → first lesson (or today).
    pub zugangszeit: Option<i64>,
    /// Registration → first lesson (or today).
    pub wartezeit: Option<i64>,
}

impl Case {
    /// Both clocks on a day.
    pub fn clocks(&self, today: NaiveDate) -> Clocks {
        let end = self.started_on.unwrap_or(today);
        let days = |from: Option<NaiveDate>| from.map(|from| (end - from).num_days().max(0));
        Clocks { zugangszeit: days(self.right_from), wartezeit: days(self.registered_on) }
    }

    /// Closes the case; nothing is due any more.
    pub fn close(&mut self, on: NaiveDate, reason: ClosingReason) {
        self.stage = Stage::Closed;
        self.closing = Some(Closing { on, reason });
        self.next = None;
        self.lapse = None;
    }
}

/// The day `days` calendar days later; the last day of the calendar if it would overflow.
pub fn days_after(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_days(Days::new(days.max(0) as u64)).unwrap_or(NaiveDate::MAX)
}

/// The case number of the n-th case of a region in a year, e.g. `WUG-2026-00042`.
pub fn number(region_code: &str, year: i32, n: i64) -> String {
    format!("{}-{year}-{n:05}", region_code.to_uppercase())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An open case of nobody in particular.
    pub(crate) fn case() -> Case {
        let on = "2026-11-02".parse().expect("a date");
        Case::open(CaseId(1), RegionId(1), PersonId(1), "WUG-2026-00001".to_owned(), OrganisationId(10), on)
    }

    #[test]
    fn a_case_number_names_region_year_and_place_in_the_year() {
        assert_eq!(number("wug", 2026, 42), "WUG-2026-00042");
    }
}
