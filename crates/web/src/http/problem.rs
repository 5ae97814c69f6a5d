//! What can go wrong with a request, and the page a person gets for it.

use super::{Answer, Markup, Staff};
use crate::view::{Action, Entered, Language, Notice, Page, Preferences, Shell, Tone};
use app::Conflict;
use domain::refusal::{Fact, Refusal};

/// Why there is no ordinary answer.
#[derive(Debug)]
pub enum Problem {
    /// There is no such thing, or not for this person: they cannot tell which.
    NotFound,
    /// The role may not use this page at all.
    Forbidden,
    /// Expected "no" of the domain.
    Refused(Refusal),
    /// Somebody else changed the record in between.
    Conflict(Box<Conflict>),
    /// Login is needed; what was sent is kept.
    LoginNeeded,
    /// The form's token is missing or old.
    StaleForm,
    /// Too many failures.
    TooMany,
    /// The body is larger than the route takes, in bytes.
    TooLarge(usize),
    /// The request cannot be read.
    Unreadable,
    /// Everything else; the text is for the log.
    Fault(String),
}

impl From<app::Error> for Problem {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::Refused(refusal) => Problem::Refused(refusal),
            app::Error::Denied(_) | app::Error::Absent(_) => Problem::NotFound,
            app::Error::Conflict(conflict) => Problem::Conflict(conflict),
            app::Error::Fault(text) => Problem::Fault(text),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Problem::Refused(refusal)
    }
}

/// The sentence of a refusal in a language.
pub fn sentence(language: Language, refusal: &Refusal) -> String {
    let key = format!("refusal-{}", refusal.code);
    let args: Vec<(&str, wording::Arg)> = refusal
        .facts
        .iter()
        .map(|(name, fact)| {
            let arg = match fact {
                Fact::Number(n) => wording::Arg::Number(*n),
                Fact::Date(day) => wording::Arg::Date(*day),
                Fact::Text(text) => wording::Arg::Text(text),
            };
            (name.as_str(), arg)
        })
        .collect();
    wording::text_with(language, &key, &args)
}

impl Problem {
    /// A refusal as mistakes of the form it came from, somebody else's save as both values beside each other;
    /// every other problem goes on as it is.
    pub fn at_fields(self, language: Language, entered: Entered) -> Result<Entered, Problem> {
        match self {
            Problem::Refused(refusal) => {
                let field = refusal.field.clone().unwrap_or_default();
                Ok(entered.error(field, sentence(language, &refusal)))
            }
            Problem::Conflict(conflict) if conflict.current.is_some() => {
                Ok(entered.contested(wording::text(language, "kit-contested")))
            }
            other => Err(other),
        }
    }

    /// HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Problem::NotFound => 404,
            Problem::Forbidden | Problem::StaleForm => 403,
            Problem::Refused(_) => 422,
            Problem::Conflict(_) => 409,
            Problem::LoginNeeded => 401,
            Problem::TooMany => 429,
            Problem::TooLarge(_) => 413,
            Problem::Unreadable => 400,
            Problem::Fault(_) => 500,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Problem::NotFound => "not-found",
            Problem::Forbidden => "forbidden",
            Problem::Refused(_) => "refused",
            Problem::Conflict(_) => "conflict",
            Problem::LoginNeeded => "login-needed",
            Problem::StaleForm => "stale-form",
            Problem::TooMany => "too-many",
            Problem::TooLarge(_) => "too-large",
            Problem::Unreadable => "unreadable",
            Problem::Fault(_) => "fault",
        }
    }

    /// The page for somebody who is logged in.
    pub fn for_staff(&self, staff: &Staff) -> Answer {
        let language = staff.language();
        let title = wording::text(language, &format!("problem-{}-title", self.code()));
        let page = Page::new(staff.shell(), title);
        Answer::page(page, [self.notice(language, &staff.request)]).status(self.status())
    }

    /// The page for somebody without login.
    pub fn for_visitor(&self, language: Language, request: &str) -> Answer {
        let title = wording::text(language, &format!("problem-{}-title", self.code()));
        let shell = Shell::new(Preferences { language, ..Preferences::default() }, "", "/");
        Answer::page(Page::new(&shell, title), [self.notice(language, request)]).status(self.status())
    }

    fn notice(&self, language: Language, request: &str) -> Markup {
        let text = match self {
            Problem::Refused(refusal) => sentence(language, refusal),
            Problem::TooLarge(limit) => wording::text_with(
                language,
                "problem-too-large-text",
                &[("megabytes", ((*limit / 1_048_576) as i64).into())],
            ),
            Problem::Fault(_) => {
                wording::text_with(language, "problem-fault-text", &[("request", request.into())])
            }
            other => wording::text(language, &format!("problem-{}-text", other.code())),
        };
        let tone = if matches!(self, Problem::Fault(_)) { Tone::Danger } else { Tone::Warning };
        let notice =
            Notice::new(tone, text).action(Action::link(wording::text(language, "problem-home"), "/"));
        Markup::of(&notice)
    }
}
