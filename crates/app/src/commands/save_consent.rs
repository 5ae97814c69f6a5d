//! A person's consent: given for one group of recipients, or withdrawn. Not for asking: the text stands
//! in the wording files.

use super::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{ConsentId, PersonId};
use domain::journal::{Event, EventName};
use domain::person::{Consent, RecipientGroup};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Notes a consent, or takes back the one that holds.
#[derive(Debug, Clone)]
pub struct SaveConsent {
    pub person: PersonId,
    pub recipients: RecipientGroup,
    /// The version and language of the text that was signed; `None` withdraws.
    pub signed: Option<(String, String)>,
}

impl Demand for SaveConsent {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Person)
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
        let person = reached::person(context, &authorised.visible(), command.person).await?;
        let today = context.operation.today;
        let all: Vec<Consent> = reached::of_person(context, &person).await?;
        let holding =
            all.into_iter().find(|c| c.recipients == command.recipients && c.withdrawn_on.is_none());
        let (name, consent) = match (&command.signed, holding) {
            (Some(_), Some(_)) => return Err(Refusal::new("consent-already-given").at("recipients").into()),
            (None, None) => return Err(Refusal::new("consent-not-given").at("recipients").into()),
            (None, Some(mut consent)) => {
                consent.withdraw(today)?;
                (EventName::ConsentWithdrawn, consent)
            }
            (Some((text_version, language)), None) => {
                let consent = Consent {
                    id: ConsentId(context.next_id()),
                    region: person.region,
                    version: 0,
                    person: person.id,
                    organisation: authorised.actor().organisation,
                    recipients: command.recipients,
                    text_version: text_version.clone(),
                    language: language.clone(),
                    given_on: today,
                    withdrawn_on: None,
                };
                (EventName::ConsentGiven, consent)
            }
        };
        context.emit(
            Event::new(name, today).about(None, person.id).with("recipients", command.recipients.code()),
        );
        let id = consent.id;
        context.save(consent).await?;
        Ok(id)
    }
}
