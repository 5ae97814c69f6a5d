//! The end of a section as the provider fills it in: everybody in the course, and what is recorded already.

use super::attendance::{Learner, named, own_course};
use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::{attendance, graduates, seats};
use async_trait::async_trait;
use chrono::Days;
use domain::access::{Action, Resource, Visible};
use domain::assignment::{Assignment, AssignmentState};
use domain::attendance::Tally;
use domain::course::{Course, CourseKind};
use domain::ids::{AssignmentId, CourseId};
use domain::record::RecordKind;
use domain::section_end::{self, SectionEnd};
use std::collections::HashMap;

/// The review of a section, if there is one.
pub async fn review_of(
    queries: &dyn Queries,
    course: &Course,
    section: u8,
) -> Result<Option<SectionEnd>, Error> {
    let find = Find::new(RecordKind::SectionEnd, course.region)
        .when(Where::is("course_id", course.id.0))
        .when(Where::is("section", i64::from(section)))
        .limit(1);
    Ok(queries.all(find).await?.pop())
}

/// One learner.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionRow {
    pub learner: Learner,
    /// Course days since the section began.
    pub tally: Tally,
    /// Whether a next step is decided; `None` where the person is not on the list of graduates.
    pub decided: Option<bool>,
}

/// The form of one section.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionForm {
    pub course: Course,
    pub section: u8,
    /// The section that is under way, or was the last one.
    pub under_way: u8,
    /// This is the course's last section.
    pub last: bool,
    pub review: Option<SectionEnd>,
    /// Everybody who still sits in the course, in the order of names.
    pub rows: Vec<SectionRow>,
    /// Everybody who has left it, with the seat.
    pub gone: Vec<(Learner, Assignment)>,
    /// Types that may begin today, without that of the course.
    pub other_kinds: Vec<CourseKind>,
}

/// Asks for the form; without a section for the one under way.
#[derive(Debug, Clone)]
pub struct SectionReview {
    pub course: CourseId,
    pub section: Option<u8>,
}

#[async_trait]
impl Query for SectionReview {
    type Answer = SectionForm;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::SectionEnd).of(RecordKind::Course, self.course.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(SectionForm, i64), Error> {
        let (queries, today) = (scene.queries, scene.operation.today);
        let course = own_course(scene, visible, self.course).await?;
        let under_way = section_end::under_way(&course, today).unwrap_or(1);
        let section = self.section.unwrap_or(under_way);
        let Some((_, last)) = section_end::last_day(&course, section) else {
            return Err(Error::Absent(RecordKind::SectionEnd));
        };
        let seats = seats::seats_of(queries, &course, false).await?;
        let (sitting, mut rest): (Vec<Assignment>, Vec<Assignment>) =
            seats.into_iter().partition(|seat| seat.state == AssignmentState::Started);
        rest.retain(|seat| seat.ending.is_some());
        let from = course.section_start(section).unwrap_or(today);
        let around = from.checked_sub_days(Days::new(1)).unwrap_or(from);
        let days = attendance::days_since(queries, &course, around).await?;
        let list = graduates::of_course(queries, &course).await?;
        let decided: HashMap<AssignmentId, bool> =
            list.iter().map(|graduate| (graduate.assignment, graduate.decision().is_some())).collect();
        let rows: Vec<SectionRow> = named(scene, &sitting)
            .await?
            .into_iter()
            .map(|learner| SectionRow {
                tally: Tally::of(&days, learner.seat, from, today),
                decided: decided.get(&learner.seat).copied(),
                learner,
            })
            .collect();
        let left: HashMap<AssignmentId, Assignment> =
            rest.iter().map(|seat| (seat.id, seat.clone())).collect();
        let gone = named(scene, &rest)
            .await?
            .into_iter()
            .filter_map(|learner| left.get(&learner.seat).cloned().map(|seat| (learner, seat)))
            .collect();
        let review = review_of(queries, &course, section).await?;
        let kinds = crate::course_kinds::course_kinds().open_on(today);
        let other_kinds = kinds.filter(|kind| *kind != course.kind).collect();
        let count = rows.len() as i64;
        Ok((SectionForm { section, under_way, last, review, rows, gone, other_kinds, course }, count))
    }
}
