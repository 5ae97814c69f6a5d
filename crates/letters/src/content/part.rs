//! One language of a letter: subject, paragraphs and sections in the order in which they are read.

use super::{Context, PAGE_MARK, PAGES_MARK, facts, strings, way};
use crate::qr::Picture;
use domain::letter::{LetterKind, RemedyKind};
use typst::foundations::{Bytes, Dict, IntoValue, Value, dict};
use wording::{Arg, Language};

/// The values of one part.
pub(crate) fn compose(context: &Context, picture: Option<&Picture>) -> Dict {
    let kind = context.letter.kind.wording_key();
    let translation = context.language != Language::De;
    dict! {
        "lang" => context.language.code(),
        "dir" => context.language.direction(),
        "note" => if translation { note(context) } else { Value::None },
        "subject" => context.say(&format!("{kind}-subject")),
        "greeting" => greeting(context),
        "before" => strings(before_facts(context, &kind)),
        "facts" => facts::table(context),
        "page" => picture.map_or(Value::None, |picture| page(context, picture)),
        "after" => strings(after_facts(context, &kind)),
        "bring" => bring(context),
        "way" => way::section(context),
        "citations" => citations(context),
        "remedy" => remedy(context),
        "closing" => context.say("closing"),
        "signer" => signer(context),
        "unsigned" => context.say("unsigned"),
        "footer" => context.say_with("page-of", &[("page", PAGE_MARK.into()), ("pages", PAGES_MARK.into())]),
        "number-label" => context.say("info-number"),
        "number" => context.clean(&context.letter.number),
    }
}

/// The mark of a translation, in German for the office and in the language of the reader.
fn note(context: &Context) -> Value {
    dict! {
        "german" => wording::text(Language::De, "letters-translation-note"),
        "own" => context.say("translation-note"),
    }
    .into_value()
}

fn greeting(context: &Context) -> String {
    let name = context.letter.recipient.name_lines.iter().map(|line| context.clean(line));
    match name.into_iter().find(|line| !line.is_empty()) {
        Some(name) => context.say_with("greeting", &[("name", (&name).into())]),
        None => context.say("greeting-plain"),
    }
}

fn before_facts(context: &Context, kind: &str) -> Vec<String> {
    let facts = &context.letter.facts;
    let mut paragraphs = Vec::new();
    if let (LetterKind::SecondInvitation, Some(day)) = (context.letter.kind, facts.missed_on) {
        paragraphs.push(context.say_with(&format!("{kind}-missed"), &[("date", Arg::from(day))]));
    }
    paragraphs.push(context.say(&format!("{kind}-intro")));
    paragraphs
}

fn after_facts(context: &Context, kind: &str) -> Vec<String> {
    let facts = &context.letter.facts;
    let mut paragraphs = Vec::new();
    let sends_to_course = matches!(context.letter.kind, LetterKind::Assignment | LetterKind::Referral);
    if let (true, Some(day)) = (sends_to_course, facts.report_by) {
        paragraphs.push(context.say_with(&format!("{kind}-report-by"), &[("date", Arg::from(day))]));
    }
    paragraphs.push(context.say(&format!("{kind}-next")));
    paragraphs.push(context.say(&format!("{kind}-hint")));
    paragraphs
}

fn page(context: &Context, picture: &Picture) -> Value {
    let Some(page) = &context.letter.facts.page else { return Value::None };
    // the address itself is not cleansed: it must stay what the code says
    let address = page.url.trim_start_matches("https://").trim_start_matches("http://");
    dict! {
        "title" => context.say("code-title"),
        "hint" => context.say("code-hint"),
        "label" => context.say("code-label"),
        "code" => context.clean(&page.code),
        "address" => context.clean(address),
        "alt" => context.say_with("code-alt", &[("url", (&page.url).into())]),
        "side" => i64::try_from(picture.side).unwrap_or(i64::MAX),
        "pixels" => Bytes::new(picture.pixels.clone()),
    }
    .into_value()
}

fn bring(context: &Context) -> Value {
    let items: Vec<String> = context
        .letter
        .facts
        .bring
        .iter()
        .map(|item| context.say(&format!("bring-{}", item.wording_key())))
        .collect();
    if items.is_empty() {
        return Value::None;
    }
    dict! { "title" => context.say("bring-title"), "items" => strings(items) }.into_value()
}

fn citations(context: &Context) -> Value {
    let sources = context.clean_all(&context.letter.facts.citations);
    if sources.is_empty() {
        return Value::None;
    }
    context.say_with("citations", &[("citations", (&sources.join("; ")).into())]).into_value()
}

fn remedy(context: &Context) -> Value {
    let Some(remedy) = &context.letter.facts.remedy else { return Value::None };
    let key = match remedy.kind {
        RemedyKind::Widerspruch => "remedy-widerspruch",
        RemedyKind::Klage => "remedy-klage",
    };
    let office = context.clean(&remedy.office);
    dict! {
        "title" => context.say("remedy-title"),
        "text" => context.say_with(key, &[("office", (&office).into())]),
    }
    .into_value()
}

fn signer(context: &Context) -> String {
    let sender = &context.letter.sender;
    let named = if sender.contact.person.trim().is_empty() { &sender.name } else { &sender.contact.person };
    context.clean(named)
}
