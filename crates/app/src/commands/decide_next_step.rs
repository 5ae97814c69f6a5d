//! The next-step decision of a graduate (process 5.7, 5.8): taken with the person by Jobcenter or Arbeitsagentur,
//! changed when something changes, looked at again when a result comes.

use super::prepare_graduate::{event, must_plan};
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{graduates, route_plans, steps};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::graduate::{Decision, Route};
use domain::ids::{GraduateId, OrganisationId};
use domain::journal::EventName;
use domain::organisation::Organisation;
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// One decision.
#[derive(Debug, Clone)]
pub struct DecideNextStep {
    pub graduate: GraduateId,
    pub version: i64,
    pub route: Route,
    /// Expected first day; with a pause its last day.
    pub starts_on: Option<NaiveDate>,
    /// Body that sees to it; the own one if nobody is named.
    pub responsible: Option<OrganisationId>,
    pub with_person: bool,
}

impl Demand for DecideNextStep {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::Graduate)
    }
}

#[async_trait]
impl Command for DecideNextStep {
    type Outcome = ();
    const NAME: &'static str = "decide_next_step";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Graduate, self.graduate.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        must_plan(context)?;
        let mut graduate = graduates::reached(context, &visible, command.graduate, command.version).await?;
        let own = visible.organisation();
        let responsible = command.responsible.unwrap_or(own);
        sees_the_person(context, &graduate.person, responsible).await?;
        let decision = Decision {
            starts_on: command.starts_on,
            with_person: command.with_person,
            ..Decision::new(today, own, command.route, responsible)
        };
        graduate.decide(decision, today)?;
        let note = event(&graduate, EventName::NextStepDecided, today)
            .with("route", command.route)
            .with("responsible", responsible);
        context.emit(note);
        let case = graduate.case;
        context.save(graduate.clone()).await?;
        route_plans::follow(context, &graduate).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}

/// Whoever is made responsible is a body of the region that plans with people and has this one before it.
async fn sees_the_person(
    context: &mut Context<'_>,
    person: &domain::ids::PersonId,
    office: OrganisationId,
) -> Result<(), Error> {
    let unknown = || Error::from(Refusal::new("step-body-unknown").at("responsible"));
    let body: Organisation = context.find(office.0).await?.ok_or_else(unknown)?;
    let person: Person = context.need(person.0).await?;
    let sees = person.involved_on(context.operation.today).any(|involved| involved == office);
    if body.active && body.region == person.region && sees { Ok(()) } else { Err(unknown()) }
}

/// The office looked at a result and stays with what it decided.
#[derive(Debug, Clone)]
pub struct ConfirmDecision {
    pub graduate: GraduateId,
    pub version: i64,
}

impl Demand for ConfirmDecision {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::Graduate)
    }
}

#[async_trait]
impl Command for ConfirmDecision {
    type Outcome = ();
    const NAME: &'static str = "confirm_decision";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Graduate, self.graduate.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        must_plan(context)?;
        let mut graduate = graduates::reached(context, &visible, command.graduate, command.version).await?;
        graduate.confirm(today)?;
        context.emit(event(&graduate, EventName::NextStepConfirmed, today));
        let case = graduate.case;
        context.save(graduate).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}
