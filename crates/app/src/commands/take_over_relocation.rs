//! Takes over the case of somebody who moved here out of the package of another county: person, acts, what test and
//! courses came to. The duplicate check stands before it as before every Zusteuerung; the same package twice changes
//! nothing; the whole can be taken back. Not for opening the file: see `relocation_file`.

use super::reached;
use super::steer_in::{add_person, case_for, follow_lead, take_known};
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use crate::queries::duplicates::candidates;
use crate::{relocations, steps};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::act::Act;
use domain::case::{Case, Mark, MarkKind, StepCode, StepReason};
use domain::ids::{ActId, CaseId, OrganisationId, PersonId, RegionId, RelocationId};
use domain::journal::{Event, EventName};
use domain::matching::duplicates::Identity;
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::{DuplicateDecision, Person};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::relocation::{Direction, Package, Relocation, RelocationState, body_for};
use serde::{Deserialize, Serialize};

/// Takes a case over.
#[derive(Debug, Clone)]
pub struct TakeOverRelocation {
    pub package: Box<Package>,
    /// Bodies that take acts over, where the region has several of a kind.
    pub bodies: Vec<(OrganisationKind, OrganisationId)>,
    pub decided: DuplicateDecision,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOver {
    pub person: PersonId,
    pub case: CaseId,
    pub relocation: RelocationId,
    /// The package had been taken over before; nothing was changed.
    pub again: bool,
}

impl Demand for TakeOverRelocation {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Person)
    }
}

#[async_trait]
impl Command for TakeOverRelocation {
    type Outcome = TakenOver;
    const NAME: &'static str = "take_over_relocation";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<TakenOver, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let (package, region) = (&command.package, authorised.actor().region);
        package.check(today)?;
        if let Some(earlier) = known(context, region, package).await? {
            let Relocation { person, case, id, .. } = earlier;
            return Ok(TakenOver { person, case, relocation: id, again: true });
        }
        let person = person_of(context, package, &command.decided).await?;
        let same = matches!(command.decided, DuplicateDecision::SamePerson(_));
        let mut case = case_for(context, &person, same).await?;
        let person = acts(context, (person, &mut case), command).await?;
        package.tell(&mut case);
        if package.course_is_over() {
            decide_next(context, &mut case).await?;
        }
        let moved = Relocation {
            id: RelocationId(context.next_id()),
            region,
            version: 0,
            case: case.id,
            person: person.id,
            direction: Direction::Incoming,
            organisation: authorised.actor().organisation,
            county: package.sender.county.clone(),
            noted_on: today,
            due_on: None,
            state: RelocationState::TakenOver,
            answered_on: Some(today),
            key: String::new(),
            package: package.clone(),
        };
        context.emit(relocations::event(EventName::RelocationTakenOver, &moved, today));
        let relocation = moved.id;
        context.save(moved).await?;
        let case = steps::settle(context, case).await?;
        Ok(TakenOver { person: person.id, case: case.id, relocation, again: false })
    }
}

/// The same package, taken over before; the own one is refused.
async fn known(
    context: &mut Context<'_>,
    region: RegionId,
    package: &Package,
) -> Result<Option<Relocation>, Error> {
    let find = Find::new(RecordKind::Relocation, region).when(Where::is("code", package.code.as_str()));
    let found: Vec<Relocation> = context.work.queries().all(find).await?;
    if found.iter().any(|one| one.direction == Direction::Outgoing) {
        return Err(Refusal::new("relocation-own-package").at("file").into());
    }
    Ok(found.into_iter().next())
}

async fn person_of(
    context: &mut Context<'_>,
    package: &Package,
    decided: &DuplicateDecision,
) -> Result<Person, Error> {
    let (actor, today) = (context.operation.actor.clone(), context.operation.today);
    let mut typed = package.person.settled_in(PersonId(0), actor.region);
    typed.involve(actor.organisation, today);
    typed.settle(today)?;
    let found = candidates(context.work.queries(), actor.region, &Identity::from(&typed)).await?;
    match decided {
        DuplicateDecision::NewPerson { seen } => add_person(context, typed, seen, &found).await,
        DuplicateDecision::SamePerson(id) => take_known(context, &typed, *id, found).await,
    }
}

/// Bodies of the region that may take acts over.
async fn bodies(context: &mut Context<'_>) -> Result<Vec<(OrganisationId, OrganisationKind)>, Error> {
    let find = Find::new(RecordKind::Organisation, context.operation.actor.region);
    let all: Vec<Organisation> = context.work.queries().all(find).await?;
    Ok(all.into_iter().filter(|body| body.active).map(|body| (body.id, body.kind)).collect())
}

async fn acts(
    context: &mut Context<'_>,
    (mut person, case): (Person, &mut Case),
    command: &TakeOverRelocation,
) -> Result<Person, Error> {
    let (actor, today) = (context.operation.actor.clone(), context.operation.today);
    let (own, bodies) = ((actor.organisation, actor.organisation_kind), bodies(context).await?);
    let mut acts = reached::acts_of(context, case).await?;
    for moving in &command.package.acts {
        // no body here may have issued it: it stays in the package, where the page shows it
        let Some(issuer) = body_for(moving, own, &command.bodies, &bodies) else { continue };
        let same =
            |act: &Act| act.issuer == issuer && act.kind == moving.kind && act.issued_on == moving.issued_on;
        if acts.iter().any(same) {
            continue;
        }
        let act = Act {
            id: ActId(context.next_id()),
            region: case.region,
            version: 0,
            case: case.id,
            person: person.id,
            kind: moving.kind,
            issuer,
            issued_on: moving.issued_on,
            valid_until: moving.valid_until,
            basis: moving.basis.clone(),
            revoked_on: None,
        };
        context.emit(
            Event::new(super::steer_in::event_of(act.kind), act.issued_on)
                .about(Some(case.id), person.id)
                .with("act", act.kind.code())
                .with("issuer", issuer),
        );
        person.involve(issuer, today);
        context.save(act.clone()).await?;
        acts.push(act);
    }
    context.save(person.clone()).await?;
    case.take_acts(&acts, today);
    follow_lead(context, case, &acts);
    context.need(person.id.0).await
}

/// The course is over: the lead decides what comes next.
async fn decide_next(context: &mut Context<'_>, case: &mut Case) -> Result<(), Error> {
    let evidence = steps::evidence(context.work.queries(), case).await?;
    let (on, by) = (context.operation.today, context.operation.actor.organisation);
    case.mark(Mark {
        kind: MarkKind::Entered,
        step: StepCode::DecideNextStep,
        reason: StepReason::DoneElsewhere,
        on,
        by,
        organisation: Some(case.lead),
        due_on: None,
        standing: evidence.standing(),
    })?;
    Ok(())
}
