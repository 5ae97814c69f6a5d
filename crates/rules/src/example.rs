//! Example cases beside the tables: for one table (`*.examples.json` beside the DMN file of the same name)
//! and for whole cases (`examples/*.json`). They belong to the rule set and run with every check.

use crate::files::RuleFiles;
use domain::eligibility::{
    Facts, Memo, PlainEvaluator, Problem, RuleSet, ShownExample, Table, TableEvaluator, Value, ValueType,
};
use domain::release::RuleTexts;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// An example of one table: values of its columns and the outputs of the rows that hit.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableExample {
    name: String,
    inputs: Map<String, Json>,
    /// One object of outputs a hit; a table with defaults gives them as one hit.
    expect: Vec<Map<String, Json>>,
}

/// An example of a whole case: facts and the parts of the answer it names.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub name: String,
    pub on: chrono::NaiveDate,
    pub facts: Json,
    /// Dotted paths of the answer and their values; `reasons` and `needs` compare ids in any order.
    pub expect: Map<String, Json>,
}

/// An example that does not come out as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFailure {
    pub file: String,
    pub name: String,
    pub reason: String,
}

/// Runs the examples of the tables and of whole cases; gives their number and those that failed. Tables run
/// through plain comparison and through the library, where one is given.
pub fn run_examples(
    files: &RuleFiles,
    set: &RuleSet,
    tables: &[Table],
    library: Option<&dyn TableEvaluator>,
) -> Result<(usize, Vec<ExampleFailure>), Vec<Problem>> {
    let mut count = 0;
    let mut failures = Vec::new();
    let mut problems = Vec::new();
    for (path, text) in files.ending(".examples.json") {
        let table_file = path.replace(".examples.json", ".dmn");
        let Some(table) = tables.iter().find(|table| table.file == table_file) else {
            problems.push(Problem::in_file(path, format!("there is no table {table_file} beside it")));
            continue;
        };
        match serde_json::from_str::<Vec<TableExample>>(text) {
            Err(error) => problems.push(Problem::in_file(path, error.to_string())),
            Ok(examples) => {
                count += examples.len();
                failures.extend(examples.iter().flat_map(|example| run_table(path, table, example, library)));
            }
        }
    }
    for table in tables {
        let beside = table.file.replace(".dmn", ".examples.json");
        if files.get(&beside).is_none() {
            problems.push(Problem::in_table(table, "", format!("it has no examples ({beside})")));
        }
    }
    for (path, text) in files.ending(".json").filter(|(path, _)| path.starts_with("examples/")) {
        match serde_json::from_str::<Vec<Example>>(text) {
            Err(error) => problems.push(Problem::in_file(path, error.to_string())),
            Ok(examples) => {
                count += examples.len();
                failures.extend(examples.iter().filter_map(|example| run_case(path, set, example)));
            }
        }
    }
    if problems.is_empty() { Ok((count, failures)) } else { Err(problems) }
}

/// The examples beside a table as texts, in the order of columns and outputs; none where the file is missing or
/// cannot be read.
pub fn shown_examples(texts: &RuleTexts, table: &Table) -> Vec<ShownExample> {
    let text = texts.get(&table.file.replace(".dmn", ".examples.json"));
    let list: Vec<TableExample> = text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let said = |value: Option<&Json>| match value {
        Some(Json::String(text)) => text.clone(),
        Some(Json::Null) | None => String::new(),
        Some(Json::Number(number)) => number.as_f64().map_or_else(String::new, |number| number.to_string()),
        Some(other) => other.to_string(),
    };
    list.into_iter()
        .map(|example| ShownExample {
            inputs: table.columns.iter().map(|column| said(example.inputs.get(&column.name))).collect(),
            outputs: example
                .expect
                .iter()
                .map(|hit| table.outputs.iter().map(|output| said(hit.get(&output.name))).collect())
                .collect(),
            name: example.name,
        })
        .collect()
}

fn run_table(
    path: &str,
    table: &Table,
    example: &TableExample,
    library: Option<&dyn TableEvaluator>,
) -> Vec<ExampleFailure> {
    let failed =
        |reason: String| ExampleFailure { file: path.to_owned(), name: example.name.clone(), reason };
    let mut inputs = Vec::new();
    for column in &table.columns {
        match example.inputs.get(&column.name).map(|value| value_of(value, column.holds)) {
            Some(Some(value)) => inputs.push((column.name.as_str(), value)),
            _ => return vec![failed(format!("no value of the right type for {}", column.name))],
        }
    }
    let expected: Vec<Map<String, Json>> = example.expect.clone();
    let plain = PlainEvaluator::new(std::slice::from_ref(table));
    let evaluators: Vec<&dyn TableEvaluator> =
        [Some(&plain as &dyn TableEvaluator), library].into_iter().flatten().collect();
    evaluators
        .into_iter()
        .filter_map(|evaluator| match evaluator.evaluate(&table.name, &inputs) {
            Err(why) => Some(failed(why)),
            Ok(outcome) => {
                let found: Vec<Map<String, Json>> =
                    outcome.hits.iter().map(|hit| named(table, hit)).collect();
                (found != expected)
                    .then(|| failed(format!("expected {}, found {}", shown(&expected), shown(&found))))
            }
        })
        .collect()
}

fn shown(hits: &[Map<String, Json>]) -> String {
    hits.iter().map(|hit| Json::Object(hit.clone()).to_string()).collect::<Vec<_>>().join(" ")
}

fn named(table: &Table, hit: &[Value]) -> Map<String, Json> {
    let json = |value: &Value| match value {
        Value::Flag(flag) => Json::Bool(*flag),
        Value::Number(number) => serde_json::json!(number),
        other => Json::String(other.to_string()),
    };
    table.outputs.iter().zip(hit).map(|(output, value)| (output.name.clone(), json(value))).collect()
}

fn value_of(value: &Json, holds: ValueType) -> Option<Value> {
    match holds {
        ValueType::Text => value.as_str().map(|text| Value::Text(text.to_owned())),
        ValueType::Flag => value.as_bool().map(Value::Flag),
        ValueType::Number => value.as_f64().map(Value::Number),
        ValueType::Date => value.as_str()?.parse().ok().map(Value::Date),
    }
}

fn run_case(path: &str, set: &RuleSet, example: &Example) -> Option<ExampleFailure> {
    let failed =
        |reason: String| ExampleFailure { file: path.to_owned(), name: example.name.clone(), reason };
    let facts = match Facts::from_json(&example.facts) {
        Ok(facts) => facts,
        Err(error) => return Some(failed(error.to_string())),
    };
    let answer = serde_json::to_value(set.decide(&facts, example.on, &mut Memo::default())).ok()?;
    let differing: Vec<String> = example
        .expect
        .iter()
        .filter_map(|(field, wanted)| {
            let found =
                answer.pointer(&format!("/{}", field.replace('.', "/"))).cloned().unwrap_or(Json::Null);
            let found = if field == "reasons" { rules(&found) } else { found };
            let same = match (wanted, &found) {
                (Json::Array(wanted), Json::Array(found)) if field == "reasons" || field == "needs" => {
                    wanted.len() == found.len() && wanted.iter().all(|value| found.contains(value))
                }
                _ => *wanted == found,
            };
            (!same).then(|| format!("{field}: expected {wanted}, found {found}"))
        })
        .collect();
    (!differing.is_empty()).then(|| failed(differing.join("; ")))
}

fn rules(reasons: &Json) -> Json {
    reasons.as_array().into_iter().flatten().map(|reason| reason["rule"].clone()).collect()
}
