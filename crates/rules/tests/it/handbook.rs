//! Examples of the handbook and of the tables.

use super::*;
use rules::{DmnEvaluator, check_files, run_examples};

#[test]
fn all_examples_come_out_as_written_in_our_reading_and_in_the_library() {
    let files = RuleFiles::built_in();
    let tables = [set().tables(), side().tables()].concat();
    let library = DmnEvaluator::new(&files, &tables).expect("the library reads the tables");
    let (count, failures) = run_examples(&files, set(), &tables, Some(&library)).expect("readable examples");
    assert_eq!(failures, []);
    assert!(count > 200, "{count} examples");
}

#[test]
fn an_example_that_does_not_come_out_refuses_the_set() {
    let mut files = RuleFiles::built_in();
    let wrong = r#"[{"name": "wrong", "on": "2026-11-23", "facts": {"nationality": "DEU"},
        "expect": {"integrationskurs.access": "claim"}}]"#;
    files.put("examples/wrong.json", wrong);
    let problems = check_files(&files).expect_err("a wrong example");
    assert!(
        problems[0].to_string().contains("expected \"claim\", found \"undetermined\""),
        "{}",
        problems[0]
    );
}

#[test]
fn every_rule_of_the_handbook_has_a_row() {
    let rows = || set().tables().iter().flat_map(|table| &table.rows);
    let numbered =
        |letter: &str, last: u32| (1..=last).map(|n| format!("{letter}-{n:02}")).collect::<Vec<_>>();
    let single = ["O-04a", "B-03a"].map(str::to_owned).to_vec();
    let wanted =
        [numbered("R", 18), numbered("O", 9), numbered("E", 4), numbered("G", 2), numbered("B", 4), single]
            .concat();
    for rule in wanted {
        assert!(rows().any(|row| row.rule == rule), "{rule}");
    }
    for rule in ["B-06", "B-07"] {
        assert!(rows().any(|row| row.rule == rule), "{rule}");
    }
}

fn rules_of(facts: &Value) -> Vec<String> {
    answer(facts, "2026-11-23").reasons.iter().map(|reason| reason.rule.clone()).collect()
}

#[test]
fn o_03_reaches_simple_german_only() {
    let at = |level: &str| {
        let facts = person(json!({"title": title("§ 25 Abs. 1 AufenthG", "2026-03-01"),
            "german_level": {"level": level}}));
        answer(&facts, "2026-11-23").integrationskurs.obligation.code()
    };
    assert_eq!(["none", "A1", "A2"].map(at), ["obliged", "may_oblige", "none"]);
}

#[test]
fn o_07_and_o_09_belong_to_the_duties_the_law_names() {
    let with = |level: &str, basis: Option<&str>| {
        let obligations: Vec<Value> = basis
            .iter()
            .map(|basis| json!({"by": "auslaenderbehoerde", "basis": basis, "on": "2026-03-01"}))
            .collect();
        rules_of(&person(json!({"title": title("§ 25 Abs. 2 AufenthG", "2026-03-01"), "benefit": "sgb2",
            "german_level": {"level": level}, "obligations": obligations})))
    };
    assert!(with("none", None).contains(&"O-07".to_owned()), "O-01 obliges");
    assert!(!with("A1", None).contains(&"O-07".to_owned()), "O-03 only may oblige");
    let by_discretion = with("A1", Some("§ 44a Abs. 1 Satz 6 AufenthG"));
    assert!(by_discretion.contains(&"O-03".to_owned()), "{by_discretion:?}");
    assert!(!by_discretion.contains(&"O-07".to_owned()), "{by_discretion:?}");
    let expired = |basis: &str| {
        let facts = person(json!({"title": title("§ 25 Abs. 2 AufenthG", "2024-03-01"),
            "obligations": [{"by": "auslaenderbehoerde", "basis": basis, "on": "2024-03-01"}]}));
        (answer(&facts, "2026-11-23").integrationskurs.access.code(), rules_of(&facts))
    };
    let (access, rules) = expired("§ 44a Abs. 1 Satz 1 Nr. 1 Buchst. a AufenthG");
    assert_eq!((access, rules.contains(&"O-09".to_owned())), ("by_obligation", true));
    let (access, rules) = expired("§ 44a Abs. 1 Satz 6 AufenthG");
    assert_eq!(
        (access, rules.contains(&"O-09".to_owned())),
        ("by_obligation", false),
        "§ 44a Abs. 1a names Nr. 1"
    );
}

#[test]
fn a_change_of_the_benefit_system_leaves_the_right_of_the_authority_that_now_obliges() {
    let facts =
        person(json!({"aufenthaltsgestattung_since": "2024-01-01", "benefit": "asylblg", "obligations": [
        {"by": "jobcenter", "basis": "§ 15 Abs. 6 SGB II", "on": "2026-02-01"},
        {"by": "asylblg", "basis": "§ 5b AsylbLG", "on": "2026-09-01"}]}));
    let found = answer(&facts, "2026-11-23").integrationskurs;
    assert_eq!((found.access.code(), found.issuer.map(|by| by.code())), ("by_obligation", Some("asylblg")));
}

#[test]
fn of_a_birth_year_the_answer_is_given_where_the_day_does_not_matter() {
    use domain::eligibility::{FactPath, FactValue};
    let mut facts = Facts::from_json(&person(json!({"title": title("§ 32 AufenthG", "2026-03-01"),
        "school_attendance": true})))
    .expect("facts");
    let mut born = |year: i32| {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        facts.set(FactPath::BirthDate, FactValue::Between(day(1, 1), day(12, 31)));
        let found = set().decide(&facts, super::day("2026-11-23"), &mut Memo::default());
        (found.integrationskurs.access.code(), found.needs)
    };
    assert_eq!(born(2000), ("refused_by_policy", vec![]), "25 or 26: too young whatever the day");
    assert_eq!(born(1999), ("undetermined", vec!["birth_date"]), "26 or 27");
    assert_eq!(born(1998), ("claim", vec![]), "27 or 28");
}

#[test]
fn every_deadline_of_the_handbook_is_there_with_citation_and_consequence() {
    let ids: Vec<&str> = set().deadlines().all().map(|deadline| deadline.id.as_str()).collect();
    let wanted: Vec<String> = (1..=17).map(|n| format!("D-{n:02}")).collect();
    assert_eq!(ids, wanted);
    assert!(
        set()
            .deadlines()
            .all()
            .all(|deadline| !deadline.consequence.is_empty() && !deadline.source.is_empty())
    );
}

#[test]
fn the_answer_has_the_shape_of_the_eligibility_file() {
    let facts =
        person(json!({"title": title("§ 25 Abs. 2 AufenthG", "2026-03-01"), "german_level": {"level": "A1"},
        "registered_on": "2026-11-18"}));
    let found = serde_json::to_value(answer(&facts, "2026-11-23")).expect("an answer is JSON");
    let assumed = found["assumed"].clone();
    let wanted = json!({
        "id": "case", "on": "2026-11-23", "rule_set": "2026-07-29",
        "integrationskurs": {
            "access": "claim", "issuer": "auslaenderbehoerde", "expires_on": "2027-03-01",
            "obligation": "may_oblige", "obliging_authority": "auslaenderbehoerde", "other_duty": null,
            "exemptions": [],
            "obligation_routes": [{"rule": "O-03", "authority": "auslaenderbehoerde", "obligation": "may_oblige"}]
        },
        "berufssprachkurs": {
            "access": "none", "issuer": null, "obligation": "none",
            "closed_types": ["BSK-A2", "BSK-B1", "BSK-C1", "BSK-C2", "BSK-FACH"]
        },
        "deadlines": [
            {"id": "D-05", "due_on": "2026-12-30", "kind": "should", "citation": "§ 7 Abs. 4 IntV"},
            {"id": "D-06", "due_on": "2027-11-18", "kind": "must", "citation": "§ 4 Abs. 1 Satz 3 IntV"}
        ],
        "reasons": [
            {"rule": "R-03", "citation": "§ 44 Abs. 1 Satz 1 Nr. 1 Buchst. c AufenthG"},
            {"rule": "O-03", "citation": "§ 44a Abs. 1 Satz 6 AufenthG"}
        ],
        "needs": [], "assumed": assumed
    });
    assert_eq!(found, wanted);
    let names: Vec<&str> = assumed.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(names.contains(&"german_level_at_title_issue") && names.contains(&"missed_invitation_on"));
}

#[test]
fn a_region_may_stop_admissions_on_an_earlier_day() {
    let mut own = load(&RuleFiles::built_in()).expect("the delivered set is whole");
    let earlier =
        domain::eligibility::Setting { from: day("2025-12-01"), open: false, source: "Region".to_owned() };
    own.set_switch("BAMF_44_4_ADMISSION", earlier.clone()).expect("a known switch");
    assert_eq!(own.set_switch("unknown", earlier), Err("unknown".to_owned()));
    let facts =
        Facts::from_json(&person(json!({"aufenthaltsgestattung_since": "2024-01-01"}))).expect("facts");
    let access = |on: &str| own.decide(&facts, day(on), &mut Memo::default()).integrationskurs.access.code();
    assert_eq!((access("2025-11-30"), access("2025-12-01")), ("admission_possible", "refused_by_policy"));
}

#[test]
fn the_comparison_of_two_days_names_who_changes_and_how() {
    let cases: Vec<Facts> = [
        person(json!({"id": "stopped", "on": "2026-11-23", "aufenthaltsgestattung_since": "2024-01-01"})),
        person(json!({"id": "same", "title": title("§ 30 AufenthG", "2025-12-01")})),
    ]
    .iter()
    .map(|facts| Facts::from_json(facts).expect("facts"))
    .collect();
    let changes = rules::diff(set(), day("2026-02-08"), day("2026-02-09"), &cases);
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].id, "stopped");
    assert_eq!(changes[0].changes[0].field, "integrationskurs.access");
    assert_eq!(
        (&changes[0].changes[0].from, &changes[0].changes[0].to),
        (&json!("admission_possible"), &json!("refused_by_policy"))
    );
    assert_eq!(changes[0].rules_gained, ["R-17"]);
}

#[test]
fn an_explanation_names_rows_with_words_source_and_validity() {
    let facts = Facts::from_json(&person(
        json!({"nationality": "UKR", "title": title("§ 24 AufenthG", "2024-01-01")}),
    ));
    let explained = domain::eligibility::explain(set(), &facts.expect("facts"), day("2026-11-23"));
    let row = explained.rows.iter().find(|row| row.rule == "R-14").expect("the row of § 24");
    assert_eq!(row.valid_from, Some(day("2026-07-29")));
    assert!(
        row.description.contains("§ 24") && row.citation.contains("§ 44 Abs. 4") && !row.source.is_empty()
    );
    assert!(explained.rows.iter().all(|row| !row.citation.is_empty() && !row.description.is_empty()));
}

#[test]
fn the_delivered_folder_passes_the_check() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let output = rules::command::check_dir(&folder);
    assert_eq!(output.exit_code, 0, "{}", output.text);
    assert_eq!(RuleFiles::from_dir(&folder).expect("a readable folder"), RuleFiles::built_in());
}
