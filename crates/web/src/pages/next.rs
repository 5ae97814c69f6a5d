//! The next step of a record in one box: what, who, until when, with the button that does it. The same on
//! every record. Not for deciding what is next: the domain does that.

use crate::http::{Markup, Staff};
use crate::view::{Action, Notice, Tone, Value};
use chrono::NaiveDate;
use domain::upcoming::Upcoming;

/// A next step in words.
pub struct Step<'a> {
    pub what: String,
    pub who: &'a str,
    pub until: NaiveDate,
}

/// A day by which something is to be done, as lists and records show it; what is late says so.
pub fn due(staff: &Staff, day: Option<NaiveDate>) -> Value {
    match day {
        Some(date) if date < staff.today => {
            Value::DateNote { date, note: staff.t("people-overdue"), tone: Tone::Danger }
        }
        other => Value::date(other),
    }
}

/// The box of a next step; what is late stands out.
pub fn step(staff: &Staff, step: &Step<'_>, actions: impl IntoIterator<Item = Action>) -> Markup {
    let late = step.until < staff.today;
    let args = [("step", step.what.as_str().into()), ("who", step.who.into()), ("until", step.until.into())];
    let (tone, key) = match late {
        true => (Tone::Warning, "people-next-step-late"),
        false => (Tone::Info, "people-next-step"),
    };
    let notice = Notice::new(tone, staff.tn(key, &args));
    Markup::of(&actions.into_iter().fold(notice, Notice::action))
}

/// The box of a course, a test day or a plan; `who` is the body's name where it is known.
pub fn upcoming(staff: &Staff, next: Option<Upcoming>, who: Option<&str>) -> Markup {
    let Some(next) = next else {
        return Markup::of(&Notice::new(Tone::Neutral, staff.t("record-nothing-due")));
    };
    let what = staff.code("upcoming-code", next.what.code());
    let kind = staff.code("organisation-kind", next.who.code());
    step(staff, &Step { what, who: who.unwrap_or(&kind), until: next.until }, [])
}
