//! Courses and seats: from the act of BAMF to the first day, and every way a seat is lost.

use app::commands::*;
use app::error::Error;
use app::jobs;
use app::ports::{Queries, Store, TypedQueries};
use app::queries::courses::{CourseFilter, CourseList, Participants};
use app::queries::seats::{Proposals, RefillCandidates, SeatPlanRecord};
use app::queries::waiting::{SeatDemand, WaitingFilter, WaitingList};
use chrono::NaiveDate;
use domain::access::Actor;
use domain::assignment::cost::ReasonCode;
use domain::assignment::{Assignment, AssignmentState, HandBackReason};
use domain::case::{Case, Stage as CaseStage, StepCode};
use domain::course::{Course, CourseState};
use domain::ids::*;
use domain::journal::EventName;
use domain::organisation::OrganisationKind as Kind;
use domain::placement::Obstacle;
use domain::seat_plan::{Pin, SeatPlanState};
use testkit::seats::{assigned, draft, person_in_line, published};
use testkit::{Backend, Stage, Town, day};

fn queries(stage: &Stage) -> &dyn Queries {
    stage.database.queries()
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result.expect_err("refused") {
        Error::Refused(refusal) => refusal.code,
        other => other.code(),
    }
}

async fn seat(stage: &Stage, id: AssignmentId) -> Assignment {
    queries(stage).need(id.0).await.expect("the seat")
}

async fn case_of(stage: &Stage, case: &Case) -> Case {
    queries(stage).need(case.id.0).await.expect("the case")
}

#[tokio::test]
async fn a_person_goes_from_the_waiting_list_to_the_first_day_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let (bamf, provider) = (town.actor(Kind::Bundesamt), town.actor(Kind::Kurstraeger));
        let case = person_in_line(&stage, &town, "Beispiel", true, "2026-11-25").await;
        let course = published(&stage, &town, draft("K-1", "2026-12-02", 2, "Gunzenhausen", 49.11)).await;

        let waiting =
            stage.gate.ask(&stage.operation(bamf), &WaitingList::default()).await.expect("the list");
        assert_eq!((waiting.total, waiting.rows[0].clocks.zugangszeit), (1, Some(24)));
        let page =
            stage.gate.ask(&stage.operation(bamf), &Proposals { case: case.id }).await.expect("proposals");
        assert_eq!(page.open[0].course.id, course);

        let id = assigned(&stage, &town, &case, course).await;
        let reserved = seat(&stage, id).await;
        assert_eq!((reserved.state, reserved.reserved_until), (AssignmentState::Reserved, day("2026-12-02")));
        let now = case_of(&stage, &case).await;
        assert_eq!(
            (now.stage, now.next.map(|n| n.what)),
            (CaseStage::Reserved, Some(StepCode::RegisterAtProvider))
        );
        let journal = queries(&stage).journal_of(case.person.0, 10).await.expect("journal");
        assert_eq!(journal[0].event.name, EventName::Assigned);

        stage
            .gate
            .run(&stage.operation(provider), RegisterSeat { assignment: id })
            .await
            .expect("registered");
        let now = case_of(&stage, &case).await;
        assert_eq!((now.stage, now.registered_on), (CaseStage::Registered, Some(day("2026-11-25"))));
        let people =
            stage.gate.ask(&stage.operation(provider), &Participants { course }).await.expect("participants");
        assert_eq!((people[0].family_name.as_str(), people[0].obliged), ("Beispiel", Some(true)));

        stage.pass_days(7);
        let command = ConfirmStart { course, on: day("2026-12-02"), present: vec![id] };
        let started = stage.gate.run(&stage.operation(provider), command).await.expect("started").outcome;
        assert_eq!((started.arrived, started.missing, started.empty_seats), (1, 0, 1));
        let now = case_of(&stage, &case).await;
        assert_eq!((now.stage, now.clocks(day("2027-01-01")).wartezeit), (CaseStage::InCourse, Some(7)));
        let course: Course = queries(&stage).need(course.0).await.expect("the course");
        assert_eq!(course.state, CourseState::Running);
    }
}

#[tokio::test]
async fn two_people_on_the_last_seat_one_gets_it_and_the_other_hears_of_the_next_best() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let last = published(&stage, &town, draft("K-1", "2026-12-03", 1, "Treuchtlingen", 48.95)).await;
        published(&stage, &town, draft("K-2", "2026-12-17", 5, "Gunzenhausen", 49.11)).await;
        let one = person_in_line(&stage, &town, "Eins", false, "2026-11-20").await;
        let two = person_in_line(&stage, &town, "Zwei", false, "2026-11-21").await;
        let operations =
            [stage.operation(town.actor(Kind::Bundesamt)), stage.operation(town.actor(Kind::Bundesamt))];
        let (first, second) = tokio::join!(
            stage.gate.run(&operations[0], AssignSeat { case: one.id, course: last }),
            stage.gate.run(&operations[1], AssignSeat { case: two.id, course: last }),
        );
        let lost = match (first, second) {
            (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => lost,
            other => panic!("exactly one gets the seat: {other:?}"),
        };
        let Error::Refused(refusal) = lost else { panic!("a clear sentence, not {lost}") };
        assert_eq!(refusal.code, "course-full");
        assert!(refusal.facts.contains(&("next_place".into(), "Gunzenhausen".into())));
        assert!(refusal.facts.contains(&("next_on".into(), day("2026-12-17").into())));
        let rows = stage
            .gate
            .ask(&stage.operation(town.actor(Kind::Bundesamt)), &CourseList::default())
            .await
            .expect("list");
        assert_eq!(rows.iter().map(|r| r.taken).collect::<Vec<_>>(), vec![1, 0]);
    }
}

#[tokio::test]
async fn only_bamf_gives_seats_and_only_the_own_provider_registers() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = published(&stage, &town, draft("K-1", "2026-12-03", 1, "Treuchtlingen", 48.95)).await;
    let case = person_in_line(&stage, &town, "Eins", false, "2026-11-20").await;
    for kind in [Kind::Teststelle, Kind::Jobcenter, Kind::Kurstraeger, Kind::Koordination] {
        let result =
            stage.gate.run(&stage.operation(town.actor(kind)), AssignSeat { case: case.id, course }).await;
        assert_eq!(code(result), "denied", "{kind}");
    }
    let id = assigned(&stage, &town, &case, course).await;
    let other = Actor { organisation: OrganisationId(77), ..town.actor(Kind::Kurstraeger).clone() };
    let result = stage.gate.run(&stage.operation(&other), RegisterSeat { assignment: id }).await;
    assert_eq!(code(result), "absent", "another provider does not even learn of it");
    let result = stage.gate.ask(&stage.operation(&other), &Participants { course }).await;
    assert_eq!(code(result), "absent");
    let result =
        stage.gate.ask(&stage.operation(town.actor(Kind::Koordination)), &Participants { course }).await;
    assert_eq!(code(result), "denied");
}

#[tokio::test]
async fn a_reservation_runs_out_once_and_the_person_is_back_in_line() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let course = published(&stage, &town, draft("K-1", "2026-12-15", 1, "Treuchtlingen", 48.95)).await;
        let case = person_in_line(&stage, &town, "Eins", false, "2026-11-20").await;
        let id = assigned(&stage, &town, &case, course).await;
        let system = jobs::coordination(&stage.gate, town.region).await.expect("an actor");
        stage.pass_days(7);
        assert_eq!(
            jobs::expire_reservations(&stage.gate, &stage.operation(&system)).await.expect("ran"),
            0,
            "the last day counts"
        );
        stage.pass_days(1);
        assert_eq!(jobs::expire_reservations(&stage.gate, &stage.operation(&system)).await.expect("ran"), 1);
        assert_eq!(jobs::expire_reservations(&stage.gate, &stage.operation(&system)).await.expect("ran"), 0);
        assert_eq!(seat(&stage, id).await.state, AssignmentState::Expired);
        let now = case_of(&stage, &case).await;
        assert_eq!((now.stage, now.awaiting_since), (CaseStage::AwaitingSeat, Some(day("2026-12-03"))));
        let list = stage
            .gate
            .ask(&stage.operation(town.actor(Kind::Bundesamt)), &WaitingList::default())
            .await
            .expect("list");
        assert_eq!(list.rows[0].lost, Some(AssignmentState::Expired));
        assigned(&stage, &town, &now, course).await;
    }
}

#[tokio::test]
async fn a_slipped_start_tells_everybody_and_breaks_the_promise_of_six_weeks() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let provider = town.actor(Kind::Kurstraeger);
    let id = published(&stage, &town, draft("K-1", "2026-12-15", 2, "Treuchtlingen", 48.95)).await;
    let case = person_in_line(&stage, &town, "Eins", false, "2026-11-20").await;
    let seat_id = assigned(&stage, &town, &case, id).await;
    stage
        .gate
        .run(&stage.operation(provider), RegisterSeat { assignment: seat_id })
        .await
        .expect("registered");
    let course: Course = queries(&stage).need(id.0).await.expect("the course");
    let moved = Course { planned_start_on: day("2027-02-01"), ..course };
    stage.gate.run(&stage.operation(provider), SaveCourse { course: moved }).await.expect("moved");
    assert_eq!(seat(&stage, seat_id).await.entry_on, day("2027-02-01"));
    let next = case_of(&stage, &case).await.next.expect("a step");
    assert_eq!(
        (next.what, next.organisation),
        (StepCode::ReassignLateStart, town.organisation(Kind::Bundesamt))
    );
    let journal = queries(&stage).journal_of(case.person.0, 10).await.expect("journal");
    assert_eq!(journal[0].event.name, EventName::StartAnnounced);
    assert_eq!(journal[0].event.data["from"], "2026-12-15");
}

#[tokio::test]
async fn a_cancelled_course_gives_everybody_back_their_place_in_the_line() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let course = published(&stage, &town, draft("K-1", "2026-12-15", 2, "Treuchtlingen", 48.95)).await;
        let case = person_in_line(&stage, &town, "Eins", false, "2026-11-20").await;
        let id = assigned(&stage, &town, &case, course).await;
        let command = CancelCourse { course, version: 2 };
        let lost = stage
            .gate
            .run(&stage.operation(town.actor(Kind::Kurstraeger)), command)
            .await
            .expect("cancelled")
            .outcome;
        assert_eq!(lost, 1);
        assert_eq!(seat(&stage, id).await.hand_back, Some(HandBackReason::CourseCancelled));
        assert_eq!(case_of(&stage, &case).await.awaiting_since, Some(day("2026-11-20")));
    }
}

#[tokio::test]
async fn who_stays_away_loses_the_seat_is_asked_why_and_a_late_entrant_fills_it_before_lesson_25() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let (bamf, provider) = (town.actor(Kind::Bundesamt), town.actor(Kind::Kurstraeger));
        let course = published(&stage, &town, draft("K-1", "2026-11-30", 1, "Treuchtlingen", 48.95)).await;
        let one = person_in_line(&stage, &town, "Eins", false, "2026-11-20").await;
        let two = person_in_line(&stage, &town, "Zwei", false, "2026-11-21").await;
        let away = assigned(&stage, &town, &one, course).await;
        stage.pass_days(5);
        let command = ConfirmStart { course, on: day("2026-11-30"), present: vec![] };
        let started = stage.gate.run(&stage.operation(provider), command).await.expect("started").outcome;
        assert_eq!((started.missing, started.empty_seats), (1, 1));
        let next = case_of(&stage, &one).await.next.expect("a step");
        assert_eq!((next.what, next.due_on), (StepCode::ClarifyNonArrival, day("2026-12-03")));

        stage.gate.run(&stage.operation(provider), OfferSeats { course }).await.expect("offered");
        let filter = CourseFilter { offered: true, ..CourseFilter::default() };
        let offered = stage.gate.ask(&stage.operation(bamf), &CourseList { filter }).await.expect("list");
        assert_eq!(offered.len(), 1);
        let fitting =
            stage.gate.ask(&stage.operation(bamf), &RefillCandidates { course }).await.expect("candidates");
        assert_eq!(fitting.iter().map(|row| row.case).collect::<Vec<_>>(), vec![two.id]);
        let late = assigned(&stage, &town, &two, course).await;
        let arrivals = MarkArrivals { course, on: day("2026-11-30"), present: vec![away] };
        assert_eq!(code(stage.gate.run(&stage.operation(provider), arrivals).await), "course-full-none-left");
        let arrivals = MarkArrivals { course, on: day("2026-11-30"), present: vec![late] };
        stage.gate.run(&stage.operation(provider), arrivals).await.expect("came");
        assert_eq!(case_of(&stage, &two).await.stage, CaseStage::InCourse);

        let answer = ClarifyNonArrival { assignment: away, obstacle: Obstacle::ChildCare, wants_seat: true };
        stage.gate.run(&stage.operation(provider), answer.clone()).await.expect("clarified");
        assert_eq!(case_of(&stage, &one).await.stage, CaseStage::AwaitingSeat);
        assert_eq!(code(stage.gate.run(&stage.operation(provider), answer).await), "nothing-to-clarify");
        stage
            .gate
            .run(&stage.operation(provider), AdvanceLessons { course, lessons_held: 25 })
            .await
            .expect("noted");
        assert_eq!(
            code(stage.gate.run(&stage.operation(bamf), AssignSeat { case: one.id, course }).await),
            "course-does-not-fit"
        );
    }
}

#[tokio::test]
async fn a_joint_plan_seats_the_priority_class_first_and_is_accepted_by_bamf_alone() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let bamf = town.actor(Kind::Bundesamt);
        published(&stage, &town, draft("K-1", "2026-12-03", 1, "Weißenburg i. Bay.", 49.03)).await;
        let first = person_in_line(&stage, &town, "Vorrang", true, "2026-11-24").await;
        let older = person_in_line(&stage, &town, "Lange", false, "2026-06-01").await;
        let whole = ProposeSeatPlan::default();
        let result = stage.gate.run(&stage.operation(town.actor(Kind::Teststelle)), whole.clone()).await;
        assert_eq!(code(result), "seat-plan-needs-test-day");
        let plan = stage.gate.run(&stage.operation(bamf), whole).await.expect("planned").outcome;
        let page = stage.gate.ask(&stage.operation(bamf), &SeatPlanRecord { plan }).await.expect("the plan");
        assert!(page.plan.checked);
        assert_eq!(page.plan.seats.iter().map(|s| s.case).collect::<Vec<_>>(), vec![first.id]);
        assert_eq!(page.plan.seats[0].reasons[0].code, ReasonCode::PriorityClass);
        assert_eq!(page.plan.unseated[0].reasons[0].code, ReasonCode::SeatsTakenByOthers);
        assert_eq!(page.names[&older.id].family_name, "Lange");

        let accept = AcceptSeatPlan { plan, version: 1 };
        let result = stage.gate.run(&stage.operation(town.actor(Kind::Teststelle)), accept.clone()).await;
        assert_eq!(code(result), "denied");
        let given = stage.gate.run(&stage.operation(bamf), accept.clone()).await.expect("accepted");
        assert_eq!((given.outcome, given.undoable), (1, true));
        assert_eq!(case_of(&stage, &first).await.stage, CaseStage::Reserved);
        let accept = AcceptSeatPlan { plan, version: 2 };
        assert_eq!(code(stage.gate.run(&stage.operation(bamf), accept).await), "seat-plan-decided");
    }
}

#[tokio::test]
async fn a_plan_is_outdated_as_soon_as_something_that_decides_has_changed() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (bamf, provider) = (town.actor(Kind::Bundesamt), town.actor(Kind::Kurstraeger));
    let course = published(&stage, &town, draft("K-1", "2026-12-03", 2, "Weißenburg i. Bay.", 49.03)).await;
    let case = person_in_line(&stage, &town, "Eins", true, "2026-11-24").await;
    let plan =
        stage.gate.run(&stage.operation(bamf), ProposeSeatPlan::default()).await.expect("planned").outcome;
    let before: Course = queries(&stage).need(course.0).await.expect("the course");
    let titled = Course { title: "Morgens".into(), ..before };
    stage
        .gate
        .run(&stage.operation(provider), SaveCourse { course: titled.clone() })
        .await
        .expect("a title changes nothing");
    let fewer = Course { seats: 1, version: titled.version + 1, ..titled };
    stage.gate.run(&stage.operation(provider), SaveCourse { course: fewer }).await.expect("fewer seats");
    let result = stage.gate.run(&stage.operation(bamf), AcceptSeatPlan { plan, version: 1 }).await;
    assert_eq!(code(result), "seat-plan-outdated");
    assert_eq!(case_of(&stage, &case).await.stage, CaseStage::AwaitingSeat);

    let again = ProposeSeatPlan { parent: Some(plan), without: vec![case.id], ..ProposeSeatPlan::default() };
    let again = stage.gate.run(&stage.operation(bamf), again).await.expect("planned").outcome;
    let page =
        stage.gate.ask(&stage.operation(bamf), &SeatPlanRecord { plan: again }).await.expect("the plan");
    assert_eq!(page.plan.unseated[0].reasons[0].code, ReasonCode::TakenOut);
    assert_eq!(page.plan.parent, Some(plan));
    let pinned = ProposeSeatPlan {
        pinned: vec![Pin { case: case.id, course: CourseId(1) }],
        ..ProposeSeatPlan::default()
    };
    assert_eq!(code(stage.gate.run(&stage.operation(bamf), pinned).await), "seat-plan-pins-clash");
    stage.gate.run(&stage.operation(bamf), RejectSeatPlan { plan, version: 1 }).await.expect("rejected");
    let page =
        stage.gate.ask(&stage.operation(bamf), &SeatPlanRecord { plan }).await.expect("still readable");
    assert_eq!(page.plan.state, SeatPlanState::Rejected);
}

#[tokio::test]
async fn the_waiting_list_puts_the_priority_class_first_and_then_the_longest_wait() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        for (name, priority, since) in [
            ("Neu", false, "2026-11-20"),
            ("Kind", false, "2026-06-01"),
            ("Vorn", true, "2026-11-22"),
            ("Vorn", true, "2026-11-10"),
        ] {
            person_in_line(&stage, &town, name, priority, since).await;
        }
        let bamf = town.actor(Kind::Bundesamt);
        let list = stage.gate.ask(&stage.operation(bamf), &WaitingList::default()).await.expect("the list");
        let since: Vec<Option<NaiveDate>> = list.rows.iter().map(|r| r.row.awaiting_since).collect();
        let wanted = ["2026-11-10", "2026-11-22", "2026-06-01", "2026-11-20"].map(|d| Some(day(d)));
        assert_eq!(since, wanted);
        let filter = WaitingFilter { child_care: Some(true), ..WaitingFilter::default() };
        let list = stage.gate.ask(&stage.operation(bamf), &WaitingList { filter }).await.expect("the list");
        assert_eq!((list.total, list.rows[0].row.family_name.as_str()), (1, "Kind"));
        let provider = town.actor(Kind::Kurstraeger);
        assert_eq!(code(stage.gate.ask(&stage.operation(provider), &WaitingList::default()).await), "denied");

        let table = SeatDemand { months: 3 };
        let seen = stage.gate.ask(&stage.operation(bamf), &table).await.expect("figures");
        assert_eq!(seen.rows[0].waiting, Some(4));
    }
}

#[tokio::test]
async fn the_landkreis_sees_no_small_numbers_and_nobody_sees_the_drafts_of_others() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    person_in_line(&stage, &town, "Eins", false, "2026-11-20").await;
    let coordination = town.actor(Kind::Koordination);
    let seen =
        stage.gate.ask(&stage.operation(coordination), &SeatDemand { months: 3 }).await.expect("figures");
    assert_eq!(seen.rows[0].waiting, None, "one person is not shown");
    let provider = town.actor(Kind::Kurstraeger);
    let course = draft("K-9", "2026-12-15", 2, "Treuchtlingen", 48.95);
    stage.gate.run(&stage.operation(provider), SaveCourse { course }).await.expect("drafted");
    for (actor, count) in [(coordination, 0), (town.actor(Kind::Bundesamt), 0), (provider, 1)] {
        let rows = stage.gate.ask(&stage.operation(actor), &CourseList::default()).await.expect("list");
        assert_eq!(rows.len(), count);
    }
}
