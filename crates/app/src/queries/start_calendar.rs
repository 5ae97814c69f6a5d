//! The calendar of the region: course starts and test days of the next weeks with their seats, whether every type starts
//! often enough, and what collides. Offers only; nobody's data are in it.

use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::queries::supply;
use crate::{placement, seats};
use async_trait::async_trait;
use chrono::{Days, NaiveDate};
use domain::access::{Action, Reach, Resource, Visible};
use domain::agreement::Agreement;
use domain::course::{Course, CourseKind, CourseState};
use domain::ids::{OrganisationId, RegionId};
use domain::organisation::Organisation;
use domain::placement::{Session, SessionState};
use domain::record::RecordKind;
use domain::region::{PlanningSettings, Region};
use domain::start_calendar::{Collision, Promise, Run, TestDayMark, collisions, promises};
use domain::supply::Supply;
use std::collections::BTreeMap;

/// The calendar from today on.
#[derive(Debug, Clone, Default)]
pub struct StartCalendar {
    /// Weeks to look ahead; `None`: as the region set it.
    pub weeks: Option<u16>,
}

/// A course in the calendar with its seats.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarRun {
    pub course: Course,
    pub run: Run,
    pub taken: i64,
}

/// The calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarSheet {
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// By first day.
    pub runs: Vec<CalendarRun>,
    /// By day.
    pub test_days: Vec<TestDayMark>,
    pub promises: Vec<Promise>,
    /// Weeks within which every type should start, and the edition of the agreement that says so.
    pub longest_gap_weeks: u16,
    pub edition: Option<i64>,
    /// Of rooms and teachers only what the asker may know.
    pub collisions: Vec<Collision>,
    pub bodies: BTreeMap<OrganisationId, Organisation>,
}

#[async_trait]
impl Query for StartCalendar {
    type Answer = CalendarSheet;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::Course)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(CalendarSheet, i64), Error> {
        let (queries, today, region) = (scene.queries, scene.operation.today, visible.region());
        let settings = queries.need::<Region>(region.0).await?.settings.planning;
        let weeks = self.weeks.map_or(settings.weeks, i64::from).clamp(1, 104).unsigned_abs();
        let until = today.checked_add_days(Days::new(7 * weeks)).unwrap_or(today);
        let bodies: Vec<Organisation> = queries.all(Find::new(RecordKind::Organisation, region)).await?;
        let bodies: BTreeMap<_, _> = bodies.into_iter().map(|body| (body.id, body)).collect();
        let runs = runs(queries, visible, today).await?;
        let test_days = test_days(queries, region, today, until).await?;
        let agreement = binding(queries, region, today).await?;
        let plain: Vec<Run> = runs.iter().map(|run| run.run.clone()).collect();
        let (kinds, gap) = promised(agreement.as_ref(), &settings, &plain);
        let told = supplies(scene, region).await?;
        let seat = |id| bodies.get(&id).map(|body| body.seat.town.clone()).unwrap_or_default();
        let window = (today, until);
        let collisions = collisions(&plain, &test_days, &told, &seat, window, settings.teacher_lessons);
        let count = (runs.len() + test_days.len()) as i64;
        let sheet = CalendarSheet {
            from: today,
            until,
            promises: promises(&kinds, &plain, today, until, gap),
            longest_gap_weeks: gap,
            edition: agreement.map(|agreement| agreement.edition),
            runs,
            test_days,
            collisions,
            bodies,
        };
        Ok((sheet, count))
    }
}

/// Courses that are not over, with their seats; drafts only of the asking provider.
async fn runs(queries: &dyn Queries, visible: &Visible, today: NaiveDate) -> Result<Vec<CalendarRun>, Error> {
    let find = Find::new(RecordKind::Course, visible.region()).by("planned_start_on");
    let courses: Vec<Course> = queries.all(find).await?;
    let taken = seats::taken(queries, visible.region()).await?;
    let shown = |course: &Course| match course.state {
        CourseState::Draft => course.organisation == visible.organisation(),
        CourseState::Published | CourseState::Running => course.ends_on() >= today,
        CourseState::Ended | CourseState::Cancelled => false,
    };
    let mut runs: Vec<CalendarRun> = courses
        .into_iter()
        .filter(shown)
        .filter_map(|course| {
            let taken = taken.get(&course.id).copied().unwrap_or(0);
            Some(CalendarRun { run: Run::of(&course)?, taken, course })
        })
        .collect();
    runs.sort_by_key(|run| (run.run.from, run.course.id));
    Ok(runs)
}

async fn test_days(
    queries: &dyn Queries,
    region: RegionId,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<TestDayMark>, Error> {
    let find = Find::new(RecordKind::Session, region)
        .when(Where::is("status", SessionState::Planned.code()))
        .when(Where::AtLeast("held_on", from.into()))
        .when(Where::AtMost("held_on", until.into()))
        .by("held_on");
    let sessions: Vec<Session> = queries.all(find).await?;
    let ids: Vec<_> = sessions.iter().map(|session| session.id).collect();
    let taken = placement::taken(queries, region, &ids).await?;
    let mark = |session: &Session| TestDayMark::of(session, taken.get(&session.id).copied().unwrap_or(0));
    Ok(sessions.iter().filter_map(mark).collect())
}

/// The edition that binds the parties on a day.
pub(crate) async fn binding(
    queries: &dyn Queries,
    region: RegionId,
    day: NaiveDate,
) -> Result<Option<Agreement>, Error> {
    let editions: Vec<Agreement> = queries.all(Find::new(RecordKind::Agreement, region)).await?;
    Ok(editions.into_iter().find(|agreement| agreement.binds_on(day)))
}

/// Whether every agreed type starts often enough, from today on as far as the region looks ahead.
pub(crate) async fn promises_of(
    queries: &dyn Queries,
    visible: &Visible,
    agreement: &Agreement,
    today: NaiveDate,
) -> Result<Vec<Promise>, Error> {
    let settings = queries.need::<Region>(visible.region().0).await?.settings.planning;
    let weeks = settings.weeks.clamp(1, 104).unsigned_abs();
    let until = today.checked_add_days(Days::new(7 * weeks)).unwrap_or(today);
    let runs: Vec<Run> = runs(queries, visible, today).await?.into_iter().map(|run| run.run).collect();
    let terms = &agreement.terms;
    Ok(promises(&terms.kinds(), &runs, today, until, terms.longest_gap_weeks))
}

/// Types somebody offers, and within how many weeks each should start: as agreed, else as the region set it.
fn promised(
    agreement: Option<&Agreement>,
    settings: &PlanningSettings,
    runs: &[Run],
) -> (Vec<CourseKind>, u16) {
    match agreement {
        Some(agreement) => (agreement.terms.kinds(), agreement.terms.longest_gap_weeks),
        None => {
            let offered = |kind: &&CourseKind| runs.iter().any(|run| run.kind == **kind);
            (
                CourseKind::ALL.iter().filter(offered).copied().collect(),
                u16::try_from(settings.longest_gap_weeks).unwrap_or(u16::MAX),
            )
        }
    }
}

/// Means of the providers whose rooms and teachers the asker may know; none for others.
async fn supplies(scene: &Scene<'_>, region: RegionId) -> Result<Vec<Supply>, Error> {
    let Ok(fields) = also_visible(&scene.operation.actor, Action::List, Resource::Supply) else {
        return Ok(Vec::new());
    };
    let mut all = supply::of_region(scene.queries, region).await?;
    if fields.reach() != Reach::Region {
        all.retain(|supply| supply.organisation == fields.organisation());
    }
    Ok(all)
}
