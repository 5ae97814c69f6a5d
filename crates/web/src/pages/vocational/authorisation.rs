//! One authorisation: what it allows, what the tables said, the code for the provider, and taking it back.

use super::authorisations::state_badge;
use super::line_text;
use super::people::name;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::{button, yes_no};
use crate::view::{DescriptionList, Notice, Tone, Value};
use app::commands::RevokeAuthorisation;
use app::queries::vocational_people::{AuthorisationRecord, AuthorisationRow};
use domain::access::{Action as A, Resource as R};
use domain::ids::AuthorisationId;

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = staff.ask(&AuthorisationRecord { authorisation: input.id("id")? }).await?;
    let one = &row.authorisation;
    let mut parts = Vec::new();
    if row.warned {
        let lapsed = one.valid_until < staff.today;
        let key = if lapsed { "authorisation-lapsed-text" } else { "authorisation-lapses-text" };
        let text = staff.tn(key, &[("on", one.valid_until.into())]);
        parts.push(Markup::of(&Notice::new(if lapsed { Tone::Danger } else { Tone::Warning }, text)));
    }
    parts.push(Markup::of(&facts(&staff, &row)));
    parts.push(Markup::section(&staff.t("authorisation-basis"), [Markup::of(&basis(&staff, &row))]));
    let mut page = staff
        .titled(line_text(&staff, one.line))
        .lead(name(&staff, &row.who))
        .badge(state_badge(&staff, one))
        .crumb(staff.t("authorisations-title"), "/vocational/authorisations");
    let mine = one.issuer == staff.organisation.id && one.revoked_on.is_none();
    if mine && staff.may(A::Change, R::Authorisation) {
        let path = format!("/vocational/authorisations/{}/revoke", one.id);
        let revoke = button(&staff, "record-revoke", path).hidden("version", one.version.to_string());
        page = page.action(revoke.quiet());
    }
    Ok(Answer::page(page, parts))
}

fn facts(staff: &Staff, row: &AuthorisationRow) -> DescriptionList {
    let one = &row.authorisation;
    let who = match row.who.name.is_empty() {
        true => Value::text(name(staff, &row.who)),
        false => Value::link(row.who.name.clone(), format!("/people/{}", one.person)),
    };
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("vocational-column-name"), who)
        .item(staff.t("record-lead-number"), row.who.case_number.clone())
        .item(staff.t("vocational-column-issuer"), Value::Foreign(row.issuer.clone()))
        .item(staff.t("vocational-column-obliged"), yes_no(staff, one.obliged))
        .item(staff.t("field-issued-on"), one.issued_on)
        .item(staff.t("field-valid-until"), one.valid_until)
        .item(staff.t("vocational-column-registered"), Value::date(one.registered_on));
    // the code opens the registration: it is the issuer's to hand out
    if one.issuer == staff.organisation.id && one.is_open_on(staff.today) {
        list = list.item(staff.t("vocational-code"), Value::code(one.code.clone()));
    }
    if let Some(on) = one.revoked_on {
        list = list.item(staff.t("record-revoked"), on);
    }
    list
}

/// What the tables said; a code the tables no longer use stays as it was written.
fn basis(staff: &Staff, row: &AuthorisationRow) -> DescriptionList {
    let basis = &row.authorisation.basis;
    let issuer = basis.issuer.as_deref().map(|code| staff.code("rules-value", code));
    let list = DescriptionList::new(staff.language())
        .item(staff.t("vocational-rules-access"), staff.code("vocational-access", &basis.access))
        .item(staff.t("vocational-rules-issuer"), issuer.unwrap_or_default())
        .item(staff.t("rules-obligation"), staff.code("obligation", &basis.obligation));
    match basis.deviation {
        Some(reason) => {
            list.item(staff.t("vocational-deviation"), staff.code("authorisation-deviation", reason.code()))
        }
        None => list,
    }
}

/// Takes it back.
pub async fn revoke(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let authorisation: AuthorisationId = input.id("id")?;
    let version = input.text("version").parse().unwrap_or_default();
    let done = staff.run(&input, RevokeAuthorisation { authorisation, version }).await?;
    Ok(Answer::see(format!("/vocational/authorisations/{authorisation}"))
        .done("authorisation-revoke-done", &done))
}
