//! Plans of the region, newest first.

use super::words::state;
use super::{PATH, first_search};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::lists::ListPage;
use crate::view::{Action, Badge, Column, EmptyState, ListView, Row, Table, Tone, Value};
use app::queries::start_plans::{ListedPlan, StartPlanList};
use domain::access::{Action as A, Resource as R};

/// The page.
pub(super) async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let plans = staff.ask(&StartPlanList).await?;
    let columns = vec![
        Column::new(staff.t("start-plans-column-on")),
        Column::number(staff.t("start-plans-column-new-starts")),
        Column::number(staff.t("start-plans-column-test-days")),
        Column::number(staff.t("start-plans-column-seated")),
        Column::number(staff.t("start-plans-column-unseated")),
        Column::new(staff.t("start-plans-column-by-hand")),
        Column::new(staff.t("start-plans-column-state")),
    ];
    let table = Table::new(staff.language(), staff.t("start-plans-title"), columns)
        .rows(plans.iter().map(|plan| row(&staff, plan)))
        .quiet_caption();
    let mut page = staff.page("start-plans-title").wide();
    let mut lead = staff.t("start-plans-lead");
    if staff.may(A::Create, R::StartPlan) {
        lead = format!("{lead} {}", first_search(&staff).before());
    }
    page = page.lead(lead);
    let mut empty = EmptyState::new(staff.t("start-plans-empty"));
    if staff.may(A::Create, R::StartPlan) {
        let propose =
            || button(&staff, "start-plans-propose", format!("{PATH}/new")).slow(first_search(&staff));
        page = page.action(propose().primary());
        empty = empty.action(propose());
    }
    page = page.action(Action::link(staff.t("start-demand-title"), format!("{PATH}/demand")));
    page = page.action(Action::link(staff.t("start-calendar-title"), "/calendar"));
    ListPage::new(page, ListView::new(table, empty)).answer(&staff, &input).await
}

fn row(staff: &Staff, plan: &ListedPlan) -> Row {
    let on = wording::date(staff.language(), plan.proposed_on);
    let hand = match plan.by_hand {
        0 => Value::text(staff.t("start-plans-untouched")),
        count => Value::text(staff.tn("start-plans-by-hand", &[("count", count.into())])),
    };
    let mut badges = vec![state(staff, plan.state)];
    if !plan.checked {
        badges.push(Badge::new(Tone::Danger, staff.t("start-plan-unchecked-short")));
    }
    let told =
        |count: Option<i64>| count.map_or_else(|| Value::text(staff.t("start-demand-hidden")), Value::Number);
    let values = vec![
        Value::DayLink { date: plan.proposed_on, label: on.clone(), href: format!("{PATH}/{}", plan.id) },
        Value::number(plan.new_starts),
        Value::number(plan.new_test_days),
        told(plan.seated),
        told(plan.unseated),
        hand,
        Value::Badges(badges),
    ];
    Row::new(plan.id, on, values)
}
