//! Reports irregular attendance to every body that obliged the person or named the course in its plan, and to
//! nobody else (§ 8 Abs. 3 IntV; process 4.7). Help came first; the report says facts only.

use crate::attendance::{self, begins_on};
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::act::Act;
use domain::assignment::Assignment;
use domain::attendance::{AttendanceReport, Concern, ReportFacts, Tally, recipients};
use domain::course::Course;
use domain::ids::{AttendanceReportId, ConcernId, OrganisationId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Which ladder, in the version the person saw.
#[derive(Debug, Clone)]
pub struct ReportAttendance {
    pub concern: ConcernId,
    pub version: i64,
}

impl Demand for ReportAttendance {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::AttendanceReport)
    }
}

#[async_trait]
impl Command for ReportAttendance {
    /// Number of bodies told.
    type Outcome = i64;
    const NAME: &'static str = "report_attendance";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Concern, self.concern.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        let mut concern =
            attendance::reached_concern(context, &authorised.visible(), command.concern, command.version)
                .await?;
        let find = Find::new(RecordKind::Act, concern.region).when(Where::is("case_id", concern.case.0));
        let acts: Vec<Act> = context.work.queries().all(find).await?;
        let told = recipients(&acts, today);
        if told.is_empty() {
            return Err(Refusal::new("report-without-recipient").into());
        }
        let facts = facts(context, &concern).await?;
        let mut latest = today;
        for body in &told {
            latest = latest.max(tell(context, &concern, &facts, *body).await?);
        }
        concern.report(latest);
        context.save(concern).await?;
        Ok(told.len() as i64)
    }
}

/// Days of the whole warning up to today, and what the talks came to; refused where it is too early.
async fn facts(context: &mut Context<'_>, concern: &Concern) -> Result<ReportFacts, Error> {
    let today = context.operation.today;
    let settings = context.settings().await?.attendance;
    let course: Course = context.need(concern.course.0).await?;
    let seat: Assignment = context.need(concern.assignment.0).await?;
    let from = concern.tally.from.max(begins_on(&seat));
    let days = attendance::days_since(context.work.queries(), &course, from).await?;
    let since = concern.last_talk().and_then(|talk| talk.held_on.succ_opt()).unwrap_or(from);
    let finding = concern.may_be_reported(today, &Tally::of(&days, seat.id, since, today), &settings)?;
    Ok(ReportFacts {
        tally: Tally::of(&days, seat.id, from, today),
        talked_on: concern.talks.iter().map(|talk| talk.held_on).collect(),
        help_offered: concern.help_was_offered(),
        finding,
    })
}

/// Writes the report to one body; the day by which it answers counts in its own calendar.
async fn tell(
    context: &mut Context<'_>,
    concern: &Concern,
    facts: &ReportFacts,
    to: OrganisationId,
) -> Result<chrono::NaiveDate, Error> {
    let today = context.operation.today;
    let pace = context.pace().await?;
    let days = pace.settings.attendance.answer_within_working_days;
    let due = pace.working_days_after(today, days, to);
    let report = AttendanceReport {
        id: AttendanceReportId(context.next_id()),
        region: concern.region,
        version: 0,
        concern: concern.id,
        case: concern.case,
        person: concern.person,
        assignment: concern.assignment,
        course: concern.course,
        provider: concern.provider,
        to,
        reported_on: today,
        facts: facts.clone(),
        answer_due_on: due,
        answer: None,
    };
    let event = Event::new(EventName::NonattReported, today).about(Some(concern.case), concern.person);
    context.emit(event.with("report", report.id).with("provider", concern.provider).with("to", to));
    context.save(report).await?;
    Ok(due)
}
