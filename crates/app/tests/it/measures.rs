//! Measures: offers, what fits after a course, the recommendation and its answer, routes A and B with their milestones,
//! the gate before work.

use app::commands::*;
use app::error::Error;
use app::ports::{Queries, Store, TypedQueries};
use app::queries::graduates::GraduateRecord;
use app::queries::measure_fits::{FitView, FitsAfterCourse, Target};
use app::queries::measure_recommendations::RecommendationList;
use app::queries::measures::{OfferFilter, OfferList, OfferRecord};
use app::queries::own_path::{Ahead, PathView};
use app::queries::person_record::PersonRecord;
use app::queries::route_plans::{MilestoneList, RoutePlanRecord, RoutePlanView};
use chrono::{Days, NaiveDate};
use domain::act::ActKind;
use domain::assignment::Assignment;
use domain::case::{Case, StepCode};
use domain::graduate::*;
use domain::ids::{CaseId, GraduateId, MeasureOfferId, MeasureRecommendationId, OrganisationId, PersonId};
use domain::measure::*;
use domain::organisation::{OrganisationKind as Kind, Place};
use domain::person::{BirthDate, Person};
use domain::placement::Level;
use domain::record::Record;
use domain::residence::{Residence, ResidenceKind};
use domain::route_plan::*;
use testkit::{Backend, Stage, Town, day};

const BODIES: &[(ActKind, Kind)] =
    &[(ActKind::VerpflichtungTitel, Kind::Auslaenderbehoerde), (ActKind::Kooperationsplan, Kind::Jobcenter)];

fn queries(stage: &Stage) -> &dyn Queries {
    stage.database.queries()
}

async fn run<C: app::Command>(
    stage: &Stage,
    town: &Town,
    body: Kind,
    command: C,
) -> Result<C::Outcome, Error> {
    let operation = stage.operation(town.actor(body));
    stage.gate.run(&operation, command).await.map(|done| done.outcome)
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result.expect_err("refused") {
        Error::Refused(refusal) => refusal.code,
        other => other.code(),
    }
}

fn today(stage: &Stage, town: &Town) -> NaiveDate {
    stage.operation(town.actor(Kind::Jobcenter)).today
}

async fn next_of(stage: &Stage, id: CaseId) -> (StepCode, OrganisationId, NaiveDate) {
    let case: Case = queries(stage).need(id.0).await.expect("the case");
    let next = case.next.expect("an open case");
    (next.what, next.organisation, next.due_on)
}

async fn change_person(stage: &Stage, town: &Town, id: PersonId, change: impl Fn(&mut Person)) {
    let mut person: Person = queries(stage).need(id.0).await.expect("the person");
    change(&mut person);
    let operation = stage.operation(town.actor(Kind::Betrieb));
    let mut work = stage.database.begin(&operation).await.expect("a transaction");
    work.save(vec![Record::Person(person)]).await.expect("saved");
    work.commit().await.expect("committed");
}

fn title(kind: ResidenceKind, norm: &str) -> Residence {
    let issued_on = Some(day("2026-01-10"));
    Residence { kind, norm: norm.to_owned(), issued_on, valid_until: None, first_issue: None }
}

/// Somebody whose course ends on Sunday, 29 November 2026, on the list of graduates.
async fn graduate(stage: &Stage, town: &Town, name: &str) -> (Assignment, Graduate) {
    let course = town.course_since(stage, "2026-05-18").await;
    let seat = town.learner(stage, &course, name, BODIES).await;
    let coordination = app::jobs::coordination(&stage.gate, town.region).await.expect("a coordination");
    app::jobs::open_graduates(&stage.gate, &stage.operation(&coordination)).await.expect("listed");
    let graduate = graduate_of(stage, &seat).await;
    (seat, graduate)
}

async fn graduate_of(stage: &Stage, seat: &Assignment) -> Graduate {
    app::graduates::of_seat(queries(stage), seat).await.expect("asked").expect("on the list")
}

fn offer(kind: MeasureKind, title: &str, starts: &[&str]) -> MeasureOffer {
    MeasureOffer {
        id: MeasureOfferId(0),
        region: domain::ids::RegionId(0),
        version: 0,
        owner: OrganisationId(0),
        kind,
        title: title.to_owned(),
        place: Place { town: "Weißenburg i. Bay.".to_owned(), ..Place::default() },
        starts: starts.iter().map(|start| day(start)).collect(),
        rolling: false,
        weeks: Some(26),
        places: 10,
        free: 2,
        free_on: day("2026-11-25"),
        child_care: false,
        times: Vec::new(),
        level: Some(Level::B1),
        contact: "09141 100".to_owned(),
        state: OfferState::Draft,
    }
}

async fn published(stage: &Stage, town: &Town, by: Kind, offer: MeasureOffer) -> MeasureOfferId {
    let id = run(stage, town, by, SaveMeasureOffer { offer }).await.expect("saved");
    let change = ChangeMeasureOffer { offer: id, version: 1, change: OfferChange::Publish };
    run(stage, town, by, change).await.expect("published");
    id
}

async fn fits(stage: &Stage, town: &Town, by: Kind, id: GraduateId) -> FitView {
    let asked = FitsAfterCourse { graduate: id };
    stage.gate.ask(&stage.operation(town.actor(by)), &asked).await.expect("asked")
}

fn choice(kind: MeasureKind, route: Route) -> Choice {
    Choice { kind, route, offer: None, course: None, starts_on: None }
}

async fn recommend(
    stage: &Stage,
    town: &Town,
    by: Kind,
    (seat, choice): (&Assignment, Choice),
    at_once: Option<bool>,
) -> Result<MeasureRecommendationId, Error> {
    let graduate = graduate_of(stage, seat).await;
    let command = RecommendMeasure { graduate: graduate.id, version: graduate.version, choice, at_once };
    run(stage, town, by, command).await
}

async fn answer(
    stage: &Stage,
    town: &Town,
    by: Kind,
    recommendation: MeasureRecommendationId,
    verdict: RecommendationVerdict,
) -> Result<(), Error> {
    let known: MeasureRecommendation = queries(stage).need(recommendation.0).await.expect("there");
    let command = AnswerRecommendation { recommendation, version: known.version, verdict, with_person: true };
    run(stage, town, by, command).await
}

async fn noted(
    stage: &Stage,
    town: &Town,
    recommendation: MeasureRecommendationId,
    reason: Option<NotBegunReason>,
) -> Result<(), Error> {
    let known: MeasureRecommendation = queries(stage).need(recommendation.0).await.expect("there");
    let on = today(stage, town);
    let command = NoteMeasureBegun { recommendation, version: known.version, on, reason };
    run(stage, town, Kind::Jobcenter, command).await
}

async fn decide(
    stage: &Stage,
    town: &Town,
    seat: &Assignment,
    (route, starts_on): (Route, Option<NaiveDate>),
) {
    let graduate = graduate_of(stage, seat).await;
    let command = DecideNextStep {
        graduate: graduate.id,
        version: graduate.version,
        route,
        starts_on,
        responsible: None,
        with_person: true,
    };
    run(stage, town, Kind::Jobcenter, command).await.expect("decided");
}

async fn plan_of(stage: &Stage, town: &Town, by: Kind, id: GraduateId) -> Result<RoutePlanView, Error> {
    stage.gate.ask(&stage.operation(town.actor(by)), &RoutePlanRecord { graduate: id }).await
}

async fn change(
    stage: &Stage,
    town: &Town,
    by: Kind,
    graduate: GraduateId,
    change: PlanChange,
) -> Result<(), Error> {
    let region = town.region;
    let known = app::route_plans::of_graduate(queries(stage), region, graduate).await.expect("asked");
    let version = known.map_or(0, |plan| plan.version);
    run(stage, town, by, ChangeRoutePlan { graduate, version, change }).await
}

async fn reach(
    stage: &Stage,
    town: &Town,
    by: Kind,
    graduate: GraduateId,
    code: MilestoneCode,
) -> Result<(), Error> {
    let on = today(stage, town);
    let reached = PlanChange::Milestone { code, state: MilestoneState::Reached, on };
    change(stage, town, by, graduate, reached).await
}

async fn milestones(stage: &Stage, town: &Town, by: Kind) -> Vec<MilestoneCode> {
    let list = MilestoneList::default();
    let found = stage.gate.ask(&stage.operation(town.actor(by)), &list).await.expect("the list");
    found.rows.iter().map(|row| row.standing.row.code).collect()
}

#[tokio::test]
async fn an_offer_is_seen_by_its_owner_until_it_is_published_and_changed_by_nobody_else() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let bvb = offer(MeasureKind::BerufsvorbereitendeBildungsmassnahme, "BvB Metall", &["2027-02-01"]);
        let id = run(&stage, &town, Kind::Kurstraeger, SaveMeasureOffer { offer: bvb }).await.expect("saved");
        let count = async |body: Kind| {
            let list = OfferList { filter: OfferFilter::default() };
            stage.gate.ask(&stage.operation(town.actor(body)), &list).await.map(|rows| rows.len())
        };
        assert_eq!(count(Kind::Kurstraeger).await.expect("own"), 1);
        assert_eq!(count(Kind::Koordination).await.expect("read"), 0, "a draft is the owner's own");
        let foreign = ChangeMeasureOffer { offer: id, version: 1, change: OfferChange::Publish };
        assert_eq!(code(run(&stage, &town, Kind::Koordination, foreign.clone()).await), "absent");
        assert_eq!(code(run(&stage, &town, Kind::Bundesamt, foreign.clone()).await), "denied");
        run(&stage, &town, Kind::Kurstraeger, foreign.clone()).await.expect("published");
        let again = run(&stage, &town, Kind::Kurstraeger, foreign).await;
        assert!(matches!(again, Err(Error::Conflict(_))), "the second click sees what the first did");
        for body in [
            Kind::Jobcenter,
            Kind::Auslaenderbehoerde,
            Kind::Sozialamt,
            Kind::Arbeitsagentur,
            Kind::Bundesamt,
            Kind::Teststelle,
            Kind::Koordination,
            Kind::Beratungsstelle,
        ] {
            assert_eq!(count(body).await.expect("everybody reads"), 1, "{body:?}");
        }
        assert_eq!(code(count(Kind::Betrieb).await), "denied");
        let row = stage
            .gate
            .ask(&stage.operation(town.actor(Kind::Koordination)), &OfferRecord { offer: id })
            .await
            .expect("seen");
        assert_eq!((row.free, row.next_start), (2, Some(day("2027-02-01"))));
        let past = OfferFilter { from: Some(day("2027-02-02")), ..OfferFilter::default() };
        let late = OfferList { filter: past };
        let rows = stage.gate.ask(&stage.operation(town.actor(Kind::Jobcenter)), &late).await.expect("asked");
        assert!(rows.is_empty(), "nobody can enter any more");
    }
}

#[tokio::test]
async fn the_search_says_what_is_missing_and_leaves_nothing_out_silently() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (seat, known) = graduate(&stage, &town, "Ahmadi").await;
    let before = offer(MeasureKind::Aktivierung, "Vor dem Ende", &["2026-11-27"]);
    published(&stage, &town, Kind::Koordination, before).await;
    let bvb = offer(MeasureKind::BerufsvorbereitendeBildungsmassnahme, "BvB", &["2027-02-01"]);
    published(&stage, &town, Kind::Kurstraeger, bvb).await;
    let coaching = MeasureOffer {
        rolling: true,
        starts: Vec::new(),
        level: None,
        ..offer(MeasureKind::GanzheitlicheBetreuung, "Coaching", &[])
    };
    published(&stage, &town, Kind::Jobcenter, coaching).await;

    let view = fits(&stage, &town, Kind::Jobcenter, known.id).await;
    assert_eq!(view.rows.len(), 2, "what begins before the last day is no follow-on");
    let of = |view: &FitView, kind| {
        let row = view.rows.iter().find(|row| row.target.kind() == kind);
        row.expect("shown").clone()
    };
    let row = of(&view, MeasureKind::BerufsvorbereitendeBildungsmassnahme);
    assert_eq!(row.fit.entry.state, EntryState::Unknown);
    assert!(row.missing.iter().any(|label| label == "sucht Ausbildung"), "{:?}", row.missing);
    assert!(row.missing.iter().any(|label| label == "Aufenthalt"), "{:?}", row.missing);
    assert!(!row.missing.iter().any(|label| label == "Arbeitgeber beantragt"), "only its own conditions");
    assert_eq!((row.fit.gap_days, row.fit.level), (64, LevelFit::Unknown));
    let coaching = of(&view, MeasureKind::GanzheitlicheBetreuung);
    assert_eq!((coaching.fit.entry.state, coaching.fit.gap_days), (EntryState::Unknown, 1));

    // now the benefit is known: SGB II fits, AsylbLG does not, and says so with its rule
    for (system, state) in [
        (domain::residence::BenefitSystem::Sgb2, EntryState::Fulfilled),
        (domain::residence::BenefitSystem::Asylblg, EntryState::NotFulfilled),
    ] {
        change_person(&stage, &town, seat.person, |person| {
            let from = day("2026-01-01");
            person.benefits = vec![domain::residence::BenefitPeriod { system, from, until: None }];
        })
        .await;
        let view = fits(&stage, &town, Kind::Jobcenter, known.id).await;
        let row = of(&view, MeasureKind::GanzheitlicheBetreuung);
        assert_eq!(row.fit.entry.state, state);
        assert!(row.fit.entry.rows.iter().any(|(_, citation)| citation.contains("16k")), "with its source");
    }
    let view = fits(&stage, &town, Kind::Kurstraeger, known.id).await;
    assert!(view.entry_hidden && view.rows.len() == 2, "the provider sees days and places, not benefits");
    assert!(view.rows.iter().all(|row| row.fit.entry.state == EntryState::Hidden));
    for body in [Kind::Teststelle, Kind::Koordination, Kind::Bundesamt, Kind::Beratungsstelle] {
        let asked = FitsAfterCourse { graduate: known.id };
        let denied = stage.gate.ask(&stage.operation(town.actor(body)), &asked).await;
        assert!(matches!(denied, Err(Error::Denied(_) | Error::Absent(_))), "{body:?}");
    }
}

#[tokio::test]
async fn a_recommendation_is_changed_by_the_case_manager_and_begins_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let (seat, known) = graduate(&stage, &town, "Bondar").await;
        let (jobcenter, eq) = (town.organisation(Kind::Jobcenter), MeasureKind::Einstiegsqualifizierung);
        let wanted = choice(eq, Route::Training);
        let wrong = choice(eq, Route::School);
        let refused = recommend(&stage, &town, Kind::Kurstraeger, (&seat, wrong), None).await;
        assert_eq!(code(refused), "measure-on-another-route");
        let authority = recommend(&stage, &town, Kind::Auslaenderbehoerde, (&seat, wanted), None).await;
        assert_eq!(code(authority), "plan-of-another-body");
        let id =
            recommend(&stage, &town, Kind::Kurstraeger, (&seat, wanted), None).await.expect("recommended");
        // ten working days after Wednesday, 25 November 2026
        assert_eq!(
            next_of(&stage, seat.case).await,
            (StepCode::AnswerRecommendation, jobcenter, day("2026-12-09"))
        );
        let twice = recommend(&stage, &town, Kind::Jobcenter, (&seat, wanted), None).await;
        assert_eq!(code(twice), "recommendation-lives-already");

        let mat = choice(MeasureKind::Aktivierung, Route::Work);
        let instead = Choice { starts_on: Some(day("2026-12-01")), ..mat };
        let verdict = RecommendationVerdict::Change(ChangeReason::LevelTooLow, instead);
        assert_eq!(code(answer(&stage, &town, Kind::Kurstraeger, id, verdict).await), "denied");
        answer(&stage, &town, Kind::Jobcenter, id, verdict).await.expect("changed");
        assert_eq!(
            code(answer(&stage, &town, Kind::Jobcenter, id, verdict).await),
            "recommendation-answered"
        );
        let decided = graduate_of(&stage, &seat).await;
        let decision = decided.decision().expect("a yes is the decision");
        assert_eq!((decision.route, decision.starts_on), (Route::Work, Some(day("2026-12-01"))));

        let list = RecommendationList::default();
        let page = stage.gate.ask(&stage.operation(town.actor(Kind::Jobcenter)), &list).await.expect("asked");
        assert_eq!(page.rows.len(), 1);
        let page =
            stage.gate.ask(&stage.operation(town.actor(Kind::Kurstraeger)), &list).await.expect("asked");
        let seen = &page.rows[0].recommendation;
        assert_eq!((page.plan, seen.state), (false, RecommendationState::Open), "the plan is not theirs");
        assert_eq!(seen.choice.kind, eq, "what it recommended itself");

        stage.pass_days(7);
        noted(&stage, &town, id, None).await.expect("begun");
        let begun = graduate_of(&stage, &seat).await;
        let follow_on = begun.follow_on().expect("something runs");
        assert_eq!((follow_on.measure, follow_on.route), (Some(MeasureKind::Aktivierung), Route::Work));
        let record = PersonRecord { person: seat.person };
        let view =
            stage.gate.ask(&stage.operation(town.actor(Kind::Jobcenter)), &record).await.expect("seen");
        assert_eq!(view.recommendations.len(), 1);
        let told = |name: &str| view.timeline.iter().any(|entry| entry.event.name.code() == name);
        assert!(told("measure_recommended") && told("measure_answered") && told("measure_begun"));
        let denied = GraduateRecord { graduate: known.id };
        let seen = stage.gate.ask(&stage.operation(town.actor(Kind::Auslaenderbehoerde)), &denied).await;
        assert!(seen.expect("involved").recommendations.is_empty(), "nothing of the plan");
    }
}

#[tokio::test]
async fn after_a_change_of_the_benefit_system_the_new_office_answers_and_keeps_the_plan() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (seat, known) = graduate(&stage, &town, "Ilir").await;
    let (jobcenter, agency) = (town.organisation(Kind::Jobcenter), town.organisation(Kind::Arbeitsagentur));
    decide(&stage, &town, &seat, (Route::Work, None)).await;
    let mat = choice(MeasureKind::Aktivierung, Route::Work);
    let id = recommend(&stage, &town, Kind::Kurstraeger, (&seat, mat), None).await.expect("recommended");
    assert_eq!(next_of(&stage, seat.case).await.1, jobcenter);
    let person: Person = queries(&stage).need(seat.person.0).await.expect("the person");
    let offer = OfferCare {
        person: seat.person,
        version: person.version,
        to: agency,
        system: domain::residence::BenefitSystem::Sgb3,
        starts_on: day("2026-12-01"),
    };
    let transfer = run(&stage, &town, Kind::Jobcenter, offer).await.expect("offered");
    let yes = TransferChange::Answer(domain::care_transfer::Reply::Accept);
    let accept = ChangeTransfer { transfer, version: 1, change: yes };
    run(&stage, &town, Kind::Arbeitsagentur, accept).await.expect("taken over");
    let (what, office, _) = next_of(&stage, seat.case).await;
    assert_eq!((what, office), (StepCode::AnswerRecommendation, agency));
    assert_eq!(milestones(&stage, &town, Kind::Jobcenter).await, Vec::new());
    assert_eq!(milestones(&stage, &town, Kind::Arbeitsagentur).await, vec![MilestoneCode::Profile]);
    answer(&stage, &town, Kind::Arbeitsagentur, id, RecommendationVerdict::Accept).await.expect("answered");
    let view = plan_of(&stage, &town, Kind::Arbeitsagentur, known.id).await.expect("the plan");
    assert_eq!(view.plan.expect("a plan").office, agency);
}

#[tokio::test]
async fn what_does_not_begin_brings_the_person_back_to_the_decision() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (seat, _) = graduate(&stage, &town, "Celik").await;
    let mat = choice(MeasureKind::Aktivierung, Route::Work);
    let id = recommend(&stage, &town, Kind::Jobcenter, (&seat, mat), Some(true)).await.expect("at once");
    assert!(graduate_of(&stage, &seat).await.decision().is_some());
    let reason = Some(NotBegunReason::OfferFellThrough);
    noted(&stage, &town, id, reason).await.expect("noted");
    let (what, office, due) = next_of(&stage, seat.case).await;
    assert_eq!((what, office), (StepCode::DecideNextStep, town.organisation(Kind::Jobcenter)));
    assert_eq!(due, day("2026-12-09"), "with priority: ten working days");
    decide(&stage, &town, &seat, (Route::VocationalCourse, None)).await;
    assert_ne!(
        next_of(&stage, seat.case).await.0,
        StepCode::DecideNextStep,
        "a new decision looks beyond it"
    );
}

#[tokio::test]
async fn a_measure_that_is_over_is_no_end_of_the_way() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (seat, _) = graduate(&stage, &town, "Dara").await;
    let mat = choice(MeasureKind::Aktivierung, Route::Work);
    let id = recommend(&stage, &town, Kind::Jobcenter, (&seat, mat), Some(true)).await.expect("at once");
    noted(&stage, &town, id, None).await.expect("begun");
    stage.pass_days(60);
    let last = vec![domain::section_end::Line::new(seat.id, domain::assignment::Outcome::Completed)];
    let on = today(&stage, &town);
    let end = EndSection { course: seat.course, section: 7, version: 0, held_on: on, lines: last };
    run(&stage, &town, Kind::Kurstraeger, end).await.expect("the course is over");
    let graduate = graduate_of(&stage, &seat).await;
    let change = FollowOnChange::Ended { on, reason: Loss::Finished };
    let over = NoteFollowOn { graduate: graduate.id, version: graduate.version, change };
    run(&stage, &town, Kind::Jobcenter, over).await.expect("finished");
    assert_eq!(next_of(&stage, seat.case).await.0, StepCode::DecideNextStep, "not closed");
}

#[tokio::test]
async fn route_a_goes_from_the_decision_to_training_with_every_milestone_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let (seat, known) = graduate(&stage, &town, "Ewa").await;
        town.give_title(&stage, seat.person).await;
        decide(&stage, &town, &seat, (Route::Training, Some(day("2027-01-11")))).await;
        let view = plan_of(&stage, &town, Kind::Jobcenter, known.id).await.expect("the plan");
        assert_eq!(view.gate.state, GateState::NotNeeded, "the title says it");
        assert_eq!(view.milestones.len(), app::route_plans::table().of(Route::Training).count());
        let ready = view.milestones.iter().find(|one| one.row.code == MilestoneCode::ReadyForTraining);
        assert_eq!(ready.expect("there").due_on, Some(day("2026-12-14")), "four weeks before day one");
        use MilestoneCode as M;
        assert_eq!(
            code(reach(&stage, &town, Kind::Jobcenter, known.id, M::TrainingContract).await),
            "milestone-waits"
        );
        for step in [M::CareerTalk, M::Internship, M::TrainingContract] {
            reach(&stage, &town, Kind::Jobcenter, known.id, step).await.expect("reached");
        }
        assert_eq!(
            milestones(&stage, &town, Kind::Auslaenderbehoerde).await,
            vec![M::StatusCheck],
            "the foreigners' authority sees what is its own"
        );
        let own = plan_of(&stage, &town, Kind::Auslaenderbehoerde, known.id).await.expect("its part");
        assert!(!own.whole && own.plan.expect("a plan").ticks.is_empty());
        assert_eq!(
            code(reach(&stage, &town, Kind::Auslaenderbehoerde, known.id, M::SupportPlan).await),
            "plan-of-another-body"
        );
        reach(&stage, &town, Kind::Auslaenderbehoerde, known.id, M::StatusCheck).await.expect("reached");
        let settle = PlanChange::Tick { item: TickItem::ChildCare, state: TickState::Settled, owner: None };
        change(&stage, &town, Kind::Jobcenter, known.id, settle).await.expect("settled");

        stage.pass_days(30);
        let list = MilestoneList::default();
        let found =
            stage.gate.ask(&stage.operation(town.actor(Kind::Jobcenter)), &list).await.expect("the list");
        let late = found.rows.iter().filter(|row| row.standing.is_overdue(today(&stage, &town)));
        let late: Vec<M> = late.map(|row| row.standing.row.code).collect();
        assert_eq!(late, vec![M::ReadyForTraining], "what is overdue stands on the list");
        let graduates = GraduateRecord { graduate: known.id };
        let seen =
            stage.gate.ask(&stage.operation(town.actor(Kind::Jobcenter)), &graduates).await.expect("seen");
        assert_eq!(seen.milestones_late, 1);
        let training = EmployerOffer {
            kind: EmployerOfferKind::Training,
            employer: "Schreinerei Beispiel".to_owned(),
            from: day("2027-01-11"),
            until: None,
            hours_per_week: 40,
            state: EmployerOfferState::Offered,
            changed_on: today(&stage, &town),
        };
        change(&stage, &town, Kind::Jobcenter, known.id, PlanChange::EmployerOffer(training))
            .await
            .expect("in");
        let on = today(&stage, &town);
        for state in [EmployerOfferState::Arranged, EmployerOfferState::Begun] {
            let moved = PlanChange::MoveEmployerOffer { at: 0, state, on };
            change(&stage, &town, Kind::Jobcenter, known.id, moved).await.expect("goes on");
        }
        let begun = graduate_of(&stage, &seat).await;
        assert_eq!(begun.follow_on().map(|one| (one.route, one.on)), Some((Route::Training, on)));
        assert!(begun.first_follow_on().is_some(), "training has begun, the gap is over");
    }
}

#[tokio::test]
async fn route_b_waits_at_the_gate_until_the_permit_is_there_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let (seat, known) = graduate(&stage, &town, "Farid").await;
        decide(&stage, &town, &seat, (Route::Work, Some(day("2026-12-15")))).await;
        let begin = async || {
            let graduate = graduate_of(&stage, &seat).await;
            let on = today(&stage, &town);
            let change = FollowOnChange::Begun { on, route: Route::Work };
            let command = NoteFollowOn { graduate: graduate.id, version: graduate.version, change };
            run(&stage, &town, Kind::Jobcenter, command).await
        };
        assert_eq!(code(begin().await), "work-permit-unknown", "nobody knows the status");
        change_person(&stage, &town, seat.person, |person| {
            let since = title(ResidenceKind::Aufenthaltsgestattung, "§ 55 AsylG");
            person.residences = vec![since];
        })
        .await;
        let view = plan_of(&stage, &town, Kind::Jobcenter, known.id).await.expect("the plan");
        assert_eq!(view.gate.state, GateState::Unknown);
        assert!(!view.gate_needs.is_empty(), "and says what is missing");

        let on = today(&stage, &town);
        let note = |state| PlanChange::Permit { state, on, until: None };
        change(&stage, &town, Kind::Jobcenter, known.id, note(PermitState::Requested)).await.expect("asked");
        assert_eq!(code(begin().await), "work-permit-requested");
        assert!(
            milestones(&stage, &town, Kind::Auslaenderbehoerde).await.contains(&MilestoneCode::WorkPermit),
            "it lies on the desk of the foreigners' authority"
        );
        let refused = change(&stage, &town, Kind::Sozialamt, known.id, note(PermitState::Granted)).await;
        assert_eq!(code(refused), "plan-of-another-body");
        change(&stage, &town, Kind::Auslaenderbehoerde, known.id, note(PermitState::Refused))
            .await
            .expect("no");
        assert_eq!(code(begin().await), "work-permit-refused");
        change(&stage, &town, Kind::Auslaenderbehoerde, known.id, note(PermitState::Granted))
            .await
            .expect("yes");
        begin().await.expect("begun");
        let plan = plan_of(&stage, &town, Kind::Jobcenter, known.id).await.expect("the plan").plan;
        assert_eq!(plan.expect("a plan").starts_on, Some(on), "the true first day");
        let open = milestones(&stage, &town, Kind::Jobcenter).await;
        assert!(open.contains(&MilestoneCode::Profile), "what was left out stays visible: {open:?}");
    }
}

#[tokio::test]
async fn two_offices_do_not_overwrite_each_others_plan_and_undo_takes_a_step_back() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (seat, known) = graduate(&stage, &town, "Gul").await;
    decide(&stage, &town, &seat, (Route::Work, None)).await;
    let on = today(&stage, &town);
    let reached = PlanChange::Milestone { code: MilestoneCode::Profile, state: MilestoneState::Reached, on };
    let command = ChangeRoutePlan { graduate: known.id, version: 1, change: reached };
    let operation = stage.operation(town.actor(Kind::Jobcenter));
    let done = stage.gate.run(&operation, command.clone()).await.expect("reached");
    let stale = run(&stage, &town, Kind::Jobcenter, command).await;
    assert!(matches!(stale, Err(Error::Conflict(_))));
    run(&stage, &town, Kind::Jobcenter, UndoOperation { operation: done.operation }).await.expect("undone");
    let plan = plan_of(&stage, &town, Kind::Jobcenter, known.id).await.expect("the plan").plan;
    assert!(plan.expect("a plan").marks.is_empty());
    for body in [Kind::Kurstraeger, Kind::Teststelle, Kind::Bundesamt, Kind::Koordination] {
        let denied = plan_of(&stage, &town, body, known.id).await;
        assert!(matches!(denied, Err(Error::Denied(_) | Error::Absent(_))), "{body:?}");
    }
}

/// What the person sees at the page of their own path.
async fn own_path(stage: &Stage, town: &Town, id: PersonId) -> PathView {
    let date = day("1994-03-01");
    let born = BirthDate { date, precision: domain::person::BirthPrecision::Day };
    change_person(stage, town, id, |person| person.birth_date = Some(born)).await;
    let code = run(stage, town, Kind::Jobcenter, IssuePathCode { person: id }).await.expect("issued");
    let code: domain::own_path::PathCode = queries(stage).need(code.0).await.expect("the code");
    let template = stage.operation(town.actor(Kind::Betrieb));
    let opened = app::own_path::open(&stage.gate, &template, &code.code, 1994).await.expect("asked");
    opened.expect("opened").0
}

#[tokio::test]
async fn free_places_shrink_with_what_is_given_and_begin_anew_when_they_are_stated() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (seat, known) = graduate(&stage, &town, "Hana").await;
    let start = today(&stage, &town) + Days::new(30);
    let mat = MeasureOffer { starts: vec![start], ..offer(MeasureKind::Aktivierung, "MAT", &[]) };
    let id = published(&stage, &town, Kind::Kurstraeger, mat).await;
    let view = fits(&stage, &town, Kind::Jobcenter, known.id).await;
    let Target::Offer(found) = &view.rows[0].target else { panic!("an offer") };
    assert_eq!((found.id, view.rows[0].fit.free), (id, Some(2)));
    let chosen =
        Choice { offer: Some(id), starts_on: Some(start), ..choice(MeasureKind::Aktivierung, Route::Work) };
    recommend(&stage, &town, Kind::Jobcenter, (&seat, chosen), Some(false)).await.expect("given");
    let view = fits(&stage, &town, Kind::Jobcenter, known.id).await;
    assert_eq!(view.rows[0].fit.free, Some(1), "one is given");
    let shown = own_path(&stage, &town, seat.person).await;
    let Some(Ahead::Measure { from, title, .. }) =
        shown.ahead.iter().find(|one| matches!(one, Ahead::Measure { .. }))
    else {
        panic!("the person sees what was agreed: {:?}", shown.ahead)
    };
    assert_eq!((*from, title.as_str()), (Some(start), "MAT"));
    let withdraw = ChangeMeasureOffer { offer: id, version: 2, change: OfferChange::Withdraw };
    run(&stage, &town, Kind::Kurstraeger, withdraw).await.expect("withdrawn");
    assert!(fits(&stage, &town, Kind::Jobcenter, known.id).await.rows.is_empty());
}
