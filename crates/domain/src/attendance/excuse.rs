//! Grounds for an excused day as a dated catalogue (`rules/attendance.toml`): which count, and from which
//! missed day on a proof is asked for. Not for grounds somebody names in a help talk: see `Hindrance`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Ground for an excused day.
    Excuse {
        Illness = "illness",
        ChildIllness = "child_illness",
        ChildCareFailed = "child_care_failed",
        Birth = "birth",
        Marriage = "marriage",
        Bereavement = "bereavement",
        Summons = "summons",
        JobStart = "job_start",
        Other = "other",
    }
}

/// One ground in one period of validity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExcuseRow {
    pub excuse: Excuse,
    /// Course days in a row that need no proof; missing where none is ever asked for.
    pub days_without_proof: Option<i64>,
    /// Most days that count as excused; missing where there is no limit.
    pub most_days: Option<i64>,
    pub valid_from: Option<NaiveDate>,
    /// First day on which the row no longer holds.
    pub valid_until: Option<NaiveDate>,
    pub source: String,
}

/// The catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExcuseTable {
    pub row: Vec<ExcuseRow>,
}

impl ExcuseTable {
    /// The row of a ground on a day.
    pub fn of(&self, excuse: Excuse, on: NaiveDate) -> Option<&ExcuseRow> {
        self.row.iter().find(|row| {
            row.excuse == excuse
                && row.valid_from.is_none_or(|from| from <= on)
                && row.valid_until.is_none_or(|until| on < until)
        })
    }

    /// Grounds that count on a day, in the order of the catalogue.
    pub fn open_on(&self, on: NaiveDate) -> Vec<Excuse> {
        Excuse::ALL.iter().copied().filter(|excuse| self.of(*excuse, on).is_some()).collect()
    }

    /// A proof should have been seen on the last of so many days in a row with one ground.
    pub fn asks_for_proof(&self, excuse: Excuse, on: NaiveDate, days_in_a_row: i64) -> bool {
        let free = self.of(excuse, on).and_then(|row| row.days_without_proof);
        free.is_some_and(|free| days_in_a_row > free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn illness_needs_a_proof_from_the_fourth_day_on_while_its_row_holds() {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        let row = ExcuseRow {
            excuse: Excuse::Illness,
            days_without_proof: Some(3),
            most_days: None,
            valid_from: Some(day("2015-01-01")),
            valid_until: Some(day("2030-01-01")),
            source: "FEHLZ".into(),
        };
        let table = ExcuseTable { row: vec![row] };
        assert!(!table.asks_for_proof(Excuse::Illness, day("2026-11-25"), 3));
        assert!(table.asks_for_proof(Excuse::Illness, day("2026-11-25"), 4));
        assert!(!table.asks_for_proof(Excuse::Illness, day("2030-01-01"), 4));
        assert_eq!(table.open_on(day("2026-11-25")), vec![Excuse::Illness]);
    }
}
