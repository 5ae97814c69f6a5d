//! Many blocking keys at once, for judging the rows of an import.

use crate::reader::Reader;
use crate::sql::{get, placeholders, rows};
use app::Error;
use app::queries::imports::{ImportQueries, KeyHit};
use async_trait::async_trait;
use domain::ids::{PersonId, RegionId};
use sea_orm::{ConnectionTrait, Value};

/// Keys per statement.
const KEYS: usize = 2_000;

#[async_trait]
impl<C: ConnectionTrait + Send + Sync> ImportQueries for Reader<C> {
    async fn persons_of_keys(&self, region: RegionId, keys: &[String]) -> Result<Vec<KeyHit>, Error> {
        let (births, others): (Vec<&String>, Vec<&String>) =
            keys.iter().partition(|key| key.starts_with("b:"));
        let mut hits = Vec::new();
        let plain = "SELECT k.key, k.person_id, '' FROM duplicate_key k WHERE k.region_id = $1";
        // CROSS JOIN keeps SQLite from walking through every person of the region for each part of the list
        let named = "SELECT k.key, k.person_id, e.family_name || ' ' || e.given_names FROM duplicate_key k \
                     CROSS JOIN person_entry e \
                     WHERE e.scope_id = $1 AND e.person_id = k.person_id AND k.region_id = $1";
        for (sql, keys) in [(plain, others), (named, births)] {
            for part in keys.chunks(KEYS) {
                let mut values: Vec<Value> = vec![region.0.into()];
                values.extend(part.iter().map(|key| Value::from(key.as_str())));
                let sql = format!("{sql} AND k.key IN ({})", placeholders(2, part.len()));
                for row in rows(self.connection(), sql, values).await? {
                    hits.push(KeyHit {
                        key: get(&row, 0)?,
                        person: PersonId(get(&row, 1)?),
                        name: get(&row, 2)?,
                    });
                }
            }
        }
        Ok(hits)
    }
}
