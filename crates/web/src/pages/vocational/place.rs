//! One person on the list or in a course: what is owed, by when, what was told, and the forms for it.

use super::people::{name, state_badge};
use super::{line_text, place_forms};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::next;
use crate::view::{Column, DescriptionList, EmptyState, Entered, Row, Table, Value};
use app::queries::vocational_people::{PlaceRecord, PlaceView};
use domain::access::{Action as A, Resource as R};
use domain::ids::VocationalPlaceId;

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    page(&staff, input.id("id")?, None).await
}

/// The page again, with what was entered wrongly.
pub(super) async fn page(
    staff: &Staff,
    id: VocationalPlaceId,
    back: Option<(&str, &Entered)>,
) -> Result<Answer, Problem> {
    let view = staff.ask(&PlaceRecord { place: id }).await?;
    let row = &view.row;
    let mut parts = Vec::new();
    if let Some(duty) = row.duty {
        let step = next::Step {
            what: staff.code("duty-code", duty.what.code()),
            who: &row.provider,
            until: duty.due_on,
        };
        parts.push(next::step(staff, &step, []));
    }
    parts.push(Markup::of(&facts(staff, &view)));
    if staff.may(A::Change, R::VocationalPlace) {
        parts.extend(place_forms::forms(staff, &view, back).await?);
    }
    parts.push(reports(staff, &view));
    let page = staff
        .titled(name(staff, &row.who))
        .lead(line_text(staff, row.place.line))
        .badge(state_badge(staff, row.place.state))
        .crumb(staff.t("vocational-people-title"), "/vocational/people");
    Ok(Answer::page(page, parts).status(if back.is_some() { 422 } else { 200 }))
}

fn facts(staff: &Staff, view: &PlaceView) -> DescriptionList {
    let (row, place) = (&view.row, &view.row.place);
    let who = match row.who.name.is_empty() {
        true => Value::text(name(staff, &row.who)),
        false => Value::link(row.who.name.clone(), format!("/people/{}", place.person)),
    };
    let course = view.course.as_ref().map_or(Value::Missing, |course| {
        Value::link(course.number.clone(), format!("/vocational/courses/{}", course.id))
    });
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("vocational-column-name"), who)
        .item(staff.t("record-lead-number"), row.who.case_number.clone())
        .item(staff.t("vocational-column-provider"), Value::Foreign(row.provider.clone()))
        .item(staff.t("vocational-column-issuer"), Value::Foreign(row.issuer.clone()))
        .item(staff.t("vocational-column-obliged"), crate::pages::courses::yes_no(staff, place.obliged))
        .item(
            staff.t("vocational-proof"),
            Value::Lines(
                staff.code("level-proof", place.proof.code()),
                wording::date(staff.language(), place.proven_on),
            ),
        )
        .item(staff.t("vocational-column-registered"), place.registered_on)
        .item(staff.t("vocational-course"), course)
        .item(staff.t("vocational-no-start-told"), Value::date(place.no_start_told_on))
        .item(staff.t("vocational-no-place-told"), Value::date(place.no_place_told_on));
    if let Some(end) = place.end {
        // why somebody left stays with the provider
        let own = place.provider == staff.organisation.id;
        let how = match end.broke_off {
            None => staff.t("vocational-end-stayed"),
            Some(reason) if own => staff.code("break-off", reason.code()),
            Some(_) => staff.t("vocational-end-broke-off"),
        };
        list =
            list.item(staff.t("vocational-end"), Value::Lines(how, wording::date(staff.language(), end.on)));
    }
    if let Some(result) = place.result {
        let key = if result.reached { "vocational-result-reached" } else { "vocational-result-missed" };
        let said = Value::Lines(staff.t(key), wording::date(staff.language(), result.on));
        list = list.item(staff.t("vocational-result"), said);
    }
    list
}

fn reports(staff: &Staff, view: &PlaceView) -> Markup {
    let title = staff.t("vocational-reports-title");
    if view.reports.is_empty() {
        let empty = EmptyState::new(staff.t("vocational-place-no-reports"));
        return Markup::section(&title, [Markup::of(&empty)]);
    }
    let columns = [
        "vocational-report-what",
        "reports-column-to",
        "reports-column-due",
        "reports-column-on",
        "vocational-report-taken",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = view.reports.iter().map(|(report, to)| {
        let what = staff.code("vocational-report-kind", report.what.code());
        let values = vec![
            Value::link(what.clone(), format!("/vocational/reports/{}", report.id)),
            Value::Foreign(to.clone()),
            Value::date(Some(report.due_on)),
            Value::date(Some(report.sent_on)),
            Value::date(report.taken_on),
        ];
        Row::new(report.id, what, values)
    });
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    Markup::section(&title, [Markup::of(&table)])
}
