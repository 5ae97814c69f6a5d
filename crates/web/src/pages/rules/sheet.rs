//! A decision table as an accessible HTML table: one line a row of law, with what it asks, what follows and where
//! it is written. For a person the rows that hit, and those that could, are marked in words and colour.

use super::words;
use crate::http::{Markup, Staff};
use crate::view::{Badge, Column, Field, FilterBar, Language, Query, Row, Table, Tone, Value};
use chrono::NaiveDate;
use domain::eligibility::{
    EVALUATION_DATE, ExplainedRow, HitPolicy, RULE_OUTPUT, Row as LawRow, RowStanding, Table as LawTable,
};

/// The table; `standings` gives for each row how it stands for a person.
pub fn sheet(staff: &Staff, table: &LawTable, standings: Option<&[RowStanding]>) -> Markup {
    let mut keys = vec!["rules-column-row", "rules-column-says", "rules-column-if", "rules-column-then"];
    keys.extend(["rules-column-valid", "rules-column-source"]);
    if standings.is_some() {
        keys.insert(1, "rules-column-person");
    }
    let columns = keys.into_iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = table.rows.iter().enumerate().map(|(at, row)| {
        let standing = standings.map(|all| all.get(at).copied().unwrap_or(RowStanding::DoesNot));
        line(staff, table, row, standing)
    });
    let shown = Table::new(staff.language(), table.label.clone(), columns)
        .rows(rows)
        .quiet_caption()
        .content_language(Language::De);
    Markup::of(&shown)
}

fn line(staff: &Staff, table: &LawTable, row: &LawRow, standing: Option<RowStanding>) -> Row {
    let mut values = vec![Value::text(row.id.clone())];
    let mut tone = Tone::Neutral;
    if let Some(standing) = standing {
        let (found, key) = match standing {
            RowStanding::Hits => (Tone::Success, "rules-row-hits"),
            RowStanding::Could => (Tone::Warning, "rules-row-could"),
            RowStanding::DoesNot => (Tone::Neutral, "rules-row-does-not"),
        };
        tone = found;
        values.push(match standing {
            RowStanding::DoesNot => Value::Missing,
            RowStanding::Hits | RowStanding::Could => Value::Badge(Badge::new(found, staff.t(key))),
        });
    }
    values.push(Value::text(row.description.clone()));
    values.push(conditions(staff, table, row));
    values.push(outputs(staff, table, row));
    values.push(Value::text(validity(staff, table, row)));
    values.push(Value::Lines(row.citation.clone(), row.source.clone()));
    Row::new(&row.id, row.id.clone(), values).tone(tone)
}

fn conditions(staff: &Staff, table: &LawTable, row: &LawRow) -> Value {
    let asked: Vec<Value> = table
        .columns
        .iter()
        .zip(&row.tests)
        .filter(|(column, _)| column.name != EVALUATION_DATE)
        .filter_map(|(column, test)| {
            let said = words::test(staff, test);
            (!said.is_empty()).then(|| Value::text(format!("{}: {said}", column.label)))
        })
        .collect();
    if asked.is_empty() { Value::text(staff.t("rules-always")) } else { Value::List(asked) }
}

fn outputs(staff: &Staff, table: &LawTable, row: &LawRow) -> Value {
    let given = table.outputs.iter().zip(&row.outputs).filter(|(output, _)| output.name != RULE_OUTPUT);
    let mut values: Vec<Value> = given
        .map(|(output, value)| Value::text(format!("{}: {}", output.label, words::value(staff, value))))
        .collect();
    if !row.rule.is_empty() {
        values.push(Value::text(staff.tn("rules-rule", &[("rule", row.rule.as_str().into())])));
    }
    Value::List(values)
}

fn validity(staff: &Staff, table: &LawTable, row: &LawRow) -> String {
    match table.date_column() {
        Some(column) => words::test(staff, &row.tests[column]),
        None => String::new(),
    }
}

/// The rows that led to an answer, with their source; `path` leads to a row's table, where it can be looked at.
pub fn explained(
    staff: &Staff,
    rows: &[ExplainedRow],
    path: impl Fn(&ExplainedRow) -> Option<String>,
) -> Markup {
    let lines = rows.iter().map(|row| {
        let rule = if row.rule.is_empty() { row.row.clone() } else { row.rule.clone() };
        let table = match path(row) {
            Some(path) => Value::link(row.table_label.clone(), path),
            None => Value::text(row.table_label.clone()),
        };
        let values = vec![
            Value::text(rule.clone()),
            Value::text(row.description.clone()),
            Value::Lines(row.citation.clone(), row.source.clone()),
            table,
        ];
        Row::new(format!("{}-{}", row.table, row.row), rule, values)
    });
    let columns = ["rule", "says", "source", "table"];
    let columns = columns.iter().map(|key| Column::new(staff.t(&format!("rules-column-{key}")))).collect();
    let table = Table::new(staff.language(), staff.t("rules-reasons"), columns).rows(lines).quiet_caption();
    Markup::of(&table.content_language(Language::De))
}

/// How many rows count, in a sentence.
pub fn hit_policy(staff: &Staff, table: &LawTable) -> String {
    staff.t(match table.hit_policy {
        HitPolicy::Unique => "rules-policy-unique",
        HitPolicy::First => "rules-policy-first",
        HitPolicy::Collect => "rules-policy-collect",
    })
}

/// Asks for the same page on another day.
pub fn day_form(staff: &Staff, path: &str, on: NaiveDate) -> Markup {
    let query = Query::parse(path, Some(&format!("on={}", on.format("%d.%m.%Y"))));
    let day = Field::date("on", staff.t("rules-on")).date_value(Some(on));
    Markup::of(&FilterBar::new(staff.language(), &query).plain().field(day))
}
