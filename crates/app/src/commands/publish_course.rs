//! Shows a course draft to the region, so that seats can be given. Not for changing it.

use crate::course_offer;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::course::Course;
use domain::ids::CourseId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// The draft in the version the person saw.
#[derive(Debug, Clone)]
pub struct PublishCourse {
    pub course: CourseId,
    pub version: i64,
}

impl Demand for PublishCourse {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::CourseDraft)
    }
}

#[async_trait]
impl Command for PublishCourse {
    type Outcome = CourseId;
    const NAME: &'static str = "publish_course";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Course, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<CourseId, Error> {
        let command = authorised.command();
        seats::own_course(context, &authorised.visible(), command.course).await?;
        let draft: Course = context.need_version(command.course.0, command.version).await?;
        context.save(course_offer::published(draft, context.operation.today)?).await?;
        context.emit(
            Event::new(EventName::CoursePublished, context.operation.today).with("course", command.course),
        );
        Ok(command.course)
    }
}
