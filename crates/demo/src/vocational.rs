//! Berufssprachkurse: people of running courses whose next step was decided early. Some hold an authorisation, one in
//! five lets it lapse, the others wait with the provider they know; one group has a first day.

use crate::World;
use crate::attendance::Learner;
use chrono::Duration;
use domain::assignment::AssignmentState;
use domain::ids::{
    AuthorisationId, OrganisationId, PersonId, RegionId, VocationalCourseId, VocationalPlaceId,
    VocationalReportId,
};
use domain::placement::Level;
use domain::record::Record;
use domain::vocational::{
    About, Authorisation, AuthorisationBasis, AuthorisationDeviation, Goal, LevelProof, PlaceState,
    VocationalCourse, VocationalCourseState, VocationalFacts, VocationalKind, VocationalLine,
    VocationalPlace, VocationalReport, VocationalReportKind, register_by,
};

/// People the stories are told of.
const PEOPLE: usize = 40;
/// Seats of the planned group, and how many of them are given.
const SEATS: i64 = 20;
const GIVEN: usize = 5;

const B2: VocationalLine = VocationalLine { kind: VocationalKind::BasisB2, from: Level::B1, goal: Goal::B2 };
const JOB: VocationalLine =
    VocationalLine { kind: VocationalKind::Job, from: Level::B1, goal: Goal::Attendance };

/// Writes the authorisations, places and reports.
pub fn offer(world: &mut World, learners: &[Learner]) {
    let chosen: Vec<&Learner> =
        learners.iter().filter(|one| one.seat.state == AssignmentState::Started).take(PEOPLE).collect();
    let mut places = Vec::new();
    for (n, learner) in chosen.into_iter().enumerate() {
        let registered = (n % 5 > 1).then_some(3 + (n as i64 * 7) % 31);
        let authorisation = authorise(world, learner, (n, registered));
        if let Some(ago) = registered {
            places.push(place(world, learner, &authorisation, ago));
        }
        world.records.push(Record::Authorisation(authorisation));
    }
    plan(world, &mut places);
    tell(world, &places);
    world.records.extend(places.into_iter().map(Record::VocationalPlace));
}

fn authorise(world: &mut World, learner: &Learner, (n, registered): (usize, Option<i64>)) -> Authorisation {
    let jobcenter = OrganisationId(world.bodies.jobcenter);
    let by_jobcenter = learner.acts.iter().any(|act| act.issuer == jobcenter);
    let issuer = if by_jobcenter { jobcenter } else { OrganisationId(world.bodies.arbeitsagentur) };
    let ago = match n % 5 {
        0 => 10,
        1 => 75,
        _ => registered.unwrap_or_default() + 6,
    };
    let issued_on = world.day(-ago);
    if !by_jobcenter {
        involve(world, learner.seat.person, issuer, issued_on);
    }
    let valid_until = register_by(issuer, issued_on, &world.pace()).unwrap_or(issued_on);
    Authorisation {
        id: AuthorisationId(world.id()),
        region: learner.seat.region,
        version: 0,
        case: learner.seat.case,
        person: learner.seat.person,
        issuer,
        line: if n % 4 == 3 { JOB } else { B2 },
        obliged: by_jobcenter && n.is_multiple_of(2),
        issued_on,
        valid_until,
        code: format!("b{}{}", world.plan.code, domain::ids::encode(world.id())),
        basis: AuthorisationBasis {
            access: "undetermined".to_owned(),
            issuer: None,
            obligation: "undetermined".to_owned(),
            fingerprint: String::new(),
            deviation: Some(AuthorisationDeviation::ShownInApplication),
        },
        registered_on: registered.map(|ago| world.day(-ago)),
        revoked_on: None,
    }
}

/// The agency becomes part of the chain of its client.
fn involve(world: &mut World, person: PersonId, agency: OrganisationId, since: chrono::NaiveDate) {
    let found = world.records.iter_mut().find_map(|record| match record {
        Record::Person(one) if one.id == person => Some(one),
        _ => None,
    });
    if let Some(one) = found {
        one.involve(agency, since);
    }
}

fn place(world: &mut World, learner: &Learner, by: &Authorisation, ago: i64) -> VocationalPlace {
    let registered_on = world.day(-ago);
    VocationalPlace {
        id: VocationalPlaceId(world.id()),
        region: by.region,
        version: 0,
        case: by.case,
        person: by.person,
        authorisation: by.id,
        issuer: by.issuer,
        provider: learner.seat.provider,
        line: by.line,
        obliged: by.obliged,
        proof: LevelProof::PlacementTest,
        proven_on: registered_on - Duration::days(2),
        registered_on,
        state: PlaceState::Waiting,
        course: None,
        no_start_told_on: None,
        no_place_told_on: None,
        end: None,
        result: None,
    }
}

/// A group with its first day in two weeks, for those who have waited longest at the first provider.
fn plan(world: &mut World, places: &mut [VocationalPlace]) {
    let Some(provider) = places.iter().find(|place| place.line == B2).map(|place| place.provider) else {
        return;
    };
    let course = VocationalCourse {
        id: VocationalCourseId(world.id()),
        region: RegionId(world.bodies.region),
        version: 0,
        provider,
        line: B2,
        number: format!("B2-{}", world.plan.code.to_uppercase()),
        town: world.plan.seat.to_owned(),
        planned_start_on: world.day(12),
        started_on: None,
        ends_on: world.day(12 + 140),
        seats: SEATS,
        state: VocationalCourseState::Planned,
    };
    let mut longest: Vec<&mut VocationalPlace> =
        places.iter_mut().filter(|place| place.provider == provider && place.line == B2).collect();
    longest.sort_by_key(|place| (!place.obliged, place.registered_on));
    for place in longest.into_iter().take(GIVEN) {
        (place.state, place.course) = (PlaceState::Placed, Some(course.id));
    }
    world.records.push(Record::VocationalCourse(course));
}

/// What providers told on the day of each registration; everything older than a week was confirmed.
fn tell(world: &mut World, places: &[VocationalPlace]) {
    let bundesamt = OrganisationId(world.bodies.bundesamt);
    for place in places {
        let people = places
            .iter()
            .filter(|other| other.provider == place.provider && other.line == place.line)
            .filter(|other| other.registered_on <= place.registered_on)
            .count() as i64;
        let group = VocationalFacts { people: Some(people), ..VocationalFacts::default() };
        report(world, place, (VocationalReportKind::Group, bundesamt), group);
        if place.obliged {
            let on = VocationalFacts { on: Some(place.registered_on), ..VocationalFacts::default() };
            report(world, place, (VocationalReportKind::Registered, place.issuer), on);
        }
    }
}

fn report(
    world: &mut World,
    place: &VocationalPlace,
    (what, to): (VocationalReportKind, OrganisationId),
    facts: VocationalFacts,
) {
    let about = (what != VocationalReportKind::Group).then_some(About::of(place));
    let confirmed = place.registered_on < world.day(-7);
    let report = VocationalReport {
        id: VocationalReportId(world.id()),
        region: place.region,
        version: 0,
        what,
        provider: place.provider,
        to,
        line: place.line,
        about,
        course: None,
        facts,
        due_on: place.registered_on,
        sent_on: place.registered_on,
        taken_on: confirmed.then_some(place.registered_on + Duration::days(2)),
    };
    world.records.push(Record::VocationalReport(report));
}
