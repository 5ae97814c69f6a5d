//! The first and the last day of a Berufssprachkurs. The start is told to the issuer of everybody who begins and, with
//! the number, to BAMF (§ 9 DeuFöV).

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{steps, vocational};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::VocationalCourseId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::vocational::{PlaceEnd, PlaceState, VocationalFacts, VocationalReportKind};

/// The course begins today with everybody placed in it.
#[derive(Debug, Clone)]
pub struct StartVocationalCourse {
    pub course: VocationalCourseId,
    pub version: i64,
}

impl Demand for StartVocationalCourse {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::VocationalCourse)
    }
}

#[async_trait]
impl Command for StartVocationalCourse {
    /// Number of people who begin.
    type Outcome = i64;
    const NAME: &'static str = "start_vocational_course";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::VocationalCourse, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut course =
            vocational::reached_course(context, &authorised.visible(), command.course, command.version)
                .await?;
        let row = vocational::types().of(course.line.kind, course.planned_start_on);
        let row =
            row.ok_or_else(|| Refusal::new("vocational-type-unknown").with("type", course.line.kind.code()))?;
        let mut places = vocational::of_course(context.work.queries(), &course).await?;
        places.retain(|place| place.state == PlaceState::Placed);
        let people = places.len() as i64;
        course.start(today, people, row)?;
        let event = Event::new(EventName::VocationalCourseStarted, today);
        context.emit(event.with("course", course.id).with("people", people));
        let facts = VocationalFacts { starts_on: Some(today), ..VocationalFacts::default() };
        let what = VocationalReportKind::CourseStart;
        for mut place in places {
            place.start()?;
            let event = vocational::event(EventName::VocationalStarted, &place, today);
            context.emit(event.with("course", course.id));
            let case = place.case;
            vocational::tell(context, what, &place, (facts, today)).await?;
            context.save(place).await?;
            steps::settle_saved(context, case).await?;
        }
        let group = (course.provider, course.line, Some(course.id));
        let facts = VocationalFacts { people: Some(people), ..facts };
        vocational::tell_of_group(context, what, group, (facts, today)).await?;
        context.save(course).await?;
        Ok(people)
    }
}

/// The course is over today for everybody who still sits in it.
#[derive(Debug, Clone)]
pub struct FinishVocationalCourse {
    pub course: VocationalCourseId,
    pub version: i64,
}

impl Demand for FinishVocationalCourse {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::VocationalCourse)
    }
}

#[async_trait]
impl Command for FinishVocationalCourse {
    /// Number of people who stayed to the end.
    type Outcome = i64;
    const NAME: &'static str = "finish_vocational_course";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::VocationalCourse, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut course =
            vocational::reached_course(context, &authorised.visible(), command.course, command.version)
                .await?;
        course.finish(today)?;
        let mut places = vocational::of_course(context.work.queries(), &course).await?;
        places.retain(|place| place.state == PlaceState::Started);
        let people = places.len() as i64;
        context.save(course).await?;
        for mut place in places {
            place.end(PlaceEnd { on: today, broke_off: None })?;
            context.emit(vocational::event(EventName::VocationalEnded, &place, today));
            let case = place.case;
            context.save(place).await?;
            steps::settle_saved(context, case).await?;
        }
        Ok(people)
    }
}
