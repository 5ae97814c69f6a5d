//! The next step under every course of events, and the days around each of its deadlines.

use super::*;
use crate::act::{Act, ActKind};
use crate::assignment::{AssignmentState, Clarified};
use crate::ids::{ActId, AssignmentId, CourseId, SeatingId, SessionId};
use crate::placement::{Ended, Obstacle, SeatingState};
use crate::region::{Pace, Settings, pace, pace_with};
use proptest::prelude::*;

const LEAD: OrganisationId = OrganisationId(10);
const SITE: OrganisationId = OrganisationId(7);
const PROVIDER: OrganisationId = OrganisationId(2);
const BUNDESAMT: OrganisationId = OrganisationId(3);

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn test(id: i64, state: SeatingState) -> TestEvidence {
    TestEvidence {
        id: SeatingId(id),
        session: SessionId(70 + id),
        test_site: SITE,
        held_on: day("2026-11-25"),
        state,
        declined: false,
        ended: None,
        obstacle_known: false,
        obstacle_on: None,
        tested_on: (state == SeatingState::Tested).then(|| day("2026-11-25")),
    }
}

pub(super) fn seat(id: i64, state: AssignmentState) -> SeatEvidence {
    SeatEvidence {
        id: AssignmentId(id),
        course: CourseId(20 + id),
        provider: PROVIDER,
        state,
        assigned_on: day("2026-11-25"),
        reserved_until: day("2026-12-02"),
        registered_on: None,
        entry_on: day("2026-12-09"),
        arrived_on: None,
        lost_on: None,
        moved_on: None,
        clarified: None,
        ending: None,
        language_ends_on: day("2027-08-20"),
        course_ends_on: day("2027-09-30"),
    }
}

pub(super) fn file() -> Case {
    crate::case::tests::case()
}

pub(super) fn next_of(
    case: &Case,
    evidence: &Evidence,
    pace: &Pace,
) -> (StepCode, OrganisationId, NaiveDate) {
    let next = progress(case, evidence, pace).expect("an open case").next;
    (next.what, next.organisation, next.due_on)
}

fn with_tests(tests: Vec<TestEvidence>) -> Evidence {
    Evidence { tests, ..Evidence::default() }
}

fn with_seat(seat: SeatEvidence) -> Evidence {
    Evidence { seats: vec![seat], ..Evidence::default() }
}

#[test]
fn each_standing_of_a_case_has_its_step_its_body_and_its_day() {
    use AssignmentState as A;
    use SeatingState as S;
    use StepCode as Step;
    let (case, pace) = (file(), pace());
    let ended = |on: &str| Some(Ended { on: day(on), by: LEAD });
    let missed =
        TestEvidence { ended: Some(Ended { on: day("2026-11-25"), by: SITE }), ..test(1, S::Absent) };
    let asked =
        TestEvidence { obstacle_known: true, obstacle_on: Some(day("2026-12-10")), ..test(2, S::Absent) };
    let cancelled = TestEvidence { ended: ended("2026-11-26"), ..test(1, S::Cancelled) };
    let declined = TestEvidence { declined: true, ..test(1, S::Booked) };
    let heard = |wants_seat| Clarified { on: day("2026-12-11"), obstacle: Obstacle::Work, wants_seat };
    let table = [
        // opened on Monday, 2 November 2026: ten working days
        (Evidence::default(), (Step::BookTest, LEAD, "2026-11-16")),
        (with_tests(vec![test(1, S::Booked)]), (Step::AttendTest, SITE, "2026-11-25")),
        (with_tests(vec![declined]), (Step::BookTest, SITE, "2026-11-25")),
        (with_tests(vec![cancelled]), (Step::BookTest, LEAD, "2026-12-10")),
        (with_tests(vec![test(1, S::Present)]), (Step::EnterResult, SITE, "2026-11-25")),
        (with_tests(vec![missed]), (Step::BookSecondTest, SITE, "2026-12-09")),
        (with_tests(vec![missed, test(2, S::Absent)]), (Step::AskForObstacle, SITE, "2026-11-30")),
        (with_tests(vec![missed, asked]), (Step::BookSecondTest, SITE, "2026-12-24")),
        (with_tests(vec![test(1, S::Tested)]), (Step::AssignSeat, BUNDESAMT, "2026-11-25")),
        (with_seat(seat(1, A::Reserved)), (Step::RegisterAtProvider, PROVIDER, "2026-12-02")),
        (with_seat(seat(1, A::Registered)), (Step::ConfirmStart, PROVIDER, "2026-12-09")),
        (with_seat(seat(1, A::Started)), (Step::FollowCourse, PROVIDER, "2027-09-30")),
        // three working days after Wednesday, 9 December
        (with_seat(seat(1, A::NotArrived)), (Step::ClarifyNonArrival, PROVIDER, "2026-12-14")),
        (
            with_seat(SeatEvidence { clarified: Some(heard(true)), ..seat(1, A::NotArrived) }),
            (Step::AssignSeat, BUNDESAMT, "2026-12-11"),
        ),
        (
            with_seat(SeatEvidence { clarified: Some(heard(false)), ..seat(1, A::NotArrived) }),
            (Step::AskForObstacle, LEAD, "2026-12-11"),
        ),
        (
            with_seat(SeatEvidence { lost_on: Some(day("2026-12-03")), ..seat(1, A::Expired) }),
            (Step::AssignSeat, BUNDESAMT, "2026-12-03"),
        ),
    ];
    for (evidence, (what, office, on)) in table {
        assert_eq!(next_of(&case, &evidence, &pace), (what, office, day(on)), "{}", evidence.standing());
    }
}

#[test]
fn a_start_six_weeks_after_registration_is_kept_and_one_day_more_is_somebodys_task() {
    let pace = pace();
    let mut case = file();
    case.registered_on = Some(day("2026-12-01"));
    for (entry, what) in [
        ("2027-01-11", StepCode::ConfirmStart),
        ("2027-01-12", StepCode::ConfirmStart),
        ("2027-01-13", StepCode::ReassignLateStart),
    ] {
        let held = SeatEvidence { entry_on: day(entry), ..seat(1, AssignmentState::Registered) };
        assert_eq!(next_of(&case, &with_seat(held), &pace).0, what, "{entry}");
    }
}

#[test]
fn a_region_that_gives_another_length_moves_the_day_only_from_its_day_on() {
    use crate::calendar::{Period, Unit};
    use crate::deadline::DeadlineChange;
    let change = |from: &str| DeadlineChange {
        activity: "2.1".to_owned(),
        length: Period { count: 5, unit: Unit::WorkingDays },
        from: day(from),
        set_on: day("2026-11-01"),
    };
    let due = |from: &str| {
        let pace = pace_with(Settings { deadlines: vec![change(from)], ..Settings::default() });
        next_of(&file(), &Evidence::default(), &pace).2
    };
    assert_eq!(due("2026-11-02"), day("2026-11-09"), "the case was opened on that day");
    assert_eq!(due("2026-11-03"), day("2026-11-16"), "the clock had begun before");
}

fn mark(kind: MarkKind, step: StepCode, evidence: &Evidence) -> Mark {
    Mark {
        kind,
        step,
        reason: StepReason::AtRequest,
        on: day("2026-11-27"),
        by: LEAD,
        organisation: None,
        due_on: None,
        standing: evidence.standing(),
    }
}

#[test]
fn a_skipped_test_leads_to_a_seat_until_something_happens() {
    let pace = pace();
    let mut case = file();
    let nothing = Evidence::default();
    case.settle(&nothing, &pace);
    case.mark(mark(MarkKind::Skipped, StepCode::BookTest, &nothing)).expect("skipped");
    case.settle(&nothing, &pace);
    assert_eq!(case.next.as_ref().map(|next| next.what), Some(StepCode::AssignSeat));
    assert_eq!((case.stage, case.awaiting_since), (Stage::AwaitingSeat, Some(day("2026-11-27"))));
    let invited = with_tests(vec![test(1, SeatingState::Booked)]);
    case.settle(&invited, &pace);
    assert_eq!(case.next.as_ref().map(|next| next.what), Some(StepCode::AttendTest));
    assert!(case.marks.is_empty(), "what was decided before the appointment does not count any more");
}

#[test]
fn only_the_next_step_can_be_skipped_and_only_with_a_reason_that_fits() {
    let pace = pace();
    let mut case = file();
    let nothing = Evidence::default();
    case.settle(&nothing, &pace);
    let other = mark(MarkKind::Skipped, StepCode::AssignSeat, &nothing);
    assert_eq!(case.mark(other).expect_err("refused").code, "step-is-not-next");
    let wrong =
        Mark { reason: StepReason::BegunOnPaper, ..mark(MarkKind::Skipped, StepCode::BookTest, &nothing) };
    assert_eq!(case.mark(wrong).expect_err("refused").code, "step-reason-does-not-fit");
}

#[test]
fn an_entered_step_goes_to_the_body_and_day_that_were_named() {
    let pace = pace();
    let mut case = file();
    let nothing = Evidence::default();
    case.settle(&nothing, &pace);
    let entered = Mark {
        organisation: Some(PROVIDER),
        due_on: Some(day("2026-12-24")),
        ..mark(MarkKind::Entered, StepCode::RegisterAtProvider, &nothing)
    };
    case.mark(entered).expect("entered");
    case.settle(&nothing, &pace);
    assert_eq!(next_of(&case, &nothing, &pace), (StepCode::RegisterAtProvider, PROVIDER, day("2026-12-24")));
    assert_eq!(case.stage, Stage::Reserved);
}

fn act(kind: ActKind, issuer: OrganisationId, on: &str, until: Option<&str>) -> Act {
    Act {
        id: ActId(1),
        region: RegionId(1),
        version: 1,
        case: CaseId(1),
        person: PersonId(1),
        kind,
        issuer,
        issued_on: day(on),
        valid_until: until.map(day),
        basis: String::new(),
        revoked_on: None,
    }
}

fn lapse_of(
    acts: Vec<Act>,
    seats: Vec<SeatEvidence>,
    change: impl Fn(&mut Case),
) -> Option<(String, String, String)> {
    use crate::residence::{Residence, ResidenceKind};
    let title = Residence {
        kind: ResidenceKind::Aufenthaltserlaubnis,
        norm: "§ 25 Abs. 2 AufenthG".to_owned(),
        issued_on: Some(day("2026-03-15")),
        valid_until: Some(day("2029-03-14")),
        first_issue: Some(true),
    };
    let mut case = file();
    case.take_acts(&acts, day("2026-11-25"));
    change(&mut case);
    let evidence = Evidence { acts, seats, titles: vec![title], ..Evidence::default() };
    let lapse = lapse(&case, &evidence, &pace())?;
    Some((lapse.deadline, lapse.on.to_string(), lapse.warn_on.to_string()))
}

#[test]
fn the_right_that_lapses_first_is_watched_from_nine_months_on() {
    let some = |id: &str, on: &str, warn: &str| Some((id.to_owned(), on.to_owned(), warn.to_owned()));
    let claim = || vec![act(ActKind::Teilnahmeberechtigung, LEAD, "2026-04-01", None)];
    let admitted = || vec![act(ActKind::ZulassungBundesamt, BUNDESAMT, "2026-04-30", None)];
    let confirmed =
        || vec![act(ActKind::VerpflichtungJobcenter, OrganisationId(1), "2026-04-01", Some("2027-05-31"))];
    let nothing = |_: &mut Case| {};
    assert_eq!(lapse_of(claim(), vec![], nothing), some("D-01", "2027-03-15", "2026-12-15"));
    assert_eq!(lapse_of(admitted(), vec![], nothing), some("D-02", "2027-04-30", "2027-01-30"));
    assert_eq!(lapse_of(confirmed(), vec![], nothing), some("D-03", "2027-05-31", "2027-02-28"));
    let registered = |case: &mut Case| case.registered_on = Some(day("2026-11-30"));
    assert_eq!(
        lapse_of(confirmed(), vec![], registered).map(|lapse| lapse.0).as_deref(),
        Some("D-06"),
        "the form has been used, its last day is of no use any more"
    );
    let long_ago = |case: &mut Case| case.registered_on = Some(day("2026-03-01"));
    let later =
        || vec![act(ActKind::VerpflichtungJobcenter, OrganisationId(1), "2026-04-01", Some("2027-01-31"))];
    assert_eq!(lapse_of(later(), vec![], long_ago), some("D-03", "2027-01-31", "2026-10-31"));
    assert_eq!(lapse_of(claim(), vec![], registered), some("D-06", "2027-11-30", "2027-08-30"));
    let started = |case: &mut Case| {
        case.registered_on = Some(day("2026-11-30"));
        case.started_on = Some(day("2026-12-09"));
    };
    let in_course = vec![seat(1, AssignmentState::Started)];
    assert_eq!(lapse_of(claim(), in_course, started), some("D-07", "2028-09-30", "2028-06-30"));
    let open_ended = vec![act(ActKind::VerpflichtungJobcenter, OrganisationId(1), "2026-04-01", None)];
    assert_eq!(lapse_of(open_ended, vec![], nothing), None);
    let closed = |case: &mut Case| case.close(day("2026-11-25"), ClosingReason::Finished);
    assert_eq!(lapse_of(claim(), vec![], closed), None);
}

fn any_test(id: i64) -> impl Strategy<Value = TestEvidence> {
    let state = prop::sample::select(SeatingState::ALL.to_vec());
    (state, any::<bool>(), any::<bool>(), any::<bool>(), 0i64..400).prop_map(
        move |(state, declined, obstacle_known, ended, offset)| {
            let on = days_after(day("2026-01-01"), offset);
            TestEvidence {
                held_on: on,
                declined,
                obstacle_known,
                ended: ended.then_some(Ended { on, by: LEAD }),
                ..test(id, state)
            }
        },
    )
}

fn any_seat(id: i64) -> impl Strategy<Value = SeatEvidence> {
    let state = prop::sample::select(AssignmentState::ALL.to_vec());
    (state, any::<Option<bool>>(), 0i64..400, any::<bool>()).prop_map(
        move |(state, heard, offset, registered)| {
            let on = days_after(day("2026-01-01"), offset);
            SeatEvidence {
                entry_on: on,
                clarified: heard.map(|wants_seat| Clarified { on, obstacle: Obstacle::Work, wants_seat }),
                registered_on: registered.then_some(on),
                ..seat(id, state)
            }
        },
    )
}

prop_compose! {
    fn any_evidence()(
        tests in prop::collection::vec(any::<bool>(), 0..4),
        seats in prop::collection::vec(any::<bool>(), 0..4),
    )(
        tests in tests.iter().enumerate().map(|(n, _)| any_test(2 * n as i64 + 1)).collect::<Vec<_>>(),
        seats in seats.iter().enumerate().map(|(n, _)| any_seat(2 * n as i64 + 2)).collect::<Vec<_>>(),
    ) -> Evidence {
        Evidence { tests, seats, ..Evidence::default() }
    }
}

fn any_mark() -> impl Strategy<Value = (MarkKind, StepCode, bool)> {
    (
        prop::sample::select(MarkKind::ALL.to_vec()),
        prop::sample::select(StepCode::ALL.to_vec()),
        any::<bool>(),
    )
}

proptest! {
    #[test]
    fn an_open_case_always_has_one_next_step_and_a_closed_one_none(
        evidence in any_evidence(),
        decisions in prop::collection::vec(any_mark(), 0..6),
        closed in any::<bool>(),
    ) {
        let pace = pace();
        let mut case = file();
        case.settle(&evidence, &pace);
        for (kind, step, of_now) in decisions {
            let step = case.next.as_ref().filter(|_| of_now).map_or(step, |next| next.what);
            // a decision that is refused changes nothing
            let _ = case.mark(mark(kind, step, &evidence));
            case.settle(&evidence, &pace);
            prop_assert!(case.next.is_some());
        }
        if closed {
            case.close(day("2026-12-31"), ClosingReason::Other);
        }
        case.settle(&evidence, &pace);
        prop_assert_eq!(case.next.is_none(), closed);
        prop_assert_eq!(case.stage == Stage::Closed, closed);
        if let Some(next) = &case.next {
            prop_assert!(next.due_on < NaiveDate::MAX);
        }
    }

    #[test]
    fn the_same_records_in_any_order_give_the_same_step(evidence in any_evidence()) {
        let pace = pace();
        let mut turned = evidence.clone();
        turned.tests.reverse();
        turned.seats.reverse();
        prop_assert_eq!(progress(&file(), &evidence, &pace), progress(&file(), &turned, &pace));
        let mut case = file();
        case.settle(&evidence, &pace);
        let once = case.clone();
        case.settle(&evidence, &pace);
        prop_assert_eq!(once, case);
    }

    #[test]
    fn every_step_can_be_skipped_and_every_step_can_be_entered(
        evidence in any_evidence(),
        step in prop::sample::select(StepCode::ALL.to_vec()),
    ) {
        let pace = pace();
        let mut case = file();
        case.settle(&evidence, &pace);
        case.mark(mark(MarkKind::Entered, step, &evidence)).expect("entered");
        case.settle(&evidence, &pace);
        prop_assert_eq!(case.next.as_ref().map(|next| next.what), Some(step));
        let before = case.next.clone();
        case.mark(mark(MarkKind::Skipped, step, &evidence)).expect("skipped");
        case.settle(&evidence, &pace);
        prop_assert_ne!(case.next.clone(), before, "skipping leads on");
    }
}
