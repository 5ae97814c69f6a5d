//! Finding seats: ranked proposals for one person, waiting people for one course, joint plans.

use super::courses::provider_names;
use crate::error::Error;
use crate::gate::{Look, Query, Scene};
use crate::ports::{Find, TypedQueries, Where};
use crate::seats;
use crate::seats::inputs::{Inputs, Waiting};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Resource, Visible};
use domain::assignment::Assignment;
use domain::assignment::cost::{Fit, Seeker};
use domain::assignment::offer::{self, Offer};
use domain::case::Case;
use domain::course::{Course, CourseState};
use domain::ids::{AssignmentId, CaseId, CourseId, PersonId, SeatPlanId, SessionId};
use domain::person::{Person, Wish};
use domain::placement::Recommendation;
use domain::record::RecordKind;
use domain::region::Region;
use domain::seat_plan::{SeatPlan, SeatPlanState};
use std::collections::HashMap;

/// A seat that could be given, with its course.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposalRow {
    pub course: Course,
    pub provider: String,
    pub offer: Offer,
}

/// Proposals for one person.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposalPage {
    pub case: Case,
    pub family_name: String,
    pub given_names: String,
    pub recommendation: Recommendation,
    /// What the person wishes beyond their constraints.
    pub wishes: Vec<Wish>,
    /// Best first.
    pub open: Vec<ProposalRow>,
    /// Earlier fitting courses that are full, earliest first.
    pub full: Vec<ProposalRow>,
}

/// Ranked seats for one person. The ways in it are estimates.
#[derive(Debug, Clone)]
pub struct Proposals {
    pub case: CaseId,
}

#[async_trait]
impl Query for Proposals {
    type Answer = ProposalPage;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::WaitingList).of(RecordKind::Case, self.case.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(ProposalPage, i64), Error> {
        let today = scene.operation.today;
        let case: Case = scene.queries.need(self.case.0).await?;
        let person: Person = scene.queries.need(case.person.0).await?;
        if !visible.reaches_person(person.region, person.involved_on(today)) {
            return Err(Error::Absent(RecordKind::Case));
        }
        let recommendation = case.awaits_seat()?.clone();
        let candidates = seats::candidates(scene.queries, case.region).await?;
        let region: Region = scene.queries.need(case.region.0).await?;
        let seeker = Seeker {
            recommendation: &recommendation,
            constraints: &person.constraints,
            km: None,
            awaiting_since: case.awaiting_since.unwrap_or(today),
        };
        let ways = seats::ways(&region.settings);
        let ground = offer::Scene { today, settings: &region.settings, ways: &ways };
        let offers = offer::offers(&seeker, &person.address, &candidates, &ground);
        let names = provider_names(scene.queries, case.region).await?;
        let courses: HashMap<CourseId, Course> =
            candidates.into_iter().map(|c| (c.course.id, c.course)).collect();
        let row = |offer: Offer| {
            let course = courses.get(&offer.course)?.clone();
            Some(ProposalRow {
                provider: names.get(&course.organisation).cloned().unwrap_or_default(),
                course,
                offer,
            })
        };
        let open: Vec<_> = offers.open.into_iter().filter_map(row).collect();
        let full: Vec<_> = offers.full.into_iter().filter_map(row).collect();
        let count = open.len() as i64;
        let page = ProposalPage {
            family_name: person.family_name,
            given_names: person.given_names,
            recommendation,
            wishes: person.constraints.wishes,
            open,
            full,
            case,
        };
        Ok((page, count))
    }
}

/// Somebody who would fit an empty seat.
#[derive(Debug, Clone, PartialEq)]
pub struct RefillRow {
    pub case: CaseId,
    pub person: PersonId,
    pub case_number: String,
    pub family_name: String,
    pub given_names: String,
    pub priority: bool,
    pub awaiting_since: Option<NaiveDate>,
    pub fit: Fit,
}

/// Waiting people for the empty seats of a course: priority class first, then the longest wait.
#[derive(Debug, Clone)]
pub struct RefillCandidates {
    pub course: CourseId,
}

#[async_trait]
impl Query for RefillCandidates {
    type Answer = Vec<RefillRow>;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::WaitingList).of(RecordKind::Course, self.course.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<RefillRow>, i64), Error> {
        let today = scene.operation.today;
        let course: Course = scene.queries.need(self.course.0).await?;
        if course.region != visible.region() || course.state == CourseState::Draft {
            return Err(Error::Absent(RecordKind::Course));
        }
        let mut inputs = Inputs::read(scene.queries, visible, None, today).await?;
        inputs.courses.retain(|candidate| candidate.course.id == course.id);
        let mut rows: Vec<RefillRow> =
            inputs.fits(today).into_iter().map(|(at, _, fit)| refill_row(&inputs.people[at], fit)).collect();
        rows.sort_by_key(|row| (!row.priority, row.awaiting_since, row.fit.cost, row.case));
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

fn refill_row(waiting: &Waiting, fit: Fit) -> RefillRow {
    let (case, person) = (&waiting.case, &waiting.person);
    RefillRow {
        case: case.id,
        person: person.id,
        case_number: case.number.clone(),
        family_name: person.family_name.clone(),
        given_names: person.given_names.clone(),
        priority: case.priority,
        awaiting_since: case.awaiting_since,
        fit,
    }
}

/// Name of a person in a plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanName {
    pub family_name: String,
    pub given_names: String,
    pub case_number: String,
}

/// A joint plan with the names and courses in it.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatPlanPage {
    pub plan: SeatPlan,
    pub names: HashMap<CaseId, PlanName>,
    pub courses: HashMap<CourseId, Course>,
    pub providers: HashMap<CourseId, String>,
    /// Seats that came out of it once it was accepted.
    pub given: Vec<AssignmentId>,
}

/// One joint plan.
#[derive(Debug, Clone)]
pub struct SeatPlanRecord {
    pub plan: SeatPlanId,
}

#[async_trait]
impl Query for SeatPlanRecord {
    type Answer = SeatPlanPage;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::SeatPlan).of(RecordKind::SeatPlan, self.plan.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(SeatPlanPage, i64), Error> {
        let plan: SeatPlan = scene.queries.need(self.plan.0).await?;
        if !visible.reaches(plan.region, plan.proposed_by) {
            return Err(Error::Absent(RecordKind::SeatPlan));
        }
        let people = plan
            .seats
            .iter()
            .map(|s| (s.case, s.person))
            .chain(plan.unseated.iter().map(|u| (u.case, u.person)));
        let people: Vec<(CaseId, PersonId)> = people.collect();
        let persons: Vec<Person> =
            scene.queries.many(&people.iter().map(|(_, p)| p.0).collect::<Vec<_>>()).await?;
        let cases: Vec<Case> =
            scene.queries.many(&people.iter().map(|(c, _)| c.0).collect::<Vec<_>>()).await?;
        let persons: HashMap<_, _> = persons.iter().map(|person| (person.id, person)).collect();
        let names = cases
            .iter()
            .filter_map(|case| {
                let person = persons.get(&case.person)?;
                let name = PlanName {
                    family_name: person.family_name.clone(),
                    given_names: person.given_names.clone(),
                    case_number: case.number.clone(),
                };
                Some((case.id, name))
            })
            .collect();
        let alternatives = plan.seats.iter().flat_map(|s| s.alternatives.iter().map(|a| a.course.0));
        let mut ids: Vec<i64> = plan.seats.iter().map(|s| s.course.0).chain(alternatives).collect();
        ids.sort_unstable();
        ids.dedup();
        let courses: Vec<Course> = scene.queries.many(&ids).await?;
        let bodies = provider_names(scene.queries, plan.region).await?;
        let providers = courses
            .iter()
            .map(|c| (c.id, bodies.get(&c.organisation).cloned().unwrap_or_default()))
            .collect();
        let courses = courses.into_iter().map(|course| (course.id, course)).collect();
        let given = given(&plan, scene).await?;
        let count = people.len() as i64;
        Ok((SeatPlanPage { plan, names, courses, providers, given }, count))
    }
}

/// Living seats that came out of an accepted plan.
async fn given(plan: &SeatPlan, scene: &Scene<'_>) -> Result<Vec<AssignmentId>, Error> {
    if plan.state != SeatPlanState::Accepted {
        return Ok(Vec::new());
    }
    let mut given = Vec::new();
    let cases: Vec<i64> = plan.seats.iter().map(|seat| seat.case.0).collect();
    for part in cases.chunks(500) {
        let find = Find::new(RecordKind::Assignment, plan.region)
            .when(Where::one_of("case_id", part.iter().copied()));
        let seats: Vec<Assignment> = scene.queries.all(find).await?;
        given.extend(
            seats.iter().filter(|seat| seat.plan == Some(plan.id) && seat.holds_seat()).map(|seat| seat.id),
        );
    }
    Ok(given)
}

/// Newest joint plans of the actor's reach, of one test day or all.
#[derive(Debug, Clone, Default)]
pub struct SeatPlanList {
    pub session: Option<SessionId>,
}

#[async_trait]
impl Query for SeatPlanList {
    type Answer = Vec<SeatPlan>;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::SeatPlan)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<SeatPlan>, i64), Error> {
        let mut find =
            Find::new(RecordKind::SeatPlan, visible.region()).by("proposed_on").backwards().limit(50);
        if let Some(session) = self.session {
            find = find.when(Where::is("session_id", session.0));
        }
        let mut plans: Vec<SeatPlan> = scene.queries.all(find).await?;
        plans.retain(|plan| visible.reaches(plan.region, plan.proposed_by));
        let count = plans.len() as i64;
        Ok((plans, count))
    }
}
