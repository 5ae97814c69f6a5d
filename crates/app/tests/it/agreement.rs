//! The agreement: written by the chair, signed by each body for itself, replaced, ended, and its duties as facts.

use app::commands::*;
use app::error::Error;
use app::ports::{Queries, Store, TypedQueries};
use app::queries::agreement::{AgreementDuties, AgreementList};
use app::queries::own_duties::OwnDuties;
use chrono::{NaiveTime, Weekday};
use domain::access::Actor;
use domain::agreement::*;
use domain::course::CourseKind;
use domain::ids::AgreementId;
use domain::organisation::{OrganisationKind as K, Place};
use domain::placement::{Examiner, Room};
use domain::refusal::Refusal;
use testkit::{Backend, Stage, Town, day};

const PARTIES: [(K, PartyRole); 4] = [
    (K::Kurstraeger, PartyRole::Provider),
    (K::Bundesamt, PartyRole::Bundesamt),
    (K::Koordination, PartyRole::Coordination),
    (K::Jobcenter, PartyRole::Authority),
];

pub(crate) fn draft(town: &Town, from: &str) -> SaveAgreement {
    let provider = town.organisation(K::Kurstraeger);
    SaveAgreement {
        agreement: AgreementId(0),
        version: 0,
        parties: PARTIES.iter().map(|(kind, role)| (town.organisation(*kind), *role)).collect(),
        terms: Terms {
            title: "Rollierende Testung".to_owned(),
            valid_from: day(from),
            valid_until: None,
            notice_weeks: 4,
            rota: Rota { weekday: Weekday::Wed, every_weeks: 1, hosts: vec![provider], reserve: Vec::new() },
            contributions: vec![Contribution {
                provider,
                kinds: vec![CourseKind::AllgemeinerIntegrationskurs],
                towns: Vec::new(),
                share: 100,
            }],
            reservation_days: 7,
            longest_gap_weeks: 4,
            reports: vec![ReportingDuty { kind: ReportKind::FreeSeats, every: Interval::Weekly }],
            customs: Customs::default(),
        },
        testing: TestingMode::Central,
    }
}

async fn run<C: app::Command>(stage: &Stage, actor: &Actor, command: C) -> Result<C::Outcome, Error> {
    stage.gate.run(&stage.operation(actor), command).await.map(|done| done.outcome)
}

pub(crate) async fn of(stage: &Stage, id: AgreementId) -> Agreement {
    let queries: &dyn Queries = stage.database.queries();
    queries.need(id.0).await.expect("an agreement")
}

async fn lay(stage: &Stage, town: &Town, id: AgreementId) {
    let version = of(stage, id).await.version;
    let command = LayAgreementBefore { agreement: id, version };
    run(stage, town.actor(K::Koordination), command).await.expect("laid before the parties");
}

/// Laid before the parties and signed by all of them.
pub(crate) async fn signed(stage: &Stage, town: &Town, id: AgreementId) {
    lay(stage, town, id).await;
    let text = of(stage, id).await.laid;
    for (at, (kind, _)) in PARTIES.iter().enumerate() {
        let last =
            run(stage, town.actor(*kind), SignAgreement { agreement: id, text }).await.expect("signed");
        assert_eq!(last, at + 1 == PARTIES.len());
    }
}

fn refused(error: Error) -> Refusal {
    match error {
        Error::Refused(refusal) => refusal,
        other => panic!("not a refusal: {other}"),
    }
}

#[tokio::test]
async fn the_chair_writes_every_party_signs_and_the_edition_binds() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let id = run(&stage, town.actor(K::Koordination), draft(&town, "2026-12-01")).await.expect("drafted");
        let early = SignAgreement { agreement: id, text: 0 };
        let early = run(&stage, town.actor(K::Kurstraeger), early).await.expect_err("a draft");
        assert_eq!(refused(early).code, "agreement-not-in-this-state");
        signed(&stage, &town, id).await;
        let agreement = of(&stage, id).await;
        assert_eq!(agreement.standing(day("2026-11-25")), Standing::Ahead);
        assert_eq!(agreement.standing(day("2026-12-01")), Standing::Binding);
        let stranger = SignAgreement { agreement: id, text: 1 };
        assert!(run(&stage, town.actor(K::Teststelle), stranger).await.is_err(), "no party");
        let other = Town::build(&stage, "bam").await;
        let editions = stage.gate.ask(&stage.operation(other.actor(K::Bundesamt)), &AgreementList).await;
        assert!(editions.expect("a list").is_empty(), "another region has its own");
        let foreign = run(&stage, other.actor(K::Koordination), RenewAgreement { agreement: id }).await;
        assert!(matches!(foreign, Err(Error::Absent(_))));
    }
}

#[tokio::test]
async fn a_provider_may_not_write_and_nobody_signs_for_another_body() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let provider = town.actor(K::Kurstraeger);
        let denied = run(&stage, provider, draft(&town, "2026-12-01")).await;
        assert!(matches!(denied, Err(Error::Denied(_))));
        let id = run(&stage, town.actor(K::Bundesamt), draft(&town, "2026-12-01")).await.expect("drafted");
        lay(&stage, &town, id).await;
        let (body, on) = (town.organisation(K::Jobcenter), day("2026-11-24"));
        let paper = EnterSignature { agreement: id, text: 1, body, on };
        let denied = run(&stage, provider, paper.clone()).await;
        assert!(matches!(denied, Err(Error::Denied(_))));
        let ahead = EnterSignature { on: day("2026-11-26"), ..paper.clone() };
        let ahead = run(&stage, town.actor(K::Koordination), ahead).await.expect_err("tomorrow");
        assert_eq!(refused(ahead).code, "agreement-day-ahead");
        run(&stage, town.actor(K::Koordination), paper).await.expect("the chair enters what came on paper");
        assert_eq!(of(&stage, id).await.unsigned().count(), 3);
    }
}

#[tokio::test]
async fn whoever_read_an_older_text_does_not_sign_the_new_one() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let chair = town.actor(K::Koordination);
        let id = run(&stage, chair, draft(&town, "2026-12-01")).await.expect("drafted");
        lay(&stage, &town, id).await;
        let version = of(&stage, id).await.version;
        run(&stage, chair, TakeAgreementBack { agreement: id, version }).await.expect("taken back");
        let stale = SaveAgreement { agreement: id, version, ..draft(&town, "2026-12-01") };
        let stale = run(&stage, chair, stale).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "somebody changed it in between");
        let version = of(&stage, id).await.version;
        let mut longer = SaveAgreement { agreement: id, version, ..draft(&town, "2026-12-01") };
        longer.terms.notice_weeks = 12;
        run(&stage, chair, longer).await.expect("changed");
        lay(&stage, &town, id).await;
        let old = SignAgreement { agreement: id, text: 1 };
        let old = run(&stage, town.actor(K::Kurstraeger), old).await.expect_err("the text before");
        assert_eq!(refused(old).code, "agreement-text-changed");
    }
}

#[tokio::test]
async fn a_new_edition_takes_the_place_of_the_old_one_from_its_first_day_and_undo_gives_it_back() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let chair = town.actor(K::Koordination);
        let first = run(&stage, chair, draft(&town, "2026-11-01")).await.expect("drafted");
        let second = run(&stage, chair, draft(&town, "2026-11-01")).await.expect_err("one at a time");
        assert_eq!(refused(second).code, "agreement-edition-on-its-way");
        signed(&stage, &town, first).await;
        let next = run(&stage, chair, RenewAgreement { agreement: first }).await.expect("begun");
        let version = of(&stage, next).await.version;
        let later = SaveAgreement { agreement: next, version, ..draft(&town, "2027-01-04") };
        run(&stage, chair, later).await.expect("changed");
        lay(&stage, &town, next).await;
        for (kind, _) in &PARTIES[..3] {
            let command = SignAgreement { agreement: next, text: 1 };
            run(&stage, town.actor(*kind), command).await.expect("signed");
        }
        let operation = stage.operation(town.actor(K::Jobcenter));
        let last = SignAgreement { agreement: next, text: 1 };
        let done = stage.gate.run(&operation, last).await.expect("the last signature");
        assert_eq!(of(&stage, first).await.ends_on(), Some(day("2027-01-03")));
        let undo = UndoOperation { operation: done.operation };
        run(&stage, town.actor(K::Jobcenter), undo).await.expect("taken back");
        assert_eq!(of(&stage, first).await.ends_on(), None);
        assert_eq!(of(&stage, next).await.state, AgreementState::Signing);
    }
}

#[tokio::test]
async fn notice_of_one_party_ends_the_agreement_after_the_agreed_weeks() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let id = run(&stage, town.actor(K::Koordination), draft(&town, "2026-11-01")).await.expect("drafted");
        signed(&stage, &town, id).await;
        let version = of(&stage, id).await.version;
        let notice = GiveNotice { agreement: id, version };
        let ends = run(&stage, town.actor(K::Kurstraeger), notice).await.expect("noticed");
        assert_eq!(ends, Some(day("2026-12-23")));
        let (body, on) = (town.organisation(K::Jobcenter), day("2026-11-24"));
        let version = version + 1;
        let again = EnterNotice { agreement: id, version, body, on };
        let again = run(&stage, town.actor(K::Koordination), again).await.expect_err("once");
        assert_eq!(refused(again).code, "agreement-noticed-already");
    }
}

#[tokio::test]
async fn duties_follow_from_the_text_and_facts_from_test_days_and_notes() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let (chair, provider) = (town.actor(K::Koordination), town.actor(K::Kurstraeger));
        let id = run(&stage, chair, draft(&town, "2026-11-25")).await.expect("drafted");
        signed(&stage, &town, id).await;
        let plan = SessionPlan {
            held_on: day("2026-11-26"),
            starts_at: NaiveTime::from_hms_opt(9, 0, 0).expect("a time"),
            place: Place { name: "Haus am Markt".into(), town: "Ellingen".into(), ..Place::default() },
            rooms: vec![Room { name: "Saal".into(), seats: 8 }],
            examiners: vec![Examiner { name: "Anna Muster".into(), licence: "L-12".into() }],
            host: Some(provider.organisation),
        };
        let site = town.actor(K::Teststelle);
        let session = run(&stage, site, PlanSession { plan }).await.expect("planned");
        stage.pass_days(1);
        run(&stage, site, CloseSession { session }).await.expect("held");
        let note = |due: &str| NoteDuty { agreement: id, code: DutyCode::ReportFreeSeats, due_on: day(due) };
        run(&stage, provider, note("2026-11-25")).await.expect("noted");
        let never = run(&stage, provider, note("2026-11-27")).await.expect_err("not owed that day");
        assert_eq!(refused(never).code, "agreement-no-such-duty");
        let asked = AgreementDuties { agreement: id, from: day("2026-11-20"), until: day("2026-12-03") };
        let sheet = stage.gate.ask(&stage.operation(provider), &asked).await.expect("a sheet");
        let states: Vec<(DutyCode, FactState)> =
            sheet.facts.iter().map(|fact| (fact.duty.code, fact.state)).collect();
        assert_eq!(
            states,
            [
                (DutyCode::HoldTestDay, FactState::Kept),
                (DutyCode::ReportFreeSeats, FactState::KeptLate),
                (DutyCode::HoldTestDay, FactState::Ahead),
                (DutyCode::ReportFreeSeats, FactState::Ahead),
            ]
        );
        let own = OwnDuties { from: day("2026-11-20"), until: day("2026-12-03") };
        let own = stage.gate.ask(&stage.operation(provider), &own).await.expect("own duties");
        assert_eq!(own.len(), 2, "what is done is left out: {own:?}");
        let mode = SetTestingMode {
            agreement: id,
            version: of(&stage, id).await.version,
            from: day("2026-12-01"),
            mode: TestingMode::Decentral,
        };
        run(&stage, chair, mode).await.expect("back to decentral testing");
        let sheet = stage.gate.ask(&stage.operation(provider), &asked).await.expect("a sheet");
        let test_days = sheet.facts.iter().filter(|fact| fact.duty.code == DutyCode::HoldTestDay);
        assert_eq!(test_days.count(), 1, "no common test day from then on");
    }
}
