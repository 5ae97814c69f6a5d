//! The end of a section (process 4.6): per learner whether this is still the right course. Whoever does not simply go
//! on leaves the seat; with the last section the course is over. The same form serves in the middle of a section for
//! somebody who pauses, moves away or breaks off (4.9).

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{graduates, seats, steps};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::{Assignment, AssignmentState, Outcome};
use domain::case::Case;
use domain::course::{Course, CourseState};
use domain::ids::{AssignmentId, CourseId, SectionEndId};
use domain::journal::{Event, EventName};
use domain::placement::{Level, Recommendation};
use domain::record::RecordKind;
use domain::section_end::{self, Line, SectionEnd};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// Course, section, day, and everybody who does not simply go on; version 0 where the person saw no review yet.
#[derive(Debug, Clone)]
pub struct EndSection {
    pub course: CourseId,
    pub section: u8,
    pub version: i64,
    pub held_on: NaiveDate,
    pub lines: Vec<Line>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionEnded {
    pub went_on: i64,
    pub ended: i64,
    /// The course is over.
    pub course_over: bool,
}

impl Demand for EndSection {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::SectionEnd)
    }
}

#[async_trait]
impl Command for EndSection {
    type Outcome = SectionEnded;
    const NAME: &'static str = "end_section";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Course, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<SectionEnded, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut course = seats::own_course(context, &authorised.visible(), command.course).await?;
        let mut review = seen_review(context, &course, command).await?;
        let learners = seats::seats_of(context.work.queries(), &course, true).await?;
        let mut learners: HashMap<AssignmentId, Assignment> = learners
            .into_iter()
            .filter(|seat| seat.state == AssignmentState::Started)
            .map(|seat| (seat.id, seat))
            .collect();
        let known: BTreeSet<AssignmentId> = learners.keys().copied().collect();
        section_end::check(&course, command.section, &command.lines, (&known, today))?;
        for line in &command.lines {
            if let Some(seat) = learners.remove(&line.seat) {
                leave(context, &course, seat, (line, command.section, command.held_on)).await?;
            }
        }
        let went_on = i64::try_from(learners.len()).unwrap_or(i64::MAX);
        let ended = i64::try_from(command.lines.len()).unwrap_or(i64::MAX);
        review.held_on = command.held_on;
        review.lines.extend(command.lines.iter().copied());
        review.went_on = went_on;
        context.save(review).await?;
        let event = Event::new(EventName::SectionEnded, command.held_on).with("course", course.id);
        context.emit(event.with("section", command.section).with("went_on", went_on).with("ended", ended));
        let course_over = learners.is_empty() && today >= course.ends_on();
        if course_over && course.state == CourseState::Running {
            course.finish(today)?;
            context.emit(Event::new(EventName::CourseEnded, today).with("course", course.id));
            context.save(course).await?;
        }
        Ok(SectionEnded { went_on, ended, course_over })
    }
}

/// The review in the version the person saw, or a new one where they saw none.
async fn seen_review(
    context: &mut Context<'_>,
    course: &Course,
    command: &EndSection,
) -> Result<SectionEnd, Error> {
    let known = crate::queries::sections::review_of(context.work.queries(), course, command.section).await?;
    match known {
        Some(known) if known.version == command.version => Ok(known),
        Some(known) => Err(Error::overtaken(known)),
        None if command.version != 0 => Err(Error::Absent(RecordKind::SectionEnd)),
        None => Ok(SectionEnd {
            id: SectionEndId(context.next_id()),
            region: course.region,
            version: 0,
            course: course.id,
            organisation: course.organisation,
            section: command.section,
            held_on: command.held_on,
            lines: Vec::new(),
            went_on: 0,
        }),
    }
}

/// Somebody's time in the course ends, or pauses; what it means for the case follows.
async fn leave(
    context: &mut Context<'_>,
    course: &Course,
    mut seat: Assignment,
    (line, section, on): (&Line, u8, NaiveDate),
) -> Result<(), Error> {
    let today = context.operation.today;
    seat.end(line.ending(on), today)?;
    let mut case: Case = context.need(seat.case.0).await?;
    if line.outcome.needs_seat() {
        case.lose_seat(today, seat.state);
        case.recommendation = Some(recommendation(&case, course, (line, section)));
    }
    let name = match line.outcome {
        Outcome::Completed => EventName::CourseCompleted,
        Outcome::Interrupted => EventName::Interrupted,
        _ => EventName::CourseLeft,
    };
    let event = Event::new(name, on).about(Some(seat.case), seat.person);
    let event = event.with("assignment", seat.id).with("course", course.id).with("outcome", line.outcome);
    context.emit(match line.returns_on {
        Some(day) => event.with("returns_on", day),
        None => event,
    });
    if way_out(line.outcome) {
        let mut graduate = graduates::of_seat_or_new(context, &seat, course).await?;
        graduate.last_day = on;
        if graduate.version == 0 {
            listed(context, &graduate);
        }
        context.save(graduate).await?;
    }
    context.save(seat).await?;
    steps::settle(context, case).await?;
    Ok(())
}

/// The person leaves the chain of courses here, so that a next step has to be decided.
fn way_out(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Completed | Outcome::FoundWork | Outcome::BrokeOff)
}

/// Notes that somebody came on the list of graduates.
pub(super) fn listed(context: &mut Context<'_>, graduate: &domain::graduate::Graduate) {
    let event = Event::new(EventName::GraduateListed, context.operation.today);
    let event = event.about(Some(graduate.case), graduate.person);
    context.emit(event.with("graduate", graduate.id).with("course", graduate.course));
}

/// What the person needs now: the section or type that was named. Whoever changes the provider takes the section
/// that comes next; another type is entered at its beginning unless a section is named.
fn recommendation(case: &Case, course: &Course, (line, section): (&Line, u8)) -> Recommendation {
    let usual = match line.outcome {
        Outcome::OtherType => 1,
        _ => section.saturating_add(1),
    };
    Recommendation {
        course_kind: line.kind.unwrap_or(course.kind),
        section: line.section.unwrap_or(usual),
        level: case.recommendation.as_ref().map_or(Level::A1, |known| known.level),
        deviation: None,
    }
}
