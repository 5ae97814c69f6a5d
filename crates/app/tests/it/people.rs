//! The intake in three minutes, duplicates, double obligation, two people in one record, undo.

use app::Ids;
use app::commands::*;
use app::error::Error;
use app::ports::{Find, Queries, Store, TypedQueries, Where};
use app::queries::duplicates::{DuplicateCandidates, DuplicateList};
use app::queries::people::PersonList;
use app::queries::person_history::PersonHistory;
use app::queries::person_record::PersonRecord;
use app::queries::views::SavedViews;
use domain::access::FieldGroup;
use domain::act::{Act, ActKind};
use domain::case::{Case, ClosingReason, MarkKind, Stage as CaseStage, StepCode, StepReason};
use domain::ids::{PersonId, RegionId, SessionId};
use domain::matching::duplicates::{Identity, Verdict};
use domain::organisation::{OrganisationKind as K, Place};
use domain::person::{
    BirthDate, BirthPrecision, ContactPart, DuplicateDecision, Person, PersonChange, RecipientGroup,
};
use domain::placement::{Room, Seating, Session, SessionState};
use domain::record::{Record, RecordKind};
use domain::residence::{BenefitPeriod, BenefitSystem};
use testkit::{Backend, Stage, Town, day};

pub fn queries(stage: &Stage) -> &dyn Queries {
    stage.database.queries()
}

/// Laila Ahmadi as the Jobcenter types her.
pub fn laila() -> Person {
    Person {
        family_name: "Ahmadi".to_owned(),
        given_names: "Laila".to_owned(),
        birth_date: Some(BirthDate { date: day("1994-03-02"), precision: BirthPrecision::Day }),
        birth_place: "Herat".to_owned(),
        nationality: Some("AFG".to_owned()),
        language: "prs".to_owned(),
        phone: "0170 111".to_owned(),
        benefits: vec![BenefitPeriod { system: BenefitSystem::Sgb2, from: day("2026-10-01"), until: None }],
        address: Place {
            postcode: "91781".to_owned(),
            town: "Weißenburg i. Bay.".to_owned(),
            ..Place::default()
        },
        ..Person::blank(PersonId(0), RegionId(0))
    }
}

pub fn steering(person: Person, kind: ActKind, decided: DuplicateDecision) -> SteerIn {
    let act = NewAct { kind, issued_on: day("2026-11-24"), valid_until: None, basis: String::new() };
    SteerIn { person, own_number: "815BG0042".to_owned(), act, appointment: Appointment::Later, decided }
}

pub fn new_person() -> DuplicateDecision {
    DuplicateDecision::NewPerson { seen: Vec::new() }
}

pub async fn steer(stage: &Stage, town: &Town, kind: K, command: SteerIn) -> Result<SteeredIn, Error> {
    stage.gate.run(&stage.operation(town.actor(kind)), command).await.map(|done| done.outcome)
}

fn code(error: Error) -> String {
    match error {
        Error::Refused(refusal) => refusal.code,
        other => other.code(),
    }
}

#[tokio::test]
async fn a_zusteuerung_gives_person_case_number_and_next_step_at_once() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let done = steer(
            &stage,
            &town,
            K::Jobcenter,
            steering(laila(), ActKind::VerpflichtungJobcenter, new_person()),
        )
        .await
        .expect("done");
        assert_eq!(done.number, "WUG-2026-00001");
        let case: Case = queries(&stage).need(done.case.0).await.expect("case");
        assert!(case.obliged && case.priority);
        let next = case.next.expect("a next step");
        assert_eq!((next.what, next.organisation), (StepCode::BookTest, town.organisation(K::Jobcenter)));
        assert_eq!(next.due_on, day("2026-12-09"), "ten working days");
        let list = stage
            .gate
            .ask(&stage.operation(town.actor(K::Jobcenter)), &PersonList::default())
            .await
            .expect("list");
        assert_eq!((list.total, list.rows[0].case_number.as_str()), (1, "WUG-2026-00001"));
        let foreign = stage
            .gate
            .ask(&stage.operation(town.actor(K::Sozialamt)), &PersonList::default())
            .await
            .expect("list");
        assert_eq!(foreign.total, 0, "another authority does not see the person");
    }
}

/// A test day of the central test site next Wednesday.
pub async fn test_day(stage: &Stage, town: &Town) -> SessionId {
    let site = town.actor(K::Teststelle);
    let session = Session {
        id: SessionId(stage.ids.next()),
        region: town.region,
        version: 0,
        organisation: site.organisation,
        held_on: day("2026-12-02"),
        starts_at: chrono::NaiveTime::from_hms_opt(9, 0, 0).expect("a time"),
        place: Place::default(),
        rooms: vec![Room { name: "246".to_owned(), seats: 10 }],
        examiners: Vec::new(),
        host: None,
        most_invited: None,
        state: SessionState::Planned,
    };
    let id = session.id;
    save(stage, town, vec![Record::Session(session)]).await;
    id
}

pub async fn save(stage: &Stage, town: &Town, records: Vec<Record>) {
    let operation = stage.operation(town.actor(K::Betrieb));
    let mut work = stage.database.begin(&operation).await.expect("a transaction");
    work.save(records).await.expect("saved");
    work.commit().await.expect("committed");
}

#[tokio::test]
async fn zusteuerung_and_test_appointment_are_one_step_and_one_undo() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let session = test_day(&stage, &town).await;
        for appointment in [Appointment::Earliest, Appointment::At(session)] {
            let command =
                SteerIn { appointment, ..steering(laila(), ActKind::VerpflichtungJobcenter, new_person()) };
            let done =
                stage.gate.run(&stage.operation(town.actor(K::Jobcenter)), command).await.expect("done");
            let seating: Seating =
                queries(&stage).need(done.outcome.seating.expect("booked").0).await.expect("seating");
            assert_eq!((seating.session, seating.case), (session, done.outcome.case));
            let case: Case = queries(&stage).need(done.outcome.case.0).await.expect("case");
            assert_eq!(case.next.expect("a next step").what, StepCode::AttendTest);
            let site = stage
                .gate
                .ask(&stage.operation(town.actor(K::Teststelle)), &PersonList::default())
                .await
                .expect("list");
            assert_eq!(site.total, 1, "the test site sees whom it will test");
            let undo = UndoOperation { operation: done.operation };
            stage.gate.run(&stage.operation(town.actor(K::Jobcenter)), undo).await.expect("taken back");
            assert!(queries(&stage).one::<Seating>(seating.id.0).await.expect("asked").is_none());
        }
    }
}

#[tokio::test]
async fn a_likely_duplicate_stops_the_saving_until_somebody_decides() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let first = steer(
            &stage,
            &town,
            K::Jobcenter,
            steering(laila(), ActKind::VerpflichtungJobcenter, new_person()),
        )
        .await
        .expect("done");
        let typed = Person { family_name: "Ahmady".to_owned(), benefits: Vec::new(), ..laila() };
        let again = || steering(typed.clone(), ActKind::VerpflichtungTitel, new_person());
        let refused = steer(&stage, &town, K::Auslaenderbehoerde, again()).await.expect_err("stopped");
        assert_eq!(code(refused), "duplicates-to-decide");

        let operation = stage.operation(town.actor(K::Auslaenderbehoerde));
        let shown = stage
            .gate
            .ask(&operation, &DuplicateCandidates { identity: Identity::from(&typed) })
            .await
            .expect("shown");
        assert_eq!(shown.len(), 1);
        assert!(!shown[0].glimpse.reached, "the record itself stays closed");
        assert_eq!(shown[0].glimpse.offices, vec![K::Jobcenter]);
        assert!(!shown[0].likeness.reasons.is_empty());

        let decided = SteerIn { decided: DuplicateDecision::SamePerson(first.person), ..again() };
        let second = steer(&stage, &town, K::Auslaenderbehoerde, decided).await.expect("one person");
        assert_eq!((second.person, second.case, second.known), (first.person, first.case, true));
        let acts: Vec<Act> = queries(&stage)
            .all(Find::new(RecordKind::Act, town.region).when(Where::is("case_id", first.case.0)))
            .await
            .expect("acts");
        assert_eq!(acts.len(), 2, "both obligations stand side by side");
        let case: Case = queries(&stage).need(first.case.0).await.expect("case");
        assert_eq!(case.lead, town.organisation(K::Jobcenter), "who obliged first leads");
        for kind in [K::Jobcenter, K::Auslaenderbehoerde] {
            let operation = stage.operation(town.actor(kind));
            stage
                .gate
                .ask(&operation, &PersonRecord { person: first.person })
                .await
                .expect("both authorities see the person");
        }
    }
}

#[tokio::test]
async fn naming_an_id_does_not_open_a_strangers_record() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let first =
        steer(&stage, &town, K::Jobcenter, steering(laila(), ActKind::VerpflichtungJobcenter, new_person()))
            .await
            .expect("done");
    let stranger = Person {
        family_name: "Kowalska".to_owned(),
        given_names: "Anna".to_owned(),
        birth_date: None,
        ..laila()
    };
    let command =
        steering(stranger, ActKind::VerpflichtungTitel, DuplicateDecision::SamePerson(first.person));
    let refused = steer(&stage, &town, K::Auslaenderbehoerde, command).await.expect_err("absent");
    assert!(matches!(refused, Error::Absent(RecordKind::Person)));
}

#[tokio::test]
async fn two_people_with_alike_names_are_not_proposed_again_once_somebody_said_so() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let first =
        steer(&stage, &town, K::Jobcenter, steering(laila(), ActKind::VerpflichtungJobcenter, new_person()))
            .await
            .expect("done");
    let mut second = steering(
        laila(),
        ActKind::VerpflichtungJobcenter,
        DuplicateDecision::NewPerson { seen: vec![first.person] },
    );
    second.own_number = "815BG0077".to_owned();
    steer(&stage, &town, K::Jobcenter, second).await.expect("a second person");
    let list = DuplicateList { least: Verdict::Possible, most: 100 };
    let pairs = stage.gate.ask(&stage.operation(town.actor(K::Jobcenter)), &list).await.expect("list");
    assert_eq!(pairs, vec![]);
}

#[tokio::test]
async fn only_the_right_authority_issues_an_act_and_takes_it_back() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let refused =
            steer(&stage, &town, K::Jobcenter, steering(laila(), ActKind::VerpflichtungTitel, new_person()))
                .await;
        assert_eq!(code(refused.expect_err("refused")), "act-not-of-this-issuer");
        let done = steer(
            &stage,
            &town,
            K::Jobcenter,
            steering(laila(), ActKind::VerpflichtungJobcenter, new_person()),
        )
        .await
        .expect("done");
        let jobcenter = town.actor(K::Jobcenter);
        let case: Case = queries(&stage).need(done.case.0).await.expect("case");
        let plan = NewAct {
            kind: ActKind::Kooperationsplan,
            issued_on: day("2026-11-25"),
            valid_until: None,
            basis: String::new(),
        };
        let record = RecordAct { case: case.id, version: case.version, act: plan };
        stage.gate.run(&stage.operation(jobcenter), record.clone()).await.expect("recorded");
        let stale =
            stage.gate.run(&stage.operation(jobcenter), record).await.expect_err("the case has changed");
        assert!(matches!(stale, Error::Conflict(_)));
        let act: Act = queries(&stage).need(done.act.0).await.expect("act");
        let revoke = RevokeAct { act: act.id, version: act.version, on: day("2026-11-25") };
        stage.gate.run(&stage.operation(jobcenter), revoke).await.expect("revoked");
        let case: Case = queries(&stage).need(done.case.0).await.expect("case");
        assert!(!case.obliged);
    }
}

#[tokio::test]
async fn a_case_is_closed_and_opened_again_where_it_stood() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let done =
        steer(&stage, &town, K::Jobcenter, steering(laila(), ActKind::VerpflichtungJobcenter, new_person()))
            .await
            .expect("done");
    let case: Case = queries(&stage).need(done.case.0).await.expect("case");
    let skip = ChangeStep {
        case: case.id,
        version: case.version,
        kind: MarkKind::Skipped,
        step: StepCode::BookTest,
        reason: StepReason::AlreadyDone,
        organisation: None,
        due_on: None,
        recommendation: None,
    };
    stage.gate.run(&stage.operation(town.actor(K::Jobcenter)), skip).await.expect("skipped");
    let mut stages = Vec::new();
    for change in [CaseChange::Close(ClosingReason::MovedAway), CaseChange::Reopen] {
        let case: Case = queries(&stage).need(done.case.0).await.expect("case");
        let command = ChangeCase { case: case.id, version: case.version, change };
        stage.gate.run(&stage.operation(town.actor(K::Jobcenter)), command).await.expect("changed");
        let case: Case = queries(&stage).need(done.case.0).await.expect("case");
        assert_eq!(case.next.is_none(), case.stage == CaseStage::Closed, "every open case has a next step");
        stages.push(case.stage);
    }
    assert_eq!(stages, vec![CaseStage::Closed, CaseStage::AwaitingSeat], "the skipped test stays skipped");
}

fn phone(person: &Person, number: &str) -> ChangePerson {
    let contact = ContactPart { phone: number.to_owned(), ..ContactPart::of(person) };
    let change = PersonChange { contact: Some(contact), ..PersonChange::default() };
    ChangePerson { person: person.id, version: person.version, change }
}

#[tokio::test]
async fn two_people_in_one_record_lose_nothing_and_history_brings_the_old_state_back() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let done = steer(
            &stage,
            &town,
            K::Jobcenter,
            steering(laila(), ActKind::VerpflichtungJobcenter, new_person()),
        )
        .await
        .expect("done");
        let seen: Person = queries(&stage).need(done.person.0).await.expect("person");
        let jobcenter = town.actor(K::Jobcenter);
        stage.gate.run(&stage.operation(jobcenter), phone(&seen, "0170 222")).await.expect("first");
        let conflict =
            stage.gate.run(&stage.operation(jobcenter), phone(&seen, "0170 333")).await.expect_err("second");
        assert!(matches!(conflict, Error::Conflict(_)));

        let history = stage
            .gate
            .ask(&stage.operation(jobcenter), &PersonHistory { person: done.person })
            .await
            .expect("history");
        assert_eq!(history.steps.len(), 2);
        assert_eq!(history.steps[0].changes[0].field, "phone");
        let now: Person = queries(&stage).need(done.person.0).await.expect("person");
        let restore =
            RestorePerson { person: now.id, version: now.version, before: history.steps[0].operation };
        stage.gate.run(&stage.operation(jobcenter), restore).await.expect("restored");
        let back: Person = queries(&stage).need(done.person.0).await.expect("person");
        assert_eq!(back.phone, "0170 111");
    }
}

#[tokio::test]
async fn each_office_sees_its_fields_and_the_record_says_who_looked() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let done = steer(
            &stage,
            &town,
            K::Jobcenter,
            steering(laila(), ActKind::VerpflichtungJobcenter, new_person()),
        )
        .await
        .expect("done");
        let look = PersonRecord { person: done.person };
        let view =
            stage.gate.ask(&stage.operation(town.actor(K::Jobcenter)), &look).await.expect("own client");
        assert_eq!(view.hidden, vec![]);
        assert_eq!(view.person.file_numbers.len(), 1);
        let bamf = stage.gate.ask(&stage.operation(town.actor(K::Bundesamt)), &look).await.expect("BAMF");
        assert_eq!(bamf.hidden, vec![FieldGroup::Benefit], "BAMF sees only that the fee is waived");
        assert_eq!((bamf.person.benefits.len(), bamf.fee_waived), (0, Some(true)));
        let denied =
            stage.gate.ask(&stage.operation(town.actor(K::Sozialamt)), &look).await.expect_err("stranger");
        assert!(matches!(denied, Error::Absent(RecordKind::Person)));
        let coordination = stage
            .gate
            .ask(&stage.operation(town.actor(K::Koordination)), &look)
            .await
            .expect_err("no people");
        assert!(matches!(coordination, Error::Denied(_)));
        let view =
            stage.gate.ask(&stage.operation(town.actor(K::Jobcenter)), &look).await.expect("own client");
        let lookers: Vec<_> = view.seen_by.expect("shown").iter().map(|sight| sight.organisation).collect();
        for kind in [K::Bundesamt, K::Sozialamt] {
            assert!(lookers.contains(&town.organisation(kind)), "{kind} looked, with or without success");
        }
    }
}

#[tokio::test]
async fn the_foreigners_authority_does_not_see_benefits() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let done = steer(
        &stage,
        &town,
        K::Auslaenderbehoerde,
        steering(laila(), ActKind::VerpflichtungTitel, new_person()),
    )
    .await;
    let done = done.expect("done");
    let look = PersonRecord { person: done.person };
    let view =
        stage.gate.ask(&stage.operation(town.actor(K::Auslaenderbehoerde)), &look).await.expect("seen");
    assert_eq!(view.hidden, vec![FieldGroup::Benefit]);
}

#[tokio::test]
async fn a_zusteuerung_can_be_taken_back_until_somebody_builds_on_it() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let jobcenter = town.actor(K::Jobcenter);
        let mut operations = Vec::new();
        let mut persons = Vec::new();
        for name in ["Ahmadi", "Shevchenko"] {
            let person = Person { family_name: name.to_owned(), ..laila() };
            let mut command = steering(person, ActKind::VerpflichtungJobcenter, new_person());
            command.own_number = format!("815BG{name}");
            let done = stage.gate.run(&stage.operation(jobcenter), command).await.expect("done");
            operations.push(done.operation);
            persons.push(done.outcome.person);
        }
        stage
            .gate
            .run(&stage.operation(jobcenter), UndoOperation { operation: operations[0] })
            .await
            .expect("taken back");
        assert!(queries(&stage).one::<Person>(persons[0].0).await.expect("asked").is_none());
        let list = stage.gate.ask(&stage.operation(jobcenter), &PersonList::default()).await.expect("list");
        assert_eq!(list.total, 1);
        let twice = stage
            .gate
            .run(&stage.operation(jobcenter), UndoOperation { operation: operations[0] })
            .await
            .expect_err("twice");
        assert_eq!(code(twice), "already-undone");
        let seen: Person = queries(&stage).need(persons[1].0).await.expect("person");
        stage.gate.run(&stage.operation(jobcenter), phone(&seen, "0170 222")).await.expect("changed");
        let late = stage
            .gate
            .run(&stage.operation(jobcenter), UndoOperation { operation: operations[1] })
            .await
            .expect_err("overtaken");
        assert_eq!(code(late), "undo-overtaken");
        let foreign = UndoOperation { operation: operations[1] };
        let foreign = stage
            .gate
            .run(&stage.operation(town.actor(K::Bundesamt)), foreign)
            .await
            .expect_err("not theirs");
        assert_eq!(code(foreign), "undo-not-yours");
    }
}

#[tokio::test]
async fn consent_is_noted_once_and_withdrawn_once() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let done =
        steer(&stage, &town, K::Jobcenter, steering(laila(), ActKind::VerpflichtungJobcenter, new_person()))
            .await
            .expect("done");
    let signed = Some("prs".to_owned());
    let consent = |signed| SaveConsent { person: done.person, recipients: RecipientGroup::Volunteer, signed };
    let mut outcomes = Vec::new();
    for signed in [signed.clone(), signed, None, None] {
        let result = stage.gate.run(&stage.operation(town.actor(K::Jobcenter)), consent(signed)).await;
        outcomes.push(result.map_or_else(code, |_| "done".to_owned()));
    }
    assert_eq!(outcomes, ["done", "consent-already-given", "done", "consent-not-given"]);
}

#[tokio::test]
async fn a_filter_is_kept_under_a_name_for_its_owner_only() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let save = SaveView {
        name: "Ohne Test".to_owned(),
        path: "/people".to_owned(),
        query: "step=book_test".to_owned(),
    };
    let saved = stage.gate.run(&stage.operation(town.actor(K::Jobcenter)), save).await.expect("saved");
    let views = SavedViews { path: "/people".to_owned() };
    assert_eq!(
        stage.gate.ask(&stage.operation(town.actor(K::Jobcenter)), &views).await.expect("views").len(),
        1
    );
    assert_eq!(
        stage.gate.ask(&stage.operation(town.actor(K::Sozialamt)), &views).await.expect("views").len(),
        0
    );
    stage
        .gate
        .run(&stage.operation(town.actor(K::Jobcenter)), ForgetView { view: saved.outcome })
        .await
        .expect("forgotten");
    assert_eq!(
        stage.gate.ask(&stage.operation(town.actor(K::Jobcenter)), &views).await.expect("views").len(),
        0
    );
}

#[tokio::test]
async fn an_import_is_taken_back_step_by_step_last_first() {
    use domain::ids::ImportId;
    use domain::list_import::{Counts, ImportKind, ImportRun, ImportState};
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let jobcenter = town.actor(K::Jobcenter);
        let run = ImportRun {
            id: ImportId(stage.ids.next()),
            region: town.region,
            version: 0,
            organisation: jobcenter.organisation,
            account: jobcenter.account,
            kind: ImportKind::Persons,
            file_name: "liste.csv".to_owned(),
            fingerprint: "00".to_owned(),
            started_at: stage.operation(jobcenter).now,
            finished_at: None,
            rows_done: 3,
            counts: Counts::default(),
            state: ImportState::Finished,
        };
        let id = run.id;
        save(&stage, &town, vec![Record::ImportRun(run)]).await;
        let mut persons = Vec::new();
        for name in ["Ahmadi", "Shevchenko"] {
            let mut operation = stage.operation(jobcenter);
            operation.import = Some(id);
            let person = Person { family_name: name.to_owned(), ..laila() };
            let mut command = steering(person, ActKind::VerpflichtungJobcenter, new_person());
            command.own_number = format!("815BG{name}");
            persons.push(stage.gate.run(&operation, command).await.expect("imported").outcome.person);
        }
        // a later part of the same import touches a person of an earlier part
        for number in ["0170 5", "0170 6"] {
            let mut operation = stage.operation(jobcenter);
            operation.import = Some(id);
            let seen: Person = queries(&stage).need(persons[0].0).await.expect("person");
            stage.gate.run(&operation, phone(&seen, number)).await.expect("changed");
        }
        let mut left = Vec::new();
        while left.last() != Some(&0) && left.len() < 9 {
            let undo = UndoImport { import: id, most: 1 };
            left.push(
                stage.gate.run(&stage.operation(jobcenter), undo).await.expect("taken back").outcome.left,
            );
        }
        assert_eq!(left, [3, 2, 1, 0]);
        for person in persons {
            assert!(queries(&stage).one::<Person>(person.0).await.expect("asked").is_none());
        }
        let run: ImportRun = queries(&stage).need(id.0).await.expect("run");
        assert_eq!(run.state, ImportState::Undone);
    }
}
