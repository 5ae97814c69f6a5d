//! What records tell about the duties of an agreement: test days held, means stated, plans taken, seats reserved. Not for
//! judging them: see `domain::agreement::facts`.

use crate::error::Error;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::{Days, NaiveDate};
use domain::agreement::{Evidence, TakenPlan, TestDay};
use domain::assignment::Assignment;
use domain::ids::{OrganisationId, RegionId};
use domain::placement::{Session, SessionState};
use domain::record::{Record, RecordKind};
use domain::start_plan::{StartPlan, StartPlanState};
use domain::supply::Supply;

/// Evidence of a span of days; people seated are not part of it.
pub(crate) async fn of(
    queries: &dyn Queries,
    region: RegionId,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Evidence, Error> {
    Ok(Evidence {
        test_days: test_days(queries, region, from, until).await?,
        supplies: supplies(queries, region).await?,
        plans: plans(queries, region).await?,
        ..Evidence::default()
    })
}

/// Test days of the calendar weeks of a span.
async fn test_days(
    queries: &dyn Queries,
    region: RegionId,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<TestDay>, Error> {
    let week = Days::new(6);
    let find = Find::new(RecordKind::Session, region)
        .when(Where::AtLeast("held_on", from.checked_sub_days(week).unwrap_or(from).into()))
        .when(Where::AtMost("held_on", until.checked_add_days(week).unwrap_or(until).into()))
        .when(Where::is("status", SessionState::Held.code()));
    let sessions: Vec<Session> = queries.all(find).await?;
    let day = |session: Session| TestDay { host: session.host, on: session.held_on, held: true };
    Ok(sessions.into_iter().map(day).collect())
}

/// Days on which each provider said what it has: now, and every state before.
async fn supplies(
    queries: &dyn Queries,
    region: RegionId,
) -> Result<Vec<(OrganisationId, NaiveDate)>, Error> {
    let now: Vec<Supply> = queries.all(Find::new(RecordKind::Supply, region)).await?;
    let mut days = Vec::new();
    for supply in now {
        let earlier = queries.history_of(RecordKind::Supply, supply.id.0).await?;
        days.push((supply.organisation, supply.confirmed_on));
        days.extend(earlier.into_iter().filter_map(|(_, _, row)| match row.before? {
            Record::Supply(before) => Some((before.organisation, before.confirmed_on)),
            _ => None,
        }));
    }
    days.sort_unstable();
    days.dedup();
    Ok(days)
}

/// Newest accepted plans that are looked at; older ones ask for nothing any more, and each holds a long answer.
const PLANS: i64 = 12;

/// The newest plans the round took.
pub(crate) async fn accepted_plans(queries: &dyn Queries, region: RegionId) -> Result<Vec<StartPlan>, Error> {
    let find =
        Find::new(RecordKind::StartPlan, region).when(Where::is("status", StartPlanState::Accepted.code()));
    queries.all(find.by("id").backwards().limit(PLANS)).await
}

async fn plans(queries: &dyn Queries, region: RegionId) -> Result<Vec<TakenPlan>, Error> {
    let plans = accepted_plans(queries, region).await?;
    let taken = |plan: &StartPlan| Some(TakenPlan { on: plan.decided_on?, until: plan.until });
    Ok(plans.iter().filter_map(taken).collect())
}

/// Seats given in a span: the day, and the last day each was to be kept.
pub(crate) async fn reserved(
    queries: &dyn Queries,
    region: RegionId,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<(NaiveDate, NaiveDate)>, Error> {
    // none is kept for less than the day it is given
    let find = Find::new(RecordKind::Assignment, region)
        .when(Where::AtLeast("reserved_until", from.into()))
        .limit(i64::MAX);
    let seats: Vec<Assignment> = queries.all(find).await?;
    let given = seats.iter().filter(|seat| seat.assigned_on >= from && seat.assigned_on <= until);
    Ok(given.map(|seat| (seat.assigned_on, seat.reserved_until)).collect())
}
