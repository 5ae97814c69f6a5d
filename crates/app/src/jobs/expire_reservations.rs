//! Reservations that ran out, region by region. Runs as the BAMF coordination of the region, whose act the
//! reservation was; nothing is written when nothing is due.

use crate::commands::ExpireReservations;
use crate::error::Error;
use crate::gate::Gate;
use crate::operation::Operation;
use crate::ports::{Find, TypedQueries, Where};
use crate::seats;
use domain::access::{Actor, Role};
use domain::assignment::{Assignment, AssignmentState};
use domain::ids::{AccountId, RegionId};
use domain::organisation::OrganisationKind;
use domain::record::RecordKind;

/// Account id that stands for the system itself.
pub const SYSTEM: AccountId = AccountId(0);

/// The system acting for the BAMF coordination of a region.
pub async fn coordination(gate: &Gate, region: RegionId) -> Result<Actor, Error> {
    Ok(Actor {
        account: SYSTEM,
        organisation: seats::bundesamt(gate.store().queries(), region).await?,
        organisation_kind: OrganisationKind::Bundesamt,
        region,
        roles: vec![Role::Regionalkoordination],
        commissioned_test_site: false,
    })
}

/// Frees every seat of the operation's region whose reservation is over; the number of seats freed.
pub async fn expire_reservations(gate: &Gate, operation: &Operation) -> Result<i64, Error> {
    let Some(yesterday) = operation.today.pred_opt() else { return Ok(0) };
    let due = Find::new(RecordKind::Assignment, operation.actor.region)
        .when(Where::is("status", AssignmentState::Reserved.code()))
        .when(Where::AtMost("reserved_until", yesterday.into()))
        .limit(1);
    let due: Vec<Assignment> = gate.store().queries().all(due).await?;
    if due.is_empty() {
        return Ok(0);
    }
    Ok(gate.run(operation, ExpireReservations).await?.outcome)
}
