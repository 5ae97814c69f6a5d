//! Measures reading a text file of a million rows and a workbook of 100,000: `cargo run --release -p sheets --example million_rows`.
//! Prints rows per second and the most memory the process held (Linux only).

use std::io::{BufWriter, Write};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::temp_dir().join("sheets-million-rows.csv");
    let mut file = BufWriter::new(std::fs::File::create(&path)?);
    writeln!(file, "Nr;Name;Vorname;Geburtsdatum;Straße;PLZ;Ort;Telefon;Kurs;Niveau;Bemerkung")?;
    let remark = "ein längerer Text; mit Semikolon und \"\"Zitat\"\", wie er in Listen steht, damit die Zeile lang wird und noch länger als sonst";
    for number in 1..=1_000_000 {
        let day = number % 28 + 1;
        writeln!(
            file,
            "{number};Müller {number};Eva;{day:02}.03.1990;Lange Straße {number};29221;Celle;0151 {number};Kurs {day};B1;\"{remark}\""
        )?;
    }
    file.into_inner()?.sync_all()?;
    let size = std::fs::metadata(&path)?.len();
    let start = Instant::now();
    let mut rows = sheets::open_path(&path)?.into_rows(None)?;
    let mut count = 0_u64;
    for row in rows.by_ref() {
        count += u64::from(!row?.text(1).is_empty());
    }
    let seconds = start.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM unknown");
    println!(
        "{count} rows, {} MB in {seconds:.2} s: {:.0} rows/s; {memory}",
        size >> 20,
        count as f64 / seconds
    );
    std::fs::remove_file(path)?;
    workbook()
}

/// Writes and reads a workbook of 100,000 rows.
fn workbook() -> Result<(), Box<dyn std::error::Error>> {
    use sheets::write::{Value, XlsxWriter};
    let start = Instant::now();
    let heading =
        ["Nr", "Name", "Vorname", "PLZ", "Ort", "Telefon", "Kurs", "Niveau", "Stunden", "Bemerkung"];
    let mut writer = XlsxWriter::new("Liste", &heading)?;
    for number in 1..=100_000_i64 {
        let name = format!("Müller {number}");
        let mut cells = [Value::Text("Text"); 10];
        cells[0] = Value::Whole(number);
        cells[1] = Value::Text(&name);
        cells[8] = Value::Number(100.5);
        writer.row(&cells)?;
    }
    let bytes = writer.finish()?;
    let (size, written) = (bytes.len(), start.elapsed().as_secs_f64());
    let start = Instant::now();
    let mut rows = sheets::open("liste.xlsx", bytes)?.into_rows(None)?;
    let count = rows.by_ref().filter(Result::is_ok).count();
    let read = start.elapsed().as_secs_f64();
    println!("{count} rows of XLSX, {} kB: written in {written:.2} s, read in {read:.2} s", size >> 10);
    Ok(())
}
