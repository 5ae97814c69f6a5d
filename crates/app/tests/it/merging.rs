//! Merging persons takes every record along; separating them gives back exactly what moved; taking back
//! an operation restores what was stored. Random cases against a plain count over all kinds of records.

use crate::people::{laila, new_person, queries, save, steer, steering, test_day};
use app::Ids;
use app::commands::*;
use app::ports::{Find, TypedQueries, Where};
use app::queries::duplicates::DuplicateList;
use domain::act::ActKind;
use domain::case::{Case, ClosingReason, Stage as CaseStage};
use domain::ids::{CaseId, ConsentId, LetterId, OrganisationId, PersonId, SeatingId, SessionId};
use domain::letter_record::LetterRecord;
use domain::matching::duplicates::Verdict;
use domain::organisation::OrganisationKind as K;
use domain::person::{Consent, DuplicateDecision, Person, RecipientGroup};
use domain::placement::{Seating, SeatingState};
use domain::record::{Record, RecordKind};
use std::collections::BTreeMap;
use testkit::{Backend, Stage, Town, day};

/// Everything that hangs on a person or its cases: (kind, id) → (person, case), straight from the tables.
async fn links(stage: &Stage, town: &Town) -> BTreeMap<(&'static str, i64), (i64, Option<i64>)> {
    let mut found = BTreeMap::new();
    for kind in RecordKind::ALL.iter().filter(|kind| kind.hangs_on_person()) {
        for record in queries(stage).search(&Find::new(*kind, town.region)).await.expect("searched") {
            let case = match &record {
                Record::Act(r) => Some(r.case.0),
                Record::Seating(r) => Some(r.case.0),
                Record::Assignment(r) => Some(r.case.0),
                _ => None,
            };
            found.insert(
                (kind.code(), record.raw_id()),
                (record.person().expect("hangs on a person").0, case),
            );
        }
    }
    found
}

async fn of_person(stage: &Stage, town: &Town, person: PersonId) -> usize {
    let mut count = 0;
    for kind in RecordKind::ALL.iter().filter(|kind| kind.hangs_on_person()) {
        let find = Find::new(*kind, town.region).when(Where::is("person_id", person.0));
        count += queries(stage).search(&find).await.expect("searched").len();
    }
    count
}

async fn stored(stage: &Stage, ids: &[(RecordKind, i64)]) -> Vec<String> {
    let mut states = Vec::new();
    for (kind, id) in ids {
        let record = queries(stage).fetch(*kind, *id).await.expect("asked");
        states.push(
            record.map_or_else(String::new, |record| record.with_version(0).to_json().expect("written")),
        );
    }
    states
}

fn letter(
    stage: &Stage,
    town: &Town,
    person: PersonId,
    case: CaseId,
    organisation: OrganisationId,
) -> Record {
    Record::LetterRecord(LetterRecord {
        id: LetterId(stage.ids.next()),
        region: town.region,
        version: 0,
        organisation,
        case: Some(case),
        person,
        number: format!("B-{}", stage.ids.next()),
        kind: "invitation".to_owned(),
        language: "de".to_owned(),
        issued_on: day("2026-11-25"),
        printed_at: None,
        content: serde_json::json!({}),
    })
}

fn consent(stage: &Stage, town: &Town, person: PersonId) -> Record {
    Record::Consent(Consent {
        id: ConsentId(stage.ids.next()),
        region: town.region,
        version: 0,
        person,
        organisation: town.organisation(K::Jobcenter),
        recipients: RecipientGroup::Volunteer,
        text_version: "1".to_owned(),
        language: "de".to_owned(),
        given_on: day("2026-11-25"),
        valid_until: None,
        withdrawn_on: None,
    })
}

fn seating(
    stage: &Stage,
    town: &Town,
    (person, case): (PersonId, CaseId),
    session: SessionId,
    office: K,
) -> Record {
    Record::Seating(Seating {
        id: SeatingId(stage.ids.next()),
        region: town.region,
        version: 0,
        session,
        case,
        person,
        invited_by: town.organisation(office),
        attempt: 1,
        state: SeatingState::Absent,
        code: stage.ids.code(),
        reply: None,
        obstacle: None,
        obstacle_on: None,
        ended: None,
        reminders: Vec::new(),
        arrived_at: None,
        result: None,
    })
}

/// Small reproducible dice.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Two records of Laila, one from each authority, with random evidence.
async fn two_records(stage: &Stage, town: &Town, dice: &mut Dice) -> (SteeredIn, SteeredIn) {
    let session = test_day(stage, town).await;
    let first =
        steer(stage, town, K::Jobcenter, steering(laila(), ActKind::VerpflichtungJobcenter, new_person()))
            .await
            .expect("first");
    let seen = DuplicateDecision::NewPerson { seen: vec![first.person] };
    let mut typed = Person { family_name: "Ahmady".to_owned(), email: "l@example.org".to_owned(), ..laila() };
    if dice.roll(2) == 0 {
        typed.birth_place.clear();
    }
    let command = steering(typed, ActKind::VerpflichtungTitel, seen);
    let second = steer(stage, town, K::Auslaenderbehoerde, command).await.expect("second");
    let mut more = Vec::new();
    for (done, office) in [(&first, K::Jobcenter), (&second, K::Auslaenderbehoerde)] {
        for _ in 0..dice.roll(3) {
            more.push(letter(stage, town, done.person, done.case, town.organisation(office)));
        }
        for _ in 0..dice.roll(3) {
            more.push(seating(stage, town, (done.person, done.case), session, office));
        }
        if dice.roll(2) == 0 {
            more.push(consent(stage, town, done.person));
        }
    }
    save(stage, town, more).await;
    let pace = app::steps::pace(queries(stage), town.region, stage.periods.clone()).await.expect("a pace");
    for done in [&first, &second] {
        let mut case: Case = queries(stage).need(done.case.0).await.expect("case");
        let evidence = app::steps::evidence(queries(stage), &case).await.expect("evidence");
        case.settle(&evidence, &pace);
        save(stage, town, vec![Record::Case(case)]).await;
    }
    (first, second)
}

fn merge(kept: PersonId, other: PersonId) -> DecidePair {
    DecidePair { kept, other, one_person: true }
}

#[tokio::test]
async fn a_merge_takes_every_record_along_and_separating_gives_every_one_back() {
    for (backend, rounds) in [(Backend::Sqlite, 12), (Backend::Postgres, 3)] {
        for round in 0..rounds {
            let mut dice = Dice(round);
            let stage = Stage::open(backend).await;
            let town = Town::build(&stage, "wug").await;
            let (first, second) = two_records(&stage, &town, &mut dice).await;
            let (kept, other) =
                if dice.roll(2) == 0 { (first.person, second.person) } else { (second.person, first.person) };
            let jobcenter = town.actor(K::Jobcenter);
            let before = links(&stage, &town).await;
            let watched = [
                (RecordKind::Person, kept.0),
                (RecordKind::Person, other.0),
                (RecordKind::Case, first.case.0),
                (RecordKind::Case, second.case.0),
            ];
            let states = stored(&stage, &watched).await;

            stage.gate.run(&stage.operation(jobcenter), merge(kept, other)).await.expect("merged");
            assert_eq!(of_person(&stage, &town, other).await, 0, "nothing stays behind in round {round}");
            assert_eq!(links(&stage, &town).await.len(), before.len(), "nothing is lost");
            let find = Find::new(RecordKind::Case, town.region).when(Where::is("person_id", kept.0));
            let cases: Vec<Case> = queries(&stage).all(find).await.expect("cases");
            let open: Vec<&Case> = cases.iter().filter(|case| case.stage != CaseStage::Closed).collect();
            assert_eq!(open.len(), 1, "a double obligation is one case");
            assert!(open[0].obliged && open[0].priority);
            assert!(
                cases
                    .iter()
                    .any(|case| case.closing.as_ref().is_some_and(|c| c.reason == ClosingReason::Duplicate))
            );

            stage.gate.run(&stage.operation(jobcenter), SplitPersons { other }).await.expect("separated");
            assert_eq!(links(&stage, &town).await, before, "every link is back in round {round}");
            assert_eq!(stored(&stage, &watched).await, states, "and so is everything else");
        }
    }
}

#[tokio::test]
async fn separating_works_although_the_records_have_changed_since() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let mut dice = Dice(7);
        let (first, second) = two_records(&stage, &town, &mut dice).await;
        let jobcenter = town.actor(K::Jobcenter);
        stage
            .gate
            .run(&stage.operation(jobcenter), merge(first.person, second.person))
            .await
            .expect("merged");
        // the invitation that is written after the merge stays with the person whose case it is about
        let later = letter(&stage, &town, first.person, second.case, jobcenter.organisation);
        let letter_id = later.raw_id();
        save(&stage, &town, vec![later]).await;
        let kept: Person = queries(&stage).need(first.person.0).await.expect("person");
        let contact = domain::person::ContactPart {
            phone: "0170 999".to_owned(),
            ..domain::person::ContactPart::of(&kept)
        };
        let change = domain::person::PersonChange { contact: Some(contact), ..Default::default() };
        let change = ChangePerson { person: kept.id, version: kept.version, change };
        stage.gate.run(&stage.operation(jobcenter), change).await.expect("changed");

        stage
            .gate
            .run(&stage.operation(jobcenter), SplitPersons { other: second.person })
            .await
            .expect("separated");
        let kept: Person = queries(&stage).need(first.person.0).await.expect("person");
        assert_eq!(kept.phone, "0170 999", "work done since is kept");
        let letter: LetterRecord = queries(&stage).need(letter_id).await.expect("letter");
        assert_eq!(letter.person, second.person);
        let list = DuplicateList { least: Verdict::Possible, most: 10 };
        let pairs = stage.gate.ask(&stage.operation(jobcenter), &list).await.expect("list");
        assert_eq!(pairs, vec![], "what was separated is not proposed again");
    }
}

#[tokio::test]
async fn taking_a_merge_back_restores_what_was_stored_byte_for_byte() {
    for (backend, rounds) in [(Backend::Sqlite, 8), (Backend::Postgres, 2)] {
        for round in 0..rounds {
            let stage = Stage::open(backend).await;
            let town = Town::build(&stage, "wug").await;
            let mut dice = Dice(100 + round);
            let (first, second) = two_records(&stage, &town, &mut dice).await;
            let mut watched: Vec<(RecordKind, i64)> =
                vec![(RecordKind::Person, first.person.0), (RecordKind::Person, second.person.0)];
            for (kind, id) in links(&stage, &town).await.into_keys() {
                watched.push((RecordKind::from_code(kind).expect("a kind"), id));
            }
            let states = stored(&stage, &watched).await;
            let jobcenter = town.actor(K::Jobcenter);
            let done = stage
                .gate
                .run(&stage.operation(jobcenter), merge(first.person, second.person))
                .await
                .expect("merged");
            assert_ne!(stored(&stage, &watched).await, states);
            stage
                .gate
                .run(&stage.operation(jobcenter), UndoOperation { operation: done.operation })
                .await
                .expect("taken back");
            assert_eq!(stored(&stage, &watched).await, states, "round {round}");
        }
    }
}

#[tokio::test]
async fn nobody_loses_an_appointment_by_a_merge_and_no_record_is_merged_twice() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    test_day(&stage, &town).await;
    let mut known = Vec::new();
    for name in ["Ahmadi", "Ahmady"] {
        let seen = known.iter().map(|done: &SteeredIn| done.person).collect();
        let typed = Person { family_name: name.to_owned(), ..laila() };
        let mut command =
            steering(typed, ActKind::VerpflichtungJobcenter, DuplicateDecision::NewPerson { seen });
        command.own_number = format!("815BG{name}");
        command.appointment = Appointment::Earliest;
        known.push(steer(&stage, &town, K::Jobcenter, command).await.expect("done"));
    }
    let jobcenter = town.actor(K::Jobcenter);
    let refused = stage
        .gate
        .run(&stage.operation(jobcenter), merge(known[0].person, known[1].person))
        .await
        .expect_err("refused");
    assert_eq!(refused.code(), "refused:merge-with-two-appointments");
    let itself = stage
        .gate
        .run(&stage.operation(jobcenter), merge(known[0].person, known[0].person))
        .await
        .expect_err("refused");
    assert_eq!(itself.code(), "refused:merge-with-itself");
    let strangers = town.actor(K::Sozialamt);
    let foreign = stage
        .gate
        .run(&stage.operation(strangers), merge(known[0].person, known[1].person))
        .await
        .expect_err("absent");
    assert_eq!(foreign.code(), "absent");
}
