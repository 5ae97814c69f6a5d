//! What is written can be read again unchanged, opens as a table and never runs as a formula.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::NaiveDate;
use proptest::prelude::*;
use sheets::write::{CsvWriter, RefusedRows, Value, XlsxWriter};
use sheets::{CellKind, FileKind, Row, open};

fn written_csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = CsvWriter::new(Vec::new(), &["Name", "Ort", "Bemerkung"]).unwrap();
    for row in rows {
        writer.row(&row.iter().map(Value::from).collect::<Vec<_>>()).unwrap();
    }
    writer.finish().unwrap()
}

fn written_xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = XlsxWriter::new("Liste", &["Name", "Ort", "Bemerkung"]).unwrap();
    for row in rows {
        writer.row(&row.iter().map(Value::from).collect::<Vec<_>>()).unwrap();
    }
    writer.finish().unwrap()
}

fn read(bytes: Vec<u8>) -> Vec<Row> {
    open("liste", bytes).unwrap().into_rows(None).unwrap().map(Result::unwrap).collect()
}

#[test]
fn csv_is_what_german_excel_opens() {
    let bytes = written_csv(&[vec!["Müller; Eva".into(), "Celle".into()]]);
    assert_eq!(String::from_utf8(bytes).unwrap(), "\u{feff}Name;Ort;Bemerkung\r\n\"Müller; Eva\";Celle;\r\n");
}

#[test]
fn formulas_are_neutralised_in_csv_and_come_back_unchanged() {
    let row: Vec<String> = ["=HYPERLINK(\"http://x\")", "+49 151 1", "@x"].map(str::to_owned).to_vec();
    let bytes = written_csv(std::slice::from_ref(&row));
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.ends_with("\"'=HYPERLINK(\"\"http://x\"\")\";'+49 151 1;'@x\r\n"), "{text}");
    let back: Vec<String> = read(bytes)[0].cells.iter().map(|cell| cell.text.clone()).collect();
    assert_eq!(back, row);
}

#[test]
fn formulas_are_plain_text_cells_in_xlsx() {
    let bytes = written_xlsx(&[vec!["=1+1".into(), "-x".into(), "@y".into()]]);
    let rows = read(bytes.clone());
    assert_eq!(rows[0].cells[0].kind, CellKind::Text);
    assert_eq!((rows[0].text(0), rows[0].text(1), rows[0].text(2)), ("=1+1", "-x", "@y"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(!sheet.contains("<f>"), "no cell is a formula");
}

#[test]
fn values_keep_their_type_in_xlsx_and_their_german_form_in_csv() {
    let day = NaiveDate::from_ymd_opt(1990, 3, 2).unwrap();
    let clock = chrono::NaiveTime::from_hms_opt(8, 30, 0).unwrap();
    let values = [
        Value::Date(day),
        Value::DateTime(day.and_time(clock)),
        Value::Time(clock),
        Value::Number(1234.5),
        Value::Whole(-7),
        Value::Flag(true),
        Value::Number(f64::NAN),
        Value::Whole(1_234_567_890_123_456_789),
    ];
    let heading = ["Tag", "Zeitpunkt", "Uhrzeit", "Betrag", "Zahl", "Zusage", "leer", "Kennung"];
    let mut xlsx = XlsxWriter::new("Werte/2026", &heading).unwrap();
    xlsx.row(&values).unwrap();
    let rows = read(xlsx.finish().unwrap());
    let cells: Vec<(&str, CellKind)> =
        rows[0].cells.iter().map(|cell| (cell.text.as_str(), cell.kind)).collect();
    let expected = [
        ("1990-03-02", CellKind::Date),
        ("1990-03-02T08:30", CellKind::DateTime),
        ("08:30", CellKind::Time),
        ("1234,5", CellKind::Number),
        ("-7", CellKind::Number),
        ("ja", CellKind::Text),
        ("", CellKind::Empty),
        ("1234567890123456789", CellKind::Text),
    ];
    assert_eq!(cells, expected);
    let mut csv = CsvWriter::new(Vec::new(), &heading).unwrap();
    csv.row(&values).unwrap();
    let text = String::from_utf8(csv.finish().unwrap()).unwrap();
    assert!(
        text.ends_with("02.03.1990;02.03.1990 08:30;08:30;1234,5;-7;ja;;1234567890123456789\r\n"),
        "{text}"
    );
}

#[test]
fn a_text_longer_than_excel_holds_is_a_fault_with_its_place() {
    let mut writer = XlsxWriter::new("Liste", &["Name", "Bemerkung"]).unwrap();
    let long = "x".repeat(32_768);
    let fault = writer.row(&[Value::Text("a"), Value::Text(&long)]).unwrap_err();
    assert_eq!(fault.to_string(), "cell-too-long row=2 column=\"B\" limit=32767");
}

#[test]
fn names_of_sheets_are_made_acceptable() {
    for (wanted, found) in [("Liste [1]: a/b", "Liste  1   a b"), ("", "Tabelle"), ("'x'", "x")] {
        let mut writer = XlsxWriter::new(wanted, &["Name"]).unwrap();
        writer.row(&[Value::Text("a")]).unwrap();
        assert_eq!(open("x", writer.finish().unwrap()).unwrap().sheets()[0].name, found);
    }
}

#[test]
fn refused_rows_come_back_in_their_columns_with_the_reason() {
    for name in ["kopf-verbunden.xlsx", "semikolon-windows-1252.csv"] {
        let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
        let book = sheets::open_path(path.as_ref()).unwrap();
        let kind = book.kind();
        let mut rows = book.into_rows(None).unwrap();
        let mut refused = RefusedRows::new(kind, rows.table(), "Grund").unwrap();
        let mut heading = rows.table().heading.clone();
        let originals: Vec<Row> = rows.by_ref().map(Result::unwrap).collect();
        for row in &originals {
            refused.row(row, "=Der Tag fehlt").unwrap();
        }
        let (written_kind, bytes) = refused.finish().unwrap();
        assert_eq!(written_kind, if kind == FileKind::Csv { FileKind::Csv } else { FileKind::Xlsx });
        let mut back = open(name, bytes).unwrap().into_rows(None).unwrap();
        heading.push("Grund".into());
        assert_eq!(back.table().heading, heading);
        for (row, original) in back.by_ref().map(Result::unwrap).zip(&originals) {
            assert_eq!(row.cells.last().unwrap().text, "=Der Tag fehlt");
            let texts = |row: &Row, count: usize| -> Vec<String> {
                row.cells.iter().take(count).map(|cell| cell.text.clone()).collect()
            };
            assert_eq!(texts(&row, original.cells.len()), texts(original, original.cells.len()));
        }
    }
}

fn texts_of(rows: &[Row]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect()
}

/// Rows that nothing takes for a total, a note or a heading: each opens with a letter and has
/// three filled cells.
fn some_rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let any_text = prop_oneof![
        "[=+@\t\r\n'; \"-]{0,4}[a-zÄß0-9;\"'=+@-]{1,12}",
        "\\PC{0,20}[a-z]",
        Just("_x0041_".to_owned()),
        Just(" zwei  Leerzeichen ".to_owned()),
    ];
    let row = ("[A-Z][a-z]{3,8}q", any_text.clone(), any_text).prop_map(|(a, b, c)| vec![a, b, c]);
    prop::collection::vec(row, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn csv_reads_back_as_it_was_written(rows in some_rows()) {
        prop_assert_eq!(texts_of(&read(written_csv(&rows))), rows);
    }

    #[test]
    fn xlsx_reads_back_as_it_was_written(rows in some_rows()) {
        prop_assert_eq!(texts_of(&read(written_xlsx(&rows))), rows);
    }
}
