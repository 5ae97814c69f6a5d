//! The provider announces a group with its first day, moves it, places people into it, or gives it up. Not for the
//! first day: see `start_vocational_course`.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{steps, vocational};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{VocationalCourseId, VocationalPlaceId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::vocational::{VocationalCourse, VocationalCourseState};

/// The course as it shall be; id and version 0 for a new one. Provider and region are set here.
#[derive(Debug, Clone)]
pub struct SaveVocationalCourse {
    pub course: VocationalCourse,
}

impl Demand for SaveVocationalCourse {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::VocationalCourse)
    }
}

#[async_trait]
impl Command for SaveVocationalCourse {
    type Outcome = VocationalCourseId;
    const NAME: &'static str = "save_vocational_course";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        (self.course.id.0 != 0).then_some((RecordKind::VocationalCourse, self.course.id.0))
    }

    async fn run(
        authorised: &Authorised<Self>,
        context: &mut Context<'_>,
    ) -> Result<VocationalCourseId, Error> {
        let wanted = &authorised.command().course;
        let start = wanted.planned_start_on;
        let row = vocational::types().check(wanted.line, start)?;
        wanted.check(row)?;
        if start < context.operation.today {
            return Err(Refusal::new("vocational-start-in-the-past").at("planned_start_on").into());
        }
        let law = context.law_today().await?;
        let code = wanted.line.kind.code();
        if law.set.switches().closed(start).iter().any(|closed| closed == code) {
            return Err(Refusal::new("vocational-type-closed").with("type", code).at("line").into());
        }
        let course = if wanted.id.0 == 0 {
            VocationalCourse {
                id: VocationalCourseId(context.next_id()),
                region: authorised.actor().region,
                version: 0,
                provider: authorised.actor().organisation,
                state: VocationalCourseState::Planned,
                started_on: None,
                ..wanted.clone()
            }
        } else {
            let mut known =
                vocational::reached_course(context, &authorised.visible(), wanted.id, wanted.version).await?;
            let taken = vocational::of_course(context.work.queries(), &known).await?.len() as i64;
            if known.line != wanted.line && taken > 0 {
                return Err(Refusal::new("vocational-course-has-people").at("line").into());
            }
            if wanted.seats < taken {
                return Err(Refusal::new("vocational-seats-taken").with("taken", taken).at("seats").into());
            }
            known.move_start(start, wanted.ends_on)?;
            VocationalCourse {
                line: wanted.line,
                number: wanted.number.clone(),
                town: wanted.town.clone(),
                seats: wanted.seats,
                ..known
            }
        };
        let event = Event::new(EventName::VocationalCoursePlanned, context.operation.today);
        context.emit(event.with("course", course.id).with("line", course.line).with("start", start));
        let id = course.id;
        context.save(course).await?;
        Ok(id)
    }
}

/// Places people of the own list into a course that has not begun.
#[derive(Debug, Clone)]
pub struct PlaceVocational {
    pub course: VocationalCourseId,
    pub version: i64,
    pub places: Vec<VocationalPlaceId>,
}

impl Demand for PlaceVocational {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::VocationalPlace)
    }
}

#[async_trait]
impl Command for PlaceVocational {
    /// Number of people placed.
    type Outcome = i64;
    const NAME: &'static str = "place_vocational";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::VocationalCourse, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        let course = vocational::reached_course(context, &visible, command.course, command.version).await?;
        if course.provider != authorised.actor().organisation {
            // BAMF reaches places of the region to refer people elsewhere; groups are the provider's own
            return Err(Error::Absent(RecordKind::VocationalCourse));
        }
        if command.places.is_empty() {
            return Err(Refusal::new("vocational-nobody-chosen").at("places").into());
        }
        let mut taken = vocational::of_course(context.work.queries(), &course).await?.len() as i64;
        for id in &command.places {
            let known: domain::vocational::VocationalPlace = context.need(id.0).await?;
            let mut place = vocational::reached_place(context, &visible, *id, known.version).await?;
            place.place(&course, taken)?;
            taken += 1;
            let event = vocational::event(EventName::VocationalPlaced, &place, context.operation.today);
            context.emit(event.with("course", course.id).with("start", course.planned_start_on));
            let case = place.case;
            context.save(place).await?;
            steps::settle_saved(context, case).await?;
        }
        Ok(command.places.len() as i64)
    }
}

/// Gives a course up that has not begun; its people wait again, with their place in the line.
#[derive(Debug, Clone)]
pub struct CancelVocationalCourse {
    pub course: VocationalCourseId,
    pub version: i64,
}

impl Demand for CancelVocationalCourse {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::VocationalCourse)
    }
}

#[async_trait]
impl Command for CancelVocationalCourse {
    type Outcome = ();
    const NAME: &'static str = "cancel_vocational_course";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::VocationalCourse, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut course =
            vocational::reached_course(context, &authorised.visible(), command.course, command.version)
                .await?;
        let places = vocational::of_course(context.work.queries(), &course).await?;
        course.cancel()?;
        let event = Event::new(EventName::VocationalCourseCancelled, today);
        context.emit(event.with("course", course.id));
        context.save(course).await?;
        for mut place in places {
            place.unplace()?;
            let case = place.case;
            context.save(place).await?;
            steps::settle_saved(context, case).await?;
        }
        Ok(())
    }
}
