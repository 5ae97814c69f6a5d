//! Writes the draft of an agreement: its parties and its text. Not for laying it before the parties or signing.

use crate::commands::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::agreement::{Agreement, AgreementState, Party, PartyRole, Terms, TestingMode};
use domain::ids::{AgreementId, OrganisationId, RegionId};
use domain::journal::{Event, EventName};
use domain::organisation::Organisation;
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// The draft as it should be; id 0 for a new one, otherwise with the version the person saw.
#[derive(Debug, Clone)]
pub struct SaveAgreement {
    pub agreement: AgreementId,
    pub version: i64,
    pub parties: Vec<(OrganisationId, PartyRole)>,
    pub terms: Terms,
    /// How people are tested when the term begins.
    pub testing: TestingMode,
}

impl Demand for SaveAgreement {
    fn demand(&self) -> (Action, Resource) {
        (if self.agreement.0 == 0 { Action::Create } else { Action::Change }, Resource::Agreement)
    }
}

#[async_trait]
impl Command for SaveAgreement {
    type Outcome = AgreementId;
    const NAME: &'static str = "save_agreement";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Agreement, self.agreement.0)).filter(|(_, id)| *id != 0)
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AgreementId, Error> {
        let (wanted, visible) = (authorised.command(), authorised.visible());
        let parties = parties(context, visible.region(), &wanted.parties).await?;
        let (mut agreement, event) = if wanted.agreement.0 == 0 {
            let edition = next_edition(context, visible.region()).await?;
            let id = AgreementId(context.next_id());
            (blank(id, visible.region(), edition, &wanted.terms), EventName::AgreementDrafted)
        } else {
            let known = reached::agreement(context, &visible, wanted.agreement, Some(wanted.version)).await?;
            (known, EventName::AgreementChanged)
        };
        agreement.rewrite(parties, wanted.terms.clone(), wanted.testing)?;
        let id = agreement.id;
        context.emit(
            Event::new(event, context.operation.today)
                .with("agreement", id)
                .with("edition", agreement.edition),
        );
        context.save(agreement).await?;
        Ok(id)
    }
}

fn blank(id: AgreementId, region: RegionId, edition: i64, terms: &Terms) -> Agreement {
    Agreement {
        id,
        region,
        version: 0,
        edition,
        parent: None,
        state: AgreementState::Draft,
        parties: Vec::new(),
        terms: terms.clone(),
        testing: Vec::new(),
        notice: None,
        noted: Vec::new(),
        handed_over: Vec::new(),
        laid: 0,
        replaced_from: None,
    }
}

/// The parties, each a body of the region that works; one body takes part once.
async fn parties(
    context: &mut Context<'_>,
    region: RegionId,
    wanted: &[(OrganisationId, PartyRole)],
) -> Result<Vec<Party>, Error> {
    let bodies: Vec<Organisation> =
        context.work.queries().all(Find::new(RecordKind::Organisation, region)).await?;
    let mut parties: Vec<Party> = Vec::new();
    for (organisation, role) in wanted {
        let known = bodies.iter().any(|body| body.id == *organisation && body.active);
        if !known || parties.iter().any(|party| party.organisation == *organisation) {
            return Err(Refusal::new("agreement-party-unknown").at(&format!("party-{organisation}")).into());
        }
        parties.push(Party { organisation: *organisation, role: *role, signed: None });
    }
    Ok(parties)
}

/// Number of the edition that is begun now; only one may be on its way.
pub(super) async fn next_edition(context: &mut Context<'_>, region: RegionId) -> Result<i64, Error> {
    context.work.lock(RecordKind::Region, region.0).await?;
    let known: Vec<Agreement> = context.work.queries().all(Find::new(RecordKind::Agreement, region)).await?;
    if let Some(open) = known.iter().find(|known| known.state != AgreementState::InForce) {
        return Err(Refusal::new("agreement-edition-on-its-way").with("edition", open.edition).into());
    }
    Ok(known.iter().map(|known| known.edition).max().unwrap_or(0) + 1)
}
