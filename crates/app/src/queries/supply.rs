//! What providers can offer: the own body's teachers, rooms and types for its form, and the sums of every provider for
//! whoever plans with them. Labels of teachers stay with the provider.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::queries::courses::provider_names;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Reach, Resource, Visible};
use domain::course::CourseKind;
use domain::ids::{OrganisationId, RegionId};
use domain::organisation::{Organisation, OrganisationKind};
use domain::record::RecordKind;
use domain::region::Region;
use domain::supply::Supply;

/// What the own body stated last; `None` before the first time.
#[derive(Debug, Clone, Default)]
pub struct OwnSupply;

#[async_trait]
impl Query for OwnSupply {
    type Answer = Option<Supply>;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::Supply)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Option<Supply>, i64), Error> {
        let find = Find::new(RecordKind::Supply, visible.region())
            .when(Where::is("organisation_id", visible.organisation().0));
        let own: Vec<Supply> = scene.queries.all(find).await?;
        let own = own.into_iter().next();
        let count = i64::from(own.is_some());
        Ok((own, count))
    }
}

/// Everything providers of a region stated.
pub(crate) async fn of_region(queries: &dyn Queries, region: RegionId) -> Result<Vec<Supply>, Error> {
    let mut all: Vec<Supply> = queries.all(Find::new(RecordKind::Supply, region)).await?;
    all.sort_by_key(|supply| supply.organisation);
    Ok(all)
}

/// One provider in the overview.
#[derive(Debug, Clone, PartialEq)]
pub struct SupplyRow {
    pub organisation: OrganisationId,
    pub provider: String,
    pub kinds: Vec<CourseKind>,
    pub teachers: i64,
    /// Lessons a week of all teachers who are there on the day asked.
    pub lessons: i64,
    pub rooms: i64,
    pub seats: i64,
    pub examiners: i64,
    /// `None`: never stated.
    pub confirmed_on: Option<NaiveDate>,
}

/// Every provider of the region with its sums; a provider sees only its own row.
#[derive(Debug, Clone, Default)]
pub struct SupplyOverview;

#[async_trait]
impl Query for SupplyOverview {
    type Answer = Vec<SupplyRow>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Supply)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<SupplyRow>, i64), Error> {
        let (queries, today) = (scene.queries, scene.operation.today);
        let region: Region = queries.need(visible.region().0).await?;
        let cap = region.settings.planning.teacher_lessons;
        let stated = of_region(queries, visible.region()).await?;
        let names = provider_names(queries, visible.region()).await?;
        let find = Find::new(RecordKind::Organisation, visible.region())
            .when(Where::is("kind", OrganisationKind::Kurstraeger.code()));
        let providers: Vec<Organisation> = queries.all(find).await?;
        let mut rows: Vec<SupplyRow> = providers
            .iter()
            .filter(|body| body.active)
            .filter(|body| visible.reach() == Reach::Region || body.id == visible.organisation())
            .map(|body| {
                let supply = stated.iter().find(|supply| supply.organisation == body.id);
                let name = names.get(&body.id).cloned().unwrap_or_default();
                row(body.id, name, supply, today, cap)
            })
            .collect();
        rows.sort_by(|a, b| (&a.provider, a.organisation).cmp(&(&b.provider, b.organisation)));
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

fn row(
    organisation: OrganisationId,
    provider: String,
    supply: Option<&Supply>,
    today: NaiveDate,
    cap: i64,
) -> SupplyRow {
    let kinds: Vec<CourseKind> =
        supply.map(|s| s.kinds.iter().map(|terms| terms.kind).collect()).unwrap_or_default();
    SupplyRow {
        organisation,
        provider,
        teachers: supply.map_or(0, |s| s.teachers.len() as i64),
        lessons: supply.map_or(0, |s| s.lessons_for(&kinds, today, cap)),
        rooms: supply.map_or(0, |s| s.rooms.len() as i64),
        seats: supply.map_or(0, |s| s.rooms.iter().map(|room| room.seats).sum()),
        examiners: supply.map_or(0, |s| s.examiners),
        confirmed_on: supply.map(|s| s.confirmed_on),
        kinds,
    }
}
