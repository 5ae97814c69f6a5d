//! What stands in a table cell, beside a label or in a comparison: one enum for all of them, so that a
//! date or a state looks the same everywhere. Not for whole sections.

use askama::Template;
use chrono::{NaiveDate, NaiveDateTime};

use super::{Action, Badge, Language, Tone};

/// One shown value.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing known: shown as a dash that screen readers hear as "no entry".
    Missing,
    /// Withheld from this role: says so.
    Hidden,
    /// Plain text.
    Text(String),
    /// Text that carries a direction of its own: names, course titles, phone numbers.
    Foreign(String),
    /// A number or code that is never broken over two lines: case, course and letter numbers.
    Code(String),
    /// A first line and a smaller second one.
    Lines(String, String),
    /// A link.
    Link {
        /// What it says.
        label: String,
        /// Where it leads.
        href: String,
    },
    /// A whole number, set to the end of the cell.
    Number(i64),
    /// A date in the language's short form.
    Date(NaiveDate),
    /// A date in words that leads somewhere; it sorts as the day it is.
    DayLink {
        /// The date.
        date: NaiveDate,
        /// What it says ("Wed, 2 December 2026").
        label: String,
        /// Where it leads.
        href: String,
    },
    /// A day with its time.
    Instant(NaiveDateTime),
    /// A date with a remark such as "in 4 days" or "3 days overdue".
    DateNote {
        /// The date.
        date: NaiveDate,
        /// The remark.
        note: String,
        /// How urgent it is.
        tone: Tone,
    },
    /// A state.
    Badge(Badge),
    /// Several states.
    Badges(Vec<Badge>),
    /// Small buttons of a row.
    Actions(Vec<Action>),
    /// Values below each other.
    List(Vec<Value>),
    /// Another component, already rendered; made by [`Value::component`] only.
    Rendered(Rendered),
}

/// What a value says without any form: for files, sorting and finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plain {
    Nothing,
    Text(String),
    Number(i64),
    Day(NaiveDate),
    Instant(NaiveDateTime),
}

impl std::fmt::Display for Plain {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Plain::Nothing => Ok(()),
            Plain::Text(text) => formatter.write_str(text),
            Plain::Number(number) => number.fmt(formatter),
            Plain::Day(day) => day.format("%d.%m.%Y").fmt(formatter),
            Plain::Instant(at) => at.format("%d.%m.%Y %H:%M").fmt(formatter),
        }
    }
}

/// HTML that came out of a template.
#[derive(Debug, Clone)]
pub struct Rendered(String);

impl Value {
    /// Text, or "no entry" where there is none.
    pub fn text(text: impl Into<String>) -> Value {
        let text = text.into();
        if text.is_empty() { Value::Missing } else { Value::Text(text) }
    }

    /// A number or code that stays in one line, or "no entry".
    pub fn code(code: impl Into<String>) -> Value {
        let code = code.into();
        if code.is_empty() { Value::Missing } else { Value::Code(code) }
    }

    /// A link.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Value {
        Value::Link { label: label.into(), href: href.into() }
    }

    /// A whole number.
    pub fn number(number: impl TryInto<i64>) -> Value {
        Value::Number(number.try_into().unwrap_or(i64::MAX))
    }

    /// A date, or "no entry".
    pub fn date(date: Option<NaiveDate>) -> Value {
        date.map_or(Value::Missing, Value::Date)
    }

    /// A state.
    pub fn badge(tone: Tone, label: impl Into<String>) -> Value {
        Value::Badge(Badge::new(tone, label))
    }

    /// Another component, such as a small chart.
    pub fn component(component: &impl Template) -> Value {
        component.render().map_or(Value::Missing, |html| Value::Rendered(Rendered(html)))
    }

    /// Whether the value is a number, so that its column is set to the end.
    pub fn is_numeric(&self) -> bool {
        matches!(self, Value::Number(_))
    }

    /// What the value says without any form; buttons and charts say nothing.
    pub fn plain(&self) -> Plain {
        let text = |text: String| if text.is_empty() { Plain::Nothing } else { Plain::Text(text) };
        match self {
            Value::Missing | Value::Hidden | Value::Actions(_) | Value::Rendered(_) => Plain::Nothing,
            Value::Text(words)
            | Value::Foreign(words)
            | Value::Code(words)
            | Value::Link { label: words, .. } => text(words.clone()),
            Value::Lines(first, second) if second.is_empty() => text(first.clone()),
            Value::Lines(first, second) => text(format!("{first}, {second}")),
            Value::Number(number) => Plain::Number(*number),
            Value::Date(day) | Value::DateNote { date: day, .. } | Value::DayLink { date: day, .. } => {
                Plain::Day(*day)
            }
            Value::Instant(at) => Plain::Instant(*at),
            Value::Badge(badge) => text(badge.label.clone()),
            Value::Badges(badges) => {
                text(badges.iter().map(|badge| badge.label.as_str()).collect::<Vec<_>>().join(", "))
            }
            Value::List(values) => {
                text(values.iter().map(|value| value.plain().to_string()).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// The value as HTML in the given language.
    pub fn html(&self, language: Language) -> ValueHtml<'_> {
        ValueHtml { value: self, language }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::text(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::text(text)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Value {
        Value::Date(date)
    }
}

impl From<Badge> for Value {
    fn from(badge: Badge) -> Value {
        Value::Badge(badge)
    }
}

/// A value on its way into a template.
#[derive(Template)]
#[template(path = "components/value.html")]
pub struct ValueHtml<'a> {
    value: &'a Value,
    language: Language,
}

impl askama::filters::HtmlSafe for ValueHtml<'_> {}

/// Longest code that is kept in one line.
const CODE: usize = 20;

impl ValueHtml<'_> {
    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    fn short(&self, date: &NaiveDate) -> String {
        wording::date(self.language, *date)
    }

    fn iso(&self, date: &NaiveDate) -> String {
        date.format("%Y-%m-%d").to_string()
    }

    /// Whether words are a number or code, which stays in one line.
    fn is_code(&self, words: &str) -> bool {
        words.chars().count() <= CODE && words.contains(|c: char| c.is_ascii_digit()) && !words.contains(' ')
    }

    /// Whether words say no direction themselves, such as a phone number; they run from left to right anywhere.
    fn only_figures(&self, words: &str) -> bool {
        !words.chars().any(char::is_alphabetic)
    }

    fn minute(&self, at: &NaiveDateTime) -> String {
        format!("{} {}", wording::date(self.language, at.date()), wording::time(self.language, at.time()))
    }

    fn iso_minute(&self, at: &NaiveDateTime) -> String {
        at.format("%Y-%m-%dT%H:%M").to_string()
    }

    fn grouped(&self, number: &i64) -> String {
        wording::number(self.language, *number)
    }
}

impl Rendered {
    fn html(&self) -> &str {
        &self.0
    }
}
