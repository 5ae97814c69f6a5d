//! Enters a test result with the recommendation and what limits the choice of a course. Correcting it is
//! the same command, as long as no seat was given on it.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::case::Case;
use domain::course::CourseKind;
use domain::ids::SeatingId;
use domain::journal::{Event, EventName};
use domain::person::{Constraints, Person};
use domain::placement::{
    Performance, PlacementResult, Recommendation, RecommendationTable, Seating, SeatingState, decide,
};
use domain::record::RecordKind;

/// A result as the examiner enters it, with the version of the seating they saw.
#[derive(Debug, Clone)]
pub struct RecordResult {
    pub seating: SeatingId,
    pub version: i64,
    pub performance: Performance,
    pub examiner_licence: String,
    /// Another course type and section than the table's; needs the reason.
    pub chosen: Option<(CourseKind, u8)>,
    pub deviation: String,
    /// What limits the choice of a course; `None` leaves it as it is.
    pub constraints: Option<Constraints>,
    /// Regional table (`rules/placement.toml`).
    pub table: RecommendationTable,
}

impl Demand for RecordResult {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::PlacementResult)
    }
}

#[async_trait]
impl Command for RecordResult {
    type Outcome = Recommendation;
    const NAME: &'static str = "record_result";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Seating, self.seating.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<Recommendation, Error> {
        let (command, visible) = (authorised.command(), authorised.visible());
        let (_, session) = placement::reached_seating(context, &visible, command.seating).await?;
        if session.organisation != visible.organisation() {
            return Err(Error::Absent(RecordKind::Seating));
        }
        let mut seating: Seating = context.need_version(command.seating.0, command.version).await?;
        let corrected = seating.state == SeatingState::Tested;
        let examiner = session.examiner(&command.examiner_licence)?;
        let recommendation =
            decide(&command.performance, &command.table, command.chosen, &command.deviation)?;
        let result = PlacementResult {
            performance: command.performance,
            recommendation: recommendation.clone(),
            examiner_licence: examiner.licence.clone(),
            // a result entered later still belongs to the day of the test
            recorded_on: session.held_on.min(context.operation.today),
        };
        let mut case: Case = context.need(seating.case.0).await?;
        case.take_result(&result)?;
        seating.record(result)?;
        note_about_person(context, command, &seating).await?;
        context.emit(
            Event::new(EventName::TestDone, session.held_on)
                .about(Some(case.id), case.person)
                .with("session", session.id)
                .with("level", recommendation.level.code())
                .with("kind", recommendation.course_kind.code())
                .with("section", recommendation.section)
                .with("corrected", corrected)
                .with("deviates", recommendation.deviation.is_some()),
        );
        context.save(seating).await?;
        steps::settle(context, case).await?;
        Ok(recommendation)
    }
}

/// Script knowledge and constraints belong to the person: the seat search reads them there.
async fn note_about_person(
    context: &mut Context<'_>,
    command: &RecordResult,
    seating: &Seating,
) -> Result<(), Error> {
    let mut person: Person = context.need(seating.person.0).await?;
    let before = person.clone();
    person.literacy = Some(command.performance.literacy);
    if let Some(constraints) = &command.constraints {
        person.constraints = constraints.clone();
    }
    if person != before {
        context.save(person).await?;
    }
    Ok(())
}
