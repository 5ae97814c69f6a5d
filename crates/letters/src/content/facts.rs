//! The table of facts: day, time, place, course. A row appears only where its fact is known.

use super::Context;
use domain::letter::{CourseFacts, LetterKind, LetterPlace, WeeklySlot};
use std::ops::RangeInclusive;
use typst::foundations::{Array, IntoValue, Value, dict};
use wording::Arg;

/// Title and rows, or nothing where no fact is known.
pub(crate) fn table(context: &Context) -> Value {
    let facts = &context.letter.facts;
    let mut rows = Rows { context, list: Vec::new() };
    if let Some(appointment) = facts.appointment {
        rows.add_strong("date", wording::date_long(context.language, appointment.on));
        rows.add_strong("time", wording::time(context.language, appointment.at));
        if let Some(minutes) = appointment.minutes {
            rows.add("duration", context.say_with("duration", &[("minutes", Arg::from(minutes))]));
        }
    }
    if let Some(course) = &facts.course {
        course_rows(&mut rows, course);
    }
    if let Some(place) = &facts.place {
        rows.add("place", address(context, place));
    }
    if let Some(day) = facts.registered_on {
        rows.add("registered-on", wording::date_long(context.language, day));
    }
    if let Some(day) = facts.report_by {
        rows.add_strong("report-by", wording::date_long(context.language, day));
    }
    let title = if facts.appointment.is_some() { "facts-appointment" } else { "facts-course" };
    if rows.list.is_empty() {
        return Value::None;
    }
    dict! { "title" => context.say(title), "rows" => rows.list.into_iter().collect::<Array>() }.into_value()
}

struct Rows<'a> {
    context: &'a Context<'a>,
    list: Vec<Value>,
}

impl Rows<'_> {
    fn add(&mut self, key: &str, value: String) {
        if !value.is_empty() {
            self.list.push(row(self.context.say(&format!("fact-{key}")), value, false));
        }
    }

    /// A row that must not be overlooked.
    fn add_strong(&mut self, key: &str, value: String) {
        self.list.push(row(self.context.say(&format!("fact-{key}")), value, true));
    }
}

fn row(label: String, value: String, strong: bool) -> Value {
    dict! { "label" => label, "value" => value, "strong" => strong }.into_value()
}

/// Name and address as one German piece of text, the room on a line of its own.
fn address(context: &Context, place: &LetterPlace) -> String {
    let parts = [&place.name].into_iter().chain(&place.address_lines);
    let parts: Vec<&str> = parts.map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    let lines = [context.clean(&parts.join(", ")), context.clean(&place.room)];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn course_rows(rows: &mut Rows, course: &CourseFacts) {
    let context = rows.context;
    rows.add("course", context.clean(&course.title));
    rows.add("course-number", context.clean(&course.number));
    rows.add("provider", context.clean(&course.provider));
    if let Some(day) = course.starts_on {
        let key = if context.letter.kind == LetterKind::SlippedStart { "start-new" } else { "start" };
        rows.add_strong(key, wording::date_long(context.language, day));
    }
    if let Some(day) = course.formerly_on {
        rows.add("start-former", wording::date_long(context.language, day));
    }
    rows.add("weekly", weekly(context, &course.weekly));
}

/// Days with the same times together: `Mo.–Fr.: 08:30 Uhr bis 12:45 Uhr`.
fn weekly(context: &Context, slots: &[WeeklySlot]) -> String {
    let mut groups: Vec<(WeeklySlot, Vec<u32>)> = Vec::new();
    let mut slots = slots.to_vec();
    slots.sort_by_key(|slot| (slot.weekday.num_days_from_monday(), slot.from));
    for slot in slots {
        let day = slot.weekday.number_from_monday();
        match groups.iter_mut().find(|(other, _)| (other.from, other.until) == (slot.from, slot.until)) {
            Some((_, days)) => days.push(day),
            None => groups.push((slot, vec![day])),
        }
    }
    let lines: Vec<String> = groups
        .into_iter()
        .map(|(slot, days)| {
            let from = wording::time(context.language, slot.from);
            let until = wording::time(context.language, slot.until);
            let range =
                context.say_with("time-range", &[("from", (&from).into()), ("until", (&until).into())]);
            format!("{}: {range}", weekdays(context, &days))
        })
        .collect();
    lines.join("\n")
}

/// Short names of weekdays; three and more in a row as a span.
fn weekdays(context: &Context, days: &[u32]) -> String {
    let name = |day: u32| wording::text(context.language, &format!("calendar-weekday-short-{day}"));
    let mut spans: Vec<RangeInclusive<u32>> = Vec::new();
    for day in days {
        match spans.last_mut() {
            Some(span) if *span.end() >= *day => {}
            Some(span) if span.end() + 1 == *day => *span = *span.start()..=*day,
            _ => spans.push(*day..=*day),
        }
    }
    let names: Vec<String> = spans
        .into_iter()
        .flat_map(|span| match span.end() - span.start() {
            0 | 1 => span.map(name).collect(),
            _ => vec![format!("{}–{}", name(*span.start()), name(*span.end()))],
        })
        .collect();
    names.join(if context.language.direction() == "rtl" { "، " } else { ", " })
}
