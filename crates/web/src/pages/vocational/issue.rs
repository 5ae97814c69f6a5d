//! Deciding on an authorisation: what the tables say on top, the form below.

use super::line_text;
use crate::http::{Answer, Input, Markup, Problem, Read, Staff};
use crate::pages::people::choices;
use crate::view::{Action, Choice, DescriptionList, EmptyState, Entered, Field, Form, Notice, Tone};
use app::commands::IssueAuthorisation;
use app::queries::vocational_people::{DecisionView, VocationalDecision};
use domain::ids::PersonId;
use domain::organisation::OrganisationKind;
use domain::vocational::{AuthorisationDeviation, NewAuthorisation, VocationalLine, may_decide};

/// The form.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    page(&staff, input.id("id")?, None).await
}

async fn page(staff: &Staff, person: PersonId, back: Option<&Entered>) -> Result<Answer, Problem> {
    let view = staff.ask(&VocationalDecision { person }).await?;
    let page = staff
        .page("authorisation-issue-title")
        .crumb(staff.t("people-list-title"), "/people")
        .crumb(view.name.clone(), format!("/people/{person}"));
    if may_decide(staff.actor.organisation_kind).is_none() || !view.has_case {
        let key = match view.has_case {
            true => "authorisation-not-this-body",
            false => "authorisation-without-case",
        };
        let back = Action::link(staff.t("rules-person-open"), format!("/people/{person}/rules"));
        return Ok(Answer::page(page, [Markup::of(&EmptyState::new(staff.t(key)).action(back))]));
    }
    let mut form = fields(staff, person, &view);
    if let Some(entered) = back {
        form = form.fill(entered);
    }
    let answer = Answer::page(page, [said(staff, person, &view), Markup::of(&form)]);
    Ok(answer.status(if back.is_some() { 422 } else { 200 }))
}

/// What the tables say, and where the facts are stated if some are missing.
fn said(staff: &Staff, person: PersonId, view: &DecisionView) -> Markup {
    let answer = &view.answer;
    let issuer = answer.issuer.map(|issuer| staff.code("rules-value", issuer.code()));
    let list = DescriptionList::new(staff.language())
        .item(staff.t("vocational-rules-access"), staff.code("vocational-access", answer.access.code()))
        .item(staff.t("vocational-rules-issuer"), issuer.unwrap_or_default())
        .item(staff.t("rules-obligation"), staff.code("obligation", answer.obligation.code()));
    let mut parts = vec![Markup::of(&list)];
    if view.needed > 0 {
        let text = staff.tn("rules-missing-count", &[("count", view.needed.into())]);
        let state = Action::link(staff.t("authorisation-state-facts"), format!("/people/{person}/facts"));
        parts.push(Markup::of(&Notice::new(Tone::Info, text).action(state)));
    }
    Markup::section(&staff.t("authorisation-basis"), parts)
}

fn fields(staff: &Staff, person: PersonId, view: &DecisionView) -> Form {
    let closed = |line: &VocationalLine| view.answer.closed_types.iter().any(|code| code == line.kind.code());
    let lines = app::vocational::types().lines(staff.today);
    let open = lines.into_iter().filter(|line| !closed(line));
    let open = open.map(|line| Choice::new(line.to_string(), line_text(staff, line))).collect();
    let reasons = choices::codes(
        staff,
        "authorisation-deviation",
        AuthorisationDeviation::ALL.iter().map(|reason| reason.code()),
    );
    let path = format!("/people/{person}");
    let until = view.until.map(|day| wording::date(staff.language(), day)).unwrap_or_default();
    let mut form = staff.form(format!("{path}/authorisation")).field(
        Field::select("line", staff.t("vocational-line"), open)
            .hint(staff.t("authorisation-line-hint"))
            .required(),
    );
    if staff.actor.organisation_kind == OrganisationKind::Jobcenter {
        form = form.field(Field::check("obliged", staff.t("authorisation-oblige"))).field(
            Field::date("until", staff.t("authorisation-until"))
                .hint(staff.tn("authorisation-until-hint", &[("on", until.as_str().into())])),
        );
    }
    form.field(
        Field::select("deviation", staff.t("vocational-deviation"), reasons)
            .hint(staff.t("authorisation-deviation-hint")),
    )
    .submit(staff.t("authorisation-submit"))
    .cancel(path)
}

fn new(read: &mut Read<'_>) -> Option<NewAuthorisation> {
    read.required("line");
    let line = read.code("line", VocationalLine::from_code);
    let obliged = read.tick("obliged");
    let until = read.day("until");
    let deviation = read.code("deviation", AuthorisationDeviation::from_code);
    line.map(|line| NewAuthorisation { line, obliged, until, deviation })
}

/// Carries it out.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person: PersonId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let new = new(&mut read);
    if let Some(entered) = read.errors() {
        return page(&staff, person, Some(&entered)).await;
    }
    let new = new.ok_or(Problem::Unreadable)?;
    match staff.run(&input, IssueAuthorisation { person, new }).await {
        Ok(done) => {
            let path = format!("/vocational/authorisations/{}", done.outcome);
            Ok(Answer::see(path).done("authorisation-done", &done))
        }
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            page(&staff, person, Some(&entered)).await
        }
    }
}
