//! Answers for many people, explanations and comparisons of two days. Uses all cores for large batches.
//! Not for files or text output (see `command`).

use chrono::NaiveDate;
use domain::eligibility::{Answer, Facts, Memo, RuleSet};
use serde::Serialize;
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

/// A row that was hit, for readers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedRow {
    /// Name and German heading of the table.
    pub table: String,
    pub table_label: String,
    /// Id of the row in its table.
    pub row: String,
    /// Rule named in answers; empty for rows that only connect tables.
    pub rule: String,
    /// What the row says, in German.
    pub description: String,
    pub citation: String,
    pub source: String,
    /// First day of validity, where there is one.
    pub valid_from: Option<NaiveDate>,
    /// First day on which it is no longer valid, where there is one.
    pub valid_until: Option<NaiveDate>,
}

/// An answer with all rows that certainly hit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    pub answer: Answer,
    pub rows: Vec<ExplainedRow>,
}

/// The answer for one case with the rows that were hit; store it with a decision that is taken.
pub fn explain(set: &RuleSet, facts: &Facts, on: NaiveDate) -> Explanation {
    let answer = set.decide(facts, on, &mut Memo::default());
    let rows = set
        .hit_rows(facts, answer.on)
        .into_iter()
        .map(|hit| {
            let validity = hit.table.validity(hit.row);
            ExplainedRow {
                table: hit.table.name.clone(),
                table_label: hit.table.label.clone(),
                row: hit.row.id.clone(),
                rule: hit.row.rule.clone(),
                description: hit.row.description.clone(),
                citation: hit.row.citation.clone(),
                source: hit.row.source.clone(),
                valid_from: validity.iter().filter_map(|range| range.low.map(|(day, _)| day)).min(),
                valid_until: validity.iter().filter_map(|range| range.high.map(|(day, _)| day)).max(),
            }
        })
        .collect();
    Explanation { answer, rows }
}

/// One part of an answer that differs between two days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangedField {
    /// Path in the answer, such as `integrationskurs.access`.
    pub field: &'static str,
    pub from: serde_json::Value,
    pub to: serde_json::Value,
}

/// A case whose answer differs between two days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    pub id: String,
    pub changes: Vec<ChangedField>,
    /// Rules that hold on the later day only, and on the earlier day only.
    pub rules_gained: Vec<String>,
    pub rules_lost: Vec<String>,
}

/// Parts of an answer that count as a change; days and lists of facts do not.
const COMPARED: [&str; 11] = [
    "integrationskurs.access",
    "integrationskurs.issuer",
    "integrationskurs.obligation",
    "integrationskurs.obliging_authority",
    "integrationskurs.other_duty",
    "integrationskurs.exemptions",
    "integrationskurs.obligation_routes",
    "berufssprachkurs.access",
    "berufssprachkurs.issuer",
    "berufssprachkurs.obligation",
    "berufssprachkurs.closed_types",
];

/// Cases whose answer differs between two days, in their order; days named in the cases are not used.
pub fn diff(set: &RuleSet, from: NaiveDate, to: NaiveDate, cases: &[Facts]) -> Vec<Change> {
    let mut undated = cases.to_vec();
    for facts in &mut undated {
        facts.on = None;
    }
    let (before, after) = (decide(set, &undated, from), decide(set, &undated, to));
    before.iter().zip(&after).filter_map(|(before, after)| compare(before, after)).collect()
}

/// What differs between two answers of one case, by whatever day or rule set they were found.
pub fn compare(before: &Answer, after: &Answer) -> Option<Change> {
    let same = before.integrationskurs.access == after.integrationskurs.access
        && before.integrationskurs == after.integrationskurs
        && before.berufssprachkurs == after.berufssprachkurs;
    if same {
        return None;
    }
    let (earlier, later) = (serde_json::to_value(before).ok()?, serde_json::to_value(after).ok()?);
    let changes: Vec<ChangedField> = COMPARED
        .iter()
        .filter_map(|field| {
            let pointer = format!("/{}", field.replace('.', "/"));
            let (from, to) = (earlier.pointer(&pointer)?.clone(), later.pointer(&pointer)?.clone());
            (from != to).then_some(ChangedField { field, from, to })
        })
        .collect();
    let only = |here: &Answer, there: &Answer| {
        let missing =
            here.reasons.iter().filter(|reason| !there.reasons.iter().any(|r| r.rule == reason.rule));
        missing.map(|reason| reason.rule.clone()).collect()
    };
    (!changes.is_empty()).then(|| Change {
        id: after.id.clone(),
        changes,
        rules_gained: only(after, before),
        rules_lost: only(before, after),
    })
}
