//! The calendar against dates counted by hand.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date in the test")
}

fn fixed(code: &str, month: u32, on: u32, local: bool) -> HolidayRule {
    HolidayRule {
        code: code.into(),
        month: Some(month),
        day: Some(on),
        easter_offset: None,
        local,
        from_year: None,
        until_year: None,
        citation: "test".into(),
    }
}

fn calendar(local: &[&str]) -> Calendar {
    let moving =
        HolidayRule { month: None, day: None, easter_offset: Some(1), ..fixed("ostermontag", 1, 1, false) };
    let rules = vec![moving, fixed("neujahr", 1, 1, false), fixed("mariae_himmelfahrt", 8, 15, true)];
    Calendar::new(
        HolidayRules::new(rules).expect("whole rules"),
        LocalHolidays::keeping(local.iter().copied()),
    )
}

#[test]
fn easter_is_found_in_years_of_every_kind() {
    for text in
        ["1818-03-22", "1943-04-25", "2000-04-23", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"]
    {
        assert_eq!(easter_sunday(day(text).year()), Some(day(text)));
    }
}

#[test]
fn a_local_holiday_is_kept_only_where_the_municipality_says_so() {
    let (with, without) = (calendar(&["mariae_himmelfahrt"]), calendar(&[]));
    // 15 August 2025 is a Friday.
    assert!(!with.is_working_day(day("2025-08-15")));
    assert!(without.is_working_day(day("2025-08-15")));
    assert_eq!(with.add_working_days(day("2025-08-14"), 1), day("2025-08-18"));
    assert_eq!(without.add_working_days(day("2025-08-14"), 1), day("2025-08-15"));
}

#[test]
fn working_days_skip_weekends_and_easter_monday() {
    assert_eq!(calendar(&[]).add_working_days(day("2026-04-03"), 1), day("2026-04-07"));
    assert_eq!(calendar(&[]).add_working_days(day("2026-04-03"), 0), day("2026-04-03"));
}

#[test]
fn a_month_ends_on_the_same_number_or_the_last_day_of_a_shorter_month() {
    let months = |count| Period { count, unit: Unit::Months };
    assert_eq!(months(1).end_from(day("2026-01-31")), Some(day("2026-02-28")));
    assert_eq!(months(1).end_from(day("2028-01-31")), Some(day("2028-02-29")));
    assert_eq!(months(1).end_from(day("2026-02-28")), Some(day("2026-03-28")));
    assert_eq!(months(6).end_from(day("2026-08-31")), Some(day("2027-02-28")));
}

#[test]
fn a_year_ends_on_the_day_with_the_same_number_and_survives_leap_days() {
    let year = Period { count: 1, unit: Unit::Years };
    assert_eq!(year.end_from(day("2026-03-01")), Some(day("2027-03-01")));
    assert_eq!(year.end_from(day("2024-02-29")), Some(day("2025-02-28")));
    assert_eq!(year.end_from(NaiveDate::MAX), None);
}

#[test]
fn weeks_and_days_count_from_the_day_after_the_event() {
    assert_eq!(Period { count: 6, unit: Unit::Weeks }.end_from(day("2026-11-18")), Some(day("2026-12-30")));
    assert_eq!(Period { count: 10, unit: Unit::Days }.end_from(day("2026-12-28")), Some(day("2027-01-07")));
    assert_eq!(Period { count: 25, unit: Unit::Lessons }.end_from(day("2026-12-28")), None);
}

#[test]
fn a_year_of_age_is_completed_on_the_birthday() {
    assert_eq!(completed_years(day("2008-11-23"), day("2026-11-22")), Some(17));
    assert_eq!(completed_years(day("2008-11-23"), day("2026-11-23")), Some(18));
    assert_eq!(completed_years(day("2008-11-23"), day("2000-01-01")), None);
}

#[test]
fn a_holiday_rule_that_names_no_day_or_two_is_refused_by_its_code() {
    let neither = HolidayRule { month: None, day: None, ..fixed("broken", 1, 1, false) };
    let both = HolidayRule { easter_offset: Some(1), ..fixed("broken", 1, 1, false) };
    for rule in [neither, both, fixed("broken", 2, 30, false)] {
        assert_eq!(HolidayRules::new(vec![rule]), Err("broken".to_owned()));
    }
}

#[test]
fn the_end_of_a_period_on_a_weekend_moves_only_when_asked() {
    let calendar = calendar(&[]);
    let saturday = day("2026-11-21");
    assert_eq!(calendar.end_of(day("2026-11-14"), Period { count: 1, unit: Unit::Weeks }), Some(saturday));
    assert_eq!(calendar.next_working_day(saturday), day("2026-11-23"));
}
