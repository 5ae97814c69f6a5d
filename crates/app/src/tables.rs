//! Regional and dated tables that are read once at the start, out of `rules/` and `data/`. Not for decision
//! tables of law: see the rules crate.

use domain::course::{CourseKind, KindTable};
use domain::deadline::Periods;
use domain::letter::LetterKind;
use domain::letter::compose::NearStop;
use domain::placement::RecommendationTable;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The tables.
#[derive(Debug, Clone)]
pub struct Tables {
    /// Which course type and section fit a test result (`rules/placement.toml`).
    pub recommendation: RecommendationTable,
    /// Lessons, group size and validity of course types (`rules/course_kinds.toml`).
    pub course_kinds: KindTable,
    /// What letters state besides the case (`rules/letters.toml`).
    pub letters: LetterTable,
    /// Stops of public transport for the sketches in letters.
    pub stops: Arc<Vec<NearStop>>,
    /// Holidays and deadlines (`rules/holidays.toml`, `deadlines.toml`, `regional-deadlines.toml`).
    pub periods: Arc<Periods>,
}

/// `rules/letters.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterTable {
    /// Word before the number of a section.
    pub section: String,
    /// Letter kind → legal sources as printed.
    pub citations: BTreeMap<String, Vec<String>>,
    /// Course type → official German name.
    pub titles: BTreeMap<String, String>,
}

impl LetterTable {
    /// Legal sources of a letter kind.
    pub fn citations_of(&self, kind: LetterKind) -> Vec<String> {
        self.citations.get(kind.code()).cloned().unwrap_or_default()
    }

    /// Official name of a course with its section.
    pub fn title(&self, kind: CourseKind, section: u8) -> String {
        let name = self.titles.get(kind.code()).map(String::as_str).unwrap_or(kind.code());
        format!("{name}, {} {section}", self.section)
    }
}
