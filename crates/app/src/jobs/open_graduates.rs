//! The list of graduates, region by region, once courses come near their end. Runs as the BAMF coordination of the
//! region; nothing is written when nobody is new.

use crate::commands::OpenGraduates;
use crate::error::Error;
use crate::gate::Gate;
use crate::graduates;
use crate::operation::Operation;
use crate::ports::{Find, TypedQueries, Where};
use crate::steps;
use domain::course::{Course, CourseState};
use domain::record::RecordKind;

/// Puts everybody near the end of a course on the list; the number of people who are new on it.
pub async fn open_graduates(gate: &Gate, operation: &Operation) -> Result<i64, Error> {
    let (region, queries) = (operation.actor.region, gate.store().queries());
    let find = Find::new(RecordKind::Course, region).when(Where::is("status", CourseState::Running.code()));
    let running: Vec<Course> = queries.all(find).await?;
    let pace = steps::pace(queries, region, operation.periods.clone()).await?;
    for course in &running {
        if !graduates::unlisted(queries, course, (&pace, operation.today)).await?.is_empty() {
            return Ok(gate.run(operation, OpenGraduates).await?.outcome);
        }
    }
    Ok(0)
}
