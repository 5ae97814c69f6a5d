//! A person registers at the provider: the act of registration, the Wartezeit begins, the obliging offices
//! get their proof and the person the expected start (§ 7 Abs. 1, 2, 4 IntV).

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::seats::{self, LetterRequest};
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::act::ActKind;
use domain::case::Case;
use domain::ids::AssignmentId;
use domain::journal::{Event, EventName};
use domain::letter::LetterKind;
use domain::record::RecordKind;

/// Which seat.
#[derive(Debug, Clone)]
pub struct RegisterSeat {
    pub assignment: AssignmentId,
}

impl Demand for RegisterSeat {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Registration)
    }
}

#[async_trait]
impl Command for RegisterSeat {
    type Outcome = AssignmentId;
    const NAME: &'static str = "register_seat";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Assignment, self.assignment.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AssignmentId, Error> {
        let today = context.operation.today;
        let mut seat =
            seats::reached_seat(context, &authorised.visible(), authorised.command().assignment).await?;
        seat.register(today)?;
        let mut case: Case = context.need(seat.case.0).await?;
        case.register(today);
        seats::write_act(context, &case, ActKind::Anmeldung).await?;
        context.emit(
            Event::new(EventName::Registered, today)
                .about(Some(case.id), case.person)
                .with("assignment", seat.id)
                .with("course", seat.course)
                .with("entry_on", seat.entry_on),
        );
        for office in seats::obliging(context, &case).await? {
            let request = LetterRequest::new(LetterKind::RegistrationProof, &seat, seat.provider);
            seats::ask_for_letter(context, LetterRequest { to: Some(office), ..request }).await?;
        }
        seats::ask_for_letter(context, LetterRequest::new(LetterKind::StartNotice, &seat, seat.provider))
            .await?;
        let id = seat.id;
        context.save(seat).await?;
        steps::settle(context, case).await?;
        Ok(id)
    }
}
