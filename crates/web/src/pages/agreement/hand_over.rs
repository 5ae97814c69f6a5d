//! "The host cannot": who holds the test day instead. The host passes it on itself, or the chair enters what it was told.

use super::{PATH, edition, name, path};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Choice, Entered, Field, Notice, Tone};
use app::Done;
use app::commands::{EnterHandOver, HandOverTestDay, HandedOver};
use app::queries::agreement::{AgreementRecord, Bodies};
use chrono::NaiveDate;
use domain::access::{Action as A, Resource as R};
use domain::agreement::{Agreement, DutyCode, Fact};
use domain::ids::{AgreementId, OrganisationId};

/// Stands for "the first reserve that can".
const FIRST: &str = "first";

/// The way to the page from a test day that is still to come; for its host and for the chair.
pub(super) fn link(staff: &Staff, agreement: AgreementId, fact: &Fact) -> Option<Action> {
    let duty = &fact.duty;
    let ahead = duty.code == DutyCode::HoldTestDay && fact.done_on.is_none() && duty.due_on >= staff.today;
    let own = duty.organisation == staff.actor.organisation && staff.may(A::Decide, R::Agreement);
    (ahead && (own || staff.may(A::Change, R::Agreement))).then(|| {
        let path = format!("{PATH}/{agreement}/hand-over?due_on={}", duty.due_on);
        let about = wording::date(staff.language(), duty.due_on);
        Action::link(staff.t("agreement-host-cannot"), path).quiet().about(about)
    })
}

/// The page.
pub(super) async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let due_on = query.get("due_on").and_then(|day| day.parse().ok()).ok_or(Problem::NotFound)?;
    page(&staff, input.id("id")?, due_on, None).await
}

async fn page(
    staff: &Staff,
    id: AgreementId,
    due_on: NaiveDate,
    entered: Option<&Entered>,
) -> Result<Answer, Problem> {
    let (agreement, bodies) = staff.ask(&AgreementRecord { agreement: id }).await?;
    let turn_of = agreement.turn_on(due_on).filter(|_| due_on >= staff.today).ok_or(Problem::NotFound)?;
    let holder = agreement.holder(due_on, turn_of);
    let own = holder == staff.actor.organisation && staff.may(A::Decide, R::Agreement);
    if !own && !staff.may(A::Change, R::Agreement) {
        return Err(Problem::NotFound);
    }
    let end = if own { "hand-over" } else { "hand-over-for" };
    let form = staff
        .form(format!("{}/{end}", path(&agreement)))
        .hidden("due_on", due_on.to_string())
        .hidden("from", holder.to_string())
        .field(
            Field::select(
                "to",
                staff.t("agreement-hand-over-to"),
                choices(staff, &agreement, &bodies, due_on, holder),
            )
            .required(),
        )
        .submit(staff.t("agreement-hand-over-do"))
        .cancel(format!("{}/duties", path(&agreement)));
    let form = match entered {
        Some(entered) => form.fill(entered),
        None => form,
    };
    let host = name(&bodies, holder);
    let meaning =
        staff.tn("agreement-hand-over-meaning", &[("on", due_on.into()), ("host", host.as_str().into())]);
    let page = staff
        .page("agreement-host-cannot")
        .crumb(staff.t("agreement-list-title"), PATH)
        .crumb(edition(staff, &agreement), path(&agreement))
        .crumb(staff.t("agreement-duties"), format!("{}/duties", path(&agreement)));
    Ok(Answer::page(page, [Markup::of(&Notice::new(Tone::Info, meaning)), Markup::of(&form)]))
}

/// The reserves in their order, then whoever else takes part in the rota or teaches.
fn choices(
    staff: &Staff,
    agreement: &Agreement,
    bodies: &Bodies,
    due_on: NaiveDate,
    holder: OrganisationId,
) -> Vec<Choice> {
    let reserve = agreement.stand_ins(due_on, holder);
    let mut found = Vec::new();
    if !reserve.is_empty() {
        found.push(Choice::new(FIRST, staff.t("agreement-hand-over-first")));
    }
    let is_reserve = |body: &OrganisationId| reserve.contains(body);
    let rota = &agreement.terms.rota;
    let mut others: Vec<OrganisationId> = Vec::new();
    let teaching = agreement.terms.contributions.iter().map(|one| one.provider);
    for body in rota.reserve.iter().chain(&rota.hosts).copied().chain(teaching) {
        if body != holder && !is_reserve(&body) && !others.contains(&body) {
            others.push(body);
        }
    }
    for body in reserve.iter().chain(&others) {
        let label = name(bodies, *body);
        let label = match is_reserve(body) {
            true => staff.tn("agreement-hand-over-reserve", &[("body", label.as_str().into())]),
            false => label,
        };
        found.push(Choice::new(body.to_string(), label));
    }
    found
}

/// What was sent: the day, and who was asked.
fn wanted(input: &Input) -> Result<HandOverTestDay, Problem> {
    let to = match input.text("to") {
        FIRST => None,
        body => Some(body.parse().map_err(|_| Problem::Unreadable)?),
    };
    let due_on = input.text("due_on").parse().map_err(|_| Problem::Unreadable)?;
    Ok(HandOverTestDay { agreement: input.id("id")?, due_on, to })
}

/// The own body passes its day on.
pub(super) async fn own(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let command = wanted(&input)?;
    let (agreement, due_on) = (command.agreement, command.due_on);
    let outcome = staff.run(&input, command).await;
    answer(&staff, &input, (agreement, due_on), outcome).await
}

/// The chair enters that another body cannot.
pub(super) async fn of_another(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let day = wanted(&input)?;
    let from = input.text("from").parse().map_err(|_| Problem::Unreadable)?;
    let (agreement, due_on) = (day.agreement, day.due_on);
    let outcome = staff.run(&input, EnterHandOver { from, day }).await;
    answer(&staff, &input, (agreement, due_on), outcome).await
}

async fn answer(
    staff: &Staff,
    input: &Input,
    (agreement, due_on): (AgreementId, NaiveDate),
    outcome: Result<Done<HandedOver>, Problem>,
) -> Result<Answer, Problem> {
    match outcome {
        Ok(done) => {
            // whoever has a letter goes where the letter says
            let invited = done.outcome.invited > 0;
            let said = if invited { "agreement-handed-over-invited" } else { "agreement-handed-over" };
            Ok(Answer::see(format!("{PATH}/{agreement}/duties")).done(said, &done))
        }
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(page(staff, agreement, due_on, Some(&entered)).await?.status(422))
        }
    }
}
