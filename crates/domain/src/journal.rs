//! What happened, for history and process analysis: ids, codes and dates only, never a name, never
//! free text. Event names are stored codes and follow the minimal event log of the handbook (6.2).

use crate::ids::{AccountId, CaseId, OperationId, OrganisationId, PersonId, RegionId};
use crate::moment::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// Name of an event.
    EventName {
        PersonRecorded = "person_recorded",
        PersonChanged = "person_changed",
        PersonsMerged = "persons_merged",
        MergeUndone = "merge_undone",
        CaseOpened = "case_opened",
        CaseLeadChanged = "case_lead_changed",
        AgencyInvolved = "agency_involved",
        VocationalAuthorised = "vocational_authorised",
        VocationalRevoked = "vocational_revoked",
        VocationalRegistered = "vocational_registered",
        VocationalCoursePlanned = "vocational_course_planned",
        VocationalCourseCancelled = "vocational_course_cancelled",
        VocationalCourseStarted = "vocational_course_started",
        VocationalPlaced = "vocational_placed",
        VocationalStarted = "vocational_started",
        VocationalEnded = "vocational_ended",
        VocationalNoStart = "vocational_no_start",
        VocationalReferred = "vocational_referred",
        VocationalBrokeOff = "vocational_broke_off",
        VocationalResult = "vocational_result",
        VocationalReported = "vocational_reported",
        VocationalReportTaken = "vocational_report_taken",
        CaseClosed = "case_closed",
        RelocationMade = "relocation_made",
        RelocationConfirmed = "relocation_confirmed",
        RelocationTakenBack = "relocation_taken_back",
        RelocationTakenOver = "relocation_taken_over",
        StepSkipped = "step_skipped",
        StepRepeated = "step_repeated",
        StepEntered = "step_entered",
        CaseHandedOver = "case_handed_over",
        TeamSaved = "team_saved",
        AbsenceNoted = "absence_noted",
        AbsenceEnded = "absence_ended",
        RightIssued = "right_issued",
        DutyIssued = "duty_issued",
        DutyRevoked = "duty_revoked",
        PlanNamesCourse = "plan_names_course",
        SessionPlanned = "session_planned",
        SessionChanged = "session_changed",
        SessionCancelled = "session_cancelled",
        TestInvited = "test_invited",
        TestCancelled = "test_cancelled",
        TestReplied = "test_replied",
        TestCheckedIn = "test_checked_in",
        TestNoshow = "test_noshow",
        TestDone = "test_done",
        ObstacleNoted = "obstacle_noted",
        NoshowReported = "noshow_reported",
        CourseDrafted = "course_drafted",
        CoursePublished = "course_published",
        CourseChanged = "course_changed",
        StartFailed = "start_failed",
        CourseStarted = "course_started",
        CourseCancelled = "course_cancelled",
        SeatPlanProposed = "seat_plan_proposed",
        SeatPlanAccepted = "seat_plan_accepted",
        SeatPlanRejected = "seat_plan_rejected",
        StartPlanProposed = "start_plan_proposed",
        StartPlanAccepted = "start_plan_accepted",
        StartPlanRejected = "start_plan_rejected",
        Assigned = "assigned",
        Referred = "referred",
        Registered = "registered",
        ReservationExpired = "reservation_expired",
        SeatHandedBack = "seat_handed_back",
        SeatWithdrawn = "seat_withdrawn",
        Arrived = "arrived",
        NotArrived = "not_arrived",
        AttendanceTaken = "attendance_taken",
        AbsenceAlert = "absence_alert",
        HelpTalkHeld = "help_talk_held",
        NonattReported = "nonatt_reported",
        NonattAnswered = "nonatt_answered",
        ConcernSettled = "concern_settled",
        CareOffered = "care_offered",
        CareAccepted = "care_accepted",
        CareDeclined = "care_declined",
        CareTakenBack = "care_taken_back",
        SectionEnded = "section_ended",
        CourseEnded = "course_ended",
        CourseCompleted = "course_completed",
        CourseLeft = "course_left",
        Interrupted = "interrupted",
        Resumed = "resumed",
        GraduateListed = "graduate_listed",
        GraduateTalk = "graduate_talk",
        GraduateAdvised = "graduate_advised",
        NextStepDecided = "next_step_decided",
        NextStepConfirmed = "next_step_confirmed",
        FollowOnBegun = "follow_on_begun",
        FollowOnChecked = "follow_on_checked",
        FollowOnEnded = "follow_on_ended",
        MeasureOfferSaved = "measure_offer_saved",
        MeasureOfferPublished = "measure_offer_published",
        MeasureOfferWithdrawn = "measure_offer_withdrawn",
        MeasureRecommended = "measure_recommended",
        MeasureAnswered = "measure_answered",
        MeasureBegun = "measure_begun",
        MeasureNotBegun = "measure_not_begun",
        RecommendationTakenBack = "recommendation_taken_back",
        RoutePlanChanged = "route_plan_changed",
        MilestoneReached = "milestone_reached",
        PermitNoted = "permit_noted",
        VisitDayPlanned = "visit_day_planned",
        VisitDayCancelled = "visit_day_cancelled",
        VisitDayHeld = "visit_day_held",
        VisitBooked = "visit_booked",
        ExamPlanned = "exam_planned",
        ExamChanged = "exam_changed",
        ExamCancelled = "exam_cancelled",
        ExaminersStated = "examiners_stated",
        ExamRegistered = "exam_registered",
        ExamWithdrawn = "exam_withdrawn",
        ExamSat = "exam_sat",
        ExamMissed = "exam_missed",
        DtzResult = "dtz_result",
        LidResult = "lid_result",
        StartAnnounced = "start_announced",
        LetterWritten = "letter_written",
        LetterPrinted = "letter_printed",
        ImportBegun = "import_begun",
        ImportFinished = "import_finished",
        OperationUndone = "operation_undone",
        AccountChanged = "account_changed",
        OrganisationChanged = "organisation_changed",
        RegionChanged = "region_changed",
        ConsentGiven = "consent_given",
        ConsentWithdrawn = "consent_withdrawn",
        ViewSaved = "view_saved",
        AgreementDrafted = "agreement_drafted",
        AgreementChanged = "agreement_changed",
        AgreementLaidBefore = "agreement_laid_before",
        AgreementTakenBack = "agreement_taken_back",
        AgreementSigned = "agreement_signed",
        AgreementInForce = "agreement_in_force",
        AgreementNoticed = "agreement_noticed",
        TestingModeSet = "testing_mode_set",
        DutyNoted = "duty_noted",
        TestDayHandedOver = "test_day_handed_over",
        PlanTaskNoted = "plan_task_noted",
        SupplyChanged = "supply_changed",
        FactsStated = "facts_stated",
        RulesProposed = "rules_proposed",
        RulesReleased = "rules_released",
        RulesRejected = "rules_rejected",
        RulesRolledBack = "rules_rolled_back",
        PolicySet = "policy_set",
        PolicyWithdrawn = "policy_withdrawn",
        CounsellingOffered = "counselling_offered",
        CounsellingWithdrawn = "counselling_withdrawn",
        CounsellingBooked = "counselling_booked",
        CounsellingCancelled = "counselling_cancelled",
        CounsellingHeld = "counselling_held",
        CounsellingMissed = "counselling_missed",
        PathCodeIssued = "path_code_issued",
        PathMessageSaid = "path_message_said",
        PathMessageAnswered = "path_message_answered",
    }
}

/// One event before it is written; id and envelope come from the gate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub name: EventName,
    pub case: Option<CaseId>,
    pub person: Option<PersonId>,
    /// Day on which it happened in the world.
    pub on: NaiveDate,
    /// Codes, ids and dates.
    pub data: BTreeMap<String, String>,
}

impl Event {
    /// An event of a day without further data.
    pub fn new(name: EventName, on: NaiveDate) -> Self {
        Event { name, case: None, person: None, on, data: BTreeMap::new() }
    }

    /// The same about a case and its person.
    pub fn about(mut self, case: Option<CaseId>, person: PersonId) -> Self {
        self.case = case;
        self.person = Some(person);
        self
    }

    /// The same with one more code, id or date.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.data.insert(name.to_owned(), value.to_string());
        self
    }
}

/// An event as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub id: i64,
    pub region: RegionId,
    pub operation: OperationId,
    pub recorded_at: Moment,
    pub organisation: Option<OrganisationId>,
    pub account: Option<AccountId>,
    pub event: Event,
}
