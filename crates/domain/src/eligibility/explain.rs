//! The answer with the rows that led to it, in the words of the tables. Not for what was decided: see
//! `decision`.

use super::answer::Answer;
use super::decide::Memo;
use super::facts::Facts;
use super::rule_set::RuleSet;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A row that was hit, for readers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
