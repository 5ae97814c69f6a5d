//! The day before, the day, the day after: for every period the answer depends on.

use super::*;

/// Answers on the day before, on the day and on the day after, as texts.
fn around(facts: &Value, on: &str, part: fn(&Answer) -> String) -> [String; 3] {
    let middle = day(on);
    let days = [middle.pred_opt(), Some(middle), middle.succ_opt()];
    days.map(|day| part(&answer(facts, &day.expect("a day in range").to_string())))
}

fn access(answer: &Answer) -> String {
    answer.integrationskurs.access.code().to_owned()
}

fn obligation(answer: &Answer) -> String {
    answer.integrationskurs.obligation.code().to_owned()
}

fn vocational(answer: &Answer) -> String {
    answer.berufssprachkurs.access.code().to_owned()
}

fn deadlines(answer: &Answer) -> String {
    answer.deadlines.iter().map(|due| format!("{} {};", due.id, due.due_on)).collect()
}

#[test]
fn d_01_the_claim_holds_up_to_the_day_with_the_same_number() {
    let facts = person(json!({"title": title("§ 25 Abs. 2 AufenthG", "2024-11-10")}));
    assert_eq!(around(&facts, "2025-11-10", access), ["claim", "claim", "admission_possible"]);
    let leap = person(json!({"title": title("§ 25 Abs. 2 AufenthG", "2024-02-29")}));
    assert_eq!(around(&leap, "2025-02-28", access), ["claim", "claim", "admission_possible"]);
}

#[test]
fn a_title_counts_from_its_issue_to_its_last_day() {
    let facts = person(json!({"title": {"norm": "§ 25 Abs. 2 AufenthG", "issued_on": "2026-03-01",
        "valid_until": "2026-09-30", "first_issue": true, "permanent_stay": true}}));
    assert_eq!(around(&facts, "2026-03-01", access), ["none", "claim", "claim"]);
    assert_eq!(around(&facts, "2026-09-30", access), ["claim", "claim", "none"]);
    assert_eq!(answer(&facts, "2026-06-01").integrationskurs.expires_on, Some(day("2026-09-30")));
}

#[test]
fn stay_is_permanent_from_a_title_of_one_year_on() {
    let with_end = |until: &str| {
        person(
            json!({"title": {"norm": "§ 25 Abs. 2 AufenthG", "issued_on": "2026-03-01", "valid_until": until,
            "first_issue": true}}),
        )
    };
    let found = ["2027-02-28", "2027-03-01", "2027-03-02"]
        .map(|until| access(&answer(&with_end(until), "2026-11-23")));
    assert_eq!(found, ["refused_by_policy", "claim", "claim"]);
}

#[test]
fn r_07_school_excludes_up_to_the_day_before_the_27th_birthday() {
    let facts = person(json!({"title": title("§ 32 AufenthG", "2026-03-01"), "birth_date": "1999-11-23",
        "school_attendance": true}));
    assert_eq!(around(&facts, "2026-11-23", access), ["refused_by_policy", "claim", "claim"]);
}

#[test]
fn o_06_obliges_from_the_18th_birthday_on() {
    let facts = person(json!({"aufenthaltsgestattung_since": "2024-01-01", "benefit": "asylblg",
        "birth_date": "2008-11-23"}));
    assert_eq!(around(&facts, "2026-11-23", obligation), ["none", "may_oblige", "may_oblige"]);
}

#[test]
fn b_04_opens_after_six_months_of_duldung() {
    let facts = person(json!({"duldung": {"norm": "§ 60a Abs. 2 Satz 1 AufenthG", "since": "2026-05-31"},
        "german_level": {"level": "B1"}, "employed": true}));
    assert_eq!(around(&facts, "2026-11-30", vocational), ["none", "yes", "yes"]);
    let tolerated_before =
        person(json!({"duldung": {"norm": "§ 60a Abs. 2 Satz 1 AufenthG", "since": "2026-11-01"},
        "tolerated_since": "2026-05-31", "german_level": {"level": "B1"}, "employed": true}));
    assert_eq!(around(&tolerated_before, "2026-11-30", vocational), ["none", "yes", "yes"]);
}

#[test]
fn a_missed_invitation_counts_from_its_day_on() {
    let facts = person(
        json!({"nationality": "UKR", "title": title("§ 24 AufenthG", "2024-01-01"), "benefit": "sgb2",
        "missed_invitation_on": "2026-10-01"}),
    );
    assert_eq!(around(&facts, "2026-10-01", obligation), ["none", "may_oblige", "may_oblige"]);
}

#[test]
fn an_obligation_counts_from_its_issue_on() {
    let facts = person(json!({"title": title("§ 25 Abs. 3 AufenthG", "2024-01-01"), "obligations": [
        {"by": "auslaenderbehoerde", "basis": "§ 44a Abs. 1 Satz 1 Nr. 3 AufenthG", "on": "2026-10-01"}]}));
    assert_eq!(around(&facts, "2026-10-01", obligation), ["none", "obliged", "obliged"]);
}

#[test]
fn every_change_of_the_version_table_takes_effect_on_its_day() {
    let german =
        person(json!({"nationality": "DEU", "benefit": "sgb2", "kooperationsplan_names_course": true,
        "special_need": true}));
    assert_eq!(
        around(&german, "2025-11-17", access),
        ["admission_possible", "admission_by_jobcenter", "admission_by_jobcenter"]
    );
    let planned = person(json!({"aufenthaltsgestattung_since": "2022-01-01", "benefit": "sgb2",
        "kooperationsplan_names_course": true}));
    assert_eq!(
        around(&planned, "2023-07-01", access),
        ["admission_possible", "admission_by_jobcenter", "admission_by_jobcenter"]
    );
    let gestattet = person(json!({"nationality": "NGA", "aufenthaltsgestattung_since": "2022-01-01"}));
    assert_eq!(
        around(&gestattet, "2023-01-01", access),
        ["none", "admission_possible", "admission_possible"]
    );
    assert_eq!(
        around(&gestattet, "2026-02-09", access),
        ["admission_possible", "refused_by_policy", "refused_by_policy"]
    );
    let obliged =
        person(json!({"aufenthaltsgestattung_since": "2022-01-01", "benefit": "sgb2", "obligations": [
        {"by": "jobcenter", "basis": "§ 15a Abs. 1 Satz 1 Nr. 3 SGB II", "on": "2026-01-01"}]}));
    assert_eq!(around(&obliged, "2026-07-01", obligation), ["none", "obliged", "obliged"]);
    let trainee =
        person(json!({"title": title("§ 25 Abs. 3 AufenthG", "2024-01-01"), "german_level": {"level": "B1"},
        "training_contract_signed": true}));
    assert_eq!(around(&trainee, "2026-01-01", vocational), ["none", "yes", "yes"]);
    let closed = |answer: &Answer| answer.berufssprachkurs.closed_types.len().to_string();
    assert_eq!(around(&trainee, "2025-01-01", closed), ["0", "5", "5"]);
    let version = |answer: &Answer| answer.rule_set.to_string();
    assert_eq!(around(&german, "2026-07-29", version), ["2026-07-01", "2026-07-29", "2026-07-29"]);
}

#[test]
fn d_02_and_d_10_run_from_the_admission() {
    let facts = person(json!({"aufenthaltsgestattung_since": "2022-01-01", "right_issued_on": "2025-06-01"}));
    let found = around(&facts, "2026-06-01", deadlines);
    assert_eq!(
        found,
        ["D-02 2026-06-01;D-10 2027-06-01;", "D-02 2026-06-01;D-10 2027-06-01;", "D-10 2027-06-01;"]
    );
    assert_eq!(around(&facts, "2025-06-01", deadlines)[0], "");
}

#[test]
fn d_04_runs_a_week_from_the_obligation_until_registration() {
    let mut facts = person(json!({"title": title("§ 25 Abs. 3 AufenthG", "2024-01-01"), "obligations": [
        {"by": "auslaenderbehoerde", "basis": "§ 44a Abs. 1 Satz 1 Nr. 3 AufenthG", "on": "2026-10-01"}]}));
    assert_eq!(around(&facts, "2026-10-08", deadlines), ["D-04 2026-10-08;", "D-04 2026-10-08;", ""]);
    facts["registered_on"] = json!("2026-10-05");
    assert!(!deadlines(&answer(&facts, "2026-10-06")).contains("D-04"));
}

#[test]
fn d_05_d_06_and_d_07_follow_registration_and_course() {
    let mut facts =
        person(json!({"title": title("§ 25 Abs. 2 AufenthG", "2026-03-01"), "registered_on": "2026-04-01"}));
    let both = "D-05 2026-05-13;D-06 2027-04-01;";
    assert_eq!(around(&facts, "2026-05-13", deadlines), [both, both, "D-06 2027-04-01;"]);
    assert_eq!(around(&facts, "2027-04-01", deadlines)[2], "");
    facts["last_course_day"] = json!("2026-08-01");
    assert_eq!(around(&facts, "2027-08-01", deadlines), ["D-07 2027-08-01;", "D-07 2027-08-01;", ""]);
}

#[test]
fn d_11_and_d_15_depend_on_the_age_of_the_proof() {
    let facts = person(json!({"title": title("§ 25 Abs. 2 AufenthG", "2026-03-01"), "employed": true,
        "german_level": {"level": "B1", "proven_on": "2026-04-01"}}));
    let with_proof = "D-15 2026-10-01;D-01 2027-03-01;D-11 2027-04-01;";
    assert_eq!(around(&facts, "2026-10-01", deadlines)[..2], [with_proof, with_proof]);
    assert_eq!(around(&facts, "2026-10-01", deadlines)[2], "D-01 2027-03-01;D-11 2027-04-01;");
}

#[test]
fn o_04_o_04a_and_b_07_begin_on_the_first_of_july_2026() {
    let by_jobcenter = |basis: &str| {
        person(json!({"title": title("§ 25 Abs. 3 AufenthG", "2024-01-01"), "benefit": "sgb2",
            "german_level": {"level": "B1"},
            "obligations": [{"by": "jobcenter", "basis": basis, "on": "2026-01-01"}]}))
    };
    let vocational_duty = |answer: &Answer| answer.berufssprachkurs.obligation.code().to_owned();
    let new = by_jobcenter("§ 15a Abs. 1 Satz 1 Nr. 3 SGB II");
    assert_eq!(around(&new, "2026-07-01", vocational_duty), ["none", "obliged", "obliged"]);
    let grey = by_jobcenter("§ 15a Abs. 3 SGB II");
    assert_eq!(around(&grey, "2026-07-01", obligation), ["none", "grey_zone", "grey_zone"]);
    let old = by_jobcenter("§ 15 Abs. 6 SGB II");
    assert_eq!(around(&old, "2026-07-01", obligation), ["obliged", "obliged", "obliged"]);
    assert_eq!(around(&old, "2026-07-01", vocational_duty), ["obliged", "obliged", "obliged"]);
    let sources = |on: &str| {
        let facts = Facts::from_json(&old).expect("facts");
        let rows = domain::eligibility::explain(set(), &facts, day(on)).rows;
        rows.into_iter().find(|row| row.rule == "B-07").expect("the row of the duty").citation
    };
    assert_ne!(sources("2026-06-30"), sources("2026-07-01"), "the transition has a citation of its own");
}

#[test]
fn the_agreement_obliges_up_to_june_2023_and_the_plan_from_july_on() {
    let old = person(json!({"title": title("§ 25 Abs. 3 AufenthG", "2022-02-01"), "benefit": "sgb2",
        "obligations": [{"by": "jobcenter", "basis": "Eingliederungsvereinbarung", "on": "2023-01-01"}]}));
    assert_eq!(around(&old, "2023-06-30", obligation), ["obliged", "obliged", "none"]);
}

#[test]
fn r_11_asked_for_prospects_of_staying_up_to_the_end_of_2022() {
    let later = person(json!({"nationality": "NGA", "aufenthaltsgestattung_since": "2019-08-01"}));
    assert_eq!(around(&later, "2022-12-31", access), ["none", "none", "admission_possible"]);
    let earlier = person(json!({"nationality": "NGA", "aufenthaltsgestattung_since": "2019-07-31"}));
    assert_eq!(around(&earlier, "2022-12-31", access), ["admission_possible"; 3]);
}

/// Every deadline of the file that starts with a fact, whatever it is: it begins on its day, runs on its last day
/// and not on the day after.
#[test]
fn every_period_of_the_law_runs_from_its_start_up_to_its_last_day() {
    use domain::calendar::Unit;
    use domain::deadline::Standing;
    use domain::eligibility::{Access, Authority, FactPath, FactValue, Facts, IssuedObligation};
    let (all, calendar) = (set().deadlines(), set().calendar());
    let mut tried = Vec::new();
    for deadline in all.all() {
        let (Some(path), Some(length)) = (&deadline.starts_with, deadline.length) else { continue };
        let old = deadline.valid_until.is_some();
        if old || length.unit == Unit::Lessons {
            continue;
        }
        let start = deadline.valid_from.unwrap_or(day("2026-08-31")).max(day("2026-08-31"));
        let path = FactPath::from_code(path).expect("a known fact");
        let mut facts = Facts::nothing_known("case");
        let issued = IssuedObligation { by: "jobcenter".to_owned(), basis: None, on: Some(start) };
        facts.set(
            path,
            match path {
                FactPath::Obligations => FactValue::Obligations(vec![issued]),
                _ => FactValue::Date(start),
            },
        );
        let standing = Standing {
            access: deadline.access.first().and_then(|code| Access::from_code(code)).unwrap_or(Access::Claim),
            issuer: deadline.issuer.first().and_then(|code| Authority::from_code(code)),
            berufssprachkurs: true,
            obliged: true,
        };
        let runs = |on| {
            let running = all.running(&facts, on, standing, calendar);
            running.into_iter().find(|due| *due.id == *deadline.id).map(|due| due.due_on)
        };
        let due = runs(start).unwrap_or_else(|| panic!("{} does not start on its day", deadline.id));
        if let (Some(end), false) = (length.end_from(start), deadline.shift_from_weekend) {
            assert_eq!(due, end, "{}", deadline.id);
        }
        let around = [start.pred_opt(), due.pred_opt(), Some(due), due.succ_opt()];
        let found = around.map(|on| runs(on.expect("a day in range")).is_some());
        assert_eq!(found, [false, due > start, true, false], "{} due {due}", deadline.id);
        tried.push(deadline.id.as_str());
    }
    assert!(tried.len() >= 6, "{tried:?}");
}

/// Every setting of the region in days, weeks or working days: the day before is too early, the day itself is due.
#[test]
fn every_period_of_the_region_ends_on_the_day_its_length_says() {
    use domain::calendar::Unit;
    use domain::deadline::Side;
    let regional =
        rules::load_regional(&rules::RuleFiles::built_in()).expect("the delivered deadlines are whole");
    let calendar = set().calendar();
    for deadline in regional.all() {
        let start = day("2026-11-25");
        let due = deadline.due_on(start, calendar).unwrap_or_else(|| panic!("{}", deadline.activity));
        let (first, last) = match deadline.side {
            Side::After => (start, due),
            Side::Before => (due, start),
        };
        match deadline.length.unit {
            Unit::Days => assert_eq!((last - first).num_days(), i64::from(deadline.length.count)),
            Unit::Weeks => assert_eq!((last - first).num_days(), 7 * i64::from(deadline.length.count)),
            Unit::WorkingDays => {
                let end = if deadline.side == Side::After { due } else { start };
                let days = first.iter_days().skip(1).take_while(|on| *on <= end);
                let worked = days.filter(|on| calendar.is_working_day(*on)).count();
                let from = usize::from(deadline.side == Side::Before && !calendar.is_working_day(start));
                assert_eq!(worked + from, deadline.length.count as usize, "{}", deadline.activity);
            }
            Unit::Months | Unit::Years | Unit::Lessons => {}
        }
    }
}
