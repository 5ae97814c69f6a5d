//! Looks at the records of an XLS workbook before it is read, for one thing only: declared sheet
//! dimensions that no Excel 97 sheet can have. The reader would reserve memory for them, and a
//! failed reservation ends the whole process. Everything else about a file is for the reader.

use crate::fault::{FaultCode, SheetFault};

/// The most rows and columns an Excel 97 sheet has.
const MOST_ROWS: u32 = 65_536;
const MOST_COLUMNS: u32 = 256;

/// Sector numbers from here on are marks, not places (MS-CFB 2.1).
const LAST_SECTOR: u32 = 0xFFFF_FFFA;

const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const END: u16 = 0x000A;
const MOST_SHEETS: usize = 1_000;

/// Refuses a workbook that declares a sheet beyond the bounds of its own format.
pub(crate) fn examine(bytes: &[u8]) -> Result<(), SheetFault> {
    let stream = workbook_stream(bytes).unwrap_or_default();
    let mut starts = vec![0];
    let mut at = 0;
    while at < starts.len() {
        for (kind, data) in records(&stream, starts[at]) {
            if kind == DIMENSIONS && is_boundless(data) {
                return Err(SheetFault::new(FaultCode::Damaged).having("DIMENSIONS"));
            }
            let start = u32_at(data, 0).and_then(|start| usize::try_from(start).ok());
            if let Some(start) = start.filter(|_| kind == BOUND_SHEET && starts.len() < MOST_SHEETS)
                && !starts.contains(&start)
            {
                starts.push(start);
            }
        }
        at += 1;
    }
    Ok(())
}

fn is_boundless(data: &[u8]) -> bool {
    let wide = data.len() >= 14;
    let (rows, columns) = if wide {
        (u32_at(data, 4), u16_at(data, 10))
    } else {
        (u16_at(data, 2).map(u32::from), u16_at(data, 6))
    };
    rows.is_some_and(|rows| rows > MOST_ROWS)
        || columns.is_some_and(|columns| u32::from(columns) > MOST_COLUMNS)
}

/// The records from a place to the next end mark: type and data.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = start;
    let mut ended = false;
    std::iter::from_fn(move || {
        let kind = u16_at(stream, at).filter(|_| !ended)?;
        let length = usize::from(u16_at(stream, at + 2)?);
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        ended = kind == END;
        Some((kind, data))
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// The stream `Workbook` (or `Book`) of a compound file, as MS-CFB 2.2 to 2.6 lay it out.
fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = 1_usize << u16_at(bytes, 30).filter(|shift| [9, 12].contains(shift))?;
    let sector = |number: u32| {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(size)?;
        bytes.get(start..bytes.len().min(start.checked_add(size)?))
    };
    let most = bytes.len() / size + 1;
    let mut fat_sectors: Vec<u32> = numbers(bytes.get(76..512)?).collect();
    let mut next = u32_at(bytes, 68)?;
    for _ in 0..most {
        let Some(found) = Some(next).filter(|&next| next < LAST_SECTOR).and_then(sector) else { break };
        fat_sectors.extend(numbers(found));
        next = fat_sectors.pop()?;
    }
    let fat: Vec<u32> =
        fat_sectors.into_iter().filter(|&n| n < LAST_SECTOR).filter_map(sector).flat_map(numbers).collect();
    let chain = |start: u32| follow(start, &fat, most, sector);
    let directory = chain(u32_at(bytes, 48)?);
    let entry = |wanted: &str| {
        directory.chunks_exact(128).find(|entry| {
            let name: Vec<u16> =
                entry[..64].chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
            let name = String::from_utf16_lossy(&name);
            name.trim_end_matches('\0').eq_ignore_ascii_case(wanted)
        })
    };
    let book = entry("Workbook").or_else(|| entry("Book"))?;
    let (start, length) = (u32_at(book, 116)?, u32_at(book, 120)?);
    if length >= 4096 {
        return Some(chain(start));
    }
    // Short streams lie in pieces of 64 bytes inside the stream of the root entry.
    let root = chain(u32_at(directory.get(..128)?, 116)?);
    let mini_fat: Vec<u32> = numbers(&chain(u32_at(bytes, 60)?)).collect();
    let piece = |number: u32| {
        let start = usize::try_from(number).ok()?.checked_mul(64)?;
        root.get(start..root.len().min(start.checked_add(64)?))
    };
    Some(follow(start, &mini_fat, root.len() / 64 + 1, piece))
}

/// Joins the sectors of a chain; a chain that runs in circles ends after `most` sectors.
fn follow<'a>(start: u32, next: &[u32], most: usize, sector: impl Fn(u32) -> Option<&'a [u8]>) -> Vec<u8> {
    let mut joined = Vec::new();
    let mut number = start;
    for _ in 0..most {
        let Some(found) = Some(number).filter(|&n| n < LAST_SECTOR).and_then(&sector) else { break };
        joined.extend_from_slice(found);
        let Some(&after) = usize::try_from(number).ok().and_then(|number| next.get(number)) else { break };
        number = after;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[u8] = include_bytes!("../tests/fixtures/warteliste.xls");

    /// Where the data of the first record of dimensions stands in the file.
    fn dimensions() -> usize {
        let stream = workbook_stream(LIST).unwrap();
        let is_sheet = |(kind, data): &(u16, &[u8])| *kind == BOUND_SHEET && data.len() > 4;
        let sheet = records(&stream, 0).find(is_sheet).map(|(_, data)| u32_at(data, 0).unwrap()).unwrap();
        let found = records(&stream, sheet as usize).find(|record| record.0 == DIMENSIONS).unwrap().1;
        let mut head = vec![0x00, 0x02, 0x0E, 0x00];
        head.extend_from_slice(found);
        LIST.windows(head.len()).position(|window| window == head).unwrap() + 4
    }

    #[test]
    fn an_ordinary_list_passes() {
        assert_eq!(examine(LIST), Ok(()));
        assert_eq!(examine(&LIST[..700]), Ok(()));
        assert_eq!(examine(b""), Ok(()));
    }

    #[test]
    fn a_sheet_that_declares_four_thousand_million_rows_is_refused() {
        let mut bytes = LIST.to_vec();
        let at = dimensions() + 4;
        bytes[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(examine(&bytes).unwrap_err().code, FaultCode::Damaged);
    }

    #[test]
    fn cell_data_that_looks_like_such_a_record_is_left_alone() {
        // Row 513, column O: the place of that cell is written like the head of the record.
        let record = [0xFD, 0x00, 0x0A, 0x00, 0x00, 0x02, 0x0E, 0x00, 0x0F, 0x00, 0x01, 0x00, 0x00, 0x00];
        let mut stream = record.repeat(2);
        stream.extend([0x0A, 0x00, 0x00, 0x00]);
        assert_eq!(records(&stream, 0).map(|record| record.0).collect::<Vec<_>>(), [0xFD, 0xFD, END]);
    }
}
