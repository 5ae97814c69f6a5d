//! Broken, foreign and hostile files end in a fault with a code and facts, never in a panic.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use sheets::{Limits, Row, SheetFault, open, open_reader, write};
use zip::write::SimpleFileOptions;

const XLSX: &[u8] = include_bytes!("fixtures/kopf-verbunden.xlsx");
const XLS: &[u8] = include_bytes!("fixtures/warteliste.xls");
const ODS: &[u8] = include_bytes!("fixtures/raeume.ods");

fn read(name: &str, bytes: &[u8]) -> Result<Vec<Row>, SheetFault> {
    read_within(name, bytes, &Limits::default())
}

fn read_within(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Row>, SheetFault> {
    open_reader(name, Cursor::new(bytes.to_vec()), limits)?.into_rows(None)?.collect()
}

fn code(bytes: &[u8]) -> &'static str {
    read("datei.xlsx", bytes).map_or_else(|fault| fault.code.code(), |_| "read")
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn empty_foreign_and_truncated_files_are_told_apart() {
    assert_eq!(code(b""), "file-empty");
    assert_eq!(code(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj"), "not-a-table");
    assert_eq!(code(b"<html><body><table><tr><td>Name</td></tr></table>"), "not-a-table");
    assert_eq!(code(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "not-a-table");
    assert_eq!(code(b"\0\x01\x02\x03\0\0\0\x04"), "not-a-table");
    assert_eq!(code(&package(&[("word/document.xml", b"<w/>")])), "not-a-table");
    assert_eq!(code(&package(&[("xl/workbook.bin", b"x")])), "kind-not-read");
    for whole in [XLSX, XLS, ODS] {
        assert_eq!(code(&whole[..whole.len() / 2]), "damaged");
    }
    assert_eq!(code(b" \n\n ;;; \n"), "no-data");
    assert_eq!(code(b"Name;Vorname\n"), "no-rows");
    assert_eq!(code(b"Ahmadi;Laila;2.3.1990;29221\nHaile;Senait;30.11.2001;29223\n"), "no-heading");
}

#[test]
fn a_fault_carries_the_facts_of_its_sentence() {
    let fault = read("bild.xlsx", b"%PDF-1.7").unwrap_err();
    assert_eq!(fault.wording_key(), "sheets-fault-not-a-table");
    assert_eq!(fault.to_string(), "not-a-table file=\"bild.xlsx\" found=\"pdf\"");
    let fault = read("offen.csv", b"Name;Ort\nA;B\n\"C;D\nE;F\n").unwrap_err();
    assert_eq!(fault.to_string(), "quote-open file=\"offen.csv\" row=3");
}

#[test]
fn a_file_behind_a_password_is_named_as_such() {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.extend([0; 600]);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(code(&bytes), "password");
}

#[test]
fn ten_thousand_columns_are_refused_with_their_number() {
    let heading: Vec<String> = (0..10_000).map(|column| format!("Spalte {column}")).collect();
    let values: Vec<write::Value<'_>> = heading.iter().map(write::Value::from).collect();
    let mut writer = write::XlsxWriter::new("Breit", &heading).unwrap();
    writer.row(&values).unwrap();
    let fault = read("breit.xlsx", &writer.finish().unwrap()).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "too-many-columns file=\"breit.xlsx\" sheet=\"Breit\" row=1 found=\"10000\" limit=1000"
    );
    let mut writer = write::CsvWriter::new(Vec::new(), &heading).unwrap();
    writer.row(&values).unwrap();
    let fault = read("breit.csv", &writer.finish().unwrap()).unwrap_err();
    assert_eq!(fault.to_string(), "too-many-columns file=\"breit.csv\" row=1 found=\"10000\" limit=1000");
}

#[test]
fn sizes_beyond_the_limits_are_refused_before_the_file_is_read() {
    let limits = Limits { workbook_bytes: 1000, text_bytes: 20, ..Limits::default() };
    assert_eq!(read_within("a.xlsx", XLSX, &limits).unwrap_err().code.code(), "file-too-large");
    assert_eq!(
        read_within("a.csv", b"Name;Ort\nAhmadi;Celle\n", &limits).unwrap_err().code.code(),
        "file-too-large"
    );
    let limits = Limits { cells: 10, ..Limits::default() };
    assert_eq!(read_within("a.xlsx", XLSX, &limits).unwrap_err().code.code(), "too-many-cells");
    assert_eq!(read_within("a.ods", ODS, &limits).unwrap_err().code.code(), "too-many-cells");
}

#[test]
fn a_zip_bomb_is_refused_by_its_declared_and_by_its_real_size() {
    let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    let mut bomb = package(&[("xl/workbook.xml", &vec![b' '; 8 << 20])]);
    assert!(bomb.len() < 64 << 10);
    assert_eq!(read_within("b.xlsx", &bomb, &limits).unwrap_err().code.code(), "unpacks-too-large");
    // The same bomb with a lie: both headers declare 16 bytes.
    let size = (8_u32 << 20).to_le_bytes();
    let places: Vec<usize> = (0..bomb.len() - 4).filter(|&at| bomb[at..at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        bomb[at..at + 4].copy_from_slice(&16_u32.to_le_bytes());
    }
    let code = read_within("b.xlsx", &bomb, &limits).unwrap_err().code.code();
    assert!(["unpacks-too-large", "damaged"].contains(&code), "{code}");
}

#[test]
fn two_filled_corners_of_a_sheet_do_not_ask_for_the_memory_between_them() {
    let sheet = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>
        <row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>fern</t></is></c></row></sheetData></worksheet>"#;
    let book = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
        <sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let links = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Target="worksheets/sheet1.xml"
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>"#;
    let root = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Target="xl/workbook.xml"
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"#;
    let bytes = package(&[
        ("_rels/.rels", root),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    let rows = read("ecken.xlsx", &bytes).unwrap();
    assert_eq!((rows.len(), rows[0].number), (1, 1_048_576));
}

#[test]
fn repeated_cells_of_an_opendocument_file_are_not_unfolded_beyond_the_limits() {
    let row = br#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell
        table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>
        </table:table-row>"#;
    let content = [
        br#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="T">"#
            .as_slice(),
        row,
        b"</table:table></office:document-content>",
    ]
    .concat();
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let bytes = package(&[("mimetype", kind), ("content.xml", &content)]);
    let limits = Limits { cells: 100_000, ..Limits::default() };
    assert_eq!(read_within("a.ods", &bytes, &limits).unwrap_err().code.code(), "too-many-cells");
}

/// The package with one part changed: bytes from a place on are replaced by others.
fn with_damaged_part(whole: &[u8], which: usize, place: f64, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let count = archive.len();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..count {
        let mut part = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if index == which % count && !content.is_empty() {
            let at = (place * content.len() as f64) as usize;
            let end = (at + bytes.len()).min(content.len());
            content.splice(at..end, bytes.iter().copied());
        }
        parts.push((part.name().unwrap().into_owned(), content));
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    package(&parts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn packages_with_a_damaged_part_never_panic(
        ods in any::<bool>(), which in 0..20_usize, place in 0.0..1.0_f64,
        bytes in prop::string::string_regex("[<>/\"=A-Z0-9&; -]{1,6}").unwrap(),
    ) {
        let damaged = with_damaged_part(if ods { ODS } else { XLSX }, which, place, bytes.as_bytes());
        let _ = read("schaden", &damaged);
    }

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read("zufall.bin", &bytes);
    }

    #[test]
    fn random_texts_never_panic(text in "[a-zäß0-9;,\t\"'\r\n=.@ ]{0,400}") {
        let _ = read("zufall.csv", text.as_bytes());
    }

    #[test]
    fn random_texts_as_values_never_panic(text in any::<String>(), digits in "[0-9./:,-]{0,12}") {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        for text in [&text, &digits] {
            let _ = sheets::values::date(text, &sheets::values::DateRule::birth(today));
            let _ = sheets::values::number(text);
            let _ = sheets::values::whole(text);
            let _ = sheets::values::flag(text);
            let _ = sheets::values::time(text);
            let _ = sheets::values::week_times(text);
            let cleaned = sheets::values::clean(text);
            prop_assert_eq!(sheets::values::clean(&cleaned), cleaned);
        }
    }

    #[test]
    fn damaged_workbooks_never_panic(
        which in 0..3_usize, cut in 0.0..1.0_f64, place in 0.0..1.0_f64, byte in any::<u8>(), cuts in any::<bool>(),
    ) {
        let mut bytes = [XLSX, XLS, ODS][which].to_vec();
        let at = (place * bytes.len() as f64) as usize;
        bytes[at] = byte;
        if cuts {
            bytes.truncate((cut * bytes.len() as f64) as usize);
        }
        let _ = open("schaden", bytes).and_then(|book| book.into_rows(None)).map(|rows| rows.count());
    }
}
