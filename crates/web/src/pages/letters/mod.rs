//! Letters: writing and printing in one step, one or many; the list of what is still to be printed.

use crate::http::{Answer, Input, Problem, Route, Staff, needs};
use crate::pages::lists::ListPage;
use crate::pages::lists::bulk::{Candidate, Chosen, Preview};
use crate::view::{Choice, Column, EmptyState, Field, FilterBar, ListView, Query, Row, Table, Tone, Value};
use app::commands::{IssueLetters, LetterSubject, MarkPrinted};
use app::queries::letters::{LetterContent, LetterList};
use domain::access::{Action, Resource};
use domain::ids::LetterId;
use domain::letter::{Letter, LetterKind};
use domain::letter_record::LetterRecord;

const PDF: &str = "application/pdf";

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/letters", needs(Action::List, Resource::Letter), list),
        Route::post("/letters/selection", needs(Action::Create, Resource::Letter), preview),
        Route::get("/letters/{id}", needs(Action::See, Resource::Letter), show),
        Route::post("/letters/issue", needs(Action::Create, Resource::Letter), issue),
        Route::post("/letters/print", needs(Action::Create, Resource::Letter), print),
    ]
}

/// Name of the boxes before the rows.
const FIELD: &str = "letter";

async fn letters(staff: &Staff, query: &Query) -> Result<Vec<LetterRecord>, Problem> {
    let mut letters = staff.ask(&LetterList { open_only: query.get("printed").is_none() }).await?;
    if let Some(kind) = query.get("kind") {
        letters.retain(|letter| letter.kind == kind);
    }
    Ok(letters)
}

fn recipient(record: &LetterRecord) -> &str {
    record.content.pointer("/recipient/name_lines/0").and_then(|value| value.as_str()).unwrap_or_default()
}

fn row(staff: &Staff, record: &LetterRecord) -> Row {
    let state = if record.printed_at.is_some() {
        Value::badge(Tone::Success, staff.t("letters-list-printed"))
    } else {
        Value::badge(Tone::Info, staff.t("letters-list-open"))
    };
    let values = vec![
        Value::link(record.number.clone(), format!("/letters/{}", record.id)),
        Value::link(recipient(record), format!("/people/{}", record.person)),
        Value::text(staff.code("letter-kind", &record.kind)),
        Value::text(staff.code("language", &record.language)),
        Value::date(Some(record.issued_on)),
        state,
    ];
    Row::new(record.id, record.number.clone(), values)
}

fn view(staff: &Staff, query: &Query, letters: &[LetterRecord]) -> ListView {
    let columns = ["number", "recipient", "kind", "language", "date", "state"]
        .map(|key| Column::new(staff.t(&format!("letters-list-{key}"))));
    let table = Table::new(staff.language(), staff.t("letters-list-title"), columns.into())
        .rows(letters.iter().map(|record| row(staff, record)))
        .selectable(FIELD)
        .quiet_caption();
    let kinds =
        LetterKind::ALL.iter().map(|kind| Choice::new(kind.code(), staff.code("letter-kind", kind.code())));
    let filter = FilterBar::new(staff.language(), query)
        .field(Field::select("kind", staff.t("letters-list-kind"), kinds.collect()))
        .field(Field::check("printed", staff.t("letters-list-show-printed")));
    ListView::new(table, EmptyState::new(staff.t("letters-list-empty"))).filter(filter)
}

async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let found = letters(&staff, &query).await?;
    let view = view(&staff, &query, &found);
    ListPage::new(staff.page("letters-list-title"), view)
        .bulk(staff.t("letters-list-print"), "/letters/selection")
        .answer(&staff, &input)
        .await
}

/// Which of the selected letters would be printed; one without an address is named.
async fn preview(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let chosen = Chosen::of(&input, "/letters", FIELD);
    let found = letters(&staff, &chosen.query).await?;
    let rows = chosen.rows(&staff, view(&staff, &chosen.query, &found));
    let records = found.iter().filter(|record| rows.iter().any(|row| row.key == record.id.to_string()));
    let candidates = records.map(|record| Candidate {
        key: record.id.to_string(),
        name: recipient(record).to_owned(),
        number: record.number.clone(),
        what: Ok(what(&staff, record)),
    });
    let preview = Preview {
        title: "letters-list-print",
        list: (staff.t("letters-list-title"), "/letters".to_owned()),
        path: "/letters/print".to_owned(),
        field: FIELD,
        submit: staff.t("letters-list-print"),
        candidates: candidates.collect(),
    };
    Ok(preview.answer(&staff))
}

fn what(staff: &Staff, record: &LetterRecord) -> String {
    let kind = staff.code("letter-kind", &record.kind);
    let lines = record.content.pointer("/recipient/address_lines").and_then(|value| value.as_array());
    if lines.is_some_and(|lines| !lines.is_empty()) {
        kind
    } else {
        staff.tn("letters-list-without-address", &[("kind", kind.as_str().into())])
    }
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
    for id in input.texts(FIELD) {
        letters.push(id.parse().map_err(|_| Problem::Unreadable)?);
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
