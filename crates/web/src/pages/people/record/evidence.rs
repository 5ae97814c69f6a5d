//! What the chain holds of a person in tables: acts, test appointments, seats, letters.

use super::part::Part;
use crate::http::{Markup, Staff};
use crate::pages::people::choices;
use crate::view::{Action, Column, Row, Table, Tone, Value};
use app::queries::person_record::PersonView;
use domain::access::{Action as A, Resource as R};

/// A table as a part of the record.
fn table(staff: &Staff, title: &str, columns: &[&str], rows: Option<Vec<Row>>) -> Part {
    let heading = staff.t(title);
    let Some(rows) = rows else { return Part::Hidden(heading) };
    if rows.is_empty() {
        return Part::Empty(heading);
    }
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), heading.clone(), columns).rows(rows).quiet_caption();
    Part::Shown(Markup::section(&heading, [Markup::of(&table)]))
}

/// Acts with their issuers; an own one can be taken back.
pub(super) fn acts(staff: &Staff, view: &PersonView) -> Part {
    let rows = view.acts.as_ref().map(|acts| {
        acts.iter()
            .map(|act| {
                let kind = staff.code("act-kind", act.kind.code());
                let mine = act.issuer == staff.actor.organisation && act.revoked_on.is_none();
                let state = match act.revoked_on {
                    Some(on) => {
                        Value::DateNote { date: on, note: staff.t("record-revoked"), tone: Tone::Danger }
                    }
                    None if mine && staff.may(A::Change, R::Act) => {
                        let path = format!("/people/{}/acts/revoke", view.person.id);
                        let button = Action::post(staff.t("record-revoke"), path, &staff.shell().csrf)
                            .hidden("act", act.id.to_string())
                            .hidden("version", act.version.to_string())
                            .about(kind.clone());
                        Value::Actions(vec![button.quiet()])
                    }
                    None => Value::Missing,
                };
                let named = match act.kind.entitles() && staff.may(A::See, R::Eligibility) {
                    true => {
                        Value::link(kind.clone(), format!("/people/{}/acts/{}/basis", view.person.id, act.id))
                    }
                    false => Value::text(kind.clone()),
                };
                let values = vec![
                    named,
                    Value::text(view.office(act.issuer)),
                    Value::date(Some(act.issued_on)),
                    Value::date(act.valid_until),
                    state,
                ];
                Row::new(act.id, kind, values)
            })
            .collect()
    });
    let columns = ["field-act-kind", "record-issuer", "field-issued-on", "field-valid-until", "record-state"];
    table(staff, "record-acts", &columns, rows)
}

/// Appointments for the test.
pub(super) fn appointments(staff: &Staff, view: &PersonView) -> Part {
    let rows = view.appointments.as_ref().map(|all| {
        all.iter()
            .map(|(seating, session)| {
                let state = staff.code("seating-state", seating.state.code());
                let values = vec![
                    Value::date(session.as_ref().map(|session| session.held_on)),
                    Value::text(
                        session
                            .as_ref()
                            .map(|s| wording::time(staff.language(), s.starts_at))
                            .unwrap_or_default(),
                    ),
                    Value::text(session.as_ref().map(|s| s.place.town.clone()).unwrap_or_default()),
                    Value::text(state.clone()),
                ];
                Row::new(seating.id, state, values)
            })
            .collect()
    });
    table(staff, "record-appointments", &["record-day", "record-time", "field-town", "record-state"], rows)
}

/// Seats in courses.
pub(super) fn seats(staff: &Staff, view: &PersonView) -> Part {
    let rows = view.seats.as_ref().map(|all| {
        all.iter()
            .map(|(seat, course)| {
                let number = course.as_ref().map(|course| course.number.clone()).unwrap_or_default();
                let values = vec![
                    Value::link(number.clone(), format!("/courses/{}", seat.course)),
                    Value::text(view.office(seat.provider)),
                    Value::date(Some(seat.entry_on)),
                    Value::text(staff.code("assignment-state", seat.state.code())),
                    Value::date(Some(seat.reserved_until)),
                    Value::text(choices::wish_words(staff, &seat.wishes).join(", ")),
                ];
                Row::new(seat.id, number, values)
            })
            .collect()
    });
    let columns = [
        "record-course",
        "record-provider",
        "record-begins",
        "record-state",
        "record-reserved-until",
        "field-wishes",
    ];
    table(staff, "record-seats", &columns, rows)
}

/// Letters.
pub(super) fn letters(staff: &Staff, view: &PersonView) -> Part {
    let rows = view.letters.as_ref().map(|all| {
        all.iter()
            .map(|letter| {
                let values = vec![
                    Value::link(letter.number.clone(), format!("/letters/{}", letter.id)),
                    Value::text(staff.code("letter-kind", &letter.kind)),
                    Value::date(Some(letter.issued_on)),
                ];
                Row::new(letter.id, letter.number.clone(), values)
            })
            .collect()
    });
    table(staff, "record-letters", &["people-column-number", "record-kind", "record-day"], rows)
}
