//! A counselling body takes an appointment out of its offer.

use crate::counselling;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::CounsellingSlotId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// Which slot, in the version the person saw.
#[derive(Debug, Clone)]
pub struct WithdrawCounsellingSlot {
    pub slot: CounsellingSlotId,
    pub version: i64,
}

impl Demand for WithdrawCounsellingSlot {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::CounsellingSlot)
    }
}

#[async_trait]
impl Command for WithdrawCounsellingSlot {
    type Outcome = ();
    const NAME: &'static str = "withdraw_counselling_slot";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::CounsellingSlot, self.slot.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let command = authorised.command();
        let wanted = (command.slot, command.version);
        let mut slot = counselling::own_slot(context, &authorised.visible(), wanted).await?;
        slot.withdraw()?;
        context
            .emit(Event::new(EventName::CounsellingWithdrawn, context.operation.today).with("slot", slot.id));
        context.save(slot).await
    }
}
