//! Decision tables as plain data: columns, rows, cells, hit policy, legal source and validity of each row.
//! Not for reading files (crate `rules`), not for the question which unknown facts matter (see `compile`).

use chrono::NaiveDate;
use std::fmt;

/// Name of the column that carries the evaluation date; every table has it.
pub const EVALUATION_DATE: &str = "on";
/// Name of the output column that carries the id of the rule for readers.
pub const RULE_OUTPUT: &str = "rule";

/// What a column or output holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    Text,
    Flag,
    Number,
    Date,
}

/// A value in a cell or an answer.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub enum Value {
    Text(String),
    Flag(bool),
    Number(f64),
    Date(NaiveDate),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(text),
            Value::Flag(flag) => write!(f, "{flag}"),
            Value::Number(number) => write!(f, "{number}"),
            Value::Date(day) => write!(f, "{day}"),
        }
    }
}

/// How many rows may hit and which of them count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitPolicy {
    /// At most one row can hit.
    Unique,
    /// The first hit in the order of the table counts.
    First,
    /// All hits count.
    Collect,
}

/// A stretch of numbers or days; a missing end is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Range<T> {
    pub low: Option<(T, Bound)>,
    pub high: Option<(T, Bound)>,
}

/// Whether the end of a range belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    Included,
    Excluded,
}

impl<T: PartialOrd> Range<T> {
    /// Whether the value lies in the range.
    pub fn contains(&self, value: &T) -> bool {
        let above = self
            .low
            .as_ref()
            .is_none_or(|(low, bound)| value > low || (*bound == Bound::Included && value == low));
        let below = self
            .high
            .as_ref()
            .is_none_or(|(high, bound)| value < high || (*bound == Bound::Included && value == high));
        above && below
    }
}

/// What a cell asks of its column.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    Any,
    OneOf(Vec<String>),
    NoneOf(Vec<String>),
    Flag(bool),
    Numbers(Vec<Range<f64>>),
    Days(Vec<Range<NaiveDate>>),
}

impl Test {
    /// Whether the value passes; a value of the wrong type never does.
    pub fn passes(&self, value: &Value) -> bool {
        match (self, value) {
            (Test::Any, _) => true,
            (Test::OneOf(codes), Value::Text(text)) => codes.contains(text),
            (Test::NoneOf(codes), Value::Text(text)) => !codes.contains(text),
            (Test::Flag(wanted), Value::Flag(flag)) => wanted == flag,
            (Test::Numbers(ranges), Value::Number(number)) => {
                ranges.iter().any(|range| range.contains(number))
            }
            (Test::Days(ranges), Value::Date(day)) => ranges.iter().any(|range| range.contains(day)),
            _ => false,
        }
    }
}

/// An input column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub name: String,
    /// Heading for readers, in German.
    pub label: String,
    pub holds: ValueType,
}

/// An output column.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    pub name: String,
    pub label: String,
    pub holds: ValueType,
    /// Allowed texts; empty where any are.
    pub allowed: Vec<String>,
    /// Value where no row hits.
    pub default: Option<Value>,
}

/// One row: a rule of law with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Unique in the table, such as `R-12.60c-60d`.
    pub id: String,
    /// Rule named in answers, such as `R-12`; empty for rows that only connect tables.
    pub rule: String,
    /// What the row says, in words.
    pub description: String,
    pub citation: String,
    pub source: String,
    pub tests: Vec<Test>,
    pub outputs: Vec<Value>,
}

/// One decision table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// File it was read from, for messages.
    pub file: String,
    pub name: String,
    pub label: String,
    pub description: String,
    pub hit_policy: HitPolicy,
    pub columns: Vec<Column>,
    pub outputs: Vec<Output>,
    pub rows: Vec<Row>,
}

impl Table {
    /// Position of an output column.
    pub fn output(&self, name: &str) -> Option<usize> {
        self.outputs.iter().position(|output| output.name == name)
    }

    /// Position of the column with the evaluation date.
    pub fn date_column(&self) -> Option<usize> {
        self.columns.iter().position(|column| column.name == EVALUATION_DATE)
    }

    /// The days on which a row holds; empty list where it always does.
    pub fn validity(&self, row: &Row) -> Vec<Range<NaiveDate>> {
        match self.date_column().map(|index| &row.tests[index]) {
            Some(Test::Days(ranges)) => ranges.clone(),
            _ => Vec::new(),
        }
    }

    /// Whether a row holds on a day.
    pub fn holds_on(&self, row: &Row, on: NaiveDate) -> bool {
        self.date_column().is_none_or(|index| row.tests[index].passes(&Value::Date(on)))
    }

    /// All days on which the law of this table changes: the first day on which a row holds or no longer holds.
    pub fn changes(&self) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        for row in &self.rows {
            for range in self.validity(row) {
                days.extend(range.low.and_then(|(day, bound)| first_day(day, bound == Bound::Included)));
                days.extend(range.high.and_then(|(day, bound)| first_day(day, bound == Bound::Excluded)));
            }
        }
        days
    }

    /// Whether every case is answered without a row: a collecting table or defaults for all outputs.
    pub fn may_have_gaps(&self) -> bool {
        self.hit_policy == HitPolicy::Collect || self.outputs.iter().all(|output| output.default.is_some())
    }
}

fn first_day(day: NaiveDate, same: bool) -> Option<NaiveDate> {
    if same { Some(day) } else { day.succ_opt() }
}

/// What a table says for one case: the outputs of each row that counts, in the order of the columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub hits: Vec<Vec<Value>>,
}

/// Anything that evaluates one table for values of all its columns; the library behind it can be exchanged.
pub trait TableEvaluator {
    /// Evaluates a table by its name; inputs are pairs of column name and value.
    /// The error says why the table or the values were not understood.
    fn evaluate(&self, table: &str, inputs: &[(&str, Value)]) -> Result<Outcome, String>;
}

/// Evaluates tables by plain comparison.
pub struct PlainEvaluator<'a> {
    tables: &'a [Table],
}

impl<'a> PlainEvaluator<'a> {
    /// An evaluator of these tables.
    pub fn new(tables: &'a [Table]) -> Self {
        Self { tables }
    }
}

impl TableEvaluator for PlainEvaluator<'_> {
    fn evaluate(&self, table: &str, inputs: &[(&str, Value)]) -> Result<Outcome, String> {
        let table = self
            .tables
            .iter()
            .find(|known| known.name == table)
            .ok_or_else(|| format!("no table {table}"))?;
        let mut values = Vec::with_capacity(table.columns.len());
        for column in &table.columns {
            let value = inputs.iter().find(|(name, _)| *name == column.name).map(|(_, value)| value);
            values.push(value.ok_or_else(|| format!("{}: no value for {}", table.name, column.name))?);
        }
        let mut hits: Vec<Vec<Value>> = table
            .rows
            .iter()
            .filter(|row| row.tests.iter().zip(&values).all(|(test, value)| test.passes(value)))
            .map(|row| row.outputs.clone())
            .collect();
        if table.hit_policy != HitPolicy::Collect {
            hits.truncate(1);
            if hits.is_empty() {
                hits.push(table.outputs.iter().filter_map(|output| output.default.clone()).collect());
            }
        }
        Ok(Outcome { hits })
    }
}
