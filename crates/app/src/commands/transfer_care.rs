//! A change of the benefit system: one office offers, the other accepts or declines, and until then nothing changes.

use super::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{measures, steps};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::care_transfer::{CareTransfer, Reply, TransferState, check_offer};
use domain::case::Case;
use domain::deadline::Activity;
use domain::ids::{CareTransferId, OrganisationId, PersonId};
use domain::journal::{Event, EventName};
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::residence::BenefitSystem;

/// Offers a person to the office of another system, from a day on.
#[derive(Debug, Clone)]
pub struct OfferCare {
    pub person: PersonId,
    /// Version of the person that was seen.
    pub version: i64,
    pub to: OrganisationId,
    pub system: BenefitSystem,
    pub starts_on: NaiveDate,
}

impl Demand for OfferCare {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::CareTransfer)
    }
}

fn note(transfer: &CareTransfer, name: EventName, on: NaiveDate) -> Event {
    let event = Event::new(name, on).about(Some(transfer.case), transfer.person);
    event.with("transfer", transfer.id).with("from", transfer.from).with("to", transfer.to)
}

#[async_trait]
impl Command for OfferCare {
    type Outcome = CareTransferId;
    const NAME: &'static str = "offer_care";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.person.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<CareTransferId, Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        reached::person(context, &visible, command.person).await?;
        let mut person: Person = context.need_version(command.person.0, command.version).await?;
        let (own, own_kind) = (visible.organisation(), context.operation.actor.organisation_kind);
        let body: Option<Organisation> = context.find(command.to.0).await?;
        let kind = body
            .filter(|body| body.active && body.region == person.region)
            .map_or(OrganisationKind::Betrieb, |body| body.kind);
        check_offer(&person, (own, own_kind), (command.to, kind), (command.system, today))?;
        let case = reached::open_case(context, &person).await?;
        let case = case.ok_or_else(|| Refusal::new("transfer-without-case"))?;
        let earlier: Vec<CareTransfer> = reached::of_person(context, &person).await?;
        if let Some(open) = earlier.iter().find(|one| one.is_open()) {
            return Err(Refusal::new("transfer-open-already").with("on", open.offered_on).into());
        }
        let was_involved = person.involved_on(today).any(|office| office == command.to);
        let due_on = context.pace().await?.due(Activity::AnswerHandOver, today, command.to);
        let id = CareTransferId(context.next_id());
        let transfer = CareTransfer {
            id,
            region: person.region,
            version: 0,
            case: case.id,
            person: person.id,
            from: own,
            to: command.to,
            system: command.system,
            starts_on: command.starts_on,
            offered_on: today,
            due_on,
            state: TransferState::Offered,
            answered_on: None,
            reason: None,
            was_involved,
        };
        // whoever is asked sees whom they are asked about; § 69 Abs. 1 Nr. 1 SGB X
        person.involve(command.to, today);
        context.emit(note(&transfer, EventName::CareOffered, today));
        context.save(transfer).await?;
        context.save(person).await?;
        Ok(id)
    }
}

/// What is done with an open offer.
#[derive(Debug, Clone, Copy)]
pub enum TransferChange {
    Answer(Reply),
    TakeBack,
}

/// Answers an offer, or takes it back.
#[derive(Debug, Clone)]
pub struct ChangeTransfer {
    pub transfer: CareTransferId,
    pub version: i64,
    pub change: TransferChange,
}

impl Demand for ChangeTransfer {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::CareTransfer)
    }
}

#[async_trait]
impl Command for ChangeTransfer {
    type Outcome = ();
    const NAME: &'static str = "change_transfer";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::CareTransfer, self.transfer.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        let known: CareTransfer = context.need(command.transfer.0).await?;
        let party = match command.change {
            TransferChange::Answer(_) => known.to,
            TransferChange::TakeBack => known.from,
        };
        if known.region != visible.region() || party != visible.organisation() {
            return Err(Error::Absent(RecordKind::CareTransfer));
        }
        let mut transfer: CareTransfer = context.need_version(command.transfer.0, command.version).await?;
        let mut person: Person = context.need(transfer.person.0).await?;
        let name = match command.change {
            TransferChange::Answer(reply) => {
                transfer.answer(reply, &mut person, today)?;
                if reply == Reply::Accept { EventName::CareAccepted } else { EventName::CareDeclined }
            }
            TransferChange::TakeBack => {
                transfer.take_back(&mut person, today)?;
                EventName::CareTakenBack
            }
        };
        context.emit(note(&transfer, name, today));
        let case: Case = context.need(transfer.case.0).await?;
        let accepted = transfer.state == TransferState::Accepted;
        let offices = (transfer.from, transfer.to);
        context.save(transfer).await?;
        context.save(person).await?;
        if accepted && context.operation.actor.organisation_kind.plans_onward() {
            measures::hand_on(context, case.id, offices).await?;
        }
        steps::settle(context, case).await?;
        Ok(())
    }
}
