//! Who may do what, to which rows, seeing which fields. One table (`policy`), one way to ask
//! (`authorise`, `visible`). Not for carrying anything out.
//!
//! `Authorised` and `Visible` have no public constructor: whoever holds one has passed the table.

mod policy;
mod roles;

pub use policy::{RULES, Rule};
pub use roles::{Action, FieldGroup, Purpose, Reach, Resource, Role};

use crate::ids::{AccountId, OrganisationId, RegionId};
use crate::organisation::OrganisationKind;
use serde::{Deserialize, Serialize};

/// Who acts: an account in its organisation, with the roles it holds there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    pub account: AccountId,
    pub organisation: OrganisationId,
    pub organisation_kind: OrganisationKind,
    pub region: RegionId,
    pub roles: Vec<Role>,
    /// The region commissioned this coordination as test and registration site (§ 20a Abs. 5 IntV).
    pub commissioned_test_site: bool,
}

impl Actor {
    /// The actor acts in a role: an account in the kind of body it belongs to; the role of the person themself
    /// only where nobody is logged in (account 0).
    pub fn holds(&self, role: Role) -> bool {
        let fits = match role {
            Role::BetroffenePerson => self.account == AccountId(0),
            other => other.fits(self.organisation_kind, self.commissioned_test_site),
        };
        fits && self.roles.contains(&role)
    }
}

/// What a role is granted on a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub reach: Reach,
    pub fields: Vec<FieldGroup>,
}

/// "No": shown as "not found" where existence itself is confidential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("denied: {action} {resource}")]
pub struct Denied {
    pub action: Action,
    pub resource: Resource,
}

/// Something that wants to be done and says what it needs.
pub trait Demand {
    /// What it does, to which kind of thing.
    fn demand(&self) -> (Action, Resource);
}

/// A command that has passed the table; commands accept nothing else.
#[derive(Debug, Clone)]
pub struct Authorised<C> {
    command: C,
    grant: Grant,
    actor: Actor,
}

impl<C> Authorised<C> {
    /// The command itself.
    pub fn command(&self) -> &C {
        &self.command
    }

    /// What the actor was granted.
    pub fn grant(&self) -> &Grant {
        &self.grant
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The rows the actor reaches.
    pub fn visible(&self) -> Visible {
        Visible::of(&self.actor, &self.grant)
    }
}

/// The rows and fields an actor sees of a resource. Every list takes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visible {
    region: RegionId,
    organisation: OrganisationId,
    reach: Reach,
    fields: Vec<FieldGroup>,
}

impl Visible {
    fn of(actor: &Actor, grant: &Grant) -> Self {
        Visible {
            region: actor.region,
            organisation: actor.organisation,
            reach: grant.reach,
            fields: grant.fields.clone(),
        }
    }

    /// The region whose rows are meant.
    pub fn region(&self) -> RegionId {
        self.region
    }

    /// The actor's own organisation.
    pub fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// Whole region, or own rows only.
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// Key under which storage keeps the person rows of this view: the region's or the organisation's.
    pub fn scope(&self) -> i64 {
        match self.reach {
            Reach::Region => self.region.0,
            Reach::Own => self.organisation.0,
        }
    }

    /// A group of fields may be shown.
    pub fn shows(&self, group: FieldGroup) -> bool {
        self.fields.contains(&group)
    }

    /// A row of an organisation is reached.
    pub fn reaches(&self, region: RegionId, organisation: OrganisationId) -> bool {
        region == self.region && (self.reach == Reach::Region || organisation == self.organisation)
    }

    /// A person row is reached, given the organisations involved with the person.
    pub fn reaches_person(
        &self,
        region: RegionId,
        mut involved: impl Iterator<Item = OrganisationId>,
    ) -> bool {
        region == self.region && (self.reach == Reach::Region || involved.any(|o| o == self.organisation))
    }
}

/// What the table grants an actor; the widest of all its roles, fields united.
pub fn grant(actor: &Actor, action: Action, resource: Resource) -> Result<Grant, Denied> {
    let mut found: Option<Grant> = None;
    for rule in RULES {
        if !actor.holds(rule.role) || rule.resource != resource || !rule.actions.contains(&action) {
            continue;
        }
        let grant = found.get_or_insert_with(|| Grant { reach: rule.reach, fields: Vec::new() });
        grant.reach = grant.reach.max(rule.reach);
        for field in rule.fields {
            if !grant.fields.contains(field) {
                grant.fields.push(*field);
            }
        }
    }
    if let Some(grant) = &mut found {
        grant.fields.retain(|group| !actor.organisation_kind.withholds(*group));
    }
    found.ok_or(Denied { action, resource })
}

/// Lets a command through or denies it.
pub fn authorise<C: Demand>(actor: &Actor, command: C) -> Result<Authorised<C>, Denied> {
    let (action, resource) = command.demand();
    let grant = grant(actor, action, resource)?;
    Ok(Authorised { command, grant, actor: actor.clone() })
}

/// What an actor sees of a resource.
pub fn visible(actor: &Actor, action: Action, resource: Resource) -> Result<Visible, Denied> {
    Ok(Visible::of(actor, &grant(actor, action, resource)?))
}
