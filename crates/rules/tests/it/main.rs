//! The rule set that is delivered, held against the handbook, the DMN library and damaged input.

mod boundaries;
mod brute_force;
mod calendar;
mod damaged;
mod exactness;
mod handbook;
mod library;
mod side;

use chrono::NaiveDate;
use domain::eligibility::{Answer, Facts, Memo, RuleSet, SideTables};
use rules::{RuleFiles, load, load_side};
use serde_json::{Value, json};
use std::sync::OnceLock;

/// The delivered set.
fn set() -> &'static RuleSet {
    static SET: OnceLock<RuleSet> = OnceLock::new();
    SET.get_or_init(|| load(&RuleFiles::built_in()).expect("the delivered set is whole"))
}

/// The delivered tables that stand alone.
fn side() -> &'static SideTables {
    static SIDE: OnceLock<SideTables> = OnceLock::new();
    SIDE.get_or_init(|| load_side(&RuleFiles::built_in()).expect("the delivered tables are whole"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date in the test")
}

/// A person of whom everything is known; `changes` replaces single fields.
fn person(changes: Value) -> Value {
    let mut person = json!({
        "id": "case", "nationality": "SYR", "birth_date": "1990-05-05", "spaetaussiedler": false,
        "title": null, "aufenthaltsgestattung_since": null, "duldung": null,
        "german_level": {"level": "none"}, "benefit": "none", "kooperationsplan_names_course": false,
        "employed": false, "school_attendance": false, "in_training": false, "full_time_school_duty": false,
        "registered_as": [], "work_contract_signed": false, "training_contract_signed": false,
        "level_needed_for": [], "low_need": false, "special_need": false, "fit_for_work": true,
        "obligations": [], "first_language_german": false
    });
    for (name, value) in changes.as_object().expect("an object of changes") {
        person[name] = value.clone();
    }
    person
}

fn answer(facts: &Value, on: &str) -> Answer {
    let facts = Facts::from_json(facts).expect("readable facts");
    set().decide(&facts, day(on), &mut Memo::default())
}

fn title(norm: &str, issued_on: &str) -> Value {
    json!({"norm": norm, "issued_on": issued_on, "valid_until": null, "first_issue": true, "permanent_stay": true})
}
