//! The employment agency in the chain, and Berufssprachkurse from the authorisation to the result.

use app::commands::*;
use app::error::Error;
use app::ports::{Queries, Store, TypedQueries};
use app::queries::people::{PersonFilter, PersonList};
use app::queries::person_record::PersonRecord;
use domain::access::FieldGroup;
use domain::case::{Case, MarkKind, StepCode, StepReason};
use domain::ids::PersonId;
use domain::organisation::OrganisationKind as Kind;
use domain::person::{AgencyGround, Person};
use domain::residence::{BenefitPeriod, BenefitSystem};
use testkit::seats::person_in_line;
use testkit::{Backend, Stage, Town, day};

fn queries(stage: &Stage) -> &dyn Queries {
    stage.database.queries()
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result.expect_err("refused") {
        Error::Refused(refusal) => refusal.code,
        other => other.code(),
    }
}

/// Brings the agency in as somebody of a body.
async fn involve(
    stage: &Stage,
    town: &Town,
    by: Kind,
    person: PersonId,
    ground: AgencyGround,
) -> Result<(), Error> {
    let agency = town.organisation(Kind::Arbeitsagentur);
    let command = InvolveAgency { person, agency, ground };
    stage.gate.run(&stage.operation(town.actor(by)), command).await.map(|_| ())
}

async fn receives(stage: &Stage, town: &Town, person: PersonId, system: BenefitSystem) {
    let mut somebody: Person = queries(stage).need(person.0).await.expect("there");
    somebody.benefits = vec![BenefitPeriod { system, from: day("2026-10-01"), until: None }];
    let mut work = stage.database.begin(&stage.operation(town.actor(Kind::Betrieb))).await.expect("begun");
    work.save(vec![domain::record::Record::Person(somebody)]).await.expect("saved");
    work.commit().await.expect("committed");
}

#[tokio::test]
async fn a_person_comes_into_the_reach_of_the_agency_with_a_reason_and_not_otherwise() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let case = person_in_line(&stage, &town, "Ahmadi", false, "2026-11-20").await;
        let agency = town.actor(Kind::Arbeitsagentur);
        let list = PersonList { filter: PersonFilter::default() };
        assert_eq!(stage.gate.ask(&stage.operation(agency), &list).await.expect("asked").total, 0);
        let record = PersonRecord { person: case.person };
        assert_eq!(code(stage.gate.ask(&stage.operation(agency), &record).await.map(|_| ())), "absent");

        let sgb3 = AgencyGround::Sgb3;
        let refused = involve(&stage, &town, Kind::Jobcenter, case.person, sgb3).await;
        assert_eq!(code(refused), "agency-without-benefit");
        let foreign =
            involve(&stage, &town, Kind::Auslaenderbehoerde, case.person, AgencyGround::Seeking).await;
        assert_eq!(code(foreign), "absent", "whoever does not reach the person hands nobody over");
        let provider = involve(&stage, &town, Kind::Kurstraeger, case.person, AgencyGround::Seeking).await;
        assert_eq!(code(provider), "denied");

        receives(&stage, &town, case.person, BenefitSystem::Sgb3).await;
        involve(&stage, &town, Kind::Jobcenter, case.person, sgb3).await.expect("brought in");
        let found = stage.gate.ask(&stage.operation(agency), &list).await.expect("asked");
        assert_eq!(found.total, 1);
        let view = stage.gate.ask(&stage.operation(agency), &record).await.expect("reached");
        assert_eq!(view.person.family_name, "Ahmadi");
        assert!(view.shows(FieldGroup::Benefit) && !view.shows(FieldGroup::Constraints));
        assert!(view.seen_by.is_none(), "who saw what is not the agency's");
        let again = involve(&stage, &town, Kind::Jobcenter, case.person, sgb3).await;
        assert_eq!(code(again), "agency-involved-already");
    }
}

#[tokio::test]
async fn a_step_is_no_way_around_the_reason() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let case = person_in_line(&stage, &town, "Ahmadi", false, "2026-11-20").await;
    let enter = |case: &Case| ChangeStep {
        case: case.id,
        version: case.version,
        kind: MarkKind::Repeated,
        step: StepCode::BookTest,
        reason: StepReason::of(MarkKind::Repeated).next().expect("a reason"),
        organisation: Some(town.organisation(Kind::Arbeitsagentur)),
        due_on: None,
        recommendation: None,
    };
    let lead = stage.operation(town.actor(Kind::Jobcenter));
    assert_eq!(code(stage.gate.run(&lead, enter(&case)).await.map(|_| ())), "agency-not-involved");
    involve(&stage, &town, Kind::Jobcenter, case.person, AgencyGround::Seeking).await.expect("brought in");
    let lead = stage.operation(town.actor(Kind::Jobcenter));
    stage.gate.run(&lead, enter(&case)).await.expect("now it may take the step");
}
