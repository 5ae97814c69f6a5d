//! Takes the attendance list of one course day (process 4.4). Whoever passes the region's threshold by it is
//! warned of at once, so that somebody talks to the person before anything else happens.

use crate::attendance::{self, begins_on};
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::Assignment;
use domain::attendance::{AttendanceDay, Concern, ConcernState, Entry, SettlementCode, Tally, Warning};
use domain::course::Course;
use domain::ids::{AttendanceDayId, ConcernId, CourseId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::region::Pace;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The list as it was written; version 0 where the person saw no list yet.
#[derive(Debug, Clone)]
pub struct SaveAttendance {
    pub course: CourseId,
    pub held_on: NaiveDate,
    pub version: i64,
    pub lessons: i64,
    pub entries: Vec<Entry>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListTaken {
    pub learners: i64,
    /// People who are missing too often since this list.
    pub warned: i64,
}

impl Demand for SaveAttendance {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Attendance)
    }
}

#[async_trait]
impl Command for SaveAttendance {
    type Outcome = ListTaken;
    const NAME: &'static str = "save_attendance";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Course, self.course.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<ListTaken, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let course = seats::own_course(context, &authorised.visible(), command.course).await?;
        let mut list = seen_list(context, &course, command).await?;
        let learners = attendance::learners(context.work.queries(), &course, command.held_on).await?;
        if let Some(stray) =
            command.entries.iter().find(|entry| !learners.iter().any(|seat| seat.id == entry.seat))
        {
            return Err(Refusal::new("not-in-this-course").with("seat", stray.seat.to_string()).into());
        }
        list.take(&course, command.lessons, command.entries.clone(), today)?;
        context.save(list.clone()).await?;
        let event = Event::new(EventName::AttendanceTaken, command.held_on).with("course", course.id);
        context.emit(event.with("learners", list.entries.len()));
        let warned = Watch::open(context, &course, list).await?.over(context, &learners).await?;
        Ok(ListTaken { learners: command.entries.len() as i64, warned })
    }
}

/// The list in the version the person saw, or a new one where they saw none.
async fn seen_list(
    context: &mut Context<'_>,
    course: &Course,
    command: &SaveAttendance,
) -> Result<AttendanceDay, Error> {
    let known = attendance::day_on(context.work.queries(), course, command.held_on).await?;
    match known {
        Some(known) if known.version == command.version => Ok(known),
        Some(known) => Err(Error::overtaken(known)),
        None if command.version != 0 => Err(Error::Absent(RecordKind::AttendanceDay)),
        None => Ok(AttendanceDay {
            id: AttendanceDayId(context.next_id()),
            region: course.region,
            version: 0,
            course: course.id,
            organisation: course.organisation,
            held_on: command.held_on,
            lessons: command.lessons,
            entries: Vec::new(),
        }),
    }
}

/// Looks over the last weeks of a course after a list was taken.
struct Watch<'a> {
    course: &'a Course,
    pace: Arc<Pace>,
    days: Vec<AttendanceDay>,
    concerns: Vec<Concern>,
    today: NaiveDate,
}

impl<'a> Watch<'a> {
    async fn open(context: &mut Context<'_>, course: &'a Course, list: AttendanceDay) -> Result<Self, Error> {
        let (pace, today) = (context.pace().await?, context.operation.today);
        let queries = context.work.queries();
        let concerns = attendance::concerns_of(queries, course).await?;
        let window = pace.settings.attendance.window(today, course.start_on());
        let living = concerns.iter().filter(|concern| concern.is_living());
        let from = living.map(|concern| concern.tally.from).min().unwrap_or(window).min(window);
        let mut days = attendance::days_since(queries, course, from).await?;
        days.retain(|day| day.id != list.id);
        days.push(list);
        Ok(Watch { course, pace, days, concerns, today })
    }

    /// Number of people warned of.
    async fn over(&self, context: &mut Context<'_>, learners: &[Assignment]) -> Result<i64, Error> {
        let mut warned = 0;
        for seat in learners {
            let mut own = self.concerns.iter().filter(|concern| concern.assignment == seat.id);
            match own.clone().find(|concern| concern.is_living()) {
                Some(living) => self.look_again(context, living).await?,
                None => {
                    let ended = own.by_ref().filter_map(|concern| concern.settlement.map(|end| end.on)).max();
                    let after = ended.and_then(|on| on.succ_opt()).unwrap_or(begins_on(seat));
                    warned += i64::from(self.warn(context, seat, after).await?);
                }
            }
        }
        Ok(warned)
    }

    /// Opens the ladder if the days since a day call for it.
    async fn warn(
        &self,
        context: &mut Context<'_>,
        seat: &Assignment,
        after: NaiveDate,
    ) -> Result<bool, Error> {
        let settings = &self.pace.settings.attendance;
        let from = settings.window(self.today, after.max(begins_on(seat)));
        let tally = Tally::of(&self.days, seat.id, from, self.today);
        let Some(warning) = tally.warning(settings) else { return Ok(false) };
        let concern = Concern {
            id: ConcernId(context.next_id()),
            region: self.course.region,
            version: 0,
            case: seat.case,
            person: seat.person,
            assignment: seat.id,
            course: self.course.id,
            provider: self.course.organisation,
            warning,
            warned_on: self.today,
            tally,
            state: ConcernState::Open,
            due_on: self.pace.working_days_after(
                self.today,
                settings.talk_within_working_days,
                self.course.organisation,
            ),
            talks: Vec::new(),
            settlement: None,
        };
        let event = Event::new(EventName::AbsenceAlert, self.today).about(Some(seat.case), seat.person);
        context.emit(event.with("concern", concern.id).with("provider", concern.provider));
        context.save(concern).await?;
        Ok(true)
    }

    /// A list may have been corrected so that nobody need talk to the person, or the days got worse.
    async fn look_again(&self, context: &mut Context<'_>, known: &Concern) -> Result<(), Error> {
        let settings = &self.pace.settings.attendance;
        let mut concern = known.clone();
        let at_warning = Tally::of(&self.days, concern.assignment, concern.tally.from, concern.tally.until);
        let untouched = concern.state == ConcernState::Open && concern.talks.is_empty();
        if untouched && at_warning.warning(settings).is_none() {
            concern.settle(self.today, SettlementCode::ListCorrected)?;
            let event = Event::new(EventName::ConcernSettled, self.today);
            let event = event.about(Some(concern.case), concern.person).with("concern", concern.id);
            context.emit(event.with("provider", concern.provider));
            return context.save(concern).await;
        }
        let from = settings.window(self.today, concern.tally.from);
        let now = Tally::of(&self.days, concern.assignment, from, self.today);
        if now.warning(settings) == Some(Warning::Unexcused) && concern.worsen(now) {
            return context.save(concern).await;
        }
        Ok(())
    }
}
