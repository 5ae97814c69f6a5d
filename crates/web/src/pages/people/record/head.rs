//! Title and buttons of a record, and what stands in place of one that was merged into another.

use crate::http::{Markup, Staff};
use crate::pages::people::{choices, list};
use crate::view::{Action, Badge, Notice, Page, Tone};
use app::queries::person_record::PersonView;
use domain::access::{Action as A, FieldGroup, Resource as R};
use domain::ids::PersonId;

/// Name, stage, case number, and what can be done with the record.
pub(super) fn head(staff: &Staff, view: &PersonView) -> Page {
    let person = &view.person;
    let id = person.id;
    let mut page = staff
        .titled(format!("{}, {}", person.family_name, person.given_names))
        .crumb(staff.t("people-list-title"), list::PATH);
    if let Some(case) = view.case() {
        let stage = case.stage.code();
        page = page
            .badge(Badge::new(list::stage_tone(stage), staff.code("stage", stage)))
            .lead(case.number.clone());
        if staff.may(A::Change, R::Case) {
            page = page.action(Action::link(staff.t("record-case"), format!("/people/{id}/case")));
        }
    }
    if person.merged_into.is_some() {
        return page;
    }
    if staff.may(A::Change, R::Person) {
        page = page.action(Action::link(staff.t("record-edit"), format!("/people/{id}/edit")).primary());
    }
    if staff.may(A::Create, R::Act)
        && view.case().is_some()
        && !choices::acts(staff.actor.organisation_kind).is_empty()
    {
        page = page.action(Action::link(staff.t("record-new-act"), format!("/people/{id}/acts/new")));
    }
    if staff.may(A::Create, R::Involvement) {
        page = page.action(Action::link(staff.t("agency-title"), format!("/people/{id}/agency")));
    }
    if staff.may(A::Create, R::CareTransfer) && view.case().is_some() && view.shows(FieldGroup::Benefit) {
        page = page.action(Action::link(staff.t("transfers-offer-title"), format!("/people/{id}/transfer")));
    }
    if staff.may(A::See, R::Relocation) && view.case().is_some() {
        page = page.action(Action::link(staff.t("relocations-title"), format!("/people/{id}/relocation")));
    }
    page.action(Action::link(staff.t("record-history"), format!("/people/{id}/history")))
}

/// Where the record of somebody who was recorded twice went.
pub(super) fn merged_away(staff: &Staff, id: PersonId, kept: PersonId) -> Markup {
    let mut notice = Notice::new(Tone::Info, staff.t("record-merged-away"))
        .action(Action::link(staff.t("record-merged-open"), format!("/people/{kept}")));
    if staff.may(A::Decide, R::Duplicate) {
        notice = notice.action(Action::post(
            staff.t("record-split"),
            format!("/people/{id}/split"),
            &staff.shell().csrf,
        ));
    }
    Markup::of(&notice)
}
