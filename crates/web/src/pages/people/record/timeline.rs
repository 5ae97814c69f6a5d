//! What happened to a person, in words: the newest events on the record, all of them on a page of their own, one kind
//! of them alone.

use super::happenings::{Happening, Matter, happenings, journal};
use super::kinds::EventKind;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::{people::list, vocational};
use crate::view::{Action, EventFilter, EventLine, Events, Value};
use app::queries::person_record::PersonView;
use app::queries::person_timeline::PersonTimeline;
use domain::exam::ExamKind;
use domain::ids::{OrganisationId, PersonId};

/// Name in the address of the kind that is shown alone.
pub(super) const FILTER: &str = "events";

/// The newest events on the record.
pub(super) fn section(staff: &Staff, view: &PersonView, only: Option<EventKind>) -> Markup {
    let id = view.person.id;
    let all = happenings(view);
    let mut parts = vec![if all.is_empty() {
        Markup::paragraph(&staff.t("record-none"))
    } else {
        let office = |id: OrganisationId| view.office(id).to_owned();
        Markup::of(&events(staff, all, only, (&format!("/people/{id}"), &office)))
    }];
    if view.timeline_is_cut {
        let whole = Action::link(staff.t("record-timeline-whole"), format!("/people/{id}/timeline"));
        parts.push(Markup::paragraph(&staff.t("record-timeline-cut")));
        parts.push(Markup::of(&whole));
    }
    Markup::anchored("events", &staff.t("record-timeline"), parts)
}

/// The page of all events.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: PersonId = input.id("id")?;
    let view = staff.ask(&PersonTimeline { person: id }).await?;
    let only = EventKind::from_code(input.text(FILTER));
    let office = |id: OrganisationId| view.organisations.get(&id).cloned().unwrap_or_default();
    let path = format!("/people/{id}/timeline");
    let all = events(&staff, journal(&view.timeline), only, (&path, &office)).unfolded();
    let person = &view.person;
    let page = staff
        .page("record-timeline")
        .crumb(staff.t("people-list-title"), list::PATH)
        .crumb(format!("{}, {}", person.family_name, person.given_names), format!("/people/{id}"));
    Ok(Answer::page(
        page,
        [Markup::anchored("events", &staff.t("record-timeline-whole"), [Markup::of(&all)])],
    ))
}

fn events(
    staff: &Staff,
    all: Vec<Happening>,
    only: Option<EventKind>,
    (path, office): (&str, &dyn Fn(OrganisationId) -> String),
) -> Events {
    let filters = filters(staff, &all, only, path);
    let wanted = all.into_iter().filter(|one| only.is_none_or(|kind| one.kind() == kind));
    let lines = wanted.map(|one| EventLine {
        on: one.on,
        what: staff.code("event-name", one.name.code()),
        detail: one.matter.map(|matter| words(staff, matter)),
        who: one.by.map(office).unwrap_or_default(),
    });
    Events::new(staff.language(), staff.t("record-timeline"), lines.collect()).filters(filters)
}

/// All, and each kind there is; nothing to choose where all are of one kind.
fn filters(staff: &Staff, all: &[Happening], only: Option<EventKind>, path: &str) -> Vec<EventFilter> {
    let count = |kind| all.iter().filter(|one| one.kind() == kind).count();
    let kinds: Vec<(EventKind, usize)> =
        EventKind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0).collect();
    if kinds.len() < 2 {
        return Vec::new();
    }
    let whole = EventFilter {
        label: staff.t("record-events-all"),
        count: all.len(),
        href: format!("{path}#events"),
        chosen: only.is_none(),
    };
    let each = kinds.into_iter().map(|(kind, count)| EventFilter {
        label: staff.code("record-events", kind.code()),
        count,
        href: format!("{path}?{FILTER}={}#events", kind.code()),
        chosen: only == Some(kind),
    });
    std::iter::once(whole).chain(each).collect()
}

fn words(staff: &Staff, matter: Matter) -> Value {
    let code = |list: &str, code: &str| Value::text(staff.code(list, code));
    match matter {
        Matter::Act(kind) => code("act-kind", kind.code()),
        Matter::Level(level) => code("level", level.code()),
        Matter::Course(id, number) => Value::link(number, format!("/courses/{id}")),
        Matter::Exam(ExamKind::Dtz, outcome) => code("dtz-level", outcome.unwrap_or_default()),
        Matter::Exam(ExamKind::Lid, outcome) => code("lid-outcome", outcome.unwrap_or_default()),
        Matter::Route(route) => {
            Value::text(format!("{} {}", route.letter(), staff.code("graduate-route", route.code())))
        }
        Matter::Measure(kind) => code("measure-kind", kind.code()),
        Matter::Vocational(line) => Value::text(vocational::line_text(staff, line)),
        Matter::Check(months, state) => {
            let state = staff.code("graduate-check", state.code());
            let args = [("months", i64::from(months).into()), ("state", (&state).into())];
            Value::text(staff.tn("graduates-check-line", &args))
        }
        Matter::Letter(id, number, kind) => {
            Value::link(format!("{} {number}", staff.code("letter-kind", &kind)), format!("/letters/{id}"))
        }
        Matter::Message(kind) => code("message-kind", kind.code()),
    }
}
