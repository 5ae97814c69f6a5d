//! The list for the door on paper, and how a row of a day is called. Not for files: every list has them.

use super::list::{day_words, place};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Column, DescriptionList, Row, Table, Value as Shown};
use app::queries::placement::{DayRow, SessionDay};
use domain::placement::Session;

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
