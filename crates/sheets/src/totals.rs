//! Recognises rows that are no records: totals, repeated headings, rows of column numbers, notes.
//! Whoever reads the table is told of each of them, see `rows::Skipped`.

use crate::cell::{Cell, CellKind};
use crate::grid::SparseRow;
use crate::heading::plain_chars;
use crate::values::{self, Parsed};

const TOTALS: [&str; 15] = [
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "gesamtzahl",
    "gesamtanzahl",
    "anzahl",
    "insgesamt",
    "total",
    "zwischensumme",
    "teilsumme",
    "ergebnis",
    "gesamtergebnis",
    "durchschnitt",
    "mittelwert",
];

const NOTES: [&str; 12] = [
    "stand",
    "quelle",
    "legende",
    "hinweis",
    "hinweise",
    "erstellt",
    "gedruckt",
    "druckdatum",
    "seite",
    "anmerkung",
    "bemerkung",
    "unterschrift",
];

/// Whether a row opens with a word of totals and otherwise holds numbers only.
pub(crate) fn is_labelled_total(cells: &[(u32, Cell)]) -> bool {
    let is_wordy = |cell: &Cell| cell.text.contains(char::is_alphabetic);
    let Some(label) = cells.iter().position(|(_, cell)| is_wordy(cell)) else { return false };
    let fits = |cell: &Cell| is_number(cell) || opens_with(&cell.text, &TOTALS);
    opens_with(&cells[label].1.text, &TOTALS) && cells[label + 1..].iter().all(|(_, cell)| fits(cell))
}

/// Whether the first word of a text is one of these; all of them are ASCII.
fn opens_with(text: &str, words: &[&str]) -> bool {
    let first = text.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
    first.is_some_and(|first| words.iter().any(|word| first.eq_ignore_ascii_case(word)))
}

fn is_number(cell: &Cell) -> bool {
    match cell.kind {
        CellKind::Number | CellKind::Error => true,
        CellKind::Text => !matches!(values::number(&cell.text), Parsed::Bad { .. }),
        _ => false,
    }
}

/// Whether a row repeats one of the heading's lines, as printed lists do on each page.
pub(crate) fn repeats(row: &SparseRow, line: &SparseRow) -> bool {
    let same = |cell: &&(u32, Cell)| {
        let place = line.cells.binary_search_by_key(&cell.0, |known| known.0);
        place.is_ok_and(|place| plain_chars(&line.cells[place].1.text).eq(plain_chars(&cell.1.text)))
    };
    let count = row.cells.iter().filter(same).count();
    let most = row.cells.len().max(line.cells.len());
    // A heading of a single word might be a value as well ("Kurs"); it must match wholly anyway.
    count * 10 >= most * 8 && count > 0
}

/// Whether a row only numbers the columns, as official forms do below the heading.
pub(crate) fn numbers_columns(row: &SparseRow) -> bool {
    row.cells.len() >= 3
        && row.cells.iter().zip(1_u32..).all(|((_, cell), expected)| {
            let text = cell.text.trim().trim_matches(['(', ')', '.']);
            text.parse() == Ok(expected)
        })
}

/// Whether a row is too thin for a record: it may be a total, a note or an unfilled line.
pub(crate) fn is_thin(row: &SparseRow, width: usize) -> bool {
    width >= 3 && row.cells.len() <= 2 && row.cells.len() * 3 <= width
}

/// Whether a row holds numbers only.
pub(crate) fn only_numbers(row: &SparseRow) -> bool {
    row.cells.iter().all(|(_, cell)| is_number(cell))
}

/// Whether a thin row is a note below the table; `apart` says that an empty row stands before it.
pub(crate) fn is_note(row: &SparseRow, apart: bool) -> bool {
    let Some((_, cell)) = row.cells.first() else { return false };
    let text = cell.text.trim_start();
    apart || text.starts_with('*') || opens_with(text, &NOTES)
}
