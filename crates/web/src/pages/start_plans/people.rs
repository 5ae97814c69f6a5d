//! Why each person of a plan sits where they do, and why not elsewhere; people without a seat first. For the bodies that
//! steer only.

use super::PATH;
use super::words::{alternative, ruled_out, seat, start_of};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{Action, Badge, Column, EmptyState, ListView, Row, Table, Tone, Value};
use app::queries::start_plan_people::{PersonOfPlan, StartPlanPeople};
use app::queries::start_plans::{StartPlanRecord, StartPlanSheet};
use domain::start_plan::StartPlanState;

/// The page.
pub(super) async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let plan = input.id("id")?;
    let sheet = staff.ask(&StartPlanRecord { plan }).await?;
    let (_, people) = staff.ask(&StartPlanPeople { plan }).await?;
    let columns =
        ["person", "seat", "why", "others"].map(|name| staff.t(&format!("start-plan-people-{name}")));
    let mut columns = columns.map(Column::new).to_vec();
    if sheet.plan.state == StartPlanState::Proposed {
        columns.push(Column::silent(staff.t("start-plan-fix")));
    }
    let table = Table::new(staff.language(), staff.t("start-plan-people"), columns)
        .rows(people.iter().map(|person| row(&staff, &sheet, person)))
        .quiet_caption();
    let page = staff
        .page("start-plan-people")
        .lead(staff.t("start-plan-people-lead"))
        .crumb(staff.t("start-plans-title"), PATH)
        .crumb(
            staff.tn("start-plan-title", &[("on", sheet.plan.proposed_on.into())]),
            format!("{PATH}/{plan}"),
        )
        .wide();
    let empty = EmptyState::new(staff.t("start-plan-people-empty"));
    ListPage::new(page, ListView::new(table, empty)).answer(&staff, &input).await
}

fn row(staff: &Staff, sheet: &StartPlanSheet, person: &PersonOfPlan) -> Row {
    let explained = &person.explained;
    let place = match &explained.start {
        Some(start) => Value::text(start_of(staff, sheet, start)),
        None => Value::Badge(Badge::new(Tone::Warning, staff.t("start-plan-no-seat"))),
    };
    let mut why = seat(staff, explained);
    if person.case.priority {
        why = format!("{} {why}", staff.t("start-plan-priority"));
    }
    let others = explained
        .alternatives
        .iter()
        .map(|other| Value::Lines(start_of(staff, sheet, &other.start), alternative(staff, sheet, other)));
    let mut values = vec![
        Value::link(person.name.clone(), format!("/people/{}", person.case.person)),
        place,
        match ruled_out(staff, explained) {
            Some(limits) => Value::Lines(why, limits),
            None => Value::text(why),
        },
        Value::List(others.collect()),
    ];
    if sheet.plan.state == StartPlanState::Proposed {
        let path = format!("{PATH}/{}/people/{}", sheet.plan.id, person.case.id);
        let fix = Action::link(staff.t("start-plan-fix"), path).quiet().about(person.name.clone());
        values.push(Value::Actions(vec![fix]));
    }
    Row::new(person.case.id, person.name.clone(), values)
}
