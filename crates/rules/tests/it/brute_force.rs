//! What is asked for, against trying everything: an answer is undetermined exactly if two completions differ in
//! it, and a fact is named exactly if two completions that differ in this fact alone give different answers.

use super::*;
use domain::eligibility::Domain;
use serde_json::Map;

/// Facts whose listed values stand for all classes that the tables tell apart.
fn classes(on: NaiveDate) -> Vec<(&'static str, Vec<Value>)> {
    let flag = || vec![json!(false), json!(true)];
    let norms =
        match &set().catalogue().inputs[set().catalogue().position("title_norm").expect("an input")].domain {
            Domain::Codes(codes) => codes.clone(),
            _ => Vec::new(),
        };
    // `none` is a title that does not exist; the class of all others needs a norm that no class lists
    let norms = norms.iter().filter(|code| *code != "none").map(|code| match code.as_str() {
        "other" => json!("§ 25 Abs. 3 AufenthG"),
        "§ 28" => json!("§ 28 Abs. 4 AufenthG"),
        "§ 36a" => json!("§ 36a Abs. 1 Satz 1 Alt. 2 AufenthG"),
        code => json!(format!("{code} AufenthG")),
    });
    vec![
        ("nationality", ["SYR", "NGA", "DEU", "ROU"].map(|code| json!(code)).to_vec()),
        ("birth_date", ["2015-01-01", "2005-01-01", "1990-01-01"].map(|born| json!(born)).to_vec()),
        ("spaetaussiedler", flag()),
        ("title.norm", norms.collect()),
        // within the year of the claim and before it; a title that is not issued yet is none
        ("title.issued_on", [60, 700].map(|days| json!((on - chrono::Days::new(days)).to_string())).to_vec()),
        ("title.first_issue", flag()),
        ("title.permanent_stay", flag()),
        ("german_level.level", domain::eligibility::LEVELS.iter().map(|level| json!(level)).collect()),
        ("benefit", ["none", "sgb2", "sgb3", "asylblg"].map(|code| json!(code)).to_vec()),
        ("kooperationsplan_names_course", flag()),
        ("employed", flag()),
        ("school_attendance", flag()),
        ("in_training", flag()),
        ("full_time_school_duty", flag()),
        ("work_contract_signed", flag()),
        ("training_contract_signed", flag()),
        ("low_need", flag()),
        ("special_need", flag()),
        ("fit_for_work", flag()),
        ("first_language_german", flag()),
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
}

fn put(facts: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            facts.insert(path.to_owned(), value);
        }
        Some((outer, inner)) => {
            if let Some(object) = facts.entry(outer).or_insert_with(|| json!({})).as_object_mut() {
                object.insert(inner.to_owned(), value);
            }
        }
    }
}

/// Everything of an answer that a fact may change, part by part.
fn parts(answer: &Answer) -> Vec<(&'static str, String)> {
    let (course, vocational) = (&answer.integrationskurs, &answer.berufssprachkurs);
    vec![
        ("access", course.access.code().to_owned()),
        ("obligation", course.obligation.code().to_owned()),
        ("vocational", vocational.access.code().to_owned()),
        ("vocational obligation", vocational.obligation.code().to_owned()),
        ("issuer", format!("{:?}", course.issuer)),
        ("authority", format!("{:?}", course.obliging_authority)),
        ("other duty", format!("{:?}", course.other_duty)),
        ("exemptions", format!("{:?}", course.exemptions)),
        ("vocational issuer", format!("{:?}", vocational.issuer)),
    ]
}

struct Tried {
    values: Vec<usize>,
    parts: Vec<(&'static str, String)>,
}

/// Answers for all completions of the open facts.
fn try_all(
    known: &Map<String, Value>,
    open: &[(&str, Vec<Value>)],
    memo: &mut Memo,
    on: NaiveDate,
) -> Vec<Tried> {
    let mut tried = Vec::new();
    let mut values = vec![0; open.len()];
    loop {
        let mut facts = known.clone();
        for ((path, classes), value) in open.iter().zip(&values) {
            put(&mut facts, path, classes[*value].clone());
        }
        let facts = Facts::from_json(&Value::Object(facts)).expect("readable facts");
        tried.push(Tried { values: values.clone(), parts: parts(&set().decide(&facts, on, memo)) });
        let Some(at) = (0..open.len()).find(|at| values[*at] + 1 < open[*at].1.len()) else { return tried };
        values[at] += 1;
        values[..at].fill(0);
    }
}

#[test]
fn exactly_those_facts_are_named_that_change_the_answer_when_everything_is_tried() {
    let mut draw = Draw(0x1234_5678_9ABC_DEF1);
    let mut memo = Memo::default();
    let mut named = 0;
    for on in ["2023-06-01", "2026-03-01", "2026-11-23"].map(day) {
        for _ in 0..60 {
            let mut known = person(json!({"obligations": []})).as_object().expect("an object").clone();
            known.insert("title".to_owned(), json!({"valid_until": null}));
            for (path, classes) in classes(on) {
                put(&mut known, path, classes[draw.below(classes.len())].clone());
            }
            let mut open = classes(on);
            while open.len() > 2 + draw.below(3) {
                let at = draw.below(open.len());
                open.swap_remove(at);
            }
            let mut partial = known.clone();
            for (path, _) in &open {
                match path.split_once('.') {
                    None => partial.remove(*path),
                    Some((outer, inner)) => partial[outer].as_object_mut().expect("an object").remove(inner),
                };
            }
            let tried = try_all(&partial, &open, &mut memo, on);
            let facts = Facts::from_json(&Value::Object(partial.clone())).expect("readable facts");
            let answer = set().decide(&facts, on, &mut memo);
            for (index, (part, said)) in parts(&answer).into_iter().enumerate().take(4) {
                let mut found: Vec<&str> = tried.iter().map(|one| one.parts[index].1.as_str()).collect();
                found.sort_unstable();
                found.dedup();
                // B-06 leaves the vocational course open whatever the facts are
                let wanted = if found.len() == 1 { found[0] } else { "undetermined" };
                assert_eq!(said, wanted, "{part} {on} {partial:?} {found:?}");
            }
            for (at, (path, _)) in open.iter().enumerate() {
                let matters = tried.iter().any(|a| {
                    tried.iter().any(|b| {
                        a.parts != b.parts
                            && (0..open.len())
                                .all(|other| (a.values[other] == b.values[other]) == (other != at))
                    })
                });
                assert_eq!(
                    answer.needs.contains(path),
                    matters,
                    "{path} {on} {partial:?} {:?}",
                    answer.needs
                );
                named += usize::from(matters);
            }
        }
    }
    assert!(named > 100, "only {named} facts mattered: the test tries too little");
}
