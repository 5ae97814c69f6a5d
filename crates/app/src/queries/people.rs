//! Lists of people and cases: filter, sort, search. Rows come from the read model `person_entry`, which
//! holds one line per person and view, so that a list without a scope cannot be written.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Resource, Visible};
use domain::ids::{CaseId, OrganisationId, PersonId, RegionId};
use domain::matching::duplicates::Identity;
use domain::person::Involvement;

/// Rows per page of a list.
pub const PAGE: i64 = 50;

/// What a list of people may be narrowed to. Absent means any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonFilter {
    /// Names with typos and transliteration, or any file number.
    pub search: String,
    pub stages: Vec<String>,
    pub lead: Option<OrganisationId>,
    /// Municipality key.
    pub ags: Option<String>,
    pub language: Option<String>,
    pub course_kind: Option<String>,
    pub section: Option<i64>,
    pub priority: Option<bool>,
    pub due_until: Option<NaiveDate>,
    pub next_step: Option<String>,
    pub next_organisation: Option<OrganisationId>,
    /// Only these cases, if given.
    pub cases: Option<Vec<CaseId>>,
    /// None of these cases.
    pub not_cases: Vec<CaseId>,
    pub sort: PersonSort,
    pub descending: bool,
    /// From 0.
    pub page: i64,
    /// Rows per page; exports ask for more.
    pub page_size: Option<i64>,
}

/// Columns a list can be sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PersonSort {
    #[default]
    Due,
    Name,
    Waiting,
    Stage,
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonRow {
    pub person: PersonId,
    pub case: Option<CaseId>,
    pub case_number: String,
    pub family_name: String,
    pub given_names: String,
    pub birth_year: Option<i32>,
    pub town: String,
    pub ags: String,
    pub language: String,
    pub stage: String,
    pub lead: Option<OrganisationId>,
    pub obliged: bool,
    pub priority: bool,
    pub course_kind: String,
    pub section: Option<i64>,
    pub right_from: Option<NaiveDate>,
    pub awaiting_since: Option<NaiveDate>,
    pub registered_on: Option<NaiveDate>,
    pub next_step: String,
    pub next_organisation: Option<OrganisationId>,
    pub due_on: Option<NaiveDate>,
}

/// A page of rows and how many there are in all.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonPage {
    pub rows: Vec<PersonRow>,
    pub total: i64,
}

/// Who somebody is, for comparing many at once.
#[derive(Debug, Clone)]
pub struct KnownIdentity {
    pub person: PersonId,
    pub identity: Identity,
    pub involved: Vec<Involvement>,
}

/// What storage offers for lists of people.
#[async_trait]
pub trait PeopleQueries {
    /// One page of a view.
    async fn person_list(&self, visible: &Visible, filter: &PersonFilter) -> Result<PersonPage, Error>;
    /// Persons that share a blocking key with an identity, in a region; for the duplicate check only.
    async fn similar_persons(&self, region: i64, keys: &[String]) -> Result<Vec<PersonId>, Error>;
    /// Identities of a region, newest first; merged persons are left out. For the duplicate list only.
    async fn identities(&self, region: RegionId, most: i64) -> Result<Vec<KnownIdentity>, Error>;
    /// Persons an organisation keeps under these file numbers.
    async fn persons_of_file_numbers(
        &self,
        organisation: OrganisationId,
        numbers: &[String],
    ) -> Result<Vec<(String, PersonId)>, Error>;
}

/// One page of people.
#[derive(Debug, Clone, Default)]
pub struct PersonList {
    pub filter: PersonFilter,
}

impl PersonFilter {
    /// The filter in codes for the log: what was narrowed, never the name that was typed.
    pub fn codes(&self) -> String {
        let mut parts = Vec::new();
        if !self.search.trim().is_empty() {
            parts.push(format!("search:{}", self.search.chars().count()));
        }
        for stage in &self.stages {
            parts.push(format!("stage:{stage}"));
        }
        for (name, value) in [
            ("ags", &self.ags),
            ("language", &self.language),
            ("kind", &self.course_kind),
            ("step", &self.next_step),
        ] {
            if let Some(value) = value {
                parts.push(format!("{name}:{value}"));
            }
        }
        if let Some(lead) = self.lead {
            parts.push(format!("lead:{lead}"));
        }
        if let Some(until) = self.due_until {
            parts.push(format!("due:{until}"));
        }
        parts.join(" ")
    }
}

#[async_trait]
impl Query for PersonList {
    type Answer = PersonPage;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Person).filtered(self.filter.codes())
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(PersonPage, i64), Error> {
        let page = scene.queries.person_list(visible, &self.filter).await?;
        let count = page.total;
        Ok((page, count))
    }
}
