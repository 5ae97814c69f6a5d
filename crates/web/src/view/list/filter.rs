//! The filter above a list. It lives in the address; reading it is the page's business.

use askama::Template;

use crate::view::{Field, Language, Link, Query, html};

html!(FilterBar);

/// A filter that is set, with the address that takes it off.
#[derive(Debug, Clone)]
pub struct SetFilter {
    /// What it says ("Sprache: Arabisch").
    pub label: String,
    /// The address without it.
    pub href: String,
}

/// The filter above a list: a GET form that answers while typing, and without script with its button.
#[derive(Debug, Clone, Template)]
#[template(path = "components/filter_bar.html")]
pub struct FilterBar {
    language: Language,
    pub(super) query: Query,
    fields: Vec<Field>,
    more: Vec<Field>,
    pub(super) set: Vec<SetFilter>,
    saved: Vec<Link>,
    /// Whether the whole page is loaded anew instead of the results alone.
    plain: bool,
    name: Option<String>,
}

impl FilterBar {
    /// A filter over the list at this address.
    pub fn new(language: Language, query: &Query) -> FilterBar {
        FilterBar {
            language,
            query: query.clone(),
            fields: Vec::new(),
            more: Vec::new(),
            set: Vec::new(),
            saved: Vec::new(),
            plain: false,
            name: None,
        }
    }

    /// What it narrows, where a page has more than one.
    pub fn named(mut self, name: impl Into<String>) -> FilterBar {
        self.name = Some(name.into());
        self
    }

    fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.t("kit-filter"))
    }

    /// Asks for the whole page: for pages without a list.
    pub fn plain(mut self) -> FilterBar {
        self.plain = true;
        self
    }

    /// Adds a field; its value is taken from the address.
    pub fn field(mut self, field: Field) -> FilterBar {
        let field = self.ready(field);
        self.fields.push(field);
        self
    }

    /// Adds a field to the folded second row.
    pub fn more(mut self, field: Field) -> FilterBar {
        let field = self.ready(field);
        self.more.push(field);
        self
    }

    /// Shows a filter that is set, in words, with a link that takes it off.
    pub fn set(mut self, name: &str, label: impl Into<String>) -> FilterBar {
        let href = self.query.without(name).without("page").href();
        self.set.push(SetFilter { label: label.into(), href });
        self
    }

    /// Offers a saved view.
    pub fn saved(mut self, label: impl Into<String>, href: impl Into<String>) -> FilterBar {
        self.saved.push(Link::new(label, href));
        self
    }

    fn ready(&self, field: Field) -> Field {
        let values: Vec<String> = self.query.all(&field.name).map(str::to_owned).collect();
        let mut field = field.values(values).unmarked();
        field.language = self.language;
        field
    }

    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    /// Whether a field of this name is there.
    pub fn asks_for(&self, name: &str) -> bool {
        self.fields.iter().chain(&self.more).any(|field| field.name == name)
    }

    fn more_is_open(&self) -> bool {
        self.more.iter().any(|field| !field.values.is_empty())
    }

    /// Whether the address narrows the list at all.
    pub(super) fn is_narrowed(&self) -> bool {
        self.fields.iter().chain(&self.more).any(|field| !field.values.is_empty())
    }
}
