//! "The next start of every type within n weeks": what was promised, what the calendar holds, and the holes in it.

use super::Run;
use crate::course::CourseKind;
use chrono::NaiveDate;

/// A span without a start that is longer than promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Day of the start before it, or the day the look began.
    pub from: NaiveDate,
    /// Day of the start after it, or the last day looked at.
    pub until: NaiveDate,
    pub days: i64,
    /// No start after it in the span looked at.
    pub open_end: bool,
}

/// One type with its next start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub kind: CourseKind,
    /// First day of the next course that begins with section 1; drafts do not count.
    pub next: Option<NaiveDate>,
    pub days_until_next: Option<i64>,
    /// The next start is no further away than promised.
    pub kept: bool,
    pub gaps: Vec<Gap>,
}

/// For every type somebody agreed to offer: the next start and every gap longer than `weeks` between today and `until`.
/// Only courses that begin with their first section count: later sections are no way in for a beginner.
pub fn promises(
    kinds: &[CourseKind],
    runs: &[Run],
    today: NaiveDate,
    until: NaiveDate,
    weeks: u16,
) -> Vec<Promise> {
    let most = 7 * i64::from(weeks);
    let of = |kind: &CourseKind| {
        let mut starts: Vec<NaiveDate> = runs
            .iter()
            .filter(|run| run.kind == *kind && !run.draft && run.first_section == 1)
            .map(|run| run.from)
            .filter(|day| *day >= today && *day <= until)
            .collect();
        starts.sort_unstable();
        starts.dedup();
        let next = starts.first().copied();
        let days_until_next = next.map(|day| (day - today).num_days());
        let gaps = gaps(&starts, today, until, most);
        Promise { kind: *kind, next, days_until_next, kept: days_until_next.is_some_and(|d| d <= most), gaps }
    };
    kinds.iter().map(of).collect()
}

fn gaps(starts: &[NaiveDate], today: NaiveDate, until: NaiveDate, most: i64) -> Vec<Gap> {
    let mut found = Vec::new();
    let mut before = today;
    for day in starts {
        push(&mut found, before, *day, most, false);
        before = *day;
    }
    push(&mut found, before, until, most, true);
    found
}

fn push(found: &mut Vec<Gap>, from: NaiveDate, until: NaiveDate, most: i64, open_end: bool) {
    let days = (until - from).num_days();
    if days > most {
        found.push(Gap { from, until, days, open_end });
    }
}
