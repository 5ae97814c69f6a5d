//! Authorisations of the own body, those that lapse first on top.

use super::people::name;
use super::{PATH, line_text};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{Badge, Column, EmptyState, Field, FilterBar, ListView, Row, Table, Tone, Value};
use app::queries::vocational_people::{AuthorisationList, AuthorisationRow};
use domain::vocational::Authorisation;

const COLUMNS: [&str; 6] = [
    "vocational-column-name",
    "vocational-column-type",
    "vocational-column-state",
    "field-issued-on",
    "field-valid-until",
    "vocational-column-issuer",
];

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let wanted = AuthorisationList {
        only_open: query.get("open").is_some(),
        only_warned: query.get("warned").is_some(),
    };
    let rows = staff.ask(&wanted).await?;
    let columns = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("authorisations-title"), columns)
        .rows(rows.iter().map(|row| line(&staff, row)))
        .quiet_caption();
    let filter = FilterBar::new(staff.language(), &query)
        .field(Field::check("open", staff.t("authorisations-filter-open")))
        .field(Field::check("warned", staff.t("authorisations-filter-warned")));
    let page = staff
        .page("authorisations-title")
        .lead(staff.t("authorisations-lead"))
        .crumb(staff.t("vocational-title"), PATH);
    let view = ListView::new(table, EmptyState::new(staff.t("authorisations-empty"))).filter(filter);
    ListPage::new(page, view).answer(&staff, &input).await
}

/// Open, used, lapsed or taken back.
pub(super) fn state_badge(staff: &Staff, one: &Authorisation) -> Badge {
    let (tone, key) = if one.revoked_on.is_some_and(|on| on <= staff.today) {
        (Tone::Neutral, "authorisation-revoked")
    } else if one.registered_on.is_some() {
        (Tone::Success, "authorisation-used")
    } else if one.valid_until < staff.today {
        (Tone::Danger, "authorisation-lapsed")
    } else {
        (Tone::Info, "authorisation-open")
    };
    Badge::new(tone, staff.t(key))
}

fn line(staff: &Staff, row: &AuthorisationRow) -> Row {
    let one = &row.authorisation;
    let name = name(staff, &row.who);
    let until = match row.warned && one.valid_until >= staff.today {
        true => Value::DateNote {
            date: one.valid_until,
            note: staff.t("authorisation-lapses-soon"),
            tone: Tone::Warning,
        },
        false => Value::date(Some(one.valid_until)),
    };
    let kind = if one.obliged { staff.t("vocational-obliged") } else { String::new() };
    let values = vec![
        Value::link(name.clone(), format!("/vocational/authorisations/{}", one.id)),
        Value::Lines(line_text(staff, one.line), kind),
        Value::Badge(state_badge(staff, one)),
        Value::date(Some(one.issued_on)),
        until,
        Value::Foreign(row.issuer.clone()),
    ];
    let line = Row::new(one.id, name, values);
    if row.warned { line.tone(Tone::Warning) } else { line }
}
