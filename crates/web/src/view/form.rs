//! A whole form: fields in sections, kept entries, errors on top and at the field. Not for checking
//! entries: pages do that and hand the outcome back as [`Entered`].

use askama::Template;

use super::field::Kind;
use super::{Action, Busy, CSRF_FIELD, Field, Language, VERSION_FIELD, html};

/// What a refused form held: the raw pairs and what was wrong with them, in words.
#[derive(Debug, Clone, Default)]
pub struct Entered {
    /// Names and values as they were posted.
    pub pairs: Vec<(String, String)>,
    /// Field name and sentence; a name that is no field of the form is shown on top only.
    pub errors: Vec<(String, String)>,
    /// Somebody else saved meanwhile: fields whose stored value differs show both.
    pub contested: bool,
}

impl Entered {
    /// Takes the posted pairs.
    pub fn new(pairs: Vec<(String, String)>) -> Entered {
        Entered { pairs, ..Entered::default() }
    }

    /// Notes what is wrong with a field.
    pub fn error(mut self, field: impl Into<String>, sentence: impl Into<String>) -> Entered {
        self.errors.push((field.into(), sentence.into()));
        self
    }

    /// Somebody else saved while this form was open; nothing was overwritten.
    pub fn contested(mut self, sentence: impl Into<String>) -> Entered {
        self.contested = true;
        self.error("", sentence)
    }

    /// Whether nothing was wrong.
    pub fn is_sound(&self) -> bool {
        self.errors.is_empty()
    }
}

/// The box above a refused form: every error with a link to its field.
#[derive(Debug, Clone, Template)]
#[template(path = "components/error_summary.html")]
pub struct ErrorSummary {
    /// Page language.
    pub language: Language,
    /// Field id (none if no field is to blame) and sentence.
    pub errors: Vec<(Option<String>, String)>,
}

html!(ErrorSummary, Form);

impl ErrorSummary {
    fn t1(&self, key: &str, count: usize) -> String {
        wording::text_with(self.language, key, &[("count", count.into())])
    }
}

/// A part of a form.
#[derive(Debug, Clone)]
pub enum Part {
    /// Heading and one sentence before the next fields.
    Section(String, Option<String>),
    /// One field.
    Field(Box<Field>),
    /// Fields beside each other.
    Row(Vec<Field>),
    /// Fields that few need, folded under a sentence; open once something stands in them.
    More(String, Vec<Field>),
}

/// A form that posts.
#[derive(Debug, Clone, Template)]
#[template(path = "components/form.html")]
pub struct Form {
    /// Page language.
    pub language: Language,
    /// Where it posts to.
    pub action: String,
    /// The parts in order.
    pub parts: Vec<Part>,
    /// Fields that are not shown.
    pub hidden: Vec<(String, String)>,
    /// What the main button says.
    pub submit: String,
    /// Further submit buttons: name, value, label (for example "save and next").
    pub more_submits: Vec<(String, String, String)>,
    /// Where to go instead.
    pub cancel: Option<Action>,
    /// Errors on top.
    pub summary: Option<ErrorSummary>,
    /// Whether files are uploaded.
    pub upload: bool,
    /// Where drafts are saved while typing, if they are.
    pub draft: Option<String>,
    /// What the ids of its fields begin with.
    pub scope: &'static str,
    /// The whole form is folded under this; open once something is wrong in it.
    pub fold: Option<String>,
    /// What is shown while it runs, if that takes seconds.
    pub busy: Option<Busy>,
}

impl Form {
    /// A form; `csrf` is the shell's token.
    pub fn new(language: Language, action: impl Into<String>, csrf: &str) -> Form {
        Form {
            language,
            action: action.into(),
            parts: Vec::new(),
            hidden: vec![(CSRF_FIELD.to_owned(), csrf.to_owned())],
            submit: wording::text(language, "kit-save"),
            more_submits: Vec::new(),
            cancel: None,
            summary: None,
            upload: false,
            draft: None,
            scope: "",
            fold: None,
            busy: None,
        }
    }

    /// Keeps the ids of its fields apart from those of other forms of the page; called before fields are added.
    pub fn scope(mut self, scope: &'static str) -> Form {
        self.scope = scope;
        self
    }

    /// Folds the form under a sentence, for what is not done at every visit.
    pub fn fold(mut self, label: impl Into<String>) -> Form {
        self.fold = Some(label.into());
        self
    }

    /// Takes seconds: says so beforehand and while it runs.
    pub fn slow(mut self, busy: Busy) -> Form {
        self.busy = Some(busy);
        self
    }

    /// Begins a section.
    pub fn section(mut self, heading: impl Into<String>) -> Form {
        self.parts.push(Part::Section(heading.into(), None));
        self
    }

    /// Begins a section with a sentence under its heading.
    pub fn section_with(mut self, heading: impl Into<String>, sentence: impl Into<String>) -> Form {
        self.parts.push(Part::Section(heading.into(), Some(sentence.into())));
        self
    }

    /// Adds a field.
    pub fn field(mut self, mut field: Field) -> Form {
        (field.language, field.scope) = (self.language, self.scope);
        if field.kind == Kind::Hidden {
            return self.hidden(field.name.clone(), field.first().to_owned());
        }
        self.parts.push(Part::Field(Box::new(field)));
        self
    }

    /// Adds fields beside each other.
    pub fn row(mut self, mut fields: Vec<Field>) -> Form {
        for field in &mut fields {
            (field.language, field.scope) = (self.language, self.scope);
        }
        self.parts.push(Part::Row(fields));
        self
    }

    /// Adds fields that few need, folded under a sentence.
    pub fn more(mut self, label: impl Into<String>, mut fields: Vec<Field>) -> Form {
        for field in &mut fields {
            (field.language, field.scope) = (self.language, self.scope);
        }
        self.parts.push(Part::More(label.into(), fields));
        self
    }

    /// Adds a field that is not shown.
    pub fn hidden(mut self, name: impl Into<String>, value: impl Into<String>) -> Form {
        self.hidden.push((name.into(), value.into()));
        self
    }

    /// Remembers which version of the record was shown.
    pub fn version(self, version: i64) -> Form {
        self.hidden(VERSION_FIELD, version.to_string())
    }

    /// What the main button says; "save" unless told.
    pub fn submit(mut self, label: impl Into<String>) -> Form {
        self.submit = label.into();
        self
    }

    /// Adds another submit button; its name and value are posted.
    pub fn submit_as(
        mut self,
        name: impl Into<String>,
        value: impl Into<String>,
        label: impl Into<String>,
    ) -> Form {
        self.more_submits.push((name.into(), value.into(), label.into()));
        self
    }

    /// Adds a link that leaves the form.
    pub fn cancel(mut self, href: impl Into<String>) -> Form {
        self.cancel = Some(Action::link(wording::text(self.language, "kit-cancel"), href).quiet());
        self
    }

    /// Lets the form upload files.
    pub fn upload(mut self) -> Form {
        self.upload = true;
        self
    }

    /// Saves a draft to this path while the user types; the answer (200) is shown in the status line.
    pub fn draft(mut self, path: impl Into<String>) -> Form {
        self.draft = Some(path.into());
        self
    }

    /// Puts back what was entered and shows what was wrong.
    pub fn fill(mut self, entered: &Entered) -> Form {
        let (mut summary, mut named) = (Vec::new(), Vec::new());
        for part in &mut self.parts {
            let fields = match part {
                Part::Section(..) => continue,
                Part::Field(field) => std::slice::from_mut(&mut **field),
                Part::Row(fields) | Part::More(_, fields) => fields.as_mut_slice(),
            };
            for field in fields {
                let before = summary.len();
                fill_field(field, entered, &mut summary);
                named.extend((summary.len() > before).then(|| field.name.clone()));
            }
        }
        let elsewhere: Vec<_> =
            entered.errors.iter().filter(|(name, _)| !named.contains(name)).cloned().collect();
        summary.extend(elsewhere.into_iter().map(|(_, sentence)| (None, sentence)));
        if !summary.is_empty() {
            self.summary = Some(ErrorSummary { language: self.language, errors: summary });
        }
        self
    }

    /// Something stands in folded fields, or is wrong with them.
    fn is_used(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| field.error.is_some() || field.values.iter().any(|value| !value.is_empty()))
    }

    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }
}

fn fill_field(field: &mut Field, entered: &Entered, summary: &mut Vec<(Option<String>, String)>) {
    let stored = std::mem::take(&mut field.values);
    if field.read_only || matches!(field.kind, Kind::Line("password" | "file")) {
        field.values = stored.clone();
    } else {
        field.values = entered
            .pairs
            .iter()
            .filter(|(name, value)| *name == field.name && !value.is_empty())
            .map(|(_, value)| value.clone())
            .collect();
    }
    if entered.contested && stored.iter().filter(|value| !value.is_empty()).ne(&field.values) {
        let said = field.said(&stored);
        let args = [("stored", (&said).into())];
        let sentence = wording::text_with(field.language, "kit-contested-field", &args);
        summary.push((Some(field.id()), format!("{}: {sentence}", field.label)));
        field.error = Some(sentence);
        return;
    }
    let error = entered.errors.iter().find(|(name, _)| *name == field.name);
    if let Some((_, sentence)) = error {
        field.error = Some(sentence.clone());
        summary.push((Some(field.id()), format!("{}: {sentence}", field.label)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Choice;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn form() -> Form {
        Form::new(Language::De, "/cases", "token").field(Field::text("name", "Name").required()).row(vec![
            Field::date("arrived_on", "Ankunft").value("1.1.2026"),
            Field::checks("days", "Tage", vec![Choice::new("mo", "Mo"), Choice::new("tu", "Di")]),
        ])
    }

    #[test]
    fn a_refused_form_keeps_every_entry_and_names_every_fault() {
        let entered = Entered::new(pairs(&[
            ("name", "Ö<b>"),
            ("arrived_on", "morgen"),
            ("days", "mo"),
            ("days", "tu"),
        ]))
        .error("arrived_on", "Das ist kein Datum.")
        .error("household", "Der Haushalt fehlt.");
        let html = form().fill(&entered).to_string();
        assert!(html.contains("value=\"Ö&#60;b&#62;\""), "{html}");
        assert!(html.contains("value=\"morgen\""));
        assert_eq!(html.matches("checked").count(), 2);
        assert!(html.contains("href=\"#arrived_on\""));
        assert!(html.contains("aria-invalid=\"true\""));
        assert!(html.contains("Der Haushalt fehlt."));
    }

    #[test]
    fn a_cleared_field_stays_cleared_when_the_form_comes_back() {
        let html = form().fill(&Entered::new(pairs(&[("name", "A"), ("arrived_on", "")]))).to_string();
        assert!(!html.contains("1.1.2026"));
        assert!(!html.contains("fk-error-summary"));
    }

    #[test]
    fn a_form_that_somebody_else_was_faster_with_shows_both_values_and_keeps_the_own_ones() {
        let entered = Entered::new(pairs(&[("name", ""), ("arrived_on", "2.2.2026"), ("days", "mo")]));
        let html = form().fill(&entered.contested("Jemand war schneller.")).to_string();
        assert!(html.contains("Jemand war schneller."), "{html}");
        assert!(html.contains("value=\"2.2.2026\""), "the own entry stays");
        assert!(html.contains("1.1.2026"), "the stored value stands beside it");
        assert_eq!(html.matches("fk-field--error").count(), 2, "only where they differ: date and days");
    }

    #[test]
    fn every_form_carries_the_token() {
        assert!(form().to_string().contains("name=\"csrf\" value=\"token\""));
    }
}
