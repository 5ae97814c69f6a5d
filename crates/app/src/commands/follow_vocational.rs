//! What the provider owes for a single person on the list or in a course: telling that nothing begins, finding a place
//! elsewhere, telling of a break-off, of irregular attendance, of the result (§§ 9, 15 DeuFöV).

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{steps, vocational};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{OrganisationId, VocationalPlaceId};
use domain::journal::EventName;
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::vocational::{
    Authorisation, BreakOff, MissedDays, PlaceEnd, PlaceState, VocationalFacts, VocationalPlace,
    VocationalReportKind as Kind, VocationalResult, place_duty,
};

/// What happened, or what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceChange {
    /// The person was told that no course begins; BAMF and the issuer are told with this.
    TellNoStart,
    /// Another provider takes the person.
    ReferTo(OrganisationId),
    BreakOff(BreakOff),
    Irregular(MissedDays),
    Result(VocationalResult),
}

/// Something about one place, in the version that was seen.
#[derive(Debug, Clone)]
pub struct FollowVocational {
    pub place: VocationalPlaceId,
    pub version: i64,
    pub change: PlaceChange,
}

impl Demand for FollowVocational {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::VocationalPlace)
    }
}

#[async_trait]
impl Command for FollowVocational {
    /// Number of bodies told.
    type Outcome = i64;
    const NAME: &'static str = "follow_vocational";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::VocationalPlace, self.place.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let command = authorised.command();
        let place =
            vocational::reached_place(context, &authorised.visible(), command.place, command.version).await?;
        let own = authorised.actor().organisation == place.provider;
        if !own && !matches!(command.change, PlaceChange::ReferTo(_)) {
            return Err(Refusal::new("vocational-place-of-another-body").into());
        }
        let (case, told) = match command.change {
            PlaceChange::TellNoStart => (place.case, tell_no_start(context, place).await?),
            PlaceChange::ReferTo(provider) => (place.case, refer(context, place, provider).await?),
            PlaceChange::BreakOff(reason) => (place.case, break_off(context, place, reason).await?),
            PlaceChange::Irregular(missed) => (place.case, irregular(context, &place, missed).await?),
            PlaceChange::Result(result) => (place.case, take_result(context, place, result).await?),
        };
        steps::settle_saved(context, case).await?;
        Ok(told)
    }
}

async fn tell_no_start(context: &mut Context<'_>, mut place: VocationalPlace) -> Result<i64, Error> {
    let today = context.operation.today;
    let pace = context.pace().await?;
    let due_on = place_duty(&place, &pace).map_or(today, |duty| duty.due_on);
    let second = place.tell(today)?;
    let what = if second { Kind::NoPlace } else { Kind::NoStart };
    let facts = VocationalFacts { on: Some(today), ..VocationalFacts::default() };
    let told = vocational::tell(context, what, &place, (facts, due_on)).await?;
    let event = vocational::event(EventName::VocationalNoStart, &place, today);
    context.emit(event.with("what", what));
    context.save(place).await?;
    Ok(told)
}

async fn refer(
    context: &mut Context<'_>,
    mut place: VocationalPlace,
    to: OrganisationId,
) -> Result<i64, Error> {
    let today = context.operation.today;
    let body: Option<Organisation> = context.find(to.0).await?;
    let takes = |body: &Organisation| {
        body.region == place.region && body.active && body.kind == OrganisationKind::Kurstraeger
    };
    if !body.as_ref().is_some_and(takes) {
        return Err(Refusal::new("vocational-provider-unknown").at("provider").into());
    }
    place.refer(to)?;
    let mut person: Person = context.need(place.person.0).await?;
    person.involve(to, today);
    context.emit(vocational::event(EventName::VocationalReferred, &place, today));
    context.save(person).await?;
    context.save(place).await?;
    Ok(0)
}

async fn break_off(
    context: &mut Context<'_>,
    mut place: VocationalPlace,
    reason: BreakOff,
) -> Result<i64, Error> {
    let today = context.operation.today;
    let end = PlaceEnd { on: today, broke_off: Some(reason) };
    if place.state == PlaceState::Started {
        place.end(end)?;
    } else {
        place.leave(end)?;
        // who never began may go to another provider as long as the authorisation holds
        let mut authorisation: Authorisation = context.need(place.authorisation.0).await?;
        authorisation.give_back();
        context.save(authorisation).await?;
    }
    let facts = VocationalFacts { on: Some(today), ..VocationalFacts::default() };
    let told = vocational::tell(context, Kind::BrokeOff, &place, (facts, today)).await?;
    context.emit(vocational::event(EventName::VocationalBrokeOff, &place, today));
    context.save(place).await?;
    Ok(told)
}

async fn irregular(
    context: &mut Context<'_>,
    place: &VocationalPlace,
    missed: MissedDays,
) -> Result<i64, Error> {
    let today = context.operation.today;
    missed.check(today)?;
    if place.state != PlaceState::Started {
        return Err(Refusal::new("vocational-place-not-in-this-state")
            .with("state", place.state.code())
            .into());
    }
    let facts = VocationalFacts { missed: Some(missed), ..VocationalFacts::default() };
    let told = vocational::tell(context, Kind::Irregular, place, (facts, today)).await?;
    if told == 0 {
        return Err(Refusal::new("vocational-irregular-without-recipient").into());
    }
    Ok(told)
}

async fn take_result(
    context: &mut Context<'_>,
    mut place: VocationalPlace,
    result: VocationalResult,
) -> Result<i64, Error> {
    let today = context.operation.today;
    check_day(result.on, today)?;
    place.take_result(result)?;
    let mut told = 0;
    if place.line.goal.has_exam() {
        let facts = VocationalFacts {
            on: Some(result.on),
            reached: Some(result.reached),
            ..VocationalFacts::default()
        };
        told = vocational::tell(context, Kind::ExamResult, &place, (facts, today)).await?;
    }
    let event = vocational::event(EventName::VocationalResult, &place, result.on);
    context.emit(event.with("reached", result.reached));
    context.save(place).await?;
    Ok(told)
}

fn check_day(on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if on > today {
        return Err(Refusal::new("vocational-result-in-the-future").at("result_on"));
    }
    Ok(())
}
