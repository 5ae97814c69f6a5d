//! Test days and their people as files, and the list for the door on paper.

use super::list::{COLUMNS, asked, day_words, place};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Column, DescriptionList, Row, Table, Value as Shown};
use app::queries::placement::{DayRow, SessionDay};
use domain::placement::Session;
use sheets::write::{CsvWriter, Value, XlsxWriter};

/// Kinds of files, as in the address.
pub(super) const FORMATS: &[&str] = &["csv", "xlsx"];

/// Rows of text or numbers as a file of the kind asked for.
pub(super) fn file(
    input: &Input,
    name: &str,
    heading: &[String],
    rows: &[Vec<Value<'_>>],
) -> Result<Answer, Problem> {
    let fault = |fault: sheets::SheetFault| {
        Problem::Fault(format!("the list could not be written: {}", fault.code.code()))
    };
    if input.text("format") == "xlsx" {
        let mut file = XlsxWriter::new(name, heading).map_err(fault)?;
        for row in rows {
            file.row(row).map_err(fault)?;
        }
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        return Ok(Answer::file(file.finish().map_err(fault)?, kind, &format!("{name}.xlsx")));
    }
    let mut file = CsvWriter::new(Vec::new(), heading).map_err(fault)?;
    for row in rows {
        file.row(row).map_err(fault)?;
    }
    Ok(Answer::file(file.finish().map_err(fault)?, "text/csv; charset=utf-8", &format!("{name}.csv")))
}

/// The list of days as it is filtered.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let days = staff.ask(&asked(&staff, &input)).await?;
    let texts: Vec<[String; 3]> = days
        .iter()
        .map(|day| {
            let session = &day.session;
            let state = staff.code("session-state", session.state.code());
            [wording::time(staff.language(), session.starts_at), place(&session.place), state]
        })
        .collect();
    let rows: Vec<Vec<Value<'_>>> = days
        .iter()
        .zip(&texts)
        .map(|(day, [time, place, state])| {
            let numbers = [day.session.seats(), day.free(), day.booked, day.present, day.tested, day.absent];
            let mut row: Vec<Value<'_>> =
                vec![Some(day.session.held_on).into(), Value::Text(time), Value::Text(place)];
            row.extend(numbers.map(|number| Value::from(Some(number))));
            row.push(Value::Text(state));
            row
        })
        .collect();
    let heading: Vec<String> = COLUMNS.iter().map(|key| staff.t(key)).collect();
    file(&input, &staff.t("placement-list-title"), &heading, &rows)
}

const PEOPLE: &[&str] = &[
    "placement-row",
    "placement-name",
    "placement-number",
    "placement-language",
    "placement-reply",
    "placement-state",
    "placement-recommendation",
];

/// The people of a day as a file, exactly as the page shows them.
pub async fn day(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sheet = staff.ask(&SessionDay { session: input.id("id")? }).await?;
    let texts: Vec<[String; 5]> = sheet
        .rows
        .iter()
        .map(|row| {
            [
                name(row),
                language(row),
                row.seating.reply.map(|reply| staff.code("reply", reply.code())).unwrap_or_default(),
                staff.code("seating-state", row.seating.state.code()),
                recommendation(&staff, row),
            ]
        })
        .collect();
    let rows: Vec<Vec<Value<'_>>> = sheet
        .rows
        .iter()
        .zip(&texts)
        .enumerate()
        .map(|(n, (row, [name, language, reply, state, recommendation]))| {
            vec![
                Value::from(Some(n as i64 + 1)),
                Value::Text(name),
                Value::Text(&row.case_number),
                Value::Text(language),
                Value::Text(reply),
                Value::Text(state),
                Value::Text(recommendation),
            ]
        })
        .collect();
    let heading: Vec<String> = PEOPLE.iter().map(|key| staff.t(key)).collect();
    let title = staff.tn("placement-day-title", &[("on", sheet.day.session.held_on.into())]);
    file(&input, &title, &heading, &rows)
}

/// Name of a row.
pub(super) fn name(row: &DayRow) -> String {
    format!("{}, {}", row.family_name, row.given_names)
}

/// Language of a row in its own name.
pub(super) fn language(row: &DayRow) -> String {
    crate::view::Language::from_code(&row.language)
        .map_or_else(|| row.language.clone(), |l| l.native_name().to_owned())
}

/// Recommended course in words; empty without a result.
pub(super) fn recommendation(staff: &Staff, row: &DayRow) -> String {
    let Some(result) = &row.seating.result else { return String::new() };
    let kind = staff.code("course-kind", result.recommendation.course_kind.code());
    let section = i64::from(result.recommendation.section);
    staff.tn("placement-recommendation-text", &[("kind", (&kind).into()), ("section", section.into())])
}

/// The list for the door.
pub async fn print(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sheet = staff.ask(&SessionDay { session: input.id("id")? }).await?;
    let session = &sheet.day.session;
    let columns =
        ["placement-row", "placement-name", "placement-number", "placement-language", "placement-print-sign"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = sheet.rows.iter().enumerate().map(|(n, row)| {
        let values = vec![
            Shown::text((n + 1).to_string()),
            Shown::Foreign(name(row)),
            Shown::text(row.case_number.clone()),
            Shown::text(language(row)),
            Shown::Text("☐".to_owned()),
        ];
        Row::new(row.seating.id, name(row), values)
    });
    let title = staff.tn("placement-print-title", &[("on", session.held_on.into())]);
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    let page = staff
        .titled(title)
        .lead(staff.t("placement-print-note"))
        .crumb(day_words(staff.language(), session.held_on), format!("/sessions/{}", session.id));
    Ok(Answer::page(page, [Markup::of(&facts(&staff, session)), Markup::of(&table)]))
}

/// Time, place, rooms and examiners of a day.
pub(super) fn facts(staff: &Staff, session: &Session) -> DescriptionList {
    let rooms: Vec<String> =
        session.rooms.iter().map(|room| format!("{}: {}", room.name, room.seats)).collect();
    let teachers: Vec<&str> = session.examiners.iter().map(|examiner| examiner.name.as_str()).collect();
    DescriptionList::new(staff.language())
        .item(staff.t("placement-time"), Shown::text(wording::time(staff.language(), session.starts_at)))
        .item(staff.t("placement-place"), Shown::text(place(&session.place)))
        .item(staff.t("placement-print-room"), Shown::text(rooms.join(" · ")))
        .item(staff.t("placement-print-examiners"), Shown::text(teachers.join(" · ")))
}
