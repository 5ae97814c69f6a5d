//! Bringing the employment agency into a person's chain, with the reason why the person is its client.

use super::acts::framed;
use super::choices;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Choice, Entered, Field};
use app::commands::InvolveAgency;
use app::queries::administration::OrganisationList;
use app::queries::person_record::{PersonRecord, PersonView};
use domain::access::{Action as A, Resource as R};
use domain::organisation::OrganisationKind;
use domain::person::AgencyGround;

/// The form.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&PersonRecord { person: input.id("id")? }).await?;
    page(&staff, &view, None).await
}

async fn page(staff: &Staff, view: &PersonView, entered: Option<&Entered>) -> Result<Answer, Problem> {
    let bodies = match staff.may(A::List, R::Organisation) {
        true => staff.ask(&OrganisationList).await?,
        false => Vec::new(),
    };
    let involved: Vec<_> = view.person.involved_on(staff.today).collect();
    let agencies = bodies
        .iter()
        .filter(|body| body.active && body.kind == OrganisationKind::Arbeitsagentur)
        .filter(|body| !involved.contains(&body.id));
    let first = agencies.clone().next().map(|body| body.id.to_string()).unwrap_or_default();
    let agencies: Vec<Choice> =
        agencies.map(|body| Choice::new(body.id.to_string(), body.name.clone())).collect();
    let lead = Markup::paragraph(&staff.t("agency-lead"));
    if agencies.is_empty() {
        return Ok(framed(staff, "agency-title", view, [lead, Markup::paragraph(&staff.t("agency-none"))]));
    }
    let only = match agencies.len() {
        1 => first,
        _ => String::new(),
    };
    let grounds = choices::codes(staff, "agency-ground", AgencyGround::ALL.iter().map(|one| one.code()));
    let path = format!("/people/{}", view.person.id);
    let mut form = staff
        .form(format!("{path}/agency"))
        .row(vec![
            Field::select("agency", staff.t("agency-body"), agencies).value(&only).required(),
            Field::select("ground", staff.t("agency-ground"), grounds).required(),
        ])
        .submit(staff.t("agency-submit"))
        .cancel(path);
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let answer = framed(staff, "agency-title", view, [lead, Markup::of(&form)]);
    Ok(if entered.is_some() { answer.status(422) } else { answer })
}

/// Carries it out.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&PersonRecord { person: input.id("id")? }).await?;
    let mut read = input.read(staff.language());
    let agency = read.id("agency");
    let ground = read.code("ground", AgencyGround::from_code);
    for field in ["agency", "ground"] {
        if input.text(field).is_empty() {
            read.required(field);
        }
    }
    if let Some(entered) = read.errors() {
        return page(&staff, &view, Some(&entered)).await;
    }
    let (Some(agency), Some(ground)) = (agency, ground) else { return Err(Problem::Unreadable) };
    match staff.run(&input, InvolveAgency { person: view.person.id, agency, ground }).await {
        Ok(done) => Ok(Answer::see(format!("/people/{}", view.person.id)).done("agency-done", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            page(&staff, &view, Some(&entered)).await
        }
    }
}
