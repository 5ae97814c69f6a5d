//! Attendance: the list of a day, the early warning, help first, the report to those the law names, the answer.

use app::commands::*;
use app::error::Error;
use app::ports::{Queries, Store};
use app::queries::attendance::{AttendanceSheet, CourseWeeks, OwnAttendance};
use app::queries::attendance_reports::{ReportCounts, ReportList, ReportRecord};
use app::queries::concerns::{ConcernList, ConcernRecord};
use app::queries::person_record::PersonRecord;
use chrono::{Days, NaiveDate};
use domain::act::ActKind;
use domain::assignment::Assignment;
use domain::attendance::*;
use domain::course::Course;
use domain::ids::AssignmentId;
use domain::journal::EventName;
use domain::organisation::OrganisationKind as Kind;
use testkit::{Backend, Stage, Town, day};

fn queries(stage: &Stage) -> &dyn Queries {
    stage.database.queries()
}

const JOBCENTER: &[(ActKind, Kind)] = &[(ActKind::VerpflichtungJobcenter, Kind::Jobcenter)];

async fn take(
    stage: &Stage,
    town: &Town,
    course: &Course,
    on: NaiveDate,
    marks: &[(&Assignment, Mark)],
) -> Result<ListTaken, Error> {
    let known = app::attendance::day_on(queries(stage), course, on).await.expect("asked");
    let command = SaveAttendance {
        course: course.id,
        held_on: on,
        version: known.map_or(0, |day| day.version),
        lessons: 5,
        entries: marks.iter().map(|(seat, mark)| Entry::new(seat.id, *mark)).collect(),
    };
    let operation = stage.operation(town.actor(Kind::Kurstraeger));
    stage.gate.run(&operation, command).await.map(|done| done.outcome)
}

/// The ten course days before Wednesday, 25 November; one sign per day for one learner.
async fn take_days(stage: &Stage, town: &Town, course: &Course, seat: &Assignment, marks: &str) {
    let mut on = day("2026-11-09");
    for sign in marks.chars() {
        let mark = Mark::from_code(&sign.to_string()).expect("a sign");
        take(stage, town, course, on, &[(seat, mark)]).await.expect("taken");
        on = on + Days::new(if on.format("%u").to_string() == "5" { 3 } else { 1 });
    }
}

async fn concern_of(stage: &Stage, town: &Town) -> Concern {
    let operation = stage.operation(town.actor(Kind::Kurstraeger));
    let list = ConcernList { with_settled: true, ..ConcernList::default() };
    let rows = stage.gate.ask(&operation, &list).await.expect("the list");
    assert_eq!(rows.len(), 1, "one ladder");
    rows[0].concern.clone()
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result.expect_err("refused") {
        Error::Refused(refusal) => refusal.code,
        other => other.code(),
    }
}

async fn talk(stage: &Stage, town: &Town, finding: Finding, help: Vec<Help>) -> Result<(), Error> {
    let concern = concern_of(stage, town).await;
    let operation = stage.operation(town.actor(Kind::Kurstraeger));
    let command = RecordHelpTalk {
        concern: concern.id,
        version: concern.version,
        held_on: operation.today,
        finding,
        help,
        review_on: None,
    };
    stage.gate.run(&operation, command).await.map(|_| ())
}

async fn report(stage: &Stage, town: &Town) -> Result<i64, Error> {
    let concern = concern_of(stage, town).await;
    let command = ReportAttendance { concern: concern.id, version: concern.version };
    let operation = stage.operation(town.actor(Kind::Kurstraeger));
    stage.gate.run(&operation, command).await.map(|done| done.outcome)
}

#[tokio::test]
async fn help_comes_first_then_the_report_then_the_answer_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let course = town.running_course(&stage).await;
        let seat = town.learner(&stage, &course, "Ahmadi", JOBCENTER).await;
        let provider = town.actor(Kind::Kurstraeger);
        take_days(&stage, &town, &course, &seat, "XXXXXUUXXX").await;
        let concern = concern_of(&stage, &town).await;
        assert_eq!((concern.warning, concern.tally.unexcused), (Warning::Unexcused, 2));
        assert_eq!(concern.due_on, day("2026-12-02"), "five working days for the talk");

        assert_eq!(code(report(&stage, &town).await), "report-before-help");
        let bus = Finding::Cannot(vec![Hindrance::Bus]);
        talk(&stage, &town, bus, vec![Help::TravelArranged]).await.expect("talked");
        assert_eq!(code(report(&stage, &town).await), "report-before-review");
        stage.pass_days(14);
        take(&stage, &town, &course, day("2026-12-08"), &[(&seat, Mark::Unexcused)]).await.expect("taken");
        assert_eq!(report(&stage, &town).await.expect("reported"), 1);

        let jobcenter = town.actor(Kind::Jobcenter);
        let rows = stage.gate.ask(&stage.operation(jobcenter), &ReportList::default()).await.expect("rows");
        let row = &rows[0];
        assert_eq!(row.name, "Ahmadi, Amena");
        assert_eq!(row.report.facts.finding, FindingCode::Cannot, "cannot is not will not");
        assert_eq!((row.report.facts.help_offered, row.report.facts.tally.unexcused), (true, 3));
        assert_eq!(row.report.answer_due_on, day("2026-12-23"));
        stage.pass_days(15);
        let counts = stage.gate.ask(&stage.operation(provider), &ReportCounts).await.expect("counts");
        assert_eq!(counts, (1, 1), "unanswered is overdue and the provider sees it");
        let answer = AnswerReport {
            report: row.report.id,
            version: row.report.version,
            what: AnswerCode::HelpArranged,
        };
        stage.gate.run(&stage.operation(jobcenter), answer.clone()).await.expect("answered");
        let again = AnswerReport { version: 2, ..answer };
        assert_eq!(code(stage.gate.run(&stage.operation(jobcenter), again).await), "report-already-answered");
        let seen = stage.gate.ask(&stage.operation(provider), &ReportRecord { report: row.report.id }).await;
        let answered = seen.expect("the report").report.answer.map(|answer| answer.what);
        assert_eq!(answered, Some(AnswerCode::HelpArranged));
        let concern = concern_of(&stage, &town).await;
        let end = SettleConcern {
            concern: concern.id,
            version: concern.version,
            outcome: SettlementCode::ComesAgain,
        };
        stage.gate.run(&stage.operation(provider), end).await.expect("ended");
        let home = stage.gate.ask(&stage.operation(provider), &OwnAttendance).await.expect("home");
        assert_eq!((home.talks, home.unanswered, home.courses[0].concerned), (0, 0, 0));
    }
}

#[tokio::test]
async fn somebody_who_only_has_a_right_is_helped_and_reported_to_nobody() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.running_course(&stage).await;
    let right = [(ActKind::Teilnahmeberechtigung, Kind::Auslaenderbehoerde)];
    let seat = town.learner(&stage, &course, "Bondar", &right).await;
    take_days(&stage, &town, &course, &seat, "XXXXU").await;
    talk(&stage, &town, Finding::WillNot, vec![]).await.expect("talked");
    assert_eq!(code(report(&stage, &town).await), "report-without-recipient");
}

#[tokio::test]
async fn every_obliging_body_gets_its_own_report_and_nobody_else_hears_of_it() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.running_course(&stage).await;
    let acts = [
        (ActKind::VerpflichtungTitel, Kind::Auslaenderbehoerde),
        (ActKind::Kooperationsplan, Kind::Jobcenter),
        (ActKind::Teilnahmeberechtigung, Kind::Sozialamt),
    ];
    let seat = town.learner(&stage, &course, "Dawit", &acts).await;
    take_days(&stage, &town, &course, &seat, "UUUUU").await;
    talk(&stage, &town, Finding::WillNot, vec![]).await.expect("talked");
    assert_eq!(report(&stage, &town).await.expect("reported"), 2);
    for (body, told) in [(Kind::Auslaenderbehoerde, 1), (Kind::Jobcenter, 1), (Kind::Sozialamt, 0)] {
        let actor = town.actor(body);
        let rows = stage.gate.ask(&stage.operation(actor), &ReportList::default()).await.expect("rows");
        assert_eq!(rows.len(), told, "{body:?}");
        let seen = PersonRecord { person: seat.person };
        let view = stage.gate.ask(&stage.operation(actor), &seen).await.expect("involved");
        let names: Vec<EventName> = view.timeline.iter().map(|entry| entry.event.name).collect();
        assert_eq!(names.contains(&EventName::NonattReported), told == 1, "{body:?}");
        assert!(!names.contains(&EventName::AbsenceAlert), "the warning stays with the provider");
        assert!(!names.contains(&EventName::HelpTalkHeld), "the talk stays with the provider");
        for denied in [
            stage.gate.ask(&stage.operation(actor), &OwnAttendance).await.err(),
            stage
                .gate
                .ask(&stage.operation(actor), &CourseWeeks { course: course.id, until: day("2026-11-25") })
                .await
                .err(),
        ] {
            assert!(matches!(denied, Some(Error::Denied(_))), "days are the provider's");
        }
    }
    let sozialamt = town.actor(Kind::Sozialamt);
    let reports = stage
        .gate
        .ask(&stage.operation(town.actor(Kind::Jobcenter)), &ReportList::default())
        .await
        .expect("rows");
    let strange = ReportRecord { report: reports[0].report.id };
    assert!(matches!(stage.gate.ask(&stage.operation(sozialamt), &strange).await, Err(Error::Absent(_))));
}

#[tokio::test]
async fn a_corrected_list_ends_a_warning_nobody_has_acted_on_and_undo_brings_it_back() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.running_course(&stage).await;
    let seat = town.learner(&stage, &course, "Ewa", JOBCENTER).await;
    take_days(&stage, &town, &course, &seat, "XXXXU").await;
    assert_eq!(concern_of(&stage, &town).await.state, ConcernState::Open);
    let on = day("2026-11-13");
    let list = app::attendance::day_on(queries(&stage), &course, on).await.expect("asked").expect("a list");
    let command = SaveAttendance {
        course: course.id,
        held_on: on,
        version: list.version,
        lessons: 5,
        entries: vec![Entry::new(seat.id, Mark::Present)],
    };
    let provider = town.actor(Kind::Kurstraeger);
    let done = stage.gate.run(&stage.operation(provider), command.clone()).await.expect("corrected");
    let settled = concern_of(&stage, &town).await;
    assert_eq!(settled.settlement.map(|end| end.outcome), Some(SettlementCode::ListCorrected));
    let stale = stage.gate.run(&stage.operation(provider), command).await;
    assert!(matches!(stale, Err(Error::Conflict(_))), "a list somebody else has changed is not overwritten");
    let undo = UndoOperation { operation: done.operation };
    stage.gate.run(&stage.operation(provider), undo).await.expect("taken back");
    assert_eq!(concern_of(&stage, &town).await.state, ConcernState::Open);
}

#[tokio::test]
async fn many_excused_days_bring_help_and_a_proof_is_only_seen() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.running_course(&stage).await;
    let seat = town.learner(&stage, &course, "Fatma", JOBCENTER).await;
    let provider = town.actor(Kind::Kurstraeger);
    for (n, on) in ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"].iter().enumerate() {
        let entry = Entry { excuse: Some(Excuse::Illness), ..Entry::new(seat.id, Mark::Excused) };
        let command = SaveAttendance {
            course: course.id,
            held_on: day(on),
            version: 0,
            lessons: 5,
            entries: vec![entry],
        };
        let taken = stage.gate.run(&stage.operation(provider), command).await.expect("taken").outcome;
        assert_eq!(taken.warned, i64::from(n == 4));
        let sheet = AttendanceSheet { course: course.id, on: day(on) };
        let sheet = stage.gate.ask(&stage.operation(provider), &sheet).await.expect("the sheet");
        assert_eq!(sheet.rows[0].proof_missing, n >= 3, "from the fourth day on");
    }
    assert_eq!(concern_of(&stage, &town).await.warning, Warning::Missed);
    talk(&stage, &town, Finding::WillNot, vec![]).await.expect("talked");
    assert_eq!(code(report(&stage, &town).await), "report-of-excused-days");
    let view = ConcernRecord { concern: concern_of(&stage, &town).await.id };
    let view = stage.gate.ask(&stage.operation(provider), &view).await.expect("the ladder");
    assert_eq!(view.recipients, vec!["Muster-jobcenter".to_owned()]);
    assert!(view.report.is_err());
}

#[tokio::test]
async fn a_list_takes_only_its_own_learners_and_only_days_of_the_course() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.running_course(&stage).await;
    let seat = town.learner(&stage, &course, "Gul", JOBCENTER).await;
    let stray = Assignment { id: AssignmentId(1), ..seat.clone() };
    let on = day("2026-11-24");
    assert_eq!(
        code(take(&stage, &town, &course, on, &[(&stray, Mark::Present)]).await),
        "not-in-this-course"
    );
    for (on, refused) in [("2026-11-26", "attendance-in-the-future"), ("2026-10-30", "not-in-this-course")] {
        assert_eq!(code(take(&stage, &town, &course, day(on), &[(&seat, Mark::Present)]).await), refused);
    }
    let jobcenter = stage.operation(town.actor(Kind::Jobcenter));
    let command =
        SaveAttendance { course: course.id, held_on: on, version: 0, lessons: 5, entries: Vec::new() };
    assert!(matches!(stage.gate.run(&jobcenter, command).await, Err(Error::Denied(_))));
}
