//! Joint plans: who would sit where and why, who would not, whether the check passed. BAMF accepts or
//! rejects; whoever proposed may take somebody out and plan anew.

use super::reasons;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::lists::{self, ListPage};
use crate::pages::next;
use crate::view::{
    Action, Badge, Busy, Column, EmptyState, FilterBar, ListView, Notice, Row, Table, Tone, Value,
};
use app::commands::{AcceptSeatPlan, ProposeSeatPlan, RejectSeatPlan};
use app::queries::seats::{SeatPlanList, SeatPlanPage, SeatPlanRecord};
use domain::access::{Action as A, Resource as R};
use domain::ids::{CaseId, CourseId, SeatPlanId};
use domain::seat_plan::{PlannedSeat, SeatPlan, SeatPlanState, Unseated};

const PATH: &str = "/seat-plans";

fn badge(staff: &Staff, state: SeatPlanState) -> Badge {
    let tone = match state {
        SeatPlanState::Proposed => Tone::Warning,
        SeatPlanState::Accepted => Tone::Success,
        SeatPlanState::Rejected | SeatPlanState::Outdated => Tone::Neutral,
    };
    Badge::new(tone, staff.code("seat-plan-state", state.code()))
}

/// Newest plans.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let plans = staff.ask(&SeatPlanList::default()).await?;
    let columns = vec![
        Column::new(staff.t("seat-plans-column-on")),
        Column::new(staff.t("seat-plans-column-scope")),
        Column::number(staff.t("seat-plans-column-seated")),
        Column::number(staff.t("seat-plans-column-unseated")),
        Column::new(staff.t("seat-plans-column-state")),
    ];
    let rows = plans.iter().map(|plan| {
        let on = wording::date(staff.language(), plan.proposed_on);
        let scope = if plan.session.is_some() { "seat-plans-scope-session" } else { "seat-plans-scope-all" };
        let values = vec![
            Value::DayLink { date: plan.proposed_on, label: on.clone(), href: format!("{PATH}/{}", plan.id) },
            Value::text(staff.t(scope)),
            Value::number(plan.seats.len()),
            Value::number(plan.unseated.len()),
            badge(&staff, plan.state).into(),
        ];
        Row::new(plan.id, on, values)
    });
    let table = Table::new(staff.language(), staff.t("seat-plans-title"), columns).rows(rows).quiet_caption();
    let empty = EmptyState::new(staff.t("seat-plans-empty"))
        .action(Action::link(staff.t("waiting-title"), "/waiting"));
    ListPage::new(staff.page("seat-plans-title"), ListView::new(table, empty)).answer(&staff, &input).await
}

/// Makes a plan for a test day (`session`) or for everybody.
pub async fn propose(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let session = match input.text("session") {
        "" => None,
        text => Some(text.parse().map_err(|_| Problem::Unreadable)?),
    };
    let done = staff.run(&input, ProposeSeatPlan { session, ..ProposeSeatPlan::default() }).await?;
    Ok(Answer::see(format!("{PATH}/{}", done.outcome)).done("seat-plan-proposed", &done))
}

/// One plan.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    record(&staff, &input, None).await
}

/// The page of a plan; `refused` says why it could not be accepted and offers a new one.
async fn record(staff: &Staff, input: &Input, refused: Option<String>) -> Result<Answer, Problem> {
    let found = staff.ask(&SeatPlanRecord { plan: input.id("id")? }).await?;
    let plan = &found.plan;
    let open = plan.state == SeatPlanState::Proposed;
    let mut page = staff
        .titled(staff.tn("seat-plan-title", &[("on", plan.proposed_on.into())]))
        .crumb(staff.t("seat-plans-title"), PATH)
        .badge(badge(staff, plan.state))
        .lead(summary(staff, plan))
        .wide();
    let mut parts = Vec::new();
    if let Some(sentence) = refused {
        parts.push(Markup::of(&Notice::new(Tone::Warning, sentence).action(anew(staff, plan).primary())));
    }
    parts.push(next::upcoming(staff, plan.upcoming(), None));
    parts.push(Markup::of(&if plan.checked {
        Notice::new(Tone::Success, staff.t("seat-plan-checked"))
    } else {
        Notice::new(Tone::Danger, staff.t("seat-plan-unchecked"))
    }));
    if open && staff.may(A::Decide, R::SeatPlan) {
        let decide = |key: &str, end: &str| {
            button(staff, key, format!("{PATH}/{}/{end}", plan.id))
                .hidden("version", plan.version.to_string())
        };
        if plan.checked {
            page = page.action(decide("seat-plan-accept", "accept").primary());
        }
        page = page.action(decide("seat-plan-reject", "reject"));
    } else if !found.given.is_empty() && staff.may(A::Create, R::Letter) {
        let print = button(staff, "seat-plan-print", "/letters/issue").primary();
        let print =
            found.given.iter().fold(print, |print, seat| print.hidden("assignment", seat.to_string()));
        page = page.action(print);
    } else if open {
        parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("seat-plan-waits"))));
    }
    let filter = FilterBar::new(staff.language(), &input.query());
    let empty = EmptyState::new(staff.t("seat-plan-nobody"));
    let list = ListView::new(seats(staff, &found, open), empty).filter(filter);
    let list = lists::arranged(staff, input, list);
    if lists::FORMATS.contains(&input.text("format")) {
        return lists::of_table(input.text("format"), &list.table);
    }
    parts.push(Markup::section(&staff.t("seat-plan-seats"), [Markup::of(&list)]));
    if !plan.unseated.is_empty() {
        parts.push(Markup::section(&staff.t("seat-plan-unseated"), [Markup::of(&unseated(staff, &found))]));
    }
    Ok(Answer::page(page, parts))
}

/// A new plan for the same people, with what was changed by hand kept.
fn anew(staff: &Staff, plan: &SeatPlan) -> Action {
    button(staff, "seat-plan-anew", format!("{PATH}/{}/anew", plan.id)).slow(Busy::open(staff.language()))
}

fn summary(staff: &Staff, plan: &SeatPlan) -> String {
    let facts = [
        ("seated", plan.seats.len().into()),
        ("priority", plan.priority_seated().into()),
        ("unseated", plan.unseated.len().into()),
    ];
    staff.tn("seat-plan-summary", &facts)
}

fn name(found: &SeatPlanPage, case: CaseId) -> (String, String) {
    found
        .names
        .get(&case)
        .map(|known| (format!("{}, {}", known.family_name, known.given_names), known.case_number.clone()))
        .unwrap_or_default()
}

fn place(found: &SeatPlanPage, course: CourseId) -> (String, String) {
    let Some(course) = found.courses.get(&course) else { return Default::default() };
    let town = if course.place.town.is_empty() { course.number.clone() } else { course.place.town.clone() };
    (town, course.number.clone())
}

fn seats(staff: &Staff, found: &SeatPlanPage, open: bool) -> Table {
    let columns = [
        "seats-column-person",
        "seats-column-course",
        "seats-column-entry",
        "seats-column-act",
        "seats-column-why",
        "seats-column-alternatives",
    ];
    let mut columns: Vec<Column> = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    columns.push(Column::silent(staff.t("seat-plan-take-out")));
    let rows = found.plan.seats.iter().map(|seat| seat_line(staff, found, seat, open));
    Table::new(staff.language(), staff.t("seat-plan-seats"), columns).rows(rows).quiet_caption()
}

fn seat_line(staff: &Staff, found: &SeatPlanPage, seat: &PlannedSeat, open: bool) -> Row {
    let (who, number) = name(found, seat.case);
    let (town, course) = place(found, seat.course);
    let others = seat.alternatives.iter().map(|other| {
        let on = wording::date(staff.language(), other.entry_on);
        Value::Lines(format!("{} {on}", place(found, other.course).0), reasons(staff, &other.reasons))
    });
    let mut actions = Vec::new();
    if open && staff.may(A::Create, R::SeatPlan) {
        let out = button(staff, "seat-plan-take-out", format!("{PATH}/{}/take-out", found.plan.id));
        let out = out.hidden("case", seat.case.to_string()).quiet().about(who.clone());
        actions.push(out.slow(Busy::open(staff.language())));
    }
    let values = vec![
        Value::Lines(who.clone(), number),
        Value::Lines(town, course),
        Value::Date(seat.entry_on),
        Value::text(staff.code("assignment-kind", seat.kind.code())),
        Value::text(reasons(staff, &seat.reasons)),
        Value::List(others.collect()),
        Value::Actions(actions),
    ];
    Row::new(seat.case, who, values)
}

fn unseated(staff: &Staff, found: &SeatPlanPage) -> Table {
    let columns = ["seats-column-person", "seats-column-why"].map(|key| Column::new(staff.t(key)));
    let line = |left: &Unseated| {
        let (who, number) = name(found, left.case);
        Row::new(
            left.case,
            who.clone(),
            vec![Value::Lines(who, number), Value::text(reasons(staff, &left.reasons))],
        )
    };
    let rows = found.plan.unseated.iter().map(line);
    Table::new(staff.language(), staff.t("seat-plan-unseated"), columns.into()).rows(rows).quiet_caption()
}

fn version(input: &Input) -> i64 {
    input.text("version").parse().unwrap_or_default()
}

/// BAMF takes the plan. Where a seat of it is gone meanwhile, nothing is given and a new plan is one button away.
pub async fn accept(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let plan: SeatPlanId = input.id("id")?;
    match staff.run(&input, AcceptSeatPlan { plan, version: version(&input) }).await {
        Ok(done) => Ok(Answer::see(format!("{PATH}/{plan}")).done("seat-plan-accepted", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            let sentence = entered.errors.into_iter().map(|(_, sentence)| sentence).next();
            Ok(record(&staff, &input, sentence).await?.status(422))
        }
    }
}

/// BAMF does not take the plan.
pub async fn reject(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let plan: SeatPlanId = input.id("id")?;
    let done = staff.run(&input, RejectSeatPlan { plan, version: version(&input) }).await?;
    Ok(Answer::see(format!("{PATH}/{plan}")).done("seat-plan-rejected", &done))
}

/// A new plan without one person.
pub async fn take_out(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let case: CaseId = input.text("case").parse().map_err(|_| Problem::Unreadable)?;
    follow(&staff, &input, Some(case)).await
}

/// A new plan for the same people with the seats as they are now.
pub async fn plan_anew(staff: Staff, input: Input) -> Result<Answer, Problem> {
    follow(&staff, &input, None).await
}

async fn follow(staff: &Staff, input: &Input, out: Option<CaseId>) -> Result<Answer, Problem> {
    let parent: SeatPlanId = input.id("id")?;
    let plan = staff.ask(&SeatPlanRecord { plan: parent }).await?.plan;
    let mut without = plan.without.clone();
    without.extend(out);
    let command =
        ProposeSeatPlan { session: plan.session, parent: Some(parent), without, pinned: plan.pinned };
    let done = staff.run(input, command).await?;
    Ok(Answer::see(format!("{PATH}/{}", done.outcome)).done("seat-plan-proposed", &done))
}
