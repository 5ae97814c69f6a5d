//! A whole sheet in memory, filled cells only: what the workbook readers hand on.
//! Text files never come here, they are streamed by `csv_rows`.

use crate::cell::Cell;
use crate::fault::{FaultCode, SheetFault};
use crate::limits::Limits;

/// A merged area, zero-based and inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merge {
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) first_column: u32,
    pub(crate) last_column: u32,
}

/// The filled cells of one row, by ascending column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SparseRow {
    /// As Excel shows it, from one.
    pub(crate) number: u64,
    pub(crate) cells: Vec<(u32, Cell)>,
}

/// One sheet of a workbook.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) rows: Vec<SparseRow>,
    pub(crate) merges: Vec<Merge>,
    filled: u64,
    text_bytes: u64,
}

impl Grid {
    pub(crate) fn new(name: &str, hidden: bool) -> Self {
        Self { name: name.to_owned(), hidden, ..Self::default() }
    }

    /// How many cells hold something.
    pub(crate) fn filled(&self) -> u64 {
        self.filled
    }

    /// Adds a cell at a zero-based place; cells may arrive in any order.
    pub(crate) fn put(
        &mut self,
        row: u32,
        column: u32,
        cell: Cell,
        limits: &Limits,
    ) -> Result<(), SheetFault> {
        if cell.is_empty() {
            return Ok(());
        }
        if cell.text.len() > limits.cell_bytes {
            let fault = SheetFault::new(FaultCode::CellTooLong).over(limits.cell_bytes as u64);
            return Err(fault.in_sheet(&self.name).at_row(u64::from(row) + 1).at_column(column));
        }
        // A few shared or repeated texts can stand for gigabytes once unfolded.
        self.text_bytes += cell.text.len() as u64;
        if self.text_bytes > limits.unpacked_bytes {
            let fault = SheetFault::new(FaultCode::UnpacksTooLarge).over(limits.unpacked_bytes);
            return Err(fault.in_sheet(&self.name));
        }
        self.filled += 1;
        if self.filled > limits.cells {
            return Err(SheetFault::new(FaultCode::TooManyCells).over(limits.cells).in_sheet(&self.name));
        }
        let number = u64::from(row) + 1;
        match self.rows.last_mut() {
            Some(last) if last.number == number => last.cells.push((column, cell)),
            _ => self.rows.push(SparseRow { number, cells: vec![(column, cell)] }),
        }
        Ok(())
    }

    /// Brings rows and cells into order and joins parts of the same row. Of two cells in one
    /// place the later one stays, as in Excel.
    pub(crate) fn settle(&mut self) {
        let ordered = self.rows.is_sorted_by(|a, b| a.number < b.number);
        if !ordered {
            self.rows.sort_by_key(|row| row.number);
            let mut joined: Vec<SparseRow> = Vec::with_capacity(self.rows.len());
            for row in self.rows.drain(..) {
                match joined.last_mut() {
                    Some(last) if last.number == row.number => last.cells.extend(row.cells),
                    _ => joined.push(row),
                }
            }
            self.rows = joined;
        }
        for row in &mut self.rows {
            if !row.cells.is_sorted_by(|a, b| a.0 < b.0) {
                row.cells.reverse();
                row.cells.sort_by_key(|cell| cell.0);
                row.cells.dedup_by_key(|cell| cell.0);
            }
        }
    }
}
