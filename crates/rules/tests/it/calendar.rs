//! The delivered holidays and the deadlines a region sets itself.

use super::*;
use domain::calendar::{LocalHolidays, Period, Unit};
use rules::{load_calendar, load_regional};

fn holidays(year: i32, local: &[&str]) -> Vec<String> {
    let calendar = load_calendar(&RuleFiles::built_in(), LocalHolidays::keeping(local.iter().copied()));
    calendar
        .expect("the delivered holidays are whole")
        .holidays(year)
        .iter()
        .map(|h| h.on.to_string())
        .collect()
}

#[test]
fn bavaria_has_twelve_holidays_everywhere_and_a_thirteenth_where_it_is_kept() {
    let everywhere = holidays(2026, &[]);
    let wanted = [
        "2026-01-01",
        "2026-01-06",
        "2026-04-03",
        "2026-04-06",
        "2026-05-01",
        "2026-05-14",
        "2026-05-25",
        "2026-06-04",
        "2026-10-03",
        "2026-11-01",
        "2026-12-25",
        "2026-12-26",
    ];
    assert_eq!(everywhere, wanted);
    let catholic = holidays(2026, &["mariae_himmelfahrt"]);
    assert_eq!(catholic.len(), 13);
    assert!(catholic.contains(&"2026-08-15".to_owned()));
    assert_eq!(holidays(2026, &["mariae_himmelfahrt", "augsburger_friedensfest"]).len(), 14);
}

#[test]
fn holidays_are_known_for_any_year() {
    assert!(holidays(2017, &[]).contains(&"2017-10-31".to_owned()));
    assert!(!holidays(2018, &[]).contains(&"2018-10-31".to_owned()));
    assert!(!holidays(1989, &[]).contains(&"1989-10-03".to_owned()));
    assert_eq!(holidays(2099, &[]).len(), 12);
    assert_eq!(holidays(1700, &[]).len(), 11);
}

#[test]
fn working_days_of_the_region_skip_its_holidays() {
    let regional = load_regional(&RuleFiles::built_in()).expect("the delivered deadlines are whole");
    let due = |activity: &str, event: &str, local: &[&str]| {
        let calendar = load_calendar(&RuleFiles::built_in(), LocalHolidays::keeping(local.iter().copied()));
        let deadline = regional.get(activity).expect("a known activity");
        deadline.due_on(day(event), &calendar.expect("holidays")).expect("a date").to_string()
    };
    // Five working days over Easter 2026, and over 15 August 2025 (a Friday).
    assert_eq!(due("1.3", "2026-04-01", &[]), "2026-04-10");
    assert_eq!(due("1.3", "2025-08-11", &[]), "2025-08-18");
    assert_eq!(due("1.3", "2025-08-11", &["mariae_himmelfahrt"]), "2025-08-19");
    assert_eq!(due("5.2", "2026-11-30", &[]), "2026-10-05");
    assert_eq!(due("4.9", "2026-05-31", &[]), "2027-02-28");
}

#[test]
fn a_deadline_ends_on_a_weekend_unless_its_column_says_otherwise() {
    let mut files = RuleFiles::built_in();
    let text = files.get("deadlines.toml").expect("a file of the set").to_owned();
    let facts = Facts::from_json(&person(json!({"title": title("§ 25 Abs. 2 AufenthG", "2026-03-01"),
        "registered_on": "2026-11-21"})));
    let facts = facts.expect("facts");
    let due = |files: &RuleFiles| {
        let set = load(files).expect("a whole set");
        set.decide(&facts, day("2026-11-23"), &mut Memo::default()).deadlines[0].due_on.to_string()
    };
    // Six weeks after 21 November 2026 is a Saturday.
    assert_eq!(due(&files), "2027-01-02");
    files
        .put("deadlines.toml", text.replacen("id = \"D-05\"", "id = \"D-05\"\nshift_from_weekend = true", 1));
    assert_eq!(due(&files), "2027-01-04");
}

#[test]
fn every_setting_of_the_region_names_its_event_and_a_length_in_days_or_more() {
    let regional = load_regional(&RuleFiles::built_in()).expect("the delivered deadlines are whole");
    assert!(regional.all().len() > 50);
    assert!(regional.all().iter().all(|d| !d.consequence.is_empty() && d.length.unit != Unit::Lessons));
    let watch = regional.get("4.9").expect("a known activity");
    assert_eq!(watch.length, Period { count: 9, unit: Unit::Months });
}
