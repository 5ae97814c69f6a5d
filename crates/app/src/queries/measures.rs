//! What bodies of the region offer of measures: the list, one offer. Nobody's data. Not for whom it fits: see
//! `measure_fits`.

use super::bodies::names;
use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::measures;
use crate::ports::{Find, TypedQueries};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Resource, Visible};
use domain::graduate::Route;
use domain::ids::{MeasureOfferId, OrganisationId};
use domain::measure::{MeasureKind, MeasureOffer, OfferState};
use domain::record::RecordKind;

/// Which offers. Absent means any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfferFilter {
    pub kind: Option<MeasureKind>,
    pub route: Option<Route>,
    pub owner: Option<OrganisationId>,
    /// Somebody can enter on or after this day.
    pub from: Option<NaiveDate>,
    pub with_free_places: bool,
    pub with_child_care: bool,
    /// Withdrawn ones and those whose last start is over, too.
    pub with_past: bool,
}

/// An offer as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferRow {
    pub offer: MeasureOffer,
    pub owner: String,
    /// Free places: as stated, without those given since.
    pub free: i64,
    /// First day from today on; `None`: nobody can enter any more.
    pub next_start: Option<NaiveDate>,
    pub own: bool,
}

/// Offers of the region; drafts only to their owner.
#[derive(Debug, Clone, Default)]
pub struct OfferList {
    pub filter: OfferFilter,
}

/// What may be seen of an offer: drafts and withdrawn ones are the owner's own.
fn seen(offer: &MeasureOffer, own: OrganisationId) -> bool {
    offer.state == OfferState::Published || offer.owner == own
}

fn fits(row: &OfferRow, filter: &OfferFilter, today: NaiveDate) -> bool {
    let offer = &row.offer;
    let on_route = |route| {
        measures::catalogue().of(offer.kind, today).is_some_and(|known| known.routes.contains(&route))
    };
    filter.kind.is_none_or(|kind| offer.kind == kind)
        && filter.route.is_none_or(on_route)
        && filter.owner.is_none_or(|owner| offer.owner == owner)
        && filter.from.is_none_or(|from| offer.next_start(from.max(today)).is_some())
        && (!filter.with_free_places || row.free > 0)
        && (!filter.with_child_care || offer.child_care)
        && (filter.with_past || (row.next_start.is_some() && offer.state != OfferState::Withdrawn))
}

#[async_trait]
impl Query for OfferList {
    type Answer = Vec<OfferRow>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::MeasureOffer)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<OfferRow>, i64), Error> {
        let (own, today) = (visible.organisation(), scene.operation.today);
        let find = Find::new(RecordKind::MeasureOffer, visible.region()).limit(i64::MAX);
        let mut offers: Vec<MeasureOffer> = scene.queries.all(find).await?;
        offers.retain(|offer| seen(offer, own));
        let mut rows = rows(scene, offers, own).await?;
        rows.retain(|row| fits(row, &self.filter, today));
        rows.sort_by_key(|row| (row.next_start.is_none(), row.next_start, row.offer.id));
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

async fn rows(
    scene: &Scene<'_>,
    offers: Vec<MeasureOffer>,
    own: OrganisationId,
) -> Result<Vec<OfferRow>, Error> {
    let given = measures::given_since(scene.queries, scene.operation.actor.region, &offers).await?;
    let owners = names(scene, offers.iter().map(|offer| offer.owner)).await?;
    let row = |offer: MeasureOffer| OfferRow {
        owner: owners.get(&offer.owner).cloned().unwrap_or_default(),
        free: (offer.free - given.get(&offer.id).copied().unwrap_or_default()).max(0),
        next_start: offer.next_start(scene.operation.today),
        own: offer.owner == own,
        offer,
    };
    Ok(offers.into_iter().map(row).collect())
}

/// One offer.
#[derive(Debug, Clone)]
pub struct OfferRecord {
    pub offer: MeasureOfferId,
}

#[async_trait]
impl Query for OfferRecord {
    type Answer = OfferRow;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::MeasureOffer).of(RecordKind::MeasureOffer, self.offer.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(OfferRow, i64), Error> {
        let offer: MeasureOffer = scene.queries.need(self.offer.0).await?;
        let own = visible.organisation();
        if offer.region != visible.region() || !seen(&offer, own) {
            return Err(Error::Absent(RecordKind::MeasureOffer));
        }
        let row = rows(scene, vec![offer], own).await?.pop();
        row.map(|row| (row, 1)).ok_or(Error::Absent(RecordKind::MeasureOffer))
    }
}
