//! Invented sessions, people and seatings for the tests of this topic, and the life of a seating.

use super::*;
use crate::person::{Constraints, Person};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A test day on Wednesday, 2 December 2026, with one room.
pub(crate) fn session(seats: i64) -> Session {
    Session {
        id: SessionId(5),
        region: RegionId(1),
        version: 1,
        organisation: OrganisationId(7),
        held_on: day("2026-12-02"),
        starts_at: NaiveTime::from_hms_opt(8, 30, 0).expect("a time"),
        place: Place { name: "Haus am Markt".into(), town: "Weißenburg i. Bay.".into(), ..Place::default() },
        rooms: vec![Room { name: "Saal".into(), seats }],
        examiners: vec![Examiner { name: "Anna Muster".into(), licence: "L-12".into() }],
        host: None,
        most_invited: None,
        state: SessionState::Planned,
    }
}

/// Somebody in Weißenburg.
pub(crate) fn person() -> Person {
    Person {
        id: PersonId(1),
        region: RegionId(1),
        version: 1,
        family_name: "Beispiel".into(),
        given_names: "Bina".into(),
        own_script_name: String::new(),
        birth_date: None,
        birth_place: String::new(),
        sex: None,
        nationality: None,
        language: "de".into(),
        address: Place { lat: Some(49.031), lon: Some(10.972), ..Place::default() },
        phone: String::new(),
        email: String::new(),
        literacy: None,
        school_years: None,
        residences: Vec::new(),
        benefits: Vec::new(),
        file_numbers: Vec::new(),
        constraints: Constraints::default(),
        involvements: Vec::new(),
        merged_into: None,
    }
}

fn seating() -> Seating {
    Seating {
        id: SeatingId(9),
        region: RegionId(1),
        version: 1,
        session: SessionId(5),
        case: CaseId(1),
        person: PersonId(1),
        invited_by: OrganisationId(2),
        attempt: 1,
        state: SeatingState::Booked,
        code: "k7m2p4qr".into(),
        reply: None,
        obstacle: None,
        obstacle_on: None,
        ended: None,
        reminders: Vec::new(),
        arrived_at: None,
        result: None,
    }
}

#[test]
fn a_full_day_takes_nobody_and_the_last_seat_takes_one() {
    let session = session(2);
    assert!(session.check_booking(day("2026-11-25"), 1).is_ok());
    assert_eq!(session.check_booking(day("2026-11-25"), 2).expect_err("refused").code, "session-full");
    assert_eq!(session.check_booking(day("2026-12-03"), 0).expect_err("refused").code, "session-in-the-past");
}

#[test]
fn an_answer_can_be_changed_until_the_day_and_coming_forgets_the_obstacle() {
    let mut seating = seating();
    seating.answer(Reply::CannotCome, Some(Obstacle::ChildCare)).expect("answered");
    assert_eq!(seating.obstacle, Some(Obstacle::ChildCare));
    seating.answer(Reply::Coming, Some(Obstacle::ChildCare)).expect("answered");
    assert_eq!((seating.reply, seating.obstacle), (Some(Reply::Coming), None));
    seating.check_in(Moment(1)).expect("checked in");
    assert_eq!(seating.answer(Reply::Coming, None).expect_err("refused").code, "appointment-over");
}

#[test]
fn who_was_marked_absent_can_still_be_checked_in() {
    let mut seating = seating();
    let ended = Ended { on: day("2026-12-02"), by: OrganisationId(7) };
    seating.miss(ended).expect("absent");
    assert_eq!(seating.miss(ended).expect_err("refused").code, "already-absent");
    seating.check_in(Moment(1)).expect("came after all");
    assert_eq!(seating.check_in(Moment(2)).expect_err("refused").code, "already-checked-in");
}

#[test]
fn there_is_no_result_without_sitting_the_test() {
    let performance = Performance {
        written: Level::A1,
        oral: Level::A1,
        literacy: crate::person::Literacy::Latin,
        learns_fast: false,
    };
    let recommendation = Recommendation {
        course_kind: CourseKind::AllgemeinerIntegrationskurs,
        section: 3,
        level: Level::A1,
        deviation: None,
    };
    let result = PlacementResult {
        performance,
        recommendation,
        examiner_licence: "L-12".into(),
        recorded_on: day("2026-12-02"),
    };
    let mut seating = seating();
    assert_eq!(seating.record(result.clone()).expect_err("refused").code, "result-without-sitting");
    seating.check_in(Moment(1)).expect("checked in");
    seating.record(result).expect("recorded");
    assert_eq!(seating.state, SeatingState::Tested);
    let ended = Ended { on: day("2026-12-02"), by: OrganisationId(7) };
    assert_eq!(seating.cancel(None, ended).expect_err("refused").code, "already-checked-in");
}

#[test]
fn more_people_than_seats_are_invited_only_where_a_plan_reckoned_with_no_shows() {
    let plain = session(12);
    assert!(plain.check_booking(day("2026-11-25"), 11).is_ok());
    assert_eq!(plain.check_booking(day("2026-11-25"), 12).expect_err("full").code, "session-full");
    let reckoned = Session { most_invited: Some(14), ..session(12) };
    assert!(reckoned.check_booking(day("2026-11-25"), 13).is_ok());
    assert!(reckoned.check_booking(day("2026-11-25"), 14).is_err());
    assert!(reckoned.check_change(&reckoned.clone(), day("2026-11-25"), 14).is_ok(), "nobody loses a seat");
    let smaller = Session { most_invited: None, ..session(10) };
    assert_eq!(
        reckoned.check_change(&smaller, day("2026-11-25"), 14).expect_err("fourteen are booked").code,
        "fewer-seats-than-booked"
    );
}
