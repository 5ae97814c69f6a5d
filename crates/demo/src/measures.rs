//! What bodies of the region offer of measures, recommendations that wait for an answer, plans of people on the way into
//! training or work, clients of the employment agency, and changes of the benefit system.

use crate::World;
use crate::bodies::place;
use chrono::{Days, NaiveDate};
use domain::care_transfer::{CareTransfer, TransferState};
use domain::case::Case;
use domain::deadline::Activity;
use domain::graduate::{Graduate, Route};
use domain::ids::{
    CareTransferId, MeasureOfferId, MeasureRecommendationId, OrganisationId, RegionId, RoutePlanId,
};
use domain::measure::{
    Choice, MeasureKind, MeasureOffer, MeasureRecommendation, OfferState, RecommendationState,
};
use domain::person::{Person, TimeOfDay};
use domain::placement::Level;
use domain::record::Record;
use domain::region::Pace;
use domain::residence::{BenefitPeriod, BenefitSystem};
use domain::route_plan::{
    EmployerOffer, EmployerOfferKind, EmployerOfferState, MilestoneCode, MilestoneMark, MilestoneState,
    PermitNote, PermitState, Recognition, RecognitionResult, RoutePlan, RouteTable, Tick, TickItem,
    TickState,
};

const MILESTONES: &str = include_str!("../../../rules/routes.toml");

/// Who owns an offer of the demo.
#[derive(Clone, Copy)]
enum Owner {
    Provider(usize),
    Jobcenter,
    Agentur,
    Sozialamt,
    Koordination,
}

/// Kind, title, owner, days from the Wednesday (none: any day), weeks, places, free ones, level, child care.
type Plan = (MeasureKind, &'static str, Owner, &'static [i64], Option<i64>, (i64, i64), Option<Level>, bool);

const OFFERS: &[Plan] = &[
    (
        MeasureKind::BerufsvorbereitendeBildungsmassnahme,
        "BvB Handwerk und Technik",
        Owner::Provider(0),
        &[54, 280],
        Some(40),
        (16, 5),
        Some(Level::B1),
        false,
    ),
    (
        MeasureKind::Aktivierung,
        "Bewerben und Probearbeiten",
        Owner::Provider(1),
        &[12, 40, 68, 96],
        Some(8),
        (12, 4),
        Some(Level::A2),
        true,
    ),
    (
        MeasureKind::BeruflicheWeiterbildung,
        "Pflegefachhilfe, Teilqualifizierung",
        Owner::Provider(0),
        &[82],
        Some(52),
        (20, 9),
        Some(Level::B1),
        true,
    ),
    (
        MeasureKind::Einstiegsqualifizierung,
        "EQ in Gastronomie und Handel",
        Owner::Agentur,
        &[40, 310],
        Some(26),
        (10, 6),
        Some(Level::A2),
        false,
    ),
    (
        MeasureKind::AssistierteAusbildung,
        "Assistierte Ausbildung, Vorphase",
        Owner::Agentur,
        &[26, 210],
        Some(26),
        (8, 0),
        Some(Level::B1),
        false,
    ),
    (
        MeasureKind::GanzheitlicheBetreuung,
        "Begleitung in Arbeit und Alltag",
        Owner::Jobcenter,
        &[],
        None,
        (25, 11),
        None,
        true,
    ),
    (
        MeasureKind::Arbeitsgelegenheit,
        "Werkstatt und Grünpflege",
        Owner::Sozialamt,
        &[],
        Some(26),
        (6, 2),
        None,
        false,
    ),
    (
        MeasureKind::Berufsintegrationsklasse,
        "Berufsintegrationsklasse an der Berufsschule",
        Owner::Koordination,
        &[285],
        Some(44),
        (18, 7),
        None,
        false,
    ),
    (
        MeasureKind::Ausbildung,
        "Ausbildungsplätze der Handwerksbetriebe",
        Owner::Koordination,
        &[280],
        None,
        (30, 22),
        Some(Level::B1),
        false,
    ),
];

/// Writes the offers; the last of them is a draft.
pub fn offer(world: &mut World) -> Vec<MeasureOffer> {
    let mut all = Vec::new();
    for plan in OFFERS {
        let one = made(world, plan);
        world.records.push(Record::MeasureOffer(one.clone()));
        all.push(one);
    }
    let mut draft = made(world, &OFFERS[1]);
    (draft.title, draft.state) = ("Bewerben am Abend".to_owned(), OfferState::Draft);
    draft.times = vec![TimeOfDay::Evening];
    world.records.push(Record::MeasureOffer(draft));
    all
}

fn made(world: &mut World, plan: &Plan) -> MeasureOffer {
    let (kind, title, owner, days, weeks, (places, free), level, child_care) = *plan;
    let owner = owner_of(world, owner);
    let (name, phone, seat) = world
        .records
        .iter()
        .find_map(|record| match record {
            Record::Organisation(body) if body.id == owner => {
                Some((body.name.clone(), body.phone.clone(), body.seat.clone()))
            }
            _ => None,
        })
        .unwrap_or_default();
    let near = world.places.iter().find(|municipality| municipality.name == seat.town);
    let here = near.map_or(seat.clone(), |municipality| place(&name, &seat.street, municipality));
    MeasureOffer {
        id: MeasureOfferId(world.id()),
        region: RegionId(world.bodies.region),
        version: 0,
        owner,
        kind,
        title: title.to_owned(),
        place: here,
        starts: days.iter().map(|offset| world.day(*offset)).collect(),
        rolling: days.is_empty(),
        weeks,
        places,
        free,
        free_on: world.day(-6),
        child_care,
        times: vec![TimeOfDay::Morning],
        level,
        contact: phone,
        state: OfferState::Published,
    }
}

fn owner_of(world: &World, owner: Owner) -> OrganisationId {
    let bodies = &world.bodies;
    match owner {
        Owner::Provider(n) => bodies.providers[n % bodies.providers.len()].0,
        Owner::Jobcenter => OrganisationId(bodies.jobcenter),
        Owner::Agentur => OrganisationId(bodies.arbeitsagentur),
        Owner::Sozialamt => OrganisationId(bodies.sozialamt),
        Owner::Koordination => world
            .records
            .iter()
            .find_map(|record| match record {
                Record::Organisation(body)
                    if body.kind == domain::organisation::OrganisationKind::Koordination =>
                {
                    Some(body.id)
                }
                _ => None,
            })
            .unwrap_or(OrganisationId(bodies.jobcenter)),
    }
}

/// Every third person led by a foreigners' authority is a client of the employment agency.
pub fn client(world: &World, (n, case): (usize, &Case), person: &mut Person) {
    let by_authority = world.bodies.authorities.contains(&case.lead);
    if !by_authority || !n.is_multiple_of(3) {
        return;
    }
    let from = case.opened_on + Days::new(20);
    person.benefits = vec![BenefitPeriod { system: BenefitSystem::Sgb3, from, until: None }];
    person.involve(OrganisationId(world.bodies.arbeitsagentur), from);
}

/// A recommendation of the provider for somebody with a sheet and no decision, for every second one; some are late.
pub fn recommend(
    world: &mut World,
    pace: &Pace,
    (n, graduate): (usize, &Graduate),
    offers: &[MeasureOffer],
) -> Option<MeasureRecommendation> {
    let sheet = graduate.sheet.as_ref()?;
    let jobcenter = OrganisationId(world.bodies.jobcenter);
    if graduate.decision().is_some() || !n.is_multiple_of(2) {
        return None;
    }
    let route = if sheet.advice.route == Route::Training { Route::Training } else { Route::Work };
    let wanted = match route {
        Route::Training => MeasureKind::Einstiegsqualifizierung,
        _ => MeasureKind::Aktivierung,
    };
    let offer = offers.iter().find(|offer| offer.kind == wanted)?;
    let from = graduate.last_day.max(world.start.day) + Days::new(1);
    let on = if n.is_multiple_of(4) { world.day(-20) } else { world.day(-3) };
    let recommended = Choice {
        kind: wanted,
        route,
        offer: Some(offer.id),
        course: None,
        starts_on: offer.next_start(from),
    };
    Some(MeasureRecommendation {
        id: MeasureRecommendationId(world.id()),
        region: graduate.region,
        version: 0,
        case: graduate.case,
        person: graduate.person,
        graduate: graduate.id,
        by: graduate.provider,
        on,
        decider: jobcenter,
        due_on: pace.due(Activity::AnswerRecommendation, on, jobcenter),
        recommended,
        state: RecommendationState::Open,
        choice: recommended,
        answer: None,
        begun: None,
    })
}

/// The plan of somebody whose way into training or work is decided.
pub fn plan(world: &mut World, pace: &Pace, (n, graduate): (usize, &Graduate)) -> Option<RoutePlan> {
    let decision = graduate.decision()?;
    if !matches!(decision.route, Route::Training | Route::Work) {
        return None;
    }
    let (id, office, on) = (RoutePlanId(world.id()), decision.responsible, decision.on);
    let mut plan = RoutePlan::open(id, graduate, office, on);
    plan.follow(graduate);
    let today = world.start.day;
    let mark = |code| MilestoneMark {
        code,
        state: MilestoneState::Reached,
        on: (on + Days::new(6)).min(today),
        by: office,
    };
    if !n.is_multiple_of(3) {
        plan.marks.push(mark(match decision.route {
            Route::Training => MilestoneCode::CareerTalk,
            _ => MilestoneCode::Profile,
        }));
        plan.ticks[0] =
            Tick { state: TickState::Settled, on: Some(today), ..Tick::open(TickItem::ChildCare, office) };
    }
    if n % 4 == 1 {
        let state = PermitState::Requested;
        plan.permits.push(PermitNote { state, on: today - Days::new(5), until: None, by: office });
    }
    if n % 4 == 2 {
        plan.recognitions.push(recognition(today));
    }
    plan.employer_offers.extend((n % 3 == 1).then(|| employer(decision.route, today)));
    let table: RouteTable = toml::from_str(MILESTONES).expect("the milestones are read by a test");
    plan.settle(&table, pace);
    Some(plan)
}

fn recognition(today: NaiveDate) -> Recognition {
    Recognition {
        profession: "81302".to_owned(),
        body: "Landesamt für Pflege (Beispiel)".to_owned(),
        applied_on: today - Days::new(80),
        result: Some((RecognitionResult::Partial, today - Days::new(10))),
        adaptation: Some((today + Days::new(60), None)),
    }
}

fn employer(route: Route, today: NaiveDate) -> EmployerOffer {
    let (kind, employer) = match route {
        Route::Training => (EmployerOfferKind::Internship, "Schreinerei Beispiel"),
        _ => (EmployerOfferKind::JobWithLanguage, "Großküche Beispiel GmbH"),
    };
    EmployerOffer {
        kind,
        employer: employer.to_owned(),
        from: today + Days::new(14),
        until: None,
        hours_per_week: 30,
        state: EmployerOfferState::Arranged,
        changed_on: today - Days::new(2),
    }
}

/// An offer to another office for a few: two wait for an answer, one of them too long.
pub fn transfer(world: &mut World, n: usize, case: &Case, person: &mut Person) -> Option<CareTransfer> {
    let (jobcenter, agency) =
        (OrganisationId(world.bodies.jobcenter), OrganisationId(world.bodies.arbeitsagentur));
    let sozialamt = OrganisationId(world.bodies.sozialamt);
    let (to, system) = match case.lead {
        lead if lead == sozialamt => (jobcenter, BenefitSystem::Sgb2),
        lead if lead == jobcenter => (agency, BenefitSystem::Sgb3),
        _ => return None,
    };
    let was_involved = person.involvements.iter().any(|known| known.organisation == to);
    let offered_on = world.day(if n == 0 { -20 } else { -4 });
    person.involve(to, offered_on);
    Some(CareTransfer {
        id: CareTransferId(world.id()),
        region: case.region,
        version: 0,
        case: case.id,
        person: case.person,
        from: case.lead,
        to,
        system,
        starts_on: world.day(8),
        offered_on,
        due_on: offered_on + Days::new(14),
        state: TransferState::Offered,
        answered_on: None,
        reason: None,
        was_involved,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_milestones_are_read() {
        let table: RouteTable = toml::from_str(MILESTONES).expect("readable");
        assert!(table.of(Route::Work).count() > 5);
    }
}
