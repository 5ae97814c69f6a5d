//! What is known about a person, fact by fact: known, known not to exist, or unknown.
//! Not for what follows from the facts (see `inputs`), not for reading files (see `facts_file`) and not for
//! what a region's records say (see `case_facts`).

use crate::access::FieldGroup;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Allowed codes of language levels, lowest first; `none` is no German at all.
pub const LEVELS: &[&str] = &["none", "A1", "A2", "B1", "B2", "C1", "C2"];

/// What a fact may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    Flag,
    Date,
    /// Free citation such as `§ 25 Abs. 2 AufenthG`.
    Norm,
    /// ISO 3166 alpha-3 code.
    Country,
    /// One of the listed codes.
    Code(&'static [&'static str]),
    /// Any number of the listed codes.
    Codes(&'static [&'static str]),
    /// Obligations already issued.
    Obligations,
}

macro_rules! facts {
    ($($variant:ident $path:literal $kind:expr, $assumed:literal, $group:ident;)*) => {
        /// A single fact of a case; `code` is its path in the facts file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FactPath { $($variant,)* }

        impl FactPath {
            /// All facts, in the order in which a form asks for them.
            pub const ALL: &'static [FactPath] = &[$(FactPath::$variant,)*];

            /// Path in the facts file, such as `title.norm`.
            pub fn code(self) -> &'static str {
                match self { $(FactPath::$variant => $path,)* }
            }

            /// What the fact may hold.
            pub fn kind(self) -> FactKind {
                match self { $(FactPath::$variant => $kind,)* }
            }

            /// Whether a missing fact takes its stated default and is listed under `assumed`.
            pub fn is_assumption(self) -> bool {
                match self { $(FactPath::$variant => $assumed,)* }
            }

            /// The group of fields it belongs to: whoever does not see the group does not see the fact.
            pub fn group(self) -> FieldGroup {
                match self { $(FactPath::$variant => FieldGroup::$group,)* }
            }
        }
    };
}

use FactKind::{Code, Codes, Country, Date, Flag, Norm};
facts! {
    Nationality "nationality" Country, false, Identity;
    BirthDate "birth_date" Date, false, Identity;
    Spaetaussiedler "spaetaussiedler" Flag, false, Identity;
    TitleNorm "title.norm" Norm, false, Residence;
    TitleIssuedOn "title.issued_on" Date, false, Residence;
    TitleValidUntil "title.valid_until" Date, false, Residence;
    TitleFirstIssue "title.first_issue" Flag, false, Residence;
    TitlePermanentStay "title.permanent_stay" Flag, false, Residence;
    AufenthaltsgestattungSince "aufenthaltsgestattung_since" Date, false, Residence;
    DuldungNorm "duldung.norm" Norm, false, Residence;
    DuldungSince "duldung.since" Date, false, Residence;
    GermanLevel "german_level.level" Code(LEVELS), false, Placement;
    GermanLevelProvenOn "german_level.proven_on" Date, false, Placement;
    Benefit "benefit" Code(&["sgb2", "sgb3", "asylblg", "none"]), false, Benefit;
    KooperationsplanNamesCourse "kooperationsplan_names_course" Flag, false, Benefit;
    Employed "employed" Flag, false, Occupation;
    SchoolAttendance "school_attendance" Flag, false, Occupation;
    InTraining "in_training" Flag, false, Occupation;
    FullTimeSchoolDuty "full_time_school_duty" Flag, false, Occupation;
    RegisteredAs "registered_as"
        Codes(&["unemployed", "job_seeking", "training_seeking", "sgb3_measure"]), false, Benefit;
    WorkContractSigned "work_contract_signed" Flag, false, Occupation;
    TrainingContractSigned "training_contract_signed" Flag, false, Occupation;
    LevelNeededFor "level_needed_for" Codes(&["recognition", "profession_access"]), false, Occupation;
    LowNeed "low_need" Flag, false, Obligation;
    SpecialNeed "special_need" Flag, false, Obligation;
    CustodyOfMinor "custody_of_minor" Flag, false, Obligation;
    FitForWork "fit_for_work" Flag, false, Benefit;
    Obligations "obligations" FactKind::Obligations, false, Obligation;
    RightIssuedOn "right_issued_on" Date, false, Obligation;
    RegisteredOn "registered_on" Date, false, Seat;
    LastCourseDay "last_course_day" Date, false, Seat;
    FirstLanguageGerman "first_language_german" Flag, false, Identity;
    GermanLevelAtTitleIssue "german_level_at_title_issue" Code(LEVELS), true, Placement;
    IntegrationCourseTaken "integration_course_taken" Flag, true, Seat;
    UnableToRegisterNoFault "unable_to_register_no_fault" Flag, true, Obligation;
    ComparableCourse "comparable_course" Flag, true, Obligation;
    ParticipationUnreasonable "participation_unreasonable" Flag, true, Obligation;
    IntegrationMeasuresOtherMemberState "integration_measures_other_member_state" Flag, true, Residence;
    SelfEmployed "self_employed" Flag, true, Occupation;
    WithdrawalAgreement "withdrawal_agreement" Flag, true, Residence;
    FamilyOfEuCitizen "family_of_eu_citizen" Flag, true, Residence;
    InReceptionCentre "in_reception_centre" Flag, true, Residence;
    ToleratedSince "tolerated_since" Date, true, Residence;
    MissedInvitationOn "missed_invitation_on" Date, true, Benefit;
}

impl FactPath {
    /// The fact with this path in the facts file.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|path| path.code() == code)
    }

    fn index(self) -> usize {
        self as usize
    }
}

impl Serialize for FactPath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for FactPath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str> as Deserialize>::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| serde::de::Error::custom("unknown fact"))
    }
}

/// An obligation that an authority has already issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedObligation {
    /// `auslaenderbehoerde`, `jobcenter` or `asylblg`.
    pub by: String,
    /// Citation; unknown when missing.
    pub basis: Option<String>,
    /// Day of issue; taken as issued when missing.
    pub on: Option<NaiveDate>,
}

/// What is known of one fact. Stored with statements and decisions, so the words of its kinds never change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum FactValue {
    #[default]
    #[serde(rename = "unknown")]
    Unknown,
    /// Known to exist, without its value: a title whose norm is not recorded.
    #[serde(rename = "unspecified")]
    Unspecified,
    /// Known not to exist.
    #[serde(rename = "absent")]
    Absent,
    #[serde(rename = "flag")]
    Flag(bool),
    #[serde(rename = "date")]
    Date(NaiveDate),
    /// A day that is known to lie between two, both included: a birth date of which only the year is known.
    #[serde(rename = "between")]
    Between(NaiveDate, NaiveDate),
    #[serde(rename = "text")]
    Text(String),
    #[serde(rename = "codes")]
    Codes(Vec<String>),
    #[serde(rename = "obligations")]
    Obligations(Vec<IssuedObligation>),
}

/// What is known about one case.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub id: String,
    /// Evaluation date of this case, before any default.
    pub on: Option<NaiveDate>,
    values: Vec<FactValue>,
}

impl Facts {
    /// A case of which nothing is known yet.
    pub fn nothing_known(id: impl Into<String>) -> Self {
        Self { id: id.into(), on: None, values: vec![FactValue::Unknown; FactPath::ALL.len()] }
    }

    /// What is known of one fact.
    pub fn get(&self, path: FactPath) -> &FactValue {
        &self.values[path.index()]
    }

    /// States one fact; replaces what was known before.
    pub fn set(&mut self, path: FactPath, value: FactValue) {
        self.values[path.index()] = value;
    }

    /// The date of a fact, where one is known.
    pub fn date(&self, path: FactPath) -> Option<NaiveDate> {
        match self.get(path) {
            FactValue::Date(day) => Some(*day),
            _ => None,
        }
    }

    /// Facts of which something is known, in the order of the list.
    pub fn known(&self) -> impl Iterator<Item = (FactPath, &FactValue)> {
        FactPath::ALL.iter().copied().zip(&self.values).filter(|(_, value)| **value != FactValue::Unknown)
    }

    /// The same as far as somebody may see it: whatever belongs to a hidden group is unknown. An answer from
    /// these facts cannot tell more than the facts that are seen (docs/decisions/0010).
    pub fn shown(&self, shows: impl Fn(FieldGroup) -> bool) -> Self {
        let mut facts = self.clone();
        for path in FactPath::ALL.iter().copied().filter(|path| !shows(path.group())) {
            facts.set(path, FactValue::Unknown);
        }
        facts
    }

    /// Assumption facts that are missing and so take their default.
    pub fn assumed(&self) -> impl Iterator<Item = FactPath> {
        FactPath::ALL
            .iter()
            .copied()
            .filter(|path| path.is_assumption() && *self.get(*path) == FactValue::Unknown)
    }
}
