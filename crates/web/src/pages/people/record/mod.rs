//! The record of one person: what is next, the way through the chain, the facts beside it, what happened, and below
//! that what each part of the chain holds. Hidden parts say that they are hidden.

#[cfg(test)]
mod blank;
mod evidence;
mod facts;
mod happenings;
mod head;
mod kinds;
mod looks;
mod part;
pub(super) mod timeline;
mod track;
mod way;

pub use facts::birth;

use super::step::next_step;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::{counselling, exams, graduates, measures, path, relocations, vocational};
use app::queries::person_record::{PersonRecord, PersonView};
use domain::ids::PersonId;
use kinds::EventKind;
use part::Part;

/// The page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: PersonId = input.id("id")?;
    let view = staff.ask(&PersonRecord { person: id }).await?;
    let page = head::head(&staff, &view);
    if let Some(kept) = view.person.merged_into {
        return Ok(Answer::page(page, [head::merged_away(&staff, id, kept)]));
    }
    let only = EventKind::from_code(input.text(timeline::FILTER));
    let layout = [
        Markup::group("fk-record__top", top(&staff, &view)),
        Markup::group("fk-record__side", facts::side(&staff, &view)),
        Markup::group("fk-record__events", [timeline::section(&staff, &view, only)]),
        Markup::group("fk-record__parts", part::shown(&staff, parts(&staff, &view))),
        Markup::group("fk-record__end", looks::sections(&staff, &view)),
    ];
    Ok(Answer::page(page, [Markup::group("fk-record", layout)]))
}

/// What somebody at the counter needs first: the step with its button, the way, what runs out, what the person said.
fn top(staff: &Staff, view: &PersonView) -> Vec<Markup> {
    let mut parts = Vec::new();
    if let Some(case) = view.case() {
        parts.push(next_step(staff, view, case));
        parts.push(way::section(staff, view, case));
        parts.extend(way::lapse(staff, case));
    }
    parts.extend(path::message_notices(staff, &view.messages));
    parts
}

/// What the parts of the chain hold, in its order; one line for each.
fn parts(staff: &Staff, view: &PersonView) -> Vec<Part> {
    let exams_title = staff.t("exams-person-title");
    let examined = |exams: &app::queries::person_exams::PersonExams| {
        !exams.rows.is_empty() || exams.successful || exams.repeat.is_some()
    };
    vec![
        evidence::letters(staff, view),
        evidence::acts(staff, view),
        evidence::appointments(staff, view),
        evidence::seats(staff, view),
        match &view.exams {
            None => Part::Hidden(exams_title),
            Some(found) if examined(found) => Part::Shown(exams::person_section(staff, found)),
            Some(_) => Part::Empty(exams_title),
        },
        Part::some(relocations::person_section(staff, view)),
        Part::some(graduates::person_section(staff, view)),
        Part::some(measures::person_section(staff, view)),
        Part::some(vocational::section(staff, view)),
        Part::Shown(counselling::on_record(staff, view)),
    ]
}
