//! Damaged tables and facts are refused with table, row and reason.

use super::*;
use rules::{check_files, command};

const LIMIT: &str = "eligibility/30-anspruchsgrenze.dmn";
const GROUP: &str = "eligibility/10-personengruppe.dmn";

/// What is said when one text in a file is replaced.
fn refusal(file: &str, old: &str, new: &str) -> String {
    let mut files = RuleFiles::built_in();
    let text = files.get(file).expect("a file of the set").to_owned();
    assert!(text.contains(old), "{file} does not contain {old}");
    files.put(file, text.replacen(old, new, 1));
    let problems = check_files(&files).expect_err("the damage is found");
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn a_damaged_table_is_refused_with_table_row_and_reason() {
    let cases = [
        (LIMIT, "</definitions>", "", "this is no well-formed XML"),
        (
            LIMIT,
            "https://www.omg.org/spec/DMN/20191111/MODEL/",
            "https://example.org/",
            "this is no DMN file",
        ),
        (LIMIT, "hitPolicy=\"FIRST\"", "hitPolicy=\"PRIORITY\"", "hit policy PRIORITY is not used here"),
        (
            LIMIT,
            "<text>age</text>",
            "<text>shoe_size</text>",
            "table anspruchsgrenze: column `shoe_size` is no known fact",
        ),
        (
            LIMIT,
            "<text>&lt; 27</text>",
            "<text>under 27</text>",
            "row R-07: column `age`: `under 27` is not a number",
        ),
        (LIMIT, "\"B1\",\"B2\"", "\"B1\",\"B9\"", "row R-09: `B9` is no value of `level`"),
        (
            LIMIT,
            "<text>§ 44 Abs. 3 Satz 1 Nr. 1 AufenthG</text>",
            "<text></text>",
            "table anspruchsgrenze, row R-07: row 1 has no citation",
        ),
        (LIMIT, "rule id=\"R-08\"", "rule id=\"R-07\"", "row R-07: another row has the same id"),
        (
            LIMIT,
            "<text>\"school\"</text>",
            "<text>\"pupil\"</text>",
            "row R-07: `pupil` is not among the values",
        ),
        (
            LIMIT,
            "<inputEntry id=\"R-07_age\"><text>&lt; 27</text></inputEntry>",
            "",
            "it has 5 conditions and 2 results",
        ),
        (LIMIT, "<text>true</text>", "<text>-</text>", "example \"R-08"),
        (
            GROUP,
            "<text>\"eu_eea\"</text>",
            "<text>\"eu_eea\",\"german\"</text>",
            "table personengruppe, row P-3: it overlaps row P-2 under UNIQUE, for example spaetaussiedler false",
        ),
        (
            GROUP,
            "<text>\"eu_eea\"</text>",
            "<text>\"german\"</text>",
            "no row answers spaetaussiedler false, nationality_group \"eu_eea\"",
        ),
        (
            "eligibility/70-zulassung-jobcenter.dmn",
            "2025-11-17",
            "2025-11-18",
            "2025-11-18 is no day of a change",
        ),
        ("eligibility/80-zugang.dmn", "<text>\"bva\"</text>", "<text>\"mayor\"</text>", "row Z-1"),
        ("facts.toml", "from = \"low_need\"", "from = \"lowneed\"", "there is no fact `lowneed`"),
        ("facts.toml", "kind = \"age\"", "kind = \"aeon\"", "unknown variant"),
        ("deadlines.toml", "unit = \"weeks\"", "unit = \"fortnights\"", "unknown variant"),
        (
            "deadlines.toml",
            "citation = \"§ 7 Abs. 4 IntV\"",
            "citation = \"\"",
            "deadline D-05: it has no citation",
        ),
        (
            "switches.toml",
            "name = \"bamf_admission_open\"",
            "name = \"other\"",
            "switch `bamf_admission_open` has no settings",
        ),
        ("holidays.toml", "easter_offset = -2", "", "holiday karfreitag names no day"),
        ("versions.toml", "valid_from", "valid_since", "versions.toml"),
    ];
    for (file, old, new, reason) in cases {
        let said = refusal(file, old, new);
        assert!(said.contains(reason), "{file}: wanted {reason}, said {said}");
    }
}

#[test]
fn a_missing_file_and_a_second_table_of_one_name_are_named() {
    let mut files = RuleFiles::built_in();
    files.remove("switches.toml");
    assert!(
        check_files(&files).expect_err("a missing file")[0]
            .to_string()
            .contains("switches.toml: this file is missing")
    );
    let mut files = RuleFiles::built_in();
    let twice = files.get(LIMIT).expect("a file of the set").to_owned();
    files.put("eligibility/31-again.dmn", twice);
    let problems = check_files(&files).expect_err("a table given twice");
    assert!(problems.iter().any(|problem| problem.reason == "another table has the same name"));
}

#[test]
fn a_table_without_examples_is_refused() {
    let mut files = RuleFiles::built_in();
    files.remove("eligibility/30-anspruchsgrenze.examples.json");
    assert!(check_files(&files).expect_err("no examples")[0].reason.starts_with("it has no examples"));
}

#[test]
fn cut_and_disturbed_tables_never_panic() {
    let text = RuleFiles::built_in().get(LIMIT).expect("a file of the set").to_owned();
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(797).collect();
    for end in ends {
        let mut files = RuleFiles::built_in();
        files.put(LIMIT, &text[..end]);
        assert!(load(&files).is_err());
        let mut files = RuleFiles::built_in();
        files.put(LIMIT, format!("{}<\u{0}\u{fffd}\">{}", &text[..end], &text[end..]));
        assert!(load(&files).is_err());
    }
}

#[test]
fn facts_that_cannot_be_read_are_refused_with_case_and_field() {
    let on = day("2026-11-23");
    for (facts, reason) in [
        ("[", "facts: this is no JSON"),
        ("3", "a list of objects is needed"),
        ("[3]", "case 1 : case: 3 is not an object"),
        (
            r#"[{"id": "a"}, {"id": "b", "birth_date": "1990-02-30"}]"#,
            "case 2 b: birth_date: \"1990-02-30\" is not a date",
        ),
        (r#"[{"id": "a", "german_level": "B1"}]"#, "case 1 a: german_level: \"B1\" is not an object or null"),
        (
            r#"[{"id": "a", "german_level": {"level": "B3"}}]"#,
            "german_level.level: \"B3\" is not one of none, A1",
        ),
        (r#"[{"id": "a", "employed": "yes"}]"#, "employed: \"yes\" is not true or false"),
        (r#"[{"id": "a", "nationality": "Syrien"}]"#, "nationality: \"Syrien\" is not an ISO 3166 code"),
        (r#"[{"id": "a", "obligations": [{"by": "mayor"}]}]"#, "obligations.by: \"mayor\" is not one of"),
        (r#"[{"id": "a", "registered_as": ["sleeping"]}]"#, "registered_as: \"sleeping\" is not one of"),
        (r#"[{"id": "a", "on": "2021-01-01"}]"#, "a: the tables speak for days from 2022-01-17 on"),
    ] {
        let output = command::decide(set(), facts, on, true);
        assert_eq!(output.exit_code, 2, "{facts}");
        assert!(output.text.contains(reason), "{facts}: {}", output.text);
    }
}

#[test]
fn commands_answer_in_the_order_of_the_cases() {
    let facts =
        json!([person(json!({"id": "a"})), person(json!({"id": "b", "nationality": "DEU"}))]).to_string();
    let output = command::decide(set(), &facts, day("2026-11-23"), true);
    let found: Value = serde_json::from_str(&output.text).expect("JSON");
    assert_eq!(
        (output.exit_code, &found["answers"][0]["id"], &found["answers"][1]["id"]),
        (0, &json!("a"), &json!("b"))
    );
    let missing = command::explain(set(), &facts, "c", day("2026-11-23"), false);
    assert_eq!((missing.exit_code, missing.text.as_str()), (2, "facts: there is no case with the id `c`\n"));
    let explained = command::explain(set(), &facts, "b", day("2026-11-23"), false);
    assert!(explained.text.contains("G-02 · "), "{}", explained.text);
    let compared = command::diff(set(), &facts, day("2023-01-01"), day("2026-11-23"), true);
    assert_eq!(serde_json::from_str::<Value>(&compared.text).expect("JSON")["cases"], json!(2));
}
