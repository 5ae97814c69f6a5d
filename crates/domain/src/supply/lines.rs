//! Teachers and rooms out of lines as people write them into a form. Not for checking limits: the record does that.

use super::{Supply, Teacher, TeachingRoom};
use crate::course::CourseKind;
use crate::person::TimeOfDay;
use crate::refusal::Refusal;
use chrono::NaiveDate;

/// Teachers out of lines such as `Lehrkraft 1; 24; ALLG, ALPHA`, and where the person comes later or leaves, the days:
/// `Lehrkraft 2; 20; ALLG; 01.02.2027 – 31.07.2027`; either day may be missing.
pub fn teachers(text: &str) -> Result<Vec<Teacher>, Refusal> {
    lines(text)
        .map(|line| {
            let wrong = || Refusal::new("supply-teacher-line-unreadable").with("line", line).at("teachers");
            let parts: Vec<&str> = line.split(';').map(str::trim).collect();
            let (label, lessons, kinds, days) = match parts[..] {
                [label, lessons, kinds] => (label, lessons, kinds, ""),
                [label, lessons, kinds, days] => (label, lessons, kinds, days),
                _ => return Err(wrong()),
            };
            let (from, until) = span_of(days).ok_or_else(wrong)?;
            let kinds = words(kinds).map(|word| kind_of(word).ok_or_else(wrong)).collect::<Result<_, _>>()?;
            let lessons = lessons.parse().map_err(|_| wrong())?;
            if label.is_empty() {
                return Err(wrong());
            }
            Ok(Teacher { label: label.to_owned(), lessons, kinds, from, until })
        })
        .collect()
}

/// First and last day out of `01.02.2027 – 31.07.2027`, `ab 01.02.2027`, `bis 31.07.2027`, or nothing; days as people or
/// machines write them.
fn span_of(text: &str) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    let text = text.trim();
    if text.is_empty() {
        return Some((None, None));
    }
    let after = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word)).map(str::trim);
    if let Some(day) = after(&["ab ", "from "]) {
        return Some((Some(day_of(day)?), None));
    }
    if let Some(day) = after(&["bis ", "until "]) {
        return Some((None, Some(day_of(day)?)));
    }
    // a day of machines holds hyphens itself, so a plain one counts as a dash only between blanks
    let (from, until) = text
        .split_once('–')
        .or_else(|| text.split_once(" - "))
        .or_else(|| text.strip_suffix(" -").map(|from| (from, "")))
        .or_else(|| text.strip_prefix("- ").map(|until| ("", until)))?;
    let day = |text: &str| match text.trim() {
        "" => Some(None),
        text => day_of(text).map(Some),
    };
    Some((day(from)?, day(until)?))
}

fn day_of(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%d.%m.%Y").or_else(|_| text.parse()).ok()
}

/// Rooms out of lines such as `Raum 1; 20; V, N; 6; Gunzenhausen`: name, seats, times, and where known child care and
/// town. Times are written as first letters (V, N, A, W; in English M, A, E, W stand in the stored codes) or as codes.
pub fn rooms(text: &str) -> Result<Vec<TeachingRoom>, Refusal> {
    lines(text)
        .map(|line| {
            let wrong = || Refusal::new("supply-room-line-unreadable").with("line", line).at("rooms");
            let parts: Vec<&str> = line.split(';').map(str::trim).collect();
            if !(3..=5).contains(&parts.len()) || parts[0].is_empty() {
                return Err(wrong());
            }
            let seats = parts[1].parse().map_err(|_| wrong())?;
            let times =
                words(parts[2]).map(|word| time_of(word).ok_or_else(wrong)).collect::<Result<_, _>>()?;
            let care = parts.get(3).filter(|part| !part.is_empty());
            let child_care_seats = care.map_or(Ok(0), |part| part.parse().map_err(|_| wrong()))?;
            let town = parts.get(4).copied().unwrap_or_default().to_owned();
            Ok(TeachingRoom { name: parts[0].to_owned(), town, seats, times, child_care_seats })
        })
        .collect()
}

impl Supply {
    /// The teachers as lines, as `teachers` reads them.
    pub fn teacher_lines(&self) -> String {
        let line = |teacher: &Teacher| {
            let kinds: Vec<&str> = teacher.kinds.iter().map(|kind| kind.code()).collect();
            let line = format!("{}; {}; {}", teacher.label, teacher.lessons, kinds.join(", "));
            let day = |day: Option<NaiveDate>| day.map(|day| day.format("%d.%m.%Y").to_string());
            match (day(teacher.from), day(teacher.until)) {
                (None, None) => line,
                (from, until) => {
                    let (from, until) = (from.unwrap_or_default(), until.unwrap_or_default());
                    let span = format!("{from} – {until}");
                    format!("{line}; {}", span.trim())
                }
            }
        };
        self.teachers.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The rooms as lines, as `rooms` reads them.
    pub fn room_lines(&self) -> String {
        let line = |room: &TeachingRoom| {
            let times: Vec<&str> = room.times.iter().map(|time| letter(*time)).collect();
            let (name, seats, care, town) = (&room.name, room.seats, room.child_care_seats, &room.town);
            format!("{name}; {seats}; {}; {care}; {town}", times.join(", "))
        };
        self.rooms.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ', '/']).map(str::trim).filter(|word| !word.is_empty())
}

fn kind_of(word: &str) -> Option<CourseKind> {
    CourseKind::from_code(&word.to_uppercase())
}

fn letter(time: TimeOfDay) -> &'static str {
    match time {
        TimeOfDay::Morning => "V",
        TimeOfDay::Afternoon => "N",
        TimeOfDay::Evening => "A",
        TimeOfDay::Weekend => "W",
    }
}

fn time_of(word: &str) -> Option<TimeOfDay> {
    let known = TimeOfDay::ALL.iter().copied().find(|time| letter(*time).eq_ignore_ascii_case(word));
    known.or_else(|| TimeOfDay::from_code(&word.to_lowercase()))
}
