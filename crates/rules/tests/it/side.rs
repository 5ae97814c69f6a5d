//! Course types, fees, travel subsidy, consequences, measures, access to work.

use super::*;
use domain::eligibility::Value as Cell;

fn text(code: &str) -> Cell {
    Cell::Text(code.to_owned())
}

/// First output of each row that hits, and the columns that are needed.
fn ask(table: &str, on: &str, known: &[(&str, Cell)]) -> (Vec<String>, Vec<String>) {
    let answer = side().ask(table, day(on), known).expect("a table and values it knows");
    let mut said: Vec<String> = answer.hits.iter().map(|row| row.outputs[0].to_string()).collect();
    said.extend(answer.defaults.first().map(ToString::to_string));
    (said, answer.needs.iter().map(|name| (*name).to_owned()).collect())
}

fn said(table: &str, on: &str, known: &[(&str, Cell)]) -> String {
    let (said, needs) = ask(table, on, known);
    assert_eq!(needs, Vec::<String>::new());
    said.join(" ")
}

#[test]
fn the_own_share_is_that_of_the_day_of_registration() {
    let shares =
        ["2012-06-30", "2012-07-01", "2016-01-01", "2016-07-01", "2022-07-31", "2022-08-01", "2026-11-23"];
    let found = shares.map(|on| said("kostenbeitrag", on, &[]));
    assert_eq!(found, ["100", "120", "155", "195", "220", "229", "229"]);
}

#[test]
fn the_income_limit_of_the_fee_rises_with_children() {
    let fee = |percent: f64, children: f64| {
        let known = [
            ("spaetaussiedler", Cell::Flag(false)),
            ("benefit", text("none")),
            ("employed", Cell::Flag(true)),
            ("income_percent", Cell::Number(percent)),
            ("children", Cell::Number(children)),
            ("hardship", Cell::Flag(false)),
        ];
        said("kostenbefreiung", "2026-11-23", &known)
    };
    assert_eq!(
        [fee(33.0, 0.0), fee(33.1, 0.0), fee(43.0, 1.0), fee(43.1, 1.0)],
        ["exempt", "due", "exempt", "due"]
    );
    assert_eq!([fee(53.0, 2.0), fee(53.1, 2.0)], ["exempt", "due"]);
}

#[test]
fn of_an_unknown_benefit_only_what_matters_is_asked() {
    let (hits, needs) = ask("kostenbefreiung", "2026-11-23", &[("benefit", text("sgb2"))]);
    assert_eq!((hits.len(), needs), (0, vec!["spaetaussiedler".to_owned()]));
    let known = [("spaetaussiedler", Cell::Flag(false)), ("benefit", text("sgb2"))];
    assert_eq!(said("kostenbefreiung", "2026-11-23", &known), "exempt");
}

#[test]
fn the_travel_subsidy_begins_at_five_kilometres_since_december_2024() {
    let known = |km: f64| {
        [
            ("fee_exempt", Cell::Flag(true)),
            ("benefit", text("sgb2")),
            ("severely_disabled", Cell::Flag(false)),
            ("distance_km", Cell::Number(km)),
        ]
    };
    assert_eq!(said("fahrtkosten", "2024-12-06", &known(3.0)), "yes");
    assert_eq!(said("fahrtkosten", "2024-12-07", &known(4.9)), "none");
    assert_eq!(said("fahrtkosten", "2024-12-07", &known(5.0)), "yes");
}

#[test]
fn course_types_are_offered_in_their_time_only() {
    let offered = |code: &str, on: &str| {
        said("kurstypen", on, &[("course_type", text(code)), ("repeats_after", text("none"))])
    };
    assert_eq!([offered("JUGEND", "2025-04-30"), offered("JUGEND", "2025-05-01")], ["true", "false"]);
    assert_eq!([offered("ALLG", "2026-11-23"), offered("FOERD", "2026-11-23")], ["true", "false"]);
    let hours = |on: &str| {
        let known = [("course_type", text("INT")), ("repeats_after", text("none"))];
        side().ask("kurstypen", day(on), &known).expect("a known course").hits[0].outputs[2].to_string()
    };
    assert_eq!([hours("2024-04-30"), hours("2024-05-01")], ["430", "500"]);
}

#[test]
fn consequences_follow_the_law_of_the_day() {
    let known = [
        ("obliged_by", text("jobcenter")),
        ("breach", text("not_started_or_broken_off")),
        ("benefit", text("sgb2")),
        ("title_renewal_due", Cell::Flag(false)),
        ("protection_title", Cell::Flag(false)),
        ("beschaeftigungsduldung", Cell::Flag(false)),
    ];
    let always = "warning_before_renewal settlement_permit";
    assert_eq!(said("folgen", "2026-06-30", &known), format!("{always} graded_cut"));
    assert_eq!(said("folgen", "2026-07-01", &known), format!("{always} cut_30_three_months"));
}

#[test]
fn the_renewal_of_a_protection_title_is_not_refused_for_a_course_not_taken() {
    let renewal = |protection: bool| {
        let known = [
            ("obliged_by", text("auslaenderbehoerde")),
            ("breach", text("not_started_or_broken_off")),
            ("benefit", text("none")),
            ("title_renewal_due", Cell::Flag(true)),
            ("protection_title", Cell::Flag(protection)),
            ("beschaeftigungsduldung", Cell::Flag(false)),
        ];
        said("folgen", "2026-11-23", &known).split(' ').any(|word| word == "renewal")
    };
    assert_eq!([renewal(false), renewal(true)], [true, false]);
}

#[test]
fn measures_tell_the_waiting_time_of_duldung_and_gestattung_apart() {
    let measures = |residence: &str, months: f64| {
        let known = [
            ("residence", text(residence)),
            ("months_of_stay", Cell::Number(months)),
            ("entered_before_august_2019", Cell::Flag(false)),
            ("work_access", Cell::Flag(true)),
            ("knowledge_sufficient", Cell::Flag(true)),
            ("school_duty_fulfilled", Cell::Flag(true)),
            ("seeks_training", Cell::Flag(true)),
        ];
        ask("massnahmen", "2026-11-23", &known).0.contains(&"BvB".to_owned())
    };
    assert_eq!([measures("duldung", 8.0), measures("duldung", 9.0)], [false, true]);
    assert_eq!([measures("gestattung", 14.0), measures("gestattung", 15.0)], [false, true]);
    assert!(measures("title", 0.0));
}

#[test]
fn access_to_work_waits_three_months_outside_a_reception_centre() {
    let work = |months: f64| {
        let known = [
            ("residence", text("gestattung")),
            ("in_reception_centre", Cell::Flag(false)),
            ("months_of_stay", Cell::Number(months)),
            ("safe_country_of_origin", Cell::Flag(false)),
        ];
        said("arbeit", "2026-11-23", &known)
    };
    assert_eq!([work(2.0), work(3.0)], ["none", "permit"]);
}

#[test]
fn in_a_reception_centre_a_transfer_case_waits_six_months() {
    let work = |months: f64, transfer: bool| {
        let known = [
            ("residence", text("gestattung")),
            ("in_reception_centre", Cell::Flag(true)),
            ("months_of_stay", Cell::Number(months)),
            ("safe_country_of_origin", Cell::Flag(false)),
            ("transfer_case", Cell::Flag(transfer)),
        ];
        said("arbeit", "2026-11-23", &known)
    };
    assert_eq!([work(2.0, false), work(3.0, false)], ["none", "permit"]);
    assert_eq!([work(5.0, true), work(6.0, true)], ["none", "permit"]);
}

#[test]
fn after_four_years_and_for_training_no_consent_is_needed() {
    let consent = |months: f64, training: bool| {
        let known = [
            ("residence", text("duldung")),
            ("months_of_stay", Cell::Number(months)),
            ("training_contract", Cell::Flag(training)),
        ];
        said("zustimmung", "2026-11-23", &known)
    };
    assert_eq!(
        [consent(47.0, false), consent(48.0, false), consent(4.0, true)],
        ["needed", "not_needed", "not_needed"]
    );
}

#[test]
fn whoever_is_abroad_or_lives_at_the_border_has_a_way_of_their_own() {
    let months = |lives: &str, job: bool| {
        let known = [
            ("lives", text(lives)),
            ("job_of_one_year", Cell::Flag(job)),
            ("seeks_recognition", Cell::Flag(false)),
            ("training_contract", Cell::Flag(false)),
        ];
        let answer = side().ask("bsk_sonderfaelle", day("2026-11-23"), &known).expect("known columns");
        answer.hits.first().map_or_else(String::new, |row| row.outputs[1].to_string())
    };
    assert_eq!(
        [months("border_area", false), months("abroad", true), months("germany", true)],
        ["3", "9", ""]
    );
}

#[test]
fn a_table_or_value_nobody_knows_is_named() {
    assert_eq!(side().ask("unknown", day("2026-11-23"), &[]), Err("no table unknown".to_owned()));
    let wrong = side().ask("kurstypen", day("2026-11-23"), &[("course_type", text("KLAVIER"))]);
    assert_eq!(wrong, Err("KLAVIER is no value of course_type".to_owned()));
}
