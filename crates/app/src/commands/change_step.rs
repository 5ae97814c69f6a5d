//! Skips the next step of a case with a reason, repeats an earlier step or enters a later one directly. Nothing is
//! enforced (process (b), rule 2); whatever is decided is in the journal and can be taken back.

use super::involve_agency::may_take_step;
use super::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{placement, steps};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Reach, Resource};
use domain::assignment::{Assignment, AssignmentState};
use domain::case::{Case, Mark, MarkKind, StepCode, StepReason};
use domain::ids::{CaseId, OrganisationId};
use domain::journal::{Event, EventName};
use domain::organisation::Organisation;
use domain::person::Person;
use domain::placement::{Recommendation, Seating, SeatingState};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// A decision about the steps of a case in the version that was seen.
#[derive(Debug, Clone)]
pub struct ChangeStep {
    pub case: CaseId,
    pub version: i64,
    pub kind: MarkKind,
    /// The next step if it is skipped, else the one to go to.
    pub step: StepCode,
    pub reason: StepReason,
    /// Who is to take a repeated or entered step, and until when; nobody and no day for the usual ones.
    pub organisation: Option<OrganisationId>,
    pub due_on: Option<NaiveDate>,
    /// What is known of course type and section, where a seat is to be looked for without a test.
    pub recommendation: Option<Recommendation>,
}

impl Demand for ChangeStep {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Step)
    }
}

#[async_trait]
impl Command for ChangeStep {
    type Outcome = CaseId;
    const NAME: &'static str = "change_step";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Case, self.case.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<CaseId, Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        let (mut case, mut person) = reached::case(context, &visible, command.case, command.version).await?;
        let own = visible.organisation();
        let holds = case.next.as_ref().is_some_and(|next| next.organisation == own);
        if visible.reach() == Reach::Own && case.lead != own && !holds {
            return Err(Refusal::new("step-of-another-body").into());
        }
        check(context, command, &person).await?;
        if case.next.as_ref().is_none_or(|next| next.what != command.step)
            && command.kind == MarkKind::Skipped
        {
            return Err(Refusal::new("step-is-not-next").at("step").into());
        }
        if command.kind == MarkKind::Skipped {
            clear_the_way(context, &case).await?;
        }
        if let Some(recommendation) = &command.recommendation {
            case.recommendation = Some(recommendation.clone());
        }
        mark(context, &mut case, command).await?;
        let case = steps::settle(context, case).await?;
        involve(context, &mut person, &case).await?;
        Ok(case.id)
    }
}

/// Whoever is to take a step must be a body of the region, and a day must not lie behind.
async fn check(context: &mut Context<'_>, command: &ChangeStep, person: &Person) -> Result<(), Error> {
    if command.due_on.is_some_and(|day| day < context.operation.today) {
        return Err(Refusal::new("step-due-in-the-past").at("due_on").into());
    }
    let Some(office) = command.organisation else { return Ok(()) };
    let body: Option<Organisation> = context.find(office.0).await?;
    let region = context.operation.actor.region;
    match body {
        Some(body) if body.region == region && body.active && body.kind.works_with_people() => {
            Ok(may_take_step(person, &body, context.operation.today)?)
        }
        _ => Err(Refusal::new("step-body-unknown").at("organisation").into()),
    }
}

/// What stands in the way of a skipped step: a booked appointment goes back, so that nobody keeps a seat they will
/// not use; a reserved seat is kept until the first day.
async fn clear_the_way(context: &mut Context<'_>, case: &Case) -> Result<(), Error> {
    let person: Person = context.need(case.person.0).await?;
    let what = case.next.as_ref().map(|next| next.what);
    if matches!(what, Some(StepCode::BookTest | StepCode::AttendTest | StepCode::BookSecondTest)) {
        let seatings: Vec<Seating> = reached::of_person(context, &person).await?;
        for mut seating in seatings {
            if seating.case == case.id && seating.state == SeatingState::Booked {
                placement::locked(context, seating.session).await?;
                seating.cancel(seating.obstacle, placement::ended(context))?;
                let event = placement::cancelled(context, &seating);
                context.emit(event);
                context.save(seating).await?;
            }
        }
    }
    if what == Some(StepCode::RegisterAtProvider) {
        let seats: Vec<Assignment> = reached::of_person(context, &person).await?;
        for mut seat in seats {
            let reserved = seat.case == case.id && seat.state == AssignmentState::Reserved;
            if reserved && seat.reserved_until < seat.entry_on {
                seat.reserved_until = seat.entry_on;
                context.save(seat).await?;
            }
        }
    }
    Ok(())
}

async fn mark(context: &mut Context<'_>, case: &mut Case, command: &ChangeStep) -> Result<(), Error> {
    let pace = context.pace().await?;
    let evidence = steps::evidence(context.work.queries(), case).await?;
    // an appointment that was just given back has left another step behind
    case.settle(&evidence, &pace);
    let step = match (command.kind, &case.next) {
        (MarkKind::Skipped, Some(next)) => next.what,
        (MarkKind::Skipped | MarkKind::Repeated | MarkKind::Entered, _) => command.step,
    };
    let today = context.operation.today;
    case.mark(Mark {
        kind: command.kind,
        step,
        reason: command.reason,
        on: today,
        by: context.operation.actor.organisation,
        organisation: command.organisation,
        due_on: command.due_on,
        standing: evidence.standing(),
    })?;
    let name = match command.kind {
        MarkKind::Skipped => EventName::StepSkipped,
        MarkKind::Repeated => EventName::StepRepeated,
        MarkKind::Entered => EventName::StepEntered,
    };
    let event = Event::new(name, today).about(Some(case.id), case.person);
    context.emit(event.with("step", command.step.code()).with("reason", command.reason.code()));
    Ok(())
}

/// Whoever has to act becomes part of the chain; otherwise the step would lie where nobody sees it.
async fn involve(context: &mut Context<'_>, person: &mut Person, case: &Case) -> Result<(), Error> {
    let Some(next) = &case.next else { return Ok(()) };
    let today = context.operation.today;
    if person.involved_on(today).any(|office| office == next.organisation) {
        return Ok(());
    }
    person.involve(next.organisation, today);
    context.save(person.clone()).await
}
