//! A list as a CSV or XLSX file. Not for choosing rows: the page asks for exactly what it shows.

use crate::http::{Answer, Input, Problem, Staff};
use crate::view::{Action, ListView, Query};
use chrono::NaiveDate;
use sheets::write::{CsvWriter, Value, XlsxWriter};

/// Kinds of files, as in the address.
const FORMATS: [&str; 2] = ["csv", "xlsx"];

/// One value of a file.
#[derive(Debug, Clone)]
pub enum Cell {
    Text(String),
    Number(Option<i64>),
    Day(Option<NaiveDate>),
}

impl Cell {
    fn value(&self) -> Value<'_> {
        match self {
            Cell::Text(text) => Value::Text(text),
            Cell::Number(number) => (*number).into(),
            Cell::Day(day) => (*day).into(),
        }
    }
}

/// Adds the download buttons of a list to its view.
pub fn downloads(mut view: ListView, query: &Query, path: &str) -> ListView {
    for format in FORMATS {
        let href = query.at(path).without("page").with("format", format).href();
        view = view.download(Action::link(format.to_uppercase(), href));
    }
    view
}

/// The rows as the file that the address asks for.
pub fn file(
    staff: &Staff,
    input: &Input,
    title_key: &str,
    heading: &[String],
    rows: &[Vec<Cell>],
) -> Result<Answer, Problem> {
    let fault = |fault: sheets::SheetFault| {
        Problem::Fault(format!("the list could not be written: {}", fault.code.code()))
    };
    let name = staff.t(title_key);
    let values = rows.iter().map(|row| row.iter().map(Cell::value).collect::<Vec<_>>());
    if input.text("format") == "xlsx" {
        let mut file = XlsxWriter::new(&name, heading).map_err(fault)?;
        for row in values {
            file.row(&row).map_err(fault)?;
        }
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        return Ok(Answer::file(file.finish().map_err(fault)?, kind, &format!("{name}.xlsx")));
    }
    let mut file = CsvWriter::new(Vec::new(), heading).map_err(fault)?;
    for row in values {
        file.row(&row).map_err(fault)?;
    }
    Ok(Answer::file(file.finish().map_err(fault)?, "text/csv; charset=utf-8", &format!("{name}.csv")))
}
