//! Where things stand on the sheet: window, margins, page numbers. Measured on the pages themselves.

use super::{renderer, sample};
use domain::letter::*;
use typst::layout::{Frame, FrameItem, Point};
use typst_layout::PagedDocument;

/// A run of text with its place on the page in millimetres; `y` is the baseline.
struct Run {
    x: f64,
    y: f64,
    width: f64,
    text: String,
}

fn runs(document: &PagedDocument, page: usize) -> Vec<Run> {
    let mut found = Vec::new();
    walk(&document.pages()[page].frame, Point::zero(), &mut found);
    found
}

fn walk(frame: &Frame, origin: Point, into: &mut Vec<Run>) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                let shift = Point::new(group.transform.tx, group.transform.ty);
                walk(&group.frame, at + shift, into);
            }
            FrameItem::Text(text) => into.push(Run {
                x: at.x.to_mm(),
                y: at.y.to_mm(),
                width: text.width().to_mm(),
                text: text.text.to_string(),
            }),
            _ => {}
        }
    }
}

fn laid_out(letters: &[Letter]) -> PagedDocument {
    renderer().lay_out(letters).expect("the letter can be set")
}

pub(super) fn text_of(document: &PagedDocument, page: usize) -> String {
    runs(document, page).into_iter().map(|run| run.text).collect()
}

/// Everything printed, without spaces: runs end in the middle of words where the font changes.
pub(super) fn words_on_paper(letter: &Letter) -> String {
    let document = laid_out(std::slice::from_ref(letter));
    let all: String = (0..document.pages().len()).map(|page| text_of(&document, page)).collect();
    all.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// Between letterhead and subject only the window (with its return line) and the information block may print.
fn check_window(letter: &Letter, case: &str) {
    let document = laid_out(std::slice::from_ref(letter));
    let head: Vec<Run> = runs(&document, 0).into_iter().filter(|run| run.y > 40.0 && run.y < 97.0).collect();
    assert!(head.iter().any(|run| run.x < 110.0 && run.y > 62.7), "{case}: no address in the window");
    for run in head {
        let right = run.x + run.width;
        let place = format!("{case}: '{}' at {:.1}/{:.1}, ends {right:.1}", run.text, run.x, run.y);
        if run.x < 115.0 {
            assert!(run.x >= 24.9 && right <= 105.1, "{place} leaves the window sideways");
            let in_return_line = run.y > 56.0 && run.y < 61.5;
            let in_address = run.y > 62.7 && run.y < 90.0;
            assert!(in_return_line || in_address, "{place} leaves the window");
        } else {
            assert!(run.x >= 124.9 && right <= 200.0 && run.y < 94.0, "{place} leaves the information block");
        }
    }
    for page in 0..document.pages().len() {
        for run in runs(&document, page) {
            let inside = run.x >= 19.9 && run.x + run.width <= 200.0 && run.y > 10.0 && run.y < 292.0;
            assert!(inside, "{case}: '{}' leaves the sheet at {:.1}/{:.1}", run.text, run.x, run.y);
        }
    }
}

fn with_recipient(names: &[&str], address: &[&str]) -> Letter {
    let own = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    Letter {
        recipient: Recipient { name_lines: own(names), address_lines: own(address) },
        ..sample::letter(LetterKind::Assignment, "prs")
    }
}

#[test]
fn the_address_stays_in_the_window_whatever_was_entered() {
    let long_word = "Donaudampfschifffahrtsgesellschaft".repeat(9);
    let long_street = "Straße des Friedens und der Freundschaft ".repeat(5);
    let lines = ["eine Zeile"; 12];
    let cases: Vec<(&str, Letter)> = vec![
        ("ordinary", sample::letter(LetterKind::Invitation, "ar")),
        ("long word as name", with_recipient(&[&long_word], &["Weg 1", "99999 Ort"])),
        ("long street", with_recipient(&["Amena Beispiel"], &[&long_street, "99999 Ort"])),
        (
            "only long lines",
            with_recipient(&[&long_street, &long_word, &long_street], &[&long_word, &long_street]),
        ),
        ("no address", with_recipient(&["Amena Beispiel"], &[])),
        ("empty lines", with_recipient(&["", "Amena Beispiel", " "], &["", "\t"])),
        ("too many lines", with_recipient(&lines, &lines)),
        ("pictures", with_recipient(&["🎉🎉 Amena 👩‍👩‍👧 Beispiel"], &["Weg 1 🏠", "99999 Ort"])),
        (
            "two directions",
            with_recipient(&["أمينة Beispiel \u{202e}txet", "בית"], &["شارع Weg 1", "99999 Ort"]),
        ),
        ("control characters", with_recipient(&["A\0B\u{7}C\r\nD"], &["\u{1b}[31mWeg", "99999\u{a0}Ort"])),
    ];
    for (case, letter) in &cases {
        check_window(letter, case);
    }
}

#[test]
fn street_and_town_stand_even_behind_too_many_name_lines() {
    let lines = ["Namenszeile"; 12];
    let document = laid_out(&[with_recipient(&lines, &["Lindenstraße 5", "99998 Nebenort"])]);
    let page = text_of(&document, 0);
    assert!(page.contains("Lindenstraße 5") && page.contains("99998 Nebenort"));
    let names = runs(&document, 0).iter().filter(|run| run.text == "Namenszeile" && run.y < 90.0).count();
    assert_eq!(names, 4);
}

#[test]
fn typesetting_commands_in_data_are_printed_and_not_obeyed() {
    let nasty = "#panic(1) $x^2$ *b* _i_ = H // c /* d */ @ref <l> \\ { $name } `r`";
    let mut letter = with_recipient(&[nasty], &[nasty]);
    letter.number = nasty.into();
    letter.sender.name = nasty.into();
    letter.facts.reference = nasty.into();
    let course = letter.facts.course.as_mut().expect("the sample has a course");
    course.title = nasty.into();
    let printed = words_on_paper(&letter);
    let expected: String = nasty.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(printed.matches(&expected).count() >= 4, "{printed}");
}

#[test]
fn data_that_make_no_sense_neither_panic_nor_leave_the_sheet() {
    let endless = "Wort ".repeat(3000);
    let mut letter = sample::letter(LetterKind::Invitation, "ar");
    letter.sender = Letterhead { name: endless.clone(), unit: endless.clone(), ..sample::sender() };
    letter.sender.address_lines = vec![endless.clone(); 9];
    letter.sender.contact = Contact {
        person: endless.clone(),
        phone: "0".repeat(500),
        email: "x".repeat(500),
        web: endless.clone(),
    };
    letter.facts.citations = vec![endless.clone(); 3];
    let place = letter.facts.place.as_mut().expect("the sample has a place");
    place.name = "y".repeat(1000);
    let map = place.map.as_mut().expect("the sample has a map");
    map.stops[0].at = GeoPoint { lat: f64::NAN, lon: f64::INFINITY };
    map.stops[1].name = endless.clone();
    map.outline.push(vec![GeoPoint { lat: 1e300, lon: -1e300 }; 3]);
    letter.facts.way = Some(Way { basis: WayBasis::Estimate, minutes: Some(u32::MAX), legs: vec![] });
    check_window(&letter, "endless data");
    letter.sender = Letterhead::default();
    letter.facts = LetterFacts {
        appointment: letter.facts.appointment,
        place: Some(LetterPlace::default()),
        ..LetterFacts::default()
    };
    check_window(&letter, "almost nothing");
}

#[test]
fn each_letter_of_a_batch_counts_its_own_pages_and_the_translation_is_announced() {
    let german = sample::letter(LetterKind::Invitation, "de");
    let second = Letter { number: "TST-2".into(), ..sample::letter(LetterKind::Invitation, "en") };
    let document = laid_out(&[german, second]);
    let pages: Vec<String> = (0..document.pages().len()).map(|page| text_of(&document, page)).collect();
    assert_eq!(pages.len(), 3);
    assert!(pages[0].contains("Seite 1 von 1") && pages[0].contains("TST-2026-000123"));
    assert!(pages[1].contains("Seite 1 von 2") && pages[1].contains("English translation: page 2"));
    assert!(pages[2].contains("Page 2 of 2") && pages[2].contains("Only the German text is legally binding"));
    assert!(pages[1..].iter().all(|page| page.contains("TST-2") && !page.contains("TST-2026")));
}

#[test]
fn the_subject_stands_under_the_window_and_the_fold_marks_at_their_heights() {
    let document = laid_out(&[sample::letter(LetterKind::Referral, "de")]);
    let subject = runs(&document, 0).into_iter().find(|run| run.text.starts_with("Verweisung an"));
    let subject = subject.expect("the subject is on page one");
    assert!(subject.y > 98.0 && subject.y < 106.0, "subject at {:.1}", subject.y);
    let mut marks = Vec::new();
    shapes(&document.pages()[0].frame, Point::zero(), &mut marks);
    let at_rim: Vec<f64> = marks.into_iter().filter(|(x, _)| *x < 10.0).map(|(_, y)| y).collect();
    assert_eq!(at_rim.iter().map(|y| (y * 2.0).round() / 2.0).collect::<Vec<_>>(), [105.0, 148.5, 210.0]);
}

fn shapes(frame: &Frame, origin: Point, into: &mut Vec<(f64, f64)>) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => shapes(&group.frame, at, into),
            FrameItem::Shape(..) => into.push((at.x.to_mm(), at.y.to_mm())),
            _ => {}
        }
    }
}

#[test]
fn lines_of_arabic_stand_at_the_right_margin() {
    let document = laid_out(&[sample::letter(LetterKind::Invitation, "ar")]);
    let last = document.pages().len() - 1;
    let greeting = runs(&document, last).into_iter().find(|run| run.text.contains("مرحب"));
    let greeting = greeting.expect("the greeting is on the page of the translation");
    let right = greeting.x + greeting.width;
    assert!((right - 190.0).abs() < 1.0, "the greeting ends at {right:.1}");
}
