//! Who needs a seat, as counts: by type and section, town, time of day, child care; and how many people are expected to
//! arrive. Small counts are hidden from whoever may not see people.

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::TypedQueries;
use crate::start_plans::arrivals::{self, Arrivals};
use crate::start_plans::inputs::{Seeker, seekers};
use crate::start_plans::problem::needed;
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
    /// People by type and section they were tested for, or probably need.
    pub entries: Vec<Entry>,
    /// Towns of people and the types they need; only for whoever may see people, because small numbers could be worked out
    /// from sums.
    pub by_town: Vec<(String, BTreeMap<CourseKind, i64>)>,
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

/// People of one type and section.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub kind: CourseKind,
    pub section: u8,
    /// Tested and without a seat.
    pub tested: Count,
    /// Still to be tested; the test decides.
    pub untested: Count,
    /// Only for whoever may see people.
    pub details: Option<Details>,
}

/// More about people of one type and section.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Details {
    pub priority: i64,
    pub late: i64,
    pub child_care: i64,
    /// Who named these times as possible.
    pub times: BTreeMap<TimeOfDay, i64>,
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
            entries: entries(&people, smallest == 0, &hide, &late),
            by_town: if smallest == 0 { by_town(&people) } else { Vec::new() },
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

fn entries(
    people: &[Seeker],
    in_detail: bool,
    hide: &dyn Fn(i64) -> Count,
    late: &dyn Fn(&Seeker) -> bool,
) -> Vec<Entry> {
    let mut found: BTreeMap<(CourseKind, u8), (i64, i64, Details)> = BTreeMap::new();
    for one in people {
        let (tested, untested, details) = found.entry(needed(one)).or_default();
        match one.case.stage {
            Stage::AwaitingSeat => *tested += 1,
            _ => *untested += 1,
        }
        let wishes = &one.person.constraints;
        details.priority += i64::from(one.case.priority);
        details.late += i64::from(late(one));
        details.child_care += i64::from(wishes.children_in_care.is_some_and(|children| children > 0));
        for time in &wishes.times {
            *details.times.entry(*time).or_default() += 1;
        }
    }
    let entry = |((kind, section), (tested, untested, details)): (_, (i64, i64, Details))| Entry {
        kind,
        section,
        tested: hide(tested),
        untested: hide(untested),
        details: in_detail.then_some(details),
    };
    found.into_iter().map(entry).collect()
}

fn by_town(people: &[Seeker]) -> Vec<(String, BTreeMap<CourseKind, i64>)> {
    let mut found: BTreeMap<String, BTreeMap<CourseKind, i64>> = BTreeMap::new();
    for one in people {
        let town = found.entry(one.person.address.town.clone()).or_default();
        *town.entry(needed(one).0).or_default() += 1;
    }
    let mut towns: Vec<(String, BTreeMap<CourseKind, i64>)> = found.into_iter().collect();
    let all = |kinds: &BTreeMap<CourseKind, i64>| kinds.values().sum::<i64>();
    towns.sort_by(|a, b| all(&b.1).cmp(&all(&a.1)).then(a.0.cmp(&b.0)));
    towns
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
