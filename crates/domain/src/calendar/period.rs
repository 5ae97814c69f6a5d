//! Lengths of time as the civil code counts them: the day of the event does not count, a month or year ends
//! on the day with the same number (§§ 187, 188 BGB). Not for working days, which need a calendar.

use chrono::{Duration, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// What a period is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Days,
    WorkingDays,
    Weeks,
    Months,
    Years,
    /// Lessons of 45 minutes: the course decides the day, not the calendar.
    Lessons,
}

/// A length of time such as six weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    pub count: u32,
    pub unit: Unit,
}

impl Period {
    /// Last day of the period when its event falls on `start`; `None` for units that need more than a date.
    pub fn end_from(self, start: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            Unit::Days => start.checked_add_signed(Duration::days(i64::from(self.count))),
            Unit::Weeks => start.checked_add_signed(Duration::weeks(i64::from(self.count))),
            Unit::Months => start.checked_add_months(Months::new(self.count)),
            Unit::Years => start.checked_add_months(Months::new(self.count.checked_mul(12)?)),
            Unit::WorkingDays | Unit::Lessons => None,
        }
    }
}

/// Completed years between a birthday and a day; the birthday itself completes the year (§ 187 Abs. 2 BGB).
pub fn completed_years(born: NaiveDate, on: NaiveDate) -> Option<u32> {
    on.years_since(born)
}
