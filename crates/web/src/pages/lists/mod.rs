//! What every list can do: sort by each column, find a word, keep the filter under a name, and give exactly
//! what is shown as a file. Pages build a [`ListView`] and hand it over. Not for choosing rows: pages ask for them.

mod arrange;
pub mod bulk;
mod file;
mod views;

pub use arrange::FIND;
pub use file::{FORMATS, of_table};
pub use views::routes;

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Bulk, ListView, Page, Pager, Query};

/// Most rows of one file.
pub const MOST: i64 = 200_000;

/// A list page on its way.
pub struct ListPage {
    page: Page,
    view: ListView,
    before: Vec<Markup>,
    paged: bool,
    bulk: Vec<(String, String)>,
    total: Option<usize>,
}

impl ListPage {
    /// A page of a list whose rows are all there: sorting, finding and files follow from the table.
    pub fn new(page: Page, view: ListView) -> ListPage {
        ListPage { page, view, before: Vec::new(), paged: false, bulk: Vec::new(), total: None }
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

    /// How many are found in all, where the rows are only the first of them.
    pub fn total(mut self, total: usize) -> ListPage {
        self.total = Some(total);
        self
    }

    /// Lets selected rows be posted to an address; the answer there is a preview. The table must be selectable.
    pub fn bulk(mut self, label: impl Into<String>, path: impl Into<String>) -> ListPage {
        self.bulk.push((label.into(), path.into()));
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
            let total = self.total.filter(|_| view.pager.is_some()).unwrap_or(view.table.rows.len());
            view = bulk_of(staff, &query, view, (total, self.bulk));
            view = cut(staff, &query, view);
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

/// What can be done with selected rows of a list whose rows are all there.
pub fn with_bulk(
    staff: &Staff,
    query: &Query,
    view: ListView,
    actions: impl IntoIterator<Item = (String, String)>,
) -> ListView {
    let total = view.table.rows.len();
    bulk_of(staff, query, view, (total, actions.into_iter().collect()))
}

fn bulk_of(
    staff: &Staff,
    query: &Query,
    view: ListView,
    (total, actions): (usize, Vec<(String, String)>),
) -> ListView {
    if actions.is_empty() {
        return view;
    }
    let bulk = Bulk::new(staff.language(), &staff.shell().csrf, query, total);
    view.bulk(actions.into_iter().fold(bulk, |bulk, (label, path)| bulk.action(label, path)))
}

/// The page of a long list that the address asks for.
fn cut(staff: &Staff, query: &Query, mut view: ListView) -> ListView {
    let total = view.table.rows.len();
    if view.pager.is_some() || total <= Pager::PER_PAGE {
        return view;
    }
    let asked = query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let pager = Pager::new(staff.language(), query, total, asked);
    view.table.rows = view.table.rows.drain(pager.rows()).collect();
    view.pager(pager)
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
