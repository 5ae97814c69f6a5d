//! Visiting days in class (process 5.2): planned by the provider with the bodies that come, filled with single talks,
//! held or cancelled.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::TypedQueries;
use crate::{graduates, seats};
use async_trait::async_trait;
use chrono::{NaiveDate, NaiveTime};
use domain::access::{Action, Authorised, Demand, Resource};
use domain::course::Course;
use domain::graduate::{Booking, Graduate, VisitDay, VisitDayState};
use domain::ids::{CourseId, GraduateId, OrganisationId, PersonId, VisitDayId};
use domain::journal::{Event, EventName};
use domain::organisation::Organisation;
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use std::collections::HashMap;

/// The day as planned; without an id a new one.
#[derive(Debug, Clone)]
pub struct PlanVisitDay {
    pub day: Option<(VisitDayId, i64)>,
    pub course: CourseId,
    pub held_on: NaiveDate,
    pub room: String,
    pub group_from: NaiveTime,
    pub talks_from: NaiveTime,
    pub slot_minutes: i64,
    pub slots: i64,
    pub offices: Vec<OrganisationId>,
    /// BCP 47 codes.
    pub interpreted: Vec<String>,
}

impl Demand for PlanVisitDay {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::VisitDay)
    }
}

#[async_trait]
impl Command for PlanVisitDay {
    type Outcome = VisitDayId;
    const NAME: &'static str = "plan_visit_day";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Course, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<VisitDayId, Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        let course = seats::own_course(context, &visible, command.course).await?;
        for office in &command.offices {
            comes(context, *office).await?;
        }
        let known = match command.day {
            Some((id, seen)) => Some(graduates::visit_day(context, &visible, id, seen).await?),
            None => None,
        };
        let id = known.as_ref().map_or_else(|| VisitDayId(context.next_id()), |day| day.id);
        let mut day = VisitDay {
            id,
            region: course.region,
            version: known.as_ref().map_or(0, |day| day.version),
            course: course.id,
            provider: course.organisation,
            held_on: command.held_on,
            room: command.room.trim().to_owned(),
            group_from: command.group_from,
            talks_from: command.talks_from,
            slot_minutes: command.slot_minutes,
            slots: command.slots,
            offices: command.offices.clone(),
            interpreted: command.interpreted.clone(),
            bookings: known.as_ref().map(|day| day.bookings.clone()).unwrap_or_default(),
            state: known.as_ref().map_or(VisitDayState::Planned, |day| day.state),
        };
        if day.state != VisitDayState::Planned {
            return Err(Refusal::new("visit-day-not-planned").with("state", day.state.code()).into());
        }
        day.check(today)?;
        let (slots, offices) = (day.slots, day.offices.clone());
        day.bookings.retain(|held| held.slot < slots && offices.contains(&held.office));
        context.emit(note(&day, EventName::VisitDayPlanned, day.held_on));
        context.save(day).await?;
        Ok(id)
    }
}

fn note(day: &VisitDay, name: EventName, on: NaiveDate) -> Event {
    Event::new(name, on).with("visit_day", day.id).with("course", day.course)
}

/// Only bodies that plan with people come.
async fn comes(context: &mut Context<'_>, office: OrganisationId) -> Result<(), Error> {
    let region = context.operation.actor.region;
    let body: Option<Organisation> = context.find(office.0).await?;
    let fits = |body: &Organisation| body.region == region && body.active && body.kind.plans_onward();
    if body.as_ref().is_some_and(fits) {
        return Ok(());
    }
    Err(Refusal::new("step-body-unknown").at("office").into())
}

/// What is done with the slots of a day.
#[derive(Debug, Clone)]
pub enum VisitChange {
    /// One graduate in one slot.
    Book(Booking),
    Release(GraduateId),
    /// Everybody on the list of the course who has no slot yet, at the own body.
    Fill,
    Hold,
    Cancel,
}

/// Changes a planned day.
#[derive(Debug, Clone)]
pub struct ChangeVisitDay {
    pub day: VisitDayId,
    pub version: i64,
    pub change: VisitChange,
}

impl Demand for ChangeVisitDay {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::VisitDay)
    }
}

#[async_trait]
impl Command for ChangeVisitDay {
    /// Number of slots given.
    type Outcome = i64;
    const NAME: &'static str = "change_visit_day";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::VisitDay, self.day.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        let mut day = graduates::visit_day(context, &visible, command.day, command.version).await?;
        let (given, name) = match &command.change {
            VisitChange::Book(booking) => {
                may_be_booked(context, &day, booking).await?;
                day.book(*booking)?;
                (1, EventName::VisitBooked)
            }
            VisitChange::Release(graduate) => {
                day.release(*graduate)?;
                (0, EventName::VisitBooked)
            }
            VisitChange::Fill => (fill(context, &mut day).await?, EventName::VisitBooked),
            VisitChange::Hold => {
                day.hold(today)?;
                (0, EventName::VisitDayHeld)
            }
            VisitChange::Cancel if day.provider != visible.organisation() => {
                return Err(Refusal::new("visit-day-of-the-provider").into());
            }
            VisitChange::Cancel => {
                day.cancel()?;
                (0, EventName::VisitDayCancelled)
            }
        };
        context.emit(note(&day, name, today).with("given", given));
        context.save(day).await?;
        Ok(given)
    }
}

/// Only somebody of the course gets a time, and only at a body that has the person before it.
async fn may_be_booked(context: &mut Context<'_>, day: &VisitDay, booking: &Booking) -> Result<(), Error> {
    let stranger = || {
        let refusal = Refusal::new("not-in-this-course").with("seat", booking.graduate.to_string());
        Error::from(refusal.at("graduate"))
    };
    let graduate: Graduate = context.find(booking.graduate.0).await?.ok_or_else(stranger)?;
    if graduate.course != day.course {
        return Err(stranger());
    }
    let person: Person = context.need(graduate.person.0).await?;
    let knows = person.involved_on(context.operation.today).any(|office| office == booking.office);
    if knows { Ok(()) } else { Err(Refusal::new("visit-office-without-person").at("office").into()) }
}

/// Gives everybody who has no talk yet a time at the first coming body that has the person before it.
async fn fill(context: &mut Context<'_>, day: &mut VisitDay) -> Result<i64, Error> {
    let (course, today): (Course, _) = (context.need(day.course.0).await?, context.operation.today);
    let mut list = graduates::of_course(context.work.queries(), &course).await?;
    list.retain(|graduate| graduate.talk.is_none());
    let ids: Vec<i64> = list.iter().map(|graduate| graduate.person.0).collect();
    let people: Vec<Person> = context.work.queries().many(&ids).await?;
    let people: HashMap<PersonId, Person> = people.into_iter().map(|person| (person.id, person)).collect();
    let mut wanted = Vec::new();
    for graduate in &list {
        let involved: Vec<OrganisationId> = people
            .get(&graduate.person)
            .map(|person| person.involved_on(today).collect())
            .unwrap_or_default();
        let office = day.offices.iter().find(|office| involved.contains(office));
        wanted.extend(office.map(|office| (graduate.id, *office)));
    }
    Ok(day.fill(&wanted)?)
}
