//! What is known of a person for the tables that stand alone: each column says from which fact it follows and
//! how (`rules/side/inputs.toml`). Not for the tables themselves (see `side`).

use super::answer::Answer;
use super::facts::{FactPath, FactValue, Facts};
use super::norm::NormClasses;
use super::side::SideTables;
use super::stated::{FactKey, StatedFacts, statement_on};
use super::table::Value;
use crate::calendar::{Period, completed_years};
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

/// How a column follows from its fact.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Follows {
    /// As it is; what does not exist is `none`, or false.
    #[default]
    Same,
    /// The opposite of a flag.
    Not,
    /// Completed years.
    Age,
    /// Completed months since the first known day.
    Months,
    /// Whether the day lies before another one.
    Before(NaiveDate),
    /// Whether the day comes within a period from the evaluation date.
    Within(Period),
    /// Whether the list names one of these.
    Names(Vec<String>),
    /// Whether the norm of the title or Duldung is one of these.
    Norm(Vec<String>),
    /// `title`, `gestattung` or `duldung`.
    Residence,
    /// Authority that obliges, by the answer.
    ObligingAuthority,
    /// Whether another table certainly gives one of these texts as its first output.
    Outcome { table: String, is: Vec<String> },
}

/// A known value of a column.
pub type Known = (String, Value);

impl SideTables {
    /// What is known for the tables on a day, from facts, answer and what was stated for columns.
    pub fn known(&self, facts: &Facts, answer: &Answer, stated: &[StatedFacts], on: NaiveDate) -> Vec<Known> {
        let mut known: Vec<Known> = Vec::new();
        for input in self.inputs() {
            let path = |code: &String| FactPath::from_code(code);
            let own = input.from.as_ref().and_then(path);
            let value = match &input.follows {
                Follows::Residence => residence(facts),
                Follows::ObligingAuthority => {
                    answer.integrationskurs.obliging_authority.map(|by| Value::Text(by.code().to_owned()))
                }
                Follows::Outcome { table, is } => self.outcome(table, is, on, &known),
                Follows::Months => {
                    let mut days = own.into_iter().chain(input.via.iter().filter_map(path));
                    days.find_map(|path| facts.date(path)).map(|day| months(day, on))
                }
                follows => own.and_then(|path| from_fact(facts.get(path), follows, on)),
            };
            let value = value.or_else(|| {
                let key = FactKey::Side(input.name.clone());
                let statement = input.stated.and_then(|_| statement_on(stated, &key, on))?;
                as_stated(&statement.value, input.number)
            });
            // a value the column does not know is left out: it is a fact of another list
            let fits = |value: &Value| match value {
                Value::Text(code) => input.values.contains(code),
                Value::Flag(_) => input.values.is_empty() && !input.number,
                Value::Number(_) => input.number,
                Value::Date(_) => false,
            };
            known.extend(value.filter(fits).map(|value| (input.name.clone(), value)));
        }
        known
    }

    fn outcome(&self, table: &str, is: &[String], on: NaiveDate, known: &[Known]) -> Option<Value> {
        let answer = self.ask_known(table, on, known)?;
        if !answer.needs.is_empty() {
            return None;
        }
        let first = answer.hits.first().map(|row| &row.outputs[0]).or(answer.defaults.first())?;
        Some(Value::Flag(is.contains(&first.to_string())))
    }
}

fn from_fact(value: &FactValue, follows: &Follows, on: NaiveDate) -> Option<Value> {
    Some(match (follows, value) {
        (Follows::Same, FactValue::Flag(flag)) => Value::Flag(*flag),
        (Follows::Same, FactValue::Text(code)) => Value::Text(code.clone()),
        (Follows::Not, FactValue::Flag(flag)) => Value::Flag(!flag),
        (Follows::Not, FactValue::Absent) => Value::Flag(true),
        (Follows::Age, FactValue::Date(born)) => {
            Value::Number(completed_years(*born, on).map_or(0.0, f64::from))
        }
        (Follows::Before(cut), FactValue::Date(day)) => Value::Flag(day < cut),
        (Follows::Within(period), FactValue::Date(day)) => {
            Value::Flag(*day >= on && period.end_from(on).is_none_or(|end| *day <= end))
        }
        (Follows::Within(_) | Follows::Norm(_) | Follows::Names(_), FactValue::Absent) => Value::Flag(false),
        (Follows::Names(any), FactValue::Codes(codes)) => {
            Value::Flag(codes.iter().any(|code| any.contains(code)))
        }
        (Follows::Norm(norms), FactValue::Text(citation)) => {
            let classes = NormClasses::new(&[(1, norms.clone())], 0).ok()?;
            match classes.candidates(citation).as_slice() {
                [only] => Value::Flag(*only == 1),
                _ => return None,
            }
        }
        _ => return None,
    })
}

fn as_stated(value: &FactValue, number: bool) -> Option<Value> {
    match value {
        FactValue::Flag(flag) => Some(Value::Flag(*flag)),
        FactValue::Text(text) if number => {
            text.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Number)
        }
        FactValue::Text(text) => Some(Value::Text(text.clone())),
        FactValue::Unknown
        | FactValue::Unspecified
        | FactValue::Absent
        | FactValue::Date(_)
        | FactValue::Between(..)
        | FactValue::Codes(_)
        | FactValue::Obligations(_) => None,
    }
}

fn residence(facts: &Facts) -> Option<Value> {
    let there =
        |path| matches!(facts.get(path), FactValue::Text(_) | FactValue::Unspecified | FactValue::Date(_));
    let kinds = [
        (FactPath::TitleNorm, "title"),
        (FactPath::AufenthaltsgestattungSince, "gestattung"),
        (FactPath::DuldungNorm, "duldung"),
    ];
    let (_, code) = kinds.into_iter().find(|(path, _)| there(*path))?;
    Some(Value::Text(code.to_owned()))
}

/// Completed months between two days.
fn months(from: NaiveDate, to: NaiveDate) -> Value {
    let apart = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32;
    let whole = if to.day() < from.day() { apart - 1 } else { apart };
    Value::Number(f64::from(whole.max(0)))
}
