//! What commands and queries on measures share: the catalogue, offers, recommendations of a graduate, and what makes an
//! answered recommendation the next step. Not for deciding: `domain::measure` does that.

use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::{graduates, route_plans};
use chrono::NaiveDate;
use domain::access::Visible;
use domain::graduate::{Decision, Graduate, Route};
use domain::ids::{CaseId, GraduateId, MeasureOfferId, MeasureRecommendationId, OrganisationId, RegionId};
use domain::journal::{Event, EventName};
use domain::measure::{
    Catalogue, Choice, MeasureKind, MeasureOffer, MeasureRecommendation, OfferState, RecommendationState,
};
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::residence::BenefitSystem;
use domain::route_plan::RoutePlan;
use domain::vocational::{VocationalCourse, VocationalCourseState};
use std::collections::HashMap;
use std::sync::OnceLock;

const FILE: &str = include_str!("../../../rules/measures.toml");

/// The instruments out of `rules/measures.toml`.
pub fn catalogue() -> &'static Catalogue {
    static TABLE: OnceLock<Catalogue> = OnceLock::new();
    TABLE.get_or_init(|| toml::from_str(FILE).expect("the shipped catalogue is read by a test"))
}

/// An offer of the actor's own, in the version the actor saw.
pub async fn own_offer(
    context: &mut Context<'_>,
    visible: &Visible,
    (id, seen): (MeasureOfferId, i64),
) -> Result<MeasureOffer, Error> {
    let known: MeasureOffer = context.need(id.0).await?;
    if !visible.reaches(known.region, known.owner) {
        return Err(Error::Absent(RecordKind::MeasureOffer));
    }
    context.need_version(id.0, seen).await
}

/// Offers that everybody of the region sees.
pub async fn published(queries: &dyn Queries, region: RegionId) -> Result<Vec<MeasureOffer>, Error> {
    let find = Find::new(RecordKind::MeasureOffer, region)
        .when(Where::is("status", OfferState::Published.code()))
        .limit(i64::MAX);
    queries.all(find).await
}

/// Places that were given since the owner stated the free ones, by offer.
pub async fn given_since(
    queries: &dyn Queries,
    region: RegionId,
    offers: &[MeasureOffer],
) -> Result<HashMap<MeasureOfferId, i64>, Error> {
    let taking = [RecommendationState::Accepted, RecommendationState::Changed, RecommendationState::Begun];
    let stated: HashMap<MeasureOfferId, NaiveDate> =
        offers.iter().map(|offer| (offer.id, offer.free_on)).collect();
    let mut given: HashMap<MeasureOfferId, i64> = HashMap::new();
    for part in offers.chunks(400) {
        let find = Find::new(RecordKind::MeasureRecommendation, region)
            .when(Where::one_of("status", taking.iter().map(|state| state.code())))
            .when(Where::one_of("offer_id", part.iter().map(|offer| offer.id.0)))
            .limit(i64::MAX);
        for one in queries.all::<MeasureRecommendation>(find).await? {
            let (Some(offer), Some(answer)) = (one.choice.offer, one.answer) else { continue };
            if stated.get(&offer).is_some_and(|day| answer.on >= *day) {
                *given.entry(offer).or_default() += 1;
            }
        }
    }
    Ok(given)
}

/// Recommendations of a graduate, oldest first.
pub async fn of_graduate(
    queries: &dyn Queries,
    region: RegionId,
    graduate: GraduateId,
) -> Result<Vec<MeasureRecommendation>, Error> {
    let find =
        Find::new(RecordKind::MeasureRecommendation, region).when(Where::is("graduate_id", graduate.0));
    queries.all(find).await
}

/// A recommendation the actor reaches, in the version the actor saw.
pub async fn reached(
    context: &mut Context<'_>,
    visible: &Visible,
    (id, seen): (MeasureRecommendationId, i64),
) -> Result<MeasureRecommendation, Error> {
    let known: MeasureRecommendation = context.need(id.0).await?;
    let person: Person = context.need(known.person.0).await?;
    let today = context.operation.today;
    let planning = context.operation.actor.organisation_kind.plans_onward();
    let reached = visible.reaches_person(person.region, person.involved_on(today));
    if !reached || !(planning || known.by == visible.organisation()) {
        return Err(Error::Absent(RecordKind::MeasureRecommendation));
    }
    context.need_version(id.0, seen).await
}

/// The office that decides for a person: the Jobcenter in SGB II, else the Arbeitsagentur, of those that have the
/// person before them (handbook 4.3, 5).
pub async fn deciding_office(
    queries: &dyn Queries,
    person: &Person,
    today: NaiveDate,
) -> Result<Option<OrganisationId>, Error> {
    let ids: Vec<i64> = person.involved_on(today).map(|office| office.0).collect();
    let offices: Vec<Organisation> = queries.many(&ids).await?;
    let newest = person.benefits.iter().max_by_key(|period| period.from).map(|period| period.system);
    let first = match newest {
        Some(BenefitSystem::Sgb2) | None => OrganisationKind::Jobcenter,
        Some(_) => OrganisationKind::Arbeitsagentur,
    };
    let planning = || offices.iter().filter(|office| office.active && office.kind.plans_onward());
    let found = planning().find(|office| office.kind == first).or_else(|| planning().next());
    Ok(found.map(|office| office.id))
}

/// Refuses a choice that names something that is not offered; fills in the first day of a course.
pub async fn checked(context: &mut Context<'_>, mut choice: Choice) -> Result<Choice, Error> {
    let (region, today) = (context.operation.actor.region, context.operation.today);
    let Some(row) = catalogue().of(choice.kind, today) else {
        return Err(Refusal::new("measure-does-not-exist").at("kind").into());
    };
    if !row.routes.contains(&choice.route) {
        return Err(Refusal::new("measure-on-another-route").at("route").into());
    }
    if let Some(id) = choice.offer {
        let offer: Option<MeasureOffer> = context.find(id.0).await?;
        let offer = offer.filter(|one| one.region == region && one.state == OfferState::Published);
        let Some(offer) = offer else { return Err(Refusal::new("offer-not-published").at("offer").into()) };
        if offer.kind != choice.kind {
            return Err(Refusal::new("offer-of-another-measure").at("offer").into());
        }
    }
    match (choice.course, choice.kind) {
        (Some(id), MeasureKind::Berufssprachkurs) => {
            let course: Option<VocationalCourse> = context.find(id.0).await?;
            let open =
                |one: &VocationalCourse| one.region == region && one.state == VocationalCourseState::Planned;
            let Some(course) = course.filter(open) else {
                return Err(Refusal::new("course-not-planned").at("course").into());
            };
            choice.starts_on = choice.starts_on.or(Some(course.planned_start_on));
        }
        (Some(_), _) => return Err(Refusal::new("offer-of-another-measure").at("course").into()),
        (None, _) => {}
    }
    Ok(choice)
}

/// An accepted measure is the next-step decision of the graduate, unless something runs beside which it is taken.
pub async fn decide(
    context: &mut Context<'_>,
    graduate: &mut Graduate,
    choice: Choice,
    with_person: bool,
) -> Result<(), Error> {
    let (own, today) = (context.operation.actor.organisation, context.operation.today);
    if graduate.follow_on().is_some_and(|last| last.ended.is_none()) {
        return Ok(());
    }
    let decision =
        Decision { starts_on: choice.starts_on, with_person, ..Decision::new(today, own, choice.route, own) };
    graduate.decide(decision, today)?;
    let note = Event::new(EventName::NextStepDecided, today)
        .about(Some(graduate.case), graduate.person)
        .with("graduate", graduate.id)
        .with("route", choice.route)
        .with("responsible", own);
    context.emit(note);
    context.save(graduate.clone()).await?;
    let saved: Graduate = context.need(graduate.id.0).await?;
    route_plans::follow(context, &saved).await
}

/// The graduate of a recommendation.
pub async fn graduate_of(
    context: &mut Context<'_>,
    visible: &Visible,
    id: GraduateId,
) -> Result<Graduate, Error> {
    let known: Graduate = context.need(id.0).await?;
    graduates::reached(context, visible, id, known.version).await
}

/// The new office goes on where the old one stood: it answers what waits and sees to the plan. Nobody is lost between
/// two benefit systems.
pub async fn hand_on(
    context: &mut Context<'_>,
    case: CaseId,
    (from, to): (OrganisationId, OrganisationId),
) -> Result<(), Error> {
    let region = context.operation.actor.region;
    let of_case = |kind| Find::new(kind, region).when(Where::is("case_id", case.0));
    let live = of_case(RecordKind::MeasureRecommendation).when(Where::is("live", 1i64));
    let waiting: Vec<MeasureRecommendation> = context.work.queries().all(live).await?;
    for mut one in waiting.into_iter().filter(|one| one.decider == from) {
        one.decider = to;
        context.save(one).await?;
    }
    let plans: Vec<RoutePlan> = context.work.queries().all(of_case(RecordKind::RoutePlan)).await?;
    for mut plan in plans.into_iter().filter(|plan| plan.office == from) {
        plan.hand_on(to);
        route_plans::save(context, plan).await?;
    }
    Ok(())
}

/// An event about a recommendation.
pub fn event(one: &MeasureRecommendation, name: EventName, on: NaiveDate) -> Event {
    Event::new(name, on)
        .about(Some(one.case), one.person)
        .with("recommendation", one.id)
        .with("measure", one.choice.kind)
}

/// Whether a measure leads along a route, for choices of a form.
pub fn on_route(route: Route, on: NaiveDate) -> impl Iterator<Item = MeasureKind> {
    let rows = catalogue().measure.iter().filter(move |row| row.holds_on(on) && row.routes.contains(&route));
    rows.map(|row| row.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-25".parse().expect("a date")
    }

    #[test]
    fn every_instrument_of_the_handbook_has_one_row_with_its_basis() {
        for kind in MeasureKind::ALL {
            let rows = catalogue().measure.iter().filter(|row| row.kind == *kind && row.holds_on(today()));
            assert_eq!(rows.count(), 1, "{kind}");
        }
        assert!(catalogue().measure.iter().all(|row| !row.basis.is_empty() && !row.decides.is_empty()));
        assert!(catalogue().measure.iter().all(|row| !row.routes.is_empty()));
    }

    #[test]
    fn every_measure_of_the_rule_table_is_an_instrument_of_the_catalogue() {
        let text = include_str!("../../../rules/side/60-massnahmen.dmn");
        let outputs = text.split("_measure\"><text>\"").skip(1).filter_map(|rest| rest.split('"').next());
        for name in outputs {
            let known = catalogue().measure.iter().any(|row| row.entry.as_deref() == Some(name));
            assert!(known, "{name} is in the rule table and not in the catalogue");
        }
        for entry in catalogue().measure.iter().filter_map(|row| row.entry.as_deref()) {
            assert!(
                text.contains(&format!("<text>\"{entry}\"</text>")),
                "no row of the table speaks of {entry}"
            );
        }
    }
}
