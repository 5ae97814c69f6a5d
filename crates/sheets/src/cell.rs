//! One cell and one row as delivered to callers. Not for finding the table, see `heading`.

use serde::{Deserialize, Serialize};

/// What the file said a cell is. Text files know only `Text` and `Empty`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellKind {
    /// Nothing, or white space only.
    #[default]
    Empty,
    /// Text as typed.
    Text,
    /// A number; its text is written the German way (`1234,5`, no thousands separators).
    Number,
    /// A day; its text is ISO (`1990-03-02`).
    Date,
    /// A day with a time of day; its text is ISO (`2026-11-23T08:30`).
    DateTime,
    /// A time of day or a span of time; its text is `08:30`, seconds only if there are any.
    Time,
    /// A truth value; its text is `ja` or `nein`.
    Bool,
    /// An error such as `#REF!`; its text is that code.
    Error,
}

/// One cell: its text, unchanged by clean-up, and what the file said it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Cell {
    /// The text as a reader of the file would see it.
    pub text: String,
    /// What the file said it is.
    pub kind: CellKind,
}

impl Cell {
    /// A cell of typed text; white space alone counts as empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let kind = if is_blank(&text) { CellKind::Empty } else { CellKind::Text };
        Self { text, kind }
    }

    /// A cell of another kind.
    pub fn of(kind: CellKind, text: impl Into<String>) -> Self {
        Self { text: text.into(), kind }
    }

    /// Whether there is nothing to read in it.
    pub fn is_empty(&self) -> bool {
        self.kind == CellKind::Empty
    }
}

/// Text found right of, or between, the columns of the table: usually an unquoted separator.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Surplus {
    /// Zero-based column of the sheet.
    pub column: u32,
    /// What stands there.
    pub text: String,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Row {
    /// Row number, counted from one, as Excel shows it at the left edge.
    pub number: u64,
    /// One cell per entry of `Table::heading`, in that order.
    pub cells: Vec<Cell>,
    /// Filled cells that belong to no column of the table.
    pub surplus: Vec<Surplus>,
}

impl Row {
    /// The text of the column with this index in `Table::heading`; empty if there is none.
    pub fn text(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", |cell| cell.text.as_str())
    }
}

/// The letters Excel shows above a zero-based column: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or(0));
        rest /= 26;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

/// Whether a text shows nothing: white space, no-break and zero-width characters only.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Characters without a shape that get into cells by copying from web pages and letters.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}')
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_letters_are_those_of_excel() {
        let letters: Vec<String> = [0, 25, 26, 701, 702, 16_383].map(column_letters).to_vec();
        assert_eq!(letters, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
        assert_eq!(column_letters(u32::MAX), "MWLQKWV");
    }

    #[test]
    fn white_space_of_any_sort_is_an_empty_cell() {
        assert!(Cell::text(" \u{a0}\u{200b}\n").is_empty());
        assert!(!Cell::text("0").is_empty());
    }
}
