//! Tables beside the chain of eligibility: course types, fees, travel subsidy, consequences, entry to measures.
//! Each stands alone and is asked with whatever is known; unknown columns are treated as exactly as facts are.
//! Not for the Integrationskurs itself (see `rule_set`).

use super::analyse::{Columns, Problem, check_table};
use super::diagram::{Diagram, FALSE, Node, TRUE, View};
use super::facts::FactPath;
use super::inputs::Domain;
use super::side_facts::{Follows, Known};
use super::table::{EVALUATION_DATE, HitPolicy, Row, Table, Value};
use crate::access::FieldGroup;
use chrono::NaiveDate;
use serde::Deserialize;

/// A column that side tables may use.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideInput {
    pub name: String,
    /// Heading for readers, in German.
    pub label: String,
    /// Codes it may have; empty for a flag or a number.
    #[serde(default)]
    pub values: Vec<String>,
    /// Whether it is a number.
    #[serde(default)]
    pub number: bool,
    /// Fact of a person it follows from, and facts that stand in for it.
    #[serde(default)]
    pub from: Option<String>,
    #[serde(default)]
    pub via: Vec<String>,
    /// How it follows.
    #[serde(default)]
    pub follows: Follows,
    /// Group of fields of a column that may be stated of a person.
    #[serde(default)]
    pub stated: Option<FieldGroup>,
}

/// Checked tables that stand alone.
#[derive(Debug, Clone, Default)]
pub struct SideTables {
    tables: Vec<Table>,
    inputs: Vec<SideInput>,
}

/// What a side table says.
#[derive(Debug, Clone, PartialEq)]
pub struct SideAnswer<'a> {
    /// Rows that hit whatever the unknown columns are, in the order of the table.
    pub hits: Vec<&'a Row>,
    /// Rows that hit for some values of the unknown columns only.
    pub possible: Vec<&'a Row>,
    /// Defaults of the outputs where certainly no row hits.
    pub defaults: Vec<Value>,
    /// Columns whose value could change the answer.
    pub needs: Vec<&'a str>,
}

impl SideTables {
    /// Checks the tables; every problem names table, row and reason.
    pub fn new(tables: Vec<Table>, inputs: Vec<SideInput>) -> Result<Self, Vec<Problem>> {
        let known = |name: &str| domain(&inputs, name);
        let mut problems: Vec<Problem> = tables.iter().flat_map(|table| check_table(table, &known)).collect();
        for (index, table) in tables.iter().enumerate() {
            if tables[..index].iter().any(|other| other.name == table.name) {
                problems.push(Problem::in_table(table, "", "another table has the same name"));
            }
        }
        for input in &inputs {
            let named = input.from.iter().chain(&input.via);
            for code in named.filter(|code| FactPath::from_code(code).is_none()) {
                let reason = format!("input {}: there is no fact `{code}`", input.name);
                problems.push(Problem::in_file("side/inputs.toml", reason));
            }
        }
        if problems.is_empty() { Ok(Self { tables, inputs }) } else { Err(problems) }
    }

    /// A table by its name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// Asks a table with what is known of a person; columns of other tables are left aside.
    pub fn ask_known(&self, table: &str, on: NaiveDate, known: &[Known]) -> Option<SideAnswer<'_>> {
        let columns = &self.table(table)?.columns;
        let mine: Vec<(&str, Value)> = known
            .iter()
            .filter(|(name, _)| columns.iter().any(|column| column.name == *name))
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        self.ask(table, on, &mine).ok()
    }

    /// The tables, in the order of their files.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The columns the tables may use.
    pub fn inputs(&self) -> &[SideInput] {
        &self.inputs
    }

    /// Asks a table on a day with what is known. The error names a table or value that does not exist.
    pub fn ask(&self, table: &str, on: NaiveDate, known: &[(&str, Value)]) -> Result<SideAnswer<'_>, String> {
        let table = self.table(table).ok_or_else(|| format!("no table {table}"))?;
        let columns = Columns::of(table, &|name| domain(&self.inputs, name));
        let mut diagram = Diagram::new(columns.sizes());
        let mut masks = Vec::with_capacity(table.columns.len());
        for (index, column) in table.columns.iter().enumerate() {
            let given = known.iter().find(|(name, _)| *name == column.name).map(|(_, value)| value);
            masks.push(match given {
                Some(value) => columns
                    .mask_of(index, value)
                    .ok_or_else(|| format!("{value} is no value of {}", column.name))?,
                None => columns.all(index),
            });
        }
        let mut any = FALSE;
        let mut nodes: Vec<Node> = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let mut node = if table.holds_on(row, on) { TRUE } else { FALSE };
            for (index, test) in row.tests.iter().enumerate().rev() {
                if table.columns[index].name != EVALUATION_DATE {
                    let cell = diagram.test(index, columns.mask(index, test));
                    node = diagram.and(cell, node);
                }
            }
            if table.hit_policy == HitPolicy::First {
                node = diagram.and_not(node, any);
            }
            any = diagram.or(any, node);
            nodes.push(node);
        }
        let mut view = View::new(&diagram, &masks);
        let mut answer =
            SideAnswer { hits: Vec::new(), possible: Vec::new(), defaults: Vec::new(), needs: Vec::new() };
        let mut deciding = 0;
        for (row, node) in table.rows.iter().zip(nodes) {
            let found = view.possible(node);
            deciding |= found.deciding;
            match found.only() {
                Some(1) => answer.hits.push(row),
                None => answer.possible.push(row),
                Some(_) => {}
            }
        }
        if view.possible(any).only() == Some(0) {
            answer.defaults = table.outputs.iter().filter_map(|output| output.default.clone()).collect();
        }
        let asked = table.columns.iter().enumerate().filter(|(index, _)| deciding >> index & 1 == 1);
        answer.needs = asked.map(|(_, column)| column.name.as_str()).collect();
        Ok(answer)
    }
}

fn domain(inputs: &[SideInput], name: &str) -> Option<Domain> {
    let input = inputs.iter().find(|input| input.name == name)?;
    Some(match (input.number, input.values.is_empty()) {
        (true, _) => Domain::Numbers(Vec::new()),
        (false, true) => Domain::Flag,
        (false, false) => Domain::Codes(input.values.clone()),
    })
}
