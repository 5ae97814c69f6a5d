//! A host cannot hold its test day: the first reserve that can takes it, or a body that was asked. The own body passes its
//! day on, or the chair enters what it was told. The planned test day gets the new host; where it takes place follows
//! only while nobody is invited, because whoever has a letter goes where the letter says.

use crate::commands::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use chrono::{Datelike, Days, NaiveDate};
use domain::access::{Action, Authorised, Demand, Resource, Visible};
use domain::agreement::{Agreement, HandOver};
use domain::ids::{AgreementId, OrganisationId};
use domain::journal::{Event, EventName};
use domain::organisation::Organisation;
use domain::placement::{Room, Session, SessionState};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::supply::Supply;
use serde::{Deserialize, Serialize};

/// Passes on a test day of the own body.
#[derive(Debug, Clone)]
pub struct HandOverTestDay {
    pub agreement: AgreementId,
    pub due_on: NaiveDate,
    /// Who was asked; `None`: the first reserve that can.
    pub to: Option<OrganisationId>,
}

/// Who holds the day now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    pub to: OrganisationId,
    /// People who are invited to the place of the host before.
    pub invited: i64,
}

impl Demand for HandOverTestDay {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::Agreement)
    }
}

#[async_trait]
impl Command for HandOverTestDay {
    type Outcome = HandedOver;
    const NAME: &'static str = "hand_over_test_day";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.agreement.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<HandedOver, Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        hand_over(context, &visible, command, visible.organisation()).await
    }
}

/// Enters that another body cannot hold its test day.
#[derive(Debug, Clone)]
pub struct EnterHandOver {
    pub from: OrganisationId,
    pub day: HandOverTestDay,
}

impl Demand for EnterHandOver {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Agreement)
    }
}

#[async_trait]
impl Command for EnterHandOver {
    type Outcome = HandedOver;
    const NAME: &'static str = "enter_hand_over";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.day.agreement.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<HandedOver, Error> {
        let command = authorised.command();
        hand_over(context, &authorised.visible(), &command.day, command.from).await
    }
}

async fn hand_over(
    context: &mut Context<'_>,
    visible: &Visible,
    wanted: &HandOverTestDay,
    from: OrganisationId,
) -> Result<HandedOver, Error> {
    // two days may be passed on at the same time; neither shall lose against the other
    context.work.lock(RecordKind::Agreement, wanted.agreement.0).await?;
    let mut agreement = reached::agreement(context, visible, wanted.agreement, None).await?;
    let today = context.operation.today;
    let to = match wanted.to {
        Some(to) => to,
        None => first_that_can(context, &agreement, wanted.due_on, from).await?,
    };
    agreement.hand_over(HandOver { due_on: wanted.due_on, from, to, noted_on: today })?;
    context.emit(
        Event::new(EventName::TestDayHandedOver, today)
            .with("agreement", agreement.id)
            .with("on", wanted.due_on)
            .with("from", from)
            .with("to", to),
    );
    let invited = follow(context, visible, wanted.due_on, (from, to)).await?;
    context.save(agreement).await?;
    Ok(HandedOver { to, invited })
}

/// The first reserve in the agreed order that is active and has an examiner, as far as it said how many it has.
async fn first_that_can(
    context: &mut Context<'_>,
    agreement: &Agreement,
    on: NaiveDate,
    from: OrganisationId,
) -> Result<OrganisationId, Error> {
    let supplies: Vec<Supply> =
        context.work.queries().all(Find::new(RecordKind::Supply, agreement.region)).await?;
    for body in agreement.stand_ins(on, from) {
        let told = supplies.iter().find(|supply| supply.organisation == body);
        let examines = told.is_none_or(|supply| supply.examiners > 0);
        let known: Option<Organisation> = context.find(body.0).await?;
        if examines && known.is_some_and(|body| body.active) {
            return Ok(body);
        }
    }
    Err(Refusal::new("agreement-no-reserve-can").with("on", on).at("to").into())
}

/// Gives the planned test day of that week its new host; how many people are invited to the place before.
async fn follow(
    context: &mut Context<'_>,
    visible: &Visible,
    on: NaiveDate,
    (from, to): (OrganisationId, OrganisationId),
) -> Result<i64, Error> {
    let week = Days::new(6);
    let find = Find::new(RecordKind::Session, visible.region())
        .when(Where::AtLeast("held_on", on.checked_sub_days(week).unwrap_or(on).into()))
        .when(Where::AtMost("held_on", on.checked_add_days(week).unwrap_or(on).into()))
        .when(Where::is("status", SessionState::Planned.code()));
    let days: Vec<Session> = context.work.queries().all(find).await?;
    let of_turn = |day: &Session| day.host == Some(from) && day.held_on.iso_week() == on.iso_week();
    let Some(known) = days.into_iter().find(of_turn) else { return Ok(0) };
    let mut session = placement::locked(context, known.id).await?;
    let invited = placement::count(context.work.queries(), &session).await?;
    let before: Organisation = context.need(from.0).await?;
    session.host = Some(to);
    if invited == 0 && session.place == before.seat {
        let house: Organisation = context.need(to.0).await?;
        session.rooms = vec![Room { name: house.seat.name.clone(), seats: session.seats() }];
        session.place = house.seat;
        session.examiners.clear();
    }
    context.emit(
        Event::new(EventName::SessionChanged, context.operation.today)
            .with("session", session.id)
            .with("held_on", session.held_on)
            .with("seats", session.seats()),
    );
    context.save(session).await?;
    Ok(invited)
}
