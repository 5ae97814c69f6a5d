//! Takes a course back before it has begun. Everybody with a seat goes back to the waiting list with the
//! reason and keeps their place in the line.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::HandBackReason;
use domain::course::Course;
use domain::ids::CourseId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// The course in the version the person saw.
#[derive(Debug, Clone)]
pub struct CancelCourse {
    pub course: CourseId,
    pub version: i64,
}

impl Demand for CancelCourse {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::CourseDraft)
    }
}

#[async_trait]
impl Command for CancelCourse {
    /// Number of people who lost a seat.
    type Outcome = i64;
    const NAME: &'static str = "cancel_course";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Course, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let command = authorised.command();
        seats::own_course(context, &authorised.visible(), command.course).await?;
        let mut course: Course = context.need_version(command.course.0, command.version).await?;
        course.cancel()?;
        let living = seats::seats_of(context.work.queries(), &course, true).await?;
        let (today, lost) = (context.operation.today, living.len() as i64);
        context.emit(
            Event::new(EventName::CourseCancelled, today).with("course", course.id).with("seats", lost),
        );
        context.save(course).await?;
        for mut seat in living {
            let was = seat.state;
            seat.hand_back(HandBackReason::CourseCancelled, today)?;
            let event =
                Event::new(EventName::SeatHandedBack, today).with("reason", HandBackReason::CourseCancelled);
            seats::put_back(context, seat, was, event).await?;
        }
        Ok(lost)
    }
}
