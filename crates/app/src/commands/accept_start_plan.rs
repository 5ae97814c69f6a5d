//! The round takes a plan: if nothing that decides has changed since, its new starts become courses of their providers and
//! its new test days are planned, in one transaction that can be taken back as a whole. Or it does not take it.

use crate::course_offer;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use crate::start_plans::inputs::Inputs;
use async_trait::async_trait;
use chrono::NaiveTime;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::agreement::{Agreement, TestingMode};
use domain::course::{Course, CourseState};
use domain::ids::{CourseId, SessionId, StartPlanId};
use domain::journal::{Event, EventName};
use domain::organisation::Place;
use domain::placement::{Room, Session, SessionState};
use domain::record::{Record, RecordKind, Stored};
use domain::refusal::Refusal;
use domain::start_plan::{ProposedStart, ProposedTestDay, StartPlan};

/// The plan in the version the person saw.
#[derive(Debug, Clone)]
pub struct AcceptStartPlan {
    pub plan: StartPlanId,
    pub version: i64,
}

impl Demand for AcceptStartPlan {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::StartPlan)
    }
}

#[async_trait]
impl Command for AcceptStartPlan {
    /// Courses published and test days planned.
    type Outcome = (i64, i64);
    const NAME: &'static str = "accept_start_plan";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::StartPlan, self.plan.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(i64, i64), Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        // two acceptances of a region, of the same or of different plans, come one after the other
        context.work.lock(RecordKind::Region, visible.region().0).await?;
        let mut plan = reached(context, &visible, command.plan, command.version).await?;
        let pace = context.pace().await?;
        let inputs = Inputs::read(context.work.queries(), &visible, &pace, plan.proposed_on).await?;
        plan.accept(&inputs.fingerprint()?, authorised.actor().account, today)?;
        if plan.new_starts().any(|start| start.key.on < today)
            || plan.new_test_days().any(|day| day.on < today)
        {
            return Err(Refusal::new("start-plan-outdated").with("on", plan.proposed_on).into());
        }
        let mut records: Vec<Record> = Vec::new();
        let new: Vec<ProposedStart> = plan.new_starts().cloned().collect();
        for start in &new {
            let draft = course_offer::complete(course(context, &plan, start, &inputs)?)?;
            let course = course_offer::published(draft, today)?;
            let event = Event::new(EventName::CoursePublished, today).with("course", course.id);
            context.emit(event.with("plan", plan.id));
            plan.carried.courses.insert(start.id.clone(), course.id);
            plan.carried.told.insert(course.organisation);
            records.push(course.into_record());
        }
        let days: Vec<ProposedTestDay> = plan.new_test_days().cloned().collect();
        for day in &days {
            let session = session(context, &plan, day, &inputs)?;
            session.check_turn(today)?;
            context.emit(placement::planned(&session, today).with("plan", plan.id));
            plan.carried.sessions.insert(day.id.clone(), session.id);
            plan.carried.told.extend([day.host, session.organisation]);
            records.push(session.into_record());
        }
        let counts = (new.len() as i64, days.len() as i64);
        context.emit(
            Event::new(EventName::StartPlanAccepted, today)
                .with("plan", plan.id)
                .with("courses", counts.0)
                .with("test_days", counts.1),
        );
        context.work.save(records).await?;
        context.save(plan).await?;
        Ok(counts)
    }
}

/// The plan, if it is of the region and in the version seen.
async fn reached(
    context: &mut Context<'_>,
    visible: &domain::access::Visible,
    id: StartPlanId,
    version: i64,
) -> Result<StartPlan, Error> {
    let plan: StartPlan = context.need_version(id.0, version).await?;
    if plan.region != visible.region() {
        return Err(Error::Absent(RecordKind::StartPlan));
    }
    Ok(plan)
}

/// The draft a start becomes, in the provider's name: the agreement and what the provider stated allow it.
fn course(
    context: &mut Context<'_>,
    plan: &StartPlan,
    start: &ProposedStart,
    inputs: &Inputs,
) -> Result<Course, Error> {
    let key = &start.key;
    let provider = inputs.bodies.get(&key.provider).ok_or(Error::Absent(RecordKind::Organisation))?;
    let place = match inputs.places.get(&key.town) {
        Some(place) => place.clone(),
        None => Place { town: key.town.clone(), ..Place::default() },
    };
    let place = if provider.seat.town == key.town { provider.seat.clone() } else { place };
    let id = CourseId(context.next_id());
    // the end of the id tells two plans' courses of one day apart
    let name = id.to_string().to_uppercase();
    let end = name.get(name.len().saturating_sub(4)..).unwrap_or_default();
    Ok(Course {
        id,
        region: plan.region,
        version: 0,
        organisation: key.provider,
        number: format!("P{}-{end}", key.on.format("%y%m%d")),
        kind: key.kind,
        title: String::new(),
        place,
        planned_start_on: key.on,
        started_on: None,
        first_section: key.section,
        sections: Vec::new(),
        lessons_per_week: start.lessons_per_week,
        times: vec![key.time],
        seats: start.seats,
        minimum: start.minimum,
        child_care_seats: start.child_care_seats,
        online: false,
        lessons_held: 0,
        offered_on: None,
        state: CourseState::Draft,
    })
}

/// The test day a turn becomes: at the seat of its host, at the hour of the region's last test day. The region's
/// test site looks after it; where providers agreed to test apart, each after its own.
fn session(
    context: &mut Context<'_>,
    plan: &StartPlan,
    day: &ProposedTestDay,
    inputs: &Inputs,
) -> Result<Session, Error> {
    let host = inputs.bodies.get(&day.host).ok_or(Error::Absent(RecordKind::Organisation))?;
    let apart = |agreement: &Agreement| agreement.testing_on(day.on) == Some(TestingMode::Decentral);
    let site = inputs
        .bodies
        .values()
        .filter(|_| !inputs.agreement.as_ref().is_some_and(apart))
        .find(|body| body.active && body.kind == domain::organisation::OrganisationKind::Teststelle);
    let usual = inputs.sessions.last().map(|session| session.starts_at);
    Ok(Session {
        id: SessionId(context.next_id()),
        region: plan.region,
        version: 0,
        organisation: site.map_or(day.host, |site| site.id),
        held_on: day.on,
        starts_at: usual.unwrap_or(NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default()),
        place: host.seat.clone(),
        rooms: vec![Room { name: host.seat.name.clone(), seats: day.seats }],
        examiners: Vec::new(),
        host: Some(day.host),
        most_invited: Some(day.invite).filter(|invite| *invite > day.seats),
        state: SessionState::Planned,
    })
}

/// The round does not take the plan.
#[derive(Debug, Clone)]
pub struct RejectStartPlan {
    pub plan: StartPlanId,
    pub version: i64,
}

impl Demand for RejectStartPlan {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::StartPlan)
    }
}

#[async_trait]
impl Command for RejectStartPlan {
    type Outcome = ();
    const NAME: &'static str = "reject_start_plan";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::StartPlan, self.plan.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut plan = reached(context, &authorised.visible(), command.plan, command.version).await?;
        plan.reject(authorised.actor().account, today)?;
        context.emit(Event::new(EventName::StartPlanRejected, today).with("plan", plan.id));
        context.save(plan).await?;
        Ok(())
    }
}
