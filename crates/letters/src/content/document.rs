//! Turns a document that is no letter into the values its template reads. Not for layout.

use super::{PAGE_MARK, PAGES_MARK, strings};
use crate::clean::Cleaner;
use crate::fault::LetterFault;
use crate::fonts::Fonts;
use domain::document::{Addressed, Block, Document, Grid, Signature};
use typst::foundations::{Array, Dict, IntoValue, Value, dict};
use wording::Language;

/// The values of a document; its words are data here and are cleansed like all data.
pub(crate) fn compose(document: &Document, fonts: &Fonts) -> Result<Dict, LetterFault> {
    let language = Language::from_code(&document.language).ok_or_else(|| LetterFault::UnknownLanguage {
        number: document.title.clone(),
        code: document.language.clone(),
    })?;
    if !fonts.cover_all(language.native_name()) {
        return Err(LetterFault::FontsMissing { code: document.language.clone() });
    }
    let cleaner = Cleaner::new(fonts);
    let sections = document.sections.iter().map(|section| {
        let blocks: Array = section.blocks.iter().map(|part| block(&cleaner, part)).collect();
        dict! { "heading" => cleaner.line(&section.heading), "blocks" => blocks }.into_value()
    });
    let note = document.note.as_ref().map_or(Value::None, |note| cleaner.line(note).into_value());
    let pages = wording::text_with(
        language,
        "letters-page-of",
        &[("page", PAGE_MARK.into()), ("pages", PAGES_MARK.into())],
    );
    Ok(dict! {
        "title" => cleaner.line(&document.title),
        "subtitle" => cleaner.line(&document.subtitle),
        "author" => cleaner.line(&document.author),
        "lang" => language.code(),
        "dir" => language.direction(),
        "head" => document.addressed.as_ref().map_or(Value::None, |to| addressed(&cleaner, to)),
        "note" => note,
        "sections" => sections.collect::<Array>(),
        "footer" => pages,
        "page-mark" => PAGE_MARK,
        "pages-mark" => PAGES_MARK,
    })
}

fn addressed(cleaner: &Cleaner, to: &Addressed) -> Value {
    let lines = |lines: &[String]| {
        let clean = lines.iter().filter(|line| !line.is_empty()).map(|line| cleaner.line(line));
        strings(clean.collect::<Vec<_>>()).into_value()
    };
    let info = to
        .info
        .iter()
        .map(|(label, value)| strings(vec![cleaner.line(label), cleaner.line(value)]).into_value());
    dict! {
        "sender" => lines(&to.sender),
        "receiver" => lines(&to.receiver),
        "info" => info.collect::<Array>(),
    }
    .into_value()
}

fn block(cleaner: &Cleaner, block: &Block) -> Value {
    match block {
        Block::Text(text) => dict! { "kind" => "text", "text" => cleaner.line(text) }.into_value(),
        Block::Table(grid) => table(cleaner, grid),
        Block::Signatures(lines) => {
            let lines: Array = lines.iter().map(|line| signature(cleaner, line)).collect();
            dict! { "kind" => "signatures", "lines" => lines }.into_value()
        }
    }
}

/// Rows get exactly as many cells as there are columns: one cell more would shift all that follow.
fn table(cleaner: &Cleaner, grid: &Grid) -> Value {
    let line = |cells: &[String]| -> Value {
        let mut cells: Vec<String> = cells.iter().map(|cell| cleaner.line(cell)).collect();
        cells.resize(grid.columns.len(), String::new());
        strings(cells).into_value()
    };
    let rows: Array = grid.rows.iter().map(|row| line(row)).collect();
    dict! { "kind" => "table", "columns" => line(&grid.columns), "rows" => rows }.into_value()
}

fn signature(cleaner: &Cleaner, line: &Signature) -> Value {
    let signed = line.signed.as_ref().map_or(Value::None, |signed| cleaner.line(signed).into_value());
    dict! { "name" => cleaner.line(&line.name), "role" => cleaner.line(&line.role), "signed" => signed }
        .into_value()
}
