//! Turns one text into one value, the German way, and says when it had to guess.
//! Not for rules of a field ("must be 16 or older"): the caller knows those.

mod date;
mod flag;
mod number;
mod time;

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::cell::is_invisible;

pub use date::{DateRule, DateValue, date, day};
pub use flag::flag;
pub use number::{number, whole};
pub use time::{WeekTime, time, week_times};

/// The outcome of reading one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parsed<T> {
    /// Read without a guess.
    Ok(T),
    /// Read with a guess a person should look at.
    Doubtful {
        /// The likeliest value.
        value: T,
        /// What was guessed.
        reason: Reason,
    },
    /// Not read.
    Bad {
        /// Why not.
        reason: Reason,
    },
}

impl<T> Parsed<T> {
    /// The value, doubtful or not.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Ok(value) | Self::Doubtful { value, .. } => Some(value),
            Self::Bad { .. } => None,
        }
    }

    /// The value by itself, doubtful or not.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Ok(value) | Self::Doubtful { value, .. } => Some(value),
            Self::Bad { .. } => None,
        }
    }

    /// Why it is doubtful or bad.
    pub fn reason(&self) -> Option<Reason> {
        match self {
            Self::Ok(_) => None,
            Self::Doubtful { reason, .. } | Self::Bad { reason } => Some(*reason),
        }
    }

    /// Whether the text held nothing, which many fields allow.
    pub fn is_empty(&self) -> bool {
        self.reason() == Some(Reason::Empty)
    }

    /// The same outcome with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Parsed<U> {
        match self {
            Self::Ok(value) => Parsed::Ok(change(value)),
            Self::Doubtful { value, reason } => Parsed::Doubtful { value: change(value), reason },
            Self::Bad { reason } => Parsed::Bad { reason },
        }
    }

    /// Makes a good value doubtful; a reason given before stays.
    pub(crate) fn doubted(self, reason: Reason) -> Self {
        match self {
            Self::Ok(value) => Self::Doubtful { value, reason },
            other => other,
        }
    }

    pub(crate) fn bad(reason: Reason) -> Self {
        Self::Bad { reason }
    }
}

/// Why a text is doubtful or bad; `code` is stable and part of a wording key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The text holds nothing.
    Empty,
    /// Not readable as a date.
    NotADate,
    /// A date the calendar does not have.
    NoSuchDay,
    /// A date outside the time the field can lie in.
    OutOfRange,
    /// A year of two digits that fits two centuries.
    TwoDigitYear,
    /// Day and month may be exchanged.
    DayMonthOrder,
    /// Only the year is known.
    YearOnly,
    /// Only month and year are known.
    MonthOnly,
    /// The first of January, often entered when only the year is known.
    FirstOfJanuary,
    /// A bare number that Excel may have meant as a day.
    SerialNumber,
    /// A date of digits without separators.
    DigitsOnly,
    /// Marked as approximate ("ca.", "?").
    Approximate,
    /// Separators are mixed up.
    Typo,
    /// Not readable as a number.
    NotANumber,
    /// A point that may divide thousands or decimals.
    ThousandsOrDecimal,
    /// A point was used where German writes a comma.
    PointAsDecimal,
    /// A whole number was expected.
    NotWhole,
    /// Neither yes nor no.
    NotAFlag,
    /// Not readable as a time of day.
    NotATime,
    /// A time of day the clock does not have.
    NoSuchTime,
    /// An hour without minutes and without "Uhr".
    HourOnly,
    /// The end lies before the beginning.
    EndBeforeStart,
}

impl Reason {
    /// All reasons, for tests and documentation.
    pub const ALL: [Reason; 22] = [
        Self::Empty,
        Self::NotADate,
        Self::NoSuchDay,
        Self::OutOfRange,
        Self::TwoDigitYear,
        Self::DayMonthOrder,
        Self::YearOnly,
        Self::MonthOnly,
        Self::FirstOfJanuary,
        Self::SerialNumber,
        Self::DigitsOnly,
        Self::Approximate,
        Self::Typo,
        Self::NotANumber,
        Self::ThousandsOrDecimal,
        Self::PointAsDecimal,
        Self::NotWhole,
        Self::NotAFlag,
        Self::NotATime,
        Self::NoSuchTime,
        Self::HourOnly,
        Self::EndBeforeStart,
    ];

    /// The stable code in kebab-case.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotADate => "not-a-date",
            Self::NoSuchDay => "no-such-day",
            Self::OutOfRange => "out-of-range",
            Self::TwoDigitYear => "two-digit-year",
            Self::DayMonthOrder => "day-month-order",
            Self::YearOnly => "year-only",
            Self::MonthOnly => "month-only",
            Self::FirstOfJanuary => "first-of-january",
            Self::SerialNumber => "serial-number",
            Self::DigitsOnly => "digits-only",
            Self::Approximate => "approximate",
            Self::Typo => "typo",
            Self::NotANumber => "not-a-number",
            Self::ThousandsOrDecimal => "thousands-or-decimal",
            Self::PointAsDecimal => "point-as-decimal",
            Self::NotWhole => "not-whole",
            Self::NotAFlag => "not-a-flag",
            Self::NotATime => "not-a-time",
            Self::NoSuchTime => "no-such-time",
            Self::HourOnly => "hour-only",
            Self::EndBeforeStart => "end-before-start",
        }
    }

    /// The key of the sentence in `wording/<language>/sheets.ftl`; its only argument is `found`.
    pub fn wording_key(self) -> String {
        format!("sheets-reason-{}", self.code())
    }
}

/// Cleans a text without changing its words: white space of any sort becomes one space, outer
/// space and invisible characters go, letters with separate accents (as Macintosh writes them)
/// are composed. Capitals stay. The joiners that Persian spelling needs stay between its letters.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        let joiner =
            matches!(c, '\u{200C}' | '\u{200D}') && cleaned.chars().next_back().is_some_and(is_arabic);
        if c.is_whitespace() {
            space = true;
        } else if joiner || !is_invisible(c) {
            if space && !cleaned.is_empty() {
                cleaned.push(' ');
            }
            space = false;
            cleaned.push(c);
        }
    }
    while cleaned.ends_with(is_invisible) {
        cleaned.pop();
    }
    if is_nfc(&cleaned) { cleaned } else { cleaned.nfc().collect() }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}')
}

/// Cleaned, in lower case, with Latin digits and plain hyphens: the form values are read from.
fn readable(text: &str) -> String {
    let digit = |c: char, zero: u32| char::from_digit(u32::from(c) - zero, 10).unwrap_or(c);
    clean(text)
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '\u{0660}'..='\u{0669}' => digit(c, 0x0660),
            '\u{06F0}'..='\u{06F9}' => digit(c, 0x06F0),
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            '⁄' | '∕' => '/',
            '．' | '٫' => '.',
            '：' => ':',
            other => other,
        })
        .collect()
}

/// Takes marks of doubt ("ca.", "~", "?") off a readable text; says whether there were any.
fn without_doubt_marks(text: &str) -> (String, bool) {
    let mut rest = text.trim();
    let mut marked = false;
    for mark in ["ca.", "ca ", "circa", "etwa", "ungefähr", "ungef.", "um ", "~", "≈"] {
        if let Some(after) = rest.strip_prefix(mark) {
            rest = after.trim_start();
            marked = true;
        }
    }
    while let Some(before) = rest.strip_suffix('?').or_else(|| rest.strip_suffix("(?)")) {
        rest = before.trim_end();
        marked = true;
    }
    (rest.to_owned(), marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_up_removes_what_cannot_be_seen_and_keeps_what_can() {
        assert_eq!(clean("  MÜLLER\u{a0}\u{a0}–\tLüdenscheidt \u{200b}\n"), "MÜLLER – Lüdenscheidt");
        assert_eq!(clean("Mu\u{308}ller"), "Müller");
        assert_eq!(clean("\u{feff}Nr.\u{ad}"), "Nr.");
        assert_eq!(clean("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(clean("a\u{200c}b"), "ab");
        assert_eq!(clean("\u{a0}\u{200e} "), "");
    }

    #[test]
    fn every_reason_has_a_code_of_its_own() {
        let mut codes: Vec<&str> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Reason::ALL.len());
    }
}
