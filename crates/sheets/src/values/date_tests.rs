//! Tests of date.

use super::*;

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn birth(text: &str) -> Result<String, (Option<String>, &'static str)> {
    told(date(text, &DateRule::birth(ymd(2026, 11, 23))))
}

fn event(text: &str) -> Result<String, (Option<String>, &'static str)> {
    told(date(text, &DateRule::event(ymd(2026, 11, 23))))
}

fn told(parsed: Parsed<DateValue>) -> Result<String, (Option<String>, &'static str)> {
    match parsed {
        Parsed::Ok(value) => Ok(value.iso()),
        Parsed::Doubtful { value, reason } => Err((Some(value.iso()), reason.code())),
        Parsed::Bad { reason } => Err((None, reason.code())),
    }
}

fn doubtful(iso: &str, code: &'static str) -> Result<String, (Option<String>, &'static str)> {
    Err((Some(iso.to_owned()), code))
}

#[test]
fn the_usual_writings_of_a_day_are_read_without_doubt() {
    for text in [
        "2.3.1990",
        "02.03.1990",
        " 02.03.1990\u{a0}",
        "02.03.90",
        "2. März 1990",
        "2.März 1990",
        "2. Mrz. 1990",
        "02-03-1990",
        "1990-03-02",
        "1990-03-02T00:00:00",
        "1990-03-02 00:00:00",
        "02.03.1990 08:30 Uhr",
        "geb. 02.03.1990",
        "geb. am 2.3.1990",
        "*02.03.1990",
        "Fr, 02.03.1990",
        "Freitag, den 2. März 1990",
        "March 2, 1990",
        "2 Mar 1990",
        "٢.٣.١٩٩٠",
        "2. 3. 1990",
        "02\u{2011}03\u{2011}1990",
    ] {
        assert_eq!(birth(text), Ok("1990-03-02".to_owned()), "{text}");
    }
}

#[test]
fn slashes_are_doubtful_when_the_order_can_be_either() {
    assert_eq!(birth("2/3/1990"), doubtful("1990-03-02", "day-month-order"));
    assert_eq!(birth("25/3/1990"), Ok("1990-03-25".to_owned()));
    assert_eq!(birth("3/25/1990"), doubtful("1990-03-25", "day-month-order"));
    assert_eq!(birth("3/3/1990"), Ok("1990-03-03".to_owned()));
    assert_eq!(birth("03.25.1990"), doubtful("1990-03-25", "day-month-order"));
}

#[test]
fn years_of_two_digits_are_settled_by_the_time_the_field_lies_in() {
    assert_eq!(birth("02.03.27"), Ok("1927-03-02".to_owned()));
    assert_eq!(birth("02.03.05"), Ok("2005-03-02".to_owned()));
    assert_eq!(birth("02.03.20"), doubtful("2020-03-02", "two-digit-year"));
    assert_eq!(event("02.03.27"), Ok("2027-03-02".to_owned()));
}

#[test]
fn unknown_days_give_only_what_is_known() {
    assert_eq!(birth("00.00.1990"), doubtful("1990", "year-only"));
    assert_eq!(birth("1990"), doubtful("1990", "year-only"));
    assert_eq!(birth("00.03.1990"), doubtful("1990-03", "month-only"));
    assert_eq!(birth("März 1990"), doubtful("1990-03", "month-only"));
    assert_eq!(birth("03/1990"), doubtful("1990-03", "month-only"));
    assert_eq!(birth("ca. 1990"), doubtful("1990", "year-only"));
    let rule = DateRule::birth(ymd(2026, 11, 23));
    assert_eq!(day("1990", &rule), Parsed::bad(Reason::YearOnly));
    assert_eq!(day("03/1990", &rule), Parsed::bad(Reason::MonthOnly));
}

#[test]
fn the_first_of_january_is_doubtful_for_births_only() {
    assert_eq!(birth("01.01.1990"), doubtful("1990-01-01", "first-of-january"));
    assert_eq!(event("01.01.2026"), Ok("2026-01-01".to_owned()));
}

#[test]
fn bare_digits_are_doubtful() {
    assert_eq!(birth("32934"), doubtful("1990-03-02", "serial-number"));
    assert_eq!(birth("02031990"), doubtful("1990-03-02", "digits-only"));
    assert_eq!(birth("19900302"), doubtful("1990-03-02", "digits-only"));
    assert_eq!(birth("020390"), doubtful("1990-03-02", "digits-only"));
    assert_eq!(birth("99999"), Err((None, "not-a-date")));
}

#[test]
fn slips_and_marks_are_doubtful() {
    assert_eq!(birth("02.03,1990"), doubtful("1990-03-02", "typo"));
    assert_eq!(birth("02..03.1990"), doubtful("1990-03-02", "typo"));
    assert_eq!(birth("02.03.1990?"), doubtful("1990-03-02", "approximate"));
    assert_eq!(birth("ca. 02.03.1990"), doubtful("1990-03-02", "approximate"));
}

#[test]
fn what_is_no_date_is_refused_with_its_reason() {
    assert_eq!(birth("31.02.1990"), Err((None, "no-such-day")));
    assert_eq!(birth("29.02.1991"), Err((None, "no-such-day")));
    assert_eq!(birth("13.13.1990"), Err((None, "no-such-day")));
    assert_eq!(birth("02.03.1890"), Err((None, "out-of-range")));
    assert_eq!(birth("02.03.2030"), Err((None, "out-of-range")));
    assert_eq!(birth("unbekannt"), Err((None, "not-a-date")));
    assert_eq!(birth("2.3."), Err((None, "not-a-date")));
    assert_eq!(birth("02.03.199"), Err((None, "not-a-date")));
    assert_eq!(birth("2.3.1990 - 4.5.1991"), Err((None, "not-a-date")));
    assert_eq!(birth("99999999999999999999"), Err((None, "not-a-date")));
    assert_eq!(birth("²/³/1990"), Err((None, "not-a-date")));
    assert_eq!(birth(" \u{a0}"), Err((None, "empty")));
}
