//! The appointment page without login: code from the letter and year of birth open one appointment or one
//! course start, never a name. A wrong code and a wrong year get the same answer; counting failures is the
//! outer shell's. The visitor acts through the gate as a stand-in of the body that invited, with account 0,
//! so that looks and answers stand in the audit like all others.

use crate::error::Error;
use crate::gate::{Gate, Look, Query, Scene};
use crate::operation::Operation;
use crate::ports::{Store, TypedQueries};
use async_trait::async_trait;
use chrono::{Datelike, NaiveDate, NaiveTime};
use domain::access::{Action, Actor, Purpose, Resource, Role, Visible};
use domain::assignment::{Assignment, AssignmentState};
use domain::course::Course;
use domain::ids::{AccountId, OrganisationId, RegionId, SeatingId};
use domain::organisation::{Organisation, OrganisationKind, Place};
use domain::person::Person;
use domain::placement::{Reply, Seating, SeatingState, Session, SessionState};
use domain::record::{Record, RecordKind};

/// Minutes a test takes with waiting, written and oral part (process 2.4) [P].
pub const TEST_MINUTES: u32 = 120;

/// How an appointment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Ahead; an answer can be given.
    Open,
    /// Taken back; another letter follows.
    Cancelled,
    /// Over.
    Over,
}

/// What a code opens. No name, no number of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// A placement test.
    Test {
        seating: SeatingId,
        /// Counts the changes, for calendar files.
        revision: i64,
        on: NaiveDate,
        at: NaiveTime,
        place: Place,
        room: String,
        phone: String,
        standing: Standing,
        reply: Option<Reply>,
    },
    /// The first day of a course.
    Start {
        id: i64,
        revision: i64,
        on: NaiveDate,
        place: Place,
        provider: String,
        phone: String,
        standing: Standing,
        report_by: Option<NaiveDate>,
    },
}

/// A code as typed, in the form it is stored: letter case, spaces and dashes do not matter.
pub fn normalised(typed: &str) -> String {
    typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(40).collect()
}

/// What a code and a year of birth open; `None` for whatever does not fit together. `template` gives time,
/// ids and request; its actor is replaced.
pub async fn open(
    gate: &Gate,
    template: &Operation,
    code: &str,
    birth_year: i32,
) -> Result<Option<(Opened, Operation)>, Error> {
    let store: &dyn Store = gate.store().as_ref();
    let code = normalised(code);
    if code.is_empty() {
        return Ok(None);
    }
    let Some(record) = store.of_code(&code).await? else { return Ok(None) };
    if !matches!(record, Record::Seating(_) | Record::Assignment(_)) {
        // the code of somebody's own path: that page has a door of its own
        return Ok(None);
    }
    let Some(person) = record.person() else { return Ok(None) };
    let person: Person = store.queries().need(person.0).await?;
    if person.birth_date.map(|birth| birth.date.year()) != Some(birth_year) {
        return Ok(None);
    }
    let actor = stand_in(store, &record).await?;
    let operation = Operation { actor, purpose: Purpose::SubjectAccess, key: None, ..template.clone() };
    let opened = gate.ask(&operation, &OpenAppointment { record }).await?;
    Ok(Some((opened, operation)))
}

/// The visitor's stand-in: the body that runs the test day, or the provider of the course.
async fn stand_in(store: &dyn Store, record: &Record) -> Result<Actor, Error> {
    let (region, organisation, kind, role) = match record {
        Record::Seating(seating) => {
            let session: Session = store.queries().need(seating.session.0).await?;
            (seating.region, session.organisation, OrganisationKind::Teststelle, Role::Teststelle)
        }
        Record::Assignment(seat) => {
            (seat.region, seat.provider, OrganisationKind::Kurstraeger, Role::Kurstraeger)
        }
        other => return Err(Error::fault(format!("a {} has no letter code", other.kind()))),
    };
    Ok(actor(region, organisation, kind, role))
}

fn actor(
    region: RegionId,
    organisation: OrganisationId,
    organisation_kind: OrganisationKind,
    role: Role,
) -> Actor {
    Actor {
        account: AccountId(0),
        organisation,
        organisation_kind,
        region,
        roles: vec![role],
        commissioned_test_site: false,
    }
}

/// The look at one opened appointment.
struct OpenAppointment {
    record: Record,
}

#[async_trait]
impl Query for OpenAppointment {
    type Answer = Opened;

    fn look(&self) -> Look {
        let resource =
            if self.record.kind() == RecordKind::Seating { Resource::Seating } else { Resource::Assignment };
        Look::at_people(Action::See, resource).of(self.record.kind(), self.record.raw_id())
    }

    async fn answer(&self, _visible: &Visible, scene: &Scene<'_>) -> Result<(Opened, i64), Error> {
        let opened = match &self.record {
            Record::Seating(seating) => test(scene, seating).await?,
            Record::Assignment(seat) => start(scene, seat).await?,
            other => return Err(Error::Absent(other.kind())),
        };
        Ok((opened, 1))
    }
}

async fn test(scene: &Scene<'_>, seating: &Seating) -> Result<Opened, Error> {
    let session: Session = scene.queries.need(seating.session.0).await?;
    let body: Organisation = scene.queries.need(session.organisation.0).await?;
    let standing = match (seating.state, session.state) {
        (SeatingState::Cancelled, _) | (_, SessionState::Cancelled) => Standing::Cancelled,
        (SeatingState::Booked, SessionState::Planned) if session.held_on >= scene.operation.today => {
            Standing::Open
        }
        _ => Standing::Over,
    };
    Ok(Opened::Test {
        seating: seating.id,
        revision: seating.version + session.version,
        on: session.held_on,
        at: session.starts_at,
        room: session
            .rooms
            .first()
            .filter(|_| session.rooms.len() == 1)
            .map(|room| room.name.clone())
            .unwrap_or_default(),
        place: session.place,
        phone: body.phone,
        standing,
        reply: seating.reply,
    })
}

async fn start(scene: &Scene<'_>, seat: &Assignment) -> Result<Opened, Error> {
    let course: Course = scene.queries.need(seat.course.0).await?;
    let provider: Organisation = scene.queries.need(seat.provider.0).await?;
    let standing = match seat.state {
        AssignmentState::Reserved | AssignmentState::Registered if seat.entry_on >= scene.operation.today => {
            Standing::Open
        }
        AssignmentState::Reserved
        | AssignmentState::Registered
        | AssignmentState::Started
        | AssignmentState::Completed
        | AssignmentState::Left
        | AssignmentState::Interrupted
        | AssignmentState::NotArrived => Standing::Over,
        AssignmentState::HandedBack | AssignmentState::Expired | AssignmentState::Withdrawn => {
            Standing::Cancelled
        }
    };
    Ok(Opened::Start {
        id: seat.id.0,
        revision: seat.version + course.version,
        on: seat.entry_on,
        place: course.place,
        provider: provider.name,
        phone: provider.phone,
        standing,
        report_by: (seat.state == AssignmentState::Reserved).then_some(seat.reserved_until),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_copy_it_from_paper() {
        for typed in ["k7m2p4qr", "K7M2 P4QR", " k7m2-p4qr "] {
            assert_eq!(normalised(typed), "k7m2p4qr");
        }
        assert_eq!(normalised("🙂 -- "), "");
        assert!(normalised(&"x".repeat(10_000)).len() <= 40);
    }
}
