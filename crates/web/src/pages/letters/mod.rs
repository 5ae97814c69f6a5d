//! Letters: writing and printing in one step, one or many; the list of what is still to be printed.

use crate::http::{Answer, Input, Problem, Route, Staff, needs};
use crate::pages::lists::ListPage;
use crate::view::{Action as Button, Column, EmptyState, ListView, Row, Table, Tone, Value};
use app::commands::{IssueLetters, LetterSubject, MarkPrinted};
use app::queries::letters::{LetterContent, LetterList};
use domain::access::{Action, Resource};
use domain::ids::LetterId;
use domain::letter::{Letter, LetterKind};

const PDF: &str = "application/pdf";

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/letters", needs(Action::List, Resource::Letter), list),
        Route::get("/letters/{id}", needs(Action::See, Resource::Letter), show),
        Route::post("/letters/issue", needs(Action::Create, Resource::Letter), issue),
        Route::post("/letters/print", needs(Action::Create, Resource::Letter), print),
    ]
}

async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let all = input.text("show") == "all";
    let letters = staff.ask(&LetterList { open_only: !all }).await?;
    let language = staff.language();
    let columns = vec![
        Column::new(staff.t("letters-list-number")),
        Column::new(staff.t("letters-list-recipient")),
        Column::new(staff.t("letters-list-kind")),
        Column::new(staff.t("letters-list-language")),
        Column::new(staff.t("letters-list-date")),
        Column::new(staff.t("letters-list-state")),
    ];
    let rows: Vec<Row> = letters
        .iter()
        .map(|record| {
            let name = record
                .content
                .pointer("/recipient/name_lines/0")
                .and_then(|v| v.as_str())
                .unwrap_or_default();
            let state = if record.printed_at.is_some() {
                Value::badge(Tone::Success, staff.t("letters-list-printed"))
            } else {
                Value::badge(Tone::Info, staff.t("letters-list-open"))
            };
            let values = vec![
                Value::link(record.number.clone(), format!("/letters/{}", record.id)),
                Value::link(name, format!("/people/{}", record.person)),
                Value::text(staff.code("letter-kind", &record.kind)),
                Value::text(staff.code("language", &record.language)),
                Value::date(Some(record.issued_on)),
                state,
            ];
            Row::new(record.id, record.number.clone(), values)
        })
        .collect();
    let table = Table::new(language, staff.t("letters-list-title"), columns)
        .rows(rows)
        .selectable("letter")
        .quiet_caption();
    let (label, href) = if all {
        ("letters-list-show-open", "/letters")
    } else {
        ("letters-list-show-all", "/letters?show=all")
    };
    let view = ListView::new(table, EmptyState::new(staff.t("letters-list-empty")));
    let page = staff.page("letters-list-title").action(Button::link(staff.t(label), href));
    ListPage::new(page, view)
        .bulk(staff.t("letters-list-print"), "/letters/print")
        .answer(&staff, &input)
        .await
}

/// The paper of a letter as it was written.
async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (_, letter) = staff.ask(&LetterContent { letter: input.id::<LetterId>("id")? }).await?;
    paper(&staff, vec![letter]).await
}

/// Writes letters for the chosen appointments or seats and prints them in the same step.
async fn issue(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut subjects = Vec::new();
    for id in input.texts("seating") {
        subjects.push(LetterSubject::Seating(id.parse().map_err(|_| Problem::Unreadable)?));
    }
    for id in input.texts("assignment") {
        subjects.push(LetterSubject::Assignment(id.parse().map_err(|_| Problem::Unreadable)?));
    }
    let tables = &staff.site.tables;
    let command = IssueLetters {
        kind: LetterKind::from_code(input.text("kind")),
        subjects,
        table: tables.letters.clone(),
        stops: tables.stops.clone(),
        public_url: staff.site.public_url.clone(),
    };
    let written = staff.run(&input, command).await?;
    let letters = staff.run(&Input::default(), MarkPrinted { letters: written.outcome }).await?;
    paper(&staff, letters.outcome).await
}

/// Prints letters that were written before.
async fn print(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut letters: Vec<LetterId> = Vec::new();
    if input.text("all_found") == "1" {
        letters.extend(staff.ask(&LetterList { open_only: true }).await?.iter().map(|record| record.id));
    } else {
        for id in input.texts("letter") {
            letters.push(id.parse().map_err(|_| Problem::Unreadable)?);
        }
    }
    let printed = staff.run(&Input::default(), MarkPrinted { letters }).await?;
    paper(&staff, printed.outcome).await
}

/// The PDF of some letters, made off the path of other requests.
async fn paper(staff: &Staff, letters: Vec<Letter>) -> Result<Answer, Problem> {
    let press = staff.site.clone();
    let made = tokio::task::spawn_blocking(move || press.letters.print(&letters)).await;
    let pdf = made.map_err(|_| Problem::Fault("the letter press stopped".to_owned()))??;
    Ok(Answer::inline(pdf, PDF))
}
