//! Test days: booking the last seat once, arriving, results, missed appointments, the answer without login.

use app::commands::*;
use app::error::Error;
use app::placement::appointment::{self, Opened, Standing};
use app::ports::{Find, Queries, Store, TypedQueries, Where};
use app::queries::people::PersonList;
use app::queries::placement::{NoShowList, SessionDay, SessionList, UpcomingSessions};
use chrono::NaiveTime;
use domain::act::{Act, ActKind};
use domain::case::{Case, Stage as CaseStage, StepCode};
use domain::course::CourseKind;
use domain::ids::{ActId, CaseId, PersonId, SeatingId, SessionId};
use domain::journal::EventName;
use domain::organisation::{OrganisationKind as K, Place};
use domain::person::{BirthDate, BirthPrecision, Constraints, Literacy, Person, TimeOfDay};
use domain::placement::*;
use domain::record::{Record, RecordKind};
use proptest::prelude::*;
use testkit::{Backend, Stage, Town, day};

fn queries(stage: &Stage) -> &dyn Queries {
    stage.database.queries()
}

fn plan(on: &str, seats: i64) -> SessionPlan {
    SessionPlan {
        held_on: day(on),
        starts_at: NaiveTime::from_hms_opt(8, 30, 0).expect("a time"),
        place: Place {
            name: "Haus am Markt".into(),
            town: "Weißenburg i. Bay.".into(),
            lat: Some(49.03),
            lon: Some(10.97),
            ..Place::default()
        },
        rooms: vec![Room { name: "Saal".into(), seats }],
        examiners: vec![Examiner { name: "Anna Muster".into(), licence: "L-12".into() }],
        host: None,
    }
}

async fn plan_day(stage: &Stage, town: &Town, on: &str, seats: i64) -> SessionId {
    let operation = stage.operation(town.actor(K::Teststelle));
    stage.gate.run(&operation, PlanSession { plan: plan(on, seats) }).await.expect("planned").outcome
}

/// Somebody obliged by the Jobcenter, with an open case.
async fn obliged(stage: &Stage, town: &Town, n: i64) -> CaseId {
    use app::Ids;
    let actor = town.actor(K::Jobcenter);
    let (person_id, case_id) = (PersonId(stage.ids.next()), CaseId(stage.ids.next()));
    let mut person = Person {
        family_name: format!("Beispiel{n}"),
        given_names: "Bina".into(),
        language: "uk".into(),
        birth_date: Some(BirthDate { date: day("1990-05-04"), precision: BirthPrecision::Day }),
        ..Person::blank(person_id, town.region)
    };
    person.involve(actor.organisation, day("2026-11-01"));
    let mut case =
        Case::open(case_id, town.region, person_id, format!("W-{n}"), actor.organisation, day("2026-11-20"));
    case.obliged = true;
    let act = Act {
        id: ActId(stage.ids.next()),
        region: town.region,
        version: 0,
        case: case_id,
        person: person_id,
        kind: ActKind::VerpflichtungJobcenter,
        issuer: actor.organisation,
        issued_on: day("2026-11-20"),
        valid_until: None,
        basis: String::new(),
        revoked_on: None,
    };
    let operation = stage.operation(actor);
    let mut work = stage.database.begin(&operation).await.expect("a transaction");
    work.save(vec![Record::Person(person), Record::Case(case), Record::Act(act)]).await.expect("saved");
    work.commit().await.expect("committed");
    case_id
}

async fn book(
    stage: &Stage,
    town: &Town,
    case: CaseId,
    session: Option<SessionId>,
) -> Result<SeatingId, Error> {
    let operation = stage.operation(town.actor(K::Jobcenter));
    stage.gate.run(&operation, BookSeating { case, session }).await.map(|done| done.outcome)
}

fn refused(error: Error) -> domain::refusal::Refusal {
    match error {
        Error::Refused(refusal) => refusal,
        other => panic!("not a refusal: {other}"),
    }
}

async fn case_of(stage: &Stage, case: CaseId) -> Case {
    queries(stage).need(case.0).await.expect("case")
}

async fn seating_of(stage: &Stage, id: SeatingId) -> Seating {
    queries(stage).need(id.0).await.expect("seating")
}

fn table() -> RecommendationTable {
    let row = |literacy, level, course_kind, section| Row {
        literacy,
        level,
        learns_fast: None,
        course_kind,
        section,
    };
    RecommendationTable {
        row: vec![
            row(Some(Literacy::None), None, CourseKind::Alphabetisierungskurs, 1),
            row(Some(Literacy::Latin), Some(Level::A1), CourseKind::AllgemeinerIntegrationskurs, 3),
        ],
    }
}

async fn result(stage: &Stage, seating: SeatingId) -> RecordResult {
    RecordResult {
        seating,
        version: seating_of(stage, seating).await.version,
        performance: Performance {
            written: Level::A1,
            oral: Level::A2,
            literacy: Literacy::Latin,
            learns_fast: false,
        },
        examiner_licence: "L-12".into(),
        chosen: None,
        deviation: String::new(),
        constraints: Some(Constraints {
            children_in_care: Some(1),
            times: vec![TimeOfDay::Morning],
            ..Constraints::default()
        }),
        table: table(),
    }
}

#[tokio::test]
async fn from_the_invitation_to_the_waiting_list_in_one_day() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let site = town.actor(K::Teststelle);
        let session = plan_day(&stage, &town, "2026-12-02", 10).await;
        let case = obliged(&stage, &town, 1).await;

        let people = stage.gate.ask(&stage.operation(site), &PersonList::default()).await.expect("list");
        assert_eq!(people.total, 0, "the test site sees nobody before the invitation");
        let seating = book(&stage, &town, case, None).await.expect("booked");
        let invited = case_of(&stage, case).await;
        assert_eq!(invited.stage, CaseStage::Invited);
        let next = invited.next.expect("a next step");
        assert_eq!(
            (next.what, next.organisation, next.due_on),
            (StepCode::AttendTest, site.organisation, day("2026-12-02"))
        );

        let early = stage.gate.run(&stage.operation(site), CheckIn { seating }).await.expect_err("too early");
        assert_eq!(refused(early).code, "session-not-yet-held");
        stage.pass_days(7);
        stage.gate.run(&stage.operation(site), CheckIn { seating }).await.expect("checked in");
        let entered = result(&stage, seating).await;
        let done = stage.gate.run(&stage.operation(site), entered).await.expect("recorded");
        assert_eq!(
            (done.outcome.course_kind, done.outcome.section),
            (CourseKind::AllgemeinerIntegrationskurs, 3)
        );

        let waiting = case_of(&stage, case).await;
        assert_eq!(
            (waiting.stage, waiting.awaiting_since),
            (CaseStage::AwaitingSeat, Some(day("2026-12-02")))
        );
        let next = waiting.next.clone().expect("a next step");
        assert_eq!((next.what, next.organisation), (StepCode::AssignSeat, town.organisation(K::Bundesamt)));
        let person: Person = queries(&stage).need(waiting.person.0).await.expect("person");
        assert_eq!((person.literacy, person.constraints.children_in_care), (Some(Literacy::Latin), Some(1)));
        let sheet = stage.gate.ask(&stage.operation(site), &SessionDay { session }).await.expect("sheet");
        assert_eq!((sheet.rows.len(), sheet.day.tested, sheet.day.free()), (1, 1, 9));
        stage
            .gate
            .run(&stage.operation(site), UndoOperation { operation: done.operation })
            .await
            .expect("undone");
        assert_eq!(case_of(&stage, case).await.stage, CaseStage::Invited);
    }
}

#[tokio::test]
async fn of_two_people_at_once_one_gets_the_last_seat_and_the_other_hears_of_the_next_day() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let full = plan_day(&stage, &town, "2026-12-02", 1).await;
        plan_day(&stage, &town, "2026-12-09", 1).await;
        let (one, two) = (obliged(&stage, &town, 1).await, obliged(&stage, &town, 2).await);
        let (first, second) =
            tokio::join!(book(&stage, &town, one, Some(full)), book(&stage, &town, two, Some(full)));
        let refusal = match (first, second) {
            (Ok(_), Err(error)) | (Err(error), Ok(_)) => refused(error),
            other => panic!("exactly one gets the seat: {other:?}"),
        };
        assert_eq!(refusal.code, "session-full");
        assert!(refusal.facts.iter().any(|(name, fact)| name == "next" && *fact == day("2026-12-09").into()));
        let offers = stage
            .gate
            .ask(&stage.operation(town.actor(K::Jobcenter)), &UpcomingSessions)
            .await
            .expect("offers");
        assert_eq!(offers.iter().map(|offer| offer.session.held_on).collect::<Vec<_>>(), [day("2026-12-09")]);
    }
}

#[tokio::test]
async fn who_stays_away_gets_a_second_appointment_and_then_the_authority_is_told() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let site = town.actor(K::Teststelle);
        let first = plan_day(&stage, &town, "2026-11-26", 5).await;
        let second = plan_day(&stage, &town, "2026-12-02", 5).await;
        let case = obliged(&stage, &town, 1).await;
        book(&stage, &town, case, Some(first)).await.expect("booked");
        stage.pass_days(1);
        let done =
            stage.gate.run(&stage.operation(site), CloseSession { session: first }).await.expect("closed");
        assert_eq!(done.outcome, Attendance { absent: 1, ..Attendance::default() });
        let missed = case_of(&stage, case).await;
        assert_eq!(
            missed.next.map(|next| (next.what, next.due_on)),
            Some((StepCode::BookSecondTest, day("2026-12-10")))
        );
        let rows =
            stage.gate.ask(&stage.operation(site), &NoShowList { organisation: None }).await.expect("list");
        assert_eq!((rows.len(), rows[0].held_on), (1, Some(day("2026-11-26"))));

        let again = book(&stage, &town, case, None).await.expect("booked again");
        let again = seating_of(&stage, again).await;
        assert_eq!((again.session, again.attempt), (second, 2));
        stage.pass_days(6);
        stage.gate.run(&stage.operation(site), MarkAbsent { seating: again.id }).await.expect("absent");
        let silent = case_of(&stage, case).await;
        assert_eq!(silent.next.as_ref().map(|next| next.what), Some(StepCode::AskForObstacle));
        let journal = queries(&stage).journal_of(silent.person.0, 50).await.expect("journal");
        let reported =
            journal.iter().find(|entry| entry.event.name == EventName::NoshowReported).expect("reported");
        assert_eq!(reported.event.data["authority"], town.organisation(K::Jobcenter).to_string());

        stage
            .gate
            .run(&stage.operation(site), NoteObstacle { seating: again.id, obstacle: Obstacle::ChildCare })
            .await
            .expect("noted");
        assert_eq!(case_of(&stage, case).await.next.map(|next| next.what), Some(StepCode::BookSecondTest));
    }
}

#[tokio::test]
async fn a_day_called_off_moves_everybody_to_the_next_day_that_has_a_seat() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let site = town.actor(K::Teststelle);
        let off = plan_day(&stage, &town, "2026-12-02", 5).await;
        plan_day(&stage, &town, "2026-12-09", 1).await;
        plan_day(&stage, &town, "2026-12-16", 1).await;
        let mut cases = Vec::new();
        for n in 0..3 {
            let case = obliged(&stage, &town, n).await;
            book(&stage, &town, case, Some(off)).await.expect("booked");
            cases.push(case);
        }
        let version = queries(&stage).need::<Session>(off.0).await.expect("session").version;
        let command = CancelSession { session: off, version };
        let done = stage.gate.run(&stage.operation(site), command).await.expect("called off");
        assert_eq!((done.outcome.moved.len(), done.outcome.without_day.len()), (2, 1));
        let without = case_of(&stage, cases[2]).await;
        assert_eq!(without.next.map(|next| next.what), Some(StepCode::BookTest));
        stage
            .gate
            .run(&stage.operation(site), UndoOperation { operation: done.operation })
            .await
            .expect("undone");
        let sheet =
            stage.gate.ask(&stage.operation(site), &SessionDay { session: off }).await.expect("sheet");
        assert_eq!((sheet.day.session.state, sheet.day.booked), (SessionState::Planned, 3));
    }
}

#[tokio::test]
async fn a_changed_day_keeps_its_people_and_never_takes_their_seats() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let site = town.actor(K::Teststelle);
    let session = plan_day(&stage, &town, "2026-12-02", 2).await;
    let mut cases = Vec::new();
    for n in 0..2 {
        let case = obliged(&stage, &town, n).await;
        book(&stage, &town, case, Some(session)).await.expect("booked");
        cases.push(case);
    }
    let smaller = ChangeSession { session, version: 1, plan: plan("2026-12-02", 1) };
    let error = stage.gate.run(&stage.operation(site), smaller).await.expect_err("refused");
    assert_eq!(refused(error).code, "fewer-seats-than-booked");
    let later = ChangeSession { session, version: 1, plan: plan("2026-12-03", 2) };
    assert_eq!(stage.gate.run(&stage.operation(site), later.clone()).await.expect("changed").outcome, 2);
    assert_eq!(case_of(&stage, cases[0]).await.next.map(|next| next.due_on), Some(day("2026-12-03")));
    let stale = stage.gate.run(&stage.operation(site), later).await.expect_err("somebody was faster");
    assert!(matches!(stale, Error::Conflict(_)));
}

#[tokio::test]
async fn the_appointment_page_opens_with_code_and_year_only_and_takes_an_answer() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let session = plan_day(&stage, &town, "2026-12-02", 5).await;
        let case = obliged(&stage, &town, 1).await;
        let seating = book(&stage, &town, case, Some(session)).await.expect("booked");
        let code = seating_of(&stage, seating).await.code;
        let template = stage.operation(town.actor(K::Betrieb));
        for (code, year) in [("zzzzzzzz", 1990), (code.as_str(), 1991), ("", 1990)] {
            assert!(appointment::open(&stage.gate, &template, code, year).await.expect("asked").is_none());
        }
        let typed = code.to_uppercase();
        let (opened, visitor) =
            appointment::open(&stage.gate, &template, &typed, 1990).await.expect("asked").expect("opened");
        let Opened::Test { standing, on, .. } = opened else { panic!("a test") };
        assert_eq!((standing, on), (Standing::Open, day("2026-12-02")));

        let answer = |reply, obstacle| ReplyToAppointment { seating, code: code.clone(), reply, obstacle };
        let next_operation =
            |n: i64| app::Operation { id: domain::ids::OperationId(900_000 + n), ..visitor.clone() };
        stage
            .gate
            .run(&next_operation(1), answer(Reply::CannotCome, Some(Obstacle::Work)))
            .await
            .expect("answered");
        let next = case_of(&stage, case).await.next.expect("a next step");
        assert_eq!((next.what, next.organisation), (StepCode::BookTest, town.organisation(K::Teststelle)));
        stage.gate.run(&next_operation(2), answer(Reply::Coming, None)).await.expect("answered again");
        assert_eq!(case_of(&stage, case).await.next.map(|next| next.what), Some(StepCode::AttendTest));
        let foreign = ReplyToAppointment { code: "other".into(), ..answer(Reply::Coming, None) };
        assert!(matches!(stage.gate.run(&next_operation(3), foreign).await, Err(Error::Absent(_))));
    }
}

#[tokio::test]
async fn a_declined_appointment_is_no_missed_one_and_is_moved_in_one_step() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let site = town.actor(K::Teststelle);
    let first = plan_day(&stage, &town, "2026-11-26", 5).await;
    let second = plan_day(&stage, &town, "2026-12-02", 5).await;
    let (declining, moving) = (obliged(&stage, &town, 1).await, obliged(&stage, &town, 2).await);
    let mut seatings = Vec::new();
    for case in [declining, moving] {
        let seating = book(&stage, &town, case, Some(first)).await.expect("booked");
        let code = seating_of(&stage, seating).await.code;
        let template = stage.operation(site);
        let (_, visitor) =
            appointment::open(&stage.gate, &template, &code, 1990).await.expect("asked").expect("opened");
        let reply =
            ReplyToAppointment { seating, code, reply: Reply::CannotCome, obstacle: Some(Obstacle::Illness) };
        stage.gate.run(&visitor, reply).await.expect("answered");
        seatings.push(seating);
    }
    let command = MoveSeating { seating: seatings[1], to: None, obstacle: None };
    let new = stage.gate.run(&stage.operation(site), command).await.expect("moved").outcome;
    let new = seating_of(&stage, new).await;
    assert_eq!((new.session, new.attempt), (second, 1));
    assert_ne!(new.code, seating_of(&stage, seatings[1]).await.code, "a new letter has a new code");
    stage.pass_days(1);
    let done = stage.gate.run(&stage.operation(site), CloseSession { session: first }).await.expect("closed");
    assert_eq!((done.outcome.excused, done.outcome.absent), (1, 0));
    assert_eq!(case_of(&stage, declining).await.test_attempts, 0);
}

#[tokio::test]
async fn another_recommendation_than_the_tables_needs_a_reason_and_an_examiner_of_the_day() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let site = town.actor(K::Teststelle);
    let session = plan_day(&stage, &town, "2026-11-26", 5).await;
    let case = obliged(&stage, &town, 1).await;
    let seating = book(&stage, &town, case, Some(session)).await.expect("booked");
    stage.pass_days(1);
    stage.gate.run(&stage.operation(site), CheckIn { seating }).await.expect("checked in");
    let entered = result(&stage, seating).await;
    let foreign = RecordResult { examiner_licence: "L-99".into(), ..entered.clone() };
    let error = stage.gate.run(&stage.operation(site), foreign).await.expect_err("refused");
    assert_eq!(refused(error).code, "examiner-not-of-this-day");
    let other = RecordResult { chosen: Some((CourseKind::Alphabetisierungskurs, 4)), ..entered };
    let error = stage.gate.run(&stage.operation(site), other.clone()).await.expect_err("refused");
    assert_eq!(refused(error).code, "deviation-needs-reason");
    let reasoned = RecordResult { deviation: "liest sehr langsam".into(), ..other };
    stage.gate.run(&stage.operation(site), reasoned.clone()).await.expect("recorded");
    let corrected =
        RecordResult { version: seating_of(&stage, seating).await.version, chosen: None, ..reasoned };
    stage.gate.run(&stage.operation(site), corrected).await.expect("corrected");
    let kept = case_of(&stage, case).await.recommendation.expect("recommended");
    assert_eq!((kept.section, kept.deviation), (3, None));
}

#[tokio::test]
async fn only_the_body_that_runs_the_day_checks_in_and_days_show_no_people_to_others() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let session = plan_day(&stage, &town, "2026-11-26", 5).await;
    let case = obliged(&stage, &town, 1).await;
    let seating = book(&stage, &town, case, Some(session)).await.expect("booked");
    stage.pass_days(1);
    let jobcenter = town.actor(K::Jobcenter);
    assert!(matches!(
        stage.gate.run(&stage.operation(jobcenter), CheckIn { seating }).await,
        Err(Error::Absent(_))
    ));
    let other = town.actor(K::Sozialamt);
    let sheet = stage.gate.ask(&stage.operation(other), &SessionDay { session }).await.expect("sheet");
    assert_eq!((sheet.rows.len(), sheet.day.booked), (0, 1), "counts without people");
    let provider = town.actor(K::Kurstraeger);
    assert!(stage.gate.ask(&stage.operation(provider), &SessionDay { session }).await.is_err());
    let list =
        stage.gate.ask(&stage.operation(provider), &SessionList::default()).await.expect("days are offers");
    assert_eq!(list.len(), 1);
}

/// What one person's clerk does, in order.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Book(usize),
    BookEarliest,
    Cancel,
    Move,
}

fn deeds() -> impl Strategy<Value = Vec<Vec<Deed>>> {
    let deed = prop_oneof![
        4 => (0usize..2).prop_map(Deed::Book),
        2 => Just(Deed::BookEarliest),
        2 => Just(Deed::Cancel),
        1 => Just(Deed::Move),
    ];
    prop::collection::vec(prop::collection::vec(deed, 1..5), 4..7)
}

async fn act_out(stage: &Stage, town: &Town, case: CaseId, days: &[SessionId], deeds: &[Deed]) {
    for deed in deeds {
        let find = Find::new(RecordKind::Seating, town.region)
            .when(Where::is("case_id", case.0))
            .when(Where::is("status", "booked"));
        let open: Vec<Seating> = queries(stage).all(find).await.expect("seatings");
        let operation = stage.operation(town.actor(K::Jobcenter));
        let result = match (deed, open.first()) {
            (Deed::Book(n), _) => {
                stage.gate.run(&operation, BookSeating { case, session: Some(days[*n]) }).await.map(|_| ())
            }
            (Deed::BookEarliest, _) => {
                stage.gate.run(&operation, BookSeating { case, session: None }).await.map(|_| ())
            }
            (Deed::Cancel, Some(seating)) => stage
                .gate
                .run(&operation, CancelSeating { seating: seating.id, obstacle: None })
                .await
                .map(|_| ()),
            (Deed::Move, Some(seating)) => stage
                .gate
                .run(&operation, MoveSeating { seating: seating.id, to: None, obstacle: None })
                .await
                .map(|_| ()),
            (Deed::Cancel | Deed::Move, None) => Ok(()),
        };
        assert!(matches!(result, Ok(()) | Err(Error::Refused(_))), "{result:?}");
        assert_within_seats(stage, town, days).await;
    }
}

async fn assert_within_seats(stage: &Stage, town: &Town, days: &[SessionId]) {
    let taken = app::placement::taken(queries(stage), town.region, days).await.expect("counted");
    for id in days {
        let session: Session = queries(stage).need(id.0).await.expect("session");
        assert!(taken.get(id).copied().unwrap_or(0) <= session.seats(), "more people than seats");
    }
}

async fn interleave(backend: Backend, scripts: Vec<Vec<Deed>>) {
    let stage = Stage::open(backend).await;
    let town = Town::build(&stage, "wug").await;
    let days =
        [plan_day(&stage, &town, "2026-12-02", 2).await, plan_day(&stage, &town, "2026-12-09", 1).await];
    let mut cases = Vec::new();
    for n in 0..scripts.len() {
        cases.push(obliged(&stage, &town, n as i64).await);
    }
    let (stage, town) = (std::sync::Arc::new(stage), std::sync::Arc::new(town));
    let tasks: Vec<_> = scripts
        .into_iter()
        .zip(cases)
        .map(|(script, case)| {
            let (stage, town) = (stage.clone(), town.clone());
            tokio::spawn(async move { act_out(&stage, &town, case, &days, &script).await })
        })
        .collect();
    for task in tasks {
        task.await.expect("no clerk met a fault");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_day_ever_has_more_people_than_seats_however_clerks_interleave(scripts in deeds()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().expect("a runtime");
        for backend in Backend::BOTH {
            runtime.block_on(interleave(backend, scripts.clone()));
        }
    }
}
