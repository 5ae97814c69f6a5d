//! Plans a test day of the own body. Not for changing one: see `change_session`.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use async_trait::async_trait;
use chrono::{NaiveDate, NaiveTime};
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{OrganisationId, SessionId};
use domain::organisation::Place;
use domain::placement::{Examiner, Room, Session, SessionState};

/// What a test day is planned with.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionPlan {
    pub held_on: NaiveDate,
    pub starts_at: NaiveTime,
    pub place: Place,
    pub rooms: Vec<Room>,
    pub examiners: Vec<Examiner>,
    /// Provider whose turn it is, where that is agreed.
    pub host: Option<OrganisationId>,
}

impl SessionPlan {
    /// The same session with this plan. How many are invited beyond the seats was reckoned for those seats.
    pub fn applied_to(&self, session: &Session) -> Session {
        let seats: i64 = self.rooms.iter().map(|room| room.seats.max(0)).sum();
        Session {
            most_invited: session.most_invited.filter(|_| seats == session.seats()),
            held_on: self.held_on,
            starts_at: self.starts_at,
            place: self.place.clone(),
            rooms: self.rooms.clone(),
            examiners: self.examiners.clone(),
            host: self.host,
            ..session.clone()
        }
    }
}

/// A new test day.
#[derive(Debug, Clone)]
pub struct PlanSession {
    pub plan: SessionPlan,
}

impl Demand for PlanSession {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Session)
    }
}

#[async_trait]
impl Command for PlanSession {
    type Outcome = SessionId;
    const NAME: &'static str = "plan_session";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<SessionId, Error> {
        let plan = authorised.command().plan.clone();
        let session = Session {
            id: SessionId(context.next_id()),
            region: authorised.visible().region(),
            version: 0,
            organisation: authorised.visible().organisation(),
            held_on: plan.held_on,
            starts_at: plan.starts_at,
            place: plan.place,
            rooms: plan.rooms,
            examiners: plan.examiners,
            host: plan.host,
            most_invited: None,
            state: SessionState::Planned,
        };
        session.check_new(context.operation.today)?;
        let id = session.id;
        context.emit(placement::planned(&session, context.operation.today));
        context.save(session).await?;
        Ok(id)
    }
}
