//! What somebody stated about a person for the rules, beyond the fields of the record: dated, with who said it.
//! Not for what follows from it (see `case_facts`) and not for what the record itself holds.

use super::facts::{FactKind, FactPath, FactValue};
use crate::ids::{AccountId, OrganisationId, PersonId, RegionId, StatedFactsId};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// What a statement is about: a fact of the eligibility file, or a column of a table that stands alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKey {
    Law(FactPath),
    /// Name of the column.
    Side(String),
}

const SIDE: &str = "side:";

impl fmt::Display for FactKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FactKey::Law(path) => f.write_str(path.code()),
            FactKey::Side(name) => write!(f, "{SIDE}{name}"),
        }
    }
}

impl FactKey {
    /// The key with this stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.strip_prefix(SIDE) {
            Some(name) => Some(FactKey::Side(name.to_owned())),
            None => FactPath::from_code(code).map(FactKey::Law),
        }
    }

    /// Name of the form field.
    pub fn field(&self) -> String {
        self.to_string().replace(['.', ':'], "-")
    }
}

impl Serialize for FactKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FactKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str> as Deserialize>::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| serde::de::Error::custom("unknown fact"))
    }
}

/// Where a fact of a person is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// As a statement.
    Stated,
    /// In a field of the record; only that it does not exist is stated.
    RecordOrAbsent,
    /// In a field of the record, in acts or in seats.
    Record,
}

impl FactPath {
    /// Where the fact is kept.
    pub fn kept(self) -> Kept {
        use FactPath as P;
        match self {
            P::TitleNorm | P::AufenthaltsgestattungSince | P::DuldungNorm => Kept::RecordOrAbsent,
            P::Nationality
            | P::BirthDate
            | P::TitleIssuedOn
            | P::TitleValidUntil
            | P::TitleFirstIssue
            | P::DuldungSince
            | P::Benefit
            | P::Obligations
            | P::RightIssuedOn
            | P::RegisteredOn => Kept::Record,
            P::Spaetaussiedler
            | P::TitlePermanentStay
            | P::GermanLevel
            | P::GermanLevelProvenOn
            | P::KooperationsplanNamesCourse
            | P::Employed
            | P::SchoolAttendance
            | P::InTraining
            | P::FullTimeSchoolDuty
            | P::RegisteredAs
            | P::WorkContractSigned
            | P::TrainingContractSigned
            | P::LevelNeededFor
            | P::LowNeed
            | P::SpecialNeed
            | P::CustodyOfMinor
            | P::FitForWork
            | P::LastCourseDay
            | P::FirstLanguageGerman
            | P::GermanLevelAtTitleIssue
            | P::IntegrationCourseTaken
            | P::UnableToRegisterNoFault
            | P::ComparableCourse
            | P::ParticipationUnreasonable
            | P::IntegrationMeasuresOtherMemberState
            | P::SelfEmployed
            | P::WithdrawalAgreement
            | P::FamilyOfEuCitizen
            | P::InReceptionCentre
            | P::ToleratedSince
            | P::MissedInvitationOn => Kept::Stated,
        }
    }

    /// Whether the fact holds from a day on. The others are true or false once and for all, or carry their
    /// own date.
    pub fn changes_over_time(self) -> bool {
        use FactPath as P;
        let once = matches!(
            self,
            P::Spaetaussiedler
                | P::FirstLanguageGerman
                | P::GermanLevelAtTitleIssue
                | P::TitlePermanentStay
                | P::GermanLevelProvenOn
                | P::ToleratedSince
                | P::MissedInvitationOn
                | P::LastCourseDay
                | P::IntegrationMeasuresOtherMemberState
        );
        !once
    }
}

/// One statement. What is stated later counts before what was stated earlier, on the days it speaks of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    pub fact: FactKey,
    /// `Unknown` takes earlier statements back.
    pub value: FactValue,
    /// First day for which it speaks; without one for all days.
    pub since: Option<NaiveDate>,
    /// First day for which it no longer speaks.
    pub until: Option<NaiveDate>,
    pub stated_on: NaiveDate,
    pub stated_by: OrganisationId,
    pub account: AccountId,
}

impl Statement {
    /// Whether it speaks of a day.
    pub fn speaks_of(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// All statements about one person. Two records after a merge are read as one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatedFacts {
    pub id: StatedFactsId,
    pub region: RegionId,
    pub version: i64,
    pub person: PersonId,
    /// In the order in which they were made.
    pub statements: Vec<Statement>,
}

/// Most statements that are kept of one person.
const MOST: usize = 2_000;

impl StatedFacts {
    /// Nothing stated yet.
    pub fn none(id: StatedFactsId, region: RegionId, person: PersonId) -> Self {
        StatedFacts { id, region, version: 0, person, statements: Vec::new() }
    }

    /// Adds a statement, if it can be one.
    pub fn state(&mut self, statement: Statement, today: NaiveDate) -> Result<(), Refusal> {
        check(&statement, today)?;
        if self.statements.len() >= MOST {
            return Err(Refusal::new("too-many-statements").with("most", MOST as i64));
        }
        self.statements.push(statement);
        Ok(())
    }
}

/// The statement that counts for a fact on a day, over all records of the person.
pub fn statement_on<'a>(all: &'a [StatedFacts], fact: &FactKey, day: NaiveDate) -> Option<&'a Statement> {
    all.iter()
        .flat_map(|facts| &facts.statements)
        .filter(|statement| statement.fact == *fact && statement.speaks_of(day))
        // the last of equals wins: within a day the order of the record
        .max_by_key(|statement| statement.stated_on)
}

fn check(statement: &Statement, today: NaiveDate) -> Result<(), Refusal> {
    let field = statement.fact.field();
    if let (Some(since), Some(until)) = (statement.since, statement.until)
        && until <= since
    {
        return Err(Refusal::new("statement-ends-before-it-begins").at("since"));
    }
    if statement.since.is_some_and(|since| since > today) {
        return Err(Refusal::new("statement-in-the-future").at("since"));
    }
    let fits = match (&statement.fact, &statement.value) {
        (_, FactValue::Unknown) => true,
        (FactKey::Law(path), value) => match path.kept() {
            Kept::Record => return Err(Refusal::new("fact-kept-in-the-record").at(&field)),
            Kept::RecordOrAbsent => *value == FactValue::Absent,
            Kept::Stated => *value == FactValue::Absent || fits(path.kind(), value),
        },
        (FactKey::Side(_), FactValue::Text(text)) => text.chars().count() <= 60,
        (FactKey::Side(_), value) => matches!(value, FactValue::Flag(_)),
    };
    if !fits {
        return Err(Refusal::new("fact-value-does-not-fit").at(&field));
    }
    if matches!(statement.value, FactValue::Date(day) if day > today) {
        return Err(Refusal::new("fact-in-the-future").at(&field));
    }
    Ok(())
}

fn fits(kind: FactKind, value: &FactValue) -> bool {
    let listed = |codes: &[&str], code: &String| codes.contains(&code.as_str());
    match kind {
        FactKind::Flag => matches!(value, FactValue::Flag(_)),
        FactKind::Date => matches!(value, FactValue::Date(_)),
        FactKind::Code(codes) => matches!(value, FactValue::Text(code) if listed(codes, code)),
        FactKind::Codes(codes) => {
            matches!(value, FactValue::Codes(given) if given.iter().all(|code| listed(codes, code)))
        }
        FactKind::Norm | FactKind::Country | FactKind::Obligations => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn statement(fact: FactPath, value: FactValue, since: Option<&str>, stated_on: &str) -> Statement {
        Statement {
            fact: FactKey::Law(fact),
            value,
            since: since.map(day),
            until: None,
            stated_on: day(stated_on),
            stated_by: OrganisationId(1),
            account: AccountId(1),
        }
    }

    fn facts(statements: Vec<Statement>) -> StatedFacts {
        StatedFacts { statements, ..StatedFacts::none(StatedFactsId(1), RegionId(1), PersonId(1)) }
    }

    #[test]
    fn the_last_statement_that_speaks_of_the_day_counts() {
        let employed = FactPath::Employed;
        let all = [facts(vec![
            statement(employed, FactValue::Flag(true), Some("2026-05-01"), "2026-05-02"),
            statement(employed, FactValue::Flag(false), Some("2026-10-01"), "2026-10-05"),
        ])];
        let on = |text: &str| {
            statement_on(&all, &FactKey::Law(employed), day(text)).map(|found| found.value.clone())
        };
        assert_eq!(on("2026-04-30"), None);
        assert_eq!(on("2026-09-30"), Some(FactValue::Flag(true)));
        assert_eq!(on("2026-10-01"), Some(FactValue::Flag(false)));
    }

    #[test]
    fn a_correction_of_the_same_time_takes_the_place_of_what_was_said_before() {
        let level = FactPath::GermanLevel;
        let text = |code: &str| FactValue::Text(code.to_owned());
        let all = [
            facts(vec![statement(level, text("A1"), Some("2026-03-01"), "2026-03-01")]),
            facts(vec![statement(level, text("B1"), Some("2025-12-01"), "2026-04-01")]),
        ];
        let found = statement_on(&all, &FactKey::Law(level), day("2026-11-25")).expect("stated");
        assert_eq!(found.value, text("B1"));
    }

    #[test]
    fn what_cannot_be_a_statement_is_refused_at_its_field() {
        let today = day("2026-11-25");
        let mut all = facts(Vec::new());
        let mut refused = |fact, value, since| {
            all.state(statement(fact, value, since, "2026-11-25"), today).expect_err("refused")
        };
        let wrong = refused(FactPath::GermanLevel, FactValue::Text("B9".to_owned()), None);
        let (code, field) = (wrong.code.as_str(), wrong.field.as_deref());
        assert_eq!((code, field), ("fact-value-does-not-fit", Some("german_level-level")));
        let kept = refused(FactPath::Nationality, FactValue::Text("SYR".to_owned()), None);
        assert_eq!(kept.code, "fact-kept-in-the-record");
        let title = refused(FactPath::TitleNorm, FactValue::Text("§ 24 AufenthG".to_owned()), None);
        assert_eq!(title.code, "fact-value-does-not-fit", "a title belongs into the record");
        let future = refused(FactPath::Employed, FactValue::Flag(true), Some("2026-11-26"));
        assert_eq!(future.code, "statement-in-the-future");
    }

    #[test]
    fn keys_of_both_kinds_keep_their_stored_code() {
        for code in ["title.norm", "side:children"] {
            assert_eq!(FactKey::from_code(code).expect("a key").to_string(), code);
        }
        assert_eq!(FactKey::from_code("shoe_size"), None);
    }
}
