//! Invented letters with every fact set: for tests, for looking at pages and for measuring.

use chrono::{NaiveDate, NaiveTime, Weekday};
use domain::letter::*;

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day of 2026")
}

pub fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day")
}

pub fn sender() -> Letterhead {
    Letterhead {
        name: "Teststelle Integration Musterkreis".into(),
        unit: "Gemeinsame Anlaufstelle im Landratsamt".into(),
        address_lines: vec!["Am Anger 12".into(), "99999 Musterstadt".into()],
        contact: Contact {
            person: "Katrin Beispiel".into(),
            phone: "03999 12345-67".into(),
            email: "teststelle@musterkreis.example".into(),
            web: "www.musterkreis.example".into(),
        },
        colour: Colour::from_hex("#0b3d6b"),
    }
}

/// A letter of this kind in this language, as the demonstration would send it.
pub fn letter(kind: LetterKind, language: &str) -> Letter {
    Letter {
        number: "TST-2026-000123".into(),
        kind,
        language: language.into(),
        date: day(11, 23),
        sender: sender(),
        recipient: Recipient {
            name_lines: vec!["Amena Muster-Beispiel".into(), "c/o Familie Beispiel".into()],
            address_lines: vec!["Lindenstraße 5".into(), "99998 Nebenort".into()],
        },
        facts: facts(kind),
    }
}

fn facts(kind: LetterKind) -> LetterFacts {
    let test = matches!(kind, LetterKind::Invitation | LetterKind::SecondInvitation);
    let sends = matches!(kind, LetterKind::Assignment | LetterKind::Referral);
    let citation = match kind {
        LetterKind::Invitation | LetterKind::SecondInvitation => "§ 7 Abs. 3 Satz 5 IntV",
        LetterKind::Assignment => "§ 44a Abs. 1 AufenthG",
        _ => "§ 7 Abs. 4 IntV",
    };
    LetterFacts {
        reference: "IK-2026-4711".into(),
        appointment: test.then(|| Appointment { on: day(12, 3), at: time(8, 30), minutes: Some(90) }),
        missed_on: (kind == LetterKind::SecondInvitation).then(|| day(11, 19)),
        course: (!test).then(|| course(kind)),
        report_by: sends.then(|| day(11, 30)),
        registered_on: (kind == LetterKind::RegistrationProof).then(|| day(11, 23)),
        place: Some(place()),
        way: Some(way()),
        page: Some(PersonalPage {
            url: "https://foerderkette.example/t/K7M2-9QXD".into(),
            code: "K7M2-9QXD".into(),
        }),
        bring: kind.usual_items(),
        citations: vec![citation.into(), "§ 7 Abs. 5 IntV".into()],
        remedy: (kind == LetterKind::Assignment).then(|| Remedy {
            kind: RemedyKind::Widerspruch,
            office: "Bundesamt für Migration und Flüchtlinge, Regionalstelle Musterstadt, Marktplatz 1, 99999 Musterstadt".into(),
        }),
    }
}

fn course(kind: LetterKind) -> CourseFacts {
    let slot = |weekday| WeeklySlot { weekday, from: time(8, 30), until: time(12, 45) };
    CourseFacts {
        title: "Allgemeiner Integrationskurs, Modul 1".into(),
        number: "VHS-2026-17".into(),
        provider: "Volkshochschule Musterkreis".into(),
        starts_on: Some(day(12, 14)),
        formerly_on: (kind == LetterKind::SlippedStart).then(|| day(12, 7)),
        weekly: [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri].map(slot).to_vec(),
    }
}

pub fn place() -> LetterPlace {
    let point = |lat: f64, lon: f64| GeoPoint { lat, lon };
    LetterPlace {
        name: "Teststelle Musterkreis".into(),
        address_lines: vec!["Am Anger 12".into(), "99999 Musterstadt".into()],
        room: "1. OG, Raum 104".into(),
        map: Some(SketchMap {
            place: point(50.9301, 11.5862),
            stops: vec![
                MapStop { name: "Busbahnhof".into(), at: point(50.9290, 11.5893) },
                MapStop { name: "Am Anger".into(), at: point(50.9308, 11.5855) },
                MapStop { name: "Lutherplatz".into(), at: point(50.9318, 11.5880) },
                MapStop { name: "Paradiesbahnhof".into(), at: point(50.9262, 11.5861) },
            ],
            outline: vec![vec![
                point(50.96, 11.55),
                point(50.97, 11.60),
                point(50.95, 11.65),
                point(50.90, 11.66),
                point(50.87, 11.61),
                point(50.89, 11.53),
                point(50.93, 11.52),
            ]],
            attribution: "Umriss: © GeoBasis-DE / BKG (2021), vereinfacht".into(),
        }),
    }
}

fn way() -> Way {
    Way {
        basis: WayBasis::InventedTimetable,
        minutes: Some(42),
        legs: vec![
            WayLeg::Walk { minutes: 1, to: "Haltestelle Nebenort, Kirche".into() },
            WayLeg::Ride {
                line: "Bus 412".into(),
                from: "Nebenort, Kirche".into(),
                to: "Busbahnhof".into(),
                departs: Some(time(7, 38)),
                arrives: Some(time(8, 6)),
            },
            WayLeg::Walk { minutes: 5, to: "Am Anger 12".into() },
        ],
    }
}
