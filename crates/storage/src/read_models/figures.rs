//! Counts out of `person_entry`; the caller hides small ones.

use crate::reader::Reader;
use crate::sql::{get, rows};
use app::Error;
use app::queries::figures::{FigureQueries, StageCount};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::Visible;
use sea_orm::ConnectionTrait;

#[async_trait]
impl<C: ConnectionTrait + Send + Sync> FigureQueries for Reader<C> {
    async fn stages(&self, visible: &Visible, today: NaiveDate) -> Result<Vec<StageCount>, Error> {
        let sql = "SELECT stage, CAST(COUNT(*) AS BIGINT), CAST(SUM(CASE WHEN due_on < $2 THEN 1 ELSE 0 END) AS BIGINT) \
                   FROM person_entry WHERE scope_id = $1 AND stage <> '' GROUP BY stage";
        rows(self.connection(), sql, vec![visible.scope().into(), today.into()])
            .await?
            .iter()
            .map(|row| {
                Ok(StageCount {
                    stage: get(row, 0)?,
                    count: get(row, 1)?,
                    overdue: get::<Option<i64>>(row, 2)?.unwrap_or(0),
                })
            })
            .collect()
    }

    async fn stages_by_lead(&self, visible: &Visible) -> Result<Vec<(i64, String, i64)>, Error> {
        let sql = "SELECT COALESCE(lead_id, 0), stage, CAST(COUNT(*) AS BIGINT) FROM person_entry \
                   WHERE scope_id = $1 AND stage <> '' GROUP BY COALESCE(lead_id, 0), stage";
        rows(self.connection(), sql, vec![visible.scope().into()])
            .await?
            .iter()
            .map(|row| Ok((get(row, 0)?, get(row, 1)?, get(row, 2)?)))
            .collect()
    }

    async fn open_since(
        &self,
        visible: &Visible,
    ) -> Result<Vec<(Option<NaiveDate>, Option<NaiveDate>)>, Error> {
        let sql = "SELECT right_from, registered_on FROM person_entry \
                   WHERE scope_id = $1 AND stage IN ('opened', 'invited', 'awaiting_seat', 'reserved', 'registered')";
        rows(self.connection(), sql, vec![visible.scope().into()])
            .await?
            .iter()
            .map(|row| Ok((get(row, 0)?, get(row, 1)?)))
            .collect()
    }
}
