//! People who are missing too often, as the provider sees them: the list by day, and one ladder with its days,
//! talks and reports.

use super::attendance::{Learner, named, settings};
use crate::attendance::{self, begins_on};
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::act::Act;
use domain::assignment::Assignment;
use domain::attendance::{AttendanceReport, Concern, ConcernState, FindingCode, Mark, Tally, recipients};
use domain::course::Course;
use domain::ids::{ConcernId, CourseId};
use domain::organisation::Organisation;
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use std::collections::HashMap;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct ConcernRow {
    pub concern: Concern,
    pub learner: Learner,
    pub course_number: String,
}

/// Ladders of the provider by the day on which something is due; ended ones only if wanted.
#[derive(Debug, Clone, Default)]
pub struct ConcernList {
    pub state: Option<ConcernState>,
    pub course: Option<CourseId>,
    pub with_settled: bool,
}

#[async_trait]
impl Query for ConcernList {
    type Answer = Vec<ConcernRow>;

    fn look(&self) -> Look {
        let state = self.state.map_or("any", |state| state.code());
        Look::at_people(Action::List, Resource::Attendance).filtered(state)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<ConcernRow>, i64), Error> {
        let mut find = Find::new(RecordKind::Concern, visible.region())
            .when(Where::is("provider_id", visible.organisation().0))
            .by("due_on");
        if let Some(course) = self.course {
            find = find.when(Where::is("course_id", course.0));
        }
        let states: Vec<&str> = match self.state {
            Some(state) => vec![state.code()],
            None => ConcernState::ALL
                .iter()
                .filter(|state| self.with_settled || **state != ConcernState::Settled)
                .map(|state| state.code())
                .collect(),
        };
        let concerns: Vec<Concern> = scene.queries.all(find.when(Where::one_of("status", states))).await?;
        let seats: Vec<Assignment> =
            scene.queries.many(&concerns.iter().map(|c| c.assignment.0).collect::<Vec<_>>()).await?;
        let learners: HashMap<_, _> =
            named(scene, &seats).await?.into_iter().map(|learner| (learner.seat, learner)).collect();
        let courses: Vec<Course> =
            scene.queries.many(&concerns.iter().map(|c| c.course.0).collect::<Vec<_>>()).await?;
        let numbers: HashMap<CourseId, String> = courses.into_iter().map(|c| (c.id, c.number)).collect();
        let rows: Vec<ConcernRow> = concerns
            .into_iter()
            .filter_map(|concern| {
                Some(ConcernRow {
                    learner: learners.get(&concern.assignment)?.clone(),
                    course_number: numbers.get(&concern.course).cloned().unwrap_or_default(),
                    concern,
                })
            })
            .collect();
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

/// One ladder with all that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct ConcernView {
    pub concern: Concern,
    pub learner: Learner,
    pub phone: String,
    pub language: String,
    pub course: Course,
    /// Days since the window of the warning began.
    pub days: Vec<(NaiveDate, Option<Mark>)>,
    /// Days after the last talk.
    pub since_talk: Tally,
    /// Bodies that would be told; empty where the person only has a right.
    pub recipients: Vec<String>,
    /// What a report could say now, or why there is none yet.
    pub report: Result<FindingCode, Refusal>,
    /// Reports with the name of the body.
    pub reports: Vec<(AttendanceReport, String)>,
}

/// One ladder.
#[derive(Debug, Clone)]
pub struct ConcernRecord {
    pub concern: ConcernId,
}

#[async_trait]
impl Query for ConcernRecord {
    type Answer = ConcernView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Attendance).of(RecordKind::Concern, self.concern.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(ConcernView, i64), Error> {
        let (queries, today) = (scene.queries, scene.operation.today);
        let concern: Concern = queries.need(self.concern.0).await?;
        if !visible.reaches(concern.region, concern.provider) {
            return Err(Error::Absent(RecordKind::Concern));
        }
        let seat: Assignment = queries.need(concern.assignment.0).await?;
        let course: Course = queries.need(concern.course.0).await?;
        let person: Person = queries.need(concern.person.0).await?;
        let learner = named(scene, std::slice::from_ref(&seat)).await?.pop();
        let learner = learner.ok_or(Error::Absent(RecordKind::Concern))?;
        let settings = settings(queries, concern.region).await?;
        let from = concern.tally.from.max(begins_on(&seat));
        let lists = attendance::days_since(queries, &course, from).await?;
        let after = concern.last_talk().and_then(|talk| talk.held_on.succ_opt()).unwrap_or(from);
        let since_talk = Tally::of(&lists, seat.id, after, today);
        let find = Find::new(RecordKind::Act, concern.region).when(Where::is("case_id", concern.case.0));
        let acts: Vec<Act> = queries.all(find).await?;
        let told = recipients(&acts, today);
        let find = Find::new(RecordKind::AttendanceReport, concern.region)
            .when(Where::is("concern_id", concern.id.0));
        let reports: Vec<AttendanceReport> = queries.all(find).await?;
        let bodies: Vec<i64> =
            told.iter().copied().chain(reports.iter().map(|r| r.to)).map(|o| o.0).collect();
        let names: HashMap<_, _> =
            queries.many::<Organisation>(&bodies).await?.into_iter().map(|o| (o.id, o.name)).collect();
        let name = |id| names.get(id).cloned().unwrap_or_default();
        let fields = also_visible(&scene.operation.actor, Action::List, Resource::Person)?;
        let of = |text: String| if fields.shows(FieldGroup::Contact) { text } else { String::new() };
        let view = ConcernView {
            report: concern.may_be_reported(today, &since_talk, &settings),
            days: lists.iter().map(|day| (day.held_on, day.entry(seat.id).map(|entry| entry.mark))).collect(),
            recipients: told.iter().map(&name).collect(),
            reports: reports.iter().map(|report| (report.clone(), name(&report.to))).collect(),
            phone: of(person.phone),
            language: of(person.language),
            since_talk,
            learner,
            course,
            concern,
        };
        Ok((view, 1))
    }
}
