//! Signs an agreement for the own body, or enters a signature that was given on paper. With the last one the
//! edition is in force and takes the place of earlier ones from its first day on.

use crate::commands::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource, Visible};
use domain::agreement::{Agreement, AgreementState};
use domain::ids::{AgreementId, OrganisationId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Signs for the own body, today.
#[derive(Debug, Clone)]
pub struct SignAgreement {
    pub agreement: AgreementId,
    /// The text that was read: how often one had been laid before the parties.
    pub text: i64,
}

impl Demand for SignAgreement {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::Agreement)
    }
}

#[async_trait]
impl Command for SignAgreement {
    /// Whether it was the last signature.
    type Outcome = bool;
    const NAME: &'static str = "sign_agreement";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.agreement.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<bool, Error> {
        let command = authorised.command();
        let visible = authorised.visible();
        let paper = EnterSignature {
            agreement: command.agreement,
            text: command.text,
            body: visible.organisation(),
            on: context.operation.today,
        };
        sign(context, &visible, &paper).await
    }
}

/// Enters the signature of a party that signed on paper.
#[derive(Debug, Clone)]
pub struct EnterSignature {
    pub agreement: AgreementId,
    pub text: i64,
    pub body: OrganisationId,
    pub on: NaiveDate,
}

impl Demand for EnterSignature {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Agreement)
    }
}

#[async_trait]
impl Command for EnterSignature {
    type Outcome = bool;
    const NAME: &'static str = "enter_signature";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.agreement.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<bool, Error> {
        let command = authorised.command();
        if command.on > context.operation.today {
            return Err(Refusal::new("agreement-day-ahead").at("signed_on").into());
        }
        sign(context, &authorised.visible(), command).await
    }
}

async fn sign(context: &mut Context<'_>, visible: &Visible, paper: &EnterSignature) -> Result<bool, Error> {
    context.work.lock(RecordKind::Agreement, paper.agreement.0).await?;
    let mut agreement = reached::agreement(context, visible, paper.agreement, None).await?;
    agreement.must_be_text(paper.text)?;
    agreement.sign(paper.body, context.operation.actor.account, paper.on)?;
    context.emit(
        Event::new(EventName::AgreementSigned, paper.on)
            .with("agreement", agreement.id)
            .with("organisation", paper.body),
    );
    let last = agreement.state == AgreementState::InForce;
    if last {
        replace_earlier(context, &agreement).await?;
        context.emit(
            Event::new(EventName::AgreementInForce, context.operation.today)
                .with("agreement", agreement.id)
                .with("from", agreement.terms.valid_from),
        );
    }
    context.save(agreement).await?;
    Ok(last)
}

async fn replace_earlier(context: &mut Context<'_>, agreement: &Agreement) -> Result<(), Error> {
    let find = Find::new(RecordKind::Agreement, agreement.region)
        .when(Where::is("status", AgreementState::InForce.code()));
    let earlier: Vec<Agreement> = context.work.queries().all(find).await?;
    let from = agreement.terms.valid_from;
    for mut old in earlier.into_iter().filter(|old| old.edition < agreement.edition) {
        if old.ends_on().is_none_or(|end| end >= from) {
            old.replace(from)?;
            context.save(old).await?;
        }
    }
    Ok(())
}
