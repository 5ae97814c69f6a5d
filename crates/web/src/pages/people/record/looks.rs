//! Who saw the data of a person, and which records of the same person were merged into this one.

use crate::http::{Markup, Staff};
use crate::view::{Action, Column, Notice, Row, Table, Tone, Value};
use app::queries::person_record::{PersonView, Sight};
use domain::access::{Action as A, Resource as R};

/// Both, as far as there is something.
pub(super) fn sections(staff: &Staff, view: &PersonView) -> Vec<Markup> {
    seen_by(staff, view).into_iter().chain(merged(staff, view)).collect()
}

/// Rarely asked for, and long: folded, with the number of looks.
fn seen_by(staff: &Staff, view: &PersonView) -> Option<Markup> {
    let looks = view.seen_by.as_ref().filter(|looks| !looks.is_empty())?;
    let columns =
        ["record-day", "record-time", "record-office", "record-who", "record-what", "record-purpose"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = looks.iter().map(|sight| look(staff, view, sight));
    let title = staff.t("record-seen-by");
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    let heading = format!("{title} ({})", looks.len());
    Some(Markup::fold(&heading, [Markup::of(&table)]))
}

fn look(staff: &Staff, view: &PersonView, sight: &Sight) -> Row {
    let clock = &staff.site.clock;
    let day = chrono::DateTime::from_timestamp_millis(sight.at.0).map(|_| clock.day_of(sight.at));
    let who = sight.account.and_then(|account| view.colleagues.get(&account)).cloned().unwrap_or_default();
    let office = view.office(sight.organisation).to_owned();
    let (resource, action) =
        (staff.code("resource", sight.resource.code()), staff.code("action", sight.action.code()));
    let values = vec![
        Value::date(day),
        Value::text(wording::time(staff.language(), clock.time_of(sight.at))),
        Value::text(office.clone()),
        Value::text(who),
        Value::text(format!("{resource}: {action}")),
        Value::text(staff.code("purpose", sight.purpose.code())),
    ];
    Row::new(sight.at.0, office, values)
}

fn merged(staff: &Staff, view: &PersonView) -> Option<Markup> {
    if view.merged.is_empty() || !staff.may(A::Decide, R::Duplicate) {
        return None;
    }
    let parts = view.merged.iter().map(|other| {
        let notice = Notice::new(Tone::Info, staff.t("record-absorbed"));
        Markup::of(&notice.action(Action::post(
            staff.t("record-split"),
            format!("/people/{other}/split"),
            &staff.shell().csrf,
        )))
    });
    Some(Markup::section(&staff.t("record-merged"), parts))
}
