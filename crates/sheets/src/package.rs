//! Guards zip packages before anything reads them: parts, declared sizes and real sizes.
//! Not for reading sheets, see `workbook` and `ods`.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::fault::{FaultCode, SheetFault};
use crate::kind::{self, FileKind};

/// Tells the kind of a package after its parts were found to unpack within `unpacked_bytes`.
///
/// Declared sizes may lie, so each part is also unpacked once into nothing and counted; that
/// costs a fraction of reading it and finds damaged parts before half a table was delivered.
pub(crate) fn examine(bytes: &[u8], unpacked_bytes: u64) -> Result<FileKind, SheetFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut parts: Vec<String> = Vec::new();
    let too_large = || SheetFault::new(FaultCode::UnpacksTooLarge).over(unpacked_bytes);
    let mut mimetype = String::new();
    let mut declared: u64 = 0;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|error| damaged(&error))?;
        parts.push(String::from_utf8_lossy(part.name_raw()).into_owned());
        declared = declared.saturating_add(part.size());
        if part.encrypted() {
            return Err(SheetFault::new(FaultCode::Password));
        }
    }
    if declared > unpacked_bytes {
        return Err(too_large());
    }
    if let Ok(part) = archive.by_name("mimetype") {
        // An unreadable mimetype only means that this is no OpenDocument file.
        let _ = part.take(100).read_to_string(&mut mimetype);
    }
    let kind = kind::of_package(&parts, &mimetype)?;
    let mut left = unpacked_bytes;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| damaged(&error))?;
        let mut bounded = part.take(left.saturating_add(1));
        let size = std::io::copy(&mut bounded, &mut std::io::sink())
            .map_err(|error| SheetFault::new(FaultCode::Damaged).having(error.to_string()))?;
        left = left.checked_sub(size).ok_or_else(too_large)?;
    }
    Ok(kind)
}

fn damaged(error: &zip::result::ZipError) -> SheetFault {
    SheetFault::new(FaultCode::Damaged).having(error.to_string())
}
