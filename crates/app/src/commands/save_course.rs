//! Creates a course draft or changes a course of the own organisation. When its dates move, everybody with
//! a seat is told (§ 7 Abs. 4 IntV). Not for publishing, cancelling or beginning it.

use crate::course_offer;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats::{self, LetterRequest};
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::{Assignment, AssignmentState};
use domain::course::{Course, CourseState};
use domain::ids::CourseId;
use domain::journal::{Event, EventName};
use domain::letter::LetterKind;
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// The course as it should be; id 0 for a new one, otherwise with the version the person saw. Sections
/// are computed from type, first section, first day and lessons per week; given ones do not count.
#[derive(Debug, Clone)]
pub struct SaveCourse {
    pub course: Course,
}

impl Demand for SaveCourse {
    fn demand(&self) -> (Action, Resource) {
        (if self.course.id.0 == 0 { Action::Create } else { Action::Change }, Resource::CourseDraft)
    }
}

#[async_trait]
impl Command for SaveCourse {
    type Outcome = CourseId;
    const NAME: &'static str = "save_course";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Course, self.course.id.0)).filter(|(_, id)| *id != 0)
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<CourseId, Error> {
        let wanted = course_offer::complete(authorised.command().course.clone())?;
        if wanted.id.0 == 0 {
            draft(authorised, context, wanted).await
        } else {
            change(authorised, context, wanted).await
        }
    }
}

async fn draft(
    authorised: &Authorised<SaveCourse>,
    context: &mut Context<'_>,
    wanted: Course,
) -> Result<CourseId, Error> {
    let id = CourseId(context.next_id());
    let course = Course {
        id,
        version: 0,
        region: authorised.visible().region(),
        organisation: authorised.visible().organisation(),
        started_on: None,
        lessons_held: 0,
        offered_on: None,
        state: CourseState::Draft,
        ..wanted
    };
    context.save(course).await?;
    context.emit(Event::new(EventName::CourseDrafted, context.operation.today).with("course", id));
    Ok(id)
}

async fn change(
    authorised: &Authorised<SaveCourse>,
    context: &mut Context<'_>,
    wanted: Course,
) -> Result<CourseId, Error> {
    let before = seats::own_course(context, &authorised.visible(), wanted.id).await?;
    let before: Course = context.need_version(before.id.0, wanted.version).await?;
    let living = seats::seats_of(context.work.queries(), &before, true).await?;
    let mut course = before.changed_to(wanted, living.len() as i64)?;
    if course.state == CourseState::Running {
        course.sections = before.sections.clone();
    }
    let today = context.operation.today;
    context.emit(Event::new(EventName::CourseChanged, today).with("course", course.id));
    if course.planned_start_on > before.planned_start_on && course.state == CourseState::Published {
        let event = Event::new(EventName::StartFailed, today)
            .with("course", course.id)
            .with("from", before.planned_start_on)
            .with("to", course.planned_start_on);
        context.emit(event);
    }
    let id = course.id;
    context.save(course.clone()).await?;
    for seat in living {
        move_seat(context, &course, seat).await?;
    }
    Ok(id)
}

/// Tells the holder of a seat the new first day and looks whether six weeks are still kept.
async fn move_seat(context: &mut Context<'_>, course: &Course, mut seat: Assignment) -> Result<(), Error> {
    let Some(entry_on) = course.section_start(seat.section) else {
        return Err(Refusal::new("course-section-in-use")
            .with("section", i64::from(seat.section))
            .at("first_section")
            .into());
    };
    if entry_on == seat.entry_on
        || seat.state == AssignmentState::Started
        || course.state != CourseState::Published
    {
        return Ok(());
    }
    let formerly_on = std::mem::replace(&mut seat.entry_on, entry_on);
    let (today, case) = (context.operation.today, seat.case);
    seat.moved_on = Some(today);
    context.emit(
        Event::new(EventName::StartAnnounced, today)
            .about(Some(seat.case), seat.person)
            .with("assignment", seat.id)
            .with("course", course.id)
            .with("from", formerly_on)
            .with("to", entry_on),
    );
    let request = LetterRequest::new(LetterKind::SlippedStart, &seat, course.organisation);
    seats::ask_for_letter(context, LetterRequest { formerly_on: Some(formerly_on), ..request }).await?;
    context.save(seat).await?;
    steps::settle_saved(context, case).await?;
    Ok(())
}
