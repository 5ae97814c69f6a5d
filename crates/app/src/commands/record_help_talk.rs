//! A help talk, or the attempt at one (process 4.5). What keeps the person away is noted as a code and stays
//! with the provider.

use crate::attendance;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::attendance::{Finding, Help};
use domain::ids::ConcernId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// Which ladder, in the version the person saw, and what the talk came to.
#[derive(Debug, Clone)]
pub struct RecordHelpTalk {
    pub concern: ConcernId,
    pub version: i64,
    pub held_on: NaiveDate,
    pub finding: Finding,
    pub help: Vec<Help>,
    /// Day on which it is looked at again; the region's usual one if missing.
    pub review_on: Option<NaiveDate>,
}

impl Demand for RecordHelpTalk {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Attendance)
    }
}

#[async_trait]
impl Command for RecordHelpTalk {
    type Outcome = ();
    const NAME: &'static str = "record_help_talk";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Concern, self.concern.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut concern =
            attendance::reached_concern(context, &authorised.visible(), command.concern, command.version)
                .await?;
        let pace = context.pace().await?;
        let (finding, help) = (command.finding.clone(), command.help.clone());
        concern.note_talk(command.held_on, finding, help, command.review_on, (today, &pace))?;
        let event =
            Event::new(EventName::HelpTalkHeld, command.held_on).about(Some(concern.case), concern.person);
        context.emit(event.with("concern", concern.id).with("provider", concern.provider));
        context.save(concern).await
    }
}
