//! The audit: append-only entries, hash-linked in segments per region and month. A full month's segment
//! is sealed when the next begins; a sealed segment can be dropped as a whole when its time is over,
//! because the next one keeps the hash it began with.

use crate::database::writing;
use crate::sql::{execute, fault, get, insert_many, row, rows};
use app::Error;
use app::ports::AuditEntry;
use chrono::DateTime;
use domain::access::{Action, Purpose, Resource};
use domain::ids::{AccountId, OperationId, OrganisationId, RegionId};
use domain::moment::Moment;
use domain::record::RecordKind;
use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, TransactionTrait, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use tokio::sync::{mpsc, oneshot};

const COLUMNS: &str = "audit_entry (region_id, segment, position, at, account_id, organisation_id, action, resource, subject_kind, \
                       subject_id, person_id, purpose, filter, row_count, outcome, operation_id, request, hash)";
const READ: &str = "region_id, segment, position, at, account_id, organisation_id, action, resource, subject_kind, subject_id, \
                    person_id, purpose, filter, row_count, outcome, operation_id, request, hash";

/// Writes look-up entries in groups: whoever waits for the same commit shares it.
pub struct AuditLog {
    sender: mpsc::Sender<(AuditEntry, oneshot::Sender<Result<(), Error>>)>,
}

impl AuditLog {
    /// Starts the writing task.
    pub fn start(connection: DatabaseConnection) -> Self {
        let (sender, mut receiver) = mpsc::channel::<(AuditEntry, oneshot::Sender<Result<(), Error>>)>(1024);
        tokio::spawn(async move {
            while let Some(first) = receiver.recv().await {
                let mut group = vec![first];
                while group.len() < 256
                    && let Ok(next) = receiver.try_recv()
                {
                    group.push(next);
                }
                let (entries, waiting): (Vec<_>, Vec<_>) = group.into_iter().unzip();
                let result = write_group(&connection, entries).await;
                for answer in waiting {
                    // whoever no longer waits has gone away; the entry stands all the same
                    let _ = answer.send(result.clone());
                }
            }
        });
        AuditLog { sender }
    }

    /// Writes an entry durably.
    pub async fn write(&self, entry: AuditEntry) -> Result<(), Error> {
        let (answer, done) = oneshot::channel();
        let stopped = || Error::fault("the audit writer has stopped");
        self.sender.send((entry, answer)).await.map_err(|_| stopped())?;
        done.await.map_err(|_| stopped())?
    }
}

async fn write_group(connection: &DatabaseConnection, entries: Vec<AuditEntry>) -> Result<(), Error> {
    let transaction = connection.begin_with_options(writing()).await.map_err(fault)?;
    append(&transaction, entries).await?;
    transaction.commit().await.map_err(fault)
}

/// Appends entries inside a transaction.
pub async fn append(connection: &impl ConnectionTrait, entries: Vec<AuditEntry>) -> Result<(), Error> {
    let mut by_region: BTreeMap<i64, Vec<AuditEntry>> = BTreeMap::new();
    for entry in entries {
        by_region.entry(entry.region.0).or_default().push(entry);
    }
    for (region, mut entries) in by_region {
        fill_persons(connection, &mut entries).await?;
        append_region(connection, region, entries).await?;
    }
    Ok(())
}

/// Notes whose data an entry touched where the subject is a record about a person.
async fn fill_persons(connection: &impl ConnectionTrait, entries: &mut [AuditEntry]) -> Result<(), Error> {
    for entry in entries.iter_mut().filter(|e| e.person.is_none()) {
        let Some((kind, id)) = entry.subject else { continue };
        entry.person = match kind {
            RecordKind::Person => Some(id),
            _ if kind.hangs_on_person() => {
                let sql = format!("SELECT person_id FROM {} WHERE id = $1", kind.code());
                // a report about a group names nobody
                match row(connection, sql, vec![id.into()]).await? {
                    Some(found) => get::<Option<i64>>(&found, 0)?,
                    None => None,
                }
            }
            _ => None,
        };
    }
    Ok(())
}

struct Segment {
    number: i64,
    entries: i64,
    head: String,
}

async fn append_region(
    connection: &impl ConnectionTrait,
    region: i64,
    entries: Vec<AuditEntry>,
) -> Result<(), Error> {
    let period = entries.first().map(|e| period(e.at)).unwrap_or_default();
    let mut segment = open_segment(connection, region, &period, entries.len() as i64, entries[0].at).await?;
    let mut lines = Vec::with_capacity(entries.len());
    for entry in entries {
        segment.entries += 1;
        let values = plain(&entry, region, segment.number, segment.entries);
        segment.head = link(&segment.head, &values);
        let mut line: Vec<Value> = values;
        line.push(segment.head.as_str().into());
        lines.push(line);
    }
    insert_many(connection, COLUMNS, "", 18, lines).await?;
    let sql = "UPDATE audit_segment SET head_hash = $1 WHERE region_id = $2 AND number = $3";
    execute(connection, sql, vec![segment.head.into(), region.into(), segment.number.into()])
        .await
        .map(|_| ())
}

/// Takes the open segment of a region (its row stays locked until the transaction ends); `entries` of
/// the returned one is the number before the new ones.
async fn open_segment(
    connection: &impl ConnectionTrait,
    region: i64,
    period: &str,
    more: i64,
    at: Moment,
) -> Result<Segment, Error> {
    let sql = "UPDATE audit_segment SET entries = entries + $1 WHERE region_id = $2 AND sealed_at IS NULL AND period = $3 \
               RETURNING number, entries, head_hash";
    if let Some(found) = row(connection, sql, vec![more.into(), region.into(), period.into()]).await? {
        return Ok(Segment {
            number: get(&found, 0)?,
            entries: get::<i64>(&found, 1)? - more,
            head: get(&found, 2)?,
        });
    }
    let sql = "SELECT number, head_hash FROM audit_segment WHERE region_id = $1 ORDER BY number DESC LIMIT 1";
    let (number, previous) = match row(connection, sql, vec![region.into()]).await? {
        Some(last) => (get::<i64>(&last, 0)? + 1, get::<String>(&last, 1)?),
        None => (1, String::new()),
    };
    let sql = "UPDATE audit_segment SET sealed_at = $1 WHERE region_id = $2 AND sealed_at IS NULL";
    execute(connection, sql, vec![at.0.into(), region.into()]).await?;
    let sql = "INSERT INTO audit_segment (region_id, number, period, entries, previous_hash, head_hash) VALUES ($1, $2, $3, $4, $5, $5)";
    execute(
        connection,
        sql,
        vec![region.into(), number.into(), period.into(), more.into(), previous.as_str().into()],
    )
    .await?;
    Ok(Segment { number, entries: 0, head: previous })
}

fn period(at: Moment) -> String {
    DateTime::from_timestamp_millis(at.0).map(|t| t.format("%Y-%m").to_string()).unwrap_or_default()
}

fn plain(entry: &AuditEntry, region: i64, segment: i64, position: i64) -> Vec<Value> {
    vec![
        region.into(),
        segment.into(),
        position.into(),
        entry.at.0.into(),
        entry.account.0.into(),
        entry.organisation.0.into(),
        entry.action.code().into(),
        entry.resource.code().into(),
        Value::from(entry.subject.map(|(kind, _)| kind.code().to_owned())),
        Value::BigInt(entry.subject.map(|(_, id)| id)),
        Value::BigInt(entry.person),
        entry.purpose.code().into(),
        entry.filter.as_str().into(),
        Value::BigInt(entry.count),
        entry.outcome.as_str().into(),
        entry.operation.0.into(),
        entry.request.as_str().into(),
    ]
}

/// Hash of an entry on top of the one before it.
fn link(previous: &str, values: &[Value]) -> String {
    let mut hash = Sha256::new();
    hash.update(previous.as_bytes());
    for value in values {
        let text = value_text(value);
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn value_text(value: &Value) -> String {
    match value {
        Value::BigInt(Some(n)) => n.to_string(),
        Value::String(Some(text)) => text.to_string(),
        _ => String::from("\u{0}"),
    }
}

fn entry_of(row: &QueryResult) -> Result<AuditEntry, Error> {
    let code = |index| get::<String>(row, index);
    let unknown = || Error::fault("unknown code in the audit");
    let kind: Option<String> = get(row, 8)?;
    let subject_id: Option<i64> = get(row, 9)?;
    Ok(AuditEntry {
        region: RegionId(get(row, 0)?),
        at: Moment(get(row, 3)?),
        account: AccountId(get(row, 4)?),
        organisation: OrganisationId(get(row, 5)?),
        action: Action::from_code(&code(6)?).ok_or_else(unknown)?,
        resource: Resource::from_code(&code(7)?).ok_or_else(unknown)?,
        subject: kind.as_deref().and_then(RecordKind::from_code).zip(subject_id),
        person: get(row, 10)?,
        purpose: Purpose::from_code(&code(11)?).ok_or_else(unknown)?,
        filter: get(row, 12)?,
        count: get(row, 13)?,
        outcome: get(row, 14)?,
        operation: OperationId(get(row, 15)?),
        request: get(row, 16)?,
    })
}

/// Entries that touched a person, newest first.
pub async fn of_person(
    connection: &impl ConnectionTrait,
    person: i64,
    limit: i64,
) -> Result<Vec<AuditEntry>, Error> {
    let sql = format!(
        "SELECT {READ} FROM audit_entry WHERE person_id = $1 ORDER BY at DESC, segment DESC, position DESC LIMIT $2"
    );
    rows(connection, sql, vec![person.into(), limit.into()]).await?.iter().map(entry_of).collect()
}

/// Entries of an organisation, newest first.
pub async fn of_organisation(
    connection: &impl ConnectionTrait,
    organisation: i64,
    limit: i64,
) -> Result<Vec<AuditEntry>, Error> {
    let sql = format!(
        "SELECT {READ} FROM audit_entry WHERE organisation_id = $1 ORDER BY at DESC, segment DESC, position DESC LIMIT $2"
    );
    rows(connection, sql, vec![organisation.into(), limit.into()]).await?.iter().map(entry_of).collect()
}

/// Recomputes every chain; position of the first entry that does not fit, if any.
pub async fn verify(connection: &impl ConnectionTrait) -> Result<Option<i64>, Error> {
    let sql = "SELECT region_id, number, entries, previous_hash, head_hash FROM audit_segment ORDER BY region_id, number";
    let mut before: Option<(i64, String)> = None;
    for segment in rows(connection, sql, vec![]).await? {
        let region: i64 = get(&segment, 0)?;
        let number: i64 = get(&segment, 1)?;
        let previous: String = get(&segment, 3)?;
        let head: String = get(&segment, 4)?;
        if before.as_ref().is_some_and(|(r, h)| *r == region && *h != previous) {
            return Ok(Some(0));
        }
        let (entries, end) = recompute(connection, region, number, previous).await?;
        match end {
            Ok(computed) if computed == head && entries == get::<i64>(&segment, 2)? => {
                before = Some((region, head))
            }
            Ok(_) => return Ok(Some(entries)),
            Err(position) => return Ok(Some(position)),
        }
    }
    Ok(None)
}

async fn recompute(
    connection: &impl ConnectionTrait,
    region: i64,
    segment: i64,
    previous: String,
) -> Result<(i64, Result<String, i64>), Error> {
    let mut head = previous;
    let mut last = 0;
    loop {
        let sql = format!(
            "SELECT {READ} FROM audit_entry WHERE region_id = $1 AND segment = $2 AND position > $3 ORDER BY position LIMIT 5000"
        );
        let page = rows(connection, sql, vec![region.into(), segment.into(), last.into()]).await?;
        if page.is_empty() {
            return Ok((last, Ok(head)));
        }
        for found in &page {
            let position: i64 = get(found, 2)?;
            let entry = entry_of(found)?;
            head = link(&head, &plain(&entry, region, segment, position));
            if position != last + 1 || head != get::<String>(found, 17)? {
                return Ok((last, Err(position)));
            }
            last = position;
        }
    }
}
