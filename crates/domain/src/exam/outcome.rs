//! Results: three parts of the DTZ with the overall level, points of the LiD with what they are enough for. The
//! derived part is fixed on the day it is entered, by the rules of the exam day.

use super::{ExamKind, ExamRules};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Level of a part or of the whole DTZ; the order is by skill.
    DtzLevel { BelowA2 = "below_a2", A2 = "a2", B1 = "b1" }
}

codes! {
    /// What the points of the LiD are enough for; the order is by points.
    LidOutcome {
        Failed = "failed",
        /// Orientation course passed.
        Passed = "passed",
        /// And the naturalisation test as well.
        Naturalisation = "naturalisation",
    }
}

/// The parts of the DTZ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DtzParts {
    pub listening_reading: DtzLevel,
    pub writing: DtzLevel,
    pub speaking: DtzLevel,
}

/// A result with what follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "exam", rename_all = "snake_case")]
pub enum ExamResult {
    Dtz { parts: DtzParts, level: DtzLevel },
    Lid { points: i64, outcome: LidOutcome },
}

impl ExamResult {
    /// Result of a DTZ of a day.
    pub fn dtz(rules: &ExamRules, parts: DtzParts, held_on: NaiveDate) -> Self {
        ExamResult::Dtz { parts, level: rules.level(&parts, held_on) }
    }

    /// Result of a LiD of a day; refuses points that the test does not give.
    pub fn lid(rules: &ExamRules, points: i64, held_on: NaiveDate) -> Result<Self, Refusal> {
        let row = rules.points_on(held_on).ok_or_else(|| Refusal::new("exam-without-rules"))?;
        if !(0..=row.most).contains(&points) {
            return Err(Refusal::new("exam-points-out-of-range").with("most", row.most));
        }
        Ok(ExamResult::Lid { points, outcome: row.outcome(points) })
    }

    /// The exam it belongs to.
    pub fn exam(&self) -> ExamKind {
        match self {
            ExamResult::Dtz { .. } => ExamKind::Dtz,
            ExamResult::Lid { .. } => ExamKind::Lid,
        }
    }

    /// Level or outcome as a code.
    pub fn code(&self) -> &'static str {
        match self {
            ExamResult::Dtz { level, .. } => level.code(),
            ExamResult::Lid { outcome, .. } => outcome.code(),
        }
    }

    /// Enough for the certificate: B1, or the orientation course passed.
    pub fn is_passed(&self) -> bool {
        match self {
            ExamResult::Dtz { level, .. } => *level == DtzLevel::B1,
            ExamResult::Lid { outcome, .. } => *outcome != LidOutcome::Failed,
        }
    }

    /// Nothing better can be reached.
    pub fn is_best(&self) -> bool {
        match self {
            ExamResult::Dtz { level, .. } => *level == DtzLevel::B1,
            ExamResult::Lid { outcome, .. } => *outcome == LidOutcome::Naturalisation,
        }
    }
}

/// A result as it was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    pub result: ExamResult,
    /// Day on which it was entered: the clock of process 5.8 starts here.
    pub on: NaiveDate,
}
