//! Starts that would be possible and do not run, each with its reason, and the way to start one anyway.

use super::record::change_path;
use super::words::{start_not_run, start_of};
use crate::http::{Markup, Staff};
use crate::view::{Action, Column, EmptyState, ListView, Row, Table, Value};
use app::queries::start_plans::StartPlanSheet;
use app::start_plans::explain::StartRefused;
use domain::start_plan::{HandCode, StartKey};

/// Rows at most; the JSON document has all.
const MOST: usize = 40;

/// The list; `changeable`: the asker may plan anew.
pub(super) fn starts(staff: &Staff, sheet: &StartPlanSheet, changeable: bool) -> Markup {
    let mut columns =
        vec![Column::new(staff.t("start-plan-start-column")), Column::new(staff.t("start-plan-cause"))];
    if changeable {
        columns.push(Column::silent(staff.t("start-plan-start-anyway")));
    }
    let mut all: Vec<&StartRefused> = sheet.explanation.not_run.iter().collect();
    // what some futures need is what the round will ask about first; what none needs comes last
    all.sort_by_key(|one| match sheet.left_for_later(&one.start) {
        Some(support) if support.opens > 0 => (0, support.of - support.opens),
        None => (1, 0),
        Some(_) => (2, 0),
    });
    let rows = all.iter().take(MOST).map(|one| {
        let label = start_of(staff, sheet, &one.start);
        let why = start_not_run(staff, sheet, &one.start, &one.why);
        let mut values = vec![Value::text(label.clone()), Value::text(why)];
        if changeable {
            let anyway = one.start.parse::<StartKey>().ok().map(|key| {
                let path = change_path(sheet.plan.id, &key, Some(HandCode::Pinned));
                Action::link(staff.t("start-plan-start-anyway"), path).quiet().about(label.clone())
            });
            values.push(Value::Actions(anyway.into_iter().collect()));
        }
        Row::new(&*one.start, label, values)
    });
    let table =
        Table::new(staff.language(), staff.t("start-plan-not-run"), columns).rows(rows).quiet_caption();
    let mut parts =
        vec![Markup::of(&ListView::new(table, EmptyState::new(staff.t("start-plan-not-run-empty"))))];
    if all.len() > MOST {
        let rest = staff.tn("start-plan-not-run-more", &[("count", (all.len() - MOST).into())]);
        parts.push(Markup::paragraph(&rest));
    }
    Markup::all(parts)
}
