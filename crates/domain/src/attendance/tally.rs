//! Counting days, and from which share on somebody is talked to. Shares are compared in whole numbers.

use super::{AttendanceDay, AttendanceSettings, Mark};
use crate::ids::AssignmentId;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

codes! {
    /// Why somebody is talked to.
    Warning {
        /// Too many unexcused days: help first, a report may follow.
        Unexcused = "unexcused",
        /// Too many missed days, most of them excused: the person cannot. Help only.
        Missed = "missed",
    }
}

/// Days of one seat in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub present: i64,
    pub excused: i64,
    pub unexcused: i64,
    /// Days in an internship; they count as taken part.
    pub internship: i64,
}

impl Tally {
    /// An empty count.
    pub fn new(from: NaiveDate, until: NaiveDate) -> Self {
        Tally { from, until, present: 0, excused: 0, unexcused: 0, internship: 0 }
    }

    /// The days of a seat within a period.
    pub fn of(days: &[AttendanceDay], seat: AssignmentId, from: NaiveDate, until: NaiveDate) -> Self {
        let mut tally = Tally::new(from, until);
        for day in days.iter().filter(|day| from <= day.held_on && day.held_on <= until) {
            if let Some(entry) = day.entry(seat) {
                tally.add(entry.mark);
            }
        }
        tally
    }

    /// One more day; a day in another course counts nowhere.
    pub fn add(&mut self, mark: Mark) {
        match mark {
            Mark::Present => self.present += 1,
            Mark::Excused => self.excused += 1,
            Mark::Unexcused => self.unexcused += 1,
            Mark::Internship => self.internship += 1,
            Mark::Changed => {}
        }
    }

    /// Course days that count.
    pub fn days(&self) -> i64 {
        self.present + self.excused + self.unexcused + self.internship
    }

    /// Missed days of any kind.
    pub fn missed(&self) -> i64 {
        self.excused + self.unexcused
    }

    /// Unexcused days in a hundred, rounded down.
    pub fn unexcused_percent(&self) -> i64 {
        (self.unexcused * 100).checked_div(self.days()).unwrap_or(0)
    }

    /// The early warning of the region (process 4.4), if there is one.
    pub fn warning(&self, settings: &AttendanceSettings) -> Option<Warning> {
        if self.days() < settings.warn_least_days.max(1) {
            return None;
        }
        let reaches = |days: i64, percent: i64| days > 0 && days * 100 >= percent * self.days();
        if reaches(self.unexcused, settings.warn_unexcused_percent) {
            Some(Warning::Unexcused)
        } else if reaches(self.missed(), settings.warn_missed_percent) {
            Some(Warning::Missed)
        } else {
            None
        }
    }

    /// Somebody has come regularly again since a talk: at least one day, and fewer unexcused ones than warn.
    pub fn is_regular(&self, settings: &AttendanceSettings) -> bool {
        self.days() > 0 && self.unexcused * 100 < settings.warn_unexcused_percent * self.days()
    }
}

impl AttendanceSettings {
    /// First day of the period that ends on a day; never before `not_before`.
    pub fn window(&self, until: NaiveDate, not_before: NaiveDate) -> NaiveDate {
        let back = Days::new(u64::try_from(self.warn_window_days - 1).unwrap_or(0));
        until.checked_sub_days(back).unwrap_or(not_before).max(not_before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn tally(marks: &str) -> Tally {
        let mut tally = Tally::new(day("2026-10-29"), day("2026-11-25"));
        for sign in marks.chars() {
            tally.add(Mark::from_code(&sign.to_string()).expect("a sign"));
        }
        tally
    }

    #[test]
    fn one_unexcused_day_in_five_warns_and_one_in_six_does_not() {
        let settings = AttendanceSettings::default();
        assert_eq!(tally("XXXXU").warning(&settings), Some(Warning::Unexcused));
        assert_eq!(tally("XXXXXU").warning(&settings), None);
        assert_eq!(tally("UUUU").warning(&settings), None, "four days say nothing yet");
    }

    #[test]
    fn many_excused_days_call_for_help_and_never_for_more() {
        let settings = AttendanceSettings::default();
        assert_eq!(tally("EEXXX").warning(&settings), Some(Warning::Missed));
        assert_eq!(tally("EXXXX").warning(&settings), None);
    }

    #[test]
    fn days_in_another_course_count_nowhere_and_an_internship_is_taking_part() {
        let settings = AttendanceSettings::default();
        let counted = tally("WWWWWWPPPPU");
        assert_eq!((counted.days(), counted.unexcused_percent()), (5, 20));
        assert_eq!(counted.warning(&settings), Some(Warning::Unexcused));
        assert_eq!(tally("").unexcused_percent(), 0);
    }

    #[test]
    fn a_region_sets_its_own_threshold() {
        let settings = AttendanceSettings { warn_unexcused_percent: 50, ..AttendanceSettings::default() };
        assert_eq!(tally("XXXUU").warning(&settings), Some(Warning::Missed));
        assert_eq!(tally("XXUUU").warning(&settings), Some(Warning::Unexcused));
    }

    #[test]
    fn four_weeks_end_with_the_day_itself_and_begin_no_earlier_than_the_entry() {
        let settings = AttendanceSettings::default();
        assert_eq!(settings.window(day("2026-11-25"), day("2026-01-01")), day("2026-10-29"));
        assert_eq!(settings.window(day("2026-11-25"), day("2026-11-20")), day("2026-11-20"));
    }
}
