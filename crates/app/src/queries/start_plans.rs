//! Looks at plans of test days and course starts: the list, and one plan with what changed against the one it came from.
//! Not for its people by name: see `start_plan_people`.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, TypedQueries};
use crate::queries::start_plan_round::{for_the_round, hides};
use crate::start_plans::answer;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::ids::{OrganisationId, StartPlanId};
use domain::organisation::Organisation;
use domain::record::RecordKind;
use domain::region::Region;
use domain::start_plan::{StartPlan, StartPlanState};
use planning::explain::Explanation;
use planning::schedule::{Change, Changed, LevelCode, Schedule, Support};
use std::collections::{BTreeMap, BTreeSet};

/// A plan in the list; counts of people that are too small are hidden from the round.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedPlan {
    pub id: StartPlanId,
    pub proposed_on: NaiveDate,
    pub new_starts: usize,
    pub new_test_days: usize,
    pub seated: Option<i64>,
    pub unseated: Option<i64>,
    pub by_hand: usize,
    pub checked: bool,
    pub state: StartPlanState,
}

/// Plans of the region, newest first.
#[derive(Debug, Clone, Default)]
pub struct StartPlanList;

#[async_trait]
impl Query for StartPlanList {
    type Answer = Vec<ListedPlan>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::StartPlan)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<ListedPlan>, i64), Error> {
        let region: Region = scene.queries.need(visible.region().0).await?;
        let smallest = if visible.shows(FieldGroup::Identity) { 0 } else { region.settings.smallest_count };
        let find = Find::new(RecordKind::StartPlan, visible.region()).by("id").backwards().limit(200);
        let plans: Vec<StartPlan> = scene.queries.all(find).await?;
        let told = |count: i64| Some(count).filter(|count| *count == 0 || *count >= smallest);
        let listed: Vec<ListedPlan> = plans
            .into_iter()
            .map(|plan| ListedPlan {
                seated: told(plan.people.seated),
                unseated: told(plan.people.unseated),
                new_starts: plan.new_starts().count(),
                new_test_days: plan.new_test_days().count(),
                id: plan.id,
                proposed_on: plan.proposed_on,
                by_hand: plan.by_hand.len() + seats_fixed(&plan, smallest).unwrap_or_default(),
                checked: plan.checked,
                state: plan.state,
            })
            .collect();
        let count = listed.len() as i64;
        Ok((listed, count))
    }
}

/// Seats fixed by hand, where the number may be told.
pub(super) fn seats_fixed(plan: &StartPlan, smallest: i64) -> Option<usize> {
    let count = plan.seats_by_hand.len();
    Some(count).filter(|count| *count == 0 || i64::try_from(*count).is_ok_and(|count| count >= smallest))
}

/// One plan. The round sees nobody in it and no small counts of people.
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
    /// In how many drawn futures each start opens that had to be decided.
    pub support: Vec<Support>,
    /// The plan it was made from.
    pub parent: Option<(StartPlan, Schedule)>,
    pub bodies: BTreeMap<OrganisationId, Organisation>,
    /// Counts of people below this are hidden; 0: none.
    pub smallest: i64,
    /// Seats of single people fixed by hand; `None`: too few to be told.
    pub seats_fixed: Option<usize>,
    /// The plan's own counts of people are told.
    pub tells_people: bool,
    /// Goals whose number of people is hidden, here or in the plan before.
    pub hidden: BTreeSet<LevelCode>,
    /// Changes whose reason rests on few people.
    pub untold: BTreeSet<Changed>,
}

impl StartPlanSheet {
    /// A number at a goal is too small to be told.
    pub fn hides(&self, level: LevelCode, number: i64) -> bool {
        hides(level, number, self.smallest)
    }

    /// What drawn futures say about a start that they leave for a later plan.
    pub fn left_for_later(&self, start: &str) -> Option<&Support> {
        self.support.iter().find(|one| one.left_for_later && *one.start == *start)
    }
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
        let (schedule, explanation, changes) = answer::read(&plan)?;
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
        let mut sheet = StartPlanSheet {
            support: answer::support(&plan)?,
            seats_fixed: Some(plan.seats_by_hand.len()),
            plan,
            schedule,
            explanation,
            changes,
            parent,
            bodies,
            smallest: 0,
            tells_people: true,
            hidden: BTreeSet::new(),
            untold: BTreeSet::new(),
        };
        if !visible.shows(FieldGroup::Identity) {
            let region: Region = scene.queries.need(visible.region().0).await?;
            for_the_round(&mut sheet, region.settings.smallest_count);
        }
        Ok((sheet, 1))
    }
}
