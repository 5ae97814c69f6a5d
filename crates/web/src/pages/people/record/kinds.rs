//! Kinds of events, to look at one of them alone.

use domain::journal::EventName;

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// Rights, duties, the case and its steps.
    Case,
    Test,
    /// Seat and course.
    Course,
    Exam,
    /// On the way out of a course, and after it.
    Onward,
    /// Letters, messages, consents, counselling.
    Contact,
    /// The data of the person.
    Data,
}

impl EventKind {
    /// In the order of the chain.
    pub const ALL: [EventKind; 7] = [
        EventKind::Case,
        EventKind::Test,
        EventKind::Course,
        EventKind::Exam,
        EventKind::Onward,
        EventKind::Contact,
        EventKind::Data,
    ];

    /// Code of the address and of the wording.
    pub fn code(self) -> &'static str {
        match self {
            EventKind::Case => "case",
            EventKind::Test => "test",
            EventKind::Course => "course",
            EventKind::Exam => "exam",
            EventKind::Onward => "onward",
            EventKind::Contact => "contact",
            EventKind::Data => "data",
        }
    }

    /// The kind an address names.
    pub fn from_code(code: &str) -> Option<EventKind> {
        EventKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind of an event. Events of courses, regions and accounts stand here too; no person has them.
    pub fn of(name: EventName) -> EventKind {
        use EventName as E;
        match name {
            E::CaseOpened
            | E::CaseLeadChanged
            | E::CaseClosed
            | E::CaseHandedOver
            | E::AgencyInvolved
            | E::RightIssued
            | E::DutyIssued
            | E::DutyRevoked
            | E::PlanNamesCourse
            | E::StepSkipped
            | E::StepRepeated
            | E::StepEntered
            | E::CareOffered
            | E::CareAccepted
            | E::CareDeclined
            | E::CareTakenBack
            | E::RelocationMade
            | E::RelocationConfirmed
            | E::RelocationTakenBack
            | E::RelocationTakenOver => EventKind::Case,
            E::SessionPlanned
            | E::SessionChanged
            | E::SessionCancelled
            | E::TestInvited
            | E::TestCancelled
            | E::TestReplied
            | E::TestCheckedIn
            | E::TestNoshow
            | E::TestDone
            | E::ObstacleNoted
            | E::NoshowReported => EventKind::Test,
            E::CourseDrafted
            | E::CoursePublished
            | E::CourseChanged
            | E::StartFailed
            | E::CourseStarted
            | E::CourseCancelled
            | E::SeatPlanProposed
            | E::SeatPlanAccepted
            | E::SeatPlanRejected
            | E::StartPlanProposed
            | E::StartPlanAccepted
            | E::StartPlanRejected
            | E::Assigned
            | E::Referred
            | E::Registered
            | E::ReservationExpired
            | E::SeatHandedBack
            | E::SeatWithdrawn
            | E::Arrived
            | E::NotArrived
            | E::StartAnnounced
            | E::AttendanceTaken
            | E::AbsenceAlert
            | E::HelpTalkHeld
            | E::NonattReported
            | E::NonattAnswered
            | E::ConcernSettled
            | E::SectionEnded
            | E::CourseEnded
            | E::CourseCompleted
            | E::CourseLeft
            | E::Interrupted
            | E::Resumed => EventKind::Course,
            E::ExamPlanned
            | E::ExamChanged
            | E::ExamCancelled
            | E::ExaminersStated
            | E::ExamRegistered
            | E::ExamWithdrawn
            | E::ExamSat
            | E::ExamMissed
            | E::DtzResult
            | E::LidResult => EventKind::Exam,
            E::GraduateListed
            | E::GraduateTalk
            | E::GraduateAdvised
            | E::NextStepDecided
            | E::NextStepConfirmed
            | E::FollowOnBegun
            | E::FollowOnChecked
            | E::FollowOnEnded
            | E::MeasureOfferSaved
            | E::MeasureOfferPublished
            | E::MeasureOfferWithdrawn
            | E::MeasureRecommended
            | E::MeasureAnswered
            | E::MeasureBegun
            | E::MeasureNotBegun
            | E::RecommendationTakenBack
            | E::RoutePlanChanged
            | E::MilestoneReached
            | E::PermitNoted
            | E::VisitDayPlanned
            | E::VisitDayCancelled
            | E::VisitDayHeld
            | E::VisitBooked
            | E::VocationalAuthorised
            | E::VocationalRevoked
            | E::VocationalRegistered
            | E::VocationalCoursePlanned
            | E::VocationalCourseCancelled
            | E::VocationalCourseStarted
            | E::VocationalPlaced
            | E::VocationalStarted
            | E::VocationalEnded
            | E::VocationalNoStart
            | E::VocationalReferred
            | E::VocationalBrokeOff
            | E::VocationalResult
            | E::VocationalReported
            | E::VocationalReportTaken => EventKind::Onward,
            E::LetterWritten
            | E::LetterPrinted
            | E::PathCodeIssued
            | E::PathMessageSaid
            | E::PathMessageAnswered
            | E::ConsentGiven
            | E::ConsentWithdrawn
            | E::CounsellingOffered
            | E::CounsellingWithdrawn
            | E::CounsellingBooked
            | E::CounsellingCancelled
            | E::CounsellingHeld
            | E::CounsellingMissed => EventKind::Contact,
            E::PersonRecorded
            | E::PersonChanged
            | E::PersonsMerged
            | E::MergeUndone
            | E::FactsStated
            | E::OperationUndone
            | E::ImportBegun
            | E::ImportFinished
            | E::TeamSaved
            | E::AbsenceNoted
            | E::AbsenceEnded
            | E::AccountChanged
            | E::OrganisationChanged
            | E::RegionChanged
            | E::ViewSaved
            | E::AgreementDrafted
            | E::AgreementChanged
            | E::AgreementLaidBefore
            | E::AgreementTakenBack
            | E::AgreementSigned
            | E::AgreementInForce
            | E::AgreementNoticed
            | E::TestingModeSet
            | E::DutyNoted
            | E::TestDayHandedOver
            | E::PlanTaskNoted
            | E::SupplyChanged
            | E::RulesProposed
            | E::RulesReleased
            | E::RulesRejected
            | E::RulesRolledBack
            | E::PolicySet
            | E::PolicyWithdrawn => EventKind::Data,
        }
    }
}
