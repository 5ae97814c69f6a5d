//! The provider offers its empty seats for refilling up to the 25th lesson (a setting). BAMF sees the offer
//! and the waiting people who fit; only BAMF gives the seats.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::CourseId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// The course with empty seats.
#[derive(Debug, Clone)]
pub struct OfferSeats {
    pub course: CourseId,
}

impl Demand for OfferSeats {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::CourseDraft)
    }
}

#[async_trait]
impl Command for OfferSeats {
    /// Number of empty seats.
    type Outcome = i64;
    const NAME: &'static str = "offer_seats";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Course, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let today = context.operation.today;
        let mut course =
            seats::own_course(context, &authorised.visible(), authorised.command().course).await?;
        let settings = context.settings().await?;
        let taken = seats::taken_of(context.work.queries(), &course).await?;
        course.offer_seats(today, taken, settings.refill_until_lesson)?;
        let empty = course.seats - taken;
        context.emit(
            Event::new(EventName::CourseChanged, today).with("course", course.id).with("offered", empty),
        );
        context.save(course).await?;
        Ok(empty)
    }
}
