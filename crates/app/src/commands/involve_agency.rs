//! Brings the employment agency into a person's chain, with the reason why the person is its client. From then on the
//! agency reaches the person (§ 88a Abs. 1, 3 AufenthG); nothing else changes.

use super::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{OrganisationId, PersonId};
use domain::journal::{Event, EventName};
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::{AgencyGround, check_agency};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Which person, which agency, and why.
#[derive(Debug, Clone)]
pub struct InvolveAgency {
    pub person: PersonId,
    pub agency: OrganisationId,
    pub ground: AgencyGround,
}

impl Demand for InvolveAgency {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Involvement)
    }
}

#[async_trait]
impl Command for InvolveAgency {
    type Outcome = ();
    const NAME: &'static str = "involve_agency";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.person.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut person = reached::person(context, &authorised.visible(), command.person).await?;
        if person.merged_into.is_some() {
            return Err(Error::Absent(RecordKind::Person));
        }
        let body: Option<Organisation> = context.find(command.agency.0).await?;
        let known = body.filter(|body| body.region == person.region && body.active);
        let kind = known.map_or(OrganisationKind::Betrieb, |body| body.kind);
        check_agency(&person, (command.agency, kind), command.ground, today)?;
        let case = reached::open_case(context, &person).await?;
        person.involve(command.agency, today);
        let event =
            Event::new(EventName::AgencyInvolved, today).about(case.as_ref().map(|case| case.id), person.id);
        context.emit(event.with("agency", command.agency).with("ground", command.ground));
        context.save(person).await?;
        if let Some(case) = case {
            steps::settle(context, case).await?;
        }
        Ok(())
    }
}

/// A step is no way around the reason: the agency takes steps only for people who are its clients already.
pub(super) fn may_take_step(
    person: &domain::person::Person,
    body: &Organisation,
    today: chrono::NaiveDate,
) -> Result<(), Refusal> {
    let known = person.involved_on(today).any(|office| office == body.id);
    if body.kind == OrganisationKind::Arbeitsagentur && !known {
        return Err(Refusal::new("agency-not-involved").at("organisation"));
    }
    Ok(())
}
