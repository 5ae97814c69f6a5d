//! What is known about a person, fact by fact: known, known not to exist, or unknown.
//! Not for what follows from the facts (see `inputs`) and not for reading files.

use chrono::NaiveDate;
use serde_json::{Map, Value};

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
    ($($variant:ident $path:literal $kind:expr, $assumed:literal;)*) => {
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
        }
    };
}

use FactKind::{Code, Codes, Country, Date, Flag, Norm};
facts! {
    Nationality "nationality" Country, false;
    BirthDate "birth_date" Date, false;
    Spaetaussiedler "spaetaussiedler" Flag, false;
    TitleNorm "title.norm" Norm, false;
    TitleIssuedOn "title.issued_on" Date, false;
    TitleValidUntil "title.valid_until" Date, false;
    TitleFirstIssue "title.first_issue" Flag, false;
    TitlePermanentStay "title.permanent_stay" Flag, false;
    AufenthaltsgestattungSince "aufenthaltsgestattung_since" Date, false;
    DuldungNorm "duldung.norm" Norm, false;
    DuldungSince "duldung.since" Date, false;
    GermanLevel "german_level.level" Code(LEVELS), false;
    GermanLevelProvenOn "german_level.proven_on" Date, false;
    Benefit "benefit" Code(&["sgb2", "sgb3", "asylblg", "none"]), false;
    KooperationsplanNamesCourse "kooperationsplan_names_course" Flag, false;
    Employed "employed" Flag, false;
    SchoolAttendance "school_attendance" Flag, false;
    InTraining "in_training" Flag, false;
    FullTimeSchoolDuty "full_time_school_duty" Flag, false;
    RegisteredAs "registered_as"
        Codes(&["unemployed", "job_seeking", "training_seeking", "sgb3_measure"]), false;
    WorkContractSigned "work_contract_signed" Flag, false;
    TrainingContractSigned "training_contract_signed" Flag, false;
    LevelNeededFor "level_needed_for" Codes(&["recognition", "profession_access"]), false;
    LowNeed "low_need" Flag, false;
    SpecialNeed "special_need" Flag, false;
    CustodyOfMinor "custody_of_minor" Flag, false;
    FitForWork "fit_for_work" Flag, false;
    Obligations "obligations" FactKind::Obligations, false;
    RightIssuedOn "right_issued_on" Date, false;
    RegisteredOn "registered_on" Date, false;
    LastCourseDay "last_course_day" Date, false;
    FirstLanguageGerman "first_language_german" Flag, false;
    GermanLevelAtTitleIssue "german_level_at_title_issue" Code(LEVELS), true;
    IntegrationCourseTaken "integration_course_taken" Flag, true;
    UnableToRegisterNoFault "unable_to_register_no_fault" Flag, true;
    ComparableCourse "comparable_course" Flag, true;
    ParticipationUnreasonable "participation_unreasonable" Flag, true;
    IntegrationMeasuresOtherMemberState "integration_measures_other_member_state" Flag, true;
    SelfEmployed "self_employed" Flag, true;
    WithdrawalAgreement "withdrawal_agreement" Flag, true;
    FamilyOfEuCitizen "family_of_eu_citizen" Flag, true;
    InReceptionCentre "in_reception_centre" Flag, true;
    ToleratedSince "tolerated_since" Date, true;
    MissedInvitationOn "missed_invitation_on" Date, true;
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

/// An obligation that an authority has already issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedObligation {
    /// `auslaenderbehoerde`, `jobcenter` or `asylblg`.
    pub by: String,
    /// Citation; unknown when missing.
    pub basis: Option<String>,
    /// Day of issue; taken as issued when missing.
    pub on: Option<NaiveDate>,
}

/// What is known of one fact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FactValue {
    #[default]
    Unknown,
    /// Known to exist, without its value: a title whose norm is not recorded.
    Unspecified,
    /// Known not to exist.
    Absent,
    Flag(bool),
    Date(NaiveDate),
    Text(String),
    Codes(Vec<String>),
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

/// Why a facts object cannot be read: which field, and what it would have to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {found} is not {expected}")]
pub struct FactsError {
    pub path: String,
    pub found: String,
    pub expected: String,
}

const OBJECTS: &[(&str, Option<FactPath>)] =
    &[("title", Some(FactPath::TitleNorm)), ("duldung", Some(FactPath::DuldungNorm)), ("german_level", None)];

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

    /// Assumption facts that are missing and so take their default.
    pub fn assumed(&self) -> impl Iterator<Item = FactPath> {
        FactPath::ALL
            .iter()
            .copied()
            .filter(|path| path.is_assumption() && *self.get(*path) == FactValue::Unknown)
    }

    /// Reads one facts object; fields that are not facts are ignored.
    pub fn from_json(value: &Value) -> Result<Self, FactsError> {
        let object = value.as_object().ok_or_else(|| refused("case", value, "an object"))?;
        let mut facts = Self::nothing_known(match object.get("id") {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            Some(other) => return Err(refused("id", other, "text")),
        });
        facts.on = match object.get("on") {
            None | Some(Value::Null) => None,
            Some(day) => Some(read_date("on", day)?),
        };
        for path in FactPath::ALL.iter().copied() {
            let value = find(object, path)?;
            facts.values[path.index()] = value;
        }
        for (name, norm) in OBJECTS {
            if let (Some(Value::Object(_)), Some(norm)) = (object.get(*name), norm)
                && *facts.get(*norm) == FactValue::Unknown
            {
                facts.set(*norm, FactValue::Unspecified);
            }
        }
        Ok(facts)
    }
}

fn find(object: &Map<String, Value>, path: FactPath) -> Result<FactValue, FactsError> {
    let code = path.code();
    let value = match code.split_once('.') {
        None => object.get(code),
        Some((outer, inner)) => match object.get(outer) {
            Some(Value::Object(nested)) => nested.get(inner),
            Some(Value::Null) => Some(&Value::Null),
            None => None,
            Some(other) => return Err(refused(outer, other, "an object or null")),
        },
    };
    match value {
        None => Ok(FactValue::Unknown),
        Some(Value::Null) => Ok(FactValue::Absent),
        Some(given) => read(code, path.kind(), given),
    }
}

fn read(path: &str, kind: FactKind, value: &Value) -> Result<FactValue, FactsError> {
    match kind {
        FactKind::Flag => {
            value.as_bool().map(FactValue::Flag).ok_or_else(|| refused(path, value, "true or false"))
        }
        FactKind::Date => read_date(path, value).map(FactValue::Date),
        FactKind::Norm => text(value)
            .filter(|norm| norm.chars().count() <= 200)
            .map(FactValue::Text)
            .ok_or_else(|| refused(path, value, "a citation of at most 200 characters")),
        FactKind::Country => text(value)
            .filter(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()))
            .map(FactValue::Text)
            .ok_or_else(|| refused(path, value, "an ISO 3166 code of three capital letters")),
        FactKind::Code(codes) => one_of(path, value, codes).map(FactValue::Text),
        FactKind::Codes(codes) => value
            .as_array()
            .ok_or_else(|| refused(path, value, "a list"))?
            .iter()
            .map(|code| one_of(path, code, codes))
            .collect::<Result<_, _>>()
            .map(FactValue::Codes),
        FactKind::Obligations => value
            .as_array()
            .ok_or_else(|| refused(path, value, "a list"))?
            .iter()
            .map(read_obligation)
            .collect::<Result<_, _>>()
            .map(FactValue::Obligations),
    }
}

fn read_obligation(value: &Value) -> Result<IssuedObligation, FactsError> {
    let object = value.as_object().ok_or_else(|| refused("obligations", value, "an object"))?;
    let by = object.get("by").unwrap_or(&Value::Null);
    let basis = match object.get("basis") {
        None | Some(Value::Null) => None,
        Some(basis) => Some(text(basis).ok_or_else(|| refused("obligations.basis", basis, "a citation"))?),
    };
    let on = match object.get("on") {
        None | Some(Value::Null) => None,
        Some(day) => Some(read_date("obligations.on", day)?),
    };
    Ok(IssuedObligation {
        by: one_of("obligations.by", by, &["auslaenderbehoerde", "jobcenter", "asylblg"])?,
        basis,
        on,
    })
}

fn read_date(path: &str, value: &Value) -> Result<NaiveDate, FactsError> {
    value
        .as_str()
        .filter(|day| day.len() == 10)
        .and_then(|day| day.parse().ok())
        .ok_or_else(|| refused(path, value, "a date such as 2026-11-23"))
}

fn one_of(path: &str, value: &Value, codes: &[&str]) -> Result<String, FactsError> {
    text(value)
        .filter(|code| codes.contains(&code.as_str()))
        .ok_or_else(|| refused(path, value, &format!("one of {}", codes.join(", "))))
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn refused(path: &str, value: &Value, expected: &str) -> FactsError {
    let mut found = value.to_string();
    if found.chars().count() > 60 {
        found = found.chars().take(60).chain(['…']).collect();
    }
    FactsError { path: path.to_owned(), found, expected: expected.to_owned() }
}
