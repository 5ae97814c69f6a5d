//! Somebody who waits, a course with seats, a seat given: what stories about courses begin with.

use crate::{Stage, Town, day};
use app::Ids;
use app::commands::{AssignSeat, PublishCourse, SaveCourse};
use app::ports::{Store, TypedQueries};
use domain::act::{Act, ActKind};
use domain::case::{Case, Evidence, Stage as CaseStage};
use domain::course::{Course, CourseKind, CourseState};
use domain::ids::*;
use domain::organisation::{OrganisationKind as Kind, Place};
use domain::person::{Constraints, Person, TimeOfDay};
use domain::placement::{Level, Recommendation};
use domain::record::Record;

/// A place in the region with a latitude.
pub fn place(town: &str, lat: f64) -> Place {
    Place { town: town.into(), ags: "09577177".into(), lat: Some(lat), lon: Some(10.97), ..Place::default() }
}

/// Somebody tested who waits for a seat in the first section of a general course.
pub async fn person_in_line(stage: &Stage, town: &Town, name: &str, priority: bool, since: &str) -> Case {
    let (person, case) = (PersonId(stage.ids.next()), CaseId(stage.ids.next()));
    let jobcenter = town.organisation(Kind::Jobcenter);
    let teststelle = town.organisation(Kind::Teststelle);
    let mut somebody = Person {
        id: person,
        region: town.region,
        version: 0,
        family_name: name.into(),
        given_names: "Amena".into(),
        own_script_name: String::new(),
        birth_date: None,
        birth_place: String::new(),
        sex: None,
        nationality: None,
        language: "uk".into(),
        address: place("Weißenburg i. Bay.", 49.03),
        phone: String::new(),
        email: String::new(),
        literacy: None,
        school_years: None,
        residences: Vec::new(),
        benefits: Vec::new(),
        file_numbers: Vec::new(),
        constraints: Constraints {
            children_in_care: Some(u8::from(name == "Kind")),
            ..Constraints::default()
        },
        involvements: Vec::new(),
        merged_into: None,
    };
    somebody.involve(jobcenter, day("2026-11-01"));
    somebody.involve(teststelle, day("2026-11-01"));
    let recommendation = Recommendation {
        course_kind: CourseKind::AllgemeinerIntegrationskurs,
        section: 1,
        level: Level::A1,
        deviation: None,
    };
    let mut file = Case {
        id: case,
        region: town.region,
        version: 0,
        person,
        number: format!("WUG-2026-{:05}", case.0),
        opened_on: day("2026-11-01"),
        stage: CaseStage::AwaitingSeat,
        lead: jobcenter,
        right_from: Some(day("2026-11-01")),
        right_until: None,
        obliged: true,
        priority,
        test_attempts: 1,
        recommendation: Some(recommendation),
        awaiting_since: Some(day(since)),
        registered_on: None,
        started_on: None,
        next: None,
        closing: None,
        marks: Vec::new(),
        lapse: None,
    };
    let pace =
        app::steps::pace(stage.database.queries(), town.region, stage.periods.clone()).await.expect("a pace");
    file.settle(&Evidence::default(), &pace);
    let act = Act {
        id: ActId(stage.ids.next()),
        region: town.region,
        version: 0,
        case,
        person,
        kind: ActKind::VerpflichtungJobcenter,
        issuer: jobcenter,
        issued_on: day("2026-11-01"),
        valid_until: None,
        basis: String::new(),
        revoked_on: None,
    };
    let operation = stage.operation(town.actor(Kind::Betrieb));
    let mut work = stage.database.begin(&operation).await.expect("a transaction");
    work.save(vec![Record::Person(somebody), Record::Case(file), Record::Act(act)]).await.expect("saved");
    work.commit().await.expect("committed");
    stage.database.queries().need(case.0).await.expect("the case")
}

/// A course nobody knows yet.
pub fn draft(number: &str, start: &str, seats: i64, town: &str, lat: f64) -> Course {
    Course {
        id: CourseId(0),
        region: RegionId(0),
        version: 0,
        organisation: OrganisationId(0),
        number: number.into(),
        kind: CourseKind::AllgemeinerIntegrationskurs,
        title: String::new(),
        place: place(town, lat),
        planned_start_on: day(start),
        started_on: None,
        first_section: 1,
        sections: Vec::new(),
        lessons_per_week: 20,
        times: vec![TimeOfDay::Morning],
        seats,
        minimum: 1,
        child_care_seats: 0,
        online: false,
        lessons_held: 0,
        offered_on: None,
        state: CourseState::Draft,
    }
}

/// The course, published by the provider.
pub async fn published(stage: &Stage, town: &Town, course: Course) -> CourseId {
    let provider = town.actor(Kind::Kurstraeger);
    let id =
        stage.gate.run(&stage.operation(provider), SaveCourse { course }).await.expect("drafted").outcome;
    stage
        .gate
        .run(&stage.operation(provider), PublishCourse { course: id, version: 1 })
        .await
        .expect("published");
    id
}

/// A seat in it, given by BAMF.
pub async fn assigned(stage: &Stage, town: &Town, case: &Case, course: CourseId) -> AssignmentId {
    let command = AssignSeat { case: case.id, course };
    stage.gate.run(&stage.operation(town.actor(Kind::Bundesamt)), command).await.expect("assigned").outcome
}
