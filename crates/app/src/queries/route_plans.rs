//! Plans of routes A and B: one plan with its milestones and the gate before work, and the list of milestones a body has
//! to reach. The foreigners' authority sees the permit and nothing else (handbook 7.3, follow-up plan).

use super::bodies::names;
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, TypedQueries, Where};
use crate::{route_plans, steps};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::case::Case;
use domain::graduate::Graduate;
use domain::ids::{CaseId, GraduateId, OrganisationId, PersonId};
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::Person;
use domain::record::RecordKind;
use domain::route_plan::{Gate, MilestoneStanding, PermitState, RoutePlan, works_on_plans};
use std::collections::HashMap;

/// One plan.
#[derive(Debug, Clone)]
pub struct RoutePlanView {
    pub graduate: Graduate,
    pub name: String,
    pub case: Case,
    /// `None`: nothing is noted yet.
    pub plan: Option<RoutePlan>,
    pub milestones: Vec<MilestoneStanding<'static>>,
    pub gate: Gate,
    /// Headings of the columns that would settle the gate, in German.
    pub gate_needs: Vec<String>,
    /// The asker sees the whole plan.
    pub whole: bool,
    /// Bodies that have the person before them.
    pub bodies: Vec<Organisation>,
    pub names: HashMap<OrganisationId, String>,
}

impl RoutePlanView {
    /// The body that reaches a milestone: one of the kind that has the person, else the planning office.
    pub fn owner(&self, standing: &MilestoneStanding<'_>) -> Option<OrganisationId> {
        let kind = standing.row.body.kind();
        let body = self.bodies.iter().find(|body| Some(body.kind) == kind && works_on_plans(body.kind));
        body.map(|body| body.id).or(self.plan.as_ref().map(|plan| plan.office))
    }
}

/// Asks for it.
#[derive(Debug, Clone)]
pub struct RoutePlanRecord {
    pub graduate: GraduateId,
}

#[async_trait]
impl Query for RoutePlanRecord {
    type Answer = RoutePlanView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::RoutePlan).of(RecordKind::Graduate, self.graduate.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(RoutePlanView, i64), Error> {
        let (queries, today) = (scene.queries, scene.operation.today);
        let graduate: Graduate = queries.need(self.graduate.0).await?;
        let person: Person = queries.need(graduate.person.0).await?;
        let reached = visible.reaches_person(person.region, person.involved_on(today));
        if !reached || !works_on_plans(scene.operation.actor.organisation_kind) {
            return Err(Error::Absent(RecordKind::Graduate));
        }
        let case: Case = queries.need(graduate.case.0).await?;
        let whole = visible.shows(FieldGroup::FollowUp);
        let plan = route_plans::of_graduate(queries, person.region, graduate.id).await?;
        let pace = steps::pace(queries, person.region, scene.operation.periods.clone()).await?;
        let table = route_plans::table();
        let mut milestones = plan.as_ref().map(|plan| plan.standing(table, &pace)).unwrap_or_default();
        let plan = plan.map(|plan| if whole { plan } else { plan.for_permit_only() });
        if !whole {
            milestones.retain(|one| one.row.code.is_of_the_permit());
        }
        let law = scene.law_on(today).await?;
        let fields = also_visible(&scene.operation.actor, Action::See, Resource::Eligibility)?;
        let notes = plan.as_ref().map(|plan| plan.permits.clone()).unwrap_or_default();
        let gate = route_plans::gate_of(queries, &law, &person, (&notes, today), |group| fields.shows(group))
            .await?;
        let gate_needs = route_plans::labels(law.side(), &gate.needs);
        let involved: Vec<i64> = person.involved_on(today).map(|office| office.0).collect();
        let bodies: Vec<Organisation> = queries.many(&involved).await?;
        let names = names(scene, noted(plan.as_ref(), &bodies).into_iter()).await?;
        let name = format!("{}, {}", person.family_name, person.given_names);
        let graduate = if whole { graduate } else { graduate.without_plan() };
        let view =
            RoutePlanView { graduate, name, case, plan, milestones, gate, gate_needs, whole, bodies, names };
        Ok((view, 1))
    }
}

/// Bodies that a plan names.
fn noted(plan: Option<&RoutePlan>, bodies: &[Organisation]) -> Vec<OrganisationId> {
    let mut all: Vec<OrganisationId> = bodies.iter().map(|body| body.id).collect();
    if let Some(plan) = plan {
        all.push(plan.office);
        all.extend(plan.marks.iter().map(|mark| mark.by));
        all.extend(plan.ticks.iter().map(|tick| tick.owner));
        all.extend(plan.permits.iter().map(|note| note.by));
    }
    all
}

/// An open milestone of somebody.
#[derive(Debug, Clone)]
pub struct MilestoneRow {
    pub graduate: GraduateId,
    pub person: PersonId,
    pub name: String,
    pub case_number: String,
    pub standing: MilestoneStanding<'static>,
    pub owner: OrganisationId,
    pub starts_on: Option<NaiveDate>,
    /// Number of things that are not settled before day one.
    pub open_ticks: usize,
}

/// The list with the names of bodies.
#[derive(Debug, Clone)]
pub struct MilestonePage {
    pub rows: Vec<MilestoneRow>,
    pub names: HashMap<OrganisationId, String>,
}

/// Open milestones the asker's body has to reach, soonest due first; those that still wait come with `waiting`.
#[derive(Debug, Clone, Default)]
pub struct MilestoneList {
    pub waiting: bool,
}

#[async_trait]
impl Query for MilestoneList {
    type Answer = MilestonePage;

    fn look(&self) -> Look {
        Look::at_people(Action::List, Resource::RoutePlan)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(MilestonePage, i64), Error> {
        let today = scene.operation.today;
        let actor = &scene.operation.actor;
        let mut rows = Vec::new();
        if works_on_plans(actor.organisation_kind) {
            let plans = plans(scene, visible).await?;
            let people = people(scene, &plans).await?;
            let cases = cases(scene, &plans).await?;
            let pace = steps::pace(scene.queries, visible.region(), scene.operation.periods.clone()).await?;
            let whole = visible.shows(FieldGroup::FollowUp);
            for plan in &plans {
                let Some((person, bodies)) = people.get(&plan.person) else { continue };
                if !visible.reaches_person(person.region, person.involved_on(today)) {
                    continue;
                }
                let case_number = cases.get(&plan.case).map(|case| case.number.clone()).unwrap_or_default();
                for standing in plan.standing(route_plans::table(), &pace) {
                    let owner = owner(plan, bodies, &standing);
                    let open = standing.mark.is_none() && standing.waits_for.is_empty();
                    let asked = asked_for(plan, &standing);
                    let mine =
                        owner == visible.organisation() && (whole || standing.row.code.is_of_the_permit());
                    if !mine || standing.mark.is_some() || !(open || asked || self.waiting) {
                        continue;
                    }
                    rows.push(MilestoneRow {
                        graduate: plan.graduate,
                        person: plan.person,
                        name: format!("{}, {}", person.family_name, person.given_names),
                        case_number: case_number.clone(),
                        starts_on: plan.starts_on,
                        open_ticks: if whole { plan.open_ticks().count() } else { 0 },
                        owner,
                        standing,
                    });
                }
            }
        }
        rows.sort_by_key(|row| (row.standing.due_on.is_none(), row.standing.due_on, row.graduate));
        let names = names(scene, rows.iter().map(|row| row.owner)).await?;
        let count = rows.len() as i64;
        Ok((MilestonePage { rows, names }, count))
    }
}

/// A permit was asked for: the foreigners' authority has it on its desk whatever else comes first.
fn asked_for(plan: &RoutePlan, standing: &MilestoneStanding<'_>) -> bool {
    let asked = plan.permits.last().is_some_and(|note| note.state == PermitState::Requested);
    asked && standing.row.code.is_of_the_permit()
}

fn owner(
    plan: &RoutePlan,
    bodies: &[(OrganisationId, OrganisationKind)],
    standing: &MilestoneStanding<'_>,
) -> OrganisationId {
    let kind = standing.row.body.kind().filter(|kind| works_on_plans(*kind));
    bodies.iter().find(|(_, known)| Some(*known) == kind).map_or(plan.office, |(id, _)| *id)
}

/// Plans with something open: those of the own office, and of others where a body of the own kind has a part.
async fn plans(scene: &Scene<'_>, visible: &Visible) -> Result<Vec<RoutePlan>, Error> {
    let mut find = Find::new(RecordKind::RoutePlan, visible.region()).by("due_on").limit(i64::MAX);
    if scene.operation.actor.organisation_kind == OrganisationKind::Jobcenter {
        find = find.when(Where::is("office_id", visible.organisation().0));
    }
    let mut plans: Vec<RoutePlan> = scene.queries.all(find).await?;
    plans.retain(|plan| plan.route.is_some());
    Ok(plans)
}

type Involved = (Person, Vec<(OrganisationId, OrganisationKind)>);

async fn people(scene: &Scene<'_>, plans: &[RoutePlan]) -> Result<HashMap<PersonId, Involved>, Error> {
    let today = scene.operation.today;
    let bodies = Find::new(RecordKind::Organisation, scene.operation.actor.region);
    let kinds: HashMap<OrganisationId, OrganisationKind> = scene
        .queries
        .all::<Organisation>(bodies)
        .await?
        .into_iter()
        .map(|body| (body.id, body.kind))
        .collect();
    let mut found = HashMap::new();
    for part in plans.chunks(400) {
        let ids: Vec<i64> = part.iter().map(|plan| plan.person.0).collect();
        for person in scene.queries.many::<Person>(&ids).await? {
            let involved = person.involved_on(today).filter_map(|id| kinds.get(&id).map(|kind| (id, *kind)));
            let involved: Vec<_> = involved.collect();
            found.insert(person.id, (person, involved));
        }
    }
    Ok(found)
}

async fn cases(scene: &Scene<'_>, plans: &[RoutePlan]) -> Result<HashMap<CaseId, Case>, Error> {
    let mut found = HashMap::new();
    for part in plans.chunks(400) {
        let ids: Vec<i64> = part.iter().map(|plan| plan.case.0).collect();
        found.extend(scene.queries.many::<Case>(&ids).await?.into_iter().map(|case| (case.id, case)));
    }
    Ok(found)
}
