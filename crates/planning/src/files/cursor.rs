//! Where the reader stands: list, row and field, so that an error can name them.
//!
//! The reading code moves the cursor; the cursor knows nothing about the contents.

use super::FileError;
use std::cell::Cell;

/// The place that is being read.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    list: Cell<&'static str>,
    row: Cell<usize>,
    field: Cell<&'static str>,
}

impl Cursor {
    /// A list or a field of the file itself begins.
    pub fn enter(&self, list: &'static str) {
        self.list.set(list);
        self.row.set(0);
        self.field.set("");
    }

    /// The next row of the list begins.
    pub fn next_row(&self) {
        self.row.set(self.row.get() + 1);
        self.field.set("");
    }

    /// A field of the row begins; the empty name stands for the row as a whole.
    pub fn field(&self, field: &'static str) {
        self.field.set(field);
    }

    /// The row being read, from 1.
    pub fn row(&self) -> usize {
        self.row.get()
    }

    /// Stands at a row that was read earlier.
    pub fn back_to(&self, list: &'static str, row: usize, field: &'static str) {
        self.list.set(list);
        self.row.set(row);
        self.field.set(field);
    }

    /// The error at this place.
    pub fn error(&self, file: &str, reason: &str) -> FileError {
        let mut place = String::new();
        let row = match self.row.get() {
            0 => String::new(),
            row => format!("row {row}"),
        };
        for part in [self.list.get(), &row, self.field.get()] {
            if !part.is_empty() {
                place.push_str(if place.is_empty() { "" } else { ", " });
                place.push_str(part);
            }
        }
        if !place.is_empty() {
            place.push_str(": ");
        }
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        FileError { file: file.to_owned(), place, reason }
    }
}
