//! The glossary holds: every identifier occurs in the code, no forbidden synonym does, and the printed
//! form is fresh.

use crate::blessed::{compare, files, root};
use serde::Deserialize;
use std::fmt::Write;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Glossary {
    term: Vec<Term>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    term: String,
    identifier: String,
    kind: String,
    definition: String,
    english: String,
    source: String,
    #[serde(default)]
    forbidden: Vec<String>,
}

fn glossary() -> Glossary {
    let text = std::fs::read_to_string(root().join("docs/glossary.toml")).expect("the glossary exists");
    toml::from_str(&text).expect("the glossary is readable")
}

fn code() -> Vec<(String, String)> {
    files("crates", &[".rs", ".sql"])
        .into_iter()
        .filter(|path| !path.ends_with("glossary.rs"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("readable")))
        .collect()
}

#[test]
fn every_identifier_of_the_glossary_occurs_and_no_forbidden_synonym_does() {
    let code = code();
    for term in glossary().term {
        assert!(
            code.iter().any(|(_, text)| text.contains(&term.identifier)),
            "{} ({}) does not occur",
            term.identifier,
            term.term
        );
        for synonym in &term.forbidden {
            for (path, text) in &code {
                assert!(
                    !text.contains(synonym.as_str()),
                    "{path} says {synonym}; the word is {}",
                    term.identifier
                );
            }
        }
    }
}

#[test]
fn the_printed_glossary_is_fresh() {
    let mut terms = glossary().term;
    terms.sort_by_key(|term| term.term.to_lowercase());
    let mut text = String::from(
        "# Glossary\n\nGenerated from `docs/glossary.toml` by `make bless`.\n\n| term | in the code | kind | meaning | English | source |\n|---|---|---|---|---|---|\n",
    );
    for term in terms {
        let _ = writeln!(
            text,
            "| {} | `{}` | {} | {} | {} | {} |",
            term.term, term.identifier, term.kind, term.definition, term.english, term.source
        );
    }
    compare("docs/glossary.md", &text);
}
