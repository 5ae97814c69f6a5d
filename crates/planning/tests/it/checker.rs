//! The checker finds every kind of broken plan.

use crate::bounds::towns;
use crate::invented::quickly;
use planning::check::{Broken, check};
use planning::plan::{Clash, Plan, Seat, Status, Unassigned};
use planning::problem::{Choice, Decision, Person, Problem, Start};

fn start(id: &str, seats: u32, minimum: u32, decision: Decision) -> Start {
    Start { id: id.into(), seats, minimum, opening_cost: 10.0, decision }
}

/// Three rows of people; one promised, one optional, one closed start; one required pair.
fn problem() -> Problem {
    let person = |id: &str, count| Person { id: id.into(), count, unassigned_cost: 50.0 };
    let option = |person, start, cost, required| Choice { person, start, cost, required };
    Problem::new(
        vec![person("a", 1), person("b", 2), person("c", 1)],
        vec![
            start("open", 2, 2, Decision::Open),
            start("optional", 3, 2, Decision::Optional),
            start("shut", 5, 0, Decision::Closed),
        ],
        vec![
            option(0, 0, 5.0, true),
            option(1, 0, 9.0, false),
            option(1, 1, 3.0, false),
            option(2, 1, 4.0, false),
            option(2, 2, 1.0, false),
        ],
    )
    .expect("well-formed")
}

fn good() -> Plan {
    let plan = quickly(&problem(), 1, 1);
    assert_eq!(check(&problem(), &plan), []);
    assert_eq!(plan.objective, Some(10.0 + 10.0 + 5.0 + 6.0 + 4.0));
    plan
}

fn broken_by(change: impl FnOnce(&mut Plan)) -> Vec<Broken> {
    let mut plan = good();
    change(&mut plan);
    check(&problem(), &plan)
}

fn seat(person: &str, start: &str, count: u32) -> Seat {
    Seat { person: person.into(), start: start.into(), count }
}

#[test]
fn every_broken_constraint_is_found() {
    type Found = fn(&Broken) -> bool;
    type Change = fn(&mut Plan);
    let cases: Vec<(Change, Found)> = vec![
        (|p| p.seats[0].person = "nobody".into(), |b| matches!(b, Broken::UnknownPerson { .. })),
        (|p| p.seats[0].start = "nowhere".into(), |b| matches!(b, Broken::UnknownStart { .. })),
        (|p| p.open.push("nowhere".into()), |b| matches!(b, Broken::UnknownStart { .. })),
        (|p| p.open.push("optional".into()), |b| matches!(b, Broken::Repeated { list: "open", .. })),
        (|p| p.seats.push(p.seats[0].clone()), |b| matches!(b, Broken::Repeated { list: "seats", .. })),
        (
            |p| p.unassigned = vec![Unassigned { person: "a".into(), count: 1 }; 2],
            |b| matches!(b, Broken::Repeated { list: "unassigned", .. }),
        ),
        (|p| p.seats[0].count = 0, |b| matches!(b, Broken::EmptyRow { .. })),
        (|p| p.seats[0].start = "shut".into(), |b| matches!(b, Broken::ForbiddenPair { .. })),
        (|p| p.seats[1].count = 1, |b| matches!(b, Broken::WrongCount { found: 1, expected: 2, .. })),
        (
            |p| p.unassigned.push(Unassigned { person: "c".into(), count: 1 }),
            |b| matches!(b, Broken::WrongCount { found: 2, expected: 1, .. }),
        ),
        (|p| p.open.retain(|id| &**id != "optional"), |b| matches!(b, Broken::NotOpen { .. })),
        (|p| p.open.retain(|id| &**id != "open"), |b| matches!(b, Broken::PromiseBroken { .. })),
        (|p| p.open.push("shut".into()), |b| matches!(b, Broken::OpenedClosed { .. })),
        (|p| p.seats[0].count = 9, |b| matches!(b, Broken::TooMany { found: 9, seats: 2, .. })),
        (
            |p| p.seats.retain(|seat| &*seat.person != "b"),
            |b| matches!(b, Broken::TooFew { found: 1, minimum: 2, .. }),
        ),
        (|p| p.seats[0] = seat("b", "open", 1), |b| matches!(b, Broken::RequiredLost { .. })),
        (|p| p.objective = Some(36.0), |b| matches!(b, Broken::WrongObjective { .. })),
        (|p| p.lower_bound = Some(36.0), |b| matches!(b, Broken::BoundAboveObjective { .. })),
        (|p| p.lower_bound = Some(34.0), |b| matches!(b, Broken::NotProven { .. })),
        (|p| p.open.reverse(), |b| matches!(b, Broken::Unsorted { list: "open" })),
        (|p| p.seats.reverse(), |b| matches!(b, Broken::Unsorted { list: "seats" })),
        (|p| p.objective = None, |b| matches!(b, Broken::StatusMismatch { field: "objective" })),
        (|p| p.lower_bound = None, |b| matches!(b, Broken::StatusMismatch { field: "lower_bound" })),
        (|p| p.objective = Some(f64::NAN), |b| matches!(b, Broken::WrongObjective { .. })),
        (|p| p.status = Status::Infeasible, |b| matches!(b, Broken::StatusMismatch { .. })),
    ];
    for (at, (change, found)) in cases.into_iter().enumerate() {
        let broken = broken_by(change);
        assert!(broken.iter().any(found), "case {at}: {broken:?}");
    }
}

#[test]
fn a_problem_without_promises_is_never_infeasible() {
    let problem = towns(1, 30, 4);
    let mut plan = quickly(&problem, 1, 1);
    plan.status = Status::Infeasible;
    (plan.objective, plan.lower_bound) = (None, None);
    (plan.open, plan.seats, plan.unassigned) = (vec![], vec![], vec![]);
    let start = "c000".into();
    plan.conflict = vec![Clash::MinimumAboveSeats { start, minimum: 2, seats: 1 }];
    assert_eq!(check(&problem, &plan), [Broken::FalseInfeasible]);
}

#[test]
fn a_seat_moved_by_hand_shows_up_in_the_objective() {
    let problem = towns(4, 120, 10);
    let mut plan = quickly(&problem, 1, 1);
    let dropped = plan.seats.pop().expect("somebody has a seat");
    plan.unassigned.push(Unassigned { person: dropped.person, count: dropped.count });
    plan.unassigned.sort();
    let broken = check(&problem, &plan);
    assert!(broken.iter().any(|b| matches!(b, Broken::WrongObjective { .. })), "{broken:?}");
}
