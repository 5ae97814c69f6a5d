//! Gives notice of an agreement for the own body, or enters a notice that came on paper. The term ends after the
//! agreed weeks.

use crate::commands::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource, Visible};
use domain::ids::{AgreementId, OrganisationId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Gives notice for the own body, today.
#[derive(Debug, Clone)]
pub struct GiveNotice {
    pub agreement: AgreementId,
    pub version: i64,
}

impl Demand for GiveNotice {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::Agreement)
    }
}

#[async_trait]
impl Command for GiveNotice {
    /// The last day of the term.
    type Outcome = Option<NaiveDate>;
    const NAME: &'static str = "give_notice";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.agreement.0))
    }

    async fn run(
        authorised: &Authorised<Self>,
        context: &mut Context<'_>,
    ) -> Result<Option<NaiveDate>, Error> {
        let command = authorised.command();
        let visible = authorised.visible();
        let paper = EnterNotice {
            agreement: command.agreement,
            version: command.version,
            body: visible.organisation(),
            on: context.operation.today,
        };
        notice(context, &visible, &paper).await
    }
}

/// Enters the notice of a party that came on paper.
#[derive(Debug, Clone)]
pub struct EnterNotice {
    pub agreement: AgreementId,
    pub version: i64,
    pub body: OrganisationId,
    pub on: NaiveDate,
}

impl Demand for EnterNotice {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Agreement)
    }
}

#[async_trait]
impl Command for EnterNotice {
    type Outcome = Option<NaiveDate>;
    const NAME: &'static str = "enter_notice";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.agreement.0))
    }

    async fn run(
        authorised: &Authorised<Self>,
        context: &mut Context<'_>,
    ) -> Result<Option<NaiveDate>, Error> {
        let command = authorised.command();
        if command.on > context.operation.today {
            return Err(Refusal::new("agreement-day-ahead").at("noticed_on").into());
        }
        notice(context, &authorised.visible(), command).await
    }
}

async fn notice(
    context: &mut Context<'_>,
    visible: &Visible,
    paper: &EnterNotice,
) -> Result<Option<NaiveDate>, Error> {
    let mut agreement = reached::agreement(context, visible, paper.agreement, Some(paper.version)).await?;
    agreement.give_notice(paper.body, paper.on)?;
    let ends_on = agreement.ends_on();
    context.emit(
        Event::new(EventName::AgreementNoticed, paper.on)
            .with("agreement", agreement.id)
            .with("organisation", paper.body),
    );
    context.save(agreement).await?;
    Ok(ends_on)
}
