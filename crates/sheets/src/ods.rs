//! Reads OpenDocument spreadsheets into grids.
//!
//! Written here rather than taken from the workbook library because headings need the merged
//! areas, and because repeated rows and columns must not be unfolded beyond the limits.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::cell::{Cell, CellKind};
use crate::fault::{FaultCode, SheetFault};
use crate::grid::{Grid, Merge};
use crate::limits::Limits;
use crate::workbook::{german_number, of_bool, of_iso};

/// Rows and columns a sheet can have in the usual programs.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;
/// Merges further down than this cannot belong to a heading.
const MERGE_ROWS: u32 = 500;

/// Reads all sheets; `bytes` were examined by `package::examine`.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, SheetFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut manifest = String::new();
    if let Ok(part) = archive.by_name("META-INF/manifest.xml") {
        // A missing or odd manifest does not hinder reading the content.
        let _ = part.take(1 << 20).read_to_string(&mut manifest);
    }
    if manifest.contains("encryption-data") {
        return Err(SheetFault::new(FaultCode::Password));
    }
    let part = archive.by_name("content.xml").map_err(|error| damaged(&error))?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;
    let mut content = Content::new(limits);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
            Event::Start(element) => content.open(&element)?,
            Event::End(element) => content.close(element.name().as_ref())?,
            Event::Text(text) => content.add(&text.xml10_content()),
            Event::CData(text) => content.add(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(letter)) => content.add(letter.encode_utf8(&mut [0; 4])),
                _ => content.add(quick_xml::escape::resolve_xml_entity(&reference).unwrap_or_default()),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if content.grid.is_some() {
        return Err(SheetFault::new(FaultCode::Damaged).having("content.xml"));
    }
    Ok(content.grids)
}

fn damaged(error: &dyn std::fmt::Display) -> SheetFault {
    SheetFault::new(FaultCode::Damaged).having(error.to_string())
}

/// What the attributes of a cell element say.
#[derive(Default)]
struct CellHead {
    kind: String,
    value: String,
    is_error: bool,
    repeated: u32,
    columns_spanned: u32,
    rows_spanned: u32,
}

struct Content<'a> {
    limits: &'a Limits,
    grids: Vec<Grid>,
    grid: Option<Grid>,
    style: String,
    hidden_styles: Vec<String>,
    row: u32,
    row_repeated: u32,
    row_cells: Vec<(u32, Cell)>,
    column: u32,
    cell: Option<CellHead>,
    text: String,
    paragraphs: u32,
    /// Depth inside notes and drawings, whose text is not the cell's.
    aside: u32,
}

impl<'a> Content<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            grids: Vec::new(),
            grid: None,
            style: String::new(),
            hidden_styles: Vec::new(),
            row: 0,
            row_repeated: 1,
            row_cells: Vec::new(),
            column: 0,
            cell: None,
            text: String::new(),
            paragraphs: 0,
            aside: 0,
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), SheetFault> {
        match element.name().as_ref() {
            "office:annotation" | "draw:frame" | "draw:custom-shape" | "table:shapes" => self.aside += 1,
            _ if self.aside > 0 => {}
            "style:style" => self.style = attribute(element, "style:name"),
            "style:table-properties" if attribute(element, "table:display") == "false" => {
                self.hidden_styles.push(self.style.clone());
            }
            "table:table" if self.grid.is_none() => {
                let hidden = self.hidden_styles.contains(&attribute(element, "table:style-name"));
                self.grid = Some(Grid::new(&attribute(element, "table:name"), hidden));
                self.row = 0;
            }
            "table:table-row" => {
                self.row_repeated = count(element, "table:number-rows-repeated");
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = Some(head(element));
                self.text.clear();
                self.paragraphs = 0;
            }
            "text:p" => {
                if self.paragraphs > 0 {
                    self.add("\n");
                }
                self.paragraphs += 1;
            }
            "text:s" => {
                let spaces = count(element, "text:c").min(1000) as usize;
                self.add(&" ".repeat(spaces));
            }
            "text:tab" => self.add("\t"),
            "text:line-break" => self.add("\n"),
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, text: &str) {
        if self.aside == 0 && self.paragraphs > 0 && self.cell.is_some() {
            self.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), SheetFault> {
        match name {
            "office:annotation" | "draw:frame" | "draw:custom-shape" | "table:shapes" => {
                self.aside = self.aside.saturating_sub(1);
                Ok(())
            }
            _ if self.aside > 0 => Ok(()),
            "table:table-cell" | "table:covered-table-cell" => {
                self.end_cell();
                Ok(())
            }
            "table:table-row" => self.end_row(),
            "table:table" => {
                if let Some(mut grid) = self.grid.take() {
                    grid.settle();
                    self.grids.push(grid);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end_cell(&mut self) {
        let Some(head) = self.cell.take() else { return };
        let cell = self.cell_of(&head);
        let repeated = head.repeated.min(MOST_COLUMNS.saturating_sub(self.column));
        if !cell.is_empty() {
            for offset in 0..repeated {
                self.row_cells.push((self.column + offset, cell.clone()));
            }
        }
        let merged = head.columns_spanned > 1 || head.rows_spanned > 1;
        if let Some(grid) = self.grid.as_mut().filter(|_| merged && self.row < MERGE_ROWS) {
            grid.merges.push(Merge {
                first_row: self.row,
                last_row: self.row.saturating_add(head.rows_spanned - 1),
                first_column: self.column,
                last_column: self.column.saturating_add(head.columns_spanned - 1),
            });
        }
        self.column += repeated;
    }

    fn cell_of(&mut self, head: &CellHead) -> Cell {
        let text = std::mem::take(&mut self.text);
        if head.is_error {
            return Cell::of(CellKind::Error, text);
        }
        match head.kind.as_str() {
            "float" | "currency" | "percentage" => match head.value.parse::<f64>() {
                Ok(number) => Cell::of(CellKind::Number, german_number(number)),
                Err(_) => Cell::text(text),
            },
            "date" | "time" => of_iso(&head.value),
            "boolean" => of_bool(head.value == "true"),
            _ if text.is_empty() => Cell::text(head.value.as_str()),
            _ => Cell::text(text),
        }
    }

    fn end_row(&mut self) -> Result<(), SheetFault> {
        let repeated = self.row_repeated.min(MOST_ROWS.saturating_sub(self.row));
        let cells = std::mem::take(&mut self.row_cells);
        if let Some(grid) = self.grid.as_mut().filter(|_| !cells.is_empty()) {
            for offset in 0..repeated {
                for (column, cell) in &cells {
                    grid.put(self.row + offset, *column, cell.clone(), self.limits)?;
                }
            }
        }
        self.row += repeated;
        Ok(())
    }
}

fn head(element: &BytesStart<'_>) -> CellHead {
    let mut head = CellHead { repeated: 1, columns_spanned: 1, rows_spanned: 1, ..CellHead::default() };
    for attribute in element.attributes().flatten() {
        let value = attribute.value.as_ref();
        let counted = || value.parse().unwrap_or(1_u32).max(1);
        match attribute.key.as_ref() {
            "office:value-type" => head.kind = value.to_owned(),
            "calcext:value-type" => head.is_error = value == "error",
            "office:value" | "office:date-value" | "office:time-value" | "office:boolean-value" => {
                head.value = value.to_owned();
            }
            "office:string-value" => head.value = unescaped(value),
            "table:number-columns-repeated" => head.repeated = counted(),
            "table:number-columns-spanned" => head.columns_spanned = counted(),
            "table:number-rows-spanned" => head.rows_spanned = counted(),
            _ => {}
        }
    }
    head
}

fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let mut all = element.attributes().flatten();
    all.find(|found| found.key.as_ref() == name).map(|found| unescaped(&found.value)).unwrap_or_default()
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |text| text.into_owned())
}

fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).parse().unwrap_or(1).max(1)
}
