//! Tells the kind of a file from its first bytes and, for packages, from the parts inside.
//! The file's name is never asked: lists arrive with every possible ending.

use serde::{Deserialize, Serialize};

use crate::fault::{FaultCode, SheetFault};

/// A kind of file that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// Office Open XML workbook.
    Xlsx,
    /// Binary workbook of Excel 5 to 2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Separated text.
    Csv,
}

impl FileKind {
    /// The stable code, also the usual ending of such a file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }
}

/// What the first bytes of a file say.
pub(crate) enum Opening {
    /// A zip package; its parts decide.
    Package,
    /// An old compound file (XLS, DOC, encrypted XLSX).
    Compound,
    /// Perhaps text.
    Text,
}

const FOREIGN: &[(&[u8], &str)] = &[
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xFF\xD8\xFF", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"\x1F\x8B", "gzip"),
    (b"7z\xBC\xAF\x27\x1C", "archive"),
    (b"Rar!", "archive"),
    (b"BEGIN:VCARD", "vcard"),
    (b"BEGIN:VCALENDAR", "calendar"),
];

/// Looks at the first bytes (512 are enough).
pub(crate) fn opening(start: &[u8]) -> Result<Opening, SheetFault> {
    if start.is_empty() {
        return Err(SheetFault::new(FaultCode::FileEmpty));
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return Ok(Opening::Package);
    }
    if start.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Opening::Compound);
    }
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    let foreign = FOREIGN.iter().find(|(magic, _)| start.starts_with(magic) || text.starts_with(magic));
    if let Some((_, name)) = foreign {
        return Err(SheetFault::new(FaultCode::NotATable).having(*name));
    }
    // Exports of web applications often call an HTML page ".xls".
    let lower: Vec<u8> = text.iter().take(64).map(u8::to_ascii_lowercase).collect();
    for (magic, name) in [("<html", "html"), ("<!doctype html", "html"), ("<table", "html"), ("<?xml", "xml")]
    {
        if lower.starts_with(magic.as_bytes()) {
            return Err(SheetFault::new(FaultCode::NotATable).having(name));
        }
    }
    Ok(Opening::Text)
}

/// Tells what a package holds from the names of its parts and the text of its part `mimetype`.
pub(crate) fn of_package(parts: &[String], mimetype: &str) -> Result<FileKind, SheetFault> {
    let has = |name: &str| parts.iter().any(|part| part.eq_ignore_ascii_case(name));
    let below = |folder: &str| parts.iter().any(|part| part.starts_with(folder));
    if mimetype.trim() == "application/vnd.oasis.opendocument.spreadsheet" {
        return Ok(FileKind::Ods);
    }
    if has("xl/workbook.xml") {
        return Ok(FileKind::Xlsx);
    }
    let (code, found) = if has("xl/workbook.bin") {
        (FaultCode::KindNotRead, "xlsb")
    } else if below("Index/") && parts.iter().any(|part| part.ends_with(".iwa")) {
        (FaultCode::KindNotRead, "numbers")
    } else if below("word/") {
        (FaultCode::NotATable, "docx")
    } else if below("ppt/") {
        (FaultCode::NotATable, "pptx")
    } else if mimetype.contains("opendocument.text") {
        (FaultCode::NotATable, "odt")
    } else if mimetype.contains("opendocument") {
        (FaultCode::NotATable, "opendocument")
    } else {
        (FaultCode::NotATable, "zip")
    };
    Err(SheetFault::new(code).having(found))
}

/// Tells what a compound file holds from the names of its streams, which are UTF-16.
pub(crate) fn of_compound(bytes: &[u8]) -> Result<FileKind, SheetFault> {
    let has = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wanted.len()).any(|window| window == wanted)
    };
    if has("EncryptedPackage") {
        return Err(SheetFault::new(FaultCode::Password));
    }
    if has("Workbook") || has("Book") {
        return Ok(FileKind::Xls);
    }
    for (stream, found) in
        [("WordDocument", "doc"), ("PowerPoint Document", "ppt"), ("__properties_version1.0", "msg")]
    {
        if has(stream) {
            return Err(SheetFault::new(FaultCode::NotATable).having(found));
        }
    }
    // The list of streams stands near the end of many files, so a cut one has none.
    Err(SheetFault::new(FaultCode::Damaged))
}
