//! Counselling: nobody is seen without consent, results stay with whom the person agreed to, a withdrawal takes effect
//! with the very next request.

use crate::people::{laila, new_person, steer, steering};
use app::commands::*;
use app::error::Error;
use app::ports::Queries;
use app::ports::{Store, TypedQueries};
use app::queries::consents::PersonConsents;
use app::queries::counselling::{OwnCounselling, OwnTalks, TalkRecord};
use app::queries::counselling_slots::{Booking, SlotList};
use app::queries::person_record::PersonRecord;
use chrono::NaiveTime;
use domain::act::ActKind;
use domain::counselling::{
    Agreed, CounsellingSlot, CounsellingTalk, HelpKind, Sight, SlotMode, SlotState, TalkState,
};
use domain::ids::{CounsellingSlotId, CounsellingTalkId, PersonId};
use domain::journal::EventName;
use domain::organisation::{OrganisationKind as Kind, Place};
use domain::person::RecipientGroup;
use domain::record::Record;
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

fn offer(on: &str, count: i64) -> OfferCounselling {
    OfferCounselling {
        held_on: day(on),
        starts_at: NaiveTime::from_hms_opt(9, 0, 0).expect("a time"),
        minutes: 45,
        count,
        mode: SlotMode::Phone,
        place: Place::default(),
        languages: vec!["prs".to_owned(), "de".to_owned()],
        kinds: vec![HelpKind::ChildCare, HelpKind::Travel],
    }
}

/// The counselling body offers slots; the ids of those that are free, earliest first.
pub async fn slots(stage: &Stage, town: &Town, on: &str, count: i64) -> Vec<CounsellingSlotId> {
    let body = town.actor(Kind::Beratungsstelle);
    stage.gate.run(&stage.operation(body), offer(on, count)).await.expect("offered");
    let list = SlotList { only_free: true, ..SlotList::from(day(on)) };
    let rows = stage.gate.ask(&stage.operation(body), &list).await.expect("the slots");
    rows.into_iter().map(|row| row.slot.id).collect()
}

pub async fn somebody(stage: &Stage, town: &Town) -> PersonId {
    let input = steering(laila(), ActKind::VerpflichtungJobcenter, new_person());
    steer(stage, town, Kind::Jobcenter, input).await.expect("steered in").person
}

pub async fn book(
    stage: &Stage,
    town: &Town,
    (person, slot): (PersonId, CounsellingSlotId),
    signed: Option<&str>,
) -> Result<CounsellingTalkId, Error> {
    let command =
        BookCounselling { person, slot, kinds: vec![HelpKind::ChildCare], signed: signed.map(str::to_owned) };
    let operation = stage.operation(town.actor(Kind::Jobcenter));
    stage.gate.run(&operation, command).await.map(|done| done.outcome)
}

async fn consent(
    stage: &Stage,
    town: &Town,
    (by, person): (Kind, PersonId),
    recipients: RecipientGroup,
    signed: bool,
) -> Result<(), Error> {
    let command = SaveConsent { person, recipients, signed: signed.then(|| "prs".to_owned()) };
    stage.gate.run(&stage.operation(town.actor(by)), command).await.map(|_| ())
}

async fn note(stage: &Stage, town: &Town, talk: CounsellingTalkId) -> Result<(), Error> {
    let known: CounsellingTalk = queries(stage).need(talk.0).await?;
    let outcome = TalkOutcome::Held {
        discussed: vec![HelpKind::ChildCare],
        agreed: vec![Agreed::ChildCareApplied, Agreed::FurtherTalk],
        next_contact_on: Some(day("2026-12-03")),
    };
    let command = RecordCounselling { talk, version: known.version, outcome };
    stage.gate.run(&stage.operation(town.actor(Kind::Beratungsstelle)), command).await.map(|_| ())
}

#[tokio::test]
async fn from_the_booking_with_consent_to_the_result_and_the_withdrawal_on_both_databases() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let (jobcenter, body) = (town.actor(Kind::Jobcenter), town.actor(Kind::Beratungsstelle));
        let person = somebody(&stage, &town).await;
        let free = slots(&stage, &town, "2026-11-25", 2).await;

        assert_eq!(code(book(&stage, &town, (person, free[0]), None).await), "counselling-needs-consent");
        let slot: CounsellingSlot = queries(&stage).need(free[0].0).await.expect("the slot");
        assert_eq!(slot.state, SlotState::Open, "nothing is half done");
        let talk = book(&stage, &town, (person, free[0]), Some("prs")).await.expect("booked with consent");
        assert_eq!(code(book(&stage, &town, (person, free[0]), None).await), "counselling-slot-taken");

        let consents = stage.gate.ask(&stage.operation(jobcenter), &PersonConsents { person }).await;
        let row = consents.expect("the consents").rows.remove(0);
        assert_eq!((row.consent.language.as_str(), row.consent.text_version.as_str()), ("prs", "2026-11"));
        assert_eq!(row.consent.valid_until, Some(day("2027-11-25")), "a period, not for ever");
        assert_eq!(row.asked_by, "Muster-jobcenter");

        let home = stage.gate.ask(&stage.operation(body), &OwnCounselling).await.expect("the home");
        assert_eq!((home.today.len(), home.free_slots), (1, 1));
        assert_eq!(home.today[0].name, "Ahmadi, Laila");
        note(&stage, &town, talk).await.expect("noted");

        let seen = |actor| (stage.operation(actor), TalkRecord { talk });
        let (operation, query) = seen(jobcenter);
        let view = stage.gate.ask(&operation, &query).await.expect("its own booking");
        assert_eq!(
            (view.sight, view.talk.state),
            (Sight::Booking, TalkState::Booked),
            "not even that she came"
        );
        consent(&stage, &town, (Kind::Beratungsstelle, person), RecipientGroup::Jobcenter, true)
            .await
            .expect("asked for in the talk");
        let (operation, query) = seen(jobcenter);
        let view = stage.gate.ask(&operation, &query).await.expect("with consent");
        assert_eq!(view.talk.result.expect("the result").discussed, vec![HelpKind::ChildCare]);

        stage.pass_days(9);
        let home = stage.gate.ask(&stage.operation(body), &OwnCounselling).await.expect("the home");
        assert_eq!(home.contacts.len(), 1, "somebody is to be spoken to again");
        consent(&stage, &town, (Kind::Jobcenter, person), RecipientGroup::Counselling, false)
            .await
            .expect("withdrawn");
        let (operation, query) = seen(body);
        assert!(
            matches!(stage.gate.ask(&operation, &query).await, Err(Error::Absent(_))),
            "the very next look"
        );
        let home = stage.gate.ask(&stage.operation(body), &OwnCounselling).await.expect("the home");
        assert!(home.contacts.is_empty() && home.today.is_empty() && home.without_result.is_empty());
        assert_eq!(code(note(&stage, &town, talk).await), "absent");
        let (operation, query) = seen(jobcenter);
        let view = stage.gate.ask(&operation, &query).await.expect("its own booking");
        assert_eq!(view.talk.result, None, "what came of counselling is told no more");
    }
}

#[tokio::test]
async fn a_withdrawal_calls_appointments_ahead_off_and_frees_their_slots() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let person = somebody(&stage, &town).await;
    let free = slots(&stage, &town, "2026-12-01", 1).await;
    let talk = book(&stage, &town, (person, free[0]), Some("prs")).await.expect("booked");
    consent(&stage, &town, (Kind::Beratungsstelle, person), RecipientGroup::Counselling, false)
        .await
        .expect("told to the counselling body itself");
    let known: CounsellingTalk = queries(&stage).need(talk.0).await.expect("the talk");
    let slot: CounsellingSlot = queries(&stage).need(free[0].0).await.expect("the slot");
    assert_eq!((known.state, slot.state), (TalkState::Cancelled, SlotState::Open));
    let again =
        consent(&stage, &town, (Kind::Beratungsstelle, person), RecipientGroup::Counselling, true).await;
    assert!(matches!(again, Err(Error::Absent(_))), "it cannot ask somebody it does not see any more");
    book(&stage, &town, (person, free[0]), Some("de")).await.expect("a new consent, a new booking");
}

#[tokio::test]
async fn a_withdrawal_leaves_the_past_as_it_was() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let person = somebody(&stage, &town).await;
    let free = slots(&stage, &town, "2026-11-26", 1).await;
    let talk = book(&stage, &town, (person, free[0]), Some("prs")).await.expect("booked");
    stage.pass_days(3);
    consent(&stage, &town, (Kind::Jobcenter, person), RecipientGroup::Counselling, false)
        .await
        .expect("withdrawn");
    let known: CounsellingTalk = queries(&stage).need(talk.0).await.expect("the talk");
    assert_eq!(known.state, TalkState::Booked, "nobody called off what is over");
}

#[tokio::test]
async fn a_counselling_body_books_into_its_own_calendar_only() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let person = somebody(&stage, &town).await;
    let free = slots(&stage, &town, "2026-12-01", 2).await;
    book(&stage, &town, (person, free[0]), Some("prs")).await.expect("booked");
    let mut foreign: CounsellingSlot = queries(&stage).need(free[1].0).await.expect("the slot");
    foreign.organisation = town.organisation(Kind::Koordination);
    let body = stage.operation(town.actor(Kind::Beratungsstelle));
    let mut work = stage.database.begin(&body).await.expect("a transaction");
    work.save(vec![Record::CounsellingSlot(foreign)]).await.expect("saved");
    work.commit().await.expect("committed");
    let command = BookCounselling { person, slot: free[1], kinds: vec![HelpKind::Travel], signed: None };
    let refused = stage.gate.run(&body, command).await;
    assert!(matches!(refused, Err(Error::Absent(_))), "another body's slot does not exist for it");
}

#[tokio::test]
async fn a_counselling_body_finds_nobody_by_itself_and_another_one_sees_nothing() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let elsewhere = Town::build(&stage, "pas").await;
    let person = somebody(&stage, &town).await;
    let body = town.actor(Kind::Beratungsstelle);
    let denied = stage.gate.ask(&stage.operation(body), &PersonRecord { person }).await;
    assert!(matches!(denied, Err(Error::Denied(_))), "no row on people");
    let booking = stage.gate.ask(&stage.operation(body), &Booking { person }).await;
    assert!(matches!(booking, Err(Error::Absent(_))), "no appointment, no consent: nobody");
    consent(&stage, &town, (Kind::Jobcenter, person), RecipientGroup::Counselling, true)
        .await
        .expect("given");
    let booking = stage.gate.ask(&stage.operation(body), &Booking { person }).await;
    assert!(matches!(booking, Err(Error::Absent(_))), "consent alone opens no record");
    let free = slots(&stage, &town, "2026-11-26", 1).await;
    let talk = book(&stage, &town, (person, free[0]), None).await.expect("booked");
    let again = stage.gate.ask(&stage.operation(body), &Booking { person }).await.expect("now reached");
    assert!(again.agreed);
    let stranger = elsewhere.actor(Kind::Beratungsstelle);
    let seen = stage.gate.ask(&stage.operation(stranger), &TalkRecord { talk }).await;
    assert!(matches!(seen, Err(Error::Absent(_))));
    let all = OwnTalks { from: day("2026-11-01"), until: day("2026-12-31") };
    assert!(stage.gate.ask(&stage.operation(stranger), &all).await.expect("own").is_empty());
    for kind in [Kind::Sozialamt, Kind::Kurstraeger] {
        let seen = stage.gate.ask(&stage.operation(town.actor(kind)), &TalkRecord { talk }).await;
        assert!(matches!(seen, Err(Error::Absent(_))), "{kind:?} is not involved with her");
    }
}

#[tokio::test]
async fn an_expired_consent_ends_by_itself() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let person = somebody(&stage, &town).await;
    let free = slots(&stage, &town, "2026-11-25", 1).await;
    let talk = book(&stage, &town, (person, free[0]), Some("prs")).await.expect("booked");
    let body = town.actor(Kind::Beratungsstelle);
    stage.pass_days(364);
    assert!(stage.gate.ask(&stage.operation(body), &TalkRecord { talk }).await.is_ok());
    stage.pass_days(1);
    let over = stage.gate.ask(&stage.operation(body), &TalkRecord { talk }).await;
    assert!(matches!(over, Err(Error::Absent(_))));
}

#[tokio::test]
async fn the_timeline_tells_of_counselling_only_whom_it_concerns_and_never_whether_somebody_came() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let person = somebody(&stage, &town).await;
    let free = slots(&stage, &town, "2026-11-25", 1).await;
    let talk = book(&stage, &town, (person, free[0]), Some("prs")).await.expect("booked");
    let known: CounsellingTalk = queries(&stage).need(talk.0).await.expect("the talk");
    let missed = RecordCounselling { talk, version: known.version, outcome: TalkOutcome::Missed };
    stage.gate.run(&stage.operation(town.actor(Kind::Beratungsstelle)), missed).await.expect("noted");
    for (kind, told) in [(Kind::Jobcenter, true), (Kind::Bundesamt, false)] {
        let view = stage.gate.ask(&stage.operation(town.actor(kind)), &PersonRecord { person }).await;
        let view = view.expect("the record");
        let names: Vec<EventName> = view.timeline.iter().map(|entry| entry.event.name).collect();
        assert_eq!(names.contains(&EventName::CounsellingBooked), told, "{kind:?}");
        assert!(!names.contains(&EventName::CounsellingMissed), "{kind:?}");
        assert_eq!(view.counselling.len(), usize::from(told), "{kind:?}");
        let purposes = view.seen_by.expect("authorities see the log");
        assert!(purposes.iter().all(|sight| sight.organisation != town.organisation(Kind::Beratungsstelle)));
    }
}

#[tokio::test]
async fn a_booking_with_its_consent_is_taken_back_as_one() {
    let stage = Stage::open(Backend::Sqlite).await;
    let town = Town::build(&stage, "wug").await;
    let person = somebody(&stage, &town).await;
    let free = slots(&stage, &town, "2026-11-26", 1).await;
    let command =
        BookCounselling { person, slot: free[0], kinds: Vec::new(), signed: Some("prs".to_owned()) };
    let jobcenter = town.actor(Kind::Jobcenter);
    let done = stage.gate.run(&stage.operation(jobcenter), command).await.expect("booked");
    let undo = UndoOperation { operation: done.operation };
    stage.gate.run(&stage.operation(jobcenter), undo).await.expect("taken back");
    let consents = stage.gate.ask(&stage.operation(jobcenter), &PersonConsents { person }).await;
    assert!(consents.expect("the list").rows.is_empty());
    let slot: CounsellingSlot = queries(&stage).need(free[0].0).await.expect("the slot");
    assert_eq!(slot.state, SlotState::Open);
}

#[tokio::test]
async fn two_who_want_the_same_slot_at_once_do_not_both_get_it() {
    for backend in Backend::BOTH {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let person = somebody(&stage, &town).await;
        let free = slots(&stage, &town, "2026-11-26", 1).await;
        consent(&stage, &town, (Kind::Jobcenter, person), RecipientGroup::Counselling, true)
            .await
            .expect("given");
        let (first, second) = tokio::join!(
            book(&stage, &town, (person, free[0]), None),
            book(&stage, &town, (person, free[0]), None)
        );
        assert_eq!(u8::from(first.is_ok()) + u8::from(second.is_ok()), 1, "{first:?} {second:?}");
    }
}
