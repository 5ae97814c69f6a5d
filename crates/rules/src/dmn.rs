//! Reads a decision table from a DMN 1.3 file: one decision with one table a file. What a file needs beyond
//! the standard: an output `rule`, a description and annotations `Fundstelle` and `Quelle` for each row.
//! Not for evaluation and not for gaps or overlaps (see `domain::eligibility`).

use domain::eligibility::{
    Column, HitPolicy, Output, Problem, RULE_OUTPUT, Row, Table, Value, ValueType, read_test, read_value,
    texts,
};
use roxmltree::{Document, Node, ParsingOptions};

/// Namespaces of DMN 1.3, 1.4 and 1.5.
const NAMESPACES: [&str; 3] = [
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
];
const CITATION: &str = "Fundstelle";
const SOURCE: &str = "Quelle";

/// Reads the table of a file; problems name file, table, row and reason.
pub fn read_table(file: &str, text: &str) -> Result<Table, Vec<Problem>> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 200_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| vec![Problem::in_file(file, format!("this is no well-formed XML: {error}"))])?;
    let root = document.root_element();
    let namespace = root.tag_name().namespace().unwrap_or_default();
    if root.tag_name().name() != "definitions" || !NAMESPACES.contains(&namespace) {
        return Err(vec![Problem::in_file(
            file,
            "this is no DMN file of version 1.3 to 1.5 (element `definitions`)",
        )]);
    }
    let decisions: Vec<Node> = children(root, "decision").collect();
    let [decision] = decisions.as_slice() else {
        let reason = format!("it has {} decisions; a file holds exactly one", decisions.len());
        return Err(vec![Problem::in_file(file, reason)]);
    };
    let Some(grid) = child(*decision, "decisionTable") else {
        return Err(vec![Problem::in_file(file, "its decision has no decision table")]);
    };
    let mut reader = Reader {
        table: Table {
            file: file.to_owned(),
            name: attribute(*decision, "name"),
            label: attribute(*decision, "label"),
            description: child_text(*decision, "description"),
            hit_policy: HitPolicy::Unique,
            columns: Vec::new(),
            outputs: Vec::new(),
            rows: Vec::new(),
        },
        problems: Vec::new(),
    };
    reader.read(grid);
    if reader.problems.is_empty() { Ok(reader.table) } else { Err(reader.problems) }
}

struct Reader {
    table: Table,
    problems: Vec<Problem>,
}

impl Reader {
    fn refuse(&mut self, row: &str, reason: impl Into<String>) {
        self.problems.push(Problem::in_table(&self.table, row, reason));
    }

    fn read(&mut self, grid: Node) {
        if self.table.name.is_empty() {
            self.refuse("", "its decision has no name");
        }
        self.table.hit_policy = match (grid.attribute("hitPolicy"), grid.attribute("aggregation")) {
            (None | Some("UNIQUE"), None) => HitPolicy::Unique,
            (Some("FIRST"), None) => HitPolicy::First,
            (Some("COLLECT"), None) => HitPolicy::Collect,
            (policy, _) => {
                let named = policy.unwrap_or("an aggregation");
                self.refuse(
                    "",
                    format!(
                        "hit policy {named} is not used here: UNIQUE, FIRST or COLLECT without aggregation"
                    ),
                );
                return;
            }
        };
        for input in children(grid, "input") {
            self.read_column(input);
        }
        for output in children(grid, "output") {
            self.read_output(output);
        }
        if self.table.output(RULE_OUTPUT).is_none() {
            self.refuse("", "it has no output `rule` for the id of the rule");
        }
        let notes: Vec<String> = children(grid, "annotation").map(|note| attribute(note, "name")).collect();
        for rule in children(grid, "rule") {
            self.read_row(rule, &notes);
        }
    }

    fn read_column(&mut self, input: Node) {
        let expression = child(input, "inputExpression");
        let name = expression.map(|node| child_text(node, "text")).unwrap_or_default();
        let kind = expression.map(|node| attribute(node, "typeRef")).unwrap_or_default();
        let position = self.table.columns.len() + 1;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            self.refuse("", format!("column {position}: `{name}` is not the plain name of an input"));
            return;
        }
        if self.table.columns.iter().any(|column| column.name == name) {
            self.refuse("", format!("column {position}: `{name}` stands there twice"));
        }
        match type_named(&kind) {
            Some(holds) => self.table.columns.push(Column { name, label: attribute(input, "label"), holds }),
            None => self
                .refuse("", format!("column `{name}`: type `{kind}` is not string, boolean, number or date")),
        }
    }

    fn read_output(&mut self, output: Node) {
        let name = attribute(output, "name");
        let kind = attribute(output, "typeRef");
        let Some(holds) = type_named(&kind) else {
            self.refuse("", format!("output `{name}`: type `{kind}` is not string, boolean, number or date"));
            return;
        };
        let listed = child(output, "outputValues").map(|node| child_text(node, "text"));
        let allowed = match listed.filter(|_| holds == ValueType::Text).map(|list| texts(&list)).transpose() {
            Ok(list) => list.unwrap_or_default(),
            Err(why) => {
                self.refuse("", format!("output `{name}`: {why}"));
                return;
            }
        };
        let default =
            child(output, "defaultOutputEntry").map(|node| read_value(&child_text(node, "text"), holds));
        match default.transpose() {
            Ok(default) => {
                self.table.outputs.push(Output {
                    name,
                    label: attribute(output, "label"),
                    holds,
                    allowed,
                    default,
                });
            }
            Err(why) => self.refuse("", format!("default of output `{name}`: {why}")),
        }
    }

    fn read_row(&mut self, rule: Node, notes: &[String]) {
        let position = self.table.rows.len() + 1;
        let id = rule.attribute("id").map_or_else(|| format!("{position}"), str::to_owned);
        let cells: Vec<String> = children(rule, "inputEntry").map(|cell| child_text(cell, "text")).collect();
        let results: Vec<String> =
            children(rule, "outputEntry").map(|cell| child_text(cell, "text")).collect();
        let wanted = (self.table.columns.len(), self.table.outputs.len());
        if (cells.len(), results.len()) != wanted {
            let reason = format!(
                "it has {} conditions and {} results, the table has {} and {} columns",
                cells.len(),
                results.len(),
                wanted.0,
                wanted.1
            );
            self.refuse(&id, reason);
            return;
        }
        let mut tests = Vec::with_capacity(cells.len());
        for (index, cell) in cells.iter().enumerate() {
            match read_test(cell, self.table.columns[index].holds) {
                Ok(test) => tests.push(test),
                Err(why) => self.refuse(&id, format!("column `{}`: {why}", self.table.columns[index].name)),
            }
        }
        let mut outputs: Vec<Value> = Vec::with_capacity(results.len());
        for (index, cell) in results.iter().enumerate() {
            match read_value(cell, self.table.outputs[index].holds) {
                Ok(value) => outputs.push(value),
                Err(why) => self.refuse(&id, format!("output `{}`: {why}", self.table.outputs[index].name)),
            }
        }
        if tests.len() < cells.len() || outputs.len() < results.len() {
            return;
        }
        let entries: Vec<String> =
            children(rule, "annotationEntry").map(|note| child_text(note, "text")).collect();
        let note = |name: &str| {
            notes
                .iter()
                .position(|known| known == name)
                .and_then(|at| entries.get(at))
                .cloned()
                .unwrap_or_default()
        };
        let named =
            self.table.output(RULE_OUTPUT).map(|index| outputs[index].to_string()).unwrap_or_default();
        self.table.rows.push(Row {
            rule: named,
            description: child_text(rule, "description"),
            citation: note(CITATION),
            source: note(SOURCE),
            id,
            tests,
            outputs,
        });
    }
}

fn type_named(name: &str) -> Option<ValueType> {
    match name.rsplit(':').next() {
        Some("string") => Some(ValueType::Text),
        Some("boolean") => Some(ValueType::Flag),
        Some("number") => Some(ValueType::Number),
        Some("date") => Some(ValueType::Date),
        _ => None,
    }
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> + 'a
where
    'i: 'a,
{
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &'a str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

fn child_text(node: Node, name: &str) -> String {
    child(node, name).and_then(|found| found.text()).unwrap_or_default().trim().to_owned()
}

fn attribute(node: Node, name: &str) -> String {
    node.attribute(name).unwrap_or_default().trim().to_owned()
}
