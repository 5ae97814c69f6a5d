//! The employment agency in the chain, and Berufssprachkurse from the authorisation to the result.

use app::commands::*;
use app::error::Error;
use app::ports::{Queries, Store, TypedQueries};
use app::queries::people::{PersonFilter, PersonList};
use app::queries::person_record::PersonRecord;
use app::queries::vocational::VocationalWaiting;
use app::queries::vocational_people::*;
use app::queries::vocational_reports::{VocationalReportList, VocationalReportRecord};
use domain::access::FieldGroup;
use domain::case::{Case, MarkKind, StepCode, StepReason};
use domain::ids::PersonId;
use domain::ids::{AuthorisationId, OrganisationId, VocationalCourseId, VocationalPlaceId};
use domain::organisation::OrganisationKind as Kind;
use domain::person::{AgencyGround, Person};
use domain::placement::Level;
use domain::residence::{BenefitPeriod, BenefitSystem};
use domain::vocational::*;
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
    // bringing the agency in has looked at the next step again
    let case: Case = stage.database.queries().need(case.id.0).await.expect("the case");
    stage.gate.run(&lead, enter(&case)).await.expect("now it may take the step");
}

const B2: VocationalLine = VocationalLine { kind: VocationalKind::BasisB2, from: Level::B1, goal: Goal::B2 };

/// Authorises by the Jobcenter, with the reason that the application says more than the records.
async fn authorise(
    stage: &Stage,
    town: &Town,
    person: PersonId,
    line: VocationalLine,
) -> Result<AuthorisationId, Error> {
    let deviation = Some(AuthorisationDeviation::ShownInApplication);
    let new = NewAuthorisation { line, obliged: true, until: None, deviation };
    let command = IssueAuthorisation { person, new };
    stage.gate.run(&stage.operation(town.actor(Kind::Jobcenter)), command).await.map(|done| done.outcome)
}

async fn register(stage: &Stage, town: &Town, code: &str) -> Result<VocationalPlaceId, Error> {
    let operation = stage.operation(town.actor(Kind::Kurstraeger));
    let proof = LevelProof::Certificate;
    let command = RegisterVocational { code: code.to_owned(), proof, proven_on: day("2026-11-01") };
    stage.gate.run(&operation, command).await.map(|done| done.outcome)
}

/// Somebody authorised by the Jobcenter and registered with the provider.
async fn registered(stage: &Stage, town: &Town, name: &str) -> VocationalPlaceId {
    let case = person_in_line(stage, town, name, false, "2026-11-20").await;
    let id = authorise(stage, town, case.person, B2).await.expect("authorised");
    let one: Authorisation = queries(stage).need(id.0).await.expect("there");
    register(stage, town, &one.code.to_uppercase()).await.expect("registered")
}

async fn follow(
    stage: &Stage,
    town: &Town,
    by: Kind,
    place: VocationalPlaceId,
    change: PlaceChange,
) -> Result<i64, Error> {
    let known: VocationalPlace = queries(stage).need(place.0).await.expect("there");
    let command = FollowVocational { place, version: known.version, change };
    stage.gate.run(&stage.operation(town.actor(by)), command).await.map(|done| done.outcome)
}

/// Kinds of reports a body was sent, newest first.
async fn told(stage: &Stage, town: &Town, body: Kind) -> Vec<VocationalReportKind> {
    let list = VocationalReportList::default();
    let rows = stage.gate.ask(&stage.operation(town.actor(body)), &list).await.expect("asked");
    rows.into_iter().map(|row| row.report.what).collect()
}

async fn group(stage: &Stage, town: &Town) -> VocationalCourseId {
    let course = VocationalCourse {
        id: VocationalCourseId(0),
        region: town.region,
        version: 0,
        provider: OrganisationId(0),
        line: B2,
        number: "B2-7".to_owned(),
        town: "Weißenburg i. Bay.".to_owned(),
        planned_start_on: day("2026-12-07"),
        started_on: None,
        ends_on: day("2027-04-16"),
        seats: 2,
        state: VocationalCourseState::Planned,
    };
    let operation = stage.operation(town.actor(Kind::Kurstraeger));
    stage.gate.run(&operation, SaveVocationalCourse { course }).await.expect("planned").outcome
}

async fn course(stage: &Stage, id: VocationalCourseId) -> VocationalCourse {
    queries(stage).need(id.0).await.expect("the course")
}

#[tokio::test]
async fn from_the_authorisation_to_the_result_everybody_the_law_names_is_told_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let provider = town.actor(Kind::Kurstraeger);
        let place = registered(&stage, &town, "Ahmadi").await;
        use VocationalReportKind as K;
        assert_eq!(told(&stage, &town, Kind::Jobcenter).await, vec![K::Registered]);
        assert_eq!(told(&stage, &town, Kind::Bundesamt).await, vec![K::Group]);
        let waiting = stage.gate.ask(&stage.operation(provider), &VocationalWaiting).await.expect("lines");
        let b2 = waiting.lines.iter().find(|line| line.count.line == B2).expect("the line");
        assert_eq!((b2.own, b2.count.waiting, b2.count.missing), (1, 1, 14));

        let id = group(&stage, &town).await;
        let version = course(&stage, id).await.version;
        let command = PlaceVocational { course: id, version, places: vec![place] };
        assert_eq!(stage.gate.run(&stage.operation(provider), command).await.expect("placed").outcome, 1);
        let version = course(&stage, id).await.version;
        let start = StartVocationalCourse { course: id, version };
        assert_eq!(stage.gate.run(&stage.operation(provider), start).await.expect("begun").outcome, 1);
        let missed = MissedDays { missed: 4, of: 10, talked_on: day("2026-11-24") };
        let told_of = follow(&stage, &town, Kind::Kurstraeger, place, PlaceChange::Irregular(missed)).await;
        assert_eq!(told_of.expect("told"), 1, "only the body that looks after job seekers");
        let version = course(&stage, id).await.version;
        let finish = FinishVocationalCourse { course: id, version };
        assert_eq!(stage.gate.run(&stage.operation(provider), finish).await.expect("over").outcome, 1);
        let result = PlaceChange::Result(VocationalResult { on: day("2026-11-25"), reached: true });
        assert_eq!(follow(&stage, &town, Kind::Kurstraeger, place, result).await.expect("entered"), 2);
        assert_eq!(
            told(&stage, &town, Kind::Jobcenter).await,
            vec![K::ExamResult, K::Irregular, K::CourseStart, K::Registered]
        );
        assert_eq!(
            told(&stage, &town, Kind::Bundesamt).await,
            vec![K::ExamResult, K::CourseStart, K::Group],
            "BAMF learns nothing of single missed days"
        );
        let bamf = stage.operation(town.actor(Kind::Bundesamt));
        for row in stage.gate.ask(&bamf, &VocationalReportList::default()).await.expect("asked") {
            let one = VocationalReportRecord { report: row.report.id };
            assert!(stage.gate.ask(&bamf, &one).await.is_ok(), "{:?} opens", row.report.what);
        }
        let list = VocationalReportList { only_open: true };
        let jobcenter = town.actor(Kind::Jobcenter);
        let rows = stage.gate.ask(&stage.operation(jobcenter), &list).await.expect("asked");
        let (report, version) = (rows[0].report.id, rows[0].report.version);
        let take = TakeVocationalReport { report, version };
        stage.gate.run(&stage.operation(jobcenter), take.clone()).await.expect("taken");
        let foreign = stage.gate.run(&stage.operation(town.actor(Kind::Bundesamt)), take).await;
        assert_eq!(code(foreign.map(|_| ())), "absent", "a report is its recipient's");
    }
}

#[tokio::test]
async fn an_authorisation_is_used_once_by_its_code_and_lapses_after_three_months() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let case = person_in_line(&stage, &town, "Ahmadi", false, "2026-11-20").await;
        let id = authorise(&stage, &town, case.person, B2).await.expect("authorised");
        assert_eq!(code(authorise(&stage, &town, case.person, B2).await), "authorisation-open-already");
        let one: Authorisation = queries(&stage).need(id.0).await.expect("there");
        assert_eq!(one.valid_until, day("2027-02-25"));
        assert_eq!(code(register(&stage, &town, "nothing").await), "authorisation-code-unknown");
        stage.pass_days(70);
        let jobcenter = town.actor(Kind::Jobcenter);
        let warned = AuthorisationList { only_warned: true, ..AuthorisationList::default() };
        let rows = stage.gate.ask(&stage.operation(jobcenter), &warned).await.expect("asked");
        assert_eq!(rows.len(), 1, "warned four weeks before");
        stage.pass_days(30);
        assert_eq!(code(register(&stage, &town, &one.code).await), "authorisation-lapsed");
        let again = authorise(&stage, &town, case.person, B2).await.expect("decided again");
        let one: Authorisation = queries(&stage).need(again.0).await.expect("there");
        let operation = stage.operation(town.actor(Kind::Kurstraeger));
        let proof = LevelProof::PlacementTest;
        let command = RegisterVocational { code: one.code.clone(), proof, proven_on: day("2026-11-01") };
        stage.gate.run(&operation, command).await.expect("registered");
        assert_eq!(code(register(&stage, &town, &one.code).await), "authorisation-used");
    }
}

#[tokio::test]
async fn a_closed_type_is_refused_and_bodies_that_do_not_decide_are_too() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let case = person_in_line(&stage, &town, "Ahmadi", false, "2026-11-20").await;
    let c1 = VocationalLine { kind: VocationalKind::BasisC1, from: Level::B2, goal: Goal::C1 };
    assert_eq!(code(authorise(&stage, &town, case.person, c1).await), "vocational-type-closed");
    let mut person: Person = queries(&stage).need(case.person.0).await.expect("there");
    person.involve(town.organisation(Kind::Auslaenderbehoerde), day("2026-11-01"));
    let mut work = stage.database.begin(&stage.operation(town.actor(Kind::Betrieb))).await.expect("begun");
    work.save(vec![domain::record::Record::Person(person)]).await.expect("saved");
    work.commit().await.expect("committed");
    let new = NewAuthorisation { line: B2, obliged: false, until: None, deviation: None };
    let command = IssueAuthorisation { person: case.person, new };
    let operation = stage.operation(town.actor(Kind::Auslaenderbehoerde));
    assert_eq!(code(stage.gate.run(&operation, command.clone()).await), "vocational-not-this-body");
    let provider = stage.operation(town.actor(Kind::Kurstraeger));
    assert_eq!(code(stage.gate.run(&provider, command).await), "denied");
}

#[tokio::test]
async fn four_weeks_without_a_course_are_told_and_a_break_off_frees_the_authorisation() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let place = registered(&stage, &town, "Ahmadi").await;
    stage.pass_days(30);
    let provider = town.actor(Kind::Kurstraeger);
    let due = PlaceList { only_due: true, ..PlaceList::default() };
    let rows = stage.gate.ask(&stage.operation(provider), &due).await.expect("asked");
    assert_eq!(rows[0].duty.map(|duty| duty.due_on), Some(day("2026-12-23")));
    let refer = PlaceChange::ReferTo(town.organisation(Kind::Kurstraeger));
    let early = follow(&stage, &town, Kind::Bundesamt, place, refer).await;
    assert_eq!(code(early), "vocational-refer-before-told");
    let foreign = follow(&stage, &town, Kind::Bundesamt, place, PlaceChange::TellNoStart).await;
    assert_eq!(code(foreign), "vocational-place-of-another-body");
    assert_eq!(
        follow(&stage, &town, Kind::Kurstraeger, place, PlaceChange::TellNoStart).await.expect("told"),
        2
    );
    let list = VocationalReportList::default();
    let bamf = stage.operation(town.actor(Kind::Bundesamt));
    let reports = stage.gate.ask(&bamf, &list).await.expect("asked");
    assert!(reports[0].report.was_late(), "due on 23 December, told on 25 December");
    let moved = PlaceChange::BreakOff(BreakOff::Moved);
    follow(&stage, &town, Kind::Kurstraeger, place, moved).await.expect("off the list");
    let gone: VocationalPlace = queries(&stage).need(place.0).await.expect("there");
    let one: Authorisation = queries(&stage).need(gone.authorisation.0).await.expect("there");
    assert!(gone.state == PlaceState::Left && one.registered_on.is_none());
}

#[tokio::test]
async fn bamf_refers_people_elsewhere_but_places_nobody_into_a_providers_group() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let place = registered(&stage, &town, "Ahmadi").await;
    let id = group(&stage, &town).await;
    let version = course(&stage, id).await.version;
    let command = PlaceVocational { course: id, version, places: vec![place] };
    let bamf = stage.operation(town.actor(Kind::Bundesamt));
    assert_eq!(code(stage.gate.run(&bamf, command.clone()).await.map(|_| ())), "absent");
    stage.gate.run(&stage.operation(town.actor(Kind::Kurstraeger)), command).await.expect("its own group");
}

#[tokio::test]
async fn names_are_for_those_entitled_and_small_counts_for_nobody_else() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    registered(&stage, &town, "Ahmadi").await;
    let ask = |kind| {
        let operation = stage.operation(town.actor(kind));
        let gate = stage.gate.clone();
        async move { gate.ask(&operation, &VocationalWaiting).await }
    };
    let landkreis = ask(Kind::Koordination).await.expect("figures");
    let b2 = landkreis.lines.iter().find(|line| line.count.line == B2).expect("the line");
    assert!(b2.few && b2.count.waiting == 0 && b2.count.by_provider.is_empty());
    let bamf = ask(Kind::Bundesamt).await.expect("figures");
    assert_eq!(bamf.lines.iter().map(|line| line.count.waiting).sum::<i64>(), 1);
    let names = |kind| {
        let operation = stage.operation(town.actor(kind));
        let gate = stage.gate.clone();
        async move { gate.ask(&operation, &PlaceList::default()).await.map(|rows| rows.len()) }
    };
    assert_eq!(code(names(Kind::Koordination).await), "denied");
    assert_eq!(names(Kind::Arbeitsagentur).await.expect("asked"), 0, "another issuer's");
    assert_eq!(names(Kind::Sozialamt).await.expect("asked"), 0);
    for kind in [Kind::Kurstraeger, Kind::Jobcenter, Kind::Bundesamt] {
        assert_eq!(names(kind).await.expect("asked"), 1, "{kind}");
    }
}
