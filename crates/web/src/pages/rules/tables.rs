//! One decision table with its examples, and its file for a DMN editor.

use super::{sheet, words};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Column, Language, Row, Table, Value};
use app::queries::rules::{TableInUse, TableView};
use domain::access::{Action as A, Resource as R};

async fn seen(staff: &Staff, input: &Input) -> Result<TableView, Problem> {
    staff.ask(&TableInUse { name: input.part("name").to_owned() }).await?.ok_or(Problem::NotFound)
}

/// The page.
pub(super) async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = seen(&staff, &input).await?;
    let path = format!("/rules/tables/{}", view.table.name);
    let mut page = staff
        .titled(view.table.label.clone())
        .crumb(staff.t("rules-title"), "/rules")
        .lead(view.table.description.clone())
        .wide()
        .action(Action::link(staff.t("rules-download"), format!("{path}/file")))
        .action(Action::link(staff.t("rules-download-examples"), format!("{path}/examples")));
    if staff.may(A::Create, R::RuleSet) {
        page = page.action(Action::link(staff.t("rules-change-new"), "/rules/changes/new").primary());
    }
    let examples = examples(&staff, &view);
    let parts = [
        Markup::paragraph(&sheet::hit_policy(&staff, &view.table)),
        sheet::sheet(&staff, &view.table, None),
        Markup::section(
            &staff.t("rules-examples"),
            [Markup::paragraph(&staff.t("rules-examples-lead")), examples],
        ),
    ];
    Ok(Answer::page(page, parts))
}

/// What each example is and what must come out; the values that go in stand in the file.
fn examples(staff: &Staff, view: &TableView) -> Markup {
    let columns = ["rules-column-example", "rules-column-then"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = view.examples.iter().map(|example| {
        let found: Vec<Value> = example
            .outputs
            .iter()
            .map(|outputs| {
                let said: Vec<String> = outputs.iter().map(|one| words::code(staff, one)).collect();
                Value::text(said.join(", "))
            })
            .collect();
        let found = if found.is_empty() { Value::text(staff.t("rules-no-row")) } else { Value::List(found) };
        Row::new(&example.name, example.name.clone(), vec![Value::text(example.name.clone()), found])
    });
    let shown = Table::new(staff.language(), staff.t("rules-examples"), columns).rows(rows).quiet_caption();
    Markup::of(&shown.content_language(Language::De))
}

/// The file with the examples.
pub(super) async fn examples_file(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = seen(&staff, &input).await?;
    let path = view.table.file.replace(".dmn", ".examples.json");
    let text = view.law.loaded.texts.get(&path).cloned().ok_or(Problem::NotFound)?;
    let name = path.rsplit('/').next().unwrap_or("examples.json").to_owned();
    Ok(Answer::file(text.into_bytes(), "application/json", &name))
}

/// The file.
pub(super) async fn file(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = seen(&staff, &input).await?;
    let name = view.table.file.rsplit('/').next().unwrap_or("table.dmn").to_owned();
    Ok(Answer::file(view.text.into_bytes(), "application/xml", &name))
}
