//! What can be done with an edition by one button or a small form.

use super::record::{self, Small};
use super::{PATH, edition, name, path};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Choice, Entered, Field, Form, Notice, Tone};
use app::commands::{
    EnterNotice, EnterSignature, GiveNotice, LayAgreementBefore, RenewAgreement, SetTestingMode,
    SignAgreement, TakeAgreementBack,
};
use app::queries::agreement::{AgreementRecord, Bodies};
use chrono::NaiveDate;
use domain::access::{Action as A, Resource as R};
use domain::agreement::{Agreement, AgreementState, TestingMode};
use domain::case::days_after;
use domain::ids::{AgreementId, OrganisationId};

fn back(agreement: AgreementId) -> Answer {
    Answer::see(format!("{PATH}/{agreement}"))
}

fn number(input: &Input, name: &str) -> i64 {
    input.text(name).parse().unwrap_or_default()
}

/// Lays the draft before the parties.
pub(super) async fn lay_before(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let agreement: AgreementId = input.id("id")?;
    let command = LayAgreementBefore { agreement, version: number(&input, "version") };
    let done = staff.run(&input, command).await?;
    Ok(back(agreement).done("agreement-laid-before", &done))
}

/// Takes the text back for changes.
pub(super) async fn take_back(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let agreement: AgreementId = input.id("id")?;
    let command = TakeAgreementBack { agreement, version: number(&input, "version") };
    let done = staff.run(&input, command).await?;
    Ok(back(agreement).done("agreement-taken-back", &done))
}

/// Begins the next edition.
pub(super) async fn renew(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let done = staff.run(&input, RenewAgreement { agreement: input.id("id")? }).await?;
    Ok(back(done.outcome).done("agreement-renewed", &done))
}

fn signed(last: bool) -> &'static str {
    if last { "agreement-signed-last" } else { "agreement-signed" }
}

/// Signs for the own body.
pub(super) async fn sign(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let agreement: AgreementId = input.id("id")?;
    let done = staff.run(&input, SignAgreement { agreement, text: number(&input, "text") }).await?;
    Ok(back(agreement).done(signed(done.outcome), &done))
}

/// Enters a signature that was given on paper.
pub(super) async fn enter_signature(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let agreement: AgreementId = input.id("id")?;
    let (body, on) = match body_and_day(&staff, &input, "signed_on") {
        Ok(found) => found,
        Err(entered) => return record::again(&staff, agreement, Small::Signature, &entered).await,
    };
    let command = EnterSignature { agreement, text: number(&input, "text"), body, on };
    match staff.run(&input, command).await {
        Ok(done) => Ok(back(agreement).done(signed(done.outcome), &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            record::again(&staff, agreement, Small::Signature, &entered).await
        }
    }
}

/// The body a paper came from and its day.
fn body_and_day(staff: &Staff, input: &Input, day: &str) -> Result<(OrganisationId, NaiveDate), Entered> {
    let mut read = input.read(staff.language()).from_day(staff.today);
    read.required("body");
    let (body, on) = (read.id::<OrganisationId>("body"), read.required_day(day));
    body.zip(on).ok_or_else(|| read.errors().unwrap_or_else(|| input.entered()))
}

/// What a notice means, before it is given; and the notice of another party that came on paper.
pub(super) async fn notice_form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    notice_page(&staff, input.id("id")?, None).await
}

async fn notice_page(staff: &Staff, id: AgreementId, entered: Option<&Entered>) -> Result<Answer, Problem> {
    let (agreement, bodies) = staff.ask(&AgreementRecord { agreement: id }).await?;
    if agreement.state != AgreementState::InForce || agreement.notice.is_some() {
        return Err(Problem::NotFound);
    }
    let mut parts = vec![Markup::of(&Notice::new(Tone::Warning, meaning(staff, &agreement)))];
    if agreement.is_party(staff.actor.organisation) && staff.may(A::Decide, R::Agreement) {
        let form = staff
            .form(format!("{}/notice", path(&agreement)))
            .version(agreement.version)
            .submit(staff.t("agreement-notice-own"))
            .cancel(path(&agreement));
        parts.push(Markup::of(&form));
    }
    if staff.may(A::Change, R::Agreement) {
        let form = paper_form(staff, &agreement, &bodies);
        parts.push(Markup::of(&match entered {
            Some(entered) => form.fill(entered),
            None => form,
        }));
    }
    let page = staff
        .page("agreement-give-notice")
        .crumb(staff.t("agreement-list-title"), PATH)
        .crumb(edition(staff, &agreement), path(&agreement));
    Ok(Answer::page(page, parts))
}

fn paper_form(staff: &Staff, agreement: &Agreement, bodies: &Bodies) -> Form {
    let others = agreement.parties.iter().map(|party| party.organisation);
    let others = others.filter(|body| *body != staff.actor.organisation);
    let others = others.map(|body| Choice::new(body.to_string(), name(bodies, body)));
    staff
        .form(format!("{}/notice-on-paper", path(agreement)))
        .version(agreement.version)
        .section_with(staff.t("agreement-notice-paper"), staff.t("agreement-notice-paper-lead"))
        .row(vec![
            Field::select("body", staff.t("agreement-column-body"), others.collect()).required(),
            Field::date("noticed_on", staff.t("agreement-noticed-on"))
                .date_value(Some(staff.today))
                .required(),
        ])
        .submit(staff.t("agreement-notice-enter"))
}

fn meaning(staff: &Staff, agreement: &Agreement) -> String {
    let weeks = agreement.terms.notice_weeks;
    let end = days_after(staff.today, 7 * i64::from(weeks));
    let end = agreement.ends_on().map_or(end, |known| known.min(end));
    staff.tn("agreement-notice-meaning", &[("weeks", i64::from(weeks).into()), ("end", end.into())])
}

/// Gives notice for the own body.
pub(super) async fn notice(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let agreement: AgreementId = input.id("id")?;
    let done = staff.run(&input, GiveNotice { agreement, version: number(&input, "version") }).await?;
    Ok(back(agreement).done("agreement-notice-given", &done))
}

/// Enters a notice that came on paper.
pub(super) async fn enter_notice(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let agreement: AgreementId = input.id("id")?;
    let (body, on) = match body_and_day(&staff, &input, "noticed_on") {
        Ok(found) => found,
        Err(entered) => return Ok(notice_page(&staff, agreement, Some(&entered)).await?.status(422)),
    };
    let command = EnterNotice { agreement, version: number(&input, "version"), body, on };
    match staff.run(&input, command).await {
        Ok(done) => Ok(back(agreement).done("agreement-notice-given", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(notice_page(&staff, agreement, Some(&entered)).await?.status(422))
        }
    }
}

/// Sets how people are tested from a day on.
pub(super) async fn set_testing(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let agreement: AgreementId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    read.required("testing_mode");
    let (from, mode) = (read.required_day("from"), read.code("testing_mode", TestingMode::from_code));
    let (Some(from), Some(mode)) = (from, mode) else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return record::again(&staff, agreement, Small::Testing, &entered).await;
    };
    let command = SetTestingMode { agreement, version: number(&input, "version"), from, mode };
    match staff.run(&input, command).await {
        Ok(done) => Ok(back(agreement).done("agreement-testing-done", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            record::again(&staff, agreement, Small::Testing, &entered).await
        }
    }
}
