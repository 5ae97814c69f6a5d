//! The first day: who really came, the whole list at once (process 4.1). Those missing lose their seat,
//! the provider asks them why, and their seats can be filled again.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats;
use crate::steps;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::{Assignment, AssignmentState};
use domain::case::Case;
use domain::course::{Course, CourseState};
use domain::ids::{AssignmentId, CourseId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// The day and everybody who was there; everybody else who was expected on that day was not.
#[derive(Debug, Clone)]
pub struct ConfirmStart {
    pub course: CourseId,
    pub on: NaiveDate,
    pub present: Vec<AssignmentId>,
}

/// Counts of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    pub arrived: i64,
    pub missing: i64,
    pub empty_seats: i64,
}

impl Demand for ConfirmStart {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Registration)
    }
}

#[async_trait]
impl Command for ConfirmStart {
    type Outcome = Started;
    const NAME: &'static str = "confirm_start";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Course, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<Started, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        if command.on > today {
            return Err(Refusal::new("start-in-the-future").with("on", command.on).at("on").into());
        }
        let mut course = seats::own_course(context, &authorised.visible(), command.course).await?;
        let begun = course.state == CourseState::Running;
        let planned = course.planned_start_on;
        course.start(command.on)?;
        let living = seats::seats_of(context.work.queries(), &course, true).await?;
        let expected = |seat: &Assignment| {
            seat.state != AssignmentState::Started
                && (seat.entry_on <= command.on || (!begun && seat.entry_on == planned))
        };
        if let Some(stray) = command.present.iter().find(|id| !living.iter().any(|seat| seat.id == **id)) {
            return Err(Refusal::new("not-in-this-course").with("seat", stray.to_string()).into());
        }
        let mut started = Started { arrived: 0, missing: 0, empty_seats: course.seats - living.len() as i64 };
        for seat in living {
            if seat.state != AssignmentState::Started && command.present.contains(&seat.id) {
                started.arrived += 1;
                arrive(context, &course, seat, command.on).await?;
            } else if expected(&seat) {
                started.missing += 1;
                miss(context, seat, command.on).await?;
            }
        }
        started.empty_seats += started.missing;
        if !begun {
            let event = Event::new(EventName::CourseStarted, command.on)
                .with("course", course.id)
                .with("arrived", started.arrived)
                .with("missing", started.missing);
            context.emit(event);
        }
        context.save(course).await?;
        Ok(started)
    }
}

/// Notes that a person sits in the course.
pub(super) async fn arrive(
    context: &mut Context<'_>,
    course: &Course,
    mut seat: Assignment,
    on: NaiveDate,
) -> Result<(), Error> {
    seat.arrive(on, context.operation.now)?;
    let mut case: Case = context.need(seat.case.0).await?;
    case.begin_course(on);
    let event = Event::new(EventName::Arrived, on).about(Some(seat.case), seat.person);
    context.emit(event.with("assignment", seat.id).with("course", course.id));
    context.save(seat).await?;
    steps::settle(context, case).await?;
    Ok(())
}

async fn miss(context: &mut Context<'_>, mut seat: Assignment, on: NaiveDate) -> Result<(), Error> {
    seat.stay_away(on)?;
    let case = seat.case;
    let event = Event::new(EventName::NotArrived, on).about(Some(seat.case), seat.person);
    context.emit(event.with("assignment", seat.id).with("course", seat.course));
    context.save(seat).await?;
    steps::settle_saved(context, case).await?;
    Ok(())
}
