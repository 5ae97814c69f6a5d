//! The facts of a case: what the record of a person, the acts, the seats and what was stated say for one day, as
//! one pure function. Unknown, known not to exist and known stay apart. Not for who may see what (`Facts::shown`)
//! and not for law: how words are read stands in `rules/records.toml`.

use super::facts::{FactPath, FactValue, Facts, IssuedObligation};
use super::record_reading::RecordReading;
use super::stated::{FactKey, Kept, StatedFacts, statement_on};
use crate::act::{Act, ActKind};
use crate::assignment::Assignment;
use crate::case::Case;
use crate::person::{BirthDate, BirthPrecision, Person};
use crate::residence::{Residence, ResidenceKind, benefit_on};
use chrono::{Datelike, Months, NaiveDate};

/// What is on record about one person.
#[derive(Debug, Clone, Copy)]
pub struct CaseFile<'a> {
    pub person: &'a Person,
    /// The case that counts.
    pub case: Option<&'a Case>,
    /// All acts about the person.
    pub acts: &'a [Act],
    pub seats: &'a [Assignment],
    pub stated: &'a [StatedFacts],
}

/// What holds on a day. The acts of the region are taken as complete: no obligation on record means that none
/// was issued (docs/decisions/0010).
pub fn facts_of(file: &CaseFile<'_>, reading: &RecordReading, on: NaiveDate) -> Facts {
    let id = file.case.map_or_else(|| file.person.id.to_string(), |case| case.number.clone());
    let mut facts = Facts::nothing_known(id);
    facts.on = Some(on);
    stated(&mut facts, file, on);
    identity(&mut facts, file.person);
    residence(&mut facts, file, reading, on);
    if let Some(system) = benefit_on(&file.person.benefits, on) {
        facts.set(FactPath::Benefit, FactValue::Text(system.code().to_owned()));
    }
    acts(&mut facts, file.acts, reading, on);
    registration(&mut facts, file, on);
    facts
}

fn stated(facts: &mut Facts, file: &CaseFile<'_>, on: NaiveDate) {
    for path in FactPath::ALL.iter().copied().filter(|path| path.kept() != Kept::Record) {
        if let Some(statement) = statement_on(file.stated, &FactKey::Law(path), on) {
            facts.set(path, statement.value.clone());
        }
    }
}

fn identity(facts: &mut Facts, person: &Person) {
    if let Some(code) = &person.nationality {
        facts.set(FactPath::Nationality, FactValue::Text(code.clone()));
    }
    if let Some(born) = person.birth_date {
        facts.set(FactPath::BirthDate, birth(born));
    }
}

fn birth(born: BirthDate) -> FactValue {
    let (first, length) = match born.precision {
        BirthPrecision::Day => return FactValue::Date(born.date),
        BirthPrecision::Month => (born.date.with_day(1), 1),
        BirthPrecision::Year => (NaiveDate::from_ymd_opt(born.date.year(), 1, 1), 12),
    };
    let last = first.and_then(|day| day.checked_add_months(Months::new(length))?.pred_opt());
    match (first, last) {
        (Some(first), Some(last)) => FactValue::Between(first, last),
        _ => FactValue::Unknown,
    }
}

fn holds(paper: &Residence, on: NaiveDate) -> bool {
    paper.issued_on.is_none_or(|day| day <= on) && paper.valid_until.is_none_or(|last| on <= last)
}

/// The paper that counts among several that could hold: the one recorded last, unless only an earlier one says
/// with both its days that it holds.
fn counting<'a>(papers: impl Iterator<Item = &'a Residence>) -> Option<&'a Residence> {
    let all: Vec<&Residence> = papers.collect();
    let dated = |paper: &&&Residence| paper.issued_on.is_some() && paper.valid_until.is_some();
    let last = all.last()?;
    if last.issued_on.is_some() {
        return Some(last);
    }
    Some(all.iter().rev().find(dated).unwrap_or(last))
}

/// From when on somebody stated that there is no such paper.
fn gone(stated: &[StatedFacts], path: FactPath, on: NaiveDate) -> Option<NaiveDate> {
    let statement = statement_on(stated, &FactKey::Law(path), on)?;
    statement.since.filter(|_| statement.value == FactValue::Absent)
}

fn residence(facts: &mut Facts, file: &CaseFile<'_>, reading: &RecordReading, on: NaiveDate) {
    use ResidenceKind as K;
    const TITLES: &[ResidenceKind] = &[K::Aufenthaltserlaubnis, K::Niederlassungserlaubnis, K::Visum];
    let of = |kinds: &'static [ResidenceKind]| {
        file.person.residences.iter().filter(move |paper| kinds.contains(&paper.kind))
    };
    let there = |kinds: &'static [ResidenceKind], path: FactPath| {
        let gone = gone(file.stated, path, on);
        // whoever says that there is none ends the papers from before, not one that was issued later
        let ended = move |paper: &&Residence| {
            gone.is_some_and(|since| paper.issued_on.is_some_and(|issued| issued < since))
        };
        counting(of(kinds).filter(|paper| holds(paper, on)).filter(move |paper| !ended(paper)))
    };
    let mut title = there(TITLES, FactPath::TitleNorm).cloned();
    let fiction = there(&[K::Fiktionsbescheinigung], FactPath::TitleNorm);
    if let (None, Some(fiction)) = (&title, fiction) {
        let before = of(TITLES).rfind(|paper| paper.issued_on.is_none_or(|day| day <= on));
        title = Some(match before {
            Some(before) if reading.continues_title(&fiction.norm) => {
                Residence { valid_until: fiction.valid_until, ..before.clone() }
            }
            // applied for, not issued: neither day nor first issue are those of a title
            _ => Residence { issued_on: None, first_issue: None, ..fiction.clone() },
        });
    }
    if let Some(title) = &title {
        set_title(facts, title);
    }
    if let Some(paper) = there(&[K::Aufenthaltsgestattung], FactPath::AufenthaltsgestattungSince) {
        let since = paper.issued_on.map_or(FactValue::Unspecified, FactValue::Date);
        facts.set(FactPath::AufenthaltsgestattungSince, since);
    }
    if let Some(paper) = there(&[K::Duldung], FactPath::DuldungNorm) {
        facts.set(FactPath::DuldungNorm, norm(paper));
        if let Some(since) = paper.issued_on {
            facts.set(FactPath::DuldungSince, FactValue::Date(since));
        }
    }
    if let Some(paper) = counting(of(&[K::Freizuegigkeit]).filter(|paper| holds(paper, on))) {
        let path = match reading.of_withdrawal_agreement(&paper.norm) {
            true => FactPath::WithdrawalAgreement,
            false => FactPath::FamilyOfEuCitizen,
        };
        facts.set(path, FactValue::Flag(true));
    }
}

fn norm(paper: &Residence) -> FactValue {
    match paper.norm.trim() {
        "" => FactValue::Unspecified,
        norm => FactValue::Text(norm.to_owned()),
    }
}

fn set_title(facts: &mut Facts, title: &Residence) {
    facts.set(FactPath::TitleNorm, norm(title));
    if let Some(day) = title.issued_on {
        facts.set(FactPath::TitleIssuedOn, FactValue::Date(day));
    }
    if let Some(day) = title.valid_until {
        facts.set(FactPath::TitleValidUntil, FactValue::Date(day));
    }
    if let Some(first) = title.first_issue {
        facts.set(FactPath::TitleFirstIssue, FactValue::Flag(first));
    }
    if title.kind == ResidenceKind::Niederlassungserlaubnis {
        // it has no end
        facts.set(FactPath::TitleValidUntil, FactValue::Absent);
        facts.set(FactPath::TitlePermanentStay, FactValue::Flag(true));
    }
}

/// Authority code of an act that obliges.
fn obliges_for(kind: ActKind) -> Option<&'static str> {
    match kind {
        ActKind::VerpflichtungTitel | ActKind::VerpflichtungBedarf => Some("auslaenderbehoerde"),
        ActKind::VerpflichtungJobcenter => Some("jobcenter"),
        ActKind::VerpflichtungAsylblg => Some("asylblg"),
        ActKind::Teilnahmeberechtigung
        | ActKind::ZulassungBundesamt
        | ActKind::ZulassungJobcenter
        | ActKind::Kooperationsplan
        | ActKind::Zuweisung
        | ActKind::Verweisung
        | ActKind::Anmeldung
        | ActKind::Kursbeginn => None,
    }
}

fn acts(facts: &mut Facts, acts: &[Act], reading: &RecordReading, on: NaiveDate) {
    let holding: Vec<&Act> = acts.iter().filter(|act| act.holds_on(on)).collect();
    let issued = holding.iter().filter_map(|act| {
        let written = Some(act.basis.trim()).filter(|basis| !basis.is_empty());
        let basis = written.or_else(|| reading.only_basis(act.kind, act.issued_on));
        Some(IssuedObligation {
            by: obliges_for(act.kind)?.to_owned(),
            basis: basis.map(str::to_owned),
            on: Some(act.issued_on),
        })
    });
    facts.set(FactPath::Obligations, FactValue::Obligations(issued.collect()));
    let right = holding.iter().filter(|act| act.kind.entitles()).map(|act| act.issued_on).min();
    facts.set(FactPath::RightIssuedOn, right.map_or(FactValue::Absent, FactValue::Date));
    if holding.iter().any(|act| act.kind == ActKind::Kooperationsplan) {
        facts.set(FactPath::KooperationsplanNamesCourse, FactValue::Flag(true));
    }
}

fn registration(facts: &mut Facts, file: &CaseFile<'_>, on: NaiveDate) {
    let of_case = file.case.and_then(|case| case.registered_on);
    let of_seats = file.seats.iter().filter_map(|seat| seat.registered_on);
    let first = of_case.into_iter().chain(of_seats).filter(|day| *day <= on).min();
    facts.set(FactPath::RegisteredOn, first.map_or(FactValue::Absent, FactValue::Date));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::FieldGroup;
    use crate::eligibility::{ActBases, ActBasis, RecordFile, Statement};
    use crate::ids::{AccountId, ActId, CaseId, OrganisationId, PersonId, RegionId, StatedFactsId};
    use crate::person::tests::person;
    use crate::residence::{BenefitPeriod, BenefitSystem};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn reading() -> RecordReading {
        let basis = ActBasis { citation: "§ 5b AsylbLG".to_owned(), valid_from: None, valid_until: None };
        RecordReading::new(RecordFile {
            continues_title: vec!["§ 81 Abs. 4 AufenthG".to_owned()],
            withdrawal_agreement: vec!["§ 16 FreizügG/EU".to_owned()],
            acts: vec![ActBases { kind: ActKind::VerpflichtungAsylblg, basis: vec![basis] }],
        })
        .expect("readable")
    }

    fn paper(kind: ResidenceKind, norm: &str, from: &str, until: Option<&str>) -> Residence {
        Residence {
            kind,
            norm: norm.to_owned(),
            issued_on: Some(day(from)),
            valid_until: until.map(day),
            first_issue: Some(true),
        }
    }

    fn stated(path: FactPath, value: FactValue, since: Option<&str>) -> StatedFacts {
        let statement = Statement {
            fact: FactKey::Law(path),
            value,
            since: since.map(day),
            until: None,
            stated_on: day("2026-11-01"),
            stated_by: OrganisationId(1),
            account: AccountId(1),
        };
        StatedFacts {
            statements: vec![statement],
            ..StatedFacts::none(StatedFactsId(1), RegionId(1), PersonId(1))
        }
    }

    fn act(kind: ActKind, on: &str, basis: &str) -> Act {
        Act {
            id: ActId(1),
            region: RegionId(1),
            version: 1,
            case: CaseId(1),
            person: PersonId(1),
            kind,
            issuer: OrganisationId(1),
            issued_on: day(on),
            valid_until: None,
            basis: basis.to_owned(),
            revoked_on: None,
        }
    }

    fn facts(person: &Person, acts: &[Act], stated: &[StatedFacts], on: &str) -> Facts {
        facts_of(&CaseFile { person, case: None, acts, seats: &[], stated }, &reading(), day(on))
    }

    fn text(code: &str) -> FactValue {
        FactValue::Text(code.to_owned())
    }

    #[test]
    fn of_several_papers_the_one_that_holds_on_the_day_counts() {
        use ResidenceKind as K;
        let mut one = person(1);
        one.residences = vec![
            paper(K::Aufenthaltsgestattung, "", "2024-02-01", Some("2025-05-31")),
            paper(K::Aufenthaltserlaubnis, "§ 25 Abs. 2 AufenthG", "2025-06-01", Some("2028-05-31")),
        ];
        let before = facts(&one, &[], &[], "2025-05-31");
        let since = FactValue::Date(day("2024-02-01"));
        assert_eq!(*before.get(FactPath::AufenthaltsgestattungSince), since);
        assert_eq!(*before.get(FactPath::TitleNorm), FactValue::Unknown);
        let after = facts(&one, &[], &[], "2025-06-01");
        assert_eq!(*after.get(FactPath::TitleNorm), text("§ 25 Abs. 2 AufenthG"));
        assert_eq!(*after.get(FactPath::AufenthaltsgestattungSince), FactValue::Unknown);
        let later = facts(&one, &[], &[], "2028-06-01");
        assert_eq!(
            *later.get(FactPath::TitleNorm),
            FactValue::Unknown,
            "the record says nothing of that day"
        );
    }

    #[test]
    fn a_fiktionsbescheinigung_continues_the_title_only_where_its_norm_says_so() {
        use ResidenceKind as K;
        let mut one = person(1);
        one.residences = vec![
            paper(K::Aufenthaltserlaubnis, "§ 30 AufenthG", "2024-01-01", Some("2026-10-31")),
            paper(K::Fiktionsbescheinigung, "§ 81 Abs. 4 AufenthG", "2026-10-20", Some("2027-04-30")),
        ];
        let found = facts(&one, &[], &[], "2026-11-25");
        assert_eq!(*found.get(FactPath::TitleNorm), text("§ 30 AufenthG"));
        assert_eq!(found.date(FactPath::TitleIssuedOn), Some(day("2024-01-01")));
        assert_eq!(found.date(FactPath::TitleValidUntil), Some(day("2027-04-30")));
        one.residences[1].norm = "§ 81 Abs. 3 AufenthG".to_owned();
        let found = facts(&one, &[], &[], "2026-11-25");
        assert_eq!(*found.get(FactPath::TitleNorm), text("§ 81 Abs. 3 AufenthG"));
        assert_eq!(*found.get(FactPath::TitleFirstIssue), FactValue::Unknown, "it is not an issued title");
    }

    #[test]
    fn who_says_that_there_is_no_title_ends_the_one_from_before() {
        let mut one = person(1);
        one.residences =
            vec![paper(ResidenceKind::Aufenthaltserlaubnis, "§ 24 AufenthG", "2024-01-01", None)];
        let none = [stated(FactPath::TitleNorm, FactValue::Absent, Some("2026-09-01"))];
        let norm = |on: &str| facts(&one, &[], &none, on).get(FactPath::TitleNorm).clone();
        assert_eq!([norm("2026-08-31"), norm("2026-09-01")], [text("§ 24 AufenthG"), FactValue::Absent]);
    }

    #[test]
    fn a_paper_of_free_movement_is_told_apart_by_its_norm() {
        let mut one = person(1);
        one.residences = vec![paper(ResidenceKind::Freizuegigkeit, "§ 16 FreizügG/EU", "2024-01-01", None)];
        let found = facts(&one, &[], &[], "2026-11-25");
        assert_eq!(*found.get(FactPath::WithdrawalAgreement), FactValue::Flag(true));
        one.residences[0].norm = "§ 5 FreizügG/EU".to_owned();
        let found = facts(&one, &[], &[], "2026-11-25");
        assert_eq!(*found.get(FactPath::FamilyOfEuCitizen), FactValue::Flag(true));
    }

    #[test]
    fn acts_are_obligations_as_long_as_they_hold_with_the_basis_they_can_only_have() {
        let one = person(1);
        let mut acts = vec![
            act(ActKind::VerpflichtungAsylblg, "2026-10-01", ""),
            act(ActKind::VerpflichtungJobcenter, "2026-10-05", " "),
            act(ActKind::ZulassungBundesamt, "2026-01-10", ""),
        ];
        let found = facts(&one, &acts, &[], "2026-11-25");
        let FactValue::Obligations(issued) = found.get(FactPath::Obligations) else { panic!("a list") };
        let read: Vec<_> = issued.iter().map(|one| (one.by.as_str(), one.basis.as_deref())).collect();
        assert_eq!(read, [("asylblg", Some("§ 5b AsylbLG")), ("jobcenter", None)]);
        assert_eq!(found.date(FactPath::RightIssuedOn), Some(day("2026-01-10")));
        acts[0].revoked_on = Some(day("2026-11-25"));
        let count = |acts: &[Act]| match facts(&one, acts, &[], "2026-11-25").get(FactPath::Obligations) {
            FactValue::Obligations(issued) => issued.len(),
            _ => panic!("a list"),
        };
        assert_eq!([count(&acts), count(&[])], [1, 0], "no act on record is no obligation");
    }

    #[test]
    fn a_benefit_counts_in_its_period_and_a_year_of_birth_is_a_span() {
        let mut one = person(1);
        one.benefits =
            vec![BenefitPeriod { system: BenefitSystem::Sgb2, from: day("2026-10-01"), until: None }];
        one.birth_date = Some(BirthDate { date: day("1990-06-15"), precision: BirthPrecision::Year });
        let found = facts(&one, &[], &[], "2026-11-25");
        assert_eq!(*found.get(FactPath::Benefit), text("sgb2"));
        let year = FactValue::Between(day("1990-01-01"), day("1990-12-31"));
        assert_eq!(*found.get(FactPath::BirthDate), year);
        assert_eq!(*facts(&one, &[], &[], "2026-09-30").get(FactPath::Benefit), FactValue::Unknown);
    }

    #[test]
    fn what_somebody_may_not_see_is_unknown_in_the_facts() {
        let mut one = person(1);
        one.benefits =
            vec![BenefitPeriod { system: BenefitSystem::Sgb2, from: day("2026-10-01"), until: None }];
        let all = [stated(FactPath::MissedInvitationOn, FactValue::Date(day("2026-10-20")), None)];
        let shown = facts(&one, &[], &all, "2026-11-25").shown(|group| group != FieldGroup::Benefit);
        assert_eq!(*shown.get(FactPath::Benefit), FactValue::Unknown);
        assert_eq!(*shown.get(FactPath::MissedInvitationOn), FactValue::Unknown);
        assert_ne!(*shown.get(FactPath::Obligations), FactValue::Unknown);
    }
}
