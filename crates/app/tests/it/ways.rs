//! Every way out of a course, from its last day to twelve months later: letters A to G of the reference process.

use crate::way::{Steering, Way};
use app::commands::*;
use app::error::Error;
use app::ports::{Store, TypedQueries};
use app::queries::exams::ExamCandidates;
use app::queries::person_record::PersonRecord;
use domain::act::ActKind;
use domain::assignment::{Assignment, Outcome};
use domain::case::{Case, ClosingReason, Stage as CaseStage, StepCode};
use domain::course::CourseKind;
use domain::exam::{DtzLevel, EntryState, ExamKind, Payer, RepeatReason};
use domain::graduate::{CheckState, Graduate, Loss, Route};
use domain::ids::ExamSittingId;
use domain::organisation::OrganisationKind as Kind;
use domain::person::{DuplicateDecision, Literacy, Person, RecipientGroup};
use domain::placement::Level;
use domain::record::Record;
use domain::relocation::Relocation;
use domain::residence::BenefitSystem;
use domain::section_end::Line;
use domain::vocational::*;
use proptest::prelude::*;
use testkit::{Backend, Town, day};

#[tokio::test]
async fn training_work_and_school_lead_to_a_year_of_asking_on_both_databases() {
    for backend in Backend::BOTH {
        for route in [Route::Training, Route::Work, Route::School] {
            let way = Way::at_the_end_of_a_course(backend).await;
            assert_eq!(way.stands().await, (CaseStage::AfterCourse, Some(StepCode::DecideNextStep)));
            way.decides(route, None).await.expect("decided");
            assert_eq!(way.stands().await.1, Some(StepCode::StartFollowOn), "{route}");
            way.stage.pass_days(10);
            way.begins(route).await.expect("begun");
            way.is_asked_for_a_year().await;
            let case = way.case().await;
            let change = CaseChange::Close(ClosingReason::Finished);
            let close = ChangeCase { case: case.id, version: case.version, change };
            way.does(Kind::Jobcenter, close).await.expect("closed");
            assert_eq!(way.stands().await, (CaseStage::Closed, None));
        }
    }
}

#[tokio::test]
async fn a_pause_ends_on_its_day_and_a_move_leads_to_the_hand_over() {
    let way = Way::at_the_end_of_a_course(Backend::Sqlite).await;
    assert!(way.decides(Route::Pause, None).await.is_err(), "a pause without a day is none");
    way.decides(Route::Pause, Some(day("2027-03-01"))).await.expect("until March");
    let next = way.case().await.next.expect("open");
    assert_eq!((next.what, next.due_on), (StepCode::DecideNextStep, day("2027-03-01")));
    way.stage.pass_days(96);
    way.decides(Route::Move, Some(way.today())).await.expect("moves after all");
    assert_eq!(way.stands().await.1, Some(StepCode::HandOverCase));

    let there = Town::build(&way.stage, "bam").await;
    let signed = Some("prs".to_owned());
    let consent = SaveConsent { person: way.seat.person, recipients: RecipientGroup::NewCounty, signed };
    way.does(Kind::Jobcenter, consent).await.expect("signed");
    let case = way.case().await;
    let make = MakeRelocation { case: case.id, version: case.version, county: "Bamberg".to_owned() };
    let id = way.does(Kind::Jobcenter, make).await.expect("made");
    let made: Relocation = way.queries().need(id.0).await.expect("the package");
    let take = TakeOverRelocation {
        package: made.package.clone(),
        bodies: Vec::new(),
        decided: DuplicateDecision::NewPerson { seen: Vec::new() },
    };
    let office = way.stage.operation(there.actor(Kind::Jobcenter));
    let taken = way.stage.gate.run(&office, take).await.expect("taken over").outcome;
    let (relocation, version) = (id, made.version);
    let confirm = ConfirmRelocation { relocation, version, receipt: made.package.receipt.clone() };
    way.does(Kind::Jobcenter, confirm).await.expect("closed as moved");
    assert_eq!(way.stands().await, (CaseStage::Closed, None));
    let new: Case = way.queries().need(taken.case.0).await.expect("the case there");
    let next = new.next.expect("somebody has to act");
    assert_eq!(
        (next.what, next.organisation),
        (StepCode::DecideNextStep, there.organisation(Kind::Jobcenter))
    );
}

#[tokio::test]
async fn somebody_changes_the_benefit_system_in_the_course_and_is_asked_for_a_year_by_the_new_office() {
    for backend in Backend::BOTH {
        let by = Steering {
            by: Kind::Sozialamt,
            act: ActKind::VerpflichtungAsylblg,
            system: BenefitSystem::Asylblg,
            ..Steering::default()
        };
        let way = Way::steered_in(backend, &by).await;
        let person: Person = way.queries().need(way.seat.person.0).await.expect("the person");
        let offer = OfferCare {
            person: person.id,
            version: person.version,
            to: way.town.organisation(Kind::Jobcenter),
            system: BenefitSystem::Sgb2,
            starts_on: way.today(),
        };
        let transfer = way.does(Kind::Sozialamt, offer).await.expect("offered");
        let yes = TransferChange::Answer(domain::care_transfer::Reply::Accept);
        let accept = ChangeTransfer { transfer, version: 1, change: yes };
        way.does(Kind::Jobcenter, accept).await.expect("accepted");
        let way = way.finishes_the_course().await;
        let next = way.case().await.next.expect("open");
        let jobcenter = way.town.organisation(Kind::Jobcenter);
        assert_eq!((next.what, next.organisation), (StepCode::DecideNextStep, jobcenter));
        way.decides(Route::Work, None).await.expect("the new office decides");
        way.begins(Route::Work).await.expect("begun");
        way.is_asked_for_a_year().await;
    }
}

#[tokio::test]
async fn the_vocational_course_needs_its_authorisation_and_repeating_needs_a_seat() {
    let way = Way::at_the_end_of_a_course(Backend::Sqlite).await;
    way.decides(Route::VocationalCourse, None).await.expect("decided");
    assert_eq!(way.stands().await.1, Some(StepCode::IssueAuthorisation));
    way.stage.pass_days(1);
    way.decides(Route::Repeat, None).await.expect("decided anew");
    assert_eq!(way.stands().await.0, CaseStage::AwaitingSeat);
}

#[tokio::test]
async fn through_a_vocational_course_into_work_and_a_year_of_asking_on_both_databases() {
    for backend in Backend::BOTH {
        let way = Way::at_the_end_of_a_course(backend).await;
        way.decides(Route::VocationalCourse, None).await.expect("decided");
        let line = VocationalLine { kind: VocationalKind::BasisB2, from: Level::B1, goal: Goal::B2 };
        let deviation = Some(AuthorisationDeviation::ShownInApplication);
        let new = NewAuthorisation { line, obliged: true, until: None, deviation };
        let issue = IssueAuthorisation { person: way.seat.person, new };
        let id = way.does(Kind::Jobcenter, issue).await.expect("authorised");
        let paper: Authorisation = way.queries().need(id.0).await.expect("the paper");
        let (proof, proven_on) = (LevelProof::Certificate, day("2026-11-01"));
        let shown = RegisterVocational { code: paper.code, proof, proven_on };
        let place = way.does(Kind::Kurstraeger, shown).await.expect("registered");
        let group = way.group(line).await;
        let version = way.group_version(group).await;
        let seated = PlaceVocational { course: group, version, places: vec![place] };
        way.does(Kind::Kurstraeger, seated).await.expect("placed");
        let version = way.group_version(group).await;
        way.does(Kind::Kurstraeger, StartVocationalCourse { course: group, version }).await.expect("begun");
        way.begins(Route::VocationalCourse).await.expect("the gap is over");
        way.stage.pass_days(120);
        let version = way.group_version(group).await;
        way.does(Kind::Kurstraeger, FinishVocationalCourse { course: group, version }).await.expect("over");
        let known: VocationalPlace = way.queries().need(place.0).await.expect("the place");
        let change = PlaceChange::Result(VocationalResult { on: way.today(), reached: true });
        let result = FollowVocational { place, version: known.version, change };
        way.does(Kind::Kurstraeger, result).await.expect("B2");

        let (on, reason) = (way.today(), Loss::Finished);
        way.notes(FollowOnChange::Ended { on, reason }).await.expect("the course was a step on the way");
        way.stage.pass_days(1);
        way.decides(Route::Work, None).await.expect("and now work");
        assert_eq!(way.stands().await.1, Some(StepCode::StartFollowOn));
        way.begins(Route::Work).await.expect("begun");
        way.is_asked_for_a_year().await;
    }
}

#[tokio::test]
async fn who_learns_to_read_first_repeats_after_the_exam_and_sits_it_again_for_free() {
    for backend in Backend::BOTH {
        let how = Steering {
            literacy: Literacy::None,
            kind: CourseKind::Alphabetisierungskurs,
            ..Steering::default()
        };
        repeats(Way::steered_in(backend, &how).await).await;
    }
}

async fn repeats(mut way: Way) {
    // the literacy course: its language part is over since the summer
    way.course.kind = CourseKind::Alphabetisierungskurs;
    way.course.sections = domain::course::sections(1, 10, day("2025-11-03"), 25);
    keep(&way, vec![Record::Course(way.course.clone())]).await;
    way.course = way.queries().need(way.course.id.0).await.expect("the course");

    let first = way.exam(ExamKind::Dtz, way.today()).await;
    way.registers(first, &way.seat).await.expect("registered");
    way.types(first, &way.seat, "aab").await.expect("entered");
    let record = PersonRecord { person: way.seat.person };
    let provider = way.stage.operation(way.town.actor(Kind::Kurstraeger));
    let repeat = way.stage.gate.ask(&provider, &record).await.expect("the own learner").exams;
    let repeat = repeat.expect("shown").repeat.expect("an answer");
    assert!(repeat.entitled && repeat.lessons == 300, "{:?}", repeat.reasons);
    assert!(!repeat.reasons.contains(&RepeatReason::TestMissing));

    // ten weeks in the repeat course, then the second exam
    let mut again = way.town.course_since(&way.stage, "2026-11-02").await;
    again.kind = CourseKind::Wiederholungskurs;
    keep(&way, vec![Record::Course(again.clone())]).await;
    let mut seat = way.seat.clone();
    (seat.course, seat.version) = (again.id, 0);
    seat.id = domain::ids::AssignmentId(app::Ids::next(way.stage.ids.as_ref()));
    seat.code = "code-again".to_owned();
    let mut before = way.queries().need::<Assignment>(way.seat.id.0).await.expect("the first seat");
    before.end(domain::assignment::Ending::new(way.today(), Outcome::Completed), way.today()).expect("over");
    keep(&way, vec![Record::Assignment(before)]).await;
    keep(&way, vec![Record::Assignment(seat.clone())]).await;
    way.stage.pass_days(70);
    let second = way.exam(ExamKind::Dtz, way.today()).await;
    way.registers(second, &seat).await.expect("registered again");
    way.types(second, &seat, "bab").await.expect("entered");
    let entries = way.entries(&seat).await;
    assert_eq!((entries.len(), entries[1].attempt, entries[1].payer), (2, 2, Payer::RepeatFree));
    let standing = domain::exam::exam_standing(&entries, way.today());
    assert_eq!(standing.best_dtz, Some(DtzLevel::B1));
    let third = way.exam(ExamKind::Dtz, day("2027-03-10")).await;
    let asked = ExamCandidates { sitting: third, course: Some(again.id) };
    let provider = way.stage.operation(way.town.actor(Kind::Kurstraeger));
    let possible = way.stage.gate.ask(&provider, &asked).await.expect("the learners");
    assert!(possible.people.iter().all(|one| one.verdict.is_err()), "whoever has B1 sits it no more");
}

async fn keep(way: &Way, records: Vec<Record>) {
    let operation = way.stage.operation(way.town.actor(Kind::Betrieb));
    let mut work = way.stage.database.begin(&operation).await.expect("a transaction");
    work.save(records).await.expect("saved");
    work.commit().await.expect("committed");
}

/// What may be tried at any time, in any order.
#[derive(Debug, Clone, Copy)]
enum Try {
    Complete,
    BreakOff,
    Pause,
    ListGraduates,
    Decide(Route),
    Begin(Route),
    Check(u8),
    PlanExam,
    Register,
    Type(&'static str),
    Wait,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let route = || proptest::sample::select(Route::ALL.to_vec());
    let one = prop_oneof![
        Just(Try::Complete),
        Just(Try::BreakOff),
        Just(Try::Pause),
        Just(Try::ListGraduates),
        route().prop_map(Try::Decide),
        route().prop_map(Try::Begin),
        proptest::sample::select(vec![3u8, 6, 12]).prop_map(Try::Check),
        Just(Try::PlanExam),
        Just(Try::Register),
        proptest::sample::select(vec!["x", "f", "aab", "bbb"]).prop_map(Try::Type),
        Just(Try::Wait),
    ];
    proptest::collection::vec(one, 4..24)
}

impl Way {
    /// Tries it; a refusal is as good as success, a fault is not.
    async fn tries(&self, what: Try, exam: &mut Option<ExamSittingId>) {
        let id = self.seat.id;
        let result = match what {
            Try::Complete => self.leaves(7, Line::new(id, Outcome::Completed)).await.map(|_| ()),
            Try::BreakOff => self.leaves(7, Line::new(id, Outcome::BrokeOff)).await.map(|_| ()),
            Try::Pause => {
                let back = Some(self.today() + chrono::Days::new(20));
                self.leaves(7, Line { returns_on: back, ..Line::new(id, Outcome::Interrupted) })
                    .await
                    .map(|_| ())
            }
            Try::ListGraduates => {
                let actor =
                    app::jobs::coordination(&self.stage.gate, self.town.region).await.expect("somebody");
                app::jobs::open_graduates(&self.stage.gate, &self.stage.operation(&actor)).await.map(|_| ())
            }
            Try::PlanExam => {
                *exam = Some(self.exam(ExamKind::Dtz, self.today()).await);
                Ok(())
            }
            Try::Wait => {
                self.stage.pass_days(9);
                Ok(())
            }
            Try::Register => match exam {
                Some(sitting) => self.registers(*sitting, &self.seat).await.map(|_| ()),
                None => Ok(()),
            },
            Try::Type(text) => match exam {
                Some(sitting) => self.types(*sitting, &self.seat, text).await.map(|_| ()),
                None => Ok(()),
            },
            Try::Decide(_) | Try::Begin(_) | Try::Check(_) if self.graduate().await.is_none() => Ok(()),
            Try::Decide(route) => self.decides(route, Some(self.today() + chrono::Days::new(5))).await,
            Try::Begin(route) => self.begins(route).await,
            Try::Check(months) => {
                let (on, state) = (self.today(), CheckState::Goes);
                self.notes(FollowOnChange::Checked { months, on, state }).await
            }
        };
        if let Err(error) = result {
            let said =
                matches!(error, Error::Refused(_) | Error::Absent(_) | Error::Conflict(_) | Error::Denied(_));
            assert!(said, "{what:?}: {error:?}");
        }
    }

    /// What must hold whatever was tried.
    async fn holds(&self, after: &[Try]) {
        let find = app::ports::Find::new(domain::record::RecordKind::Assignment, self.town.region);
        let seats: Vec<Assignment> = self.queries().all(find).await.expect("asked");
        let living = seats.iter().filter(|seat| seat.person == self.seat.person && seat.holds_seat()).count();
        assert!(living <= 1, "two running courses after {after:?}");
        let find = app::ports::Find::new(domain::record::RecordKind::Graduate, self.town.region);
        let graduates: Vec<Graduate> = self.queries().all(find).await.expect("asked");
        assert!(graduates.len() <= 1, "graduated twice after {after:?}");
        for graduate in &graduates {
            let running = graduate.follow_ons.iter().filter(|one| one.ended.is_none()).count();
            assert!(running <= 1, "two things follow at once after {after:?}");
        }
        let entries = self.entries(&self.seat).await;
        for entry in &entries {
            assert_eq!(entry.result.is_some(), entry.state == EntryState::Marked, "{after:?}");
            assert!(entry.result.is_none() || entry.held_on <= self.today(), "a result before the day");
        }
        let waits = entries.iter().filter(|entry| entry.state == EntryState::Registered).count();
        assert!(waits <= 1, "registered twice after {after:?}");
        let case = self.case().await;
        // the record of the stage has no step before the first command looked at it
        let untouched = case.version == self.untouched;
        assert!(untouched || case.next.is_some(), "no next step after {after:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn in_whatever_order_things_are_tried_nobody_sits_twice_or_graduates_twice(tried in tries()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let way = Way::in_a_course(Backend::Sqlite, "2026-05-04").await;
            let mut exam = None;
            for (n, what) in tried.iter().enumerate() {
                way.tries(*what, &mut exam).await;
                way.holds(&tried[..=n]).await;
            }
        });
    }
}
