//! A person's consent: given for one group of recipients, or withdrawn. Not for asking: the text stands
//! in the wording files, its purpose, data and period in `rules/consents.toml`.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{consents, counselling};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{ConsentId, PersonId};
use domain::person::RecipientGroup;
use domain::record::RecordKind;

/// Notes a consent, or takes back the one that holds.
#[derive(Debug, Clone)]
pub struct SaveConsent {
    pub person: PersonId,
    pub recipients: RecipientGroup,
    /// Language in which today's text was read and signed; `None` withdraws.
    pub signed: Option<String>,
}

impl Demand for SaveConsent {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Consent)
    }
}

#[async_trait]
impl Command for SaveConsent {
    type Outcome = ConsentId;
    const NAME: &'static str = "save_consent";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.person.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<ConsentId, Error> {
        let command = authorised.command();
        let person = counselling::reached_person(context, &authorised.visible(), command.person).await?;
        match &command.signed {
            Some(language) => consents::give(context, &person, command.recipients, language).await,
            None => consents::withdraw(context, &person, command.recipients).await,
        }
    }
}
