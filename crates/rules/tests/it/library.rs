//! The compiled tables and the DMN library give the same rows.

use super::*;
use domain::eligibility::{PlainEvaluator, compare_with};
use rules::DmnEvaluator;

/// One value of each input: mostly ordinary ones, so that rows deep in the chain are reached too.
fn choices(count: usize) -> Vec<Vec<u8>> {
    let sizes = set().value_counts();
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let ordinary = |index: usize| match set().catalogue().inputs[index].name.as_str() {
        "nationality_group" => sizes[index] - 1,
        "first_issue" | "permanent_stay" | "claim_year_running" | "fit_for_work" => 1,
        _ => 0,
    };
    (0..count)
        .map(|round| {
            let wild = 2 + round as u64 % 7;
            (0..sizes.len())
                .map(|index| {
                    if next() % 10 < wild {
                        (next() % u64::from(sizes[index])) as u8
                    } else {
                        ordinary(index)
                    }
                })
                .collect()
        })
        .collect()
}

const DAYS: [&str; 6] = ["2022-06-01", "2023-06-01", "2025-06-01", "2026-03-01", "2026-07-10", "2026-11-01"];

#[test]
fn the_library_hits_the_same_rows_as_the_compiled_tables() {
    let library =
        DmnEvaluator::new(&RuleFiles::built_in(), set().tables()).expect("the library reads the tables");
    for on in DAYS {
        for choice in choices(150) {
            let differing = compare_with(set(), &library, day(on), &choice).expect("the library answers");
            assert_eq!(differing, [], "{on} {choice:?}");
        }
    }
}

#[test]
fn plain_comparison_hits_the_same_rows_as_the_compiled_tables() {
    let plain = PlainEvaluator::new(set().tables());
    for on in DAYS {
        for choice in choices(1_500) {
            let differing = compare_with(set(), &plain, day(on), &choice).expect("plain comparison answers");
            assert_eq!(differing, [], "{on} {choice:?}");
        }
    }
}
