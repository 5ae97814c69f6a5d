//! What people said at the page of their own path: the list for the body that has the next step, and its answer.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::pages::people::choices;
use crate::view::record::Counter;
use crate::view::{
    Choice, Column, Counters, EmptyState, Field, FilterBar, ListView, Notice, Row, Table, Tone, Value,
};
use app::commands::AnswerMessage;
use app::queries::path_messages::{MessageList, MessageRow};
use domain::access::{Action as A, Resource as R};
use domain::ids::PathMessageId;
use domain::own_path::{MessageAnswer, PathMessage};

const COLUMNS: [&str; 6] = [
    "messages-name",
    "messages-what",
    "messages-on",
    "counselling-language",
    "counselling-phone",
    "messages-answer",
];

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let rows = staff.ask(&MessageList { only_open: query.get("all").is_none() }).await?;
    let columns = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("messages-title"), columns)
        .rows(rows.iter().map(|row| line(&staff, row)))
        .quiet_caption();
    let filter =
        FilterBar::new(staff.language(), &query).field(Field::check("all", staff.t("messages-filter-all")));
    let view = ListView::new(table, EmptyState::new(staff.t("messages-empty"))).filter(filter);
    let page = staff.page("messages-title").lead(staff.t("messages-lead"));
    ListPage::new(page, view).answer(&staff, &input).await
}

fn line(staff: &Staff, row: &MessageRow) -> Row {
    let message = &row.message;
    let answer = match message.answer {
        Some(answer) => Value::text(staff.code("message-answer", answer.what.code())),
        None => Value::badge(Tone::Warning, staff.t("messages-open")),
    };
    let values = vec![
        Value::link(row.name.clone(), format!("/people/{}", message.person)),
        Value::text(staff.code("message-kind", message.kind.code())),
        Value::Date(message.said_on),
        Value::text(choices::language(&row.language)),
        Value::text(row.phone.clone()),
        answer,
    ];
    Row::new(message.id, row.name.clone(), values)
}

/// Open messages on the record of a person, each with its answer form.
pub fn message_notices(staff: &Staff, messages: &[PathMessage]) -> Vec<Markup> {
    let mut parts = Vec::new();
    for message in messages.iter().filter(|message| message.is_open()) {
        let what = staff.code("message-kind", message.kind.code());
        let text =
            staff.tn("messages-notice", &[("what", what.as_str().into()), ("on", message.said_on.into())]);
        parts.push(Markup::of(&Notice::new(Tone::Warning, text).text(staff.t("messages-notice-hint"))));
        if staff.may(A::Change, R::PathMessage) {
            let answers = MessageAnswer::ALL
                .iter()
                .map(|one| Choice::new(one.code(), staff.code("message-answer", one.code())))
                .collect();
            let form = staff
                .form(format!("/messages/{}/answer", message.id))
                .version(message.version)
                .hidden("person", message.person.to_string())
                .field(Field::select("what", staff.t("messages-what-done"), answers).required())
                .submit(staff.t("messages-save"));
            parts.push(Markup::of(&form));
        }
    }
    parts
}

/// A counter on the home; nothing while nobody has said anything.
pub async fn waiting_messages(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    if !staff.may(A::List, R::PathMessage) {
        return Ok(Vec::new());
    }
    let open = staff.ask(&MessageList { only_open: true }).await?;
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let counter = Counter::new(staff.t("messages-counter"), open.len()).href("/messages").tone(Tone::Warning);
    Ok(vec![Markup::of(&Counters::new(vec![counter]))])
}

/// Takes the answer.
pub async fn answer(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let message: PathMessageId = input.id("id")?;
    let version = input.text("version").parse().map_err(|_| Problem::Unreadable)?;
    let person: domain::ids::PersonId = input.text("person").parse().map_err(|_| Problem::Unreadable)?;
    let Some(what) = MessageAnswer::from_code(input.text("what")) else {
        return Ok(Answer::see(format!("/people/{person}")).note("refusal-message-answer-missing", None));
    };
    let done = staff.run(&input, AnswerMessage { message, version, what }).await?;
    Ok(Answer::see(format!("/people/{person}")).done("messages-answered", &done))
}
