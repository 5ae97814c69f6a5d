//! Changes of the benefit system as the two offices see them: what waits for an answer first.

use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::care_transfer::CareTransfer;
use domain::case::Case;
use domain::ids::OrganisationId;
use domain::organisation::Organisation;
use domain::person::Person;
use domain::record::RecordKind;
use std::collections::HashMap;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct TransferRow {
    pub transfer: CareTransfer,
    /// "Family, Given"; empty where the asker no longer reaches the person.
    pub name: String,
    pub case_number: String,
    /// The asker is the one who answers.
    pub incoming: bool,
    /// The other office.
    pub other: String,
}

/// All of the own office, open ones first, the longest overdue on top.
#[derive(Debug, Clone, Default)]
pub struct TransferList;

#[async_trait]
impl Query for TransferList {
    type Answer = Vec<TransferRow>;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::CareTransfer)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<TransferRow>, i64), Error> {
        let own = visible.organisation();
        let mut found: Vec<CareTransfer> = Vec::new();
        for side in ["to_id", "from_id"] {
            let find = Find::new(RecordKind::CareTransfer, visible.region()).when(Where::is(side, own.0));
            found.extend(scene.queries.all::<CareTransfer>(find).await?);
        }
        found.sort_by_key(|one| (!one.is_open(), one.due_on, one.id));
        let rows = rows(scene, own, found).await?;
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

async fn rows(
    scene: &Scene<'_>,
    own: OrganisationId,
    found: Vec<CareTransfer>,
) -> Result<Vec<TransferRow>, Error> {
    let fields = also_visible(&scene.operation.actor, Action::List, Resource::Person)?;
    let (queries, today) = (scene.queries, scene.operation.today);
    let ids = |of: fn(&CareTransfer) -> i64| found.iter().map(of).collect::<Vec<i64>>();
    let people: HashMap<_, Person> = queries
        .many::<Person>(&ids(|one| one.person.0))
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let cases: HashMap<_, Case> =
        queries.many::<Case>(&ids(|one| one.case.0)).await?.into_iter().map(|case| (case.id, case)).collect();
    let offices: Vec<i64> = found.iter().flat_map(|one| [one.from.0, one.to.0]).collect();
    let names: HashMap<_, String> =
        queries.many::<Organisation>(&offices).await?.into_iter().map(|body| (body.id, body.name)).collect();
    let named = fields.shows(FieldGroup::Identity);
    let lines = found.into_iter().map(|transfer| {
        let person = people.get(&transfer.person);
        let reached =
            person.filter(|person| named && fields.reaches_person(person.region, person.involved_on(today)));
        let name = reached.map(|person| format!("{}, {}", person.family_name, person.given_names));
        let incoming = transfer.to == own;
        let other = if incoming { transfer.from } else { transfer.to };
        TransferRow {
            name: name.unwrap_or_default(),
            case_number: cases.get(&transfer.case).map(|case| case.number.clone()).unwrap_or_default(),
            incoming,
            other: names.get(&other).cloned().unwrap_or_default(),
            transfer,
        }
    });
    Ok(lines.collect())
}
