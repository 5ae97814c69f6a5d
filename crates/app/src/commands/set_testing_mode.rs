//! Sets from which day on people are tested at one place or by each provider. A region may have to go back.

use crate::commands::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::agreement::TestingMode;
use domain::ids::AgreementId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// The way and its first day; entries of later days are replaced.
#[derive(Debug, Clone)]
pub struct SetTestingMode {
    pub agreement: AgreementId,
    pub version: i64,
    pub from: NaiveDate,
    pub mode: TestingMode,
}

impl Demand for SetTestingMode {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Agreement)
    }
}

#[async_trait]
impl Command for SetTestingMode {
    type Outcome = ();
    const NAME: &'static str = "set_testing_mode";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.agreement.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let command = authorised.command();
        let seen = Some(command.version);
        let mut agreement =
            reached::agreement(context, &authorised.visible(), command.agreement, seen).await?;
        if command.from < agreement.terms.valid_from {
            let first = agreement.terms.valid_from;
            return Err(Refusal::new("agreement-before-its-term").with("from", first).at("from").into());
        }
        agreement.test_from(command.from, command.mode)?;
        context.emit(
            Event::new(EventName::TestingModeSet, context.operation.today)
                .with("agreement", agreement.id)
                .with("mode", command.mode)
                .with("from", command.from),
        );
        context.save(agreement).await
    }
}
