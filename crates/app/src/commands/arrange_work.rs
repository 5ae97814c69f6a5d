//! Arranges the work of the own body: teams, who stands in for whom, who holds a case. Nobody gains or loses a
//! right by it.

use super::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::case::Case;
use domain::ids::{AbsenceId, AccountId, CaseId, HoldingId, OrganisationId, TeamId};
use domain::journal::{Event, EventName};
use domain::organisation::Account;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::team::{Absence, Holder, Holding, Team};

/// A team of the own body, new or changed.
#[derive(Debug, Clone)]
pub struct SaveTeam {
    /// `None`: a new one.
    pub id: Option<TeamId>,
    pub version: i64,
    pub name: String,
    pub email: String,
    pub members: Vec<AccountId>,
    pub active: bool,
}

impl Demand for SaveTeam {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Team)
    }
}

#[async_trait]
impl Command for SaveTeam {
    type Outcome = TeamId;
    const NAME: &'static str = "save_team";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<TeamId, Error> {
        let (command, actor) = (authorised.command(), authorised.actor());
        for member in &command.members {
            colleague(context, actor.organisation, *member, "members").await?;
        }
        let mut team = match command.id {
            Some(id) => {
                let team: Team = context.need_version(id.0, command.version).await?;
                if team.organisation != actor.organisation {
                    return Err(Error::Absent(RecordKind::Team));
                }
                team
            }
            None => Team {
                id: TeamId(context.next_id()),
                region: actor.region,
                version: 0,
                organisation: actor.organisation,
                name: String::new(),
                email: String::new(),
                members: Vec::new(),
                active: true,
            },
        };
        team.name = command.name.trim().to_owned();
        team.email = command.email.trim().to_owned();
        team.members = command.members.clone();
        team.members.sort_unstable();
        team.members.dedup();
        team.active = command.active;
        team.check()?;
        let id = team.id;
        context.save(team).await?;
        context.emit(Event::new(EventName::TeamSaved, context.operation.today).with("team", id));
        Ok(id)
    }
}

/// An active account of the own body.
async fn colleague(
    context: &mut Context<'_>,
    organisation: OrganisationId,
    account: AccountId,
    field: &str,
) -> Result<(), Error> {
    let found: Option<Account> = context.find(account.0).await?;
    match found {
        Some(found) if found.organisation == organisation && found.active => Ok(()),
        _ => Err(Refusal::new("no-colleague").at(field).into()),
    }
}

/// Says who is away and who stands in.
#[derive(Debug, Clone)]
pub struct NoteAbsence {
    pub account: AccountId,
    pub substitute: AccountId,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

impl Demand for NoteAbsence {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Team)
    }
}

#[async_trait]
impl Command for NoteAbsence {
    type Outcome = AbsenceId;
    const NAME: &'static str = "note_absence";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AbsenceId, Error> {
        let (command, actor) = (authorised.command(), authorised.actor());
        colleague(context, actor.organisation, command.account, "account").await?;
        colleague(context, actor.organisation, command.substitute, "substitute").await?;
        let absence = Absence {
            id: AbsenceId(context.next_id()),
            region: actor.region,
            version: 0,
            organisation: actor.organisation,
            account: command.account,
            substitute: command.substitute,
            from: command.from,
            until: command.until,
            ended_on: None,
        };
        absence.check()?;
        let id = absence.id;
        context.save(absence).await?;
        context.emit(Event::new(EventName::AbsenceNoted, context.operation.today).with("absence", id));
        Ok(id)
    }
}

/// Ends an absence from today on.
#[derive(Debug, Clone)]
pub struct EndAbsence {
    pub absence: AbsenceId,
    pub version: i64,
}

impl Demand for EndAbsence {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Team)
    }
}

#[async_trait]
impl Command for EndAbsence {
    type Outcome = AbsenceId;
    const NAME: &'static str = "end_absence";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AbsenceId, Error> {
        let command = authorised.command();
        let mut absence: Absence = context.need_version(command.absence.0, command.version).await?;
        if absence.organisation != authorised.actor().organisation {
            return Err(Error::Absent(RecordKind::Absence));
        }
        if let Some(ended) = absence.ended_on {
            return Err(Refusal::new("absence-already-ended").with("on", ended).into());
        }
        let today = context.operation.today;
        absence.ended_on = Some(today);
        let id = absence.id;
        context.save(absence).await?;
        context.emit(Event::new(EventName::AbsenceEnded, today).with("absence", id));
        Ok(id)
    }
}

/// Gives cases of the own body into the hands of somebody, or back to everybody.
#[derive(Debug, Clone)]
pub struct HandOver {
    pub cases: Vec<CaseId>,
    pub to: Option<Holder>,
}

/// Most cases that are handed over at once.
const MOST: usize = 1_000;

impl Demand for HandOver {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Step)
    }
}

#[async_trait]
impl Command for HandOver {
    type Outcome = i64;
    const NAME: &'static str = "hand_over";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<i64, Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        let own = visible.organisation();
        if command.cases.len() > MOST {
            return Err(Refusal::new("too-many-at-once").with("most", MOST as i64).into());
        }
        receiver(context, own, command.to).await?;
        let mut moved = 0;
        for id in &command.cases {
            let case: Case = context.need(id.0).await?;
            let person = reached::person(context, &visible, case.person).await?;
            let find = Find::new(RecordKind::Holding, case.region)
                .when(Where::is("organisation_id", own.0))
                .when(Where::is("case_id", case.id.0));
            let known: Option<Holding> = context.work.queries().all(find).await?.pop();
            let today = context.operation.today;
            let mut holding = match known {
                Some(holding) if holding.holder == command.to => continue,
                Some(holding) => holding,
                None if command.to.is_none() => continue,
                None => Holding {
                    id: HoldingId(context.next_id()),
                    region: case.region,
                    version: 0,
                    organisation: own,
                    case: case.id,
                    person: person.id,
                    holder: None,
                    since: today,
                },
            };
            holding.holder = command.to;
            holding.since = today;
            context.save(holding).await?;
            context.emit(Event::new(EventName::CaseHandedOver, today).about(Some(case.id), person.id));
            moved += 1;
        }
        Ok(moved)
    }
}

async fn receiver(context: &mut Context<'_>, own: OrganisationId, to: Option<Holder>) -> Result<(), Error> {
    match to {
        None => Ok(()),
        Some(Holder::Account(account)) => colleague(context, own, account, "to").await,
        Some(Holder::Team(team)) => {
            let team: Option<Team> = context.find(team.0).await?;
            match team {
                Some(team) if team.organisation == own && team.active => Ok(()),
                _ => Err(Refusal::new("no-team").at("to").into()),
            }
        }
    }
}
