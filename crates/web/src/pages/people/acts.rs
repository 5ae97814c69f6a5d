//! A further act, taking one back, and the case as a whole: lead, close, reopen.

use super::choices;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Choice, Entered, Field};
use app::commands::{CaseChange, ChangeCase, NewAct, RecordAct, RevokeAct};
use app::queries::person_record::{PersonRecord, PersonView};
use domain::act::ActKind;
use domain::case::{Case, ClosingReason, Stage};
use domain::ids::{OrganisationId, PersonId};

pub(super) async fn seen(staff: &Staff, input: &Input) -> Result<(PersonView, Case), Problem> {
    let view = staff.ask(&PersonRecord { person: input.id("id")? }).await?;
    let case = view.case().cloned().ok_or(Problem::NotFound)?;
    Ok((view, case))
}

pub(super) fn framed(
    staff: &Staff,
    title: &str,
    view: &PersonView,
    part: impl IntoIterator<Item = Markup>,
) -> Answer {
    let person = &view.person;
    let page = staff
        .page(title)
        .crumb(staff.t("people-list-title"), "/people")
        .crumb(format!("{}, {}", person.family_name, person.given_names), format!("/people/{}", person.id));
    Answer::page(page, part)
}

/// The form of a further act.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (view, case) = seen(&staff, &input).await?;
    Ok(act_page(&staff, &view, &case, None))
}

fn act_page(staff: &Staff, view: &PersonView, case: &Case, entered: Option<&Entered>) -> Answer {
    let kinds: Vec<&'static str> =
        choices::acts(staff.actor.organisation_kind).into_iter().map(ActKind::code).collect();
    let path = format!("/people/{}", view.person.id);
    let mut form = staff
        .form(format!("{path}/acts/new"))
        .version(case.version)
        .field(
            Field::select("act_kind", staff.t("field-act-kind"), choices::codes(staff, "act-kind", kinds))
                .required(),
        )
        .row(vec![
            Field::date("issued_on", staff.t("field-issued-on")).date_value(Some(staff.today)).required(),
            Field::date("valid_until", staff.t("field-valid-until")),
            Field::text("basis", staff.t("field-basis")),
        ])
        .submit(staff.t("act-submit"))
        .cancel(path);
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let answer = framed(staff, "act-title", view, [Markup::of(&form)]);
    if entered.is_some() { answer.status(422) } else { answer }
}

/// Records the act.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (view, case) = seen(&staff, &input).await?;
    let mut read = input.read(staff.language());
    let version = read.required_number("version");
    let kind = read.code("act_kind", ActKind::from_code);
    if kind.is_none() {
        read.required("act_kind");
    }
    let issued_on = read.required_day("issued_on");
    let valid_until = read.day("valid_until");
    let basis = read.text("basis");
    if let Some(entered) = read.errors() {
        return Ok(act_page(&staff, &view, &case, Some(&entered)));
    }
    let (Some(kind), Some(issued_on)) = (kind, issued_on) else { return Err(Problem::Unreadable) };
    let command = RecordAct { case: case.id, version, act: NewAct { kind, issued_on, valid_until, basis } };
    match staff.run(&input, command).await {
        Ok(done) => Ok(Answer::see(format!("/people/{}", view.person.id)).done("act-done", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(act_page(&staff, &view, &case, Some(&entered)))
        }
    }
}

/// Takes an own act back from today on.
pub async fn revoke(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: PersonId = input.id("id")?;
    let act = input.text("act").parse().map_err(|_| Problem::Unreadable)?;
    let version = input.text("version").parse().map_err(|_| Problem::Unreadable)?;
    let done = staff.run(&input, RevokeAct { act, version, on: staff.today }).await?;
    Ok(Answer::see(format!("/people/{id}")).done("act-revoked", &done))
}

/// What can be done with the case.
pub async fn case_form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (view, case) = seen(&staff, &input).await?;
    let mut parts = Vec::new();
    if case.stage == Stage::Closed {
        parts.push(one(&staff, &view, &case, ("reopen", Vec::new())));
        return Ok(framed(&staff, "case-title", &view, parts));
    }
    let mut leads: Vec<OrganisationId> = view.acts.iter().flatten().map(|act| act.issuer).collect();
    leads.sort();
    leads.dedup();
    if leads.len() > 1 {
        let offices =
            leads.iter().map(|office| Choice::new(office.to_string(), view.office(*office))).collect();
        parts.push(one(&staff, &view, &case, ("lead", offices)));
    }
    let reasons =
        ClosingReason::ALL.iter().filter(|r| **r != ClosingReason::Duplicate).map(|reason| reason.code());
    parts.push(one(&staff, &view, &case, ("close", choices::codes(&staff, "closing-reason", reasons))));
    Ok(framed(&staff, "case-title", &view, parts))
}

fn one(staff: &Staff, view: &PersonView, case: &Case, (what, choices): (&str, Vec<Choice>)) -> Markup {
    let mut form = staff
        .form(format!("/people/{}/case", view.person.id))
        .version(case.version)
        .hidden("what", what)
        .hidden("case", case.id.to_string())
        .section_with(staff.t(&format!("case-{what}")), staff.t(&format!("case-{what}-lead")));
    if !choices.is_empty() {
        let label = staff.t(&format!("case-{what}-with"));
        form = form.field(Field::select(format!("{what}-with"), label, choices).required());
    }
    Markup::of(&form.submit(staff.t(&format!("case-{what}-submit"))))
}

/// Changes the case.
pub async fn change_case(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: PersonId = input.id("id")?;
    let with = input.text(&format!("{}-with", input.text("what")));
    let missing = || domain::refusal::Refusal::new("choice-missing");
    let change = match input.text("what") {
        "lead" => CaseChange::Lead(with.parse().map_err(|_| missing())?),
        "close" => CaseChange::Close(ClosingReason::from_code(with).ok_or_else(missing)?),
        "reopen" => CaseChange::Reopen,
        _ => return Err(Problem::Unreadable),
    };
    let case = input.text("case").parse().map_err(|_| Problem::Unreadable)?;
    let version = input.text("version").parse().map_err(|_| Problem::Unreadable)?;
    let done = staff.run(&input, ChangeCase { case, version, change }).await?;
    Ok(Answer::see(format!("/people/{id}")).done("case-done", &done))
}
