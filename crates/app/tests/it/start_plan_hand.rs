//! What is fixed by hand in a plan and taken back: starts, days, seats of single people; and what of it the round sees.

use crate::start_plans::{plan_of, proposed, refused, round, search};
use app::error::Error;
use app::queries::start_plan_draft::SearchStartPlan;
use app::queries::start_plan_people::{StartPlanNames, StartPlanPeople, StartPlanPerson, person_of};
use app::queries::start_plans::{StartPlanList, StartPlanRecord};
use app::start_plans::schedule::{Cause, Changed};
use domain::access::Actor;
use domain::ids::{CaseId, StartPlanId};
use domain::organisation::OrganisationKind as K;
use domain::start_plan::{ByHand, HandCode, SeatByHand, SeatHandCode, StartKey, StartPlan, Wish};
use testkit::{Backend, Stage, day};

/// Plans anew around another wish.
async fn anew(
    stage: &Stage,
    actor: &Actor,
    parent: StartPlanId,
    wish: impl Into<Wish>,
) -> Result<StartPlan, Error> {
    let wanted = SearchStartPlan { parent: Some(parent), wish: Some(wish.into()) };
    let id = search(stage, actor, wanted).await?;
    Ok(plan_of(stage, id).await)
}

async fn code(planned: Result<StartPlan, Error>) -> String {
    refused(planned.expect_err("not possible")).code
}

fn key_of(plan: &StartPlan) -> StartKey {
    plan.new_starts().next().expect("a start").key.clone()
}

/// People of the waiting list who have a seat in the plan.
fn waiting(plan: &StartPlan) -> i64 {
    plan.starts.iter().map(|start| start.waiting).sum()
}

async fn seats(stage: &Stage, actor: &Actor, plan: StartPlanId) -> Vec<(CaseId, Option<String>)> {
    let people = stage.gate.ask(&stage.operation(actor), &StartPlanPeople { plan }).await.expect("seen").1;
    people.into_iter().map(|one| (one.case.id, one.explained.start.map(|start| start.to_string()))).collect()
}

#[tokio::test]
async fn a_start_plan_forgets_what_is_taken_back() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = round(&stage, "wug").await;
        let bamf = town.actor(K::Bundesamt);
        let first = proposed(&stage, &town).await;
        let start = key_of(&first);
        let forbidden = ByHand { start: start.clone(), code: HandCode::Forbidden, to: None };
        let second = anew(&stage, bamf, first.id, forbidden).await.expect("planned anew");
        assert!(second.starts.iter().all(|one| one.key != start));
        let third =
            anew(&stage, bamf, second.id, Wish::WithoutStart(start.clone())).await.expect("taken back");
        assert_eq!((third.parent, third.by_hand.len()), (Some(second.id), 0));
        let other = third.starts.iter().map(|one| &one.key).collect::<Vec<_>>();
        assert!(!other.is_empty(), "without the wish a course begins again");
        let anyway = ByHand { start: start.clone(), code: HandCode::Pinned, to: None };
        let pinned = anew(&stage, bamf, second.id, anyway).await.expect("planned anew");
        assert!(pinned.starts.iter().any(|one| one.key == start), "a refused start is started anyway");
        assert_eq!(pinned.by_hand.len(), 1, "the last wish about a start counts");
    }
}

#[tokio::test]
async fn a_start_plan_moves_nothing_to_a_holiday_into_the_lead_time_or_beyond_its_end() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = round(&stage, "wug").await;
    let bamf = town.actor(K::Bundesamt);
    let first = proposed(&stage, &town).await;
    let moved = |to: &str| ByHand { start: key_of(&first), code: HandCode::Moved, to: Some(day(to)) };
    for (to, why) in [
        ("2026-11-30", "start-plan-move-outside"),
        ("2028-01-03", "start-plan-move-outside"),
        ("2026-12-25", "start-plan-move-free-day"),
        ("2026-12-19", "start-plan-move-free-day"),
    ] {
        assert_eq!(code(anew(&stage, bamf, first.id, moved(to)).await).await, why, "{to}");
    }
    let nobody_offers = StartKey { town: "Nirgends".to_owned(), ..key_of(&first) };
    let wish = ByHand { start: nobody_offers, code: HandCode::Pinned, to: None };
    assert_eq!(code(anew(&stage, bamf, first.id, wish).await).await, "start-plan-start-gone");
}

#[tokio::test]
async fn a_start_plan_keeps_refuses_and_leaves_out_single_people() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = round(&stage, "wug").await;
        let bamf = town.actor(K::Bundesamt);
        let first = proposed(&stage, &town).await;
        let (case, start) = seats(&stage, bamf, first.id).await.into_iter().next().expect("six people");
        let start = start.expect("all have a seat");
        let wish =
            |code, start: Option<&String>| Wish::Seat(SeatByHand { case, code, start: start.cloned() });
        let out = anew(&stage, bamf, first.id, wish(SeatHandCode::LeftOut, None)).await.expect("planned");
        assert_eq!(waiting(&out), 5, "one of the six stays out");
        let operation = stage.operation(bamf);
        let sheet = stage.gate.ask(&operation, &StartPlanRecord { plan: out.id }).await.expect("seen");
        let lost = sheet.changes.iter().find(|one| person_of(&one.what) == Some(&*case.to_string()));
        let lost = lost.expect("whose seat is lost is told");
        assert!(matches!(lost.what, Changed::SeatLost { .. }) && lost.cause == Cause::Pinned, "{lost:?}");
        let names = stage.gate.ask(&operation, &StartPlanNames { plan: out.id }).await.expect("seen");
        assert!(names[&case].1.starts_with("Wartend"), "{names:?}");

        let kept = anew(&stage, bamf, out.id, wish(SeatHandCode::Kept, Some(&start))).await.expect("planned");
        assert_eq!((waiting(&kept), kept.seats_by_hand.len()), (6, 1), "the last wish counts");
        let person = stage.gate.ask(&operation, &StartPlanPerson { plan: kept.id, case }).await;
        let person = person.expect("seen").explained;
        assert!(person.fixed && person.start.as_deref() == Some(&*start));

        let closed = ByHand { start: key_of(&first), code: HandCode::Forbidden, to: None };
        let clash = anew(&stage, bamf, kept.id, closed).await;
        assert_eq!(code(clash).await, "start-plan-pins-clash", "a seat in a start that does not run");

        let not =
            anew(&stage, bamf, first.id, wish(SeatHandCode::Refused, Some(&start))).await.expect("planned");
        let now = seats(&stage, bamf, not.id).await.into_iter().find(|(one, _)| *one == case);
        assert_ne!(now.expect("still planned for").1, Some(start.clone()));
        let mine = not.seats_by_hand[0].clone();
        let back = anew(&stage, bamf, not.id, Wish::WithoutSeat(mine)).await.expect("taken back");
        assert!(back.seats_by_hand.is_empty());

        let nobody = SeatByHand { case: CaseId(1), code: SeatHandCode::LeftOut, start: None };
        assert_eq!(
            code(anew(&stage, bamf, first.id, Wish::Seat(nobody)).await).await,
            "start-plan-person-gone"
        );
        let nowhere = Some("course-0".to_owned());
        let nowhere = anew(&stage, bamf, first.id, wish(SeatHandCode::Kept, nowhere.as_ref())).await;
        assert_eq!(code(nowhere).await, "start-plan-seat-gone");
    }
}

#[tokio::test]
async fn the_round_of_a_start_plan_sees_no_seat_fixed_by_hand() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = round(&stage, "wug").await;
    let bamf = town.actor(K::Bundesamt);
    let first = proposed(&stage, &town).await;
    let mut plan = first.clone();
    for (at, (case, _)) in seats(&stage, bamf, first.id).await.into_iter().take(3).enumerate() {
        let wish = SeatByHand { case, code: SeatHandCode::LeftOut, start: None };
        plan = anew(&stage, bamf, plan.id, Wish::Seat(wish)).await.expect("planned");
        let operation = stage.operation(town.actor(K::Koordination));
        let sheet = stage.gate.ask(&operation, &StartPlanRecord { plan: plan.id }).await.expect("seen");
        assert!(sheet.plan.seats_by_hand.is_empty());
        assert!(sheet.parent.as_ref().is_some_and(|(parent, _)| parent.seats_by_hand.is_empty()));
        assert!(sheet.changes.iter().all(|one| person_of(&one.what).is_none()));
        let told = if at < 2 { None } else { Some(3) };
        assert_eq!(sheet.seats_fixed, told, "one or two are too few to be told");
        let names = stage.gate.ask(&operation, &StartPlanNames { plan: plan.id }).await;
        assert!(matches!(names, Err(Error::Denied(_))));
        let listed = stage.gate.ask(&operation, &StartPlanList).await.expect("seen");
        assert_eq!(listed[0].by_hand, told.unwrap_or(0));
    }
    let sheet = stage.gate.ask(&stage.operation(bamf), &StartPlanRecord { plan: plan.id }).await;
    assert_eq!(sheet.expect("seen").seats_fixed, Some(3));
}
