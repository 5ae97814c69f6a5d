//! Who waits for a seat, in the order of the law: the priority class first, then the longest wait
//! (§ 7 Abs. 4 Satz 4 IntV); and how seats and demand compare by type and month.

use super::courses::{CourseList, CourseRow};
use super::people::{PAGE, PersonRow};
use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, Queries, TypedQueries, Where};
use async_trait::async_trait;
use chrono::{Datelike, NaiveDate};
use domain::access::{Action, Reach, Resource, Visible};
use domain::assignment::{Assignment, AssignmentState};
use domain::case::Clocks;
use domain::course::CourseKind;
use domain::person::Person;
use domain::record::RecordKind;
use domain::region::Region;
use std::collections::{BTreeMap, HashMap};

/// What the waiting list may be narrowed to. Absent means any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WaitingFilter {
    pub course_kind: Option<String>,
    pub section: Option<i64>,
    /// Municipality key.
    pub ags: Option<String>,
    pub priority: Option<bool>,
    /// Children who need care during lessons.
    pub child_care: Option<bool>,
    /// From 0.
    pub page: i64,
    /// Rows per page; exports ask for more.
    pub page_size: Option<i64>,
}

impl WaitingFilter {
    fn codes(&self) -> String {
        let mut parts = Vec::new();
        for (name, value) in [("kind", &self.course_kind), ("ags", &self.ags)] {
            if let Some(value) = value {
                parts.push(format!("{name}:{value}"));
            }
        }
        if let Some(section) = self.section {
            parts.push(format!("section:{section}"));
        }
        if let Some(priority) = self.priority {
            parts.push(format!("priority:{priority}"));
        }
        if let Some(care) = self.child_care {
            parts.push(format!("child_care:{care}"));
        }
        parts.join(" ")
    }
}

/// What storage offers for the waiting list.
#[async_trait]
pub trait WaitingQueries {
    /// People of a view who wait, in order; `child_care` of the filter is not looked at here.
    async fn waiting(
        &self,
        visible: &Visible,
        filter: &WaitingFilter,
    ) -> Result<(Vec<PersonRow>, i64), Error>;
    /// Number of people of a view who wait, per code of the recommended course type.
    async fn waiting_by_kind(&self, visible: &Visible) -> Result<Vec<(String, i64)>, Error>;
    /// Municipality keys and towns of the people of a view who wait.
    async fn waiting_towns(&self, visible: &Visible) -> Result<Vec<(String, String)>, Error>;
}

/// One person in line.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitingRow {
    pub row: PersonRow,
    /// Place in the list as filtered, from 1.
    pub position: i64,
    pub clocks: Clocks,
    pub children: Option<u8>,
    /// How an earlier seat was lost, if there was one.
    pub lost: Option<AssignmentState>,
}

/// A page of the waiting list.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitingPage {
    pub rows: Vec<WaitingRow>,
    pub total: i64,
    /// Towns to filter by.
    pub towns: Vec<(String, String)>,
}

/// People who wait for a seat.
#[derive(Debug, Clone, Default)]
pub struct WaitingList {
    pub filter: WaitingFilter,
}

#[async_trait]
impl Query for WaitingList {
    type Answer = WaitingPage;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::WaitingList).filtered(self.filter.codes())
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(WaitingPage, i64), Error> {
        let filter = &self.filter;
        let size = filter.page_size.unwrap_or(PAGE).clamp(1, 200_000);
        let first = filter.page.max(0) * size;
        let today = scene.operation.today;
        let (rows, total) = match filter.child_care {
            None => scene.queries.waiting(visible, filter).await?,
            Some(wanted) => {
                // care is not a column of the list: everybody in line is looked at, then the page is cut
                let all = WaitingFilter { page: 0, page_size: Some(200_000), ..filter.clone() };
                let (mut rows, _) = scene.queries.waiting(visible, &all).await?;
                let children = children(scene.queries, &rows).await?;
                rows.retain(|row| {
                    children.get(&row.person.0).is_some_and(|n| n.is_some_and(|n| n > 0) == wanted)
                });
                let total = rows.len() as i64;
                let page = rows.into_iter().skip(first as usize).take(size as usize).collect();
                (page, total)
            }
        };
        let children = children(scene.queries, &rows).await?;
        let lost = lost_seats(scene.queries, visible, &rows).await?;
        let rows = rows.into_iter().enumerate();
        let rows = rows
            .map(|(at, row)| WaitingRow {
                position: first + at as i64 + 1,
                clocks: clocks(&row, today),
                children: children.get(&row.person.0).copied().flatten(),
                lost: row.case.and_then(|case| lost.get(&case.0).copied()),
                row,
            })
            .collect();
        let towns = scene.queries.waiting_towns(visible).await?;
        Ok((WaitingPage { rows, total, towns }, total))
    }
}

/// Both clocks of a person who has not begun a course.
fn clocks(row: &PersonRow, today: NaiveDate) -> Clocks {
    let days = |from: Option<NaiveDate>| from.map(|from| (today - from).num_days().max(0));
    Clocks { zugangszeit: days(row.right_from), wartezeit: days(row.registered_on) }
}

async fn children(queries: &dyn Queries, rows: &[PersonRow]) -> Result<HashMap<i64, Option<u8>>, Error> {
    let ids: Vec<i64> = rows.iter().map(|row| row.person.0).collect();
    let people: Vec<Person> = queries.many(&ids).await?;
    Ok(people.into_iter().map(|person| (person.id.0, person.constraints.children_in_care)).collect())
}

/// The newest lost seat per case.
async fn lost_seats(
    queries: &dyn Queries,
    visible: &Visible,
    rows: &[PersonRow],
) -> Result<HashMap<i64, AssignmentState>, Error> {
    let mut lost = HashMap::new();
    let cases: Vec<i64> = rows.iter().filter_map(|row| row.case.map(|case| case.0)).collect();
    for part in cases.chunks(500) {
        let find = Find::new(RecordKind::Assignment, visible.region())
            .when(Where::one_of("case_id", part.iter().copied()));
        let seats: Vec<Assignment> = queries.all(find).await?;
        for seat in seats.iter().filter(|seat| !seat.holds_seat()) {
            lost.insert(seat.case.0, seat.state);
        }
    }
    Ok(lost)
}

/// One course type: people waiting and empty seats by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemandRow {
    pub kind: CourseKind,
    /// `None` where the number is too small to be shown.
    pub waiting: Option<i64>,
    /// Empty seats per month of [`Demand::months`].
    pub free: Vec<i64>,
}

/// Seats and demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// First days of months.
    pub months: Vec<NaiveDate>,
    pub rows: Vec<DemandRow>,
}

/// Empty seats by type and month of the next entry, beside the people who wait; figures only.
#[derive(Debug, Clone)]
pub struct SeatDemand {
    /// Number of months, the current one first.
    pub months: u32,
}

#[async_trait]
impl Query for SeatDemand {
    type Answer = Demand;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::Figures)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Demand, i64), Error> {
        let today = scene.operation.today;
        let first = today.with_day(1).unwrap_or(today);
        let months: Vec<NaiveDate> = (0..self.months.clamp(1, 24))
            .filter_map(|n| first.checked_add_months(chrono::Months::new(n)))
            .collect();
        let (courses, _) = CourseList::default().answer(visible, scene).await?;
        let waiting: BTreeMap<String, i64> =
            scene.queries.waiting_by_kind(visible).await?.into_iter().collect();
        let region: Region = scene.queries.need(visible.region().0).await?;
        let people = crate::gate::also_visible(&scene.operation.actor, Action::List, Resource::WaitingList);
        let hides_below =
            if people.is_ok_and(|p| p.reach() == Reach::Region) { 0 } else { region.settings.smallest_count };
        let rows: Vec<DemandRow> = CourseKind::ALL
            .iter()
            .map(|kind| DemandRow {
                kind: *kind,
                waiting: Some(waiting.get(kind.code()).copied().unwrap_or(0))
                    .filter(|n| *n == 0 || *n >= hides_below),
                free: months.iter().map(|month| free_in(&courses, *kind, *month, today)).collect(),
            })
            .filter(|row| row.waiting != Some(0) || row.free.iter().any(|n| *n > 0))
            .collect();
        let count = rows.len() as i64;
        Ok((Demand { months, rows }, count))
    }
}

fn free_in(courses: &[CourseRow], kind: CourseKind, month: NaiveDate, today: NaiveDate) -> i64 {
    let in_month = |row: &&CourseRow| {
        row.course.kind == kind
            && row
                .next_entry(today)
                .is_some_and(|day| day.year() == month.year() && day.month() == month.month())
    };
    courses.iter().filter(in_month).map(CourseRow::free).sum()
}
