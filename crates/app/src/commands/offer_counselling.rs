//! A counselling body offers appointments: one, or several in a row. Not for booking: see `book_counselling`.

use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use chrono::{NaiveDate, NaiveTime};
use domain::access::{Action, Authorised, Demand, Resource};
use domain::counselling::{CounsellingSlot, HelpKind, SlotMode, SlotState};
use domain::ids::CounsellingSlotId;
use domain::journal::{Event, EventName};
use domain::organisation::Place;

/// What is offered.
#[derive(Debug, Clone)]
pub struct OfferCounselling {
    pub held_on: NaiveDate,
    pub starts_at: NaiveTime,
    pub minutes: i64,
    /// So many one after the other.
    pub count: i64,
    pub mode: SlotMode,
    pub place: Place,
    pub languages: Vec<String>,
    pub kinds: Vec<HelpKind>,
}

impl Demand for OfferCounselling {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::CounsellingSlot)
    }
}

#[async_trait]
impl Command for OfferCounselling {
    type Outcome = i64;
    const NAME: &'static str = "offer_counselling";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (offer, visible) = (authorised.command(), authorised.visible());
        let first = CounsellingSlot {
            id: CounsellingSlotId(0),
            region: visible.region(),
            version: 0,
            organisation: visible.organisation(),
            held_on: offer.held_on,
            starts_at: offer.starts_at,
            minutes: offer.minutes,
            mode: offer.mode,
            place: if offer.mode == SlotMode::Place { offer.place.clone() } else { Place::default() },
            languages: offer.languages.clone(),
            kinds: offer.kinds.clone(),
            state: SlotState::Open,
        };
        first.check(context.operation.today)?;
        let begins = first.row(offer.count)?;
        let count = begins.len() as i64;
        for starts_at in begins {
            let id = CounsellingSlotId(context.next_id());
            context.save(CounsellingSlot { id, starts_at, ..first.clone() }).await?;
        }
        context.emit(
            Event::new(EventName::CounsellingOffered, context.operation.today)
                .with("held_on", first.held_on)
                .with("slots", count),
        );
        Ok(count)
    }
}
