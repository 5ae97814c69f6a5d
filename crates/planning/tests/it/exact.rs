//! The solver against brute force and against a general solver.

use crate::invented::{Shape, brute_force, invent, quickly};
use planning::check;
use planning::plan::Status;

fn agrees_with_brute_force(seed: u64, shape: Shape) {
    let problem = invent(seed, shape);
    let plan = quickly(&problem, 1, 1);
    let broken = check(&problem, &plan);
    assert!(broken.is_empty(), "seed {seed}: {broken:?}\n{problem:?}\n{plan:?}");
    match brute_force(&problem) {
        None => assert_eq!(plan.status, Status::Infeasible, "seed {seed}: {problem:?}\n{plan:?}"),
        Some(cost) => {
            assert_eq!(plan.status, Status::Optimal, "seed {seed}: {problem:?}\n{plan:?}");
            let found = plan.objective.expect("a plan that is optimal has an objective");
            assert!(
                (found - cost).abs() <= 1e-6 * cost.abs().max(1.0),
                "seed {seed}: {found} {cost}\n{problem:?}"
            );
        }
    }
}

const SMALL: Shape =
    Shape { persons: 6, starts: 4, most_count: 1, most_seats: 4, density: 60, promises: false, unit: 1.0 };

#[test]
fn small_problems_are_solved_like_by_brute_force() {
    (0..3000).for_each(|seed| agrees_with_brute_force(seed, SMALL));
}

#[test]
fn small_problems_with_promises_and_counts_are_solved_like_by_brute_force() {
    let shape = Shape { persons: 4, most_count: 2, promises: true, ..SMALL };
    (0..4000).for_each(|seed| agrees_with_brute_force(seed, shape));
}

#[test]
fn small_problems_with_five_starts_are_solved_like_by_brute_force() {
    let shape = Shape { persons: 7, starts: 5, most_seats: 3, density: 45, ..SMALL };
    (0..600).for_each(|seed| agrees_with_brute_force(seed, shape));
}

#[test]
fn decimal_tiny_and_huge_costs_are_solved_like_by_brute_force() {
    for unit in [0.25, 0.37, 1e-4, 1.0 / 3.0, 1e6, 1e9, 1e15, 1.234_567_890_123e12] {
        let shape = Shape { persons: 4, most_count: 2, promises: true, unit, ..SMALL };
        (0..300).for_each(|seed| agrees_with_brute_force(seed, shape));
    }
}
