//! What the commands and queries about graduates share: who reaches one, and who is on the list. Not for rules: see
//! `domain::graduate`.

use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::seats;
use chrono::NaiveDate;
use domain::access::{Actor, Visible};
use domain::assignment::{Assignment, AssignmentState};
use domain::course::{Course, CourseState};
use domain::deadline::Activity;
use domain::graduate::{Graduate, Seat, VisitDay};
use domain::ids::{AssignmentId, GraduateId, VisitDayId};
use domain::organisation::OrganisationKind;
use domain::person::Person;
use domain::record::RecordKind;
use domain::region::Pace;
use std::collections::BTreeSet;

/// Whether an actor who reaches the person also reaches this way out of a course: a provider only that of its own.
pub fn is_own(actor: &Actor, graduate: &Graduate) -> bool {
    actor.organisation_kind != OrganisationKind::Kurstraeger || graduate.provider == actor.organisation
}

/// A graduate the actor reaches, in the version the actor saw.
pub async fn reached(
    context: &mut Context<'_>,
    visible: &Visible,
    id: GraduateId,
    seen: i64,
) -> Result<Graduate, Error> {
    let known: Graduate = context.need(id.0).await?;
    let person: Person = context.need(known.person.0).await?;
    let today = context.operation.today;
    let reached = visible.reaches_person(person.region, person.involved_on(today));
    if !reached || !is_own(&context.operation.actor, &known) {
        return Err(Error::Absent(RecordKind::Graduate));
    }
    context.need_version(id.0, seen).await
}

/// What is known of the way out of the course of a seat.
pub async fn of_seat(queries: &dyn Queries, seat: &Assignment) -> Result<Option<Graduate>, Error> {
    let find =
        Find::new(RecordKind::Graduate, seat.region).when(Where::is("assignment_id", seat.id.0)).limit(1);
    Ok(queries.all(find).await?.pop())
}

/// Everybody of a course who is on the list.
pub async fn of_course(queries: &dyn Queries, course: &Course) -> Result<Vec<Graduate>, Error> {
    queries
        .all(Find::new(RecordKind::Graduate, course.region).when(Where::is("course_id", course.id.0)))
        .await
}

/// Learners of a course who are not on the list yet, once its end is near enough.
pub async fn unlisted(
    queries: &dyn Queries,
    course: &Course,
    (pace, today): (&Pace, NaiveDate),
) -> Result<Vec<Assignment>, Error> {
    let list_on = pace.due(Activity::GraduateList, course.language_ends_on(), course.organisation);
    if course.state != CourseState::Running || today < list_on {
        return Ok(Vec::new());
    }
    let known: BTreeSet<AssignmentId> =
        of_course(queries, course).await?.iter().map(|graduate| graduate.assignment).collect();
    let mut seats = seats::seats_of(queries, course, true).await?;
    seats.retain(|seat| seat.state == AssignmentState::Started && !known.contains(&seat.id));
    Ok(seats)
}

/// The record of a seat's way out of its course, a new one where there is none yet.
pub async fn of_seat_or_new(
    context: &mut Context<'_>,
    seat: &Assignment,
    course: &Course,
) -> Result<Graduate, Error> {
    if let Some(known) = of_seat(context.work.queries(), seat).await? {
        return context.need(known.id.0).await;
    }
    let id = GraduateId(context.next_id());
    let keys = Seat {
        region: seat.region,
        case: seat.case,
        person: seat.person,
        assignment: seat.id,
        course: seat.course,
        provider: seat.provider,
    };
    Ok(Graduate::open(id, keys, course.ends_on(), context.operation.today))
}

/// A visiting day the actor has a part in: as its provider, or as a body that comes.
pub async fn visit_day(
    context: &mut Context<'_>,
    visible: &Visible,
    id: VisitDayId,
    seen: i64,
) -> Result<VisitDay, Error> {
    let known: VisitDay = context.need(id.0).await?;
    if !takes_part(visible, &known) {
        return Err(Error::Absent(RecordKind::VisitDay));
    }
    context.need_version(id.0, seen).await
}

/// Whether a view has a part in a visiting day.
pub fn takes_part(visible: &Visible, day: &VisitDay) -> bool {
    let own = visible.organisation();
    visible.reaches(day.region, day.provider)
        || (day.region == visible.region() && day.offices.contains(&own))
}
