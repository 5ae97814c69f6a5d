//! Every broken rule of a plan of starts is found; strange input is answered, not with a panic.

use crate::regions::{REGION, Size, TINY, region};
use crate::schedules::planned;
use planning::schedule::{
    Decision, Finding, Input, InputError, LevelCode, Pin, Schedule, Status, TestDay, bookable, check, plan,
    reschedule,
};
use planning::{Limits, explain};

const SMALL: Size = Size { people: 80, starts: 30, kinds: 2, sections: 1, untested: 20, ..REGION };

fn sound() -> (Input, Schedule) {
    let input = region(3, SMALL);
    let plan = planned(&input, 1);
    assert_eq!(check(&input, &plan), []);
    assert!(!plan.seats.is_empty() && !plan.unassigned.is_empty() && !plan.test_days.is_empty());
    (input, plan)
}

fn broken(change: impl Fn(&mut Input, &mut Schedule)) -> Vec<Finding> {
    let (mut input, mut plan) = sound();
    change(&mut input, &mut plan);
    check(&input, &plan)
}

macro_rules! finds {
    ($name:ident, $pattern:pat, $change:expr) => {
        #[test]
        fn $name() {
            let found = broken($change);
            assert!(found.iter().any(|finding| matches!(finding, $pattern)), "{found:?}");
        }
    };
}

finds!(another_input_is_noticed, Finding::OtherInput, |input, _| input.today += 1);
finds!(another_format_is_noticed, Finding::OtherFormat { .. }, |_, plan| plan.format.push('2'));
finds!(a_repeated_seat_is_noticed, Finding::NotSortedOrRepeated { .. }, |_, plan| {
    let again = plan.seats[0].clone();
    plan.seats.insert(0, again);
});
finds!(a_start_nobody_knows_is_noticed, Finding::Unknown { .. }, |_, plan| plan.starts[0].start = "?".into());
finds!(a_closed_start_may_not_run, Finding::MayNotRun { .. }, |input, plan| {
    let id = plan.starts[0].start.clone();
    input.pins.push(Pin::CloseStart { start: id });
});
finds!(a_decided_start_must_run, Finding::MustRun { .. }, |input, plan| {
    let free = input.starts.iter().find(|start| !plan.starts.iter().any(|row| row.start == start.id));
    let start = free.expect("not all run").id.clone();
    input.pins.push(Pin::OpenStart { start });
});
finds!(seats_in_a_start_that_does_not_run, Finding::NotRunning { .. }, |_, plan| _ = plan.starts.remove(0));
finds!(more_people_than_seats, Finding::TooMany { .. }, |input, plan| {
    let id = plan.starts[0].start.clone();
    input.starts.iter_mut().filter(|start| start.id == id).for_each(|start| start.seats = 3);
});
finds!(fewer_people_than_the_minimum, Finding::TooFew { .. }, |input, plan| {
    let id = plan.starts[0].start.clone();
    input.starts.iter_mut().filter(|start| start.id == id).for_each(|start| start.minimum = 99);
});
finds!(wrong_numbers_of_a_start, Finding::WrongStart { .. }, |_, plan| plan.starts[0].people += 1);
finds!(a_way_that_is_too_long, Finding::ForbiddenSeat { .. }, |input, _| input.terms.longest_way_minutes = 1);
finds!(a_time_that_does_not_fit, Finding::ForbiddenSeat { .. }, |input, _| {
    input.people.iter_mut().for_each(|person| person.times = 0);
});
finds!(a_seat_before_the_person_is_ready, Finding::ForbiddenSeat { .. }, |input, _| {
    input.people.iter_mut().for_each(|person| person.ready_from = 500);
});
finds!(a_seat_before_the_test, Finding::ForbiddenSeat { .. }, |input, _| input.terms.days_after_test = 300);
finds!(a_seat_forbidden_by_hand, Finding::ForbiddenSeat { .. }, |input, plan| {
    let (person, start) = (plan.seats[0].person.clone(), plan.seats[0].start.clone());
    input.pins.push(Pin::ForbidSeat { person, start });
});
finds!(wrong_numbers_of_a_seat, Finding::WrongSeat { .. }, |_, plan| plan.seats[0].wait_days += 1);
finds!(a_broken_promise, Finding::PromiseBroken { .. }, |input, plan| {
    let at = input.people.iter().position(|person| person.id == plan.unassigned[0].person).expect("known");
    input.people[at].promised = Some(plan.starts[0].start.clone());
});
finds!(a_person_who_is_lost, Finding::WrongCount { .. }, |_, plan| _ = plan.unassigned.remove(0));
finds!(a_wrong_reason, Finding::WrongReason { .. }, |_, plan| {
    plan.unassigned.iter_mut().for_each(|row| row.reason = planning::schedule::Reason::LeftOut);
});
finds!(two_courses_in_one_room, Finding::Overfull { .. }, |input, plan| {
    let ids: Vec<_> = plan.starts.iter().map(|row| row.start.clone()).collect();
    for start in input.starts.iter_mut().filter(|start| ids.contains(&start.id)) {
        (start.site, start.room, start.time, start.weekdays) = ("o000".into(), Some("r".into()), 0, 1);
        (start.first_day, start.last_day) = (50, 100);
    }
});
finds!(more_lessons_than_teachers_have, Finding::Overfull { .. }, |input, _| input.terms.teacher_cap = 1);
finds!(more_test_days_than_a_turn_allows, Finding::Overfull { .. }, |input, _| {
    input.rota.as_mut().expect("there is one").days_per_turn = 0;
});
finds!(a_turn_told_as_a_test_day_outside_the_rota, Finding::WrongTestNumbers { .. }, |input, _| {
    input.test_days.iter_mut().for_each(|day| day.outside_rota = !day.outside_rota);
});
finds!(a_test_day_without_examiners, Finding::WrongTestDay { .. }, |input, _| {
    input.test_days.iter_mut().for_each(|day| day.examiners_available = 0);
});
finds!(an_overbooked_test_day, Finding::Overbooked { .. }, |input, _| {
    input.test_days.iter_mut().for_each(|day| (day.seats, day.no_show_per_mille) = (1, 0));
});
finds!(a_booking_of_somebody_tested, Finding::ForbiddenBooking { .. }, |input, _| {
    input.people.iter_mut().for_each(|person| person.tested = true);
});
finds!(a_person_without_test_who_is_lost, Finding::WrongTestCount { .. }, |_, plan| {
    plan.test_days.iter_mut().for_each(|day| day.booked.clear());
});
finds!(a_wrong_level, Finding::WrongLevel { level: LevelCode::Reach, .. }, |_, plan| plan.levels[5].value +=
    1);
finds!(a_bound_above_the_value, Finding::BoundAboveValue { .. }, |_, plan| {
    plan.levels[2].lower_bound = plan.levels[2].value + 1;
});
finds!(a_false_proof, Finding::StatusNotProven, |_, plan| {
    plan.status = Status::Optimal;
    plan.levels[8].lower_bound -= 1;
});
finds!(missing_levels, Finding::LevelsMissing { .. }, |_, plan| plan.levels.clear());
finds!(a_wrong_share, Finding::WrongShare { .. }, |_, plan| plan.shares[0].seated += 1);
finds!(a_missing_share, Finding::SharesMissing, |_, plan| _ = plan.shares.pop());
finds!(a_false_impossibility, Finding::FalseInfeasible, |_, plan| plan.status = Status::Infeasible);

#[test]
fn as_many_are_booked_as_the_risk_allows() {
    assert_eq!(bookable(12, 0, 50), 12, "everybody comes");
    assert_eq!(bookable(0, 200, 50), 0);
    assert_eq!(bookable(12, 1000, 50), 36, "nobody comes, but there is an end");
    for (seats, no_show, risk) in [(12, 150, 50), (20, 300, 100), (5, 500, 10), (30, 50, 200)] {
        // The chance anew, by trying every number of people who come.
        let beyond = |booked: u32| {
            let comes = 1.0 - f64::from(no_show) / 1000.0;
            let mut chance = vec![1.0_f64];
            for _ in 0..booked {
                let mut next = vec![0.0; chance.len() + 1];
                for (at, part) in chance.iter().enumerate() {
                    next[at] += part * (1.0 - comes);
                    next[at + 1] += part * comes;
                }
                chance = next;
            }
            chance.iter().skip(seats as usize + 1).sum::<f64>()
        };
        let booked = bookable(seats, no_show, risk);
        assert!(beyond(booked) <= f64::from(risk) / 1000.0 + 1e-9, "{seats} {no_show} {risk}: {booked}");
        assert!(
            beyond(booked + 1) > f64::from(risk) / 1000.0,
            "{seats} {no_show} {risk}: {booked} is not the most"
        );
    }
}

#[test]
fn strange_input_is_answered() {
    let limits = Limits { time_limit: 0.2, threads: 1, ..Limits::default() };
    let empty = Input::default();
    let answer = plan(&empty, &limits, &mut || 0.0).expect("empty is well-formed");
    assert_eq!((answer.status, check(&empty, &answer)), (Status::Optimal, vec![]));
    for seed in 0..60 {
        let mut input = region(seed, TINY);
        match seed % 6 {
            0 => input.starts.iter_mut().for_each(|start| start.seats = 0),
            1 => input.starts.iter_mut().for_each(|start| start.minimum = 1_000_000),
            2 => {
                input.terms = planning::schedule::Terms {
                    overbooking_risk_per_mille: 1000,
                    teacher_cap: 0,
                    ..input.terms
                }
            }
            3 => input.people.iter_mut().for_each(|person| person.tested = false),
            4 => input.horizon_days = 0,
            _ => input.test_days.clear(),
        }
        let answer = plan(&input, &limits, &mut || 0.0).expect("well-formed");
        assert_eq!(check(&input, &answer), [], "seed {seed}");
        let again = reschedule(&input, &limits, &mut || 0.0).expect("well-formed");
        assert_eq!(check(&input, &again.schedule), [], "seed {seed}");
        explain::explain(&input, &answer).expect("well-formed");
    }
    // Everybody alike, one large component.
    let mut input =
        region(1, Size { people: 150, starts: 20, kinds: 1, sections: 1, sites: 1, untested: 0, ..REGION });
    let first = input.people[0].clone();
    for (at, person) in input.people.iter_mut().enumerate() {
        *person =
            planning::schedule::Person { id: format!("p{at:03}").into(), promised: None, ..first.clone() };
    }
    let answer = plan(&input, &limits, &mut || 0.0).expect("well-formed");
    assert_eq!(check(&input, &answer), []);
}

#[test]
fn rows_of_several_people_are_split_over_test_days_and_starts() {
    let mut together = 0;
    for seed in 0..6 {
        let size = Size { people: 20, starts: 20, kinds: 1, sections: 1, untested: 50, ..SMALL };
        let mut input = region(seed, size);
        input.people.iter_mut().for_each(|person| person.count = 7);
        input.test_days.iter_mut().for_each(|day: &mut TestDay| day.seats = 5);
        let plan = planned(&input, 1);
        assert_eq!(check(&input, &plan), [], "seed {seed}");
        together += plan.seats.iter().filter(|seat| seat.count > 1).count();
    }
    assert!(together > 0);
}

#[test]
fn nonsense_is_refused_in_plain_structure() {
    let limits = Limits::default();
    let refused = |change: &dyn Fn(&mut Input)| {
        let mut input = region(3, SMALL);
        change(&mut input);
        plan(&input, &limits, &mut || 0.0).expect_err("refused")
    };
    let twice = refused(&|input| input.people[1].id = input.people[0].id.clone());
    assert_eq!(twice, InputError::Repeated { list: "people", id: "p000".into() });
    let unknown = refused(&|input| input.pins.push(Pin::CloseStart { start: "?".into() }));
    assert_eq!(unknown, InputError::Unknown { list: "pins", id: "?".into() });
    let late = refused(&|input| input.starts[0].first_day = i32::MAX);
    assert!(matches!(late, InputError::OutOfRange { field: "first_day", .. }));
    let several = refused(&|input| {
        input.people[0].count = 2;
        input.people[0].promised = Some(input.starts[0].id.clone());
    });
    assert_eq!(several, InputError::NotOnePerson { id: "p000".into() });
    let wide = refused(&|input| {
        input.people.iter_mut().for_each(|person| {
            person.waiting_since = -9_000_000 + i32::from(person.class) * 8_000_000;
            person.count = 900_000;
        });
        input.terms.unseated_days = 1_000_000;
        input.starts.iter_mut().for_each(|start| (start.seats, start.minimum) = (900_000, 0));
        input.terms.longest_way_minutes = 900_000;
        input.people.iter_mut().for_each(|person| {
            person.travel.values_mut().enumerate().for_each(|(at, way)| *way = at as u32 * 100_000);
        });
    });
    assert!(matches!(wide, InputError::RangeTooWide { .. }), "{wide:?}");
}

#[test]
fn the_order_of_rows_changes_no_value() {
    for seed in 0..200 {
        let input = region(seed, TINY);
        let mut other = input.clone();
        other.people.reverse();
        other.starts.reverse();
        other.teachers.reverse();
        other.shares.reverse();
        let (a, b) = (planned(&input, 1), planned(&other, 1));
        assert_eq!(a.status, b.status, "seed {seed}");
        let proven = a.status == Status::Optimal;
        let values = |plan: &Schedule| plan.levels.iter().map(|level| level.value).collect::<Vec<_>>();
        let upto = if proven { 9 } else { 7 };
        if a.status != Status::Infeasible {
            assert_eq!(values(&a)[..upto], values(&b)[..upto], "seed {seed}");
        }
    }
}

#[test]
fn later_days_for_all_change_nothing_but_the_days() {
    for seed in 0..100 {
        let input = region(seed, TINY);
        let mut later = input.clone();
        later.today += 1000;
        later.people.iter_mut().for_each(|row| {
            (row.waiting_since, row.ready_from) = (row.waiting_since + 1000, row.ready_from + 1000)
        });
        later
            .starts
            .iter_mut()
            .for_each(|row| (row.first_day, row.last_day) = (row.first_day + 1000, row.last_day + 1000));
        later.test_days.iter_mut().for_each(|row| row.day += 1000);
        later.teachers.iter_mut().for_each(|row| row.from_day = row.from_day.map(|day| day + 1000));
        later.rota.as_mut().expect("there is one").first_day += 1000;
        for pin in &mut later.pins {
            if let Pin::MoveStart { first_day, last_day, .. } = pin {
                (*first_day, *last_day) = (*first_day + 1000, *last_day + 1000);
            }
        }
        let (a, b) = (planned(&input, 1), planned(&later, 1));
        assert_eq!((a.seats, a.levels, a.status), (b.seats, b.levels, b.status), "seed {seed}");
    }
}

#[test]
fn everybody_and_every_start_is_explained() {
    for seed in [3, 4] {
        let input = region(seed, SMALL);
        let plan = planned(&input, 1);
        let told = explain::explain(&input, &plan).expect("well-formed");
        let people: u32 = told.people.iter().map(|row| row.count).sum();
        assert_eq!(people as usize, input.people.len());
        for row in &told.people {
            assert_eq!(row.start.is_none(), row.reason.is_some(), "{row:?}");
            assert!(row.alternatives.len() <= 2);
            for other in &row.alternatives {
                assert_ne!(Some(&other.start), row.start.as_ref());
                if let explain::Why::Dearer { by, .. } = &other.why {
                    assert!(*by > 0, "{other:?}");
                }
            }
        }
        for row in &plan.unassigned {
            let told = told.people.iter().find(|told| told.person == row.person && told.start.is_none());
            assert_eq!(told.and_then(|told| told.reason), Some(row.reason));
        }
        assert_eq!(told.starts.len(), plan.starts.len());
        for start in &told.starts {
            let without = start.without.as_ref().expect("nothing is promised here");
            if let explain::RunsBecause::Better { level, by } = start.cause {
                assert_eq!(without.levels.first(), Some(&(level, by)));
            }
            let gone: u32 = start.people.iter().map(|(_, count)| count).sum();
            assert!(without.moves.len() as u32 >= gone, "all who sit there go elsewhere");
        }
        let free = input.starts.iter().filter(|start| start.decision != Decision::Open).count();
        assert_eq!(told.starts.len() + told.not_run.len(), free);
        let text = serde_json::to_string(&told).expect("plain");
        assert_eq!(serde_json::from_str::<explain::Explanation>(&text).expect("the same"), told);
        let one = explain::explain_person(&input, &plan, &input.people[0].id).expect("well-formed");
        assert!(told.people.iter().any(|row| *row == one[0]));
    }
}
