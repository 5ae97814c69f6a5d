//! Opens a file of any supported kind and hands out the rows of one of its sheets.

use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

use crate::csv_rows::CsvRows;
use crate::csv_text::{self, Source, Text};
use crate::fault::{FaultCode, SheetFault};
use crate::grid::Grid;
use crate::kind::{self, FileKind, Opening};
use crate::limits::Limits;
use crate::rows::{Feed, Rows};
use crate::{ods, package, workbook};

/// A sheet of an opened file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInfo {
    /// Its name; for text files the file's name without its ending.
    pub name: String,
    /// Whether it is hidden; hidden sheets are read only when named.
    pub hidden: bool,
    /// How many cells hold something; unknown for text files, which are not read in advance.
    pub filled_cells: Option<u64>,
}

enum Content {
    Text { source: Box<dyn Source>, encoding: &'static Encoding },
    Grids(Vec<Grid>),
}

/// An opened file.
pub struct Book {
    file: String,
    kind: FileKind,
    content: Content,
    limits: Limits,
}

impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Book").field("file", &self.file).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Opens a file held in memory under the default limits; `file_name` is only used in faults and
/// as the name of a text file's only sheet.
pub fn open(file_name: &str, bytes: Vec<u8>) -> Result<Book, SheetFault> {
    open_reader(file_name, Cursor::new(bytes), &Limits::default())
}

/// Opens a file on disk under the default limits.
pub fn open_path(path: &Path) -> Result<Book, SheetFault> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = File::open(path).map_err(|error| SheetFault::device(&error).in_file(&name))?;
    open_reader(&name, file, &Limits::default())
}

/// Opens any seekable reader. Text is read once here to find its encoding, then streamed.
pub fn open_reader(
    file_name: &str,
    reader: impl Read + Seek + Send + 'static,
    limits: &Limits,
) -> Result<Book, SheetFault> {
    open_source(file_name, Box::new(reader), limits).map_err(|fault| fault.in_file(file_name))
}

fn open_source(file: &str, mut source: Box<dyn Source>, limits: &Limits) -> Result<Book, SheetFault> {
    let size = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(0))?;
    let mut start = Vec::new();
    source.by_ref().take(512).read_to_end(&mut start)?;
    source.seek(SeekFrom::Start(0))?;
    let within = |most: u64| match size <= most {
        true => Ok(()),
        false => Err(SheetFault::new(FaultCode::FileTooLarge).over(most)),
    };
    let (kind, content) = match kind::opening(&start)? {
        Opening::Text => {
            within(limits.text_bytes)?;
            let encoding = csv_text::find_encoding(source.as_mut())?;
            (FileKind::Csv, Content::Text { source, encoding })
        }
        packed => {
            within(limits.workbook_bytes)?;
            let mut bytes = Vec::new();
            source.read_to_end(&mut bytes)?;
            let (kind, grids) = read_workbook(&packed, bytes, limits)?;
            (kind, Content::Grids(grids))
        }
    };
    Ok(Book { file: file.to_owned(), kind, content, limits: limits.clone() })
}

fn read_workbook(
    opening: &Opening,
    bytes: Vec<u8>,
    limits: &Limits,
) -> Result<(FileKind, Vec<Grid>), SheetFault> {
    let kind = match opening {
        Opening::Compound => kind::of_compound(&bytes)?,
        _ => package::examine(&bytes, limits.unpacked_bytes)?,
    };
    let grids = match kind {
        FileKind::Xls => workbook::read_xls(bytes, limits)?,
        FileKind::Ods => ods::read(&bytes, limits)?,
        _ => workbook::read_xlsx(bytes, limits)?,
    };
    Ok((kind, grids))
}

impl Book {
    /// The kind its content shows.
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// All sheets in the order of the file, hidden ones included.
    pub fn sheets(&self) -> Vec<SheetInfo> {
        match &self.content {
            Content::Text { .. } => {
                vec![SheetInfo { name: stem(&self.file), hidden: false, filled_cells: None }]
            }
            Content::Grids(grids) => grids
                .iter()
                .map(|grid| SheetInfo {
                    name: grid.name.clone(),
                    hidden: grid.hidden,
                    filled_cells: Some(grid.filled()),
                })
                .collect(),
        }
    }

    /// The rows of the named sheet, or of the visible sheet with the most data. The name is
    /// compared without regard to case and outer white space; for text files it is ignored.
    pub fn into_rows(self, sheet: Option<&str>) -> Result<Rows, SheetFault> {
        let file = self.file;
        let rows = match self.content {
            Content::Text { source, encoding } => Text::new(source, encoding)
                .and_then(|text| CsvRows::new(text, &self.limits))
                .and_then(|rows| Rows::new(&file, &stem(&file), Feed::Text(Box::new(rows)), &[])),
            Content::Grids(grids) => chosen(grids, sheet).and_then(|grid| {
                refuse_wide(&grid, &self.limits)?;
                let feed = Feed::Grid(grid.rows.into_iter());
                let rows = Rows::new(&file, &grid.name, feed, &grid.merges);
                rows.map_err(|fault| fault.in_sheet(&grid.name))
            }),
        };
        rows.map_err(|fault| fault.in_file(&file))
    }
}

fn stem(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if stem.is_empty() { file.to_owned() } else { stem.to_owned() }
}

fn chosen(grids: Vec<Grid>, wanted: Option<&str>) -> Result<Grid, SheetFault> {
    if let Some(wanted) = wanted {
        let known: Vec<&str> = grids.iter().map(|grid| grid.name.as_str()).collect();
        let missing = SheetFault::new(FaultCode::SheetMissing).having(known.join(", ")).in_sheet(wanted);
        let same = |grid: &Grid| grid.name.trim().to_lowercase() == wanted.trim().to_lowercase();
        return grids.into_iter().find(same).ok_or(missing);
    }
    let (hidden, visible): (Vec<Grid>, Vec<Grid>) = grids.into_iter().partition(|grid| grid.hidden);
    // Of two equally filled sheets the first one counts.
    let fullest = visible
        .into_iter()
        .filter(|grid| grid.filled() > 0)
        .reduce(|best, next| if next.filled() > best.filled() { next } else { best });
    fullest.ok_or_else(|| {
        let names: Vec<&str> = hidden.iter().filter(|g| g.filled() > 0).map(|g| g.name.as_str()).collect();
        if names.is_empty() {
            SheetFault::new(FaultCode::NoData)
        } else {
            SheetFault::new(FaultCode::AllSheetsHidden).having(names.join(", "))
        }
    })
}

fn refuse_wide(grid: &Grid, limits: &Limits) -> Result<(), SheetFault> {
    let is_wide = |width: usize| width as u64 > u64::from(limits.columns);
    match grid.rows.iter().find(|row| is_wide(row.cells.len())) {
        Some(row) => {
            let fault = SheetFault::new(FaultCode::TooManyColumns).at_row(row.number);
            let fault = fault.having(row.cells.len().to_string()).over(u64::from(limits.columns));
            Err(fault.in_sheet(&grid.name))
        }
        None => Ok(()),
    }
}
