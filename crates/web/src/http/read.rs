//! Form fields as values. A field that cannot be read gets its sentence; reading goes on, so that all
//! mistakes show at once.

use super::Input;
use crate::view::{Entered, Language};
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::str::FromStr;

/// Reads the fields of a form.
pub struct Read<'a> {
    input: &'a Input,
    language: Language,
    errors: Vec<(String, String)>,
    /// Year that short dates such as `2611` mean.
    year: i32,
}

impl<'a> Read<'a> {
    pub(super) fn new(input: &'a Input, language: Language) -> Read<'a> {
        Read { input, language, errors: Vec::new(), year: 0 }
    }

    /// Lets short dates (`26.11.`) mean the next such day from this one on.
    pub fn from_day(mut self, today: NaiveDate) -> Self {
        self.year = today.year();
        self
    }

    /// Notes a mistake at a field by its wording key.
    pub fn wrong(&mut self, field: &str, key: &str) {
        self.errors.push((field.to_owned(), wording::text(self.language, key)));
    }

    /// A field that must not be empty.
    pub fn required(&mut self, field: &str) -> String {
        let text = self.input.text(field);
        if text.is_empty() {
            self.wrong(field, "read-missing");
        }
        text.to_owned()
    }

    /// A field that may be empty.
    pub fn text(&mut self, field: &str) -> String {
        self.input.text(field).to_owned()
    }

    /// A number, if given.
    pub fn number(&mut self, field: &str) -> Option<i64> {
        let text = self.input.text(field);
        if text.is_empty() {
            return None;
        }
        match text.parse() {
            Ok(number) => Some(number),
            Err(_) => {
                self.wrong(field, "read-not-a-number");
                None
            }
        }
    }

    /// A number that must be given; 0 if it was wrong.
    pub fn required_number(&mut self, field: &str) -> i64 {
        if self.input.text(field).is_empty() {
            self.wrong(field, "read-missing");
            return 0;
        }
        self.number(field).unwrap_or(0)
    }

    /// A decimal number with comma or point, if given.
    pub fn decimal(&mut self, field: &str) -> Option<f64> {
        let text = self.input.text(field).replace(',', ".");
        if text.is_empty() {
            return None;
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Some(number),
            _ => {
                self.wrong(field, "read-not-a-number");
                None
            }
        }
    }

    /// A date, if given: `26.11.2026`, `26.11.26`, `26.11.`, `2611`, `26112026`, `2026-11-26`.
    pub fn day(&mut self, field: &str) -> Option<NaiveDate> {
        let text = self.input.text(field);
        if text.is_empty() {
            return None;
        }
        let found = parse_day(text, self.year);
        if found.is_none() {
            self.wrong(field, "read-not-a-date");
        }
        found
    }

    /// A date that must be given.
    pub fn required_day(&mut self, field: &str) -> Option<NaiveDate> {
        if self.input.text(field).is_empty() {
            self.wrong(field, "read-missing");
        }
        self.day(field)
    }

    /// A time of day, if given: `8`, `8:30`, `0830`, `8.30`.
    pub fn time(&mut self, field: &str) -> Option<NaiveTime> {
        let text = self.input.text(field);
        if text.is_empty() {
            return None;
        }
        let found = parse_time(text);
        if found.is_none() {
            self.wrong(field, "read-not-a-time");
        }
        found
    }

    /// One of a closed list, if given; `from` is its `from_code` or `parse`.
    pub fn code<T>(&mut self, field: &str, from: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.input.text(field);
        if text.is_empty() {
            return None;
        }
        let found = from(text);
        if found.is_none() {
            self.wrong(field, "read-not-in-list");
        }
        found
    }

    /// An id, if given.
    pub fn id<T: FromStr>(&mut self, field: &str) -> Option<T> {
        self.code(field, |text| text.parse().ok())
    }

    /// A tick box.
    pub fn tick(&self, field: &str) -> bool {
        !self.input.text(field).is_empty()
    }

    /// What was entered with its mistakes; `None` if there is none.
    pub fn errors(&self) -> Option<Entered> {
        if self.errors.is_empty() {
            return None;
        }
        let entered = self.errors.iter().fold(self.input.entered(), |entered, (field, sentence)| {
            entered.error(field.clone(), sentence.clone())
        });
        Some(entered)
    }
}

/// A date as people type it; `year` for dates without one (0: none allowed).
pub fn parse_day(text: &str, year: i32) -> Option<NaiveDate> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let parts: Vec<&str> = text.split(['.', '/', ' ', '-']).filter(|part| !part.is_empty()).collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let (day, month, year_text) = match parts.as_slice() {
        [day, month, year] => (number(day)?, number(month)?, (*year).to_owned()),
        [day, month] => (number(day)?, number(month)?, String::new()),
        [digits] if digits.len() == 4 || digits.len() == 6 || digits.len() == 8 => {
            (number(digits.get(..2)?)?, number(digits.get(2..4)?)?, digits.get(4..)?.to_owned())
        }
        _ => return None,
    };
    let year = match (year_text.len(), number(&year_text)) {
        (0, _) if year > 0 => year,
        (2, Some(short)) => century(short as i32, year),
        (4, Some(full)) => full as i32,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Two digits mean a year at most one ahead of this one, else the last century.
fn century(short: i32, this_year: i32) -> i32 {
    let this_year = if this_year > 0 { this_year } else { 2026 };
    let full = this_year - this_year % 100 + short;
    if full > this_year + 1 { full - 100 } else { full }
}

fn parse_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim_end_matches("Uhr").trim();
    let (hour, minute) = match text.split_once([':', '.']) {
        Some((hour, minute)) => (hour.parse().ok()?, minute.parse().ok()?),
        None if text.len() > 2 => {
            (text.get(..text.len() - 2)?.parse().ok()?, text.get(text.len() - 2..)?.parse().ok()?)
        }
        None => (text.parse().ok()?, 0),
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_type_them() {
        for (text, expected) in [
            ("26.11.2026", "2026-11-26"),
            ("26.11.26", "2026-11-26"),
            ("26.11.", "2026-11-26"),
            ("2611", "2026-11-26"),
            ("26112026", "2026-11-26"),
            ("2026-11-26", "2026-11-26"),
            ("03.02.87", "1987-02-03"),
        ] {
            assert_eq!(parse_day(text, 2026).map(|d| d.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["31.02.2026", "x", "1", "99.99.9999", "2611x"] {
            assert_eq!(parse_day(text, 2026), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for (text, expected) in
            [("8", "08:00:00"), ("8:30", "08:30:00"), ("0830", "08:30:00"), ("8.30 Uhr", "08:30:00")]
        {
            assert_eq!(parse_time(text).map(|t| t.to_string()).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(parse_time("25"), None);
    }
}
