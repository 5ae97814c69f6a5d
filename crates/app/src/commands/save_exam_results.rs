//! Enters what became of candidates of an exam day: sat, absent, result. A list of rows is one operation, so that it is
//! taken back as a whole; an unchanged row changes nothing.

use crate::error::Error;
use crate::exams;
use crate::gate::{Command, Context};
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::exam::{EntryState, ExamEntry, ExamKind, ExamSitting, Said};
use domain::ids::{ExamEntryId, ExamSittingId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// One row, with the version of the entry the person saw.
#[derive(Debug, Clone, Copy)]
pub struct ResultRow {
    pub entry: ExamEntryId,
    pub version: i64,
    pub said: Said,
}

/// Rows of one exam day.
#[derive(Debug, Clone)]
pub struct SaveExamResults {
    pub sitting: ExamSittingId,
    pub rows: Vec<ResultRow>,
}

impl Demand for SaveExamResults {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Exam)
    }
}

#[async_trait]
impl Command for SaveExamResults {
    /// Rows that changed something.
    type Outcome = i64;
    const NAME: &'static str = "save_exam_results";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::ExamSitting, self.sitting.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        let sitting: ExamSitting = context.need(command.sitting.0).await?;
        if sitting.region != visible.region() {
            return Err(Error::Absent(RecordKind::ExamSitting));
        }
        let mut changed = 0;
        for row in &command.rows {
            let known: ExamEntry = context.need(row.entry.0).await?;
            if known.sitting != sitting.id || !exams::reaches(&visible, &known) {
                return Err(Error::Absent(RecordKind::ExamEntry));
            }
            let mut entry: ExamEntry = context.need_version(row.entry.0, row.version).await?;
            let field = format!("result-{}", entry.id);
            said(&mut entry, row.said, context).map_err(|refusal| refusal.at(&field))?;
            if entry != known {
                keep(context, entry).await?;
                changed += 1;
            }
        }
        Ok(changed)
    }
}

/// Lets a row say what became of a candidate.
fn said(entry: &mut ExamEntry, said: Said, context: &Context<'_>) -> Result<(), Refusal> {
    let today = context.operation.today;
    match (said, entry.state) {
        (Said::Absent, EntryState::Absent) | (Said::Sat, EntryState::Sat) => Ok(()),
        (Said::Absent, _) => entry.miss(today),
        (Said::Sat, _) => entry.sit(today),
        (Said::Result(result), _) => entry.record(result, today),
    }
}

/// Saves a changed entry with its event and lets the next step of its case follow.
pub(super) async fn keep(context: &mut Context<'_>, entry: ExamEntry) -> Result<(), Error> {
    let name = match (entry.state, entry.exam) {
        (EntryState::Absent, _) => EventName::ExamMissed,
        (EntryState::Marked, ExamKind::Dtz) => EventName::DtzResult,
        (EntryState::Marked, ExamKind::Lid) => EventName::LidResult,
        (EntryState::Sat | EntryState::Registered | EntryState::Withdrawn, _) => EventName::ExamSat,
    };
    let today = context.operation.today;
    let event = Event::new(name, entry.held_on).about(Some(entry.case), entry.person);
    let mut event = event.with("sitting", entry.sitting).with("provider", entry.provider);
    if let Some(recorded) = entry.result {
        event = event.with("result", recorded.result.code()).with("entered_on", today);
    }
    context.emit(event);
    let case = entry.case;
    context.save(entry).await?;
    steps::settle_saved(context, case).await?;
    Ok(())
}
