//! What goes into a joint plan: the people who wait, the courses that can be entered, the settings, and
//! a fingerprint of all of it. Read inside the transaction that uses it.

use crate::error::Error;
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::seats;
use chrono::NaiveDate;
use domain::access::Visible;
use domain::assignment::cost::{self, Fit, Seeker};
use domain::assignment::offer::{Candidate, kilometres, point_of};
use domain::case::{Case, Stage};
use domain::geography::Ways;
use domain::ids::{CaseId, SessionId};
use domain::person::Person;
use domain::placement::Seating;
use domain::record::RecordKind;
use domain::region::{Region, Settings};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// One person in line with everything that decides about a seat.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub case: Case,
    pub person: Person,
}

/// The inputs of a plan.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// By case id.
    pub people: Vec<Waiting>,
    /// By course id.
    pub courses: Vec<Candidate>,
    pub settings: Settings,
}

impl Inputs {
    /// Reads them for a test day, or for everybody who waits; people the actor does not reach are left out.
    pub async fn read(
        queries: &dyn Queries,
        visible: &Visible,
        session: Option<SessionId>,
        today: NaiveDate,
    ) -> Result<Inputs, Error> {
        let region = visible.region();
        let find = Find::new(RecordKind::Case, region).when(Where::is("stage", Stage::AwaitingSeat.code()));
        let mut cases: Vec<Case> = queries.all(Find { limit: 100_000, ..find }).await?;
        if let Some(session) = session {
            let find = Find::new(RecordKind::Seating, region).when(Where::is("session_id", session.0));
            let seatings: Vec<Seating> = queries.all(find).await?;
            let tested: HashSet<CaseId> =
                seatings.iter().filter(|s| s.result.is_some()).map(|s| s.case).collect();
            cases.retain(|case| tested.contains(&case.id));
        }
        cases.retain(|case| case.recommendation.is_some());
        cases.sort_by_key(|case| case.id);
        let ids: Vec<i64> = cases.iter().map(|case| case.person.0).collect();
        let persons: Vec<Person> = queries.many(&ids).await?;
        let mut persons: HashMap<_, _> = persons.into_iter().map(|person| (person.id, person)).collect();
        let people = cases
            .into_iter()
            .filter_map(|case| persons.remove(&case.person).map(|person| Waiting { case, person }))
            .filter(|waiting| {
                visible.reaches_person(waiting.person.region, waiting.person.involved_on(today))
            })
            .collect();
        let mut courses = seats::candidates(queries, region).await?;
        courses.sort_by_key(|candidate| candidate.course.id);
        let region: Region = queries.need(region.0).await?;
        Ok(Inputs { people, courses, settings: region.settings })
    }

    /// Every possible seat: position of the person, position of the course, and what it would mean.
    pub fn fits(&self, today: NaiveDate) -> Vec<(usize, usize, Fit)> {
        let ways = seats::ways(&self.settings);
        let mut found = Vec::new();
        for (at, waiting) in self.people.iter().enumerate() {
            for (course, candidate) in self.courses.iter().enumerate() {
                if let Some(fit) = self.fit(waiting, candidate, today, &ways) {
                    found.push((at, course, fit));
                }
            }
        }
        found
    }

    fn fit(
        &self,
        waiting: &Waiting,
        candidate: &Candidate,
        today: NaiveDate,
        ways: &dyn Ways,
    ) -> Option<Fit> {
        let seeker = Seeker {
            recommendation: waiting.case.recommendation.as_ref()?,
            constraints: &waiting.person.constraints,
            km: kilometres(ways, &waiting.person.address, &candidate.course.place),
            awaiting_since: waiting.case.awaiting_since.unwrap_or(today),
        };
        cost::fit(&seeker, &candidate.course, today, &self.settings)
    }

    /// Fingerprint of everything that decides; names and numbers of people are not part of it.
    pub fn fingerprint(&self) -> Result<String, Error> {
        let people: Vec<_> = self
            .people
            .iter()
            .map(|w| {
                let case = &w.case;
                (
                    case.id,
                    case.stage,
                    case.priority,
                    case.obliged,
                    &case.recommendation,
                    case.awaiting_since,
                    &w.person.constraints,
                    point_of(&w.person.address),
                )
            })
            .collect();
        let wanted: HashSet<_> = self
            .people
            .iter()
            .filter_map(|w| w.case.recommendation.as_ref())
            .map(|r| r.course_kind)
            .collect();
        // courses nobody of these people can join may change without spoiling the plan
        let courses: Vec<_> = self
            .courses
            .iter()
            .filter(|candidate| wanted.contains(&candidate.course.kind))
            .map(CourseInput::of)
            .collect();
        let text = serde_json::to_vec(&(people, courses, &self.settings)).map_err(Error::fault)?;
        Ok(Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// The part of a course that decides; titles and the like may change without spoiling a plan.
#[derive(Serialize)]
struct CourseInput<'a> {
    id: domain::ids::CourseId,
    kind: domain::course::CourseKind,
    state: domain::course::CourseState,
    free: i64,
    sections: &'a [domain::course::Section],
    lessons_held: i64,
    child_care: bool,
    times: &'a [domain::person::TimeOfDay],
    online: bool,
    point: Option<domain::geography::Point>,
}

impl<'a> CourseInput<'a> {
    fn of(candidate: &'a Candidate) -> Self {
        let course = &candidate.course;
        CourseInput {
            id: course.id,
            kind: course.kind,
            state: course.state,
            free: candidate.free(),
            sections: &course.sections,
            lessons_held: course.lessons_held,
            child_care: course.child_care_seats > 0,
            times: &course.times,
            online: course.online,
            point: point_of(&course.place),
        }
    }
}
