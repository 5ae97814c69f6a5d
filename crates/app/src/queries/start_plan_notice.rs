//! What a body is told when the round accepts a plan: its new starts and test days as they were agreed, and what it has to
//! do next. Read by that body and by whoever steers; nobody's data are in it.

use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Queries, TypedQueries};
use async_trait::async_trait;
use domain::access::{Action, Actor, Resource, Visible};
use domain::course::Course;
use domain::ids::{OrganisationId, StartPlanId};
use domain::organisation::{Account, Organisation};
use domain::placement::Session;
use domain::record::RecordKind;
use domain::start_plan::{ProposedStart, ProposedTestDay, StartPlan};

/// The notice of one plan to one body.
#[derive(Debug, Clone)]
pub struct StartPlanNotice {
    pub plan: StartPlanId,
    pub to: OrganisationId,
}

/// A test day as the body is told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticeDay {
    pub agreed: ProposedTestDay,
    pub session: Session,
    /// The body holds the day.
    pub holds: bool,
    /// The body invites to it.
    pub invites: bool,
}

/// Everything the paper says.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticeSheet {
    pub plan: StartPlan,
    /// Body that accepted the plan for the round.
    pub sender: Organisation,
    pub receiver: Organisation,
    /// The start as agreed and the course it became, by first day.
    pub starts: Vec<(ProposedStart, Course)>,
    /// By day.
    pub days: Vec<NoticeDay>,
}

#[async_trait]
impl Query for StartPlanNotice {
    type Answer = NoticeSheet;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::StartPlan).of(RecordKind::StartPlan, self.plan.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(NoticeSheet, i64), Error> {
        let plan = reached(scene.queries, visible, self.plan).await?;
        if !plan.carried.told.contains(&self.to) || !reads(&scene.operation.actor, self.to) {
            return Err(Error::Absent(RecordKind::StartPlan));
        }
        let queries = scene.queries;
        let receiver: Organisation = queries.need(self.to.0).await?;
        let sender = sender(queries, &plan).await?;
        let starts = starts(queries, &plan, self.to).await?;
        let days = days(queries, &plan, self.to).await?;
        Ok((NoticeSheet { plan, sender, receiver, starts, days }, 1))
    }
}

/// Bodies a plan's acceptance was told to, as far as the asker may read their notices.
#[derive(Debug, Clone)]
pub struct StartPlanNotices {
    pub plan: StartPlanId,
}

#[async_trait]
impl Query for StartPlanNotices {
    type Answer = Vec<Organisation>;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::StartPlan).of(RecordKind::StartPlan, self.plan.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<Organisation>, i64), Error> {
        let plan = reached(scene.queries, visible, self.plan).await?;
        let told = plan.carried.told.iter().filter(|body| reads(&scene.operation.actor, **body));
        let told: Vec<i64> = told.map(|body| body.0).collect();
        let mut bodies: Vec<Organisation> = scene.queries.many(&told).await?;
        bodies.sort_by(|a, b| a.name.cmp(&b.name));
        let count = bodies.len() as i64;
        Ok((bodies, count))
    }
}

/// The body itself, and the bodies that write the round's agreement.
fn reads(actor: &Actor, to: OrganisationId) -> bool {
    actor.organisation == to || also_visible(actor, Action::Change, Resource::Agreement).is_ok()
}

async fn reached(queries: &dyn Queries, visible: &Visible, id: StartPlanId) -> Result<StartPlan, Error> {
    let plan: StartPlan = queries.need(id.0).await?;
    if plan.region != visible.region() {
        return Err(Error::Absent(RecordKind::StartPlan));
    }
    Ok(plan)
}

async fn sender(queries: &dyn Queries, plan: &StartPlan) -> Result<Organisation, Error> {
    let account = match plan.decided_by {
        Some(account) => queries.one::<Account>(account.0).await?,
        None => None,
    };
    queries.need(account.map_or(plan.proposed_by, |account| account.organisation).0).await
}

async fn starts(
    queries: &dyn Queries,
    plan: &StartPlan,
    to: OrganisationId,
) -> Result<Vec<(ProposedStart, Course)>, Error> {
    let mut found = Vec::new();
    for start in plan.starts.iter().filter(|start| start.key.provider == to) {
        if let Some(id) = plan.carried.courses.get(&start.id)
            && let Some(course) = queries.one::<Course>(id.0).await?
        {
            found.push((start.clone(), course));
        }
    }
    Ok(found)
}

async fn days(queries: &dyn Queries, plan: &StartPlan, to: OrganisationId) -> Result<Vec<NoticeDay>, Error> {
    let mut found = Vec::new();
    for agreed in &plan.test_days {
        let Some(id) = plan.carried.sessions.get(&agreed.id) else { continue };
        let Some(session) = queries.one::<Session>(id.0).await? else { continue };
        let (holds, invites) = (agreed.host == to, session.organisation == to);
        if holds || invites {
            found.push(NoticeDay { agreed: agreed.clone(), session, holds, invites });
        }
    }
    Ok(found)
}
