//! Leaves the daily digest of a region in the outbox: for every team and body with steps due, how many are overdue
//! and how many are due today; for every body, how many duties of the agreement and of accepted plans are. Counts only: a
//! mailbox is no place for people.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, OutboxMessage, Queries, TypedQueries, Where};
use crate::queries::own_duties;
use crate::queries::work::{Arrangement, holdings};
use async_trait::async_trait;
use chrono::{Days, NaiveDate};
use domain::access::{Action, Authorised, Demand, Resource};
use domain::case::Case;
use domain::ids::{CaseId, OrganisationId, RegionId, TeamId};
use domain::organisation::Organisation;
use domain::record::RecordKind;
use domain::team::{Holder, acting};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Kind of outbox message with the digest of a team or body.
pub const DIGEST: &str = "digest";

/// What is due for one mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestFor {
    pub organisation: OrganisationId,
    /// `None`: steps that are in no team's hands.
    pub team: Option<TeamId>,
    pub overdue: i64,
    pub today: i64,
    /// Rights that lapse and are watched.
    pub lapsing: i64,
    /// Duties of the agreement and of accepted plans that are due today or open since before; always the body's.
    #[serde(default)]
    pub duties: i64,
}

/// The digest of the operation's region for today.
#[derive(Debug, Clone, Copy)]
pub struct QueueDigest;

impl Demand for QueueDigest {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Digest)
    }
}

#[async_trait]
impl Command for QueueDigest {
    type Outcome = i64;
    const NAME: &'static str = "queue_digest";
    const UNDOABLE: bool = false;

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (region, today) = (authorised.actor().region, context.operation.today);
        let due =
            Find::new(RecordKind::Case, region).when(Where::AtMost("due_on", today.into())).limit(i64::MAX);
        let mut by_body: BTreeMap<OrganisationId, Vec<Case>> = BTreeMap::new();
        for case in context.work.queries().all::<Case>(due).await? {
            if let Some(next) = &case.next {
                by_body.entry(next.organisation).or_default().push(case);
            }
        }
        let duties = due_duties(context.work.queries(), region, today).await?;
        for body in duties.keys() {
            by_body.entry(*body).or_default();
        }
        let mut queued = 0;
        for (body, cases) in by_body {
            let organisation: Organisation = context.need(body.0).await?;
            if !organisation.active {
                continue;
            }
            let queries = context.work.queries();
            let arrangement = Arrangement::of(queries, region, body, today).await?;
            let held = holdings(queries, region, body).await?;
            let duties = duties.get(&body).copied().unwrap_or(0);
            for digest in digests((body, duties), &cases, &arrangement, &held, today) {
                let payload = serde_json::to_string(&digest).map_err(Error::fault)?;
                let id = context.next_id();
                context.work.queue(OutboxMessage { id, kind: DIGEST.to_owned(), payload }).await?;
                queued += 1;
            }
        }
        Ok(queued)
    }
}

/// Days for which an open duty is still told; a home shows it as long.
const DUTIES_BEFORE: u64 = 14;

/// Duties due today or open since before, per body.
async fn due_duties(
    queries: &dyn Queries,
    region: RegionId,
    today: NaiveDate,
) -> Result<BTreeMap<OrganisationId, i64>, Error> {
    let from = today.checked_sub_days(Days::new(DUTIES_BEFORE)).unwrap_or(today);
    let mut counts = BTreeMap::new();
    for duty in own_duties::of_region(queries, region, today, (from, today)).await? {
        if duty.due_on() <= today {
            *counts.entry(duty.organisation()).or_insert(0) += 1;
        }
    }
    Ok(counts)
}

/// Counts per mailbox: a case held by a team, or by a member of one, goes to the team's; every other to the body's.
fn digests(
    (organisation, duties): (OrganisationId, i64),
    cases: &[Case],
    arrangement: &Arrangement,
    held: &HashMap<CaseId, Holder>,
    today: NaiveDate,
) -> Vec<DigestFor> {
    let none = |team| DigestFor { organisation, team, overdue: 0, today: 0, lapsing: 0, duties: 0 };
    let mut all: BTreeMap<Option<TeamId>, DigestFor> = BTreeMap::new();
    if duties > 0 {
        all.insert(None, DigestFor { duties, ..none(None) });
    }
    for case in cases {
        let team = match held.get(&case.id) {
            Some(Holder::Team(team)) => Some(*team),
            Some(Holder::Account(account)) => {
                arrangement.teams_of(acting(*account, &arrangement.absences, today)).first().copied()
            }
            None => None,
        };
        let digest = all.entry(team).or_insert_with(|| none(team));
        match case.next.as_ref().map(|next| next.due_on) {
            Some(due) if due < today => digest.overdue += 1,
            Some(_) => digest.today += 1,
            None => {}
        }
        let lapses = case.lapse.as_ref().is_some_and(|lapse| lapse.warn_on <= today && lapse.on >= today);
        digest.lapsing += i64::from(lapses);
    }
    all.into_values().collect()
}
