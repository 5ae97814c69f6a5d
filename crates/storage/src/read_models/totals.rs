//! How many rows a filter finds, counted once per state of the view. Counting many thousand rows costs more than
//! reading the page; the number of a view's version tells whether the last count still holds, so that it is
//! always exact, also with several servers on one database.

use crate::sql::{execute, get, placeholders, row, rows};
use app::Error;
use sea_orm::{ConnectionTrait, Value};
use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;

/// Counts that are kept; when full it starts anew.
const MOST: usize = 2_000;

/// Counts by filter, each with the version of the view it was made at.
#[derive(Debug, Default)]
pub struct Totals {
    known: Mutex<HashMap<String, (i64, i64)>>,
    /// Held while counting, so that ten people who open the same list do not count ten times.
    counting: tokio::sync::Mutex<()>,
}

impl Totals {
    /// Rows of a view under these conditions.
    pub async fn of(
        &self,
        connection: &impl ConnectionTrait,
        scope: i64,
        conditions: &str,
        values: &[Value],
    ) -> Result<i64, Error> {
        let version = version(connection, scope).await?;
        let key = format!("{scope} {conditions} {values:?}");
        if let Some(total) = self.known(&key, version) {
            return Ok(total);
        }
        let _turn = self.counting.lock().await;
        if let Some(total) = self.known(&key, version) {
            return Ok(total);
        }
        let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM person_entry WHERE {conditions}");
        let total = match row(connection, sql, values.to_vec()).await? {
            Some(counted) => get(&counted, 0)?,
            None => 0,
        };
        if let Ok(mut known) = self.known.lock() {
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(key, (version, total));
        }
        Ok(total)
    }

    fn known(&self, key: &str, version: i64) -> Option<i64> {
        let (at, total) = self.known.lock().ok()?.get(key).copied()?;
        (at == version).then_some(total)
    }
}

async fn version(connection: &impl ConnectionTrait, scope: i64) -> Result<i64, Error> {
    let sql = "SELECT version FROM view_version WHERE scope_id = $1";
    row(connection, sql, vec![scope.into()]).await?.map_or(Ok(0), |found| get(&found, 0))
}

/// Views in which persons have lines.
pub async fn views_of(connection: &impl ConnectionTrait, persons: &[i64]) -> Result<BTreeSet<i64>, Error> {
    let mut views = BTreeSet::new();
    for part in persons.chunks(500) {
        let sql = format!(
            "SELECT DISTINCT scope_id FROM person_entry WHERE person_id IN ({})",
            placeholders(1, part.len())
        );
        for found in rows(connection, sql, part.iter().map(|id| (*id).into()).collect()).await? {
            views.insert(get(&found, 0)?);
        }
    }
    Ok(views)
}

/// Tells that lines of views have changed; in one order, so that two transactions do not wait for each other.
pub async fn changed(connection: &impl ConnectionTrait, views: &BTreeSet<i64>) -> Result<(), Error> {
    let sql = "INSERT INTO view_version (scope_id, version) VALUES ($1, 1) \
               ON CONFLICT (scope_id) DO UPDATE SET version = view_version.version + 1";
    for view in views {
        execute(connection, sql, vec![(*view).into()]).await?;
    }
    Ok(())
}
