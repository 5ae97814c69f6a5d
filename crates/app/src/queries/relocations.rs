//! Moves to another county as the body sees them that makes or takes over the package: what would go along, what was
//! made, the sealed file, and what taking one over would mean here.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, TypedQueries, Where};
use crate::{relocation_file, relocations};
use async_trait::async_trait;
use domain::access::{Action, Purpose, Resource, Visible};
use domain::case::{Case, Stage};
use domain::ids::{OrganisationId, PersonId, RelocationId};
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::{Consent, Person};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::relocation::{Direction, Package, Relocation, body_for};

/// The page of a move.
#[derive(Debug, Clone)]
pub struct RelocationSheet {
    pub name: String,
    /// The open case; without one nothing moves.
    pub case: Option<Case>,
    /// The consent on which a package may be made today.
    pub agreed: Option<Consent>,
    /// What would go along, as far as the body may see it; only with the consent.
    pub draft: Option<Package>,
    /// Packages of the own body, newest first.
    pub made: Vec<Relocation>,
}

/// A person's moves.
#[derive(Debug, Clone)]
pub struct RelocationsOfPerson {
    pub person: PersonId,
}

#[async_trait]
impl Query for RelocationsOfPerson {
    type Answer = RelocationSheet;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Relocation).of(RecordKind::Person, self.person.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(RelocationSheet, i64), Error> {
        let (queries, today) = (scene.queries, scene.operation.today);
        let person: Person = queries.need(self.person.0).await?;
        if !visible.reaches_person(person.region, person.involved_on(today)) {
            return Err(Error::Absent(RecordKind::Person));
        }
        let find = Find::new(RecordKind::Case, person.region).when(Where::is("person_id", person.id.0));
        let cases: Vec<Case> = queries.all(find).await?;
        let case = cases.into_iter().rev().find(|case| case.stage != Stage::Closed);
        let agreed = relocations::consent(queries, &person, today).await?;
        let draft = match (&case, &agreed) {
            (Some(case), Some(agreed)) => {
                Some(relocations::package(queries, visible, (&person, case), (agreed, today)).await?)
            }
            _ => None,
        };
        let mut made = relocations::of_people(queries, person.region, &[person.id.0]).await?;
        made.retain(|one| one.direction == Direction::Outgoing && one.organisation == visible.organisation());
        made.reverse();
        let name = format!("{}, {}", person.family_name, person.given_names);
        Ok((RelocationSheet { name, case, agreed, draft, made }, 1))
    }
}

/// The sealed file of a package of the own body, as long as nobody has answered and the consent holds.
#[derive(Debug, Clone)]
pub struct RelocationFile {
    pub relocation: RelocationId,
}

#[async_trait]
impl Query for RelocationFile {
    type Answer = String;

    fn look(&self) -> Look {
        Look::at_people(Action::Export, Resource::Relocation).of(RecordKind::Relocation, self.relocation.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(String, i64), Error> {
        let one: Relocation = scene.queries.need(self.relocation.0).await?;
        if !visible.reaches(one.region, one.organisation) || one.direction != Direction::Outgoing {
            return Err(Error::Absent(RecordKind::Relocation));
        }
        if !one.is_open() {
            let on = one.answered_on.unwrap_or(one.noted_on);
            return Err(Refusal::new("relocation-answered").with("on", on).into());
        }
        let person: Person = scene.queries.need(one.person.0).await?;
        let agreed = relocations::consent(scene.queries, &person, scene.operation.today).await?;
        if agreed.is_none() {
            return Err(Refusal::new("relocation-needs-consent").into());
        }
        let text = relocation_file::seal(&one.package, &one.key, scene.operation.ids.as_ref())?;
        Ok((text, 1))
    }
}

/// A case that was taken over, with the receipt for the other county.
#[derive(Debug, Clone)]
pub struct ReceiptSheet {
    pub relocation: Relocation,
    pub case: Case,
    /// Body of the next step.
    pub next_body: String,
}

/// The receipt of a package that the own body took over.
#[derive(Debug, Clone)]
pub struct RelocationReceipt {
    pub relocation: RelocationId,
}

#[async_trait]
impl Query for RelocationReceipt {
    type Answer = ReceiptSheet;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Relocation).of(RecordKind::Relocation, self.relocation.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(ReceiptSheet, i64), Error> {
        let relocation: Relocation = scene.queries.need(self.relocation.0).await?;
        let own = visible.reaches(relocation.region, relocation.organisation);
        if !own || relocation.direction != Direction::Incoming {
            return Err(Error::Absent(RecordKind::Relocation));
        }
        let case: Case = scene.queries.need(relocation.case.0).await?;
        let body = case.next.as_ref().map(|next| next.organisation);
        let names = super::bodies::names(scene, body.into_iter()).await?;
        let next_body = body.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        Ok((ReceiptSheet { relocation, case, next_body }, 1))
    }
}

/// What taking a package over would mean.
#[derive(Debug, Clone)]
pub struct TakeOverSheet {
    /// The body each act of the package belongs to here; `None` where there is no such body.
    pub acts: Vec<Option<OrganisationId>>,
    /// Bodies of the region that could take acts over.
    pub bodies: Vec<Organisation>,
    /// The package was taken over before, as this person; told only to those who reach them.
    pub known: Option<PersonId>,
}

/// A look at a package before it is taken over.
#[derive(Debug, Clone)]
pub struct TakeOverLook {
    pub package: Box<Package>,
    pub chosen: Vec<(OrganisationKind, OrganisationId)>,
}

#[async_trait]
impl Query for TakeOverLook {
    type Answer = TakeOverSheet;

    fn look(&self) -> Look {
        let look = Look::at_people(Action::Create, Resource::Person).filtered("relocation");
        Look { purpose: Some(Purpose::DuplicateCheck), ..look }
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(TakeOverSheet, i64), Error> {
        let (package, queries, region) = (&self.package, scene.queries, visible.region());
        package.check(scene.operation.today)?;
        let mut bodies: Vec<Organisation> = queries.all(Find::new(RecordKind::Organisation, region)).await?;
        bodies.retain(|body| body.active);
        let kinds: Vec<_> = bodies.iter().map(|body| (body.id, body.kind)).collect();
        let own = (visible.organisation(), scene.operation.actor.organisation_kind);
        let acts = package.acts.iter().map(|act| body_for(act, own, &self.chosen, &kinds)).collect();
        let find = Find::new(RecordKind::Relocation, region)
            .when(Where::is("code", package.code.as_str()))
            .when(Where::is("direction", Direction::Incoming.code()));
        let known: Vec<Relocation> = queries.all(find).await?;
        let known = match known.first() {
            Some(one) => {
                let person: Person = queries.need(one.person.0).await?;
                let today = scene.operation.today;
                let reached = visible.reaches_person(person.region, person.involved_on(today));
                reached.then_some(one.person)
            }
            None => None,
        };
        Ok((TakeOverSheet { acts, bodies, known }, 1))
    }
}
