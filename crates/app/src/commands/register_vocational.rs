//! Somebody registers with a provider for a Berufssprachkurs by the code on the authorisation (§ 7 DeuFöV). Obliged
//! people are reported to the issuer at once; BAMF learns how many wait, at once or by the rhythm of the region.

use super::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use crate::{steps, vocational};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::VocationalPlaceId;
use domain::journal::EventName;
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::vocational::{
    Authorisation, GroupReportRhythm, LevelProof, PlaceState, VocationalFacts, VocationalPlace,
    VocationalReportKind, check_registration,
};

/// The code the person shows, and what proves the level.
#[derive(Debug, Clone)]
pub struct RegisterVocational {
    pub code: String,
    pub proof: LevelProof,
    pub proven_on: NaiveDate,
}

impl Demand for RegisterVocational {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::VocationalPlace)
    }
}

#[async_trait]
impl Command for RegisterVocational {
    type Outcome = VocationalPlaceId;
    const NAME: &'static str = "register_vocational";

    async fn run(
        authorised: &Authorised<Self>,
        context: &mut Context<'_>,
    ) -> Result<VocationalPlaceId, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let provider = authorised.actor().organisation;
        let shown = by_code(context, &command.code).await?;
        // two providers register the same person at the same time: one after the other
        context.work.lock(RecordKind::Person, shown.person.0).await?;
        let mut shown: Authorisation = context.need(shown.id.0).await?;
        let mut person: Person = context.need(shown.person.0).await?;
        let places: Vec<VocationalPlace> = reached::of_person(context, &person).await?;
        shown.use_up(today)?;
        check_registration(shown.line, &places)?;
        let pace = context.pace().await?;
        command.proof.check(command.proven_on, (today, provider), &pace)?;
        let place = VocationalPlace {
            id: VocationalPlaceId(context.next_id()),
            region: shown.region,
            version: 0,
            case: shown.case,
            person: shown.person,
            authorisation: shown.id,
            issuer: shown.issuer,
            provider,
            line: shown.line,
            obliged: shown.obliged,
            proof: command.proof,
            proven_on: command.proven_on,
            registered_on: today,
            state: PlaceState::Waiting,
            course: None,
            no_start_told_on: None,
            no_place_told_on: None,
            end: None,
            result: None,
        };
        person.involve(provider, today);
        let event = vocational::event(EventName::VocationalRegistered, &place, today);
        context.emit(event.with("authorisation", shown.id));
        context.save(person).await?;
        context.save(shown).await?;
        context.save(place.clone()).await?;
        report(context, &place, pace.settings.vocational.group_report).await?;
        steps::settle_saved(context, place.case).await?;
        Ok(place.id)
    }
}

/// The authorisation of a code; a code nobody has says nothing of anybody.
async fn by_code(context: &mut Context<'_>, code: &str) -> Result<Authorisation, Error> {
    let code = code.trim().to_lowercase();
    let find = Find::new(RecordKind::Authorisation, context.operation.actor.region)
        .when(Where::is("code", code.as_str()));
    let found: Vec<Authorisation> = context.work.queries().all(find).await?;
    let found = found.into_iter().next();
    found.ok_or_else(|| Refusal::new("authorisation-code-unknown").at("code").into())
}

async fn report(
    context: &mut Context<'_>,
    place: &VocationalPlace,
    rhythm: GroupReportRhythm,
) -> Result<(), Error> {
    let today = context.operation.today;
    let facts = VocationalFacts { on: Some(today), ..VocationalFacts::default() };
    vocational::tell(context, VocationalReportKind::Registered, place, (facts, today)).await?;
    if rhythm == GroupReportRhythm::AtOnce {
        let people = vocational::waiting_for(context, place.provider, place.line).await?;
        let facts = VocationalFacts { people: Some(people), ..VocationalFacts::default() };
        let group = (place.provider, place.line, None);
        vocational::tell_of_group(context, VocationalReportKind::Group, group, (facts, today)).await?;
    }
    Ok(())
}
