//! Why a file cannot be read or written, as a code with facts. The sentences stand in
//! `wording/<language>/sheets.ftl`. Not for single values: those carry a `values::Reason`.

use serde::{Deserialize, Serialize};

use crate::cell::column_letters;

/// The kinds of fault; `code` is stable and part of a wording key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultCode {
    /// The file has no bytes.
    FileEmpty,
    /// No sheet, or no row, holds anything.
    NoData,
    /// The content is of a kind that holds no table; `found` names it (`pdf`, `docx`, `image`).
    NotATable,
    /// A kind of workbook that is not read; `found` names it (`xlsb`, `numbers`).
    KindNotRead,
    /// The workbook is protected by a password.
    Password,
    /// The file ends too early or is damaged; `found` is the reader's own remark.
    Damaged,
    /// The file is larger than `limit` bytes.
    FileTooLarge,
    /// The parts of the workbook unpack to more than `limit` bytes.
    UnpacksTooLarge,
    /// A sheet has more than `limit` filled cells.
    TooManyCells,
    /// A table has more than `limit` columns; `found` is how many.
    TooManyColumns,
    /// A cell's text is longer than `limit` bytes; in text files often a quote left open in `row`.
    CellTooLong,
    /// A quote opened in `row` is never closed.
    QuoteOpen,
    /// The characters of a text file cannot be told.
    EncodingUnknown,
    /// A text file mixes two encodings; `row` has the first odd character.
    EncodingMixed,
    /// No line looks like a heading; `row` is the first filled one.
    NoHeading,
    /// There is a heading but no row below it.
    NoRows,
    /// The named sheet does not exist; `found` lists those that do.
    SheetMissing,
    /// All sheets with data are hidden; `found` lists them.
    AllSheetsHidden,
    /// Reading from or writing to the disk failed; `found` is the system's remark.
    Device,
    /// A table to be written has more rows or columns than the format can hold.
    FormatFull,
}

impl FaultCode {
    /// All codes, for tests and documentation.
    pub const ALL: [FaultCode; 20] = [
        Self::FileEmpty,
        Self::NoData,
        Self::NotATable,
        Self::KindNotRead,
        Self::Password,
        Self::Damaged,
        Self::FileTooLarge,
        Self::UnpacksTooLarge,
        Self::TooManyCells,
        Self::TooManyColumns,
        Self::CellTooLong,
        Self::QuoteOpen,
        Self::EncodingUnknown,
        Self::EncodingMixed,
        Self::NoHeading,
        Self::NoRows,
        Self::SheetMissing,
        Self::AllSheetsHidden,
        Self::Device,
        Self::FormatFull,
    ];

    /// The stable code in kebab-case.
    pub fn code(self) -> &'static str {
        match self {
            Self::FileEmpty => "file-empty",
            Self::NoData => "no-data",
            Self::NotATable => "not-a-table",
            Self::KindNotRead => "kind-not-read",
            Self::Password => "password",
            Self::Damaged => "damaged",
            Self::FileTooLarge => "file-too-large",
            Self::UnpacksTooLarge => "unpacks-too-large",
            Self::TooManyCells => "too-many-cells",
            Self::TooManyColumns => "too-many-columns",
            Self::CellTooLong => "cell-too-long",
            Self::QuoteOpen => "quote-open",
            Self::EncodingUnknown => "encoding-unknown",
            Self::EncodingMixed => "encoding-mixed",
            Self::NoHeading => "no-heading",
            Self::NoRows => "no-rows",
            Self::SheetMissing => "sheet-missing",
            Self::AllSheetsHidden => "all-sheets-hidden",
            Self::Device => "device",
            Self::FormatFull => "format-full",
        }
    }
}

/// One argument of a fault's sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A text; empty where unknown.
    Text(String),
    /// A count or a row number.
    Number(i64),
}

/// A fault with the facts a sentence needs. Displays as code and facts, for logs only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetFault {
    /// What is wrong.
    pub code: FaultCode,
    /// The file's name as given by the caller.
    pub file: String,
    /// The sheet, if one is concerned.
    pub sheet: Option<String>,
    /// The row as Excel shows it, if one is concerned.
    pub row: Option<u64>,
    /// The zero-based column, if one is concerned.
    pub column: Option<u32>,
    /// What was found instead, shortened to 200 characters.
    pub found: Option<String>,
    /// The bound that was passed.
    pub limit: Option<u64>,
}

impl SheetFault {
    /// A fault without facts yet.
    pub(crate) fn new(code: FaultCode) -> Self {
        Self { code, file: String::new(), sheet: None, row: None, column: None, found: None, limit: None }
    }

    pub(crate) fn in_file(mut self, file: &str) -> Self {
        self.file = file.to_owned();
        self
    }

    pub(crate) fn in_sheet(mut self, sheet: &str) -> Self {
        self.sheet = Some(sheet.to_owned());
        self
    }

    pub(crate) fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    pub(crate) fn at_column(mut self, column: u32) -> Self {
        self.column = Some(column);
        self
    }

    pub(crate) fn having(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into().chars().take(200).collect());
        self
    }

    pub(crate) fn over(mut self, limit: u64) -> Self {
        self.limit = Some(limit);
        self
    }

    pub(crate) fn device(error: &std::io::Error) -> Self {
        Self::new(FaultCode::Device).having(error.to_string())
    }

    /// The key of the sentence in `wording/<language>/sheets.ftl`.
    pub fn wording_key(&self) -> String {
        format!("sheets-fault-{}", self.code.code())
    }

    /// The arguments of the sentence: always `file sheet row column found limit`, in this order.
    /// `column` is in letters as Excel shows it; sizes are in whole megabytes.
    pub fn facts(&self) -> [(&'static str, Fact); 6] {
        let text = |value: &Option<String>| Fact::Text(value.clone().unwrap_or_default());
        let number = |value: Option<u64>| match value {
            Some(value) => Fact::Number(i64::try_from(value).unwrap_or(i64::MAX)),
            None => Fact::Text(String::new()),
        };
        let in_megabytes = matches!(self.code, FaultCode::FileTooLarge | FaultCode::UnpacksTooLarge);
        let limit = self.limit.map(|bytes| if in_megabytes { bytes.div_ceil(1 << 20) } else { bytes });
        [
            ("file", Fact::Text(self.file.clone())),
            ("sheet", text(&self.sheet)),
            ("row", number(self.row)),
            ("column", Fact::Text(self.column.map(column_letters).unwrap_or_default())),
            ("found", text(&self.found)),
            ("limit", number(limit)),
        ]
    }
}

impl std::fmt::Display for SheetFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.code.code())?;
        for (name, fact) in self.facts() {
            match fact {
                Fact::Text(text) if text.is_empty() => {}
                Fact::Text(text) => write!(f, " {name}={text:?}")?,
                Fact::Number(number) => write!(f, " {name}={number}")?,
            }
        }
        Ok(())
    }
}

impl std::error::Error for SheetFault {}

impl From<std::io::Error> for SheetFault {
    fn from(error: std::io::Error) -> Self {
        Self::device(&error)
    }
}
