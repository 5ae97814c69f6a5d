//! The life of a seat under every sequence of events.

use super::*;
use crate::ids::{AssignmentId, CaseId, CourseId, OrganisationId, PersonId, RegionId};
use proptest::prelude::*;

pub(crate) fn day(n: i64) -> NaiveDate {
    crate::case::days_after("2026-11-25".parse().expect("a date"), n)
}

pub(crate) fn reserved() -> Assignment {
    Assignment {
        id: AssignmentId(1),
        region: RegionId(1),
        version: 1,
        case: CaseId(1),
        person: PersonId(1),
        course: CourseId(1),
        provider: OrganisationId(1),
        section: 1,
        entry_on: day(20),
        kind: AssignmentKind::Zuweisung,
        state: AssignmentState::Reserved,
        assigned_on: day(0),
        reserved_until: day(7),
        registered_on: None,
        arrived_on: None,
        arrival_noted_at: None,
        hand_back: None,
        lost_on: None,
        moved_on: None,
        clarified: None,
        ending: None,
        plan: None,
        code: "code".into(),
        reasons: Vec::new(),
        wishes: Vec::new(),
    }
}

#[derive(Debug, Clone, Copy)]
enum Event {
    Register,
    Arrive,
    StayAway,
    HandBack,
    Expire,
    Withdraw,
    Complete,
    Leave,
    Interrupt,
    Resume,
}

fn event() -> impl Strategy<Value = Event> {
    use Event::*;
    prop::sample::select(vec![
        Register, Arrive, StayAway, HandBack, Expire, Withdraw, Complete, Leave, Interrupt, Resume,
    ])
}

fn apply(seat: &mut Assignment, event: Event, on: NaiveDate) -> Result<(), Refusal> {
    match event {
        Event::Register => seat.register(on),
        Event::Arrive => seat.arrive(on, Moment(0)),
        Event::StayAway => seat.stay_away(on),
        Event::HandBack => seat.hand_back(HandBackReason::Other, on),
        Event::Expire => seat.expire(on),
        Event::Withdraw => seat.withdraw(on),
        Event::Complete => seat.end(Ending::new(on, Outcome::Completed), on),
        Event::Leave => seat.end(Ending::new(on, Outcome::Down), on),
        Event::Interrupt => seat.end(Ending::interrupted(on, crate::case::days_after(on, 30)), on),
        Event::Resume => seat.resume(on),
    }
}

proptest! {
    #[test]
    fn a_seat_that_is_lost_for_good_never_comes_back(events in prop::collection::vec((event(), 0i64..40), 0..12)) {
        use AssignmentState as S;
        let mut seat = reserved();
        let mut over = false;
        for (event, on) in events {
            let before = seat.clone();
            let result = apply(&mut seat, event, day(on));
            if result.is_err() {
                prop_assert_eq!(&seat, &before, "a refused event changes nothing");
            }
            if over {
                prop_assert!(result.is_err());
            }
            over |= matches!(seat.state, S::HandedBack | S::Expired | S::Withdrawn | S::Completed | S::Left);
            prop_assert!(!(over && seat.holds_seat()));
            prop_assert_eq!(seat.hand_back.is_some(), seat.state == S::HandedBack);
            let came = matches!(seat.state, S::Started | S::Completed | S::Left | S::Interrupted);
            prop_assert_eq!(seat.arrived_on.is_some(), came, "nobody leaves a course without having come");
            let ended = matches!(seat.state, S::Completed | S::Left | S::Interrupted);
            prop_assert_eq!(seat.ending.is_some(), ended);
            if seat.state == S::Registered || came {
                prop_assert!(seat.registered_on.is_some(), "who sits is registered");
            }
        }
    }

    #[test]
    fn a_reservation_holds_through_its_last_day_and_not_a_day_longer(on in 0i64..30) {
        let mut seat = reserved();
        let result = seat.expire(day(on));
        prop_assert_eq!(result.is_ok(), on > 7);
        prop_assert_eq!(seat.holds_seat(), on <= 7);
    }
}

#[test]
fn a_registered_seat_does_not_run_out() {
    let mut seat = reserved();
    seat.register(day(3)).expect("in time");
    assert!(seat.expire(day(30)).is_err());
    assert!(seat.holds_seat());
}
