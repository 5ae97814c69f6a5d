//! What the provider heard from somebody who did not come (process 4.3): the obstacle, and whether the
//! person still wants a seat. With it they return to the waiting list; otherwise the lead authority acts.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::Clarified;
use domain::case::Case;
use domain::ids::AssignmentId;
use domain::journal::{Event, EventName};
use domain::placement::Obstacle;
use domain::record::RecordKind;

/// Which seat, what kept the person away, and what follows.
#[derive(Debug, Clone)]
pub struct ClarifyNonArrival {
    pub assignment: AssignmentId,
    pub obstacle: Obstacle,
    pub wants_seat: bool,
}

impl Demand for ClarifyNonArrival {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Registration)
    }
}

#[async_trait]
impl Command for ClarifyNonArrival {
    type Outcome = AssignmentId;
    const NAME: &'static str = "clarify_non_arrival";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Assignment, self.assignment.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AssignmentId, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut seat = seats::reached_seat(context, &authorised.visible(), command.assignment).await?;
        let (obstacle, wants_seat) = (command.obstacle, command.wants_seat);
        seat.clarify(Clarified { on: today, obstacle, wants_seat })?;
        let mut case: Case = context.need(seat.case.0).await?;
        case.lose_seat(today, seat.state);
        let event = Event::new(EventName::ObstacleNoted, today).about(Some(case.id), case.person);
        context.emit(
            event
                .with("obstacle", command.obstacle)
                .with("assignment", seat.id)
                .with("wants_seat", command.wants_seat),
        );
        context.save(seat).await?;
        steps::settle(context, case).await?;
        Ok(command.assignment)
    }
}
