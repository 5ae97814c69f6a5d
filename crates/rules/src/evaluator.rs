//! Evaluates tables with a DMN library, behind the trait of `domain`. The only file that names the library.
//! Not for answers: those come from the compiled tables; this is the yardstick they are compared with.

use chrono::NaiveDate;
use domain::eligibility::{HitPolicy, Outcome, Table, TableEvaluator, Value};
use dsntk_feel::context::FeelContext;
use dsntk_feel::values::Value as FeelValue;
use dsntk_feel::{FeelNumber, Name};
use dsntk_feel_temporal::FeelDate;
use dsntk_model::{DmnElement, NamedElement};
use dsntk_model_evaluator::ModelEvaluator;
use std::collections::HashMap;
use std::sync::Arc;

use crate::files::RuleFiles;

/// All tables of a set, each loaded into the DMN library.
pub struct DmnEvaluator {
    models: HashMap<String, Model>,
}

struct Model {
    evaluator: Arc<ModelEvaluator>,
    namespace: String,
    model: String,
    table: Table,
}

impl DmnEvaluator {
    /// Loads tables from the texts they were read from; the error names file and reason.
    pub fn new(files: &RuleFiles, tables: &[Table]) -> Result<Self, String> {
        let mut models = HashMap::new();
        for table in tables {
            let text =
                files.get(&table.file).ok_or_else(|| format!("{}: this file is missing", table.file))?;
            let refused = |error: &dyn std::fmt::Display| format!("{}: {error}", table.file);
            let definitions = dsntk_model::parse(text).map_err(|error| refused(&error))?;
            let namespace = definitions.namespace().to_string();
            let model = NamedElement::name(&definitions).to_owned();
            let evaluator = ModelEvaluator::new(&[definitions]).map_err(|error| refused(&error))?;
            models.insert(table.name.clone(), Model { evaluator, namespace, model, table: table.clone() });
        }
        Ok(Self { models })
    }
}

impl TableEvaluator for DmnEvaluator {
    fn evaluate(&self, table: &str, inputs: &[(&str, Value)]) -> Result<Outcome, String> {
        let model = self.models.get(table).ok_or_else(|| format!("no table {table}"))?;
        let mut context = FeelContext::default();
        for (name, value) in inputs {
            context.set_entry(&Name::from(*name), to_feel(value)?);
        }
        let result = model.evaluator.evaluate_invocable(&model.namespace, &model.model, table, &context);
        let hits = match (&result, model.table.hit_policy) {
            (FeelValue::List(found), HitPolicy::Collect) => {
                found.iter().map(|hit| outputs(&model.table, hit)).collect::<Result<_, _>>()?
            }
            (FeelValue::Null(_), HitPolicy::Collect) => Vec::new(),
            (hit, _) => vec![outputs(&model.table, hit)?],
        };
        Ok(Outcome { hits })
    }
}

fn outputs(table: &Table, hit: &FeelValue) -> Result<Vec<Value>, String> {
    let FeelValue::Context(entries) = hit else { return Err(format!("{}: {hit}", table.name)) };
    table
        .outputs
        .iter()
        .map(|output| {
            let value = entries.get_entry(&Name::from(output.name.as_str()));
            let value = value.ok_or_else(|| format!("{}: no result {}", table.name, output.name))?;
            from_feel(value).ok_or_else(|| format!("{}: result {} is {value}", table.name, output.name))
        })
        .collect()
}

fn to_feel(value: &Value) -> Result<FeelValue, String> {
    Ok(match value {
        Value::Text(text) => FeelValue::String(text.clone()),
        Value::Flag(flag) => FeelValue::Boolean(*flag),
        Value::Number(number) => {
            FeelValue::Number(number.to_string().parse::<FeelNumber>().map_err(|error| error.to_string())?)
        }
        Value::Date(day) => {
            FeelValue::Date(day.to_string().parse::<FeelDate>().map_err(|error| error.to_string())?)
        }
    })
}

fn from_feel(value: &FeelValue) -> Option<Value> {
    Some(match value {
        FeelValue::String(text) => Value::Text(text.clone()),
        FeelValue::Boolean(flag) => Value::Flag(*flag),
        FeelValue::Number(number) => Value::Number(number.to_string().parse().ok()?),
        FeelValue::Date(day) => Value::Date(day.to_string().parse::<NaiveDate>().ok()?),
        _ => return None,
    })
}
