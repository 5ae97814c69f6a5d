//! A plan that is being searched: reads what goes in, plans, checks, explains. A look and no change, because the search
//! takes seconds and nobody else may wait for it; keeping the result is a command (`ProposeStartPlan`).

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::TypedQueries;
use crate::start_plans::answer::{self, Found};
use crate::start_plans::inputs::Inputs;
use crate::start_plans::problem::Problem;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Resource, Visible};
use domain::ids::StartPlanId;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::start_plan::{ByHand, StartPlan, StartPlanState};
use planning::schedule::{Schedule, Support, leave_for_later};

/// A first plan, or one around another with one more wish.
#[derive(Debug, Clone, Default)]
pub struct SearchStartPlan {
    pub parent: Option<StartPlanId>,
    /// `None` with a parent: plan again with what is fixed there.
    pub wish: Option<ByHand>,
}

/// A plan as it was found, not kept yet. Only the search makes one, so that nothing unchecked is kept as checked.
#[derive(Debug, Clone)]
pub struct Draft(StartPlan);

impl Draft {
    pub(crate) fn plan(&self) -> &StartPlan {
        &self.0
    }
}

#[async_trait]
impl Query for SearchStartPlan {
    type Answer = Draft;

    fn look(&self) -> Look {
        let look = Look::at_people(Action::Create, Resource::StartPlan);
        match self.parent {
            Some(plan) => look.of(RecordKind::StartPlan, plan.0),
            None => look,
        }
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Draft, i64), Error> {
        let today = scene.operation.today;
        let parent = self.parent(visible, scene).await?;
        let by_hand = match (&parent, &self.wish) {
            (Some(parent), Some(wish)) => parent.with_hand(wish.clone()),
            (Some(parent), None) => parent.by_hand.clone(),
            (None, Some(wish)) => vec![wish.clone()],
            (None, None) => Vec::new(),
        };
        let pace = steps::pace(scene.queries, visible.region(), scene.operation.periods.clone()).await?;
        let inputs = Inputs::read(scene.queries, visible, &pace, today).await?;
        if inputs.supplies.is_empty() {
            return Err(Refusal::new("start-plan-without-supply").into());
        }
        let before = match &parent {
            Some(parent) => Some((answer::read(parent)?.0, answer::support(parent)?)),
            None => None,
        };
        let (hand, solver) = (by_hand.clone(), inputs.clone());
        let solving = tokio::task::spawn_blocking(move || search(&solver, &hand, before));
        let (problem, found) = solving.await.map_err(Error::fault)??;
        let plan = StartPlan {
            id: StartPlanId(0),
            region: visible.region(),
            version: 0,
            parent: self.parent,
            starts: answer::starts(&problem, &found, &by_hand, &inputs),
            by_hand,
            proposed_by: visible.organisation(),
            proposed_at: scene.operation.now,
            proposed_on: today,
            until: inputs.until,
            input_version: inputs.fingerprint()?,
            seed: answer::SEED,
            settings: inputs.settings.planning.clone(),
            test_days: answer::test_days(&problem, &found, &inputs),
            people: answer::people(&problem, &found, &inputs),
            answer: answer::kept(&found)?,
            proven: found.schedule.status == planning::schedule::Status::Optimal,
            checked: found.checked,
            state: StartPlanState::Proposed,
            decided_by: None,
            decided_on: None,
            carried: domain::start_plan::Carried::default(),
        };
        Ok((Draft(plan), inputs.seekers.len() as i64))
    }
}

/// Searches: a first plan weighs drawn futures; one around another leaves for later what that one left, because somebody
/// waits for the answer.
fn search(
    inputs: &Inputs,
    by_hand: &[ByHand],
    before: Option<(Schedule, Vec<Support>)>,
) -> Result<(Problem, Found), Refusal> {
    let set = &inputs.settings.planning;
    let mut problem = answer::problem_of(inputs, by_hand, before.as_ref().map(|(announced, _)| announced));
    let (support, seconds, again) = match before {
        None => (answer::weigh_futures(&mut problem, inputs)?, set.seconds.clamp(1, 60) as f64, false),
        Some((_, support)) => {
            leave_for_later(&mut problem.input, &support);
            (support, set.again_milliseconds.clamp(50, 60_000) as f64 / 1000.0, true)
        }
    };
    let found = answer::solve(&problem, support, seconds, again)?;
    Ok((problem, found))
}

impl SearchStartPlan {
    async fn parent(&self, visible: &Visible, scene: &Scene<'_>) -> Result<Option<StartPlan>, Error> {
        let Some(id) = self.parent else { return Ok(None) };
        let parent: StartPlan = scene.queries.need(id.0).await?;
        if parent.region != visible.region() {
            return Err(Error::Absent(RecordKind::StartPlan));
        }
        Ok(Some(parent))
    }
}
