//! The list of graduates (process 5.1): so many weeks before the end of the language part everybody in the course
//! comes on it. Done by the system every day; running it twice adds nobody twice.

use super::end_section::listed;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use crate::{graduates, steps};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::course::{Course, CourseState};
use domain::record::RecordKind;

/// Looks through the running courses of the region.
#[derive(Debug, Clone)]
pub struct OpenGraduates;

impl Demand for OpenGraduates {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Graduate)
    }
}

#[async_trait]
impl Command for OpenGraduates {
    /// Number of people who came on the list.
    type Outcome = i64;
    const NAME: &'static str = "open_graduates";
    const UNDOABLE: bool = false;

    async fn run(_: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (region, today) = (context.operation.actor.region, context.operation.today);
        let pace = context.pace().await?;
        let find =
            Find::new(RecordKind::Course, region).when(Where::is("status", CourseState::Running.code()));
        let running: Vec<Course> = context.work.queries().all(find).await?;
        let mut opened = 0;
        for course in running {
            for seat in graduates::unlisted(context.work.queries(), &course, (&pace, today)).await? {
                let graduate = graduates::of_seat_or_new(context, &seat, &course).await?;
                listed(context, &graduate);
                context.save(graduate).await?;
                steps::settle_saved(context, seat.case).await?;
                opened += 1;
            }
        }
        Ok(opened)
    }
}
