//! A table as a CSV or XLSX file: exactly its rows and its visible columns. Texts are neutralised against
//! formulas by the writers. Not for printing: the browser prints the page.

use crate::http::{Answer, Problem};
use crate::view::Table;
use crate::view::value::Plain;
use sheets::write::{CsvWriter, Value, XlsxWriter};

/// Kinds of files, as in the address.
pub const FORMATS: [&str; 2] = ["csv", "xlsx"];

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn fault(fault: sheets::SheetFault) -> Problem {
    Problem::Fault(format!("the list could not be written: {}", fault.code.code()))
}

fn cell(plain: &Plain) -> Value<'_> {
    match plain {
        Plain::Nothing => Value::Empty,
        Plain::Text(text) => Value::Text(text),
        Plain::Number(number) => Value::Whole(*number),
        Plain::Day(day) => Value::Date(*day),
        Plain::Instant(at) => Value::DateTime(*at),
    }
}

/// The table as the file that was asked for; columns of buttons are left out.
pub fn of_table(format: &str, table: &Table) -> Result<Answer, Problem> {
    let shown: Vec<usize> = (0..table.columns.len()).filter(|at| !table.columns[*at].silent).collect();
    let heading: Vec<String> = shown.iter().map(|at| table.columns[*at].label.clone()).collect();
    let rows = table.rows.iter().map(|row| {
        let plain = |at: &usize| row.values.get(*at).map_or(Plain::Nothing, |value| value.plain());
        shown.iter().map(plain).collect::<Vec<Plain>>()
    });
    let name = &table.caption;
    if format == "xlsx" {
        let mut file = XlsxWriter::new(name, &heading).map_err(fault)?;
        for row in rows {
            file.row(&row.iter().map(cell).collect::<Vec<_>>()).map_err(fault)?;
        }
        return Ok(Answer::file(file.finish().map_err(fault)?, XLSX, &format!("{name}.xlsx")));
    }
    let mut file = CsvWriter::new(Vec::new(), &heading).map_err(fault)?;
    for row in rows {
        file.row(&row.iter().map(cell).collect::<Vec<_>>()).map_err(fault)?;
    }
    Ok(Answer::file(file.finish().map_err(fault)?, "text/csv; charset=utf-8", &format!("{name}.csv")))
}
