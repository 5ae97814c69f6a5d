//! Who needs a seat, as counts: by type and section, town, time of day, child care; and how many people are expected to
//! arrive. Small counts are hidden from whoever may not see people.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::TypedQueries;
use crate::start_plans::arrivals::{self, Arrivals};
use crate::start_plans::inputs::{Seeker, seekers};
use async_trait::async_trait;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::case::Stage;
use domain::course::CourseKind;
use domain::person::TimeOfDay;
use domain::region::Region;
use std::collections::BTreeMap;

/// Demand of the region today.
#[derive(Debug, Clone, Default)]
pub struct StartDemand;

/// A count; `None` where it is too small to be shown.
pub type Count = Option<i64>;

/// What the region needs.
#[derive(Debug, Clone, PartialEq)]
pub struct DemandSheet {
    /// Tested people by type and section.
    pub tested: Vec<(CourseKind, u8, Count)>,
    /// People still to be tested.
    pub untested: Count,
    /// People of the priority class, tested or not.
    pub priority: Count,
    /// People beyond the region's limit of waiting.
    pub late: Count,
    pub towns: Vec<(String, Count)>,
    /// People who named this time of day as possible; nobody asked counts for none.
    pub times: Vec<(TimeOfDay, Count)>,
    pub child_care: Count,
    pub arrivals: Arrivals,
    /// Counts below this are hidden; 0: none.
    pub smallest: i64,
}

#[async_trait]
impl Query for StartDemand {
    type Answer = DemandSheet;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::StartPlan)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(DemandSheet, i64), Error> {
        let (queries, today) = (scene.queries, scene.operation.today);
        let region: Region = queries.need(visible.region().0).await?;
        let settings = &region.settings;
        let smallest = if visible.shows(FieldGroup::Identity) { 0 } else { settings.smallest_count };
        let people = seekers(queries, visible, today).await?;
        let hide = |count: i64| Some(count).filter(|count| *count == 0 || *count >= smallest);
        let count =
            |which: &dyn Fn(&Seeker) -> bool| hide(people.iter().filter(|one| which(one)).count() as i64);
        let late = |one: &Seeker| {
            let since = one.case.awaiting_since.or(one.case.right_from).unwrap_or(one.case.opened_on);
            (today - since).num_days() > settings.start_within_days
        };
        let times = TimeOfDay::ALL.iter();
        let sheet = DemandSheet {
            tested: tested(&people)
                .into_iter()
                .map(|((kind, section), n)| (kind, section, hide(n)))
                .collect(),
            untested: count(&|one| one.case.stage != Stage::AwaitingSeat),
            priority: count(&|one| one.case.priority),
            late: count(&late),
            towns: towns(&people).into_iter().map(|(town, n)| (town, hide(n))).collect(),
            times: times
                .map(|time| (*time, count(&|one| one.person.constraints.times.contains(time))))
                .collect(),
            child_care: count(&|one| one.person.constraints.children_in_care.is_some_and(|n| n > 0)),
            arrivals: arrivals::read(queries, region.id, today, &settings.planning).await?,
            smallest,
        };
        let rows = people.len() as i64;
        Ok((sheet, rows))
    }
}

fn tested(people: &[Seeker]) -> BTreeMap<(CourseKind, u8), i64> {
    let mut counts = BTreeMap::new();
    for one in people.iter().filter(|one| one.case.stage == Stage::AwaitingSeat) {
        if let Some(found) = &one.case.recommendation {
            *counts.entry((found.course_kind, found.section)).or_default() += 1;
        }
    }
    counts
}

/// Towns of people by how many live there.
fn towns(people: &[Seeker]) -> Vec<(String, i64)> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for one in people {
        *counts.entry(one.person.address.town.as_str()).or_default() += 1;
    }
    let mut towns: Vec<(String, i64)> = counts.into_iter().map(|(town, n)| (town.to_owned(), n)).collect();
    towns.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    towns
}
