//! Answers for many people and comparisons of two days. Uses all cores for large batches.
//! Not for files or text output (see `command`).

use chrono::NaiveDate;
use domain::eligibility::{Answer, Change, Facts, Memo, RuleSet, compare};
use std::num::NonZeroUsize;
use std::thread;

/// Below this many cases a second thread costs more than it saves.
const WORTH_A_THREAD: usize = 2_000;

/// One answer a case, in the order of the cases; `on` is used where a case names no day of its own.
pub fn decide(set: &RuleSet, cases: &[Facts], on: NaiveDate) -> Vec<Answer> {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = cores.min(cases.len() / WORTH_A_THREAD).max(1);
    if threads == 1 {
        return decide_in_order(set, cases, on);
    }
    let share = cases.len().div_ceil(threads);
    thread::scope(|scope| {
        let workers: Vec<_> =
            cases.chunks(share).map(|chunk| scope.spawn(move || decide_in_order(set, chunk, on))).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("evaluation does not panic on any facts"))
            .collect()
    })
}

fn decide_in_order(set: &RuleSet, cases: &[Facts], on: NaiveDate) -> Vec<Answer> {
    let mut memo = Memo::default();
    cases.iter().map(|facts| set.decide(facts, on, &mut memo)).collect()
}

/// Cases whose answer differs between two days, in their order; days named in the cases are not used.
pub fn diff(set: &RuleSet, from: NaiveDate, to: NaiveDate, cases: &[Facts]) -> Vec<Change> {
    let mut undated = cases.to_vec();
    for facts in &mut undated {
        facts.on = None;
    }
    let (before, after) = (decide(set, &undated, from), decide(set, &undated, to));
    before.iter().zip(&after).filter_map(|(before, after)| compare(before, after)).collect()
}
