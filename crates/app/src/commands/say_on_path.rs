//! What a person says at the page of their own path. It becomes a note for the body that has the next step and
//! touches nothing else: the case is not even saved again, so that nothing can follow from it.

use crate::commands::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::own_path;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{PathMessageId, PersonId};
use domain::journal::{Event, EventName};
use domain::own_path::{MessageKind, PathMessage};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// What is said; the code ties the command to the sheet.
#[derive(Debug, Clone)]
pub struct SayOnPath {
    pub person: PersonId,
    pub code: String,
    pub kind: MessageKind,
}

impl Demand for SayOnPath {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::PathMessage)
    }
}

#[async_trait]
impl Command for SayOnPath {
    type Outcome = PathMessageId;
    const NAME: &'static str = "say_on_path";
    const UNDOABLE: bool = false;

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.person.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<PathMessageId, Error> {
        let command = authorised.command();
        let person = own_path::person_of_code(context, command.person, &command.code).await?;
        let Some(case) = reached::open_case(context, &person).await? else {
            return Err(Refusal::new("message-without-case").into());
        };
        let earlier: Vec<PathMessage> = reached::of_person(context, &person).await?;
        if let Some(same) = earlier.iter().find(|one| one.kind == command.kind && one.is_open()) {
            // said twice is said once; the first day counts
            return Ok(same.id);
        }
        let today = context.operation.today;
        let message = PathMessage {
            id: PathMessageId(context.next_id()),
            region: person.region,
            version: 0,
            person: person.id,
            case: case.id,
            kind: command.kind,
            said_on: today,
            to: case.next.as_ref().map_or(case.lead, |next| next.organisation),
            answer: None,
        };
        context.emit(
            Event::new(EventName::PathMessageSaid, today)
                .about(Some(case.id), person.id)
                .with("kind", command.kind.code())
                .with("to", message.to),
        );
        let id = message.id;
        context.save(message).await?;
        Ok(id)
    }
}
