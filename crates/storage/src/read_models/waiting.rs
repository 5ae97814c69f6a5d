//! The waiting list out of `person_entry`, always within one view: priority class first, then the longest
//! wait.

use super::people::{READ, entry};
use crate::reader::Reader;
use crate::sql::{get, row, rows};
use app::Error;
use app::queries::people::{PAGE, PersonRow};
use app::queries::waiting::{WaitingFilter, WaitingQueries};
use async_trait::async_trait;
use domain::access::Visible;
use domain::case::Stage;
use sea_orm::{ConnectionTrait, Value};

const WAITS: &str = "scope_id = $1 AND stage = $2";

fn view(visible: &Visible) -> Vec<Value> {
    vec![visible.scope().into(), Stage::AwaitingSeat.code().into()]
}

#[async_trait]
impl<C: ConnectionTrait + Send + Sync> WaitingQueries for Reader<C> {
    async fn waiting(
        &self,
        visible: &Visible,
        filter: &WaitingFilter,
    ) -> Result<(Vec<PersonRow>, i64), Error> {
        let mut conditions = String::from(WAITS);
        let mut values = view(visible);
        let mut and = |column: &str, value: Value| {
            values.push(value);
            conditions.push_str(&format!(" AND {column} = ${}", values.len()));
        };
        if let Some(kind) = &filter.course_kind {
            and("course_kind", kind.as_str().into());
        }
        if let Some(section) = filter.section {
            and("section", section.into());
        }
        if let Some(ags) = &filter.ags {
            and("ags", ags.as_str().into());
        }
        if let Some(priority) = filter.priority {
            and("priority", i64::from(priority).into());
        }
        let count = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM person_entry WHERE {conditions}");
        let total = match row(self.connection(), count, values.clone()).await? {
            Some(counted) => get(&counted, 0)?,
            None => 0,
        };
        let size = filter.page_size.unwrap_or(PAGE).clamp(1, 200_000);
        values.push(size.into());
        values.push((filter.page.max(0) * size).into());
        let sql = format!(
            "SELECT {READ} FROM person_entry WHERE {conditions} \
             ORDER BY priority DESC, awaiting_since ASC NULLS LAST, person_id ASC LIMIT ${} OFFSET ${}",
            values.len() - 1,
            values.len()
        );
        let page = rows(self.connection(), sql, values).await?.iter().map(entry).collect::<Result<_, _>>()?;
        Ok((page, total))
    }

    async fn waiting_by_kind(&self, visible: &Visible) -> Result<Vec<(String, i64)>, Error> {
        let sql = format!(
            "SELECT course_kind, CAST(COUNT(*) AS BIGINT) FROM person_entry WHERE {WAITS} GROUP BY course_kind"
        );
        rows(self.connection(), sql, view(visible))
            .await?
            .iter()
            .map(|row| Ok((get(row, 0)?, get(row, 1)?)))
            .collect()
    }

    async fn waiting_towns(&self, visible: &Visible) -> Result<Vec<(String, String)>, Error> {
        let sql = format!(
            "SELECT DISTINCT ags, town FROM person_entry WHERE {WAITS} AND ags <> '' ORDER BY town, ags"
        );
        rows(self.connection(), sql, view(visible))
            .await?
            .iter()
            .map(|row| Ok((get(row, 0)?, get(row, 1)?)))
            .collect()
    }
}
