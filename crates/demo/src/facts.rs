//! What was stated about invented people for the rules. About one in four nobody has said anything yet, so that
//! the pages also show what is missing.

use crate::World;
use chrono::NaiveDate;
use domain::eligibility::{FactKey, FactPath, FactValue, StatedFacts, Statement};
use domain::ids::{AccountId, OrganisationId, PersonId, RegionId, StatedFactsId};

/// Statements about a person by the authority that leads, on the day of the right.
pub fn stated(
    world: &mut World,
    person: PersonId,
    lead: OrganisationId,
    on: NaiveDate,
) -> Option<StatedFacts> {
    if world.chance.happens(0.25) {
        return None;
    }
    let mut facts = StatedFacts::none(StatedFactsId(world.id()), RegionId(world.bodies.region), person);
    let level = *world.chance.one_of(&["none", "none", "none", "A1", "A1", "A2", "B1"]);
    let employed = world.chance.happens(0.2);
    let flags = [
        (FactPath::Spaetaussiedler, false),
        (FactPath::FirstLanguageGerman, false),
        (FactPath::Employed, employed),
        (FactPath::InTraining, false),
        (FactPath::SchoolAttendance, false),
        (FactPath::WorkContractSigned, employed),
        (FactPath::TrainingContractSigned, false),
        (FactPath::SpecialNeed, world.chance.happens(0.3)),
        (FactPath::LowNeed, false),
        (FactPath::FitForWork, true),
    ];
    let values = flags.into_iter().map(|(fact, yes)| (fact, FactValue::Flag(yes))).chain([
        (FactPath::GermanLevel, FactValue::Text(level.to_owned())),
        (FactPath::LevelNeededFor, FactValue::Codes(Vec::new())),
    ]);
    facts.statements = values
        .map(|(fact, value)| Statement {
            fact: FactKey::Law(fact),
            value,
            since: Some(on).filter(|_| fact.changes_over_time()),
            until: None,
            stated_on: on,
            stated_by: lead,
            account: AccountId(0),
        })
        .collect();
    Some(facts)
}
