//! Begins the next edition of an agreement as a draft with the same text.

use crate::commands::reached;
use crate::commands::save_agreement::next_edition;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::AgreementId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// The edition to go on from.
#[derive(Debug, Clone)]
pub struct RenewAgreement {
    pub agreement: AgreementId,
}

impl Demand for RenewAgreement {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Agreement)
    }
}

#[async_trait]
impl Command for RenewAgreement {
    type Outcome = AgreementId;
    const NAME: &'static str = "renew_agreement";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.agreement.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AgreementId, Error> {
        let visible = authorised.visible();
        let known = reached::agreement(context, &visible, authorised.command().agreement, None).await?;
        let edition = next_edition(context, visible.region()).await?;
        let today = context.operation.today;
        let from = known.ends_on().and_then(|end| end.succ_opt()).filter(|day| *day > today);
        let next = known.next_edition(AgreementId(context.next_id()), edition, from.unwrap_or(today));
        let id = next.id;
        context.emit(
            Event::new(EventName::AgreementDrafted, today)
                .with("agreement", id)
                .with("edition", edition)
                .with("parent", known.id),
        );
        context.save(next).await?;
        Ok(id)
    }
}
