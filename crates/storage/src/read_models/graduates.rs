//! Graduates, always within one view: those whose persons have a line in it.

use crate::reader::Reader;
use crate::records::from_state;
use crate::sql::{get, row, rows};
use app::Error;
use app::queries::graduates::{CourseCounts, GraduateEntry, GraduateFilter, GraduateQueries};
use async_trait::async_trait;
use domain::access::{FieldGroup, Visible};
use domain::graduate::{Graduate, Missing};
use domain::ids::CourseId;
use domain::record::{RecordKind, Stored};
use sea_orm::{ConnectionTrait, Value};

/// Rows of a page unless an export asks for more.
const PAGE: i64 = 50;

/// Conditions of a filter with their values; the view comes first.
fn narrowed(visible: &Visible, filter: &GraduateFilter) -> (String, Vec<Value>) {
    let mut sql = String::from(
        "FROM graduate g JOIN person_entry e ON e.person_id = g.person_id AND e.scope_id = $1 WHERE g.region_id = $2",
    );
    let mut values: Vec<Value> = vec![visible.scope().into(), visible.region().0.into()];
    let mut and = |condition: &str, value: Value| {
        values.push(value);
        sql.push_str(&format!(" AND g.{condition} ${}", values.len()));
    };
    if let Some(from) = filter.from {
        and("last_day >=", from.into());
    }
    if let Some(until) = filter.until {
        and("last_day <=", until.into());
    }
    if let Some(course) = filter.course {
        and("course_id =", course.0.into());
    }
    if let Some(provider) = filter.provider {
        and("provider_id =", provider.0.into());
    }
    sql.push_str(match filter.missing {
        None => "",
        Some(Missing::Talk) => " AND g.talked = 0",
        Some(Missing::Sheet) => " AND g.advised = 0",
        Some(Missing::Decision) => " AND g.route IS NULL",
        // whoever moves away waits for nothing here
        Some(Missing::FollowOn) => " AND g.followed_on IS NULL AND (g.route IS NULL OR g.route <> 'move')",
    });
    (sql, values)
}

#[async_trait]
impl<C: ConnectionTrait + Send + Sync> GraduateQueries for Reader<C> {
    async fn graduates(
        &self,
        visible: &Visible,
        filter: &GraduateFilter,
    ) -> Result<(Vec<GraduateEntry>, i64), Error> {
        let (sql, mut values) = narrowed(visible, filter);
        let count = format!("SELECT CAST(COUNT(*) AS BIGINT) {sql}");
        let total = match row(self.connection(), count, values.clone()).await? {
            Some(counted) => get(&counted, 0)?,
            None => 0,
        };
        let size = filter.page_size.unwrap_or(PAGE).clamp(1, 200_000);
        values.push(size.into());
        values.push((filter.page.max(0) * size).into());
        let (limit, offset) = (values.len() - 1, values.len());
        let sql = format!(
            "SELECT g.version, g.state, e.family_name, e.given_names, e.case_number {sql} \
             ORDER BY g.last_day, g.course_id, e.sort_name, g.id LIMIT ${limit} OFFSET ${offset}"
        );
        let named = visible.shows(FieldGroup::Identity);
        let mut entries = Vec::new();
        for found in rows(self.connection(), sql, values).await? {
            let (version, state): (i64, String) = (get(&found, 0)?, get(&found, 1)?);
            let Some(graduate) = Graduate::from_record(from_state(RecordKind::Graduate, version, &state)?)
            else {
                continue;
            };
            let name = |index| -> Result<String, Error> {
                if named { get(&found, index) } else { Ok(String::new()) }
            };
            entries.push(GraduateEntry {
                graduate,
                family_name: name(2)?,
                given_names: name(3)?,
                case_number: get(&found, 4)?,
            });
        }
        Ok((entries, total))
    }

    async fn graduates_by_course(
        &self,
        visible: &Visible,
        filter: &GraduateFilter,
    ) -> Result<Vec<CourseCounts>, Error> {
        let (sql, values) = narrowed(visible, filter);
        let sql = format!(
            "SELECT g.course_id, MAX(g.last_day), CAST(COUNT(*) AS BIGINT), CAST(SUM(g.talked) AS BIGINT), \
             CAST(SUM(g.advised) AS BIGINT), CAST(COUNT(g.route) AS BIGINT), \
             CAST(COUNT(g.followed_on) AS BIGINT) {sql} GROUP BY g.course_id ORDER BY 2, 1"
        );
        rows(self.connection(), sql, values)
            .await?
            .iter()
            .map(|found| {
                Ok(CourseCounts {
                    course: CourseId(get(found, 0)?),
                    last_day: get(found, 1)?,
                    people: get(found, 2)?,
                    talked: get(found, 3)?,
                    advised: get(found, 4)?,
                    decided: get(found, 5)?,
                    followed_on: get(found, 6)?,
                })
            })
            .collect()
    }
}
