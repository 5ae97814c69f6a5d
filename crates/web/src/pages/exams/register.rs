//! Registering learners of one course for an exam day: who may, at whose cost, for which reason; nothing is written
//! before the names are ticked.

use super::{PATH, path, title};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Choice, Column, EmptyState, Entered, Field, Notice, Row, Table, Tone, Value};
use app::commands::{RegisterForExam, WithdrawFromExam};
use app::queries::exams::{ExamCandidates, Possible, PossibleCandidates};
use domain::exam::{ExamKind, Ground, Obstruction, Registration};
use domain::ids::{AssignmentId, CourseId, ExamSittingId};

/// Page.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let course = input.query().get("course").and_then(|id| id.parse::<CourseId>().ok());
    show(&staff, &input, course, None).await
}

async fn show(
    staff: &Staff,
    input: &Input,
    course: Option<CourseId>,
    entered: Option<&Entered>,
) -> Result<Answer, Problem> {
    let sitting: ExamSittingId = input.id("id")?;
    let found = staff.ask(&ExamCandidates { sitting, course }).await?;
    let page = staff
        .page("exams-register-title")
        .lead(title(staff, &found.row.sitting))
        .crumb(staff.t("exams-title"), PATH)
        .crumb(title(staff, &found.row.sitting), path(sitting, ""));
    let mut parts = vec![choice(staff, &found)];
    if let Err(refusal) = found.row.sitting.check_registration(staff.today, found.row.taken) {
        let text = crate::http::sentence(staff.language(), &refusal);
        return Ok(Answer::page(page, [Markup::of(&Notice::new(Tone::Warning, text))]).status(422));
    }
    if found.course.is_some() {
        parts.extend(people(staff, &found, entered));
    }
    Ok(Answer::page(page, parts).status(if entered.is_some() { 422 } else { 200 }))
}

/// The courses to choose from, as links that work without script.
fn choice(staff: &Staff, found: &PossibleCandidates) -> Markup {
    let sitting = &found.row.sitting;
    let rows = found.courses.iter().map(|course| {
        let kind = staff.code("course-kind", course.kind.code());
        let used_up = app::exams::hours_used_up(course, sitting);
        let state = if used_up { "exams-hours-used-up" } else { "exams-hours-left" };
        let tone = if used_up { Tone::Info } else { Tone::Neutral };
        let href = format!("{}?course={}", path(sitting.id, "/register"), course.id);
        let values = vec![
            Value::link(format!("{} · {kind}", course.number), href),
            Value::date(course.sections.last().map(|section| section.ends_on)),
            Value::badge(tone, staff.t(state)),
        ];
        let row = Row::new(course.id, course.number.clone(), values);
        if found.course.as_ref().is_some_and(|chosen| chosen.id == course.id) {
            row.tone(Tone::Info)
        } else {
            row
        }
    });
    let columns = ["exams-column-course", "exams-column-course-end", "exams-column-hours"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    if found.courses.is_empty() {
        return Markup::of(&EmptyState::new(staff.t("exams-register-no-course")));
    }
    Markup::of(&Table::new(staff.language(), staff.t("exams-register-course"), columns).rows(rows))
}

fn people(staff: &Staff, found: &PossibleCandidates, entered: Option<&Entered>) -> Vec<Markup> {
    let (sitting, mut parts) = (&found.row.sitting, Vec::new());
    let may: Vec<(&Possible, Registration)> =
        found.people.iter().filter_map(|one| Some((one, one.verdict.ok()?))).collect();
    let note = match sitting.kind {
        ExamKind::Dtz => "exams-register-note-dtz",
        ExamKind::Lid => "exams-register-note-lid",
    };
    if may.is_empty() {
        parts.push(Markup::of(&EmptyState::new(staff.t("exams-register-nobody"))));
    } else {
        let free = staff.tn("exams-register-free", &[("count", found.row.free().into())]);
        let choices = may.iter().map(|(one, registration)| {
            let label = format!("{} · {}", one.learner.name(), one.learner.case_number);
            Choice::new(one.learner.seat.to_string(), label).hint(what(staff, registration))
        });
        // whose hours are used up is to be registered; B1 is the provider's judgement and ticked by hand
        let due = may.iter().filter(|(_, registration)| registration.ground != Ground::LikelyB1);
        let field = Field::checks("seats", staff.t("exams-register-who"), choices.collect())
            .hint(format!("{} {free}", staff.t(note)))
            .values(due.map(|(one, _)| one.learner.seat.to_string()));
        let mut form = staff
            .form(path(sitting.id, "/register"))
            .hidden("course", found.course.as_ref().map_or(String::new(), |course| course.id.to_string()))
            .field(field)
            .submit(staff.t("exams-register"))
            .cancel(path(sitting.id, ""));
        if let Some(entered) = entered {
            form = form.fill(entered);
        }
        parts.push(Markup::of(&form));
    }
    let not: Vec<(&Possible, Obstruction)> =
        found.people.iter().filter_map(|one| Some((one, one.verdict.err()?))).collect();
    if !not.is_empty() {
        parts.push(Markup::section(&staff.t("exams-register-not"), [left_out(staff, &not)]));
    }
    parts
}

/// Attempt, cost and reason in one line.
fn what(staff: &Staff, registration: &Registration) -> String {
    let payer = staff.code("exam-payer", registration.payer.code());
    let ground = staff.code("exam-ground", registration.ground.code());
    let args =
        [("attempt", registration.attempt.into()), ("payer", (&payer).into()), ("ground", (&ground).into())];
    staff.tn("exams-register-what", &args)
}

fn left_out(staff: &Staff, people: &[(&Possible, Obstruction)]) -> Markup {
    let columns = ["exams-column-name", "exams-column-number", "exams-column-why"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = people.iter().map(|(one, why)| {
        let values = vec![
            Value::Foreign(one.learner.name()),
            Value::code(one.learner.case_number.clone()),
            Value::text(staff.code("exam-obstruction", why.code())),
        ];
        Row::new(one.learner.seat, one.learner.name(), values)
    });
    Markup::of(
        &Table::new(staff.language(), staff.t("exams-register-not"), columns).rows(rows).quiet_caption(),
    )
}

/// Registers the ticked ones.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sitting: ExamSittingId = input.id("id")?;
    let seats: Vec<AssignmentId> = input.texts("seats").filter_map(|id| id.parse().ok()).collect();
    match staff.run(&input, RegisterForExam { sitting, seats }).await {
        Ok(done) => Ok(Answer::see(path(sitting, "")).done("exams-registered", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            let course = input.text("course").parse().ok();
            show(&staff, &input, course, Some(&entered)).await
        }
    }
}

/// Takes somebody off the day.
pub async fn withdraw(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sitting: ExamSittingId = input.id("id")?;
    let entry = input.text("entry").parse().map_err(|_| Problem::Unreadable)?;
    let version = input.text(crate::view::VERSION_FIELD).parse().unwrap_or_default();
    let done = staff.run(&input, WithdrawFromExam { entry, version }).await?;
    Ok(Answer::see(path(sitting, "")).done("exams-withdrawn", &done))
}
