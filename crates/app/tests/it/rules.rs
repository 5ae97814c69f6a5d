//! What the rules say about a person, to whom; statements; the basis that is kept with an act.

use crate::people::{laila, new_person, queries, steer, steering};
use app::commands::*;
use app::error::Error;
use app::ports::{Find, TypedQueries, Where};
use app::queries::person_rules::{ActBasis, PersonRules, PersonRulesView};
use domain::act::{Act, ActKind};
use domain::eligibility::{Agreement, FactKey, FactPath, FactValue, RuleDecision};
use domain::ids::PersonId;
use domain::organisation::OrganisationKind as K;
use domain::person::{DuplicateDecision, Person};
use domain::record::RecordKind;
use domain::residence::{BenefitPeriod, BenefitSystem, Residence, ResidenceKind};
use serde_json::json;
use testkit::{Backend, Stage, Town, day};

/// Laila with a title of § 24 and a benefit.
pub fn protected(benefit: Option<BenefitSystem>) -> Person {
    Person {
        nationality: Some("UKR".to_owned()),
        residences: vec![Residence {
            kind: ResidenceKind::Aufenthaltserlaubnis,
            norm: "§ 24 AufenthG".to_owned(),
            issued_on: Some(day("2024-03-01")),
            valid_until: Some(day("2027-03-04")),
            first_issue: Some(true),
        }],
        benefits: benefit
            .map(|system| BenefitPeriod { system, from: day("2026-01-01"), until: None })
            .into_iter()
            .collect(),
        ..laila()
    }
}

/// A person whom the foreigners' authority and the Jobcenter both know.
async fn known_to_both(stage: &Stage, town: &Town, benefit: Option<BenefitSystem>) -> PersonId {
    let first = steering(protected(benefit), ActKind::VerpflichtungBedarf, new_person());
    let done = steer(stage, town, K::Auslaenderbehoerde, first).await.expect("steered in");
    let again = steering(
        protected(None),
        ActKind::VerpflichtungJobcenter,
        DuplicateDecision::SamePerson(done.person),
    );
    steer(stage, town, K::Jobcenter, again).await.expect("steered in").person
}

pub async fn rules(stage: &Stage, town: &Town, kind: K, person: PersonId) -> Result<PersonRulesView, Error> {
    stage.gate.ask(&stage.operation(town.actor(kind)), &PersonRules { person, on: None }).await
}

fn new(fact: FactPath, value: FactValue) -> NewStatement {
    NewStatement { fact: FactKey::Law(fact), value, since: Some(day("2026-11-01")) }
}

async fn state(
    stage: &Stage,
    town: &Town,
    kind: K,
    (person, version): (PersonId, i64),
    statements: Vec<NewStatement>,
) -> Result<PersonId, Error> {
    let command = StateFacts { person, version, statements };
    stage.gate.run(&stage.operation(town.actor(kind)), command).await.map(|done| done.outcome)
}

fn code(error: Error) -> String {
    match error {
        Error::Refused(refusal) => refusal.code,
        other => other.code(),
    }
}

#[tokio::test]
async fn a_fact_that_somebody_may_not_see_does_not_show_in_the_answer() {
    let stage = Stage::open(Backend::Sqlite).await;
    let mut answers = Vec::new();
    let mut seen_by_jobcenter = Vec::new();
    for (n, benefit) in
        [None, Some(BenefitSystem::Sgb2), Some(BenefitSystem::Asylblg)].into_iter().enumerate()
    {
        let town = Town::build(&stage, &format!("wug{n}")).await;
        let person = known_to_both(&stage, &town, benefit).await;
        let plain = |fact| NewStatement { since: None, ..new(fact, FactValue::Flag(false)) };
        let known = vec![
            plain(FactPath::Spaetaussiedler),
            plain(FactPath::FirstLanguageGerman),
            plain(FactPath::InTraining),
            new(FactPath::GermanLevel, FactValue::Text("A1".to_owned())),
        ];
        state(&stage, &town, K::Auslaenderbehoerde, (person, 0), known).await.expect("stated");
        // what only the Jobcenter knows
        let missed = new(FactPath::MissedInvitationOn, FactValue::Date(day("2026-11-10")));
        let told = if benefit.is_some() { vec![missed] } else { Vec::new() };
        state(&stage, &town, K::Jobcenter, (person, 1), told).await.expect("stated");
        let mine = rules(&stage, &town, K::Auslaenderbehoerde, person).await.expect("shown");
        let missed = FactKey::Law(FactPath::MissedInvitationOn);
        assert!(mine.statement(&missed).is_none(), "the statement of the Jobcenter is not shown");
        let mut answer = serde_json::to_value(&mine.explanation.answer).expect("JSON");
        answer["id"] = json!("");
        answers.push((answer, mine.explanation.rows.clone(), mine.known.clone(), mine.side.clone()));
        let theirs = rules(&stage, &town, K::Jobcenter, person).await.expect("shown");
        let mut answer = serde_json::to_value(&theirs.explanation.answer).expect("JSON");
        answer["id"] = json!("");
        seen_by_jobcenter.push(answer);
    }
    assert_eq!(answers[0], answers[1], "no benefit and SGB II look the same to the foreigners' authority");
    assert_eq!(answers[1], answers[2]);
    assert_ne!(seen_by_jobcenter[0], seen_by_jobcenter[1], "to the Jobcenter they do not");
    let needs = &answers[0].0["needs"];
    assert!(needs.as_array().is_some_and(|needs| needs.contains(&json!("benefit"))), "{needs}");
}

#[tokio::test]
async fn what_was_stated_changes_the_answer_and_says_who_said_it() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let command =
            steering(protected(Some(BenefitSystem::Sgb2)), ActKind::ZulassungJobcenter, new_person());
        let person = steer(&stage, &town, K::Jobcenter, command).await.expect("steered in").person;
        let before = rules(&stage, &town, K::Jobcenter, person).await.expect("shown");
        let needed: Vec<FactPath> = before.needed().collect();
        assert!(needed.contains(&FactPath::KooperationsplanNamesCourse), "{needed:?}");
        assert_eq!(before.explanation.answer.integrationskurs.access.code(), "undetermined");
        assert_eq!(before.stated.1, 0);
        let statements = vec![
            new(FactPath::KooperationsplanNamesCourse, FactValue::Flag(true)),
            NewStatement { since: None, ..new(FactPath::Spaetaussiedler, FactValue::Flag(false)) },
        ];
        state(&stage, &town, K::Jobcenter, (person, 0), statements).await.expect("stated");
        let after = rules(&stage, &town, K::Jobcenter, person).await.expect("shown");
        let course = &after.explanation.answer.integrationskurs;
        assert_eq!(
            (course.access.code(), course.issuer.map(|by| by.code())),
            ("admission_by_jobcenter", Some("jobcenter"))
        );
        let said = after.statement(&FactKey::Law(FactPath::KooperationsplanNamesCourse)).expect("kept");
        assert_eq!((said.since, said.stated_on), (Some(day("2026-11-01")), day("2026-11-25")));
        assert_eq!(after.office(said.stated_by), "Muster-jobcenter");
        // the day before the statement holds, nothing is known again
        let earlier = PersonRules { person, on: Some(day("2026-10-31")) };
        let earlier =
            stage.gate.ask(&stage.operation(town.actor(K::Jobcenter)), &earlier).await.expect("shown");
        assert_eq!(earlier.explanation.answer.integrationskurs.access.code(), "undetermined");
    }
}

#[tokio::test]
async fn two_people_at_the_same_statements_meet_and_hidden_groups_cannot_be_stated() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let person = known_to_both(&stage, &town, None).await;
        let employed = || vec![new(FactPath::Employed, FactValue::Flag(true))];
        state(&stage, &town, K::Auslaenderbehoerde, (person, 0), employed()).await.expect("stated");
        let late = state(&stage, &town, K::Jobcenter, (person, 0), employed()).await.expect_err("overtaken");
        assert!(matches!(late, Error::Conflict(conflict) if conflict.kind == RecordKind::StatedFacts));
        state(&stage, &town, K::Jobcenter, (person, 1), employed()).await.expect("stated");
        let fit = vec![new(FactPath::FitForWork, FactValue::Flag(true))];
        let denied = state(&stage, &town, K::Auslaenderbehoerde, (person, 2), fit).await.expect_err("hidden");
        assert_eq!(code(denied), "group-not-yours-to-change");
        let foreign = state(&stage, &town, K::Sozialamt, (person, 2), employed()).await.expect_err("absent");
        assert_eq!(code(foreign), "absent", "whoever is not involved does not learn that the person exists");
        for nobody in [K::Teststelle, K::Kurstraeger, K::Koordination, K::Betrieb] {
            let refused = rules(&stage, &town, nobody, person).await.expect_err("denied");
            assert_eq!(code(refused), "denied", "{nobody:?}");
        }
    }
}

#[tokio::test]
async fn statements_are_taken_back_with_one_undo() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let person = known_to_both(&stage, &town, None).await;
    let employed = vec![new(FactPath::Employed, FactValue::Flag(true))];
    let command = StateFacts { person, version: 0, statements: employed };
    let operation = stage.operation(town.actor(K::Jobcenter));
    let done = stage.gate.run(&operation, command).await.expect("stated");
    let undo = UndoOperation { operation: done.operation };
    stage.gate.run(&stage.operation(town.actor(K::Jobcenter)), undo).await.expect("taken back");
    let after = rules(&stage, &town, K::Jobcenter, person).await.expect("shown");
    assert!(after.statements.is_empty() && after.stated.1 == 0);
}

#[tokio::test]
async fn an_act_keeps_what_it_was_based_on_before_it_was_recorded() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let person = known_to_both(&stage, &town, Some(BenefitSystem::Sgb2)).await;
        let find = Find::new(RecordKind::Act, town.region).when(Where::is("person_id", person.0));
        let acts: Vec<Act> = queries(&stage).all(find).await.expect("acts");
        let of = |kind: ActKind| acts.iter().find(|act| act.kind == kind).expect("the act").id;
        let basis = async |kind: K, act| {
            stage
                .gate
                .ask(&stage.operation(town.actor(kind)), &ActBasis { person, act })
                .await
                .expect("shown")
        };
        let own = basis(K::Auslaenderbehoerde, of(ActKind::VerpflichtungBedarf)).await;
        let decision = own.decision.expect("a basis was kept");
        assert_eq!(decision.on, day("2026-11-24"), "the day of the act");
        assert_eq!(decision.rule_set, day("2026-07-29"));
        assert_eq!((decision.fingerprint.len(), own.changed_since, own.narrowed), (64, false, false));
        let obligations = decision.facts.iter().find(|known| known.fact == FactPath::Obligations);
        assert_eq!(
            obligations.expect("known").value,
            FactValue::Obligations(vec![]),
            "before the act itself"
        );
        assert!(
            decision.facts.iter().all(|known| known.fact != FactPath::Benefit),
            "the authority did not see it"
        );

        let theirs = basis(K::Jobcenter, of(ActKind::VerpflichtungJobcenter)).await.decision.expect("kept");
        assert!(theirs.facts.iter().any(|known| known.fact == FactPath::Benefit));
        let narrowed = basis(K::Auslaenderbehoerde, of(ActKind::VerpflichtungJobcenter)).await;
        let seen = narrowed.decision.expect("that there is a basis is no secret");
        assert!(narrowed.narrowed && seen.rows.is_empty() && seen.answer.is_null());
        assert!(seen.facts.iter().all(|known| known.fact != FactPath::Benefit));
        assert_eq!((seen.agreement, seen.fingerprint), (Agreement::Open, theirs.fingerprint));
    }
}

#[tokio::test]
async fn an_admission_that_the_tables_did_not_propose_is_kept_as_a_deviation() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let mut known = protected(Some(BenefitSystem::Sgb2));
    known.nationality = Some("SYR".to_owned());
    let command = steering(known, ActKind::ZulassungJobcenter, new_person());
    let steered = steer(&stage, &town, K::Jobcenter, command).await.expect("steered in");
    let no = |fact| NewStatement { since: None, ..new(fact, FactValue::Flag(false)) };
    let facts = vec![no(FactPath::Spaetaussiedler), no(FactPath::KooperationsplanNamesCourse)];
    state(&stage, &town, K::Jobcenter, (steered.person, 0), facts).await.expect("stated");
    let case: domain::case::Case = queries(&stage).need(steered.case.0).await.expect("case");
    let act = NewAct {
        kind: ActKind::ZulassungJobcenter,
        issued_on: day("2026-11-25"),
        valid_until: None,
        basis: String::new(),
    };
    let command = RecordAct { case: case.id, version: case.version, act };
    let operation = stage.operation(town.actor(K::Jobcenter));
    let act = stage.gate.run(&operation, command).await.expect("recorded: the authority decides").outcome;
    let find = Find::new(RecordKind::RuleDecision, town.region).when(Where::is("act_id", act.0));
    let kept: Vec<RuleDecision> = queries(&stage).all(find).await.expect("found");
    assert_eq!(kept[0].agreement, Agreement::Deviates);
}

#[tokio::test]
async fn for_days_before_the_tables_there_is_a_sentence_and_no_answer() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let person = known_to_both(&stage, &town, None).await;
    let early = PersonRules { person, on: Some(day("2021-12-31")) };
    let refused =
        stage.gate.ask(&stage.operation(town.actor(K::Jobcenter)), &early).await.expect_err("refused");
    assert_eq!(code(refused), "rules-speak-from");
}
