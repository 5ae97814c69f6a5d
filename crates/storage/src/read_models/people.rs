//! Pages of people out of `person_entry`, always within one view.

use crate::reader::Reader;
use crate::search_index;
use crate::sql::{get, placeholders, rows};
use app::Error;
use app::queries::people::{
    KnownIdentity, PAGE, PeopleQueries, PersonFilter, PersonPage, PersonRow, PersonSort,
};
use async_trait::async_trait;
use domain::access::Visible;
use domain::ids::{CaseId, OrganisationId, PersonId, RegionId};
use domain::matching::duplicates::Identity;
use domain::matching::normalise;
use domain::person::Person;
use sea_orm::{ConnectionTrait, QueryResult, Value};
use std::collections::HashMap;

pub(super) const READ: &str = "person_id, case_id, case_number, family_name, given_names, birth_year, town, ags, language, stage, lead_id, \
                    obliged, priority, course_kind, section, right_from, awaiting_since, registered_on, next_step, \
                    next_organisation_id, due_on";

#[async_trait]
impl<C: ConnectionTrait + Send + Sync> PeopleQueries for Reader<C> {
    async fn person_list(&self, visible: &Visible, filter: &PersonFilter) -> Result<PersonPage, Error> {
        if filter.search.trim().is_empty() {
            return listed(self, visible, filter).await;
        }
        let found = search_index::search(self.connection(), visible, &filter.search).await?;
        found_page(self, visible, filter, found).await
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
    if let Some(cases) = &filter.cases {
        sql.push_str(&format!(" AND case_id IN ({})", listed_ids(cases)));
    }
    if !filter.not_cases.is_empty() {
        // a person without a case is in nobody's hands either
        sql.push_str(&format!(" AND COALESCE(case_id, 0) NOT IN ({})", listed_ids(&filter.not_cases)));
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

/// Ids as a list of numbers: they may be more than a statement has places for. Nothing is in an empty list.
fn listed_ids(cases: &[CaseId]) -> String {
    let ids: Vec<String> = cases.iter().map(|case| case.0.to_string()).collect();
    if ids.is_empty() { "NULL".to_owned() } else { ids.join(", ") }
}

/// Up to so many rows are sorted after they were found; beyond, the page is read along the order.
const FEW: i64 = 5_000;

/// Column and direction of a sort; `true` where rows may have no value in it.
fn order(filter: &PersonFilter) -> (&'static str, &'static str, bool) {
    let turn = if filter.descending { "DESC" } else { "ASC" };
    match filter.sort {
        PersonSort::Due => ("due_on", turn, true),
        PersonSort::Name => ("sort_name", turn, false),
        PersonSort::Waiting => ("awaiting_since", turn, true),
        PersonSort::Stage => ("stage", turn, false),
    }
}

/// A page of a list. Those without a date come last in both directions and in both databases: they are a
/// stretch of their own, so that each stretch can be read along its index.
async fn listed<C: ConnectionTrait + Send + Sync>(
    reader: &Reader<C>,
    visible: &Visible,
    filter: &PersonFilter,
) -> Result<PersonPage, Error> {
    let (conditions, values) = conditions(visible, filter, None);
    let total = reader.totals().of(reader.connection(), visible.scope(), &conditions, &values).await?;
    let size = filter.page_size.unwrap_or(PAGE).clamp(1, 200_000);
    let from = filter.page.max(0).saturating_mul(size);
    let (column, turn, gaps) = order(filter);
    let stretch = Stretch { conditions: &conditions, values: &values };
    if total <= FEW {
        let order = format!("{column} IS NULL, {column} {turn}, person_id {turn}");
        let rows = stretch.gather(reader.connection(), &order, size, from).await?;
        return Ok(PersonPage { rows, total });
    }
    if !gaps {
        let order = format!("{column} {turn}, person_id {turn}");
        let rows = stretch.read(reader.connection(), "", &order, size, from).await?;
        return Ok(PersonPage { rows, total });
    }
    let dated = format!(" AND {column} IS NOT NULL");
    let order = format!("{column} {turn}, person_id {turn}");
    let mut rows = stretch.read(reader.connection(), &dated, &order, size, from).await?;
    let missing = size - rows.len() as i64;
    if missing > 0 && total > from + rows.len() as i64 {
        let all_dated = format!("{conditions}{dated}");
        let before = reader.totals().of(reader.connection(), visible.scope(), &all_dated, &values).await?;
        let undated = format!(" AND {column} IS NULL");
        let order = format!("person_id {turn}");
        let skip = (from - before).max(0);
        rows.extend(stretch.read(reader.connection(), &undated, &order, missing, skip).await?);
    }
    Ok(PersonPage { rows, total })
}

/// What a search found, within the other filters: few rows, sorted here.
async fn found_page<C: ConnectionTrait + Send + Sync>(
    reader: &Reader<C>,
    visible: &Visible,
    filter: &PersonFilter,
    found: Vec<i64>,
) -> Result<PersonPage, Error> {
    if found.is_empty() {
        return Ok(PersonPage { rows: Vec::new(), total: 0 });
    }
    let size = filter.page_size.unwrap_or(PAGE).clamp(1, 200_000);
    let from = usize::try_from(filter.page.max(0).saturating_mul(size)).unwrap_or(usize::MAX);
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let unfiltered = conditions(visible, filter, None).1.len() == 1;
    if unfiltered && filter.sort == PersonSort::Due {
        // the search looked within the view already: only the page itself is read
        let total = found.len() as i64;
        let page: Vec<i64> = found.into_iter().skip(from).take(size).collect();
        let rows = matched(reader.connection(), visible, filter, &page).await?;
        return Ok(PersonPage { rows, total });
    }
    let mut all = matched(reader.connection(), visible, filter, &found).await?;
    match filter.sort {
        // a search answers best matches first
        PersonSort::Due => {}
        PersonSort::Name => {
            all.sort_by_key(|row| normalise(&format!("{} {}", row.family_name, row.given_names)))
        }
        PersonSort::Waiting => all.sort_by_key(|row| (row.awaiting_since.is_none(), row.awaiting_since)),
        PersonSort::Stage => all.sort_by(|one, other| one.stage.cmp(&other.stage)),
    }
    if filter.descending && filter.sort != PersonSort::Due {
        all.reverse();
    }
    let total = all.len() as i64;
    Ok(PersonPage { rows: all.into_iter().skip(from).take(size).collect(), total })
}

/// Rows of found persons in the order of the search, within the other filters.
async fn matched(
    connection: &impl ConnectionTrait,
    visible: &Visible,
    filter: &PersonFilter,
    found: &[i64],
) -> Result<Vec<PersonRow>, Error> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let (conditions, values) = conditions(visible, filter, Some(found));
    let sql = format!("SELECT {READ} FROM person_entry WHERE {conditions}");
    let mut all: Vec<PersonRow> =
        rows(connection, sql, values).await?.iter().map(entry).collect::<Result<_, _>>()?;
    let rank: HashMap<i64, usize> = found.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    all.sort_by_key(|row| rank.get(&row.person.0).copied());
    Ok(all)
}

/// Rows of one filter.
struct Stretch<'a> {
    conditions: &'a str,
    values: &'a [Value],
}

impl Stretch<'_> {
    /// Few rows are found by their filter and sorted; along the index of the order they could lie anywhere.
    async fn gather(
        &self,
        connection: &impl ConnectionTrait,
        order: &str,
        size: i64,
        from: i64,
    ) -> Result<Vec<PersonRow>, Error> {
        let (mut values, conditions) = (self.values.to_vec(), self.conditions);
        values.extend([size.into(), from.into()]);
        let (limit, offset) = (values.len() - 1, values.len());
        // the inner limit is never reached; it keeps both databases from beginning with the order
        let sql = format!(
            "SELECT {READ} FROM (SELECT {READ}, sort_name FROM person_entry WHERE {conditions} LIMIT {}) few \
             ORDER BY {order} LIMIT ${limit} OFFSET ${offset}",
            FEW * 2
        );
        rows(connection, sql, values).await?.iter().map(entry).collect()
    }

    async fn read(
        &self,
        connection: &impl ConnectionTrait,
        narrower: &str,
        order: &str,
        size: i64,
        from: i64,
    ) -> Result<Vec<PersonRow>, Error> {
        let (mut values, conditions) = (self.values.to_vec(), self.conditions);
        values.extend([size.into(), from.into()]);
        let (limit, offset) = (values.len() - 1, values.len());
        let sql = format!(
            "SELECT {READ} FROM person_entry WHERE {conditions}{narrower} ORDER BY {order} LIMIT ${limit} OFFSET ${offset}"
        );
        rows(connection, sql, values).await?.iter().map(entry).collect()
    }
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
