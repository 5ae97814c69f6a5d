//! Exams: days, registering, results, who sees them, what repeats cost, results out of a file.

use app::commands::*;
use app::error::Error;
use app::imports::{Apply, Decision, Decisions, Plan, Report, Voice, apply, prepare};
use app::ports::{Find, Queries, Store, TypedQueries, Where};
use app::queries::exams::{ExamCandidates, ExamList, ExamSheet, OwnExams};
use app::queries::figures::RegionFigures;
use app::queries::person_record::PersonRecord;
use chrono::{NaiveDate, NaiveTime};
use domain::act::ActKind;
use domain::assignment::{Assignment, Outcome};
use domain::course::Course;
use domain::exam::*;
use domain::ids::{ExamSittingId, ImportId};
use domain::journal::EventName;
use domain::list_import::ImportKind;
use domain::organisation::{OrganisationKind as Kind, Place};
use domain::person::{BirthDate, BirthPrecision, Person};
use domain::placement::Examiner;
use domain::record::{Record, RecordKind};
use domain::section_end::Line;
use std::sync::Arc;
use testkit::{Backend, Stage, Town, day};

const JOBCENTER: &[(ActKind, Kind)] = &[(ActKind::VerpflichtungJobcenter, Kind::Jobcenter)];

fn queries(stage: &Stage) -> &dyn Queries {
    stage.database.queries()
}

fn plan_of(kind: ExamKind, held_on: &str, seats: i64) -> ExamPlan {
    ExamPlan {
        kind,
        place: Place { name: "Haus am Markt".into(), town: "Weißenburg".into(), ..Place::default() },
        held_on: day(held_on),
        starts_at: NaiveTime::from_hms_opt(9, 0, 0).expect("a time"),
        closes_on: day(held_on),
        seats,
        examiners: vec![Examiner { name: "Anna Muster".into(), licence: "M-1".into() }],
    }
}

async fn run<C: app::Command>(
    stage: &Stage,
    town: &Town,
    kind: Kind,
    command: C,
) -> Result<C::Outcome, Error> {
    stage.gate.run(&stage.operation(town.actor(kind)), command).await.map(|done| done.outcome)
}

async fn plan(stage: &Stage, town: &Town, kind: ExamKind, held_on: &str) -> ExamSittingId {
    let plan = plan_of(kind, held_on, 5);
    run(stage, town, Kind::Kurstraeger, PlanExam { plan }).await.expect("planned")
}

async fn register(
    stage: &Stage,
    town: &Town,
    sitting: ExamSittingId,
    seats: &[&Assignment],
) -> Result<i64, Error> {
    let seats = seats.iter().map(|seat| seat.id).collect();
    run(stage, town, Kind::Kurstraeger, RegisterForExam { sitting, seats }).await
}

async fn entry(stage: &Stage, seat: &Assignment, sitting: ExamSittingId) -> ExamEntry {
    let find = Find::new(RecordKind::ExamEntry, seat.region)
        .when(Where::is("sitting_id", sitting.0))
        .when(Where::is("case_id", seat.case.0));
    let mut found: Vec<ExamEntry> = queries(stage).all(find).await.expect("asked");
    assert_eq!(found.len(), 1, "nobody has two entries for one exam day");
    found.remove(0)
}

async fn type_in(
    stage: &Stage,
    town: &Town,
    sitting: ExamSittingId,
    rows: &[(&Assignment, &str)],
) -> Result<i64, Error> {
    let known: ExamSitting = queries(stage).need(sitting.0).await.expect("the day");
    let mut said = Vec::new();
    for (seat, text) in rows {
        let entry = entry(stage, seat, sitting).await;
        let read = typed_result(app::exams::rules(), known.kind, known.held_on, text).expect("readable");
        said.push(ResultRow { entry: entry.id, version: entry.version, said: read.expect("something") });
    }
    run(stage, town, Kind::Kurstraeger, SaveExamResults { sitting, rows: said }).await
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result.expect_err("refused") {
        Error::Refused(refusal) => refusal.code,
        other => other.code(),
    }
}

async fn cast(stage: &Stage, town: &Town, names: &[&str]) -> (Course, Vec<Assignment>) {
    let course = town.running_course(stage).await;
    let mut seats = Vec::new();
    for name in names {
        seats.push(town.learner(stage, &course, name, JOBCENTER).await);
    }
    (course, seats)
}

#[tokio::test]
async fn from_the_plan_over_the_list_to_the_result_and_back_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let (course, seats) = cast(&stage, &town, &["Ahmadi", "Bondar", "Celik"]).await;
        let sitting = plan(&stage, &town, ExamKind::Dtz, "2026-12-02").await;
        let provider = town.actor(Kind::Kurstraeger);

        let asked = ExamCandidates { sitting, course: Some(course.id) };
        let possible = stage.gate.ask(&stage.operation(provider), &asked).await.expect("the learners");
        let first = possible.people[0].verdict.expect("may");
        assert_eq!((first.payer, first.ground, first.attempt), (Payer::FirstFree, Ground::LikelyB1, 1));
        assert_eq!(register(&stage, &town, sitting, &[&seats[0], &seats[1]]).await.expect("registered"), 2);
        assert_eq!(code(register(&stage, &town, sitting, &[&seats[0]]).await), "exam-not-to-be-registered");
        assert_eq!(code(type_in(&stage, &town, sitting, &[(&seats[0], "bab")]).await), "exam-not-yet-held");

        stage.pass_days(7);
        assert_eq!(code(register(&stage, &town, sitting, &[]).await), "exam-nobody-chosen");
        let rows = [(&seats[0], "bab"), (&seats[1], "f")];
        assert_eq!(type_in(&stage, &town, sitting, &rows).await.expect("entered"), 2);
        let sheet =
            stage.gate.ask(&stage.operation(provider), &ExamSheet { sitting }).await.expect("the day");
        let states: Vec<EntryState> = sheet.candidates.iter().map(|one| one.entry.state).collect();
        assert_eq!(states, vec![EntryState::Marked, EntryState::Absent]);
        let result = sheet.candidates[0].entry.result.expect("a result");
        assert_eq!((result.result.code(), result.on), ("b1", day("2026-12-02")));
        assert_eq!(
            code(type_in(&stage, &town, sitting, &[(&seats[1], "aaa")]).await),
            "exam-entry-not-in-this-state",
            "no result without sitting"
        );

        let stale = ResultRow {
            entry: sheet.candidates[0].entry.id,
            version: sheet.candidates[0].entry.version - 1,
            said: Said::Absent,
        };
        let stale = SaveExamResults { sitting, rows: vec![stale] };
        let conflict = run(&stage, &town, Kind::Kurstraeger, stale).await;
        assert!(matches!(conflict, Err(Error::Conflict(_))), "somebody else was faster");
    }
}

#[tokio::test]
async fn a_wrong_result_is_corrected_or_taken_back_and_the_old_one_stays_in_the_history() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (_, seats) = cast(&stage, &town, &["Ahmadi"]).await;
    let sitting = plan(&stage, &town, ExamKind::Lid, "2026-11-25").await;
    register(&stage, &town, sitting, &[&seats[0]]).await.expect("registered");
    type_in(&stage, &town, sitting, &[(&seats[0], "16")]).await.expect("entered");
    assert_eq!(
        type_in(&stage, &town, sitting, &[(&seats[0], "16")]).await.expect("again"),
        0,
        "nothing changes"
    );
    let before = entry(&stage, &seats[0], sitting).await;
    let row = ResultRow {
        entry: before.id,
        version: before.version,
        said: typed_result(app::exams::rules(), ExamKind::Lid, before.held_on, "17")
            .expect("read")
            .expect("said"),
    };
    let provider = stage.operation(town.actor(Kind::Kurstraeger));
    let done =
        stage.gate.run(&provider, SaveExamResults { sitting, rows: vec![row] }).await.expect("corrected");
    let corrected = entry(&stage, &seats[0], sitting).await;
    assert_eq!(corrected.result.map(|known| known.result.code()), Some("naturalisation"));
    let history = queries(&stage).history_of(RecordKind::ExamEntry, before.id.0).await.expect("history");
    assert!(
        history
            .iter()
            .any(|(_, _, row)| matches!(&row.before, Some(Record::ExamEntry(old)) if *old == before))
    );
    let undo = UndoOperation { operation: done.operation };
    run(&stage, &town, Kind::Kurstraeger, undo).await.expect("taken back");
    assert_eq!(entry(&stage, &seats[0], sitting).await.result, before.result);
}

#[tokio::test]
async fn the_second_try_is_free_the_third_is_not_and_nobody_is_registered_before_the_result() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (_, seats) = cast(&stage, &town, &["Ahmadi"]).await;
    let days = ["2026-11-25", "2026-11-26", "2026-11-27"];
    let costs = [Payer::FirstFree, Payer::SecondFree, Payer::OwnCost];
    for (n, (on, cost)) in days.iter().zip(costs).enumerate() {
        let sitting = plan(&stage, &town, ExamKind::Dtz, on).await;
        register(&stage, &town, sitting, &[&seats[0]]).await.expect("registered");
        let known = entry(&stage, &seats[0], sitting).await;
        assert_eq!((known.payer, known.attempt), (cost, n as i64 + 1), "{on}");
        type_in(&stage, &town, sitting, &[(&seats[0], "x")]).await.expect("sat");
        let other = plan(&stage, &town, ExamKind::Dtz, "2026-12-20").await;
        assert_eq!(code(register(&stage, &town, other, &[&seats[0]]).await), "exam-not-to-be-registered");
        type_in(&stage, &town, sitting, &[(&seats[0], "aab")]).await.expect("entered");
        stage.pass_days(1);
    }
    let record = PersonRecord { person: seats[0].person };
    let view = stage.gate.ask(&stage.operation(town.actor(Kind::Kurstraeger)), &record).await.expect("seen");
    let repeat = view.exams.expect("shown").repeat.expect("an answer");
    assert!(!repeat.entitled, "no repeat hours after a general course");
    assert!(repeat.reasons.contains(&RepeatReason::KindExcluded));
}

#[tokio::test]
async fn another_day_takes_the_registered_along_and_a_cancelled_one_lets_them_go() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (_, seats) = cast(&stage, &town, &["Ahmadi", "Bondar"]).await;
    let sitting = plan(&stage, &town, ExamKind::Dtz, "2026-12-09").await;
    register(&stage, &town, sitting, &[&seats[0], &seats[1]]).await.expect("registered");
    let known: ExamSitting = queries(&stage).need(sitting.0).await.expect("the day");
    let change = |version, plan| ChangeExam { sitting, version, plan };
    let fewer = change(known.version, plan_of(ExamKind::Dtz, "2026-12-09", 1));
    assert_eq!(code(run(&stage, &town, Kind::Kurstraeger, fewer).await), "exam-fewer-seats-than-registered");
    let later = change(known.version, plan_of(ExamKind::Dtz, "2026-12-16", 5));
    assert_eq!(run(&stage, &town, Kind::Kurstraeger, later.clone()).await.expect("changed"), 2);
    assert_eq!(entry(&stage, &seats[0], sitting).await.held_on, day("2026-12-16"));
    assert!(matches!(run(&stage, &town, Kind::Kurstraeger, later).await, Err(Error::Conflict(_))));

    let stated = StateExaminers { sitting, version: known.version + 1 };
    run(&stage, &town, Kind::Kurstraeger, stated).await.expect("stated");
    let one = entry(&stage, &seats[0], sitting).await;
    let withdraw = WithdrawFromExam { entry: one.id, version: one.version };
    run(&stage, &town, Kind::Kurstraeger, withdraw).await.expect("withdrawn");
    register(&stage, &town, sitting, &[&seats[0]]).await.expect("registered again");
    assert_eq!(entry(&stage, &seats[0], sitting).await.id, one.id, "the entry is taken up again");
    let asked: ExamSitting = queries(&stage).need(sitting.0).await.expect("the day");
    assert!(asked.lacks_statement(), "the statement did not speak of who came later");

    let cancel = CancelExam { sitting, version: asked.version };
    let provider = stage.operation(town.actor(Kind::Kurstraeger));
    let done = stage.gate.run(&provider, cancel).await.expect("cancelled");
    assert_eq!(done.outcome, 2);
    assert_eq!(entry(&stage, &seats[1], sitting).await.state, EntryState::Withdrawn);
    let undo = UndoOperation { operation: done.operation };
    run(&stage, &town, Kind::Kurstraeger, undo).await.expect("taken back");
    assert_eq!(entry(&stage, &seats[1], sitting).await.state, EntryState::Registered);
}

#[tokio::test]
async fn a_full_day_takes_nobody_and_undo_does_not_give_a_seat_away_twice() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (_, seats) = cast(&stage, &town, &["Ahmadi", "Bondar"]).await;
    let plan = plan_of(ExamKind::Dtz, "2026-12-09", 1);
    let sitting = run(&stage, &town, Kind::Kurstraeger, PlanExam { plan }).await.expect("planned");
    assert_eq!(code(register(&stage, &town, sitting, &[&seats[0], &seats[1]]).await), "exam-full");
    register(&stage, &town, sitting, &[&seats[0]]).await.expect("registered");
    let one = entry(&stage, &seats[0], sitting).await;
    let withdraw = WithdrawFromExam { entry: one.id, version: one.version };
    let provider = stage.operation(town.actor(Kind::Kurstraeger));
    let done = stage.gate.run(&provider, withdraw).await.expect("withdrawn");
    register(&stage, &town, sitting, &[&seats[1]]).await.expect("registered");
    let undo = UndoOperation { operation: done.operation };
    assert_eq!(code(run(&stage, &town, Kind::Kurstraeger, undo).await), "undo-seat-taken");
}

#[tokio::test]
async fn who_sees_what_days_are_offers_results_go_to_those_who_refer_and_parts_do_not() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (_, seats) = cast(&stage, &town, &["Ahmadi"]).await;
    let done = plan(&stage, &town, ExamKind::Dtz, "2026-11-25").await;
    register(&stage, &town, done, &[&seats[0]]).await.expect("registered");
    type_in(&stage, &town, done, &[(&seats[0], "bbb")]).await.expect("entered");
    let ahead = plan(&stage, &town, ExamKind::Lid, "2026-12-09").await;
    register(&stage, &town, ahead, &[&seats[0]]).await.expect("registered");
    for kind in [Kind::Jobcenter, Kind::Teststelle, Kind::Koordination, Kind::Bundesamt] {
        let list =
            stage.gate.ask(&stage.operation(town.actor(kind)), &ExamList::default()).await.expect("offers");
        assert_eq!(list.len(), 2, "{kind:?}");
        assert_eq!(list[0].own > 0, kind == Kind::Bundesamt, "{kind:?} counts only whom it may see");
        let sheet = stage.gate.ask(&stage.operation(town.actor(kind)), &ExamSheet { sitting: done }).await;
        assert_eq!(sheet.is_ok(), kind == Kind::Bundesamt, "{kind:?}");
    }
    let record = PersonRecord { person: seats[0].person };
    let operation = stage.operation(town.actor(Kind::Jobcenter));
    let view = stage.gate.ask(&operation, &record).await.expect("involved");
    let exams = view.exams.expect("results");
    assert_eq!(exams.rows.len(), 1, "the coming exam is not theirs to see");
    assert_eq!((exams.rows[0].outcome, exams.rows[0].whole, exams.rows[0].tried), (Some("b1"), None, None));
    assert_eq!(exams.repeat, None);
    let names: Vec<EventName> = view.timeline.iter().map(|entry| entry.event.name).collect();
    assert!(names.contains(&EventName::DtzResult) && !names.contains(&EventName::ExamRegistered));
    let operation = stage.operation(town.actor(Kind::Bundesamt));
    let whole = stage.gate.ask(&operation, &record).await.expect("reached").exams.expect("all of it");
    assert_eq!(whole.rows.len(), 2);
    assert!(whole.rows.iter().any(|row| row.whole.is_some() && row.tried.is_some()));

    for kind in [Kind::Jobcenter, Kind::Bundesamt, Kind::Koordination] {
        let register = RegisterForExam { sitting: ahead, seats: vec![seats[0].id] };
        assert!(matches!(run(&stage, &town, kind, register).await, Err(Error::Denied(_))), "{kind:?}");
        let plan = PlanExam { plan: plan_of(ExamKind::Dtz, "2026-12-09", 5) };
        assert!(matches!(run(&stage, &town, kind, plan).await, Err(Error::Denied(_))), "{kind:?}");
    }
    let other = Town::build(&stage, "nm").await;
    let strange =
        stage.gate.ask(&stage.operation(other.actor(Kind::Kurstraeger)), &ExamSheet { sitting: done }).await;
    assert!(matches!(strange, Err(Error::Absent(_))), "another region's day does not exist");
}

#[tokio::test]
async fn results_are_overdue_after_the_regions_weeks_and_figures_hide_the_few() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (_, seats) = cast(&stage, &town, &["Ahmadi", "Bondar"]).await;
    let sitting = plan(&stage, &town, ExamKind::Dtz, "2026-11-25").await;
    register(&stage, &town, sitting, &[&seats[0], &seats[1]]).await.expect("registered");
    let provider = town.actor(Kind::Kurstraeger);
    let work = |until: &str| OwnExams { until: day(until) };
    stage.pass_days(28);
    let now = stage.gate.ask(&stage.operation(provider), &work("2026-12-31")).await.expect("work");
    assert_eq!((now.awaited, now.late), (1, 0), "through the last day of four weeks");
    stage.pass_days(1);
    let now = stage.gate.ask(&stage.operation(provider), &work("2026-12-31")).await.expect("work");
    assert_eq!((now.awaited, now.late), (1, 1));
    type_in(&stage, &town, sitting, &[(&seats[0], "bbb"), (&seats[1], "aaa")]).await.expect("entered");
    let hidden = stage.gate.ask(&stage.operation(town.actor(Kind::Koordination)), &RegionFigures).await;
    let hidden = hidden.expect("figures").exams.dtz;
    assert!(hidden.table.counts[0].iter().flatten().all(|count| *count == 0), "one and one are not told");
    let operation = stage.operation(town.actor(Kind::Bundesamt));
    let whole = stage.gate.ask(&operation, &RegionFigures).await.expect("figures").exams.dtz;
    assert_eq!(whole.table.counts, vec![vec![Some(1), Some(1), Some(0)]]);
}

fn voice() -> Voice {
    Voice {
        heading: "Grund".to_owned(),
        say: Arc::new(|notes| notes.iter().map(|note| note.code().to_owned()).collect::<Vec<_>>().join("; ")),
    }
}

async fn import(stage: &Stage, town: &Town, text: &str, decisions: Decisions) -> (ImportId, Report) {
    use app::Ids;
    let id = stage.ids.next();
    let path = std::env::temp_dir().join(format!("exams-{}-{id}.csv", std::process::id()));
    std::fs::write(&path, text).expect("written");
    let prepared = prepare(ImportKind::ExamResults, &path, "ergebnisse.csv").expect("readable");
    let mapping = prepared.proposal.columns.into_iter().filter_map(|c| Some((c.heading, c.field?))).collect();
    let plan = Plan {
        kind: ImportKind::ExamResults,
        path,
        file_name: "ergebnisse.csv".to_owned(),
        mapping,
        today: day("2026-11-25"),
        issuer: Kind::Kurstraeger,
    };
    let operation = || stage.operation(town.actor(Kind::Kurstraeger));
    let order = Apply {
        gate: &stage.gate,
        operation: &operation,
        plan,
        decisions,
        import: ImportId(id),
        voice: voice(),
        progress: &|_, _| {},
    };
    apply(order).await.expect("imported")
}

async fn born(stage: &Stage, town: &Town, seat: &Assignment, on: NaiveDate) {
    let mut person: Person = queries(stage).need(seat.person.0).await.expect("the person");
    person.birth_date = Some(BirthDate { date: on, precision: BirthPrecision::Day });
    let operation = stage.operation(town.actor(Kind::Betrieb));
    let mut work = stage.database.begin(&operation).await.expect("a transaction");
    work.save(vec![Record::Person(person)]).await.expect("saved");
    work.commit().await.expect("committed");
}

#[tokio::test]
async fn results_come_out_of_a_file_once_and_whoever_is_not_meant_for_certain_is_asked_about() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let (_, seats) = cast(&stage, &town, &["Ahmadi", "Bondar", "Celik", "Demir"]).await;
        for (seat, on) in seats.iter().zip(["1990-05-04", "1988-01-02", "1979-03-03", "1999-09-09"]) {
            born(&stage, &town, seat, day(on)).await;
        }
        let sitting = plan(&stage, &town, ExamKind::Dtz, "2026-11-25").await;
        let all: Vec<&Assignment> = seats.iter().collect();
        register(&stage, &town, sitting, &all).await.expect("registered");
        let text = "Fallnummer;Familienname;Vorname;Geburtsdatum;Prüfungstag;Hören/Lesen;Schreiben;Sprechen;Teilnahme\n\
                    WUG-2026-Ahmadi;;;;25.11.2026;B1;A2;B1;\n\
                    ;Bondar;Amena;02.01.1988;;A2;A2;A2;\n\
                    WUG-2026-Celik;Fremd;Wer;01.01.1970;;B1;B1;B1;\n\
                    WUG-2026-Demir;;;;;;;;nicht erschienen\n\
                    WUG-2026-99999;;;;;B1;B1;B1;\n\
                    WUG-2026-Celik2;;;;;B1;gut;B1;\n\
                    ;Bondar;;;;A2;A2;A2;\n";
        let (first, report) = import(&stage, &town, text, Decisions::new()).await;
        let counts = &report.counts;
        assert_eq!((counts.new, counts.doubtful, counts.refused), (3, 1, 3), "{:?}", report.rows);
        let codes: Vec<&str> =
            report.rows.iter().flat_map(|row| row.notes.iter().map(|note| note.code())).collect();
        let wanted =
            ["exam-number-of-another", "exam-entry-unknown", "exam-level-unknown", "exam-nobody-named"];
        assert_eq!(codes, wanted);
        assert!(report.left_over.is_some(), "what is left goes back as a file");
        assert_eq!(entry(&stage, &seats[1], sitting).await.result.map(|r| r.result.code()), Some("a2"));
        assert_eq!(entry(&stage, &seats[3], sitting).await.state, EntryState::Absent);

        let (_, again) = import(&stage, &town, text, Decisions::new()).await;
        assert_eq!((again.counts.new, again.counts.changed, again.counts.unchanged), (0, 0, 3));
        let other = "Fallnummer;Hören/Lesen;Schreiben;Sprechen\nWUG-2026-Ahmadi;A2;A2;A2\n";
        let (_, asked) = import(&stage, &town, other, Decisions::new()).await;
        assert_eq!(asked.rows[0].notes[0].code(), "exam-result-differs");
        assert_eq!(entry(&stage, &seats[0], sitting).await.result.map(|r| r.result.code()), Some("b1"));
        let (second, taken) = import(&stage, &town, other, [(2, Decision::Take)].into()).await;
        assert_eq!(taken.counts.changed, 1, "{:?}", taken.rows);
        for run_of in [second, first] {
            let undo = UndoImport { import: run_of, most: 10 };
            run(&stage, &town, Kind::Kurstraeger, undo).await.expect("taken back");
        }
        assert_eq!(entry(&stage, &seats[0], sitting).await.state, EntryState::Registered);
        let denied = run(
            &stage,
            &town,
            Kind::Bundesamt,
            ImportChunk {
                import: first,
                after: 0,
                part: app::imports::Part::Exams(Arc::new(Vec::new())),
                decisions: Arc::default(),
            },
        )
        .await;
        assert!(matches!(denied, Err(Error::Denied(_))));
    }
}

#[tokio::test]
async fn who_came_to_the_last_day_sits_the_exam_afterwards_and_is_told_of_repeat_hours() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let course = town.course_since(&stage, "2026-05-04").await;
    let came = town.learner(&stage, &course, "Ahmadi", JOBCENTER).await;
    let broke_off = town.learner(&stage, &course, "Bondar", JOBCENTER).await;
    let lines = vec![Line::new(came.id, Outcome::Completed), Line::new(broke_off.id, Outcome::BrokeOff)];
    let over = EndSection { course: course.id, section: 7, version: 0, held_on: day("2026-11-25"), lines };
    assert!(run(&stage, &town, Kind::Kurstraeger, over).await.expect("ended").course_over);

    let sitting = plan(&stage, &town, ExamKind::Dtz, "2026-11-25").await;
    let asked = ExamCandidates { sitting, course: Some(course.id) };
    let provider = stage.operation(town.actor(Kind::Kurstraeger));
    let possible = stage.gate.ask(&provider, &asked).await.expect("the course is over and still there");
    let names: Vec<&str> = possible.people.iter().map(|one| one.learner.family_name.as_str()).collect();
    assert_eq!(names, ["Ahmadi"]);
    let gone = register(&stage, &town, sitting, &[&broke_off]).await;
    assert_eq!(code(gone), "exam-only-learners");
    register(&stage, &town, sitting, &[&came]).await.expect("registered after the last lesson");
    type_in(&stage, &town, sitting, &[(&came, "aab")]).await.expect("entered");
    let record = PersonRecord { person: came.person };
    let view = stage.gate.ask(&provider, &record).await.expect("the own learner");
    let repeat = view.exams.expect("shown").repeat.expect("the course is over: now it is the question");
    // general courses have no repeat hours any more; the answer says so instead of staying away
    assert_eq!(repeat.reasons, [RepeatReason::KindExcluded, RepeatReason::AttendanceUnknown]);
}

#[tokio::test]
async fn another_day_is_no_way_around_what_happened_and_counts_the_hours_anew() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let (_, seats) = cast(&stage, &town, &["Ahmadi"]).await;
    let held = plan(&stage, &town, ExamKind::Dtz, "2026-11-25").await;
    register(&stage, &town, held, &[&seats[0]]).await.expect("registered");
    type_in(&stage, &town, held, &[(&seats[0], "aab")]).await.expect("entered");
    let known: ExamSitting = queries(&stage).need(held.0).await.expect("the day");
    let later =
        ChangeExam { sitting: held, version: known.version, plan: plan_of(ExamKind::Dtz, "2026-12-09", 5) };
    assert_eq!(code(run(&stage, &town, Kind::Kurstraeger, later).await), "exam-is-over");

    // six sections of the language part end between the two days
    let course = town.course_since(&stage, "2026-06-29").await;
    let seat = town.learner(&stage, &course, "Bondar", JOBCENTER).await;
    let sitting = plan(&stage, &town, ExamKind::Dtz, "2026-12-09").await;
    register(&stage, &town, sitting, &[&seat]).await.expect("registered");
    assert!(!entry(&stage, &seat, sitting).await.hours_used_up);
    let known: ExamSitting = queries(&stage).need(sitting.0).await.expect("the day");
    let later = ChangeExam { sitting, version: known.version, plan: plan_of(ExamKind::Dtz, "2027-01-20", 5) };
    run(&stage, &town, Kind::Kurstraeger, later).await.expect("moved");
    assert!(
        entry(&stage, &seat, sitting).await.hours_used_up,
        "a second try will not be free by § 17 any more"
    );
}
