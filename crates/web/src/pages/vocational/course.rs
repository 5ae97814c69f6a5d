//! One group: its people, who could be placed, first and last day.

use super::course_form::title;
use super::groups::state_badge;
use super::line_text;
use super::people::{name, state_badge as place_badge};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::view::{
    Action, Choice, Column, DescriptionList, EmptyState, Field, Notice, Page, Row, Table, Tone, Value,
};
use app::commands::{CancelVocationalCourse, FinishVocationalCourse, PlaceVocational, StartVocationalCourse};
use app::queries::vocational::{GroupRecord, GroupView};
use domain::ids::VocationalCourseId;
use domain::vocational::VocationalCourseState;

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&GroupRecord { course: input.id("id")? }).await?;
    let course = &view.course;
    let own = course.provider == staff.organisation.id;
    let planned = course.state == VocationalCourseState::Planned;
    let mut parts = Vec::new();
    if planned {
        parts.extend(standing(&staff, &view));
    }
    parts.push(Markup::of(&facts(&staff, &view)));
    if own && planned {
        parts.push(candidates(&staff, &view));
    }
    if let Some(members) = &view.members {
        parts.push(people(&staff, members));
    }
    let page = staff
        .titled(title(&staff, course))
        .lead(view.provider.clone())
        .badge(state_badge(&staff, course.state))
        .crumb(staff.t("vocational-courses-title"), "/vocational/courses");
    Ok(Answer::page(if own { actions(&staff, &view, page) } else { page }, parts))
}

/// How many are missing for a start.
fn standing(staff: &Staff, view: &GroupView) -> Option<Markup> {
    let row = view.row.as_ref()?;
    let missing = row.missing(view.people);
    let args = [("missing", missing.into()), ("people", view.people.into()), ("least", row.least.into())];
    let (tone, key) = match missing {
        0 => (Tone::Success, "vocational-enough"),
        _ => (Tone::Info, "vocational-missing"),
    };
    Some(Markup::of(&Notice::new(tone, staff.tn(key, &args))))
}

fn actions(staff: &Staff, view: &GroupView, page: Page) -> Page {
    let course = &view.course;
    let path = format!("/vocational/courses/{}", course.id);
    let version = course.version.to_string();
    let post = |key: &str, what: &str| {
        button(staff, key, format!("{path}/{what}")).hidden("version", version.clone())
    };
    match course.state {
        VocationalCourseState::Planned => {
            let page = match view.people > 0 {
                true => page.action(post("vocational-start", "start").primary()),
                false => page,
            };
            page.action(Action::link(staff.t("record-edit"), format!("{path}/edit")))
                .action(post("vocational-cancel", "cancel").quiet())
        }
        VocationalCourseState::Running => page.action(post("vocational-finish", "finish")),
        VocationalCourseState::Ended | VocationalCourseState::Cancelled => page,
    }
}

fn facts(staff: &Staff, view: &GroupView) -> DescriptionList {
    let course = &view.course;
    DescriptionList::new(staff.language())
        .item(staff.t("vocational-column-type"), line_text(staff, course.line))
        .item(staff.t("vocational-column-provider"), Value::Foreign(view.provider.clone()))
        .item(staff.t("vocational-column-town"), Value::Foreign(course.town.clone()))
        .item(
            staff.t("vocational-column-start"),
            Value::date(Some(course.started_on.unwrap_or(course.planned_start_on))),
        )
        .item(staff.t("vocational-ends-on"), course.ends_on)
        .item(staff.t("vocational-column-people"), Value::Number(view.people))
        .item(staff.t("vocational-seats"), Value::Number(course.seats))
}

/// Who waits for this line at the provider: obliged people first, ticked as far as there are seats.
fn candidates(staff: &Staff, view: &GroupView) -> Markup {
    let heading = staff.t("vocational-place-title");
    if view.waiting.is_empty() {
        let empty = EmptyState::new(staff.t("vocational-place-empty"));
        return Markup::section(&heading, [Markup::of(&empty)]);
    }
    let free = (view.course.seats - view.people).max(0);
    let choices = view.waiting.iter().map(|(place, who)| {
        let since = wording::date(staff.language(), place.registered_on);
        let hint = match place.obliged {
            true => format!("{since} · {}", staff.t("vocational-obliged")),
            false => since,
        };
        Choice::new(place.id.to_string(), name(staff, who)).hint(hint)
    });
    let free = usize::try_from(free).unwrap_or_default();
    let ticked = view.waiting.iter().take(free).map(|(place, _)| place.id.to_string());
    let form = staff
        .form(format!("/vocational/courses/{}/place", view.course.id))
        .version(view.course.version)
        .field(Field::checks("places", staff.t("vocational-place-who"), choices.collect()).values(ticked))
        .submit(staff.t("vocational-place-submit"));
    Markup::section(&heading, [Markup::of(&form)])
}

fn people(
    staff: &Staff,
    members: &[(domain::vocational::VocationalPlace, app::queries::vocational_people::Somebody)],
) -> Markup {
    let heading = staff.t("vocational-members");
    if members.is_empty() {
        let empty = EmptyState::new(staff.t("vocational-members-empty"));
        return Markup::section(&heading, [Markup::of(&empty)]);
    }
    let columns = ["vocational-column-name", "vocational-column-state", "vocational-column-registered"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = members.iter().map(|(place, who)| {
        let name = name(staff, who);
        let values = vec![
            Value::link(name.clone(), format!("/vocational/places/{}", place.id)),
            Value::Badge(place_badge(staff, place.state)),
            Value::date(Some(place.registered_on)),
        ];
        Row::new(place.id, name, values)
    });
    let table = Table::new(staff.language(), heading.clone(), columns).rows(rows).quiet_caption();
    Markup::section(&heading, [Markup::of(&table)])
}

fn asked(input: &Input) -> Result<(VocationalCourseId, i64), Problem> {
    Ok((input.id("id")?, input.text("version").parse().unwrap_or_default()))
}

fn back(course: VocationalCourseId) -> Answer {
    Answer::see(format!("/vocational/courses/{course}"))
}

/// Places people.
pub async fn place(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (course, version) = asked(&input)?;
    let places = input.texts("places").filter_map(|id| id.parse().ok()).collect();
    let done = staff.run(&input, PlaceVocational { course, version, places }).await?;
    Ok(back(course).done("vocational-placed", &done))
}

/// The first day.
pub async fn start(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (course, version) = asked(&input)?;
    let done = staff.run(&input, StartVocationalCourse { course, version }).await?;
    Ok(back(course).done("vocational-started", &done))
}

/// The last day.
pub async fn finish(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (course, version) = asked(&input)?;
    let done = staff.run(&input, FinishVocationalCourse { course, version }).await?;
    Ok(back(course).done("vocational-finished", &done))
}

/// Gives the group up.
pub async fn cancel(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (course, version) = asked(&input)?;
    let done = staff.run(&input, CancelVocationalCourse { course, version }).await?;
    Ok(back(course).done("vocational-cancelled", &done))
}
