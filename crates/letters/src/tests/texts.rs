//! Completeness of the wording and of what is printed, faults included.

use super::{pages::words_on_paper, renderer, sample};
use crate::{BATCH_LIMIT, LetterFault, MissingFact, Renderer};
use domain::letter::{Letter, LetterKind, PersonalPage};
use typst::foundations::{Dict, Value};
use wording::Language;

/// All strings of composed values, in reading order, without those that only steer the layout.
pub(super) fn strings(values: &Dict, prefix: &str, into: &mut Vec<(String, String)>) {
    for (key, value) in values.iter() {
        let name = if prefix.is_empty() { key.to_string() } else { format!("{prefix}.{key}") };
        collect(value, &name, into);
    }
}

fn collect(value: &Value, name: &str, into: &mut Vec<(String, String)>) {
    match value {
        Value::Str(text) => into.push((name.to_owned(), text.to_string())),
        Value::Dict(dict) => strings(dict, name, into),
        Value::Array(list) => list.iter().for_each(|item| collect(item, name, into)),
        _ => {}
    }
}

/// The words of the letters themselves; pages of staff about letters have files of their own.
const GERMAN: &str = include_str!("../../../../wording/de/letters.ftl");

#[test]
fn every_text_of_a_letter_exists_in_every_language() {
    let keys: Vec<&str> = GERMAN
        .lines()
        .filter_map(|line| Some(line.split_once(" = ")?.0))
        .filter(|key| key.starts_with("letters-") && !key.starts_with("letters-fault"))
        .collect();
    assert!(keys.len() > 80, "{} texts", keys.len());
    for language in Language::ALL {
        let missing: Vec<&&str> = keys.iter().filter(|key| !wording::has(language, key)).collect();
        assert!(missing.is_empty(), "{} lacks {missing:?}", language.code());
    }
}

#[test]
fn every_kind_in_every_language_prints_all_its_words() {
    for kind in LetterKind::ALL {
        for language in Language::ALL {
            let letter = sample::letter(*kind, language.code());
            let printed = words_on_paper(&letter);
            let composed = renderer().compose_for_tests(&letter);
            let mut texts = Vec::new();
            strings(&composed, "", &mut texts);
            assert!(texts.len() > 30, "{kind} {}: {} texts", language.code(), texts.len());
            for (name, text) in texts.iter().filter(|(name, _)| is_printed(name)) {
                assert!(!text.starts_with("letters-"), "{kind} {}: no text for {text}", language.code());
                for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2)
                {
                    assert!(
                        printed.contains(word),
                        "{kind} {}: {name} lacks {word}: {printed}",
                        language.code()
                    );
                }
            }
        }
    }
}

/// Titles and alternatives are in the file but not on paper.
fn is_printed(name: &str) -> bool {
    !matches!(name, "id" | "title" | "parts.page.alt" | "parts.way.map.alt")
        && !name.ends_with(".dir")
        && !name.ends_with(".lang")
        // not every stop finds room for its label
        && !name.ends_with("stops.name")
}

#[test]
fn a_letter_without_what_its_kind_is_about_is_refused_with_a_sentence() {
    let mut letter = sample::letter(LetterKind::Invitation, "ar");
    letter.facts.appointment = None;
    let fault = renderer().render(&letter).expect_err("an invitation to nothing");
    let number = letter.number.clone();
    assert_eq!(fault, LetterFault::FactMissing { number, fact: MissingFact::Appointment });
    let sentence = fault.explain(Language::De);
    assert!(sentence.contains("TST-2026-000123") && sentence.contains("Termin"), "{sentence}");

    let mut letter = sample::letter(LetterKind::SlippedStart, "de");
    letter.facts.course.as_mut().expect("the sample has a course").starts_on = None;
    let fault = renderer().render(&letter).expect_err("a new start without a day");
    assert!(matches!(fault, LetterFault::FactMissing { fact: MissingFact::CourseStart, .. }));
}

#[test]
fn an_unknown_language_a_long_address_and_a_nameless_letter_are_refused() {
    let letter = sample::letter(LetterKind::Referral, "xx");
    assert!(matches!(renderer().render(&letter), Err(LetterFault::UnknownLanguage { .. })));
    let mut letter = sample::letter(LetterKind::Referral, "de");
    letter.facts.page = Some(PersonalPage { url: format!("https://{}", "x".repeat(300)), code: "A".into() });
    assert!(matches!(renderer().render(&letter), Err(LetterFault::AddressTooLong { .. })));
    let mut letter = sample::letter(LetterKind::Referral, "de");
    letter.recipient.name_lines = vec!["  ".into()];
    let refused = renderer().render(&letter);
    assert!(matches!(refused, Err(LetterFault::FactMissing { fact: MissingFact::Recipient, .. })));
}

#[test]
fn an_empty_batch_and_one_beyond_the_limit_are_refused() {
    assert_eq!(renderer().render_batch(&[]), Err(LetterFault::EmptyBatch));
    let letters: Vec<Letter> = vec![sample::letter(LetterKind::Referral, "de"); BATCH_LIMIT + 1];
    let fault = renderer().render_batch(&letters).expect_err("too many");
    assert!(fault.explain(Language::De).contains(&BATCH_LIMIT.to_string()));
}

#[test]
fn without_noto_german_is_printed_and_arabic_is_refused() {
    let bare = Renderer::with_font_folders(&[]).expect("Libertinus is inside");
    assert_eq!(bare.languages_without_font(), vec![Language::Ar, Language::Prs]);
    assert!(bare.render(&sample::letter(LetterKind::Invitation, "uk")).is_ok());
    let fault = bare.render(&sample::letter(LetterKind::Invitation, "prs")).expect_err("no Arabic font");
    assert!(fault.explain(Language::De).contains("fonts-noto-core"), "{fault}");
}

#[test]
fn every_fault_has_a_sentence_in_german_and_english() {
    let number = String::from("TST-1");
    let faults = [
        LetterFault::UnknownLanguage { number: number.clone(), code: "xx".into() },
        LetterFault::FontsMissing { code: "ar".into() },
        LetterFault::FactMissing { number: number.clone(), fact: MissingFact::Place },
        LetterFault::AddressTooLong { number: number.clone() },
        LetterFault::EmptyBatch,
        LetterFault::BatchTooLarge { count: 999, limit: BATCH_LIMIT },
        LetterFault::Layout { number, message: "x".into() },
    ];
    for fault in faults {
        for language in [Language::De, Language::En] {
            let sentence = fault.explain(language);
            assert!(!sentence.contains("letters-") && !sentence.contains('{'), "{sentence}");
        }
    }
}
