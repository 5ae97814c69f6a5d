//! What one record shows: facts, what happened, figures, and what to say when there is nothing. Not for lists of
//! records; the way through the chain: `chain`, many events in short lines: `events`.

use askama::Template;
use chrono::NaiveDate;

use super::{Action, Icon, Language, Tone, Value, html};

/// Facts as label and value.
#[derive(Debug, Clone, Template)]
#[template(path = "components/description_list.html")]
pub struct DescriptionList {
    language: Language,
    items: Vec<(String, Value)>,
}

html!(DescriptionList, Timeline, Counters, EmptyState);

impl DescriptionList {
    /// Without facts yet.
    pub fn new(language: Language) -> DescriptionList {
        DescriptionList { language, items: Vec::new() }
    }

    /// Adds a fact.
    pub fn item(mut self, label: impl Into<String>, value: impl Into<Value>) -> DescriptionList {
        self.items.push((label.into(), value.into()));
        self
    }
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct TimelineEntry {
    /// On which day.
    pub on: NaiveDate,
    /// Time of day in words, if known.
    pub at: Option<String>,
    /// What happened.
    pub title: String,
    /// Who did it, for which organisation.
    pub who: Option<String>,
    /// Why, or a note.
    pub text: Option<String>,
    /// What it means.
    pub tone: Tone,
    /// Picture.
    pub icon: Option<Icon>,
    /// Link or undo.
    pub action: Option<Action>,
}

impl TimelineEntry {
    /// An entry.
    pub fn new(on: NaiveDate, title: impl Into<String>) -> TimelineEntry {
        TimelineEntry {
            on,
            at: None,
            title: title.into(),
            who: None,
            text: None,
            tone: Tone::Neutral,
            icon: None,
            action: None,
        }
    }

    /// Time of day in words.
    pub fn at(mut self, at: impl Into<String>) -> TimelineEntry {
        self.at = Some(at.into());
        self
    }

    /// Who did it.
    pub fn who(mut self, who: impl Into<String>) -> TimelineEntry {
        self.who = Some(who.into());
        self
    }

    /// Why, or a note.
    pub fn text(mut self, text: impl Into<String>) -> TimelineEntry {
        self.text = Some(text.into());
        self
    }

    /// What it means.
    pub fn tone(mut self, tone: Tone) -> TimelineEntry {
        self.tone = tone;
        self
    }

    /// Picture.
    pub fn icon(mut self, icon: Icon) -> TimelineEntry {
        self.icon = Some(icon);
        self
    }

    /// Link or undo.
    pub fn action(mut self, action: Action) -> TimelineEntry {
        self.action = Some(action.quiet());
        self
    }

    fn picture(&self) -> &'static str {
        self.icon
            .unwrap_or(match self.tone {
                Tone::Neutral => Icon::Check,
                tone => tone.icon(),
            })
            .code()
    }
}

/// What happened, in the order given.
#[derive(Debug, Clone, Template)]
#[template(path = "components/timeline.html")]
pub struct Timeline {
    language: Language,
    /// What the timeline is about, for screen readers.
    label: String,
    entries: Vec<TimelineEntry>,
}

impl Timeline {
    /// A timeline; the newest entry first is what people expect.
    pub fn new(language: Language, label: impl Into<String>, entries: Vec<TimelineEntry>) -> Timeline {
        Timeline { language, label: label.into(), entries }
    }

    fn short(&self, date: &NaiveDate) -> String {
        wording::date(self.language, *date)
    }

    fn iso(&self, date: &NaiveDate) -> String {
        date.format("%Y-%m-%d").to_string()
    }
}

/// One figure that leads to the list behind it.
#[derive(Debug, Clone)]
pub struct Counter {
    /// What is counted.
    pub label: String,
    /// The figure as shown: a number, or "fewer than 3".
    pub figure: String,
    /// The list behind it.
    pub href: Option<String>,
    /// What it means.
    pub tone: Tone,
    /// Trend or target in words.
    pub note: Option<String>,
}

impl Counter {
    /// A figure.
    pub fn new(label: impl Into<String>, figure: impl ToString) -> Counter {
        Counter {
            label: label.into(),
            figure: figure.to_string(),
            href: None,
            tone: Tone::Neutral,
            note: None,
        }
    }

    /// The list behind it.
    pub fn href(mut self, href: impl Into<String>) -> Counter {
        self.href = Some(href.into());
        self
    }

    /// What it means.
    pub fn tone(mut self, tone: Tone) -> Counter {
        self.tone = tone;
        self
    }

    /// Trend or target in words.
    pub fn note(mut self, note: impl Into<String>) -> Counter {
        self.note = Some(note.into());
        self
    }
}

/// Figures beside each other.
#[derive(Debug, Clone, Template)]
#[template(path = "components/counters.html")]
pub struct Counters {
    /// The figures.
    pub counters: Vec<Counter>,
}

impl Counters {
    /// Figures in order.
    pub fn new(counters: Vec<Counter>) -> Counters {
        Counters { counters }
    }
}

/// Nothing there: one sentence and one button.
#[derive(Debug, Clone, Template)]
#[template(path = "components/empty_state.html")]
pub struct EmptyState {
    sentence: String,
    action: Option<Action>,
}

impl EmptyState {
    /// The sentence.
    pub fn new(sentence: impl Into<String>) -> EmptyState {
        EmptyState { sentence: sentence.into(), action: None }
    }

    /// The button.
    pub fn action(mut self, action: Action) -> EmptyState {
        self.action = Some(action);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_fact_is_said_and_not_left_blank() {
        let html = DescriptionList::new(Language::De).item("Telefon", "").to_string();
        assert!(html.contains(&wording::text(Language::De, "kit-no-entry")));
    }
}
