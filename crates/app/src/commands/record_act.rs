//! A further act of an authority on an open case, and taking one's own act back. Not for the first act
//! (`steer_in`), nor for acts that come with a seat (assignment, referral, registration, start notice).

use super::reached;
use super::steer_in::{NewAct, add_act, follow_lead};
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::steps;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::act::{self, Act, ActKind};
use domain::case::{Case, Stage};
use domain::ids::{ActId, CaseId};
use domain::journal::{Event, EventName};
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// One more act on a case in the version that was seen.
#[derive(Debug, Clone)]
pub struct RecordAct {
    pub case: CaseId,
    pub version: i64,
    pub act: NewAct,
}

impl Demand for RecordAct {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Act)
    }
}

#[async_trait]
impl Command for RecordAct {
    type Outcome = ActId;
    const NAME: &'static str = "record_act";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Case, self.case.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<ActId, Error> {
        let command = authorised.command();
        let new = &command.act;
        if matches!(
            new.kind,
            ActKind::Zuweisung | ActKind::Verweisung | ActKind::Anmeldung | ActKind::Kursbeginn
        ) {
            return Err(Refusal::new("act-comes-with-a-seat").at("act_kind").into());
        }
        act::check(new.kind, authorised.actor().organisation_kind, new.issued_on, new.valid_until)?;
        act::check_issued(new.issued_on, context.operation.today)?;
        let (mut case, _) =
            reached::case(context, &authorised.visible(), command.case, command.version).await?;
        if case.stage == Stage::Closed {
            return Err(Refusal::new("case-closed").with("number", case.number.as_str()).into());
        }
        let id = add_act(context, &mut case, new).await?;
        steps::settle(context, case).await?;
        Ok(id)
    }
}

/// Takes an own act back from a day on.
#[derive(Debug, Clone)]
pub struct RevokeAct {
    pub act: ActId,
    pub version: i64,
    pub on: NaiveDate,
}

impl Demand for RevokeAct {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Act)
    }
}

#[async_trait]
impl Command for RevokeAct {
    type Outcome = ActId;
    const NAME: &'static str = "revoke_act";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Act, self.act.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<ActId, Error> {
        let command = authorised.command();
        let today = context.operation.today;
        let known: Act = context.need(command.act.0).await?;
        let reached = reached::person(context, &authorised.visible(), known.person).await;
        reached.map_err(|_| Error::Absent(RecordKind::Act))?;
        if known.issuer != authorised.actor().organisation {
            return Err(Refusal::new("act-of-another-authority").into());
        }
        let mut act: Act = context.need_version(command.act.0, command.version).await?;
        act.revoke(command.on)?;
        let obliged = act.kind.obliges();
        context.save(act.clone()).await?;
        let mut case: Case = context.need(act.case.0).await?;
        let acts = reached::acts_of(context, &case).await?;
        case.take_acts(&acts, today);
        follow_lead(context, &mut case, &acts);
        let event = Event::new(EventName::DutyRevoked, command.on).about(Some(case.id), case.person);
        context.emit(event.with("act", act.kind.code()).with("obliged", obliged));
        steps::settle(context, case).await?;
        Ok(act.id)
    }
}
