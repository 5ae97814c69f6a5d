//! What bodies owe each other and have not done: duties of the agreement, and what an accepted plan asks for. For the home
//! and the work list of the own body, and for the daily digest of all. Nobody's data are in it.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::placement;
use crate::ports::{Find, Queries, TypedQueries};
use crate::queries::duty_evidence;
use async_trait::async_trait;
use chrono::{Datelike, NaiveDate};
use domain::access::{Action, Resource, Visible};
use domain::agreement::{self, Agreement, AgreementState, DutyCode, Fact, Standing};
use domain::course::Course;
use domain::ids::{AgreementId, OrganisationId, RegionId, SessionId, StartPlanId};
use domain::placement::Session;
use domain::record::RecordKind;
use domain::start_plan::{StartPlan, Task, TaskCode};

/// Something a body owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnDuty {
    Agreed(AgreementId, Fact),
    Planned(StartPlanId, Task),
}

impl OwnDuty {
    /// Day by which it is due.
    pub fn due_on(&self) -> NaiveDate {
        match self {
            OwnDuty::Agreed(_, fact) => fact.duty.due_on,
            OwnDuty::Planned(_, task) => task.due_on,
        }
    }

    /// Body that owes it.
    pub fn organisation(&self) -> OrganisationId {
        match self {
            OwnDuty::Agreed(_, fact) => fact.duty.organisation,
            OwnDuty::Planned(_, task) => task.organisation,
        }
    }

    /// The test day that has to be held, whichever of the two says so.
    fn test_day(&self) -> Option<NaiveDate> {
        match self {
            OwnDuty::Agreed(_, fact) if fact.duty.code == DutyCode::HoldTestDay => Some(fact.duty.due_on),
            OwnDuty::Planned(_, task) if task.code == TaskCode::HoldTestDay => Some(task.on),
            OwnDuty::Agreed(..) | OwnDuty::Planned(..) => None,
        }
    }
}

/// What the own body owes: duties of a span of days under whatever is in force or waits for its signature, and every open
/// task of accepted plans; done things are left out.
#[derive(Debug, Clone)]
pub struct OwnDuties {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

#[async_trait]
impl Query for OwnDuties {
    type Answer = Vec<OwnDuty>;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::Agreement)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<OwnDuty>, i64), Error> {
        let (region, today) = (visible.region(), scene.operation.today);
        let mut own = of_region(scene.queries, region, today, (self.from, self.until)).await?;
        own.retain(|duty| duty.organisation() == visible.organisation());
        let count = own.len() as i64;
        Ok((own, count))
    }
}

/// What every body of a region owes, by day.
pub(crate) async fn of_region(
    queries: &dyn Queries,
    region: RegionId,
    today: NaiveDate,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<OwnDuty>, Error> {
    let mut all = agreed(queries, region, today, (from, until)).await?;
    let plans = duty_evidence::accepted_plans(queries, region).await?;
    for plan in &plans {
        for task in tasks_of(queries, plan).await? {
            all.extend(Some(OwnDuty::Planned(plan.id, task)).filter(|duty| !known(&all, duty)));
        }
    }
    all.sort_by_key(OwnDuty::due_on);
    Ok(all)
}

/// A test day that the agreement asks the same body to hold in the same week is one duty, not two.
fn known(all: &[OwnDuty], wanted: &OwnDuty) -> bool {
    let Some(on) = wanted.test_day() else { return false };
    all.iter().any(|duty| {
        duty.organisation() == wanted.organisation()
            && duty.test_day().is_some_and(|day| day.iso_week() == on.iso_week())
    })
}

async fn agreed(
    queries: &dyn Queries,
    region: RegionId,
    today: NaiveDate,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<OwnDuty>, Error> {
    let editions: Vec<Agreement> = queries.all(Find::new(RecordKind::Agreement, region)).await?;
    let evidence = duty_evidence::of(queries, region, from, until).await?;
    let mut all = Vec::new();
    for agreement in editions.iter().filter(|agreement| agreement.state != AgreementState::Draft) {
        let signing = agreement.standing(today) == Standing::Signing;
        let until = if signing { agreement.terms.valid_from.max(until) } else { until };
        let mut owed = agreement::duties(agreement, from, until);
        owed.retain(|duty| (duty.code == DutyCode::Sign) == signing);
        let facts = agreement::facts(agreement, &owed, &evidence, today);
        let open = facts.into_iter().filter(|fact| fact.done_on.is_none());
        all.extend(open.map(|fact| OwnDuty::Agreed(agreement.id, fact)));
    }
    Ok(all)
}

/// What an accepted plan still asks for.
pub(crate) async fn tasks_of(queries: &dyn Queries, plan: &StartPlan) -> Result<Vec<Task>, Error> {
    let courses: Vec<i64> = plan.carried.courses.values().map(|course| course.0).collect();
    let courses: Vec<Course> = queries.many(&courses).await?;
    let days: Vec<SessionId> = plan.carried.sessions.values().copied().collect();
    let sessions: Vec<Session> = queries.many(&days.iter().map(|day| day.0).collect::<Vec<_>>()).await?;
    let booked = placement::taken(queries, plan.region, &days).await?;
    let sessions: Vec<(Session, i64)> = sessions
        .into_iter()
        .map(|session| {
            let booked = booked.get(&session.id).copied().unwrap_or(0);
            (session, booked)
        })
        .collect();
    Ok(plan.tasks(&courses, &sessions))
}
