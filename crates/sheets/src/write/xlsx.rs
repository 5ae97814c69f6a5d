//! Writes XLSX row by row; finished rows go to a temporary file, so memory stays flat.

use std::io::Write;

use chrono::{NaiveDate, NaiveTime, Timelike};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::{Value, neutral};
use crate::fault::{FaultCode, SheetFault};

const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: usize = 16_384;
const MOST_CHARACTERS: usize = 32_767;

/// Writes one sheet: a bold heading that stays in view, then rows as they come.
pub struct XlsxWriter {
    workbook: Workbook,
    formats: Formats,
    next_row: u32,
}

struct Formats {
    heading: Format,
    text: Format,
    guarded: Format,
    date: Format,
    moment: Format,
    time: Format,
}

impl XlsxWriter {
    /// Starts a workbook of one sheet. Characters a sheet's name cannot have become spaces.
    pub fn new(sheet: &str, heading: &[impl AsRef<str>]) -> Result<Self, SheetFault> {
        let formats = Formats {
            heading: Format::new().set_bold().set_text_wrap(),
            text: Format::new(),
            // Keeps the text a text even if somebody edits the cell.
            guarded: Format::new().set_quote_prefix(),
            date: Format::new().set_num_format("dd.mm.yyyy"),
            moment: Format::new().set_num_format("dd.mm.yyyy hh:mm"),
            time: Format::new().set_num_format("hh:mm"),
        };
        let mut workbook = Workbook::new();
        let worksheet = workbook.add_worksheet_with_constant_memory().map_err(|error| fault(&error))?;
        worksheet.set_name(sheet_name(sheet)).map_err(|error| fault(&error))?;
        worksheet.set_freeze_panes(1, 0).map_err(|error| fault(&error))?;
        if heading.len() > MOST_COLUMNS {
            return Err(SheetFault::new(FaultCode::FormatFull).over(MOST_COLUMNS as u64));
        }
        for (column, text) in (0_u16..).zip(heading) {
            let width = text.as_ref().chars().count().clamp(10, 40) as f64 + 2.0;
            worksheet.set_column_width(column, width).map_err(|error| fault(&error))?;
        }
        for (column, text) in (0_u16..).zip(heading) {
            put_text(worksheet, (0, column), text.as_ref(), &formats.heading)?;
        }
        Ok(Self { workbook, formats, next_row: 1 })
    }

    /// Writes one row.
    pub fn row(&mut self, cells: &[Value<'_>]) -> Result<(), SheetFault> {
        if self.next_row >= MOST_ROWS {
            return Err(SheetFault::new(FaultCode::FormatFull).over(u64::from(MOST_ROWS)));
        }
        if cells.len() > MOST_COLUMNS {
            return Err(SheetFault::new(FaultCode::FormatFull).over(MOST_COLUMNS as u64));
        }
        let worksheet = self.workbook.worksheet_from_index(0).map_err(|error| fault(&error))?;
        for (column, cell) in (0_u16..).zip(cells) {
            put(worksheet, (self.next_row, column), cell, &self.formats)?;
        }
        self.next_row += 1;
        Ok(())
    }

    /// Finishes the workbook in memory.
    pub fn finish(mut self) -> Result<Vec<u8>, SheetFault> {
        self.workbook.save_to_buffer().map_err(|error| fault(&error))
    }

    /// Finishes the workbook into any output.
    pub fn finish_into(mut self, out: impl Write + Send) -> Result<(), SheetFault> {
        self.workbook.save_to_writer(out).map_err(|error| fault(&error))
    }
}

fn put(
    sheet: &mut Worksheet,
    at: (u32, u16),
    value: &Value<'_>,
    formats: &Formats,
) -> Result<(), SheetFault> {
    let (row, column) = at;
    let written = match value {
        Value::Empty => return Ok(()),
        Value::Number(number) if !number.is_finite() => return Ok(()),
        Value::Text(text) => {
            let like_formula = matches!(neutral::protected(text), std::borrow::Cow::Owned(_));
            let format = if like_formula { &formats.guarded } else { &formats.text };
            return put_text(sheet, at, text, format);
        }
        Value::Flag(yes) => return put_text(sheet, at, if *yes { "ja" } else { "nein" }, &formats.text),
        // Excel keeps 15 digits; a longer number is an identifier and must not be rounded.
        Value::Whole(number) if number.unsigned_abs() >= 1_000_000_000_000_000 => {
            return put_text(sheet, at, &number.to_string(), &formats.text);
        }
        Value::Whole(number) => sheet.write_number(row, column, *number as f64),
        Value::Number(number) => sheet.write_number(row, column, *number),
        Value::Date(day) => match serial(*day) {
            Some(serial) => sheet.write_number_with_format(row, column, serial, &formats.date),
            None => return put_text(sheet, at, &day.format("%d.%m.%Y").to_string(), &formats.text),
        },
        Value::DateTime(moment) => match serial(moment.date()) {
            Some(serial) => {
                let serial = serial + share_of_day(moment.time());
                sheet.write_number_with_format(row, column, serial, &formats.moment)
            }
            None => return put_text(sheet, at, &moment.format("%d.%m.%Y %H:%M").to_string(), &formats.text),
        },
        Value::Time(time) => sheet.write_number_with_format(row, column, share_of_day(*time), &formats.time),
    };
    written.map(|_| ()).map_err(|error| fault(&error))
}

fn put_text(sheet: &mut Worksheet, at: (u32, u16), text: &str, format: &Format) -> Result<(), SheetFault> {
    let (row, column) = at;
    if text.chars().count() > MOST_CHARACTERS {
        let fault = SheetFault::new(FaultCode::CellTooLong).over(MOST_CHARACTERS as u64);
        return Err(fault.at_row(u64::from(row) + 1).at_column(column.into()));
    }
    // XML cannot hold these two code points at all.
    let text = text.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}");
    sheet.write_string_with_format(row, column, text, format).map(|_| ()).map_err(|error| fault(&error))
}

/// Excel's number of a day; none before March 1900, where Excel's calendar is wrong, and after 9999.
fn serial(day: NaiveDate) -> Option<f64> {
    let days = day.signed_duration_since(NaiveDate::from_ymd_opt(1899, 12, 30)?).num_days();
    (61..=2_958_465).contains(&days).then_some(days as f64)
}

fn share_of_day(time: NaiveTime) -> f64 {
    f64::from(time.num_seconds_from_midnight()) / 86_400.0
}

/// A name Excel accepts: at most 31 characters, none of `[]:*?/\`, no apostrophe at an end.
fn sheet_name(wanted: &str) -> String {
    let allowed = |c: char| if c.is_control() || "[]:*?/\\".contains(c) { ' ' } else { c };
    let name: String = wanted.chars().map(allowed).collect();
    let name: String = name.trim_matches([' ', '\'']).chars().take(31).collect();
    let name = name.trim_matches([' ', '\'']);
    let reserved = name.is_empty() || name.eq_ignore_ascii_case("history");
    if reserved { "Tabelle".to_owned() } else { name.to_owned() }
}

fn fault(error: &XlsxError) -> SheetFault {
    SheetFault::new(FaultCode::Device).having(error.to_string())
}
