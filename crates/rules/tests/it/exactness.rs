//! Unknown facts: never more said than known, never asked what cannot matter.

use super::*;
use proptest::prelude::*;
use serde_json::Map;

/// Facts that may be left out, with values they may have.
fn alternatives() -> Vec<(&'static str, Vec<Value>)> {
    let flag = || vec![json!(false), json!(true)];
    vec![
        ("nationality", vec![json!("SYR"), json!("NGA"), json!("DEU"), json!("ROU"), json!("CHE")]),
        ("birth_date", ["1990-05-05", "2009-01-01", "2003-01-01"].map(|d| json!(d)).to_vec()),
        ("spaetaussiedler", flag()),
        ("german_level", ["none", "A1", "A2", "B1", "C2"].map(|level| json!({"level": level})).to_vec()),
        ("benefit", ["none", "sgb2", "sgb3", "asylblg"].map(|b| json!(b)).to_vec()),
        ("kooperationsplan_names_course", flag()),
        ("employed", flag()),
        ("school_attendance", flag()),
        ("in_training", flag()),
        ("full_time_school_duty", flag()),
        ("registered_as", vec![json!([]), json!(["unemployed"]), json!(["sgb3_measure"])]),
        ("work_contract_signed", flag()),
        ("training_contract_signed", flag()),
        ("level_needed_for", vec![json!([]), json!(["recognition"])]),
        ("low_need", flag()),
        ("special_need", flag()),
        ("fit_for_work", flag()),
        ("first_language_german", flag()),
        (
            "obligations",
            vec![
                json!([]),
                json!([{"by": "jobcenter", "basis": "§ 15a Abs. 1 Satz 1 Nr. 3 SGB II", "on": "2026-08-01"}]),
                json!([{"by": "jobcenter", "basis": "§ 15a Abs. 3 SGB II", "on": "2026-08-01"}]),
                json!([{"by": "auslaenderbehoerde", "basis": "§ 44a Abs. 1 Satz 6 AufenthG", "on": "2026-08-01"}]),
                json!([{"by": "asylblg", "basis": "§ 5b AsylbLG", "on": "2026-08-01"}]),
            ],
        ),
    ]
}

/// Parts of the title that may be left out; the date before a year, in the year.
fn title_alternatives() -> Vec<(&'static str, Vec<Value>)> {
    vec![
        (
            "norm",
            [
                "§ 25 Abs. 2 AufenthG",
                "§ 30 AufenthG",
                "§ 24 AufenthG",
                "§ 25 Abs. 3 AufenthG",
                "§ 28 Abs. 1 AufenthG",
            ]
            .map(|norm| json!(norm))
            .to_vec(),
        ),
        ("issued_on", vec![json!("2026-03-01"), json!("2024-03-01")]),
        ("first_issue", vec![json!(true), json!(false)]),
        ("permanent_stay", vec![json!(true), json!(false)]),
    ]
}

struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn of(&mut self, values: &[Value]) -> Value {
        values[self.below(values.len())].clone()
    }
}

/// A person of whom everything is known.
fn complete(draw: &mut Draw) -> Map<String, Value> {
    let mut facts: Map<String, Value> =
        alternatives().into_iter().map(|(name, values)| (name.to_owned(), draw.of(&values))).collect();
    for name in ["title", "duldung", "aufenthaltsgestattung_since"] {
        facts.insert(name.to_owned(), Value::Null);
    }
    match draw.below(5) {
        0 => facts.insert("aufenthaltsgestattung_since".to_owned(), json!("2024-01-01")),
        1 => {
            let norm = draw.of(&[json!("§ 60c AufenthG"), json!("§ 60a Abs. 2 Satz 1 AufenthG")]);
            facts.insert("duldung".to_owned(), json!({"norm": norm, "since": "2025-01-01"}))
        }
        _ => {
            let mut title: Map<String, Value> = title_alternatives()
                .into_iter()
                .map(|(name, values)| (name.to_owned(), draw.of(&values)))
                .collect();
            // "No end" means a permanent stay; with a stated `false` it would contradict itself.
            if title["permanent_stay"] == json!(true) {
                title.insert("valid_until".to_owned(), Value::Null);
            }
            facts.insert("title".to_owned(), Value::Object(title))
        }
    };
    facts
}

/// The same person with some facts left out.
fn with_gaps(complete: &Map<String, Value>, draw: &mut Draw) -> Map<String, Value> {
    let mut facts = complete.clone();
    let share = 1 + draw.below(6);
    for (name, _) in alternatives() {
        if draw.below(7) < share {
            facts.remove(name);
        }
    }
    if let Some(Value::Object(title)) = facts.get_mut("title") {
        for (name, _) in title_alternatives() {
            if draw.below(7) < share {
                title.remove(name);
            }
        }
    }
    facts
}

/// The parts of the answer that can be undetermined, with what each says.
fn parts(answer: &Answer) -> [(&'static str, String); 5] {
    let (course, vocational) = (&answer.integrationskurs, &answer.berufssprachkurs);
    [
        ("access", course.access.code().to_owned()),
        ("obligation", course.obligation.code().to_owned()),
        ("other_duty", format!("{:?}", course.other_duty)),
        ("vocational", vocational.access.code().to_owned()),
        ("vocational obligation", vocational.obligation.code().to_owned()),
    ]
}

fn decided(facts: &Map<String, Value>) -> Answer {
    answer(&Value::Object(facts.clone()), "2026-11-23")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_determined_answer_stays_as_it_is_when_more_facts_become_known(seed in 1u64..) {
        let mut draw = Draw(seed);
        let complete = complete(&mut draw);
        let (with_all, partial) = (decided(&complete), decided(&with_gaps(&complete, &mut draw)));
        for ((name, before), (_, after)) in parts(&partial).into_iter().zip(parts(&with_all)) {
            if before != "undetermined" && name != "other_duty" {
                prop_assert_eq!(before, after, "{}", name);
            }
        }
        for reason in partial.reasons.iter() {
            prop_assert!(with_all.reasons.iter().any(|known| known.rule == reason.rule), "{}", reason.rule);
        }
    }

    #[test]
    fn a_fact_that_is_not_named_cannot_change_the_answer(seed in 1u64..) {
        let mut draw = Draw(seed);
        let complete = complete(&mut draw);
        let partial = with_gaps(&complete, &mut draw);
        let before = decided(&partial);
        for (name, values) in alternatives() {
            let named = before.needs.iter().any(|path| *path == name || path.starts_with(&format!("{name}.")));
            if partial.contains_key(name) || named {
                continue;
            }
            for value in values {
                let mut more = partial.clone();
                more.insert(name.to_owned(), value);
                prop_assert_eq!(parts(&before), parts(&decided(&more)), "{}", name);
            }
        }
    }

    #[test]
    fn an_answer_with_all_facts_asks_for_nothing(seed in 1u64..) {
        let mut draw = Draw(seed);
        let mut complete = complete(&mut draw);
        if let Some(Value::Object(title)) = complete.get_mut("title") {
            // A citation that says too little is an open fact itself.
            if title["norm"] == "§ 28 Abs. 1 AufenthG" {
                title.insert("norm".to_owned(), json!("§ 28 Abs. 1 Satz 1 Nr. 1 AufenthG"));
            }
        }
        prop_assert_eq!(decided(&complete).needs, Vec::<&str>::new());
    }
}

#[test]
fn every_named_fact_really_changes_the_answer_for_some_completion() {
    // Leave out two facts at a time and try all their values: a fact is named exactly if, for some value of
    // the other one, it makes a difference.
    let mut draw = Draw(77);
    let whole_answer = |facts: &Map<String, Value>| {
        let found = decided(facts);
        (
            parts(&found),
            found.integrationskurs.issuer,
            found.integrationskurs.obliging_authority,
            found.integrationskurs.exemptions.to_vec(),
            found.berufssprachkurs.issuer,
        )
    };
    for _ in 0..300 {
        let complete = complete(&mut draw);
        let all = alternatives();
        let (a, b) = (draw.below(all.len()), draw.below(all.len()));
        // Only facts whose alternatives are all their classes can be tried out completely.
        let whole =
            |name: &str| !["nationality", "birth_date", "obligations", "german_level"].contains(&name);
        if a == b || !whole(all[a].0) || !whole(all[b].0) {
            continue;
        }
        let mut partial = complete.clone();
        partial.remove(all[a].0);
        partial.remove(all[b].0);
        let named = decided(&partial).needs;
        for (this, other) in [(a, b), (b, a)] {
            let matters = all[other].1.iter().any(|there| {
                let mut facts = partial.clone();
                facts.insert(all[other].0.to_owned(), there.clone());
                let mut found: Vec<_> = all[this]
                    .1
                    .iter()
                    .map(|here| {
                        facts.insert(all[this].0.to_owned(), here.clone());
                        whole_answer(&facts)
                    })
                    .collect();
                found.dedup();
                found.len() > 1
            });
            assert_eq!(named.contains(&all[this].0), matters, "{} {named:?} {partial:?}", all[this].0);
        }
    }
}

#[test]
fn of_a_person_nobody_knows_everything_that_matters_is_asked() {
    let nothing = answer(&json!({"id": "x"}), "2026-11-23");
    assert_eq!(nothing.integrationskurs.access.code(), "undetermined");
    assert_eq!(nothing.integrationskurs.issuer, None);
    for path in
        ["nationality", "title.norm", "title.issued_on", "german_level.level", "duldung.norm", "obligations"]
    {
        assert!(nothing.needs.contains(&path), "{path}");
    }
    for path in ["custody_of_minor", "registered_on", "in_reception_centre"] {
        assert!(!nothing.needs.contains(&path), "{path}");
    }
}

#[test]
fn whoever_has_a_duldung_has_no_title_and_is_not_asked_for_one() {
    let found = answer(
        &json!({"nationality": "NGA", "spaetaussiedler": false, "special_need": false, "obligations": [],
            "duldung": {"norm": "§ 60a Abs. 2 Satz 1 AufenthG", "since": "2026-10-01"}, "benefit": "none"}),
        "2026-11-23",
    );
    assert_eq!((found.integrationskurs.access.code(), found.needs.as_slice()), ("none", [].as_slice()));
}

#[test]
fn missing_length_of_stay_asks_for_the_statement_or_the_end_of_the_title() {
    let mut facts = person(json!({}));
    facts["title"] = json!({"norm": "§ 25 Abs. 2 AufenthG", "issued_on": "2026-03-01", "first_issue": true});
    assert_eq!(answer(&facts, "2026-11-23").needs, ["title.valid_until", "title.permanent_stay"]);
    facts["title"]["valid_until"] = json!("2029-02-28");
    assert_eq!(answer(&facts, "2026-11-23").needs, Vec::<&str>::new());
}
