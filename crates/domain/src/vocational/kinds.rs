//! What is known of each type, as data (`rules/vocational_types.toml`). Not for reading the file.

use super::{Goal, VocationalKind, VocationalLine};
use crate::placement::Level;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One type in one period of validity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VocationalRow {
    pub kind: VocationalKind,
    pub from: Vec<Level>,
    pub goals: Vec<Goal>,
    /// Lessons as a rule and at most.
    pub lessons: i64,
    pub most_lessons: i64,
    /// Largest group (§ 8 Abs. 2 DeuFöV).
    pub most_group: i64,
    /// Registered people with which the course should run (§ 11 Abs. 3 DeuFöV).
    pub start_at: i64,
    /// Smallest group that may begin.
    pub least: i64,
    pub valid_from: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub basis: String,
}

impl VocationalRow {
    /// People still missing for a start.
    pub fn missing(&self, registered: i64) -> i64 {
        (self.start_at - registered).max(0)
    }

    /// Every line of the type.
    pub fn lines(&self) -> impl Iterator<Item = VocationalLine> + '_ {
        let lines = self.from.iter().flat_map(|from| self.goals.iter().map(move |goal| (*from, *goal)));
        let kind = self.kind;
        lines.map(move |(from, goal)| VocationalLine { kind, from, goal })
    }
}

/// All rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VocationalTable {
    pub row: Vec<VocationalRow>,
}

impl VocationalTable {
    /// The row of a type on a day.
    pub fn of(&self, kind: VocationalKind, on: NaiveDate) -> Option<&VocationalRow> {
        self.row.iter().find(|row| {
            row.kind == kind
                && row.valid_from.is_none_or(|from| from <= on)
                && row.valid_until.is_none_or(|end| on < end)
        })
    }

    /// The row of a line; refuses a type that does not exist on the day and levels the type does not have.
    pub fn check(&self, line: VocationalLine, on: NaiveDate) -> Result<&VocationalRow, Refusal> {
        let row = self.of(line.kind, on).ok_or_else(|| {
            Refusal::new("vocational-type-unknown").with("type", line.kind.code()).at("line")
        })?;
        if !row.lines().any(|known| known == line) {
            return Err(Refusal::new("vocational-levels-do-not-fit")
                .with("type", line.kind.code())
                .at("line"));
        }
        Ok(row)
    }

    /// Every line that exists on a day, in the order of the file.
    pub fn lines(&self, on: NaiveDate) -> Vec<VocationalLine> {
        let kinds = VocationalKind::ALL.iter().filter_map(|kind| self.of(*kind, on));
        kinds.flat_map(VocationalRow::lines).collect()
    }
}
