//! Test days: every Wednesday, eight back, five ahead.

use crate::World;
use crate::bodies::place;
use chrono::NaiveTime;
use domain::agreement::{Agreement, DutyCode, duties};
use domain::ids::{OrganisationId, RegionId, SessionId};
use domain::placement::{Examiner, Room, Session, SessionState};
use domain::record::Record;

/// Week in which the reserve had to step in.
const RESERVE_IN: i64 = -3;

/// Plans the test days with the hosts of the agreement; index 8 is the Wednesday itself.
pub fn plan(world: &mut World, agreement: &Agreement) -> Vec<Session> {
    let seat =
        world.places.iter().find(|m| m.name == world.plan.seat).cloned().expect("the seat is a municipality");
    let seats = (world.plan.arrivals / 52 + 4).clamp(8, 14);
    let mut sessions = Vec::new();
    // before them the test days of learners whose course has long begun
    let earlier = (-48..=-10i64).rev().step_by(2);
    for week in (-8..=5i64).chain(earlier) {
        let day = world.day(week * 7);
        let turn = duties(agreement, day, day).into_iter().find(|duty| duty.code == DutyCode::HoldTestDay);
        let host = turn.and_then(|duty| match week == RESERVE_IN {
            true => duty.reserve,
            false => Some(duty.organisation),
        });
        let session = Session {
            id: SessionId(world.id()),
            region: RegionId(world.bodies.region),
            version: 0,
            organisation: OrganisationId(world.bodies.teststelle),
            held_on: day,
            starts_at: NaiveTime::from_hms_opt(9, 0, 0).expect("nine o'clock exists"),
            place: place("Test- und Meldestelle", "Musterplatz 2", &seat),
            rooms: vec![
                Room { name: "Raum 1".to_owned(), seats },
                Room { name: "Raum 2".to_owned(), seats: 6 },
            ],
            examiners: vec![
                Examiner { name: "Hannelore Birkental".to_owned(), licence: "MUSTER-1001".to_owned() },
                Examiner { name: "Dieter Waldeshof".to_owned(), licence: "MUSTER-1002".to_owned() },
            ],
            host,
            most_invited: None,
            state: if week < 0 { SessionState::Held } else { SessionState::Planned },
        };
        world.records.push(Record::Session(session.clone()));
        sessions.push(session);
    }
    sessions
}
