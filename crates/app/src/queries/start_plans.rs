//! Looks at plans of test days and course starts: the list, one plan with what changed against the one it came from, and,
//! for whoever may see people, why each of them sits where they do.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, TypedQueries};
use crate::start_plans::answer;
use async_trait::async_trait;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::case::Case;
use domain::ids::{OrganisationId, StartPlanId};
use domain::organisation::Organisation;
use domain::person::Person;
use domain::record::RecordKind;
use domain::start_plan::StartPlan;
use planning::explain::{Explanation, PersonExplained};
use planning::schedule::{Change, Changed, Schedule};
use std::collections::{BTreeMap, HashMap};

/// Plans of the region, newest first.
#[derive(Debug, Clone, Default)]
pub struct StartPlanList;

#[async_trait]
impl Query for StartPlanList {
    type Answer = Vec<StartPlan>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::StartPlan)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<StartPlan>, i64), Error> {
        let find = Find::new(RecordKind::StartPlan, visible.region()).by("id").backwards().limit(200);
        let plans: Vec<StartPlan> = scene.queries.all(find).await?;
        let count = plans.len() as i64;
        Ok((plans, count))
    }
}

/// One plan. Nothing in it names or counts a single person beyond what its starts hold.
#[derive(Debug, Clone)]
pub struct StartPlanRecord {
    pub plan: StartPlanId,
}

/// A plan as a page shows it.
#[derive(Debug, Clone)]
pub struct StartPlanSheet {
    pub plan: StartPlan,
    pub schedule: Schedule,
    /// Starts with their reasons; the people of it are only for whoever may see them.
    pub explanation: Explanation,
    pub changes: Vec<Change>,
    /// The plan it was made from.
    pub parent: Option<(StartPlan, Schedule)>,
    pub bodies: BTreeMap<OrganisationId, Organisation>,
}

#[async_trait]
impl Query for StartPlanRecord {
    type Answer = StartPlanSheet;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::StartPlan).of(RecordKind::StartPlan, self.plan.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(StartPlanSheet, i64), Error> {
        let plan: StartPlan = scene.queries.need(self.plan.0).await?;
        if plan.region != visible.region() {
            return Err(Error::Absent(RecordKind::StartPlan));
        }
        let (mut schedule, mut explanation, mut changes) = answer::read(&plan)?;
        if !visible.shows(FieldGroup::Identity) {
            without_people(&mut schedule, &mut explanation, &mut changes);
        }
        let parent = match plan.parent {
            Some(id) => match scene.queries.one::<StartPlan>(id.0).await? {
                Some(parent) => {
                    let mut schedule = answer::read(&parent)?.0;
                    schedule.seats.clear();
                    Some((parent, schedule))
                }
                None => None,
            },
            None => None,
        };
        let bodies: Vec<Organisation> =
            scene.queries.all(Find::new(RecordKind::Organisation, visible.region())).await?;
        let bodies = bodies.into_iter().map(|body| (body.id, body)).collect();
        Ok((StartPlanSheet { plan, schedule, explanation, changes, parent, bodies }, 1))
    }
}

/// Takes out every row of a single person: ids of cases are nobody's business outside the bodies that steer.
fn without_people(schedule: &mut Schedule, explanation: &mut Explanation, changes: &mut Vec<Change>) {
    schedule.seats.clear();
    schedule.unassigned.clear();
    schedule.untested.clear();
    schedule.test_days.iter_mut().for_each(|day| day.booked.clear());
    explanation.people.clear();
    for start in &mut explanation.starts {
        start.people.clear();
        if let Some(without) = &mut start.without {
            without.moves.clear();
        }
    }
    changes.retain(|change| match change.what {
        Changed::StartGivenUp { .. }
        | Changed::StartAdded { .. }
        | Changed::TestDayGivenUp { .. }
        | Changed::TestDayAdded { .. } => true,
        Changed::SeatMoved { .. }
        | Changed::SeatLost { .. }
        | Changed::SeatGained { .. }
        | Changed::BookingMoved { .. } => false,
    });
}

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

#[async_trait]
impl Query for StartPlanPeople {
    type Answer = (StartPlan, Vec<PersonOfPlan>);

    fn look(&self) -> Look {
        // whoever may propose a plan steers its people
        Look::at_people(Action::Create, Resource::StartPlan).of(RecordKind::StartPlan, self.plan.0)
    }

    async fn answer(
        &self,
        visible: &Visible,
        scene: &Scene<'_>,
    ) -> Result<((StartPlan, Vec<PersonOfPlan>), i64), Error> {
        let plan: StartPlan = scene.queries.need(self.plan.0).await?;
        if plan.region != visible.region() {
            return Err(Error::Absent(RecordKind::StartPlan));
        }
        let (_, explanation, _) = answer::read(&plan)?;
        let rows: HashMap<i64, PersonExplained> = explanation
            .people
            .into_iter()
            .filter_map(|row| Some((domain::ids::decode(&row.person)?, row)))
            .collect();
        let cases: Vec<Case> = scene.queries.many(&rows.keys().copied().collect::<Vec<_>>()).await?;
        let persons: Vec<Person> =
            scene.queries.many(&cases.iter().map(|case| case.person.0).collect::<Vec<_>>()).await?;
        let persons: HashMap<_, _> = persons.iter().map(|person| (person.id, person)).collect();
        let mut people: Vec<PersonOfPlan> = cases
            .into_iter()
            .filter_map(|case| {
                let person = persons.get(&case.person)?;
                let reached =
                    visible.reaches_person(person.region, person.involved_on(scene.operation.today));
                let explained = rows.get(&case.id.0).cloned()?;
                let name = format!("{}, {}", person.family_name, person.given_names);
                reached.then_some(PersonOfPlan { case, name, explained })
            })
            .collect();
        // people without a seat first: they are whom the round has to talk about
        people.sort_by(|a, b| {
            let key = |one: &PersonOfPlan| (one.explained.start.is_some(), !one.case.priority, one.case.id);
            key(a).cmp(&key(b))
        });
        let count = people.len() as i64;
        Ok(((plan, people), count))
    }
}
