//! What the administration looks at: accounts, bodies, the region, the log. No people.

use crate::commands::looks_after;
use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{AuditEntry, Find, TypedQueries};
use async_trait::async_trait;
use domain::access::{Action, Resource, Visible};
use domain::organisation::{Account, Organisation};
use domain::record::RecordKind;
use domain::region::Region;

/// Accounts of the region with the bodies they belong to; without reach over the region only the own body's.
#[derive(Debug, Clone, Copy)]
pub struct AccountList;

#[async_trait]
impl Query for AccountList {
    type Answer = (Vec<Organisation>, Vec<Account>);

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Account)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Self::Answer, i64), Error> {
        let organisations: Vec<Organisation> =
            scene.queries.all(Find::new(RecordKind::Organisation, visible.region())).await?;
        let accounts: Vec<Account> =
            scene.queries.all(Find::new(RecordKind::Account, visible.region())).await?;
        let actor = &scene.operation.actor;
        let reached = |organisation| {
            visible.reaches(visible.region(), organisation) && looks_after(actor, organisation)
        };
        let organisations: Vec<Organisation> = organisations.into_iter().filter(|o| reached(o.id)).collect();
        let accounts: Vec<Account> = accounts.into_iter().filter(|a| reached(a.organisation)).collect();
        let count = accounts.len() as i64;
        Ok(((organisations, accounts), count))
    }
}

/// Every body of the region.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationList;

#[async_trait]
impl Query for OrganisationList {
    type Answer = Vec<Organisation>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Organisation)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Self::Answer, i64), Error> {
        let all: Vec<Organisation> =
            scene.queries.all(Find::new(RecordKind::Organisation, visible.region())).await?;
        let count = all.len() as i64;
        Ok((all, count))
    }
}

/// The own region with its settings.
#[derive(Debug, Clone, Copy)]
pub struct OwnRegion;

#[async_trait]
impl Query for OwnRegion {
    type Answer = Region;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::Region)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Region, i64), Error> {
        Ok((scene.queries.need(visible.region().0).await?, 1))
    }
}

/// The newest entries of the own body's log.
#[derive(Debug, Clone, Copy)]
pub struct AuditList;

#[async_trait]
impl Query for AuditList {
    type Answer = Vec<AuditEntry>;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Audit)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Self::Answer, i64), Error> {
        let entries = scene.queries.audit_of(visible.organisation(), 500).await?;
        let count = entries.len() as i64;
        Ok((entries, count))
    }
}
