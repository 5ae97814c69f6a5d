//! Files that are wrong are refused in one line that names file, list, row and field.

use planning::files::{read_plan, read_problem, write_plan, write_problem};
use proptest::prelude::*;

const GOOD: &str = r#"{"format": "foerderkette.planning-problem/1",
"persons": [{"id": "p1", "count": 2, "unassigned_cost": 50}, {"id": "p2", "unassigned_cost": 7.5}],
"starts": [{"id": "c1", "seats": 2, "minimum": 1, "opening_cost": 3, "decision": "optional"}],
"options": [{"person": "p1", "start": "c1", "cost": -1}, {"person": "p2", "start": "c1", "cost": 2, "required": true}]}"#;

const PLAN: &str = r#"{"format": "foerderkette.plan/1", "status": "optimal", "objective": 1, "lower_bound": 1,
"open": ["c1"], "seats": [{"person": "p1", "start": "c1", "count": 1}], "unassigned": [{"person": "p2", "count": 1}],
"seconds": 0.5, "seed": 1}"#;

fn error(text: &str) -> String {
    let error = read_problem("region.json", text.as_bytes()).expect_err(text).to_string();
    assert!(error.starts_with("region.json: ") && !error.contains('\n'), "{error}");
    error
}

#[test]
fn the_good_files_are_read() {
    let problem = read_problem("region.json", GOOD.as_bytes()).expect("good");
    assert_eq!(problem.persons()[0].count, 2);
    assert_eq!(problem.persons()[1].count, 1);
    assert!(problem.options()[1].required);
    assert_eq!(read_plan("plan.json", PLAN.as_bytes()).expect("good").seats[0].count, 1);
}

#[test]
fn lists_may_come_in_any_order() {
    let (head, options) = GOOD.split_once("\"options\"").expect("options come last");
    let (format, lists) = head.split_once("\"persons\"").expect("persons come first");
    let options = options.trim_end_matches('}');
    let text =
        format!("{format}\"options\"{options},\n\"persons\"{}}}", lists.trim_end().trim_end_matches(','));
    let problem = read_problem("region.json", text.as_bytes()).expect("any order is good");
    assert_eq!(problem.options().len(), 2);
}

#[test]
fn every_fault_is_named_with_list_row_and_field() {
    let cases = [
        ("\"id\": \"p2\"", "\"id\": \"p1\"", "persons, row 2, id: the id is given twice"),
        ("\"id\": \"p2\"", "\"id\": 2", "persons, row 2, id: invalid type"),
        ("\"id\": \"p2\", ", "", "persons, row 2, id: the field is missing"),
        ("\"count\": 2", "\"count\": 0", "persons, row 1, count: must be at least 1"),
        ("\"count\": 2", "\"count\": -2", "persons, row 1, count: invalid value"),
        ("\"count\": 2", "\"count\": 1.5", "persons, row 1, count: invalid type"),
        ("\"count\": 2", "\"count\": 5000000000", "persons, row 1, count: invalid value"),
        ("\"count\": 2", "\"count\": 2, \"count\": 2", "persons, row 1, count: the field is given twice"),
        ("\"count\": 2", "\"cuont\": 2", "persons, row 1: unknown field `cuont`"),
        ("7.5", "-7.5", "persons, row 2, unassigned_cost: must be a finite number of at least 0"),
        ("7.5", "1e999", "persons, row 2, unassigned_cost: number out of range"),
        ("7.5", "NaN", "persons, row 2, unassigned_cost: expected value"),
        ("7.5", "\"7.5\"", "persons, row 2, unassigned_cost: invalid type"),
        ("7.5", "null", "persons, row 2, unassigned_cost: invalid type"),
        ("\"seats\": 2", "\"seats\": 0", "starts, row 1, seats: must be at least 1"),
        ("\"minimum\": 1, ", "", "starts, row 1, minimum: the field is missing"),
        ("\"opening_cost\": 3", "\"opening_cost\": -3", "starts, row 1, opening_cost: must be a finite"),
        ("\"optional\"", "\"maybe\"", "starts, row 1, decision: expected \"optional\""),
        (
            "\"person\": \"p2\"",
            "\"person\": \"p9\"",
            "options, row 2, person: there is no person with the id \"p9\"",
        ),
        (
            "\"start\": \"c1\", \"cost\": 2",
            "\"start\": \"c9\", \"cost\": 2",
            "options, row 2, start: there is no start",
        ),
        (
            "\"person\": \"p2\"",
            "\"person\": \"p1\"",
            "options, row 2, person: the pair of \"p1\" and \"c1\" is given twice",
        ),
        ("\"cost\": 2", "\"cost\": true", "options, row 2, cost: invalid type"),
        ("\"cost\": 2", "\"price\": 2", "options, row 2: unknown field `price`"),
        ("\"required\": true", "\"required\": 1", "options, row 2, required: invalid type"),
        ("planning-problem/1", "planning-problem/2", "format: expected \"foerderkette.planning-problem/1\""),
        ("\"format\": \"foerderkette.planning-problem/1\",", "", "the field `format` is missing"),
        ("\"starts\"", "\"stars\"", "unknown field `stars`"),
        ("\"starts\": [", "\"starts\": 5, \"x\": [", "starts: invalid type"),
    ];
    for (from, to, expected) in cases {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD, "{from} does not occur");
        let error = error(&text);
        assert!(error.contains(expected), "{to}\nexpected {expected}\nfound    {error}");
    }
    for text in ["", "[]", "{", "{}", "null", "\u{0}", &format!("{GOOD} x"), &GOOD[..GOOD.len() - 30]] {
        error(text);
    }
}

#[test]
fn a_plan_with_a_fault_is_refused() {
    let cases = [
        ("\"optimal\"", "\"best\"", "status: expected"),
        ("\"count\": 1}]", "\"count\": 0}]", "seats, row 1, count: must be at least 1"),
        ("\"open\": [\"c1\"],", "", "the field `open` is missing"),
        ("\"seed\": 1", "\"seed\": 1, \"more\": 2", "unknown field `more`"),
        ("\"person\": \"p1\", ", "", "seats, row 1, person: the field is missing"),
    ];
    for (from, to, expected) in cases {
        let text = PLAN.replacen(from, to, 1);
        assert_ne!(text, PLAN);
        let error = read_plan("plan.json", text.as_bytes()).expect_err(to).to_string();
        assert!(error.starts_with("plan.json: ") && error.contains(expected), "{error}");
    }
}

#[test]
fn what_is_written_is_read_back_unchanged() {
    let problem = read_problem("region.json", GOOD.as_bytes()).expect("good");
    let mut text = Vec::new();
    write_problem(&problem, &mut text).expect("memory takes everything");
    assert_eq!(read_problem("again.json", text.as_slice()).expect("written by us"), problem);
    let plan = crate::invented::quickly(&problem, 4, 1);
    let mut text = Vec::new();
    write_plan(&plan, &mut text).expect("memory takes everything");
    assert_eq!(read_plan("plan.json", text.as_slice()).expect("written by us"), plan);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(cut in 0..GOOD.len(), insert in ".{0,6}", skip in 0..8_usize) {
        prop_assume!(GOOD.is_char_boundary(cut));
        let text = format!("{}{insert}{}", &GOOD[..cut], GOOD[cut..].chars().skip(skip).collect::<String>());
        if let Ok(problem) = read_problem("region.json", text.as_bytes()) {
            let plan = crate::invented::quickly(&problem, 1, 1);
            prop_assert_eq!(planning::check(&problem, &plan), vec![]);
        }
        let _ = read_plan("plan.json", text.as_bytes());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_problem("region.json", bytes.as_slice());
        let _ = read_plan("plan.json", bytes.as_slice());
    }
}
