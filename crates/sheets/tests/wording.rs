//! Every code a caller can meet has a sentence in German and in English, with known arguments only.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use sheets::{FaultCode, Reason, SkipReason};

fn sentences(language: &str) -> BTreeMap<String, String> {
    let path = format!("{}/../../wording/{language}/sheets.ftl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.split_once(" = ") {
            Some((key, sentence)) if !line.starts_with(' ') => {
                last = key.to_owned();
                assert!(
                    all.insert(last.clone(), sentence.to_owned()).is_none(),
                    "{language}: {key} occurs twice"
                );
            }
            _ => all.entry(last.clone()).or_default().push_str(line),
        }
    }
    all
}

fn expected() -> BTreeMap<String, Vec<&'static str>> {
    let facts = vec!["file", "sheet", "row", "column", "found", "limit"];
    let faults = FaultCode::ALL.map(|code| (format!("sheets-fault-{}", code.code()), facts.clone()));
    let reasons = Reason::ALL.map(|reason| (reason.wording_key(), vec!["found"]));
    let skips = SkipReason::ALL.map(|reason| (reason.wording_key(), vec![]));
    faults.into_iter().chain(reasons).chain(skips).collect()
}

#[test]
fn every_code_has_a_sentence_in_german_and_english_and_no_sentence_is_idle() {
    let expected = expected();
    let wanted: Vec<&String> = expected.keys().collect();
    for language in ["de", "en"] {
        let found = sentences(language);
        assert_eq!(found.keys().collect::<Vec<_>>(), wanted, "{language}");
        for (key, sentence) in &found {
            for argument in sentence.split("{ $").skip(1) {
                let name = argument.split([' ', '}']).next().unwrap();
                assert!(expected[key].contains(&name), "{language}: {key} uses ${name}");
            }
            assert!(sentence.trim_end().ends_with(['.', '}']), "{language}: {key} is no sentence");
        }
    }
}
