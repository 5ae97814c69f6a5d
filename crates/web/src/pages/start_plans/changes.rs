//! What a plan changes against the one it was made from: starts and test days for everybody, and for the bodies that steer
//! whose seat is lost, moved or gained by it. People who are only expected have no name: they are counted.

use super::PATH;
use super::words::{cause, change, start_before, start_of, test_day_of};
use crate::http::{Markup, Problem, Staff};
use crate::view::{Action, Badge, Column, EmptyState, ListView, Notice, Row, Table, Tone, Value};
use app::queries::start_plan_people::{Names, StartPlanNames, person_of};
use app::queries::start_plans::StartPlanSheet;
use app::start_plans::schedule::{Cause, Change, Changed};
use domain::access::{Action as A, Resource as R};

/// Rows of people, at most; the JSON document has all.
const MOST: usize = 200;

/// Names of the people whom wishes and changes are about; nobody's for whoever may not see them.
pub(super) async fn names(staff: &Staff, sheet: &StartPlanSheet) -> Result<Names, Problem> {
    let somebody = !sheet.plan.seats_by_hand.is_empty()
        || sheet.changes.iter().any(|change| person_of(&change.what).is_some());
    if !somebody || !staff.may(A::Create, R::StartPlan) {
        return Ok(Names::new());
    }
    staff.ask(&StartPlanNames { plan: sheet.plan.id }).await
}

/// The sections; nothing for a first plan.
pub(super) fn section(staff: &Staff, sheet: &StartPlanSheet, names: &Names) -> Vec<Markup> {
    let Some((parent, _)) = &sheet.parent else { return Vec::new() };
    let columns =
        vec![Column::new(staff.t("start-plan-change-column")), Column::new(staff.t("start-plan-cause"))];
    let rows =
        sheet.changes.iter().filter_map(|one| change(staff, sheet, one)).enumerate().map(
            |(at, (what, cause))| Row::new(at, what.clone(), vec![Value::text(what), Value::text(cause)]),
        );
    let table =
        Table::new(staff.language(), staff.t("start-plan-changes"), columns).rows(rows).quiet_caption();
    let fixed = sheet.plan.by_hand.len() + sheet.seats_fixed.unwrap_or_default();
    let from = staff.tn("start-plan-from-parent", &[("count", fixed.into())]);
    let link = Action::link(staff.t("start-plan-parent"), format!("{PATH}/{}", parent.id));
    let parts = [
        Markup::of(&Notice::new(Tone::Info, from).action(link)),
        Markup::of(&ListView::new(table, EmptyState::new(staff.t("start-plan-changes-empty")))),
    ];
    let mut sections = vec![Markup::section(&staff.t("start-plan-changes"), parts)];
    if staff.may(A::Create, R::StartPlan) {
        sections.push(Markup::section(&staff.t("start-plan-affected"), people(staff, sheet, names)));
    }
    sections
}

/// Whom it costs a seat first, who gains one last.
fn order(what: &Changed) -> u8 {
    match what {
        Changed::SeatLost { .. } => 0,
        Changed::BookingMoved { to: None, .. } => 1,
        Changed::SeatMoved { .. } => 2,
        Changed::BookingMoved { to: Some(_), .. } => 3,
        Changed::SeatGained { .. } => 4,
        Changed::StartGivenUp { .. }
        | Changed::StartAdded { .. }
        | Changed::TestDayGivenUp { .. }
        | Changed::TestDayAdded { .. } => 5,
    }
}

fn people(staff: &Staff, sheet: &StartPlanSheet, names: &Names) -> Vec<Markup> {
    let columns =
        ["person", "change", "from", "to"].map(|name| staff.t(&format!("start-plan-affected-{name}")));
    let mut columns = columns.map(Column::new).to_vec();
    columns.push(Column::new(staff.t("start-plan-cause")));
    let all = || sheet.changes.iter().filter(|change| person_of(&change.what).is_some());
    let mut known: Vec<(&Change, Row)> =
        all().filter_map(|change| Some((change, row(staff, sheet, names, change)?))).collect();
    let (shown, expected) = (known.len(), all().count() - known.len());
    known.sort_by(|(a, left), (b, right)| (order(&a.what), &left.name).cmp(&(order(&b.what), &right.name)));
    let rows = known.into_iter().map(|(_, row)| row).take(MOST);
    let table =
        Table::new(staff.language(), staff.t("start-plan-affected"), columns).rows(rows).quiet_caption();
    let empty = EmptyState::new(staff.t("start-plan-affected-empty"));
    let mut parts = vec![Markup::of(&ListView::new(table, empty))];
    if shown > MOST {
        let rest = [("count", (shown - MOST).into())];
        parts.push(Markup::paragraph(&staff.tn("start-plan-not-run-more", &rest)));
    }
    if expected > 0 {
        let count = [("count", expected.into())];
        parts.push(Markup::paragraph(&staff.tn("start-plan-affected-expected", &count)));
    }
    parts
}

/// The row of a person who is known; none for one who is only expected.
fn row(staff: &Staff, sheet: &StartPlanSheet, names: &Names, change: &Change) -> Option<Row> {
    let case = person_of(&change.what)?.parse().ok()?;
    let (person, name) = names.get(&case)?;
    let before = |start: &str| Value::text(start_before(staff, sheet, start));
    let now = |start: &str| Value::text(start_of(staff, sheet, start));
    let test = |day: &str| Value::text(test_day_of(staff, sheet, day));
    let (tone, key, from, to) = match &change.what {
        Changed::SeatLost { from, .. } => {
            (Tone::Danger, "start-plan-affected-lost", before(from), Value::Missing)
        }
        Changed::SeatMoved { from, to, .. } => {
            (Tone::Warning, "start-plan-affected-moved", before(from), now(to))
        }
        Changed::SeatGained { to, .. } => {
            (Tone::Success, "start-plan-affected-gained", Value::Missing, now(to))
        }
        Changed::BookingMoved { from, to: Some(to), .. } => {
            (Tone::Warning, "start-plan-affected-test-moved", test(from), test(to))
        }
        Changed::BookingMoved { from, to: None, .. } => {
            (Tone::Danger, "start-plan-affected-test-lost", test(from), Value::Missing)
        }
        Changed::StartGivenUp { .. }
        | Changed::StartAdded { .. }
        | Changed::TestDayGivenUp { .. }
        | Changed::TestDayAdded { .. } => return None,
    };
    let why = match (&change.what, &change.cause) {
        // the planner says the same of a test day as of a start
        (Changed::BookingMoved { .. }, Cause::StartGivenUp { .. }) => {
            staff.t("start-plan-cause-test-given-up")
        }
        (_, why) => cause(staff, why),
    };
    let values = vec![
        Value::link(name.clone(), format!("/people/{person}")),
        Value::Badge(Badge::new(tone, staff.t(key))),
        from,
        to,
        Value::text(why),
    ];
    Some(Row::new(format!("{case}-{key}"), name.clone(), values))
}
