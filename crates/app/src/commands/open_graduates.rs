//! The list of graduates (process 5.1): so many weeks before the end of the language part everybody in the course
//! comes on it. Done by the system every day; running it twice adds nobody twice.

use super::end_section::listed;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use crate::{graduates, seats, steps};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::AssignmentState;
use domain::course::{Course, CourseState};
use domain::deadline::Activity;
use domain::graduate::Graduate;
use domain::ids::AssignmentId;
use domain::record::RecordKind;
use domain::region::Pace;
use std::collections::BTreeSet;

/// Looks through the running courses of the region.
#[derive(Debug, Clone)]
pub struct OpenGraduates;

impl Demand for OpenGraduates {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Graduate)
    }
}

/// Whether a course is near enough to the end of its language part on a day.
pub fn is_due(course: &Course, pace: &Pace, today: NaiveDate) -> bool {
    let list_on = pace.due(Activity::GraduateList, course.language_ends_on(), course.organisation);
    course.state == CourseState::Running && list_on <= today
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
        let mut running: Vec<Course> = context.work.queries().all(find).await?;
        running.retain(|course| is_due(course, &pace, today));
        let mut opened = 0;
        for course in running {
            let known: Vec<Graduate> = graduates::of_course(context.work.queries(), &course).await?;
            let known: BTreeSet<AssignmentId> = known.iter().map(|graduate| graduate.assignment).collect();
            let seats = seats::seats_of(context.work.queries(), &course, true).await?;
            for seat in seats {
                if seat.state != AssignmentState::Started || known.contains(&seat.id) {
                    continue;
                }
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
