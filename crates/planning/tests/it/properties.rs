//! What must hold for every problem: order and scale do not matter, promises and priorities do.

use crate::invented::{Dice, Shape, invent, quickly};
use planning::plan::{Clash, Status};
use planning::problem::{Choice, Decision, Person, Problem, Start};
use planning::{Level, LexicographicError, check, solve_lexicographic};

const SHAPE: Shape =
    Shape { persons: 30, starts: 8, most_count: 3, most_seats: 8, density: 40, promises: true, unit: 1.0 };

fn shuffled<T: Clone>(items: &[T], dice: &mut Dice) -> (Vec<T>, Vec<u32>) {
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, dice.range(0, at as i64) as usize);
    }
    let mut place = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old as usize] = new as u32;
    }
    (order.iter().map(|old| items[*old as usize].clone()).collect(), place)
}

#[test]
fn the_order_of_rows_does_not_change_the_objective() {
    for seed in 0..150 {
        let problem = invent(seed, SHAPE);
        let mut dice = Dice(seed + 99);
        let (persons, person_at) = shuffled(problem.persons(), &mut dice);
        let (starts, start_at) = shuffled(problem.starts(), &mut dice);
        let (mut options, _) = shuffled(problem.options(), &mut dice);
        for option in &mut options {
            option.person = person_at[option.person as usize];
            option.start = start_at[option.start as usize];
        }
        let other = Problem::new(persons, starts, options).expect("still well-formed");
        let (plan, same) = (quickly(&problem, 1, 1), quickly(&other, 1, 1));
        assert_eq!((plan.status, plan.objective), (same.status, same.objective), "seed {seed}");
    }
}

#[test]
fn costs_times_a_factor_give_the_objective_times_the_factor() {
    for seed in 0..100 {
        let small = quickly(&invent(seed, SHAPE), 1, 1);
        for factor in [0.5, 100.0, 1e7] {
            let large = quickly(&invent(seed, Shape { unit: factor, ..SHAPE }), 1, 1);
            assert_eq!(small.status, large.status, "seed {seed}");
            assert_eq!(small.objective.map(|cost| cost * factor), large.objective, "seed {seed}");
        }
    }
}

#[test]
fn seeds_change_the_way_but_not_the_optimum() {
    let problem = crate::bounds::towns(9, 250, 20);
    let objective = quickly(&problem, 1, 1).objective;
    (2..6).for_each(|seed| assert_eq!(quickly(&problem, seed, 2).objective, objective));
}

fn person(id: &str, count: u32) -> Person {
    Person { id: id.into(), count, unassigned_cost: 100.0 }
}

fn start(id: &str, seats: u32, minimum: u32, decision: Decision) -> Start {
    Start { id: id.into(), seats, minimum, opening_cost: 1.0, decision }
}

fn option(person: u32, start: u32, required: bool) -> Choice {
    Choice { person, start, cost: 1.0, required }
}

#[test]
fn contradictions_are_named() {
    let clash = |persons, starts, options| {
        let problem = Problem::new(persons, starts, options).expect("well-formed");
        let plan = quickly(&problem, 1, 1);
        assert_eq!(plan.status, Status::Infeasible);
        assert_eq!(check(&problem, &plan), []);
        plan.conflict
    };
    assert_eq!(
        clash(vec![person("a", 1)], vec![start("x", 3, 0, Decision::Closed)], vec![option(0, 0, true)]),
        [Clash::RequiredStartClosed { person: "a".into(), start: "x".into() }]
    );
    let open = |id| start(id, 3, 0, Decision::Open);
    assert_eq!(
        clash(vec![person("a", 1)], vec![open("x"), open("y")], vec![option(0, 0, true), option(0, 1, true)]),
        [Clash::RequiredPairsAboveCount {
            person: "a".into(),
            starts: vec!["x".into(), "y".into()],
            count: 1
        }]
    );
    assert_eq!(
        clash(
            vec![person("a", 1), person("b", 1)],
            vec![start("x", 1, 0, Decision::Open)],
            vec![option(0, 0, true), option(1, 0, true)]
        ),
        [Clash::RequiredPairsAboveSeats { start: "x".into(), required: 2, seats: 1 }]
    );
    assert_eq!(
        clash(vec![person("a", 1)], vec![start("x", 2, 3, Decision::Optional)], vec![option(0, 0, true)]),
        [Clash::MinimumAboveSeats { start: "x".into(), minimum: 3, seats: 2 }]
    );
    let two = |id| start(id, 3, 2, Decision::Optional);
    assert_eq!(
        clash(
            vec![person("a", 1), person("b", 1), person("c", 1)],
            vec![two("x"), two("y")],
            vec![option(0, 0, true), option(1, 1, true), option(2, 0, false), option(2, 1, false)]
        ),
        [Clash::MinimaAboveSupply { starts: vec!["x".into(), "y".into()], needed: 4, available: 3 }]
    );
}

#[test]
fn empty_and_uniform_problems_are_solved() {
    let none = Problem::new(vec![], vec![], vec![]).expect("well-formed");
    let plan = quickly(&none, 1, 2);
    assert_eq!((plan.status, plan.objective), (Status::Optimal, Some(0.0)));
    let persons: Vec<Person> = (0..60).map(|at| person(&format!("p{at:02}"), 1)).collect();
    let starts: Vec<Start> = (0..6).map(|at| start(&format!("c{at}"), 12, 7, Decision::Optional)).collect();
    let options = (0..360).map(|at| option(at / 6, at % 6, false)).collect();
    let problem = Problem::new(persons, starts, options).expect("well-formed");
    let plan = quickly(&problem, 1, 2);
    assert_eq!((plan.status, plan.objective), (Status::Optimal, Some(65.0)));
    assert_eq!(check(&problem, &plan), []);
}

/// Promised starts with one cost per level, by trying every assignment.
fn best_by_levels(problem: &Problem, levels: &[Level]) -> Vec<i128> {
    fn next(
        problem: &Problem,
        levels: &[Level],
        at: usize,
        load: &mut Vec<u32>,
        sum: &[i128],
        best: &mut Option<Vec<i128>>,
    ) {
        if at == problem.persons().len() {
            if best.as_deref().is_none_or(|best| sum < best) {
                *best = Some(sum.to_vec());
            }
            return;
        }
        let add = |cost: &dyn Fn(&Level) -> i64| -> Vec<i128> {
            sum.iter().zip(levels).map(|(sum, level)| sum + i128::from(cost(level))).collect()
        };
        next(problem, levels, at + 1, load, &add(&|level| level.unassigned[at]), best);
        for (position, option) in
            problem.options().iter().enumerate().filter(|(_, o)| o.person as usize == at)
        {
            let start = option.start as usize;
            if load[start] < problem.starts()[start].seats {
                load[start] += 1;
                next(problem, levels, at + 1, load, &add(&|level| level.option[position]), best);
                load[start] -= 1;
            }
        }
    }
    let mut best = None;
    let zero = vec![0; levels.len()];
    next(problem, levels, 0, &mut vec![0; problem.starts().len()], &zero, &mut best);
    best.expect("nobody seated is always possible")
}

#[test]
fn priorities_are_kept_in_strict_order() {
    for seed in 0..400 {
        let mut dice = Dice(seed * 31 + 7);
        let persons: Vec<Person> = (0..dice.range(1, 6)).map(|at| person(&format!("p{at}"), 1)).collect();
        let starts: Vec<Start> = (0..dice.range(1, 3))
            .map(|at| start(&format!("c{at}"), dice.range(1, 2) as u32, 0, Decision::Open))
            .collect();
        let mut options = Vec::new();
        for p in 0..persons.len() as u32 {
            options.extend((0..starts.len() as u32).filter(|_| dice.chance(70)).map(|s| option(p, s, false)));
        }
        let levels: Vec<Level> = [2, 1_000_000_000_000, 3]
            .iter()
            .map(|most| Level {
                option: options.iter().map(|_| dice.range(-most, *most)).collect(),
                unassigned: persons.iter().map(|_| dice.range(-most, 2 * most)).collect(),
            })
            .collect();
        let problem = Problem::new(persons, starts, options).expect("well-formed");
        let plan = solve_lexicographic(&problem, &levels).expect("nothing clashes");
        assert_eq!(plan.totals, best_by_levels(&problem, &levels), "seed {seed}");
    }
}

#[test]
fn priorities_out_of_range_or_incomplete_are_refused() {
    let starts = vec![start("x", 1, 0, Decision::Open)];
    let problem = Problem::new(vec![person("a", 1)], starts, vec![option(0, 0, false)]).expect("well-formed");
    let wide = Level { option: vec![i64::MAX], unassigned: vec![i64::MIN] };
    let error = solve_lexicographic(&problem, &vec![wide.clone(); 3]).expect_err("too wide");
    assert_eq!(error, LexicographicError::OutOfRange { level: 1 });
    let short = Level { option: vec![], ..wide };
    let error = solve_lexicographic(&problem, &[short]).expect_err("too short");
    assert!(matches!(error, LexicographicError::WrongLength { level: 0, list: "options", .. }), "{error}");
    let starts = vec![start("x", 1, 0, Decision::Optional)];
    let problem = Problem::new(vec![], starts, vec![]).expect("well-formed");
    let error = solve_lexicographic(&problem, &[]).expect_err("not decided");
    assert_eq!(error, LexicographicError::Undecided { start: "x".into() });
}
