//! Deadlines a region sets itself for the steps of its reference process: a table with what holds as delivered,
//! and dated changes of a region. Not for deadlines of the law (see the parent module).

use super::clock::Clock;
use super::{Bindingness, Side};
use crate::calendar::{Calendar, Period, Unit};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Activities whose deadlines the next step of a case is planned by; the whole list stands in
    /// `rules/regional-deadlines.toml`, and without these a set is refused.
    Activity {
        BookTest = "2.1",
        SecondTest = "2.8",
        AskForObstacle = "2.8.notice",
        AnswerNotice = "2.8.answer",
        FirstReminder = "2.2.7",
        SecondReminder = "2.2.1",
        FindSeat = "3.1",
        Reservation = "3.2",
        SeatFreed = "3.6",
        AskWhetherCourse = "3.8.ask",
        ClarifyNonArrival = "4.3",
        LapseWatch = "4.9",
        LapseWatchBeforeEnd = "4.9.end",
        AfterBreakOff = "4.9.left",
        AnswerHandOver = "4.10",
        GraduateList = "5.1",
        VisitDay = "5.2",
        Talks = "5.2.talks",
        RecommendationSheet = "5.3",
        AnswerRecommendation = "5.3.answer",
        DecideNextStep = "5.7",
        AdjustDecision = "5.8",
        GapFirst = "5.9.30",
        GapSecond = "5.9.60",
        GapThird = "5.9.90",
        FollowUpFirst = "6.A9.3",
        FollowUpSecond = "6.A9.6",
        FollowUpThird = "6.A9.12",
        DecideAgain = "6.B8",
        ExamResult = "5.5",
        AuthoriseVocational = "6.C1",
        AuthorisationWatch = "6.C1.end",
        GroupReport = "6.C3",
    }
}

/// Longest period a region may set, so that no date leaves the calendar.
const MOST: u32 = 3_650;

/// A deadline of the reference process as delivered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionalDeadline {
    /// Activity of the reference process such as `1.3`.
    pub activity: String,
    /// What is to be done, in German.
    pub label: String,
    /// What starts the clock, in German.
    pub clock: String,
    /// The event that starts the clock.
    pub event: Clock,
    pub length: Period,
    pub side: Side,
    /// Practice of a region is a should unless it says otherwise.
    #[serde(default = "should")]
    pub kind: Bindingness,
    /// What happens at the end, in German.
    pub consequence: String,
    pub source: String,
    /// Whether an end on a weekend or holiday moves to the next working day (§ 193 BGB).
    #[serde(default)]
    pub shift_from_weekend: bool,
}

fn should() -> Bindingness {
    Bindingness::Should
}

impl RegionalDeadline {
    /// Day on which the step is due when its event falls on `event_on`; `None` where no date follows.
    pub fn due_on(&self, event_on: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        self.due_after(event_on, self.length, calendar)
    }

    fn due_after(&self, event_on: NaiveDate, length: Period, calendar: &Calendar) -> Option<NaiveDate> {
        let end = self.side.end(event_on, length, calendar)?;
        Some(if self.shift_from_weekend { calendar.next_working_day(end) } else { end })
    }
}

/// A length that a region set, for clocks that start on or after a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineChange {
    pub activity: String,
    pub length: Period,
    /// Clocks that start earlier keep the length they had: nobody's running deadline moves.
    pub from: NaiveDate,
    pub set_on: NaiveDate,
}

/// Why a change of a regional deadline cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnusableChange {
    UnknownActivity,
    TooLong,
    LessonsHaveNoDay,
}

/// The table of a region's deadlines as delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionalDeadlines(Vec<RegionalDeadline>);

impl RegionalDeadlines {
    /// Checks the table; errors name the activity and what is wrong with it.
    pub fn new(list: Vec<RegionalDeadline>) -> Result<Self, Vec<String>> {
        let mut problems = Vec::new();
        for (index, deadline) in list.iter().enumerate() {
            let name = &deadline.activity;
            if list[..index].iter().any(|other| other.activity == *name) {
                problems.push(format!("activity {name} is given twice"));
            }
            for (what, text) in [("source", &deadline.source), ("consequence", &deadline.consequence)] {
                if text.trim().is_empty() {
                    problems.push(format!("activity {name} has no {what}"));
                }
            }
            if let Err(wrong) = possible(deadline.length) {
                problems.push(format!("activity {name}: its length cannot be used ({wrong:?})"));
            }
        }
        for needed in Activity::ALL {
            if !list.iter().any(|deadline| deadline.activity == needed.code()) {
                problems.push(format!("activity {needed} is missing"));
            }
        }
        if problems.is_empty() { Ok(Self(list)) } else { Err(problems) }
    }

    /// All of them in the order of the table.
    pub fn all(&self) -> &[RegionalDeadline] {
        &self.0
    }

    /// One by its activity.
    pub fn get(&self, activity: &str) -> Option<&RegionalDeadline> {
        self.0.iter().find(|deadline| deadline.activity == activity)
    }

    /// The length that counts for a clock that starts on a day: the region's newest change that holds then, else
    /// the delivered one.
    pub fn length(&self, activity: &str, changes: &[DeadlineChange], start: NaiveDate) -> Option<Period> {
        let holding = changes.iter().filter(|change| change.activity == activity && change.from <= start);
        let newest = holding.enumerate().max_by_key(|(at, change)| (change.from, *at));
        newest.map(|(_, change)| change.length).or_else(|| self.get(activity).map(|deadline| deadline.length))
    }

    /// Day on which an activity is due when its clock starts on a day.
    pub fn due_on(
        &self,
        activity: &str,
        changes: &[DeadlineChange],
        start: NaiveDate,
        calendar: &Calendar,
    ) -> Option<NaiveDate> {
        let length = self.length(activity, changes, start)?;
        self.get(activity)?.due_after(start, length, calendar)
    }

    /// Refuses a change that could not be carried out.
    pub fn check(&self, change: &DeadlineChange) -> Result<(), UnusableChange> {
        self.get(&change.activity).ok_or(UnusableChange::UnknownActivity)?;
        possible(change.length)
    }
}

fn possible(length: Period) -> Result<(), UnusableChange> {
    if length.unit == Unit::Lessons {
        return Err(UnusableChange::LessonsHaveNoDay);
    }
    let days = match length.unit {
        Unit::Days | Unit::WorkingDays | Unit::Lessons => 1,
        Unit::Weeks => 7,
        Unit::Months => 31,
        Unit::Years => 366,
    };
    if length.count.saturating_mul(days) > MOST { Err(UnusableChange::TooLong) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::region::table;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn change(count: u32, from: &str) -> DeadlineChange {
        DeadlineChange {
            activity: "2.1".to_owned(),
            length: Period { count, unit: Unit::WorkingDays },
            from: day(from),
            set_on: day("2026-11-25"),
        }
    }

    #[test]
    fn a_change_counts_for_clocks_that_start_on_its_day_and_later() {
        let table = table();
        let changes = vec![change(5, "2026-12-01"), change(7, "2027-01-01")];
        let at = |on: &str| table.length("2.1", &changes, day(on)).map(|length| length.count);
        assert_eq!(at("2026-11-30"), Some(10));
        assert_eq!(at("2026-12-01"), Some(5));
        assert_eq!(at("2026-12-31"), Some(5));
        assert_eq!(at("2027-01-01"), Some(7));
        assert_eq!(table.length("9.9", &changes, day("2027-01-01")), None);
    }

    #[test]
    fn of_two_changes_for_one_day_the_later_one_counts() {
        let changes = vec![change(5, "2026-12-01"), change(6, "2026-12-01")];
        assert_eq!(table().length("2.1", &changes, day("2026-12-01")).map(|l| l.count), Some(6));
    }

    #[test]
    fn a_change_that_no_calendar_can_carry_out_is_refused() {
        let of = |length| DeadlineChange { length, ..change(1, "2026-12-01") };
        let table = table();
        assert_eq!(table.check(&of(Period { count: 10, unit: Unit::Years })), Err(UnusableChange::TooLong));
        assert_eq!(
            table.check(&of(Period { count: u32::MAX, unit: Unit::Days })),
            Err(UnusableChange::TooLong)
        );
        let lessons = of(Period { count: 25, unit: Unit::Lessons });
        assert_eq!(table.check(&lessons), Err(UnusableChange::LessonsHaveNoDay));
        let unknown = DeadlineChange { activity: "9.9".to_owned(), ..change(1, "2026-12-01") };
        assert_eq!(table.check(&unknown), Err(UnusableChange::UnknownActivity));
        assert_eq!(table.check(&of(Period { count: 9, unit: Unit::Months })), Ok(()));
    }

    #[test]
    fn a_table_that_lacks_what_the_next_step_needs_is_refused() {
        let mut list = table().all().to_vec();
        list.retain(|deadline| deadline.activity != "2.8");
        let problems = RegionalDeadlines::new(list).expect_err("refused");
        assert_eq!(problems, ["activity 2.8 is missing"]);
    }
}
