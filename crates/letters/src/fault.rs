//! Why a letter could not be made. `Display` is for logs; `explain` gives staff a sentence from the wording.

use thiserror::Error;
use wording::{Arg, Language};

/// Why a letter was not made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LetterFault {
    /// The language code is none of the wording's languages.
    #[error("letter {number}: unknown language '{code}'")]
    UnknownLanguage { number: String, code: String },
    /// The machine lacks the fonts for this language.
    #[error("no font for language '{code}': install fonts-noto-core or set another font folder")]
    FontsMissing { code: String },
    /// The letter makes no sense without this fact.
    #[error("letter {number}: {fact:?} is missing")]
    FactMissing { number: String, fact: MissingFact },
    /// The address of the page does not fit into a QR code that a phone reads easily.
    #[error("letter {number}: the web address is too long for the QR code")]
    AddressTooLong { number: String },
    #[error("a batch without letters")]
    EmptyBatch,
    #[error("{count} letters are too many for one file, at most {limit}")]
    BatchTooLarge { count: usize, limit: usize },
    /// The typesetter refused; this is a defect of the templates, not of the data.
    #[error("letter {number} could not be laid out: {message}")]
    Layout { number: String, message: String },
}

/// A fact without which a letter of its kind is pointless.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingFact {
    Number,
    Recipient,
    Appointment,
    Place,
    Course,
    CourseStart,
}

impl MissingFact {
    fn key(self) -> &'static str {
        match self {
            Self::Number => "letters-fault-fact-number",
            Self::Recipient => "letters-fault-fact-recipient",
            Self::Appointment => "letters-fault-fact-appointment",
            Self::Place => "letters-fault-fact-place",
            Self::Course => "letters-fault-fact-course",
            Self::CourseStart => "letters-fault-fact-course-start",
        }
    }
}

impl LetterFault {
    /// What, where and how to mend it, in the reader's language.
    pub fn explain(&self, language: Language) -> String {
        let say = |key: &str, number: &str, detail: &str| {
            wording::text_with(language, key, &[("number", number.into()), ("detail", detail.into())])
        };
        match self {
            Self::UnknownLanguage { number, code } => say("letters-fault-language", number, code),
            Self::FontsMissing { code } => say("letters-fault-fonts", "", code),
            Self::FactMissing { number, fact } => {
                say("letters-fault-fact", number, &wording::text(language, fact.key()))
            }
            Self::AddressTooLong { number } => say("letters-fault-address", number, ""),
            Self::EmptyBatch => wording::text(language, "letters-fault-batch-empty"),
            Self::BatchTooLarge { count, limit } => wording::text_with(
                language,
                "letters-fault-batch-large",
                &[("detail", Arg::from(*count)), ("limit", Arg::from(*limit))],
            ),
            Self::Layout { number, message } => say("letters-fault-layout", number, message),
        }
    }
}
