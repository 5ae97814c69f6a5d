//! The Teilnahmeberechtigung for a Berufssprachkurs, by the body that decides (§ 5 DeuFöV), and taking it back. The
//! answer of the tables is kept with it; whoever decides otherwise gives a reason.

use super::reached;
use crate::case_records::CaseRecords;
use crate::error::Error;
use crate::gate::{Command, Context, also_visible};
use crate::{steps, vocational};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::case::Case;
use domain::eligibility::Memo;
use domain::ids::{AuthorisationId, PersonId};
use domain::journal::{Event, EventName};
use domain::organisation::OrganisationKind;
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::vocational::{Authorisation, AuthorisationBasis, Findings, NewAuthorisation, VocationalPlace};

/// For whom, and what.
#[derive(Debug, Clone)]
pub struct IssueAuthorisation {
    pub person: PersonId,
    pub new: NewAuthorisation,
}

impl Demand for IssueAuthorisation {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Authorisation)
    }
}

#[async_trait]
impl Command for IssueAuthorisation {
    type Outcome = AuthorisationId;
    const NAME: &'static str = "issue_authorisation";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.person.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AuthorisationId, Error> {
        let (command, today) = (authorised.command(), context.operation.today);
        // two bodies decide at the same time: one after the other
        context.work.lock(RecordKind::Person, command.person.0).await?;
        let person = reached::person(context, &authorised.visible(), command.person).await?;
        let case = reached::open_case(context, &person).await?;
        let case = case.ok_or_else(|| Refusal::new("vocational-without-case"))?;
        let issuer = authorised.actor().organisation;
        let basis = basis(context, &person, &command.new, authorised.actor().organisation_kind).await?;
        let known: Vec<Authorisation> = reached::of_person(context, &person).await?;
        let places: Vec<VocationalPlace> = reached::of_person(context, &person).await?;
        Authorisation::check_new(command.new.line, &known, &places, today)?;
        let pace = context.pace().await?;
        let authorisation = Authorisation {
            id: AuthorisationId(context.next_id()),
            region: case.region,
            version: 0,
            case: case.id,
            person: person.id,
            issuer,
            line: command.new.line,
            obliged: command.new.obliged,
            issued_on: today,
            valid_until: command.new.valid_until(issuer, today, &pace)?,
            code: context.operation.ids.code(),
            basis,
            registered_on: None,
            revoked_on: None,
        };
        let id = authorisation.id;
        emit(context, EventName::VocationalAuthorised, &authorisation);
        context.save(authorisation).await?;
        steps::settle(context, case).await?;
        Ok(id)
    }
}

/// What the tables say about the person as the deciding body sees it, and whether it may issue.
async fn basis(
    context: &mut Context<'_>,
    person: &Person,
    new: &NewAuthorisation,
    own: OrganisationKind,
) -> Result<AuthorisationBasis, Error> {
    let today = context.operation.today;
    let law = context.law_today().await?;
    let visible = also_visible(&context.operation.actor, Action::See, Resource::Eligibility)?;
    let records = CaseRecords::of(context.work.queries(), person.clone()).await?;
    let facts = records.facts(law.set.reading(), today).shown(|group| visible.shows(group));
    let answer = law.set.decide(&facts, today, &mut Memo::default()).berufssprachkurs;
    let found = Findings {
        access: answer.access,
        issuer: answer.issuer,
        obligation: answer.obligation,
        closed: &answer.closed_types,
        fingerprint: &law.fingerprint,
    };
    Ok(new.check(own, found, vocational::types(), today)?)
}

fn emit(context: &mut Context<'_>, name: EventName, one: &Authorisation) {
    let event = Event::new(name, context.operation.today).about(Some(one.case), one.person);
    let event = event
        .with("authorisation", one.id)
        .with("line", one.line)
        .with("obliged", one.obliged)
        .with("valid_until", one.valid_until);
    context.emit(match one.basis.deviation {
        Some(reason) => event.with("deviation", reason),
        None => event,
    });
}

/// Takes an own authorisation back from today on.
#[derive(Debug, Clone)]
pub struct RevokeAuthorisation {
    pub authorisation: AuthorisationId,
    pub version: i64,
}

impl Demand for RevokeAuthorisation {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::Authorisation)
    }
}

#[async_trait]
impl Command for RevokeAuthorisation {
    type Outcome = AuthorisationId;
    const NAME: &'static str = "revoke_authorisation";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Authorisation, self.authorisation.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AuthorisationId, Error> {
        let command = authorised.command();
        let known: Authorisation = context.need(command.authorisation.0).await?;
        let reached = reached::person(context, &authorised.visible(), known.person).await;
        reached.map_err(|_| Error::Absent(RecordKind::Authorisation))?;
        if known.issuer != authorised.actor().organisation {
            return Err(Refusal::new("authorisation-of-another-body").into());
        }
        let mut one: Authorisation = context.need_version(known.id.0, command.version).await?;
        one.revoke(context.operation.today)?;
        emit(context, EventName::VocationalRevoked, &one);
        let case: Case = context.need(one.case.0).await?;
        context.save(one).await?;
        steps::settle(context, case).await?;
        Ok(known.id)
    }
}
