//! Messages that wait for delivery. They were left by the transaction whose news they are; here they are read,
//! marked as delivered, or put off after a failure.

use crate::sql::{execute, get, rows};
use app::Error;
use app::ports::{OutboxEntry, OutboxMessage};
use domain::ids::RegionId;
use domain::moment::Moment;
use sea_orm::ConnectionTrait;

/// Messages whose time has come, oldest first.
pub async fn waiting(
    connection: &impl ConnectionTrait,
    now: Moment,
    most: i64,
) -> Result<Vec<OutboxEntry>, Error> {
    let sql = "SELECT id, region_id, kind, payload, attempts FROM outbox \
               WHERE delivered_at IS NULL AND next_try_at <= $1 ORDER BY id LIMIT $2";
    rows(connection, sql, vec![now.0.into(), most.into()])
        .await?
        .iter()
        .map(|row| {
            Ok(OutboxEntry {
                message: OutboxMessage { id: get(row, 0)?, kind: get(row, 2)?, payload: get(row, 3)? },
                region: RegionId(get(row, 1)?),
                attempts: get(row, 4)?,
            })
        })
        .collect()
}

/// Marks a message as delivered.
pub async fn delivered(connection: &impl ConnectionTrait, id: i64, now: Moment) -> Result<(), Error> {
    let sql = "UPDATE outbox SET delivered_at = $1, last_error = NULL WHERE id = $2";
    execute(connection, sql, vec![now.0.into(), id.into()]).await.map(|_| ())
}

/// Puts a message off after a failure; the error is a code.
pub async fn put_off(
    connection: &impl ConnectionTrait,
    id: i64,
    error: &str,
    until: Moment,
) -> Result<(), Error> {
    let sql = "UPDATE outbox SET attempts = attempts + 1, last_error = $1, next_try_at = $2 WHERE id = $3";
    execute(connection, sql, vec![error.into(), until.0.into(), id.into()]).await.map(|_| ())
}
