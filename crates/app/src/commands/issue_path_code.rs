//! Hands a person the code for the page of their own path; an earlier one opens nothing any more.

use super::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{PathCodeId, PersonId};
use domain::journal::{Event, EventName};
use domain::own_path::PathCode;
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Whose code.
#[derive(Debug, Clone)]
pub struct IssuePathCode {
    pub person: PersonId,
}

impl Demand for IssuePathCode {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::OwnPath)
    }
}

#[async_trait]
impl Command for IssuePathCode {
    type Outcome = PathCodeId;
    const NAME: &'static str = "issue_path_code";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.person.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<PathCodeId, Error> {
        let visible = authorised.visible();
        let person = reached::person(context, &visible, authorised.command().person).await?;
        if person.birth_date.is_none() {
            // the year is the second half of the door
            return Err(Refusal::new("path-without-birth-date").into());
        }
        let today = context.operation.today;
        let earlier: Vec<PathCode> = reached::of_person(context, &person).await?;
        for mut code in earlier.into_iter().filter(|code| code.ended_on.is_none()) {
            code.end(today);
            context.save(code).await?;
        }
        let code = PathCode {
            id: PathCodeId(context.next_id()),
            region: person.region,
            version: 0,
            person: person.id,
            organisation: visible.organisation(),
            code: context.operation.ids.code(),
            issued_on: today,
            ended_on: None,
        };
        context.emit(Event::new(EventName::PathCodeIssued, today).about(None, person.id));
        let id = code.id;
        context.save(code).await?;
        Ok(id)
    }
}
