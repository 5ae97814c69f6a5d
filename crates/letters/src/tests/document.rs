//! A document that is no letter: what stands on it, what a screen reader finds, and what hostile data cannot do.

use super::pages::text_of;
use super::renderer;
use super::tags::elements;
use domain::document::{Addressed, Block, Document, Grid, Section, Signature};
use lopdf::Document as Pdf;

fn sample() -> Document {
    let text = |text: &str| text.to_owned();
    Document {
        language: text("de"),
        title: text("Rollierende Testung"),
        subtitle: text("Musterkreis · Fassung 2"),
        author: text("Integrationskoordination Musterkreis"),
        addressed: None,
        note: Some(text("Verbindlich ist der deutsche Text.")),
        sections: vec![
            Section {
                heading: text("Beteiligte"),
                blocks: vec![
                    Block::Text(text("Diese Stellen sind beteiligt.")),
                    Block::Table(Grid {
                        columns: vec![text("Stelle"), text("Beteiligt als")],
                        rows: vec![
                            vec![text("Lernhaus Muster"), text("Kursträger")],
                            vec![text("Amt #[x] $y$")],
                        ],
                    }),
                ],
            },
            Section {
                heading: text("Unterschriften"),
                blocks: vec![Block::Signatures(vec![
                    Signature { name: text("Lernhaus Muster"), role: text("Kursträger"), signed: None },
                    Signature {
                        name: text("Amt"),
                        role: text("Behörde"),
                        signed: Some(text("Unterschrieben am 24.11.2026")),
                    },
                ])],
            },
        ],
    }
}

#[test]
fn a_document_numbers_its_parts_and_its_pages_and_takes_data_as_they_are() {
    let pages = renderer().lay_out_document(&sample()).expect("it can be laid out");
    let text = text_of(&pages, 0);
    for part in ["Rollierende Testung", "Fassung 2", "Beteiligte", "Lernhaus", "Seite 1 von 1"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains("#[x]"), "no template source comes from data: {text}");
    assert!(text.contains("24.11.2026"));
}

#[test]
fn a_document_is_tagged_with_headings_and_a_table_and_opens_without_signatures_too() {
    let file = renderer().render_document(&sample()).expect("PDF/UA-1");
    let found = elements(&Pdf::load_mem(&file).expect("the file is a PDF"));
    let count = |kind: &str| found.iter().filter(|element| element.kind == kind).count();
    assert_eq!((count("H1"), count("H2"), count("Table")), (1, 2, 1));
    assert!(count("TH") >= 4, "column and row headers");
    let bare = Document { note: None, sections: Vec::new(), ..sample() };
    assert!(renderer().render_document(&bare).is_ok());
}

#[test]
fn a_document_that_goes_out_as_a_letter_shows_who_writes_to_whom_and_has_no_numbered_parts() {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    let addressed = Addressed {
        sender: lines(&["Bundesamt", "Marktplatz 1", "91781 Weißenburg"]),
        receiver: lines(&["Lernhaus Muster", "Ring 3", "91710 Gunzenhausen"]),
        info: vec![("Datum".to_owned(), "25.11.2026".to_owned())],
    };
    let letter = Document { addressed: Some(addressed), ..sample() };
    let pages = renderer().lay_out_document(&letter).expect("it can be laid out");
    let text = text_of(&pages, 0);
    for part in ["Ring 3", "Marktplatz 1", "25.11.2026", "Beteiligte"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains('§'), "{text}");
    let file = renderer().render_document(&letter).expect("PDF/UA-1");
    let found = elements(&Pdf::load_mem(&file).expect("the file is a PDF"));
    assert_eq!(found.iter().filter(|element| element.kind == "H1").count(), 1);
}

#[test]
fn a_language_that_nobody_knows_is_a_fault_and_no_crash() {
    let unknown = Document { language: "xx".to_owned(), ..sample() };
    assert!(renderer().render_document(&unknown).is_err());
}
