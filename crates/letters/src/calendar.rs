//! A calendar file (RFC 5545) for the phone of the recipient. It names no person, since phones hand their
//! calendars to cloud services.

use chrono::NaiveDateTime;
use domain::letter::{CalendarDay, CalendarEntry, CalendarTime};
use icalendar::{Calendar, CalendarDateTime, Component, Event, EventLike};
use wording::Language;

const ZONE: &str = "Europe/Berlin";

/// Head of the file with the rules of summer time in Germany since 1996.
const HEAD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Foerderkette//Termine//DE\r\nMETHOD:PUBLISH\r\n\
CALSCALE:GREGORIAN\r\n\
BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n\
BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nDTSTART:19960331T020000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nDTSTART:19961027T030000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n\
END:VTIMEZONE\r\nEND:VCALENDAR\r\n";

/// The calendar file of one appointment or course start; an unknown language becomes German.
pub fn calendar(entry: &CalendarEntry) -> String {
    let language = Language::from_code(&entry.language).unwrap_or(Language::De);
    let key = format!("letters-calendar-{}", entry.occasion.wording_key());
    let note = match one_line(&entry.url) {
        url if url.is_empty() => wording::text(language, "letters-calendar-note-plain"),
        url => wording::text_with(language, "letters-calendar-note", &[("url", (&url).into())]),
    };
    let mut event = Event::with_uid(&uid(entry));
    event
        .timestamp(entry.written_at.and_utc())
        .sequence(entry.revision)
        .summary(&wording::text(language, &key))
        .description(&note);
    let place = one_line(&entry.place);
    if !place.is_empty() {
        event.location(&place);
    }
    if !one_line(&entry.url).is_empty() {
        event.url(&one_line(&entry.url));
    }
    match entry.time {
        CalendarTime::Day(day) => {
            event.all_day(day);
        }
        CalendarTime::Span { on, at, minutes } => {
            let start = on.and_time(at);
            let end = start.checked_add_signed(chrono::Duration::minutes(i64::from(minutes.max(1))));
            event.starts(local(start)).ends(local(end.unwrap_or(start)));
        }
    }
    let mut calendar: Calendar = HEAD.parse().expect("the head is a constant calendar without entries");
    calendar.push(event.done());
    calendar.to_string()
}

/// One calendar file of whole days, in the order given.
pub fn calendar_of(days: &[CalendarDay]) -> String {
    let mut calendar: Calendar = HEAD.parse().expect("the head is a constant calendar without entries");
    for day in days {
        let mut event = Event::with_uid(&name(&day.id, &day.host));
        event
            .timestamp(day.written_at.and_utc())
            .sequence(day.revision)
            .summary(&one_line(&day.title))
            .all_day(day.on);
        if !one_line(&day.place).is_empty() {
            event.location(&one_line(&day.place));
        }
        if !one_line(&day.url).is_empty() {
            event.url(&one_line(&day.url));
        }
        calendar.push(event.done());
    }
    calendar.to_string()
}

fn local(date_time: NaiveDateTime) -> CalendarDateTime {
    CalendarDateTime::WithTimezone { date_time, tzid: ZONE.to_owned() }
}

/// The same booking always has the same UID, so that a phone moves the entry instead of doubling it.
fn uid(entry: &CalendarEntry) -> String {
    name(&entry.id, &entry.host)
}

fn name(id: &str, host: &str) -> String {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_')).collect()
    };
    format!("{}@{}", plain(id), plain(host))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, NaiveTime};
    use domain::letter::CalendarOccasion;

    fn entry() -> CalendarEntry {
        let day = NaiveDate::from_ymd_opt(2026, 12, 3).expect("a day of the calendar");
        CalendarEntry {
            id: "seating-4711".into(),
            host: "foerderkette.example".into(),
            revision: 2,
            written_at: day.and_hms_opt(7, 15, 0).expect("a time of day"),
            occasion: CalendarOccasion::PlacementTest,
            language: "de".into(),
            time: CalendarTime::Span {
                on: day,
                at: NaiveTime::from_hms_opt(8, 30, 0).expect("a time of day"),
                minutes: 90,
            },
            place: "Teststelle, Am Anger 1, Musterstadt".into(),
            url: "https://foerderkette.example/t/K7M2".into(),
        }
    }

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn the_entry_stands_in_local_time_of_berlin_with_the_rules_of_the_zone() {
        let text = unfolded(&calendar(&entry()));
        assert!(text.contains("DTSTART;TZID=Europe/Berlin:20261203T083000"), "{text}");
        assert!(text.contains("DTEND;TZID=Europe/Berlin:20261203T100000"), "{text}");
        assert!(text.contains("BEGIN:VTIMEZONE") && text.contains("TZOFFSETTO:+0200"), "{text}");
        assert!(text.contains("DTSTAMP:20261203T071500Z"), "{text}");
        assert_eq!(text.matches("BEGIN:VCALENDAR").count(), 1);
    }

    #[test]
    fn the_uid_stays_the_same_when_the_date_moves_and_the_sequence_grows() {
        let before = calendar(&entry());
        let moved = CalendarEntry {
            revision: 3,
            time: CalendarTime::Day(NaiveDate::from_ymd_opt(2026, 12, 10).expect("a day")),
            ..entry()
        };
        let after = calendar(&moved);
        let uid = "UID:seating-4711@foerderkette.example";
        assert!(before.contains(uid) && after.contains(uid));
        assert!(before.contains("SEQUENCE:2") && after.contains("SEQUENCE:3"));
        assert!(after.contains("DTSTART;VALUE=DATE:20261210"), "{after}");
    }

    #[test]
    fn line_breaks_in_data_cannot_add_properties_and_commas_are_escaped() {
        let text = unfolded(&calendar(&CalendarEntry {
            place: "Haus, A\r\nATTENDEE:mailto:x@example.org".into(),
            id: "a\r\nb".into(),
            ..entry()
        }));
        assert!(!text.lines().any(|line| line.starts_with("ATTENDEE")), "{text}");
        assert!(text.contains("LOCATION:Haus\\, A ATTENDEE"), "{text}");
        assert!(text.contains("UID:ab@"), "{text}");
    }

    #[test]
    fn every_language_has_its_own_title_and_lines_are_ended_as_the_standard_asks() {
        let mut titles: Vec<String> = Vec::new();
        for language in Language::ALL {
            let text = calendar(&CalendarEntry { language: language.code().into(), ..entry() });
            assert!(text.lines().count() > 15 && text.ends_with("END:VCALENDAR\r\n"));
            assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
            titles.extend(unfolded(&text).lines().filter(|l| l.starts_with("SUMMARY")).map(String::from));
        }
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), Language::ALL.len());
    }
}
