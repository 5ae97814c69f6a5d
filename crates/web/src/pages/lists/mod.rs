//! What every list can do: sort by each column, find a word, keep the filter under a name, and give exactly
//! what is shown as a file. Pages build a [`ListView`] and hand it over. Not for choosing rows: pages ask for them.

mod arrange;
mod file;
mod views;

pub use file::{FORMATS, of_table};
pub use views::routes;

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Bulk, ListView, Page, Query};

/// Most rows of one file.
pub const MOST: i64 = 200_000;

/// A list page on its way.
pub struct ListPage {
    page: Page,
    view: ListView,
    before: Vec<Markup>,
    paged: bool,
    bulk: Option<(String, String)>,
}

impl ListPage {
    /// A page of a list whose rows are all there: sorting, finding and files follow from the table.
    pub fn new(page: Page, view: ListView) -> ListPage {
        ListPage { page, view, before: Vec::new(), paged: false, bulk: None }
    }

    /// The rows are one page of many: sorting, finding and files are the page's own business.
    pub fn paged(mut self) -> ListPage {
        self.paged = true;
        self
    }

    /// Shows something above the list.
    pub fn before(mut self, parts: impl IntoIterator<Item = Markup>) -> ListPage {
        self.before.extend(parts);
        self
    }

    /// Lets selected rows be posted to an address; the table must be selectable.
    pub fn bulk(mut self, label: impl Into<String>, path: impl Into<String>) -> ListPage {
        self.bulk = Some((label.into(), path.into()));
        self
    }

    /// The page, or the file that the address asks for.
    pub async fn answer(self, staff: &Staff, input: &Input) -> Result<Answer, Problem> {
        let query = input.query();
        let mut view = self.view;
        if !self.paged {
            view = arranged(staff, input, view);
            if FORMATS.contains(&input.text("format")) {
                return of_table(input.text("format"), &view.table);
            }
        }
        if let Some((label, path)) = self.bulk {
            let total = view.table.rows.len();
            let bulk = Bulk::new(staff.language(), &staff.shell().csrf, &query, total);
            view = view.bulk(bulk.action(label, path));
        }
        let kept = views::of_path(staff, query.path()).await?;
        if let Some(filter) = view.filter.take() {
            view.filter = Some(views::links(filter, &kept));
        }
        let mut parts = self.before;
        parts.push(Markup::of(&view));
        parts.extend(views::forms(staff, &query, &kept));
        Ok(Answer::page(self.page, parts))
    }
}

/// A list as part of another page, or as a page of its own: found, sorted, with its files.
pub fn arranged(staff: &Staff, input: &Input, view: ListView) -> ListView {
    let query = input.query();
    let mut view = arrange::found(staff, &query, view);
    view.table = arrange::sorted(&query, view.table);
    downloads(staff, &query, view)
}

/// The buttons that load the list as a file; the page answers them at its own address.
pub fn downloads(staff: &Staff, query: &Query, mut view: ListView) -> ListView {
    for format in FORMATS {
        let href = query.without("page").with("format", format).href();
        view = view.download(Action::link(staff.t(&format!("lists-download-{format}")), href));
    }
    view
}
