//! The read model of every list of people: one line per person and view. A view is a region (for
//! BAMF coordination) or an organisation that is involved with the person.

use super::totals;
use crate::sql::{day, execute, get, insert_many, placeholders, rows};
use app::Error;
use chrono::{Datelike, NaiveDate};
use domain::case::{Case, Stage};
use domain::matching;
use domain::person::Person;
use domain::record::{Record, RecordKind};
use sea_orm::{ConnectionTrait, Value};
use std::collections::{BTreeSet, HashMap};

const COLUMNS: &str = "person_entry (scope_id, person_id, region_id, case_id, case_number, sort_name, family_name, given_names, \
                       birth_year, town, ags, language, stage, lead_id, obliged, priority, course_kind, section, right_from, \
                       awaiting_since, registered_on, next_step, next_organisation_id, due_on)";

/// The case that counts for each person: the newest that is not closed, else the newest.
pub async fn cases_of(
    connection: &impl ConnectionTrait,
    persons: &[i64],
) -> Result<HashMap<i64, Case>, Error> {
    let sql = format!(
        "SELECT version, state FROM support_case WHERE person_id IN ({}) ORDER BY id",
        placeholders(1, persons.len())
    );
    let mut cases: HashMap<i64, Case> = HashMap::new();
    for found in rows(connection, sql, persons.iter().map(|id| (*id).into()).collect()).await? {
        let state: String = get(&found, 1)?;
        let Record::Case(case) = crate::records::from_state(RecordKind::Case, get(&found, 0)?, &state)?
        else {
            continue;
        };
        prefer(&mut cases, case);
    }
    Ok(cases)
}

/// Takes a later case if it counts for its person.
pub fn prefer(cases: &mut HashMap<i64, Case>, case: Case) {
    let closed = case.stage == Stage::Closed;
    if cases.get(&case.person.0).is_none_or(|known| known.stage == Stage::Closed || !closed) {
        cases.insert(case.person.0, case);
    }
}

/// Writes the lines of persons anew; merged persons lose theirs. `fresh` persons had none before.
pub async fn write(
    connection: &impl ConnectionTrait,
    persons: &[i64],
    people: &[Person],
    cases: &HashMap<i64, Case>,
    fresh: &BTreeSet<i64>,
    today: NaiveDate,
) -> Result<(), Error> {
    let known: Vec<i64> = persons.iter().copied().filter(|id| !fresh.contains(id)).collect();
    let mut views = totals::views_of(connection, &known).await?;
    let old: Vec<Value> = persons.iter().filter(|id| !fresh.contains(id)).map(|id| (*id).into()).collect();
    if !old.is_empty() {
        let sql = format!("DELETE FROM person_entry WHERE person_id IN ({})", placeholders(1, old.len()));
        execute(connection, sql, old).await?;
    }
    let mut lines = Vec::new();
    for person in people.iter().filter(|p| p.merged_into.is_none()) {
        let case = cases.get(&person.id.0);
        let mut scopes: BTreeSet<i64> = person.involved_on(today).map(|o| o.0).collect();
        scopes.insert(person.region.0);
        for scope in scopes {
            views.insert(scope);
            lines.push(line(scope, person, case));
        }
    }
    insert_many(connection, COLUMNS, "", 24, lines).await?;
    totals::changed(connection, &views).await
}

fn line(scope: i64, person: &Person, case: Option<&Case>) -> Vec<Value> {
    let next = case.and_then(|c| c.next.as_ref());
    let recommendation = case.and_then(|c| c.recommendation.as_ref());
    vec![
        scope.into(),
        person.id.0.into(),
        person.region.0.into(),
        Value::BigInt(case.map(|c| c.id.0)),
        case.map(|c| c.number.clone()).unwrap_or_default().into(),
        matching::normalise(&format!("{} {}", person.family_name, person.given_names)).into(),
        person.family_name.as_str().into(),
        person.given_names.as_str().into(),
        Value::BigInt(person.birth_date.map(|b| i64::from(b.date.year()))),
        person.address.town.as_str().into(),
        person.address.ags.as_str().into(),
        person.language.as_str().into(),
        case.map(|c| c.stage.code()).unwrap_or("").into(),
        Value::BigInt(case.map(|c| c.lead.0)),
        i64::from(case.is_some_and(|c| c.obliged)).into(),
        i64::from(case.is_some_and(|c| c.priority)).into(),
        recommendation.map(|r| r.course_kind.code()).unwrap_or("").into(),
        Value::BigInt(recommendation.map(|r| i64::from(r.section))),
        day(case.and_then(|c| c.right_from)),
        day(case.and_then(|c| c.awaiting_since)),
        day(case.and_then(|c| c.registered_on)),
        next.map(|n| n.what.code()).unwrap_or("").into(),
        Value::BigInt(next.map(|n| n.organisation.0)),
        day(next.map(|n| n.due_on)),
    ]
}

/// Takes a person out of every list.
pub async fn forget(connection: &impl ConnectionTrait, person: i64) -> Result<(), Error> {
    let views = totals::views_of(connection, &[person]).await?;
    execute(connection, "DELETE FROM person_entry WHERE person_id = $1", vec![person.into()]).await?;
    totals::changed(connection, &views).await
}
