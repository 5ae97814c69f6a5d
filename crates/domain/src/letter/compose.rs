//! Which facts go into which letter: from records to the content model. Not for words nor for layout.

use super::{
    Appointment, Colour, Contact, CourseFacts, GeoPoint, Letter, LetterFacts, LetterKind, LetterPlace,
    Letterhead, MapStop, PersonalPage, Recipient, SketchMap, Way, WayBasis, WayLeg,
};
use crate::assignment::Assignment;
use crate::course::Course;
use crate::geography::{Point, Ways};
use crate::organisation::{Organisation, Place};
use crate::person::Person;
use crate::placement::{Seating, Session};
use chrono::NaiveDate;

/// Stops shown on the sketch around a place, and how far away they may be.
const STOPS: usize = 6;
const STOP_METRES: f64 = 900.0;

/// A stop of public transport.
#[derive(Debug, Clone, PartialEq)]
pub struct NearStop {
    pub name: String,
    pub at: Point,
}

/// What every letter needs.
pub struct Frame<'a> {
    pub number: String,
    pub date: NaiveDate,
    pub sender: &'a Organisation,
    pub person: &'a Person,
    /// File number of the sender, or the case number.
    pub reference: String,
    /// Address of the installation, e.g. `https://kette.example`.
    pub public_url: &'a str,
    pub citations: Vec<String>,
    pub ways: &'a (dyn Ways + Sync),
    pub stops: &'a [NearStop],
}

fn letterhead(sender: &Organisation) -> Letterhead {
    Letterhead {
        name: sender.name.clone(),
        unit: String::new(),
        address_lines: lines(&sender.seat),
        contact: Contact { phone: sender.phone.clone(), email: sender.email.clone(), ..Contact::default() },
        colour: sender.colour.as_deref().and_then(Colour::from_hex),
    }
}

fn lines(place: &Place) -> Vec<String> {
    [place.street.clone(), format!("{} {}", place.postcode, place.town).trim().to_owned()]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
}

fn point(place: &Place) -> Option<Point> {
    place.lat.zip(place.lon).and_then(|(lat, lon)| Point::new(lat, lon).ok())
}

fn sketch(place: &Place, stops: &[NearStop]) -> Option<SketchMap> {
    let here = point(place)?;
    let mut near: Vec<(f64, &NearStop)> = stops
        .iter()
        .map(|stop| (here.metres_to(stop.at), stop))
        .filter(|(metres, _)| *metres <= STOP_METRES)
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    Some(SketchMap {
        place: GeoPoint { lat: place.lat.unwrap_or_default(), lon: place.lon.unwrap_or_default() },
        stops: near
            .into_iter()
            .take(STOPS)
            .map(|(_, stop)| MapStop {
                name: stop.name.clone(),
                at: GeoPoint { lat: stop.at.lat(), lon: stop.at.lon() },
            })
            .collect(),
        outline: Vec::new(),
        attribution: "DB InfraGO AG, CC BY 4.0; © OpenStreetMap-Mitwirkende".to_owned(),
    })
}

fn letter_place(place: &Place, room: String, stops: &[NearStop]) -> LetterPlace {
    LetterPlace { name: place.name.clone(), address_lines: lines(place), room, map: sketch(place, stops) }
}

/// An estimate without legs: no invented timetable in a letter.
fn way(frame: &Frame<'_>, place: &Place) -> Option<Way> {
    let way = frame.ways.way(point(&frame.person.address)?, point(place)?)?;
    Some(Way { basis: WayBasis::Estimate, minutes: Some(way.minutes), legs: Vec::<WayLeg>::new() })
}

fn letter(frame: &Frame<'_>, kind: LetterKind, facts: LetterFacts) -> Letter {
    let person = frame.person;
    Letter {
        number: frame.number.clone(),
        kind,
        language: person.language.clone(),
        date: frame.date,
        sender: letterhead(frame.sender),
        recipient: Recipient {
            name_lines: vec![format!("{} {}", person.given_names, person.family_name)],
            address_lines: lines(&person.address),
        },
        facts: LetterFacts {
            reference: frame.reference.clone(),
            bring: kind.usual_items(),
            citations: frame.citations.clone(),
            ..facts
        },
    }
}

fn page(frame: &Frame<'_>, code: &str) -> PersonalPage {
    let language = &frame.person.language;
    PersonalPage {
        url: format!("{}/{language}/appointment?code={code}", frame.public_url),
        code: code.to_owned(),
    }
}

/// Invitation to a test day; from the second appointment on it says so.
pub fn invitation(
    frame: &Frame<'_>,
    seating: &Seating,
    session: &Session,
    missed_on: Option<NaiveDate>,
) -> Letter {
    let kind = if seating.attempt > 1 { LetterKind::SecondInvitation } else { LetterKind::Invitation };
    let room = session.rooms.first().map(|room| room.name.clone()).unwrap_or_default();
    let facts = LetterFacts {
        appointment: Some(Appointment { on: session.held_on, at: session.starts_at, minutes: None }),
        missed_on,
        place: Some(letter_place(&session.place, room, frame.stops)),
        way: way(frame, &session.place),
        page: Some(page(frame, &seating.code)),
        ..LetterFacts::default()
    };
    letter(frame, kind, facts)
}

/// Assignment or referral, proof of registration, start notice or slipped start of a seat.
pub fn seat(
    frame: &Frame<'_>,
    kind: LetterKind,
    title: String,
    course: &Course,
    assignment: &Assignment,
    provider: &Organisation,
) -> Letter {
    let formerly_on = (kind == LetterKind::SlippedStart).then_some(assignment.entry_on);
    let starts_on = if kind == LetterKind::SlippedStart { course.start_on() } else { assignment.entry_on };
    let reserves = matches!(kind, LetterKind::Assignment | LetterKind::Referral);
    let facts = LetterFacts {
        course: Some(CourseFacts {
            title,
            number: course.number.clone(),
            provider: provider.name.clone(),
            starts_on: Some(starts_on),
            formerly_on,
            weekly: Vec::new(),
        }),
        report_by: reserves.then_some(assignment.reserved_until),
        registered_on: assignment.registered_on,
        place: Some(letter_place(
            if reserves { &provider.seat } else { &course.place },
            String::new(),
            frame.stops,
        )),
        way: way(frame, &course.place),
        page: Some(page(frame, &assignment.code)),
        ..LetterFacts::default()
    };
    letter(frame, kind, facts)
}
