//! What an act was based on: rule set, facts as they were seen, rows. Kept with the act, so that it can be
//! justified years later.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::rules::sheet::explained;
use crate::pages::rules::words;
use crate::view::{Badge, DescriptionList, Notice, Tone, Value};
use app::queries::person_rules::{ActBasis, ActBasisView};
use domain::eligibility::{Agreement, RuleDecision};

/// The page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&ActBasis { person: input.id("id")?, act: input.id("act")? }).await?;
    let person = &view.person;
    let page = staff
        .page("basis-title")
        .crumb(staff.t("people-list-title"), "/people")
        .crumb(format!("{}, {}", person.family_name, person.given_names), format!("/people/{}", person.id));
    let mut parts = vec![act(&staff, &view)];
    match &view.decision {
        None => parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("basis-none")))),
        Some(decision) => parts.extend(kept(&staff, &view, decision)),
    }
    Ok(Answer::page(page, parts))
}

fn act(staff: &Staff, view: &ActBasisView) -> Markup {
    let list = DescriptionList::new(staff.language())
        .item(staff.t("field-act-kind"), staff.code("act-kind", view.act.kind.code()))
        .item(staff.t("record-issuer"), view.issuer.clone())
        .item(staff.t("field-issued-on"), Value::date(Some(view.act.issued_on)))
        .item(staff.t("field-basis"), view.act.basis.clone());
    Markup::of(&list)
}

fn kept(staff: &Staff, view: &ActBasisView, decision: &RuleDecision) -> Vec<Markup> {
    let tone = match decision.agreement {
        Agreement::Agrees => Tone::Success,
        Agreement::Deviates => Tone::Warning,
        Agreement::Open => Tone::Neutral,
    };
    let list = DescriptionList::new(staff.language())
        .item(staff.t("basis-on"), Value::date(Some(decision.on)))
        .item(staff.t("basis-rule-set"), Value::date(Some(decision.rule_set)))
        .item(staff.t("rules-fingerprint"), decision.fingerprint.chars().take(16).collect::<String>())
        .item(
            staff.t("basis-agreement"),
            Value::Badge(Badge::new(tone, staff.code("agreement", decision.agreement.code()))),
        );
    let mut parts = vec![Markup::of(&list)];
    if view.narrowed {
        parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("basis-narrowed"))));
    }
    if view.changed_since {
        parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("basis-changed-since"))));
    }
    if !decision.rows.is_empty() {
        parts.push(Markup::section(&staff.t("rules-reasons"), [explained(staff, &decision.rows, |_| None)]));
    }
    parts.push(Markup::section(&staff.t("basis-facts"), [facts(staff, decision)]));
    parts
}

fn facts(staff: &Staff, decision: &RuleDecision) -> Markup {
    let mut list = DescriptionList::new(staff.language());
    for known in &decision.facts {
        list = list.item(words::fact(staff, known.fact), words::known(staff, &known.value));
    }
    Markup::of(&list)
}
