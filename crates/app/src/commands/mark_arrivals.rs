//! People who came after the first day: late entrants and those who were missed first. A section is entered
//! before its 25th lesson (AbrRL § 1 Abs. 4, a setting), and only into an empty seat.

use super::confirm_start::arrive;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::course::CourseState;
use domain::ids::{AssignmentId, CourseId};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// The day and who came.
#[derive(Debug, Clone)]
pub struct MarkArrivals {
    pub course: CourseId,
    pub on: NaiveDate,
    pub present: Vec<AssignmentId>,
}

impl Demand for MarkArrivals {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Registration)
    }
}

#[async_trait]
impl Command for MarkArrivals {
    /// Number of people noted.
    type Outcome = i64;
    const NAME: &'static str = "mark_arrivals";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Course, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        if command.on > today {
            return Err(Refusal::new("start-in-the-future").with("on", command.on).at("on").into());
        }
        let course = seats::own_course(context, &visible, command.course).await?;
        if course.state != CourseState::Running {
            return Err(Refusal::new("course-not-in-this-state").with("state", course.state.code()).into());
        }
        let settings = context.settings().await?;
        let mut taken = seats::taken_of(context.work.queries(), &course).await?;
        for id in &command.present {
            let seat = seats::reached_seat(context, &visible, *id).await?;
            if seat.course != course.id {
                return Err(Refusal::new("not-in-this-course").with("seat", id.to_string()).into());
            }
            if !seat.holds_seat() {
                if taken >= course.seats {
                    return Err(seats::course_full(&course, None).into());
                }
                if course.lessons_held >= settings.refill_until_lesson {
                    return Err(Refusal::new("refill-limit-reached")
                        .with("lesson", settings.refill_until_lesson)
                        .into());
                }
                taken += 1;
            }
            arrive(context, &course, seat, command.on).await?;
        }
        Ok(command.present.len() as i64)
    }
}
