//! The list of people as a file: exactly the rows and columns of the filter. Not for printing: the
//! browser prints the page.

use super::list::{COLUMNS, filter_of};
use crate::http::{Answer, Input, Problem, Staff};
use app::queries::people::{PersonList, PersonRow};
use sheets::write::{CsvWriter, Value, XlsxWriter};

/// Kinds of files, as in the address.
pub const FORMATS: &[&str] = &["csv", "xlsx"];

/// Most rows of one file.
const MOST: i64 = 200_000;

struct Line {
    name: String,
    stage: String,
    next: String,
}

fn line(staff: &Staff, row: &PersonRow) -> Line {
    Line {
        name: format!("{}, {}", row.family_name, row.given_names),
        stage: staff.code("stage", &row.stage),
        next: staff.code("step-code", &row.next_step),
    }
}

fn cells<'a>(row: &'a PersonRow, line: &'a Line) -> [Value<'a>; 8] {
    [
        Value::Text(&line.name),
        Value::Text(&row.case_number),
        row.birth_year.map(i64::from).into(),
        Value::Text(&row.town),
        Value::Text(&line.stage),
        Value::Text(&line.next),
        row.due_on.into(),
        row.awaiting_since.into(),
    ]
}

/// The filtered list as a file.
pub async fn export(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut filter = filter_of(&input.query());
    filter.page = 0;
    filter.page_size = Some(MOST);
    let shown = staff.ask(&PersonList { filter }).await?;
    let heading: Vec<String> = COLUMNS.iter().map(|(key, _)| staff.t(key)).collect();
    let lines: Vec<Line> = shown.rows.iter().map(|row| line(&staff, row)).collect();
    let rows = shown.rows.iter().zip(&lines).map(|(row, line)| cells(row, line));
    let fault = |fault: sheets::SheetFault| {
        Problem::Fault(format!("the list could not be written: {}", fault.code.code()))
    };
    let name = staff.t("people-list-title");
    if input.text("format") == "xlsx" {
        let mut file = XlsxWriter::new(&name, &heading).map_err(fault)?;
        for row in rows {
            file.row(&row).map_err(fault)?;
        }
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        return Ok(Answer::file(file.finish().map_err(fault)?, kind, &format!("{name}.xlsx")));
    }
    let mut file = CsvWriter::new(Vec::new(), &heading).map_err(fault)?;
    for row in rows {
        file.row(&row).map_err(fault)?;
    }
    Ok(Answer::file(file.finish().map_err(fault)?, "text/csv; charset=utf-8", &format!("{name}.csv")))
}
