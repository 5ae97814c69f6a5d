//! What happens on the way into training or work: milestones, the permit, recognition, offers of employers, what is
//! settled before day one. Jobcenter and Arbeitsagentur note everything, the foreigners' authority its own part.

use super::prepare_graduate::event;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{graduates, route_plans, steps};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::graduate::{FollowOn, Graduate, Route};
use domain::ids::{GraduateId, OrganisationId};
use domain::journal::EventName;
use domain::organisation::OrganisationKind;
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::route_plan::{
    EmployerOffer, EmployerOfferKind, EmployerOfferState, MilestoneCode, MilestoneMark, MilestoneState,
    PermitNote, PermitState, Recognition, RoutePlan, Tick, TickItem, TickState,
};

/// One change of a plan.
#[derive(Debug, Clone, PartialEq)]
pub enum PlanChange {
    Milestone {
        code: MilestoneCode,
        state: MilestoneState,
        on: NaiveDate,
    },
    /// A mark was a mistake.
    Unmark(MilestoneCode),
    Permit {
        state: PermitState,
        on: NaiveDate,
        until: Option<NaiveDate>,
    },
    /// A new procedure, or one that goes on, by its place in the list.
    Recognition {
        at: Option<usize>,
        entry: Recognition,
    },
    EmployerOffer(EmployerOffer),
    MoveEmployerOffer {
        at: usize,
        state: EmployerOfferState,
        on: NaiveDate,
    },
    Tick {
        item: TickItem,
        state: TickState,
        owner: Option<OrganisationId>,
    },
}

/// Changes the plan of a graduate; version 0 if there is none yet.
#[derive(Debug, Clone)]
pub struct ChangeRoutePlan {
    pub graduate: GraduateId,
    pub version: i64,
    pub change: PlanChange,
}

impl Demand for ChangeRoutePlan {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::RoutePlan)
    }
}

#[async_trait]
impl Command for ChangeRoutePlan {
    type Outcome = ();
    const NAME: &'static str = "change_route_plan";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Graduate, self.graduate.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        may(context.operation.actor.organisation_kind, &command.change)?;
        let known: Graduate = context.need(command.graduate.0).await?;
        let mut graduate = graduates::reached(context, &visible, command.graduate, known.version).await?;
        let mut plan = route_plans::of_graduate_or_new(context, &graduate).await?;
        if plan.version != command.version {
            return Err(Error::overtaken(plan));
        }
        apply(&mut plan, &command.change, context)?;
        if let PlanChange::Tick { owner: Some(owner), .. } = command.change {
            has_the_person(context, &graduate, owner).await?;
        }
        if let PlanChange::MoveEmployerOffer { at, state: EmployerOfferState::Begun, on } = command.change {
            begin(context, &mut graduate, (&mut plan, at), on).await?;
        }
        let (name, code) = note(&command.change);
        context.emit(event(&graduate, name, today).with("what", code));
        let case = graduate.case;
        route_plans::save(context, plan).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}

/// Who may note what.
fn may(kind: OrganisationKind, change: &PlanChange) -> Result<(), Refusal> {
    let of_the_permit = match change {
        PlanChange::Permit { .. } => true,
        PlanChange::Milestone { code, .. } | PlanChange::Unmark(code) => code.is_of_the_permit(),
        PlanChange::Recognition { .. }
        | PlanChange::EmployerOffer(_)
        | PlanChange::MoveEmployerOffer { .. }
        | PlanChange::Tick { .. } => false,
    };
    if kind.plans_onward() || (of_the_permit && kind == OrganisationKind::Auslaenderbehoerde) {
        return Ok(());
    }
    Err(Refusal::new("plan-of-another-body"))
}

fn apply(plan: &mut RoutePlan, change: &PlanChange, context: &Context<'_>) -> Result<(), Error> {
    let (today, own) = (context.operation.today, context.operation.actor.organisation);
    match change {
        PlanChange::Milestone { code, state, on } => {
            let row = route_plans::table().row(*code).filter(|row| Some(row.route) == plan.route);
            let row = row.ok_or_else(|| Refusal::new("milestone-of-another-route").at("code"))?;
            let mark = MilestoneMark { code: *code, state: *state, on: *on, by: own };
            plan.mark(mark, row, today)?;
        }
        PlanChange::Unmark(code) => plan.unmark(*code)?,
        PlanChange::Permit { state, on, until } => {
            plan.note_permit(PermitNote { state: *state, on: *on, until: *until, by: own }, today)?;
            reach_permit(plan, (*state, *on), own, today);
        }
        PlanChange::Recognition { at, entry } => plan.note_recognition(*at, entry.clone(), today)?,
        PlanChange::EmployerOffer(entry) => plan.note_employer_offer(entry.clone())?,
        PlanChange::MoveEmployerOffer { at, state, on } => {
            if *on > today {
                return Err(Refusal::new("follow-on-in-the-future").with("on", *on).at("on").into());
            }
            plan.move_employer_offer(*at, *state, *on)?;
        }
        PlanChange::Tick { item, state, owner } => {
            let known = plan.ticks.iter().find(|tick| tick.item == *item).map(|tick| tick.owner);
            let owner = owner.or(known).unwrap_or(plan.office);
            let on = Some(today).filter(|_| *state != TickState::Open);
            plan.tick(Tick { item: *item, owner, state: *state, on })?;
        }
    }
    Ok(())
}

/// With the permit its milestone is reached, where nothing has to come first.
fn reach_permit(
    plan: &mut RoutePlan,
    (state, on): (PermitState, NaiveDate),
    own: OrganisationId,
    today: NaiveDate,
) {
    if !matches!(state, PermitState::Granted | PermitState::NotNeeded) {
        return;
    }
    let rows = plan.route.into_iter().flat_map(|route| route_plans::table().of(route));
    for row in rows.filter(|row| row.code.is_of_the_permit()) {
        let mark = MilestoneMark { code: row.code, state: MilestoneState::Reached, on, by: own };
        // a milestone that waits for another one stays open: somebody looks again
        let _ = plan.mark(mark, row, today);
    }
}

/// Whoever sees to something has the person before them.
async fn has_the_person(
    context: &mut Context<'_>,
    graduate: &Graduate,
    office: OrganisationId,
) -> Result<(), Error> {
    let person: Person = context.need(graduate.person.0).await?;
    match person.involved_on(context.operation.today).any(|known| known == office) {
        true => Ok(()),
        false => Err(Refusal::new("step-body-unknown").at("owner").into()),
    }
}

/// Work or training at an employer begins: the gate is open, and it is what followed the course.
async fn begin(
    context: &mut Context<'_>,
    graduate: &mut Graduate,
    (plan, at): (&mut RoutePlan, usize),
    on: NaiveDate,
) -> Result<(), Error> {
    let Some(offer) = plan.employer_offers.get(at).filter(|offer| offer.is_employment()) else {
        return Ok(());
    };
    let route = match offer.kind {
        EmployerOfferKind::Job | EmployerOfferKind::JobWithLanguage => Route::Work,
        EmployerOfferKind::Training
        | EmployerOfferKind::EntryQualification
        | EmployerOfferKind::Internship => Route::Training,
    };
    route_plans::check_gate(context, graduate, on).await?;
    let (today, own) = (context.operation.today, context.operation.actor.organisation);
    let runs = graduate.follow_on().is_some_and(|last| last.ended.is_none());
    if runs || graduate.decision().is_none() {
        return Ok(());
    }
    let responsible = graduate.decision().map_or(own, |decision| decision.responsible);
    let measure = (offer.kind == EmployerOfferKind::EntryQualification)
        .then_some(domain::measure::MeasureKind::Einstiegsqualifizierung);
    graduate.begin(FollowOn { measure, ..FollowOn::new(on, route, responsible) }, today)?;
    context.emit(event(graduate, EventName::FollowOnBegun, on).with("route", route));
    plan.follow(graduate);
    context.save(graduate.clone()).await
}

fn note(change: &PlanChange) -> (EventName, String) {
    match change {
        PlanChange::Milestone { code, .. } => (EventName::MilestoneReached, code.code().to_owned()),
        PlanChange::Permit { state, .. } => (EventName::PermitNoted, state.code().to_owned()),
        PlanChange::Unmark(code) => (EventName::RoutePlanChanged, format!("unmark_{code}")),
        PlanChange::Recognition { .. } => (EventName::RoutePlanChanged, "recognition".to_owned()),
        PlanChange::EmployerOffer(entry) => (EventName::RoutePlanChanged, entry.kind.code().to_owned()),
        PlanChange::MoveEmployerOffer { state, .. } => {
            (EventName::RoutePlanChanged, format!("employer_{state}"))
        }
        PlanChange::Tick { item, .. } => (EventName::RoutePlanChanged, item.code().to_owned()),
    }
}
