//! One chunk of an import: persons with their acts and cases, courses, or exam results, all of them in one operation.
//! What is certain is written, everything else goes back to the person. Not for reading files.

use super::save_exam_results;
use super::steer_in::follow_lead;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::imports::{
    Decisions, JudgedExam, JudgedPerson, Part, RowReport, Scope, judge_courses, judge_exams, judge_persons,
};
use crate::steps;
use async_trait::async_trait;
use chrono::Datelike;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::act::Act;
use domain::case::{self, Case, Evidence};
use domain::course::Course;
use domain::ids::{ActId, CaseId, CourseId, ImportId, PairId, PersonId};
use domain::journal::{Event, EventName};
use domain::list_import::{Counts, ImportRun, ImportState, RowOutcome};
use domain::person::{PairDecision, PairVerdict};
use domain::record::{Record, RecordKind, Stored};
use domain::refusal::Refusal;
use domain::region::{Pace, Region};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The next rows of an import.
#[derive(Debug, Clone)]
pub struct ImportChunk {
    pub import: ImportId,
    /// Rows done before these.
    pub after: i64,
    pub part: Part,
    pub decisions: Arc<Decisions>,
}

/// What became of them; the rows are not kept with the operation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChunkDone {
    pub counts: Counts,
    #[serde(skip)]
    pub rows: Vec<RowReport>,
}

impl Demand for ImportChunk {
    fn demand(&self) -> (Action, Resource) {
        let resource = match self.part {
            Part::Persons(_) => Resource::Person,
            Part::Courses(_) => Resource::CourseDraft,
            Part::Exams(_) => Resource::Exam,
        };
        (Action::Create, resource)
    }
}

#[async_trait]
impl Command for ImportChunk {
    type Outcome = ChunkDone;
    const NAME: &'static str = "import_chunk";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::ImportRun, self.import.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<ChunkDone, Error> {
        let (command, actor) = (authorised.command(), authorised.actor());
        let mut run: ImportRun = context.need(command.import.0).await?;
        if (run.region, run.organisation) != (actor.region, actor.organisation) {
            return Err(Error::Absent(RecordKind::ImportRun));
        }
        if run.state != ImportState::Running || run.rows_done != command.after {
            return Err(Refusal::new("import-moved-on").with("done", run.rows_done).into());
        }
        let scope =
            Scope { region: actor.region, organisation: actor.organisation, today: context.operation.today };
        let rows = match &command.part {
            Part::Persons(lines) => {
                let judged = judge_persons(context.work.queries(), &scope, lines, &command.decisions).await?;
                write_persons(context, &scope, judged).await?
            }
            Part::Courses(lines) => {
                let judged = judge_courses(context.work.queries(), &scope, lines, &command.decisions).await?;
                let judged = judged.into_iter().map(|row| (row.report, row.course)).collect();
                write_courses(context, judged).await?
            }
            Part::Exams(lines) => {
                let judged = judge_exams(context.work.queries(), &scope, lines, &command.decisions).await?;
                write_exams(context, judged).await?
            }
        };
        let mut counts = Counts::default();
        for row in &rows {
            counts.add(row.outcome);
            run.counts.add(row.outcome);
        }
        run.rows_done += command.part.len() as i64;
        context.save(run).await?;
        Ok(ChunkDone { counts, rows })
    }
}

/// Records of one chunk, in the order in which they may be written.
#[derive(Default)]
struct Batch {
    persons: Vec<Record>,
    pairs: Vec<Record>,
    cases: Vec<Record>,
    acts: Vec<Record>,
}

async fn write_persons(
    context: &mut Context<'_>,
    scope: &Scope,
    judged: Vec<JudgedPerson>,
) -> Result<Vec<RowReport>, Error> {
    let opened = judged.iter().filter(|row| row.act.is_some() && row.case.is_none()).count() as i64;
    let region: Region = context.need(scope.region.0).await?;
    let pace = context.pace().await?;
    let year = scope.today.year();
    let mut next = match opened {
        0 => 0,
        count => context.work.take_numbers(&format!("case-{year}"), count).await?,
    };
    let mut batch = Batch::default();
    let mut reports = Vec::with_capacity(judged.len());
    for mut row in judged {
        let evidence = match row.act {
            Some(_) => evidence_of(context, &mut row).await?,
            None => Evidence::default(),
        };
        let person = write_person(context, scope, &mut row, &mut batch);
        if let (Some(person), Some(_)) = (person, &row.act) {
            let opens = row.case.is_none();
            let number = case::number(&region.code, year, next);
            next += i64::from(opens);
            let about = ActRow { person, number, evidence };
            if let Some((case, act)) = write_act(context, scope, &mut row, about, &pace) {
                batch.acts.push(act.into_record());
                batch.cases.push(case.into_record());
            }
        }
        reports.push(row.report);
    }
    let Batch { persons, pairs, cases, acts } = batch;
    let all: Vec<Record> = [persons, pairs, cases, acts].into_iter().flatten().collect();
    context.work.save(all).await?;
    Ok(reports)
}

fn write_person(
    context: &mut Context<'_>,
    scope: &Scope,
    row: &mut JudgedPerson,
    batch: &mut Batch,
) -> Option<PersonId> {
    let Some(mut person) = row.person.take() else { return row.known };
    let new = person.id.0 == 0;
    if new {
        person.id = PersonId(context.next_id());
        row.report.record = Some(person.id.0);
    }
    let id = person.id;
    let name = if new { EventName::PersonRecorded } else { EventName::PersonChanged };
    context.emit(Event::new(name, scope.today).about(None, id));
    for other in &row.seen {
        let decision = PairDecision {
            id: PairId(context.next_id()),
            region: scope.region,
            version: 0,
            person: id,
            other: *other,
            decision: PairVerdict::TwoPersons,
            decided_on: scope.today,
            merge: None,
        };
        batch.pairs.push(decision.into_record());
    }
    batch.persons.push(person.into_record());
    Some(id)
}

/// A row with an act: whose case it belongs to and what is known of that already.
struct ActRow {
    person: PersonId,
    /// Number of the case if one is opened.
    number: String,
    evidence: Evidence,
}

fn write_act(
    context: &mut Context<'_>,
    scope: &Scope,
    row: &mut JudgedPerson,
    ActRow { person, number, mut evidence }: ActRow,
    pace: &Pace,
) -> Option<(Case, Act)> {
    let new = row.act.take()?;
    let mut case = row.case.take().unwrap_or_else(|| {
        let case = Case::open(
            CaseId(context.next_id()),
            scope.region,
            person,
            number,
            scope.organisation,
            scope.today,
        );
        context.emit(
            Event::new(EventName::CaseOpened, scope.today)
                .about(Some(case.id), person)
                .with("lead", scope.organisation),
        );
        case
    });
    let act = Act {
        id: ActId(context.next_id()),
        region: scope.region,
        version: 0,
        case: case.id,
        person,
        kind: new.kind,
        issuer: scope.organisation,
        issued_on: new.issued_on,
        valid_until: new.valid_until,
        basis: String::new(),
        revoked_on: None,
    };
    let name = if act.kind.obliges() { EventName::DutyIssued } else { EventName::RightIssued };
    let event = Event::new(name, act.issued_on).about(Some(case.id), person).with("act", act.kind.code());
    context.emit(event.with("issuer", scope.organisation));
    evidence.acts.push(act.clone());
    case.take_acts(&evidence.acts, scope.today);
    follow_lead(context, &mut case, &evidence.acts);
    case.settle(&evidence, pace);
    Some((case, act))
}

/// What is known of the case of a row; nothing of one that is opened now.
async fn evidence_of(context: &mut Context<'_>, row: &mut JudgedPerson) -> Result<Evidence, Error> {
    let titles = row.person.as_ref().map(|person| person.residences.clone());
    let Some(case) = &row.case else {
        return Ok(Evidence::of_acts(Vec::new(), titles.unwrap_or_default()));
    };
    let mut evidence = steps::evidence(context.work.queries(), case).await?;
    if let Some(titles) = titles {
        evidence.titles = titles;
    }
    Ok(evidence)
}

async fn write_courses(
    context: &mut Context<'_>,
    judged: Vec<(RowReport, Option<Course>)>,
) -> Result<Vec<RowReport>, Error> {
    let today = context.operation.today;
    let mut reports = Vec::with_capacity(judged.len());
    let mut records = Vec::new();
    for (mut report, course) in judged {
        if let Some(mut course) = course {
            let new = report.outcome == RowOutcome::New;
            if new {
                course.id = CourseId(context.next_id());
                report.record = Some(course.id.0);
            }
            let name = if new { EventName::CourseDrafted } else { EventName::CourseChanged };
            context.emit(Event::new(name, today).with("course", course.id));
            records.push(course.into_record());
        }
        reports.push(report);
    }
    context.work.save(records).await?;
    Ok(reports)
}

async fn write_exams(context: &mut Context<'_>, judged: Vec<JudgedExam>) -> Result<Vec<RowReport>, Error> {
    let mut reports = Vec::with_capacity(judged.len());
    for row in judged {
        if let Some(entry) = row.entry {
            save_exam_results::keep(context, entry).await?;
        }
        reports.push(row.report);
    }
    Ok(reports)
}
