//! The provider registers somebody by the code on the authorisation.

use super::PATH;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Choice, Entered, Field};
use app::commands::RegisterVocational;
use domain::vocational::LevelProof;

fn page(staff: &Staff, back: Option<&Entered>) -> Answer {
    let proofs = LevelProof::ALL
        .iter()
        .map(|proof| Choice::new(proof.code(), staff.code("level-proof", proof.code())))
        .collect();
    let mut form = staff
        .form("/vocational/register")
        .field(
            Field::text("code", staff.t("vocational-code"))
                .hint(staff.t("vocational-code-hint"))
                .required()
                .autocomplete("off"),
        )
        .field(Field::radios("proof", staff.t("vocational-proof"), proofs).required())
        .field(
            Field::date("proven_on", staff.t("vocational-proven-on"))
                .hint(staff.t("vocational-proven-on-hint"))
                .required(),
        )
        .submit(staff.t("vocational-register-submit"))
        .cancel("/vocational/people");
    if let Some(entered) = back {
        form = form.fill(entered);
    }
    let page = staff
        .page("vocational-register-title")
        .lead(staff.t("vocational-register-lead"))
        .crumb(staff.t("vocational-title"), PATH);
    Answer::page(page, [Markup::of(&form)]).status(if back.is_some() { 422 } else { 200 })
}

/// The form.
pub async fn form(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    Ok(page(&staff, None))
}

/// Carries it out.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut read = input.read(staff.language()).from_day(staff.today);
    let code = read.required("code");
    read.required("proof");
    let proof = read.code("proof", LevelProof::from_code);
    let proven_on = read.required_day("proven_on");
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, Some(&entered)));
    }
    let (Some(proof), Some(proven_on)) = (proof, proven_on) else { return Err(Problem::Unreadable) };
    match staff.run(&input, RegisterVocational { code, proof, proven_on }).await {
        Ok(done) => {
            let path = format!("/vocational/places/{}", done.outcome);
            Ok(Answer::see(path).done("vocational-register-done", &done))
        }
        Err(problem) => Ok(page(&staff, Some(&problem.at_fields(staff.language(), input.entered())?))),
    }
}
