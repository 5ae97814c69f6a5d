//! Waiting people for the empty seats of one course, in the order of the law; BAMF gives a seat with one button.

use super::{PATH, button};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::seats::reasons;
use crate::view::{Badge, Column, EmptyState, ListView, Row, Table, Tone, Value};
use app::queries::courses::CourseRecord;
use app::queries::seats::{RefillCandidates, RefillRow};
use domain::ids::CourseId;

/// The list.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course: CourseId = input.id("id")?;
    let row = staff.ask(&CourseRecord { course }).await?;
    let people = staff.ask(&RefillCandidates { course }).await?;
    let columns = [
        "seats-column-person",
        "waiting-column-since",
        "seats-column-entry",
        "seats-column-why",
        "courses-column-next",
    ];
    let columns = columns.map(|key| Column::new(staff.t(key)));
    let rows = people.iter().take(50).map(|person| line(&staff, course, person));
    let table = Table::new(staff.language(), staff.t("courses-refill-title"), columns.into())
        .rows(rows)
        .quiet_caption();
    let list = ListView::new(table, EmptyState::new(staff.t("courses-refill-empty")));
    let page =
        staff.page("courses-refill-title").crumb(row.course.number.clone(), format!("{PATH}/{course}"));
    let free = format!("{}: {}", staff.t("courses-column-free"), row.free());
    Ok(Answer::page(page.lead(free), [Markup::of(&list)]))
}

fn line(staff: &Staff, course: CourseId, person: &RefillRow) -> Row {
    let name = format!("{}, {}", person.family_name, person.given_names);
    let since = Value::date(person.awaiting_since);
    let since = if person.priority {
        Value::List(vec![since, Badge::new(Tone::Info, staff.t("waiting-priority")).into()])
    } else {
        since
    };
    let give = button(staff, "seats-choose-zuweisung", format!("/cases/{}/seat", person.case));
    let give = give
        .hidden("course", course.to_string())
        .hidden("back", format!("{PATH}/{course}/refill"))
        .about(name.clone());
    let values = vec![
        Value::Lines(name.clone(), person.case_number.clone()),
        since,
        Value::Date(person.fit.entry_on),
        Value::text(reasons(staff, &person.fit.reasons)),
        Value::Actions(vec![give]),
    ];
    Row::new(person.case, name, values)
}
