//! How many lessons of the section under way a running course has held; decides about refilling.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::CourseId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// The course and its lessons so far.
#[derive(Debug, Clone)]
pub struct AdvanceLessons {
    pub course: CourseId,
    pub lessons_held: i64,
}

impl Demand for AdvanceLessons {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::CourseDraft)
    }
}

#[async_trait]
impl Command for AdvanceLessons {
    type Outcome = CourseId;
    const NAME: &'static str = "advance_lessons";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Course, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<CourseId, Error> {
        let command = authorised.command();
        let mut course = seats::own_course(context, &authorised.visible(), command.course).await?;
        course.advance(command.lessons_held)?;
        context.save(course).await?;
        let event =
            Event::new(EventName::CourseChanged, context.operation.today).with("course", command.course);
        context.emit(event.with("lessons_held", command.lessons_held));
        Ok(command.course)
    }
}
