//! Counts for homes and steering: never a person, small numbers hidden from everybody who does not work
//! with the cases of the whole region (handbook 7.6).

use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::queries::attendance_figures::{AttendanceFigures, attendance};
use crate::queries::courses::provider_names;
use crate::queries::exam_figures::{self, ExamFigures};
use crate::seats;
use async_trait::async_trait;
use chrono::{Days, NaiveDate};
use domain::access::{Action, Reach, Resource, Visible};
use domain::case::{Case, Stage};
use domain::course::{Course, CourseKind, CourseState};
use domain::ids::OrganisationId;
use domain::placement::{SeatingState, Session};
use domain::record::RecordKind;
use domain::region::Region;
use domain::steering::{self, FEWEST_FOR_A_RATE, List, Table, hide_in_list, hide_in_table};
use std::collections::BTreeMap;

/// Number of cases per stage of a view's rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StageCount {
    pub stage: String,
    pub count: i64,
    /// Of these with a next step due before the day asked for.
    pub overdue: i64,
}

/// What storage offers for figures.
#[async_trait]
pub trait FigureQueries {
    /// Cases per stage within a view.
    async fn stages(&self, visible: &Visible, today: NaiveDate) -> Result<Vec<StageCount>, Error>;
    /// Cases per leading body and stage within a view; body 0 where none leads.
    async fn stages_by_lead(&self, visible: &Visible) -> Result<Vec<(i64, String, i64)>, Error>;
    /// First days of right and of registration of everybody who has not begun a course yet.
    async fn open_since(
        &self,
        visible: &Visible,
    ) -> Result<Vec<(Option<NaiveDate>, Option<NaiveDate>)>, Error>;
}

/// Days of looking back for finished things.
const LOOK_BACK: u64 = 365;

/// Most cases read for the clocks of those who began a course.
const MOST: i64 = 10_000;

/// Middle and mean of one clock in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockFigure {
    /// `zugangszeit` or `wartezeit`.
    pub clock: &'static str,
    /// Of those who began, or so far of those who still wait.
    pub begun: bool,
    /// Middle and mean; `None` where too few stand behind them.
    pub days: Option<(i64, i64)>,
}

/// Seats of one course type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occupancy {
    pub kind: CourseKind,
    pub courses: i64,
    pub seats: i64,
    /// Share of taken seats in percent; `None` where it is hidden.
    pub share: Option<i64>,
}

/// All figures of a region on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    pub on: NaiveDate,
    /// Counts below this are hidden; 0 where everything is shown.
    pub smallest: i64,
    /// Stages of the columns of `cases`.
    pub stages: Vec<Stage>,
    /// Leading bodies of the rows of `cases`; `None` where none leads.
    pub leads: Vec<Option<String>>,
    pub cases: Table,
    /// Course types of the people who wait, as codes, empty where none is recommended.
    pub kinds: Vec<String>,
    pub waiting: List,
    pub clocks: Vec<ClockFigure>,
    pub occupancy: Vec<Occupancy>,
    /// Share of people who did not come to their test within 90 days, in percent.
    pub no_shows: Option<i64>,
    pub attendance: AttendanceFigures,
    /// Results of first-time takers of DTZ and LiD within the time of looking back.
    pub exams: ExamFigures,
    /// Share of unexcused days of the region's window, in percent.
    pub unexcused: Option<i64>,
}

/// The figures of the own region.
#[derive(Debug, Clone, Copy)]
pub struct RegionFigures;

#[async_trait]
impl Query for RegionFigures {
    type Answer = Figures;

    fn look(&self) -> Look {
        Look::at_things(Action::See, Resource::Figures)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Figures, i64), Error> {
        let actor = &scene.operation.actor;
        let whole = crate::gate::also_visible(actor, Action::List, Resource::Person)
            .is_ok_and(|people| people.reach() == Reach::Region);
        let region: Region = scene.queries.need(visible.region().0).await?;
        let smallest = if whole { 0 } else { region.settings.smallest_count };
        let on = scene.operation.today;
        let (leads, cases) = cases(scene.queries, visible, smallest).await?;
        let stages: Vec<Stage> = open_stages();
        let waits = stages.iter().position(|stage| *stage == Stage::AwaitingSeat);
        let hidden = waits.is_some_and(|at| cases.column_sums.get(at) == Some(&None));
        let mut by_kind = scene.queries.waiting_by_kind(visible).await?;
        by_kind.sort();
        let counts: Vec<i64> = by_kind.iter().map(|(_, count)| *count).collect();
        let attended =
            attendance(scene.queries, visible.region(), &region.settings.attendance, (on, smallest)).await?;
        let figures = Figures {
            on,
            smallest,
            stages,
            leads,
            cases,
            kinds: by_kind.into_iter().map(|(kind, _)| kind).collect(),
            waiting: hide_in_list(&counts, smallest, hidden),
            clocks: clocks(scene.queries, visible, on, smallest).await?,
            occupancy: occupancy(scene.queries, visible, smallest).await?,
            no_shows: no_shows(scene.queries, visible, on, smallest).await?,
            unexcused: share(attended.unexcused.0, attended.unexcused.1, smallest),
            attendance: attended,
            exams: exam_figures::results(scene.queries, visible.region(), (on, LOOK_BACK), smallest).await?,
        };
        Ok((figures, 1))
    }
}

fn open_stages() -> Vec<Stage> {
    Stage::ALL.iter().copied().filter(|stage| *stage != Stage::Closed).collect()
}

async fn cases(
    queries: &dyn Queries,
    visible: &Visible,
    smallest: i64,
) -> Result<(Vec<Option<String>>, Table), Error> {
    let names = provider_names(queries, visible.region()).await?;
    let stages = open_stages();
    let mut rows: BTreeMap<(String, i64), Vec<i64>> = BTreeMap::new();
    for (lead, stage, count) in queries.stages_by_lead(visible).await? {
        let Some(at) = stages.iter().position(|known| known.code() == stage) else { continue };
        let name = names.get(&OrganisationId(lead)).cloned().unwrap_or_default();
        rows.entry((name, lead)).or_insert_with(|| vec![0; stages.len()])[at] += count;
    }
    let leads = rows.keys().map(|(name, _)| (!name.is_empty()).then(|| name.clone())).collect();
    let counts: Vec<Vec<i64>> = rows.into_values().collect();
    if counts.is_empty() {
        let empty = hide_in_table(&[vec![0; stages.len()]], smallest);
        return Ok((Vec::new(), Table { counts: Vec::new(), row_sums: Vec::new(), ..empty }));
    }
    Ok((leads, hide_in_table(&counts, smallest)))
}

async fn clocks(
    queries: &dyn Queries,
    visible: &Visible,
    on: NaiveDate,
    smallest: i64,
) -> Result<Vec<ClockFigure>, Error> {
    let fewest = if smallest > 0 { FEWEST_FOR_A_RATE } else { 1 };
    let since = on.checked_sub_days(Days::new(LOOK_BACK)).unwrap_or(on);
    let begun = [Stage::InCourse, Stage::Interrupted, Stage::AfterCourse, Stage::Onward];
    let begun = Where::one_of("stage", begun.map(Stage::code));
    let find = Find::new(RecordKind::Case, visible.region()).when(begun);
    let begun: Vec<Case> = queries.all(find.backwards().limit(MOST)).await?;
    let begun: Vec<_> = begun
        .iter()
        .filter(|case| case.started_on.is_some_and(|day| day >= since))
        .map(|case| case.clocks(on))
        .collect();
    let open = queries.open_since(visible).await?;
    let so_far = |from: &Option<NaiveDate>| from.map(|from| (on - from).num_days().max(0));
    let figure =
        |clock, begun, days: Vec<i64>| ClockFigure { clock, begun, days: steering::middle(days, fewest) };
    Ok(vec![
        figure("zugangszeit", true, begun.iter().filter_map(|clocks| clocks.zugangszeit).collect()),
        figure("wartezeit", true, begun.iter().filter_map(|clocks| clocks.wartezeit).collect()),
        figure("zugangszeit", false, open.iter().filter_map(|(right, _)| so_far(right)).collect()),
        figure("wartezeit", false, open.iter().filter_map(|(_, registered)| so_far(registered)).collect()),
    ])
}

async fn occupancy(queries: &dyn Queries, visible: &Visible, smallest: i64) -> Result<Vec<Occupancy>, Error> {
    let find = Find::new(RecordKind::Course, visible.region())
        .when(Where::is("status", CourseState::Running.code()));
    let running: Vec<Course> = queries.all(find).await?;
    let taken = seats::taken(queries, visible.region()).await?;
    let mut sums: BTreeMap<&'static str, (CourseKind, i64, i64, i64)> = BTreeMap::new();
    for course in running {
        let sum = sums.entry(course.kind.code()).or_insert((course.kind, 0, 0, 0));
        sum.1 += 1;
        sum.2 += course.seats;
        sum.3 += taken.get(&course.id).copied().unwrap_or(0);
    }
    Ok(sums
        .into_values()
        .map(|(kind, courses, seats, taken)| Occupancy {
            kind,
            courses,
            seats,
            share: share(taken, seats, smallest),
        })
        .collect())
}

fn share(part: i64, whole: i64, smallest: i64) -> Option<i64> {
    if smallest > 0 {
        return steering::share(part, whole, smallest);
    }
    (whole > 0).then(|| (part * 100 + whole / 2) / whole)
}

async fn no_shows(
    queries: &dyn Queries,
    visible: &Visible,
    on: NaiveDate,
    smallest: i64,
) -> Result<Option<i64>, Error> {
    let since = on.checked_sub_days(Days::new(90)).unwrap_or(on);
    let find = Find::new(RecordKind::Session, visible.region())
        .when(Where::AtLeast("held_on", since.into()))
        .when(Where::AtMost("held_on", on.into()));
    let days: Vec<Session> = queries.all(find).await?;
    let ids: Vec<i64> = days.iter().map(|session| session.id.0).collect();
    if ids.is_empty() {
        return Ok(None);
    }
    let mut counts = [0i64; 2];
    for (at, state) in [(0, SeatingState::Tested), (1, SeatingState::Absent)] {
        let find = Find::new(RecordKind::Seating, visible.region())
            .when(Where::is("status", state.code()))
            .when(Where::one_of("session_id", ids.iter().copied()));
        counts[at] = queries.count_by(&find, "session_id").await?.iter().map(|(_, count)| count).sum();
    }
    Ok(share(counts[1], counts[0] + counts[1], smallest))
}
