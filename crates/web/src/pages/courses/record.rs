//! One course: facts, sections, people (for provider and BAMF), and what can be done next.

use super::list::{RISK_DAYS, state_badge};
use super::{PATH, button, participants, yes_no};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::next;
use crate::view::field::Width;
use crate::view::{Action, Column, DescriptionList, Field, Notice, Page, Row, Table, Tone, Value};
use app::commands::{AdvanceLessons, CancelCourse, OfferSeats, PublishCourse};
use app::queries::courses::{CourseRecord, CourseRow};
use domain::access::{Action as A, Resource as R};
use domain::course::CourseState;
use domain::ids::CourseId;

/// The page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: CourseId = input.id("id")?;
    let row = staff.ask(&CourseRecord { course: id }).await?;
    let own = row.course.organisation == staff.organisation.id;
    let mut parts = Vec::new();
    if row.at_risk(staff.today, RISK_DAYS) {
        let missing = staff.tn("courses-missing", &[("count", row.missing().into())]);
        parts.push(Markup::of(&Notice::new(Tone::Warning, missing)));
    }
    let limit = staff.region.settings.refill_until_lesson;
    let next = row.course.upcoming(staff.today, row.free(), limit);
    parts.push(next::upcoming(&staff, next, Some(&row.provider)));
    parts.push(Markup::of(&facts(&staff, &row)));
    if own || staff.may(A::Create, R::Assignment) {
        match participants::section(&staff, &input, &row).await? {
            Ok(section) => parts.push(section),
            Err(file) => return Ok(file),
        }
    } else {
        parts.push(Markup::section(
            &staff.t("courses-people"),
            [Markup::paragraph(&staff.t("courses-people-hidden"))],
        ));
    }
    parts.push(sections(&staff, &row));
    if own && row.course.state == CourseState::Running {
        let held = Field::number("lessons_held", staff.t("courses-lessons-held"))
            .value(row.course.lessons_held.to_string())
            .required();
        let form = staff
            .form(format!("{PATH}/{id}/lessons"))
            .field(held.width(Width::Short))
            .submit(staff.t("courses-lessons-save"));
        parts.push(Markup::of(&form));
    }
    Ok(Answer::page(page(&staff, &row, own), parts))
}

fn page(staff: &Staff, row: &CourseRow, own: bool) -> Page {
    let (course, path) = (&row.course, format!("{PATH}/{}", row.course.id));
    let title = format!("{} {}", course.number, staff.code("course-kind", course.kind.code()));
    let mut page =
        staff.titled(title).crumb(staff.t("courses-list-title"), PATH).badge(state_badge(staff, row));
    let versioned = |key: &str, end: &str| {
        button(staff, key, format!("{path}/{end}")).hidden("version", course.version.to_string())
    };
    if own && matches!(course.state, CourseState::Running | CourseState::Ended) {
        page =
            page.action(Action::link(staff.t("courses-attendance"), format!("{path}/attendance")).primary());
    }
    if own && course.state == CourseState::Running {
        page = page.action(Action::link(staff.t("courses-section-end"), format!("{path}/section")));
    }
    if own {
        match course.state {
            CourseState::Draft => page = page.action(versioned("courses-publish", "publish").primary()),
            CourseState::Published if course.planned_start_on <= staff.today => {
                page = page.action(
                    Action::link(staff.t("courses-confirm-start"), format!("{path}/start")).primary(),
                );
            }
            CourseState::Published | CourseState::Running
                if row.free() > 0 && course.offered_on.is_none() =>
            {
                page = page.action(button(staff, "courses-offer", format!("{path}/offer")).primary());
            }
            _ => {}
        }
        if matches!(course.state, CourseState::Draft | CourseState::Published | CourseState::Running) {
            page = page.action(Action::link(staff.t("courses-edit"), format!("{path}/edit")));
        }
        if matches!(course.state, CourseState::Draft | CourseState::Published) {
            page = page.action(versioned("courses-cancel-course", "cancel").quiet());
        }
    } else if staff.may(A::Create, R::Assignment) && row.free() > 0 {
        page = page.action(Action::link(staff.t("courses-refill"), format!("{path}/refill")).primary());
    }
    page
}

fn facts(staff: &Staff, row: &CourseRow) -> DescriptionList {
    let course = &row.course;
    let times: Vec<String> =
        course.times.iter().map(|time| staff.code("courses-time", time.code())).collect();
    let place = [&course.place.name, &course.place.street, &course.place.town].map(String::as_str);
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    DescriptionList::new(staff.language())
        .item(staff.t("courses-column-provider"), Value::Foreign(row.provider.clone()))
        .item(staff.t("courses-column-place"), Value::Foreign(place.join(", ")))
        .item(staff.t("courses-column-start"), course.start_on())
        .item(staff.t("courses-form-lessons"), Value::Number(course.lessons_per_week))
        .item(staff.t("courses-form-times"), times.join(", "))
        .item(staff.t("courses-column-seats"), Value::Number(course.seats))
        .item(staff.t("courses-column-taken"), Value::Number(row.taken))
        .item(staff.t("courses-column-reserved"), Value::Number(row.reserved))
        .item(staff.t("courses-column-free"), Value::Number(row.free()))
        .item(staff.t("courses-form-minimum"), Value::Number(course.minimum))
        .item(staff.t("courses-column-care"), yes_no(staff, course.child_care_seats > 0))
}

fn sections(staff: &Staff, row: &CourseRow) -> Markup {
    let columns = ["courses-section", "courses-from", "courses-until"].map(|key| Column::new(staff.t(key)));
    let rows = row.course.sections.iter().map(|section| {
        let name = staff.tn("courses-section-number", &[("number", i64::from(section.number).into())]);
        Row::new(
            section.number,
            name.clone(),
            vec![Value::text(name), Value::Date(section.starts_on), Value::Date(section.ends_on)],
        )
    });
    let table =
        Table::new(staff.language(), staff.t("courses-sections"), columns.into()).rows(rows).quiet_caption();
    Markup::section(&staff.t("courses-sections"), [Markup::of(&table)])
}

fn version(input: &Input) -> i64 {
    input.text("version").parse().unwrap_or_default()
}

/// Shows the draft to the region.
pub async fn publish(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course: CourseId = input.id("id")?;
    let done = staff.run(&input, PublishCourse { course, version: version(&input) }).await?;
    Ok(Answer::see(format!("{PATH}/{course}")).done("courses-published", &done))
}

/// Takes the course back.
pub async fn cancel(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course: CourseId = input.id("id")?;
    let done = staff.run(&input, CancelCourse { course, version: version(&input) }).await?;
    Ok(Answer::see(format!("{PATH}/{course}")).done("courses-cancelled", &done))
}

/// Offers empty seats.
pub async fn offer(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course: CourseId = input.id("id")?;
    let done = staff.run(&input, OfferSeats { course }).await?;
    Ok(Answer::see(format!("{PATH}/{course}")).done("courses-offered", &done))
}

/// Notes the lessons held.
pub async fn lessons(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course: CourseId = input.id("id")?;
    let lessons_held = input.text("lessons_held").parse().unwrap_or(-1);
    let done = staff.run(&input, AdvanceLessons { course, lessons_held }).await?;
    Ok(Answer::see(format!("{PATH}/{course}")).done("courses-lessons-saved", &done))
}
