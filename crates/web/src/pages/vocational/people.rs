//! People on the list and in courses, for those who may see their names.

use super::{PATH, line_choices, line_text};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::pages::next;
use crate::view::{
    Action, Badge, Choice, Column, EmptyState, Field, FilterBar, ListView, Row, Table, Tone, Value,
};
use app::queries::vocational_people::{PlaceList, PlaceRow, Somebody};
use domain::access::{Action as A, Resource as R};
use domain::vocational::{PlaceState, VocationalLine};

const COLUMNS: [&str; 7] = [
    "vocational-column-name",
    "vocational-column-type",
    "vocational-column-state",
    "vocational-column-registered",
    "vocational-column-provider",
    "vocational-column-issuer",
    "vocational-column-due",
];

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let wanted = PlaceList {
        line: query.get("line").and_then(VocationalLine::from_code),
        state: query.get("state").and_then(PlaceState::from_code),
        only_due: query.get("due").is_some(),
    };
    let rows = staff.ask(&wanted).await?;
    let columns = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("vocational-people-title"), columns)
        .rows(rows.iter().map(|row| line(&staff, row)))
        .quiet_caption();
    let states = PlaceState::ALL
        .iter()
        .map(|state| Choice::new(state.code(), staff.code("place-state", state.code())))
        .collect();
    let filter = FilterBar::new(staff.language(), &query)
        .field(Field::select("line", staff.t("vocational-line"), line_choices(&staff)))
        .field(Field::select("state", staff.t("vocational-column-state"), states))
        .field(Field::check("due", staff.t("vocational-filter-due")));
    let mut page = staff
        .page("vocational-people-title")
        .lead(staff.t("vocational-people-lead"))
        .crumb(staff.t("vocational-title"), PATH);
    if staff.may(A::Create, R::VocationalPlace) {
        let register = Action::link(staff.t("vocational-register-title"), "/vocational/register");
        page = page.action(register.primary());
    }
    let view = ListView::new(table, EmptyState::new(staff.t("vocational-people-empty"))).filter(filter);
    ListPage::new(page, view).answer(&staff, &input).await
}

/// Name of somebody, or the number of the case where the person is not in reach.
pub(super) fn name(staff: &Staff, who: &Somebody) -> String {
    if who.name.is_empty() {
        return staff.tn("reports-person-hidden", &[("number", who.case_number.as_str().into())]);
    }
    who.name.clone()
}

/// A state as it is shown everywhere.
pub(super) fn state_badge(staff: &Staff, state: PlaceState) -> Badge {
    let tone = match state {
        PlaceState::Waiting => Tone::Warning,
        PlaceState::Placed | PlaceState::Started => Tone::Info,
        PlaceState::Ended => Tone::Success,
        PlaceState::Left => Tone::Neutral,
    };
    Badge::new(tone, staff.code("place-state", state.code()))
}

fn line(staff: &Staff, row: &PlaceRow) -> Row {
    let place = &row.place;
    let name = name(staff, &row.who);
    let due_on = row.duty.map(|duty| duty.due_on);
    let first = if place.obliged { staff.t("vocational-obliged") } else { String::new() };
    let values = vec![
        Value::link(name.clone(), format!("/vocational/places/{}", place.id)),
        Value::Lines(line_text(staff, place.line), first),
        Value::Badge(state_badge(staff, place.state)),
        Value::date(Some(place.registered_on)),
        Value::Foreign(row.provider.clone()),
        Value::Foreign(row.issuer.clone()),
        next::due(staff, due_on),
    ];
    let line = Row::new(place.id, name, values);
    if due_on.is_some_and(|day| day < staff.today) { line.tone(Tone::Warning) } else { line }
}
