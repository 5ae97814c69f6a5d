//! Keeps which column of an organisation's list is which field, under a name; the same name again replaces it.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::ImportId;
use domain::list_import::{ImportKind, ImportMapping};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use std::collections::BTreeMap;

/// A mapping as a person confirmed it.
#[derive(Debug, Clone)]
pub struct SaveMapping {
    pub kind: ImportKind,
    pub name: String,
    /// Heading → field code.
    pub columns: BTreeMap<String, String>,
}

impl Demand for SaveMapping {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Import)
    }
}

#[async_trait]
impl Command for SaveMapping {
    type Outcome = ImportId;
    const NAME: &'static str = "save_mapping";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<ImportId, Error> {
        let (command, actor) = (authorised.command(), authorised.actor());
        let name = command.name.trim().to_owned();
        if name.is_empty() {
            return Err(Refusal::new("mapping-name-missing").at("mapping_name").into());
        }
        let find = Find::new(RecordKind::ImportMapping, actor.region)
            .when(Where::is("organisation_id", actor.organisation.0))
            .when(Where::is("kind", command.kind.code()))
            .when(Where::is("name", name.as_str()));
        let known: Option<ImportMapping> = context.work.queries().all(find).await?.pop();
        let mut mapping = known.clone().unwrap_or_else(|| ImportMapping {
            id: ImportId(context.next_id()),
            region: actor.region,
            version: 0,
            organisation: actor.organisation,
            kind: command.kind,
            name,
            columns: BTreeMap::new(),
        });
        mapping.columns.clone_from(&command.columns);
        let id = mapping.id;
        if known.as_ref() != Some(&mapping) {
            context.save(mapping).await?;
        }
        Ok(id)
    }
}
