//! What follows when the round accepts a plan, and duties that records keep: notices, tasks, the digest; rooms stated,
//! plans taken, seats kept for the agreed days; a host that cannot.

use crate::agreement::{draft, of, signed};
use crate::people::save;
use crate::start_plans::{courses, means, plan_of, proposed, refused, round, run};
use app::commands::*;
use app::error::Error;
use app::ports::{Queries, Store, TypedQueries};
use app::queries::agreement::AgreementDuties;
use app::queries::own_duties::{OwnDuties, OwnDuty};
use app::queries::start_plan_notice::{StartPlanNotice, StartPlanNotices};
use chrono::NaiveTime;
use domain::agreement::*;
use domain::assignment::Assignment;
use domain::ids::AgreementId;
use domain::organisation::OrganisationKind as K;
use domain::placement::{Session, SessionState};
use domain::record::Stored;
use domain::start_plan::{ProposedTestDay, StartPlan, TaskCode};
use testkit::seats::{assigned, person_in_line, published};
use testkit::{Backend, Stage, Town, day};

/// A plan with a test day of the provider besides its start, as the round takes it.
async fn with_test_day(stage: &Stage, town: &Town) -> StartPlan {
    let plan = proposed(stage, town).await;
    let test_days = vec![ProposedTestDay {
        id: "turn-2026-12-16".to_owned(),
        session: None,
        host: town.organisation(K::Kurstraeger),
        on: day("2026-12-16"),
        seats: 8,
        invite: 10,
        booked: 6,
        turn: 0,
    }];
    let id = plan.id;
    save(stage, town, vec![StartPlan { test_days, ..plan }.into_record()]).await;
    plan_of(stage, id).await
}

async fn accepted(stage: &Stage, town: &Town) -> (StartPlan, domain::ids::OperationId) {
    let plan = with_test_day(stage, town).await;
    let operation = stage.operation(town.actor(K::Bundesamt));
    let accept = AcceptStartPlan { plan: plan.id, version: plan.version };
    stage.gate.run(&operation, accept).await.expect("accepted");
    (plan_of(stage, plan.id).await, operation.id)
}

async fn tasks(stage: &Stage, town: &Town, kind: K) -> Vec<TaskCode> {
    let wanted = OwnDuties { from: day("2026-11-11"), until: day("2026-12-09") };
    let own = stage.gate.ask(&stage.operation(town.actor(kind)), &wanted).await.expect("own duties");
    let code = |duty: OwnDuty| match duty {
        OwnDuty::Planned(_, task) => Some(task.code),
        OwnDuty::Agreed(..) => None,
    };
    own.into_iter().filter_map(code).collect()
}

#[tokio::test]
async fn an_accepted_plan_writes_to_each_body_concerned_and_only_it_and_the_chair_read_the_letter() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = round(&stage, "wug").await;
        let (plan, _) = accepted(&stage, &town).await;
        let told = |kind| {
            let operation = stage.operation(town.actor(kind));
            let (stage, wanted) = (&stage, StartPlanNotices { plan: plan.id });
            async move { stage.gate.ask(&operation, &wanted).await.expect("a list").len() }
        };
        assert_eq!((told(K::Bundesamt).await, told(K::Koordination).await), (2, 2), "provider and test site");
        assert_eq!((told(K::Kurstraeger).await, told(K::Teststelle).await), (1, 1));
        assert_eq!(told(K::Jobcenter).await, 0);
        let to = town.organisation(K::Kurstraeger);
        let notice = StartPlanNotice { plan: plan.id, to };
        let read = |kind| {
            let operation = stage.operation(town.actor(kind));
            let (stage, notice) = (&stage, &notice);
            async move { stage.gate.ask(&operation, notice).await }
        };
        let sheet = read(K::Kurstraeger).await.expect("its own letter");
        assert_eq!((sheet.starts.len(), sheet.days.len()), (1, 1));
        assert_eq!(sheet.sender.id, town.organisation(K::Bundesamt));
        assert!(sheet.days[0].holds && !sheet.days[0].invites);
        for outside in [K::Jobcenter, K::Teststelle] {
            assert!(matches!(read(outside).await, Err(Error::Absent(_))), "{outside}");
        }
    }
}

#[tokio::test]
async fn tasks_follow_from_an_accepted_plan_and_go_by_the_ordinary_act_or_a_note() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = round(&stage, "wug").await;
        let (plan, _) = accepted(&stage, &town).await;
        let (provider, site) = (town.actor(K::Kurstraeger), town.actor(K::Teststelle));
        assert_eq!(
            tasks(&stage, &town, K::Kurstraeger).await,
            [TaskCode::ConfirmCourse, TaskCode::HoldTestDay]
        );
        assert_eq!(tasks(&stage, &town, K::Teststelle).await, [TaskCode::Invite]);
        assert_eq!(tasks(&stage, &town, K::Jobcenter).await, []);

        let digest = QueueDigest;
        run(&stage, town.actor(K::Bundesamt), digest).await.expect("queued");
        let waiting = stage.database.outbox_waiting(stage.operation(provider).now, 50).await.expect("read");
        let digests = waiting.iter().filter(|entry| entry.message.kind == DIGEST);
        let digests: Vec<DigestFor> =
            digests.map(|entry| serde_json::from_str(&entry.message.payload).expect("a digest")).collect();
        let due = plan.lead(plan.new_starts().next().expect("a start").key.on) <= day("2026-11-25");
        let own = digests.iter().find(|one| one.organisation == provider.organisation);
        assert_eq!(own.map_or(0, |one| one.duties), i64::from(due), "{digests:?}");

        let mut course = courses(&stage, &town).await.remove(0);
        course.title = "Vormittagskurs".to_owned();
        run(&stage, provider, SaveCourse { course }).await.expect("looked at and changed");
        assert_eq!(tasks(&stage, &town, K::Kurstraeger).await, [TaskCode::HoldTestDay]);

        let session = plan.carried.sessions.values().next().expect("a test day").0;
        let note = NotePlanTask { plan: plan.id, code: TaskCode::Invite, subject: session };
        let other = run(&stage, provider, note.clone()).await.expect_err("not asked of it");
        assert_eq!(refused(other).code, "start-plan-no-such-task");
        run(&stage, site, note.clone()).await.expect("noted");
        assert_eq!(tasks(&stage, &town, K::Teststelle).await, []);
        assert_eq!(refused(run(&stage, site, note).await.expect_err("once")).code, "start-plan-no-such-task");
    }
}

#[tokio::test]
async fn taking_the_acceptance_back_takes_notices_and_tasks_away() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = round(&stage, "wug").await;
        let (plan, operation) = accepted(&stage, &town).await;
        run(&stage, town.actor(K::Bundesamt), UndoOperation { operation }).await.expect("taken back");
        for kind in [K::Kurstraeger, K::Teststelle] {
            assert_eq!(tasks(&stage, &town, kind).await, []);
        }
        let wanted = StartPlanNotices { plan: plan.id };
        let told = stage.gate.ask(&stage.operation(town.actor(K::Bundesamt)), &wanted).await;
        assert!(told.expect("a list").is_empty());
    }
}

#[tokio::test]
async fn accepting_refuses_what_a_form_would_refuse() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = round(&stage, "wug").await;
        let mut plan = with_test_day(&stage, &town).await;
        plan.test_days[0].seats = 0;
        let id = plan.id;
        save(&stage, &town, vec![plan.into_record()]).await;
        let plan = plan_of(&stage, id).await;
        let accept = AcceptStartPlan { plan: plan.id, version: plan.version };
        let wrong = run(&stage, town.actor(K::Bundesamt), accept).await.expect_err("a room without seats");
        assert_eq!(refused(wrong).code, "room-seats-out-of-range");
        assert!(courses(&stage, &town).await.is_empty(), "nothing of the plan was carried out");
    }
}

/// An agreement in force from 25 November on.
async fn agreed(stage: &Stage, town: &Town, change: impl FnOnce(&mut Terms)) -> AgreementId {
    let mut wanted = draft(town, "2026-11-25");
    change(&mut wanted.terms);
    let id = run(stage, town.actor(K::Koordination), wanted).await.expect("drafted");
    signed(stage, town, id).await;
    id
}

#[tokio::test]
async fn stated_rooms_a_taken_plan_and_kept_seats_are_facts_without_a_click() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let provider = town.actor(K::Kurstraeger);
        let id = agreed(&stage, &town, |terms| {
            terms.reservation_days = 12;
            terms.reports = vec![ReportingDuty { kind: ReportKind::Capacity, every: Interval::Weekly }];
        })
        .await;
        let asked = AgreementDuties { agreement: id, from: day("2026-11-20"), until: day("2026-12-03") };
        let sheet = |kind| {
            let operation = stage.operation(town.actor(kind));
            let (stage, asked) = (&stage, &asked);
            async move { stage.gate.ask(&operation, asked).await.expect("a sheet") }
        };
        let state = |sheet: &app::queries::agreement::DutySheet, code| {
            sheet.facts.iter().find(|fact| fact.duty.code == code).expect("owed").state
        };
        let before = sheet(K::Jobcenter).await;
        assert_eq!(state(&before, DutyCode::ReportCapacity), FactState::Ahead);
        assert_eq!(before.promises[0].state, PromiseState::Unknown);
        assert_eq!(before.promises[1].state, PromiseState::Broken, "no course is planned");
        let note = NoteDuty { agreement: id, code: DutyCode::ReportCapacity, due_on: day("2026-11-25") };
        let click = run(&stage, provider, note).await.expect_err("a fact, no click");
        assert_eq!(refused(click).code, "agreement-duty-follows-from-records");
        run(&stage, provider, means(0)).await.expect("stated");
        let course = testkit::seats::draft("K1", "2026-12-07", 12, "Ellingen", 49.0);
        let course = published(&stage, &town, course).await;
        let case = person_in_line(&stage, &town, "Meskele", false, "2026-11-20").await;
        let seat = assigned(&stage, &town, &case, course).await;
        let queries: &dyn Queries = stage.database.queries();
        let seat: Assignment = queries.need(seat.0).await.expect("a seat");
        assert_eq!(seat.reserved_until, day("2026-12-07"), "the agreement's days, not the region's");
        let after = sheet(K::Jobcenter).await;
        assert_eq!(state(&after, DutyCode::ReportCapacity), FactState::Kept);
        let promises: Vec<PromiseState> = after.promises.iter().map(|fact| fact.state).collect();
        assert_eq!(promises, [PromiseState::Kept, PromiseState::Kept]);
    }
}

#[tokio::test]
async fn an_accepted_plan_keeps_the_duty_to_plan() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = round(&stage, "wug").await;
        // eight days after the agreement begins, the quarter of January is to be planned
        let id = agreed(&stage, &town, |terms| terms.customs.plan_weeks = 4).await;
        accepted(&stage, &town).await;
        let asked = AgreementDuties { agreement: id, from: day("2026-11-25"), until: day("2026-12-31") };
        let sheet = stage.gate.ask(&stage.operation(town.actor(K::Bundesamt)), &asked).await.expect("seen");
        let fact = sheet.facts.iter().find(|fact| fact.duty.code == DutyCode::PlanStarts).expect("owed");
        assert_eq!((fact.state, fact.done_on), (FactState::Kept, Some(day("2026-11-25"))));
    }
}

#[tokio::test]
async fn a_host_that_cannot_passes_its_day_to_the_first_reserve_or_to_who_was_asked() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let (host, chair) = (town.actor(K::Kurstraeger), town.actor(K::Koordination));
        let reserve = town.organisation(K::Jobcenter);
        let id = agreed(&stage, &town, |terms| terms.rota.reserve = vec![reserve]).await;
        let site = town.actor(K::Teststelle);
        let plan = SessionPlan {
            held_on: day("2026-12-02"),
            starts_at: NaiveTime::from_hms_opt(9, 0, 0).expect("a time"),
            place: domain::organisation::Place { name: "Aula".into(), ..Default::default() },
            rooms: vec![domain::placement::Room { name: "Saal".into(), seats: 8 }],
            examiners: vec![domain::placement::Examiner { name: "Muster".into(), licence: "L-1".into() }],
            host: Some(host.organisation),
        };
        let session = run(&stage, site, PlanSession { plan }).await.expect("planned");
        let pass = HandOverTestDay { agreement: id, due_on: day("2026-12-02"), to: None };
        let foreign = run(&stage, town.actor(K::Jobcenter), pass.clone()).await.expect_err("not its day");
        assert_eq!(refused(foreign).code, "agreement-no-reserve-can", "it is the only reserve itself");
        let operation = stage.operation(host);
        let done = stage.gate.run(&operation, pass.clone()).await.expect("passed on");
        assert_eq!((done.outcome.to, done.outcome.invited), (reserve, 0));
        let queries: &dyn Queries = stage.database.queries();
        let of_day = || async { queries.need::<Session>(session.0).await.expect("a test day") };
        let known = of_day().await;
        assert_eq!((known.host, known.state), (Some(reserve), SessionState::Planned));
        assert_eq!(known.place.name, "Aula", "the house was not the host's own");
        let wanted = OwnDuties { from: day("2026-12-01"), until: day("2026-12-03") };
        let own = stage.gate.ask(&stage.operation(town.actor(K::Jobcenter)), &wanted).await.expect("seen");
        assert!(own.iter().any(|duty| duty.due_on() == day("2026-12-02")), "it owes the day now: {own:?}");

        let day_of = HandOverTestDay { to: Some(town.organisation(K::Bundesamt)), ..pass };
        let enter = EnterHandOver { from: reserve, day: day_of };
        let denied = run(&stage, host, enter.clone()).await;
        assert!(matches!(denied, Err(Error::Denied(_))));
        run(&stage, chair, enter).await.expect("the chair enters what it was told");
        stage.pass_days(7);
        run(&stage, site, CloseSession { session }).await.expect("held");
        let asked = AgreementDuties { agreement: id, from: day("2026-12-02"), until: day("2026-12-02") };
        let sheet = stage.gate.ask(&stage.operation(chair), &asked).await.expect("seen");
        let fact = sheet.facts.iter().find(|fact| fact.duty.code == DutyCode::HoldTestDay).expect("owed");
        assert_eq!(fact.state, FactState::KeptByAnother, "no agreed reserve");
        assert_eq!(fact.duty.turn_of, Some(host.organisation));
        assert_eq!(of(&stage, id).await.handed_over.len(), 2);
    }
}
