//! A plan that is being searched: reads what goes in, plans, checks, explains. A look and no change, because the search
//! takes seconds and nobody else may wait for it; keeping the result is a command (`ProposeStartPlan`).

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::TypedQueries;
use crate::start_plans::answer::{self, Found};
use crate::start_plans::inputs::Inputs;
use crate::start_plans::problem::{self, Problem};
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Resource, Visible};
use domain::ids::StartPlanId;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::region::Pace;
use domain::start_plan::{Hand, SeatHandCode, StartPlan, StartPlanState, Wish};
use planning::schedule::{Schedule, Support, leave_for_later};

/// A first plan, or one around another with one more wish, or one fewer.
#[derive(Debug, Clone, Default)]
pub struct SearchStartPlan {
    pub parent: Option<StartPlanId>,
    /// `None` with a parent: plan again with what is fixed there.
    pub wish: Option<Wish>,
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
        let hand = parent.as_ref().map(StartPlan::hand).unwrap_or_default();
        let hand = self.wish.iter().fold(hand, |hand, wish| hand.with(wish));
        let pace = steps::pace(scene.queries, visible.region(), scene.operation.periods.clone()).await?;
        let inputs = Inputs::read(scene.queries, visible, &pace, today).await?;
        if inputs.supplies.is_empty() {
            return Err(Refusal::new("start-plan-without-supply").into());
        }
        if let Some(wish) = &self.wish {
            check_wish(wish, &inputs, &pace)?;
        }
        let before = match &parent {
            Some(parent) => Some((answer::read(parent)?.0, answer::support(parent)?)),
            None => None,
        };
        let (fixed, solver) = (hand.clone(), inputs.clone());
        let solving = tokio::task::spawn_blocking(move || search(&solver, &fixed, before));
        let (problem, found) = solving.await.map_err(Error::fault)??;
        let plan = StartPlan {
            id: StartPlanId(0),
            region: visible.region(),
            version: 0,
            parent: self.parent,
            starts: answer::starts(&problem, &found, &hand.starts, &inputs),
            by_hand: hand.starts,
            seats_by_hand: hand.seats,
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

/// What can be fixed by hand: a possible day, a start somebody offers, a person the plan is made for. Older wishes that
/// have lost their start or person meanwhile simply no longer hold.
fn check_wish(wish: &Wish, inputs: &Inputs, pace: &Pace) -> Result<(), Refusal> {
    match wish {
        Wish::Start(wish) => {
            if !inputs.candidates.iter().any(|one| one.key == wish.start) {
                return Err(Refusal::new("start-plan-start-gone").with("on", wish.start.on));
            }
            let calendar = pace.calendar_at("");
            let span = (inputs.today, inputs.until);
            wish.check_day(&inputs.settings.planning, &|day| calendar.is_working_day(day), span)
        }
        Wish::Seat(wish) => {
            let offered =
                |start: &String| inputs.candidates.iter().any(|one| problem::start_id(one) == *start);
            if !inputs.seekers.iter().any(|seeker| seeker.case.id == wish.case) {
                return Err(Refusal::new("start-plan-person-gone"));
            }
            match &wish.start {
                Some(start) if !offered(start) => Err(Refusal::new("start-plan-seat-gone")),
                Some(_) | None => Ok(()),
            }
        }
        Wish::WithoutStart(_) | Wish::WithoutSeat(_) => Ok(()),
    }
}

/// Searches: a first plan weighs drawn futures; one around another leaves for later what that one left, because somebody
/// waits for the answer.
fn search(
    inputs: &Inputs,
    hand: &Hand,
    before: Option<(Schedule, Vec<Support>)>,
) -> Result<(Problem, Found), Refusal> {
    let set = &inputs.settings.planning;
    let mut problem = answer::problem_of(inputs, hand, before.as_ref().map(|(announced, _)| announced));
    let (support, milliseconds, again) = match before {
        None => (answer::weigh_futures(&mut problem, inputs)?, set.plan_lasts(), false),
        Some((_, support)) => {
            // a start that was left for later runs once somebody's seat in it is fixed
            let kept = |start: &str| {
                let mut kept = hand.seats.iter().filter(|wish| wish.code == SeatHandCode::Kept);
                kept.any(|wish| wish.start.as_deref() == Some(start))
            };
            let later: Vec<Support> = support.iter().filter(|one| !kept(&one.start)).cloned().collect();
            leave_for_later(&mut problem.input, &later);
            (support, set.again_lasts(), true)
        }
    };
    let found = answer::solve(&problem, support, milliseconds as f64 / 1000.0, again)?;
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
