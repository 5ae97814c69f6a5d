//! Berufssprachkurse on the record page of a person.

use super::authorisations::state_badge as authorisation_badge;
use super::line_text;
use super::people::state_badge as place_badge;
use crate::http::{Markup, Staff};
use crate::pages::next;
use crate::view::{Action, Column, Row, Table, Value};
use app::queries::person_record::PersonView;
use app::queries::vocational_people::VocationalOfPerson;
use domain::access::{Action as A, Resource as R};
use domain::vocational::may_decide;

/// The section; nothing where it is hidden, or where there is nothing and nothing to do.
pub fn section(staff: &Staff, view: &PersonView) -> Option<Markup> {
    let found = view.vocational.as_ref()?;
    let mut parts = Vec::new();
    if let Some(standing) = &found.standing {
        let who = office(found, standing.who);
        let what = staff.code("vocational-step", standing.what.code());
        parts.push(next::step(staff, &next::Step { what, who: &who, until: standing.due_on }, []));
    }
    if !found.authorisations.is_empty() || !found.places.is_empty() {
        parts.push(table(staff, found));
    }
    let decides =
        may_decide(staff.actor.organisation_kind).is_some() && staff.may(A::Create, R::Authorisation);
    if decides && view.case().is_some() {
        let path = format!("/people/{}/authorisation", view.person.id);
        parts.push(Markup::of(&Action::link(staff.t("authorisation-issue-title"), path)));
    }
    if parts.is_empty() {
        return None;
    }
    Some(Markup::section(&staff.t("vocational-title-person"), parts))
}

fn office(found: &VocationalOfPerson, id: domain::ids::OrganisationId) -> String {
    found.offices.get(&id).cloned().unwrap_or_default()
}

fn table(staff: &Staff, found: &VocationalOfPerson) -> Markup {
    let title = staff.t("vocational-title-person");
    let columns =
        ["vocational-column-type", "vocational-column-office", "vocational-column-since", "record-state"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let authorisations = found.authorisations.iter().map(|one| {
        let name = line_text(staff, one.line);
        let link = match staff.may(A::See, R::Authorisation) {
            true => Value::link(name.clone(), format!("/vocational/authorisations/{}", one.id)),
            false => Value::text(name.clone()),
        };
        let values = vec![
            link,
            Value::Foreign(office(found, one.issuer)),
            Value::date(Some(one.issued_on)),
            Value::Badge(authorisation_badge(staff, one)),
        ];
        Row::new(one.id, name, values)
    });
    let places = found.places.iter().map(|place| {
        let name = line_text(staff, place.line);
        let own = [place.provider, place.issuer].contains(&staff.organisation.id);
        let reached = own || staff.may(A::Change, R::VocationalPlace);
        let link = match reached && staff.may(A::See, R::VocationalPlace) {
            true => Value::link(name.clone(), format!("/vocational/places/{}", place.id)),
            false => Value::text(name.clone()),
        };
        let values = vec![
            link,
            Value::Foreign(office(found, place.provider)),
            Value::date(Some(place.registered_on)),
            Value::Badge(place_badge(staff, place.state)),
        ];
        Row::new(place.id, name, values)
    });
    Markup::of(
        &Table::new(staff.language(), title, columns).rows(places.chain(authorisations)).quiet_caption(),
    )
}
