//! A body notes that it has a report of a provider.

use crate::error::Error;
use crate::gate::{Command, Context};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::VocationalReportId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::vocational::VocationalReport;

/// Which report, in the version that was seen.
#[derive(Debug, Clone)]
pub struct TakeVocationalReport {
    pub report: VocationalReportId,
    pub version: i64,
}

impl Demand for TakeVocationalReport {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::VocationalReport)
    }
}

#[async_trait]
impl Command for TakeVocationalReport {
    type Outcome = ();
    const NAME: &'static str = "take_vocational_report";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::VocationalReport, self.report.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let known: VocationalReport = context.need(command.report.0).await?;
        if !authorised.visible().reaches(known.region, known.to) {
            return Err(Error::Absent(RecordKind::VocationalReport));
        }
        let mut report: VocationalReport = context.need_version(command.report.0, command.version).await?;
        report.take(today)?;
        let event = Event::new(EventName::VocationalReportTaken, today);
        let event = match report.about {
            Some(about) => event.about(Some(about.case), about.person),
            None => event,
        };
        let event = event.with("report", report.id).with("provider", report.provider).with("to", report.to);
        context.emit(event);
        context.save(report).await
    }
}
