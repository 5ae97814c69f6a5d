//! What a screen reader finds: the tag tree, languages, alternatives and the PDF/UA mark of the file itself.

use super::{renderer, sample};
use domain::letter::{Letter, LetterKind};
use lopdf::{Dictionary, Document, Object};

fn document(letters: &[Letter]) -> Document {
    let pdf = renderer().render_batch(letters).expect("the letters can be printed");
    Document::load_mem(&pdf).expect("the file is a PDF")
}

fn catalogue(pdf: &Document) -> &Dictionary {
    pdf.catalog().expect("a PDF has a catalogue")
}

/// An element of the tag tree: its kind, language, alternative text and depth.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) kind: String,
    language: Option<String>,
    alternative: Option<String>,
    scope: bool,
}

pub(super) fn elements(pdf: &Document) -> Vec<Element> {
    let root = catalogue(pdf).get(b"StructTreeRoot").expect("a tag tree");
    let mut found = Vec::new();
    visit(pdf, root, &mut found);
    found
}

fn visit(pdf: &Document, object: &Object, into: &mut Vec<Element>) {
    let object = match object {
        Object::Reference(id) => pdf.get_object(*id).expect("the reference leads somewhere"),
        other => other,
    };
    match object {
        Object::Array(list) => list.iter().for_each(|child| visit(pdf, child, into)),
        Object::Dictionary(dict) => {
            if let Ok(kind) = dict.get(b"S").and_then(Object::as_name) {
                let text = |key: &[u8]| dict.get(key).ok().and_then(|o| lopdf::decode_text_string(o).ok());
                into.push(Element {
                    kind: String::from_utf8_lossy(kind).into_owned(),
                    language: text(b"Lang"),
                    alternative: text(b"Alt"),
                    scope: format!("{:?}", dict.get(b"A")).contains("Row"),
                });
            }
            if let Ok(children) = dict.get(b"K") {
                visit(pdf, children, into);
            }
        }
        _ => {}
    }
}

fn count(elements: &[Element], kind: &str) -> usize {
    elements.iter().filter(|element| element.kind == kind).count()
}

#[test]
fn the_file_says_that_it_is_pdf_ua_german_tagged_and_titled() {
    let pdf = document(&[sample::letter(LetterKind::Invitation, "uk")]);
    let catalogue = catalogue(&pdf);
    let language = lopdf::decode_text_string(catalogue.get(b"Lang").expect("a language")).expect("text");
    assert!(language == "de" || language == "de-DE", "{language}");
    let mark_info = catalogue.get_deref(b"MarkInfo", &pdf).and_then(Object::as_dict).expect("mark info");
    assert!(mark_info.get(b"Marked").and_then(Object::as_bool).expect("marked"));
    let viewer =
        catalogue.get_deref(b"ViewerPreferences", &pdf).and_then(Object::as_dict).expect("preferences");
    assert!(viewer.get(b"DisplayDocTitle").and_then(Object::as_bool).expect("shows the title"));
    let metadata = catalogue.get_deref(b"Metadata", &pdf).and_then(Object::as_stream).expect("metadata");
    let metadata = metadata.decompressed_content().unwrap_or_else(|_| metadata.content.clone());
    let metadata = String::from_utf8(metadata).expect("XMP is UTF-8");
    assert!(metadata.contains("pdfuaid:part"), "{metadata}");
    assert!(metadata.contains("Einladung zum Einstufungstest (TST-2026-000123)"), "{metadata}");
}

#[test]
fn headings_lists_tables_and_pictures_are_tagged_in_both_languages() {
    for (kind, lists) in [(LetterKind::Invitation, 4), (LetterKind::RegistrationProof, 2)] {
        let pdf = document(&[sample::letter(kind, "ar")]);
        let elements = elements(&pdf);
        assert_eq!(count(&elements, "H1"), 2, "{kind}: one subject per language");
        assert!(count(&elements, "H2") >= 4, "{kind}");
        assert_eq!(count(&elements, "L"), lists, "{kind}: items to bring and legs of the way");
        assert_eq!(count(&elements, "Table"), 2, "{kind}");
        assert!(
            elements.iter().filter(|element| element.kind == "TH" && element.scope).count() >= 4,
            "{kind}"
        );
        let figures: Vec<&Element> = elements.iter().filter(|element| element.kind == "Figure").collect();
        assert_eq!(figures.len(), 4, "{kind}: code and map per language");
        for figure in figures {
            assert!(figure.alternative.as_ref().is_some_and(|text| text.chars().count() > 10), "{figure:?}");
        }
    }
}

#[test]
fn every_translation_is_marked_with_its_language() {
    for language in ["en", "uk", "ar", "prs", "tr", "fr", "ru"] {
        let pdf = document(&[sample::letter(LetterKind::StartNotice, language)]);
        let found = elements(&pdf);
        let marked = found.iter().filter(|e| e.language.as_deref() == Some(language)).count();
        assert!(marked > 0, "{language}: {:?}", found.iter().map(|e| &e.language).collect::<Vec<_>>());
    }
    let german = elements(&document(&[sample::letter(LetterKind::StartNotice, "de")]));
    assert_eq!(count(&german, "H1"), 1);
}

#[test]
fn headings_never_skip_a_level() {
    let pdf =
        document(&[sample::letter(LetterKind::Assignment, "fr"), sample::letter(LetterKind::Referral, "de")]);
    let levels: Vec<u32> =
        elements(&pdf).iter().filter_map(|e| e.kind.strip_prefix('H')?.parse().ok()).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 3);
    let mut before = 0;
    for level in levels {
        assert!(level <= before + 1, "{level} after {before}");
        before = level;
    }
}

#[test]
fn every_font_is_embedded() {
    let pdf = document(&[sample::letter(LetterKind::Invitation, "prs")]);
    let mut descriptors = 0;
    for object in pdf.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        if dict.get(b"Type").and_then(Object::as_name).ok() == Some(b"FontDescriptor".as_slice()) {
            descriptors += 1;
            assert!(dict.has(b"FontFile2") || dict.has(b"FontFile3"));
        }
    }
    assert!(descriptors >= 3, "{descriptors} fonts");
}

#[test]
fn the_same_letter_is_the_same_file() {
    let letter = sample::letter(LetterKind::Referral, "tr");
    let (first, second) = (renderer().render(&letter), renderer().render(&letter));
    assert!(first.expect("a file") == second.expect("a file"), "two files from one letter");
}
