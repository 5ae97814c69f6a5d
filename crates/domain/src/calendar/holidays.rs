//! Public holidays from rules given as data: fixed days and days counted from Easter Sunday.
//! Not for school holidays and not for the question which municipality keeps which local holiday.

use super::LocalHolidays;
use chrono::{Datelike, Duration, NaiveDate};
use serde::Deserialize;

/// One holiday on its day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    pub on: NaiveDate,
    /// Stored code such as `mariae_himmelfahrt`; the name for readers stands in the wording files.
    pub code: String,
}

/// How a holiday is found in a year; exactly one of the two ways is given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayRule {
    pub code: String,
    /// Month and day of a fixed holiday.
    #[serde(default)]
    pub month: Option<u32>,
    #[serde(default)]
    pub day: Option<u32>,
    /// Days after Easter Sunday, negative before it.
    #[serde(default)]
    pub easter_offset: Option<i64>,
    /// Kept only in municipalities that say so.
    #[serde(default)]
    pub local: bool,
    /// First and last year in which it is a holiday.
    #[serde(default)]
    pub from_year: Option<i32>,
    #[serde(default)]
    pub until_year: Option<i32>,
    pub citation: String,
}

impl HolidayRule {
    fn on(&self, year: i32) -> Option<NaiveDate> {
        if self.from_year.is_some_and(|first| year < first) || self.until_year.is_some_and(|last| year > last)
        {
            return None;
        }
        match (self.month, self.day, self.easter_offset) {
            (Some(month), Some(day), None) => NaiveDate::from_ymd_opt(year, month, day),
            (None, None, Some(offset)) => {
                easter_sunday(year)?.checked_add_signed(Duration::try_days(offset)?)
            }
            _ => None,
        }
    }

    fn is_whole(&self) -> bool {
        let fixed = self
            .month
            .zip(self.day)
            .is_some_and(|(month, day)| NaiveDate::from_ymd_opt(2024, month, day).is_some());
        let moving = self.easter_offset.is_some_and(|offset| offset.abs() < 200);
        let nothing_fixed = self.month.is_none() && self.day.is_none();
        (fixed && self.easter_offset.is_none()) || (moving && nothing_fixed)
    }
}

/// All holiday rules of a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayRules(Vec<HolidayRule>);

impl HolidayRules {
    /// Checked rules; the error is the code of the rule that names neither or both ways of finding its day.
    pub fn new(rules: Vec<HolidayRule>) -> Result<Self, String> {
        match rules.iter().find(|rule| !rule.is_whole()) {
            Some(broken) => Err(broken.code.clone()),
            None => Ok(Self(rules)),
        }
    }

    /// Holidays of a year for a place with these local holidays, in order of date.
    pub fn in_year(&self, year: i32, local: &LocalHolidays) -> Vec<Holiday> {
        let mut found: Vec<_> = self
            .kept(local)
            .filter_map(|rule| Some(Holiday { on: rule.on(year)?, code: rule.code.clone() }))
            .collect();
        found.sort();
        found
    }

    /// Whether a day is a holiday for a place with these local holidays.
    pub fn falls_on(&self, day: NaiveDate, local: &LocalHolidays) -> bool {
        self.kept(local).any(|rule| rule.on(day.year()) == Some(day))
    }

    fn kept<'a>(&'a self, local: &'a LocalHolidays) -> impl Iterator<Item = &'a HolidayRule> {
        self.0.iter().filter(|rule| !rule.local || local.keeps(&rule.code))
    }
}

/// Easter Sunday of a Gregorian year (the anonymous Gregorian computus); `None` outside the calendar's range.
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let weekday =
        (32 + 2 * century.rem_euclid(4) + 2 * rest.div_euclid(4) - epact - rest.rem_euclid(4)).rem_euclid(7);
    let shift = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let sum = epact + weekday - 7 * shift + 114;
    let month = u32::try_from(sum.div_euclid(31)).ok()?;
    let day = u32::try_from(sum.rem_euclid(31) + 1).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}
