//! The calendar of a municipality: periods as the civil code counts them, public holidays, working days.
//! Not for deadlines of the law themselves (see `deadline`) and not for the clock: days are arguments.

mod holidays;
mod period;

pub use holidays::{Holiday, HolidayRule, HolidayRules, easter_sunday};
pub use period::{Period, Unit, completed_years};

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which holidays that depend on the place a municipality keeps, by code (`mariae_himmelfahrt`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocalHolidays(BTreeSet<String>);

impl LocalHolidays {
    /// The codes of the local holidays this municipality keeps.
    pub fn keeping<I: IntoIterator<Item = S>, S: Into<String>>(codes: I) -> Self {
        Self(codes.into_iter().map(Into::into).collect())
    }

    /// Whether the municipality keeps this holiday.
    pub fn keeps(&self, code: &str) -> bool {
        self.0.contains(code)
    }
}

/// Holidays of one municipality, for any year.
#[derive(Debug, Clone)]
pub struct Calendar {
    rules: Arc<HolidayRules>,
    local: LocalHolidays,
}

impl Calendar {
    /// A calendar from the holiday rules of the state and the settings of the municipality.
    pub fn new(rules: impl Into<Arc<HolidayRules>>, local: LocalHolidays) -> Self {
        Self { rules: rules.into(), local }
    }

    /// The holiday rules of the state, for another municipality.
    pub fn rules(&self) -> &Arc<HolidayRules> {
        &self.rules
    }

    /// All public holidays of a year at this place, in order of date.
    pub fn holidays(&self, year: i32) -> Vec<Holiday> {
        self.rules.in_year(year, &self.local)
    }

    /// Whether the day is a public holiday here.
    pub fn is_holiday(&self, day: NaiveDate) -> bool {
        self.rules.falls_on(day, &self.local)
    }

    /// Whether offices work on this day: Monday to Friday and no public holiday.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.is_holiday(day)
    }

    /// The same day if it is a working day, else the next working day (§ 193 BGB).
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        let mut candidate = day;
        while !self.is_working_day(candidate) && candidate < NaiveDate::MAX - Duration::days(1) {
            candidate += Duration::days(1);
        }
        candidate
    }

    /// The day `count` working days after `start`; the day of the start is not counted.
    pub fn add_working_days(&self, start: NaiveDate, count: u32) -> NaiveDate {
        let mut day = start;
        for _ in 0..count {
            let Some(next) = day.checked_add_signed(Duration::days(1)) else { return day };
            day = self.next_working_day(next);
        }
        day
    }

    /// Last day of a period whose clock starts with an event on `start`; `None` where it has no calendar end.
    pub fn end_of(&self, start: NaiveDate, period: Period) -> Option<NaiveDate> {
        match period.unit {
            Unit::WorkingDays => Some(self.add_working_days(start, period.count)),
            _ => period.end_from(start),
        }
    }
}

#[cfg(test)]
mod tests;
