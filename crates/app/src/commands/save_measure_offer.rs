//! A body writes down what it offers of a measure, publishes it, withdraws it. No personal data.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::measures;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::MeasureOfferId;
use domain::journal::{Event, EventName};
use domain::measure::{MeasureOffer, OfferState};
use domain::record::RecordKind;

/// The offer as it shall be; id and version 0 for a new one. Owner, region and state are set here.
#[derive(Debug, Clone)]
pub struct SaveMeasureOffer {
    pub offer: MeasureOffer,
}

impl Demand for SaveMeasureOffer {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::MeasureOffer)
    }
}

#[async_trait]
impl Command for SaveMeasureOffer {
    type Outcome = MeasureOfferId;
    const NAME: &'static str = "save_measure_offer";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        (self.offer.id.0 != 0).then_some((RecordKind::MeasureOffer, self.offer.id.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<MeasureOfferId, Error> {
        let (wanted, today) = (authorised.command().offer.clone(), context.operation.today);
        let wanted = wanted.tidied(measures::catalogue(), today)?;
        let offer = if wanted.id.0 == 0 {
            MeasureOffer {
                id: MeasureOfferId(context.next_id()),
                region: authorised.actor().region,
                version: 0,
                owner: authorised.actor().organisation,
                free_on: today,
                state: OfferState::Draft,
                ..wanted
            }
        } else {
            let seen = (wanted.id, wanted.version);
            let known = measures::own_offer(context, &authorised.visible(), seen).await?;
            // stating the free places begins the count anew
            let free_on = if known.free == wanted.free { known.free_on } else { today };
            MeasureOffer { owner: known.owner, region: known.region, state: known.state, free_on, ..wanted }
        };
        let event = Event::new(EventName::MeasureOfferSaved, today);
        context.emit(event.with("offer", offer.id).with("measure", offer.kind));
        let id = offer.id;
        context.save(offer).await?;
        Ok(id)
    }
}

/// What becomes of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferChange {
    Publish,
    Withdraw,
}

/// Publishes or withdraws it.
#[derive(Debug, Clone)]
pub struct ChangeMeasureOffer {
    pub offer: MeasureOfferId,
    pub version: i64,
    pub change: OfferChange,
}

impl Demand for ChangeMeasureOffer {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::MeasureOffer)
    }
}

#[async_trait]
impl Command for ChangeMeasureOffer {
    type Outcome = ();
    const NAME: &'static str = "change_measure_offer";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::MeasureOffer, self.offer.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let seen = (command.offer, command.version);
        let mut offer = measures::own_offer(context, &authorised.visible(), seen).await?;
        let name = match command.change {
            OfferChange::Publish => {
                offer.publish(today)?;
                EventName::MeasureOfferPublished
            }
            OfferChange::Withdraw => {
                offer.withdraw()?;
                EventName::MeasureOfferWithdrawn
            }
        };
        context.emit(Event::new(name, today).with("offer", offer.id).with("measure", offer.kind));
        context.save(offer).await
    }
}
