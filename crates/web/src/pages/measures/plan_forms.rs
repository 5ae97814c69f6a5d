//! Forms of a plan, and the one handler that reads them.

use super::plan::{page, path, version};
use crate::http::{Answer, Input, Problem, Read, Staff};
use crate::pages::people::choices;
use crate::view::field::Width;
use crate::view::{Choice, Entered, Field, Form};
use app::commands::{ChangeRoutePlan, PlanChange};
use app::queries::route_plans::{RoutePlanRecord, RoutePlanView};
use domain::ids::GraduateId;
use domain::route_plan::{
    EmployerOffer, EmployerOfferKind, EmployerOfferState, MilestoneCode, MilestoneState, PermitState,
    Recognition, RecognitionResult, TickItem, TickState,
};

/// A form of its own, folded: the buttons of the tables do what is done every day.
fn form(staff: &Staff, view: &RoutePlanView, what: &'static str, title: &str) -> Form {
    staff
        .form(path(view.graduate.id))
        .scope(what)
        .version(version(view))
        .hidden("what", what)
        .fold(staff.t(title))
}

pub(super) fn permit_form(staff: &Staff, view: &RoutePlanView) -> Form {
    let states = choices::codes(staff, "permit-state", PermitState::ALL.iter().map(|one| one.code()));
    form(staff, view, "permit", "permit-form")
        .field(Field::radios("permit", staff.t("permit-column-state"), states).required())
        .row(vec![
            Field::date("on", staff.t("permit-column-on")).date_value(Some(staff.today)).required(),
            Field::date("until", staff.t("permit-column-until")).hint(staff.t("permit-until-hint")),
        ])
        .submit(staff.t("permit-save"))
}

pub(super) fn milestone_form(staff: &Staff, view: &RoutePlanView) -> Form {
    let open = view.milestones.iter().filter(|one| one.mark.is_none() && one.waits_for.is_empty());
    let codes = choices::codes(staff, "milestone", open.map(|one| one.row.code.code()));
    let states = choices::codes(staff, "milestone-state", MilestoneState::ALL.iter().map(|one| one.code()));
    form(staff, view, "milestone", "milestone-form")
        .field(Field::select("code", staff.t("plan-column-milestone"), codes).required())
        .row(vec![
            Field::select("state", staff.t("plan-column-state"), states)
                .value(MilestoneState::Reached.code())
                .required(),
            Field::date("on", staff.t("milestone-on")).date_value(Some(staff.today)).required(),
        ])
        .submit(staff.t("milestone-save"))
}

pub(super) fn tick_form(staff: &Staff, view: &RoutePlanView) -> Form {
    let items = choices::codes(staff, "tick-item", TickItem::ALL.iter().map(|one| one.code()));
    let bodies = view.bodies.iter().map(|body| Choice::new(body.id.to_string(), body.name.clone())).collect();
    form(staff, view, "owner", "tick-form")
        .row(vec![
            Field::select("item", staff.t("plan-column-item"), items).required(),
            Field::select("owner", staff.t("plan-column-owner"), bodies).required(),
        ])
        .submit(staff.t("tick-save"))
}

pub(super) fn employer_form(staff: &Staff, view: &RoutePlanView) -> Form {
    let kinds = choices::codes(staff, "employer-offer", EmployerOfferKind::ALL.iter().map(|one| one.code()));
    form(staff, view, "employer", "employer-form")
        .field(Field::select("kind", staff.t("employer-column-kind"), kinds).required())
        .field(
            Field::text("employer", staff.t("employer-column-employer"))
                .hint(staff.t("employer-hint"))
                .required(),
        )
        .row(vec![
            Field::date("from", staff.t("employer-column-from")).required(),
            Field::date("until", staff.t("employer-until")),
            Field::number("hours", staff.t("employer-column-hours")).required(),
        ])
        .submit(staff.t("employer-save"))
}

pub(super) fn recognition_form(staff: &Staff, view: &RoutePlanView) -> Form {
    let known = view.plan.as_ref().map(|plan| plan.recognitions.as_slice()).unwrap_or_default();
    let mut which = vec![Choice::new("new", staff.t("recognition-new"))];
    which.extend(known.iter().enumerate().map(|(at, one)| {
        let on = wording::date(staff.language(), one.applied_on);
        Choice::new(at.to_string(), format!("{} · {} · {on}", one.profession, one.body))
    }));
    let results =
        choices::codes(staff, "recognition-result", RecognitionResult::ALL.iter().map(|one| one.code()));
    let last = known.last();
    form(staff, view, "recognition", "recognition-form")
        .field(Field::select("at", staff.t("recognition-which"), which).value("new").required())
        .row(vec![
            Field::text("profession", staff.t("recognition-column-profession"))
                .hint(staff.t("recognition-profession-hint"))
                .value(last.map(|one| one.profession.clone()).unwrap_or_default())
                .width(Width::Short)
                .required(),
            Field::text("body", staff.t("recognition-column-body"))
                .value(last.map(|one| one.body.clone()).unwrap_or_default())
                .required(),
            Field::date("applied_on", staff.t("recognition-column-applied"))
                .date_value(last.map(|one| one.applied_on))
                .required(),
        ])
        .row(vec![
            Field::select("result", staff.t("recognition-column-result"), results),
            Field::date("result_on", staff.t("recognition-result-on")),
        ])
        .row(vec![
            Field::date("adaptation_from", staff.t("recognition-adaptation-from")),
            Field::date("adaptation_until", staff.t("recognition-adaptation-until")),
        ])
        .submit(staff.t("recognition-save"))
}

/// Which form came back: what the hidden field says, by the name its form is filled under.
fn name_of(what: &str) -> &str {
    if what == "owner" { "tick" } else { what }
}

async fn again(
    staff: &Staff,
    (graduate, what): (GraduateId, &str),
    entered: &Entered,
) -> Result<Answer, Problem> {
    let view = staff.ask(&RoutePlanRecord { graduate }).await?;
    Ok(page(staff, &view, Some((name_of(what), entered))))
}

fn read_change(staff: &Staff, input: &Input, read: &mut Read<'_>) -> Option<PlanChange> {
    match input.text("what") {
        "milestone" => {
            read.required("code");
            read.required("state");
            let code = read.code("code", MilestoneCode::from_code);
            let state = read.code("state", MilestoneState::from_code);
            let on = read.required_day("on");
            Some(PlanChange::Milestone { code: code?, state: state?, on: on? })
        }
        "unmark" => Some(PlanChange::Unmark(read.code("code", MilestoneCode::from_code)?)),
        "permit" => {
            read.required("permit");
            let state = read.code("permit", PermitState::from_code);
            let (on, until) = (read.required_day("on"), read.day("until"));
            Some(PlanChange::Permit { state: state?, on: on?, until })
        }
        "tick" => {
            let item = read.code("item", TickItem::from_code);
            let state = read.code("state", TickState::from_code);
            Some(PlanChange::Tick { item: item?, state: state?, owner: None })
        }
        "owner" => {
            read.required("item");
            read.required("owner");
            let item = read.code("item", TickItem::from_code);
            Some(PlanChange::Tick { item: item?, state: TickState::Open, owner: Some(read.id("owner")?) })
        }
        "employer" => employer(staff, read),
        "move" => {
            let state = read.code("state", EmployerOfferState::from_code);
            let on = read.required_day("on");
            let at = input.text("at").parse().ok()?;
            Some(PlanChange::MoveEmployerOffer { at, state: state?, on: on? })
        }
        "recognition" => recognition(input, read),
        _ => None,
    }
}

fn employer(staff: &Staff, read: &mut Read<'_>) -> Option<PlanChange> {
    read.required("kind");
    let kind = read.code("kind", EmployerOfferKind::from_code);
    let employer = read.required("employer");
    let (from, until) = (read.required_day("from"), read.day("until"));
    let hours_per_week = read.required_number("hours");
    Some(PlanChange::EmployerOffer(EmployerOffer {
        kind: kind?,
        employer,
        from: from?,
        until,
        hours_per_week,
        state: EmployerOfferState::Offered,
        changed_on: staff.today,
    }))
}

fn recognition(input: &Input, read: &mut Read<'_>) -> Option<PlanChange> {
    let (profession, body) = (read.required("profession"), read.required("body"));
    let applied_on = read.required_day("applied_on");
    let what = read.code("result", RecognitionResult::from_code);
    let result_on = if what.is_some() { read.required_day("result_on") } else { read.day("result_on") };
    let (from, until) = (read.day("adaptation_from"), read.day("adaptation_until"));
    let entry = Recognition {
        profession,
        body,
        applied_on: applied_on?,
        result: what.zip(result_on),
        adaptation: from.map(|from| (from, until)),
    };
    Some(PlanChange::Recognition { at: input.text("at").parse().ok(), entry })
}

/// What was done, for the message.
fn done_key(change: &PlanChange) -> &'static str {
    match change {
        PlanChange::Milestone { .. } => "milestone-done",
        PlanChange::Unmark(_) => "milestone-undone",
        PlanChange::Permit { .. } => "permit-done",
        PlanChange::Recognition { .. } => "recognition-done",
        PlanChange::EmployerOffer(_) | PlanChange::MoveEmployerOffer { .. } => "employer-done",
        PlanChange::Tick { .. } => "tick-done",
    }
}

/// Changes the plan.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let graduate: GraduateId = input.id("id")?;
    let what = input.text("what").to_owned();
    let mut read = input.read(staff.language()).from_day(staff.today);
    let change = read_change(&staff, &input, &mut read);
    let (Some(change), None) = (change, read.errors()) else {
        let entered = read.errors().ok_or(Problem::Unreadable)?;
        return again(&staff, (graduate, &what), &entered).await;
    };
    let version = input.text("version").parse().unwrap_or_default();
    let key = done_key(&change);
    match staff.run(&input, ChangeRoutePlan { graduate, version, change }).await {
        Ok(done) => Ok(Answer::see(path(graduate)).done(key, &done)),
        // what a button was refused has no form to come back to: the page says why
        Err(problem) if matches!(what.as_str(), "move" | "tick" | "unmark") => Err(problem),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            again(&staff, (graduate, &what), &entered).await
        }
    }
}
