//! Runs a list through: a look that changes nothing, or one operation per chunk. Parsing runs ahead on a
//! thread of its own; a dropped run leaves whole chunks behind and can be taken up again.

use super::known::{Decisions, Scope};
use super::note::Note;
use super::report::{Report, RowReport};
use super::source::{ImportFault, Part, Plan, Survey, read_parts, rows_per_part, survey};
use super::{judge_courses, judge_exams, judge_persons};
use crate::commands::{BeginImport, FinishImport, ImportChunk};
use crate::error::Error;
use crate::gate::{Gate, Look, Query, Scene};
use crate::operation::Operation;
use async_trait::async_trait;
use domain::access::{Action, Purpose, Resource, Visible};
use domain::ids::ImportId;
use domain::list_import::{ImportKind, RowOutcome};
use sheets::write::RefusedRows;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Rows a look takes at a time; within them, rows that look alike are found.
const LOOK: usize = 20_000;

/// Why an import did not come to its end.
#[derive(Debug)]
pub enum Failure {
    File(ImportFault),
    App(Error),
}

impl From<ImportFault> for Failure {
    fn from(fault: ImportFault) -> Self {
        Failure::File(fault)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::App(error)
    }
}

/// Notes of a row as a sentence of the reader's language.
pub type Say = Arc<dyn Fn(&[Note]) -> String + Send + Sync>;

/// Words for the file of rows that were left over.
#[derive(Clone)]
pub struct Voice {
    /// Heading of the column of reasons.
    pub heading: String,
    pub say: Say,
}

/// An import to be carried out.
pub struct Apply<'a> {
    pub gate: &'a Gate,
    /// A new operation of the same actor.
    pub operation: &'a (dyn Fn() -> Operation + Send + Sync),
    pub plan: Plan,
    pub decisions: Decisions,
    /// Id of the import if it is a new one.
    pub import: ImportId,
    pub voice: Voice,
    /// Told after each chunk: rows done, rows in all.
    pub progress: &'a (dyn Fn(u64, u64) + Send + Sync),
}

/// Judges a part without writing anything.
struct Judge {
    part: Part,
    decisions: Arc<Decisions>,
}

#[async_trait]
impl Query for Judge {
    type Answer = Vec<RowReport>;

    fn look(&self) -> Look {
        let resource = match self.part {
            Part::Persons(_) => Resource::Person,
            Part::Courses(_) => Resource::CourseDraft,
            Part::Exams(_) => Resource::Exam,
        };
        let purpose = Some(Purpose::DuplicateCheck);
        Look { purpose, ..Look::at_people(Action::Create, resource).filtered("import-preview") }
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<RowReport>, i64), Error> {
        let scope = Scope {
            region: visible.region(),
            organisation: visible.organisation(),
            today: scene.operation.today,
        };
        let rows: Vec<RowReport> = match &self.part {
            Part::Persons(lines) => judge_persons(scene.queries, &scope, lines, &self.decisions)
                .await?
                .into_iter()
                .map(|row| row.report)
                .collect(),
            Part::Courses(lines) => judge_courses(scene.queries, &scope, lines, &self.decisions)
                .await?
                .into_iter()
                .map(|row| row.report)
                .collect(),
            Part::Exams(lines) => judge_exams(scene.queries, &scope, lines, &self.decisions)
                .await?
                .into_iter()
                .map(|row| row.report)
                .collect(),
        };
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

fn stopped(error: impl std::fmt::Display) -> Failure {
    Failure::App(Error::fault(format!("the reading thread stopped: {error}")))
}

async fn surveyed(plan: &Plan) -> Result<Arc<Survey>, Failure> {
    let plan = plan.clone();
    let found = tokio::task::spawn_blocking(move || survey(&plan)).await.map_err(stopped)?;
    Ok(Arc::new(found?))
}

/// Parts of a list, read ahead by one.
struct Ahead {
    parts: mpsc::Receiver<Part>,
    reader: tokio::task::JoinHandle<Result<(), ImportFault>>,
}

impl Ahead {
    fn start(plan: &Plan, survey: &Arc<Survey>, size: usize) -> Ahead {
        let (sender, parts) = mpsc::channel(1);
        let (plan, survey) = (plan.clone(), survey.clone());
        let reader = tokio::task::spawn_blocking(move || {
            read_parts(&plan, &survey, size, |part| sender.blocking_send(part).is_ok())
        });
        Ahead { parts, reader }
    }

    async fn end(self) -> Result<(), Failure> {
        drop(self.parts);
        Ok(self.reader.await.map_err(stopped)??)
    }
}

/// Rows that go back to the person, in the kind of their file.
struct LeftOver {
    rows: RefusedRows,
    voice: Voice,
    any: bool,
}

impl LeftOver {
    fn new(survey: &Survey, voice: Voice) -> Result<LeftOver, ImportFault> {
        let rows = RefusedRows::new(survey.kind, &survey.table, &voice.heading)?;
        Ok(LeftOver { rows, voice, any: false })
    }

    fn take(&mut self, part: &Part, reports: &[RowReport]) -> Result<(), ImportFault> {
        for (row, report) in part.rows().into_iter().zip(reports) {
            if matches!(report.outcome, RowOutcome::Doubtful | RowOutcome::Refused) {
                self.rows.row(row, &(self.voice.say)(&report.notes))?;
                self.any = true;
            }
        }
        Ok(())
    }

    fn finish(self, report: &mut Report) -> Result<(), ImportFault> {
        if self.any {
            report.left_over = Some(self.rows.finish()?);
        }
        Ok(())
    }
}

/// Says row by row what an import would do; nothing is written but the log entry of the look.
pub async fn preview(
    gate: &Gate,
    operation: &(dyn Fn() -> Operation + Send + Sync),
    plan: &Plan,
    decisions: &Decisions,
    voice: &Voice,
) -> Result<Report, Failure> {
    let survey = surveyed(plan).await?;
    let mut left_over = LeftOver::new(&survey, voice.clone())?;
    let mut report = Report { skipped: survey.skipped, ..Report::default() };
    let mut ahead = Ahead::start(plan, &survey, LOOK);
    let decisions = Arc::new(decisions.clone());
    while let Some(part) = ahead.parts.recv().await {
        let judge = Judge { part: part.clone(), decisions: decisions.clone() };
        let rows = gate.ask(&operation(), &judge).await?;
        left_over.take(&part, &rows)?;
        rows.into_iter().for_each(|row| report.add(row));
    }
    ahead.end().await?;
    left_over.finish(&mut report)?;
    Ok(report)
}

/// Carries an import out, or goes on with the one of the same file that was cut off.
pub async fn apply(order: Apply<'_>) -> Result<(ImportId, Report), Failure> {
    let survey = surveyed(&order.plan).await?;
    let begin = BeginImport {
        id: order.import,
        kind: order.plan.kind,
        file_name: order.plan.file_name.clone(),
        fingerprint: survey.fingerprint.clone(),
    };
    let begun = order.gate.run(&(order.operation)(), begin).await?.outcome;
    let mut left_over = LeftOver::new(&survey, order.voice.clone())?;
    let mut report = Report { skipped: survey.skipped, ..Report::default() };
    let decisions = Arc::new(order.decisions);
    let mut done: i64 = 0;
    let mut ahead = Ahead::start(&order.plan, &survey, rows_per_part(survey.rows));
    while let Some(part) = ahead.parts.recv().await {
        let rows = if done + part.len() as i64 <= begun.rows_done {
            // done before the interruption: only what was left over then is told again
            let judge = Judge { part: part.clone(), decisions: decisions.clone() };
            order.gate.ask(&(order.operation)(), &judge).await?
        } else {
            let mut operation = (order.operation)();
            operation.import = Some(begun.import);
            let chunk = ImportChunk {
                import: begun.import,
                after: done,
                part: part.clone(),
                decisions: decisions.clone(),
            };
            order.gate.run(&operation, chunk).await?.outcome.rows
        };
        done += part.len() as i64;
        left_over.take(&part, &rows)?;
        rows.into_iter().for_each(|row| report.add(row));
        (order.progress)(done as u64, survey.rows);
    }
    ahead.end().await?;
    let run = order.gate.run(&(order.operation)(), FinishImport { import: begun.import }).await?.outcome;
    report.counts = run;
    left_over.finish(&mut report)?;
    Ok((begun.import, report))
}

/// What an import of a kind needs of the access table, for pages.
pub fn right(kind: ImportKind) -> (Action, Resource) {
    match kind {
        ImportKind::Persons => (Action::Create, Resource::Person),
        ImportKind::Courses => (Action::Create, Resource::CourseDraft),
        ImportKind::ExamResults => (Action::Create, Resource::Exam),
    }
}
