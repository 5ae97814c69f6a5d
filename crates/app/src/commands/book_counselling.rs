//! Books a counselling slot for a person, by whoever sends them or by the counselling body itself. Nobody is booked
//! without consent to counselling: it holds already, or it was signed now and is noted in the same step.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{consents, counselling};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::counselling::{CounsellingSlot, CounsellingTalk, HelpKind, TalkState};
use domain::ids::{CounsellingSlotId, CounsellingTalkId, PersonId};
use domain::journal::EventName;
use domain::organisation::OrganisationKind;
use domain::person::{Person, RecipientGroup};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Who, which slot, about what.
#[derive(Debug, Clone)]
pub struct BookCounselling {
    pub person: PersonId,
    pub slot: CounsellingSlotId,
    pub kinds: Vec<HelpKind>,
    /// Language of the consent the person signed just now; `None`: it was given before.
    pub signed: Option<String>,
}

impl Demand for BookCounselling {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Counselling)
    }
}

#[async_trait]
impl Command for BookCounselling {
    type Outcome = CounsellingTalkId;
    const NAME: &'static str = "book_counselling";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.person.0))
    }

    async fn run(
        authorised: &Authorised<Self>,
        context: &mut Context<'_>,
    ) -> Result<CounsellingTalkId, Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        let person = counselling::reached_person(context, &visible, command.person).await?;
        consent(context, &person, command.signed.as_deref()).await?;
        context.work.lock(RecordKind::CounsellingSlot, command.slot.0).await?;
        let mut slot: CounsellingSlot = context.need(command.slot.0).await?;
        // another counselling body's calendar is not for this one to fill
        let foreign = authorised.actor().organisation_kind == OrganisationKind::Beratungsstelle
            && slot.organisation != visible.organisation();
        if slot.region != visible.region() || foreign {
            return Err(Error::Absent(RecordKind::CounsellingSlot));
        }
        let today = context.operation.today;
        slot.book(today)?;
        let talk = CounsellingTalk {
            id: CounsellingTalkId(context.next_id()),
            region: slot.region,
            version: 0,
            slot: slot.id,
            organisation: slot.organisation,
            person: person.id,
            booked_by: visible.organisation(),
            booked_on: today,
            held_on: slot.held_on,
            kinds: command.kinds.clone(),
            state: TalkState::Booked,
            result: None,
        };
        context.emit(consents::counselling_event(EventName::CounsellingBooked, &talk, today));
        let id = talk.id;
        context.save(slot).await?;
        context.save(talk).await?;
        Ok(id)
    }
}

async fn consent(context: &mut Context<'_>, person: &Person, signed: Option<&str>) -> Result<(), Error> {
    let today = context.operation.today;
    let agreed = consents::agreed(context.work.queries(), person.region, person.id, today).await?;
    match (agreed.contains(&RecipientGroup::Counselling), signed) {
        (true, _) => Ok(()),
        (false, Some(language)) => {
            consents::give(context, person, RecipientGroup::Counselling, language).await.map(|_| ())
        }
        (false, None) => Err(Refusal::new("counselling-needs-consent").at("consent").into()),
    }
}
