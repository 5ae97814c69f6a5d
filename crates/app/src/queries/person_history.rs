//! Earlier states of a person's data with what changed, who did it, and whether it can be brought back.
//! Not for the events of the chain: those are the timeline of `person_record`.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::TypedQueries;
use async_trait::async_trait;
use domain::access::{Action, Resource, Visible};
use domain::ids::{OperationId, OrganisationId, PersonId};
use domain::moment::Moment;
use domain::organisation::Organisation;
use domain::person::{FieldChange, Person, differences};
use domain::record::{Record, RecordKind};
use std::collections::HashMap;

/// One operation on the record.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryStep {
    pub operation: OperationId,
    pub at: Moment,
    pub organisation: Option<OrganisationId>,
    /// Empty for the first step, and where only hidden groups changed.
    pub changes: Vec<FieldChange>,
    /// The operation created the record.
    pub created: bool,
}

/// Earlier states, newest first.
#[derive(Debug, Clone)]
pub struct PersonHistoryView {
    /// As far as the asker may see them.
    pub person: Person,
    pub steps: Vec<HistoryStep>,
    pub organisations: HashMap<OrganisationId, String>,
}

/// The history of one person's data.
#[derive(Debug, Clone)]
pub struct PersonHistory {
    pub person: PersonId,
}

#[async_trait]
impl Query for PersonHistory {
    type Answer = PersonHistoryView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Person)
            .of(RecordKind::Person, self.person.0)
            .filtered("history")
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(PersonHistoryView, i64), Error> {
        let person: Person = scene.queries.need(self.person.0).await?;
        if !visible.reaches_person(person.region, person.involved_on(scene.operation.today)) {
            return Err(Error::Absent(RecordKind::Person));
        }
        let all_numbers = visible.reach() == domain::access::Reach::Region;
        let shown =
            |state: &Person| state.shown(|group| visible.shows(group), visible.organisation(), all_numbers).0;
        let journal = scene.queries.journal_of(person.id.0, 1000).await?;
        let by: HashMap<OperationId, OrganisationId> =
            journal.iter().filter_map(|entry| Some((entry.operation, entry.organisation?))).collect();
        let mut after = shown(&person);
        let mut steps = Vec::new();
        for (operation, at, row) in scene.queries.history_of(RecordKind::Person, person.id.0).await? {
            let before = match &row.before {
                Some(Record::Person(old)) => Some(shown(old)),
                _ => None,
            };
            let changes = before.as_ref().map(|before| differences(before, &after)).unwrap_or_default();
            let created = before.is_none();
            steps.push(HistoryStep {
                operation,
                at,
                organisation: by.get(&operation).copied(),
                changes,
                created,
            });
            if let Some(before) = before {
                after = before;
            }
        }
        let offices: Vec<i64> = by.values().map(|o| o.0).collect();
        let organisations =
            scene.queries.many::<Organisation>(&offices).await?.into_iter().map(|o| (o.id, o.name)).collect();
        let count = steps.len() as i64;
        Ok((PersonHistoryView { person: shown(&person), steps, organisations }, count))
    }
}
