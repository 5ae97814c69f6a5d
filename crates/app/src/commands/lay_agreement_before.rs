//! Lays the draft of an agreement before its parties, and takes it back for changes. Not for signing.

use crate::commands::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::AgreementId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// The draft in the version the person saw.
#[derive(Debug, Clone)]
pub struct LayAgreementBefore {
    pub agreement: AgreementId,
    pub version: i64,
}

impl Demand for LayAgreementBefore {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Agreement)
    }
}

#[async_trait]
impl Command for LayAgreementBefore {
    type Outcome = ();
    const NAME: &'static str = "lay_agreement_before";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.agreement.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let command = authorised.command();
        let seen = Some(command.version);
        let mut agreement =
            reached::agreement(context, &authorised.visible(), command.agreement, seen).await?;
        agreement.lay_before()?;
        context.emit(
            Event::new(EventName::AgreementLaidBefore, context.operation.today)
                .with("agreement", agreement.id)
                .with("text", agreement.laid),
        );
        context.save(agreement).await
    }
}

/// The text that is being signed, in the version the person saw. Signatures under it are void.
#[derive(Debug, Clone)]
pub struct TakeAgreementBack {
    pub agreement: AgreementId,
    pub version: i64,
}

impl Demand for TakeAgreementBack {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Agreement)
    }
}

#[async_trait]
impl Command for TakeAgreementBack {
    type Outcome = ();
    const NAME: &'static str = "take_agreement_back";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.agreement.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let command = authorised.command();
        let seen = Some(command.version);
        let mut agreement =
            reached::agreement(context, &authorised.visible(), command.agreement, seen).await?;
        agreement.take_back()?;
        context.emit(
            Event::new(EventName::AgreementTakenBack, context.operation.today)
                .with("agreement", agreement.id),
        );
        context.save(agreement).await
    }
}
