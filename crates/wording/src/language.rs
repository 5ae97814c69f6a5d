//! The languages the product speaks: code, direction, own name.
//!
//! Not for the languages that learners speak: those are codes from a list and belong to the domain.

/// A language with a wording folder of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// German, the authoritative one.
    De,
    /// English.
    En,
    /// Ukrainian.
    Uk,
    /// Arabic.
    Ar,
    /// Dari.
    Prs,
    /// Turkish.
    Tr,
    /// French.
    Fr,
    /// Russian.
    Ru,
}

impl Language {
    /// Every language, in the order of a language switch.
    pub const ALL: [Language; 8] = [
        Language::De,
        Language::En,
        Language::Uk,
        Language::Ar,
        Language::Prs,
        Language::Tr,
        Language::Fr,
        Language::Ru,
    ];

    /// The language tag for `lang`, paths and folders.
    pub fn code(self) -> &'static str {
        match self {
            Language::De => "de",
            Language::En => "en",
            Language::Uk => "uk",
            Language::Ar => "ar",
            Language::Prs => "prs",
            Language::Tr => "tr",
            Language::Fr => "fr",
            Language::Ru => "ru",
        }
    }

    /// The language of a tag as `code` writes it; other tags have none.
    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The value of `dir` in HTML: `ltr` or `rtl`.
    pub fn direction(self) -> &'static str {
        match self {
            Language::Ar | Language::Prs => "rtl",
            _ => "ltr",
        }
    }

    /// The language's name in itself, as a language switch shows it.
    pub fn native_name(self) -> &'static str {
        match self {
            Language::De => "Deutsch",
            Language::En => "English",
            Language::Uk => "Українська",
            Language::Ar => "العربية",
            Language::Prs => "دری",
            Language::Tr => "Türkçe",
            Language::Fr => "Français",
            Language::Ru => "Русский",
        }
    }

    /// The tag whose plural rules hold: the rule data know Dari only as Persian.
    pub(crate) fn plural_tag(self) -> &'static str {
        match self {
            Language::Prs => "fa",
            other => other.code(),
        }
    }

    /// What stands between groups of three digits.
    pub(crate) fn group_separator(self) -> char {
        match self {
            Language::De | Language::Tr => '.',
            Language::En | Language::Ar | Language::Prs => ',',
            Language::Uk | Language::Ru => '\u{a0}',
            Language::Fr => '\u{202f}',
        }
    }
}
