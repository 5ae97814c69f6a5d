//! Every text exists: German and English complete, every refusal with words, every key that pages name.

use crate::blessed::files;
use std::collections::BTreeSet;
use wording::Language;

#[test]
fn english_has_every_german_key_and_no_other() {
    let german: BTreeSet<String> = wording::keys(Language::De).into_iter().collect();
    let english: BTreeSet<String> = wording::keys(Language::En).into_iter().collect();
    let missing: Vec<&String> = german.difference(&english).collect();
    let surplus: Vec<&String> = english.difference(&german).collect();
    assert!(missing.is_empty(), "missing in English: {missing:?}");
    assert!(surplus.is_empty(), "missing in German: {surplus:?}");
}

/// Literals behind a call in all sources of a folder.
fn literals(folder: &str, call: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in files(folder, &[".rs"]) {
        let text = std::fs::read_to_string(&file).expect("readable");
        // what stands behind the first line of tests is no text for people
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for part in text.split(call).skip(1) {
            if let Some((literal, _)) =
                part.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'))
            {
                found.insert(literal.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_refusal_has_words_in_both_staff_languages() {
    for folder in ["crates/domain/src", "crates/app/src", "crates/storage/src"] {
        for code in literals(folder, "Refusal::new(") {
            for language in [Language::De, Language::En] {
                assert!(
                    wording::has(language, &format!("refusal-{code}")),
                    "refusal-{code} has no words in {}",
                    language.code()
                );
            }
        }
    }
}

#[test]
fn every_key_a_page_names_exists() {
    for call in ["staff.t(", "staff.page(", "page.t(", ".tn(", "self.t("] {
        for key in literals("crates/web/src/pages", call) {
            assert!(wording::has(Language::De, &key), "{key} (behind {call}) does not exist");
        }
    }
}
