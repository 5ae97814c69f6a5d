//! What commands and queries share about consents: the catalogue of texts, what a person agrees to today, giving and
//! withdrawing. Not for what follows from a consent: `domain::counselling::sight` decides that.

use crate::commands::reached;
use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::NaiveDate;
use domain::counselling::{CounsellingSlot, CounsellingTalk, TalkState};
use domain::ids::{ConsentId, OrganisationId, PersonId, RegionId};
use domain::journal::{Event, EventName};
use domain::person::{Consent, ConsentTexts, Person, RecipientGroup, agreed_on};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use std::collections::HashMap;
use std::sync::OnceLock;

const TEXTS: &str = include_str!("../../../rules/consents.toml");

/// The catalogue of consent texts out of `rules/consents.toml`.
pub fn texts() -> &'static ConsentTexts {
    static TABLE: OnceLock<ConsentTexts> = OnceLock::new();
    TABLE.get_or_init(|| toml::from_str(TEXTS).expect("the shipped catalogue is read by a test"))
}

/// Every consent of a person, withdrawn ones too, oldest first.
pub async fn of_person(
    queries: &dyn Queries,
    region: RegionId,
    person: PersonId,
) -> Result<Vec<Consent>, Error> {
    let find = Find::new(RecordKind::Consent, region).when(Where::is("person_id", person.0));
    queries.all(find).await
}

/// Groups a person agrees to on a day.
pub async fn agreed(
    queries: &dyn Queries,
    region: RegionId,
    person: PersonId,
    on: NaiveDate,
) -> Result<Vec<RecipientGroup>, Error> {
    Ok(agreed_on(&of_person(queries, region, person).await?, on))
}

/// The same for several people at once.
pub async fn agreed_of_many(
    queries: &dyn Queries,
    region: RegionId,
    people: &[PersonId],
    on: NaiveDate,
) -> Result<HashMap<PersonId, Vec<RecipientGroup>>, Error> {
    let mut by_person: HashMap<PersonId, Vec<Consent>> = HashMap::new();
    for part in people.chunks(300) {
        let find = Find::new(RecordKind::Consent, region)
            .when(Where::one_of("person_id", part.iter().map(|person| person.0)))
            .limit(i64::MAX);
        for consent in queries.all::<Consent>(find).await? {
            by_person.entry(consent.person).or_default().push(consent);
        }
    }
    Ok(by_person.into_iter().map(|(person, all)| (person, agreed_on(&all, on))).collect())
}

/// Notes that a person signed the text of today for a group; `asked_by` is the controller.
pub(crate) async fn give(
    context: &mut Context<'_>,
    person: &Person,
    recipients: RecipientGroup,
    language: &str,
) -> Result<ConsentId, Error> {
    let (today, asked_by) = (context.operation.today, context.operation.actor.organisation);
    let all: Vec<Consent> = reached::of_person(context, person).await?;
    if agreed_on(&all, today).contains(&recipients) {
        return Err(Refusal::new("consent-already-given").at("recipients").into());
    }
    let Some(text) = texts().of(recipients, today) else {
        return Err(Refusal::new("consent-without-text").at("recipients").into());
    };
    if language.is_empty() {
        return Err(Refusal::new("consent-without-language").at("language").into());
    }
    let consent = Consent {
        id: ConsentId(context.next_id()),
        region: person.region,
        version: 0,
        person: person.id,
        organisation: asked_by,
        recipients,
        text_version: text.text_version.clone(),
        language: language.to_owned(),
        given_on: today,
        valid_until: Some(text.ends_on(today)),
        withdrawn_on: None,
    };
    note(context, EventName::ConsentGiven, &consent);
    let id = consent.id;
    context.save(consent).await?;
    Ok(id)
}

/// Takes back the consent that holds. What it let others do ends in the same transaction: appointments ahead at
/// counselling bodies are called off, packages for another county are void.
pub(crate) async fn withdraw(
    context: &mut Context<'_>,
    person: &Person,
    recipients: RecipientGroup,
) -> Result<ConsentId, Error> {
    let today = context.operation.today;
    let all: Vec<Consent> = reached::of_person(context, person).await?;
    let holding: Vec<Consent> = all
        .into_iter()
        .filter(|consent| consent.recipients == recipients && consent.holds_on(today))
        .collect();
    let Some(id) = holding.first().map(|consent| consent.id) else {
        return Err(Refusal::new("consent-not-given").at("recipients").into());
    };
    // two merged records may each have brought one along
    for mut consent in holding {
        consent.withdraw(today)?;
        note(context, EventName::ConsentWithdrawn, &consent);
        context.save(consent).await?;
    }
    if recipients == RecipientGroup::Counselling {
        call_off(context, person).await?;
    }
    if recipients == RecipientGroup::NewCounty {
        crate::relocations::void(context, person).await?;
    }
    Ok(id)
}

fn note(context: &mut Context<'_>, name: EventName, consent: &Consent) {
    let event = Event::new(name, context.operation.today).about(None, consent.person);
    context.emit(event.with("recipients", consent.recipients.code()));
}

async fn call_off(context: &mut Context<'_>, person: &Person) -> Result<(), Error> {
    let (talks, today): (Vec<CounsellingTalk>, _) =
        (reached::of_person(context, person).await?, context.operation.today);
    // an appointment that is over took place, or did not: the past is not called off
    let ahead = |talk: &CounsellingTalk| talk.state == TalkState::Booked && talk.held_on >= today;
    for mut talk in talks.into_iter().filter(ahead) {
        talk.cancel()?;
        let mut slot: CounsellingSlot = context.need(talk.slot.0).await?;
        slot.release();
        context.emit(called_off(&talk, context.operation.today));
        context.save(slot).await?;
        context.save(talk).await?;
    }
    Ok(())
}

/// The event of a talk that was called off.
pub(crate) fn called_off(talk: &CounsellingTalk, on: NaiveDate) -> Event {
    counselling_event(EventName::CounsellingCancelled, talk, on)
}

/// An event of a talk: only its two bodies are meant to read it.
pub(crate) fn counselling_event(name: EventName, talk: &CounsellingTalk, on: NaiveDate) -> Event {
    let by: OrganisationId = talk.booked_by;
    Event::new(name, on)
        .about(None, talk.person)
        .with("talk", talk.id)
        .with("provider", talk.organisation)
        .with("to", by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_catalogue_has_a_text_for_every_group_with_its_source() {
        let today = "2026-11-25".parse().expect("a date");
        for group in RecipientGroup::ALL {
            let text = texts().of(*group, today).unwrap_or_else(|| panic!("no text for {group}"));
            assert!(!text.source.is_empty() && !text.data.is_empty() && text.months > 0, "{group}");
        }
        assert_eq!(texts().row.len(), RecipientGroup::ALL.len());
    }
}
