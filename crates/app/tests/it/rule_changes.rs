//! A changed table on its way: checked, proposed, looked at, released by a second account, used at once, taken
//! back; and policy switches as dated settings.

use crate::people::{new_person, queries, steer, steering};
use crate::rules::{protected, rules};
use app::Ids;
use app::commands::*;
use app::error::Error;
use app::ports::TypedQueries;
use app::queries::rules::{AffectedPeople, CheckProposal, LawInUse, OneRelease, ReleaseList};
use domain::access::{Actor, Role};
use domain::act::ActKind;
use domain::eligibility::FactPath;
use domain::ids::{AccountId, PersonId, RuleReleaseId};
use domain::organisation::OrganisationKind as K;
use domain::release::{PolicySubject, ReleaseState, RuleRelease};
use domain::residence::{BenefitSystem, Residence, ResidenceKind};
use testkit::{Backend, Stage, Town, day};

const BAMF: &str = "eligibility/60-zulassung-bamf.dmn";

/// The table of admissions with the row of § 25 Abs. 5 ended on a day that was no day of a change.
fn ended(stage: &Stage, on: &str) -> String {
    let text = stage.gate.law().delivered().expect("readable").texts[BAMF].clone();
    let cell = "<inputEntry id=\"R-15_on\"><text>-</text></inputEntry>";
    assert!(text.contains(cell));
    text.replace(cell, &format!("<inputEntry id=\"R-15_on\"><text>&lt; date(\"{on}\")</text></inputEntry>"))
}

fn proposal(table: String) -> CheckProposal {
    CheckProposal {
        table,
        examples: None,
        change: "§ 25 Abs. 5 fällt weg".to_owned(),
        source: "Entwurf".to_owned(),
    }
}

fn proposed(table: String, from: &str) -> ProposeRules {
    ProposeRules { proposal: proposal(table), effective_from: day(from) }
}

/// A second legal officer of the coordination.
fn colleague(stage: &Stage, town: &Town) -> Actor {
    let first = town.actor(K::Koordination).clone();
    Actor { account: AccountId(stage.ids.next()), roles: vec![Role::Rechtsaufsicht], ..first }
}

async fn propose(stage: &Stage, town: &Town, command: ProposeRules) -> Result<RuleReleaseId, Error> {
    let operation = stage.operation(town.actor(K::Koordination));
    stage.gate.run(&operation, command).await.map(|done| done.outcome)
}

async fn decide(
    stage: &Stage,
    actor: &Actor,
    release: RuleReleaseId,
    verdict: Verdict,
) -> Result<RuleRelease, Error> {
    let known: RuleRelease = queries(stage).need(release.0).await?;
    let command = DecideRelease { release, version: known.version, verdict };
    stage.gate.run(&stage.operation(actor), command).await?;
    queries(stage).need(release.0).await
}

fn code(error: Error) -> String {
    match error {
        Error::Refused(refusal) => refusal.code,
        other => other.code(),
    }
}

/// Somebody with § 25 Abs. 5 and without a benefit, with what the tables ask for first.
async fn somebody(stage: &Stage, town: &Town, name: &str) -> PersonId {
    let mut person = protected(Some(BenefitSystem::None));
    person.family_name = name.to_owned();
    person.nationality = Some("NGA".to_owned());
    person.birth_date = None;
    person.residences = vec![Residence {
        kind: ResidenceKind::Aufenthaltserlaubnis,
        norm: "§ 25 Abs. 5 AufenthG".to_owned(),
        issued_on: Some(day("2025-03-01")),
        valid_until: None,
        first_issue: Some(true),
    }];
    let command = steering(person, ActKind::ZulassungJobcenter, new_person());
    let done = steer(stage, town, K::Jobcenter, command).await.expect("steered in");
    let said =
        |fact, value| NewStatement { fact: domain::eligibility::FactKey::Law(fact), value, since: None };
    let no = || domain::eligibility::FactValue::Flag(false);
    let statements = vec![
        said(FactPath::Spaetaussiedler, no()),
        said(FactPath::FirstLanguageGerman, no()),
        said(FactPath::Employed, no()),
        said(FactPath::SpecialNeed, no()),
        said(FactPath::GermanLevel, domain::eligibility::FactValue::Text("A1".to_owned())),
    ];
    let command = StateFacts { person: done.person, version: 0, statements };
    let operation = stage.operation(town.actor(K::Jobcenter));
    stage.gate.run(&operation, command).await.expect("stated").outcome
}

#[tokio::test]
async fn a_table_that_does_not_pass_is_refused_with_table_row_and_reason_and_nothing_is_kept() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let good = ended(&stage, "2027-01-01");
    let cases = [
        (good.replace("</definitions>", ""), "no well-formed XML"),
        (
            good.replace("<text>§ 44 Abs. 4 Satz 2 Nr. 3 AufenthG; § 5 Abs. 3 IntV</text>", "<text></text>"),
            "has no citation",
        ),
        (good.replacen("<text>\"§ 25 Abs. 5\"</text>", "<text>\"§ 24\"</text>", 1), "it overlaps row R-14"),
        (
            good.replace("<text>bamf_admission_open</text>", "<text>x</text>")
                .replace("<text>nationality_group</text>", "<text>shoe_size</text>"),
            "no known fact",
        ),
        (
            good.replace("name=\"zulassung_bamf\"", "name=\"zulassung_mars\""),
            "there is no table of this name",
        ),
        (stage.gate.law().delivered().expect("readable").texts[BAMF].clone(), "nothing in it is changed"),
    ];
    for (text, reason) in cases {
        let operation = stage.operation(town.actor(K::Koordination));
        let checked = stage.gate.ask(&operation, &proposal(text.clone())).await.expect("checked");
        let said: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
        assert!(said.iter().any(|line| line.contains(reason)), "wanted {reason}: {said:?}");
        let refused = propose(&stage, &town, proposed(text, "2026-12-01")).await.expect_err("refused");
        assert_eq!(code(refused), "rules-do-not-pass");
    }
    let list =
        stage.gate.ask(&stage.operation(town.actor(K::Koordination)), &ReleaseList).await.expect("list");
    assert!(list.is_empty());
}

#[tokio::test]
async fn a_released_table_is_used_at_once_after_a_second_account_said_yes_and_can_be_taken_back() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let person = somebody(&stage, &town, "Okafor").await;
        let on = |on: &str| app::queries::person_rules::PersonRules { person, on: Some(day(on)) };
        let access = async |text: &str| {
            let operation = stage.operation(town.actor(K::Jobcenter));
            let view = stage.gate.ask(&operation, &on(text)).await.expect("shown");
            (view.explanation.answer.integrationskurs.access.code(), view.law.fingerprint)
        };
        let (before, delivered) = access("2027-01-01").await;
        assert_eq!(before, "refused_by_policy");
        let id = propose(&stage, &town, proposed(ended(&stage, "2027-01-01"), "2026-11-01"))
            .await
            .expect("proposed");
        assert_eq!(access("2027-01-01").await.0, "refused_by_policy", "a proposal changes nothing");
        let own = decide(&stage, town.actor(K::Koordination), id, Verdict::Release).await.expect_err("own");
        assert_eq!(code(own), "release-needs-four-eyes");
        let second = colleague(&stage, &town);
        let released = decide(&stage, &second, id, Verdict::Release).await.expect("released");
        assert_eq!((released.state, released.effective_from), (ReleaseState::Released, day("2026-11-25")));
        assert_eq!(
            released.new_days,
            [day("2027-01-01")],
            "the new day came into the version table by itself"
        );
        let (after, fingerprint) = access("2027-01-01").await;
        assert_eq!((after, access("2026-12-31").await.0), ("none", "refused_by_policy"));
        assert_ne!(fingerprint, delivered);
        let again = decide(&stage, &second, id, Verdict::Release).await.expect_err("once");
        assert_eq!(code(again), "release-not-in-this-state");
        decide(&stage, &second, id, Verdict::RollBack).await.expect("taken back");
        assert_eq!(access("2027-01-01").await, ("refused_by_policy", delivered));
    }
}

#[tokio::test]
async fn a_change_counts_from_its_day_on_and_only_in_its_region() {
    let stage = Stage::open(Backend::Sqlite).await;
    let (town, other) = (Town::build(&stage, "wug").await, Town::build(&stage, "pas").await);
    let id =
        propose(&stage, &town, proposed(ended(&stage, "2027-01-01"), "2026-12-01")).await.expect("proposed");
    decide(&stage, &colleague(&stage, &town), id, Verdict::Release).await.expect("released");
    let used = async |town: &Town, on: Option<&str>| {
        let law = LawInUse { on: on.map(day) };
        let law = stage.gate.ask(&stage.operation(town.actor(K::Jobcenter)), &law).await.expect("shown");
        law.releases.len()
    };
    assert_eq!((used(&town, None).await, used(&town, Some("2026-12-01")).await), (0, 1));
    stage.pass_days(6);
    assert_eq!((used(&town, None).await, used(&other, None).await), (1, 0));
    let foreign = OneRelease { release: id, on: None };
    let refused =
        stage.gate.ask(&stage.operation(other.actor(K::Koordination)), &foreign).await.expect_err("absent");
    assert_eq!(code(refused), "absent");
}

#[tokio::test]
async fn two_changes_of_one_table_do_not_swallow_each_other() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let first =
        propose(&stage, &town, proposed(ended(&stage, "2027-01-01"), "2026-11-25")).await.expect("proposed");
    let second =
        propose(&stage, &town, proposed(ended(&stage, "2027-02-01"), "2026-11-25")).await.expect("proposed");
    let officer = colleague(&stage, &town);
    decide(&stage, &officer, first, Verdict::Release).await.expect("released");
    let late = decide(&stage, &officer, second, Verdict::Release).await.expect_err("overtaken");
    assert_eq!(code(late), "rule-file-changed-meanwhile");
    decide(&stage, &officer, second, Verdict::Reject).await.expect("rejected");
}

#[tokio::test]
async fn before_a_release_it_is_counted_who_changes_and_few_are_not_told() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let effect = async |id| {
            let asked = OneRelease { release: id, on: None };
            let view =
                stage.gate.ask(&stage.operation(town.actor(K::Koordination)), &asked).await.expect("shown");
            view.effect.expect("it fits")
        };
        for name in ["Okafor", "Adeyemi"] {
            somebody(&stage, &town, name).await;
        }
        let id = propose(&stage, &town, proposed(ended(&stage, "2027-01-01"), "2026-11-25"))
            .await
            .expect("proposed");
        let few = effect(id).await;
        assert_eq!(few.on, day("2027-01-01"), "the first day on which it can matter");
        assert_eq!((few.kinds.len(), few.kinds[0].1), (1, None), "two people are not told");
        for name in ["Balogun", "Chukwu", "Danjuma"] {
            somebody(&stage, &town, name).await;
        }
        let many = effect(id).await;
        assert_eq!((many.people, many.changed), (Some(5), Some(5)));
        let (what, count) = &many.kinds[0];
        assert_eq!(*count, Some(5));
        assert!(
            what.contains(&(
                "integrationskurs.access".to_owned(),
                "refused_by_policy".to_owned(),
                "none".to_owned()
            )),
            "{what:?}"
        );
        let people = AffectedPeople { release: id, on: None };
        let mine = stage.gate.ask(&stage.operation(town.actor(K::Jobcenter)), &people).await.expect("list");
        assert_eq!(mine.len(), 5, "whoever sees the people sees who they are");
        let theirs =
            stage.gate.ask(&stage.operation(town.actor(K::Auslaenderbehoerde)), &people).await.expect("list");
        assert!(theirs.is_empty(), "people of another authority are not in the list");
        let officer = colleague(&stage, &town);
        let denied = stage.gate.ask(&stage.operation(&officer), &people).await.expect_err("denied");
        assert_eq!(code(denied), "denied", "the legal officer sees counts only");
    }
}

#[tokio::test]
async fn only_legal_officers_change_tables_and_switches() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    for kind in [K::Teststelle, K::Kurstraeger] {
        let refused = stage
            .gate
            .run(&stage.operation(town.actor(kind)), proposed(ended(&stage, "2027-01-01"), "2026-11-25"))
            .await
            .expect_err("denied");
        assert_eq!(code(refused), "denied", "{kind:?}");
        let law = stage.gate.ask(&stage.operation(town.actor(kind)), &LawInUse::default()).await;
        assert!(law.is_ok(), "the law is public");
    }
    let mut clerk = town.actor(K::Jobcenter).clone();
    clerk.roles = vec![Role::Zusteuerung];
    let refused = stage.gate.run(&stage.operation(&clerk), opened("2026-12-01")).await.expect_err("denied");
    assert_eq!(code(refused), "denied");
}

fn opened(from: &str) -> SetPolicy {
    SetPolicy {
        subject: PolicySubject::Switch,
        code: "BAMF_44_4_ADMISSION".to_owned(),
        from: day(from),
        open: true,
        source: "Trägerrundschreiben 09/26".to_owned(),
        federal: true,
    }
}

#[tokio::test]
async fn a_switch_counts_from_its_day_on_with_its_source_until_it_is_withdrawn() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let person = somebody(&stage, &town, "Okafor").await;
        let access = async || {
            let view = rules(&stage, &town, K::Jobcenter, person).await.expect("shown");
            (view.explanation.answer.integrationskurs.access.code(), view.law.fingerprint)
        };
        let (before, delivered) = access().await;
        assert_eq!(before, "refused_by_policy");
        let officer = colleague(&stage, &town);
        let nameless = SetPolicy { source: " ".to_owned(), ..opened("2026-11-20") };
        let refused = stage.gate.run(&stage.operation(&officer), nameless).await.expect_err("refused");
        assert_eq!(code(refused), "source-missing");
        let set =
            stage.gate.run(&stage.operation(&officer), opened("2026-11-20")).await.expect("set").outcome;
        let (after, fingerprint) = access().await;
        assert_eq!(after, "admission_possible");
        assert_ne!(fingerprint, delivered, "a decision can be told apart by its switches as well");
        let withdraw = WithdrawPolicy { setting: set, version: 1 };
        stage.gate.run(&stage.operation(&officer), withdraw).await.expect("withdrawn");
        assert_eq!(access().await, ("refused_by_policy", delivered));
        let closed = SetPolicy {
            subject: PolicySubject::CourseType,
            code: "BSK-B2".to_owned(),
            open: false,
            ..opened("2026-11-20")
        };
        stage.gate.run(&stage.operation(&officer), closed).await.expect("set");
        let view = rules(&stage, &town, K::Jobcenter, person).await.expect("shown");
        assert!(view.explanation.answer.berufssprachkurs.closed_types.contains(&"BSK-B2".to_owned()));
    }
}
