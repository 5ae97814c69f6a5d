//! Stories of an agreement.

use super::*;
use std::collections::BTreeMap;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn body(id: i64) -> OrganisationId {
    OrganisationId(id)
}

/// Two providers, BAMF and the coordination; test days on Wednesdays in turn.
pub(crate) fn agreement() -> Agreement {
    let contribution = |id, share| Contribution {
        provider: body(id),
        kinds: vec![CourseKind::AllgemeinerIntegrationskurs],
        towns: Vec::new(),
        share,
    };
    let party = |id, role| Party { organisation: body(id), role, signed: None };
    Agreement {
        id: AgreementId(1),
        region: RegionId(1),
        version: 1,
        edition: 1,
        parent: None,
        state: AgreementState::Draft,
        parties: vec![
            party(1, PartyRole::Provider),
            party(2, PartyRole::Provider),
            party(3, PartyRole::Bundesamt),
            party(4, PartyRole::Coordination),
        ],
        terms: Terms {
            title: "Rollierende Testung und Kursbeginne".to_owned(),
            valid_from: day("2026-11-02"),
            valid_until: Some(day("2027-10-31")),
            notice_weeks: 12,
            rota: Rota {
                weekday: Weekday::Wed,
                every_weeks: 1,
                hosts: vec![body(1), body(2)],
                reserve: vec![body(2), body(1)],
            },
            contributions: vec![contribution(1, 60), contribution(2, 40)],
            reservation_days: 7,
            longest_gap_weeks: 4,
            reports: vec![ReportingDuty { kind: ReportKind::FreeSeats, every: Interval::Weekly }],
            customs: Customs::default(),
        },
        testing: vec![TestingPeriod { from: day("2026-11-02"), mode: TestingMode::Central }],
        notice: None,
        noted: Vec::new(),
        handed_over: Vec::new(),
        laid: 0,
        replaced_from: None,
    }
}

fn rewritten(agreement: &mut Agreement) -> Result<(), crate::refusal::Refusal> {
    agreement.rewrite(agreement.parties.clone(), agreement.terms.clone(), TestingMode::Central)
}

pub(crate) fn in_force() -> Agreement {
    let mut agreement = agreement();
    agreement.lay_before().expect("whole");
    for id in 1..=4 {
        agreement.sign(body(id), AccountId(9), day("2026-10-20")).expect("a party");
    }
    agreement
}

#[test]
fn the_last_signature_puts_the_edition_in_force() {
    let mut agreement = agreement();
    agreement.lay_before().expect("whole");
    for id in 1..=3 {
        agreement.sign(body(id), AccountId(9), day("2026-10-20")).expect("a party");
        assert_eq!(agreement.state, AgreementState::Signing);
    }
    agreement.sign(body(4), AccountId(9), day("2026-10-21")).expect("a party");
    assert!(agreement.binds_on(day("2026-11-02")));
    assert!(!agreement.binds_on(day("2026-11-01")));
    assert!(!agreement.binds_on(day("2027-11-01")));
}

#[test]
fn whoever_signs_twice_or_is_no_party_is_refused() {
    let mut agreement = agreement();
    agreement.lay_before().expect("whole");
    agreement.sign(body(1), AccountId(9), day("2026-10-20")).expect("a party");
    let twice = agreement.sign(body(1), AccountId(9), day("2026-10-21")).expect_err("twice");
    assert_eq!(twice.code, "agreement-signed-already");
    let stranger = agreement.sign(body(77), AccountId(9), day("2026-10-21")).expect_err("a stranger");
    assert_eq!(stranger.code, "agreement-not-a-party");
}

#[test]
fn a_text_that_was_taken_back_has_no_signatures() {
    let mut agreement = agreement();
    agreement.lay_before().expect("whole");
    agreement.sign(body(1), AccountId(9), day("2026-10-20")).expect("a party");
    assert!(rewritten(&mut agreement).is_err(), "fixed while it is signed");
    agreement.take_back().expect("not in force yet");
    agreement.lay_before().expect("whole");
    assert_eq!(agreement.must_be_text(1).expect_err("the text before").code, "agreement-text-changed");
    agreement.take_back().expect("not in force yet");
    assert_eq!(agreement.unsigned().count(), 4);
    assert!(rewritten(&mut agreement).is_ok());
}

#[test]
fn shares_that_are_not_the_whole_are_refused_with_their_sum() {
    let mut terms = agreement().terms;
    terms.contributions[0].share = 50;
    let refusal = terms.check().expect_err("ninety percent");
    assert_eq!(refusal.code, "agreement-shares-not-whole");
    assert_eq!(refusal.facts[0].1, crate::refusal::Fact::Number(90));
}

#[test]
fn nobody_is_bound_who_is_no_party() {
    let mut agreement = agreement();
    agreement.terms.rota.hosts.push(body(55));
    assert_eq!(agreement.lay_before().expect_err("a stranger").code, "agreement-names-no-party");
}

#[test]
fn test_days_go_round_whatever_window_is_looked_at() {
    let agreement = in_force();
    let hosts = |from: &str, until: &str| -> Vec<(NaiveDate, i64)> {
        duties(&agreement, day(from), day(until))
            .into_iter()
            .filter(|duty| duty.code == DutyCode::HoldTestDay)
            .map(|duty| (duty.due_on, duty.organisation.0))
            .collect()
    };
    let all = hosts("2026-11-01", "2026-12-31");
    assert_eq!(all[0], (day("2026-11-04"), 1));
    assert_eq!(all[1], (day("2026-11-11"), 2));
    assert_eq!(all[2], (day("2026-11-18"), 1));
    assert_eq!(hosts("2026-11-15", "2026-12-31"), all[2..], "the window does not shift the turn");
}

#[test]
fn a_region_that_goes_back_to_decentral_testing_has_no_common_test_days_from_then_on() {
    let mut agreement = in_force();
    agreement.test_from(day("2026-11-16"), TestingMode::Decentral).expect("another way");
    let days = duties(&agreement, day("2026-11-01"), day("2026-12-31"));
    assert_eq!(days.iter().filter(|duty| duty.code == DutyCode::HoldTestDay).count(), 2);
    agreement.test_from(day("2026-12-14"), TestingMode::Central).expect("and back");
    let days = duties(&agreement, day("2026-11-01"), day("2026-12-31"));
    assert_eq!(days.iter().filter(|duty| duty.code == DutyCode::HoldTestDay).count(), 5);
    assert_eq!(
        agreement.test_from(day("2027-01-01"), TestingMode::Central).expect_err("no change").code,
        "agreement-testing-as-before"
    );
}

#[test]
fn notice_ends_the_agreement_after_the_agreed_weeks_and_its_duties_with_it() {
    let mut agreement = in_force();
    agreement.give_notice(body(2), day("2026-11-16")).expect("a party");
    assert_eq!(agreement.ends_on(), Some(day("2027-02-08")));
    let last =
        duties(&agreement, day("2026-11-01"), day("2027-12-31")).into_iter().map(|duty| duty.due_on).max();
    assert!(last <= Some(day("2027-02-08")), "{last:?}");
    assert_eq!(
        agreement.give_notice(body(1), day("2026-11-17")).expect_err("once").code,
        "agreement-noticed-already"
    );
}

#[test]
fn every_provider_owes_each_report_and_the_chair_the_quarterly_work() {
    let agreement = in_force();
    let found = duties(&agreement, day("2026-12-01"), day("2027-01-31"));
    let of = |code| found.iter().filter(|duty| duty.code == code).collect::<Vec<_>>();
    assert_eq!(of(DutyCode::ReportFreeSeats).len(), 2 * 8, "two providers, eight weeks");
    assert_eq!(of(DutyCode::EstimateDemand)[0].due_on, day("2027-01-15"));
    assert_eq!(of(DutyCode::ReviewShares)[0].organisation, body(4));
    assert_eq!(
        duties(&agreement, day("2027-07-01"), day("2027-08-31"))
            .iter()
            .filter(|d| d.code == DutyCode::DecideOnTerm)
            .map(|d| d.due_on)
            .next(),
        Some(day("2027-08-08"))
    );
}

#[test]
fn facts_say_what_happened_and_by_whom() {
    let mut agreement = in_force();
    let today = day("2026-11-25");
    let due = day("2026-11-09");
    let note = NotedDuty {
        code: DutyCode::ReportFreeSeats,
        organisation: body(1),
        due_on: due,
        done_on: day("2026-11-12"),
    };
    agreement.note(note).expect("a party");
    let evidence = Evidence {
        test_days: vec![
            TestDay { host: Some(body(1)), on: day("2026-11-04"), held: true },
            TestDay { host: Some(body(1)), on: day("2026-11-12"), held: true },
        ],
        ..Evidence::default()
    };
    let owed = duties(&agreement, day("2026-11-01"), day("2026-12-06"));
    let found = facts(&agreement, &owed, &evidence, today);
    let state = |code, on: &str| {
        found.iter().find(|f| f.duty.code == code && f.duty.due_on == day(on)).expect("owed").state
    };
    assert_eq!(state(DutyCode::HoldTestDay, "2026-11-04"), FactState::Kept);
    assert_eq!(state(DutyCode::HoldTestDay, "2026-11-11"), FactState::KeptByReserve);
    assert_eq!(state(DutyCode::HoldTestDay, "2026-11-18"), FactState::Open);
    assert_eq!(state(DutyCode::HoldTestDay, "2026-12-02"), FactState::Ahead);
    assert_eq!(state(DutyCode::ReportFreeSeats, "2026-11-09"), FactState::KeptLate);
}

#[test]
fn a_share_is_kept_within_fifteen_percent_or_one_course() {
    let agreement = in_force();
    let of = |first: i64, second: i64, course_size: i64| -> Vec<bool> {
        let seated = BTreeMap::from([(body(1), first), (body(2), second)]);
        let evidence = Evidence { seated, course_size, ..Evidence::default() };
        share_facts(&agreement, &evidence).iter().map(|fact| fact.within).collect()
    };
    assert_eq!(of(60, 40, 0), [true, true]);
    assert_eq!(of(66, 34, 0), [true, true], "fifteen percent of forty are six");
    assert_eq!(of(67, 33, 0), [true, false]);
    assert_eq!(of(75, 25, 0), [false, false]);
    assert_eq!(of(75, 25, 20), [true, true], "less than one course apart");
    assert_eq!(of(0, 0, 0), [true, true], "nobody yet");
}

#[test]
fn the_next_edition_begins_as_a_draft_of_the_same_length_and_the_old_one_binds_until_then() {
    let mut old = in_force();
    let next = old.next_edition(AgreementId(2), 2, day("2027-03-01"));
    assert_eq!((next.state, next.edition, next.parent), (AgreementState::Draft, 2, Some(AgreementId(1))));
    assert_eq!(next.unsigned().count(), 4);
    assert_eq!(next.terms.valid_until, Some(day("2028-02-27")));
    assert_eq!(next.testing_on(day("2027-03-01")), Some(TestingMode::Central));
    old.replace(next.terms.valid_from).expect("in force");
    assert_eq!(old.standing(day("2027-02-28")), Standing::Binding);
    assert_eq!(old.standing(day("2027-03-01")), Standing::Ended);
    assert_eq!(in_force().standing(day("2026-10-25")), Standing::Ahead);
}

#[test]
fn a_test_day_without_a_known_host_counts_as_held_in_turn() {
    let agreement = in_force();
    let evidence = Evidence {
        test_days: vec![TestDay { host: None, on: day("2026-11-04"), held: true }],
        ..Evidence::default()
    };
    let owed = duties(&agreement, day("2026-11-01"), day("2026-11-08"));
    let found = facts(&agreement, &owed, &evidence, day("2026-11-25"));
    let held = found.iter().find(|fact| fact.duty.code == DutyCode::HoldTestDay).expect("owed");
    assert_eq!(held.state, FactState::Kept);
}

#[test]
fn shares_are_counted_from_the_anniversary_of_the_term() {
    let agreement = in_force();
    for (on, began) in
        [("2026-10-01", "2026-11-02"), ("2027-11-01", "2026-11-02"), ("2027-11-02", "2027-11-02")]
    {
        assert_eq!(agreement.year_began(day(on)), day(began), "{on}");
    }
}

#[test]
fn rooms_and_teachers_stated_in_time_and_a_plan_that_was_taken_keep_their_duties_without_a_note() {
    let mut agreement = in_force();
    agreement.terms.reports = vec![ReportingDuty { kind: ReportKind::Capacity, every: Interval::Monthly }];
    let evidence = Evidence {
        supplies: vec![(body(1), day("2026-11-20")), (body(2), day("2026-12-03"))],
        plans: vec![TakenPlan { on: day("2026-11-03"), until: day("2027-05-01") }],
        ..Evidence::default()
    };
    let owed = duties(&agreement, day("2026-11-02"), day("2026-12-31"));
    let found = facts(&agreement, &owed, &evidence, day("2026-12-20"));
    let state = |code, on: &str, id| {
        let wanted = (code, day(on), body(id));
        let fact = found.iter().find(|f| (f.duty.code, f.duty.due_on, f.duty.organisation) == wanted);
        fact.expect("owed").state
    };
    assert_eq!(state(DutyCode::ReportCapacity, "2026-12-01", 1), FactState::Kept);
    assert_eq!(state(DutyCode::ReportCapacity, "2026-12-01", 2), FactState::KeptLate);
    // eight weeks before the first of January
    assert_eq!(state(DutyCode::PlanStarts, "2026-11-06", 4), FactState::Kept);
    let short = TakenPlan { until: day("2026-12-20"), ..evidence.plans[0] };
    let short = Evidence { plans: vec![short], ..evidence.clone() };
    let again = facts(&agreement, &owed, &short, day("2026-12-20"));
    let plan = again.iter().find(|fact| fact.duty.code == DutyCode::PlanStarts).expect("owed");
    assert_eq!(plan.state, FactState::Open, "a plan that ends before the quarter plans nothing of it");
}
