//! Reading: records by id and by column, journal, audit, history. Lists of people are in `read_models`.

use crate::read_models::totals::Totals;
use crate::sql::{get, placeholders, row, rows, value};
use crate::{audit, journal, records};
use app::Error;
use app::ports::{AuditEntry, Find, HistoryRow, Queries, Where};
use async_trait::async_trait;
use domain::ids::{OperationId, OrganisationId, RegionId};
use domain::journal::Entry;
use domain::moment::Moment;
use domain::record::{Record, RecordKind};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use std::sync::Arc;

/// Reads through a pool or inside a transaction.
pub struct Reader<C> {
    connection: C,
    totals: Arc<Totals>,
}

impl<C: ConnectionTrait + Send + Sync> Reader<C> {
    /// A reader over a connection.
    pub fn new(connection: C) -> Self {
        Reader { connection, totals: Arc::default() }
    }

    /// Counts of lists as far as they are known.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// The connection.
    pub fn connection(&self) -> &C {
        &self.connection
    }

    /// Gives the connection back.
    pub fn into_connection(self) -> C {
        self.connection
    }
}

/// SQL of the conditions of a search and their values.
fn conditions(find: &Find) -> (String, Vec<Value>) {
    let mut sql = String::from("region_id = $1");
    let mut values: Vec<Value> = vec![find.region.0.into()];
    for condition in &find.conditions {
        sql.push_str(" AND ");
        match condition {
            Where::Is(column, cell) => {
                values.push(value(cell));
                sql.push_str(&format!("{column} = ${}", values.len()));
            }
            Where::AtLeast(column, cell) => {
                values.push(value(cell));
                sql.push_str(&format!("{column} >= ${}", values.len()));
            }
            Where::AtMost(column, cell) => {
                values.push(value(cell));
                sql.push_str(&format!("{column} <= ${}", values.len()));
            }
            Where::OneOf(column, cells) if cells.is_empty() => {
                sql.push_str(&format!("{column} IS NULL AND 1 = 0"))
            }
            Where::OneOf(column, cells) => {
                sql.push_str(&format!("{column} IN ({})", placeholders(values.len() + 1, cells.len())));
                values.extend(cells.iter().map(value));
            }
        }
    }
    (sql, values)
}

fn record(kind: RecordKind, row: &QueryResult) -> Result<Record, Error> {
    let state: String = get(row, 1)?;
    records::from_state(kind, get(row, 0)?, &state)
}

fn history_row(row: &QueryResult) -> Result<HistoryRow, Error> {
    let kind: String = get(row, 0)?;
    let kind = RecordKind::from_code(&kind).ok_or_else(|| Error::fault("unknown kind in the history"))?;
    let before: Option<String> = get(row, 2)?;
    let after_version: i64 = get(row, 3)?;
    let before = before.map(|state| records::from_state(kind, after_version - 1, &state)).transpose()?;
    Ok(HistoryRow { kind, id: get(row, 1)?, before, after_version })
}

#[async_trait]
impl<C: ConnectionTrait + Send + Sync> Queries for Reader<C> {
    async fn fetch(&self, kind: RecordKind, id: i64) -> Result<Option<Record>, Error> {
        let sql = format!("SELECT version, state FROM {} WHERE id = $1", kind.code());
        let found = row(&self.connection, sql, vec![id.into()]).await?;
        found.map(|found| record(kind, &found)).transpose()
    }

    async fn fetch_all(&self, kind: RecordKind, ids: &[i64]) -> Result<Vec<Record>, Error> {
        let mut all = Vec::with_capacity(ids.len());
        for part in ids.chunks(500) {
            let sql = format!(
                "SELECT version, state FROM {} WHERE id IN ({})",
                kind.code(),
                placeholders(1, part.len())
            );
            let values = part.iter().map(|id| (*id).into()).collect();
            for found in rows(&self.connection, sql, values).await? {
                all.push(record(kind, &found)?);
            }
        }
        Ok(all)
    }

    async fn search(&self, find: &Find) -> Result<Vec<Record>, Error> {
        let (conditions, mut values) = conditions(find);
        let turn = if find.descending { "DESC" } else { "ASC" };
        let order = find.order.map(|column| format!("{column} {turn}, ")).unwrap_or_default();
        values.push(find.limit.into());
        let sql = format!(
            "SELECT version, state FROM {} WHERE {conditions} ORDER BY {order}id {turn} LIMIT ${}",
            find.kind.code(),
            values.len()
        );
        rows(&self.connection, sql, values).await?.iter().map(|found| record(find.kind, found)).collect()
    }

    async fn count_by(&self, find: &Find, column: &'static str) -> Result<Vec<(i64, i64)>, Error> {
        let (conditions, values) = conditions(find);
        let sql = format!(
            "SELECT {column}, CAST(COUNT(*) AS BIGINT) FROM {} WHERE {conditions} GROUP BY {column}",
            find.kind.code()
        );
        rows(&self.connection, sql, values)
            .await?
            .iter()
            .map(|row| Ok((get(row, 0)?, get(row, 1)?)))
            .collect()
    }

    async fn journal_of(&self, person: i64, limit: i64) -> Result<Vec<Entry>, Error> {
        journal::of_person(&self.connection, person, limit).await
    }

    async fn access_to(&self, person: i64, limit: i64) -> Result<Vec<AuditEntry>, Error> {
        audit::of_person(&self.connection, person, limit).await
    }

    async fn audit_of(&self, organisation: OrganisationId, limit: i64) -> Result<Vec<AuditEntry>, Error> {
        audit::of_organisation(&self.connection, organisation.0, limit).await
    }

    async fn history_of(
        &self,
        kind: RecordKind,
        id: i64,
    ) -> Result<Vec<(OperationId, Moment, HistoryRow)>, Error> {
        let sql = "SELECT kind, record_id, before, after_version, operation_id, at FROM history \
                   WHERE kind = $1 AND record_id = $2 ORDER BY at DESC, operation_id DESC, position DESC LIMIT 200";
        rows(&self.connection, sql, vec![kind.code().into(), id.into()])
            .await?
            .iter()
            .map(|row| Ok((OperationId(get(row, 4)?), Moment(get(row, 5)?), history_row(row)?)))
            .collect()
    }

    async fn history_of_operation(&self, operation: OperationId) -> Result<Vec<HistoryRow>, Error> {
        let sql = "SELECT kind, record_id, before, after_version FROM history WHERE operation_id = $1 ORDER BY position DESC";
        rows(&self.connection, sql, vec![operation.0.into()]).await?.iter().map(history_row).collect()
    }

    async fn operations_of_import(&self, import: i64) -> Result<Vec<OperationId>, Error> {
        let sql = "SELECT id FROM operation WHERE import_id = $1 AND undone_by IS NULL ORDER BY id DESC";
        rows(&self.connection, sql, vec![import.into()])
            .await?
            .iter()
            .map(|row| Ok(OperationId(get(row, 0)?)))
            .collect()
    }

    async fn account_of_login(&self, login: &str) -> Result<Option<Record>, Error> {
        let sql = "SELECT version, state FROM account WHERE login = $1";
        let found = row(&self.connection, sql, vec![login.into()]).await?;
        found.map(|found| record(RecordKind::Account, &found)).transpose()
    }

    async fn region_of_code(&self, code: &str) -> Result<Option<Record>, Error> {
        let found =
            row(&self.connection, "SELECT version, state FROM region WHERE code = $1", vec![code.into()])
                .await?;
        found.map(|found| record(RecordKind::Region, &found)).transpose()
    }

    async fn last_change(&self, region: RegionId) -> Result<Option<Moment>, Error> {
        let sql = "SELECT MAX(at) FROM operation WHERE region_id = $1";
        match row(&self.connection, sql, vec![region.0.into()]).await? {
            Some(found) => Ok(get::<Option<i64>>(&found, 0)?.map(Moment)),
            None => Ok(None),
        }
    }

    async fn regions(&self) -> Result<Vec<Record>, Error> {
        rows(&self.connection, "SELECT version, state FROM region ORDER BY code", vec![])
            .await?
            .iter()
            .map(|found| record(RecordKind::Region, found))
            .collect()
    }
}
