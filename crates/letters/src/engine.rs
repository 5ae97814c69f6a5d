//! The typesetter: holds fonts and templates, turns composed values into PDF/UA-1.
//! Not for content: see `content`.

use crate::content;
use crate::fault::LetterFault;
use crate::fonts::{Fonts, system_folders};
use domain::document::Document;
use domain::letter::Letter;
use std::path::PathBuf;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Array, Bytes, Datetime, Dict, Duration, Smart, Value, dict};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use wording::Language;

/// Letters of one batch file at most: about 4 MB each while it is set, so that one request stays under half a GB.
pub const BATCH_LIMIT: usize = 100;
/// Layouts older than this many letters are forgotten.
const CACHE_AGE: usize = 2;

/// Entry of letters, and of documents that are no letters.
const LETTERS: usize = 0;
const DOCUMENT: usize = 1;

/// All templates; the entries stand at their places.
const TEMPLATES: &[(&str, &str)] = &[
    ("letters.typ", include_str!("../templates/letters.typ")),
    ("document.typ", include_str!("../templates/document.typ")),
    ("frame.typ", include_str!("../templates/frame.typ")),
    ("sections.typ", include_str!("../templates/sections.typ")),
    ("map.typ", include_str!("../templates/map.typ")),
];

/// Makes PDF letters. Load once and share: rendering takes `&self`.
pub struct Renderer {
    fonts: Fonts,
    templates: Vec<Source>,
}

impl Renderer {
    /// With the fonts of the operating system; fails when not even German could be printed.
    pub fn new() -> Result<Self, LetterFault> {
        Self::with_font_folders(&system_folders())
    }

    /// With Noto fonts from the given folders.
    pub fn with_font_folders(folders: &[PathBuf]) -> Result<Self, LetterFault> {
        let templates = TEMPLATES.iter().map(|(path, text)| Source::new(file_id(path), (*text).into()));
        let renderer = Self { fonts: Fonts::load(folders), templates: templates.collect() };
        match renderer.languages_without_font().contains(&Language::De) {
            true => Err(LetterFault::FontsMissing { code: Language::De.code().into() }),
            false => Ok(renderer),
        }
    }

    /// Languages whose letters cannot be printed here for want of fonts; empty when all is well.
    pub fn languages_without_font(&self) -> Vec<Language> {
        let lacking = |language: &Language| !self.fonts.cover_all(language.native_name());
        Language::ALL.iter().copied().filter(lacking).collect()
    }

    /// One letter as PDF/UA-1.
    pub fn render(&self, letter: &Letter) -> Result<Vec<u8>, LetterFault> {
        self.render_batch(std::slice::from_ref(letter))
    }

    /// Several letters in one file, each starting on a new page with its own page numbers.
    pub fn render_batch(&self, letters: &[Letter]) -> Result<Vec<u8>, LetterFault> {
        let document = self.lay_out(letters)?;
        let number = letters.first().map(|letter| letter.number.as_str()).unwrap_or_default();
        write(&document, number)
    }

    /// A document that is no letter, as PDF/UA-1.
    pub fn render_document(&self, document: &Document) -> Result<Vec<u8>, LetterFault> {
        let pages = self.lay_out_document(document)?;
        write(&pages, &document.title)
    }

    /// The pages of a document before they become a file.
    pub(crate) fn lay_out_document(&self, document: &Document) -> Result<PagedDocument, LetterFault> {
        let inputs = content::document::compose(document, &self.fonts)?;
        let world = Desk::new(self, DOCUMENT, inputs);
        let result = typst::compile::<PagedDocument>(&world).output;
        typst::comemo::evict(CACHE_AGE);
        result.map_err(|faults| layout_fault(&document.title, &faults))
    }

    /// What the template is given, for tests of the texts.
    #[cfg(test)]
    pub(crate) fn compose_for_tests(&self, letter: &Letter) -> Dict {
        content::compose(letter, &self.fonts, 0).expect("a sample letter is complete")
    }

    /// The pages before they become a file.
    pub(crate) fn lay_out(&self, letters: &[Letter]) -> Result<PagedDocument, LetterFault> {
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else {
            return Err(LetterFault::EmptyBatch);
        };
        if letters.len() > BATCH_LIMIT {
            return Err(LetterFault::BatchTooLarge { count: letters.len(), limit: BATCH_LIMIT });
        }
        let composed = letters
            .iter()
            .enumerate()
            .map(|(at, letter)| content::compose(letter, &self.fonts, at).map(Value::Dict))
            .collect::<Result<Array, LetterFault>>()?;
        let title = match letters {
            [only] => content::title(only),
            _ => wording::text_with(
                Language::De,
                "letters-document-title-batch",
                &[("first", (&first.number).into()), ("last", (&last.number).into())],
            ),
        };
        let inputs = dict! {
            "title" => title,
            "author" => first.sender.name.clone(),
            "letters" => composed,
            "page-mark" => content::PAGE_MARK,
            "pages-mark" => content::PAGES_MARK,
        };
        let world = Desk::new(self, LETTERS, inputs);
        let result = typst::compile::<PagedDocument>(&world).output;
        // a single letter leaves its pieces for the next one, a batch would only fill the memory
        typst::comemo::evict(if letters.len() > 1 { 0 } else { CACHE_AGE });
        result.map_err(|faults| layout_fault(&first.number, &faults))
    }
}

fn write(document: &PagedDocument, number: &str) -> Result<Vec<u8>, LetterFault> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).expect("PDF/UA-1 alone contradicts nothing");
    let options = PdfOptions { standards, ident: Smart::Custom(number.into()), ..PdfOptions::default() };
    typst_pdf::pdf(document, &options).map_err(|faults| layout_fault(number, &faults))
}

fn layout_fault(number: &str, faults: &[SourceDiagnostic]) -> LetterFault {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    LetterFault::Layout { number: number.to_owned(), message: messages.join("; ") }
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("template names are plain file names");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// What the typesetter may see while it sets one batch: templates, fonts, values. No disk, no net, no clock.
struct Desk<'a> {
    renderer: &'a Renderer,
    /// Place of the template that begins.
    entry: usize,
    library: LazyHash<Library>,
}

impl<'a> Desk<'a> {
    fn new(renderer: &'a Renderer, entry: usize, inputs: Dict) -> Self {
        // row headers of tables are behind this switch in typst 0.15
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        Self { renderer, entry, library: LazyHash::new(library) }
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.renderer.fonts.book
    }

    fn main(&self) -> FileId {
        self.renderer.templates[self.entry].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.renderer.templates.iter().find(|source| source.id() == id);
        found.cloned().ok_or_else(|| FileError::Other(Some("no such template".into())))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.source(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.renderer.fonts.list.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
