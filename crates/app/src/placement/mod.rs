//! What the commands around test days share: reach, counting living seatings under the lock of the day,
//! booking, moving to another day, the ladder of missed appointments. Not for pages, and not for the
//! decisions themselves: see `domain::placement`.
//!
//! Whoever books holds the lock of the test day until the end of the transaction and counts the living
//! seatings inside it, so that the last seat is given once.

pub mod appointment;

use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, OutboxMessage, Queries, TypedQueries, Where};
use crate::steps;
use chrono::NaiveDate;
use domain::access::Visible;
use domain::act::Act;
use domain::case::{self, Case};
use domain::ids::{CaseId, RegionId, SeatingId, SessionId};
use domain::journal::{Event, EventName};
use domain::person::Person;
use domain::placement::{
    AfterAbsence, Ended, Obstacle, Offer, Seating, SeatingState, Session, SessionState, choice,
};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use std::collections::BTreeMap;

/// Kind of outbox message that tells an obliging authority of a no-show.
pub const NOSHOW_REPORT: &str = "noshow_report";

/// Living seatings per test day.
pub async fn taken(
    queries: &dyn Queries,
    region: RegionId,
    sessions: &[SessionId],
) -> Result<BTreeMap<SessionId, i64>, Error> {
    let find = Find::new(RecordKind::Seating, region)
        .when(Where::is("lives", 1i64))
        .when(Where::one_of("session_id", sessions.iter().map(|id| id.0)));
    let counts = queries.count_by(&find, "session_id").await?;
    Ok(counts.into_iter().map(|(session, count)| (SessionId(session), count)).collect())
}

/// Planned test days of a region from a day on with their living seatings, earliest first.
pub async fn offers(queries: &dyn Queries, region: RegionId, from: NaiveDate) -> Result<Vec<Offer>, Error> {
    let find = Find::new(RecordKind::Session, region)
        .when(Where::is("status", SessionState::Planned.code()))
        .when(Where::AtLeast("held_on", from.into()))
        .by("held_on");
    let sessions: Vec<Session> = queries.all(find).await?;
    let ids: Vec<SessionId> = sessions.iter().map(|session| session.id).collect();
    let taken = taken(queries, region, &ids).await?;
    Ok(sessions
        .into_iter()
        .map(|session| {
            let taken = taken.get(&session.id).copied().unwrap_or(0);
            Offer { session, taken }
        })
        .collect())
}

/// A test day under lock: nobody else books, cancels or changes it until this transaction ends.
pub async fn locked(context: &mut Context<'_>, id: SessionId) -> Result<Session, Error> {
    context.work.lock(RecordKind::Session, id.0).await?;
    let session: Session = context.need(id.0).await?;
    if session.region != context.operation.actor.region {
        return Err(Error::Absent(RecordKind::Session));
    }
    Ok(session)
}

/// Lets only one transaction of the region at a time hold several test days, so that two of them never
/// wait for each other.
pub async fn lock_region(context: &mut Context<'_>) -> Result<(), Error> {
    let region = context.operation.actor.region;
    context.work.lock(RecordKind::Region, region.0).await
}

/// What the journal keeps of a new test day.
pub fn planned(session: &Session, today: NaiveDate) -> Event {
    Event::new(EventName::SessionPlanned, today)
        .with("session", session.id)
        .with("held_on", session.held_on)
        .with("seats", session.seats())
}

/// A test day of the actor's own body, under lock.
pub async fn own_session(
    context: &mut Context<'_>,
    visible: &Visible,
    id: SessionId,
) -> Result<Session, Error> {
    let session = locked(context, id).await?;
    let own = session.organisation == visible.organisation();
    if own && visible.reaches(session.region, session.organisation) {
        Ok(session)
    } else {
        Err(Error::Absent(RecordKind::Session))
    }
}

/// A seating with its test day (under lock), for a person the actor reaches.
pub async fn reached_seating(
    context: &mut Context<'_>,
    visible: &Visible,
    id: SeatingId,
) -> Result<(Seating, Session), Error> {
    let known: Seating = context.need(id.0).await?;
    let person: Person = context.need(known.person.0).await?;
    if !visible.reaches_person(person.region, person.involved_on(context.operation.today)) {
        return Err(Error::Absent(RecordKind::Seating));
    }
    let session = locked(context, known.session).await?;
    // read again: it may have changed while this transaction waited for the lock
    let seating: Seating = context.need(id.0).await?;
    Ok((seating, session))
}

/// The seatings of a test day that are taken or were missed, in the order of booking.
pub async fn seatings_of(queries: &dyn Queries, session: &Session) -> Result<Vec<Seating>, Error> {
    queries
        .all(Find::new(RecordKind::Seating, session.region).when(Where::is("session_id", session.id.0)))
        .await
}

/// Who notes today that an appointment came to nothing.
pub fn ended(context: &Context<'_>) -> Ended {
    Ended { on: context.operation.today, by: context.operation.actor.organisation }
}

/// Books a seat for a case: at the named test day, or at the earliest fitting one. The case must be saved
/// already; case, person (the test site becomes part of the chain) and seating are saved here, so read
/// them anew afterwards. The seating carries a fresh appointment code.
///
/// Refuses: `session-full` (with `next`), `session-full-no-other`, `no-free-session`, `session-not-open`,
/// `session-in-the-past`, `case-needs-no-test`, `case-is-closed`, `already-has-a-test-appointment`.
pub async fn book(
    context: &mut Context<'_>,
    case: CaseId,
    session: Option<SessionId>,
) -> Result<Seating, Error> {
    let case: Case = context.need(case.0).await?;
    let mut person: Person = context.need(case.person.0).await?;
    case.check_invitation()?;
    let session = match session {
        Some(named) => named_session(context, named).await?,
        None => earliest_session(context, &person, None).await?,
    };
    let today = context.operation.today;
    person.involve(session.organisation, today);
    let seating = Seating {
        id: SeatingId(context.next_id()),
        region: case.region,
        version: 0,
        session: session.id,
        case: case.id,
        person: case.person,
        invited_by: context.operation.actor.organisation,
        attempt: case.test_attempts + 1,
        state: SeatingState::Booked,
        code: context.operation.ids.code(),
        reply: None,
        obstacle: None,
        obstacle_on: None,
        ended: None,
        reminders: Vec::new(),
        arrived_at: None,
        result: None,
    };
    context.save(seating.clone()).await?;
    context.save(person).await?;
    context.emit(
        Event::new(EventName::TestInvited, today)
            .about(Some(case.id), case.person)
            .with("session", session.id)
            .with("held_on", session.held_on)
            .with("attempt", seating.attempt),
    );
    steps::settle(context, case).await?;
    context.need(seating.id.0).await
}

/// The number of living seatings of a test day whose lock is held.
pub async fn count(queries: &dyn Queries, session: &Session) -> Result<i64, Error> {
    let counts = taken(queries, session.region, &[session.id]).await?;
    Ok(counts.get(&session.id).copied().unwrap_or(0))
}

async fn full(queries: &dyn Queries, session: &Session, today: NaiveDate) -> Result<Refusal, Error> {
    let offers = offers(queries, session.region, today).await?;
    let refusal = match choice::next_free(&offers, session.id, today) {
        Some(next) => Refusal::new("session-full").with("next", next.session.held_on),
        None => Refusal::new("session-full-no-other"),
    };
    Ok(refusal.with("on", session.held_on).with("seats", session.invitations()).at("session"))
}

async fn named_session(context: &mut Context<'_>, id: SessionId) -> Result<Session, Error> {
    let session = locked(context, id).await?;
    let taken = count(context.work.queries(), &session).await?;
    match session.check_booking(context.operation.today, taken) {
        Ok(()) => Ok(session),
        Err(refusal) if refusal.code == "session-full" => {
            Err(full(context.work.queries(), &session, context.operation.today).await?.into())
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The earliest fitting day, locked and counted again; a day that filled up meanwhile is passed over.
async fn earliest_session(
    context: &mut Context<'_>,
    person: &Person,
    but: Option<SessionId>,
) -> Result<Session, Error> {
    lock_region(context).await?;
    let settings = context.settings().await?;
    let today = context.operation.today;
    let mut offers = offers(context.work.queries(), person.region, today).await?;
    offers.retain(|offer| Some(offer.session.id) != but);
    while let Some(id) = choice::earliest(&offers, person, today, &settings).map(|offer| offer.session.id) {
        let session = locked(context, id).await?;
        let taken = count(context.work.queries(), &session).await?;
        if session.check_booking(today, taken).is_ok() {
            return Ok(session);
        }
        offers.retain(|offer| offer.session.id != id);
    }
    Err(Refusal::new("no-free-session").at("session").into())
}

/// Gives a booked seat back and books the case at another day: the named one, else the earliest fitting
/// one other than the old. `None` where there is no free day: then a new appointment is to be booked.
pub async fn move_seating(
    context: &mut Context<'_>,
    mut seating: Seating,
    obstacle: Option<Obstacle>,
    to: Option<SessionId>,
) -> Result<Option<Seating>, Error> {
    let (old, case_id) = (seating.session, seating.case);
    let obstacle = obstacle.or(seating.obstacle);
    seating.cancel(obstacle, ended(context))?;
    let person: Person = context.need(seating.person.0).await?;
    context.emit(cancelled(context, &seating));
    context.save(seating).await?;
    let to = match to {
        Some(named) => Some(named),
        None => match earliest_session(context, &person, Some(old)).await {
            Ok(session) => Some(session.id),
            Err(Error::Refused(refusal)) if refusal.code == "no-free-session" => None,
            Err(other) => return Err(other),
        },
    };
    let Some(to) = to else {
        steps::settle_saved(context, case_id).await?;
        return Ok(None);
    };
    book(context, case_id, Some(to)).await.map(Some)
}

/// The event of a cancelled appointment.
pub fn cancelled(context: &Context<'_>, seating: &Seating) -> Event {
    let event = Event::new(EventName::TestCancelled, context.operation.today)
        .about(Some(seating.case), seating.person)
        .with("session", seating.session)
        .with("attempt", seating.attempt);
    match seating.obstacle {
        Some(obstacle) => event.with("obstacle", obstacle.code()),
        None => event,
    }
}

/// Marks a booked person as absent and lets the case take the next step of the ladder.
pub async fn absent(context: &mut Context<'_>, mut seating: Seating, session: &Session) -> Result<(), Error> {
    seating.miss(ended(context))?;
    let pace = context.pace().await?;
    let mut case: Case = context.need(seating.case.0).await?;
    let after = case.miss_test(&pace.settings);
    context.emit(
        Event::new(EventName::TestNoshow, session.held_on)
            .about(Some(case.id), case.person)
            .with("session", session.id)
            .with("attempt", seating.attempt),
    );
    if after == AfterAbsence::AskForObstacle {
        report(context, &case, session).await?;
    }
    context.save(seating).await?;
    steps::settle(context, case).await?;
    Ok(())
}

/// Tells every authority that obliges the person now; who is only entitled is nobody's to report.
async fn report(context: &mut Context<'_>, case: &Case, session: &Session) -> Result<(), Error> {
    let find = Find::new(RecordKind::Act, case.region).when(Where::is("case_id", case.id.0));
    let acts: Vec<Act> = context.work.queries().all(find).await?;
    for authority in case::obliging(&acts, context.operation.today) {
        let payload = serde_json::json!({
            "case": case.id.to_string(),
            "authority": authority.to_string(),
            "test_site": session.organisation.to_string(),
            "missed_on": session.held_on,
            "attempts": case.test_attempts,
        });
        let message = OutboxMessage {
            id: context.next_id(),
            kind: NOSHOW_REPORT.to_owned(),
            payload: payload.to_string(),
        };
        context.work.queue(message).await?;
        context.emit(
            Event::new(EventName::NoshowReported, context.operation.today)
                .about(Some(case.id), case.person)
                .with("authority", authority)
                .with("session", session.id),
        );
    }
    Ok(())
}
