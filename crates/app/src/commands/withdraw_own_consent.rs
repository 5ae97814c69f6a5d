//! The person withdraws a consent at the page of their own path. The actor is the visitor's stand-in of `own_path`;
//! knowing code and year of birth was checked before.

use crate::consents;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::own_path;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::PersonId;
use domain::person::RecipientGroup;
use domain::record::RecordKind;

/// Which consent; the code ties the command to the sheet.
#[derive(Debug, Clone)]
pub struct WithdrawOwnConsent {
    pub person: PersonId,
    pub code: String,
    pub recipients: RecipientGroup,
}

impl Demand for WithdrawOwnConsent {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::OwnPath)
    }
}

#[async_trait]
impl Command for WithdrawOwnConsent {
    type Outcome = ();
    const NAME: &'static str = "withdraw_own_consent";
    const UNDOABLE: bool = false;

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.person.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let command = authorised.command();
        let person = own_path::person_of_code(context, command.person, &command.code).await?;
        consents::withdraw(context, &person, command.recipients).await.map(|_| ())
    }
}
