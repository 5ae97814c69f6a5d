//! The end of a section: one line per learner; whoever goes on as before needs nothing.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::kinds;
use crate::view::field::Width;
use crate::view::{
    Action, Choice, Column, EmptyState, Entered, Field, Form, Notice, Row, Table, Tone, Value,
};
use app::commands::EndSection;
use app::queries::sections::{SectionForm, SectionReview, SectionRow};
use domain::access::{Action as A, Resource as R};
use domain::assignment::Outcome;
use domain::course::CourseKind;
use domain::ids::{AssignmentId, CourseId};
use domain::section_end::Line;

fn path(course: CourseId) -> String {
    format!("/courses/{course}/section")
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let section = input.text("section").parse().ok();
    let form = staff.ask(&SectionReview { course: input.id("id")?, section }).await?;
    Ok(page(&staff, &form, None))
}

fn number(staff: &Staff, section: u8) -> String {
    staff.tn("courses-section-number", &[("number", i64::from(section).into())])
}

fn page(staff: &Staff, view: &SectionForm, entered: Option<&Entered>) -> Answer {
    let course = &view.course;
    let mut page = staff
        .titled(staff.tn("section-title", &[("section", i64::from(view.section).into())]))
        .lead(format!("{} · {}", course.number, staff.code("course-kind", course.kind.code())))
        .crumb(staff.t("courses-list-title"), "/courses")
        .crumb(course.number.clone(), format!("/courses/{}", course.id))
        .help("graduates");
    if staff.may(A::List, R::MeasureOffer)
        && let Some(after) = course.ends_on().succ_opt()
    {
        let offers = format!("/measures?from={}", after.format("%d.%m.%Y"));
        page = page.action(Action::link(staff.t("measures-after-course"), offers));
    }
    for section in course.sections.iter().filter(|section| section.number != view.section) {
        if section.starts_on <= staff.today {
            let href = format!("{}?section={}", path(course.id), section.number);
            page = page.action(Action::link(number(staff, section.number), href).quiet());
        }
    }
    let mut parts = Vec::new();
    let undecided = view.rows.iter().filter(|row| row.decided == Some(false)).count();
    if view.last && undecided > 0 {
        let count = i64::try_from(undecided).unwrap_or(i64::MAX);
        let text = staff.tn("section-undecided", &[("count", count.into())]);
        let show = format!("/graduates/people?course={}&missing=decision", course.id);
        let show = Action::link(staff.t("graduates-undecided-show"), show);
        parts.push(Markup::of(&Notice::new(Tone::Warning, text).action(show)));
    }
    if view.rows.is_empty() {
        parts.push(Markup::of(&EmptyState::new(staff.t("section-nobody"))));
    } else {
        parts.push(Markup::paragraph(&staff.t(if view.last {
            "section-intro-last"
        } else {
            "section-intro"
        })));
        let form = form(staff, view);
        parts.push(Markup::of(&match entered {
            Some(entered) => form.fill(entered),
            None => form,
        }));
    }
    if !view.gone.is_empty() {
        parts.push(Markup::section(&staff.t("section-gone"), [Markup::of(&gone(staff, view))]));
    }
    Answer::page(page, parts).status(if entered.is_some() { 422 } else { 200 })
}

/// What can become of a learner; only the last section completes the course.
fn outcomes(staff: &Staff, last: bool) -> Vec<Choice> {
    Outcome::ALL
        .iter()
        .filter(|outcome| match outcome {
            Outcome::Completed => last,
            Outcome::Up => !last,
            _ => true,
        })
        .map(|outcome| Choice::new(outcome.code(), staff.code("outcome", outcome.code())))
        .collect()
}

fn form(staff: &Staff, view: &SectionForm) -> Form {
    let version = view.review.as_ref().map_or(0, |review| review.version);
    let seats: Vec<String> = view.rows.iter().map(|row| row.learner.seat.to_string()).collect();
    let mut form = staff
        .form(path(view.course.id))
        .version(version)
        .hidden("section", view.section.to_string())
        .hidden("seats", seats.join(" "))
        .field(Field::date("held_on", staff.t("section-held-on")).date_value(Some(staff.today)).required());
    for row in &view.rows {
        form = with_learner(staff, view, row, form);
    }
    form.submit(staff.t("section-save"))
}

fn with_learner(staff: &Staff, view: &SectionForm, row: &SectionRow, form: Form) -> Form {
    let seat = row.learner.seat;
    let name = row.learner.name();
    let of = |key: &str| staff.tn(key, &[("name", name.as_str().into())]);
    let args = [
        ("days", row.tally.days().into()),
        ("present", (row.tally.present + row.tally.internship).into()),
        ("unexcused", row.tally.unexcused.into()),
    ];
    // at the end of the course everybody who still sits there has completed it
    let usual =
        if view.last && staff.today >= view.course.ends_on() { Outcome::Completed.code() } else { "" };
    // most learners go on as before: one field each, the rest on demand
    form.field(
        Field::select(format!("outcome-{seat}"), name.clone(), outcomes(staff, view.last))
            .hint(staff.tn("section-tally", &args))
            .value(usual),
    )
    .more(
        of("section-more"),
        vec![
            Field::number(format!("section-{seat}"), of("section-to")).width(Width::Short),
            Field::select(
                format!("kind-{seat}"),
                of("section-kind"),
                kinds(staff, view.other_kinds.iter().copied()),
            ),
            Field::date(format!("returns_on-{seat}"), of("section-returns")),
        ],
    )
}

fn gone(staff: &Staff, view: &SectionForm) -> Table {
    let columns = ["graduates-column-name", "section-outcome", "section-left-on", "section-returns-on"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = view.gone.iter().map(|(learner, seat)| {
        let ending = seat.ending;
        let values = vec![
            Value::link(learner.name(), format!("/people/{}", learner.person)),
            ending.map_or(Value::Missing, |end| Value::text(staff.code("outcome", end.outcome.code()))),
            Value::date(ending.map(|end| end.on)),
            Value::date(ending.and_then(|end| end.returns_on)),
        ];
        Row::new(seat.id, learner.name(), values)
    });
    Table::new(staff.language(), staff.t("section-gone"), columns).rows(rows).quiet_caption()
}

/// Records the end of the section.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course: CourseId = input.id("id")?;
    let section: u8 = input.text("section").parse().map_err(|_| Problem::NotFound)?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let held_on = read.required_day("held_on");
    let seats = input.text("seats").split_whitespace().filter_map(|seat| seat.parse::<AssignmentId>().ok());
    let mut lines = Vec::new();
    for seat in seats {
        let Some(outcome) = read.code(&format!("outcome-{seat}"), Outcome::from_code) else { continue };
        let wanted = read.number(&format!("section-{seat}")).map(|n| u8::try_from(n).unwrap_or(u8::MAX));
        lines.push(Line {
            section: wanted,
            kind: read.code(&format!("kind-{seat}"), CourseKind::from_code),
            returns_on: read.day(&format!("returns_on-{seat}")),
            ..Line::new(seat, outcome)
        });
    }
    let entered = match (held_on, read.errors()) {
        (Some(held_on), None) => {
            let version = input.text("version").parse().unwrap_or_default();
            let command = EndSection { course, section, version, held_on, lines };
            match staff.run(&input, command).await {
                Ok(done) => {
                    let key = if done.outcome.course_over { "section-course-over" } else { "section-saved" };
                    return Ok(Answer::see(format!("/courses/{course}")).done(key, &done));
                }
                Err(problem) => problem.at_fields(staff.language(), input.entered())?,
            }
        }
        (_, errors) => errors.unwrap_or_else(|| input.entered()),
    };
    let view = staff.ask(&SectionReview { course, section: Some(section) }).await?;
    Ok(page(&staff, &view, Some(&entered)))
}
