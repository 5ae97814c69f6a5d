//! What starts or stops a clock, and the days on which that happened in one case. Not for reading records: see
//! `case::clocks`.

use super::Variant;
use crate::course::CourseKind;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

codes! {
    /// An event that starts or stops a deadline. Events of parts of the chain that keep no record yet stand
    /// here too: their deadlines are shown and can be set, but no case has a day for them.
    Clock {
        QuarterStart = "quarter_start",
        Change = "change",
        FirstContact = "first_contact",
        NeedNoted = "need_noted",
        StatusChecked = "status_checked",
        DuplicateFound = "duplicate_found",
        NoAccess = "no_access",
        /// The case was opened with its first act.
        CertificateHandedOut = "certificate_handed_out",
        /// First act that gave the right.
        FirstRight = "first_right",
        /// Issue of the title that founds the claim (§ 44 Abs. 1 AufenthG).
        TitleIssued = "title_issued",
        /// Admission by BAMF.
        BundesamtAdmitted = "bundesamt_admitted",
        /// Last day as written on a confirmation.
        WrittenEnd = "written_end",
        Obliged = "obliged",
        /// Course named in the Kooperationsplan.
        Kooperationsplan = "kooperationsplan",
        TitleRenewed = "title_renewed",
        TestDay = "test_day",
        /// An appointment was cancelled without the person's fault.
        AppointmentLost = "appointment_lost",
        FirstNoShow = "first_no_show",
        SecondNoShow = "second_no_show",
        ObstacleKnown = "obstacle_known",
        /// The result of the placement test.
        TestTaken = "test_taken",
        NoSeat = "no_seat",
        SeatReserved = "seat_reserved",
        ReservationEnded = "reservation_ended",
        Registered = "registered",
        /// Registration, else assignment or referral (§ 7 Abs. 4 IntV).
        StartPromised = "start_promised",
        SectionBegins = "section_begins",
        CourseStarted = "course_started",
        /// Beginning of a period of one year after which a right lapses.
        YearOfLapse = "year_of_lapse",
        StepSkipped = "step_skipped",
        Warning = "warning",
        HelpTalk = "help_talk",
        /// The person left the course before its end.
        CourseLeft = "course_left",
        LastCourseDay = "last_course_day",
        AddressChanged = "address_changed",
        LanguagePartEnds = "language_part_ends",
        LastCourseDayPlanned = "last_course_day_planned",
        LevelProven = "level_proven",
        /// DTZ or LiD was held.
        ExamHeld = "exam_held",
        /// Result of DTZ or LiD.
        ExamResult = "exam_result",
        Result = "result",
        /// A measure was recommended.
        Recommended = "recommended",
        DecisionB = "decision_b",
        DecisionC = "decision_c",
        Authorised = "authorised",
        LastReport = "last_report",
        RegisteredForBsk = "registered_for_bsk",
        CareerTalk = "career_talk",
        TrainingStarts = "training_starts",
        Profile = "profile",
        WorkStarts = "work_starts",
        WorkLost = "work_lost",
    }
}

codes! {
    /// A circumstance under which a deadline has another length.
    Condition {
        /// The person lives abroad.
        LivesAbroad = "lives_abroad",
    }
}

/// The days of one case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clocks {
    days: BTreeMap<Clock, NaiveDate>,
    conditions: BTreeSet<Condition>,
    course_kind: Option<CourseKind>,
    /// Last day of the residence title; a right founded on it ends with it.
    title_ends_on: Option<NaiveDate>,
}

impl Clocks {
    /// Notes a day; a later note of the same event replaces an earlier one.
    pub fn note(&mut self, clock: Clock, day: Option<NaiveDate>) {
        if let Some(day) = day {
            self.days.insert(clock, day);
        }
    }

    /// Notes a circumstance.
    pub fn mark(&mut self, condition: Condition, holds: bool) {
        if holds {
            self.conditions.insert(condition);
        }
    }

    /// Notes the last day of the residence title.
    pub fn title_ends(&mut self, on: Option<NaiveDate>) {
        self.title_ends_on = on;
    }

    /// Notes the type of course the person takes.
    pub fn course_kind(&mut self, kind: Option<CourseKind>) {
        self.course_kind = kind;
    }

    /// A deadline has the other length here.
    pub(super) fn meets(&self, variant: &Variant, start: NaiveDate) -> bool {
        let kind = variant.course_kinds.is_empty()
            || self.course_kind.is_some_and(|kind| variant.course_kinds.contains(&kind));
        kind && variant.when.is_none_or(|condition| self.conditions.contains(&condition))
            && variant.started_from.is_none_or(|from| from <= start)
    }

    /// The day of an event.
    pub fn day(&self, clock: Clock) -> Option<NaiveDate> {
        self.days.get(&clock).copied()
    }

    /// The last day of the residence title, where it is known.
    pub fn title_ends_on(&self) -> Option<NaiveDate> {
        self.title_ends_on
    }
}
