//! BAMF accepts a joint plan: if nothing that decides has changed since, every seat of it is given in one
//! transaction and can be taken back as a whole. Otherwise nothing happens and a new plan is asked for.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::TypedQueries;
use crate::seats::inputs::Inputs;
use crate::seats::{self, Giving};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::cost::Fit;
use domain::assignment::offer::Candidate;
use domain::case::Case;
use domain::ids::SeatPlanId;
use domain::journal::{Event, EventName};
use domain::organisation::{Organisation, OrganisationKind};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::seat_plan::SeatPlan;
use std::collections::HashMap;

/// The plan in the version the person saw.
#[derive(Debug, Clone)]
pub struct AcceptSeatPlan {
    pub plan: SeatPlanId,
    pub version: i64,
}

impl Demand for AcceptSeatPlan {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::SeatPlan)
    }
}

#[async_trait]
impl Command for AcceptSeatPlan {
    /// Number of seats given.
    type Outcome = i64;
    const NAME: &'static str = "accept_seat_plan";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::SeatPlan, self.plan.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut plan =
            super::reject_seat_plan::reached(context, authorised, command.plan, command.version).await?;
        let mut courses: Vec<i64> = plan.seats.iter().map(|seat| seat.course.0).collect();
        courses.sort_unstable();
        courses.dedup();
        for course in courses {
            // in the order of their ids, so that two acceptances never wait for each other
            context.work.lock(RecordKind::Course, course).await?;
        }
        let inputs = inputs_of(authorised, context, &plan).await?;
        plan.accept(&inputs.fingerprint()?, authorised.actor().account, today)?;
        let courses: HashMap<_, &Candidate> = inputs.courses.iter().map(|c| (c.course.id, c)).collect();
        for seat in &plan.seats {
            let outdated = || Error::from(Refusal::new("seat-plan-outdated").with("on", plan.proposed_on));
            let candidate = courses.get(&seat.course).ok_or_else(outdated)?;
            let entry_on =
                candidate.course.entry_on(seat.section, today, inputs.settings.refill_until_lesson);
            if entry_on != Some(seat.entry_on) {
                return Err(outdated());
            }
            let case: Case = context.need(seat.case.0).await?;
            case.awaits_seat()?;
            let fit = Fit {
                section: seat.section,
                entry_on: seat.entry_on,
                cost: seat.cost,
                reasons: seat.reasons.clone(),
            };
            let giving = Giving { case, course: &candidate.course, fit: &fit, plan: Some(plan.id) };
            seats::give(context, giving).await?;
        }
        let given = plan.seats.len() as i64;
        context
            .emit(Event::new(EventName::SeatPlanAccepted, today).with("plan", plan.id).with("seats", given));
        context.save(plan).await?;
        Ok(given)
    }
}

/// The inputs as they are now, for the same people as then: those the proposing body reached.
async fn inputs_of(
    authorised: &Authorised<AcceptSeatPlan>,
    context: &mut Context<'_>,
    plan: &SeatPlan,
) -> Result<Inputs, Error> {
    let queries = context.work.queries();
    let proposer: Organisation = queries.need(plan.proposed_by.0).await?;
    let mut inputs = Inputs::read(queries, &authorised.visible(), plan.session, plan.proposed_on).await?;
    if proposer.kind != OrganisationKind::Bundesamt {
        inputs.people.retain(|w| w.person.involved_on(plan.proposed_on).any(|office| office == proposer.id));
    }
    Ok(inputs)
}
