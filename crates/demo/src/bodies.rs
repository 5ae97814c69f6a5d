//! Invented bodies of a region and their accounts.

use crate::World;
use crate::names::STAFF;
use crate::places::Municipality;
use domain::access::Role;
use domain::calendar::{Period, Unit};
use domain::deadline::{Activity, DeadlineChange};
use domain::ids::{AbsenceId, AccountId, OrganisationId, RegionId, TeamId};
use domain::organisation::{Account, Organisation, OrganisationKind as Kind, Place};
use domain::record::Record;
use domain::region::{Region, Settings};
use domain::team::{Absence, Team};

/// Ids of what was founded.
#[derive(Debug, Clone, Default)]
pub struct Bodies {
    pub region: i64,
    pub authorities: Vec<OrganisationId>,
    pub jobcenter: i64,
    pub sozialamt: i64,
    pub arbeitsagentur: i64,
    pub teststelle: i64,
    pub bundesamt: i64,
    /// Provider with the municipality it teaches in.
    pub providers: Vec<(OrganisationId, Municipality)>,
}

/// Settings of a region. Which municipalities keep Mariä Himmelfahrt is an assumption of the demo: all of the
/// mostly Catholic regions, none in Weißenburg-Gunzenhausen. Likewise that the regions give themselves six weeks to
/// find a seat instead of the same day.
fn settings(world: &World) -> Settings {
    let mut settings = Settings::default();
    settings.deadlines.push(DeadlineChange {
        activity: Activity::FindSeat.code().to_owned(),
        length: Period { count: 6, unit: Unit::Weeks },
        from: world.day(-364),
        set_on: world.day(-371),
    });
    if world.plan.code != "wug" {
        let places = world.places.iter().map(|place| place.ags.clone()).collect();
        settings.local_holidays.insert("mariae_himmelfahrt".to_owned(), places);
    }
    settings
}

/// Founds region, bodies and accounts.
pub fn found(world: &mut World) {
    let region = world.id();
    world.bodies.region = region;
    let plan = world.plan;
    world.records.push(Record::Region(Region {
        id: RegionId(region),
        version: 0,
        code: plan.code.to_owned(),
        name: plan.name.to_owned(),
        kreise: plan.kreise.iter().map(|k| (*k).to_owned()).collect(),
        demo: true,
        settings: settings(world),
    }));
    let seat = town(world, plan.seat);
    for name in plan.authorities {
        let id = body(
            world,
            Kind::Auslaenderbehoerde,
            &format!("Ausländerbehörde {name}"),
            "Ausländerbehörde",
            &seat,
        );
        world.bodies.authorities.push(id);
    }
    world.bodies.jobcenter =
        body(world, Kind::Jobcenter, &format!("Jobcenter {}", plan.name), "Jobcenter", &seat).0;
    world.bodies.sozialamt =
        body(world, Kind::Sozialamt, &format!("Sozialamt {}", plan.name), "Sozialamt", &seat).0;
    let label = format!("Agentur für Arbeit {}", plan.seat);
    world.bodies.arbeitsagentur = body(world, Kind::Arbeitsagentur, &label, "Arbeitsagentur", &seat).0;
    let label = format!("BAMF-Regionalkoordination {}", plan.name);
    world.bodies.bundesamt = body(world, Kind::Bundesamt, &label, "BAMF", &seat).0;
    world.bodies.teststelle =
        body(world, Kind::Teststelle, &format!("Test- und Meldestelle {}", plan.name), "Teststelle", &seat).0;
    let coordination = body(
        world,
        Kind::Koordination,
        &format!("Integrationskoordination {}", plan.name),
        "Koordination",
        &seat,
    );
    body(world, Kind::Betrieb, &format!("Verwaltung Förderkette {}", plan.name), "Verwaltung", &seat);
    for (name, short, place) in plan.providers {
        let municipality = town(world, place);
        let id = body(world, Kind::Kurstraeger, name, short, &municipality);
        world.bodies.providers.push((id, municipality));
    }
    colleagues(world, coordination);
}

fn town(world: &World, name: &str) -> Municipality {
    let found = world.places.iter().find(|m| m.name == name).or_else(|| world.places.first());
    found.expect("a region has municipalities").clone()
}

/// A place in the middle of a municipality.
pub fn place(name: &str, street: &str, municipality: &Municipality) -> Place {
    Place {
        name: name.to_owned(),
        street: street.to_owned(),
        postcode: municipality.postcode.clone(),
        town: municipality.name.clone(),
        ags: municipality.ags.clone(),
        lat: Some(municipality.lat),
        lon: Some(municipality.lon),
    }
}

/// A body with one account for each of its roles' work.
pub fn body(world: &mut World, kind: Kind, name: &str, short: &str, seat: &Municipality) -> OrganisationId {
    let id = OrganisationId(world.id());
    let region = RegionId(world.bodies.region);
    let number = world.chance.between(1, 40);
    world.records.push(Record::Organisation(Organisation {
        id,
        region,
        version: 0,
        kind,
        name: name.to_owned(),
        short_name: short.to_owned(),
        seat: place(name, &format!("Musterplatz {number}"), seat),
        phone: format!("0000 / {}", 10_000 + number * 37),
        email: format!("{}@example.org", kind.code()),
        colour: None,
        active: true,
    }));
    let mut roles: Vec<Role> = Role::ALL
        .iter()
        .copied()
        .filter(|role| role.fits(kind, false) && !matches!(role, Role::Verwaltung | Role::Rechtsaufsicht))
        .collect();
    if kind == Kind::Betrieb {
        roles = vec![Role::Verwaltung];
    }
    account(world, id, kind.code(), roles);
    id
}

/// An account of a body; the word stands in its login.
fn account(world: &mut World, organisation: OrganisationId, word: &str, roles: Vec<Role>) -> AccountId {
    let account = AccountId(world.id());
    let region = RegionId(world.bodies.region);
    let person = (*world.chance.one_of(STAFF)).to_owned();
    world.records.push(Record::Account(Account {
        id: account,
        region,
        version: 0,
        organisation,
        login: format!("{}.{word}.{}", world.plan.code, domain::ids::encode(account.0)),
        display_name: person,
        roles,
        password_hash: None,
        totp_secret: None,
        totp_last_step: None,
        active: true,
        language: "de".to_owned(),
    }));
    account
}

/// Legal officers of coordination and BAMF, so that a change of the tables has its two accounts; and a team of the
/// Jobcenter with somebody who is away.
fn colleagues(world: &mut World, coordination: OrganisationId) {
    let bundesamt = OrganisationId(world.bodies.bundesamt);
    for body in [coordination, bundesamt] {
        account(world, body, "rechtsaufsicht", vec![Role::Rechtsaufsicht]);
    }
    let jobcenter = OrganisationId(world.bodies.jobcenter);
    let here = account(world, jobcenter, "jobcenter", vec![Role::Zusteuerung]);
    let away = account(world, jobcenter, "jobcenter", vec![Role::Zusteuerung]);
    let (region, team) = (RegionId(world.bodies.region), TeamId(world.id()));
    world.records.push(Record::Team(Team {
        id: team,
        region,
        version: 0,
        organisation: jobcenter,
        name: "Team Integration".to_owned(),
        email: "team-integration@example.org".to_owned(),
        members: vec![here, away],
        active: true,
    }));
    let absence = Absence {
        id: AbsenceId(world.id()),
        region,
        version: 0,
        organisation: jobcenter,
        account: away,
        substitute: here,
        from: world.day(-2),
        until: world.day(9),
        ended_on: None,
    };
    world.records.push(Record::Absence(absence));
}
