//! Deadlines a region sets itself for the steps of its reference process. Every value is a setting of the
//! region. Not for deadlines of the law (see the parent module).

use crate::calendar::{Calendar, Period, Unit};
use chrono::{Duration, Months, NaiveDate};
use serde::Deserialize;

/// Whether a step is due before or after its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Before,
    After,
}

/// A deadline of the reference process.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionalDeadline {
    /// Activity of the reference process such as `1.3`.
    pub activity: String,
    /// What is to be done, in German.
    pub label: String,
    /// What starts the clock, in German.
    pub clock: String,
    /// Code of the event that starts the clock.
    pub event: String,
    pub length: Period,
    pub side: Side,
    pub source: String,
}

impl RegionalDeadline {
    /// Day on which the step is due when its event falls on `event_on`; `None` where no date follows.
    pub fn due_on(&self, event_on: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        match self.side {
            Side::After => calendar.end_of(event_on, self.length),
            Side::Before => before(event_on, self.length, calendar),
        }
    }
}

fn before(day: NaiveDate, length: Period, calendar: &Calendar) -> Option<NaiveDate> {
    let count = i64::from(length.count);
    match length.unit {
        Unit::Days => day.checked_sub_signed(Duration::days(count)),
        Unit::Weeks => day.checked_sub_signed(Duration::weeks(count)),
        Unit::Months => day.checked_sub_months(Months::new(length.count)),
        Unit::Years => day.checked_sub_months(Months::new(length.count.checked_mul(12)?)),
        Unit::WorkingDays => {
            let mut due = day;
            for _ in 0..length.count {
                due = due.pred_opt()?;
                while !calendar.is_working_day(due) {
                    due = due.pred_opt()?;
                }
            }
            Some(due)
        }
        Unit::Lessons => None,
    }
}
