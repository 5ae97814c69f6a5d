//! The daily digest: once a day and region, after the time the region chose. Running it again on the same day
//! changes nothing.

use crate::commands::QueueDigest;
use crate::error::Error;
use crate::gate::Gate;
use crate::operation::Operation;
use crate::ports::TypedQueries;
use chrono::NaiveTime;
use domain::region::Region;

/// Leaves today's digest in the outbox, if it is time; the number of messages.
pub async fn queue_digest(gate: &Gate, operation: &Operation, time: NaiveTime) -> Result<i64, Error> {
    let region: Region = gate.store().queries().need(operation.actor.region.0).await?;
    if time < region.settings.digest_at {
        return Ok(0);
    }
    let mut operation = operation.clone();
    operation.key = Some(format!("digest:{}:{}", region.id, operation.today));
    let earlier = gate.earlier::<QueueDigest>(&operation).await?;
    match earlier {
        Some(_) => Ok(0),
        None => Ok(gate.run(&operation, QueueDigest).await?.outcome),
    }
}
