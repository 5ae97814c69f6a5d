//! Pages of people out of `person_entry`, always within one view.

use crate::reader::Reader;
use crate::search_index;
use crate::sql::{get, placeholders, row, rows};
use app::Error;
use app::queries::people::{
    KnownIdentity, PAGE, PeopleQueries, PersonFilter, PersonPage, PersonRow, PersonSort,
};
use async_trait::async_trait;
use domain::access::Visible;
use domain::ids::{CaseId, OrganisationId, PersonId, RegionId};
use domain::matching::duplicates::Identity;
use domain::person::Person;
use sea_orm::{ConnectionTrait, QueryResult, Value};

pub(super) const READ: &str = "person_id, case_id, case_number, family_name, given_names, birth_year, town, ags, language, stage, lead_id, \
                    obliged, priority, course_kind, section, right_from, awaiting_since, registered_on, next_step, \
                    next_organisation_id, due_on";

#[async_trait]
impl<C: ConnectionTrait + Send + Sync> PeopleQueries for Reader<C> {
    async fn person_list(&self, visible: &Visible, filter: &PersonFilter) -> Result<PersonPage, Error> {
        if filter.search.trim().is_empty() {
            return listed(self.connection(), visible, filter, None).await;
        }
        let found = search_index::search(self.connection(), visible, &filter.search).await?;
        listed(self.connection(), visible, filter, Some(found)).await
    }

    async fn similar_persons(&self, region: i64, keys: &[String]) -> Result<Vec<PersonId>, Error> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT DISTINCT person_id FROM duplicate_key WHERE region_id = $1 AND key IN ({}) LIMIT 500",
            placeholders(2, keys.len())
        );
        let mut values: Vec<Value> = vec![region.into()];
        values.extend(keys.iter().map(|key| Value::from(key.as_str())));
        rows(self.connection(), sql, values).await?.iter().map(|row| Ok(PersonId(get(row, 0)?))).collect()
    }

    async fn identities(&self, region: RegionId, most: i64) -> Result<Vec<KnownIdentity>, Error> {
        let sql = "SELECT id, state FROM person WHERE region_id = $1 AND merged_into IS NULL ORDER BY id DESC LIMIT $2";
        let mut all = Vec::new();
        for row in rows(self.connection(), sql, vec![region.0.into(), most.into()]).await? {
            let state: String = get(&row, 1)?;
            let person: Person = serde_json::from_str(&state).map_err(Error::fault)?;
            let identity = Identity::from(&person);
            all.push(KnownIdentity {
                person: PersonId(get(&row, 0)?),
                identity,
                involved: person.involvements,
            });
        }
        Ok(all)
    }

    async fn persons_of_file_numbers(
        &self,
        organisation: OrganisationId,
        numbers: &[String],
    ) -> Result<Vec<(String, PersonId)>, Error> {
        let mut all = Vec::new();
        for part in numbers.chunks(500) {
            let sql = format!(
                "SELECT number, person_id FROM file_number WHERE organisation_id = $1 AND number IN ({})",
                placeholders(2, part.len())
            );
            let mut values: Vec<Value> = vec![organisation.0.into()];
            values.extend(part.iter().map(|number| Value::from(number.as_str())));
            for row in rows(self.connection(), sql, values).await? {
                all.push((get(&row, 0)?, PersonId(get(&row, 1)?)));
            }
        }
        Ok(all)
    }
}

/// Conditions of a filter; the first one is always the view.
fn conditions(visible: &Visible, filter: &PersonFilter, found: Option<&[i64]>) -> (String, Vec<Value>) {
    let mut sql = String::from("scope_id = $1");
    let mut values: Vec<Value> = vec![visible.scope().into()];
    let mut and = |condition: &str, value: Value| {
        values.push(value);
        sql.push_str(&format!(" AND {condition} ${}", values.len()));
    };
    if let Some(lead) = filter.lead {
        and("lead_id =", lead.0.into());
    }
    if let Some(ags) = &filter.ags {
        and("ags =", ags.as_str().into());
    }
    if let Some(language) = &filter.language {
        and("language =", language.as_str().into());
    }
    if let Some(kind) = &filter.course_kind {
        and("course_kind =", kind.as_str().into());
    }
    if let Some(section) = filter.section {
        and("section =", section.into());
    }
    if let Some(priority) = filter.priority {
        and("priority =", i64::from(priority).into());
    }
    if let Some(until) = filter.due_until {
        and("due_on <=", until.into());
    }
    if let Some(step) = &filter.next_step {
        and("next_step =", step.as_str().into());
    }
    if let Some(organisation) = filter.next_organisation {
        and("next_organisation_id =", organisation.0.into());
    }
    if !filter.stages.is_empty() {
        sql.push_str(&format!(" AND stage IN ({})", placeholders(values.len() + 1, filter.stages.len())));
        values.extend(filter.stages.iter().map(|stage| Value::from(stage.as_str())));
    }
    if let Some(found) = found {
        sql.push_str(&format!(" AND person_id IN ({})", placeholders(values.len() + 1, found.len())));
        values.extend(found.iter().map(|id| Value::from(*id)));
    }
    (sql, values)
}

fn order(filter: &PersonFilter) -> String {
    let turn = if filter.descending { "DESC" } else { "ASC" };
    let column = match filter.sort {
        PersonSort::Due => "due_on",
        PersonSort::Name => "sort_name",
        PersonSort::Waiting => "awaiting_since",
        PersonSort::Stage => "stage",
    };
    // those without a date come last in both databases; the name order has no gaps
    let gaps =
        if filter.sort == PersonSort::Name || filter.sort == PersonSort::Stage { "" } else { " NULLS LAST" };
    format!("{column} {turn}{gaps}, person_id {turn}")
}

async fn listed(
    connection: &impl ConnectionTrait,
    visible: &Visible,
    filter: &PersonFilter,
    found: Option<Vec<i64>>,
) -> Result<PersonPage, Error> {
    if found.as_ref().is_some_and(Vec::is_empty) {
        return Ok(PersonPage { rows: Vec::new(), total: 0 });
    }
    let (conditions, mut values) = conditions(visible, filter, found.as_deref());
    let count = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM person_entry WHERE {conditions}");
    let total = match row(connection, count, values.clone()).await? {
        Some(counted) => get(&counted, 0)?,
        None => 0,
    };
    let size = filter.page_size.unwrap_or(PAGE).clamp(1, 200_000);
    values.push(size.into());
    values.push((filter.page.max(0) * size).into());
    let sql = format!(
        "SELECT {READ} FROM person_entry WHERE {conditions} ORDER BY {} LIMIT ${} OFFSET ${}",
        order(filter),
        values.len() - 1,
        values.len()
    );
    let mut page: Vec<PersonRow> =
        rows(connection, sql, values).await?.iter().map(entry).collect::<Result<_, _>>()?;
    if let Some(found) = found.filter(|_| filter.sort == PersonSort::Due) {
        // a search answers best matches first
        page.sort_by_key(|r| found.iter().position(|id| *id == r.person.0));
    }
    Ok(PersonPage { rows: page, total })
}

pub(super) fn entry(row: &QueryResult) -> Result<PersonRow, Error> {
    Ok(PersonRow {
        person: PersonId(get(row, 0)?),
        case: get::<Option<i64>>(row, 1)?.map(CaseId),
        case_number: get(row, 2)?,
        family_name: get(row, 3)?,
        given_names: get(row, 4)?,
        birth_year: get::<Option<i64>>(row, 5)?.map(|y| y as i32),
        town: get(row, 6)?,
        ags: get(row, 7)?,
        language: get(row, 8)?,
        stage: get(row, 9)?,
        lead: get::<Option<i64>>(row, 10)?.map(OrganisationId),
        obliged: get::<i64>(row, 11)? != 0,
        priority: get::<i64>(row, 12)? != 0,
        course_kind: get(row, 13)?,
        section: get(row, 14)?,
        right_from: get(row, 15)?,
        awaiting_since: get(row, 16)?,
        registered_on: get(row, 17)?,
        next_step: get(row, 18)?,
        next_organisation: get::<Option<i64>>(row, 19)?.map(OrganisationId),
        due_on: get(row, 20)?,
    })
}
