//! Takes an operation back: every record it changed gets the state it had before, in reverse order, if
//! nothing has changed it since. The taking back is itself an operation. Not for splitting merged
//! persons after further work: see `split_persons`.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, HistoryRow, Where};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::{OperationId, PersonId};
use domain::journal::{Event, EventName};
use domain::record::{Record, RecordKind};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Takes back an operation of the same account.
#[derive(Debug, Clone)]
pub struct UndoOperation {
    pub operation: OperationId,
}

/// What taking back came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// Code of the operation that was taken back.
    pub name: String,
    /// Ids of records that do not exist any more: the operation had created them.
    pub gone: Vec<i64>,
}

impl Demand for UndoOperation {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Operation)
    }
}

#[async_trait]
impl Command for UndoOperation {
    type Outcome = TakenBack;
    const NAME: &'static str = "undo_operation";
    const UNDOABLE: bool = false;

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<TakenBack, Error> {
        let id = authorised.command().operation;
        let found = context.work.operation(id).await?;
        let (record, undone) = found.ok_or_else(|| Refusal::new("undo-not-yours"))?;
        if undone {
            return Err(Refusal::new("already-undone").into());
        }
        if !record.undoable {
            return Err(Refusal::new("not-undoable").into());
        }
        let gone = take_back(context, id, |_| true).await?;
        Ok(TakenBack { name: record.name, gone })
    }
}

/// Most persons that get a line of their own in the journal.
const MOST_TOLD: usize = 20;

/// Takes back an operation; records of kinds that are not `wanted` stay as they are. Ids of the records that
/// are gone by it.
pub(super) async fn take_back(
    context: &mut Context<'_>,
    id: OperationId,
    wanted: fn(RecordKind) -> bool,
) -> Result<Vec<i64>, Error> {
    let rows = context.work.queries().history_of_operation(id).await?;
    let rows: Vec<HistoryRow> = rows.into_iter().filter(|row| wanted(row.kind)).collect();
    nothing_hangs_on(context, &rows).await?;
    let mut gone = Vec::new();
    let mut touched = BTreeSet::new();
    let mut persons = BTreeSet::new();
    for row in rows {
        let current = context.work.load(row.kind, row.id).await?;
        if touched.insert((row.kind.code(), row.id)) {
            still_as_left(context, &row, current.as_ref()).await?;
        }
        persons.extend(row.before.as_ref().or(current.as_ref()).and_then(Record::person));
        if row.before.is_none() {
            gone.push(row.id);
        }
        restore(context, row, current).await?;
    }
    context.work.mark_undone(id).await?;
    let event = Event::new(EventName::OperationUndone, context.operation.today).with("operation", id);
    if persons.is_empty() || persons.len() > MOST_TOLD {
        context.emit(event);
        return Ok(gone);
    }
    for person in persons {
        context.emit(event.clone().about(None, person));
    }
    Ok(gone)
}

/// Refuses if a record was changed after the operation. Equal content counts as unchanged, so that
/// several operations can be taken back one after the other, last first.
async fn still_as_left(
    context: &mut Context<'_>,
    row: &HistoryRow,
    current: Option<&Record>,
) -> Result<(), Error> {
    let Some(current) = current else {
        return if row.after_version == 0 { Ok(()) } else { Err(overtaken(row.kind, None)) };
    };
    if current.version() == row.after_version {
        return Ok(());
    }
    let history = context.work.queries().history_of(row.kind, row.id).await?;
    let left = history
        .into_iter()
        .map(|(_, _, row)| row)
        .find(|later| later.before.as_ref().is_some_and(|before| before.version() == row.after_version));
    match left.and_then(|later| later.before) {
        Some(left) if left.clone().with_version(0) == current.clone().with_version(0) => Ok(()),
        _ => Err(overtaken(row.kind, current.person())),
    }
}

fn overtaken(kind: RecordKind, person: Option<PersonId>) -> Error {
    let refusal = Refusal::new("undo-overtaken").with("kind", kind.code());
    match person {
        Some(person) => refusal.with("person", person.to_string()).into(),
        None => refusal.into(),
    }
}

async fn restore(context: &mut Context<'_>, row: HistoryRow, current: Option<Record>) -> Result<(), Error> {
    match (row.before, current) {
        (None, _) => context.work.remove(row.kind, row.id).await,
        (Some(before), Some(current)) => {
            seat_is_free(context, &before, &current).await?;
            context.work.save(vec![before.with_version(current.version())]).await
        }
        (Some(before), None) => context.work.save(vec![before.with_version(0)]).await,
    }
}

/// A seat that was given up may have gone to somebody else in between.
async fn seat_is_free(context: &mut Context<'_>, before: &Record, current: &Record) -> Result<(), Error> {
    let (kind, id, find) = match (before, current) {
        (Record::Seating(old), Record::Seating(new)) if old.lives() && !new.lives() => {
            let find = Find::new(RecordKind::Seating, old.region)
                .when(Where::is("session_id", old.session.0))
                .when(Where::is("lives", 1));
            (RecordKind::Session, old.session.0, find)
        }
        (Record::Assignment(old), Record::Assignment(new)) if old.holds_seat() && !new.holds_seat() => {
            let find = Find::new(RecordKind::Assignment, old.region)
                .when(Where::is("course_id", old.course.0))
                .when(Where::is("holds_seat", 1));
            (RecordKind::Course, old.course.0, find)
        }
        (Record::ExamEntry(old), Record::ExamEntry(new)) if old.holds_seat() && !new.holds_seat() => {
            let find = Find::new(RecordKind::ExamEntry, old.region)
                .when(Where::is("sitting_id", old.sitting.0))
                .when(Where::is("holds_seat", 1));
            (RecordKind::ExamSitting, old.sitting.0, find)
        }
        _ => return Ok(()),
    };
    context.work.lock(kind, id).await?;
    let seats = match context.work.load(kind, id).await? {
        Some(Record::Session(session)) => session.seats(),
        Some(Record::Course(course)) => course.seats,
        Some(Record::ExamSitting(sitting)) => sitting.seats,
        _ => 0,
    };
    let column = match kind {
        RecordKind::Session => "session_id",
        RecordKind::ExamSitting => "sitting_id",
        _ => "course_id",
    };
    let taken: i64 = context.work.queries().count_by(&find, column).await?.iter().map(|(_, n)| n).sum();
    if taken >= seats { Err(Refusal::new("undo-seat-taken").into()) } else { Ok(()) }
}

/// Kinds of records that point at a kind, and by which column.
fn pointing_at(kind: RecordKind) -> &'static [(RecordKind, &'static str)] {
    use RecordKind as K;
    match kind {
        K::Person => &[
            (K::Case, "person_id"),
            (K::Act, "person_id"),
            (K::Seating, "person_id"),
            (K::Assignment, "person_id"),
            (K::LetterRecord, "person_id"),
            (K::Consent, "person_id"),
            (K::PairDecision, "person_id"),
            (K::PairDecision, "other_id"),
            (K::StatedFacts, "person_id"),
            (K::RuleDecision, "person_id"),
            (K::Concern, "person_id"),
            (K::Graduate, "person_id"),
            (K::CareTransfer, "person_id"),
            (K::CounsellingTalk, "person_id"),
            (K::PathCode, "person_id"),
            (K::PathMessage, "person_id"),
            (K::ExamEntry, "person_id"),
        ],
        K::Act => &[(K::RuleDecision, "act_id")],
        K::Case => &[
            (K::Act, "case_id"),
            (K::Seating, "case_id"),
            (K::Assignment, "case_id"),
            (K::Concern, "case_id"),
            (K::Graduate, "case_id"),
            (K::CareTransfer, "case_id"),
            (K::ExamEntry, "case_id"),
            (K::PathMessage, "case_id"),
        ],
        K::Session => &[(K::Seating, "session_id"), (K::SeatPlan, "session_id")],
        K::Course => &[
            (K::Assignment, "course_id"),
            (K::AttendanceDay, "course_id"),
            (K::SectionEnd, "course_id"),
            (K::Graduate, "course_id"),
            (K::VisitDay, "course_id"),
            (K::ExamEntry, "course_id"),
        ],
        K::CounsellingSlot => &[(K::CounsellingTalk, "slot_id")],
        K::Assignment => {
            &[(K::Concern, "assignment_id"), (K::Graduate, "assignment_id"), (K::ExamEntry, "assignment_id")]
        }
        K::ExamSitting => &[(K::ExamEntry, "sitting_id")],
        K::Concern => &[(K::AttendanceReport, "concern_id")],
        K::Organisation => &[
            (K::Account, "organisation_id"),
            (K::Session, "organisation_id"),
            (K::Course, "organisation_id"),
            (K::CounsellingSlot, "organisation_id"),
        ],
        K::Account => &[(K::SavedView, "account_id")],
        _ => &[],
    }
}

/// What the operation created can go only if nothing was hung on it later.
async fn nothing_hangs_on(context: &mut Context<'_>, rows: &[HistoryRow]) -> Result<(), Error> {
    let own: BTreeSet<(&str, i64)> = rows.iter().map(|row| (row.kind.code(), row.id)).collect();
    let region = context.operation.actor.region;
    for kind in RecordKind::ALL {
        let created: Vec<i64> =
            rows.iter().filter(|row| row.kind == *kind && row.before.is_none()).map(|row| row.id).collect();
        for (later, column) in pointing_at(*kind) {
            for ids in created.chunks(400) {
                let find = Find::new(*later, region).when(Where::one_of(column, ids.iter().copied()));
                let found = context.work.queries().search(&find).await?;
                if let Some(record) =
                    found.iter().find(|record| !own.contains(&(later.code(), record.raw_id())))
                {
                    return Err(overtaken(*later, record.person()));
                }
            }
        }
    }
    Ok(())
}
