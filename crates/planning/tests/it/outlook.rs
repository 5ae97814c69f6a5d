//! What must be announced now, by several futures: the middle decides, hands outweigh it, and the plan stays allowed.

use crate::regions::{Size, region};
use planning::Limits;
use planning::schedule::{
    Decision, Input, Outlook, Person, Pin, Start, Support, Terms, check, leave_for_later, plan, support,
};
use std::collections::BTreeMap;

const LIMITS: Limits = Limits { time_limit: 1.0, gap: 0.0, seed: 1, threads: 2 };

fn person(id: &str, since: i32) -> Person {
    Person {
        id: id.into(),
        count: 1,
        class: 1,
        waiting_since: since,
        ready_from: since,
        kind: "ALLG".into(),
        section: 1,
        times: u8::MAX,
        needs_care: false,
        travel: BTreeMap::from([("town".into(), 10)]),
        promised: None,
        tested: true,
    }
}

fn start(id: &str, first_day: i32) -> Start {
    Start {
        id: id.into(),
        provider: "vhs".into(),
        site: "town".into(),
        room: None,
        kind: "ALLG".into(),
        section: 1,
        first_day,
        last_day: first_day + 100,
        time: 0,
        weekdays: 31,
        lessons_per_week: 0,
        care: false,
        seats: 20,
        minimum: 5,
        decision: Decision::Free,
    }
}

/// Three people wait for a course that needs five and could start in three weeks or in twelve.
fn waiting() -> Input {
    Input {
        today: 0,
        horizon_days: 182,
        people: ["a", "b", "c"].map(|id| person(id, 0)).to_vec(),
        starts: vec![start("soon", 21), start("later", 84)],
        terms: Terms::default(),
        ..Input::default()
    }
}

fn coming(people: usize) -> Vec<Person> {
    (0..people).map(|at| person(&format!("drawn-{at}"), 7)).collect()
}

fn weighed(input: &Input, futures: &[Vec<Person>]) -> Vec<Support> {
    let outlook = Outlook { futures, due_until: 42 };
    support(input, outlook, &LIMITS, &mut || 0.0).expect("ids are unique and known")
}

fn told(opens: u32, of: u32, left_for_later: bool) -> Vec<Support> {
    vec![Support { start: "soon".into(), opens, of, left_for_later }]
}

#[test]
fn a_start_that_most_futures_need_stays_in_question_and_another_is_left_for_later() {
    let input = waiting();
    let likely = [coming(4), coming(4), coming(0)];
    assert_eq!(weighed(&input, &likely), told(2, 3, false), "the later start is not due");
    let unlikely = [coming(4), coming(0), coming(1)];
    let support = weighed(&input, &unlikely);
    assert_eq!(support, told(1, 3, true));
    let mut settled = Input { people: [input.people.clone(), coming(4)].concat(), ..input };
    leave_for_later(&mut settled, &support);
    let found = plan(&settled, &LIMITS, &mut || 0.0).expect("plain");
    assert_eq!(found.starts.iter().map(|start| &*start.start).collect::<Vec<_>>(), ["later"]);
    assert!(check(&settled, &found).is_empty());
}

#[test]
fn what_was_fixed_by_hand_outweighs_what_was_left_for_later() {
    let mut input = waiting();
    leave_for_later(&mut input, &told(0, 3, true));
    input.pins.push(Pin::OpenStart { start: "soon".into() });
    let found = plan(&input, &LIMITS, &mut || 0.0).expect("plain");
    assert!(found.starts.iter().any(|start| &*start.start == "soon"));
}

#[test]
fn without_futures_or_due_starts_nothing_is_told() {
    let input = waiting();
    assert!(weighed(&input, &[]).is_empty());
    let outlook = Outlook { futures: &[coming(4)], due_until: 14 };
    assert!(support(&input, outlook, &LIMITS, &mut || 0.0).expect("plain").is_empty());
}

#[test]
fn plans_after_weighing_are_allowed_and_threads_change_nothing() {
    let size = Size { people: 60, starts: 20, untested: 5, ..crate::regions::REGION };
    for seed in 0..6 {
        let mut input = region(seed, size);
        let (known, later) = (input.people.split_off(20), std::mem::take(&mut input.people));
        input.people = known;
        let futures = [later.clone(), later[..10].to_vec(), Vec::new()];
        let outlook = Outlook { futures: &futures, due_until: 90 };
        let weighed = |threads| {
            support(&input, outlook, &Limits { threads, ..LIMITS }, &mut || 0.0).expect("ids are unique")
        };
        let found = weighed(1);
        assert_eq!(found, weighed(2), "seed {seed}");
        assert!(found.iter().all(|start| start.opens <= start.of && start.of == 3), "seed {seed}");
        let mut settled = Input { people: [input.people.clone(), later].concat(), ..input };
        leave_for_later(&mut settled, &found);
        let plan = plan(&settled, &LIMITS, &mut || 0.0).expect("ids are unique");
        assert!(check(&settled, &plan).is_empty(), "seed {seed}");
        let later = found.iter().filter(|start| start.left_for_later);
        let open = |id: &str| plan.starts.iter().any(|start| &*start.start == id);
        assert!(later.clone().all(|start| !open(&start.start)), "seed {seed}");
    }
}
