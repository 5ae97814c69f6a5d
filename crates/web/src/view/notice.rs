//! Messages: what just happened, what to know, the result of an act, and two people in one record.
//! Not for field errors, which stand at their field.

use askama::Template;

use super::{Action, CSRF_FIELD, Language, Link, Shell, Tone, VERSION_FIELD, Value, html};

/// A message box; also the flash message after an act, with its undo.
#[derive(Debug, Clone, Template)]
#[template(path = "components/notice.html")]
pub struct Notice {
    /// What kind of message.
    pub tone: Tone,
    /// The message in one sentence.
    pub title: String,
    /// More, if needed.
    pub text: Option<String>,
    /// Undo, or what to do now.
    pub actions: Vec<Action>,
    /// Whether screen readers read it at once.
    pub live: bool,
}

html!(Notice, Confirmation, Conflict);

impl Notice {
    /// A message.
    pub fn new(tone: Tone, title: impl Into<String>) -> Notice {
        Notice { tone, title: title.into(), text: None, actions: Vec::new(), live: false }
    }

    /// An act is done; read out at once.
    pub fn done(title: impl Into<String>) -> Notice {
        Notice { live: true, ..Notice::new(Tone::Success, title) }
    }

    /// More text.
    pub fn text(mut self, text: impl Into<String>) -> Notice {
        self.text = Some(text.into());
        self
    }

    /// Offers to take the act back and to come back to a page of this site.
    pub fn undo(self, shell: &Shell, path: impl Into<String>) -> Notice {
        let button = Action::post(wording::text(shell.language, "kit-undo"), path, &shell.csrf);
        self.action(button.hidden("back", shell.path.clone()))
    }

    /// Offers something to do.
    pub fn action(mut self, action: Action) -> Notice {
        self.actions.push(action);
        self
    }

    fn picture(&self) -> &'static str {
        match self.tone {
            Tone::Neutral => "info",
            tone => tone.icon().code(),
        }
    }

    /// Errors interrupt, the rest waits its turn.
    fn role(&self) -> &'static str {
        if self.tone == Tone::Danger { "alert" } else { "status" }
    }
}

/// Result page: what happened, under which number, what next.
#[derive(Debug, Clone, Template)]
#[template(path = "components/confirmation.html")]
pub struct Confirmation {
    language: Language,
    title: String,
    number: Option<(String, String)>,
    text: Option<String>,
    next: Vec<String>,
    actions: Vec<Action>,
    links: Vec<Link>,
}

impl Confirmation {
    /// What happened.
    pub fn new(language: Language, title: impl Into<String>) -> Confirmation {
        Confirmation {
            language,
            title: title.into(),
            number: None,
            text: None,
            next: Vec::new(),
            actions: Vec::new(),
            links: Vec::new(),
        }
    }

    /// The number to remember, with its label.
    pub fn number(mut self, label: impl Into<String>, number: impl Into<String>) -> Confirmation {
        self.number = Some((label.into(), number.into()));
        self
    }

    /// More text.
    pub fn text(mut self, text: impl Into<String>) -> Confirmation {
        self.text = Some(text.into());
        self
    }

    /// What happens next, one sentence each.
    pub fn next(mut self, sentence: impl Into<String>) -> Confirmation {
        self.next.push(sentence.into());
        self
    }

    /// What to do now.
    pub fn action(mut self, action: Action) -> Confirmation {
        self.actions.push(action);
        self
    }

    /// Where else to go.
    pub fn link(mut self, label: impl Into<String>, href: impl Into<String>) -> Confirmation {
        self.links.push(Link::new(label, href));
        self
    }

    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }
}

/// One field that both people changed.
#[derive(Debug, Clone)]
pub struct ConflictField {
    /// The field's name; the choice is posted as `keep_<name>` with `mine` or `theirs`.
    pub name: String,
    /// The field's label.
    pub label: String,
    /// What stood there before.
    pub before: Value,
    /// What this user entered.
    pub mine: Value,
    /// The raw entry, posted again under the field's name.
    pub mine_raw: String,
    /// What the other person saved meanwhile.
    pub theirs: Value,
}

/// Two people changed one record: both values beside each other, one choice per field.
#[derive(Debug, Clone, Template)]
#[template(path = "components/conflict.html")]
pub struct Conflict {
    language: Language,
    action: String,
    /// Token, current version and every unchanged field of the refused form.
    hidden: Vec<(String, String)>,
    who: String,
    when: String,
    fields: Vec<ConflictField>,
    cancel: String,
}

impl Conflict {
    /// `who` saved `when` (in words); the choice is posted to `action` with the now current version.
    pub fn new(
        language: Language,
        (action, csrf, version): (&str, &str, i64),
        who: impl Into<String>,
        when: impl Into<String>,
    ) -> Conflict {
        let hidden =
            vec![(CSRF_FIELD.to_owned(), csrf.to_owned()), (VERSION_FIELD.to_owned(), version.to_string())];
        Conflict {
            language,
            action: action.to_owned(),
            hidden,
            who: who.into(),
            when: when.into(),
            fields: Vec::new(),
            cancel: action.to_owned(),
        }
    }

    /// Adds a field that both changed.
    pub fn field(mut self, field: ConflictField) -> Conflict {
        self.fields.push(field);
        self
    }

    /// Carries an entry along that nobody else changed.
    pub fn keep(mut self, name: impl Into<String>, raw: impl Into<String>) -> Conflict {
        self.hidden.push((name.into(), raw.into()));
        self
    }

    /// Where to go without saving.
    pub fn cancel(mut self, href: impl Into<String>) -> Conflict {
        self.cancel = href.into();
        self
    }

    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    fn intro(&self) -> String {
        let args = [("who", (&self.who).into()), ("when", (&self.when).into())];
        wording::text_with(self.language, "kit-conflict-intro", &args)
    }

    fn pick(&self, key: &str, label: &str) -> String {
        wording::text_with(self.language, key, &[("field", label.into())])
    }
}
