//! How periods run for the body that has to act: the region's settings and the calendar of the municipality
//! where that body has its seat. Not for deadlines of the law: see `deadline`.

use super::Settings;
use crate::calendar::{Calendar, HolidayRules, LocalHolidays};
use chrono::NaiveDate;
use std::sync::Arc;

/// Settings and calendar together, so that no working day is counted without its holidays.
#[derive(Debug, Clone)]
pub struct Pace {
    pub settings: Settings,
    calendar: Calendar,
}

impl Pace {
    /// For a body with its seat in the municipality of this eight-digit key; empty where it is not known, then
    /// only the holidays of the whole state count.
    pub fn new(settings: Settings, holidays: Arc<HolidayRules>, ags: &str) -> Self {
        let local =
            settings.local_holidays.iter().filter(|(_, places)| places.iter().any(|place| place == ags));
        let calendar = Calendar::new(holidays, LocalHolidays::keeping(local.map(|(code, _)| code.clone())));
        Pace { settings, calendar }
    }

    /// The day that many working days after a day, which itself is not counted.
    pub fn working_days_after(&self, day: NaiveDate, count: i64) -> NaiveDate {
        self.calendar.add_working_days(day, u32::try_from(count.clamp(0, 400)).unwrap_or_default())
    }

    /// The calendar of the place.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::calendar::HolidayRule;

    fn rule(code: &str, month: u32, day: u32, local: bool) -> HolidayRule {
        HolidayRule {
            code: code.to_owned(),
            month: Some(month),
            day: Some(day),
            easter_offset: None,
            local,
            from_year: None,
            until_year: None,
            citation: "FTG".to_owned(),
        }
    }

    /// Christmas and, where it is kept, Mariä Himmelfahrt.
    pub(crate) fn holidays() -> Arc<HolidayRules> {
        let rules = vec![rule("weihnachten", 12, 25, false), rule("mariae_himmelfahrt", 8, 15, true)];
        Arc::new(HolidayRules::new(rules).expect("whole rules"))
    }

    /// The default settings at a place without local holidays.
    pub(crate) fn pace() -> Pace {
        Pace::new(Settings::default(), holidays(), "")
    }

    #[test]
    fn a_holiday_of_the_own_municipality_is_no_working_day() {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        let mut settings = Settings::default();
        settings.local_holidays.insert("mariae_himmelfahrt".to_owned(), vec!["09177117".to_owned()]);
        let at = |ags: &str| Pace::new(settings.clone(), holidays(), ags);
        // 15 August 2028 is a Tuesday
        assert_eq!(at("09177117").working_days_after(day("2028-08-14"), 1), day("2028-08-16"));
        assert_eq!(at("09577177").working_days_after(day("2028-08-14"), 1), day("2028-08-15"));
        assert_eq!(pace().working_days_after(day("2026-12-24"), 1), day("2026-12-28"));
        assert_eq!(pace().working_days_after(day("2026-11-27"), 0), day("2026-11-27"));
    }
}
