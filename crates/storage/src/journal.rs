//! The journal: append-only events of ids, codes and dates.

use crate::sql::{get, insert_many, rows};
use app::{Error, Operation};
use domain::ids::{AccountId, CaseId, OperationId, OrganisationId, PersonId, RegionId};
use domain::journal::{Entry, Event, EventName};
use domain::moment::Moment;
use sea_orm::{ConnectionTrait, Value};

const COLUMNS: &str = "journal_event (operation_id, position, region_id, case_id, person_id, name, happened_on, recorded_at, \
                       organisation_id, account_id, data)";

/// Appends events of an operation, numbered from `first`.
pub async fn append(
    connection: &impl ConnectionTrait,
    operation: &Operation,
    first: i64,
    events: &[Event],
) -> Result<(), Error> {
    let mut lines = Vec::with_capacity(events.len());
    for (position, event) in (first..).zip(events) {
        let data = serde_json::to_string(&event.data).map_err(Error::fault)?;
        lines.push(vec![
            operation.id.0.into(),
            position.into(),
            operation.actor.region.0.into(),
            Value::BigInt(event.case.map(|c| c.0)),
            Value::BigInt(event.person.map(|p| p.0)),
            event.name.code().into(),
            event.on.into(),
            operation.now.0.into(),
            operation.actor.organisation.0.into(),
            operation.actor.account.0.into(),
            data.into(),
        ]);
    }
    insert_many(connection, COLUMNS, "", 11, lines).await
}

/// Events of a person, newest first.
pub async fn of_person(
    connection: &impl ConnectionTrait,
    person: i64,
    limit: i64,
) -> Result<Vec<Entry>, Error> {
    let sql = "SELECT operation_id, position, region_id, case_id, name, happened_on, recorded_at, organisation_id, account_id, data \
               FROM journal_event WHERE person_id = $1 ORDER BY recorded_at DESC, operation_id DESC, position DESC LIMIT $2";
    let mut entries = Vec::new();
    for row in rows(connection, sql, vec![person.into(), limit.into()]).await? {
        let name: String = get(&row, 4)?;
        let data: String = get(&row, 9)?;
        entries.push(Entry {
            id: get(&row, 1)?,
            operation: OperationId(get(&row, 0)?),
            region: RegionId(get(&row, 2)?),
            recorded_at: Moment(get(&row, 6)?),
            organisation: get::<Option<i64>>(&row, 7)?.map(OrganisationId),
            account: get::<Option<i64>>(&row, 8)?.map(AccountId),
            event: Event {
                name: EventName::from_code(&name)
                    .ok_or_else(|| Error::fault("unknown event in the journal"))?,
                case: get::<Option<i64>>(&row, 3)?.map(CaseId),
                person: Some(PersonId(person)),
                on: get(&row, 5)?,
                data: serde_json::from_str(&data).map_err(Error::fault)?,
            },
        });
    }
    Ok(entries)
}
