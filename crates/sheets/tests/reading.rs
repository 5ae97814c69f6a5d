//! Reads lists as offices send them; the files stand in `fixtures`, made by `fixtures/make.py`.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use sheets::{CellKind, FileKind, Row, Rows, SkipReason, open, open_path};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn rows_of(name: &str) -> Rows {
    open_path(&fixture(name)).unwrap().into_rows(None).unwrap()
}

fn all(rows: &mut Rows) -> Vec<Row> {
    rows.by_ref().map(Result::unwrap).collect()
}

fn texts(row: &Row) -> Vec<&str> {
    row.cells.iter().map(|cell| cell.text.as_str()).collect()
}

fn skipped(rows: &Rows) -> Vec<(u64, SkipReason)> {
    rows.skipped().iter().map(|row| (row.number, row.reason)).collect()
}

#[test]
fn merged_headings_titles_gaps_and_totals_of_an_excel_list_are_understood() {
    let mut rows = rows_of("kopf-verbunden.xlsx");
    assert_eq!(rows.table().sheet, "Teilnehmende");
    assert_eq!(
        rows.table().heading,
        [
            "lfd. Nr.",
            "Person / Nachname",
            "Person / Vorname",
            "Person / Geb.-Dat.",
            "Staatsangehörigkeit",
            "Kurs / Niveau",
            "Kurs / Beginn",
            "Förderung (ja/nein)",
        ]
    );
    assert_eq!(rows.table().columns, [1, 2, 3, 4, 5, 7, 8, 9], "the empty column G is left out");
    assert_eq!((rows.table().heading_row_number, rows.table().first_row_number), (5, 6));
    let people = all(&mut rows);
    assert_eq!(people.iter().map(|row| row.number).collect::<Vec<_>>(), [6, 7, 8, 10, 11]);
    assert_eq!(
        texts(&people[0]),
        ["1", "Ahmadi", "Laila", "1990-03-02", "afghanisch", "A2", "2026-10-05T08:30", "nein"]
    );
    assert_eq!(people[0].cells[3].kind, CellKind::Date);
    assert_eq!(people[3].text(1), "Шевченко");
    assert!(people.iter().all(|row| row.surplus.is_empty()));
    let left_out =
        [(1, SkipReason::Title), (2, SkipReason::Title), (11 + 1, SkipReason::Total), (14, SkipReason::Note)];
    assert_eq!(skipped(&rows), left_out);
}

#[test]
fn a_named_sheet_is_read_even_if_it_is_small_or_hidden() {
    let book = open_path(&fixture("kopf-verbunden.xlsx")).unwrap();
    let names: Vec<(String, bool)> =
        book.sheets().into_iter().map(|sheet| (sheet.name, sheet.hidden)).collect();
    let expected = [("Teilnehmende", false), ("Legende", false), ("Hilfstabelle", true)];
    assert_eq!(names, expected.map(|(name, hidden)| (name.to_owned(), hidden)));
    let rows = book.into_rows(Some("legende ")).unwrap();
    assert_eq!(rows.table().heading, ["Kürzel", "Bedeutung"]);
    let fault = open_path(&fixture("kopf-verbunden.xlsx")).unwrap().into_rows(Some("Tabelle9")).unwrap_err();
    assert_eq!(fault.code.code(), "sheet-missing");
    assert_eq!(fault.found.as_deref(), Some("Teilnehmende, Legende, Hilfstabelle"));
}

#[test]
fn an_excel_97_list_reads_like_a_new_one() {
    let book = open_path(&fixture("warteliste.xls")).unwrap();
    assert_eq!(book.kind(), FileKind::Xls);
    let mut rows = book.into_rows(None).unwrap();
    let heading =
        ["Person / Nachname", "Person / Vorname", "Person / geb. am", "Kurs / Niveau", "Kurs / Stunden"];
    assert_eq!(rows.table().heading, heading);
    let people = all(&mut rows);
    assert_eq!(people.len(), 5);
    assert_eq!(texts(&people[1]), ["Özgür", "Deniz", "1985-12-24", "B1", "100,5"]);
    assert_eq!((people[1].number, people[1].cells[2].kind), (6, CellKind::Date));
    assert_eq!(skipped(&rows), [(1, SkipReason::Title), (10, SkipReason::Total)]);
}

#[test]
fn an_opendocument_list_with_repeated_rows_and_merged_headings_is_read() {
    let book = open_path(&fixture("raeume.ods")).unwrap();
    assert_eq!(book.kind(), FileKind::Ods);
    assert_eq!(book.sheets().iter().filter(|sheet| sheet.hidden).count(), 1);
    let mut rows = book.into_rows(None).unwrap();
    assert_eq!(rows.table().sheet, "Räume");
    let heading = ["Raum", "Lage / Ort", "Lage / PLZ", "Nutzung / ab", "Nutzung / Beginn"];
    assert_eq!(rows.table().heading, heading);
    let rooms = all(&mut rows);
    assert_eq!(rooms.iter().map(|row| row.number).collect::<Vec<_>>(), [6, 7, 8, 9, 10]);
    assert_eq!(texts(&rooms[0]), ["Aula", "Celle", "29221", "2026-10-05", "08:30"]);
    let kinds: Vec<CellKind> = rooms[0].cells.iter().map(|cell| cell.kind).collect();
    assert_eq!(kinds, [CellKind::Text, CellKind::Text, CellKind::Number, CellKind::Date, CellKind::Time]);
    assert_eq!(texts(&rooms[4]), ["Reserve", "offen", "offen", "", "ja"]);
    assert_eq!(skipped(&rows), [(1, SkipReason::Title), (11, SkipReason::Total)]);
}

#[test]
fn the_same_text_list_reads_alike_in_every_encoding_and_with_every_separator() {
    for name in
        ["semikolon-utf8-bom.csv", "komma-utf8.csv", "tabulator-utf16.csv", "semikolon-windows-1252.csv"]
    {
        let mut rows = rows_of(name);
        assert_eq!(
            rows.table().heading,
            ["Name", "Vorname", "Geb.-Dat.", "Anschrift", "Bemerkung"],
            "{name}"
        );
        let people = all(&mut rows);
        assert_eq!(people.iter().map(|row| row.number).collect::<Vec<_>>(), [4, 5, 6, 7], "{name}");
        let expected =
            ["Özgür", "Deniz", "24.12.1985", "Lange Straße 5\n29221 Celle", "türkisch; \"Deutsch\""];
        assert_eq!(texts(&people[1]), expected, "{name}");
        assert_eq!(skipped(&rows), [(1, SkipReason::Title), (8, SkipReason::Total)], "{name}");
    }
}

#[test]
fn every_kind_of_value_keeps_its_meaning() {
    let mut rows = rows_of("werte.xlsx");
    let found: Vec<(String, CellKind)> =
        all(&mut rows).into_iter().map(|row| (row.cells[1].text.clone(), row.cells[1].kind)).collect();
    let expected = [
        ("32934", CellKind::Number),
        ("32934", CellKind::Text),
        ("1990-03-02", CellKind::Date),
        ("2026-11-23T08:30", CellKind::DateTime),
        ("08:30", CellKind::Time),
        ("36:00", CellKind::Time),
        ("1234,5", CellKind::Number),
        ("4917012345678", CellKind::Number),
        ("ja", CellKind::Bool),
        ("#REF!", CellKind::Error),
        ("01067", CellKind::Text),
        ("'=1+1", CellKind::Text),
    ];
    assert_eq!(found, expected.map(|(text, kind)| (text.to_owned(), kind)));
    let mac = all(&mut rows_of("kalender-1904.xlsx"));
    assert_eq!(mac[0].text(1), "1990-03-02");
}

#[test]
fn column_numbers_repeated_headings_and_unfilled_lines_are_no_records() {
    let mut rows = rows_of("formular.xlsx");
    let people = all(&mut rows);
    assert_eq!(
        people.iter().map(|row| row.text(0).to_owned()).collect::<Vec<_>>(),
        ["1", "2", "3", "4", "5"]
    );
    let expected = [
        (2, SkipReason::ColumnNumbers),
        (6, SkipReason::RepeatedHeading),
        (9, SkipReason::OnlyNumbers),
        (10, SkipReason::OnlyNumbers),
    ];
    assert_eq!(skipped(&rows), expected);
}

#[test]
fn a_list_of_attendance_may_have_days_as_headings() {
    let mut rows = rows_of("anwesenheit.xlsx");
    assert_eq!(rows.table().heading[..3], ["Name", "Vorname", "2026-10-05"]);
    assert_eq!(all(&mut rows).len(), 5);
}

fn csv(text: &str) -> Rows {
    open("liste.csv", text.as_bytes().to_vec()).unwrap().into_rows(None).unwrap()
}

#[test]
fn two_heading_lines_of_a_text_file_are_joined_without_knowing_merged_cells() {
    let heading = |text: &str| csv(text).table().heading.clone();
    let both = "Person;;Kurs;\nName;Vorname;Nr.;Beginn\nAhmadi;Laila;3;5.10.2026\n";
    assert_eq!(heading(both), ["Person / Name", "Person / Vorname", "Kurs / Nr.", "Kurs / Beginn"]);
    let mixed = "Nr.;Name;Kontakt;;Kurs\n;;Telefon;E-Mail;\n1;Ahmadi;0151;a@b.example;B1\n";
    assert_eq!(heading(mixed), ["Nr.", "Name", "Kontakt / Telefon", "Kontakt / E-Mail", "Kurs"]);
    let title = "Liste;;;Stand: 1.11.2026\nName;Vorname;Nr.;Beginn\nAhmadi;Laila;3;5.10.2026\n";
    assert_eq!(heading(title), ["Name", "Vorname", "Nr.", "Beginn"]);
    let title = "Liste;;;Celle\nName;Vorname;Nr.;Beginn\nAhmadi;Laila;3;5.10.2026\n";
    assert_eq!(heading(title), ["Name", "Vorname", "Nr.", "Beginn"]);
    let data = "Name;Vorname;Ort;Land\nAhmadi;Laila;Celle;\n;;;\nHaile;Senait;Gießen;Eritrea\n";
    assert_eq!(heading(data), ["Name", "Vorname", "Ort", "Land"]);
}

#[test]
fn an_unquoted_separator_shows_as_surplus_and_a_column_without_heading_is_kept() {
    let mut rows = csv("Name;Ort\nAhmadi;Celle\nHaile;Gießen\nOezguer;Celle;zuviel\nA;B\nC;D\nE;F\n");
    let found = all(&mut rows);
    assert_eq!(
        found[2].surplus.iter().map(|s| (s.column, s.text.as_str())).collect::<Vec<_>>(),
        [(2, "zuviel")]
    );
    let rows = csv("Name;Ort;\nAhmadi;Celle;x\nHaile;Gießen;y\n");
    assert_eq!(rows.table().heading, ["Name", "Ort", ""]);
}

#[test]
fn a_person_called_like_a_total_stays_a_record() {
    let mut rows = csv("Name;Vorname;Ort\nTotal;Anna;Celle\nGesamt;Kim;Gießen\nSumme;;\n");
    assert_eq!(all(&mut rows).len(), 2);
    assert_eq!(skipped(&rows), [(4, SkipReason::Total)]);
}

#[test]
fn thin_rows_in_the_middle_are_records_and_only_at_the_end_notes() {
    let mut rows = csv("Name;Vorname;Ort\nA;B;C\nnur Name;;\nD;E;F\n\nerstellt von Frau Beispiel;;\n");
    assert_eq!(all(&mut rows).iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!(skipped(&rows), [(6, SkipReason::Note)]);
    let mut rows = csv("Name;Vorname;Ort\nA;B;C\nletzter;;\n");
    assert_eq!(all(&mut rows).len(), 2, "a thin last row directly below is a record");
}

#[test]
fn a_list_of_one_column_is_a_table() {
    let mut rows = csv("Name\nAhmadi\nHaile\n");
    assert_eq!(
        all(&mut rows).iter().map(|row| row.text(0).to_owned()).collect::<Vec<_>>(),
        ["Ahmadi", "Haile"]
    );
}

#[test]
fn a_long_list_is_delivered_whole_and_in_order() {
    let mut text = String::from("Nr;Name;Vorname;Ort\n");
    for number in 1..=20_000 {
        text.push_str(&format!("{number};Name {number};\"Zeile\n{number}\";Celle\n"));
    }
    let mut rows = csv(&text);
    let mut expected = 1;
    for row in rows.by_ref() {
        let row = row.unwrap();
        assert_eq!((row.number, row.text(0)), (expected + 1, expected.to_string().as_str()));
        expected += 1;
    }
    assert_eq!(expected, 20_001);
}

#[test]
fn a_book_and_its_rows_may_be_read_on_another_thread() {
    fn is_send<T: Send>(_: &T) {}
    let book = open_path(&fixture("warteliste.xls")).unwrap();
    is_send(&book);
    is_send(&book.into_rows(None).unwrap());
}
