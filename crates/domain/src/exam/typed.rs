//! What is typed into one row of results: three signs or levels for the DTZ, a number for the LiD, one letter for
//! who sat or stayed away. One row is one short word, so that a list is typed without the mouse.

use super::{DtzLevel, DtzParts, ExamKind, ExamResult, ExamRules};
use crate::refusal::Refusal;
use chrono::NaiveDate;

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    Absent,
    /// Sat the exam; the result comes later.
    Sat,
    Result(ExamResult),
}

impl Said {
    /// A row as it is typed: the way back of [`typed_result`].
    pub fn text(&self) -> String {
        let sign = |level: DtzLevel| match level {
            DtzLevel::B1 => 'b',
            DtzLevel::A2 => 'a',
            DtzLevel::BelowA2 => 'u',
        };
        match self {
            Said::Absent => "f".to_owned(),
            Said::Sat => "x".to_owned(),
            Said::Result(ExamResult::Dtz { parts, .. }) => {
                [parts.listening_reading, parts.writing, parts.speaking].map(sign).iter().collect()
            }
            Said::Result(ExamResult::Lid { points, .. }) => points.to_string(),
        }
    }
}

/// Level of a word such as `B1`, `a2`, `unter A2`, or of its sign.
pub(super) fn level(word: &str) -> Option<DtzLevel> {
    let dense: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    match dense.as_str() {
        "b" | "b1" => Some(DtzLevel::B1),
        "a" | "a2" => Some(DtzLevel::A2),
        "u" | "untera2" | "belowa2" | "a1" | "keins" => Some(DtzLevel::BelowA2),
        _ => None,
    }
}

impl DtzLevel {
    /// Level of a word such as `B1`, `A2`, `unter A2`.
    pub fn from_word(word: &str) -> Option<Self> {
        level(word)
    }
}

/// Reads a row: `b a b` or `bab` (listening/reading, writing, speaking), `17`, `x` for sat, `f` for absent. An empty
/// row says nothing.
pub fn typed_result(
    rules: &ExamRules,
    exam: ExamKind,
    held_on: NaiveDate,
    text: &str,
) -> Result<Option<Said>, Refusal> {
    let text = text.trim();
    match text.to_lowercase().as_str() {
        "" => return Ok(None),
        "x" => return Ok(Some(Said::Sat)),
        "f" => return Ok(Some(Said::Absent)),
        _ => {}
    }
    let result = match exam {
        ExamKind::Dtz => ExamResult::dtz(rules, parts(text)?, held_on),
        ExamKind::Lid => {
            let points =
                text.parse().map_err(|_| Refusal::new("exam-points-unreadable").with("typed", text))?;
            ExamResult::lid(rules, points, held_on)?
        }
    };
    Ok(Some(Said::Result(result)))
}

fn parts(text: &str) -> Result<DtzParts, Refusal> {
    let words: Vec<String> = match text.split([' ', ',', ';', '/', '-']).filter(|w| !w.is_empty()).count() {
        1 if text.chars().count() == 3 => text.chars().map(String::from).collect(),
        _ => text.split([' ', ',', ';', '/', '-']).filter(|w| !w.is_empty()).map(str::to_owned).collect(),
    };
    let levels: Option<Vec<DtzLevel>> = words.iter().map(|word| level(word)).collect();
    match levels.as_deref() {
        Some([listening_reading, writing, speaking]) => {
            Ok(DtzParts { listening_reading: *listening_reading, writing: *writing, speaking: *speaking })
        }
        _ => Err(Refusal::new("exam-parts-unreadable").with("typed", text)),
    }
}
