//! Measures what bench/README-rules.md states: start-up, one person, 100,000 people with reasons.
//! Run with `cargo run --release -p rules --example measure [people]`.

use chrono::NaiveDate;
use domain::eligibility::{Facts, Memo};
use rules::{RuleFiles, decide, load};
use serde_json::{Value, json};
use std::time::Instant;

const ON: &str = "2026-11-23";

fn main() -> Result<(), String> {
    let people: usize = match std::env::args().nth(1) {
        Some(text) => text.parse().map_err(|_| format!("`{text}` is no number of people"))?,
        None => 100_000,
    };
    let on: NaiveDate = ON.parse().map_err(|_| "a date")?;

    let started = Instant::now();
    let set = load(&RuleFiles::built_in()).map_err(|problems| format!("{problems:?}"))?;
    let read = started.elapsed();
    let unknown = Facts::nothing_known("first");
    set.decide(&unknown, on, &mut Memo::default());
    println!("start: read and check {read:.2?}, with the first answer {:.2?}", started.elapsed());

    let started = Instant::now();
    for _ in 0..100 {
        set.decide(&unknown, on, &mut Memo::default());
    }
    println!("one person, nothing known: {:.2?}", started.elapsed() / 100);

    let mut draw = Draw(0x9E37_79B9_7F4A_7C15);
    let cases: Vec<Facts> = (0..people).map(|index| person(index, &mut draw)).collect::<Result<_, _>>()?;
    let started = Instant::now();
    for facts in cases.iter().take(1_000) {
        set.decide(facts, on, &mut Memo::default());
    }
    println!("one person, mostly known: {:.2?}", started.elapsed() / 1_000);

    for round in 1..=3 {
        let started = Instant::now();
        let answers = decide(&set, &cases, on);
        let elapsed = started.elapsed();
        let reasons: usize = answers.iter().map(|answer| answer.reasons.len()).sum();
        let open = answers.iter().filter(|answer| !answer.needs.is_empty()).count();
        println!(
            "batch {round}: {} people in {elapsed:.2?}, {reasons} reasons, {open} with open facts",
            answers.len()
        );
    }
    Ok(())
}

/// A small generator of chance, so that every run has the same people.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn of<'a>(&mut self, values: &[&'a str]) -> &'a str {
        values[self.below(values.len() as u64) as usize]
    }

    fn flag(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// An invented person; about one fact in fifty is not known.
fn person(index: usize, draw: &mut Draw) -> Result<Facts, String> {
    let mut facts = json!({
        "id": format!("case-{index}"),
        "nationality": draw.of(&["UKR", "SYR", "AFG", "IRQ", "NGA", "TUR", "ROU", "BGR", "DEU", "KAZ", "ERI"]),
        "birth_date": format!("{}-{:02}-{:02}", 1960 + draw.below(50), 1 + draw.below(12), 1 + draw.below(28)),
        "spaetaussiedler": draw.flag(1),
        "german_level": {"level": draw.of(&["none", "A1", "A2", "B1", "B2", "C1"]), "proven_on": "2026-08-01"},
        "benefit": draw.of(&["sgb2", "sgb2", "sgb3", "asylblg", "none"]),
        "kooperationsplan_names_course": draw.flag(40), "employed": draw.flag(30),
        "school_attendance": draw.flag(10), "in_training": draw.flag(5), "full_time_school_duty": draw.flag(3),
        "registered_as": if draw.flag(50) { json!(["unemployed"]) } else { json!([]) },
        "work_contract_signed": draw.flag(5), "training_contract_signed": draw.flag(5),
        "level_needed_for": if draw.flag(10) { json!(["recognition"]) } else { json!([]) },
        "low_need": draw.flag(5), "special_need": draw.flag(10), "fit_for_work": draw.flag(90),
        "first_language_german": false, "integration_course_taken": draw.flag(15),
        "obligations": if draw.flag(10) {
            json!([{"by": "jobcenter", "basis": "§ 15a Abs. 1 Satz 1 Nr. 3 SGB II", "on": "2026-09-01"}])
        } else {
            json!([])
        }
    });
    let since = format!("{}-{:02}-{:02}", 2022 + draw.below(5), 1 + draw.below(9), 1 + draw.below(28));
    match draw.below(10) {
        0 => facts["aufenthaltsgestattung_since"] = json!(since),
        1 => {
            facts["duldung"] = json!({"norm": draw.of(&["§ 60a Abs. 2 Satz 3 AufenthG", "§ 60c AufenthG",
            "§ 60a Abs. 2 Satz 1 AufenthG"]), "since": since})
        }
        _ => {
            let norm = draw.of(&[
                "§ 24 AufenthG",
                "§ 25 Abs. 1 AufenthG",
                "§ 25 Abs. 2 AufenthG",
                "§ 25 Abs. 3 AufenthG",
                "§ 28 Abs. 1 Satz 1 Nr. 1 AufenthG",
                "§ 30 AufenthG",
                "§ 18b AufenthG",
                "§ 23 Abs. 4 AufenthG",
            ]);
            facts["title"] = json!({"norm": norm, "issued_on": since, "valid_until": "2029-03-01",
                "first_issue": draw.flag(70)});
        }
    }
    if draw.flag(30) {
        facts["registered_on"] = json!("2026-11-10");
    }
    let names: Vec<String> = facts.as_object().map(|o| o.keys().cloned().collect()).unwrap_or_default();
    for name in names.iter().filter(|name| *name != "id") {
        if draw.flag(2) {
            facts.as_object_mut().map(|object| object.remove(name));
        }
    }
    Facts::from_json(&Value::clone(&facts)).map_err(|error| error.to_string())
}
