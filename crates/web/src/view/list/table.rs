//! Tables: sortable heads, rows that can be selected, sums. Not for layout.

use askama::Template;

use crate::view::{Language, Query, Tone, Value, html};

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
    /// Language of the rows where it is another than the page's.
    pub content: Option<Language>,
    /// Place of the column that names the row; none where all cells weigh the same, as in a calendar.
    pub heading: Option<usize>,
}

html!(Table);

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
            content: None,
            heading: Some(0),
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

    /// Says in which language the rows are, where the page may be in another.
    pub fn content_language(mut self, language: Language) -> Table {
        self.content = (language != self.language).then_some(language);
        self
    }

    /// Shows the caption to screen readers only, where a heading already says it.
    pub fn quiet_caption(mut self) -> Table {
        self.caption_hidden = true;
        self
    }

    /// Makes all cells alike and equally wide, as in a calendar.
    pub fn even(mut self) -> Table {
        self.heading = None;
        self
    }

    /// Says which column names the row, where a rank or a time stands before it.
    pub fn headed_by(mut self, place: usize) -> Table {
        self.heading = Some(place);
        self
    }

    fn names_row(&self, place: &usize) -> bool {
        self.heading == Some(*place)
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
    pub(super) fn sort_href(&self, column: &Column) -> Option<String> {
        let word = column.sort.as_ref()?;
        let query = self.query.as_ref()?.without("page");
        let next = if self.direction(column) == "ascending" { format!("-{word}") } else { word.clone() };
        Some(query.with("sort", next).href())
    }

    /// Heading of a column, said before the value where rows are shown as cards.
    fn label_of(&self, place: &usize) -> Option<&str> {
        self.columns.get(*place).filter(|column| !column.silent).map(|column| column.label.as_str())
    }

    fn is_numeric(&self, place: &usize) -> bool {
        self.columns.get(*place).is_some_and(|column| column.numeric)
    }
}
