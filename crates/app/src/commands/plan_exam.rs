//! Plans an exam day of the own exam site, changes it, calls it off, and states that its examiners taught none of the
//! candidates. Not for registering people: see `register_for_exam`.

use crate::error::Error;
use crate::exams;
use crate::gate::{Command, Context};
use crate::ports::TypedQueries;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::course::Course;
use domain::exam::{EntryState, ExamEntry, ExamPlan, ExamSitting, SittingState};
use domain::ids::{CourseId, ExamSittingId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use std::collections::BTreeMap;

/// A new exam day.
#[derive(Debug, Clone)]
pub struct PlanExam {
    pub plan: ExamPlan,
}

impl Demand for PlanExam {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::ExamSitting)
    }
}

fn event(name: EventName, context: &Context<'_>, sitting: &ExamSitting) -> Event {
    Event::new(name, context.operation.today)
        .with("sitting", sitting.id)
        .with("exam", sitting.kind.code())
        .with("held_on", sitting.held_on)
}

#[async_trait]
impl Command for PlanExam {
    type Outcome = ExamSittingId;
    const NAME: &'static str = "plan_exam";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<ExamSittingId, Error> {
        let (plan, visible) = (authorised.command().plan.clone(), authorised.visible());
        let sitting = ExamSitting {
            id: ExamSittingId(context.next_id()),
            region: visible.region(),
            version: 0,
            organisation: visible.organisation(),
            kind: plan.kind,
            place: plan.place,
            held_on: plan.held_on,
            starts_at: plan.starts_at,
            closes_on: plan.closes_on,
            seats: plan.seats,
            examiners: plan.examiners,
            impartial: None,
            state: SittingState::Planned,
        };
        sitting.check_new(context.operation.today)?;
        let id = sitting.id;
        context.emit(event(EventName::ExamPlanned, context, &sitting));
        context.save(sitting).await?;
        Ok(id)
    }
}

/// Another plan for an exam day, with the version the person saw. Whoever is registered goes along to another day.
#[derive(Debug, Clone)]
pub struct ChangeExam {
    pub sitting: ExamSittingId,
    pub version: i64,
    pub plan: ExamPlan,
}

impl Demand for ChangeExam {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::ExamSitting)
    }
}

#[async_trait]
impl Command for ChangeExam {
    /// Registered people whose day is another one now.
    type Outcome = i64;
    const NAME: &'static str = "change_exam";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::ExamSitting, self.sitting.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let command = authorised.command();
        let seen = (command.sitting, command.version);
        let sitting = exams::own(context, &authorised.visible(), seen).await?;
        let entries = exams::entries_of(context.work.queries(), &sitting).await?;
        let taken = entries.iter().filter(|entry| entry.holds_seat()).count() as i64;
        let changed = sitting.planned(&command.plan);
        sitting.check_change(&changed, context.operation.today, taken)?;
        let (moves, held_on) = (changed.held_on != sitting.held_on, changed.held_on);
        if moves && entries.iter().any(|entry| entry.was_decided()) {
            return Err(Refusal::new("exam-is-over").with("on", sitting.held_on).at("held_on").into());
        }
        let courses = if moves { courses_of(context, &entries).await? } else { BTreeMap::new() };
        let moved = changed.clone();
        context.emit(event(EventName::ExamChanged, context, &changed));
        context.save(changed).await?;
        let mut told = 0;
        for mut entry in entries.into_iter().filter(|_| moves) {
            told += i64::from(entry.holds_seat());
            entry.held_on = held_on;
            if let Some(course) = courses.get(&entry.course) {
                entry.hours_used_up = exams::hours_used_up(course, &moved);
            }
            let case = entry.case;
            context.save(entry).await?;
            steps::settle_saved(context, case).await?;
        }
        Ok(told)
    }
}

/// Courses of candidates: on another day the funded hours of a course can be used up that were not before.
async fn courses_of(
    context: &mut Context<'_>,
    entries: &[ExamEntry],
) -> Result<BTreeMap<CourseId, Course>, Error> {
    let mut ids: Vec<i64> = entries.iter().map(|entry| entry.course.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let courses: Vec<Course> = context.work.queries().many(&ids).await?;
    Ok(courses.into_iter().map(|course| (course.id, course)).collect())
}

/// Calls an exam day off, with the version the person saw; everybody registered is registered no more.
#[derive(Debug, Clone)]
pub struct CancelExam {
    pub sitting: ExamSittingId,
    pub version: i64,
}

impl Demand for CancelExam {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::ExamSitting)
    }
}

#[async_trait]
impl Command for CancelExam {
    /// People who need another exam day.
    type Outcome = i64;
    const NAME: &'static str = "cancel_exam";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::ExamSitting, self.sitting.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let seen = (command.sitting, command.version);
        let mut sitting = exams::own(context, &authorised.visible(), seen).await?;
        sitting.cancel(today)?;
        let entries = exams::entries_of(context.work.queries(), &sitting).await?;
        if entries.iter().any(ExamEntry::was_decided) {
            return Err(Refusal::new("exam-is-over").with("on", sitting.held_on).into());
        }
        context.emit(event(EventName::ExamCancelled, context, &sitting));
        context.save(sitting).await?;
        let mut told = 0;
        for mut entry in entries.into_iter().filter(|entry| entry.state == EntryState::Registered) {
            entry.withdraw(today)?;
            let event = Event::new(EventName::ExamWithdrawn, today).about(Some(entry.case), entry.person);
            context.emit(event.with("sitting", entry.sitting).with("provider", entry.provider));
            let case = entry.case;
            context.save(entry).await?;
            steps::settle_saved(context, case).await?;
            told += 1;
        }
        Ok(told)
    }
}

/// The exam site states that none of the examiners taught a candidate of this day in the last months.
#[derive(Debug, Clone)]
pub struct StateExaminers {
    pub sitting: ExamSittingId,
    pub version: i64,
}

impl Demand for StateExaminers {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::ExamSitting)
    }
}

#[async_trait]
impl Command for StateExaminers {
    type Outcome = ();
    const NAME: &'static str = "state_examiners";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::ExamSitting, self.sitting.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let command = authorised.command();
        let seen = (command.sitting, command.version);
        let mut sitting = exams::own(context, &authorised.visible(), seen).await?;
        sitting.state_impartial(authorised.actor().account, context.operation.today)?;
        context.emit(event(EventName::ExaminersStated, context, &sitting));
        context.save(sitting).await
    }
}
