//! Which part of a long list is shown, with links to the other parts.

use askama::Template;

use crate::view::{Language, Query, html};

html!(Pager);

/// Which part of a list is shown, with links to the others.
#[derive(Debug, Clone, Template)]
#[template(path = "components/pager.html")]
pub struct Pager {
    language: Language,
    query: Query,
    total: usize,
    pub(super) page: usize,
    per_page: usize,
}

impl Pager {
    /// Rows a page of a list has unless the page says otherwise.
    pub const PER_PAGE: usize = 50;

    /// A pager; `page` counts from 1 and is kept within the list.
    pub fn new(language: Language, query: &Query, total: usize, page: usize) -> Pager {
        let per_page = Pager::PER_PAGE;
        let page = page.clamp(1, total.div_ceil(per_page).max(1));
        Pager { language, query: query.clone(), total, page, per_page }
    }

    /// How many rows there are in all.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Places of the rows that this page shows.
    pub fn rows(&self) -> std::ops::Range<usize> {
        let first = (self.page - 1) * self.per_page;
        first..(first + self.per_page).min(self.total)
    }

    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    fn last(&self) -> usize {
        self.total.div_ceil(self.per_page).max(1)
    }

    pub(super) fn href(&self, page: &usize) -> String {
        if *page <= 1 { self.query.without("page").href() } else { self.query.with("page", page).href() }
    }

    fn previous(&self) -> Option<usize> {
        (self.page > 1).then(|| self.page - 1)
    }

    fn next(&self) -> Option<usize> {
        (self.page < self.last()).then(|| self.page + 1)
    }

    fn is_here(&self, page: &usize) -> bool {
        *page == self.page
    }

    /// "51 to 100 of 1,234".
    pub(super) fn range(&self) -> String {
        let first = (self.page - 1) * self.per_page + 1;
        let last = (self.page * self.per_page).min(self.total);
        wording::text_with(
            self.language,
            "kit-pager-range",
            &[("first", first.into()), ("last", last.into()), ("total", self.total.into())],
        )
    }

    fn label(&self, page: &usize) -> String {
        wording::text_with(self.language, "kit-pager-page", &[("page", (*page).into())])
    }

    /// The page numbers to offer: first, last, the neighbours; `None` is a gap.
    pub(super) fn numbers(&self) -> Vec<Option<usize>> {
        let last = self.last();
        let mut numbers = Vec::new();
        let mut before = 0;
        for page in 1..=last {
            if page == 1 || page == last || page.abs_diff(self.page) <= 1 {
                if page - before > 1 {
                    numbers.push(None);
                }
                numbers.push(Some(page));
                before = page;
            }
        }
        numbers
    }
}
