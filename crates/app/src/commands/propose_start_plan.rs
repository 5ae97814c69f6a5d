//! A plan of test days and course starts for the region: proposed, checked and explained. It changes nothing else; a plan
//! changed by hand is a new one that names the plan it came from.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::start_plans::answer;
use crate::start_plans::inputs::Inputs;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::StartPlanId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::start_plan::{ByHand, StartPlan, StartPlanState};

/// A first plan, or one around another with one more wish.
#[derive(Debug, Clone, Default)]
pub struct ProposeStartPlan {
    pub parent: Option<StartPlanId>,
    /// `None` with a parent: plan again with what is fixed there.
    pub wish: Option<ByHand>,
}

impl Demand for ProposeStartPlan {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::StartPlan)
    }
}

#[async_trait]
impl Command for ProposeStartPlan {
    type Outcome = StartPlanId;
    const NAME: &'static str = "propose_start_plan";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        self.parent.map(|plan| (RecordKind::StartPlan, plan.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<StartPlanId, Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        let parent = match command.parent {
            None => None,
            Some(id) => {
                let parent: StartPlan = context.need(id.0).await?;
                if parent.region != visible.region() {
                    return Err(Error::Absent(RecordKind::StartPlan));
                }
                Some(parent)
            }
        };
        let by_hand = match (&parent, &command.wish) {
            (Some(parent), Some(wish)) => parent.with_hand(wish.clone()),
            (Some(parent), None) => parent.by_hand.clone(),
            (None, Some(wish)) => vec![wish.clone()],
            (None, None) => Vec::new(),
        };
        let pace = context.pace().await?;
        let inputs = Inputs::read(context.work.queries(), &visible, &pace, today).await?;
        if inputs.supplies.is_empty() {
            return Err(Refusal::new("start-plan-without-supply").into());
        }
        let announced = match &parent {
            Some(parent) => Some(answer::read(parent)?.0),
            None => None,
        };
        let input_version = inputs.fingerprint()?;
        let (hand, solver) = (by_hand.clone(), inputs.clone());
        let solving = tokio::task::spawn_blocking(move || {
            let problem = answer::problem_of(&solver, &hand, announced.as_ref());
            let set = &solver.settings.planning;
            let seconds = match announced {
                None => set.seconds.clamp(1, 60) as f64,
                Some(_) => set.again_milliseconds.clamp(50, 60_000) as f64 / 1000.0,
            };
            answer::solve(&problem, seconds, announced.is_some()).map(|found| (problem, found))
        });
        let (problem, found) = solving.await.map_err(Error::fault)??;
        let id = StartPlanId(context.next_id());
        let starts = answer::starts(&problem, &found, &by_hand, &inputs);
        let test_days = answer::test_days(&problem, &found, &inputs);
        let event = Event::new(EventName::StartPlanProposed, today)
            .with("plan", id)
            .with("starts", starts.len())
            .with("test_days", test_days.len());
        context.emit(event);
        let plan = StartPlan {
            id,
            region: visible.region(),
            version: 0,
            parent: command.parent,
            by_hand,
            proposed_by: visible.organisation(),
            proposed_at: context.operation.now,
            proposed_on: today,
            until: inputs.until,
            input_version,
            seed: answer::SEED,
            settings: inputs.settings.planning.clone(),
            starts,
            test_days,
            people: answer::people(&problem, &found, &inputs),
            answer: answer::kept(&found)?,
            proven: found.schedule.status == planning::schedule::Status::Optimal,
            checked: found.checked,
            state: StartPlanState::Proposed,
            decided_by: None,
            decided_on: None,
        };
        context.save(plan).await?;
        Ok(id)
    }
}
