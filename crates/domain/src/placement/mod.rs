//! Central placement testing: test days (sessions), seats at them (seatings), results and the
//! recommendation. Not for course seats: see `assignment`.

pub mod choice;
mod ladder;
mod recommend;
mod session;
#[cfg(test)]
pub(crate) mod tests;

pub use choice::Offer;
pub use ladder::AfterAbsence;
pub use recommend::{Performance, RecommendationTable, Row, decide, recommend};
pub use session::{examiners, rooms};

use crate::course::CourseKind;
use crate::ids::{CaseId, OrganisationId, PersonId, RegionId, SeatingId, SessionId};
use crate::moment::Moment;
use crate::organisation::Place;
use crate::refusal::Refusal;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

codes! {
    /// Levels of the GER, and "below A1".
    Level { BelowA1 = "below_a1", A1 = "a1", A2 = "a2", B1 = "b1", B2 = "b2", C1 = "c1" }
}

codes! {
    /// Life of a test day.
    SessionState { Planned = "planned", Held = "held", Cancelled = "cancelled" }
}

codes! {
    /// Life of a seat at a test day.
    SeatingState {
        Booked = "booked",
        /// Checked in at the door.
        Present = "present",
        /// Result entered.
        Tested = "tested",
        /// Invited and did not come.
        Absent = "absent",
        Cancelled = "cancelled",
    }
}

codes! {
    /// Answer on the appointment page.
    Reply { Coming = "coming", CannotCome = "cannot_come" }
}

codes! {
    /// What kept a person away; only what helps, never a diagnosis.
    Obstacle {
        ChildCare = "child_care",
        Transport = "transport",
        Work = "work",
        Illness = "illness",
        LetterNotReceived = "letter_not_received",
        OtherAppointment = "other_appointment",
        Moved = "moved",
        Other = "other",
    }
}

/// A room of a test day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    pub name: String,
    pub seats: i64,
}

/// A teacher licensed to assess (handbook 3.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examiner {
    pub name: String,
    /// Number of the BAMF licence.
    pub licence: String,
}

/// A central test day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub id: SessionId,
    pub region: RegionId,
    pub version: i64,
    /// Body that runs it.
    pub organisation: OrganisationId,
    pub held_on: NaiveDate,
    pub starts_at: NaiveTime,
    pub place: Place,
    pub rooms: Vec<Room>,
    pub examiners: Vec<Examiner>,
    /// Provider that holds the day in its turn, with its rooms and examiners, where the region agreed on a rota.
    #[serde(default)]
    pub host: Option<OrganisationId>,
    /// Most people to invite, where that is more than the seats because some do not come; an accepted plan sets it.
    #[serde(default)]
    pub most_invited: Option<i64>,
    pub state: SessionState,
}

impl Session {
    /// Seats of all rooms.
    pub fn seats(&self) -> i64 {
        self.rooms.iter().map(|room| room.seats.max(0)).sum()
    }

    /// Most people that may be invited.
    pub fn invitations(&self) -> i64 {
        self.most_invited.unwrap_or(0).max(self.seats())
    }

    /// Refuses a booking into a day that is over, cancelled or full; `booked` counts living seatings.
    pub fn check_booking(&self, today: NaiveDate, booked: i64) -> Result<(), Refusal> {
        if self.state != SessionState::Planned {
            return Err(Refusal::new("session-not-open").with("on", self.held_on).at("session"));
        }
        if self.held_on < today {
            return Err(Refusal::new("session-in-the-past").with("on", self.held_on).at("session"));
        }
        if booked >= self.invitations() {
            return Err(Refusal::new("session-full")
                .with("on", self.held_on)
                .with("seats", self.invitations())
                .at("session"));
        }
        Ok(())
    }
}

/// Recommended course type and section; a deviation from the table carries its reason (§ 11 Abs. 2 IntV).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    pub course_kind: CourseKind,
    /// Section of 100 lessons to enter, from 1.
    pub section: u8,
    pub level: Level,
    pub deviation: Option<String>,
}

/// What the test found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlacementResult {
    pub performance: Performance,
    pub recommendation: Recommendation,
    pub examiner_licence: String,
    pub recorded_on: NaiveDate,
}

/// When an appointment came to nothing, and who noted it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub on: NaiveDate,
    pub by: OrganisationId,
}

codes! {
    /// How a person was reminded of an appointment (process 2.2).
    ReminderWay { Letter = "letter", Phone = "phone", NotReached = "not_reached" }
}

/// One reminder of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    pub on: NaiveDate,
    pub way: ReminderWay,
}

/// One person's seat at a test day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seating {
    pub id: SeatingId,
    pub region: RegionId,
    pub version: i64,
    pub session: SessionId,
    pub case: CaseId,
    pub person: PersonId,
    /// Body that invited.
    pub invited_by: OrganisationId,
    /// 1 for the first appointment.
    pub attempt: i64,
    pub state: SeatingState,
    /// Code of the appointment page as printed on the letter.
    pub code: String,
    pub reply: Option<Reply>,
    pub obstacle: Option<Obstacle>,
    /// Day on which the obstacle became known.
    #[serde(default)]
    pub obstacle_on: Option<NaiveDate>,
    /// Set when the appointment is missed or cancelled.
    #[serde(default)]
    pub ended: Option<Ended>,
    #[serde(default)]
    pub reminders: Vec<Reminder>,
    pub arrived_at: Option<Moment>,
    pub result: Option<PlacementResult>,
}

impl Seating {
    /// The seat is taken.
    pub fn lives(&self) -> bool {
        matches!(self.state, SeatingState::Booked | SeatingState::Present | SeatingState::Tested)
    }

    /// Marks the person as arrived.
    pub fn check_in(&mut self, at: Moment) -> Result<(), Refusal> {
        match self.state {
            SeatingState::Booked | SeatingState::Absent => {
                self.state = SeatingState::Present;
                self.ended = None;
                self.arrived_at = Some(at);
                Ok(())
            }
            SeatingState::Present | SeatingState::Tested => Err(Refusal::new("already-checked-in")),
            SeatingState::Cancelled => Err(Refusal::new("seating-cancelled")),
        }
    }

    /// Marks the person as absent.
    pub fn miss(&mut self, ended: Ended) -> Result<(), Refusal> {
        match self.state {
            SeatingState::Booked => {
                self.state = SeatingState::Absent;
                self.ended = Some(ended);
                Ok(())
            }
            SeatingState::Present | SeatingState::Tested => Err(Refusal::new("already-checked-in")),
            SeatingState::Absent => Err(Refusal::new("already-absent")),
            SeatingState::Cancelled => Err(Refusal::new("seating-cancelled")),
        }
    }

    /// Enters the result; there is none without having sat the test.
    pub fn record(&mut self, result: PlacementResult) -> Result<(), Refusal> {
        match self.state {
            SeatingState::Present | SeatingState::Tested => {
                self.state = SeatingState::Tested;
                self.result = Some(result);
                Ok(())
            }
            SeatingState::Booked | SeatingState::Absent => Err(Refusal::new("result-without-sitting")),
            SeatingState::Cancelled => Err(Refusal::new("seating-cancelled")),
        }
    }

    /// The person answers on the appointment page, as long as the day has not come.
    pub fn answer(&mut self, reply: Reply, obstacle: Option<Obstacle>) -> Result<(), Refusal> {
        match self.state {
            SeatingState::Booked => {
                self.reply = Some(reply);
                self.obstacle = obstacle.filter(|_| reply == Reply::CannotCome);
                Ok(())
            }
            _ => Err(Refusal::new("appointment-over")),
        }
    }

    /// Notes what kept the person away.
    pub fn note_obstacle(&mut self, obstacle: Obstacle, on: NaiveDate) -> Result<(), Refusal> {
        match self.state {
            SeatingState::Booked | SeatingState::Absent | SeatingState::Cancelled => {
                self.obstacle = Some(obstacle);
                self.obstacle_on = Some(on);
                Ok(())
            }
            SeatingState::Present | SeatingState::Tested => Err(Refusal::new("already-checked-in")),
        }
    }

    /// Notes that the person was reminded, or that nobody answered; only of an appointment that is ahead.
    pub fn remind(&mut self, way: ReminderWay, on: NaiveDate) -> Result<(), Refusal> {
        match self.state {
            SeatingState::Booked => {
                self.reminders.push(Reminder { on, way });
                Ok(())
            }
            SeatingState::Present | SeatingState::Tested | SeatingState::Absent | SeatingState::Cancelled => {
                Err(Refusal::new("appointment-over"))
            }
        }
    }

    /// Gives the seat back.
    pub fn cancel(&mut self, obstacle: Option<Obstacle>, ended: Ended) -> Result<(), Refusal> {
        match self.state {
            SeatingState::Booked | SeatingState::Absent => {
                self.state = SeatingState::Cancelled;
                self.ended = Some(ended);
                self.obstacle = obstacle;
                Ok(())
            }
            SeatingState::Present | SeatingState::Tested => Err(Refusal::new("already-checked-in")),
            SeatingState::Cancelled => Err(Refusal::new("seating-cancelled")),
        }
    }
}
