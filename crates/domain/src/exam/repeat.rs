//! Repeat hours after an unsuccessful exam: to whom, with the reasons for and against. The policy is dated data.

use super::{DtzLevel, ExamRules};
use crate::course::CourseKind;
use chrono::NaiveDate;

codes! {
    /// One reason in the answer about repeat hours.
    RepeatReason {
        /// There is no policy for the day.
        NoPolicy = "no_policy",
        /// Not after this course type.
        KindExcluded = "kind_excluded",
        HoursLeft = "hours_left",
        /// B1 is reached.
        AlreadyB1 = "already_b1",
        /// The DTZ has to be sat first.
        TestMissing = "test_missing",
        /// The DTZ was sat; its result is awaited.
        ResultAwaited = "result_awaited",
        /// The repeat course was had before.
        AlreadyRepeated = "already_repeated",
        /// Attendance was not proper.
        AttendanceNotProper = "attendance_not_proper",
        /// Whether attendance was proper is not known here.
        AttendanceUnknown = "attendance_unknown",
        /// May be applied for without the DTZ.
        WithoutTest = "without_test",
    }
}

impl RepeatReason {
    /// The reason stands against it; the others only say something about the way.
    fn refuses(self) -> bool {
        match self {
            RepeatReason::NoPolicy
            | RepeatReason::KindExcluded
            | RepeatReason::HoursLeft
            | RepeatReason::AlreadyB1
            | RepeatReason::TestMissing
            | RepeatReason::ResultAwaited
            | RepeatReason::AlreadyRepeated
            | RepeatReason::AttendanceNotProper => true,
            RepeatReason::AttendanceUnknown | RepeatReason::WithoutTest => false,
        }
    }
}

/// What the answer is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatFacts {
    /// Type of the course whose hours are used up.
    pub course_kind: CourseKind,
    pub hours_used_up: bool,
    /// Best level so far; `None` without a result.
    pub best: Option<DtzLevel>,
    /// Sat a DTZ without result yet.
    pub awaits_result: bool,
    /// Repeat courses so far.
    pub repeated: i64,
    /// Attendance was proper; `None` where nobody here can say.
    pub attended: Option<bool>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatAnswer {
    pub entitled: bool,
    /// Lessons that may be had.
    pub lessons: i64,
    pub reasons: Vec<RepeatReason>,
}

impl RepeatAnswer {
    /// Whether repeat hours may be applied for on a day.
    pub fn of(rules: &ExamRules, facts: &RepeatFacts, on: NaiveDate) -> Self {
        use RepeatReason as R;
        let Some(policy) = rules.repeat_on(on) else {
            return RepeatAnswer { entitled: false, lessons: 0, reasons: vec![R::NoPolicy] };
        };
        let mut reasons = Vec::new();
        let mut say = |applies: bool, reason: RepeatReason| {
            if applies {
                reasons.push(reason);
            }
        };
        let waived = policy.without_test.contains(&facts.course_kind);
        let untested = facts.best.is_none() && !facts.awaits_result;
        say(!policy.kinds.contains(&facts.course_kind), R::KindExcluded);
        say(!facts.hours_used_up, R::HoursLeft);
        say(facts.best == Some(DtzLevel::B1), R::AlreadyB1);
        say(untested && !waived, R::TestMissing);
        say(untested && waived, R::WithoutTest);
        say(facts.best.is_none() && facts.awaits_result, R::ResultAwaited);
        say(facts.repeated >= policy.most, R::AlreadyRepeated);
        say(facts.attended == Some(false), R::AttendanceNotProper);
        say(facts.attended.is_none(), R::AttendanceUnknown);
        let entitled = !reasons.iter().any(|reason| reason.refuses());
        RepeatAnswer { entitled, lessons: policy.lessons, reasons }
    }
}
