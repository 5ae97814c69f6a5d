//! Writes tables as CSV and XLSX, row by row, safe against formula injection.
//! Not for layout beyond a bold, fixed heading line: prints are the letters' task.

mod csv;
pub(crate) mod neutral;
mod refused;
mod xlsx;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

pub use csv::CsvWriter;
pub use refused::RefusedRows;
pub use xlsx::XlsxWriter;

/// What goes into one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Empty,
    /// Text; never run as a formula.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// A number; one that is not finite leaves the cell empty.
    Number(f64),
    /// `ja` or `nein`.
    Flag(bool),
    /// A day, shown as `02.03.1990`.
    Date(NaiveDate),
    /// A moment, shown as `02.03.1990 08:30`.
    DateTime(NaiveDateTime),
    /// A time of day, shown as `08:30`.
    Time(NaiveTime),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(yes: bool) -> Self {
        Self::Flag(yes)
    }
}

impl From<NaiveDate> for Value<'_> {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
