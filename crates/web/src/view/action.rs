//! A button that leads somewhere or does something. Not for the submit button of a form: that is [`super::Form`]'s.

use askama::Template;

use super::{Busy, CSRF_FIELD, Icon, html};

/// How loud a button is; one primary button per page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do here.
    Primary,
    /// One of several.
    Secondary,
    /// A quiet one, shown like a link.
    Quiet,
}

/// A button: a link, or a small form that posts.
#[derive(Debug, Clone, Template)]
#[template(path = "components/action.html")]
pub struct Action {
    /// What the button says.
    pub label: String,
    /// Where it leads or posts to.
    pub href: String,
    /// None for a link; for a posting button its hidden fields.
    pub post: Option<Vec<(String, String)>>,
    /// Picture before the label.
    pub icon: Option<Icon>,
    /// How loud it is.
    pub weight: Weight,
    /// Said to screen readers after the label, to tell equal buttons apart.
    pub about: Option<String>,
    /// What is shown while it runs, if that takes seconds.
    pub busy: Option<Busy>,
}

html!(Action);

impl Action {
    /// A link that looks like a button.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Action {
        Action {
            label: label.into(),
            href: href.into(),
            post: None,
            icon: None,
            weight: Weight::Secondary,
            about: None,
            busy: None,
        }
    }

    /// A button that posts to `path`; it carries the session's token.
    pub fn post(label: impl Into<String>, path: impl Into<String>, csrf: &str) -> Action {
        let token = vec![(CSRF_FIELD.to_owned(), csrf.to_owned())];
        Action { post: Some(token), ..Action::link(label, path) }
    }

    /// Adds a hidden field to a posting button; a link has none.
    pub fn hidden(mut self, name: impl Into<String>, value: impl Into<String>) -> Action {
        if let Some(fields) = &mut self.post {
            fields.push((name.into(), value.into()));
        }
        self
    }

    /// Makes it the page's main button.
    pub fn primary(mut self) -> Action {
        self.weight = Weight::Primary;
        self
    }

    /// Makes it a quiet button.
    pub fn quiet(mut self) -> Action {
        self.weight = Weight::Quiet;
        self
    }

    /// Puts a picture before the label.
    pub fn icon(mut self, icon: Icon) -> Action {
        self.icon = Some(icon);
        self
    }

    /// Says for whom or what, to screen readers only.
    pub fn about(mut self, about: impl Into<String>) -> Action {
        self.about = Some(about.into());
        self
    }

    /// Takes seconds: says so while it runs. The page says beforehand how long.
    pub fn slow(mut self, busy: Busy) -> Action {
        self.busy = Some(busy.said());
        self
    }

    /// The classes of the button.
    pub fn class(&self) -> &'static str {
        match self.weight {
            Weight::Primary => "kern-btn kern-btn--primary",
            Weight::Secondary => "kern-btn kern-btn--secondary",
            Weight::Quiet => "kern-btn kern-btn--tertiary",
        }
    }
}
