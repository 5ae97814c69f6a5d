//! Everything that is stored as one aggregate with a version. Storage, history and undo treat all of
//! them alike through this list; rules never do.

use crate::act::Act;
use crate::agreement::Agreement;
use crate::assignment::Assignment;
use crate::attendance::{AttendanceDay, AttendanceReport, Concern};
use crate::care_transfer::CareTransfer;
use crate::case::Case;
use crate::counselling::{CounsellingSlot, CounsellingTalk};
use crate::course::Course;
use crate::eligibility::{RuleDecision, StatedFacts};
use crate::exam::{ExamEntry, ExamSitting};
use crate::graduate::{Graduate, VisitDay};
use crate::ids::{PersonId, RegionId};
use crate::letter_record::LetterRecord;
use crate::list_import::{ImportMapping, ImportRun, SavedView};
use crate::measure::{MeasureOffer, MeasureRecommendation};
use crate::organisation::{Account, Organisation};
use crate::own_path::{PathCode, PathMessage};
use crate::person::{Consent, PairDecision, Person};
use crate::placement::{Seating, Session};
use crate::region::Region;
use crate::release::{PolicySetting, RuleRelease, RuleText};
use crate::relocation::Relocation;
use crate::route_plan::RoutePlan;
use crate::seat_plan::SeatPlan;
use crate::section_end::SectionEnd;
use crate::start_plan::StartPlan;
use crate::supply::Supply;
use crate::team::{Absence, Holding, Team};
use crate::vocational::{Authorisation, VocationalCourse, VocationalPlace, VocationalReport};

/// What all records have in common; lets typed code go through the untyped store.
pub trait Stored: Sized + Clone + Send + Sync {
    /// Its kind.
    const KIND: RecordKind;
    /// Raw id.
    fn raw_id(&self) -> i64;
    /// Version as read; 0 for a new one.
    fn version(&self) -> i64;
    /// Wraps it.
    fn into_record(self) -> Record;
    /// Unwraps it.
    fn from_record(record: Record) -> Option<Self>;
}

macro_rules! records {
    ($($kind:ident = $code:literal),+ $(,)?) => {
        codes! {
            /// Kind of record; the code is the name of its table.
            RecordKind { $($kind = $code),+ }
        }

        /// One aggregate of any kind.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Record { $($kind($kind)),+ }

        impl Record {
            /// Its kind.
            pub fn kind(&self) -> RecordKind {
                match self { $(Record::$kind(_) => RecordKind::$kind),+ }
            }

            /// Its raw id.
            pub fn raw_id(&self) -> i64 {
                match self { $(Record::$kind(record) => record.id.0),+ }
            }

            /// Version as read; 0 for a new one.
            pub fn version(&self) -> i64 {
                match self { $(Record::$kind(record) => record.version),+ }
            }

            /// The same with another version.
            pub fn with_version(mut self, version: i64) -> Self {
                match &mut self { $(Record::$kind(record) => record.version = version),+ }
                self
            }

            /// Its stored form.
            pub fn to_json(&self) -> Result<String, serde_json::Error> {
                match self { $(Record::$kind(record) => serde_json::to_string(record)),+ }
            }

            /// Back from its stored form.
            pub fn from_json(kind: RecordKind, json: &str) -> Result<Self, serde_json::Error> {
                match kind { $(RecordKind::$kind => serde_json::from_str(json).map(Record::$kind)),+ }
            }
        }

        $(impl Stored for $kind {
            const KIND: RecordKind = RecordKind::$kind;
            fn raw_id(&self) -> i64 { self.id.0 }
            fn version(&self) -> i64 { self.version }
            fn into_record(self) -> Record { Record::$kind(self) }
            fn from_record(record: Record) -> Option<Self> {
                match record { Record::$kind(inner) => Some(inner), _ => None }
            }
        })+
    };
}

records! {
    Region = "region",
    Organisation = "organisation",
    Account = "account",
    Person = "person",
    Case = "support_case",
    Act = "act",
    Session = "placement_session",
    Seating = "seating",
    Course = "course",
    Assignment = "assignment",
    SeatPlan = "seat_plan",
    LetterRecord = "letter",
    Consent = "consent",
    PairDecision = "pair_decision",
    ImportRun = "import_run",
    ImportMapping = "import_mapping",
    SavedView = "saved_view",
    Agreement = "agreement",
    Supply = "provider_supply",
    StartPlan = "start_plan",
    StatedFacts = "stated_facts",
    RuleDecision = "rule_decision",
    RuleRelease = "rule_release",
    RuleText = "rule_text",
    PolicySetting = "policy_setting",
    Team = "team",
    Absence = "absence",
    Holding = "holding",
    AttendanceDay = "attendance_day",
    Concern = "concern",
    AttendanceReport = "attendance_report",
    SectionEnd = "section_end",
    Graduate = "graduate",
    CareTransfer = "care_transfer",
    VisitDay = "visit_day",
    CounsellingSlot = "counselling_slot",
    CounsellingTalk = "counselling_talk",
    PathCode = "path_code",
    PathMessage = "path_message",
    ExamSitting = "exam_sitting",
    ExamEntry = "exam_entry",
    Authorisation = "authorisation",
    VocationalCourse = "vocational_course",
    VocationalPlace = "vocational_place",
    VocationalReport = "vocational_report",
    MeasureOffer = "measure_offer",
    MeasureRecommendation = "measure_recommendation",
    RoutePlan = "route_plan",
    Relocation = "relocation",
}

impl Record {
    /// Region the record belongs to.
    pub fn region(&self) -> RegionId {
        match self {
            Record::Region(r) => r.id,
            Record::Organisation(r) => r.region,
            Record::Account(r) => r.region,
            Record::Person(r) => r.region,
            Record::Case(r) => r.region,
            Record::Act(r) => r.region,
            Record::Session(r) => r.region,
            Record::Seating(r) => r.region,
            Record::Course(r) => r.region,
            Record::Assignment(r) => r.region,
            Record::SeatPlan(r) => r.region,
            Record::LetterRecord(r) => r.region,
            Record::Consent(r) => r.region,
            Record::PairDecision(r) => r.region,
            Record::ImportRun(r) => r.region,
            Record::ImportMapping(r) => r.region,
            Record::SavedView(r) => r.region,
            Record::Agreement(r) => r.region,
            Record::Supply(r) => r.region,
            Record::StartPlan(r) => r.region,
            Record::StatedFacts(r) => r.region,
            Record::RuleDecision(r) => r.region,
            Record::RuleRelease(r) => r.region,
            Record::RuleText(r) => r.region,
            Record::PolicySetting(r) => r.region,
            Record::Team(r) => r.region,
            Record::Absence(r) => r.region,
            Record::Holding(r) => r.region,
            Record::AttendanceDay(r) => r.region,
            Record::Concern(r) => r.region,
            Record::AttendanceReport(r) => r.region,
            Record::SectionEnd(r) => r.region,
            Record::Graduate(r) => r.region,
            Record::CareTransfer(r) => r.region,
            Record::VisitDay(r) => r.region,
            Record::CounsellingSlot(r) => r.region,
            Record::CounsellingTalk(r) => r.region,
            Record::PathCode(r) => r.region,
            Record::PathMessage(r) => r.region,
            Record::ExamSitting(r) => r.region,
            Record::ExamEntry(r) => r.region,
            Record::Authorisation(r) => r.region,
            Record::VocationalCourse(r) => r.region,
            Record::VocationalPlace(r) => r.region,
            Record::VocationalReport(r) => r.region,
            Record::MeasureOffer(r) => r.region,
            Record::MeasureRecommendation(r) => r.region,
            Record::RoutePlan(r) => r.region,
            Record::Relocation(r) => r.region,
        }
    }

    /// Person whose data the record holds; such a record's history is erased with the person.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Record::Person(r) => Some(r.id),
            Record::Case(r) => Some(r.person),
            Record::Act(r) => Some(r.person),
            Record::Seating(r) => Some(r.person),
            Record::Assignment(r) => Some(r.person),
            Record::LetterRecord(r) => Some(r.person),
            Record::Consent(r) => Some(r.person),
            Record::PairDecision(r) => Some(r.other),
            Record::StatedFacts(r) => Some(r.person),
            Record::RuleDecision(r) => Some(r.person),
            Record::Holding(r) => Some(r.person),
            Record::Concern(r) => Some(r.person),
            Record::AttendanceReport(r) => Some(r.person),
            Record::Graduate(r) => Some(r.person),
            Record::CareTransfer(r) => Some(r.person),
            Record::CounsellingTalk(r) => Some(r.person),
            Record::PathCode(r) => Some(r.person),
            Record::PathMessage(r) => Some(r.person),
            Record::ExamEntry(r) => Some(r.person),
            Record::Authorisation(r) => Some(r.person),
            Record::VocationalPlace(r) => Some(r.person),
            Record::VocationalReport(r) => r.about.map(|about| about.person),
            Record::MeasureRecommendation(r) => Some(r.person),
            Record::RoutePlan(r) => Some(r.person),
            Record::Relocation(r) => Some(r.person),
            Record::Region(_)
            | Record::Organisation(_)
            | Record::Account(_)
            | Record::Session(_)
            | Record::Course(_)
            | Record::SeatPlan(_)
            | Record::ImportRun(_)
            | Record::ImportMapping(_)
            | Record::Agreement(_)
            | Record::Supply(_)
            | Record::StartPlan(_)
            | Record::SavedView(_)
            | Record::RuleRelease(_)
            | Record::RuleText(_)
            | Record::PolicySetting(_)
            | Record::Team(_)
            | Record::Absence(_)
            | Record::AttendanceDay(_)
            | Record::SectionEnd(_)
            | Record::VisitDay(_)
            | Record::CounsellingSlot(_)
            | Record::ExamSitting(_)
            | Record::VocationalCourse(_)
            | Record::MeasureOffer(_) => None,
        }
    }

    /// The same belonging to another person; what belongs to nobody, and the person itself, stays as it is.
    pub fn with_person(mut self, person: PersonId) -> Self {
        match &mut self {
            Record::Case(r) => r.person = person,
            Record::Act(r) => r.person = person,
            Record::Seating(r) => r.person = person,
            Record::Assignment(r) => r.person = person,
            Record::LetterRecord(r) => r.person = person,
            Record::Consent(r) => r.person = person,
            Record::StatedFacts(r) => r.person = person,
            Record::RuleDecision(r) => r.person = person,
            Record::Holding(r) => r.person = person,
            Record::Concern(r) => r.person = person,
            Record::AttendanceReport(r) => r.person = person,
            Record::Graduate(r) => r.person = person,
            Record::CareTransfer(r) => r.person = person,
            Record::CounsellingTalk(r) => r.person = person,
            Record::PathCode(r) => r.person = person,
            Record::PathMessage(r) => r.person = person,
            Record::ExamEntry(r) => r.person = person,
            Record::Authorisation(r) => r.person = person,
            Record::VocationalPlace(r) => r.person = person,
            Record::MeasureRecommendation(r) => r.person = person,
            Record::RoutePlan(r) => r.person = person,
            Record::Relocation(r) => r.person = person,
            Record::VocationalReport(r) => {
                if let Some(about) = &mut r.about {
                    about.person = person;
                }
            }
            Record::Person(_)
            | Record::PairDecision(_)
            | Record::Region(_)
            | Record::Organisation(_)
            | Record::Account(_)
            | Record::Session(_)
            | Record::Course(_)
            | Record::SeatPlan(_)
            | Record::ImportRun(_)
            | Record::ImportMapping(_)
            | Record::Agreement(_)
            | Record::Supply(_)
            | Record::StartPlan(_)
            | Record::SavedView(_)
            | Record::RuleRelease(_)
            | Record::RuleText(_)
            | Record::PolicySetting(_)
            | Record::Team(_)
            | Record::Absence(_)
            | Record::AttendanceDay(_)
            | Record::SectionEnd(_)
            | Record::VisitDay(_)
            | Record::CounsellingSlot(_)
            | Record::ExamSitting(_)
            | Record::VocationalCourse(_)
            | Record::MeasureOffer(_) => {}
        }
        self
    }
}

impl RecordKind {
    /// Records of this kind hang on a person (column `person_id`) and go along when two persons are merged.
    pub fn hangs_on_person(self) -> bool {
        match self {
            RecordKind::Case
            | RecordKind::Act
            | RecordKind::Seating
            | RecordKind::Assignment
            | RecordKind::LetterRecord
            | RecordKind::Consent
            | RecordKind::StatedFacts
            | RecordKind::RuleDecision
            | RecordKind::Holding
            | RecordKind::Concern
            | RecordKind::AttendanceReport
            | RecordKind::Graduate
            | RecordKind::CareTransfer
            | RecordKind::CounsellingTalk
            | RecordKind::PathCode
            | RecordKind::PathMessage
            | RecordKind::ExamEntry
            | RecordKind::Authorisation
            | RecordKind::VocationalPlace
            | RecordKind::VocationalReport
            | RecordKind::MeasureRecommendation
            | RecordKind::RoutePlan
            | RecordKind::Relocation => true,
            RecordKind::Person
            | RecordKind::PairDecision
            | RecordKind::Region
            | RecordKind::Organisation
            | RecordKind::Account
            | RecordKind::Session
            | RecordKind::Course
            | RecordKind::SeatPlan
            | RecordKind::ImportRun
            | RecordKind::ImportMapping
            | RecordKind::SavedView
            | RecordKind::RuleRelease
            | RecordKind::RuleText
            | RecordKind::Agreement
            | RecordKind::Supply
            | RecordKind::StartPlan
            | RecordKind::PolicySetting
            | RecordKind::Team
            | RecordKind::Absence
            | RecordKind::AttendanceDay
            | RecordKind::SectionEnd
            | RecordKind::VisitDay
            | RecordKind::CounsellingSlot
            | RecordKind::ExamSitting
            | RecordKind::VocationalCourse
            | RecordKind::MeasureOffer => false,
        }
    }
}
