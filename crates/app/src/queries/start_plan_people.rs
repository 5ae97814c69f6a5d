//! People of a plan by name, for whoever may propose plans: why each of them sits where they do, one of them alone, and the
//! names of those whose seat was fixed by hand or changes. Not for the round: it sees nobody.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::TypedQueries;
use crate::start_plans::answer;
use async_trait::async_trait;
use domain::access::{Action, Resource, Visible};
use domain::case::Case;
use domain::ids::{CaseId, PersonId, StartPlanId};
use domain::person::Person;
use domain::record::RecordKind;
use domain::start_plan::StartPlan;
use planning::explain::PersonExplained;
use planning::schedule::Changed;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Why each person of a plan sits where they do, or has no seat.
#[derive(Debug, Clone)]
pub struct StartPlanPeople {
    pub plan: StartPlanId,
}

/// One person of a plan.
#[derive(Debug, Clone)]
pub struct PersonOfPlan {
    pub case: Case,
    pub name: String,
    pub explained: PersonExplained,
}

/// Whoever may propose a plan steers its people.
fn look(plan: StartPlanId) -> Look {
    Look::at_people(Action::Create, Resource::StartPlan).of(RecordKind::StartPlan, plan.0)
}

async fn plan_of(id: StartPlanId, visible: &Visible, scene: &Scene<'_>) -> Result<StartPlan, Error> {
    let plan: StartPlan = scene.queries.need(id.0).await?;
    if plan.region == visible.region() { Ok(plan) } else { Err(Error::Absent(RecordKind::StartPlan)) }
}

/// Cases with the name of their person, as far as the asker reaches them.
async fn named(cases: &[i64], visible: &Visible, scene: &Scene<'_>) -> Result<Vec<(Case, String)>, Error> {
    let cases: Vec<Case> = scene.queries.many(cases).await?;
    let persons: Vec<Person> =
        scene.queries.many(&cases.iter().map(|case| case.person.0).collect::<Vec<_>>()).await?;
    let persons: HashMap<_, _> = persons.iter().map(|person| (person.id, person)).collect();
    let with_name = |case: Case| {
        let person = persons.get(&case.person)?;
        let reached = visible.reaches_person(person.region, person.involved_on(scene.operation.today));
        reached.then(|| (case, format!("{}, {}", person.family_name, person.given_names)))
    };
    Ok(cases.into_iter().filter_map(with_name).collect())
}

/// The people of a plan, or one of them.
async fn people(
    plan: &StartPlan,
    only: Option<CaseId>,
    visible: &Visible,
    scene: &Scene<'_>,
) -> Result<Vec<PersonOfPlan>, Error> {
    let (_, explanation, _) = answer::read(plan)?;
    let rows: HashMap<i64, PersonExplained> = explanation
        .people
        .into_iter()
        .filter_map(|row| Some((domain::ids::decode(&row.person)?, row)))
        .filter(|(case, _)| only.is_none_or(|only| only.0 == *case))
        .collect();
    let named = named(&rows.keys().copied().collect::<Vec<_>>(), visible, scene).await?;
    let mut people: Vec<PersonOfPlan> = named
        .into_iter()
        .filter_map(|(case, name)| {
            let explained = rows.get(&case.id.0).cloned()?;
            Some(PersonOfPlan { case, name, explained })
        })
        .collect();
    // people without a seat first: they are whom the round has to talk about
    people.sort_by(|a, b| {
        let key = |one: &PersonOfPlan| (one.explained.start.is_some(), !one.case.priority, one.case.id);
        key(a).cmp(&key(b))
    });
    Ok(people)
}

#[async_trait]
impl Query for StartPlanPeople {
    type Answer = (StartPlan, Vec<PersonOfPlan>);

    fn look(&self) -> Look {
        look(self.plan)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Self::Answer, i64), Error> {
        let plan = plan_of(self.plan, visible, scene).await?;
        let people = people(&plan, None, visible, scene).await?;
        let count = people.len() as i64;
        Ok(((plan, people), count))
    }
}

/// One person of a plan, to fix something about their seat.
#[derive(Debug, Clone)]
pub struct StartPlanPerson {
    pub plan: StartPlanId,
    pub case: CaseId,
}

#[async_trait]
impl Query for StartPlanPerson {
    type Answer = PersonOfPlan;

    fn look(&self) -> Look {
        look(self.plan)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(PersonOfPlan, i64), Error> {
        let plan = plan_of(self.plan, visible, scene).await?;
        let mut people = people(&plan, Some(self.case), visible, scene).await?;
        Ok((people.pop().ok_or(Error::Absent(RecordKind::Case))?, 1))
    }
}

/// Names of the people whose seat was fixed by hand, or changes against the plan before.
#[derive(Debug, Clone)]
pub struct StartPlanNames {
    pub plan: StartPlanId,
}

/// How a person is called, by case.
pub type Names = BTreeMap<CaseId, (PersonId, String)>;

/// The person a change is about, as the planner names the row.
pub fn person_of(what: &Changed) -> Option<&str> {
    match what {
        Changed::SeatMoved { person, .. }
        | Changed::SeatLost { person, .. }
        | Changed::SeatGained { person, .. }
        | Changed::BookingMoved { person, .. } => Some(person),
        Changed::StartGivenUp { .. }
        | Changed::StartAdded { .. }
        | Changed::TestDayGivenUp { .. }
        | Changed::TestDayAdded { .. } => None,
    }
}

#[async_trait]
impl Query for StartPlanNames {
    type Answer = Names;

    fn look(&self) -> Look {
        look(self.plan)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Names, i64), Error> {
        let plan = plan_of(self.plan, visible, scene).await?;
        let (_, _, changes) = answer::read(&plan)?;
        let changed = changes.iter().filter_map(|change| domain::ids::decode(person_of(&change.what)?));
        let fixed = plan.seats_by_hand.iter().map(|wish| wish.case.0);
        let cases: BTreeSet<i64> = changed.chain(fixed).collect();
        let named = named(&cases.into_iter().collect::<Vec<_>>(), visible, scene).await?;
        let names: Names = named.into_iter().map(|(case, name)| (case.id, (case.person, name))).collect();
        let count = names.len() as i64;
        Ok((names, count))
    }
}
