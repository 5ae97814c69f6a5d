//! Invites a person to a test day: the named one, or the earliest that fits. Also the second appointment
//! after a missed one.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::case::Case;
use domain::ids::{CaseId, SeatingId, SessionId};
use domain::person::Person;
use domain::record::RecordKind;

/// A case and, if somebody chose one, the test day.
#[derive(Debug, Clone)]
pub struct BookSeating {
    pub case: CaseId,
    pub session: Option<SessionId>,
}

impl Demand for BookSeating {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Seating)
    }
}

#[async_trait]
impl Command for BookSeating {
    type Outcome = SeatingId;
    const NAME: &'static str = "book_seating";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Case, self.case.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<SeatingId, Error> {
        let command = authorised.command();
        let case: Case = context.need(command.case.0).await?;
        let person: Person = context.need(case.person.0).await?;
        if !authorised.visible().reaches_person(person.region, person.involved_on(context.operation.today)) {
            return Err(Error::Absent(RecordKind::Case));
        }
        Ok(placement::book(context, case.id, command.session).await?.id)
    }
}
