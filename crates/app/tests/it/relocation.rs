//! A case goes to another county: with consent only, sealed, taken over once, confirmed, and taken back.

use crate::people::{laila, new_person, queries, steer, steering};
use app::Ids;
use app::commands::*;
use app::error::Error;
use app::ports::{Store, TypedQueries};
use app::queries::person_record::PersonRecord;
use app::queries::relocations::{RelocationFile, RelocationReceipt, RelocationsOfPerson, TakeOverLook};
use app::relocation_file;
use domain::act::{Act, ActKind};
use domain::assignment::{Assignment, Outcome};
use domain::case::{Case, ClosingReason, Stage as CaseStage, StepCode};
use domain::course::CourseKind;
use domain::exam::{DtzLevel, DtzParts, ExamKind, ExamResult};
use domain::ids::{CaseId, PersonId, RelocationId};
use domain::journal::EventName;
use domain::organisation::OrganisationKind as K;
use domain::person::{Person, RecipientGroup};
use domain::placement::{Level, Recommendation};
use domain::record::Record;
use domain::relocation::{EarlierExam, Package, Relocation, RelocationState};
use domain::section_end::Line;
use testkit::{Backend, Stage, Town, day};

/// Two counties of one installation, and Ahmadi, who sits in a course in the first.
struct Move {
    stage: Stage,
    here: Town,
    there: Town,
    seat: Assignment,
}

impl Move {
    async fn begins(backend: Backend) -> Move {
        let stage = Stage::open(backend).await;
        let (here, there) = (Town::build(&stage, "wug").await, Town::build(&stage, "bam").await);
        let course = here.course_since(&stage, "2026-09-14").await;
        let acts = [(ActKind::VerpflichtungJobcenter, K::Jobcenter)];
        let seat = here.learner(&stage, &course, "Ahmadi", &acts).await;
        here.give_title(&stage, seat.person).await;
        let story = Move { stage, here, there, seat };
        let mut case = story.case(story.seat.case).await;
        case.recommendation = Some(Recommendation {
            course_kind: CourseKind::AllgemeinerIntegrationskurs,
            section: 1,
            level: Level::BelowA1,
            deviation: None,
        });
        story.keeps(Record::Case(case)).await;
        story
    }

    async fn keeps(&self, record: Record) {
        let operation = self.stage.operation(self.here.actor(K::Jobcenter));
        let mut work = self.stage.database.begin(&operation).await.expect("work");
        work.save(vec![record]).await.expect("saved");
        work.commit().await.expect("committed");
    }

    async fn does<C: app::Command>(&self, town: &Town, body: K, command: C) -> Result<C::Outcome, Error> {
        let operation = self.stage.operation(town.actor(body));
        self.stage.gate.run(&operation, command).await.map(|done| done.outcome)
    }

    async fn asks<Q: app::Query>(&self, town: &Town, body: K, query: Q) -> Result<Q::Answer, Error> {
        self.stage.gate.ask(&self.stage.operation(town.actor(body)), &query).await
    }

    async fn agrees(&self, signed: bool) {
        let (person, recipients) = (self.seat.person, RecipientGroup::NewCounty);
        let signed = signed.then(|| "prs".to_owned());
        let command = SaveConsent { person, recipients, signed };
        self.does(&self.here, K::Jobcenter, command).await.expect("noted");
    }

    async fn case(&self, id: CaseId) -> Case {
        queries(&self.stage).need(id.0).await.expect("the case")
    }

    async fn makes(&self, body: K) -> Result<RelocationId, Error> {
        let case = self.case(self.seat.case).await;
        let county = " Stadt   Bamberg ".to_owned();
        let command = MakeRelocation { case: case.id, version: case.version, county };
        self.does(&self.here, body, command).await
    }

    /// What the file of a package opens to.
    async fn opened(&self, id: RelocationId) -> Package {
        let made: Relocation = queries(&self.stage).need(id.0).await.expect("made");
        let file =
            self.asks(&self.here, K::Jobcenter, RelocationFile { relocation: id }).await.expect("the file");
        relocation_file::open(&file, &made.key.to_lowercase()).expect("opens")
    }

    async fn takes_over(&self, body: K, package: &Package) -> Result<TakenOver, Error> {
        let package = Box::new(package.clone());
        let command = TakeOverRelocation { package, bodies: Vec::new(), decided: new_person() };
        self.does(&self.there, body, command).await
    }

    async fn leaves_the_course(&self, outcome: Outcome) {
        let queries = queries(&self.stage);
        let course = queries.need(self.seat.course.0).await.expect("the course");
        let held_on = self.stage.operation(self.here.actor(K::Kurstraeger)).today;
        let known = app::queries::sections::review_of(queries, &course, 3).await.expect("asked");
        let command = EndSection {
            course: course.id,
            section: 3,
            version: known.map_or(0, |review| review.version),
            held_on,
            lines: vec![Line::new(self.seat.id, outcome)],
        };
        self.does(&self.here, K::Kurstraeger, command).await.expect("left");
    }
}

fn refused(error: Error) -> String {
    match error {
        Error::Refused(refusal) => refusal.code,
        other => other.code(),
    }
}

#[tokio::test]
async fn a_case_moves_with_consent_and_is_never_in_two_places_or_in_none() {
    for backend in Backend::BOTH {
        let story = Move::begins(backend).await;
        story.leaves_the_course(Outcome::MovesAway).await;
        let case = story.case(story.seat.case).await;
        assert_eq!(case.next.map(|next| next.what), Some(StepCode::HandOverCase));
        assert_eq!(
            refused(story.makes(K::Jobcenter).await.expect_err("no consent")),
            "relocation-needs-consent"
        );
        story.agrees(true).await;
        let id = story.makes(K::Jobcenter).await.expect("made");
        assert_eq!(refused(story.makes(K::Jobcenter).await.expect_err("twice")), "relocation-open-already");
        let made: Relocation = queries(&story.stage).need(id.0).await.expect("made");
        assert_eq!((made.county.as_str(), made.due_on), ("Stadt Bamberg", Some(day("2026-12-09"))));

        let package = story.opened(id).await;
        let taken = story.takes_over(K::Auslaenderbehoerde, &package).await.expect("taken over");
        let new = story.case(taken.case).await;
        assert_eq!(new.stage, CaseStage::AwaitingSeat);
        assert_eq!(new.right_from, Some(day("2026-09-01")), "the Zugangszeit goes on");
        assert!(new.obliged && new.priority && new.lead == story.there.organisation(K::Jobcenter));
        assert_eq!(new.next.as_ref().map(|next| next.what), Some(StepCode::AssignSeat));
        assert_eq!(
            new.recommendation.as_ref().map(|found| found.section),
            Some(3),
            "where the course was left"
        );
        let person: Person = queries(&story.stage).need(taken.person.0).await.expect("the person");
        assert_eq!((person.family_name.as_str(), person.residences.len()), ("Ahmadi", 1));
        assert!(person.involved_on(new.opened_on).any(|body| body == story.there.organisation(K::Jobcenter)));

        let again = story.takes_over(K::Auslaenderbehoerde, &package).await.expect("known");
        assert_eq!((again.again, again.case), (true, taken.case));
        assert_eq!(story.case(taken.case).await.version, new.version, "nothing was changed");
        let look = TakeOverLook { package: Box::new(package.clone()), chosen: Vec::new() };
        let look = story.asks(&story.there, K::Auslaenderbehoerde, look).await.expect("looked at");
        assert_eq!(look.known, Some(taken.person));

        let receipt = RelocationReceipt { relocation: taken.relocation };
        let receipt = story.asks(&story.there, K::Auslaenderbehoerde, receipt).await.expect("the receipt");
        let receipt = receipt.relocation.package.receipt;
        let confirm = |receipt: &str| ConfirmRelocation {
            relocation: id,
            version: made.version,
            receipt: receipt.to_owned(),
        };
        let wrong = story.does(&story.here, K::Jobcenter, confirm("0000 0000")).await.expect_err("another");
        assert_eq!(refused(wrong), "relocation-other-receipt");
        story.does(&story.here, K::Jobcenter, confirm(&receipt)).await.expect("confirmed");
        let old = story.case(story.seat.case).await;
        assert_eq!(old.closing.map(|closing| closing.reason), Some(ClosingReason::MovedAway));
        let file = story.asks(&story.here, K::Jobcenter, RelocationFile { relocation: id }).await;
        assert_eq!(refused(file.expect_err("over")), "relocation-answered");
    }
}

#[tokio::test]
async fn a_taking_over_can_be_taken_back_and_done_again() {
    for backend in Backend::BOTH {
        let story = Move::begins(backend).await;
        story.agrees(true).await;
        let id = story.makes(K::Jobcenter).await.expect("made");
        let package = story.opened(id).await;
        let operation = story.stage.operation(story.there.actor(K::Jobcenter));
        let command = TakeOverRelocation {
            package: Box::new(package.clone()),
            bodies: Vec::new(),
            decided: new_person(),
        };
        let done = story.stage.gate.run(&operation, command).await.expect("taken over");
        let undo = UndoOperation { operation: done.operation };
        story.does(&story.there, K::Jobcenter, undo).await.expect("taken back");
        let gone = queries(&story.stage).one::<Person>(done.outcome.person.0).await.expect("asked");
        assert_eq!(gone, None);
        let second = story.takes_over(K::Jobcenter, &package).await.expect("once more");
        assert!(!second.again);
        let own =
            TakeOverRelocation { package: Box::new(package), bodies: Vec::new(), decided: new_person() };
        let own = story.does(&story.here, K::Jobcenter, own).await.expect_err("it is here already");
        assert_eq!(refused(own), "relocation-own-package");
    }
}

#[tokio::test]
async fn a_withdrawn_consent_makes_the_package_void_at_once() {
    let story = Move::begins(Backend::Sqlite).await;
    story.agrees(true).await;
    let id = story.makes(K::Jobcenter).await.expect("made");
    story.agrees(false).await;
    let made: Relocation = queries(&story.stage).need(id.0).await.expect("kept");
    assert_eq!(made.state, RelocationState::TakenBack);
    let file = story.asks(&story.here, K::Jobcenter, RelocationFile { relocation: id }).await;
    assert_eq!(refused(file.expect_err("void")), "relocation-answered");
    let page = RelocationsOfPerson { person: story.seat.person };
    let page = story.asks(&story.here, K::Jobcenter, page).await.expect("the page");
    assert!(page.agreed.is_none() && page.draft.is_none(), "nothing would go along");
    assert_eq!(refused(story.makes(K::Jobcenter).await.expect_err("no consent")), "relocation-needs-consent");
}

#[tokio::test]
async fn only_the_body_that_made_it_gives_the_file_out_and_only_what_it_may_see_goes_along() {
    let story = Move::begins(Backend::Sqlite).await;
    story.agrees(true).await;
    let denied = story.makes(K::Kurstraeger).await.expect_err("a provider hands nobody over");
    assert!(matches!(denied, Error::Denied(_)));
    let absent = story.makes(K::Sozialamt).await.expect_err("not its person");
    assert!(matches!(absent, Error::Absent(_)));
    let id = story.makes(K::Jobcenter).await.expect("made");
    for (town, body) in [(&story.here, K::Sozialamt), (&story.there, K::Jobcenter)] {
        let file = story.asks(town, body, RelocationFile { relocation: id }).await;
        assert!(matches!(file, Err(Error::Absent(_))), "{body}");
    }
    // the foreigners' authority has no access to benefits, so they are not in its package
    let done = steer(
        &story.stage,
        &story.here,
        K::Jobcenter,
        steering(laila(), ActKind::VerpflichtungJobcenter, new_person()),
    );
    let done = done.await.expect("steered in");
    let mut person: Person = queries(&story.stage).need(done.person.0).await.expect("the person");
    person.involve(story.here.organisation(K::Auslaenderbehoerde), day("2026-11-25"));
    story.keeps(Record::Person(person)).await;
    let signed = Some("prs".to_owned());
    let consent = SaveConsent { person: done.person, recipients: RecipientGroup::NewCounty, signed };
    story.does(&story.here, K::Jobcenter, consent).await.expect("signed");
    let page = |person: PersonId| RelocationsOfPerson { person };
    let benefits = |sheet: app::queries::relocations::RelocationSheet| {
        sheet.draft.expect("a draft").person.benefits.len()
    };
    let seen = story.asks(&story.here, K::Jobcenter, page(done.person)).await.expect("seen");
    assert_eq!(benefits(seen), 1);
    let seen = story.asks(&story.here, K::Auslaenderbehoerde, page(done.person)).await.expect("seen");
    assert_eq!(benefits(seen), 0);
}

#[tokio::test]
async fn two_at_once_are_refused_in_words_and_a_provider_does_not_hear_of_the_move() {
    for backend in Backend::BOTH {
        let story = Move::begins(backend).await;
        story.agrees(true).await;
        let id = story.makes(K::Jobcenter).await.expect("made");
        let made: Relocation = queries(&story.stage).need(id.0).await.expect("made");
        let second = |state| {
            let id = RelocationId(story.stage.ids.next());
            Record::Relocation(Relocation { id, version: 0, state, ..made.clone() })
        };
        let mut renamed = made.clone();
        (renamed.id, renamed.version) = (RelocationId(story.stage.ids.next()), 0);
        renamed.package.code = "another".to_owned();
        for (record, said) in [
            (second(RelocationState::TakenBack), "relocation-known-already"),
            (Record::Relocation(renamed), "relocation-on-its-way"),
        ] {
            let operation = story.stage.operation(story.here.actor(K::Jobcenter));
            let mut work = story.stage.database.begin(&operation).await.expect("work");
            assert_eq!(refused(work.save(vec![record]).await.expect_err("twice")), said);
        }
        let told = |view: app::queries::person_record::PersonView| {
            view.timeline.iter().any(|entry| entry.event.name == EventName::RelocationMade)
        };
        let record = |body| story.asks(&story.here, body, PersonRecord { person: story.seat.person });
        assert!(told(record(K::Jobcenter).await.expect("seen")));
        assert!(!told(record(K::Kurstraeger).await.expect("seen")));
    }
}

#[tokio::test]
async fn courses_and_exams_of_the_old_county_count_in_the_new_one() {
    for backend in Backend::BOTH {
        let story = Move::begins(backend).await;
        story.leaves_the_course(Outcome::MovesAway).await;
        story.agrees(true).await;
        let id = story.makes(K::Jobcenter).await.expect("made");
        let mut package = story.opened(id).await;
        let course = &package.courses[0];
        assert_eq!(
            (course.kind, course.outcome),
            (CourseKind::AllgemeinerIntegrationskurs, Some(Outcome::MovesAway))
        );
        assert_eq!((course.first_section, course.ended_on), (1, Some(day("2026-11-25"))));
        let parts =
            DtzParts { listening_reading: DtzLevel::A2, writing: DtzLevel::A2, speaking: DtzLevel::B1 };
        let result = Some(ExamResult::Dtz { parts, level: DtzLevel::A2 });
        package.exams = vec![EarlierExam { exam: ExamKind::Dtz, held_on: day("2026-10-20"), result }];
        let taken = story.takes_over(K::Jobcenter, &package).await.expect("taken over");
        let (region, people) = (story.there.region, [taken.person.0]);
        let entries = app::exams::entries_of_people(queries(&story.stage), region, &people).await;
        let entries = entries.expect("asked").remove(&taken.person.0).expect("one exam");
        let standing = domain::exam::exam_standing(&entries, day("2026-11-25"));
        assert_eq!((standing.best_dtz, standing.dtz_tries), (Some(DtzLevel::A2), 1));

        let record = |body| story.asks(&story.there, body, PersonRecord { person: taken.person });
        let seen = record(K::Jobcenter).await.expect("the record");
        assert_eq!((seen.came_from.len(), seen.came_from[0].package.courses.len()), (1, 1));
        assert_eq!(seen.came_from[0].package.person.family_name, "", "the person stands in the record");
        let acts: Vec<Act> = seen.acts.expect("shown");
        assert_eq!((acts.len(), acts[0].issuer), (1, story.there.organisation(K::Jobcenter)));
    }
}

#[tokio::test]
async fn whoever_has_finished_the_course_is_asked_what_comes_next() {
    let story = Move::begins(Backend::Sqlite).await;
    story.agrees(true).await;
    let id = story.makes(K::Jobcenter).await.expect("made");
    let mut package = story.opened(id).await;
    package.standing.stage = CaseStage::AfterCourse;
    package.courses[0].outcome = Some(Outcome::Completed);
    package.courses[0].ended_on = Some(day("2026-11-20"));
    let taken = story.takes_over(K::Jobcenter, &package).await.expect("taken over");
    let case = story.case(taken.case).await;
    assert_eq!(case.next.map(|next| next.what), Some(StepCode::DecideNextStep));
}

#[tokio::test]
async fn somebody_who_may_be_known_here_is_decided_on_first() {
    let story = Move::begins(Backend::Sqlite).await;
    let typed = || steering(laila(), ActKind::VerpflichtungJobcenter, new_person());
    let here = steer(&story.stage, &story.here, K::Jobcenter, typed()).await.expect("steered in");
    let there = steer(&story.stage, &story.there, K::Jobcenter, typed()).await.expect("known there");
    let signed = Some("prs".to_owned());
    let consent = SaveConsent { person: here.person, recipients: RecipientGroup::NewCounty, signed };
    story.does(&story.here, K::Jobcenter, consent).await.expect("signed");
    let case = story.case(here.case).await;
    let make = MakeRelocation { case: case.id, version: case.version, county: "Bamberg".to_owned() };
    let id = story.does(&story.here, K::Jobcenter, make).await.expect("made");
    let package = story.opened(id).await;
    let unseen = story.takes_over(K::Jobcenter, &package).await.expect_err("not decided");
    assert_eq!(refused(unseen), "duplicates-to-decide");
    let command = TakeOverRelocation {
        package: Box::new(package),
        bodies: Vec::new(),
        decided: domain::person::DuplicateDecision::SamePerson(there.person),
    };
    let taken = story.does(&story.there, K::Jobcenter, command).await.expect("the same");
    assert_eq!((taken.person, taken.case), (there.person, there.case), "one person, one case");
}

#[tokio::test]
async fn a_wrong_code_and_every_kind_of_damage_is_refused_in_words() {
    let story = Move::begins(Backend::Sqlite).await;
    story.agrees(true).await;
    let id = story.makes(K::Jobcenter).await.expect("made");
    let made: Relocation = queries(&story.stage).need(id.0).await.expect("made");
    let ids = story.stage.ids.as_ref() as &dyn Ids;
    let file = relocation_file::seal(&made.package, &made.key, ids).expect("sealed");
    assert!(!file.contains("Ahmadi"), "nothing of the person is readable");
    assert_ne!(file, relocation_file::seal(&made.package, &made.key, ids).expect("sealed"), "salt and nonce");
    let code = |file: &str, key: &str| relocation_file::open(file, key).expect_err("refused").code;
    assert_eq!(code(&file, "AAAA-AAAA-AAAA-AAAA"), "relocation-other-key");
    assert_eq!(code(&file, ""), "relocation-other-key");
    assert_eq!(code("", &made.key), "relocation-unreadable");
    assert_eq!(code("{}", &made.key), "relocation-unreadable");
    assert_eq!(code(&file.replace("sealed/1", "sealed/2"), &made.key), "relocation-other-format");
    assert_eq!(code(&"x".repeat(relocation_file::LONGEST + 1), &made.key), "relocation-unreadable");
    // every twentieth place cut off or turned over: each costs a key of its own
    for at in (0..file.len()).step_by(file.len() / 20) {
        assert!(relocation_file::open(&file[..at], &made.key).is_err(), "cut at {at}");
        let mut bytes = file.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let turned = String::from_utf8(bytes).expect("ASCII");
        assert!(relocation_file::open(&turned, &made.key).is_err(), "turned at {at}");
    }
    assert_eq!(relocation_file::open(&file, &made.key).expect("whole"), *made.package);
}
