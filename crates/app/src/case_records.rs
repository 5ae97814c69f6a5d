//! Everything on record about a person that the rules ask for, loaded for one or for many, and the facts that
//! follow from it. Not for who may see them: callers narrow the facts to what the asker sees.

use crate::error::Error;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::NaiveDate;
use domain::act::Act;
use domain::assignment::Assignment;
use domain::case::{Case, Stage};
use domain::eligibility::{CaseFile, Facts, RecordReading, StatedFacts, facts_of};
use domain::ids::{PersonId, RegionId};
use domain::person::Person;
use domain::record::{RecordKind, Stored};
use std::collections::HashMap;

/// The records of one person.
#[derive(Debug, Clone)]
pub struct CaseRecords {
    pub person: Person,
    /// The case that counts: the newest open one, else the newest.
    pub case: Option<Case>,
    pub acts: Vec<Act>,
    pub seats: Vec<Assignment>,
    pub stated: Vec<StatedFacts>,
}

impl CaseRecords {
    /// The records of a person.
    pub async fn of(queries: &dyn Queries, person: Person) -> Result<Self, Error> {
        let mut all = joined(queries, person.region, vec![person]).await?;
        all.pop().ok_or(Error::Absent(RecordKind::Person))
    }

    /// The next people of a region after an id, in the order of their ids; merged records are left out.
    pub async fn page(
        queries: &dyn Queries,
        region: RegionId,
        after: PersonId,
        limit: i64,
    ) -> Result<Page, Error> {
        let find = Find::new(RecordKind::Person, region)
            .when(Where::AtLeast("id", (after.0 + 1).into()))
            .limit(limit);
        let people: Vec<Person> = queries.all(find).await?;
        let last = people.last().map(|person| person.id).filter(|_| people.len() as i64 == limit);
        let people = people.into_iter().filter(|person| person.merged_into.is_none()).collect();
        Ok(Page { records: joined(queries, region, people).await?, last })
    }

    /// What holds on a day.
    pub fn facts(&self, reading: &RecordReading, on: NaiveDate) -> Facts {
        let file = CaseFile {
            person: &self.person,
            case: self.case.as_ref(),
            acts: &self.acts,
            seats: &self.seats,
            stated: &self.stated,
        };
        facts_of(&file, reading, on)
    }
}

/// Some people of a region.
#[derive(Debug)]
pub struct Page {
    pub records: Vec<CaseRecords>,
    /// Where to go on; `None` at the end.
    pub last: Option<PersonId>,
}

/// People whose records are asked for with one statement per kind.
const TOGETHER: usize = 500;

async fn joined(
    queries: &dyn Queries,
    region: RegionId,
    people: Vec<Person>,
) -> Result<Vec<CaseRecords>, Error> {
    let mut all = Vec::with_capacity(people.len());
    let mut rest = people;
    while !rest.is_empty() {
        let later = rest.split_off(rest.len().min(TOGETHER));
        let ids: Vec<i64> = rest.iter().map(|person| person.id.0).collect();
        let mut cases = by_person::<Case>(queries, region, &ids, |case| case.person).await?;
        let mut acts = by_person::<Act>(queries, region, &ids, |act| act.person).await?;
        let mut seats = by_person::<Assignment>(queries, region, &ids, |seat| seat.person).await?;
        let mut stated = by_person::<StatedFacts>(queries, region, &ids, |facts| facts.person).await?;
        for person in std::mem::replace(&mut rest, later) {
            let id = person.id;
            all.push(CaseRecords {
                case: counting(cases.remove(&id).unwrap_or_default()),
                acts: acts.remove(&id).unwrap_or_default(),
                seats: seats.remove(&id).unwrap_or_default(),
                stated: stated.remove(&id).unwrap_or_default(),
                person,
            });
        }
    }
    Ok(all)
}

fn counting(cases: Vec<Case>) -> Option<Case> {
    let open = cases.iter().rposition(|case| case.stage != Stage::Closed);
    let at = open.or(cases.len().checked_sub(1))?;
    cases.into_iter().nth(at)
}

async fn by_person<T: Stored>(
    queries: &dyn Queries,
    region: RegionId,
    ids: &[i64],
    of: impl Fn(&T) -> PersonId,
) -> Result<HashMap<PersonId, Vec<T>>, Error> {
    let find =
        Find::new(T::KIND, region).when(Where::one_of("person_id", ids.iter().copied())).limit(i64::MAX);
    let mut found: HashMap<PersonId, Vec<T>> = HashMap::new();
    for record in queries.all::<T>(find).await? {
        found.entry(of(&record)).or_default().push(record);
    }
    Ok(found)
}
