//! Milestones, gate, offers of employers, recognition and what the foreigners' authority sees.

use super::*;
use crate::graduate::tests::{day, decision, graduate};
use crate::graduate::{Decision, FollowOn, Route};
use crate::measure::ResponsibleBody;
use crate::region::pace;

fn row(code: MilestoneCode, anchor: Anchor, after: &[MilestoneCode]) -> MilestoneRow {
    MilestoneRow {
        code,
        route: Route::Work,
        body: ResponsibleBody::Office,
        anchor,
        deadline: (anchor == Anchor::Decision).then(|| "6.B1".to_owned()),
        after: after.to_vec(),
        optional: code == MilestoneCode::RecognitionTalk,
        process: "6.B1".to_owned(),
    }
}

fn table() -> RouteTable {
    RouteTable {
        milestone: vec![
            row(MilestoneCode::Profile, Anchor::Decision, &[]),
            row(MilestoneCode::RecognitionTalk, Anchor::After, &[MilestoneCode::Profile]),
            row(MilestoneCode::JobContract, Anchor::Start, &[]),
        ],
    }
}

fn plan() -> RoutePlan {
    let mut person = graduate();
    let work = Decision { starts_on: Some(day(20)), ..decision(0, Route::Work) };
    person.decide(work, day(0)).expect("decided");
    let mut plan = RoutePlan::open(RoutePlanId(1), &person, OrganisationId(1), day(0));
    plan.follow(&person);
    plan
}

fn reached(code: MilestoneCode, n: i64) -> MilestoneMark {
    MilestoneMark { code, state: MilestoneState::Reached, on: day(n), by: OrganisationId(1) }
}

#[test]
fn milestones_run_from_their_anchor_and_wait_for_each_other() {
    let (mut plan, table) = (plan(), table());
    plan.settle(&table, &pace());
    assert_eq!(plan.due_on, Some(day(14)), "two weeks from the decision");
    let early = plan.mark(reached(MilestoneCode::RecognitionTalk, 1), &table.milestone[1], day(1));
    assert_eq!(early.expect_err("waits").code, "milestone-waits");
    let standing = plan.standing(&table, &pace());
    assert_eq!(standing[1].waits_for, [MilestoneCode::Profile]);
    assert_eq!(standing[2].due_on, Some(day(20)), "on the first day");
    assert!(standing[0].is_overdue(day(15)) && !standing[0].is_overdue(day(14)));
    plan.mark(reached(MilestoneCode::Profile, 3), &table.milestone[0], day(3)).expect("reached");
    plan.settle(&table, &pace());
    assert_eq!(plan.due_on, Some(day(20)), "what has no deadline of its own is never late");
    let skip = MilestoneMark { state: MilestoneState::NotNeeded, ..reached(MilestoneCode::JobContract, 4) };
    assert_eq!(
        plan.mark(skip, &table.milestone[2], day(4)).expect_err("needed").code,
        "milestone-always-needed"
    );
}

#[test]
fn another_way_has_other_milestones_and_what_has_begun_sets_the_first_day() {
    let mut person = graduate();
    person.decide(decision(0, Route::Work), day(0)).expect("decided");
    let mut plan = RoutePlan::open(RoutePlanId(1), &person, OrganisationId(1), day(0));
    plan.follow(&person);
    plan.mark(reached(MilestoneCode::Profile, 0), &table().milestone[0], day(0)).expect("reached");
    person.decide(decision(1, Route::Training), day(1)).expect("decided");
    plan.follow(&person);
    assert_eq!((plan.route, plan.marks.len()), (Some(Route::Training), 0));
    person.begin(FollowOn::new(day(5), Route::Training, OrganisationId(1)), day(5)).expect("begun");
    plan.follow(&person);
    assert_eq!(plan.starts_on, Some(day(5)));
}

#[test]
fn the_gate_follows_the_authority_before_the_table() {
    let note = |state, n, until: Option<i64>| PermitNote {
        state,
        on: day(n),
        until: until.map(day),
        by: OrganisationId(3),
    };
    use PermitState as P;
    let cases: [(WorkRule, &[PermitNote], GateState); 8] = [
        (WorkRule::ByTitle, &[], GateState::NotNeeded),
        (WorkRule::Permit, &[], GateState::Needed),
        (WorkRule::Forbidden, &[], GateState::Forbidden),
        (WorkRule::Unknown, &[], GateState::Unknown),
        (WorkRule::Unknown, &[note(P::NotNeeded, 0, None)], GateState::Open),
        (WorkRule::Permit, &[note(P::Requested, 0, None)], GateState::Requested),
        (WorkRule::Permit, &[note(P::Requested, 0, None), note(P::Granted, 1, Some(9))], GateState::Expired),
        (WorkRule::ByTitle, &[note(P::Refused, 0, None)], GateState::Refused),
    ];
    for (rule, notes, state) in cases {
        assert_eq!(gate(rule, notes, day(10)), state, "{rule} {notes:?}");
    }
    assert_eq!(gate(WorkRule::Permit, &[note(P::Granted, 1, Some(10))], day(10)), GateState::Open);
    let closed = Gate { state: GateState::Needed, consent: None, needs: Vec::new(), rows: Vec::new() };
    assert_eq!(closed.check().expect_err("closed").code, "work-permit-needed");
}

#[test]
fn an_employers_offer_goes_forward_only() {
    let mut plan = plan();
    let offer = EmployerOffer {
        kind: EmployerOfferKind::Internship,
        employer: " Schreinerei Beispiel ".to_owned(),
        from: day(5),
        until: None,
        hours_per_week: 30,
        state: EmployerOfferState::Offered,
        changed_on: day(0),
    };
    let none = EmployerOffer { employer: String::new(), ..offer.clone() };
    assert_eq!(plan.note_employer_offer(none).expect_err("nobody").code, "employer-missing");
    plan.note_employer_offer(offer).expect("noted");
    let begun = plan.move_employer_offer(0, EmployerOfferState::Begun, day(5));
    assert_eq!(begun.expect_err("not arranged").code, "employer-offer-not-in-this-state");
    for (state, n) in
        [(EmployerOfferState::Arranged, 1), (EmployerOfferState::Begun, 5), (EmployerOfferState::Ended, 20)]
    {
        plan.move_employer_offer(0, state, day(n)).expect("goes on");
    }
    assert_eq!(plan.employer_offers[0].until, Some(day(20)));
    assert_eq!(plan.employer_offers[0].employer, "Schreinerei Beispiel");
}

#[test]
fn recognition_has_a_code_a_body_and_days_in_their_order() {
    let mut plan = plan();
    let entry = Recognition {
        profession: "81302".to_owned(),
        body: "Landesamt für Pflege".to_owned(),
        applied_on: day(0),
        result: None,
        adaptation: None,
    };
    let named = Recognition { profession: "Pflege".to_owned(), ..entry.clone() };
    assert_eq!(
        plan.note_recognition(None, named, day(0)).expect_err("a code").code,
        "recognition-profession-code"
    );
    plan.note_recognition(None, entry.clone(), day(0)).expect("applied");
    let early = Recognition { adaptation: Some((day(9), None)), ..entry.clone() };
    assert_eq!(
        plan.note_recognition(Some(0), early, day(9)).expect_err("no part").code,
        "recognition-adaptation-without-part"
    );
    let partial = Recognition {
        result: Some((RecognitionResult::Partial, day(8))),
        adaptation: Some((day(9), None)),
        ..entry
    };
    plan.note_recognition(Some(0), partial, day(9)).expect("partial");
    assert_eq!(plan.recognitions.len(), 1);
}

#[test]
fn the_foreigners_authority_sees_the_permit_and_nothing_else() {
    let mut plan = plan();
    plan.mark(reached(MilestoneCode::Profile, 0), &table().milestone[0], day(0)).expect("reached");
    plan.note_permit(
        PermitNote { state: PermitState::Requested, on: day(0), until: None, by: OrganisationId(1) },
        day(0),
    )
    .expect("requested");
    let seen = plan.for_permit_only();
    assert_eq!((seen.marks.len(), seen.ticks.len(), seen.permits.len()), (0, 0, 1));
    assert_eq!(plan.open_ticks().count(), 4, "open before day one");
}
