//! Reasons and faults as sentences, for pages, files and the command line.

use crate::view::Language;
use app::imports::{ImportFault, Note};
use domain::refusal::{Fact, Refusal};
use wording::Arg;

/// All reasons of a row in one text.
pub fn reasons(language: Language, notes: &[Note]) -> String {
    let one = |note: &Note| {
        let row = note.row.unwrap_or_default() as i64;
        wording::text_with(language, &note.key, &[("found", note.found.as_str().into()), ("row", row.into())])
    };
    notes.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Why a list cannot be read.
pub fn fault_sentence(language: Language, fault: &ImportFault) -> String {
    match fault {
        ImportFault::Columns(fields) => {
            let names: Vec<String> = fields
                .iter()
                .map(|code| {
                    let topic = match *code {
                        "family_name" => "person",
                        "case_number" | "speaking" => "exam",
                        _ => "course",
                    };
                    wording::text(language, &format!("imports-field-{topic}-{}", code.replace('_', "-")))
                })
                .collect();
            wording::text_with(language, "imports-columns-missing", &[("found", (&names.join(", ")).into())])
        }
        ImportFault::Sheet(fault) => {
            let facts = fault.facts();
            let args: Vec<(&str, Arg)> = facts
                .iter()
                .map(|(name, fact)| {
                    let arg = match fact {
                        sheets::Fact::Text(text) => Arg::Text(text),
                        sheets::Fact::Number(number) => Arg::Number(*number),
                    };
                    (*name, arg)
                })
                .collect();
            wording::text_with(language, &fault.wording_key(), &args)
        }
    }
}

/// The sentence of a refusal.
pub fn refusal_sentence(language: Language, refusal: &Refusal) -> String {
    let args: Vec<(&str, Arg)> = refusal
        .facts
        .iter()
        .map(|(name, fact)| {
            let arg = match fact {
                Fact::Number(number) => Arg::Number(*number),
                Fact::Date(day) => Arg::Date(*day),
                Fact::Text(text) => Arg::Text(text),
            };
            (name.as_str(), arg)
        })
        .collect();
    wording::text_with(language, &format!("refusal-{}", refusal.code), &args)
}
