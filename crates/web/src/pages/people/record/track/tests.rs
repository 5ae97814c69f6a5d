//! The track of people at every turn of the chain.

use super::super::blank::{appointment, blank, case, day, graduate, seat};
use super::{Detail, Phase, Standing, Station, track};
use app::queries::person_record::PersonView;
use domain::assignment::{AssignmentState, Ending, Outcome};
use domain::case::{ClosingReason, NextStep, Stage, StepCode};
use domain::graduate::{Check, CheckState, Decision, FollowOn, Gap, GapLevel, Route};
use domain::ids::OrganisationId;
use domain::placement::SeatingState;

/// The day on which all of this is looked at.
const TODAY: &str = "2026-12-02";

fn step(what: StepCode, due: &str) -> Option<NextStep> {
    Some(NextStep { due_on: day(due), ..NextStep::new(what, OrganisationId(1)) })
}

fn stations(view: &PersonView) -> Vec<Station> {
    track(view, view.case().expect("a case"), day(TODAY))
}

fn at(view: &PersonView, phase: Phase) -> Station {
    stations(view).into_iter().find(|station| station.phase == phase).expect("on the track")
}

fn days(station: &Station) -> Option<(i64, bool, bool)> {
    station.wait.map(|wait| (wait.days, wait.open, wait.late))
}

/// Somebody with a right since 2 November, in a stage, with a step.
fn somebody(stage: Stage, next: Option<NextStep>) -> PersonView {
    let mut one = case("2026-11-02");
    one.stage = stage;
    one.next = next;
    blank(one)
}

/// Somebody in work since 17 November, after a course from April to October.
fn graduated() -> PersonView {
    let mut view = somebody(Stage::Onward, step(StepCode::FollowUp, "2027-02-17"));
    let mut done = seat(1, "2026-03-16");
    done.0.state = AssignmentState::Completed;
    done.0.arrived_on = Some(day("2026-04-15"));
    done.0.ending = Some(Ending::new(day("2026-10-27"), Outcome::Completed));
    view.seats = Some(vec![done]);
    let mut way = graduate("2026-10-27");
    let by = OrganisationId(1);
    way.decisions = vec![Decision::new(day("2026-10-07"), by, Route::Work, by)];
    way.follow_ons = vec![FollowOn::new(day("2026-11-17"), Route::Work, by)];
    let gap = Gap { days: 21, open: false, level: GapLevel::New };
    view.graduates = vec![(way, Some(gap))];
    view.follow_ups = vec![(3, day("2027-02-17")), (6, day("2027-05-17")), (12, day("2027-11-17"))];
    view
}

#[test]
fn whoever_has_no_test_yet_waits_since_the_right_and_the_wait_is_late_with_its_step() {
    let in_time = somebody(Stage::Opened, step(StepCode::BookTest, "2026-12-04"));
    assert_eq!(days(&at(&in_time, Phase::Zusteuerung)), Some((30, true, false)));
    assert_eq!(at(&in_time, Phase::Test).standing, Standing::Current);
    assert_eq!(at(&in_time, Phase::Test).details, [Detail::Due(day("2026-12-04"))]);
    let late = somebody(Stage::Opened, step(StepCode::BookTest, "2026-11-09"));
    assert_eq!(days(&at(&late, Phase::Zusteuerung)), Some((30, true, true)));
    assert_eq!(at(&late, Phase::Test).standing, Standing::Late);
}

#[test]
fn an_appointment_is_ahead_and_no_day_on_which_something_happened() {
    let mut view = somebody(Stage::Invited, step(StepCode::AttendTest, "2026-12-09"));
    view.appointments = Some(vec![appointment(1, "2026-12-09", SeatingState::Booked)]);
    let test = at(&view, Phase::Test);
    assert_eq!((test.on, test.here), (None, true));
    // the step is due on the very day: it is not said twice
    let place = Detail::Place("Weißenburg".into());
    assert_eq!(test.details, [Detail::Appointment(day("2026-12-09")), place]);
}

#[test]
fn whoever_missed_the_first_appointment_sees_that_it_is_the_second() {
    let mut view = somebody(Stage::Invited, step(StepCode::AttendTest, "2026-12-09"));
    let mut second = appointment(2, "2026-12-09", SeatingState::Booked);
    second.0.attempt = 2;
    view.appointments = Some(vec![second, appointment(1, "2026-11-18", SeatingState::Absent)]);
    assert!(at(&view, Phase::Test).details.contains(&Detail::Attempts(2)));
}

#[test]
fn a_lost_seat_is_no_course_and_the_wait_begins_anew() {
    let mut view = somebody(Stage::AwaitingSeat, step(StepCode::AssignSeat, "2026-11-30"));
    view.cases[0].awaiting_since = Some(day("2026-11-28"));
    let mut lost = seat(1, "2026-11-10");
    lost.0.state = AssignmentState::HandedBack;
    view.seats = Some(vec![lost]);
    view.appointments = Some(vec![appointment(1, "2026-11-05", SeatingState::Tested)]);
    assert_eq!(days(&at(&view, Phase::Test)), Some((4, true, true)));
    let here = at(&view, Phase::Seat);
    assert_eq!((here.on, here.standing), (None, Standing::Late));
    assert!(here.details.contains(&Detail::Since(day("2026-11-28"))));
    assert!(here.details.contains(&Detail::SeatState(AssignmentState::HandedBack)));
    let course = at(&view, Phase::Course);
    assert_eq!((course.standing, course.on, course.details.len()), (Standing::Ahead, None, 0));
}

#[test]
fn in_a_course_both_the_course_and_what_is_due_of_the_way_out_are_now() {
    let mut view = somebody(Stage::InCourse, step(StepCode::WriteSheet, "2026-11-03"));
    let mut sits = seat(1, "2026-11-10");
    sits.0.state = AssignmentState::Started;
    sits.0.arrived_on = Some(day("2026-11-20"));
    view.seats = Some(vec![sits]);
    view.graduates = vec![(graduate("2027-01-05"), None)];
    let course = at(&view, Phase::Course);
    assert_eq!((course.standing, course.here, course.on), (Standing::Current, true, None));
    assert!(course.details.contains(&Detail::Was(day("2026-11-20"))));
    assert_eq!(days(&at(&view, Phase::Seat)), Some((10, false, false)));
    let decision = at(&view, Phase::Decision);
    assert_eq!((decision.standing, decision.here), (Standing::Late, false));
    assert_eq!(at(&view, Phase::Test).standing, Standing::Blank, "tested on paper, before the software was");
}

#[test]
fn in_work_every_follow_up_has_its_day_until_somebody_asked() {
    let mut view = graduated();
    let ahead = at(&view, Phase::FollowUp);
    assert_eq!((ahead.standing, ahead.here), (Standing::Current, true));
    let ask = |months, on| Detail::AskOn(months, day(on));
    assert_eq!(ahead.details, [ask(3, "2027-02-17"), ask(6, "2027-05-17"), ask(12, "2027-11-17")]);
    let check = Check { months: 3, on: day("2027-02-16"), state: CheckState::Goes, by: OrganisationId(1) };
    view.graduates[0].0.follow_ons[0].checks.push(check);
    view.cases[0].next = step(StepCode::FollowUp, "2027-05-17");
    let asked = Detail::Asked(3, day("2027-02-16"), CheckState::Goes);
    assert_eq!(at(&view, Phase::FollowUp).details, [asked, ask(6, "2027-05-17"), ask(12, "2027-11-17")]);
}

#[test]
fn the_gap_after_a_course_is_late_by_the_stages_of_the_region() {
    let mut view = graduated();
    assert_eq!(days(&at(&view, Phase::Decision)), Some((21, false, false)));
    view.graduates[0].1 = Some(Gap { days: 40, open: true, level: GapLevel::First });
    assert_eq!(days(&at(&view, Phase::Decision)), Some((40, true, true)));
}

#[test]
fn a_body_that_does_not_plan_sees_where_the_person_is_and_nothing_of_the_plan() {
    let mut view = graduated();
    view.plan = false;
    view.graduates = vec![(view.graduates[0].0.without_plan(), None)];
    view.follow_ups = Vec::new();
    for phase in [Phase::Decision, Phase::FollowOn] {
        let station = at(&view, phase);
        assert_eq!((station.standing, station.on, station.wait), (Standing::Hidden, None, None));
        assert!(station.details.is_empty());
    }
    assert!(at(&view, Phase::FollowUp).here);
}

#[test]
fn hidden_tests_seats_and_exams_leave_no_day_on_the_track() {
    let mut view = graduated();
    (view.appointments, view.seats, view.exams) = (None, None, None);
    view.cases[0].registered_on = Some(day("2026-03-17"));
    view.cases[0].started_on = Some(day("2026-04-15"));
    for phase in [Phase::Test, Phase::Seat, Phase::Course, Phase::Exam] {
        let station = at(&view, phase);
        assert_eq!((station.standing, station.on, station.wait), (Standing::Hidden, None, None), "{phase:?}");
        assert!(station.details.is_empty());
    }
    assert_eq!(at(&view, Phase::Zusteuerung).wait, None);
}

#[test]
fn the_day_of_the_right_is_not_told_where_rights_are_hidden() {
    let mut view = somebody(Stage::Opened, None);
    view.cases[0].right_from = Some(day("2026-10-01"));
    assert_eq!(at(&view, Phase::Zusteuerung).on, Some(day("2026-10-01")));
    view.acts = None;
    assert_eq!(at(&view, Phase::Zusteuerung).on, Some(day("2026-11-02")));
}

#[test]
fn a_closed_case_ends_with_its_reason_and_names_nothing_it_never_came_to() {
    let mut view = somebody(Stage::InCourse, None);
    view.cases[0].close(day("2026-11-30"), ClosingReason::MovedAway);
    let phases: Vec<Phase> = stations(&view).iter().map(|station| station.phase).collect();
    assert_eq!(phases, [Phase::Zusteuerung, Phase::Closing]);
    assert_eq!(at(&view, Phase::Closing).details, [Detail::Closed(ClosingReason::MovedAway)]);
}
