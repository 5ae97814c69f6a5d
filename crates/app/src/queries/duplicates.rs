//! Possible duplicates: before a person is saved, and as a list of the region. Shown across authorities,
//! and therefore only what is needed to decide: name, birth year, kinds of offices, reasons (§ 8 Abs. 1
//! Satz 2 IntV). Not for merging: see `commands::merge_persons`.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, Queries, TypedQueries, Where};
use async_trait::async_trait;
use chrono::Datelike;
use chrono::NaiveDate;
use domain::access::{Action, Purpose, Resource, Visible};
use domain::ids::{OrganisationId, PersonId, RegionId};
use domain::matching::duplicates::{Identity, Likeness, Prepared, Verdict, duplicate_keys, pairs};
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::{PairDecision, PairVerdict, Person};
use domain::record::RecordKind;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Most candidates that are shown.
const MOST: usize = 12;
/// Most persons the list of a region compares, newest first.
pub const MOST_COMPARED: i64 = 60_000;

/// What may be shown of a person of another authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glimpse {
    pub person: PersonId,
    pub family_name: String,
    pub given_names: String,
    pub birth_year: Option<i32>,
    /// Kinds of the bodies involved, without their names.
    pub offices: Vec<OrganisationKind>,
    /// The actor may open the record.
    pub reached: bool,
}

/// A known person who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub glimpse: Glimpse,
    pub likeness: Likeness,
}

/// Known persons of a region who may be the one described, best first, at least `Possible`.
pub async fn candidates(
    queries: &dyn Queries,
    region: RegionId,
    identity: &Identity,
) -> Result<Vec<(Person, Likeness)>, Error> {
    let ids: Vec<i64> =
        queries.similar_persons(region.0, &duplicate_keys(identity)).await?.iter().map(|id| id.0).collect();
    let typed = Prepared::new(identity);
    let mut found: Vec<(Person, Likeness)> = Vec::new();
    for person in queries.many::<Person>(&ids).await?.into_iter().filter(|p| p.merged_into.is_none()) {
        let likeness = typed.compare(&Prepared::new(&Identity::from(&person)));
        if likeness.verdict >= Verdict::Possible {
            found.push((person, likeness));
        }
    }
    found
        .sort_by_key(|(person, likeness)| (std::cmp::Reverse((likeness.verdict, likeness.score)), person.id));
    found.truncate(MOST);
    Ok(found)
}

async fn glimpses(
    scene: &Scene<'_>,
    visible: &Visible,
    people: &[&Person],
) -> Result<HashMap<PersonId, Glimpse>, Error> {
    let today = scene.operation.today;
    let offices: BTreeSet<i64> = people.iter().flat_map(|p| p.involved_on(today).map(|o| o.0)).collect();
    let offices: Vec<i64> = offices.into_iter().collect();
    let kinds: HashMap<OrganisationId, OrganisationKind> =
        scene.queries.many::<Organisation>(&offices).await?.into_iter().map(|o| (o.id, o.kind)).collect();
    Ok(people.iter().map(|person| (person.id, glimpse(person, visible, &kinds, today))).collect())
}

fn glimpse(
    person: &Person,
    visible: &Visible,
    kinds: &HashMap<OrganisationId, OrganisationKind>,
    today: NaiveDate,
) -> Glimpse {
    let mut offices: Vec<OrganisationKind> =
        person.involved_on(today).filter_map(|o| kinds.get(&o).copied()).collect();
    offices.sort();
    offices.dedup();
    Glimpse {
        person: person.id,
        family_name: person.family_name.clone(),
        given_names: person.given_names.clone(),
        birth_year: person.birth_date.map(|birth| birth.date.year()),
        offices,
        reached: visible.reaches_person(person.region, person.involved_on(today)),
    }
}

fn look() -> Look {
    Look { purpose: Some(Purpose::DuplicateCheck), ..Look::at_people(Action::See, Resource::Duplicate) }
}

/// Candidates for somebody who is about to be saved.
#[derive(Debug, Clone)]
pub struct DuplicateCandidates {
    pub identity: Identity,
}

#[async_trait]
impl Query for DuplicateCandidates {
    type Answer = Vec<Candidate>;

    fn look(&self) -> Look {
        look().filtered("before-saving")
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<Candidate>, i64), Error> {
        let found = candidates(scene.queries, visible.region(), &self.identity).await?;
        let people: Vec<&Person> = found.iter().map(|(person, _)| person).collect();
        let mut glimpses = glimpses(scene, visible, &people).await?;
        let answer: Vec<Candidate> = found
            .into_iter()
            .filter_map(|(person, likeness)| {
                glimpses.remove(&person.id).map(|glimpse| Candidate { glimpse, likeness })
            })
            .collect();
        let count = answer.len() as i64;
        Ok((answer, count))
    }
}

/// Two records that may be one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikelyPair {
    pub first: Glimpse,
    pub second: Glimpse,
    pub likeness: Likeness,
}

/// Pairs of the region that nobody has decided yet, likeliest first; an authority gets only pairs in
/// which it knows one of the two.
#[derive(Debug, Clone)]
pub struct DuplicateList {
    pub least: Verdict,
    pub most: usize,
}

#[async_trait]
impl Query for DuplicateList {
    type Answer = Vec<LikelyPair>;

    fn look(&self) -> Look {
        Look { action: Action::List, ..look().filtered(format!("least:{}", self.least.code())) }
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<LikelyPair>, i64), Error> {
        let people = scene.queries.identities(visible.region(), MOST_COMPARED).await?;
        let identities: Vec<Identity> = people.iter().map(|known| known.identity.clone()).collect();
        let decided = decided(scene, visible.region()).await?;
        let own = visible.organisation();
        let everybody = visible.reach() == domain::access::Reach::Region;
        let today = scene.operation.today;
        let knows = |at: usize| {
            everybody
                || people[at]
                    .involved
                    .iter()
                    .any(|i| i.organisation == own && i.until.is_none_or(|end| today < end))
        };
        let mut found: Vec<_> = pairs(&identities)
            .into_iter()
            .filter(|pair| pair.likeness.verdict >= self.least)
            .filter(|pair| knows(pair.a) || knows(pair.b))
            .filter(|pair| !decided.contains(&ordered(people[pair.a].person, people[pair.b].person)))
            .collect();
        found.sort_by_key(|pair| {
            (std::cmp::Reverse((pair.likeness.verdict, pair.likeness.score)), pair.a, pair.b)
        });
        let total = found.len() as i64;
        found.truncate(self.most);
        let ids: Vec<i64> =
            found.iter().flat_map(|pair| [people[pair.a].person.0, people[pair.b].person.0]).collect();
        let shown = scene.queries.many::<Person>(&ids).await?;
        let glimpses = glimpses(scene, visible, &shown.iter().collect::<Vec<_>>()).await?;
        let answer = found
            .into_iter()
            .filter_map(|pair| {
                let first = glimpses.get(&people[pair.a].person)?.clone();
                let second = glimpses.get(&people[pair.b].person)?.clone();
                Some(LikelyPair { first, second, likeness: pair.likeness })
            })
            .collect();
        Ok((answer, total))
    }
}

/// Pairs of which somebody has said that they are two persons.
async fn decided(scene: &Scene<'_>, region: RegionId) -> Result<HashSet<(PersonId, PersonId)>, Error> {
    let codes = [PairVerdict::TwoPersons.code(), PairVerdict::Separated.code()];
    let find =
        Find::new(RecordKind::PairDecision, region).when(Where::one_of("decision", codes)).limit(100_000);
    let all: Vec<PairDecision> = scene.queries.all(find).await?;
    Ok(all.into_iter().map(|pair| ordered(pair.person, pair.other)).collect())
}

fn ordered(one: PersonId, other: PersonId) -> (PersonId, PersonId) {
    (one.min(other), one.max(other))
}
