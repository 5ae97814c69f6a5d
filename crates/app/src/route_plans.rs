//! What commands and queries on plans of routes A and B share: the table of milestones, the plan of a graduate, the
//! gate before work. Not for deciding: `domain::route_plan` does that.

use crate::case_records::CaseRecords;
use crate::error::Error;
use crate::gate::{Context, also_visible};
use crate::law::RegionLaw;
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::queries::person_rules::{known_of, speaks_of};
use chrono::NaiveDate;
use domain::access::{Action, FieldGroup, Resource};
use domain::eligibility::{Row, SideTables, Value};
use domain::graduate::Graduate;
use domain::ids::{GraduateId, RegionId, RoutePlanId};
use domain::person::Person;
use domain::record::RecordKind;
use domain::route_plan::{Gate, PermitNote, RoutePlan, RouteTable, WorkRule, gate};
use std::sync::OnceLock;

const FILE: &str = include_str!("../../../rules/routes.toml");

/// Milestones out of `rules/routes.toml`.
pub fn table() -> &'static RouteTable {
    static TABLE: OnceLock<RouteTable> = OnceLock::new();
    TABLE.get_or_init(|| toml::from_str(FILE).expect("the shipped table is read by a test"))
}

/// The plan of a graduate.
pub async fn of_graduate(
    queries: &dyn Queries,
    region: RegionId,
    graduate: GraduateId,
) -> Result<Option<RoutePlan>, Error> {
    let find = Find::new(RecordKind::RoutePlan, region).when(Where::is("graduate_id", graduate.0)).limit(1);
    Ok(queries.all(find).await?.pop())
}

/// The plan of a graduate, a new one where there is none.
pub async fn of_graduate_or_new(context: &mut Context<'_>, graduate: &Graduate) -> Result<RoutePlan, Error> {
    if let Some(known) = of_graduate(context.work.queries(), graduate.region, graduate.id).await? {
        return context.need(known.id.0).await;
    }
    let (id, today) = (RoutePlanId(context.next_id()), context.operation.today);
    let own = context.operation.actor.organisation;
    let office = graduate.decision().map_or(own, |decision| decision.responsible);
    let mut plan = RoutePlan::open(id, graduate, office, today);
    plan.follow(graduate);
    Ok(plan)
}

/// Saves a plan with the day by which something of it is due.
pub async fn save(context: &mut Context<'_>, mut plan: RoutePlan) -> Result<(), Error> {
    let pace = context.pace().await?;
    plan.settle(table(), &pace);
    context.save(plan).await
}

/// Lets the plan follow what was decided and what began; opens it with a decision for training or work.
pub async fn follow(context: &mut Context<'_>, graduate: &Graduate) -> Result<(), Error> {
    let known = of_graduate(context.work.queries(), graduate.region, graduate.id).await?;
    let mut plan = of_graduate_or_new(context, graduate).await?;
    let before = plan.clone();
    plan.follow(graduate);
    if known.is_none() && plan.route.is_none() || known.is_some() && plan == before {
        return Ok(());
    }
    save(context, plan).await
}

/// The gate of a person before work and training, from the facts somebody sees who sees these groups.
pub async fn gate_of(
    queries: &dyn Queries,
    law: &RegionLaw,
    person: &Person,
    (notes, on): (&[PermitNote], NaiveDate),
    shows: impl Fn(FieldGroup) -> bool,
) -> Result<Gate, Error> {
    let unknown = |notes: &[PermitNote]| Gate {
        state: gate(WorkRule::Unknown, notes, on),
        consent: None,
        needs: Vec::new(),
        rows: Vec::new(),
    };
    if speaks_of(law, on).is_err() {
        return Ok(unknown(notes));
    }
    let records = CaseRecords::of(queries, person.clone()).await?;
    let (_, known) = known_of(&records, law, on, shows);
    let side = law.side();
    let Some(work) = side.ask_known("arbeit", on, &known) else { return Ok(unknown(notes)) };
    let column = |row: &Row, at: usize| match row.outputs.get(at) {
        Some(Value::Text(code)) => code.clone(),
        _ => String::new(),
    };
    let rule = match (work.hits.first(), work.possible.is_empty()) {
        (Some(row), _) => WorkRule::from_code(&column(row, 0)).unwrap_or(WorkRule::Unknown),
        (None, true) => WorkRule::Forbidden,
        (None, false) => WorkRule::Unknown,
    };
    let said = |row: &&Row| (row.description.clone(), row.citation.clone());
    let mut rows: Vec<_> = work.hits.iter().chain(&work.possible).map(said).collect();
    let mut needs: Vec<String> = match rule {
        WorkRule::Unknown => work.needs.iter().map(|name| (*name).to_owned()).collect(),
        WorkRule::ByTitle | WorkRule::Permit | WorkRule::Forbidden => Vec::new(),
    };
    let mut consent = None;
    if rule == WorkRule::Permit
        && let Some(asked) = side.ask_known("zustimmung", on, &known)
    {
        consent = asked.hits.first().map(|row| column(row, 0) == "needed");
        rows.extend(asked.hits.iter().map(said));
        if consent.is_none() {
            needs.extend(asked.needs.iter().map(|name| (*name).to_owned()));
        }
    }
    Ok(Gate { state: gate(rule, notes, on), consent, needs, rows })
}

/// The same inside a command, with the facts the actor sees.
pub async fn check_gate(context: &mut Context<'_>, graduate: &Graduate, on: NaiveDate) -> Result<(), Error> {
    let person: Person = context.need(graduate.person.0).await?;
    let plan = of_graduate(context.work.queries(), graduate.region, graduate.id).await?;
    let notes = plan.map(|plan| plan.permits).unwrap_or_default();
    let visible = also_visible(&context.operation.actor, Action::See, Resource::Eligibility)?;
    let law = context.law_today().await?;
    let gate =
        gate_of(context.work.queries(), &law, &person, (&notes, on), |group| visible.shows(group)).await?;
    let labels = labels(law.side(), &gate.needs);
    gate.check().map_err(|refusal| Error::from(refusal.with("needs", labels.join(", "))))
}

/// Headings of columns, in German as the tables have them.
pub fn labels(side: &SideTables, names: &[String]) -> Vec<String> {
    let label = |name: &String| {
        let input = side.inputs().iter().find(|input| input.name == *name);
        input.map_or_else(|| name.clone(), |input| input.label.clone())
    };
    names.iter().map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::graduate::Route;
    use domain::route_plan::MilestoneCode;

    #[test]
    fn every_milestone_has_one_row_on_its_route_and_waits_for_earlier_ones_only() {
        let rows = &table().milestone;
        for code in MilestoneCode::ALL {
            assert_eq!(rows.iter().filter(|row| row.code == *code).count(), 1, "{code}");
        }
        for (at, row) in rows.iter().enumerate() {
            assert!(row.code.belongs_to(row.route), "{}", row.code);
            for code in &row.after {
                assert!(rows[..at].iter().any(|known| known.code == *code && known.route == row.route));
            }
        }
        assert!(table().of(Route::Training).count() > 5 && table().of(Route::Pause).count() == 0);
    }

    #[test]
    fn every_deadline_of_a_milestone_is_one_of_the_region() {
        let deadlines = include_str!("../../../rules/regional-deadlines.toml");
        for code in table().milestone.iter().filter_map(|row| row.deadline.as_deref()) {
            assert!(deadlines.contains(&format!("activity = \"{code}\"")), "{code}");
        }
    }
}
