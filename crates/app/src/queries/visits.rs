//! Visiting days in class: the list of the bodies that take part, and one day with its slots.

use super::graduates::{GraduateEntry, GraduateFilter};
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::graduates::takes_part;
use crate::ports::{Find, TypedQueries};
use async_trait::async_trait;
use domain::access::{Action, Resource, Visible};
use domain::course::Course;
use domain::graduate::VisitDay;
use domain::ids::{CourseId, OrganisationId, PersonId, VisitDayId};
use domain::organisation::Organisation;
use domain::person::Person;
use domain::record::RecordKind;
use std::collections::HashMap;

/// A day of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct VisitRow {
    pub day: VisitDay,
    pub course_number: String,
    pub provider: String,
}

/// Days the asker has a part in, soonest first.
#[derive(Debug, Clone, Default)]
pub struct VisitDayList;

#[async_trait]
impl Query for VisitDayList {
    type Answer = Vec<VisitRow>;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::VisitDay)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<VisitRow>, i64), Error> {
        let find = Find::new(RecordKind::VisitDay, visible.region()).by("held_on");
        let mut days: Vec<VisitDay> = scene.queries.all(find).await?;
        days.retain(|day| takes_part(visible, day));
        let courses: HashMap<CourseId, String> = scene
            .queries
            .many::<Course>(&days.iter().map(|day| day.course.0).collect::<Vec<_>>())
            .await?
            .into_iter()
            .map(|course| (course.id, course.number))
            .collect();
        let providers: HashMap<OrganisationId, String> = scene
            .queries
            .many::<Organisation>(&days.iter().map(|day| day.provider.0).collect::<Vec<_>>())
            .await?
            .into_iter()
            .map(|body| (body.id, body.short_name))
            .collect();
        let rows: Vec<VisitRow> = days
            .into_iter()
            .map(|day| VisitRow {
                course_number: courses.get(&day.course).cloned().unwrap_or_default(),
                provider: providers.get(&day.provider).cloned().unwrap_or_default(),
                day,
            })
            .collect();
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

/// One day; with nobody in it it is the form of a new one.
#[derive(Debug, Clone)]
pub struct VisitView {
    pub day: Option<VisitDay>,
    pub course: Course,
    /// Bodies that could come.
    pub offices: Vec<Organisation>,
    /// Everybody on the list of the course whom the asker may see, in the order of names.
    pub graduates: Vec<GraduateEntry>,
    /// Languages of these people.
    pub languages: HashMap<PersonId, String>,
    /// The asker is the provider.
    pub own: bool,
}

/// Asks for a day, or for the form of a new one of a course.
#[derive(Debug, Clone, Copy)]
pub enum VisitRecord {
    Day(VisitDayId),
    NewOf(CourseId),
}

#[async_trait]
impl Query for VisitRecord {
    type Answer = VisitView;

    fn look(&self) -> Look {
        let look = Look::at_people(Action::See, Resource::VisitDay);
        match self {
            VisitRecord::Day(id) => look.of(RecordKind::VisitDay, id.0),
            VisitRecord::NewOf(course) => look.of(RecordKind::Course, course.0),
        }
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(VisitView, i64), Error> {
        let queries = scene.queries;
        let (day, course) = match self {
            VisitRecord::Day(id) => {
                let day: VisitDay = queries.need(id.0).await?;
                let course: Course = queries.need(day.course.0).await?;
                (Some(day), course)
            }
            VisitRecord::NewOf(id) => (None, queries.need::<Course>(id.0).await?),
        };
        let provider = visible.reaches(course.region, course.organisation);
        if !provider && !day.as_ref().is_some_and(|day| takes_part(visible, day)) {
            return Err(Error::Absent(RecordKind::VisitDay));
        }
        let mut bodies: Vec<Organisation> =
            queries.all(Find::new(RecordKind::Organisation, course.region)).await?;
        bodies.sort_by(|a, b| a.name.cmp(&b.name));
        let comes = |body: &Organisation| body.active && body.kind.plans_onward();
        let people = also_visible(&scene.operation.actor, Action::List, Resource::Graduate)?;
        let filter = GraduateFilter {
            course: Some(course.id),
            provider: Some(course.organisation),
            page_size: Some(500),
            ..GraduateFilter::default()
        };
        let (mut graduates, _) = queries.graduates(&people, &filter).await?;
        graduates.sort_by_cached_key(|entry| domain::matching::normalise(&entry.name()));
        let ids: Vec<i64> = graduates.iter().map(|entry| entry.graduate.person.0).collect();
        let known: Vec<Person> = queries.many(&ids).await?;
        let languages = known.into_iter().map(|person| (person.id, person.language)).collect();
        let count = graduates.len() as i64;
        let offices = bodies.into_iter().filter(comes).collect();
        let own = course.organisation == visible.organisation();
        Ok((VisitView { day, course, offices, graduates, languages, own }, count))
    }
}
