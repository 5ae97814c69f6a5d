//! A joint plan for a test day or the whole waiting list. It proposes and changes nobody's seat; accepting
//! it is an act of BAMF (`accept_seat_plan`).

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats::inputs::Inputs;
use crate::seats::planning::{self, ByHand, SEED};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Reach, Resource};
use domain::ids::{CaseId, SeatPlanId, SessionId};
use domain::journal::{Event, EventName};
use domain::placement::Session;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::seat_plan::{Pin, SeatPlan, SeatPlanState};

/// What to plan, and what was changed by hand in an earlier plan.
#[derive(Debug, Clone, Default)]
pub struct ProposeSeatPlan {
    /// `None` for everybody who waits.
    pub session: Option<SessionId>,
    pub parent: Option<SeatPlanId>,
    pub without: Vec<CaseId>,
    pub pinned: Vec<Pin>,
}

impl Demand for ProposeSeatPlan {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::SeatPlan)
    }
}

#[async_trait]
impl Command for ProposeSeatPlan {
    type Outcome = SeatPlanId;
    const NAME: &'static str = "propose_seat_plan";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        self.session.map(|session| (RecordKind::Session, session.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<SeatPlanId, Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        match command.session {
            Some(session) => {
                let session: Session = context.need(session.0).await?;
                if !visible.reaches(session.region, session.organisation) {
                    return Err(Error::Absent(RecordKind::Session));
                }
            }
            None if visible.reach() == Reach::Region => {}
            None => return Err(Refusal::new("seat-plan-needs-test-day").at("session").into()),
        }
        let inputs = Inputs::read(context.work.queries(), &visible, command.session, today).await?;
        if inputs.people.is_empty() {
            return Err(Refusal::new("seat-plan-without-people").into());
        }
        let input_version = inputs.fingerprint()?;
        let by_hand = ByHand { without: command.without.clone(), pinned: command.pinned.clone() };
        let solving = tokio::task::spawn_blocking(move || planning::propose(&inputs, &by_hand, today));
        let proposal = solving.await.map_err(Error::fault)??;
        let id = SeatPlanId(context.next_id());
        let event = Event::new(EventName::SeatPlanProposed, today)
            .with("plan", id)
            .with("seats", proposal.seats.len())
            .with("unseated", proposal.unseated.len());
        context.emit(event);
        let plan = SeatPlan {
            id,
            region: visible.region(),
            version: 0,
            parent: command.parent,
            without: command.without.clone(),
            pinned: command.pinned.clone(),
            session: command.session,
            proposed_by: visible.organisation(),
            proposed_at: context.operation.now,
            proposed_on: today,
            input_version,
            seed: SEED,
            objective: proposal.objective,
            seats: proposal.seats,
            unseated: proposal.unseated,
            checked: proposal.checked,
            state: SeatPlanState::Proposed,
            decided_by: None,
            decided_on: None,
        };
        context.save(plan).await?;
        Ok(id)
    }
}
