//! What a reader, a screen reader and an envelope find in the finished letters.

mod document;
mod pages;
mod sample;
mod snapshots;
mod tags;
mod texts;

use crate::Renderer;
use std::sync::OnceLock;

/// Fonts are loaded once for all cases.
fn renderer() -> &'static Renderer {
    static RENDERER: OnceLock<Renderer> = OnceLock::new();
    RENDERER.get_or_init(|| Renderer::new().expect("a font for German travels inside the program"))
}
