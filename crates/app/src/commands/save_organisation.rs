//! Creates or changes a body of the region. Not for accounts: see `save_account`.

use crate::commands::save_account::looks_after;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::OrganisationId;
use domain::journal::{Event, EventName};
use domain::organisation::Organisation;
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// The organisation as it should be; id 0 for a new one, otherwise with the version the person saw.
#[derive(Debug, Clone)]
pub struct SaveOrganisation {
    pub organisation: Organisation,
}

impl Demand for SaveOrganisation {
    fn demand(&self) -> (Action, Resource) {
        (if self.organisation.id.0 == 0 { Action::Create } else { Action::Change }, Resource::Organisation)
    }
}

#[async_trait]
impl Command for SaveOrganisation {
    type Outcome = OrganisationId;
    const NAME: &'static str = "save_organisation";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Organisation, self.organisation.id.0)).filter(|(_, id)| *id != 0)
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<OrganisationId, Error> {
        let mut organisation = authorised.command().organisation.clone();
        if organisation.name.trim().is_empty() {
            return Err(Refusal::new("name-missing").at("name").into());
        }
        organisation.region = authorised.visible().region();
        if !looks_after(authorised.actor(), organisation.id) {
            return Err(Error::Absent(RecordKind::Organisation));
        }
        if organisation.id.0 == 0 {
            organisation.id = OrganisationId(context.next_id());
            organisation.version = 0;
        } else {
            let known: Organisation = context.need_version(organisation.id.0, organisation.version).await?;
            if known.region != organisation.region {
                return Err(Error::Absent(RecordKind::Organisation));
            }
            organisation.kind = known.kind;
        }
        let id = organisation.id;
        context.save(organisation).await?;
        context.emit(
            Event::new(EventName::OrganisationChanged, context.operation.today).with("organisation", id),
        );
        Ok(id)
    }
}
