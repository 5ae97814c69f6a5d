//! What the records around a case say of its way: acts, test appointments, seats. The next step is decided from
//! this and nothing else. Not for loading them: see the application crate.

use crate::act::Act;
use crate::assignment::{Assignment, AssignmentState, Clarified};
use crate::course::Course;
use crate::ids::{AssignmentId, CourseId, OrganisationId, SeatingId, SessionId};
use crate::placement::{Ended, Reply, Seating, SeatingState, Session};
use crate::residence::Residence;
use chrono::NaiveDate;

/// A test appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestEvidence {
    pub id: SeatingId,
    pub session: SessionId,
    pub test_site: OrganisationId,
    pub held_on: NaiveDate,
    pub state: SeatingState,
    /// The person said beforehand that they cannot come.
    pub declined: bool,
    pub ended: Option<Ended>,
    pub obstacle_known: bool,
    pub obstacle_on: Option<NaiveDate>,
    pub tested_on: Option<NaiveDate>,
}

impl TestEvidence {
    /// Of a seating at its test day.
    pub fn of(seating: &Seating, session: &Session) -> Self {
        TestEvidence {
            id: seating.id,
            session: session.id,
            test_site: session.organisation,
            held_on: session.held_on,
            state: seating.state,
            declined: seating.reply == Some(Reply::CannotCome),
            ended: seating.ended,
            obstacle_known: seating.obstacle.is_some(),
            obstacle_on: seating.obstacle_on,
            tested_on: seating.result.as_ref().map(|result| result.recorded_on),
        }
    }

    /// Day on which the appointment came to nothing.
    pub fn ended_on(&self) -> NaiveDate {
        self.ended.map_or(self.held_on, |ended| ended.on)
    }
}

/// A seat in a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatEvidence {
    pub id: AssignmentId,
    pub course: CourseId,
    pub provider: OrganisationId,
    pub state: AssignmentState,
    pub assigned_on: NaiveDate,
    pub reserved_until: NaiveDate,
    pub registered_on: Option<NaiveDate>,
    pub entry_on: NaiveDate,
    pub arrived_on: Option<NaiveDate>,
    pub lost_on: Option<NaiveDate>,
    pub moved_on: Option<NaiveDate>,
    pub clarified: Option<Clarified>,
    pub course_ends_on: NaiveDate,
}

impl SeatEvidence {
    /// Of a seat in its course.
    pub fn of(seat: &Assignment, course: &Course) -> Self {
        let last = course.sections.last().map_or(seat.entry_on, |section| section.ends_on);
        SeatEvidence {
            id: seat.id,
            course: seat.course,
            provider: seat.provider,
            state: seat.state,
            assigned_on: seat.assigned_on,
            reserved_until: seat.reserved_until,
            registered_on: seat.registered_on,
            entry_on: seat.entry_on,
            arrived_on: seat.arrived_on,
            lost_on: seat.lost_on,
            moved_on: seat.moved_on,
            clarified: seat.clarified,
            course_ends_on: last,
        }
    }

    /// The seat is taken.
    pub fn holds(&self) -> bool {
        match self.state {
            AssignmentState::Reserved | AssignmentState::Registered | AssignmentState::Started => true,
            AssignmentState::NotArrived
            | AssignmentState::HandedBack
            | AssignmentState::Expired
            | AssignmentState::Withdrawn => false,
        }
    }

    /// Day on which it was lost or missed.
    pub fn ended_on(&self) -> NaiveDate {
        self.lost_on.unwrap_or(self.entry_on)
    }
}

/// Everything of one case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    pub acts: Vec<Act>,
    /// In any order.
    pub tests: Vec<TestEvidence>,
    /// In any order.
    pub seats: Vec<SeatEvidence>,
    pub titles: Vec<Residence>,
}

impl Evidence {
    /// Acts alone: a case that has just begun.
    pub fn of_acts(acts: Vec<Act>, titles: Vec<Residence>) -> Self {
        Evidence { acts, titles, ..Evidence::default() }
    }

    /// The newest appointment; ids grow with time.
    pub fn newest_test(&self) -> Option<&TestEvidence> {
        self.tests.iter().max_by_key(|test| test.id)
    }

    /// The seat that counts: the one that is held, else the newest.
    pub fn current_seat(&self) -> Option<&SeatEvidence> {
        self.seats.iter().max_by_key(|seat| (seat.holds(), seat.id))
    }

    /// Appointments missed without a word.
    pub fn missed(&self) -> usize {
        self.tests.iter().filter(|test| test.state == SeatingState::Absent).count()
    }

    /// Where tests and seats stand, in ids and codes: as long as this is the same, nothing has happened. Acts
    /// do not count: a further act changes who leads, not how far the person has come.
    pub fn standing(&self) -> String {
        let mut tests: Vec<_> = self.tests.iter().collect();
        tests.sort_by_key(|test| test.id);
        let mut seats: Vec<_> = self.seats.iter().collect();
        seats.sort_by_key(|seat| seat.id);
        let mut parts = Vec::with_capacity(tests.len() + seats.len());
        for test in tests {
            let declined = if test.declined { "-" } else { "" };
            let known = if test.obstacle_known { "+" } else { "" };
            parts.push(format!("{}:{}:{}{declined}{known}", test.id, test.state, test.held_on));
        }
        for seat in seats {
            let heard = match seat.clarified {
                Some(clarified) if clarified.wants_seat => "+",
                Some(_) => "-",
                None => "",
            };
            parts.push(format!("{}:{}:{}{heard}", seat.id, seat.state, seat.entry_on));
        }
        parts.join(" ")
    }
}
