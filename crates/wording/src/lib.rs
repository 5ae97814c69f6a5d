//! Texts for people: Fluent files, one folder per language, embedded in the program.
//!
//! Pages, letters and the command line ask here for every sentence they show. German is authoritative:
//! what another language lacks is shown in German, and what German lacks is shown as its key, so that a
//! missing text is seen but never stops anybody's work.
//!
//! Not for texts that people enter (notes, offers): those are data with a language of their own.

mod bundles;
mod calendar;
mod language;

use chrono::{NaiveDate, NaiveTime};

pub use calendar::{date, date_long, date_with_weekday, month, time};
pub use language::Language;

/// A value set into a text; numbers also choose the plural form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Arg<'a> {
    /// Shown as it is.
    Text(&'a str),
    /// Shown with the language's group separator from five digits on.
    Number(i64),
    /// Shown in the language's short form.
    Date(NaiveDate),
    /// Shown as hours and minutes.
    Time(NaiveTime),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

impl From<i32> for Arg<'_> {
    fn from(number: i32) -> Self {
        Arg::Number(i64::from(number))
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Arg::Number(i64::from(number))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<NaiveDate> for Arg<'_> {
    fn from(date: NaiveDate) -> Self {
        Arg::Date(date)
    }
}

impl From<NaiveTime> for Arg<'_> {
    fn from(time: NaiveTime) -> Self {
        Arg::Time(time)
    }
}

/// The text of `key`; German where the language lacks it, the key itself where German lacks it too.
pub fn text(language: Language, key: &str) -> String {
    text_with(language, key, &[])
}

/// The text of `key` with values set in and plural forms chosen.
pub fn text_with(language: Language, key: &str, args: &[(&str, Arg)]) -> String {
    bundles::format(language, key, args)
        .or_else(|| bundles::format(Language::De, key, args))
        .unwrap_or_else(|| key.to_owned())
}

/// Whether the language itself (not its fallback) has a text for `key`.
pub fn has(language: Language, key: &str) -> bool {
    bundles::has(language, key)
}

/// All keys of a language, in alphabetical order.
pub fn keys(language: Language) -> Vec<String> {
    bundles::keys(language)
}

/// What is wrong with the files of a language (unreadable message, key given twice); empty when sound.
pub fn faults(language: Language) -> &'static [String] {
    bundles::faults(language)
}

/// A whole number as the language writes it: grouped from five digits on (so that years stay years).
pub fn number(language: Language, number: i64) -> String {
    bundles::grouped(number, language.group_separator())
}

/// A number with so many digits behind the mark that the language uses.
pub fn decimal(language: Language, number: f64, digits: usize) -> String {
    let text = format!("{number:.digits$}");
    match language.group_separator() {
        ',' => text,
        _ => text.replace('.', ","),
    }
}

#[cfg(test)]
mod tests;
