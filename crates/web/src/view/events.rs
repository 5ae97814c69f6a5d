//! Many events in short lines: day, what, who, month by month; the older ones fold away and stay on the page. Not
//! for events with notes and buttons: `record::Timeline`.

use askama::Template;
use chrono::{Datelike, NaiveDate};

use super::{Language, Value, html};

/// One event in one line.
#[derive(Debug, Clone)]
pub struct EventLine {
    /// On which day.
    pub on: NaiveDate,
    /// What happened.
    pub what: String,
    /// What exactly: a course, a level, a letter.
    pub detail: Option<Value>,
    /// Which body.
    pub who: String,
}

/// A kind of event to show alone.
#[derive(Debug, Clone)]
pub struct EventFilter {
    pub label: String,
    pub count: usize,
    pub href: String,
    /// Only these are shown.
    pub chosen: bool,
}

/// The events of one month.
#[derive(Debug)]
struct Month<'a> {
    title: String,
    lines: &'a [EventLine],
}

/// Events, newest first.
#[derive(Debug, Clone, Template)]
#[template(path = "components/events.html")]
pub struct Events {
    language: Language,
    label: String,
    filters: Vec<EventFilter>,
    lines: Vec<EventLine>,
    /// How many are shown without unfolding.
    open: usize,
}

html!(Events);

/// As many lines fit beside the facts of a person.
const OPEN: usize = 12;

impl Events {
    /// Events in the order given: newest first.
    pub fn new(language: Language, label: impl Into<String>, lines: Vec<EventLine>) -> Events {
        // a handful more is not worth a fold
        let open = if lines.len() <= OPEN + 3 { lines.len() } else { OPEN };
        Events { language, label: label.into(), filters: Vec::new(), lines, open }
    }

    /// Kinds to show alone.
    pub fn filters(mut self, filters: Vec<EventFilter>) -> Events {
        self.filters = filters;
        self
    }

    /// Nothing folds.
    pub fn unfolded(mut self) -> Events {
        self.open = self.lines.len();
        self
    }

    fn months<'a>(&'a self, lines: &'a [EventLine]) -> Vec<Month<'a>> {
        let month = |line: &EventLine| (line.on.year(), line.on.month());
        lines
            .chunk_by(|one, next| month(one) == month(next))
            .filter_map(|lines| Some((lines.first()?.on, lines)))
            .map(|(on, lines)| Month { title: wording::month(self.language, on), lines })
            .collect()
    }

    fn newest(&self) -> Vec<Month<'_>> {
        self.months(&self.lines[..self.open])
    }

    fn older(&self) -> Vec<Month<'_>> {
        self.months(&self.lines[self.open..])
    }

    fn fold_label(&self) -> String {
        let count = (self.lines.len() - self.open).into();
        wording::text_with(self.language, "kit-older-events", &[("count", count)])
    }

    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    fn short(&self, date: &NaiveDate) -> String {
        wording::date(self.language, *date)
    }

    fn iso(&self, date: &NaiveDate) -> String {
        date.format("%Y-%m-%d").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: u64) -> Vec<EventLine> {
        let newest: NaiveDate = "2026-11-25".parse().expect("a date");
        let line = |n| EventLine {
            on: newest - chrono::Days::new(n),
            what: format!("Ereignis {n}."),
            detail: None,
            who: "Jobcenter".into(),
        };
        (0..count).map(line).collect()
    }

    #[test]
    fn older_events_fold_away_with_their_number_and_all_stay_on_the_page() {
        let html = Events::new(Language::De, "Ereignisse", lines(200)).to_string();
        assert!((0..200).all(|n| html.contains(&format!("Ereignis {n}."))));
        let (seen, folded) = html.split_once("<details").expect("a fold");
        assert_eq!(seen.matches("<li").count(), OPEN);
        assert!(folded.contains("188"), "how many are in it");
    }

    #[test]
    fn a_few_events_do_not_fold_and_stand_under_their_month() {
        let html = Events::new(Language::De, "Ereignisse", lines(15)).to_string();
        assert!(!html.contains("<details") && html.contains("November 2026"), "{html}");
    }
}
