//! Dates and times as a language writes them: always Gregorian, always Latin digits, because official
//! letters and deadlines must read the same whoever reads them.
//!
//! Names and patterns are texts (`calendar.ftl`); here they only get their numbers. Not for deadline
//! arithmetic, which belongs to the domain.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use crate::{Arg, Language, text, text_with};

/// The short form, in German 26.11.2026.
pub fn date(language: Language, date: NaiveDate) -> String {
    let [day, month, year] = numbers(date);
    let args: [(&str, Arg); 3] =
        [("day", (&day).into()), ("month", (&month).into()), ("year", (&year).into())];
    text_with(language, "calendar-date", &args)
}

/// The short form with the weekday before it, in German Do., 26.11.2026.
pub fn date_with_weekday(language: Language, day: NaiveDate) -> String {
    let weekday = text(language, &format!("calendar-weekday-short-{}", weekday_number(day)));
    let short = date(language, day);
    text_with(language, "calendar-date-weekday", &[("weekday", (&weekday).into()), ("date", (&short).into())])
}

/// The long form, in German Donnerstag, 26. November 2026.
pub fn date_long(language: Language, date: NaiveDate) -> String {
    let weekday = text(language, &format!("calendar-weekday-{}", weekday_number(date)));
    let month = text(language, &format!("calendar-month-{}", date.month()));
    let day = date.day().to_string();
    let year = date.year().to_string();
    let args: [(&str, Arg); 4] = [
        ("weekday", (&weekday).into()),
        ("day", (&day).into()),
        ("month", (&month).into()),
        ("year", (&year).into()),
    ];
    text_with(language, "calendar-date-long", &args)
}

/// The month of a day, in German November 2026.
pub fn month(language: Language, date: NaiveDate) -> String {
    let month = text(language, &format!("calendar-month-{}", date.month()));
    let year = date.year().to_string();
    text_with(language, "calendar-month-year", &[("month", (&month).into()), ("year", (&year).into())])
}

/// Hours and minutes, in German 09:30 Uhr.
pub fn time(language: Language, time: NaiveTime) -> String {
    let hour = format!("{:02}", time.hour());
    let minute = format!("{:02}", time.minute());
    text_with(language, "calendar-time", &[("hour", (&hour).into()), ("minute", (&minute).into())])
}

/// Monday is 1, Sunday 7.
fn weekday_number(date: NaiveDate) -> u32 {
    date.weekday().number_from_monday()
}

fn numbers(date: NaiveDate) -> [String; 3] {
    [format!("{:02}", date.day()), format!("{:02}", date.month()), format!("{:04}", date.year())]
}
