//! Proposing a changed table: the file of a DMN editor, why it changes, where that is written, from when on it is
//! to be used. What does not pass is refused with table, row and reason; the old set stays in force.

use super::{under, words};
use crate::http::{Answer, Input, Markup, Problem, Staff, Upload};
use crate::view::{Column, Entered, Field, Notice, Row, Table, Tone, Value};
use app::commands::ProposeRules;
use app::queries::rules::CheckProposal;
use domain::eligibility::Problem as Found;

const PATH: &str = "/rules/changes";

/// The form.
pub(super) async fn form(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    Ok(page(&staff, Vec::new(), None))
}

fn page(staff: &Staff, before: Vec<Markup>, entered: Option<&Entered>) -> Answer {
    let form = staff
        .form(format!("{PATH}/new"))
        .upload()
        .field(
            Field::file("table", staff.t("rules-upload-table"))
                .hint(staff.t("rules-upload-table-hint"))
                .required(),
        )
        .field(
            Field::file("examples", staff.t("rules-upload-examples"))
                .hint(staff.t("rules-upload-examples-hint")),
        )
        .field(
            Field::text("change", staff.t("rules-column-change"))
                .hint(staff.t("rules-change-hint"))
                .required(),
        )
        .field(
            Field::text("source", staff.t("rules-column-source"))
                .hint(staff.t("rules-source-hint"))
                .required(),
        )
        .field(
            Field::date("effective_from", staff.t("rules-effective-from"))
                .hint(staff.t("rules-effective-from-hint"))
                .date_value(Some(staff.today))
                .required(),
        )
        .submit(staff.t("rules-propose"))
        .cancel(PATH);
    let form = match entered {
        Some(entered) => form.fill(entered),
        None => form,
    };
    let page = under(staff, "rules-change-new")
        .crumb(staff.t("rules-changes"), PATH)
        .lead(staff.t("rules-change-new-lead"));
    let wrong = entered.is_some() || !before.is_empty();
    let answer = Answer::page(page, before.into_iter().chain([Markup::of(&form)]));
    if wrong { answer.status(422) } else { answer }
}

/// The text of an uploaded file; `None` if it is no text of UTF-8.
async fn text(upload: &Upload) -> Result<Option<String>, Problem> {
    let fault = |error: std::io::Error| Problem::Fault(format!("an upload cannot be read: {error}"));
    let bytes = tokio::fs::read(upload.path()).await.map_err(fault)?;
    let text = String::from_utf8(bytes).ok();
    Ok(text.map(|text| text.trim_start_matches('\u{feff}').to_owned()))
}

fn found(staff: &Staff, problems: &[Found]) -> Markup {
    let rows = problems.iter().enumerate().map(|(at, problem)| {
        let said = words::problem(staff, problem);
        let values = vec![
            Value::text(problem.table.clone()),
            Value::text(problem.row.clone()),
            Value::text(said.clone()),
        ];
        Row::new(at, said, values).tone(Tone::Danger)
    });
    let columns = ["rules-column-table", "rules-column-row", "rules-column-reason"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let notice = Notice::new(Tone::Danger, staff.t("rules-refused")).text(staff.t("rules-refused-text"));
    let table = Table::new(staff.language(), staff.t("rules-refused"), columns).rows(rows).quiet_caption();
    Markup::all([Markup::of(&notice), Markup::of(&table)])
}

/// Checks the file and keeps the proposal.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut read = input.read(staff.language()).from_day(staff.today);
    let change = read.required("change");
    let source = read.required("source");
    let effective_from = read.required_day("effective_from");
    let table = match input.file("table") {
        Some(upload) => text(upload).await?,
        None => None,
    };
    if table.is_none() {
        read.wrong("table", "rules-upload-unreadable");
    }
    let examples = match input.file("examples") {
        Some(upload) => {
            let text = text(upload).await?;
            if text.is_none() {
                read.wrong("examples", "rules-upload-unreadable");
            }
            text.filter(|text| !text.trim().is_empty())
        }
        None => None,
    };
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, Vec::new(), Some(&entered)));
    }
    let (Some(table), Some(effective_from)) = (table, effective_from) else {
        return Err(Problem::Unreadable);
    };
    let proposal = CheckProposal { table, examples, change, source };
    let checked = staff.ask(&proposal).await?;
    if !checked.problems.is_empty() {
        let entered = input.entered();
        return Ok(page(&staff, vec![found(&staff, &checked.problems)], Some(&entered)));
    }
    match staff.run(&input, ProposeRules { proposal, effective_from }).await {
        Ok(done) => Ok(Answer::see(format!("{PATH}/{}", done.outcome)).done("rules-proposed", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(page(&staff, Vec::new(), Some(&entered)))
        }
    }
}
