//! Somebody who had paused comes back (process 4.9): into the same course while it runs and has a seat, or to the
//! waiting list.

use super::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{seats, steps};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Reach, Resource};
use domain::assignment::{Assignment, AssignmentState};
use domain::course::{Course, CourseState};
use domain::ids::{AssignmentId, CaseId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Which seat of a case in the version that was seen, and where to.
#[derive(Debug, Clone)]
pub struct ResumeCourse {
    pub case: CaseId,
    pub version: i64,
    pub assignment: AssignmentId,
    pub same_course: bool,
}

impl Demand for ResumeCourse {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Step)
    }
}

#[async_trait]
impl Command for ResumeCourse {
    type Outcome = CaseId;
    const NAME: &'static str = "resume_course";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Case, self.case.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<CaseId, Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        let (mut case, _) = reached::case(context, &visible, command.case, command.version).await?;
        let mut seat: Assignment = context.need(command.assignment.0).await?;
        if seat.case != case.id || seat.state != AssignmentState::Interrupted {
            return Err(Refusal::new("nothing-interrupted").into());
        }
        let own = visible.organisation();
        if visible.reach() == Reach::Own && case.lead != own && seat.provider != own {
            return Err(Refusal::new("step-of-another-body").into());
        }
        if command.same_course {
            has_seat(context, &seat).await?;
            seat.resume(today)?;
        } else {
            seat.return_elsewhere(today)?;
            case.lose_seat(today, seat.state);
        }
        let event = Event::new(EventName::Resumed, today).about(Some(case.id), case.person);
        context.emit(event.with("assignment", seat.id).with("same_course", command.same_course));
        context.save(seat).await?;
        steps::settle(context, case).await?;
        Ok(command.case)
    }
}

/// Refuses where the course is over or nobody can be taken in any more.
async fn has_seat(context: &mut Context<'_>, seat: &Assignment) -> Result<(), Error> {
    context.work.lock(RecordKind::Course, seat.course.0).await?;
    let course: Course = context.need(seat.course.0).await?;
    if course.state != CourseState::Running {
        return Err(Refusal::new("course-not-in-this-state").with("state", course.state.code()).into());
    }
    if seats::taken_of(context.work.queries(), &course).await? >= course.seats {
        return Err(seats::course_full(&course, None).into());
    }
    Ok(())
}
