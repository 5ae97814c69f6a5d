//! Calls an appointment at a counselling body off, by the body or by whoever booked it. Nothing follows from it.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{consents, counselling};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::counselling::{CounsellingSlot, Sight};
use domain::ids::CounsellingTalkId;
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Which one, in the version the person saw.
#[derive(Debug, Clone)]
pub struct CancelCounselling {
    pub talk: CounsellingTalkId,
    pub version: i64,
}

impl Demand for CancelCounselling {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Counselling)
    }
}

#[async_trait]
impl Command for CancelCounselling {
    type Outcome = ();
    const NAME: &'static str = "cancel_counselling";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::CounsellingTalk, self.talk.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        let wanted = (command.talk, command.version);
        let mut talk = counselling::reached_talk(context, &visible, wanted, Sight::Booking).await?;
        let own = visible.organisation();
        if talk.organisation != own && talk.booked_by != own {
            return Err(Refusal::new("counselling-not-yours").into());
        }
        if talk.held_on < context.operation.today {
            return Err(Refusal::new("counselling-slot-over").with("on", talk.held_on).into());
        }
        talk.cancel()?;
        let mut slot: CounsellingSlot = context.need(talk.slot.0).await?;
        slot.release();
        context.emit(consents::called_off(&talk, context.operation.today));
        context.save(slot).await?;
        context.save(talk).await
    }
}
