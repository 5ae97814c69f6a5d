//! The round of providers: what each can offer, a plan made from it, changed by hand, accepted, taken back.

use app::commands::*;
use app::error::Error;
use app::ports::{Find, Queries, Store, TypedQueries};
use app::queries::start_calendar::StartCalendar;
use app::queries::start_plan_draft::SearchStartPlan;
use app::queries::start_plan_people::StartPlanPeople;
use app::queries::start_plans::{StartPlanList, StartPlanRecord};
use app::queries::supply::{OwnSupply, SupplyOverview};
use app::start_plans::explain::{NotRun, StartRefused};
use app::start_plans::schedule::LevelCode;
use domain::access::Actor;
use domain::course::{Course, CourseKind, CourseState};
use domain::ids::StartPlanId;
use domain::organisation::OrganisationKind as K;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::start_plan::{ByHand, HandCode, StartPlan, StartPlanState};
use domain::supply::KindTerms;
use testkit::seats::person_in_line;
use testkit::{Backend, Stage, Town, day};

const ALLG: CourseKind = CourseKind::AllgemeinerIntegrationskurs;

pub(crate) fn means(version: i64) -> SaveSupply {
    testkit::supply::means(version, "1; 25; ALLG")
}

pub async fn run<C: app::Command>(stage: &Stage, actor: &Actor, command: C) -> Result<C::Outcome, Error> {
    stage.gate.run(&stage.operation(actor), command).await.map(|done| done.outcome)
}

pub fn refused(error: Error) -> Refusal {
    match error {
        Error::Refused(refusal) => refusal,
        other => panic!("not a refusal: {other}"),
    }
}

pub async fn plan_of(stage: &Stage, id: StartPlanId) -> StartPlan {
    let queries: &dyn Queries = stage.database.queries();
    queries.need(id.0).await.expect("a plan")
}

pub(crate) async fn courses(stage: &Stage, town: &Town) -> Vec<Course> {
    let queries: &dyn Queries = stage.database.queries();
    queries.all(Find::new(RecordKind::Course, town.region)).await.expect("courses")
}

/// A provider that stated its means, and six people who wait for a general course.
pub async fn round(stage: &Stage, code: &str) -> Town {
    let town = Town::build(stage, code).await;
    run(stage, town.actor(K::Kurstraeger), means(0)).await.expect("stated");
    for n in 0..6 {
        person_in_line(stage, &town, &format!("Wartend{n}"), n == 0, "2026-11-20").await;
    }
    town
}

/// Searches a plan and keeps it.
pub async fn search(stage: &Stage, actor: &Actor, wanted: SearchStartPlan) -> Result<StartPlanId, Error> {
    let draft = stage.gate.ask(&stage.operation(actor), &wanted).await?;
    run(stage, actor, ProposeStartPlan { draft }).await
}

pub async fn proposed(stage: &Stage, town: &Town) -> StartPlan {
    let id = search(stage, town.actor(K::Bundesamt), SearchStartPlan::default()).await.expect("a plan");
    plan_of(stage, id).await
}

#[tokio::test]
async fn a_provider_states_its_means_for_itself_and_only_sums_leave_its_house() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let provider = town.actor(K::Kurstraeger);
        run(&stage, provider, means(0)).await.expect("stated");
        let again = run(&stage, provider, means(0)).await.expect_err("somebody was quicker");
        assert!(matches!(again, Error::Conflict(_)));
        run(&stage, provider, means(1)).await.expect("changed");
        let own =
            stage.gate.ask(&stage.operation(provider), &OwnSupply).await.expect("seen").expect("stated");
        assert_eq!((own.version, own.teachers.len()), (2, 1));
        let bamf = town.actor(K::Bundesamt);
        let rows = stage.gate.ask(&stage.operation(bamf), &SupplyOverview).await.expect("sums");
        assert_eq!((rows[0].teachers, rows[0].lessons, rows[0].seats), (1, 25, 20));
        assert!(stage.gate.ask(&stage.operation(bamf), &OwnSupply).await.expect("seen").is_none());
        for outside in [K::Jobcenter, K::Beratungsstelle] {
            let denied = stage.gate.ask(&stage.operation(town.actor(outside)), &SupplyOverview).await;
            assert!(matches!(denied, Err(Error::Denied(_))), "{outside}");
        }
        let too_many = SaveSupply {
            kinds: vec![KindTerms { kind: ALLG, minimum: 40, lessons_per_week: 25 }],
            ..means(2)
        };
        let code = refused(run(&stage, provider, too_many).await.expect_err("above the law")).code;
        assert_eq!(code, "supply-minimum-out-of-range");
    }
}

#[tokio::test]
async fn a_plan_opens_a_course_for_those_who_wait_and_accepting_it_publishes_the_course() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = round(&stage, "wug").await;
        let bamf = town.actor(K::Bundesamt);
        let plan = proposed(&stage, &town).await;
        assert!(plan.checked && plan.state == StartPlanState::Proposed);
        let new: Vec<_> = plan.new_starts().cloned().collect();
        assert_eq!(new.len(), 1, "{new:?}");
        assert_eq!((new[0].waiting, new[0].priority, new[0].key.kind), (6, 1, ALLG));
        assert!(new[0].key.on >= day("2026-12-09"), "two weeks are needed to invite");
        let support = app::start_plans::answer::support(&plan).expect("kept");
        let of_start = support.iter().find(|one| *one.start == *new[0].id).expect("it must be decided now");
        assert_eq!((of_start.opens, of_start.of, of_start.left_for_later), (5, 5, false), "six are enough");
        assert_eq!(courses(&stage, &town).await.len(), 0, "a plan changes nothing");

        let accept = AcceptStartPlan { plan: plan.id, version: plan.version };
        let operation = stage.operation(bamf);
        let done = stage.gate.run(&operation, accept.clone()).await.expect("accepted");
        assert_eq!(done.outcome.0, 1);
        let published = courses(&stage, &town).await;
        assert_eq!(
            (published[0].state, published[0].organisation),
            (CourseState::Published, town.organisation(K::Kurstraeger))
        );
        assert_eq!(published[0].planned_start_on, new[0].key.on);
        let calendar =
            stage.gate.ask(&stage.operation(town.actor(K::Koordination)), &StartCalendar::default()).await;
        let calendar = calendar.expect("everybody sees offers");
        assert_eq!(calendar.runs.len(), 1);
        assert!(calendar.promises[0].kept && calendar.collisions.is_empty());

        let twice = run(&stage, bamf, AcceptStartPlan { version: plan.version + 1, ..accept }).await;
        assert_eq!(refused(twice.expect_err("once")).code, "start-plan-decided");
        run(&stage, bamf, UndoOperation { operation: operation.id }).await.expect("taken back as a whole");
        assert_eq!(courses(&stage, &town).await.len(), 0);
        assert_eq!(plan_of(&stage, plan.id).await.state, StartPlanState::Proposed);
    }
}

#[tokio::test]
async fn a_plan_made_from_another_state_of_things_is_not_accepted() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = round(&stage, "wug").await;
        let plan = proposed(&stage, &town).await;
        person_in_line(&stage, &town, "Neu", true, "2026-11-24").await;
        let accept = AcceptStartPlan { plan: plan.id, version: plan.version };
        let late = run(&stage, town.actor(K::Bundesamt), accept).await.expect_err("somebody came");
        assert_eq!(refused(late).code, "start-plan-outdated");
        assert_eq!(courses(&stage, &town).await.len(), 0);
    }
}

#[tokio::test]
async fn a_start_that_is_forbidden_or_moved_by_hand_gives_a_new_plan_that_says_what_changes() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = round(&stage, "wug").await;
        let bamf = town.actor(K::Bundesamt);
        let first = proposed(&stage, &town).await;
        let start = first.new_starts().next().expect("a start").key.clone();
        let wish = |code, to| ByHand { start: start.clone(), code, to };
        let change = |wish: ByHand| SearchStartPlan { parent: Some(first.id), wish: Some(wish.into()) };

        let without =
            search(&stage, bamf, change(wish(HandCode::Forbidden, None))).await.expect("planned anew");
        let without = plan_of(&stage, without).await;
        let support = |plan: &StartPlan| app::start_plans::answer::support(plan).expect("kept");
        assert_eq!(
            support(&without),
            support(&first),
            "what was weighed once holds for what is made from it"
        );
        assert_eq!((without.parent, without.by_hand.len()), (Some(first.id), 1));
        assert!(without.starts.iter().all(|one| one.key != start));
        let sheet = stage
            .gate
            .ask(&stage.operation(bamf), &StartPlanRecord { plan: without.id })
            .await
            .expect("seen");
        assert!(!sheet.changes.is_empty(), "what was announced and is given up is told");

        let to = start.on + chrono::Days::new(7);
        let moved =
            search(&stage, bamf, change(wish(HandCode::Moved, Some(to)))).await.expect("planned anew");
        let moved = plan_of(&stage, moved).await;
        assert!(moved.starts.iter().any(|one| one.key == start.moved_to(to)), "{:?}", moved.starts);
        assert!(moved.checked);
        assert_eq!(plan_of(&stage, first.id).await.state, StartPlanState::Proposed, "the old plan stays");
    }
}

#[tokio::test]
async fn the_round_sees_starts_and_goals_and_only_bamf_sees_who_sits_where() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = round(&stage, "wug").await;
        let plan = proposed(&stage, &town).await;
        for body in [K::Kurstraeger, K::Koordination, K::Jobcenter, K::Teststelle] {
            let operation = stage.operation(town.actor(body));
            let sheet = stage.gate.ask(&operation, &StartPlanRecord { plan: plan.id }).await.expect("seen");
            assert_eq!(sheet.plan.starts.len(), plan.starts.len());
            assert!(sheet.schedule.seats.is_empty() && sheet.explanation.people.is_empty(), "{body}");
            assert_eq!((sheet.plan.starts[0].waiting, sheet.plan.starts[0].priority), (0, 0), "{body}");
            assert!(sheet.plan.answer.schedule.is_empty(), "{body}: the kept answer names cases");
            let people = stage.gate.ask(&operation, &StartPlanPeople { plan: plan.id }).await;
            assert!(matches!(people, Err(Error::Denied(_))), "{body}");
            let denied = search(&stage, town.actor(body), SearchStartPlan::default()).await;
            assert!(matches!(denied, Err(Error::Denied(_))), "{body}");
            let accept = AcceptStartPlan { plan: plan.id, version: plan.version };
            assert!(matches!(run(&stage, town.actor(body), accept).await, Err(Error::Denied(_))), "{body}");
        }
        let operation = stage.operation(town.actor(K::Bundesamt));
        let (_, people) = stage.gate.ask(&operation, &StartPlanPeople { plan: plan.id }).await.expect("seen");
        assert_eq!(people.len(), 6);
        let other = Town::build(&stage, "bam").await;
        let operation = stage.operation(other.actor(K::Bundesamt));
        let foreign = stage.gate.ask(&operation, &StartPlanRecord { plan: plan.id }).await;
        assert!(matches!(foreign, Err(Error::Absent(_))), "another region has its own");
    }
}

#[tokio::test]
async fn numbers_about_one_or_two_people_are_hidden_from_the_round() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        // nobody can be tested, so nobody who is expected comes besides
        let alone = SaveSupply { examiners: 0, ..means(0) };
        run(&stage, town.actor(K::Kurstraeger), alone).await.expect("stated");
        for name in ["Eins", "Zwei"] {
            person_in_line(&stage, &town, name, true, "2026-11-20").await;
        }
        let plan = proposed(&stage, &town).await;
        assert_eq!((plan.people.waiting, plan.people.seated), (2, 0), "too few for a course");
        let sheet = |body| {
            let operation = stage.operation(town.actor(body));
            let (stage, id) = (&stage, plan.id);
            async move { stage.gate.ask(&operation, &StartPlanRecord { plan: id }).await.expect("seen") }
        };
        let (round, bamf) = (sheet(K::Koordination).await, sheet(K::Bundesamt).await);
        assert!(bamf.tells_people && bamf.hidden.is_empty());
        assert!(!round.tells_people && round.plan.people.waiting == 0);
        assert!(round.hidden.contains(&LevelCode::PriorityUnseated), "{:?}", round.hidden);
        assert!(round.schedule.levels.iter().all(|level| !round.hides(level.level, level.value)));
        let told = |one: &StartRefused| matches!(one.why, NotRun::TooFewPeople { .. });
        assert!(!round.explanation.not_run.iter().any(told), "how many could come tells about two people");
        let list = stage.gate.ask(&stage.operation(town.actor(K::Kurstraeger)), &StartPlanList).await;
        let listed = &list.expect("a list")[0];
        let tellable = |count: i64| count == 0 || count >= round.smallest;
        assert!(listed.unseated.is_none_or(tellable) && listed.seated.is_none_or(tellable), "{listed:?}");
    }
}

#[tokio::test]
async fn without_any_stated_means_there_is_a_sentence_instead_of_a_plan() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let none = search(&stage, town.actor(K::Bundesamt), SearchStartPlan::default()).await;
        assert_eq!(refused(none.expect_err("nothing to plan with")).code, "start-plan-without-supply");
    }
}
