//! Writes CSV as German Excel opens it: UTF-8 with a byte order mark, semicolons, CRLF.

use std::borrow::Cow;
use std::io::Write;

use super::{Value, neutral};
use crate::fault::{FaultCode, SheetFault};
use crate::workbook::german_number;

/// Writes a heading and rows as they come; holds no row.
pub struct CsvWriter<W: Write> {
    writer: csv::Writer<W>,
    width: usize,
}

impl<W: Write> CsvWriter<W> {
    /// Starts the file with its heading.
    pub fn new(mut out: W, heading: &[impl AsRef<str>]) -> Result<Self, SheetFault> {
        out.write_all("\u{feff}".as_bytes())?;
        let writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(out);
        let mut this = Self { writer, width: heading.len() };
        let cells: Vec<Value<'_>> = heading.iter().map(|text| Value::Text(text.as_ref())).collect();
        this.row(&cells)?;
        Ok(this)
    }

    /// Writes one row; missing cells at its end are written as empty ones.
    pub fn row(&mut self, cells: &[Value<'_>]) -> Result<(), SheetFault> {
        for cell in cells {
            self.writer.write_field(shown(cell).as_bytes()).map_err(fault)?;
        }
        for _ in cells.len()..self.width {
            self.writer.write_field("").map_err(fault)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(fault)
    }

    /// Finishes the file and gives the output back.
    pub fn finish(self) -> Result<W, SheetFault> {
        self.writer.into_inner().map_err(|error| SheetFault::device(error.error()))
    }
}

fn shown<'a>(value: &Value<'a>) -> Cow<'a, str> {
    match value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => neutral::protected(text),
        Value::Whole(number) => Cow::Owned(number.to_string()),
        Value::Number(number) if number.is_finite() => Cow::Owned(german_number(*number)),
        Value::Number(_) => Cow::Borrowed(""),
        Value::Flag(yes) => Cow::Borrowed(if *yes { "ja" } else { "nein" }),
        Value::Date(day) => Cow::Owned(day.format("%d.%m.%Y").to_string()),
        Value::DateTime(moment) => Cow::Owned(moment.format("%d.%m.%Y %H:%M").to_string()),
        Value::Time(time) => Cow::Owned(time.format("%H:%M").to_string()),
    }
}

fn fault(error: csv::Error) -> SheetFault {
    SheetFault::new(FaultCode::Device).having(error.to_string())
}
