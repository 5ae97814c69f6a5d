//! Changes of a case as a whole: lead authority, closing, reopening. Not for its steps: see `change_step`.

use super::reached;
use super::steer_in::hand_over;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::Assignment;
use domain::case::{Case, ClosingReason, Holdings, Stage};
use domain::ids::{CaseId, OrganisationId};
use domain::journal::{Event, EventName};
use domain::person::Person;
use domain::placement::{Seating, SeatingState};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// What shall become of the case.
#[derive(Debug, Clone)]
pub enum CaseChange {
    /// Another authority leads; it must have issued an act in the case.
    Lead(OrganisationId),
    Close(ClosingReason),
    Reopen,
}

/// A change of a case in the version that was seen.
#[derive(Debug, Clone)]
pub struct ChangeCase {
    pub case: CaseId,
    pub version: i64,
    pub change: CaseChange,
}

impl Demand for ChangeCase {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Case)
    }
}

#[async_trait]
impl Command for ChangeCase {
    type Outcome = CaseId;
    const NAME: &'static str = "change_case";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Case, self.case.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<CaseId, Error> {
        let command = authorised.command();
        let (mut case, person) =
            reached::case(context, &authorised.visible(), command.case, command.version).await?;
        let today = context.operation.today;
        match &command.change {
            CaseChange::Lead(lead) => set_lead(context, &mut case, *lead).await?,
            CaseChange::Close(reason) => {
                holds_nothing(context, &case, &person).await?;
                case.close_now(today, *reason)?;
                let event = Event::new(EventName::CaseClosed, today).about(Some(case.id), case.person);
                context.emit(event.with("reason", reason.code()));
            }
            CaseChange::Reopen => {
                reopen(context, &mut case, &person).await?;
                context.emit(
                    Event::new(EventName::CaseOpened, today)
                        .about(Some(case.id), case.person)
                        .with("again", "1"),
                );
            }
        }
        Ok(steps::settle(context, case).await?.id)
    }
}

async fn set_lead(context: &mut Context<'_>, case: &mut Case, lead: OrganisationId) -> Result<(), Error> {
    let today = context.operation.today;
    if case.stage == Stage::Closed {
        return Err(Refusal::new("case-closed").with("number", case.number.as_str()).into());
    }
    let acts = reached::acts_of(context, case).await?;
    if !acts.iter().any(|act| act.issuer == lead && act.holds_on(today)) {
        return Err(Refusal::new("lead-without-act").at("lead").into());
    }
    if lead != case.lead {
        hand_over(context, case, lead);
    }
    Ok(())
}

/// What still hangs on a case.
pub(super) async fn holdings(
    context: &mut Context<'_>,
    case: &Case,
    person: &Person,
) -> Result<Holdings, Error> {
    let seatings: Vec<Seating> = reached::of_person(context, person).await?;
    let seats: Vec<Assignment> = reached::of_person(context, person).await?;
    Ok(Holdings {
        appointment: seatings
            .iter()
            .any(|s| s.case == case.id && matches!(s.state, SeatingState::Booked | SeatingState::Present)),
        seat: seats.iter().any(|s| s.case == case.id && s.holds_seat()),
    })
}

pub(super) async fn holds_nothing(
    context: &mut Context<'_>,
    case: &Case,
    person: &Person,
) -> Result<(), Error> {
    let holds = holdings(context, case, person).await?;
    if holds.seat && case.stage != Stage::InCourse {
        return Err(Refusal::new("case-has-a-seat").with("number", case.number.as_str()).into());
    }
    if holds.appointment {
        return Err(Refusal::new("case-has-a-test-appointment").with("number", case.number.as_str()).into());
    }
    Ok(())
}

async fn reopen(context: &mut Context<'_>, case: &mut Case, person: &Person) -> Result<(), Error> {
    if let Some(open) = reached::open_case(context, person).await? {
        return Err(Refusal::new("another-case-is-open").with("number", open.number).into());
    }
    case.reopen()?;
    Ok(())
}
