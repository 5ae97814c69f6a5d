//! Registers learners of the own courses for an exam day, several at once in one operation, and takes one of them off
//! it again (process 5.4). An entry that was withdrawn is taken up again.

use crate::error::Error;
use crate::exams;
use crate::gate::{Command, Context};
use crate::seats;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource, Visible};
use domain::assignment::Assignment;
use domain::case::Case;
use domain::course::Course;
use domain::exam::{EntryState, ExamEntry, ExamSitting, Registration, may_register};
use domain::ids::{AssignmentId, ExamEntryId, ExamSittingId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Seats of the learners to be registered. Whose funded hours are not used up is registered because the provider
/// expects B1.
#[derive(Debug, Clone)]
pub struct RegisterForExam {
    pub sitting: ExamSittingId,
    pub seats: Vec<AssignmentId>,
}

impl Demand for RegisterForExam {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Exam)
    }
}

#[async_trait]
impl Command for RegisterForExam {
    /// People who were registered.
    type Outcome = i64;
    const NAME: &'static str = "register_for_exam";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::ExamSitting, self.sitting.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let sitting = exams::locked(context, command.sitting).await?;
        if command.seats.is_empty() {
            return Err(Refusal::new("exam-nobody-chosen").at("seats").into());
        }
        let entries = exams::entries_of(context.work.queries(), &sitting).await?;
        let taken = entries.iter().filter(|entry| entry.holds_seat()).count() as i64;
        let mut cases = Vec::with_capacity(command.seats.len());
        for (more, id) in (0..).zip(&command.seats) {
            sitting.check_registration(today, taken + more).map_err(|refusal| refusal.at("seats"))?;
            cases.push(register(context, &authorised.visible(), &sitting, *id).await?);
        }
        if sitting.impartial.is_some() {
            // the statement did not speak of these candidates
            context.save(ExamSitting { impartial: None, ..sitting }).await?;
        }
        let count = cases.len() as i64;
        for case in cases {
            steps::settle(context, case).await?;
        }
        Ok(count)
    }
}

async fn register(
    context: &mut Context<'_>,
    visible: &Visible,
    sitting: &ExamSitting,
    id: AssignmentId,
) -> Result<Case, Error> {
    let seat = seats::reached_seat(context, visible, id).await?;
    if !exams::may_be_candidate(seat.state) {
        return Err(Refusal::new("exam-only-learners").with("state", seat.state.code()).at("seats").into());
    }
    let course: Course = context.need(seat.course.0).await?;
    // two exam days take the same person at the same time: one after the other
    context.work.lock(RecordKind::Case, seat.case.0).await?;
    let case: Case = context.need(seat.case.0).await?;
    let queries = context.work.queries();
    let mut known = exams::entries_of_people(queries, sitting.region, &[seat.person.0]).await?;
    let known = known.remove(&seat.person.0).unwrap_or_default();
    let used_up = exams::hours_used_up(&course, sitting);
    let allowed = may_register(exams::rules(), sitting, &known, (course.kind, used_up));
    let allowed = allowed.map_err(|why| {
        let refusal = Refusal::new("exam-not-to-be-registered").with("why", why.code());
        refusal.with("number", case.number.as_str()).at("seats")
    })?;
    let again = known.into_iter().find(|entry| entry.sitting == sitting.id);
    let entry = written(context, (sitting, &seat, &course), allowed, again);
    let event = Event::new(EventName::ExamRegistered, context.operation.today);
    context.emit(
        event
            .about(Some(seat.case), seat.person)
            .with("sitting", sitting.id)
            .with("exam", sitting.kind.code())
            .with("payer", entry.payer.code())
            .with("provider", entry.provider),
    );
    context.save(entry).await?;
    Ok(case)
}

fn written(
    context: &Context<'_>,
    (sitting, seat, course): (&ExamSitting, &Assignment, &Course),
    allowed: Registration,
    again: Option<ExamEntry>,
) -> ExamEntry {
    let (id, version) = match &again {
        Some(entry) => (entry.id, entry.version),
        None => (ExamEntryId(context.next_id()), 0),
    };
    ExamEntry {
        id,
        region: sitting.region,
        version,
        sitting: sitting.id,
        exam: sitting.kind,
        held_on: sitting.held_on,
        case: seat.case,
        person: seat.person,
        course: course.id,
        course_kind: course.kind,
        assignment: seat.id,
        provider: course.organisation,
        site: sitting.organisation,
        attempt: allowed.attempt,
        ground: allowed.ground,
        payer: allowed.payer,
        hours_used_up: allowed.hours_used_up,
        state: EntryState::Registered,
        registered_on: context.operation.today,
        result: None,
    }
}

/// Takes somebody off an exam day, with the version the person saw.
#[derive(Debug, Clone)]
pub struct WithdrawFromExam {
    pub entry: ExamEntryId,
    pub version: i64,
}

impl Demand for WithdrawFromExam {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Exam)
    }
}

#[async_trait]
impl Command for WithdrawFromExam {
    type Outcome = ();
    const NAME: &'static str = "withdraw_from_exam";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::ExamEntry, self.entry.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let known: ExamEntry = context.need(command.entry.0).await?;
        if !exams::reaches(&authorised.visible(), &known) {
            return Err(Error::Absent(RecordKind::ExamEntry));
        }
        let mut entry: ExamEntry = context.need_version(command.entry.0, command.version).await?;
        entry.withdraw(today)?;
        let event = Event::new(EventName::ExamWithdrawn, today).about(Some(entry.case), entry.person);
        context.emit(event.with("sitting", entry.sitting).with("provider", entry.provider));
        let case = entry.case;
        context.save(entry).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}
