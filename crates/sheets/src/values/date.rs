//! Dates as people write them in German lists, with every guess named.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Parsed, Reason, readable, without_doubt_marks};

/// A date as exactly as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateValue {
    /// A day.
    Day(NaiveDate),
    /// A month from 1 to 12 in a year.
    Month {
        /// The year.
        year: i32,
        /// The month from 1 to 12.
        month: u32,
    },
    /// A year.
    Year(i32),
}

impl DateValue {
    /// The day, if it is known.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The first day it can mean.
    pub fn first_day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month { year, month } => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
        }
    }

    /// ISO text as exact as the value: `1990-03-02`, `1990-03` or `1990`.
    pub fn iso(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Month { year, month } => format!("{year:04}-{month:02}"),
            Self::Year(year) => format!("{year:04}"),
        }
    }
}

/// The time a field's dates lie in; it settles years of two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRule {
    /// The first day that can be meant.
    pub earliest: NaiveDate,
    /// The last day that can be meant.
    pub latest: NaiveDate,
    /// Whether the first of January is doubtful: offices enter it when only the year is known.
    pub doubts_first_of_january: bool,
}

impl DateRule {
    /// Days of birth: within 120 years before today.
    pub fn birth(today: NaiveDate) -> Self {
        let earliest = today.checked_sub_months(Months::new(120 * 12)).unwrap_or(NaiveDate::MIN);
        Self { earliest, latest: today, doubts_first_of_january: true }
    }

    /// Days of cases and courses: from 40 years before today to 10 years after it.
    pub fn event(today: NaiveDate) -> Self {
        let earliest = today.checked_sub_months(Months::new(40 * 12)).unwrap_or(NaiveDate::MIN);
        let latest = today.checked_add_months(Months::new(10 * 12)).unwrap_or(NaiveDate::MAX);
        Self { earliest, latest, doubts_first_of_january: false }
    }
}

const MONTHS: [&[&str]; 12] = [
    &["januar", "jan", "jänner", "jän", "january"],
    &["februar", "feb", "febr", "february"],
    &["märz", "maerz", "mär", "mrz", "mar", "march"],
    &["april", "apr"],
    &["mai", "may"],
    &["juni", "jun", "june"],
    &["juli", "jul", "july"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "okt", "october", "oct"],
    &["november", "nov"],
    &["dezember", "dez", "december", "dec"],
];

/// Words and weekdays that may stand before a date.
const LEADING: [&str; 22] = [
    "geboren",
    "geb",
    "am",
    "den",
    "seit",
    "ab",
    "vom",
    "zum",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
];

/// Reads a day; a month or a year alone is bad here, with `Reason::MonthOnly` or `YearOnly`.
pub fn day(text: &str, rule: &DateRule) -> Parsed<NaiveDate> {
    match date(text, rule) {
        Parsed::Ok(DateValue::Day(day)) => Parsed::Ok(day),
        Parsed::Doubtful { value: DateValue::Day(value), reason } => Parsed::Doubtful { value, reason },
        Parsed::Bad { reason } => Parsed::bad(reason),
        Parsed::Ok(DateValue::Year(_)) | Parsed::Doubtful { value: DateValue::Year(_), .. } => {
            Parsed::bad(Reason::YearOnly)
        }
        _ => Parsed::bad(Reason::MonthOnly),
    }
}

/// Reads a date: `2.3.1990`, `02.03.90`, `2. März 1990`, `2/3/1990`, `1990-03-02`, Excel's day
/// numbers, `00.00.1990` and `1990`.
pub fn date(text: &str, rule: &DateRule) -> Parsed<DateValue> {
    let text = readable(text);
    if text.is_empty() {
        return Parsed::bad(Reason::Empty);
    }
    let (bare, marked) = without_doubt_marks(&text);
    let pieces = pieces(without_time(without_leading(&bare)));
    let parsed = Reader { rule }.read(&pieces);
    if marked { parsed.doubted(Reason::Approximate) } else { parsed }
}

fn without_leading(text: &str) -> &str {
    let mut rest = text.trim_start_matches(['*', '(']).trim_end_matches([')', ',', ';']).trim();
    loop {
        let word_end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word_end);
        let known = LEADING.contains(&word) || word == "so";
        if !known || after.is_empty() {
            return rest;
        }
        rest = after.trim_start_matches(['.', ',', ':', ' ']);
    }
}

/// Cuts off a time of day: `1990-03-02t00:00:00`, `02.03.1990 08:30 uhr`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let before = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    before.strip_suffix('t').unwrap_or(before).trim_end().trim_end_matches([',', 'u', 'm']).trim_end()
}

/// A run of digits or letters and the separators after it.
#[derive(Debug, PartialEq)]
struct Piece<'a> {
    text: &'a str,
    after: String,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let same = |c: char| if digits { c.is_ascii_digit() } else { c.is_alphabetic() };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        if end == 0 {
            // A numeral of a script that is not read.
            return Vec::new();
        }
        let after: String = rest[end..].chars().take_while(|c| !c.is_alphanumeric()).collect();
        all.push(Piece { text: &rest[..end], after: after.replace(' ', "") });
        rest = &rest[end..];
        if all.len() > 4 {
            break;
        }
    }
    all
}

struct Reader<'a> {
    rule: &'a DateRule,
}

impl Reader<'_> {
    fn read(&self, pieces: &[Piece<'_>]) -> Parsed<DateValue> {
        let is_number = |piece: &Piece<'_>| piece.text.starts_with(|c: char| c.is_ascii_digit());
        match pieces {
            [one] if is_number(one) => self.bare_digits(one.text),
            [first, year] if year.text.len() == 4 && is_number(year) => match self.month(first) {
                Some(month) => self.month_only(year.text, month),
                None => Parsed::bad(Reason::NotADate),
            },
            [year, month] if year.text.len() == 4 && is_number(year) => match self.month(month) {
                Some(month) => self.month_only(year.text, month),
                None => Parsed::bad(Reason::NotADate),
            },
            [a, b, c] if is_number(a) && is_number(b) && is_number(c) => self.three_numbers(a, b, c),
            [day, name, year] if is_number(day) && is_number(year) => {
                self.named(day.text, name.text, year.text)
            }
            [name, day, year] if is_number(day) && is_number(year) => {
                self.named(day.text, name.text, year.text)
            }
            _ => Parsed::bad(Reason::NotADate),
        }
    }

    fn month(&self, piece: &Piece<'_>) -> Option<u32> {
        match piece.text.parse::<u32>() {
            Ok(month) => (1..=12).contains(&month).then_some(month),
            Err(_) => month_named(piece.text),
        }
    }

    fn named(&self, day: &str, name: &str, year: &str) -> Parsed<DateValue> {
        match (month_named(name), day.parse::<u32>()) {
            (Some(month), Ok(day)) => self.with_year(year, month, day),
            _ => Parsed::bad(Reason::NotADate),
        }
    }

    fn three_numbers(&self, a: &Piece<'_>, b: &Piece<'_>, c: &Piece<'_>) -> Parsed<DateValue> {
        let (Ok(first), Ok(second), Ok(third)) = (a.text.parse(), b.text.parse(), c.text.parse()) else {
            return Parsed::bad(Reason::NotADate);
        };
        let tidy = a.after == b.after && matches!(a.after.as_str(), "." | "/" | "-");
        let parsed = if a.text.len() == 4 {
            self.with_year(a.text, second, third)
        } else if a.text.len() <= 2 && b.text.len() <= 2 {
            let exchanged = second > 12 && (1..=12).contains(&first);
            let (day, month) = if exchanged { (second, first) } else { (first, second) };
            let parsed = self.with_year(c.text, month, day);
            // English and American lists use slashes in opposite orders.
            let either = a.after == "/" && first != second && (1..=12).contains(&first) && second <= 12;
            if exchanged || either { parsed.doubted(Reason::DayMonthOrder) } else { parsed }
        } else {
            Parsed::bad(Reason::NotADate)
        };
        if tidy { parsed } else { parsed.doubted(Reason::Typo) }
    }

    /// Completes a date with a year of two or four digits; day and month may be zero.
    fn with_year(&self, year: &str, month: u32, day: u32) -> Parsed<DateValue> {
        let years: Vec<i32> = match (year.len(), year.parse::<i32>()) {
            (4, Ok(year)) => vec![year],
            (2, Ok(year)) => vec![2000 + year, 1900 + year],
            _ => return Parsed::bad(Reason::NotADate),
        };
        let values: Vec<DateValue> = years.iter().filter_map(|&year| value(year, month, day)).collect();
        if values.is_empty() {
            return Parsed::bad(Reason::NoSuchDay);
        }
        let mut fitting = values.into_iter().filter(|value| self.fits(*value));
        let Some(value) = fitting.next() else { return Parsed::bad(Reason::OutOfRange) };
        match value {
            DateValue::Year(_) => Parsed::Ok(value).doubted(Reason::YearOnly),
            DateValue::Month { .. } => Parsed::Ok(value).doubted(Reason::MonthOnly),
            DateValue::Day(_) if fitting.next().is_some() => Parsed::Ok(value).doubted(Reason::TwoDigitYear),
            DateValue::Day(day)
                if self.rule.doubts_first_of_january && (day.day(), day.month()) == (1, 1) =>
            {
                Parsed::Ok(value).doubted(Reason::FirstOfJanuary)
            }
            DateValue::Day(_) => Parsed::Ok(value),
        }
    }

    fn month_only(&self, year: &str, month: u32) -> Parsed<DateValue> {
        self.with_year(year, month, 0)
    }

    /// Whether some day the value can mean lies in the expected time.
    fn fits(&self, value: DateValue) -> bool {
        let months = match value {
            DateValue::Day(day) => return self.rule.earliest <= day && day <= self.rule.latest,
            DateValue::Month { .. } => 1,
            DateValue::Year(_) => 12,
        };
        let first = value.first_day();
        let after = first.and_then(|first| first.checked_add_months(Months::new(months)));
        first.is_some_and(|first| first <= self.rule.latest)
            && after.is_some_and(|after| after > self.rule.earliest)
    }

    fn bare_digits(&self, digits: &str) -> Parsed<DateValue> {
        match digits.len() {
            4 => self.with_year(digits, 0, 0),
            5 => self.serial_day(digits),
            6 => self.of_parts(&digits[4..], &digits[2..4], &digits[..2]).doubted(Reason::DigitsOnly),
            8 => {
                let german = self.of_parts(&digits[4..], &digits[2..4], &digits[..2]);
                let iso = self.of_parts(&digits[..4], &digits[4..6], &digits[6..]);
                if german.value().is_some() { german } else { iso }.doubted(Reason::DigitsOnly)
            }
            _ => Parsed::bad(Reason::NotADate),
        }
    }

    fn of_parts(&self, year: &str, month: &str, day: &str) -> Parsed<DateValue> {
        match (month.parse(), day.parse()) {
            (Ok(month), Ok(day)) => self.with_year(year, month, day),
            _ => Parsed::bad(Reason::NotADate),
        }
    }

    /// Excel counts days from 30 December 1899 (for days after February 1900).
    fn serial_day(&self, digits: &str) -> Parsed<DateValue> {
        let days = digits.parse::<u64>().ok();
        let epoch = NaiveDate::from_ymd_opt(1899, 12, 30);
        let day = epoch.zip(days).and_then(|(epoch, days)| epoch.checked_add_days(Days::new(days)));
        match day.map(DateValue::Day) {
            Some(value) if self.fits(value) => Parsed::Ok(value).doubted(Reason::SerialNumber),
            _ => Parsed::bad(Reason::NotADate),
        }
    }
}

fn value(year: i32, month: u32, day: u32) -> Option<DateValue> {
    match (month, day) {
        (0, 0) => Some(DateValue::Year(year)),
        (1..=12, 0) => Some(DateValue::Month { year, month }),
        _ => NaiveDate::from_ymd_opt(year, month, day).map(DateValue::Day),
    }
}

fn month_named(name: &str) -> Option<u32> {
    MONTHS.iter().zip(1..).find(|(names, _)| names.contains(&name)).map(|(_, month)| month)
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
