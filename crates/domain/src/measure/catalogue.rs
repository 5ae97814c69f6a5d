//! What is known of each instrument, as data (`rules/measures.toml`). Not for reading the file.

use super::{MeasureKind, ResponsibleBody};
use crate::graduate::Route;
use crate::placement::Level;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One instrument in one period of validity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub kind: MeasureKind,
    /// What the output `measure` of the table `massnahmen` calls it; `None`: no row tells who may enter.
    pub entry: Option<String>,
    /// Routes it leads along (reference process 5.7).
    pub routes: Vec<Route>,
    /// Who decides and pays.
    pub decides: Vec<ResponsibleBody>,
    /// It has places and first days, so that offers of it can be listed; others are single decisions.
    pub offered: bool,
    /// Level it usually asks: practice, not law.
    pub level: Option<Level>,
    /// Usual length in weeks.
    pub weeks_least: Option<i64>,
    pub weeks_most: Option<i64>,
    /// Amounts as the law states them, in German.
    #[serde(default)]
    pub amount: String,
    pub valid_from: Option<NaiveDate>,
    /// First day on which it no longer exists.
    pub valid_until: Option<NaiveDate>,
    pub basis: String,
}

impl Measure {
    /// It exists on a day.
    pub fn holds_on(&self, on: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= on) && self.valid_until.is_none_or(|end| on < end)
    }
}

/// All instruments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    pub measure: Vec<Measure>,
}

impl Catalogue {
    /// An instrument on a day.
    pub fn of(&self, kind: MeasureKind, on: NaiveDate) -> Option<&Measure> {
        self.measure.iter().find(|row| row.kind == kind && row.holds_on(on))
    }

    /// Instruments of which places can be offered on a day, in the order of the file.
    pub fn offered(&self, on: NaiveDate) -> impl Iterator<Item = &Measure> {
        self.measure.iter().filter(move |row| row.offered && row.holds_on(on))
    }
}
