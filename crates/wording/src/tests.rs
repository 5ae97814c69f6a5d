//! Tests of src.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

use crate::{Arg, Language, bundles, date, date_long, decimal, has, keys, number, text, text_with, time};

fn thursday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
}

#[test]
fn every_german_text_exists_in_english() {
    let missing: Vec<String> = keys(Language::De).into_iter().filter(|key| !has(Language::En, key)).collect();
    assert!(missing.is_empty(), "English lacks {missing:?}");
}

#[test]
fn no_language_has_a_text_that_german_lacks() {
    for language in Language::ALL {
        let extra: Vec<String> = keys(language).into_iter().filter(|key| !has(Language::De, key)).collect();
        assert!(extra.is_empty(), "{language:?} has texts unknown to German: {extra:?}");
    }
}

#[test]
fn every_file_parses_and_no_key_is_given_twice() {
    for language in Language::ALL {
        let faults = bundles::faults(language);
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn a_text_takes_the_same_values_in_every_language() {
    let german = variables(Language::De);
    for language in Language::ALL {
        for (key, names) in variables(language) {
            let expected = german.get(&key).cloned().unwrap_or_default();
            assert_eq!(names, expected, "{language:?} {key}");
        }
    }
}

/// The names behind `$` in each message, from the source.
fn variables(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let known: BTreeSet<String> = keys(language).into_iter().collect();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, source) in bundles::sources(language) {
        let mut current = None;
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once('=')
                && known.contains(key.trim_end())
            {
                current = Some(key.trim_end().to_owned());
            }
            let Some(key) = &current else { continue };
            let names = found.entry(key.clone()).or_default();
            for piece in line.split('$').skip(1) {
                let name: String = piece
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                    .collect();
                names.insert(name);
            }
        }
    }
    found
}

#[test]
fn an_unknown_key_is_shown_as_itself_and_a_missing_translation_in_german() {
    assert_eq!(text(Language::Ar, "kit-there-is-no-such-text"), "kit-there-is-no-such-text");
    let only_german = keys(Language::De).into_iter().find(|key| !has(Language::Prs, key)).unwrap();
    assert_eq!(text(Language::Prs, &only_german), text(Language::De, &only_german));
}

#[test]
fn arabic_chooses_among_its_six_plural_forms() {
    let days = |n: i64| text_with(Language::Ar, "calendar-days", &[("count", n.into())]);
    let forms: BTreeSet<String> =
        [0, 1, 2, 3, 11, 100].map(|n| days(n).replace(&n.to_string(), "#")).into_iter().collect();
    assert_eq!(days(1), "يوم واحد");
    assert_eq!(days(2), "يومان");
    assert_eq!(days(3), "3 أيام");
    assert_eq!(days(11), "11 يومًا");
    assert_eq!(days(100), "100 يوم");
    assert_eq!(forms.len(), 6, "{forms:?}");
}

#[test]
fn ukrainian_and_russian_choose_among_their_three_plural_forms() {
    let days = |language, n: i64| text_with(language, "calendar-days", &[("count", n.into())]);
    assert_eq!(days(Language::Uk, 1), "1 день");
    assert_eq!(days(Language::Uk, 22), "22 дні");
    assert_eq!(days(Language::Uk, 12), "12 днів");
    assert_eq!(days(Language::Uk, 25), "25 днів");
    assert_eq!(days(Language::Ru, 21), "21 день");
    assert_eq!(days(Language::Ru, 3), "3 дня");
    assert_eq!(days(Language::Ru, 11), "11 дней");
}

#[test]
fn german_and_english_tell_one_from_many() {
    assert_eq!(text_with(Language::De, "calendar-days", &[("count", 1.into())]), "1 Tag");
    assert_eq!(text_with(Language::De, "calendar-days", &[("count", 0.into())]), "0 Tage");
    assert_eq!(text_with(Language::En, "calendar-days", &[("count", 12_345.into())]), "12,345 days");
}

#[test]
fn dates_and_times_are_gregorian_with_latin_digits_in_every_language() {
    let half_past_nine = NaiveTime::from_hms_opt(9, 30, 0).unwrap();
    for language in Language::ALL {
        for shown in [date(language, thursday()), date_long(language, thursday())] {
            assert!(shown.contains("26") && shown.contains("2026"), "{language:?}: {shown}");
        }
        let shown = time(language, half_past_nine);
        assert!(shown.contains("30") && shown.contains('9'), "{language:?}: {shown}");
    }
    assert_eq!(date(Language::De, thursday()), "26.11.2026");
    assert_eq!(date_long(Language::De, thursday()), "Donnerstag, 26. November 2026");
    assert_eq!(date_long(Language::En, thursday()), "Thursday, 26 November 2026");
    assert_eq!(date_long(Language::Uk, thursday()), "четвер, 26 листопада 2026 р.");
    assert_eq!(time(Language::De, half_past_nine), "09:30 Uhr");
}

#[test]
fn values_come_without_isolating_marks() {
    let shown = text_with(
        Language::Ar,
        "calendar-date-weekday",
        &[("weekday", "A".into()), ("date", Arg::Date(thursday()))],
    );
    assert!(!shown.contains(['\u{2068}', '\u{2069}']), "{shown:?}");
}

#[test]
fn years_stay_whole_and_big_numbers_are_grouped() {
    assert_eq!(number(Language::De, 2026), "2026");
    assert_eq!(number(Language::De, -1_234_567), "-1.234.567");
    assert_eq!(number(Language::Fr, 10_000), "10\u{202f}000");
    assert_eq!(number(Language::De, i64::MIN), "-9.223.372.036.854.775.808");
}

#[test]
fn every_language_is_found_by_its_code_and_stands_at_its_own_place() {
    for (place, language) in Language::ALL.into_iter().enumerate() {
        assert_eq!(Language::from_code(language.code()), Some(language));
        assert_eq!(language as usize, place, "the bundles are found by place");
    }
    assert_eq!(Language::from_code("xx"), None);
}

#[test]
fn digits_stand_behind_the_mark_of_the_language() {
    assert_eq!(decimal(Language::De, 3.25, 1), "3,2");
    assert_eq!(decimal(Language::En, 12.75, 2), "12.75");
    assert_eq!(decimal(Language::Fr, 7.0, 0), "7");
}
