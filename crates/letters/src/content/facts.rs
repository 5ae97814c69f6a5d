//! The table of facts: day, time, place, course. A row appears only where its fact is known.

use super::{Context, pair};
use domain::letter::{CourseFacts, LetterKind, WeeklySlot};
use typst::foundations::{Array, IntoValue, Value, dict};
use wording::Arg;

/// Title and rows, or nothing where no fact is known.
pub(crate) fn table(context: &Context) -> Value {
    let facts = &context.letter.facts;
    let mut rows = Rows { context, list: Vec::new() };
    if let Some(appointment) = facts.appointment {
        rows.add("date", wording::date_long(context.language, appointment.on));
        rows.add("time", wording::time(context.language, appointment.at));
        if let Some(minutes) = appointment.minutes {
            rows.add("duration", context.say_with("duration", &[("minutes", Arg::from(minutes))]));
        }
    }
    if let Some(course) = &facts.course {
        course_rows(&mut rows, course);
    }
    if let Some(place) = &facts.place {
        let mut lines = vec![context.clean(&place.name)];
        lines.extend(context.cleaner.lines(&place.address_lines));
        lines.retain(|line| !line.is_empty());
        rows.add("place", lines.join(", "));
        rows.add("room", context.clean(&place.room));
    }
    if let Some(day) = facts.registered_on {
        rows.add("registered-on", wording::date_long(context.language, day));
    }
    if let Some(day) = facts.report_by {
        rows.add("report-by", wording::date_long(context.language, day));
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
            self.list.push(pair(self.context.say(&format!("fact-{key}")), value));
        }
    }
}

fn course_rows(rows: &mut Rows, course: &CourseFacts) {
    let context = rows.context;
    rows.add("course", context.clean(&course.title));
    rows.add("course-number", context.clean(&course.number));
    rows.add("provider", context.clean(&course.provider));
    if let Some(day) = course.starts_on {
        let key = if context.letter.kind == LetterKind::SlippedStart { "start-new" } else { "start" };
        rows.add(key, wording::date_long(context.language, day));
    }
    if let Some(day) = course.formerly_on {
        rows.add("start-former", wording::date_long(context.language, day));
    }
    rows.add("weekly", weekly(context, &course.weekly));
}

/// Days with the same times together: `Mo., Mi.: 8:30 Uhr bis 12:45 Uhr`.
fn weekly(context: &Context, slots: &[WeeklySlot]) -> String {
    let mut groups: Vec<(WeeklySlot, Vec<String>)> = Vec::new();
    let mut slots = slots.to_vec();
    slots.sort_by_key(|slot| (slot.weekday.num_days_from_monday(), slot.from));
    for slot in slots {
        let key = format!("calendar-weekday-short-{}", slot.weekday.number_from_monday());
        let day = wording::text(context.language, &key);
        match groups.iter_mut().find(|(other, _)| (other.from, other.until) == (slot.from, slot.until)) {
            Some((_, days)) => days.push(day),
            None => groups.push((slot, vec![day])),
        }
    }
    let comma = if context.language.direction() == "rtl" { "، " } else { ", " };
    let ranges: Vec<String> = groups
        .into_iter()
        .map(|(slot, days)| {
            let from = wording::time(context.language, slot.from);
            let until = wording::time(context.language, slot.until);
            let range =
                context.say_with("time-range", &[("from", (&from).into()), ("until", (&until).into())]);
            format!("{}: {range}", days.join(comma))
        })
        .collect();
    ranges.join("; ")
}
