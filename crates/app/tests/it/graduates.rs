//! From the last weeks of a course to twelve months in work: list, talk, sheet, decision, what follows; ends of
//! sections, pauses, visiting days.

use app::commands::*;
use app::error::Error;
use app::ports::{Queries, Store, TypedQueries};
use app::queries::graduates::{GraduateFilter, GraduateList, GraduateRadar, GraduateRecord};
use app::queries::person_record::PersonRecord;
use app::queries::sections::SectionReview;
use chrono::{NaiveDate, NaiveTime};
use domain::act::ActKind;
use domain::assignment::{Assignment, AssignmentState, Outcome};
use domain::case::{Case, Stage as CaseStage, StepCode};
use domain::course::{Course, CourseKind, CourseState};
use domain::graduate::*;
use domain::ids::{CaseId, GraduateId};
use domain::organisation::OrganisationKind as Kind;
use domain::placement::Level;
use domain::section_end::Line;
use testkit::{Backend, Stage, Town, day};

const JOBCENTER: &[(ActKind, Kind)] = &[(ActKind::VerpflichtungJobcenter, Kind::Jobcenter)];
const AUTHORITY: &[(ActKind, Kind)] =
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

async fn case_of(stage: &Stage, id: CaseId) -> Case {
    queries(stage).need(id.0).await.expect("the case")
}

async fn next_of(stage: &Stage, id: CaseId) -> (CaseStage, StepCode, NaiveDate) {
    let case = case_of(stage, id).await;
    let next = case.next.expect("an open case");
    (case.stage, next.what, next.due_on)
}

async fn listed(stage: &Stage, town: &Town) -> i64 {
    let coordination = app::jobs::coordination(&stage.gate, town.region).await.expect("a coordination");
    app::jobs::open_graduates(&stage.gate, &stage.operation(&coordination)).await.expect("the job")
}

async fn graduate_of(stage: &Stage, seat: &Assignment) -> Graduate {
    app::graduates::of_seat(queries(stage), seat).await.expect("asked").expect("on the list")
}

fn sheet(on: NaiveDate) -> Sheet {
    let advice = Advice { route: Route::Work, with_counselling: false };
    let strengths = vec![Strength::Crafts];
    Sheet { on, level: Level::A2, speed: Speed::Steady, strengths, exam: Likelihood::Likely, advice }
}

async fn decide(stage: &Stage, town: &Town, graduate: &Graduate, route: Route) -> Result<(), Error> {
    let command = DecideNextStep {
        graduate: graduate.id,
        version: graduate.version,
        route,
        starts_on: None,
        responsible: None,
        with_person: true,
    };
    run(stage, town, Kind::Jobcenter, command).await
}

async fn end(
    stage: &Stage,
    town: &Town,
    course: &Course,
    section: u8,
    lines: Vec<Line>,
) -> Result<SectionEnded, Error> {
    let known = app::queries::sections::review_of(queries(stage), course, section).await.expect("asked");
    let held_on = stage.operation(town.actor(Kind::Kurstraeger)).today;
    let version = known.map_or(0, |review| review.version);
    let command = EndSection { course: course.id, section, version, held_on, lines };
    run(stage, town, Kind::Kurstraeger, command).await
}

async fn note(stage: &Stage, town: &Town, seat: &Assignment, change: FollowOnChange) -> Result<(), Error> {
    let graduate = graduate_of(stage, seat).await;
    let command = NoteFollowOn { graduate: graduate.id, version: graduate.version, change };
    run(stage, town, Kind::Jobcenter, command).await
}

fn today(stage: &Stage, town: &Town) -> NaiveDate {
    stage.operation(town.actor(Kind::Jobcenter)).today
}

#[tokio::test]
async fn from_the_last_weeks_of_a_course_to_twelve_months_in_work_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let course = town.running_course(&stage).await;
        let seat = town.learner(&stage, &course, "Ahmadi", JOBCENTER).await;
        town.give_title(&stage, seat.person).await;
        assert_eq!(course.language_ends_on(), day("2027-04-18"));
        assert_eq!(listed(&stage, &town).await, 0, "twelve weeks before the end, not earlier");
        // from 25 November to Sunday, 24 January: twelve weeks before the language part ends
        stage.pass_days(60);
        assert_eq!(listed(&stage, &town).await, 1);
        assert_eq!(listed(&stage, &town).await, 0, "nobody comes on the list twice");
        assert_eq!(
            next_of(&stage, seat.case).await,
            (CaseStage::InCourse, StepCode::HoldTalk, day("2027-03-07"))
        );

        let graduate = graduate_of(&stage, &seat).await;
        let talk = HoldTalk {
            graduate: graduate.id,
            version: graduate.version,
            on: today(&stage, &town),
            goal: Goal::Work,
        };
        run(&stage, &town, Kind::Jobcenter, talk.clone()).await.expect("talked");
        let stale = stage.gate.run(&stage.operation(town.actor(Kind::Jobcenter)), talk).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "what somebody else wrote is not overwritten");
        assert_eq!(next_of(&stage, seat.case).await.1, StepCode::WriteSheet);
        let graduate = graduate_of(&stage, &seat).await;
        let write = WriteSheet {
            graduate: graduate.id,
            version: graduate.version,
            sheet: sheet(today(&stage, &town)),
        };
        run(&stage, &town, Kind::Kurstraeger, write).await.expect("written");
        assert_eq!(
            next_of(&stage, seat.case).await,
            (CaseStage::InCourse, StepCode::DecideNextStep, day("2027-04-18"))
        );
        decide(&stage, &town, &graduate_of(&stage, &seat).await, Route::Work).await.expect("decided");
        assert_eq!(next_of(&stage, seat.case).await.1, StepCode::FollowCourse, "the course goes on");

        // Monday after the last course day, 16 May 2027
        stage.pass_days(113);
        assert_eq!(today(&stage, &town), day("2027-05-17"));
        let done = vec![Line::new(seat.id, Outcome::Completed)];
        let ended = end(&stage, &town, &course, 7, done).await.expect("ended");
        assert_eq!((ended.went_on, ended.ended, ended.course_over), (0, 1, true));
        let over: Course = queries(&stage).need(course.id.0).await.expect("the course");
        assert_eq!(over.state, CourseState::Ended);
        assert_eq!(next_of(&stage, seat.case).await.1, StepCode::StartFollowOn);

        stage.pass_days(14);
        let begun = FollowOnChange::Begun { on: today(&stage, &town), route: Route::Work };
        note(&stage, &town, &seat, begun).await.expect("begun");
        assert_eq!(code(note(&stage, &town, &seat, begun).await), "follow-on-still-runs");
        assert_eq!(
            code(decide(&stage, &town, &graduate_of(&stage, &seat).await, Route::School).await),
            "follow-on-still-runs"
        );
        let asked = GraduateRecord { graduate: graduate_of(&stage, &seat).await.id };
        let view = stage.gate.ask(&stage.operation(town.actor(Kind::Jobcenter)), &asked).await.expect("seen");
        assert_eq!(view.gap.map(|gap| (gap.days, gap.open)), Some((14, false)), "the gap is counted in days");
        for months in [3u8, 6, 12] {
            assert_eq!(next_of(&stage, seat.case).await.1, StepCode::FollowUp, "{months}");
            stage.pass_days(122);
            let on = today(&stage, &town);
            note(&stage, &town, &seat, FollowOnChange::Checked { months, on, state: CheckState::Goes })
                .await
                .expect("asked");
        }
        assert_eq!(next_of(&stage, seat.case).await.1, StepCode::CloseCase);
    }
}

#[tokio::test]
async fn who_comes_late_is_listed_although_somebody_else_has_left() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.running_course(&stage).await;
    let leaves = town.learner(&stage, &course, "Amir", JOBCENTER).await;
    stage.pass_days(60);
    assert_eq!(listed(&stage, &town).await, 1);
    let gone = vec![Line::new(leaves.id, Outcome::BrokeOff)];
    end(&stage, &town, &course, 3, gone).await.expect("left");
    let late = town.learner(&stage, &course, "Berhane", JOBCENTER).await;
    assert_eq!(
        listed(&stage, &town).await,
        1,
        "as many on the list as sit in the course, but not the same people"
    );
    assert_eq!(graduate_of(&stage, &late).await.case, late.case);
}

#[tokio::test]
async fn a_lost_job_brings_the_person_back_to_the_decision() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.running_course(&stage).await;
    let seat = town.learner(&stage, &course, "Bondar", JOBCENTER).await;
    town.give_title(&stage, seat.person).await;
    let early = vec![Line::new(seat.id, Outcome::FoundWork)];
    end(&stage, &town, &course, 1, early).await.expect("left for work");
    assert_eq!(next_of(&stage, seat.case).await.1, StepCode::DecideNextStep);
    decide(&stage, &town, &graduate_of(&stage, &seat).await, Route::Work).await.expect("decided");
    let on = today(&stage, &town);
    note(&stage, &town, &seat, FollowOnChange::Begun { on, route: Route::Work }).await.expect("begun");
    stage.pass_days(30);
    let lost = FollowOnChange::Ended { on: today(&stage, &town), reason: Loss::MiniJobOnly };
    note(&stage, &town, &seat, lost).await.expect("lost");
    let (at, what, due) = next_of(&stage, seat.case).await;
    assert_eq!((at, what), (CaseStage::AfterCourse, StepCode::DecideNextStep));
    // ten working days after Friday, 25 December 2026, over New Year and Epiphany
    assert_eq!(due, day("2027-01-12"));
    stage.pass_days(1);
    decide(&stage, &town, &graduate_of(&stage, &seat).await, Route::Training).await.expect("decided anew");
    assert_eq!(next_of(&stage, seat.case).await.1, StepCode::StartFollowOn);
}

#[tokio::test]
async fn at_the_end_of_a_section_each_one_goes_where_they_belong() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.running_course(&stage).await;
    let stays = town.learner(&stage, &course, "Alte", JOBCENTER).await;
    let up = town.learner(&stage, &course, "Bari", JOBCENTER).await;
    let other = town.learner(&stage, &course, "Caro", JOBCENTER).await;
    let pauses = town.learner(&stage, &course, "Dara", JOBCENTER).await;
    let lines = vec![
        Line { section: Some(3), ..Line::new(up.id, Outcome::Up) },
        Line { kind: Some(CourseKind::Alphabetisierungskurs), ..Line::new(other.id, Outcome::OtherType) },
        Line { returns_on: Some(day("2027-01-11")), ..Line::new(pauses.id, Outcome::Interrupted) },
    ];
    let wrong = vec![Line { section: Some(2), ..Line::new(up.id, Outcome::Up) }];
    assert_eq!(code(end(&stage, &town, &course, 1, wrong).await), "section-does-not-fit");
    let ended = end(&stage, &town, &course, 1, lines).await.expect("ended");
    assert_eq!((ended.went_on, ended.ended, ended.course_over), (1, 3, false));
    let twice = vec![Line::new(up.id, Outcome::BrokeOff)];
    assert_eq!(
        code(end(&stage, &town, &course, 1, twice).await),
        "section-seat-unknown",
        "nobody leaves twice"
    );

    assert_eq!(case_of(&stage, stays.case).await.stage, CaseStage::InCourse);
    for (seat, kind, section) in
        [(&up, CourseKind::AllgemeinerIntegrationskurs, 3), (&other, CourseKind::Alphabetisierungskurs, 1)]
    {
        let case = case_of(&stage, seat.case).await;
        assert_eq!(case.stage, CaseStage::AwaitingSeat);
        let wanted = case.recommendation.expect("what is looked for");
        assert_eq!((wanted.course_kind, wanted.section), (kind, section));
    }
    assert_eq!(
        next_of(&stage, pauses.case).await,
        (CaseStage::Interrupted, StepCode::PlanReturn, day("2027-01-11"))
    );
    let case = case_of(&stage, pauses.case).await;
    let back =
        ResumeCourse { case: case.id, version: case.version, assignment: pauses.id, same_course: true };
    run(&stage, &town, Kind::Jobcenter, back).await.expect("back in the course");
    assert_eq!(next_of(&stage, pauses.case).await.1, StepCode::FollowCourse);
    let form = SectionReview { course: course.id, section: None };
    let form =
        stage.gate.ask(&stage.operation(town.actor(Kind::Kurstraeger)), &form).await.expect("the form");
    assert_eq!((form.rows.len(), form.gone.len()), (2, 2));
    let seated: Assignment = queries(&stage).need(pauses.id.0).await.expect("the seat");
    assert_eq!(seated.state, AssignmentState::Started);
}

#[tokio::test]
async fn the_plan_is_seen_by_those_who_plan_and_by_nobody_else() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.running_course(&stage).await;
    let seat = town.learner(&stage, &course, "Ewa", AUTHORITY).await;
    stage.pass_days(60);
    assert_eq!(listed(&stage, &town).await, 1);
    decide(&stage, &town, &graduate_of(&stage, &seat).await, Route::Work).await.expect("decided");
    let graduate = graduate_of(&stage, &seat).await;
    let asked = GraduateRecord { graduate: graduate.id };
    for (body, plan) in
        [(Kind::Jobcenter, true), (Kind::Kurstraeger, false), (Kind::Auslaenderbehoerde, false)]
    {
        let view = stage.gate.ask(&stage.operation(town.actor(body)), &asked).await.expect("involved");
        assert_eq!(
            (view.plan, view.graduate.decision().is_some(), view.decided),
            (plan, plan, true),
            "{body:?}"
        );
        let list = GraduateList { filter: GraduateFilter::default() };
        let page = stage.gate.ask(&stage.operation(town.actor(body)), &list).await.expect("the list");
        assert_eq!(page.rows.len(), 1);
        assert_eq!(page.rows[0].entry.graduate.decision().is_some(), plan, "{body:?}");
        let record = PersonRecord { person: seat.person };
        let record = stage.gate.ask(&stage.operation(town.actor(body)), &record).await.expect("the record");
        let told = record.timeline.iter().any(|entry| entry.event.name.code() == "next_step_decided");
        assert_eq!(told, plan, "{body:?}");
    }
    for body in [Kind::Sozialamt, Kind::Teststelle, Kind::Bundesamt, Kind::Koordination] {
        let denied = stage.gate.ask(&stage.operation(town.actor(body)), &asked).await;
        assert!(matches!(denied, Err(Error::Denied(_) | Error::Absent(_))), "{body:?}");
    }
    let command = DecideNextStep {
        graduate: graduate.id,
        version: graduate.version,
        route: Route::School,
        starts_on: None,
        responsible: None,
        with_person: true,
    };
    assert_eq!(code(run(&stage, &town, Kind::Auslaenderbehoerde, command).await), "plan-of-another-body");
    let radar = GraduateRadar { weeks: 26 };
    let seen =
        stage.gate.ask(&stage.operation(town.actor(Kind::Jobcenter)), &radar).await.expect("the radar");
    let counts = seen.ending[0].counts;
    assert_eq!((counts.people, counts.talked, counts.advised, counts.decided), (1, 0, 0, 1));
}

#[tokio::test]
async fn a_visiting_day_gives_everybody_a_time_and_nobody_two() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.running_course(&stage).await;
    for name in ["Fara", "Gaul", "Hadi"] {
        town.learner(&stage, &course, name, JOBCENTER).await;
    }
    let asylblg = &[(ActKind::VerpflichtungAsylblg, Kind::Sozialamt)];
    let unknown = town.learner(&stage, &course, "Abel", asylblg).await;
    stage.pass_days(60);
    assert_eq!(listed(&stage, &town).await, 4);
    let time = |hours| NaiveTime::from_hms_opt(hours, 0, 0).expect("a time");
    let plan = PlanVisitDay {
        day: None,
        course: course.id,
        held_on: today(&stage, &town) + chrono::Days::new(7),
        room: "R 1".into(),
        group_from: time(9),
        talks_from: time(10),
        slot_minutes: 20,
        slots: 2,
        offices: vec![town.organisation(Kind::Jobcenter)],
        interpreted: vec!["uk".into()],
    };
    let foreign = PlanVisitDay { offices: vec![town.organisation(Kind::Sozialamt)], ..plan.clone() };
    assert_eq!(code(run(&stage, &town, Kind::Kurstraeger, foreign).await), "step-body-unknown");
    let day = run(&stage, &town, Kind::Kurstraeger, plan).await.expect("planned");
    let fill = ChangeVisitDay { day, version: 1, change: VisitChange::Fill };
    assert_eq!(
        run(&stage, &town, Kind::Jobcenter, fill).await.expect("filled"),
        2,
        "as many as there are times"
    );
    let strange = Booking { slot: 0, graduate: GraduateId(1), office: town.organisation(Kind::Jobcenter) };
    let strange = ChangeVisitDay { day, version: 2, change: VisitChange::Book(strange) };
    assert_eq!(code(run(&stage, &town, Kind::Jobcenter, strange).await), "not-in-this-course");
    let unknown = graduate_of(&stage, &unknown).await.id;
    let held: VisitDay = queries(&stage).need(day.0).await.expect("the day");
    assert!(
        held.bookings.iter().all(|one| one.graduate != unknown),
        "nobody is shown to a body that does not know them"
    );
    let unknown = Booking { slot: 1, graduate: unknown, office: town.organisation(Kind::Jobcenter) };
    let unknown = ChangeVisitDay { day, version: 2, change: VisitChange::Book(unknown) };
    assert_eq!(code(run(&stage, &town, Kind::Kurstraeger, unknown).await), "visit-office-without-person");
    let early = ChangeVisitDay { day, version: 2, change: VisitChange::Hold };
    assert_eq!(code(run(&stage, &town, Kind::Kurstraeger, early).await), "visit-day-still-to-come");
    let foreign = ChangeVisitDay { day, version: 2, change: VisitChange::Cancel };
    assert_eq!(code(run(&stage, &town, Kind::Jobcenter, foreign).await), "visit-day-of-the-provider");
    let denied = ChangeVisitDay { day, version: 2, change: VisitChange::Cancel };
    let denied = stage.gate.run(&stage.operation(town.actor(Kind::Sozialamt)), denied).await;
    assert!(matches!(denied, Err(Error::Absent(_))), "only those who take part");
}

#[tokio::test]
async fn a_change_of_the_benefit_system_in_the_middle_of_the_chain_loses_nobody() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let course = town.running_course(&stage).await;
        let asylblg = &[(ActKind::VerpflichtungAsylblg, Kind::Sozialamt)];
        let seat = town.learner(&stage, &course, "Kidane", asylblg).await;
        let offer = OfferCare {
            person: seat.person,
            version: 1,
            to: town.organisation(Kind::Jobcenter),
            system: domain::residence::BenefitSystem::Sgb2,
            starts_on: day("2026-12-01"),
        };
        let wrong = OfferCare { to: town.organisation(Kind::Auslaenderbehoerde), ..offer.clone() };
        assert_eq!(code(run(&stage, &town, Kind::Sozialamt, wrong).await), "transfer-office-does-not-fit");
        let id = run(&stage, &town, Kind::Sozialamt, offer.clone()).await.expect("offered");
        let twice = OfferCare { version: 2, ..offer.clone() };
        assert_eq!(code(run(&stage, &town, Kind::Sozialamt, twice).await), "transfer-open-already");
        let list = app::queries::transfers::TransferList;
        let rows =
            stage.gate.ask(&stage.operation(town.actor(Kind::Jobcenter)), &list).await.expect("the list");
        assert_eq!((rows.len(), rows[0].incoming, rows[0].name.as_str()), (1, true, "Kidane, Amena"));
        stage.pass_days(60);
        listed(&stage, &town).await;
        let waiting =
            stage.gate.ask(&stage.operation(town.actor(Kind::Sozialamt)), &list).await.expect("the list");
        assert!(
            waiting[0].transfer.is_overdue(today(&stage, &town)),
            "an unanswered offer is visible on both sides"
        );
        let case = case_of(&stage, seat.case).await;
        assert_ne!(
            case.next.expect("open").organisation,
            town.organisation(Kind::Jobcenter),
            "not before the yes"
        );

        let foreign = ChangeTransfer {
            transfer: id,
            version: 1,
            change: TransferChange::Answer(domain::care_transfer::Reply::Accept),
        };
        let refused = stage.gate.run(&stage.operation(town.actor(Kind::Sozialamt)), foreign.clone()).await;
        assert!(matches!(refused, Err(Error::Absent(_))), "nobody says yes to their own offer");
        run(&stage, &town, Kind::Jobcenter, foreign).await.expect("accepted");
        let case = case_of(&stage, seat.case).await;
        let next = case.next.expect("open");
        assert_eq!((next.what, next.organisation), (StepCode::HoldTalk, town.organisation(Kind::Jobcenter)));
        let asked = PersonRecord { person: seat.person };
        let seen = stage.gate.ask(&stage.operation(town.actor(Kind::Sozialamt)), &asked).await;
        assert!(seen.is_ok(), "the office so far keeps its own record");
    }
}

#[tokio::test]
async fn an_office_that_declines_no_longer_sees_the_person() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.running_course(&stage).await;
    let seat = town.learner(&stage, &course, "Lemma", JOBCENTER).await;
    let offer = OfferCare {
        person: seat.person,
        version: 1,
        to: town.organisation(Kind::Sozialamt),
        system: domain::residence::BenefitSystem::Asylblg,
        starts_on: day("2026-12-01"),
    };
    let id = run(&stage, &town, Kind::Jobcenter, offer).await.expect("offered");
    let asked = PersonRecord { person: seat.person };
    assert!(stage.gate.ask(&stage.operation(town.actor(Kind::Sozialamt)), &asked).await.is_ok());
    let no = TransferChange::Answer(domain::care_transfer::Reply::Decline(
        domain::care_transfer::DeclineReason::NotResponsible,
    ));
    let no = ChangeTransfer { transfer: id, version: 1, change: no };
    run(&stage, &town, Kind::Sozialamt, no).await.expect("declined");
    let seen = stage.gate.ask(&stage.operation(town.actor(Kind::Sozialamt)), &asked).await;
    assert!(matches!(seen, Err(Error::Absent(_))));
}
