//! One row of a list of exam results as values, doubts and refusals. Not for whose result it is: see `exam_results`.

use super::fields::Columns;
use super::note::Note;
use chrono::NaiveDate;
use domain::exam::{DtzLevel, DtzParts, ExamKind};
use domain::person::{BirthDate, BirthPrecision};
use sheets::values::{self, DateRule, DateValue};
use sheets::{Parsed, Reason, Row};

/// What a row says became of the candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExamSays {
    Absent,
    Parts(DtzParts),
    Points(i64),
}

/// What a row says; empty means that the list says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExamDraft {
    /// As Excel shows it.
    pub row: u64,
    pub case_number: String,
    pub family_name: String,
    pub given_names: String,
    pub birth_date: Option<BirthDate>,
    pub held_on: Option<NaiveDate>,
    /// The list is one of DTZ or of LiD.
    pub list_of: Option<ExamKind>,
    pub says: Option<ExamSays>,
    pub doubts: Vec<Note>,
    pub refusals: Vec<Note>,
}

/// Reads a row.
pub fn read(row: &Row, columns: &Columns, today: NaiveDate) -> ExamDraft {
    let clean = |code: &str| values::clean(columns.text(row, code));
    let mut draft = ExamDraft {
        row: row.number,
        case_number: clean("case_number"),
        family_name: clean("family_name"),
        given_names: clean("given_names"),
        ..ExamDraft::default()
    };
    draft.list_of = match (columns.has("speaking"), columns.has("points")) {
        (true, false) => Some(ExamKind::Dtz),
        (false, true) => Some(ExamKind::Lid),
        (true, true) | (false, false) => None,
    };
    draft.read_birth(columns.text(row, "birth_date"), today);
    draft.read_day(columns.text(row, "held_on"), today);
    draft.read_result(row, columns);
    if draft.case_number.is_empty() && (draft.family_name.is_empty() || draft.birth_date.is_none()) {
        draft.refusals.push(Note::new("exam-nobody-named", "case_number", ""));
    }
    draft
}

impl ExamDraft {
    /// The exam the row is about, where it says so.
    pub fn exam(&self) -> Option<ExamKind> {
        match self.says {
            Some(ExamSays::Parts(_)) => Some(ExamKind::Dtz),
            Some(ExamSays::Points(_)) => Some(ExamKind::Lid),
            Some(ExamSays::Absent) | None => self.list_of,
        }
    }

    fn read_birth(&mut self, text: &str, today: NaiveDate) {
        if text.is_empty() {
            return;
        }
        match values::date(text, &DateRule::birth(today)).into_value() {
            Some(value) => {
                let precision = match value {
                    DateValue::Day(_) => BirthPrecision::Day,
                    DateValue::Month { .. } => BirthPrecision::Month,
                    DateValue::Year(_) => BirthPrecision::Year,
                };
                self.birth_date = value.first_day().map(|date| BirthDate { date, precision });
            }
            None => self.refusals.push(Note::new("exam-day-unreadable", "birth_date", text)),
        }
    }

    fn read_day(&mut self, text: &str, today: NaiveDate) {
        if text.is_empty() {
            return;
        }
        match values::day(text, &DateRule::event(today)) {
            Parsed::Ok(day) => self.held_on = Some(day),
            Parsed::Doubtful { value, reason } => {
                if !matches!(reason, Reason::SerialNumber | Reason::DigitsOnly | Reason::TwoDigitYear) {
                    self.doubts.push(Note::value(reason, "held_on", text));
                }
                self.held_on = Some(value);
            }
            Parsed::Bad { reason } => self.refusals.push(Note::value(reason, "held_on", text)),
        }
    }

    fn read_result(&mut self, row: &Row, columns: &Columns) {
        if says_absent(columns.text(row, "absent")) {
            self.says = Some(ExamSays::Absent);
            return;
        }
        let points = columns.text(row, "points");
        if !points.is_empty() {
            match values::whole(points).into_value() {
                Some(points) => self.says = Some(ExamSays::Points(points)),
                None => self.refusals.push(Note::new("exam-points-unreadable", "points", points)),
            }
            return;
        }
        let mut level = |code: &str| {
            let text = columns.text(row, code);
            let level = DtzLevel::from_word(text);
            if level.is_none() {
                self.refusals.push(Note::new("exam-level-unknown", code, text));
            }
            level
        };
        let parts = ["listening_reading", "writing", "speaking"];
        if parts.iter().all(|code| columns.text(row, code).is_empty()) {
            self.refusals.push(Note::new("exam-result-missing", "speaking", ""));
            return;
        }
        let [listening_reading, writing, speaking] = parts.map(&mut level);
        if let (Some(listening_reading), Some(writing), Some(speaking)) =
            (listening_reading, writing, speaking)
        {
            self.says = Some(ExamSays::Parts(DtzParts { listening_reading, writing, speaking }));
        }
    }
}

/// Words for somebody who did not come; everything else is read from the result.
fn says_absent(text: &str) -> bool {
    let word: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let words = [
        "abwesend",
        "gefehlt",
        "fehlt",
        "nichterschienen",
        "nichtanwesend",
        "nichtteilgenommen",
        "absent",
        "f",
    ];
    words.contains(&word.as_str())
}
