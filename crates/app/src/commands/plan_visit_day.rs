//! Visiting days in class (process 5.2): planned by the provider with the bodies that come, filled with single talks,
//! held or cancelled.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{graduates, seats};
use async_trait::async_trait;
use chrono::{NaiveDate, NaiveTime};
use domain::access::{Action, Authorised, Demand, Resource};
use domain::graduate::{Booking, VisitDay, VisitDayState};
use domain::ids::{CourseId, GraduateId, OrganisationId, VisitDayId};
use domain::journal::{Event, EventName};
use domain::organisation::{Organisation, OrganisationKind};
use domain::record::RecordKind;
use domain::refusal::Refusal;

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
    let fits = |body: &Organisation| {
        let kind = matches!(body.kind, OrganisationKind::Jobcenter | OrganisationKind::Arbeitsagentur);
        body.region == region && body.active && kind
    };
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
                on_the_list(context, &day, booking.graduate).await?;
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

async fn on_the_list(context: &mut Context<'_>, day: &VisitDay, id: GraduateId) -> Result<(), Error> {
    let graduate: Option<domain::graduate::Graduate> = context.find(id.0).await?;
    if graduate.is_some_and(|graduate| graduate.course == day.course) {
        return Ok(());
    }
    Err(Refusal::new("not-in-this-course").with("seat", id.to_string()).at("graduate").into())
}

/// Gives everybody who has no talk yet a slot at the body that has to talk to them.
async fn fill(context: &mut Context<'_>, day: &mut VisitDay) -> Result<i64, Error> {
    let course: domain::course::Course = context.need(day.course.0).await?;
    let list = graduates::of_course(context.work.queries(), &course).await?;
    let mut wanted = Vec::new();
    for graduate in list.iter().filter(|graduate| graduate.talk.is_none()) {
        let case: domain::case::Case = context.need(graduate.case.0).await?;
        let holds = case.next.map(|next| next.organisation).filter(|office| day.offices.contains(office));
        if let Some(office) = holds.or(day.offices.first().copied()) {
            wanted.push((graduate.id, office));
        }
    }
    Ok(day.fill(&wanted)?)
}
