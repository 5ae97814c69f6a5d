//! The commands `rules decide`, `explain`, `check`, `diff` as functions from texts to an output and an exit
//! code. The output consists of codes, citations and the words of the tables. Not for arguments of the
//! command line and not for the region's own cases: the caller gives both.

use crate::batch;
use crate::check::check;
use chrono::NaiveDate;
use domain::eligibility::{self, Answer, Change, Explanation, Facts, RuleSet};
use serde::Serialize;
use serde_json::Value;
use std::fmt::Write;
use std::path::Path;

/// What a command prints and how it ends: 0 done, 1 refused by a check, 2 input not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandOutput {
    pub text: String,
    pub exit_code: u8,
}

impl CommandOutput {
    fn done(text: String) -> Self {
        Self { text, exit_code: 0 }
    }

    fn not_understood(why: impl std::fmt::Display) -> Self {
        Self { text: format!("{why}\n"), exit_code: 2 }
    }
}

#[derive(Serialize)]
struct Answers<'a> {
    answers: &'a [Answer],
}

#[derive(Serialize)]
struct Changes<'a> {
    from: NaiveDate,
    to: NaiveDate,
    cases: usize,
    changes: &'a [Change],
}

/// Reads a list of facts objects; the error names the case and the field.
pub fn read_cases(text: &str) -> Result<Vec<Facts>, String> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("facts: this is no JSON: {error}"))?;
    let list = match &value {
        Value::Array(list) => list.as_slice(),
        Value::Object(_) => std::slice::from_ref(&value),
        _ => return Err("facts: a list of objects is needed, one a case".to_owned()),
    };
    list.iter()
        .enumerate()
        .map(|(index, case)| {
            let label = case.get("id").and_then(Value::as_str).unwrap_or_default();
            Facts::from_json(case).map_err(|error| format!("case {} {label}: {error}", index + 1))
        })
        .collect()
}

/// `rules decide`: one answer a case.
pub fn decide(set: &RuleSet, facts: &str, on: NaiveDate, json: bool) -> CommandOutput {
    let cases = match read_cases(facts) {
        Ok(cases) => cases,
        Err(why) => return CommandOutput::not_understood(why),
    };
    if let Some(why) = too_early(set, on, &cases) {
        return CommandOutput::not_understood(why);
    }
    let answers = batch::decide(set, &cases, on);
    if json {
        return as_json(&Answers { answers: &answers });
    }
    CommandOutput::done(answers.iter().map(line).collect())
}

/// `rules explain`: the rows that were hit for one case, in the words of the tables.
pub fn explain(set: &RuleSet, facts: &str, id: &str, on: NaiveDate, json: bool) -> CommandOutput {
    let cases = match read_cases(facts) {
        Ok(cases) => cases,
        Err(why) => return CommandOutput::not_understood(why),
    };
    let Some(case) = cases.iter().find(|case| case.id == id) else {
        return CommandOutput::not_understood(format!("facts: there is no case with the id `{id}`"));
    };
    if let Some(why) = too_early(set, on, std::slice::from_ref(case)) {
        return CommandOutput::not_understood(why);
    }
    let explanation = eligibility::explain(set, case, on);
    if json { as_json(&explanation) } else { CommandOutput::done(words(&explanation)) }
}

/// `rules check`: whether the set in a directory can be used.
pub fn check_dir(dir: &Path) -> CommandOutput {
    match check(dir) {
        Ok(checked) => CommandOutput::done(format!(
            "{}: {} tables, {} rows, {} examples\n",
            dir.display(),
            checked.tables,
            checked.rows,
            checked.examples
        )),
        Err(problems) => CommandOutput {
            text: problems.iter().map(|problem| format!("{problem}\n")).collect(),
            exit_code: 1,
        },
    }
}

/// `rules diff`: whose answer differs between two days, and how.
pub fn diff(set: &RuleSet, facts: &str, from: NaiveDate, to: NaiveDate, json: bool) -> CommandOutput {
    let cases = match read_cases(facts) {
        Ok(cases) => cases,
        Err(why) => return CommandOutput::not_understood(why),
    };
    diff_cases(set, &cases, from, to, json)
}

/// `rules diff` for cases that are already at hand, such as those of the region.
pub fn diff_cases(
    set: &RuleSet,
    cases: &[Facts],
    from: NaiveDate,
    to: NaiveDate,
    json: bool,
) -> CommandOutput {
    if let Some(why) = too_early(set, from.min(to), &[]) {
        return CommandOutput::not_understood(why);
    }
    let changes = batch::diff(set, from, to, cases);
    if json {
        return as_json(&Changes { from, to, cases: cases.len(), changes: &changes });
    }
    let mut text = String::new();
    for change in &changes {
        for field in &change.changes {
            let _ = writeln!(text, "{}: {}: {} -> {}", change.id, field.field, field.from, field.to);
        }
    }
    let _ = writeln!(text, "{from} -> {to}: {}/{}", changes.len(), cases.len());
    CommandOutput::done(text)
}

fn too_early(set: &RuleSet, on: NaiveDate, cases: &[Facts]) -> Option<String> {
    let first = set.valid_from();
    let days = cases.iter().map(|case| (case.id.as_str(), case.on.unwrap_or(on)));
    let early =
        days.chain([("", on)].into_iter().filter(|_| cases.is_empty())).find(|(_, day)| *day < first)?;
    Some(format!("{}: the tables speak for days from {first} on, not for {}", early.0, early.1))
}

fn as_json(value: &impl Serialize) -> CommandOutput {
    match serde_json::to_string_pretty(value) {
        Ok(text) => CommandOutput::done(text + "\n"),
        Err(error) => CommandOutput::not_understood(error),
    }
}

fn line(answer: &Answer) -> String {
    let (course, vocational) = (&answer.integrationskurs, &answer.berufssprachkurs);
    let by = |authority: Option<domain::eligibility::Authority>| authority.map_or("-", |known| known.code());
    let rules: Vec<&str> = answer.reasons.iter().map(|reason| reason.rule.as_str()).collect();
    format!(
        "{} {} | {} {} {} | {} {} | {} {} | {} | ? {}\n",
        answer.id,
        answer.on,
        course.access.code(),
        by(course.issuer),
        course.expires_on.map_or_else(|| "-".to_owned(), |day| day.to_string()),
        course.obligation.code(),
        by(course.obliging_authority),
        vocational.access.code(),
        by(vocational.issuer),
        rules.join(" "),
        if answer.needs.is_empty() { "-".to_owned() } else { answer.needs.join(" ") }
    )
}

fn words(explanation: &Explanation) -> String {
    let mut text = line(&explanation.answer);
    for row in &explanation.rows {
        let rule = if row.rule.is_empty() { &row.row } else { &row.rule };
        let _ = writeln!(text, "\n{rule} · {} · {}\n  {}", row.table_label, row.citation, row.description);
        let from = row.valid_from.map_or_else(String::new, |day| day.to_string());
        let until = row.valid_until.map_or_else(String::new, |day| day.to_string());
        let _ = writeln!(text, "  [{from}..{until}) {}", row.source);
    }
    for due in &explanation.answer.deadlines {
        let _ = writeln!(text, "\n{} · {} · {}", due.id, due.due_on, due.citation);
    }
    text
}
