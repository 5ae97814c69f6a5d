//! Runs the tables one after the other through any evaluator, for facts that are all known, and compares the
//! rules that hit with those of the compiled diagrams. This is the proof that both say the same.

use super::analyse::representative;
use super::compile::{Origin, origins, route_of};
use super::diagram::View;
use super::rule_set::RuleSet;
use super::table::{TableEvaluator, Value};
use super::{Authority, Obligation};
use chrono::NaiveDate;

/// The rules that hit, table by table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainOutcome {
    pub table: String,
    /// What the evaluator said, outputs joined.
    pub evaluated: Vec<String>,
    /// What the diagrams said.
    pub compiled: Vec<String>,
}

/// Evaluates all tables for one value of each input (given by number) and returns the tables on which
/// evaluator and diagrams differ. The error is one of the evaluator.
pub fn compare_with(
    set: &RuleSet,
    evaluator: &dyn TableEvaluator,
    on: NaiveDate,
    choice: &[u8],
) -> Result<Vec<ChainOutcome>, String> {
    let masks: Vec<u32> = choice.iter().map(|value| 1 << value).collect();
    let epoch = set.epoch(set.epoch_number(on));
    let mut view = View::new(&epoch.diagram, &masks);
    let mut outcomes: Vec<Option<Vec<Vec<Value>>>> = vec![None; set.tables().len()];
    let mut differing = Vec::new();
    for index in set.order() {
        let table = &set.tables()[*index];
        let origins = origins(table, set.tables(), set.catalogue())?;
        let mut inputs = Vec::with_capacity(origins.len());
        for (column, origin) in table.columns.iter().zip(&origins) {
            let value = match origin {
                Origin::EvaluationDate => Value::Date(on),
                Origin::Input(input) => input_value(set, *input, choice),
                Origin::Output(other, output) => {
                    let hits = outcomes[*other].as_ref().ok_or("a table was asked before its turn")?;
                    let hit =
                        hits.first().ok_or_else(|| format!("{}: no result", set.tables()[*other].name))?;
                    hit[*output].clone()
                }
                Origin::AnyRow(other) => {
                    Value::Flag(outcomes[*other].as_ref().is_some_and(|hits| !hits.is_empty()))
                }
                Origin::Obligation => Value::Text(strongest(set, &outcomes).0),
                Origin::ObligingAuthority => Value::Text(strongest(set, &outcomes).1),
            };
            inputs.push((column.name.as_str(), value));
        }
        let evaluated = evaluator.evaluate(&table.name, &inputs)?.hits;
        let mut compiled: Vec<Vec<Value>> = Vec::new();
        for (row, node) in table.rows.iter().zip(&epoch.hits[*index]) {
            if view.possible(*node).only() == Some(1) {
                compiled.push(row.outputs.clone());
            }
        }
        if compiled.is_empty() && table.outputs.iter().all(|output| output.default.is_some()) {
            compiled.push(table.outputs.iter().filter_map(|output| output.default.clone()).collect());
        }
        if evaluated != compiled {
            let shown = |hits: &[Vec<Value>]| hits.iter().map(|hit| shown(hit)).collect();
            differing.push(ChainOutcome {
                table: table.name.clone(),
                evaluated: shown(&evaluated),
                compiled: shown(&compiled),
            });
        }
        outcomes[*index] = Some(evaluated);
    }
    Ok(differing)
}

fn shown(outputs: &[Value]) -> String {
    outputs.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn input_value(set: &RuleSet, index: usize, choice: &[u8]) -> Value {
    let input = &set.catalogue().inputs[index];
    let value = usize::from(choice[index]);
    match input.same_as {
        Some(other) if value == 0 => input_value(set, other, choice),
        _ => representative(&input.domain, value),
    }
}

/// The resulting obligation by plain comparison of the routes, apart from the diagrams.
fn strongest(set: &RuleSet, outcomes: &[Option<Vec<Vec<Value>>>]) -> (String, String) {
    let roles = set.roles();
    let routes = outcomes[roles.routes].clone().unwrap_or_default();
    let exemptions = outcomes[roles.exemptions].clone().unwrap_or_default();
    let exemption_table = &set.tables()[roles.exemptions];
    let lifted = exemptions.iter().any(|hit| {
        exemption_table.output("effect").is_some_and(|effect| hit[effect] == Value::Text("whole".to_owned()))
    });
    let table = &set.tables()[roles.routes];
    let best = routes
        .iter()
        .filter(|_| !lifted)
        .filter_map(|hit| route_of(table, hit))
        .min_by_key(|route| (route.obligation, !route.issued, route.authority));
    match best {
        Some(route) => {
            (Obligation::code(route.obligation).to_owned(), Authority::code(route.authority).to_owned())
        }
        None => ("none".to_owned(), "none".to_owned()),
    }
}

impl RuleSet {
    /// Number of values of each input, for tests that try combinations.
    pub fn value_counts(&self) -> Vec<u8> {
        self.catalogue().inputs.iter().map(|input| input.domain.size() as u8).collect()
    }
}
