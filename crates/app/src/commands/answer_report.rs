//! The obliging body says what it did about a report (process 4.7). What it decides in its own procedure is not
//! noted here.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::attendance::{AnswerCode, AttendanceReport, Concern, ConcernState};
use domain::ids::AttendanceReportId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;

/// Which report, in the version the person saw, and the answer.
#[derive(Debug, Clone)]
pub struct AnswerReport {
    pub report: AttendanceReportId,
    pub version: i64,
    pub what: AnswerCode,
}

impl Demand for AnswerReport {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::AttendanceReport)
    }
}

#[async_trait]
impl Command for AnswerReport {
    type Outcome = ();
    const NAME: &'static str = "answer_report";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::AttendanceReport, self.report.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let known: AttendanceReport = context.need(command.report.0).await?;
        if !authorised.visible().reaches(known.region, known.to) {
            return Err(Error::Absent(RecordKind::AttendanceReport));
        }
        let mut report: AttendanceReport = context.need_version(command.report.0, command.version).await?;
        report.take_answer(today, command.what)?;
        let event = Event::new(EventName::NonattAnswered, today).about(Some(report.case), report.person);
        context.emit(
            event
                .with("report", report.id)
                .with("answer", command.what)
                .with("provider", report.provider)
                .with("to", report.to),
        );
        let (concern, id) = (report.concern, report.id);
        context.save(report).await?;
        give_back(context, concern, id).await
    }
}

/// Once every body has answered, the provider looks what came of it.
async fn give_back(
    context: &mut Context<'_>,
    concern: domain::ids::ConcernId,
    answered: AttendanceReportId,
) -> Result<(), Error> {
    let region = context.operation.actor.region;
    let find = Find::new(RecordKind::AttendanceReport, region).when(Where::is("concern_id", concern.0));
    let reports: Vec<AttendanceReport> = context.work.queries().all(find).await?;
    let mut concern: Concern = context.need(concern.0).await?;
    let open = reports.iter().any(|report| report.id != answered && report.answer.is_none());
    if open || concern.state != ConcernState::Reported {
        return Ok(());
    }
    let settings = context.settings().await?.attendance;
    concern.take_answers(context.operation.today, &settings);
    context.save(concern).await
}
