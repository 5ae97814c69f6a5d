//! Writes the rows that were not taken, in the columns they came in, with a column of reasons:
//! people mend them there and hand in the same file again.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{CsvWriter, Value, XlsxWriter};
use crate::cell::{Cell, CellKind, Row};
use crate::fault::SheetFault;
use crate::heading::Table;
use crate::kind::FileKind;
use crate::values;

enum Out {
    Csv(Box<CsvWriter<Vec<u8>>>),
    Xlsx(Box<XlsxWriter>),
}

/// The refused rows of one list: text stays text, every workbook becomes XLSX.
pub struct RefusedRows {
    out: Out,
    width: usize,
}

impl RefusedRows {
    /// Starts with the list's heading and the heading of the column of reasons.
    pub fn new(kind: FileKind, table: &Table, reason_heading: &str) -> Result<Self, SheetFault> {
        let mut heading: Vec<&str> = table.heading.iter().map(String::as_str).collect();
        heading.push(reason_heading);
        let out = match kind {
            FileKind::Csv => Out::Csv(Box::new(CsvWriter::new(Vec::new(), &heading)?)),
            _ => Out::Xlsx(Box::new(XlsxWriter::new(&table.sheet, &heading)?)),
        };
        Ok(Self { out, width: table.heading.len() })
    }

    /// Writes one row with the sentence why it was not taken.
    pub fn row(&mut self, row: &Row, reason: &str) -> Result<(), SheetFault> {
        let mut values: Vec<Value<'_>> = row.cells.iter().take(self.width).map(of_cell).collect();
        values.resize(self.width, Value::Empty);
        values.push(Value::Text(reason));
        match &mut self.out {
            Out::Csv(writer) => writer.row(&values),
            Out::Xlsx(writer) => writer.row(&values),
        }
    }

    /// Finishes the file and says of what kind it is.
    pub fn finish(self) -> Result<(FileKind, Vec<u8>), SheetFault> {
        match self.out {
            Out::Csv(writer) => Ok((FileKind::Csv, writer.finish()?)),
            Out::Xlsx(writer) => Ok((FileKind::Xlsx, writer.finish()?)),
        }
    }
}

/// The value a cell was read from, so that days stay days and numbers stay numbers.
fn of_cell(cell: &Cell) -> Value<'_> {
    let text = cell.text.as_str();
    let typed = match cell.kind {
        CellKind::Empty => Some(Value::Empty),
        CellKind::Number => values::number(text).into_value().map(Value::Number),
        CellKind::Date => text.parse::<NaiveDate>().ok().map(Value::Date),
        CellKind::DateTime => moment(text).map(Value::DateTime),
        CellKind::Time => time(text).map(Value::Time),
        CellKind::Text | CellKind::Bool | CellKind::Error => None,
    };
    typed.unwrap_or(Value::Text(text))
}

fn moment(text: &str) -> Option<NaiveDateTime> {
    let (day, clock) = text.split_once('T')?;
    Some(day.parse::<NaiveDate>().ok()?.and_time(time(clock)?))
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S")).ok()
}
