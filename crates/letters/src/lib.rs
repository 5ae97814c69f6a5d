//! Letters as accessible PDF (PDF/UA-1, DIN 5008 form B) and calendar files, from data and wording.
//!
//! The content model is `domain::letter`, every word is in `wording/<language>/letters.ftl`, the layout in
//! `templates/`. Data reach the templates through `sys.inputs` only, never as template source.
//! Not for deciding who gets which letter, and not for storing or sending it.

mod calendar;
mod clean;
mod content;
mod engine;
mod fault;
mod fonts;
mod qr;
mod sketch;

pub use calendar::{calendar, calendar_of};
pub use engine::{BATCH_LIMIT, Renderer};
pub use fault::{LetterFault, MissingFact};

#[cfg(test)]
mod tests;
