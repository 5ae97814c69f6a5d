//! The rows of a table, one after the other. Rows that are no records are left out and listed.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::cell::{Cell, Row, Surplus};
use crate::csv_rows::CsvRows;
use crate::fault::SheetFault;
use crate::grid::{Merge, SparseRow};
use crate::heading::{self, Found, SAMPLE_ROWS, Table};
use crate::totals;

/// Thin rows held back until it is clear whether the table ends with them.
const HELD_ROWS: usize = 40;

/// At most this many left-out rows are listed one by one; `Rows::skipped_count` counts all.
const LISTED: usize = 1_000;

/// Why a row was left out; `code` is stable and part of a wording key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkipReason {
    /// Stands above the heading.
    Title,
    /// Repeats the heading.
    RepeatedHeading,
    /// Numbers the columns.
    ColumnNumbers,
    /// Opens with a word such as "Summe" and holds numbers only.
    Total,
    /// Stands below the last record and holds nothing but numbers.
    OnlyNumbers,
    /// Stands below the last record and is a remark.
    Note,
}

impl SkipReason {
    /// All reasons, for tests and documentation.
    pub const ALL: [SkipReason; 6] =
        [Self::Title, Self::RepeatedHeading, Self::ColumnNumbers, Self::Total, Self::OnlyNumbers, Self::Note];

    /// The stable code in kebab-case.
    pub fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::RepeatedHeading => "repeated-heading",
            Self::ColumnNumbers => "column-numbers",
            Self::Total => "total",
            Self::OnlyNumbers => "only-numbers",
            Self::Note => "note",
        }
    }

    /// The key of the sentence in `wording/<language>/sheets.ftl`.
    pub fn wording_key(self) -> String {
        format!("sheets-skip-{}", self.code())
    }
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// As Excel shows it.
    pub number: u64,
    /// Why it was left out.
    pub reason: SkipReason,
    /// What stands in it, shortened to 120 characters.
    pub text: String,
}

/// Where filled rows come from.
pub(crate) enum Feed {
    Text(Box<CsvRows>),
    Grid(std::vec::IntoIter<SparseRow>),
}

impl Feed {
    fn next_row(&mut self) -> Result<Option<SparseRow>, SheetFault> {
        match self {
            Self::Text(rows) => rows.next_row(),
            Self::Grid(rows) => Ok(rows.next()),
        }
    }
}

/// The records of a table. After an error nothing follows.
pub struct Rows {
    table: Table,
    lines: Vec<SparseRow>,
    /// For each column of the sheet the index in the heading.
    places: Vec<Option<usize>>,
    feed: Feed,
    sample: std::vec::IntoIter<SparseRow>,
    held: Vec<SparseRow>,
    ready: VecDeque<SparseRow>,
    skipped: Vec<Skipped>,
    skipped_count: u64,
    first: bool,
    last_number: u64,
    ended: bool,
    file: String,
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("table", &self.table).finish_non_exhaustive()
    }
}

impl Rows {
    /// Finds the table in the feed.
    pub(crate) fn new(file: &str, sheet: &str, mut feed: Feed, merges: &[Merge]) -> Result<Self, SheetFault> {
        let mut sample = Vec::new();
        while sample.len() < SAMPLE_ROWS {
            let Some(row) = feed.next_row()? else { break };
            sample.push(row);
        }
        let Found { table, lines, above, below } = heading::find(sheet, &sample, merges)?;
        let mut places = vec![None; table.columns.last().map_or(0, |&last| last as usize + 1)];
        for (index, &column) in table.columns.iter().enumerate() {
            places[column as usize] = Some(index);
        }
        let last_number = table.heading_row_number;
        let rest = sample.split_off(below);
        let mut rows = Self {
            table,
            lines,
            places,
            feed,
            sample: rest.into_iter(),
            held: Vec::new(),
            ready: VecDeque::new(),
            skipped: Vec::new(),
            skipped_count: 0,
            first: true,
            last_number,
            ended: false,
            file: file.to_owned(),
        };
        for row in &sample[..above] {
            rows.leave_out(row, SkipReason::Title);
        }
        Ok(rows)
    }

    /// The table's heading and place.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The rows left out so far, at most 1,000; complete once the iterator has ended.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// How many rows were left out so far, listed or not. Empty rows are not counted.
    pub fn skipped_count(&self) -> u64 {
        self.skipped_count
    }

    fn leave_out(&mut self, row: &SparseRow, reason: SkipReason) {
        self.skipped_count += 1;
        if self.skipped.len() < LISTED {
            let texts: Vec<&str> = row.cells.iter().map(|(_, cell)| cell.text.trim()).collect();
            let text = texts.join(" · ").chars().take(120).collect();
            self.skipped.push(Skipped { number: row.number, reason, text });
        }
    }

    fn pull(&mut self) -> Result<Option<SparseRow>, SheetFault> {
        match self.sample.next() {
            Some(row) => Ok(Some(row)),
            None => self.feed.next_row(),
        }
    }

    /// Takes rows from the feed until one is certain to be a record, or the feed has ended.
    fn advance(&mut self) -> Result<(), SheetFault> {
        while self.ready.is_empty() && !self.ended {
            let Some(row) = self.pull()? else {
                self.ended = true;
                self.settle_end();
                return Ok(());
            };
            let first = std::mem::replace(&mut self.first, false);
            if self.lines.iter().any(|line| totals::repeats(&row, line)) {
                self.leave_out(&row, SkipReason::RepeatedHeading);
            } else if first && totals::numbers_columns(&row) {
                self.leave_out(&row, SkipReason::ColumnNumbers);
            } else if totals::is_labelled_total(&row.cells) {
                self.leave_out(&row, SkipReason::Total);
            } else if totals::is_thin(&row, self.table.heading.len()) {
                self.held.push(row);
                if self.held.len() > HELD_ROWS {
                    self.ready.extend(self.held.drain(..));
                }
            } else {
                self.last_number = row.number;
                self.ready.extend(self.held.drain(..));
                self.ready.push_back(row);
            }
        }
        Ok(())
    }

    /// Judges the thin rows below the last full one.
    fn settle_end(&mut self) {
        let mut before = self.last_number;
        let mut notes = false;
        for row in std::mem::take(&mut self.held) {
            let apart = row.number > before + 1;
            before = row.number;
            if totals::only_numbers(&row) {
                self.leave_out(&row, SkipReason::OnlyNumbers);
            } else if totals::is_note(&row, apart || notes) {
                notes = true;
                self.leave_out(&row, SkipReason::Note);
            } else {
                self.ready.push_back(row);
            }
        }
    }

    fn record(&self, sparse: SparseRow) -> Row {
        let mut cells = vec![Cell::default(); self.table.heading.len()];
        let mut surplus = Vec::new();
        for (column, cell) in sparse.cells {
            match self.places.get(column as usize).copied().flatten() {
                Some(index) => cells[index] = cell,
                None => surplus.push(Surplus { column, text: cell.text }),
            }
        }
        Row { number: sparse.number, cells, surplus }
    }
}

impl Iterator for Rows {
    type Item = Result<Row, SheetFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Err(fault) = self.advance() {
            self.ended = true;
            self.held.clear();
            return Some(Err(fault.in_file(&self.file).in_sheet(&self.table.sheet)));
        }
        self.ready.pop_front().map(|row| Ok(self.record(row)))
    }
}
