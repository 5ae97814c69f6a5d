//! Notes that the own body did what it owed under the agreement. A fact, with its day; nobody is scored.

use crate::commands::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::agreement::{DutyCode, NotedDuty};
use domain::ids::AgreementId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// What was owed by which day; it was done today.
#[derive(Debug, Clone)]
pub struct NoteDuty {
    pub agreement: AgreementId,
    pub code: DutyCode,
    pub due_on: NaiveDate,
}

impl Demand for NoteDuty {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::Agreement)
    }
}

#[async_trait]
impl Command for NoteDuty {
    type Outcome = ();
    const NAME: &'static str = "note_duty";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.agreement.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let command = authorised.command();
        let visible = authorised.visible();
        // several bodies note at the same time; nobody shall lose against another
        context.work.lock(RecordKind::Agreement, command.agreement.0).await?;
        let mut agreement = reached::agreement(context, &visible, command.agreement, None).await?;
        let organisation = visible.organisation();
        agreement.must_owe(command.code, organisation, command.due_on)?;
        let done_on = context.operation.today;
        agreement.note(NotedDuty { code: command.code, organisation, due_on: command.due_on, done_on })?;
        context.emit(
            Event::new(EventName::DutyNoted, done_on)
                .with("agreement", agreement.id)
                .with("organisation", organisation)
                .with("duty", command.code)
                .with("due_on", command.due_on),
        );
        context.save(agreement).await
    }
}
