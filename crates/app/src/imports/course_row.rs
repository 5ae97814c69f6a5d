//! One row of a provider's list of courses as values, doubts and refusals.

use super::fields::Columns;
use super::note::Note;
use super::{address, words};
use chrono::NaiveDate;
use domain::course::CourseKind;
use domain::organisation::Place;
use domain::person::TimeOfDay;
use sheets::values::{self, DateRule};
use sheets::{Parsed, Reason, Row};

/// What a row says about a course; empty means that the list says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CourseDraft {
    /// As Excel shows it.
    pub row: u64,
    pub number: String,
    pub kind: Option<CourseKind>,
    pub title: String,
    pub place: Place,
    pub starts_on: Option<NaiveDate>,
    pub lessons_per_week: Option<i64>,
    pub seats: Option<i64>,
    pub minimum: Option<i64>,
    pub child_care_seats: Option<i64>,
    pub first_section: Option<u8>,
    pub times: Vec<TimeOfDay>,
    pub doubts: Vec<Note>,
    pub refusals: Vec<Note>,
}

/// Reads a row.
pub fn read(row: &Row, columns: &Columns, today: NaiveDate) -> CourseDraft {
    let mut draft = CourseDraft { row: row.number, ..CourseDraft::default() };
    draft.number = values::clean(columns.text(row, "number"));
    draft.title = values::clean(columns.text(row, "title"));
    if draft.number.is_empty() {
        draft.refusals.push(Note::new("course-number-missing", "number", ""));
    }
    let text = columns.text(row, "kind");
    draft.kind = words::course_kind(text);
    if draft.kind.is_none() {
        draft.refusals.push(Note::new("course-kind-unknown", "kind", text));
    }
    draft.read_start(columns.text(row, "start"), today);
    draft.read_place(row, columns);
    draft.lessons_per_week = draft.whole(row, columns, "lessons", true);
    draft.seats = draft.whole(row, columns, "seats", true);
    draft.minimum = draft.whole(row, columns, "minimum", false);
    draft.first_section =
        draft.whole(row, columns, "first_section", false).and_then(|n| u8::try_from(n).ok());
    draft.read_child_care(columns.text(row, "child_care"));
    let text = columns.text(row, "times");
    if !text.is_empty() {
        match words::times(text) {
            Some(times) => draft.times = times,
            None => draft.doubts.push(Note::new("times-unclear", "times", text)),
        }
    }
    draft
}

impl CourseDraft {
    fn read_start(&mut self, text: &str, today: NaiveDate) {
        match values::day(text, &DateRule::event(today)) {
            Parsed::Ok(day) => self.starts_on = Some(day),
            Parsed::Doubtful { value, reason } => {
                if !matches!(reason, Reason::SerialNumber | Reason::DigitsOnly | Reason::TwoDigitYear) {
                    self.doubts.push(Note::value(reason, "start", text));
                }
                self.starts_on = Some(value);
            }
            Parsed::Bad { reason } => self.refusals.push(Note::value(reason, "start", text)),
        }
    }

    fn read_place(&mut self, row: &Row, columns: &Columns) {
        let clean = |code: &str| values::clean(columns.text(row, code));
        (self.place.name, self.place.street, self.place.town) =
            (clean("place"), clean("street"), clean("town"));
        if let Some((street, postcode, town)) = address::split(columns.text(row, "street")) {
            (self.place.street, self.place.postcode, self.place.town) = (street, postcode, town);
        }
        if let Some(postcode) = address::postcode(columns.text(row, "postcode")) {
            self.place.postcode = postcode;
        }
        address::locate(&mut self.place);
    }

    fn read_child_care(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.child_care_seats = match (values::whole(text).into_value(), values::flag(text).into_value()) {
            (Some(count), _) if (0..=500).contains(&count) => Some(count),
            (None, Some(false)) => Some(0),
            _ => {
                self.doubts.push(Note::new("child-care-unclear", "child_care", text));
                None
            }
        };
    }

    fn whole(&mut self, row: &Row, columns: &Columns, field: &str, required: bool) -> Option<i64> {
        let text = columns.text(row, field);
        if text.is_empty() && !required {
            return None;
        }
        match values::whole(text) {
            Parsed::Ok(value) | Parsed::Doubtful { value, .. } => Some(value),
            Parsed::Bad { reason } => {
                self.refusals.push(Note::value(reason, field, text));
                None
            }
        }
    }
}
