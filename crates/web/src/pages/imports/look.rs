//! What an import would do, row by row, and the decisions about doubtful rows.

use super::{PATH, device, fault_sentence, plan, reasons, refusal_sentence, staged, voice};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{
    Action, Choice, Column, Counter, Counters, EmptyState, Field, ListView, Notice, Row, Table, Tone, Value,
};
use app::imports::{Decision, Failure, Report, RowReport, Staged, Staging, preview, rows_at};
use app::queries::imports::CandidateNames;
use domain::access::{Action as A, Resource as R};
use domain::ids::PersonId;
use domain::list_import::RowOutcome;
use std::collections::{BTreeMap, BTreeSet};

/// Rows on the page; the rest is in the file.
const MOST: usize = 200;
/// Doubtful rows that can be decided at once.
const DECIDED: usize = 50;

/// Tone of an outcome.
pub fn tone(outcome: RowOutcome) -> Tone {
    match outcome {
        RowOutcome::New => Tone::Success,
        RowOutcome::Changed => Tone::Info,
        RowOutcome::Unchanged => Tone::Neutral,
        RowOutcome::Doubtful => Tone::Warning,
        RowOutcome::Refused => Tone::Danger,
    }
}

/// Figures of an import; each leads to its rows where `path` is given.
pub fn counters(staff: &Staff, counts: &domain::list_import::Counts, path: Option<&str>) -> Counters {
    let figures = [
        (RowOutcome::New, counts.new),
        (RowOutcome::Changed, counts.changed),
        (RowOutcome::Unchanged, counts.unchanged),
        (RowOutcome::Doubtful, counts.doubtful),
        (RowOutcome::Refused, counts.refused),
    ];
    let all = figures.map(|(outcome, count)| {
        let counter = Counter::new(staff.code("imports-outcome", outcome.code()), count).tone(tone(outcome));
        match path {
            Some(path) => counter.href(format!("{path}?outcome={}", outcome.code())),
            None => counter,
        }
    });
    Counters::new(all.into())
}

async fn contents(staged: &Staged, rows: &[&RowReport]) -> Result<BTreeMap<u64, String>, Problem> {
    let numbers: BTreeSet<u64> = rows.iter().map(|row| row.number).collect();
    let (path, name) = (Staging::default().list(staged.import), staged.file_name.clone());
    let found = tokio::task::spawn_blocking(move || rows_at(&path, &name, &numbers)).await.map_err(device)?;
    let found = found.map_err(|_| Problem::NotFound)?;
    let text = |row: &sheets::Row| {
        row.cells
            .iter()
            .map(|cell| cell.text.trim())
            .filter(|text| !text.is_empty())
            .take(6)
            .collect::<Vec<_>>()
            .join(" · ")
    };
    Ok(found.iter().map(|row| (row.number, text(row))).collect())
}

/// A table of rows with outcome and reasons.
pub fn table(staff: &Staff, rows: &[&RowReport], contents: &BTreeMap<u64, String>) -> ListView {
    let t = |key: &str| staff.t(key);
    let columns = vec![
        Column::number(t("imports-row")),
        Column::new(t("imports-outcome")),
        Column::new(t("imports-content")),
        Column::new(t("imports-reason")),
    ];
    let lines = rows.iter().map(|row| {
        let values = vec![
            Value::number(row.number as i64),
            Value::badge(tone(row.outcome), staff.code("imports-outcome", row.outcome.code())),
            Value::Foreign(contents.get(&row.number).cloned().unwrap_or_default()),
            Value::text(reasons(staff.language(), &row.notes)),
        ];
        Row::new(row.number, format!("{} {}", t("imports-row"), row.number), values)
    });
    ListView::new(
        Table::new(staff.language(), t("imports-rows"), columns).rows(lines).quiet_caption(),
        EmptyState::new(t("imports-apply-nothing")),
    )
}

/// The list as it would be imported.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let staged = staged(&staff, &input)?;
    let path = format!("{PATH}/{}", staged.import);
    let page = staff.page("imports-look-title").crumb(staff.t("imports-title"), PATH);
    let operation = || staff.operation();
    let found =
        preview(&staff.site.gate, &operation, &plan(&staff, &staged), &staged.decisions, &voice(&staff))
            .await;
    let report = match found {
        Ok(report) => report,
        Err(failure) => {
            let notice = Notice::new(Tone::Warning, failure_sentence(&staff, failure)?);
            return Ok(Answer::page(page, [Markup::of(&notice)]).status(422));
        }
    };
    let query = input.query();
    let wanted = query.get("outcome").and_then(RowOutcome::from_code);
    let mut rows: Vec<&RowReport> =
        report.rows.iter().filter(|row| wanted.is_none_or(|outcome| row.outcome == outcome)).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.outcome), row.number));
    let more = rows.len().saturating_sub(MOST);
    rows.truncate(MOST);
    let contents = contents(&staged, &rows).await?;
    let mut parts = vec![Markup::of(&counters(&staff, &report.counts, Some(&format!("{path}/look"))))];
    let mut page = page.lead(staff.t("imports-look-intro"));
    if report.counts.new + report.counts.changed > 0 {
        page = page.action(
            Action::post(staff.t("imports-apply"), format!("{path}/apply"), &staff.shell().csrf).primary(),
        );
    } else {
        parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("imports-apply-nothing"))));
    }
    if report.skipped > 0 {
        parts.push(Markup::paragraph(
            &staff.tn("imports-skipped", &[("found", (report.skipped as i64).into())]),
        ));
    }
    parts.extend(decisions(&staff, &staged, &report, &contents).await?);
    parts.push(Markup::of(&table(&staff, &rows, &contents)));
    if more > 0 {
        parts.push(Markup::paragraph(&staff.tn("imports-more-rows", &[("found", more.into())])));
    }
    Ok(Answer::page(page, parts))
}

/// The sentence of what kept a list from being judged or imported; faults go on as problems.
pub fn failure_sentence(staff: &Staff, failure: Failure) -> Result<String, Problem> {
    match failure {
        Failure::File(fault) => Ok(fault_sentence(staff.language(), &fault)),
        Failure::App(app::Error::Refused(refusal)) => Ok(refusal_sentence(staff.language(), &refusal)),
        Failure::App(error) => Err(error.into()),
    }
}

async fn decisions(
    staff: &Staff,
    staged: &Staged,
    report: &Report,
    contents: &BTreeMap<u64, String>,
) -> Result<Option<Markup>, Problem> {
    let open: Vec<&RowReport> = report
        .rows
        .iter()
        .filter(|row| {
            (row.outcome == RowOutcome::Doubtful || staged.decisions.contains_key(&row.number))
                && contents.contains_key(&row.number)
        })
        .take(DECIDED)
        .collect();
    if open.is_empty() {
        return Ok(None);
    }
    let persons: Vec<PersonId> =
        open.iter().flat_map(|row| row.notes.iter().filter_map(|note| note.candidate)).collect();
    let names: BTreeMap<PersonId, String> = match persons.is_empty() || !staff.may(A::See, R::Duplicate) {
        true => BTreeMap::new(),
        false => staff.ask(&CandidateNames { persons }).await?.into_iter().collect(),
    };
    let mut form = staff
        .form(format!("{PATH}/{}/look", staged.import))
        .section_with(staff.t("imports-decide-title"), staff.t("imports-decide-intro"));
    for row in open {
        let mut choices = vec![Choice::new("skip", staff.t("imports-decide-skip"))];
        let mut alike = false;
        for note in &row.notes {
            let Some(id) = note.candidate else { continue };
            alike = true;
            let label = match names.get(&id) {
                Some(name) => staff.tn("imports-decide-same", &[("found", name.into())]),
                None => staff.t("imports-decide-same-hidden"),
            };
            let why: Vec<String> = note.reasons.iter().map(|key| staff.t(key)).collect();
            choices.push(Choice::new(id.to_string(), label).hint(why.join(", ")));
        }
        choices.push(Choice::new(
            "take",
            staff.t(if alike { "imports-decide-new" } else { "imports-decide-take" }),
        ));
        let held = match staged.decisions.get(&row.number) {
            Some(Decision::Take) => "take".to_owned(),
            Some(Decision::Same(id)) => id.to_string(),
            None => "skip".to_owned(),
        };
        if held != "skip" && held != "take" && !choices.iter().any(|choice| choice.value == held) {
            choices.push(Choice::new(held.clone(), staff.t("imports-decide-same-hidden")));
        }
        let label = format!(
            "{} {}: {}",
            staff.t("imports-row"),
            row.number,
            contents.get(&row.number).map_or("", String::as_str)
        );
        let field = Field::radios(format!("row-{}", row.number), label, choices).value(held).required();
        form = form.field(field.hint(reasons(staff.language(), &row.notes)));
    }
    Ok(Some(Markup::of(&form.submit(staff.t("imports-decide-save")))))
}

/// Keeps decisions; the list is then looked at anew.
pub async fn decide(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut staged = staged(&staff, &input)?;
    for (name, value) in &input.pairs {
        let Some(row) = name.strip_prefix("row-").and_then(|row| row.parse::<u64>().ok()) else { continue };
        match value.as_str() {
            "take" => staged.decisions.insert(row, Decision::Take),
            id => match id.parse::<PersonId>().ok().filter(|_| id != "skip") {
                Some(person) => staged.decisions.insert(row, Decision::Same(person)),
                None => staged.decisions.remove(&row),
            },
        };
    }
    Staging::default().keep(&staged).map_err(device)?;
    Ok(Answer::see(format!("{PATH}/{}/look", staged.import)).note("imports-decided", None))
}
