//! Lists of things: filter, sortable table, selection, pages, downloads. Everything is kept in the address,
//! so that a list can be shared and works without script. Not for reading the filter: pages do that.

mod filter;
mod pager;
mod table;

use askama::Template;

use super::{Action, EmptyState, Language, Query, html};

pub use filter::{FilterBar, SetFilter};
pub use pager::Pager;
pub use table::{Column, Row, Table};

/// Id of the part that is exchanged while filtering.
pub const RESULTS_ID: &str = "results";

html!(Bulk, ListView);

/// One thing to do with selected rows.
#[derive(Debug, Clone)]
pub struct BulkAction {
    /// What the button says.
    pub label: String,
    /// Where the selection is posted to; the answer there is a preview.
    pub path: String,
}

/// What can be done with selected rows.
#[derive(Debug, Clone, Template)]
#[template(path = "components/bulk.html")]
pub struct Bulk {
    language: Language,
    csrf: String,
    query: String,
    total: usize,
    actions: Vec<BulkAction>,
}

impl Bulk {
    /// Without actions yet; `total` is the number of rows found, `csrf` the shell's token.
    pub fn new(language: Language, csrf: &str, query: &Query, total: usize) -> Bulk {
        Bulk { language, csrf: csrf.to_owned(), query: query.raw(), total, actions: Vec::new() }
    }

    /// Adds a button.
    pub fn action(mut self, label: impl Into<String>, path: impl Into<String>) -> Bulk {
        self.actions.push(BulkAction { label: label.into(), path: path.into() });
        self
    }

    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    fn all_found(&self) -> String {
        wording::text_with(self.language, "kit-select-all-found", &[("total", self.total.into())])
    }

    /// Where the form posts if no button says otherwise.
    fn first_path(&self) -> &str {
        self.actions.first().map(|action| action.path.as_str()).unwrap_or_default()
    }
}

/// A whole list page: filter, count, downloads, table with selection, pages, or the empty state.
#[derive(Debug, Clone, Template)]
#[template(path = "components/list_view.html")]
pub struct ListView {
    /// The table.
    pub table: Table,
    /// The filter.
    pub filter: Option<FilterBar>,
    /// The pages.
    pub pager: Option<Pager>,
    /// What can be done with selected rows; the table must be selectable.
    pub bulk: Option<Bulk>,
    /// Downloads of exactly what is filtered.
    pub downloads: Vec<Action>,
    /// Shown instead of an empty table.
    pub empty: EmptyState,
}

impl ListView {
    /// A list with its table and what to say when there is nothing.
    pub fn new(table: Table, empty: EmptyState) -> ListView {
        ListView { table, filter: None, pager: None, bulk: None, downloads: Vec::new(), empty }
    }

    /// Adds the filter.
    pub fn filter(mut self, filter: FilterBar) -> ListView {
        self.filter = Some(filter);
        self
    }

    /// Adds the pages.
    pub fn pager(mut self, pager: Pager) -> ListView {
        self.pager = Some(pager);
        self
    }

    /// Adds what can be done with selected rows.
    pub fn bulk(mut self, bulk: Bulk) -> ListView {
        self.bulk = Some(bulk);
        self
    }

    /// Adds a download, for example `Action::link("CSV", query.at("/cases.csv").href())`.
    pub fn download(mut self, action: Action) -> ListView {
        self.downloads.push(action.quiet());
        self
    }

    /// "1 entry" or "37 entries".
    fn count(&self) -> String {
        let total = self.pager.as_ref().map_or(self.table.rows.len(), Pager::total);
        wording::text_with(self.table.language, "kit-found", &[("count", total.into())])
    }

    fn is_empty(&self) -> bool {
        self.table.rows.is_empty()
    }

    fn is_filtered(&self) -> bool {
        self.filter.as_ref().is_some_and(FilterBar::is_narrowed)
    }

    fn t(&self, key: &str) -> String {
        wording::text(self.table.language, key)
    }

    /// The list without any filter.
    fn unfiltered(&self) -> String {
        self.filter.as_ref().map(|filter| filter.query.path().to_owned()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Field;

    fn query(raw: &str) -> Query {
        Query::parse("/cases", Some(raw))
    }

    #[test]
    fn a_heading_sorts_forward_then_backward_and_says_which() {
        let columns = vec![Column::new("Name").sort("name"), Column::new("Stand")];
        let table = |raw: &str| Table::new(Language::De, "Fälle", columns.clone()).sortable(&query(raw));
        assert_eq!(table("page=3").sort_href(&columns[0]).as_deref(), Some("/cases?sort=name"));
        assert_eq!(table("sort=name").sort_href(&columns[0]).as_deref(), Some("/cases?sort=-name"));
        assert_eq!(table("sort=-name").sort_href(&columns[0]).as_deref(), Some("/cases?sort=name"));
        let html = table("sort=-name").to_string();
        assert_eq!(html.matches("aria-sort=\"descending\"").count(), 1);
        assert_eq!(html.matches("<a ").count(), 1, "only sortable headings are links");
    }

    #[test]
    fn the_pager_offers_first_last_and_neighbours_and_never_leaves_the_list() {
        let pager = Pager::new(Language::De, &query("q=a"), 1234, 12);
        assert_eq!(pager.numbers(), [Some(1), None, Some(11), Some(12), Some(13), None, Some(25)]);
        assert_eq!(pager.range(), "551 bis 600 von 1234");
        assert_eq!(Pager::new(Language::De, &query(""), 1234, 99).page, 25);
        assert_eq!(Pager::new(Language::De, &query(""), 0, 0).page, 1);
        assert_eq!(pager.href(&1), "/cases?q=a");
    }

    #[test]
    fn an_empty_list_says_so_and_offers_to_drop_the_filter() {
        let empty = EmptyState::new("Noch keine Fälle.").action(Action::link("Neu", "/cases/new"));
        let filter = FilterBar::new(Language::De, &query("q=zz")).field(Field::search("q", "Suche"));
        let table = Table::new(Language::De, "Fälle", vec![Column::new("Name")]);
        let unfiltered = ListView::new(table.clone(), empty.clone()).to_string();
        assert!(unfiltered.contains("Noch keine Fälle.") && !unfiltered.contains("<table"));
        let filtered = ListView::new(table, empty).filter(filter).to_string();
        assert!(!filtered.contains("Noch keine Fälle.") && filtered.contains("href=\"/cases\""));
    }

    #[test]
    fn a_filter_keeps_what_the_address_says() {
        let bar = FilterBar::new(Language::De, &query("q=M%C3%BC&sort=-name&page=2"))
            .field(Field::search("q", "Suche"))
            .set("q", "Suche: Mü");
        let html = bar.to_string();
        let table = Table::new(Language::De, "Fälle", vec![Column::new("Name")]);
        let list = ListView::new(table, EmptyState::new("Nichts.")).filter(bar).to_string();
        assert!(html.contains("value=\"Mü\""));
        assert!(html.contains("name=\"sort\" value=\"-name\""), "sorting survives filtering");
        assert!(!html.contains("name=\"page\""), "a new filter begins on the first page");
        let results = list.split("id=\"results\"").nth(1).unwrap_or_default();
        assert!(results.contains("href=\"/cases?sort=-name\""), "what is set is exchanged with the results");
    }
}
