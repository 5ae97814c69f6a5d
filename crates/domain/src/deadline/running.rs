//! The deadlines of the law that run in one case, from the days its records hold. Overdue ones are in the list.
//! Not for the answer of the decision tables: see `Deadlines::running`.

use super::clock::{Clock, Clocks};
use super::{Bindingness, Deadline, Deadlines, Prepared};
use crate::calendar::{Calendar, Period};
use chrono::NaiveDate;
use std::sync::Arc;

/// A deadline that runs in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    pub id: Arc<str>,
    pub clock: Clock,
    pub started_on: NaiveDate,
    pub due_on: NaiveDate,
    pub kind: Bindingness,
    /// What happens at the end, in German.
    pub consequence: String,
    pub citation: Arc<str>,
    /// A right lapses at the end, so that somebody watches it.
    pub watched: bool,
}

/// A deadline that runs in lessons: the course decides the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InLessons {
    pub id: Arc<str>,
    pub started_on: NaiveDate,
    pub lessons: u32,
    pub kind: Bindingness,
    pub consequence: String,
    pub citation: Arc<str>,
}

impl Deadlines {
    /// Deadlines that have begun and were not stopped, soonest first.
    pub fn of_case(&self, clocks: &Clocks, calendar: &Calendar) -> Vec<Running> {
        let mut running: Vec<Running> =
            self.list.iter().flat_map(|known| known.of_case(clocks, calendar)).collect();
        running.sort_by(|a, b| (a.due_on, &a.id).cmp(&(b.due_on, &b.id)));
        running
    }

    /// Deadlines that run in lessons.
    pub fn in_lessons(&self, clocks: &Clocks) -> Vec<InLessons> {
        self.list.iter().filter_map(|known| known.in_lessons(clocks)).collect()
    }

    /// Last day of what follows a deadline, counted from that deadline's own end.
    pub fn next_end_of(&self, id: &str, first_end: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        let known = self.list.iter().find(|known| *known.id == *id)?;
        known.last_day(first_end, known.text.then.first()?.length, calendar)
    }

    /// Last day of one deadline that starts on a day; `None` where it is unknown or has no day.
    pub fn end_of(&self, id: &str, start: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        let known = self.list.iter().find(|known| *known.id == *id)?;
        known.last_day(start, known.text.length?, calendar)
    }
}

impl Prepared {
    fn last_day(&self, start: NaiveDate, length: Period, calendar: &Calendar) -> Option<NaiveDate> {
        let end = self.text.side.end(start, length, calendar)?;
        Some(if self.text.shift_from_weekend { calendar.next_working_day(end) } else { end })
    }

    /// The length that counts for this case.
    fn length_in(&self, clocks: &Clocks, start: NaiveDate) -> Option<Period> {
        let other = self.text.variant.iter().find(|variant| clocks.meets(variant, start));
        other.map(|variant| variant.length).or(self.text.length)
    }

    fn started(&self, clocks: &Clocks) -> Option<(Clock, NaiveDate)> {
        let clock = self.text.event?;
        let start = clocks.day(clock)?;
        // an event that stops the clock counts if it did not come before the clock began
        let stopped = self.text.stops.iter().any(|stop| clocks.day(*stop).is_some_and(|day| day >= start));
        (self.is_law(start) && !stopped).then_some((clock, start))
    }

    fn of_case(&self, clocks: &Clocks, calendar: &Calendar) -> Vec<Running> {
        let Some((clock, started_on)) = self.started(clocks) else { return Vec::new() };
        let Some(length) = self.length_in(clocks, started_on) else { return Vec::new() };
        let Some(mut due_on) = self.last_day(started_on, length, calendar) else { return Vec::new() };
        if let Some(earlier) = clocks.title_ends_on().filter(|_| self.not_after.is_some()) {
            due_on = due_on.min(earlier);
        }
        let mut all = vec![self.running(clock, started_on, due_on, &self.text.consequence)];
        for then in &self.text.then {
            let Some(next) = self.last_day(due_on, then.length, calendar) else { break };
            all.push(self.running(clock, due_on, next, &then.consequence));
            due_on = next;
        }
        all
    }

    fn running(&self, clock: Clock, started_on: NaiveDate, due_on: NaiveDate, consequence: &str) -> Running {
        Running {
            id: self.id.clone(),
            clock,
            started_on,
            due_on,
            kind: self.text.kind,
            consequence: consequence.to_owned(),
            citation: self.citation.clone(),
            watched: self.text.watched,
        }
    }

    fn in_lessons(&self, clocks: &Clocks) -> Option<InLessons> {
        let (_, started_on) = self.started(clocks)?;
        let lessons = Deadline::lessons(self.length_in(clocks, started_on)?)?;
        Some(InLessons {
            id: self.id.clone(),
            started_on,
            lessons,
            kind: self.text.kind,
            consequence: self.text.consequence.clone(),
            citation: self.citation.clone(),
        })
    }
}
