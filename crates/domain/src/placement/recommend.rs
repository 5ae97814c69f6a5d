//! Which course type and section fit a test result. The table is regional data (`rules/placement.toml`
//! [P]), looked up from top to bottom; the first row that fits counts.

use super::{Level, Recommendation};
use crate::course::CourseKind;
use crate::person::Literacy;
use crate::refusal::Refusal;
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

/// Most sections of 100 lessons a course type has (handbook 3.1: 900 lessons, the orientation course, 300 of repetition).
const MOST_SECTIONS: u8 = 13;

/// The recommendation that is written down: the table's, or another one that the examiner chose with a
/// reason (§ 11 Abs. 2 IntV).
pub fn decide(
    shown: &Performance,
    table: &RecommendationTable,
    chosen: Option<(CourseKind, u8)>,
    reason: &str,
) -> Result<Recommendation, Refusal> {
    let by_table = recommend(shown, table);
    let reason = reason.trim();
    let (course_kind, section) = match (chosen, by_table) {
        (Some(chosen), _) => chosen,
        (None, Some(by_table)) => by_table,
        (None, None) => return Err(Refusal::new("recommendation-not-in-table").at("course_kind")),
    };
    if !(1..=MOST_SECTIONS).contains(&section) {
        return Err(Refusal::new("section-out-of-range")
            .with("most", i64::from(MOST_SECTIONS))
            .at("section"));
    }
    let deviates = by_table != Some((course_kind, section));
    if deviates && reason.is_empty() {
        return Err(Refusal::new("deviation-needs-reason").at("deviation"));
    }
    let deviation = deviates.then(|| reason.to_owned());
    Ok(Recommendation { course_kind, section, level: shown.level(), deviation })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(literacy: Literacy, written: Level, oral: Level, learns_fast: bool) -> Performance {
        Performance { written, oral, literacy, learns_fast }
    }

    fn table() -> RecommendationTable {
        let row = |literacy, level, learns_fast, course_kind, section| Row {
            literacy,
            level,
            learns_fast,
            course_kind,
            section,
        };
        RecommendationTable {
            row: vec![
                row(Some(Literacy::None), None, None, CourseKind::Alphabetisierungskurs, 1),
                row(Some(Literacy::Latin), Some(Level::A1), Some(true), CourseKind::Intensivkurs, 2),
                row(Some(Literacy::Latin), Some(Level::A1), None, CourseKind::AllgemeinerIntegrationskurs, 3),
            ],
        }
    }

    #[test]
    fn the_first_row_that_fits_counts_and_the_weaker_part_decides() {
        let fast = shown(Literacy::Latin, Level::A1, Level::B1, true);
        assert_eq!(recommend(&fast, &table()), Some((CourseKind::Intensivkurs, 2)));
        let slow = shown(Literacy::Latin, Level::A1, Level::B1, false);
        assert_eq!(recommend(&slow, &table()), Some((CourseKind::AllgemeinerIntegrationskurs, 3)));
        assert_eq!(
            recommend(&shown(Literacy::None, Level::BelowA1, Level::A2, true), &table()),
            Some((CourseKind::Alphabetisierungskurs, 1))
        );
    }

    #[test]
    fn a_deviation_needs_a_reason_and_keeps_it() {
        let performance = shown(Literacy::Latin, Level::A1, Level::A1, false);
        let other = Some((CourseKind::Alphabetisierungskurs, 4));
        assert_eq!(
            decide(&performance, &table(), other, "  ").expect_err("refused").code,
            "deviation-needs-reason"
        );
        let kept = decide(&performance, &table(), other, "liest sehr langsam").expect("recommended");
        assert_eq!(kept.deviation.as_deref(), Some("liest sehr langsam"));
        let same =
            decide(&performance, &table(), Some((CourseKind::AllgemeinerIntegrationskurs, 3)), "unused")
                .expect("recommended");
        assert_eq!(same.deviation, None);
    }

    #[test]
    fn what_the_table_does_not_know_the_examiner_decides() {
        let performance = shown(Literacy::Latin, Level::C1, Level::C1, false);
        assert_eq!(
            decide(&performance, &table(), None, "").expect_err("refused").code,
            "recommendation-not-in-table"
        );
        assert!(
            decide(
                &performance,
                &table(),
                Some((CourseKind::AllgemeinerIntegrationskurs, 7)),
                "Zertifikat C1"
            )
            .is_ok()
        );
        let far = Some((CourseKind::AllgemeinerIntegrationskurs, 40));
        assert_eq!(
            decide(&performance, &table(), far, "x").expect_err("refused").code,
            "section-out-of-range"
        );
    }
}
