//! Checks one decision table: overlaps of rows under UNIQUE, cases no row answers, unknown values, missing
//! sources. Exact, by the same diagrams that evaluate the tables. Not for reading files.

use super::diagram::{Diagram, FALSE, MAX_VALUES, Node, TRUE};
use super::inputs::Domain;
use super::table::{Bound, HitPolicy, Range, Table, Test, Value};
use chrono::{Duration, NaiveDate};
use std::fmt;

/// Why a table or another file of a rule set is refused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub file: String,
    /// Empty where the whole file is meant.
    pub table: String,
    /// Row id, or empty where the whole table is meant.
    pub row: String,
    pub reason: String,
}

impl Problem {
    /// A problem of a whole file.
    pub fn in_file(file: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { file: file.into(), table: String::new(), row: String::new(), reason: reason.into() }
    }

    /// A problem of a table, or of one of its rows.
    pub fn in_table(table: &Table, row: &str, reason: impl Into<String>) -> Self {
        Self {
            file: table.file.clone(),
            table: table.name.clone(),
            row: row.to_owned(),
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.table.is_empty() {
            write!(f, ": table {}", self.table)?;
        }
        if !self.row.is_empty() {
            write!(f, ", row {}", self.row)?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Values of all columns as a diagram sees them.
pub(super) struct Columns {
    domains: Vec<Domain>,
    /// First days of the stretches in which the date column has the same meaning.
    days: Vec<NaiveDate>,
}

impl Columns {
    /// Domains of the columns of a table; `known` gives those of inputs and outputs of other tables.
    /// Columns of free numbers take their cuts from the table itself.
    pub(super) fn of(table: &Table, known: &dyn Fn(&str) -> Option<Domain>) -> Self {
        let mut days = table.changes();
        days.sort_unstable();
        days.dedup();
        let domains = table
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| match known(&column.name) {
                Some(Domain::Numbers(_)) => Domain::Numbers(number_cuts(table, index)),
                Some(domain) => domain,
                // The date column: one value before the first change and one from each change on.
                None => Domain::Numbers(vec![0.0; days.len()]),
            })
            .collect();
        Self { domains, days }
    }

    /// Numbers of values of the columns.
    pub(super) fn sizes(&self) -> Vec<u8> {
        self.domains.iter().map(|domain| domain.size() as u8).collect()
    }

    /// Mask of all values of a column.
    pub(super) fn all(&self, column: usize) -> u32 {
        all(self.domains[column].size())
    }

    /// Mask of the class a value belongs to; `None` where the column has no such value.
    pub(super) fn mask_of(&self, column: usize, value: &Value) -> Option<u32> {
        match (&self.domains[column], value) {
            (Domain::Flag, Value::Flag(flag)) => Some(1 << u32::from(*flag)),
            (Domain::Codes(codes), Value::Text(text)) => {
                codes.iter().position(|code| code == text).map(|at| 1 << at)
            }
            (Domain::Numbers(cuts), Value::Number(number)) => {
                Some(1 << cuts.partition_point(|cut| cut <= number))
            }
            _ => None,
        }
    }

    pub(super) fn mask(&self, column: usize, test: &Test) -> u32 {
        match (&self.domains[column], test) {
            (domain, Test::Any) => all(domain.size()),
            (_, Test::Days(ranges)) => {
                let holds = |index: usize| {
                    let day = match index.checked_sub(1) {
                        Some(at) => self.days[at],
                        None => self.days.first().map_or(NaiveDate::MIN, |first| *first - Duration::days(1)),
                    };
                    ranges.iter().any(|range| range.contains(&day))
                };
                (0..=self.days.len()).filter(|index| holds(*index)).fold(0, |mask, index| mask | 1 << index)
            }
            (domain, test) => mask_in(domain, test),
        }
    }

    fn describe(&self, table: &Table, path: &[(usize, u8)]) -> String {
        let said: Vec<String> = path
            .iter()
            .map(|(column, value)| {
                let index = usize::from(*value);
                let shown = match &self.domains[*column] {
                    Domain::Flag => (index == 1).to_string(),
                    Domain::Codes(codes) => format!("\"{}\"", codes[index]),
                    Domain::Numbers(cuts) if table.columns[*column].name != super::table::EVALUATION_DATE => {
                        match index.checked_sub(1) {
                            Some(at) => format!("from {}", cuts[at]),
                            None => format!("below {}", cuts.first().copied().unwrap_or_default()),
                        }
                    }
                    Domain::Numbers(_) => match index.checked_sub(1) {
                        Some(at) => format!("from {}", self.days[at]),
                        None => "before the first change".to_owned(),
                    },
                };
                format!("{} {shown}", table.columns[*column].name)
            })
            .collect();
        if said.is_empty() { "every case".to_owned() } else { said.join(", ") }
    }
}

fn all(size: usize) -> u32 {
    if size >= MAX_VALUES { u32::MAX } else { (1 << size) - 1 }
}

/// Mask of the values of a domain that pass a test.
pub(super) fn mask_in(domain: &Domain, test: &Test) -> u32 {
    (0..domain.size())
        .filter(|index| test.passes(&representative(domain, *index)))
        .fold(0, |mask, index| mask | 1 << index)
}

/// A value that stands for all values of its class.
pub(super) fn representative(domain: &Domain, index: usize) -> Value {
    match domain {
        Domain::Flag => Value::Flag(index == 1),
        Domain::Codes(codes) => Value::Text(codes[index].clone()),
        Domain::Numbers(cuts) => Value::Number(match index.checked_sub(1) {
            Some(at) => cuts[at],
            None => cuts.first().map_or(0.0, |first| first - 1.0),
        }),
    }
}

/// Cuts of a number column: a new class starts at each number a cell names, and just after it where it must.
pub(super) fn number_cuts(table: &Table, column: usize) -> Vec<f64> {
    let mut cuts = Vec::new();
    for row in &table.rows {
        if let Test::Numbers(ranges) = &row.tests[column] {
            for Range { low, high } in ranges {
                for (end, starts_after) in [(low, Bound::Excluded), (high, Bound::Included)] {
                    if let Some((number, bound)) = end {
                        cuts.push(if *bound == starts_after { number.next_up() } else { *number });
                    }
                }
            }
        }
    }
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    cuts
}

/// All problems of one table; `known` gives the domain of every name a column may use.
pub(super) fn check_table(table: &Table, known: &dyn Fn(&str) -> Option<Domain>) -> Vec<Problem> {
    let mut problems = sources(table);
    if table.date_column().is_none() {
        problems.push(Problem::in_table(table, "", "it has no column `on` for the evaluation date"));
    }
    for column in &table.columns {
        if column.name != super::table::EVALUATION_DATE && known(&column.name).is_none() {
            let reason = format!("column `{}` is no known fact and no result of another table", column.name);
            problems.push(Problem::in_table(table, "", reason));
        }
    }
    if !problems.is_empty() {
        return problems;
    }
    let columns = Columns::of(table, known);
    if let Some(wide) = columns.domains.iter().position(|domain| domain.size() > MAX_VALUES) {
        let reason =
            format!("column `{}` tells more than {MAX_VALUES} cases apart", table.columns[wide].name);
        return vec![Problem::in_table(table, "", reason)];
    }
    problems.extend(values(table, &columns));
    if problems.is_empty() {
        problems.extend(coverage(table, &columns));
    }
    problems
}

fn sources(table: &Table) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        for (text, what) in [
            (&row.citation, "citation"),
            (&row.source, "source"),
            (&row.description, "description"),
            (&row.id, "id"),
        ] {
            if text.trim().is_empty() {
                problems.push(Problem::in_table(table, &row.id, format!("row {} has no {what}", index + 1)));
            }
        }
        if table.rows[..index].iter().any(|other| other.id == row.id) {
            problems.push(Problem::in_table(table, &row.id, "another row has the same id"));
        }
    }
    if table.rows.is_empty() {
        problems.push(Problem::in_table(table, "", "it has no row"));
    }
    problems
}

fn values(table: &Table, columns: &Columns) -> Vec<Problem> {
    let mut problems = Vec::new();
    for row in &table.rows {
        for (index, test) in row.tests.iter().enumerate() {
            if let (Test::OneOf(texts) | Test::NoneOf(texts), Domain::Codes(codes)) =
                (test, &columns.domains[index])
            {
                for text in texts.iter().filter(|text| !codes.contains(text)) {
                    let name = &table.columns[index].name;
                    problems.push(Problem::in_table(
                        table,
                        &row.id,
                        format!("`{text}` is no value of `{name}`"),
                    ));
                }
            }
            if columns.mask(index, test) == 0 {
                let name = &table.columns[index].name;
                problems.push(Problem::in_table(
                    table,
                    &row.id,
                    format!("no case passes the cell of `{name}`"),
                ));
            }
        }
        for (output, value) in table.outputs.iter().zip(&row.outputs) {
            if let Value::Text(text) = value
                && !output.allowed.is_empty()
                && !output.allowed.contains(text)
            {
                let reason = format!("`{text}` is not among the values of output `{}`", output.name);
                problems.push(Problem::in_table(table, &row.id, reason));
            }
        }
    }
    problems
}

fn coverage(table: &Table, columns: &Columns) -> Vec<Problem> {
    let mut diagram = Diagram::new(columns.sizes());
    let rows: Vec<Node> = table
        .rows
        .iter()
        .map(|row| {
            row.tests.iter().enumerate().rev().fold(TRUE, |condition, (column, test)| {
                let node = diagram.test(column, columns.mask(column, test));
                diagram.and(node, condition)
            })
        })
        .collect();
    let mut problems = Vec::new();
    let mut covered = FALSE;
    for (index, node) in rows.iter().enumerate() {
        let fresh = diagram.and_not(*node, covered);
        if table.hit_policy == HitPolicy::First && fresh == FALSE {
            let reason = "it can never hit: the rows before it take all its cases";
            problems.push(Problem::in_table(table, &table.rows[index].id, reason));
        }
        if table.hit_policy == HitPolicy::Unique && fresh != *node {
            for (other, earlier) in rows[..index].iter().enumerate() {
                let both = diagram.and(*node, *earlier);
                if let Some(path) = diagram.witness(both) {
                    let case = columns.describe(table, &path);
                    let reason =
                        format!("it overlaps row {} under UNIQUE, for example {case}", table.rows[other].id);
                    problems.push(Problem::in_table(table, &table.rows[index].id, reason));
                }
            }
        }
        covered = diagram.or(covered, *node);
    }
    if !table.may_have_gaps() {
        let gap = diagram.and_not(TRUE, covered);
        if let Some(path) = diagram.witness(gap) {
            let reason = format!("no row answers {} and there is no default", columns.describe(table, &path));
            problems.push(Problem::in_table(table, "", reason));
        }
    }
    problems
}
