//! Records that tests of the track and of the events begin with: one person, one case, few words.

use app::queries::measure_recommendations::Titles;
use app::queries::person_exams::PersonExams;
use app::queries::person_record::PersonView;
use chrono::NaiveDate;
use domain::assignment::{Assignment, AssignmentKind, AssignmentState};
use domain::case::Case;
use domain::course::Course;
use domain::graduate::{Graduate, Seat};
use domain::ids::{
    AssignmentId, CaseId, CourseId, GraduateId, OrganisationId, PersonId, RegionId, SeatingId, SessionId,
};
use domain::organisation::Place;
use domain::person::Person;
use domain::placement::{Seating, SeatingState, Session, SessionState};
use std::collections::HashMap;

const REGION: RegionId = RegionId(1);
const PERSON: PersonId = PersonId(1);
const CASE: CaseId = CaseId(1);
const OFFICE: OrganisationId = OrganisationId(1);
const PROVIDER: OrganisationId = OrganisationId(2);

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A case opened on a day.
pub fn case(on: &str) -> Case {
    Case::open(CASE, REGION, PERSON, "WUG-2026-00001".to_owned(), OFFICE, day(on))
}

/// A person with a case, seen by somebody to whom nothing is hidden and for whom nothing is there yet.
pub fn blank(case: Case) -> PersonView {
    PersonView {
        person: Person::blank(PERSON, REGION),
        hidden: Vec::new(),
        fee_waived: None,
        cases: vec![case],
        acts: Some(Vec::new()),
        appointments: Some(Vec::new()),
        seats: Some(Vec::new()),
        letters: Some(Vec::new()),
        exams: Some(PersonExams { rows: Vec::new(), successful: false, repeat: None }),
        rights: None,
        plan: true,
        graduates: Vec::new(),
        recommendations: Vec::new(),
        titles: Titles::default(),
        vocational: None,
        came_from: Vec::new(),
        consents: Vec::new(),
        counselling: Vec::new(),
        messages: Vec::new(),
        timeline: Vec::new(),
        timeline_is_cut: false,
        follow_ups: Vec::new(),
        seen_by: None,
        merged: Vec::new(),
        organisations: HashMap::new(),
        colleagues: HashMap::new(),
    }
}

/// A seat at a test day in Weißenburg.
pub fn appointment(id: i64, on: &str, state: SeatingState) -> (Seating, Option<Session>) {
    let session = Session {
        id: SessionId(id),
        region: REGION,
        version: 1,
        organisation: OFFICE,
        held_on: day(on),
        starts_at: chrono::NaiveTime::MIN,
        place: Place { town: "Weißenburg".into(), ..Place::default() },
        rooms: Vec::new(),
        examiners: Vec::new(),
        host: None,
        most_invited: None,
        state: SessionState::Planned,
    };
    let seating = Seating {
        id: SeatingId(id),
        region: REGION,
        version: 1,
        session: session.id,
        case: CASE,
        person: PERSON,
        invited_by: OFFICE,
        attempt: 1,
        state,
        code: String::new(),
        reply: None,
        obstacle: None,
        obstacle_on: None,
        ended: None,
        reminders: Vec::new(),
        arrived_at: None,
        result: None,
    };
    (seating, Some(session))
}

/// A seat reserved on a day.
pub fn seat(id: i64, on: &str) -> (Assignment, Option<Course>) {
    let seat = Assignment {
        id: AssignmentId(id),
        region: REGION,
        version: 1,
        case: CASE,
        person: PERSON,
        course: CourseId(1),
        provider: PROVIDER,
        section: 1,
        entry_on: day(on) + chrono::Days::new(30),
        kind: AssignmentKind::Zuweisung,
        state: AssignmentState::Reserved,
        assigned_on: day(on),
        reserved_until: day(on) + chrono::Days::new(7),
        registered_on: None,
        arrived_on: None,
        arrival_noted_at: None,
        hand_back: None,
        lost_on: None,
        moved_on: None,
        clarified: None,
        ending: None,
        plan: None,
        code: String::new(),
        reasons: Vec::new(),
        wishes: Vec::new(),
    };
    (seat, None)
}

/// Somebody on the way out of that seat's course.
pub fn graduate(last_day: &str) -> Graduate {
    let seat = Seat {
        region: REGION,
        case: CASE,
        person: PERSON,
        assignment: AssignmentId(1),
        course: CourseId(1),
        provider: PROVIDER,
    };
    Graduate::open(GraduateId(1), seat, day(last_day), day(last_day))
}
