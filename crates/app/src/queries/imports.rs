//! Imports of an organisation, its remembered columns, and the lookups that judging rows needs.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use chrono::Datelike;
use domain::access::{Action, Purpose, Resource, Visible};
use domain::ids::{ImportId, PersonId, RegionId};
use domain::list_import::{ImportKind, ImportMapping, ImportRun};
use domain::person::Person;
use domain::record::RecordKind;

/// A person who shares a blocking key with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHit {
    pub key: String,
    pub person: PersonId,
    /// Family and given names, for keys of a birth date only.
    pub name: String,
}

/// What storage offers for imports.
#[async_trait]
pub trait ImportQueries {
    /// Persons of a region under many blocking keys at once; for the duplicate check only.
    async fn persons_of_keys(&self, region: RegionId, keys: &[String]) -> Result<Vec<KeyHit>, Error>;
}

/// Imports of the own organisation, newest first.
#[derive(Debug, Clone, Copy, Default)]
pub struct ImportList;

#[async_trait]
impl Query for ImportList {
    type Answer = Vec<ImportRun>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Import)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<ImportRun>, i64), Error> {
        let find = Find::new(RecordKind::ImportRun, visible.region())
            .when(Where::is("organisation_id", visible.organisation().0))
            .backwards()
            .limit(200);
        let runs: Vec<ImportRun> = scene.queries.all(find).await?;
        let count = runs.len() as i64;
        Ok((runs, count))
    }
}

/// One import of the own organisation.
#[derive(Debug, Clone, Copy)]
pub struct OneImport {
    pub import: ImportId,
}

#[async_trait]
impl Query for OneImport {
    type Answer = Option<ImportRun>;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::Import).of(RecordKind::ImportRun, self.import.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Option<ImportRun>, i64), Error> {
        let run: Option<ImportRun> = scene.queries.one(self.import.0).await?;
        Ok((run.filter(|run| visible.reaches(run.region, run.organisation)), 1))
    }
}

/// Remembered columns of the own organisation for a kind of list, newest first.
#[derive(Debug, Clone, Copy)]
pub struct Mappings {
    pub kind: ImportKind,
}

#[async_trait]
impl Query for Mappings {
    type Answer = Vec<ImportMapping>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Import)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<ImportMapping>, i64), Error> {
        let find = Find::new(RecordKind::ImportMapping, visible.region())
            .when(Where::is("organisation_id", visible.organisation().0))
            .when(Where::is("kind", self.kind.code()))
            .backwards();
        let mappings: Vec<ImportMapping> = scene.queries.all(find).await?;
        let count = mappings.len() as i64;
        Ok((mappings, count))
    }
}

/// Names of known persons whom doubtful rows may mean: what the duplicate check may show (§ 8 Abs. 1 Satz 2
/// IntV), name and year of birth.
#[derive(Debug, Clone)]
pub struct CandidateNames {
    pub persons: Vec<PersonId>,
}

#[async_trait]
impl Query for CandidateNames {
    type Answer = Vec<(PersonId, String)>;

    fn look(&self) -> Look {
        let look = Look::at_people(Action::See, Resource::Duplicate).filtered("import");
        Look { purpose: Some(Purpose::DuplicateCheck), ..look }
    }

    async fn answer(
        &self,
        visible: &Visible,
        scene: &Scene<'_>,
    ) -> Result<(Vec<(PersonId, String)>, i64), Error> {
        let ids: Vec<i64> = self.persons.iter().map(|id| id.0).collect();
        let people: Vec<Person> = scene.queries.many(&ids).await?;
        let names: Vec<(PersonId, String)> = people
            .into_iter()
            .filter(|person| person.region == visible.region())
            .map(|person| {
                let year =
                    person.birth_date.map(|birth| format!(" ({})", birth.date.year())).unwrap_or_default();
                (person.id, format!("{}, {}{year}", person.family_name, person.given_names))
            })
            .collect();
        let count = names.len() as i64;
        Ok((names, count))
    }
}
