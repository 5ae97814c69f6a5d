//! Splits separated text into rows and cells while it streams, with flat memory.
//!
//! Written here rather than taken from a library for two reasons: rows are counted as Excel
//! counts them (empty lines count, line breaks inside quotes do not), and a quote left open is
//! told with its row instead of swallowing the rest of the file.

use crate::cell::{Cell, CellKind, is_blank};
use crate::csv_text::Text;
use crate::fault::{FaultCode, SheetFault};
use crate::grid::SparseRow;
use crate::limits::Limits;
use crate::write::neutral;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    /// After a quote inside a quoted cell: the cell's end or an escaped quote.
    QuoteSeen,
}

/// Splits pieces of text into cells; knows nothing of files.
struct Splitter {
    separator: u8,
    state: State,
    after_return: bool,
    /// The cells of the row so far, one after the other, and where each of them ends.
    record: Vec<u8>,
    ends: Vec<usize>,
    /// Where the cell that is being read begins.
    start: usize,
    most_bytes: usize,
}

enum Step {
    /// A row is complete in `record`; so many bytes were taken.
    Row(usize),
    /// The piece is used up.
    More,
    /// A cell grew beyond the limit.
    TooLong,
}

impl Splitter {
    fn new(separator: u8, most_bytes: usize) -> Self {
        Self {
            separator,
            state: State::CellStart,
            after_return: false,
            record: Vec::new(),
            ends: Vec::new(),
            start: 0,
            most_bytes,
        }
    }

    fn end_cell(&mut self) {
        self.start = self.record.len();
        self.ends.push(self.start);
        self.state = State::CellStart;
    }

    fn forget_row(&mut self) {
        self.record.clear();
        self.ends.clear();
        self.start = 0;
    }

    /// Whether something of an unfinished row waits.
    fn is_midway(&self) -> bool {
        !self.ends.is_empty() || self.state != State::CellStart
    }

    fn feed(&mut self, bytes: &[u8]) -> Step {
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if std::mem::take(&mut self.after_return) && byte == b'\n' {
                at += 1;
                continue;
            }
            match self.state {
                State::Quoted => at += self.take_until(&bytes[at..], |b| b == b'"', State::QuoteSeen),
                State::QuoteSeen if byte == b'"' => {
                    self.record.push(b'"');
                    self.state = State::Quoted;
                    at += 1;
                }
                State::CellStart if byte == b'"' => {
                    self.state = State::Quoted;
                    at += 1;
                }
                _ if byte == self.separator => {
                    self.end_cell();
                    at += 1;
                }
                _ if byte == b'\n' || byte == b'\r' => {
                    self.after_return = byte == b'\r';
                    self.end_cell();
                    return Step::Row(at + 1);
                }
                _ => {
                    let separator = self.separator;
                    let ends = |b: u8| b == separator || b == b'\n' || b == b'\r';
                    let length = bytes[at..].iter().position(|&b| ends(b)).unwrap_or(bytes.len() - at);
                    self.record.extend_from_slice(&bytes[at..at + length]);
                    self.state = State::Plain;
                    at += length;
                }
            }
            if self.record.len() - self.start > self.most_bytes {
                return Step::TooLong;
            }
        }
        Step::More
    }

    /// Takes bytes up to the one that ends them, which is dropped; returns how many were used.
    fn take_until(&mut self, bytes: &[u8], ends: impl Fn(u8) -> bool, then: State) -> usize {
        match bytes.iter().position(|&b| ends(b)) {
            Some(length) => {
                self.record.extend_from_slice(&bytes[..length]);
                self.state = then;
                length + 1
            }
            None => {
                self.record.extend_from_slice(bytes);
                bytes.len()
            }
        }
    }
}

/// The rows of a text file.
pub(crate) struct CsvRows {
    text: Text,
    piece: String,
    at: usize,
    splitter: Splitter,
    number: u64,
    columns: u32,
    ended: bool,
}

impl CsvRows {
    /// Finds the separator in the first piece of text and starts there.
    pub(crate) fn new(mut text: Text, limits: &Limits) -> Result<Self, SheetFault> {
        let mut piece = String::new();
        let mut more = true;
        while more && piece.is_empty() {
            more = text.next_piece(&mut piece)?;
        }
        let (separator, at) = match declared_separator(&piece) {
            Some(found) => found,
            None => (guess_separator(&piece), 0),
        };
        let splitter = Splitter::new(separator, limits.cell_bytes);
        Ok(Self { text, piece, at, splitter, number: 0, columns: limits.columns, ended: false })
    }

    /// The next row with something in it.
    pub(crate) fn next_row(&mut self) -> Result<Option<SparseRow>, SheetFault> {
        while !self.ended {
            match self.splitter.feed(&self.piece.as_bytes()[self.at..]) {
                Step::Row(taken) => self.at += taken,
                Step::TooLong => {
                    let limit = self.splitter.most_bytes as u64;
                    let column = u32::try_from(self.splitter.ends.len()).unwrap_or(u32::MAX);
                    let fault = SheetFault::new(FaultCode::CellTooLong).at_row(self.number + 1);
                    return Err(fault.at_column(column).over(limit));
                }
                Step::More => {
                    self.at = 0;
                    if self.text.next_piece(&mut self.piece).map_err(|fault| fault.at_row(self.number + 1))? {
                        continue;
                    }
                    self.ended = true;
                    if self.splitter.state == State::Quoted {
                        return Err(SheetFault::new(FaultCode::QuoteOpen).at_row(self.number + 1));
                    }
                    if !self.splitter.is_midway() {
                        return Ok(None);
                    }
                    self.splitter.end_cell();
                }
            }
            self.number += 1;
            let row = self.take_row()?;
            if !row.cells.is_empty() {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    fn take_row(&mut self) -> Result<SparseRow, SheetFault> {
        // Pieces are valid UTF-8 and are only cut at ASCII characters, so nothing is replaced here.
        let record = String::from_utf8_lossy(&self.splitter.record);
        let width = self.splitter.ends.len();
        let mut cells = Vec::with_capacity(width.min(64));
        let mut start = 0;
        for (column, &end) in self.splitter.ends.iter().enumerate() {
            let text = record.get(std::mem::replace(&mut start, end)..end).unwrap_or_default();
            if is_blank(text) {
                continue;
            }
            let place = u32::try_from(column).unwrap_or(u32::MAX);
            if place >= self.columns {
                let fault = SheetFault::new(FaultCode::TooManyColumns).at_row(self.number);
                return Err(fault.having(width.to_string()).over(u64::from(self.columns)));
            }
            cells.push((place, Cell::of(CellKind::Text, neutral::restored(text))));
        }
        self.splitter.forget_row();
        Ok(SparseRow { number: self.number, cells })
    }
}

/// Excel's own hint in the first line, `sep=;`; it is no row. Returns where the rows begin.
fn declared_separator(text: &str) -> Option<(u8, usize)> {
    let line = text.split(['\n', '\r']).next()?;
    let hint = line.get(..4).filter(|hint| hint.eq_ignore_ascii_case("sep="))?;
    let &[separator] = &line.as_bytes()[hint.len()..] else { return None };
    let rest = &text[line.len()..];
    let newline = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
    separator.is_ascii().then_some((separator, line.len() + newline))
}

/// The separator that cuts the most rows into the same number of cells.
fn guess_separator(sample: &str) -> u8 {
    let mut best = (b';', 0);
    for separator in [b';', b'\t', b',', b'|'] {
        let mut splitter = Splitter::new(separator, usize::MAX);
        let mut widths: Vec<usize> = Vec::new();
        let mut rest = sample.as_bytes();
        while widths.len() < 300 {
            let Step::Row(taken) = splitter.feed(rest) else { break };
            rest = &rest[taken..];
            widths.push(splitter.ends.len());
            splitter.forget_row();
        }
        // The last line may be cut, but in a short file it may be the only one.
        if splitter.is_midway() && widths.len() < 3 {
            splitter.end_cell();
            widths.push(splitter.ends.len());
        }
        let weight = |width: usize| widths.iter().filter(|&&w| w == width).count() * (width - 1);
        let score = widths.iter().filter(|&&w| w > 1).map(|&w| weight(w)).max().unwrap_or(0);
        if score > best.1 && !(separator == b',' && has_text_commas(sample)) {
            best = (separator, score);
        }
    }
    best.0
}

/// Whether commas only divide words, as in a list of one column of "Ahmadi, Laila": each has a
/// space after it, and the first line, the heading, has none.
fn has_text_commas(sample: &str) -> bool {
    let heading = sample.lines().find(|line| !is_blank(line)).unwrap_or_default();
    !heading.contains(',') && sample.split(',').skip(1).all(|after| after.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::UTF_8;
    use std::io::Cursor;

    fn rows(text: &str) -> Result<Vec<(u64, Vec<String>)>, SheetFault> {
        let limits = Limits { cell_bytes: 1000, columns: 20, ..Limits::default() };
        let source = Box::new(Cursor::new(text.as_bytes().to_vec()));
        let mut rows = CsvRows::new(Text::new(source, UTF_8)?, &limits)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next_row()? {
            all.push((row.number, row.cells.into_iter().map(|(_, cell)| cell.text).collect()));
        }
        Ok(all)
    }

    fn texts(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn quotes_separators_and_newlines_inside_cells_are_kept() {
        let found = rows("a;b\n\"x;\"\"y\"\"\r\nz\";2\n").unwrap();
        assert_eq!(found, [(1, texts(&["a", "b"])), (2, texts(&["x;\"y\"\r\nz", "2"]))]);
    }

    #[test]
    fn rows_are_counted_as_excel_shows_them() {
        let found = rows("a;b\r\n\r\n\"1\n2\";3\r\n4;5").unwrap();
        let numbers: Vec<u64> = found.iter().map(|row| row.0).collect();
        assert_eq!(numbers, [1, 3, 4]);
    }

    #[test]
    fn a_quote_left_open_names_its_row() {
        let fault = rows("a;b\n1;2\n\"3;4\n5;6\n").unwrap_err();
        assert_eq!((fault.code, fault.row), (FaultCode::QuoteOpen, Some(3)));
        let long = format!("a;b\n1;\"2\n{}", "x;y\n".repeat(500));
        let fault = rows(&long).unwrap_err();
        assert_eq!((fault.code, fault.row), (FaultCode::CellTooLong, Some(2)));
    }

    #[test]
    fn quotes_in_the_middle_of_a_cell_are_ordinary_characters() {
        let found = rows("a;b\nKita \"Spatz\" e.V.;x\n\"Hof\" 3;y\n").unwrap();
        assert_eq!(found[1].1, texts(&["Kita \"Spatz\" e.V.", "x"]));
        assert_eq!(found[2].1, texts(&["Hof 3", "y"]));
    }

    #[test]
    fn the_separator_is_found_although_other_candidates_occur() {
        assert_eq!(guess_separator("Name;Preis;Ort\nA, B;1,5;C\nD, E;2,5;F\n"), b';');
        assert_eq!(guess_separator("Name,Ort\n\"A;B;C\",X\nD,Y\n"), b',');
        assert_eq!(guess_separator("Name\tOrt\tTel\nA, B\tX\t1;2\n"), b'\t');
        assert_eq!(guess_separator("Name\nA\nB\n"), b';');
        assert_eq!(guess_separator("Teilnehmer\nAhmadi, Laila\nHaile, Senait\n"), b';');
        assert_eq!(guess_separator("Name, Ort\nAhmadi, Celle\nHaile, Celle\n"), b',');
    }

    #[test]
    fn the_hint_line_of_excel_is_obeyed_and_is_no_row() {
        let found = rows("sep=|\r\na|b;c\r\n1|2\r\n").unwrap();
        assert_eq!(found, [(1, texts(&["a", "b;c"])), (2, texts(&["1", "2"]))]);
    }

    #[test]
    fn cells_beyond_the_column_limit_are_a_fault() {
        let fault = rows(&format!("{}\n", "x;".repeat(50))).unwrap_err();
        assert_eq!((fault.code, fault.row), (FaultCode::TooManyColumns, Some(1)));
        assert!(rows(&format!("a;b{}\n", ";".repeat(50))).is_ok(), "empty cells do not count");
    }
}
