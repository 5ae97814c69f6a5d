//! The Fluent bundles, one per language, built once from the embedded files.
//!
//! Isolating marks around values are off: the same texts go into letters, tables and files, where the
//! invisible marks would be found by people and programs. Pages put `<bdi>` where directions mix.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::{Arg, Language, calendar};

/// The folder of all wording files, embedded.
#[derive(rust_embed::RustEmbed)]
#[folder = "../../wording"]
struct Files;

/// One language's texts, ready to format.
struct Texts {
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<String>,
    /// What was wrong with the files, one sentence each; for the self-check and a test, never for users.
    faults: Vec<String>,
}

/// Formats one message; none if the language lacks it.
pub(crate) fn format(language: Language, key: &str, args: &[(&str, Arg)]) -> Option<String> {
    let bundle = &texts(language).bundle;
    let pattern = bundle.get_message(key)?.value()?;
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        values.set(*name, value(language, *arg));
    }
    let mut faults = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&values), &mut faults).into_owned())
}

/// Whether the language's own files hold the key.
pub(crate) fn has(language: Language, key: &str) -> bool {
    texts(language).keys.contains(key)
}

/// The language's own keys, sorted.
pub(crate) fn keys(language: Language) -> Vec<String> {
    texts(language).keys.iter().cloned().collect()
}

/// What is wrong with the language's files.
pub(crate) fn faults(language: Language) -> &'static [String] {
    &texts(language).faults
}

/// The source of every file of a language.
#[cfg(test)]
pub(crate) fn sources(language: Language) -> Vec<(String, String)> {
    files(language)
}

/// Groups digits in threes from five digits on.
pub(crate) fn grouped(number: i64, separator: char) -> String {
    let digits = number.unsigned_abs().to_string();
    if digits.len() < 5 {
        return number.to_string();
    }
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        grouped.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

fn texts(language: Language) -> &'static Texts {
    static TEXTS: OnceLock<Vec<Texts>> = OnceLock::new();
    let all = TEXTS.get_or_init(|| Language::ALL.into_iter().map(build).collect());
    &all[language as usize]
}

fn build(language: Language) -> Texts {
    let locale: LanguageIdentifier =
        language.plural_tag().parse().expect("every plural tag is a valid language tag");
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(formatter(language)));
    let mut keys = BTreeSet::new();
    let mut faults = Vec::new();
    for (path, source) in files(language) {
        keys.extend(source.lines().filter_map(key_of_line).map(str::to_owned));
        let resource = match FluentResource::try_new(source) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                faults.extend(errors.into_iter().map(|error| format!("{path}: {error}")));
                resource
            }
        };
        if let Err(errors) = bundle.add_resource(resource) {
            faults.extend(errors.into_iter().map(|error| format!("{path}: {error}")));
        }
    }
    Texts { bundle, keys, faults }
}

/// Path and source of every file in the language's folder, by name.
fn files(language: Language) -> Vec<(String, String)> {
    let folder = format!("{}/", language.code());
    let mut paths: Vec<String> = Files::iter()
        .map(|path| path.into_owned())
        .filter(|path| path.starts_with(&folder) && path.ends_with(".ftl"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| {
            let file = Files::get(&path)?;
            Some((path, String::from_utf8_lossy(&file.data).into_owned()))
        })
        .collect()
}

/// The key if a message begins on this line: Fluent lets messages begin only in the first column.
fn key_of_line(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    let starts_like_a_key = key.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_key = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    (starts_like_a_key && is_key).then_some(key)
}

fn value(language: Language, arg: Arg) -> FluentValue {
    match arg {
        Arg::Text(text) => FluentValue::from(text),
        Arg::Number(number) => FluentValue::from(number),
        Arg::Date(date) => FluentValue::from(calendar::date(language, date)),
        Arg::Time(time) => FluentValue::from(calendar::time(language, time)),
    }
}

/// Fluent takes a plain function, so the separator cannot be passed along: one function per separator.
fn formatter<M>(language: Language) -> fn(&FluentValue, &M) -> Option<String> {
    match language.group_separator() {
        '.' => |value, _| whole_number(value, '.'),
        ',' => |value, _| whole_number(value, ','),
        '\u{202f}' => |value, _| whole_number(value, '\u{202f}'),
        _ => |value, _| whole_number(value, '\u{a0}'),
    }
}

fn whole_number(value: &FluentValue, separator: char) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(grouped(number.value as i64, separator))
        }
        _ => None,
    }
}
