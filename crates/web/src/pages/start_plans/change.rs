//! One start changed by hand: fixed, not held, or on another day. The result is a new plan around the old one, which says
//! what the change costs.

use super::acts::search;
use super::words::start_label;
use super::{PATH, search_again};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Choice, Entered, Field};
use app::queries::start_plan_draft::SearchStartPlan;
use app::queries::start_plans::{StartPlanRecord, StartPlanSheet};
use domain::ids::StartPlanId;
use domain::start_plan::{ByHand, HandCode, StartKey};

fn page(
    staff: &Staff,
    sheet: &StartPlanSheet,
    (start, what): (&StartKey, Option<HandCode>),
    back: Option<&Entered>,
) -> Answer {
    let plan = &sheet.plan;
    let choices =
        HandCode::ALL.iter().map(|code| Choice::new(code.code(), staff.code("start-plan-hand", code.code())));
    let chosen = what.map_or("", HandCode::code);
    let mut form = staff
        .form(format!("{PATH}/{}/change", plan.id))
        .hidden("start", start.to_string())
        .field(
            Field::radios("what", staff.t("start-plan-change-what"), choices.collect())
                .value(chosen)
                .required(),
        )
        .field(
            Field::date("to", staff.t("start-plan-change-to"))
                .date_value(Some(start.on))
                .hint(staff.t("start-plan-change-to-hint")),
        )
        .submit(staff.t("start-plan-change-save"))
        .slow(search_again(staff))
        .cancel(format!("{PATH}/{}", plan.id));
    if let Some(entered) = back {
        form = form.fill(entered);
    }
    let page = staff
        .titled(staff.tn(
            "start-plan-change-title",
            &[("start", start_label(staff, &sheet.bodies, start).as_str().into())],
        ))
        .lead(staff.t("start-plan-change-lead"))
        .crumb(staff.t("start-plans-title"), PATH)
        .crumb(
            staff.tn("start-plan-title", &[("on", plan.proposed_on.into())]),
            format!("{PATH}/{}", plan.id),
        );
    Answer::page(page, [Markup::of(&form)]).status(if back.is_some() { 422 } else { 200 })
}

/// The start as the plan was given it: on the day before it was moved by hand.
fn original(sheet: &StartPlanSheet, start: &StartKey) -> StartKey {
    let moved = sheet.plan.by_hand.iter().find(|wish| {
        wish.code == HandCode::Moved && wish.to.is_some_and(|to| wish.start.moved_to(to) == *start)
    });
    moved.map_or_else(|| start.clone(), |wish| wish.start.clone())
}

/// The form.
pub(super) async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sheet = staff.ask(&StartPlanRecord { plan: input.id("id")? }).await?;
    let start = input.query().get("start").and_then(|text| text.parse::<StartKey>().ok());
    let start = start.ok_or(Problem::NotFound)?;
    let what = input.query().get("what").and_then(HandCode::from_code);
    Ok(page(&staff, &sheet, (&start, what), None))
}

/// Plans anew around the wish.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let plan: StartPlanId = input.id("id")?;
    let sheet = staff.ask(&StartPlanRecord { plan }).await?;
    let start: StartKey = input.text("start").parse().map_err(|_| Problem::Unreadable)?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    read.required("what");
    let code = read.code("what", HandCode::from_code);
    let to = if code == Some(HandCode::Moved) { read.required_day("to") } else { None };
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, &sheet, (&start, code), Some(&entered)));
    }
    let wish = ByHand { start: original(&sheet, &start), code: code.ok_or(Problem::Unreadable)?, to };
    match search(&staff, &input, SearchStartPlan { parent: Some(plan), wish: Some(wish.into()) }).await {
        Ok(done) => Ok(Answer::see(format!("{PATH}/{}", done.outcome)).done("start-plan-changed", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(page(&staff, &sheet, (&start, code), Some(&entered)))
        }
    }
}
