//! Plans with people who are still to be tested: at common test days in turn, or by each provider for itself; and with
//! teachers who come and go.

use app::commands::*;
use app::error::Error;
use app::ports::{Find, Queries, Store, TypedQueries};
use app::queries::start_plan_draft::SearchStartPlan;
use chrono::{Datelike, Weekday};
use domain::access::Actor;
use domain::agreement::*;
use domain::case::{Case, Stage as CaseStage};
use domain::course::CourseKind;
use domain::ids::{AgreementId, StartPlanId};
use domain::organisation::OrganisationKind as K;
use domain::placement::Session;
use domain::record::{Record, RecordKind};
use domain::start_plan::StartPlan;
use testkit::seats::person_in_line;
use testkit::supply::means;
use testkit::{Backend, Stage, Town, day};

const ALLG: CourseKind = CourseKind::AllgemeinerIntegrationskurs;

async fn run<C: app::Command>(stage: &Stage, actor: &Actor, command: C) -> C::Outcome {
    stage.gate.run(&stage.operation(actor), command).await.expect("allowed").outcome
}

/// A provider with one room, one examiner and these teachers.
async fn town_with(stage: &Stage, teacher_lines: &str) -> Town {
    let town = Town::build(stage, "wug").await;
    let supply = means(0, teacher_lines);
    run(stage, town.actor(K::Kurstraeger), supply).await;
    town
}

/// Six people who were steered in and not tested yet.
async fn untested(stage: &Stage, town: &Town) {
    for n in 0..6 {
        let waiting = person_in_line(stage, town, &format!("Neu{n}"), false, "2026-11-20").await;
        let queries: &dyn Queries = stage.database.queries();
        let known: Case = queries.need(waiting.id.0).await.expect("a case");
        let case = Case { stage: CaseStage::Opened, recommendation: None, awaiting_since: None, ..known };
        let operation = stage.operation(town.actor(K::Betrieb));
        let mut work = stage.database.begin(&operation).await.expect("a transaction");
        work.save(vec![Record::Case(case)]).await.expect("saved");
        work.commit().await.expect("committed");
    }
}

async fn proposed(stage: &Stage, town: &Town) -> StartPlan {
    let bamf = town.actor(K::Bundesamt);
    let draft = stage.gate.ask(&stage.operation(bamf), &SearchStartPlan::default()).await.expect("a plan");
    let id: StartPlanId = run(stage, bamf, ProposeStartPlan { draft }).await;
    let queries: &dyn Queries = stage.database.queries();
    queries.need(id.0).await.expect("kept")
}

/// An agreement that binds from today on, with a common test day every Wednesday.
async fn agreed(stage: &Stage, town: &Town) -> AgreementId {
    let provider = town.organisation(K::Kurstraeger);
    let parties = [(K::Kurstraeger, PartyRole::Provider), (K::Koordination, PartyRole::Coordination)];
    let draft = SaveAgreement {
        agreement: AgreementId(0),
        version: 0,
        parties: parties.iter().map(|(kind, role)| (town.organisation(*kind), *role)).collect(),
        terms: Terms {
            title: "Rollierende Testung".to_owned(),
            valid_from: day("2026-11-25"),
            valid_until: None,
            notice_weeks: 4,
            rota: Rota { weekday: Weekday::Wed, every_weeks: 1, hosts: vec![provider], reserve: Vec::new() },
            contributions: vec![Contribution { provider, kinds: vec![ALLG], towns: Vec::new(), share: 100 }],
            reservation_days: 7,
            longest_gap_weeks: 4,
            reports: Vec::new(),
            customs: Customs::default(),
        },
        testing: TestingMode::Central,
    };
    let chair = town.actor(K::Koordination);
    let id = run(stage, chair, draft).await;
    let queries: &dyn Queries = stage.database.queries();
    let drafted: Agreement = queries.need(id.0).await.expect("an agreement");
    run(stage, chair, LayAgreementBefore { agreement: id, version: drafted.version }).await;
    let laid: Agreement = queries.need(id.0).await.expect("an agreement");
    for (kind, _) in parties {
        run(stage, town.actor(kind), SignAgreement { agreement: id, text: laid.laid }).await;
    }
    id
}

#[tokio::test]
async fn without_an_agreement_a_provider_tests_for_itself_and_the_tested_get_seats() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = town_with(&stage, "A; 25; ALLG").await;
        untested(&stage, &town).await;
        let plan = proposed(&stage, &town).await;
        assert!(plan.checked);
        assert_eq!(plan.people.untested, 6);
        let own = &plan.test_days[0];
        assert_eq!((own.host, own.session, own.turn), (town.organisation(K::Kurstraeger), None, 0));
        assert!(own.on >= day("2026-12-09"), "people are invited in time");
        assert!(own.booked >= 6, "{own:?}");
        let start = plan.new_starts().next().expect("a course for those who are tested then");
        assert!(start.expected >= 6 && start.key.on > own.on, "{start:?}");
    }
}

#[tokio::test]
async fn common_test_days_follow_the_rota_until_the_region_goes_back_to_testing_apart() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = town_with(&stage, "A; 25; ALLG").await;
        untested(&stage, &town).await;
        let agreement = agreed(&stage, &town).await;
        let common = proposed(&stage, &town).await;
        assert!(!common.test_days.is_empty() && common.checked);
        assert!(
            common.test_days.iter().all(|one| one.on.weekday() == Weekday::Wed),
            "{:?}",
            common.test_days
        );
        let queries: &dyn Queries = stage.database.queries();
        let known: Agreement = queries.need(agreement.0).await.expect("an agreement");
        let apart = SetTestingMode {
            agreement,
            version: known.version,
            from: day("2026-11-26"),
            mode: TestingMode::Decentral,
        };
        run(&stage, town.actor(K::Koordination), apart).await;
        let outdated = AcceptStartPlan { plan: common.id, version: common.version };
        let operation = stage.operation(town.actor(K::Bundesamt));
        let outdated =
            stage.gate.run(&operation, outdated).await.expect_err("people are tested another way now");
        assert!(matches!(outdated, Error::Refused(refusal) if refusal.code == "start-plan-outdated"));
        let apart = proposed(&stage, &town).await;
        assert!(apart.checked && !apart.test_days.is_empty());
        assert!(apart.test_days.iter().all(|one| one.id.starts_with("own-")), "{:?}", apart.test_days);
        assert!(apart.people.seated >= 6, "{:?}", apart.people);
        let accept = AcceptStartPlan { plan: apart.id, version: apart.version };
        let (_, test_days) = run(&stage, town.actor(K::Bundesamt), accept).await;
        assert_eq!(test_days as usize, apart.test_days.len());
        let sessions: Vec<Session> =
            stage.database.queries().all(Find::new(RecordKind::Session, town.region)).await.expect("planned");
        let provider = town.organisation(K::Kurstraeger);
        assert!(sessions.iter().all(|one| one.organisation == provider), "nobody else looks after them");
    }
}

#[tokio::test]
async fn a_teacher_who_comes_later_makes_a_course_possible_from_that_day_on() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = town_with(&stage, "A; 25; ALLG; ab 01.02.2027").await;
        for n in 0..6 {
            person_in_line(&stage, &town, &format!("Wartend{n}"), n == 0, "2026-11-20").await;
        }
        let plan = proposed(&stage, &town).await;
        assert!(plan.checked);
        let first = plan.new_starts().map(|start| start.key.on).min().expect("a course");
        assert!(first >= day("2027-02-01"), "{first}");
        let leaving = means(1, "A; 25; ALLG; bis 31.01.2027");
        run(&stage, town.actor(K::Kurstraeger), leaving).await;
        let plan = proposed(&stage, &town).await;
        assert_eq!(plan.new_starts().count(), 0, "nobody would teach it to its end");
    }
}
