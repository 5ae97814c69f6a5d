//! Reads tabular files as people have them (XLSX, XLS, ODS, CSV) and writes CSV and XLSX safely.
//!
//! It is *not* for meaning: it knows no persons, courses or organisations, holds no texts for
//! users and touches neither database nor network. It delivers rows of text cells, helpers that
//! turn one text into one value, and faults as codes with facts. Everything is synchronous.
//!
//! # Reading
//! ```
//! let book = sheets::open("liste.csv", b"Name;Vorname\nAhmadi;Laila\n".to_vec())?;
//! let mut rows = book.into_rows(None)?; // None: the sheet with the most data
//! assert_eq!(rows.table().heading, ["Name", "Vorname"]);
//! for row in rows.by_ref() {
//!     let row = row?; // Row { number: 2, cells: [Cell { text, kind }; heading.len()], surplus }
//!     assert_eq!((row.number, row.text(0)), (2, "Ahmadi"));
//! }
//! assert!(rows.skipped().is_empty()); // title lines, totals, repeated headings, footnotes
//! # Ok::<(), sheets::SheetFault>(())
//! ```
//! * [`open`]`(file_name, Vec<u8>)`, [`open_path`]`(&Path)`, [`open_reader`]`(file_name, reader, &Limits)`.
//!   CSV is streamed from the reader with flat memory; workbooks are held in memory under [`Limits`].
//! * [`Book::kind`], [`Book::sheets`], [`Book::into_rows`]`(Some("Sheet"))` → [`Rows`]: an
//!   `Iterator<Item = Result<Row, SheetFault>>` with [`Rows::table`], [`Rows::skipped`].
//! * The file's content decides its kind, never its name.
//!
//! # Values
//! [`values::date`], [`values::number`], [`values::whole`], [`values::flag`], [`values::time`],
//! [`values::week_times`], [`values::clean`]: text → [`Parsed<T>`], i.e. `Ok(T)`,
//! `Doubtful { value, reason }` or `Bad { reason }`; [`Reason::code`] is stable.
//!
//! # Columns
//! [`columns::propose`]`(&heading, &[FieldSpec])` → [`Mapping`]: per column the best field with a
//! confidence of 0–100, and the required fields that were not found.
//!
//! # Writing
//! [`write::CsvWriter`] and [`write::XlsxWriter`] (formula injection neutralised, streaming), and
//! [`write::RefusedRows`]: the rows that were not taken, in the kind of the original file, with a
//! column of reasons.
//!
//! # Sentences
//! [`SheetFault::wording_key`] is `sheets-fault-<code>`, [`Reason::wording_key`] is
//! `sheets-reason-<code>`, [`SkipReason::wording_key`] is `sheets-skip-<code>`; the sentences stand
//! in `wording/<language>/sheets.ftl`. [`SheetFault::facts`] gives their arguments: always all of
//! `file sheet row column found limit`, empty where unknown.

mod book;
mod cell;
pub mod columns;
mod csv_rows;
mod csv_text;
mod fault;
mod grid;
mod heading;
mod kind;
mod limits;
mod ods;
mod package;
mod rows;
mod totals;
pub mod values;
mod workbook;
pub mod write;
mod xls_guard;

pub use book::{Book, SheetInfo, open, open_path, open_reader};
pub use cell::{Cell, CellKind, Row, Surplus, column_letters};
pub use columns::{ColumnMatch, FieldSpec, Mapping};
pub use fault::{Fact, FaultCode, SheetFault};
pub use heading::Table;
pub use kind::FileKind;
pub use limits::Limits;
pub use rows::{Rows, SkipReason, Skipped};
pub use values::{Parsed, Reason};
