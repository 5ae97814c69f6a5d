//! What differs between two answers of one case, part by part. Not for finding the answers.

use super::answer::Answer;
use serde::Serialize;

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
