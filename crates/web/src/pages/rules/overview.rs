//! The law on one page: which tables there are, what changed when, and the way to everything else.

use super::changes;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Column, Language, Notice, Row, Table, Tone, Value};
use app::law::RegionLaw;
use app::queries::rules::LawInUse;
use domain::access::{Action as A, Resource as R};
use domain::eligibility::Table as LawTable;

/// The page.
pub(super) async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut read = input.read(staff.language()).from_day(staff.today);
    let on = read.day("on");
    let law = staff.ask(&LawInUse { on }).await?;
    let day = on.unwrap_or(staff.today);
    let lead = staff.tn(
        "rules-lead",
        &[("on", wording::Arg::Date(day)), ("version", wording::Arg::Date(law.set.version_on(day)))],
    );
    let mut page = staff
        .page("rules-title")
        .lead(lead)
        .help("rules")
        .action(Action::link(staff.t("rules-deadlines"), "/rules/deadlines"))
        .action(Action::link(staff.t("rules-switches"), "/rules/switches"))
        .action(Action::link(staff.t("rules-changes"), "/rules/changes"));
    if staff.may(A::Create, R::RuleSet) {
        page = page.action(Action::link(staff.t("rules-change-new"), "/rules/changes/new").primary());
    }
    let mut parts = vec![Markup::of(&Notice::new(Tone::Info, staff.t("rules-proposal-note")))];
    if law.out_of_step {
        parts.push(Markup::of(&Notice::new(Tone::Danger, staff.t("rules-out-of-step"))));
    }
    if staff.may(A::Decide, R::RuleSet) {
        parts.extend(changes::waiting(&staff).await?);
    }
    parts.push(Markup::section(&staff.t("rules-chain"), [tables(&staff, law.set.tables(), "rules-chain")]));
    parts
        .push(Markup::section(&staff.t("rules-alone"), [tables(&staff, law.side().tables(), "rules-alone")]));
    parts.push(Markup::section(&staff.t("rules-versions"), [versions(&staff, &law)]));
    Ok(Answer::page(page, parts))
}

fn tables(staff: &Staff, tables: &[LawTable], caption: &str) -> Markup {
    let columns = ["rules-column-table", "rules-column-about", "rules-column-rows"];
    let columns = vec![
        Column::new(staff.t(columns[0])),
        Column::new(staff.t(columns[1])),
        Column::number(staff.t(columns[2])),
    ];
    let rows = tables.iter().map(|table| {
        let values = vec![
            Value::link(table.label.clone(), format!("/rules/tables/{}", table.name)),
            Value::text(table.description.clone()),
            Value::number(table.rows.len() as i64),
        ];
        Row::new(&table.name, table.label.clone(), values)
    });
    let table = Table::new(staff.language(), staff.t(caption), columns).rows(rows).quiet_caption();
    Markup::of(&table.content_language(Language::De))
}

fn versions(staff: &Staff, law: &RegionLaw) -> Markup {
    let columns = ["record-day", "rules-column-change", "rules-column-source"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = law.set.versions().iter().rev().map(|version| {
        let values = vec![
            Value::date(Some(version.on)),
            Value::text(version.change.clone()),
            Value::text(version.source.clone()),
        ];
        let row = Row::new(version.on, version.change.clone(), values);
        if version.on > staff.today { row.tone(Tone::Info) } else { row }
    });
    let table = Table::new(staff.language(), staff.t("rules-versions"), columns).rows(rows).quiet_caption();
    Markup::of(&table.content_language(Language::De))
}
