//! Looks at the agreement of a region: its editions, one with its bodies, what it obliges to and what became of that.
//! Nobody's data are in it.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::queries::{duty_evidence, start_calendar};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Resource, Visible};
use domain::agreement::{self, Agreement, Evidence, Fact, PromiseFact, ShareFact};
use domain::assignment::AssignmentState;
use domain::course::Course;
use domain::ids::{AgreementId, OrganisationId, RegionId};
use domain::organisation::Organisation;
use domain::record::RecordKind;
use std::collections::{BTreeMap, HashMap};

/// Bodies of a region by their id.
pub type Bodies = HashMap<OrganisationId, Organisation>;

async fn bodies(queries: &dyn Queries, region: RegionId) -> Result<Bodies, Error> {
    let all: Vec<Organisation> = queries.all(Find::new(RecordKind::Organisation, region)).await?;
    Ok(all.into_iter().map(|body| (body.id, body)).collect())
}

/// Editions of the region, newest first.
#[derive(Debug, Clone, Default)]
pub struct AgreementList;

#[async_trait]
impl Query for AgreementList {
    type Answer = Vec<Agreement>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Agreement)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<Agreement>, i64), Error> {
        let find = Find::new(RecordKind::Agreement, visible.region()).by("edition").backwards();
        let editions: Vec<Agreement> = scene.queries.all(find).await?;
        let count = editions.len() as i64;
        Ok((editions, count))
    }
}

/// One edition with the bodies of the region.
#[derive(Debug, Clone)]
pub struct AgreementRecord {
    pub agreement: AgreementId,
}

#[async_trait]
impl Query for AgreementRecord {
    type Answer = (Agreement, Bodies);

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::Agreement).of(RecordKind::Agreement, self.agreement.0)
    }

    async fn answer(
        &self,
        visible: &Visible,
        scene: &Scene<'_>,
    ) -> Result<((Agreement, Bodies), i64), Error> {
        let agreement = reached(scene, visible, self.agreement).await?;
        let bodies = bodies(scene.queries, visible.region()).await?;
        Ok(((agreement, bodies), 1))
    }
}

async fn reached(scene: &Scene<'_>, visible: &Visible, id: AgreementId) -> Result<Agreement, Error> {
    let agreement: Agreement = scene.queries.need(id.0).await?;
    if agreement.region == visible.region() {
        Ok(agreement)
    } else {
        Err(Error::Absent(RecordKind::Agreement))
    }
}

/// Bodies that can become a party, by kind and name.
#[derive(Debug, Clone, Default)]
pub struct PossibleParties;

#[async_trait]
impl Query for PossibleParties {
    type Answer = Vec<Organisation>;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::Agreement)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<Organisation>, i64), Error> {
        let find = Find::new(RecordKind::Organisation, visible.region()).when(Where::is("active", 1));
        let mut bodies: Vec<Organisation> = scene.queries.all(find).await?;
        bodies.sort_by_key(|body| (body.kind.code(), body.name.clone(), body.id));
        let count = bodies.len() as i64;
        Ok((bodies, count))
    }
}

/// What is owed in a span of days under one edition, and what became of it.
#[derive(Debug, Clone)]
pub struct AgreementDuties {
    pub agreement: AgreementId,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// Duties as facts, and the shares of the year so far.
#[derive(Debug, Clone, PartialEq)]
pub struct DutySheet {
    pub agreement: Agreement,
    pub bodies: Bodies,
    pub facts: Vec<Fact>,
    /// What the parties promised together, and what became of it.
    pub promises: Vec<PromiseFact>,
    pub shares: Vec<ShareFact>,
    /// First day of the year the shares are counted from.
    pub since: NaiveDate,
}

#[async_trait]
impl Query for AgreementDuties {
    type Answer = DutySheet;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::Agreement).of(RecordKind::Agreement, self.agreement.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(DutySheet, i64), Error> {
        let agreement = reached(scene, visible, self.agreement).await?;
        let (queries, today) = (scene.queries, scene.operation.today);
        let bodies = bodies(queries, visible.region()).await?;
        let region = visible.region();
        let since = agreement.year_began(today);
        let (seated, course_size) = seated(queries, region, since).await?;
        let known = duty_evidence::of(queries, region, self.from, self.until).await?;
        let evidence = Evidence { seated, course_size, ..known };
        let owed = agreement::duties(&agreement, self.from, self.until);
        let facts = agreement::facts(&agreement, &owed, &evidence, today);
        let shares = agreement::share_facts(&agreement, &evidence);
        let reserved = duty_evidence::reserved(queries, region, self.from, self.until).await?;
        let starts = start_calendar::promises_of(queries, visible, &agreement, today).await?;
        let promises = agreement::promise_facts(&agreement, &reserved, &starts);
        let count = facts.len() as i64;
        Ok((DutySheet { agreement, bodies, facts, promises, shares, since }, count))
    }
}

/// People seated per provider in courses since a day, and the seats of the largest of these courses.
pub(crate) async fn seated(
    queries: &dyn Queries,
    region: RegionId,
    since: NaiveDate,
) -> Result<(BTreeMap<OrganisationId, i64>, i64), Error> {
    let find = Find::new(RecordKind::Course, region).when(Where::AtLeast("planned_start_on", since.into()));
    let courses: Vec<Course> = queries.all(find).await?;
    let states = [AssignmentState::Registered, AssignmentState::Started].map(AssignmentState::code);
    let find = Find::new(RecordKind::Assignment, region).when(Where::one_of("status", states));
    let counts: HashMap<i64, i64> = queries.count_by(&find, "course_id").await?.into_iter().collect();
    let mut seated = BTreeMap::new();
    for course in &courses {
        *seated.entry(course.organisation).or_insert(0) += counts.get(&course.id.0).copied().unwrap_or(0);
    }
    Ok((seated, courses.iter().map(|course| course.seats).max().unwrap_or(0)))
}
