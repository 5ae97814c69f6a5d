//! Finds the heading of a table among the first filled rows of a sheet: below title lines and
//! blocks of particulars, on one line or on two. Not for rows below it, see `rows`.

use serde::{Deserialize, Serialize};

use crate::cell::{Cell, CellKind};
use crate::fault::{FaultCode, SheetFault};
use crate::grid::{Merge, SparseRow};
use crate::totals::is_labelled_total;
use crate::values;

/// How many filled rows are looked at.
pub(crate) const SAMPLE_ROWS: usize = 80;

/// A column without heading belongs to the table if at least this share (1 in 5) of rows fill it.
const UNNAMED_SHARE: usize = 5;

/// Headings that make a row a heading even if most of its cells are days, as in lists of attendance.
const TELLING: [&str; 12] = [
    "name",
    "vorname",
    "nachname",
    "familienname",
    "geburtsdatum",
    "teilnehmer",
    "teilnehmende",
    "nr",
    "lfdnr",
    "datum",
    "kurs",
    "ort",
];

/// The table found in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The sheet's name; for text files the file's name without its ending.
    pub sheet: String,
    /// One text per column, two-line headings joined as `Oberbegriff / Unterbegriff`; empty for a
    /// column that has data but no heading.
    pub heading: Vec<String>,
    /// The zero-based column of the sheet for each entry of `heading`.
    pub columns: Vec<u32>,
    /// The row of the (last) heading line as Excel shows it.
    pub heading_row_number: u64,
    /// The first row below the heading that holds anything.
    pub first_row_number: u64,
}

/// The table and what the rows need to know about its place.
pub(crate) struct Found {
    pub(crate) table: Table,
    /// The texts of each heading line by column, to recognise repetitions further down.
    pub(crate) lines: Vec<SparseRow>,
    /// How many sample rows stand above the heading, and the index of the first row below it.
    pub(crate) above: usize,
    pub(crate) below: usize,
}

/// Finds the table; `sample` holds the first filled rows of the sheet.
pub(crate) fn find(sheet: &str, sample: &[SparseRow], merges: &[Merge]) -> Result<Found, SheetFault> {
    let first = sample.first().ok_or_else(|| SheetFault::new(FaultCode::NoData))?;
    let index = heading_index(sample);
    let Some(index) = index else {
        return Err(SheetFault::new(FaultCode::NoHeading).at_row(first.number));
    };
    let (upper, lower) = lines(sample, index, merges);
    let below = lower + 1;
    let Some(first_row) = sample.get(below) else {
        return Err(SheetFault::new(FaultCode::NoRows).at_row(sample[lower].number));
    };
    let named = joined(upper.map(|upper| &sample[upper]), &sample[lower], merges);
    let mut columns: Vec<(u32, String)> = named;
    for column in unnamed_columns(&columns, &sample[below..]) {
        columns.push((column, String::new()));
    }
    columns.sort_by_key(|column| column.0);
    let (columns, heading) = columns.into_iter().unzip();
    let table = Table {
        sheet: sheet.to_owned(),
        heading,
        columns,
        heading_row_number: sample[lower].number,
        first_row_number: first_row.number,
    };
    let top = upper.unwrap_or(lower);
    Ok(Found { table, lines: sample[top..=lower].to_vec(), above: top, below })
}

/// The first row that reads like a heading. It fills at least half of what the wide rows fill,
/// which titles rarely do; a wide row of values before it means that there is no heading.
fn heading_index(sample: &[SparseRow]) -> Option<usize> {
    let mut widths: Vec<usize> = sample.iter().map(|row| row.cells.len()).collect();
    widths.sort_unstable();
    let wide = widths[(widths.len() - 1) * 3 / 4];
    let needed = if wide <= 1 { 1 } else { wide.div_ceil(2).max(2) };
    let is_wide = |row: &SparseRow| row.cells.len() * 10 >= wide * 8;
    for (index, row) in sample.iter().enumerate() {
        if row.cells.len() < needed || is_labelled_total(&row.cells) {
            continue;
        }
        if is_heading(row) {
            // A title of a few cells: a full line of headings may follow.
            let fuller =
                |next: &SparseRow| is_wide(next) && next.cells.len() > row.cells.len() && is_heading(next);
            let next =
                sample[index + 1..].iter().take(3).position(fuller).filter(|_| row.cells.len() * 2 <= wide);
            return Some(next.map_or(index, |next| index + 1 + next));
        }
        if is_wide(row) {
            return None;
        }
    }
    None
}

fn is_heading(row: &SparseRow) -> bool {
    let labels = row.cells.iter().filter(|(_, cell)| is_label(cell)).count();
    let telling = row.cells.iter().filter(|(_, cell)| TELLING.contains(&plain(&cell.text).as_str())).count();
    let mut texts: Vec<String> = row.cells.iter().map(|(_, cell)| plain(&cell.text)).collect();
    texts.sort_unstable();
    texts.dedup();
    let distinct = texts.len() * 10 >= row.cells.len() * 6;
    telling >= 2 || (labels * 10 >= row.cells.len() * 8 && distinct)
}

/// Whether a cell reads like a heading: words, not values.
fn is_label(cell: &Cell) -> bool {
    let letters = cell.text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = cell.text.chars().filter(char::is_ascii_digit).count();
    let known_value = matches!(values::flag(&cell.text), values::Parsed::Ok(_)) && letters > 1;
    cell.kind == CellKind::Text
        && (letters > digits || plain(&cell.text) == "nr")
        && !cell.text.contains('@')
        && cell.text.chars().count() <= 160
        && !known_value
}

/// Letters and digits only, in lower case.
fn plain(text: &str) -> String {
    plain_chars(text).collect()
}

/// The same character by character, to compare without copying.
pub(crate) fn plain_chars(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The upper line, if there are two, and the lower line of the heading found at `index`.
fn lines(sample: &[SparseRow], index: usize, merges: &[Merge]) -> (Option<usize>, usize) {
    let adjacent = |a: usize, b: usize| match (sample.get(a), sample.get(b)) {
        (Some(a), Some(b)) => a.number + 1 == b.number,
        _ => false,
    };
    let more_below = sample.len() > index + 2;
    if more_below && adjacent(index, index + 1) && is_second_line(&sample[index], &sample[index + 1], merges)
    {
        return (Some(index), index + 1);
    }
    if index > 0 && adjacent(index - 1, index) && is_group_line(&sample[index - 1], &sample[index], merges) {
        return (Some(index - 1), index);
    }
    (None, index)
}

/// Merged areas over several columns that begin in a row.
fn wide_merges<'a>(row: &SparseRow, merges: &'a [Merge]) -> Vec<&'a Merge> {
    let number = row.number;
    let begins = |merge: &&Merge| u64::from(merge.first_row) + 1 == number;
    merges.iter().filter(begins).filter(|merge| merge.last_column > merge.first_column).collect()
}

/// Whether `lower` is the second line of a heading whose first line was found.
fn is_second_line(upper: &SparseRow, lower: &SparseRow, merges: &[Merge]) -> bool {
    if !lower.cells.iter().all(|(_, cell)| is_label(cell)) {
        return false;
    }
    let wide = wide_merges(upper, merges);
    if !wide.is_empty() {
        let under = |column: u32| wide.iter().any(|m| (m.first_column..=m.last_column).contains(&column));
        return lower.cells.iter().all(|(column, _)| under(*column) || value_at(upper, *column).is_none());
    }
    // Without merged areas, as in text files: the second line fills every gap of the first one and
    // leaves the columns free that have a gap neither in them nor right of them.
    let last = lower.cells.last().map_or(0, |cell| cell.0).max(upper.cells.last().map_or(0, |cell| cell.0));
    let first = upper.cells.first().map_or(0, |cell| cell.0);
    let is_gap = |column: u32| column >= first && column <= last && value_at(upper, column).is_none();
    let gaps = (first..=last).filter(|&column| is_gap(column)).count();
    gaps > 0
        && (first..=last).all(|column| {
            let filled = value_at(lower, column).is_some();
            if is_gap(column) { filled } else { !filled || is_gap(column + 1) }
        })
}

/// Whether the row above a full heading line holds the group terms of its columns.
fn is_group_line(upper: &SparseRow, lower: &SparseRow, merges: &[Merge]) -> bool {
    let width = lower.cells.len() as u64;
    let wide = wide_merges(upper, merges);
    let is_part = |merge: &Merge| u64::from(merge.last_column - merge.first_column + 1) * 5 < width * 4;
    if !wide.is_empty() {
        return wide.iter().all(|merge| is_part(merge));
    }
    let is_term = |cell: &Cell| {
        is_label(cell)
            && !cell.text.trim_end().ends_with(':')
            && !cell.text.contains(|c: char| c.is_ascii_digit())
    };
    let cells = &upper.cells;
    // A title in two corners has nothing beside its right one; a group term spans columns.
    let spans = cells.last().is_some_and(|(column, _)| value_at(lower, column + 1).is_some());
    spans
        && (2..lower.cells.len()).contains(&cells.len())
        && cells.iter().all(|(column, cell)| is_term(cell) && value_at(lower, *column).is_some())
}

fn value_at(row: &SparseRow, column: u32) -> Option<&str> {
    let place = row.cells.binary_search_by_key(&column, |cell| cell.0).ok()?;
    Some(row.cells[place].1.text.as_str())
}

/// Joins the heading lines into one text per column.
fn joined(upper: Option<&SparseRow>, lower: &SparseRow, merges: &[Merge]) -> Vec<(u32, String)> {
    let Some(upper) = upper else {
        return lower.cells.iter().map(|(column, cell)| (*column, label(&cell.text))).collect();
    };
    let last = lower.cells.last().map_or(0, |cell| cell.0).max(upper.cells.last().map_or(0, |cell| cell.0));
    let wide = wide_merges(upper, merges);
    let mut columns = Vec::new();
    for column in 0..=last {
        let own = value_at(lower, column).map(label);
        let group = group_of(column, upper, lower, &wide).map(label);
        let text = match (group, own) {
            (Some(group), Some(own)) if plain(&group) == plain(&own) => own,
            (Some(group), Some(own)) => format!("{group} / {own}"),
            (Some(text), None) | (None, Some(text)) => text,
            (None, None) => continue,
        };
        columns.push((column, text));
    }
    columns
}

/// The group term over a column: its own, or that of the merged area or gap it lies in.
fn group_of<'a>(column: u32, upper: &'a SparseRow, lower: &SparseRow, wide: &[&Merge]) -> Option<&'a str> {
    if let Some(text) = value_at(upper, column) {
        return Some(text);
    }
    if !wide.is_empty() {
        let area = wide.iter().find(|area| (area.first_column..=area.last_column).contains(&column))?;
        // An empty sub-column of a group has no name of its own and must not double the group's.
        value_at(lower, column)?;
        return value_at(upper, area.first_column);
    }
    value_at(lower, column)?;
    let (left, cell) = upper.cells.iter().rev().find(|(left, _)| *left < column)?;
    value_at(lower, *left)?;
    Some(cell.text.as_str())
}

/// A heading's text on one line; words divided at the end of a line are joined again.
fn label(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\n') {
        let before = before.trim_end();
        let divided = before.ends_with('-') && after.trim_start().starts_with(char::is_lowercase);
        let continues = after.trim_start();
        let is_list = continues.starts_with("und ") || continues.starts_with("oder ");
        if divided && !is_list {
            joined.push_str(before.trim_end_matches('-'));
        } else {
            joined.push_str(before);
            joined.push(' ');
        }
        rest = continues;
    }
    joined.push_str(rest);
    values::clean(&joined)
}

/// Columns filled by enough rows although no heading stands above them.
fn unnamed_columns(named: &[(u32, String)], rows: &[SparseRow]) -> Vec<u32> {
    let mut counts = std::collections::BTreeMap::new();
    for (column, _) in rows.iter().flat_map(|row| &row.cells) {
        *counts.entry(*column).or_insert(0_usize) += 1;
    }
    let is_named = |column: u32| named.iter().any(|(known, _)| *known == column);
    let enough = |count: usize| count * UNNAMED_SHARE >= rows.len() && (count > 1 || rows.len() == 1);
    counts.into_iter().filter(|&(column, count)| enough(count) && !is_named(column)).map(|(c, _)| c).collect()
}
