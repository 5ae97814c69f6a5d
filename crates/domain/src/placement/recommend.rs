//! Which course type and section fit a test result. The table is regional data (`rules/placement.toml`
//! [P]), looked up from top to bottom; the first row that fits counts.

use super::Level;
use crate::course::CourseKind;
use crate::person::Literacy;
use serde::{Deserialize, Serialize};

/// What a person showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Performance {
    pub written: Level,
    pub oral: Level,
    pub literacy: Literacy,
    /// The examiner expects success in fewer lessons (Intensivkurs, § 13 Abs. 2 IntV).
    pub learns_fast: bool,
}

impl Performance {
    /// The lower of both parts: who speaks but cannot write starts where writing starts.
    pub fn level(&self) -> Level {
        self.written.min(self.oral)
    }
}

/// One row; an absent condition fits everybody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub literacy: Option<Literacy>,
    pub level: Option<Level>,
    pub learns_fast: Option<bool>,
    pub course_kind: CourseKind,
    pub section: u8,
}

/// The whole table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecommendationTable {
    pub row: Vec<Row>,
}

/// First row that fits; `None` if the table has no answer (the examiner then decides freely, with a reason).
pub fn recommend(shown: &Performance, table: &RecommendationTable) -> Option<(CourseKind, u8)> {
    table
        .row
        .iter()
        .find(|row| {
            row.literacy.is_none_or(|l| l == shown.literacy)
                && row.level.is_none_or(|l| l == shown.level())
                && row.learns_fast.is_none_or(|f| f == shown.learns_fast)
        })
        .map(|row| (row.course_kind, row.section))
}
