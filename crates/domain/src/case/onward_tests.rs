//! The next step on the way out of a course, with the days around its deadlines.

use super::next_tests::{day, file, next_of, seat};
use super::*;
use crate::assignment::{AssignmentState, Ending, Outcome};
use crate::graduate::{Check, CheckState, Decision, FollowOn, FollowOnEnd, Loss, Route};
use crate::ids::{AssignmentId, GraduateId};
use crate::region::pace;
use crate::residence::{BenefitPeriod, BenefitSystem};

const JOBCENTER: OrganisationId = OrganisationId(1);
const PROVIDER: OrganisationId = OrganisationId(2);
const BUNDESAMT: OrganisationId = OrganisationId(3);
const LEAD: OrganisationId = OrganisationId(10);

fn graduate() -> GraduateEvidence {
    GraduateEvidence {
        id: GraduateId(1),
        assignment: AssignmentId(1),
        talked_on: None,
        advised_on: None,
        decisions: 0,
        decision: None,
        follow_ons: 0,
        follow_on: None,
    }
}

fn decided(on: &str, route: Route, starts_on: Option<&str>) -> GraduateEvidence {
    let decision =
        Decision { starts_on: starts_on.map(day), ..Decision::new(day(on), JOBCENTER, route, JOBCENTER) };
    GraduateEvidence { decisions: 1, decision: Some(decision), ..graduate() }
}

/// Somebody with benefits of the Jobcenter in, or after, a course that ends on 30 September 2027.
fn evidence(ending: Option<Ending>, graduate: Option<GraduateEvidence>) -> Evidence {
    let state = match ending.map(|ending| ending.outcome) {
        None => AssignmentState::Started,
        Some(Outcome::Completed) => AssignmentState::Completed,
        Some(Outcome::Interrupted) => AssignmentState::Interrupted,
        Some(_) => AssignmentState::Left,
    };
    let benefit = BenefitPeriod { system: BenefitSystem::Sgb2, from: day("2026-01-01"), until: None };
    Evidence {
        seats: vec![SeatEvidence { ending, ..seat(1, state) }],
        graduates: graduate.into_iter().collect(),
        benefits: vec![benefit],
        involved: vec![JOBCENTER, PROVIDER],
        ..Evidence::default()
    }
}

fn completed() -> Option<Ending> {
    Some(Ending::new(day("2027-09-30"), Outcome::Completed))
}

fn begun(follow_on: FollowOn) -> GraduateEvidence {
    GraduateEvidence { follow_ons: 1, follow_on: Some(follow_on), ..decided("2027-08-20", Route::Work, None) }
}

fn work(months: &[u8]) -> FollowOn {
    let check = |months: &u8| Check {
        months: *months,
        on: day("2028-10-10"),
        state: CheckState::Goes,
        by: JOBCENTER,
    };
    FollowOn {
        checks: months.iter().map(check).collect(),
        ..FollowOn::new(day("2027-10-04"), Route::Work, JOBCENTER)
    }
}

#[test]
fn whoever_comes_to_the_end_of_a_course_has_a_step_a_body_and_a_day() {
    use StepCode as Step;
    let talked = GraduateEvidence { talked_on: Some(day("2027-07-01")), ..graduate() };
    let advised = GraduateEvidence { advised_on: Some(day("2027-07-10")), ..talked.clone() };
    let left = |outcome| Some(Ending::new(day("2027-03-01"), outcome));
    let pause = Some(Ending::interrupted(day("2027-03-01"), day("2027-05-03")));
    let back = pause.map(|ending| Ending { returned_on: Some(day("2027-05-10")), ..ending });
    let table = [
        // not yet on the list of graduates
        (evidence(None, None), (Step::FollowCourse, PROVIDER, "2027-09-30")),
        // six weeks before the language part ends on 20 August 2027
        (evidence(None, Some(graduate())), (Step::HoldTalk, JOBCENTER, "2027-07-09")),
        // five weeks before it
        (evidence(None, Some(talked)), (Step::WriteSheet, PROVIDER, "2027-07-16")),
        // four weeks before the last course day
        (evidence(None, Some(advised)), (Step::DecideNextStep, JOBCENTER, "2027-09-02")),
        (
            evidence(None, Some(decided("2027-08-20", Route::Work, None))),
            (Step::FollowCourse, PROVIDER, "2027-09-30"),
        ),
        (evidence(completed(), Some(graduate())), (Step::DecideNextStep, JOBCENTER, "2027-09-02")),
        (evidence(completed(), None), (Step::DecideNextStep, JOBCENTER, "2027-09-02")),
        (
            evidence(completed(), Some(decided("2027-08-20", Route::Work, Some("2027-10-04")))),
            (Step::StartFollowOn, JOBCENTER, "2027-10-04"),
        ),
        (
            evidence(completed(), Some(decided("2027-08-20", Route::Training, None))),
            (Step::StartFollowOn, JOBCENTER, "2027-10-30"),
        ),
        (
            evidence(completed(), Some(decided("2027-08-20", Route::Repeat, None))),
            (Step::AssignSeat, BUNDESAMT, "2027-08-20"),
        ),
        (
            evidence(completed(), Some(decided("2027-08-20", Route::Pause, Some("2028-01-10")))),
            (Step::DecideNextStep, JOBCENTER, "2028-01-10"),
        ),
        // ten working days; 3 October is a Sunday in 2027
        (
            evidence(completed(), Some(decided("2027-09-20", Route::Move, None))),
            (Step::HandOverCase, LEAD, "2027-10-04"),
        ),
        (evidence(left(Outcome::Down), None), (Step::AssignSeat, BUNDESAMT, "2027-03-01")),
        (evidence(left(Outcome::BrokeOff), None), (Step::DecideNextStep, JOBCENTER, "2027-03-15")),
        (evidence(left(Outcome::MovesAway), None), (Step::HandOverCase, LEAD, "2027-03-15")),
        (evidence(pause, None), (Step::PlanReturn, LEAD, "2027-05-03")),
        (evidence(back, None), (Step::AssignSeat, BUNDESAMT, "2027-05-10")),
    ];
    let (case, pace) = (file(), pace());
    for (evidence, (what, office, on)) in table {
        assert_eq!(next_of(&case, &evidence, &pace), (what, office, day(on)), "{}", evidence.standing());
    }
}

#[test]
fn work_is_asked_about_after_three_six_and_twelve_months_and_a_lost_job_is_decided_anew() {
    use StepCode as Step;
    let (case, pace) = (file(), pace());
    let next = |follow_on| {
        let evidence = evidence(completed(), Some(begun(follow_on)));
        let found = progress(&case, &evidence, &pace).expect("open");
        (found.stage, found.next.what, found.next.due_on)
    };
    assert_eq!(next(work(&[])), (Stage::Onward, Step::FollowUp, day("2028-01-04")));
    assert_eq!(next(work(&[3])), (Stage::Onward, Step::FollowUp, day("2028-04-04")));
    assert_eq!(next(work(&[3, 6])), (Stage::Onward, Step::FollowUp, day("2028-10-04")));
    assert_eq!(next(work(&[3, 6, 12])).1, Step::CloseCase);
    let ended =
        |reason| FollowOn { ended: Some(FollowOnEnd { on: day("2028-02-01"), reason }), ..work(&[3]) };
    // ten working days
    assert_eq!(next(ended(Loss::Lost)), (Stage::AfterCourse, Step::DecideNextStep, day("2028-02-15")));
    assert_eq!(next(ended(Loss::MiniJobOnly)).1, Step::DecideNextStep);
    assert_eq!(next(ended(Loss::Finished)).1, Step::CloseCase);
}

#[test]
fn the_office_is_that_of_the_benefit_system_and_must_have_the_person_before_it() {
    let (case, pace) = (file(), pace());
    let mut unknown = evidence(None, Some(graduate()));
    unknown.involved.clear();
    // eight weeks before the language part ends
    assert_eq!(next_of(&case, &unknown, &pace), (StepCode::InvolveOffice, LEAD, day("2027-06-25")));
    let mut agency = evidence(None, Some(graduate()));
    agency.benefits[0].system = BenefitSystem::Sgb3;
    let (what, office, _) = next_of(&case, &agency, &pace);
    assert_eq!((what, office), (StepCode::HoldTalk, LEAD), "this region has no Arbeitsagentur");
    let mut unstated = evidence(None, Some(graduate()));
    unstated.benefits.clear();
    assert_eq!(next_of(&case, &unstated, &pace).1, JOBCENTER, "the Jobcenter has the person before it");
}

#[test]
fn every_step_after_a_course_can_be_left_out_until_the_case_is_closed() {
    let (mut case, pace) = (file(), pace());
    let evidence = evidence(completed(), Some(graduate()));
    let mut seen = Vec::new();
    for n in 0..5 {
        case.settle(&evidence, &pace);
        let next = case.next.clone().expect("open");
        seen.push(next.what);
        let mark = Mark {
            kind: MarkKind::Skipped,
            step: next.what,
            reason: StepReason::NotNeeded,
            on: day("2027-10-01"),
            by: LEAD,
            organisation: None,
            due_on: None,
            standing: evidence.standing(),
        };
        case.mark(mark).unwrap_or_else(|refusal| panic!("{n}: {refusal:?}"));
    }
    use StepCode::{CloseCase, DecideNextStep, FollowUp, StartFollowOn};
    assert_eq!(seen, vec![DecideNextStep, StartFollowOn, FollowUp, CloseCase, FollowUp]);
}
