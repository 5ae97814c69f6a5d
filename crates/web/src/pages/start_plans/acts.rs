//! Proposing, accepting, rejecting.

use super::{PATH, record, search_again};
use crate::http::{Answer, Input, Problem, Staff, sentence};
use crate::pages::courses::button;
use crate::view::{Notice, Tone};
use app::Done;
use app::commands::{AcceptStartPlan, ProposeStartPlan, RejectStartPlan};
use app::queries::start_plan_draft::SearchStartPlan;
use domain::ids::StartPlanId;

/// A first plan, or one around another (`parent`) with what is fixed there.
pub(super) async fn propose(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let parent = match input.text("parent") {
        "" => None,
        text => Some(text.parse().map_err(|_| Problem::Unreadable)?),
    };
    let done = search(&staff, &input, SearchStartPlan { parent, wish: None }).await?;
    Ok(Answer::see(format!("{PATH}/{}", done.outcome)).done("start-plan-proposed", &done))
}

/// Searches a plan and keeps it; the same form sent twice is searched once.
pub(super) async fn search(
    staff: &Staff,
    input: &Input,
    wanted: SearchStartPlan,
) -> Result<Done<StartPlanId>, Problem> {
    if let Some(done) = staff.earlier::<ProposeStartPlan>(input).await? {
        return Ok(done);
    }
    let draft = staff.ask(&wanted).await?;
    staff.run(input, ProposeStartPlan { draft }).await
}

fn seen(input: &Input) -> Result<(StartPlanId, i64), Problem> {
    let version = input.text("version").parse().map_err(|_| Problem::Unreadable)?;
    Ok((input.id("id")?, version))
}

/// The round takes the plan; what stands in the way is said on the plan's page.
pub(super) async fn accept(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (plan, version) = seen(&input)?;
    match staff.run(&input, AcceptStartPlan { plan, version }).await {
        Ok(done) => Ok(Answer::see(format!("{PATH}/{plan}")).done("start-plan-accepted", &done)),
        Err(Problem::Refused(refusal)) => {
            let anew =
                button(&staff, "start-plan-anew", format!("{PATH}/new")).hidden("parent", plan.to_string());
            let busy = search_again(&staff);
            let before = busy.before();
            let anew = anew.slow(busy);
            let no = Notice::new(Tone::Warning, sentence(staff.language(), &refusal))
                .text(before)
                .action(anew.primary());
            record::page(&staff, &input, Some(no)).await.map(|answer| answer.status(409))
        }
        Err(other) => Err(other),
    }
}

/// The round does not take it.
pub(super) async fn reject(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (plan, version) = seen(&input)?;
    let done = staff.run(&input, RejectStartPlan { plan, version }).await?;
    Ok(Answer::see(format!("{PATH}/{plan}")).done("start-plan-rejected", &done))
}
