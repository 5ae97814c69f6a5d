//! Names of bodies, for whatever names one in a row. Not for looking at bodies: see `administration`.

use crate::error::Error;
use crate::gate::Scene;
use crate::ports::TypedQueries;
use domain::ids::OrganisationId;
use domain::organisation::Organisation;
use std::collections::HashMap;

/// Names of these bodies; each is read once.
pub(super) async fn names(
    scene: &Scene<'_>,
    ids: impl Iterator<Item = OrganisationId>,
) -> Result<HashMap<OrganisationId, String>, Error> {
    let mut ids: Vec<i64> = ids.map(|id| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let bodies: Vec<Organisation> = scene.queries.many(&ids).await?;
    Ok(bodies.into_iter().map(|body| (body.id, body.name)).collect())
}
