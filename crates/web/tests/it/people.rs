//! People who are steered in before a story begins.

use crate::site::TestSite;
use app::commands::{Appointment, NewAct, SteerIn};
use domain::act::ActKind;
use domain::ids::{PersonId, RegionId};
use domain::organisation::OrganisationKind as K;
use domain::person::{DuplicateDecision, Person};
use testkit::day;

/// Somebody the Jobcenter obliged.
pub async fn steered(site: &TestSite, family_name: &str) -> PersonId {
    let person = Person { family_name: family_name.to_owned(), ..Person::blank(PersonId(0), RegionId(0)) };
    steer(site, K::Jobcenter, person, ActKind::VerpflichtungJobcenter).await
}

/// A person steered in by a body with an act of the day before the stories.
pub async fn steer(site: &TestSite, by: K, person: Person, kind: ActKind) -> PersonId {
    let act = NewAct { kind, issued_on: day("2026-11-24"), valid_until: None, basis: String::new() };
    let decided = DuplicateDecision::NewPerson { seen: Vec::new() };
    let own_number = person.family_name.clone();
    let steer = SteerIn { person, own_number, act, appointment: Appointment::Later, decided };
    let operation = site.stage.operation(site.town.actor(by));
    site.stage.gate.run(&operation, steer).await.expect("steered in").outcome.person
}
