//! The body that has the next step says what it did about a person's message.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::own_path;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::PathMessageId;
use domain::journal::{Event, EventName};
use domain::own_path::{Answered, MessageAnswer};
use domain::record::RecordKind;

/// Which message, in the version the person saw, and what was done.
#[derive(Debug, Clone)]
pub struct AnswerMessage {
    pub message: PathMessageId,
    pub version: i64,
    pub what: MessageAnswer,
}

impl Demand for AnswerMessage {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::PathMessage)
    }
}

#[async_trait]
impl Command for AnswerMessage {
    type Outcome = ();
    const NAME: &'static str = "answer_message";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::PathMessage, self.message.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        let wanted = (command.message, command.version);
        let mut message = own_path::reached_message(context, &visible, wanted).await?;
        let (on, by) = (context.operation.today, visible.organisation());
        message.take_up(Answered { on, by, what: command.what })?;
        context.emit(
            Event::new(EventName::PathMessageAnswered, on)
                .about(Some(message.case), message.person)
                .with("kind", message.kind.code())
                .with("to", by),
        );
        context.save(message).await
    }
}
