//! Middle-sized problems: the general solver microlp as a second opinion, threads, seeds and gaps.

use crate::invented::{Dice, Shape, invent, quickly};
use microlp::{ComparisonOp, OptimizationDirection, Variable};
use planning::plan::Status;
use planning::problem::{Decision, Problem};
use planning::{Limits, check, solve};

/// The least cost by mixed-integer programming; absent if there is no plan.
fn general_solver(problem: &Problem) -> Option<f64> {
    let mut model = microlp::Problem::new(OptimizationDirection::Minimize);
    let opened: Vec<Variable> = problem
        .starts()
        .iter()
        .map(|start| match start.decision {
            Decision::Optional => model.add_integer_var(start.opening_cost, (0, 1)),
            Decision::Open => model.add_integer_var(start.opening_cost, (1, 1)),
            Decision::Closed => model.add_integer_var(start.opening_cost, (0, 0)),
        })
        .collect();
    let rest: Vec<Variable> = problem
        .persons()
        .iter()
        .map(|person| model.add_integer_var(person.unassigned_cost, (0, person.count as i32)))
        .collect();
    let mut by_person: Vec<Vec<(Variable, f64)>> = rest.iter().map(|rest| vec![(*rest, 1.0)]).collect();
    let mut by_start: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); opened.len()];
    for option in problem.options() {
        let most = problem.persons()[option.person as usize].count as i32;
        let seat = model.add_integer_var(option.cost, (i32::from(option.required), most));
        by_person[option.person as usize].push((seat, 1.0));
        by_start[option.start as usize].push((seat, 1.0));
    }
    for (row, person) in by_person.iter().zip(problem.persons()) {
        model.add_constraint(row.as_slice(), ComparisonOp::Eq, f64::from(person.count));
    }
    for (at, start) in problem.starts().iter().enumerate() {
        let with = |factor: f64| {
            let mut row = by_start[at].clone();
            row.push((opened[at], factor));
            row
        };
        model.add_constraint(with(-f64::from(start.seats)).as_slice(), ComparisonOp::Le, 0.0);
        if start.decision == Decision::Optional {
            model.add_constraint(with(-f64::from(start.minimum)).as_slice(), ComparisonOp::Ge, 0.0);
        }
    }
    let outcome = model.solve().ok()?;
    Some(outcome.solution()?.objective())
}

const MIDDLE: Shape =
    Shape { persons: 40, starts: 9, most_count: 1, most_seats: 8, density: 35, promises: false, unit: 1.0 };

#[test]
fn middle_problems_are_solved_like_by_a_general_solver() {
    for seed in 0..40 {
        let shape = Shape { promises: seed % 2 == 0, most_count: 1 + (seed % 3) as i64, ..MIDDLE };
        let problem = invent(seed, shape);
        let plan = quickly(&problem, 1, 1);
        assert_eq!(check(&problem, &plan), [], "seed {seed}");
        match (general_solver(&problem), plan.objective) {
            (None, None) => assert_eq!(plan.status, Status::Infeasible),
            (Some(cost), Some(found)) => {
                assert!((cost - found).abs() < 1e-4, "seed {seed}: microlp {cost}, found {found}");
                assert_eq!(plan.status, Status::Optimal);
            }
            (cost, found) => panic!("seed {seed}: microlp {cost:?}, found {found:?}"),
        }
    }
}

#[test]
fn one_and_two_threads_give_the_same_plan() {
    for seed in 0..12 {
        let problem = towns(seed, 220, 18);
        let one = quickly(&problem, seed, 1);
        let two = quickly(&problem, seed, 2);
        assert_eq!(one, two, "seed {seed}");
        assert_eq!(one.status, Status::Optimal);
    }
}

#[test]
fn the_same_limits_give_the_same_plan_even_if_the_work_runs_out() {
    let problem = towns(5, 600, 40);
    let limits = Limits { time_limit: 0.05, gap: 0.0, seed: 3, threads: 2 };
    let first = solve(&problem, &limits, &mut || 0.0);
    assert_eq!(first, solve(&problem, &Limits { threads: 1, ..limits }, &mut || 0.0));
    assert_eq!(check(&problem, &first), []);
}

#[test]
fn a_gap_that_is_good_enough_is_kept_to() {
    let problem = towns(2, 300, 24);
    let loose = solve(&problem, &Limits { gap: 0.02, ..Limits::default() }, &mut || 0.0);
    let exact = quickly(&problem, 1, 2);
    assert!(loose.gap().expect("a plan exists") <= 0.02 + 1e-9);
    let best = exact.objective.expect("a plan exists");
    assert!(loose.lower_bound.expect("a plan exists") <= best + 1e-6 * best);
}

#[test]
fn a_clock_that_has_run_out_still_gives_an_allowed_plan_with_an_honest_bound() {
    let problem = towns(3, 300, 24);
    let mut ticks = 0.0;
    let mut clock = || {
        ticks += 1.0;
        ticks
    };
    let plan = solve(&problem, &Limits::default(), &mut clock);
    assert_eq!(check(&problem, &plan), []);
    let best = quickly(&problem, 1, 2).objective.expect("a plan exists");
    assert!(
        plan.lower_bound.expect("a plan exists") <= best && best <= plan.objective.expect("a plan exists")
    );
}

/// People and starts spread over a square, as in the benchmark.
pub fn towns(seed: u64, persons: i64, starts: i64) -> Problem {
    let mut dice = Dice(seed * 77 + 5);
    for _ in 0..8 {
        dice.next();
    }
    let mut builder = planning::problem::ProblemBuilder::new();
    let places: Vec<_> = (0..starts)
        .map(|at| {
            let seats = [20, 22, 25][dice.range(0, 2) as usize];
            builder.start(planning::problem::Start {
                id: format!("c{at:03}").into(),
                seats,
                minimum: 12,
                opening_cost: 2000.0,
                decision: Decision::Optional,
            });
            (dice.range(0, 5), dice.range(1, 119), dice.range(0, 600), dice.range(0, 600))
        })
        .collect();
    for at in 0..persons {
        let person = builder.person(&format!("p{at:04}"), 1, 5000.0);
        let (level, x, y) = (dice.range(0, 5), dice.range(0, 600), dice.range(0, 600));
        for (start, (its_level, day, its_x, its_y)) in places.iter().enumerate() {
            let distance = (((x - its_x).pow(2) + (y - its_y).pow(2)) as f64).sqrt() / 10.0;
            if (*its_level == level || *its_level == level - 1) && distance < 35.0 {
                let other = if *its_level == level { 0.0 } else { 300.0 };
                let cost = (10.0 * *day as f64 + 8.0 * distance + other).floor();
                let (start, required) = (start as u32, false);
                builder.option(planning::problem::Choice { person, start, cost, required });
            }
        }
    }
    builder.build().expect("the towns are well-formed")
}
