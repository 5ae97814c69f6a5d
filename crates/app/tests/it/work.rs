//! Who does the work: teams, substitution, hand-over, the daily digest, rights that lapse; deadlines a region sets.

use crate::people::{laila, new_person, queries, save, steer, steering};
use app::Ids;
use app::commands::*;
use app::error::Error;
use app::ports::{Store, TypedQueries};
use app::queries::work::{LapseWatch, OwnArrangement, Whose, WorkList, WorkView};
use chrono::NaiveTime;
use domain::access::Actor;
use domain::act::ActKind;
use domain::calendar::{Period, Unit};
use domain::case::{Case, MarkKind, StepCode, StepReason};
use domain::ids::{AccountId, CaseId};
use domain::organisation::{Account, OrganisationKind as K};
use domain::person::Person;
use domain::record::{Record, Stored};
use domain::region::Region;
use domain::team::Holder;
use testkit::{Backend, Stage, Town, day};

/// A second account of a body.
async fn colleague(stage: &Stage, town: &Town, kind: K) -> Actor {
    let first = town.actor(kind).clone();
    let id = AccountId(stage.ids.next());
    let known: Account = queries(stage).need(first.account.0).await.expect("known");
    let other = Account { id, version: 0, login: format!("second-{}", id.0), ..known };
    save(stage, town, vec![Record::Account(other)]).await;
    Actor { account: id, ..first }
}

/// Somebody who is like nobody else.
fn somebody(name: &str) -> Person {
    let n = i32::from(name.bytes().fold(0u8, u8::wrapping_add)) % 40;
    let born =
        chrono::NaiveDate::from_ymd_opt(1960 + n, 1 + n as u32 % 12, 1 + n as u32 % 28).expect("a date");
    Person {
        family_name: name.to_owned(),
        given_names: name.chars().rev().collect(),
        birth_date: Some(domain::person::BirthDate {
            date: born,
            precision: domain::person::BirthPrecision::Day,
        }),
        ..laila()
    }
}

async fn arrived(stage: &Stage, town: &Town, name: &str) -> CaseId {
    let command = steering(somebody(name), ActKind::VerpflichtungJobcenter, new_person());
    steer(stage, town, K::Jobcenter, command).await.expect("steered in").case
}

async fn work(stage: &Stage, actor: &Actor, whose: Whose) -> WorkView {
    let list = WorkList { whose, ..WorkList::default() };
    stage.gate.ask(&stage.operation(actor), &list).await.expect("the list")
}

fn code(error: Error) -> String {
    match error {
        Error::Refused(refusal) => refusal.code,
        other => other.code(),
    }
}

#[tokio::test]
async fn a_case_is_handed_over_and_its_substitute_has_it_on_the_list() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let me = town.actor(K::Jobcenter).clone();
        let other = colleague(&stage, &town, K::Jobcenter).await;
        let (first, second) =
            (arrived(&stage, &town, "Okafor").await, arrived(&stage, &town, "Meskele").await);
        assert_eq!(work(&stage, &me, Whose::Nobody).await.total, 2);
        assert_eq!(work(&stage, &me, Whose::Mine).await.total, 0);
        let to = Some(Holder::Account(other.account));
        let moved = stage.gate.run(&stage.operation(&me), HandOver { cases: vec![first], to }).await;
        assert_eq!(moved.expect("handed over").outcome, 1);
        assert_eq!(work(&stage, &other, Whose::Mine).await.rows[0].row.case, Some(first));
        assert_eq!(work(&stage, &me, Whose::Nobody).await.rows[0].row.case, Some(second));
        // away from today on: the substitute has it as well, and everybody sees who acts
        let away = NoteAbsence {
            account: other.account,
            substitute: me.account,
            from: day("2026-11-25"),
            until: day("2026-12-04"),
        };
        let absence = stage.gate.run(&stage.operation(&me), away).await.expect("noted").outcome;
        let mine = work(&stage, &me, Whose::Mine).await;
        assert_eq!((mine.total, mine.rows[0].stands_in), (1, Some(me.account)));
        let end = EndAbsence { absence, version: 1 };
        stage.gate.run(&stage.operation(&me), end).await.expect("ended");
        assert_eq!(work(&stage, &me, Whose::Mine).await.total, 0);
        // and back to everybody
        let back = HandOver { cases: vec![first], to: None };
        stage.gate.run(&stage.operation(&me), back).await.expect("given back");
        assert_eq!(work(&stage, &me, Whose::Nobody).await.total, 2);
    }
}

#[tokio::test]
async fn a_team_has_what_it_and_its_members_hold() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let me = town.actor(K::Jobcenter).clone();
    let other = colleague(&stage, &town, K::Jobcenter).await;
    let team = SaveTeam {
        id: None,
        version: 0,
        name: "Team Nord".to_owned(),
        email: String::new(),
        members: vec![other.account],
        active: true,
    };
    let id = stage.gate.run(&stage.operation(&me), team.clone()).await.expect("saved").outcome;
    let (first, second) = (arrived(&stage, &town, "Okafor").await, arrived(&stage, &town, "Meskele").await);
    for (case, to) in [(first, Holder::Team(id)), (second, Holder::Account(other.account))] {
        let command = HandOver { cases: vec![case], to: Some(to) };
        stage.gate.run(&stage.operation(&me), command).await.expect("handed over");
    }
    assert_eq!(work(&stage, &me, Whose::Team(id)).await.total, 2);
    assert_eq!(work(&stage, &other, Whose::Mine).await.total, 2, "work of the own teams is one's own");
    assert_eq!(work(&stage, &me, Whose::Mine).await.total, 0);
    let stranger = SaveTeam { members: vec![town.actor(K::Kurstraeger).account], ..team.clone() };
    let refused = stage.gate.run(&stage.operation(&me), stranger).await.expect_err("refused");
    assert_eq!(code(refused), "no-colleague");
    let theirs = stage.gate.ask(&stage.operation(town.actor(K::Kurstraeger)), &OwnArrangement).await;
    assert!(theirs.expect("own").teams.is_empty(), "teams of another body are not shown");
    let taken = HandOver { cases: vec![first], to: None };
    let absent = stage.gate.run(&stage.operation(town.actor(K::Kurstraeger)), taken).await.expect_err("no");
    assert_eq!(code(absent), "absent");
}

#[tokio::test]
async fn the_digest_counts_what_is_due_and_goes_out_once_a_day() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let case = arrived(&stage, &town, "Okafor").await;
        arrived(&stage, &town, "Meskele").await;
        // the one is overdue, the other is due today, for whoever has the step
        let mut known: Case = queries(&stage).need(case.0).await.expect("a case");
        known.next.as_mut().expect("a step").due_on = day("2026-11-24");
        save(&stage, &town, vec![known.into_record()]).await;
        let operation = stage.operation(town.actor(K::Bundesamt));
        let early = NaiveTime::from_hms_opt(6, 59, 0).expect("a time");
        assert_eq!(app::jobs::queue_digest(&stage.gate, &operation, early).await.expect("too early"), 0);
        let late = NaiveTime::from_hms_opt(7, 0, 0).expect("a time");
        assert_eq!(app::jobs::queue_digest(&stage.gate, &operation, late).await.expect("queued"), 1);
        assert_eq!(app::jobs::queue_digest(&stage.gate, &operation, late).await.expect("once"), 0);
        let waiting = stage.database.outbox_waiting(operation.now, 10).await.expect("read");
        let digests: Vec<DigestFor> = waiting
            .iter()
            .filter(|entry| entry.message.kind == DIGEST)
            .map(|entry| serde_json::from_str(&entry.message.payload).expect("a digest"))
            .collect();
        assert_eq!(digests.len(), 1);
        assert_eq!((digests[0].overdue, digests[0].today), (1, 0));
        let text = &waiting[0].message.payload;
        assert!(!text.contains("Okafor") && !text.contains("WUG-"), "{text}");
    }
}

#[tokio::test]
async fn a_right_that_lapses_is_watched_once_nine_of_twelve_months_are_over() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let mut all = Vec::new();
        for (name, issued) in [("Okafor", "2026-02-25"), ("Meskele", "2026-02-26")] {
            let person = Person {
                residences: vec![domain::residence::Residence {
                    kind: domain::residence::ResidenceKind::Aufenthaltserlaubnis,
                    norm: "§ 25 Abs. 2 AufenthG".to_owned(),
                    issued_on: Some(day(issued)),
                    valid_until: Some(day("2029-02-24")),
                    first_issue: Some(true),
                }],
                ..somebody(name)
            };
            let mut command = steering(person, ActKind::Teilnahmeberechtigung, new_person());
            command.act.issued_on = day(issued);
            let done = steer(&stage, &town, K::Auslaenderbehoerde, command).await.expect("steered in");
            all.push(done.case);
        }
        let operation = stage.operation(town.actor(K::Auslaenderbehoerde));
        let watched = stage.gate.ask(&operation, &LapseWatch).await.expect("the list");
        let cases: Vec<CaseId> = watched.iter().filter_map(|one| one.row.case).collect();
        assert_eq!(cases, [all[0]], "on the day itself, not the day before");
        assert_eq!(watched[0].lapse.on, day("2027-02-25"));
        let theirs = stage.operation(town.actor(K::Jobcenter));
        assert!(stage.gate.ask(&theirs, &LapseWatch).await.expect("the list").is_empty());
    }
}

#[tokio::test]
async fn any_step_can_be_skipped_entered_and_repeated_with_a_reason_and_taken_back() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let names = [
        "Okafor",
        "Meskele",
        "Zeitoun",
        "Bondarenko",
        "Yilmaz",
        "Haddad",
        "Nguyen",
        "Petrosyan",
        "Quispe",
        "Shevchenko",
        "Traoré",
    ];
    for (step, name) in StepCode::ALL.iter().zip(names) {
        let case = arrived(&stage, &town, name).await;
        let known: Case = queries(&stage).need(case.0).await.expect("a case");
        for (kind, reason) in
            [(MarkKind::Entered, StepReason::BegunOnPaper), (MarkKind::Repeated, StepReason::Outdated)]
        {
            let now: Case = queries(&stage).need(case.0).await.expect("a case");
            let command = ChangeStep {
                case,
                version: now.version,
                kind,
                step: *step,
                reason,
                organisation: None,
                due_on: Some(day("2026-12-01")),
                recommendation: None,
            };
            let operation = stage.operation(town.actor(K::Jobcenter));
            let done = stage.gate.run(&operation, command).await.expect("done");
            let there: Case = queries(&stage).need(case.0).await.expect("a case");
            let next = there.next.expect("exactly one next step");
            assert_eq!((next.what, next.due_on), (*step, day("2026-12-01")), "{kind:?} {step:?}");
            let undo = UndoOperation { operation: done.operation };
            stage.gate.run(&stage.operation(town.actor(K::Jobcenter)), undo).await.expect("taken back");
            let back: Case = queries(&stage).need(case.0).await.expect("a case");
            assert_eq!(back.next, known.next, "{kind:?} {step:?}");
        }
        let entered: Case = queries(&stage).need(case.0).await.expect("a case");
        let mut command = ChangeStep {
            case,
            version: entered.version,
            kind: MarkKind::Entered,
            step: *step,
            reason: StepReason::BegunOnPaper,
            organisation: Some(town.organisation(K::Jobcenter)),
            due_on: None,
            recommendation: None,
        };
        stage.gate.run(&stage.operation(town.actor(K::Jobcenter)), command.clone()).await.expect("entered");
        let there: Case = queries(&stage).need(case.0).await.expect("a case");
        assert_eq!(there.next.as_ref().map(|next| next.what), Some(*step));
        command.kind = MarkKind::Skipped;
        command.reason = StepReason::NotNeeded;
        command.version = there.version;
        command.organisation = None;
        stage.gate.run(&stage.operation(town.actor(K::Jobcenter)), command).await.expect("skipped");
        let after: Case = queries(&stage).need(case.0).await.expect("a case");
        assert!(after.next.is_some(), "an open case always has a next step: {step:?}");
    }
}

#[tokio::test]
async fn a_region_sets_a_deadline_from_a_day_on_and_what_runs_keeps_its_length() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let before = arrived(&stage, &town, "Okafor").await;
    let due = async |case: CaseId| {
        let case: Case = queries(&stage).need(case.0).await.expect("a case");
        case.next.expect("a step").due_on
    };
    let first = due(before).await;
    let region: Region = queries(&stage).need(town.region.0).await.expect("the region");
    let set = SetDeadline {
        version: region.version,
        activity: "2.1".to_owned(),
        length: Period { count: 2, unit: Unit::WorkingDays },
        from: day("2026-11-25"),
    };
    let operator = || stage.operation(town.actor(K::Betrieb));
    for (wrong, refusal) in [
        (SetDeadline { from: day("2026-11-24"), ..set.clone() }, "deadline-from-the-past"),
        (SetDeadline { activity: "9.9".to_owned(), ..set.clone() }, "deadline-unknown"),
        (
            SetDeadline { length: Period { count: 4, unit: Unit::Lessons }, ..set.clone() },
            "deadline-in-lessons",
        ),
        (SetDeadline { length: Period { count: 99, unit: Unit::Years }, ..set.clone() }, "deadline-too-long"),
    ] {
        assert_eq!(code(stage.gate.run(&operator(), wrong).await.expect_err("refused")), refusal);
    }
    stage.gate.run(&operator(), set).await.expect("set");
    let after = arrived(&stage, &town, "Meskele").await;
    assert_eq!(due(after).await, day("2026-11-27"), "two working days after Wednesday");
    assert_eq!(due(before).await, first, "what ran already keeps its length");
}
