//! Why something was not done: a code and facts, no prose. The words stand in `wording/*/refusal.ftl`
//! under `refusal-<code>`; every code has them in every staff language (tested).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One fact that the words of a refusal may show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fact {
    Number(i64),
    Date(NaiveDate),
    Text(String),
}

impl From<i64> for Fact {
    fn from(value: i64) -> Self {
        Fact::Number(value)
    }
}
impl From<NaiveDate> for Fact {
    fn from(value: NaiveDate) -> Self {
        Fact::Date(value)
    }
}
impl From<&str> for Fact {
    fn from(value: &str) -> Self {
        Fact::Text(value.to_owned())
    }
}
impl From<String> for Fact {
    fn from(value: String) -> Self {
        Fact::Text(value)
    }
}

/// An expected "no" of the domain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[error("{code}")]
pub struct Refusal {
    /// Stable code; wording key is `refusal-<code>`.
    pub code: String,
    /// Form field the refusal belongs to, if any.
    pub field: Option<String>,
    /// Named facts for the words.
    pub facts: Vec<(String, Fact)>,
}

impl Refusal {
    /// A refusal without facts.
    pub fn new(code: &str) -> Self {
        Refusal { code: code.to_owned(), field: None, facts: Vec::new() }
    }

    /// The same with one more fact.
    pub fn with(mut self, name: &str, fact: impl Into<Fact>) -> Self {
        self.facts.push((name.to_owned(), fact.into()));
        self
    }

    /// The same, pinned to a form field.
    pub fn at(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }
}
