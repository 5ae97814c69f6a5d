//! Graduates: the radar by course, the list of people with what is missing and how long their gap is, and one way out
//! of a course. A provider sees its own learners without the plan; offices see those they have before them.

use super::measure_recommendations::{Titles, of_graduate};
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::graduates::is_own;
use crate::ports::{Find, TypedQueries, Where};
use crate::{route_plans, steps};
use async_trait::async_trait;
use chrono::{Days, NaiveDate};
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::assignment::{Assignment, AssignmentState};
use domain::case::{Case, NextStep};
use domain::course::Course;
use domain::graduate::{Gap, Graduate, Missing, VisitDay, VisitDayState, gap};
use domain::ids::{CourseId, GraduateId, OrganisationId};
use domain::measure::MeasureRecommendation;
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::Person;
use domain::record::RecordKind;
use domain::region::Pace;
use domain::route_plan::RoutePlan;
use std::collections::HashMap;

/// Which graduates. Absent means any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GraduateFilter {
    /// First and last of the last course days that are meant.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub course: Option<CourseId>,
    pub missing: Option<Missing>,
    /// Only those of this provider.
    pub provider: Option<OrganisationId>,
    /// From 0.
    pub page: i64,
    /// Rows per page; exports ask for more.
    pub page_size: Option<i64>,
}

impl GraduateFilter {
    fn codes(&self) -> String {
        let mut parts = Vec::new();
        if let Some(from) = self.from {
            parts.push(format!("from:{from}"));
        }
        if let Some(until) = self.until {
            parts.push(format!("until:{until}"));
        }
        if let Some(course) = self.course {
            parts.push(format!("course:{course}"));
        }
        if let Some(missing) = self.missing {
            parts.push(format!("missing:{missing}"));
        }
        parts.join(" ")
    }
}

/// Counts of one course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CourseCounts {
    pub course: CourseId,
    pub last_day: NaiveDate,
    pub people: i64,
    pub talked: i64,
    pub advised: i64,
    pub decided: i64,
    pub followed_on: i64,
}

/// What storage offers for graduates, always within one view.
#[async_trait]
pub trait GraduateQueries {
    /// A page of graduates by last course day, with their names and case numbers, and the number of all.
    async fn graduates(
        &self,
        visible: &Visible,
        filter: &GraduateFilter,
    ) -> Result<(Vec<GraduateEntry>, i64), Error>;
    /// Counts per course, by last course day.
    async fn graduates_by_course(
        &self,
        visible: &Visible,
        filter: &GraduateFilter,
    ) -> Result<Vec<CourseCounts>, Error>;
}

/// One graduate as lists call them.
#[derive(Debug, Clone, PartialEq)]
pub struct GraduateEntry {
    pub graduate: Graduate,
    pub family_name: String,
    pub given_names: String,
    pub case_number: String,
}

impl GraduateEntry {
    /// "Family, Given".
    pub fn name(&self) -> String {
        format!("{}, {}", self.family_name, self.given_names)
    }
}

/// A course of the radar.
#[derive(Debug, Clone, PartialEq)]
pub struct RadarRow {
    pub counts: CourseCounts,
    pub course: Option<Course>,
    pub provider: String,
    /// The next visiting day, or the last one.
    pub visit: Option<VisitDay>,
}

/// The radar.
#[derive(Debug, Clone, PartialEq)]
pub struct Radar {
    /// Courses that end, soonest first.
    pub ending: Vec<RadarRow>,
    /// Courses that have ended, with people nothing has followed for yet; longest first.
    pub gaps: Vec<RadarRow>,
}

/// Courses that end within so many weeks, and courses behind which people still wait.
#[derive(Debug, Clone)]
pub struct GraduateRadar {
    pub weeks: u64,
}

fn own_filter(scene: &Scene<'_>) -> GraduateFilter {
    let actor = &scene.operation.actor;
    let provider = actor.organisation_kind == OrganisationKind::Kurstraeger;
    GraduateFilter { provider: Some(actor.organisation).filter(|_| provider), ..GraduateFilter::default() }
}

#[async_trait]
impl Query for GraduateRadar {
    type Answer = Radar;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Graduate).filtered(format!("weeks:{}", self.weeks))
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Radar, i64), Error> {
        let today = scene.operation.today;
        let own = own_filter(scene);
        let until = today.checked_add_days(Days::new(7 * self.weeks.min(520))).unwrap_or(NaiveDate::MAX);
        let ahead = GraduateFilter { from: Some(today), until: Some(until), ..own.clone() };
        let ending = scene.queries.graduates_by_course(visible, &ahead).await?;
        let yesterday = today.pred_opt().unwrap_or(today);
        let behind = GraduateFilter { until: Some(yesterday), missing: Some(Missing::FollowOn), ..own };
        let gaps = if visible.shows(FieldGroup::FollowUp) {
            scene.queries.graduates_by_course(visible, &behind).await?
        } else {
            Vec::new()
        };
        let count = ending.iter().chain(&gaps).map(|row| row.people).sum();
        let radar = Radar { ending: rows(scene, ending).await?, gaps: rows(scene, gaps).await? };
        Ok((radar, count))
    }
}

async fn rows(scene: &Scene<'_>, counts: Vec<CourseCounts>) -> Result<Vec<RadarRow>, Error> {
    let ids: Vec<i64> = counts.iter().map(|row| row.course.0).collect();
    let courses: HashMap<CourseId, Course> =
        scene.queries.many::<Course>(&ids).await?.into_iter().map(|course| (course.id, course)).collect();
    let mut offices: Vec<i64> = courses.values().map(|course| course.organisation.0).collect();
    offices.sort_unstable();
    offices.dedup();
    let names: HashMap<OrganisationId, String> = scene
        .queries
        .many::<Organisation>(&offices)
        .await?
        .into_iter()
        .map(|office| (office.id, office.short_name))
        .collect();
    let visits = visits_of(scene, &ids).await?;
    let found = counts.into_iter().map(|counts| {
        let course = courses.get(&counts.course).cloned();
        let provider = course.as_ref().and_then(|course| names.get(&course.organisation)).cloned();
        let visit = visits.get(&counts.course).cloned();
        RadarRow { counts, course, provider: provider.unwrap_or_default(), visit }
    });
    Ok(found.collect())
}

/// The visiting day that counts for each course: the newest that was not cancelled.
async fn visits_of(scene: &Scene<'_>, courses: &[i64]) -> Result<HashMap<CourseId, VisitDay>, Error> {
    let mut found = HashMap::new();
    for part in courses.chunks(500) {
        let find = Find::new(RecordKind::VisitDay, scene.operation.actor.region)
            .when(Where::one_of("course_id", part.iter().copied()))
            .by("held_on");
        let days: Vec<VisitDay> = scene.queries.all(find).await?;
        let days = days.into_iter().filter(|day| day.state != VisitDayState::Cancelled);
        found.extend(days.map(|day| (day.course, day)));
    }
    Ok(found)
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct GraduateRow {
    pub entry: GraduateEntry,
    pub course_number: String,
    pub provider: OrganisationId,
    /// A decision stands, whoever may see which.
    pub decided: bool,
    pub talked: bool,
    pub next: Option<NextStep>,
    pub gap: Option<Gap>,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct GraduatePage {
    pub rows: Vec<GraduateRow>,
    pub total: i64,
    /// The plan may be seen.
    pub plan: bool,
    pub organisations: HashMap<OrganisationId, String>,
}

/// Graduates, soonest end first.
#[derive(Debug, Clone, Default)]
pub struct GraduateList {
    pub filter: GraduateFilter,
}

#[async_trait]
impl Query for GraduateList {
    type Answer = GraduatePage;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::Graduate).filtered(self.filter.codes())
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(GraduatePage, i64), Error> {
        let filter = GraduateFilter { provider: own_filter(scene).provider, ..self.filter.clone() };
        let (entries, total) = scene.queries.graduates(visible, &filter).await?;
        let plan = visible.shows(FieldGroup::FollowUp);
        let region = scene.operation.actor.region;
        let pace = steps::pace(scene.queries, region, scene.operation.periods.clone()).await?;
        let ids =
            |of: fn(&Graduate) -> i64| entries.iter().map(|entry| of(&entry.graduate)).collect::<Vec<i64>>();
        let courses: HashMap<CourseId, Course> = scene
            .queries
            .many::<Course>(&ids(|graduate| graduate.course.0))
            .await?
            .into_iter()
            .map(|course| (course.id, course))
            .collect();
        let cases: HashMap<_, Case> = scene
            .queries
            .many::<Case>(&ids(|graduate| graduate.case.0))
            .await?
            .into_iter()
            .map(|case| (case.id, case))
            .collect();
        let own = visible.organisation();
        let rows: Vec<GraduateRow> = entries
            .into_iter()
            .map(|mut entry| {
                let graduate = &entry.graduate;
                let course = courses.get(&graduate.course);
                let (decided, talked) = (graduate.decision().is_some(), graduate.talk.is_some());
                let open = gap(graduate, scene.operation.today, (&pace, own)).filter(|_| plan);
                let (next, provider) =
                    (cases.get(&graduate.case).and_then(|case| case.next.clone()), graduate.provider);
                if !plan {
                    entry.graduate = graduate.without_plan();
                }
                let course_number = course.map(|course| course.number.clone()).unwrap_or_default();
                GraduateRow { entry, course_number, provider, decided, talked, next, gap: open }
            })
            .collect();
        let organisations = offices(scene, &rows).await?;
        let count = rows.len() as i64;
        Ok((GraduatePage { rows, total, plan, organisations }, count))
    }
}

async fn offices(scene: &Scene<'_>, rows: &[GraduateRow]) -> Result<HashMap<OrganisationId, String>, Error> {
    let holders = rows.iter().filter_map(|row| row.next.as_ref()).map(|next| next.organisation.0);
    let mut ids: Vec<i64> = rows.iter().map(|row| row.provider.0).chain(holders).collect();
    ids.sort_unstable();
    ids.dedup();
    let found: Vec<Organisation> = scene.queries.many(&ids).await?;
    Ok(found.into_iter().map(|office| (office.id, office.short_name)).collect())
}

/// Milestones whose day is over.
fn late(plan: Option<&RoutePlan>, pace: &Pace, today: NaiveDate) -> usize {
    let standing = plan.map(|plan| plan.standing(route_plans::table(), pace)).unwrap_or_default();
    standing.iter().filter(|one| one.is_overdue(today)).count()
}

/// One way out of a course.
#[derive(Debug, Clone)]
pub struct GraduateView {
    /// Without the plan where that is hidden.
    pub graduate: Graduate,
    pub decided: bool,
    pub talked: bool,
    pub plan: bool,
    pub name: String,
    pub case: Case,
    pub course: Course,
    pub gap: Option<Gap>,
    /// Still sits in the course.
    pub in_course: bool,
    /// Bodies that have the person before them and plan with people.
    pub offices: Vec<Organisation>,
    pub names: HashMap<OrganisationId, String>,
    pub visit: Option<VisitDay>,
    /// Recommended measures, newest first; a provider sees its own.
    pub recommendations: Vec<MeasureRecommendation>,
    pub titles: Titles,
    /// The plan of the way into training or work, where there is one and the asker sees it.
    pub route_plan: Option<RoutePlan>,
    /// Open milestones whose day is over.
    pub milestones_late: usize,
}

/// Asks for it.
#[derive(Debug, Clone)]
pub struct GraduateRecord {
    pub graduate: GraduateId,
}

#[async_trait]
impl Query for GraduateRecord {
    type Answer = GraduateView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Graduate).of(RecordKind::Graduate, self.graduate.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(GraduateView, i64), Error> {
        let (queries, today) = (scene.queries, scene.operation.today);
        let graduate: Graduate = queries.need(self.graduate.0).await?;
        let person: Person = queries.need(graduate.person.0).await?;
        let reached = visible.reaches_person(person.region, person.involved_on(today));
        if !reached || !is_own(&scene.operation.actor, &graduate) {
            return Err(Error::Absent(RecordKind::Graduate));
        }
        let case: Case = queries.need(graduate.case.0).await?;
        let course: Course = queries.need(graduate.course.0).await?;
        let seat: Assignment = queries.need(graduate.assignment.0).await?;
        let pace = steps::pace(queries, person.region, scene.operation.periods.clone()).await?;
        let plan = visible.shows(FieldGroup::FollowUp);
        let involved: Vec<i64> = person.involved_on(today).map(|office| office.0).collect();
        let bodies: Vec<Organisation> = queries.many(&involved).await?;
        let names = bodies.iter().map(|body| (body.id, body.name.clone())).collect();
        let planning = |body: &Organisation| body.kind.plans_onward();
        let fields = also_visible(&scene.operation.actor, Action::List, Resource::Person)?;
        let name = if fields.shows(FieldGroup::Identity) {
            format!("{}, {}", person.family_name, person.given_names)
        } else {
            case.number.clone()
        };
        let (recommendations, titles) = of_graduate(scene, &graduate, plan).await?;
        let route_plan =
            route_plans::of_graduate(queries, person.region, graduate.id).await?.filter(|_| plan);
        let view = GraduateView {
            decided: graduate.decision().is_some(),
            talked: graduate.talk.is_some(),
            gap: gap(&graduate, today, (&pace, visible.organisation())).filter(|_| plan),
            in_course: seat.state == AssignmentState::Started,
            offices: bodies.into_iter().filter(planning).collect(),
            visit: visits_of(scene, &[course.id.0]).await?.remove(&course.id),
            milestones_late: late(route_plan.as_ref(), &pace, today),
            recommendations,
            titles,
            route_plan,
            graduate: if plan { graduate } else { graduate.without_plan() },
            plan,
            name,
            case,
            course,
            names,
        };
        Ok((view, 1))
    }
}
