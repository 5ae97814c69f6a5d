//! The region's agreement, in force for half a year: rota, shares, reports that were given in time, late or not yet.

use crate::World;
use chrono::{Datelike, Months};
use domain::agreement::{
    Agreement, AgreementState, Contribution, Customs, DutyCode, Interval, NotedDuty, Party, PartyRole,
    ReportKind, ReportingDuty, Rota, Signature, Terms, TestingMode, TestingPeriod, duties,
};
use domain::course::CourseKind;
use domain::ids::{AccountId, AgreementId, OrganisationId, RegionId};
use domain::organisation::OrganisationKind as Kind;
use domain::record::Record;
use std::collections::BTreeMap;

/// Days since the first day of the term, and before it when all signed.
const SINCE: i64 = 182;
const SIGNED_BEFORE: i64 = 14;

/// Makes the agreement; test days follow from it.
pub fn agree(world: &mut World) -> Agreement {
    let from = world.day(-SINCE);
    let parties = parties(world);
    let providers: Vec<OrganisationId> = world.bodies.providers.iter().map(|(id, _)| *id).collect();
    let mut reserve = providers.clone();
    reserve.rotate_left(1);
    let mut agreement = Agreement {
        id: AgreementId(world.id()),
        region: RegionId(world.bodies.region),
        version: 0,
        edition: 1,
        parent: None,
        state: AgreementState::InForce,
        parties,
        terms: Terms {
            title: "Rollierende zentrale Testung und rollierende Kursbeginne".to_owned(),
            valid_from: from,
            valid_until: from.checked_add_months(Months::new(12)).and_then(|day| day.pred_opt()),
            notice_weeks: 12,
            rota: Rota { weekday: from.weekday(), every_weeks: 1, hosts: providers.clone(), reserve },
            contributions: contributions(&providers),
            reservation_days: 7,
            longest_gap_weeks: 4,
            reports: vec![
                ReportingDuty { kind: ReportKind::FreeSeats, every: Interval::Weekly },
                ReportingDuty { kind: ReportKind::Capacity, every: Interval::Quarterly },
            ],
            customs: Customs::default(),
        },
        testing: testing(world),
        notice: None,
        noted: Vec::new(),
        handed_over: Vec::new(),
        laid: 1,
        replaced_from: None,
    };
    agreement.noted = noted(world, &agreement);
    world.records.push(Record::Agreement(agreement.clone()));
    agreement
}

/// All usual parties, signed by their own accounts.
fn parties(world: &World) -> Vec<Party> {
    let mut accounts: BTreeMap<OrganisationId, AccountId> = BTreeMap::new();
    let mut bodies = Vec::new();
    for record in &world.records {
        match record {
            Record::Organisation(body) => bodies.push((body.id, body.kind)),
            Record::Account(account) => {
                accounts.entry(account.organisation).or_insert(account.id);
            }
            _ => {}
        }
    }
    let on = world.day(-SINCE - SIGNED_BEFORE);
    let role = |kind: Kind| match kind {
        Kind::Kurstraeger => Some(PartyRole::Provider),
        Kind::Bundesamt => Some(PartyRole::Bundesamt),
        Kind::Koordination => Some(PartyRole::Coordination),
        Kind::Beratungsstelle => Some(PartyRole::Counselling),
        Kind::Auslaenderbehoerde
        | Kind::Jobcenter
        | Kind::Sozialamt
        | Kind::Arbeitsagentur
        | Kind::Teststelle => Some(PartyRole::Authority),
        Kind::Betrieb => None,
    };
    let party = |(organisation, kind): (OrganisationId, Kind)| {
        let account = accounts.get(&organisation).copied().unwrap_or(AccountId(0));
        Some(Party { organisation, role: role(kind)?, signed: Some(Signature { on, account }) })
    };
    bodies.into_iter().filter_map(party).collect()
}

/// Nearly equal shares; everybody offers the general course, some more besides.
fn contributions(providers: &[OrganisationId]) -> Vec<Contribution> {
    let count = providers.len().max(1);
    let more =
        [CourseKind::Alphabetisierungskurs, CourseKind::Zweitschriftlernerkurs, CourseKind::Intensivkurs];
    let contribution = |(at, provider): (usize, &OrganisationId)| Contribution {
        provider: *provider,
        kinds: vec![CourseKind::AllgemeinerIntegrationskurs, more[at % more.len()]],
        towns: Vec::new(),
        share: u8::try_from(100 / count + usize::from(at < 100 % count)).unwrap_or(u8::MAX),
    };
    providers.iter().enumerate().map(contribution).collect()
}

/// Central testing; one region had to go back for some weeks.
fn testing(world: &World) -> Vec<TestingPeriod> {
    let period = |offset: i64, mode| TestingPeriod { from: world.day(offset), mode };
    let mut periods = vec![period(-SINCE, TestingMode::Central)];
    if world.plan.code == "oal" {
        periods.push(period(-70, TestingMode::Decentral));
        periods.push(period(-35, TestingMode::Central));
    }
    periods
}

/// Most reports came on their day, every seventh two days later, every eleventh is not known of.
fn noted(world: &World, agreement: &Agreement) -> Vec<NotedDuty> {
    let owed = duties(agreement, world.day(-63), world.day(-1));
    let owed = owed.into_iter().filter(|duty| !duty.code.follows_from_records());
    let mut noted = Vec::new();
    for (at, duty) in owed.enumerate() {
        if at % 11 == 5 || duty.code == DutyCode::DecideOnTerm {
            continue;
        }
        let late = if at % 7 == 3 { 2 } else { 0 };
        let done_on = (duty.due_on + chrono::Duration::days(late)).min(world.start.day);
        let (code, organisation, due_on) = (duty.code, duty.organisation, duty.due_on);
        noted.push(NotedDuty { code, organisation, due_on, done_on });
    }
    noted
}
