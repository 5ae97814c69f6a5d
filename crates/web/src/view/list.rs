//! Lists of things: filter, sortable table, selection, pages, downloads. Everything is kept in the address,
//! so that a list can be shared and works without script. Not for reading the filter: pages do that.

use askama::Template;

use super::{Action, EmptyState, Field, Language, Query, Tone, Value, html};

/// Id of the part that is exchanged while filtering.
pub const RESULTS_ID: &str = "results";

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Heading.
    pub label: String,
    /// Word of the `sort` pair, if the list can be sorted by it.
    pub sort: Option<String>,
    /// Whether values are numbers, set to the end.
    pub numeric: bool,
    /// Whether the heading is heard but not seen (column of buttons).
    pub silent: bool,
}

impl Column {
    /// A column of text.
    pub fn new(label: impl Into<String>) -> Column {
        Column { label: label.into(), sort: None, numeric: false, silent: false }
    }

    /// A column of numbers.
    pub fn number(label: impl Into<String>) -> Column {
        Column { numeric: true, ..Column::new(label) }
    }

    /// A column whose heading only screen readers get.
    pub fn silent(label: impl Into<String>) -> Column {
        Column { silent: true, ..Column::new(label) }
    }

    /// Lets the list be sorted by it.
    pub fn sort(mut self, word: impl Into<String>) -> Column {
        self.sort = Some(word.into());
        self
    }
}

/// One row; its first value is the row's heading.
#[derive(Debug, Clone)]
pub struct Row {
    /// What bulk forms post for it.
    pub key: String,
    /// How the row is called when it is selected ("Ahmadi, Zahra").
    pub name: String,
    /// The values, one per column.
    pub values: Vec<Value>,
    /// Marks rows that need attention.
    pub tone: Tone,
}

impl Row {
    /// A row.
    pub fn new(key: impl ToString, name: impl Into<String>, values: Vec<Value>) -> Row {
        Row { key: key.to_string(), name: name.into(), values, tone: Tone::Neutral }
    }

    /// Marks the row.
    pub fn tone(mut self, tone: Tone) -> Row {
        self.tone = tone;
        self
    }
}

/// A table.
#[derive(Debug, Clone, Template)]
#[template(path = "components/table.html")]
pub struct Table {
    /// Page language.
    pub language: Language,
    /// What the table shows; heard, and seen unless `caption_hidden`.
    pub caption: String,
    /// Whether the caption is only heard.
    pub caption_hidden: bool,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Sums under the table.
    pub footer: Option<Vec<Value>>,
    /// Address for sort links.
    pub query: Option<Query>,
    /// Name of the selection boxes, if rows can be selected.
    pub select: Option<String>,
}

html!(Table, Pager, FilterBar, Bulk, ListView);

impl Table {
    /// A table.
    pub fn new(language: Language, caption: impl Into<String>, columns: Vec<Column>) -> Table {
        Table {
            language,
            caption: caption.into(),
            caption_hidden: false,
            columns,
            rows: Vec::new(),
            footer: None,
            query: None,
            select: None,
        }
    }

    /// Adds rows.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Row>) -> Table {
        self.rows.extend(rows);
        self
    }

    /// Adds a row of sums.
    pub fn footer(mut self, values: Vec<Value>) -> Table {
        self.footer = Some(values);
        self
    }

    /// Makes the headings of sortable columns links.
    pub fn sortable(mut self, query: &Query) -> Table {
        self.query = Some(query.clone());
        self
    }

    /// Lets rows be selected; the keys are posted under `name`.
    pub fn selectable(mut self, name: impl Into<String>) -> Table {
        self.select = Some(name.into());
        self
    }

    /// Shows the caption to screen readers only, where a heading already says it.
    pub fn quiet_caption(mut self) -> Table {
        self.caption_hidden = true;
        self
    }

    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    fn select_row(&self, row: &Row) -> String {
        wording::text_with(self.language, "kit-select-row", &[("name", (&row.name).into())])
    }

    /// `ascending`, `descending` or `none` for `aria-sort`.
    fn direction(&self, column: &Column) -> &'static str {
        let sorted = self.query.as_ref().and_then(|query| query.get("sort"));
        match (sorted, &column.sort) {
            (Some(sorted), Some(word)) if sorted == word => "ascending",
            (Some(sorted), Some(word)) if sorted.strip_prefix('-') == Some(word) => "descending",
            _ => "none",
        }
    }

    /// The sort link of a column, if it has one.
    fn sort_href(&self, column: &Column) -> Option<String> {
        let word = column.sort.as_ref()?;
        let query = self.query.as_ref()?.without("page");
        let next = if self.direction(column) == "ascending" { format!("-{word}") } else { word.clone() };
        Some(query.with("sort", next).href())
    }

    fn is_numeric(&self, place: &usize) -> bool {
        self.columns.get(*place).is_some_and(|column| column.numeric)
    }
}

/// Which part of a list is shown, with links to the others.
#[derive(Debug, Clone, Template)]
#[template(path = "components/pager.html")]
pub struct Pager {
    language: Language,
    query: Query,
    total: usize,
    page: usize,
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

    fn t(&self, key: &str) -> String {
        wording::text(self.language, key)
    }

    fn last(&self) -> usize {
        self.total.div_ceil(self.per_page).max(1)
    }

    fn href(&self, page: &usize) -> String {
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
    fn range(&self) -> String {
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
    fn numbers(&self) -> Vec<Option<usize>> {
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
    query: Query,
    fields: Vec<Field>,
    more: Vec<Field>,
    set: Vec<SetFilter>,
    saved: Vec<super::Link>,
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
        }
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
        self.saved.push(super::Link::new(label, href));
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

    fn more_is_open(&self) -> bool {
        self.more.iter().any(|field| !field.values.is_empty())
    }

    /// Whether the address narrows the list at all.
    fn is_narrowed(&self) -> bool {
        self.fields.iter().chain(&self.more).any(|field| !field.values.is_empty())
    }
}

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
