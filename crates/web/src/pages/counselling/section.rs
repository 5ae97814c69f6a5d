//! What the record of a person shows of counselling and of consents: one section.

use super::{state_badge, talk::result_facts};
use crate::http::{Markup, Staff};
use crate::view::{Action, Column, Row, Table, Value};
use app::queries::counselling::SeenTalk;
use app::queries::person_record::PersonView;
use domain::access::{Action as A, Resource as R};

/// Counselling with the ways to consents and the path sheet.
pub fn on_record(staff: &Staff, view: &PersonView) -> Markup {
    let id = view.person.id;
    let mut inside = Vec::new();
    if staff.may(A::See, R::Counselling) {
        inside.push(talks(staff, &view.counselling));
        for seen in view.counselling.iter() {
            inside.extend(seen.talk.result.as_ref().map(|result| result_facts(staff, result)));
        }
    }
    let holding: Vec<String> = view
        .consents
        .iter()
        .filter(|consent| consent.holds_on(staff.today))
        .map(|consent| staff.code("recipient-group", consent.recipients.code()))
        .collect();
    if staff.may(A::See, R::Consent) {
        let said = match holding.is_empty() {
            true => staff.t("consents-none"),
            false => staff.tn("consents-holding", &[("groups", holding.join(", ").as_str().into())]),
        };
        inside.push(Markup::paragraph(&said));
    }
    let mut links = Vec::new();
    if staff.may(A::Create, R::Counselling) {
        links.push(Action::link(staff.t("counselling-book"), format!("/people/{id}/counselling")));
    }
    if staff.may(A::See, R::Consent) {
        links.push(Action::link(staff.t("consents-title"), format!("/people/{id}/consents")));
    }
    if staff.may(A::Create, R::OwnPath) {
        links.push(Action::link(staff.t("path-sheet-title"), format!("/people/{id}/path")));
    }
    if !links.is_empty() {
        inside.push(Markup::group("fk-buttons", links.iter().map(Markup::of)));
    }
    Markup::section(&staff.t("counselling-section"), inside)
}

fn talks(staff: &Staff, seen: &[SeenTalk]) -> Markup {
    if seen.is_empty() {
        return Markup::paragraph(&staff.t("counselling-none"));
    }
    let rows = seen.iter().map(|one| {
        let day = wording::date(staff.language(), one.talk.held_on);
        let values = vec![
            Value::link(day.clone(), format!("/counselling/talks/{}", one.talk.id)),
            Value::Foreign(one.body.clone()),
            Value::Badge(state_badge(staff, one.talk.state)),
        ];
        Row::new(one.talk.id, day, values)
    });
    let columns = ["counselling-day", "counselling-body", "counselling-state"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let title = staff.t("counselling-section");
    Markup::of(&Table::new(staff.language(), title, columns).rows(rows).quiet_caption())
}
