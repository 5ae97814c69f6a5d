//! One form field: label, hint, error and the value the user typed. Not for checking values.

use askama::Template;
use chrono::{NaiveDate, NaiveTime};

use super::{Language, html};

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// A small line under the label.
    pub hint: Option<String>,
}

impl Choice {
    /// An option.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), hint: None }
    }

    /// Adds a small line under the label.
    pub fn hint(mut self, hint: impl Into<String>) -> Choice {
        self.hint = Some(hint.into());
        self
    }

    /// Whether the label needs a line of its own among others.
    fn is_long(&self) -> bool {
        self.hint.is_some() || self.label.chars().count() > 32
    }
}

/// What kind of field it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One line of text; the word is the HTML input type (`text`, `email`, `tel`, `password`, `search`, `file`).
    Line(&'static str),
    /// A whole number, typed.
    Number,
    /// A date, typed as 2611, 26.11. or 26.11.2026.
    Date,
    /// A time, typed as 930 or 9:30.
    Time,
    /// Several lines.
    Area(u8),
    /// One of many, folded.
    Select(Vec<Choice>),
    /// One of few, open.
    Radios(Vec<Choice>),
    /// Any of few, open.
    Checks(Vec<Choice>),
    /// Yes or no.
    Check,
    /// Text with suggestions: countries, languages.
    Suggest(Vec<Choice>),
    /// Not shown.
    Hidden,
}

/// How much the field is expected to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// A number or a date.
    Short,
    /// A name.
    Medium,
    /// All there is.
    Full,
}

/// One field of a form.
#[derive(Debug, Clone, Template)]
#[template(path = "components/field.html")]
pub struct Field {
    /// Its name in the posted form, also its id unless its form has a scope.
    pub name: String,
    /// What its id begins with, where several forms of a page have fields of one name; set by the form it joins.
    pub scope: &'static str,
    /// What it asks.
    pub label: String,
    /// Its kind.
    pub kind: Kind,
    /// How to answer.
    pub hint: Option<String>,
    /// What is wrong and how to mend it.
    pub error: Option<String>,
    /// What is or was entered; several only for [`Kind::Checks`].
    pub values: Vec<String>,
    /// Whether it must be answered; others are marked "optional".
    pub required: bool,
    /// The browser's autofill word, `off` unless told.
    pub autocomplete: &'static str,
    /// Expected length.
    pub width: Width,
    /// Whether it is shown but cannot be changed.
    pub read_only: bool,
    /// Language of its small texts; set by the form it joins.
    pub language: Language,
    /// Language of the entered text where it differs from the page's.
    pub content_language: Option<Language>,
    /// Whether the word "optional" is left out, for filters where everything is.
    pub unmarked: bool,
}

html!(Field);

impl Field {
    /// Values as a reader sees them: labels of choices, yes or no, or the text itself.
    pub fn said(&self, values: &[String]) -> String {
        let choices: &[Choice] = match &self.kind {
            Kind::Select(choices)
            | Kind::Radios(choices)
            | Kind::Checks(choices)
            | Kind::Suggest(choices) => choices,
            Kind::Check => {
                let key = if values.iter().any(|value| value == "1") { "kit-yes" } else { "kit-no" };
                return wording::text(self.language, key);
            }
            Kind::Line(_) | Kind::Number | Kind::Date | Kind::Time | Kind::Area(_) | Kind::Hidden => &[],
        };
        let label = |value: &String| {
            choices
                .iter()
                .find(|choice| choice.value == *value)
                .map_or_else(|| value.clone(), |c| c.label.clone())
        };
        let said: Vec<String> = values.iter().filter(|value| !value.is_empty()).map(label).collect();
        if said.is_empty() { "–".to_owned() } else { said.join(", ") }
    }

    fn of(kind: Kind, name: impl Into<String>, label: impl Into<String>) -> Field {
        let width = match kind {
            Kind::Date | Kind::Time | Kind::Number => Width::Short,
            Kind::Area(_) | Kind::Radios(_) | Kind::Checks(_) | Kind::Check => Width::Full,
            _ => Width::Medium,
        };
        Field {
            name: name.into(),
            scope: "",
            label: label.into(),
            kind,
            hint: None,
            error: None,
            values: Vec::new(),
            required: false,
            autocomplete: "off",
            width,
            read_only: false,
            language: Language::De,
            content_language: None,
            unmarked: false,
        }
    }

    /// One line of text.
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(Kind::Line("text"), name, label)
    }

    /// An e-mail address.
    pub fn email(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(Kind::Line("email"), name, label)
    }

    /// A telephone number.
    pub fn phone(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(Kind::Line("tel"), name, label)
    }

    /// A secret; its value is never shown again.
    pub fn password(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(Kind::Line("password"), name, label)
    }

    /// Search words.
    pub fn search(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(Kind::Line("search"), name, label)
    }

    /// A file to upload; the form must be a [`super::Form::upload`].
    pub fn file(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(Kind::Line("file"), name, label)
    }

    /// A whole number.
    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(Kind::Number, name, label)
    }

    /// A date.
    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(Kind::Date, name, label)
    }

    /// A time of day.
    pub fn time(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(Kind::Time, name, label)
    }

    /// Several lines of text.
    pub fn area(name: impl Into<String>, label: impl Into<String>, rows: u8) -> Field {
        Field::of(Kind::Area(rows), name, label)
    }

    /// One of many; an empty first option is offered unless the field is required and has a value.
    pub fn select(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Field {
        Field::of(Kind::Select(choices), name, label)
    }

    /// One of few.
    pub fn radios(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Field {
        Field::of(Kind::Radios(choices), name, label)
    }

    /// Any of few.
    pub fn checks(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Field {
        Field::of(Kind::Checks(choices), name, label)
    }

    /// Yes or no; sends `1`.
    pub fn check(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(Kind::Check, name, label)
    }

    /// Text with suggestions.
    pub fn suggest(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Field {
        Field::of(Kind::Suggest(choices), name, label)
    }

    /// A field that is not shown.
    pub fn hidden(name: impl Into<String>, value: impl Into<String>) -> Field {
        Field::of(Kind::Hidden, name, "").value(value)
    }

    /// How to answer.
    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong and how to mend it.
    pub fn error(mut self, error: impl Into<String>) -> Field {
        self.error = Some(error.into());
        self
    }

    /// What stands in it.
    pub fn value(mut self, value: impl Into<String>) -> Field {
        let value = value.into();
        self.values = if value.is_empty() { Vec::new() } else { vec![value] };
        self
    }

    /// What stands in a date field; always in the typed form 26.11.2026, whatever the language.
    pub fn date_value(self, date: Option<NaiveDate>) -> Field {
        self.value(date.map(|date| date.format("%d.%m.%Y").to_string()).unwrap_or_default())
    }

    /// What stands in a time field.
    pub fn time_value(self, time: Option<NaiveTime>) -> Field {
        self.value(time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default())
    }

    /// Which options of [`Field::checks`] are ticked.
    pub fn values(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Field {
        self.values = values.into_iter().map(Into::into).collect();
        self
    }

    /// Ticks or clears a [`Field::check`].
    pub fn ticked(self, ticked: bool) -> Field {
        self.value(if ticked { "1" } else { "" })
    }

    /// Must be answered.
    pub fn required(mut self) -> Field {
        self.required = true;
        self
    }

    /// Shown, but not to be changed.
    pub fn read_only(mut self) -> Field {
        self.read_only = true;
        self
    }

    /// Another expected length.
    pub fn width(mut self, width: Width) -> Field {
        self.width = width;
        self
    }

    /// Lets the browser fill in the user's own data: `username`, `current-password`, `one-time-code`.
    pub fn autocomplete(mut self, word: &'static str) -> Field {
        self.autocomplete = word;
        self
    }

    /// The field holds text in another language than the page's.
    pub fn content_language(mut self, language: Language) -> Field {
        self.content_language = Some(language);
        self
    }

    /// Leaves out the word "optional".
    pub fn unmarked(mut self) -> Field {
        self.unmarked = true;
        self
    }

    /// The first value, empty if none.
    pub fn first(&self) -> &str {
        self.values.first().map(String::as_str).unwrap_or_default()
    }

    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    /// The id of its control on the page.
    pub fn id(&self) -> String {
        if self.scope.is_empty() { self.name.clone() } else { format!("{}-{}", self.scope, self.name) }
    }

    fn has(&self, value: &str) -> bool {
        self.values.iter().any(|known| known == value)
    }

    /// Ids of hint and error for `aria-describedby`, empty if there is neither.
    fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if self.shown_hint().is_some() {
            ids.push(format!("{}-hint", self.id()));
        }
        if self.error.is_some() {
            ids.push(format!("{}-error", self.id()));
        }
        ids.join(" ")
    }

    /// The field's own hint, or the general one for dates and times.
    fn shown_hint(&self) -> Option<String> {
        match (&self.hint, &self.kind) {
            (Some(hint), _) => Some(hint.clone()),
            (None, Kind::Date) => Some(self.t("kit-date-hint")),
            (None, Kind::Time) => Some(self.t("kit-time-hint")),
            (None, _) => None,
        }
    }

    fn is_group(&self) -> bool {
        matches!(self.kind, Kind::Radios(_) | Kind::Checks(_))
    }

    fn width_class(&self) -> &'static str {
        match self.width {
            Width::Short => "fk-field--short",
            Width::Medium => "fk-field--medium",
            Width::Full => "fk-field--full",
        }
    }

    fn shows_optional(&self) -> bool {
        !self.required && !self.unmarked && !self.read_only
    }

    fn offers_nothing(&self) -> bool {
        !self.required || self.first().is_empty()
    }
}
