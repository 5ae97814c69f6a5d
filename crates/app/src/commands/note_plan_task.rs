//! Notes that the own body did what an accepted plan asked of it: confirmed a course, held or filled a test day elsewhere.
//! A fact, with its day. The ordinary acts need no note.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::queries::own_duties;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::ids::StartPlanId;
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::start_plan::{NotedTask, StartPlan, TaskCode};

/// What was asked, and about which course or test day; it was done today.
#[derive(Debug, Clone)]
pub struct NotePlanTask {
    pub plan: StartPlanId,
    pub code: TaskCode,
    pub subject: i64,
}

impl Demand for NotePlanTask {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::Agreement)
    }
}

#[async_trait]
impl Command for NotePlanTask {
    type Outcome = ();
    const NAME: &'static str = "note_plan_task";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::StartPlan, self.plan.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        // several bodies note at the same time; nobody shall lose against another
        context.work.lock(RecordKind::StartPlan, command.plan.0).await?;
        let mut plan: StartPlan = context.need(command.plan.0).await?;
        if plan.region != visible.region() {
            return Err(Error::Absent(RecordKind::StartPlan));
        }
        let open = own_duties::tasks_of(context.work.queries(), &plan).await?;
        let organisation = visible.organisation();
        let asked = open.iter().any(|task| {
            (task.code, task.subject, task.organisation) == (command.code, command.subject, organisation)
        });
        if !asked {
            return Err(Refusal::new("start-plan-no-such-task").into());
        }
        let done_on = context.operation.today;
        plan.note(NotedTask { code: command.code, subject: command.subject, organisation, done_on })?;
        context.emit(
            Event::new(EventName::PlanTaskNoted, done_on)
                .with("plan", plan.id)
                .with("organisation", organisation)
                .with("task", command.code),
        );
        context.save(plan).await?;
        Ok(())
    }
}
