//! Skipping the next step with a reason, repeating a step, entering one directly. Nothing is enforced; every
//! decision is in the journal and can be taken back. Not for the case as a whole: see `acts`.

use super::acts::{framed, seen};
use super::choices;
use crate::http::{Answer, Input, Markup, Problem, Read, Staff};
use crate::view::{Choice, Entered, Field, Form};
use app::commands::ChangeStep;
use app::queries::administration::OrganisationList;
use app::queries::person_record::PersonView;
use domain::access::{Action as A, Resource as R};
use domain::case::{Case, MarkKind, Stage, StepCode, StepReason};
use domain::course::CourseKind;
use domain::organisation::Organisation;
use domain::placement::{Level, Recommendation};

/// What can be done with the steps.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (view, case) = seen(&staff, &input).await?;
    page(&staff, &view, &case, None).await
}

async fn page(
    staff: &Staff,
    view: &PersonView,
    case: &Case,
    entered: Option<(MarkKind, &Entered)>,
) -> Result<Answer, Problem> {
    if case.stage == Stage::Closed {
        return Ok(framed(staff, "marks-title", view, [Markup::paragraph(&staff.t("marks-closed"))]));
    }
    let bodies = match staff.may(A::List, R::Organisation) {
        true => staff.ask(&OrganisationList).await?,
        false => Vec::new(),
    };
    let mut parts = vec![Markup::paragraph(&staff.t("marks-lead"))];
    for kind in MarkKind::ALL {
        let form = one(staff, (view, case), *kind, &bodies);
        let form = match entered {
            Some((wrong, entered)) if wrong == *kind => form.fill(entered),
            _ => form,
        };
        parts.push(Markup::of(&form));
    }
    let answer = framed(staff, "marks-title", view, parts);
    Ok(if entered.is_some() { answer.status(422) } else { answer })
}

fn one(staff: &Staff, (view, case): (&PersonView, &Case), kind: MarkKind, bodies: &[Organisation]) -> Form {
    let key = format!("marks-{}", kind.code());
    let reasons = choices::codes(staff, "step-reason", StepReason::of(kind).map(StepReason::code));
    let at = |name: &str| named(kind, name);
    let reason = Field::select(at("reason"), staff.t("marks-reason"), reasons).required();
    let form = staff
        .form(format!("/people/{}/step", view.person.id))
        .version(case.version)
        .hidden("case", case.id.to_string())
        .hidden("kind", kind.code())
        .submit(staff.t(&format!("{key}-submit")));
    let next = case.next.as_ref().map(|next| next.what);
    if kind == MarkKind::Skipped {
        let step = next.map(|step| staff.code("step-code", step.code())).unwrap_or_default();
        let sentence = staff.tn("marks-skipped-lead", &[("step", step.as_str().into())]);
        let form = form.section_with(staff.t(&key), sentence);
        return with_recommendation(
            staff,
            kind,
            form.hidden(at("step"), next.map(StepCode::code).unwrap_or_default()).field(reason),
        );
    }
    let others = StepCode::ALL.iter().filter(|step| Some(**step) != next).map(|step| step.code());
    let offices = bodies
        .iter()
        .filter(|body| body.active && body.kind.works_with_people())
        .map(|body| Choice::new(body.id.to_string(), body.name.clone()))
        .collect();
    let form = form
        .section_with(staff.t(&key), staff.t(&format!("{key}-lead")))
        .row(vec![
            Field::select(at("step"), staff.t("marks-step"), choices::codes(staff, "step-code", others))
                .required(),
            reason,
        ])
        .row(vec![
            Field::select(at("organisation"), staff.t("marks-who"), offices).hint(staff.t("marks-who-hint")),
            Field::date(at("due_on"), staff.t("marks-until")).hint(staff.t("marks-until-hint")),
        ]);
    if kind == MarkKind::Entered { with_recommendation(staff, kind, form) } else { form }
}

/// The name of a field: three forms stand on the page, and every id there is used once.
fn named(kind: MarkKind, name: &str) -> String {
    format!("{}_{name}", kind.code())
}

/// Without a test nobody has said which course fits; whoever skips it may say so.
fn with_recommendation(staff: &Staff, kind: MarkKind, form: Form) -> Form {
    let kinds = choices::codes(staff, "course-kind", CourseKind::ALL.iter().map(|kind| kind.code()));
    let levels = choices::codes(staff, "level", Level::ALL.iter().map(|level| level.code()));
    form.row(vec![
        Field::select(named(kind, "course_kind"), staff.t("marks-course-kind"), kinds)
            .hint(staff.t("marks-recommendation-hint")),
        Field::number(named(kind, "section"), staff.t("marks-section")),
        Field::select(named(kind, "level"), staff.t("marks-level"), levels),
    ])
}

/// Carries it out.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (view, case) = seen(&staff, &input).await?;
    let kind = MarkKind::from_code(input.text("kind")).ok_or(Problem::Unreadable)?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let version = read.required_number("version");
    let at = |name: &str| named(kind, name);
    let step = read.code(&at("step"), StepCode::from_code);
    let reason = read.code(&at("reason"), StepReason::from_code);
    for field in [at("step"), at("reason")] {
        if input.text(&field).is_empty() {
            read.required(&field);
        }
    }
    let organisation = read.id(&at("organisation"));
    let due_on = read.day(&at("due_on"));
    let recommendation = recommendation(&mut read, kind);
    if let Some(entered) = read.errors() {
        return page(&staff, &view, &case, Some((kind, &entered))).await;
    }
    let (Some(step), Some(reason)) = (step, reason) else { return Err(Problem::Unreadable) };
    let command =
        ChangeStep { case: case.id, version, kind, step, reason, organisation, due_on, recommendation };
    match staff.run(&input, command).await {
        Ok(done) => {
            let key = format!("marks-{}-done", kind.code());
            Ok(Answer::see(format!("/people/{}", view.person.id)).done(&key, &done))
        }
        Err(problem) => {
            let mut entered = problem.at_fields(staff.language(), input.entered())?;
            for (field, _) in entered.errors.iter_mut().filter(|(field, _)| !field.is_empty()) {
                *field = named(kind, field);
            }
            page(&staff, &view, &case, Some((kind, &entered))).await
        }
    }
}

fn recommendation(read: &mut Read<'_>, kind: MarkKind) -> Option<Recommendation> {
    let at = |name: &str| named(kind, name);
    let course_kind = read.code(&at("course_kind"), CourseKind::from_code);
    let section = read.number(&at("section"));
    let level = read.code(&at("level"), Level::from_code);
    match (course_kind, section, level) {
        (None, None, None) => None,
        (Some(course_kind), Some(section), Some(level)) => match u8::try_from(section) {
            Ok(section @ 1..=12) => Some(Recommendation { course_kind, section, level, deviation: None }),
            _ => {
                read.wrong(&at("section"), "marks-section-wrong");
                None
            }
        },
        _ => {
            read.wrong(&at("course_kind"), "marks-recommendation-whole");
            None
        }
    }
}
