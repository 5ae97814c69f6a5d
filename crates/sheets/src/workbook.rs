//! Reads XLSX and XLS workbooks into grids. Not for OpenDocument, see `ods`.
//!
//! XLSX cells are taken from the reader's stream, never as its dense range: two filled corners of
//! an otherwise empty sheet would ask for gigabytes. Damaged files can make the reader panic; it
//! works on memory of its own here, so a panic is caught and told as a damaged file.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};

use crate::cell::{Cell, CellKind};
use crate::fault::{FaultCode, SheetFault};
use crate::grid::{Grid, Merge};
use crate::limits::Limits;
use crate::xls_guard;

/// Merges further down than this cannot belong to a heading and are not kept.
const MERGE_ROWS: u32 = 500;

/// The last serial day Excel knows, 31 December 9999.
const LAST_SERIAL: f64 = 2_958_466.0;

/// Reads all worksheets of an XLSX workbook.
pub(crate) fn read_xlsx(bytes: Vec<u8>, limits: &Limits) -> Result<Vec<Grid>, SheetFault> {
    guarded(move || {
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_fault)?;
        let sheets = book.sheets_metadata().to_vec();
        let mut grids = Vec::new();
        for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
            let mut grid = Grid::new(&sheet.name, sheet.visible != SheetVisible::Visible);
            fill_from_xlsx(&mut book, &mut grid, limits).map_err(|fault| fault.in_sheet(&sheet.name))?;
            grids.push(grid);
        }
        Ok(grids)
    })
}

fn fill_from_xlsx(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    grid: &mut Grid,
    limits: &Limits,
) -> Result<(), SheetFault> {
    let name = grid.name.clone();
    let mut reader = book.worksheet_cells_reader(&name).map_err(xlsx_fault)?;
    while let Some(found) = reader.next_cell().map_err(xlsx_fault)? {
        let (row, column) = found.get_position();
        grid.put(row, column, from_reference(found.get_value()), limits)?;
    }
    drop(reader);
    // Merged areas only help to read headings; a sheet without readable ones is still a sheet.
    let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
    grid.merges = kept_merges(&merges);
    grid.settle();
    Ok(())
}

/// Reads all worksheets of an XLS workbook.
pub(crate) fn read_xls(bytes: Vec<u8>, limits: &Limits) -> Result<Vec<Grid>, SheetFault> {
    xls_guard::examine(&bytes)?;
    guarded(move || {
        let mut book = Xls::new(Cursor::new(bytes)).map_err(xls_fault)?;
        let sheets = book.sheets_metadata().to_vec();
        let mut grids = Vec::new();
        for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
            let mut grid = Grid::new(&sheet.name, sheet.visible != SheetVisible::Visible);
            let range = book.worksheet_range(&sheet.name).map_err(xls_fault)?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let place = (top.saturating_add(narrow(row)), left.saturating_add(narrow(column)));
                grid.put(place.0, place.1, from_owned(value), limits)?;
            }
            grid.merges = kept_merges(&book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default());
            grid.settle();
            grids.push(grid);
        }
        Ok(grids)
    })
}

fn guarded(read: impl FnOnce() -> Result<Vec<Grid>, SheetFault>) -> Result<Vec<Grid>, SheetFault> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(SheetFault::new(FaultCode::Damaged)))
}

fn xlsx_fault(error: XlsxError) -> SheetFault {
    match error {
        XlsxError::Password => SheetFault::new(FaultCode::Password),
        other => SheetFault::new(FaultCode::Damaged).having(other.to_string()),
    }
}

fn xls_fault(error: XlsError) -> SheetFault {
    match error {
        XlsError::Password => SheetFault::new(FaultCode::Password),
        other => SheetFault::new(FaultCode::Damaged).having(other.to_string()),
    }
}

fn kept_merges(merges: &[Dimensions]) -> Vec<Merge> {
    let kept = merges.iter().filter(|merge| merge.start.0 < MERGE_ROWS);
    kept.map(|merge| Merge {
        first_row: merge.start.0,
        last_row: merge.end.0,
        first_column: merge.start.1,
        last_column: merge.end.1,
    })
    .collect()
}

fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn from_reference(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Int(whole) => Cell::of(CellKind::Number, whole.to_string()),
        DataRef::Float(number) => Cell::of(CellKind::Number, german_number(*number)),
        DataRef::String(text) => Cell::text(text.as_str()),
        DataRef::SharedString(text) => Cell::text(*text),
        DataRef::Bool(yes) => of_bool(*yes),
        DataRef::DateTime(moment) => of_moment(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => of_iso(text),
        DataRef::Error(error) => Cell::of(CellKind::Error, error.to_string()),
        DataRef::Empty => Cell::default(),
    }
}

fn from_owned(value: &Data) -> Cell {
    match value {
        Data::Int(whole) => Cell::of(CellKind::Number, whole.to_string()),
        Data::Float(number) => Cell::of(CellKind::Number, german_number(*number)),
        Data::String(text) => Cell::text(text.as_str()),
        Data::Bool(yes) => of_bool(*yes),
        Data::DateTime(moment) => of_moment(moment),
        Data::DateTimeIso(text) | Data::DurationIso(text) => of_iso(text),
        Data::Error(error) => Cell::of(CellKind::Error, error.to_string()),
        Data::Empty => Cell::default(),
    }
}

/// A truth value as a German reader sees it.
pub(crate) fn of_bool(yes: bool) -> Cell {
    Cell::of(CellKind::Bool, if yes { "ja" } else { "nein" })
}

/// A number in German writing with the 15 significant digits Excel keeps, no thousands separators.
pub(crate) fn german_number(number: f64) -> String {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    shown.to_string().replace('.', ",")
}

fn of_moment(moment: &ExcelDateTime) -> Cell {
    let serial = moment.as_f64();
    if !(0.0..LAST_SERIAL).contains(&serial) {
        return Cell::of(CellKind::Number, german_number(serial));
    }
    if moment.is_duration() {
        // 86,400 seconds a day; the bound above keeps this far from overflow.
        let seconds = (serial * 86_400.0).round() as u64;
        return Cell::of(CellKind::Time, clock(seconds / 3600, seconds / 60 % 60, seconds % 60));
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = clock(hour.into(), minute.into(), second.into());
    if serial < 1.0 {
        return Cell::of(CellKind::Time, time);
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        Cell::of(CellKind::Date, date)
    } else {
        Cell::of(CellKind::DateTime, format!("{date}T{time}"))
    }
}

/// `08:30`, with seconds only if there are any.
pub(crate) fn clock(hours: u64, minutes: u64, seconds: u64) -> String {
    if seconds == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    }
}

/// A cell from ISO text as XLSX (`t="d"`) and OpenDocument hold it; anything else stays text.
pub(crate) fn of_iso(text: &str) -> Cell {
    use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
    let text = text.trim();
    if let Ok(date) = text.parse::<NaiveDate>() {
        return Cell::of(CellKind::Date, date.to_string());
    }
    let of_clock = |time: NaiveTime| clock(time.hour().into(), time.minute().into(), time.second().into());
    if let Ok(moment) = text.trim_end_matches('Z').parse::<NaiveDateTime>() {
        if moment.time() == NaiveTime::MIN {
            return Cell::of(CellKind::Date, moment.date().to_string());
        }
        return Cell::of(CellKind::DateTime, format!("{}T{}", moment.date(), of_clock(moment.time())));
    }
    match duration(text) {
        Some(seconds) => Cell::of(CellKind::Time, clock(seconds / 3600, seconds / 60 % 60, seconds % 60)),
        None => Cell::text(text),
    }
}

/// Seconds of an ISO span of time such as `PT08H30M00S`.
fn duration(text: &str) -> Option<u64> {
    let mut rest = text.strip_prefix("PT")?;
    let mut seconds = 0_u64;
    for (unit, worth) in [('H', 3600), ('M', 60), ('S', 1)] {
        if let Some((count, after)) = rest.split_once(unit) {
            let count: f64 = count.parse().ok().filter(|count| (0.0..1e9).contains(count))?;
            seconds += (count * f64::from(worth)).round() as u64;
            rest = after;
        }
    }
    rest.is_empty().then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn moment(serial: f64) -> Cell {
        of_moment(&ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false))
    }

    #[test]
    fn serial_days_become_iso_days_and_times() {
        assert_eq!(moment(32_934.0), Cell::of(CellKind::Date, "1990-03-02"));
        assert_eq!(moment(46_349.354_166_666_664), Cell::of(CellKind::DateTime, "2026-11-23T08:30"));
        assert_eq!(moment(0.354_166_666_666_666_7), Cell::of(CellKind::Time, "08:30"));
        assert_eq!(moment(-3.0), Cell::of(CellKind::Number, "-3"));
        assert_eq!(moment(f64::NAN).kind, CellKind::Number);
        let span = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(of_moment(&span), Cell::of(CellKind::Time, "36:00"));
    }

    #[test]
    fn the_macintosh_calendar_starts_four_years_later() {
        let day = ExcelDateTime::new(31_472.0, ExcelDateTimeType::DateTime, true);
        assert_eq!(of_moment(&day).text, "1990-03-02");
    }

    #[test]
    fn numbers_are_written_the_german_way_without_noise() {
        assert_eq!(german_number(0.1 + 0.2), "0,3");
        assert_eq!(german_number(1234.0), "1234");
        assert_eq!(german_number(-1234.5), "-1234,5");
        assert_eq!(german_number(4_917_012_345_678.0), "4917012345678");
    }

    #[test]
    fn iso_texts_of_opendocument_are_told_apart() {
        assert_eq!(of_iso("1990-03-02T00:00:00"), Cell::of(CellKind::Date, "1990-03-02"));
        assert_eq!(of_iso("1990-03-02T08:30:15"), Cell::of(CellKind::DateTime, "1990-03-02T08:30:15"));
        assert_eq!(of_iso("PT08H30M00S"), Cell::of(CellKind::Time, "08:30"));
        assert_eq!(of_iso("PT99999999999999H").kind, CellKind::Text);
    }
}
