//! A person's own path: code and year open it, it shows who looked and what was agreed, a withdrawal there takes effect
//! at once, and nothing negative follows from what is said.

use crate::counselling::{book, slots, somebody};
use app::commands::*;
use app::error::Error;
use app::operation::Operation;
use app::own_path::open;
use app::placement::appointment;
use app::ports::{Queries, Store, TypedQueries};
use app::queries::own_path::{PathSheetOf, PathView, by_day};
use app::queries::path_messages::MessageList;
use app::queries::person_record::PersonRecord;
use domain::access::Purpose;
use domain::case::{Case, Stage as CaseStage};
use domain::ids::PersonId;
use domain::organisation::OrganisationKind as Kind;
use domain::own_path::{MessageAnswer, MessageKind, PathCode};
use domain::person::RecipientGroup;
use testkit::{Backend, Stage, Town, day};

fn queries(stage: &Stage) -> &dyn Queries {
    stage.database.queries()
}

const YEAR: i32 = 1994;

async fn issue(stage: &Stage, town: &Town, person: PersonId) -> String {
    let operation = stage.operation(town.actor(Kind::Jobcenter));
    let id = stage.gate.run(&operation, IssuePathCode { person }).await.expect("issued").outcome;
    let code: PathCode = queries(stage).need(id.0).await.expect("the code");
    code.code
}

async fn enter(stage: &Stage, town: &Town, code: &str) -> (PathView, Operation) {
    let template = stage.operation(town.actor(Kind::Betrieb));
    open(&stage.gate, &template, code, YEAR).await.expect("asked").expect("opened")
}

/// An operation of the visitor, as the next request makes it.
fn next(stage: &Stage, town: &Town, visitor: &Operation) -> Operation {
    let fresh = stage.operation(town.actor(Kind::Betrieb));
    Operation { id: fresh.id, now: fresh.now, today: fresh.today, ..visitor.clone() }
}

#[tokio::test]
async fn the_path_shows_where_somebody_is_who_looked_and_what_they_agreed_to_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let person = somebody(&stage, &town).await;
        let code = issue(&stage, &town, person).await;
        let free = slots(&stage, &town, "2026-11-26", 1).await;
        let talk = book(&stage, &town, (person, free[0]), Some("prs")).await.expect("booked");
        let counselled = stage.operation(town.actor(Kind::Beratungsstelle));
        let counselled = Operation { purpose: Purpose::Counselling, ..counselled };
        let look = app::queries::counselling::TalkRecord { talk };
        stage.gate.ask(&counselled, &look).await.expect("looked at");
        let stranger = stage.operation(town.actor(Kind::Sozialamt));
        assert!(stage.gate.ask(&stranger, &PersonRecord { person }).await.is_err());

        let (view, visitor) = enter(&stage, &town, &code).await;
        assert_eq!(
            (view.stage, view.next_by),
            (Some(CaseStage::Opened), Some(town.organisation(Kind::Jobcenter)))
        );
        assert_eq!(view.ahead.len(), 1, "the appointment at the counselling body");
        assert_eq!(view.consents[0].consent.recipients, RecipientGroup::Counselling);
        let looks = by_day(&view.looks, |_| day("2026-11-25"));
        let bodies: Vec<_> = looks.iter().map(|(_, body, purpose, _)| (*body, *purpose)).collect();
        assert!(
            bodies.contains(&(town.organisation(Kind::Beratungsstelle), Purpose::Counselling)),
            "{bodies:?}"
        );
        assert!(bodies.contains(&(town.organisation(Kind::Jobcenter), Purpose::CaseWork)), "{bodies:?}");
        let refused = town.organisation(Kind::Sozialamt);
        assert!(bodies.iter().all(|(body, _)| *body != refused), "who was refused has seen nothing");

        let withdraw =
            WithdrawOwnConsent { person, code: code.clone(), recipients: RecipientGroup::Counselling };
        stage.gate.run(&next(&stage, &town, &visitor), withdraw).await.expect("withdrawn");
        let body = stage.operation(town.actor(Kind::Beratungsstelle));
        assert!(matches!(stage.gate.ask(&body, &look).await, Err(Error::Absent(_))), "the very next request");
        let (view, _) = enter(&stage, &town, &code).await;
        assert!(view.ahead.is_empty(), "the appointment is called off");
        assert!(view.consents[0].consent.withdrawn_on.is_some());
        let own = by_day(&view.looks, |_| day("2026-11-25"));
        assert!(
            own.iter().all(|(_, _, purpose, _)| *purpose != Purpose::SubjectAccess),
            "own looks are left out"
        );
    }
}

#[tokio::test]
async fn a_message_becomes_a_note_for_the_next_step_and_nothing_else_changes() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let person = somebody(&stage, &town).await;
        let code = issue(&stage, &town, person).await;
        let jobcenter = town.actor(Kind::Jobcenter);
        let before =
            stage.gate.ask(&stage.operation(jobcenter), &PersonRecord { person }).await.expect("seen");
        let (_, visitor) = enter(&stage, &town, &code).await;
        for kind in [MessageKind::NoChildPlace, MessageKind::BusDoesNotFit, MessageKind::NoChildPlace] {
            let say = SayOnPath { person, code: code.clone(), kind };
            stage.gate.run(&next(&stage, &town, &visitor), say).await.expect("said");
        }
        let case: Case = queries(&stage).need(before.cases[0].id.0).await.expect("the case");
        assert_eq!(case, before.cases[0], "the case is not even saved again");
        let rows = stage.gate.ask(&stage.operation(jobcenter), &MessageList { only_open: true }).await;
        let rows = rows.expect("the list");
        assert_eq!(rows.len(), 2, "said twice is said once");
        for (kind, told) in [(Kind::Jobcenter, 2), (Kind::Bundesamt, 0), (Kind::Teststelle, 0)] {
            let list = MessageList { only_open: true };
            let rows = stage.gate.ask(&stage.operation(town.actor(kind)), &list).await.expect("the list");
            assert_eq!(rows.len(), told, "{kind:?}");
        }
        let message = &rows[0].message;
        let answer = AnswerMessage {
            message: message.id,
            version: message.version,
            what: MessageAnswer::ChildCareFound,
        };
        let foreign = stage.gate.run(&stage.operation(town.actor(Kind::Bundesamt)), answer.clone()).await;
        assert!(matches!(foreign, Err(Error::Absent(_))), "only whoever has the next step answers");
        stage.gate.run(&stage.operation(jobcenter), answer).await.expect("answered");
        let (view, _) = enter(&stage, &town, &code).await;
        assert_eq!(view.messages.iter().filter(|one| one.is_open()).count(), 1);
        let journal = queries(&stage).journal_of(person.0, 50).await.expect("the journal");
        let said =
            journal.iter().find(|entry| entry.event.name.code() == "path_message_said").expect("noted");
        assert_eq!(said.event.data.keys().collect::<Vec<_>>(), ["kind", "to"], "codes and ids only");
    }
}

#[tokio::test]
async fn only_the_newest_code_with_the_right_year_opens_and_no_door_takes_the_others_code() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let person = somebody(&stage, &town).await;
    let first = issue(&stage, &town, person).await;
    let code = issue(&stage, &town, person).await;
    let template = stage.operation(town.actor(Kind::Betrieb));
    for (code, year) in [(first.as_str(), YEAR), (code.as_str(), YEAR + 1), ("", YEAR), ("t0000000", YEAR)] {
        assert!(open(&stage.gate, &template, code, year).await.expect("asked").is_none(), "{code} {year}");
    }
    let typed = format!(" {}-{} ", code[..4].to_uppercase(), &code[4..]);
    assert!(
        open(&stage.gate, &template, &typed, YEAR).await.expect("asked").is_some(),
        "as copied from paper"
    );
    let other = appointment::open(&stage.gate, &template, &code, YEAR).await.expect("asked");
    assert!(other.is_none(), "the code of a path opens no appointment");
    let sheet = stage.gate.ask(&stage.operation(town.actor(Kind::Jobcenter)), &PathSheetOf { person }).await;
    assert_eq!(sheet.expect("the sheet").code.map(|one| one.code), Some(code.clone()));
    let stranger = stage.operation(town.actor(Kind::Sozialamt));
    assert!(matches!(stage.gate.run(&stranger, IssuePathCode { person }).await, Err(Error::Absent(_))));
    let forged = SayOnPath { person, code: first, kind: MessageKind::PleaseCall };
    let (_, visitor) = enter(&stage, &town, &code).await;
    let refused = stage.gate.run(&next(&stage, &town, &visitor), forged).await;
    assert!(matches!(refused, Err(Error::Absent(_))), "an ended code says nothing either");
    let staff = SayOnPath { person, code, kind: MessageKind::PleaseCall };
    let refused = stage.gate.run(&stage.operation(town.actor(Kind::Jobcenter)), staff).await;
    assert!(matches!(refused, Err(Error::Denied(_))), "nobody speaks for the person");
}
