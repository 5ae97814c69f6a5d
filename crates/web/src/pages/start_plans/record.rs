//! One plan: what it reaches beside the plan it came from, the picture, its starts and test days with reasons, the limits it
//! was made under. What is fixed by hand, what changed and what does not start have files of their own.

use super::picture::picture;
use super::words::{amount, because, goal, in_futures, name, start_label, state, without};
use super::{PATH, changes, refused, search_again, wishes};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::lists::arranged;
use crate::view::{
    Action, Badge, Busy, Column, DescriptionList, EmptyState, ListView, Notice, Row, Table, Tone, Value,
};
use app::queries::start_plans::{StartPlanRecord, StartPlanSheet};
use app::start_plans::schedule::LevelValue;
use askama::Template;
use domain::access::{Action as A, Resource as R};
use domain::ids::StartPlanId;
use domain::start_plan::{HandCode, ProposedStart, StartKey, StartPlan, StartPlanState};

/// Id of the form that takes a dragged start.
const MOVE: &str = "fk-move-start";

/// The form a dragged start is posted with; it is invisible and only reached by the script.
#[derive(Template)]
#[template(
    source = "<form id=\"{{ id }}\" method=\"post\" action=\"{{ action }}\" hidden data-fk-busy=\"{{ busy.limit() }}\" data-fk-busy-at=\"{{ id }}-busy\"><input type=\"hidden\" name=\"csrf\" value=\"{{ csrf }}\"><input type=\"hidden\" name=\"form_key\" value=\"{{ key }}\"><input type=\"hidden\" name=\"what\" value=\"{{ what }}\"><input type=\"hidden\" name=\"start\" value=\"\"><input type=\"hidden\" name=\"to\" value=\"\"></form><div id=\"{{ id }}-busy\">{{ busy }}</div>",
    ext = "html"
)]
struct MoveForm<'a> {
    id: &'a str,
    action: String,
    csrf: &'a str,
    key: String,
    what: &'a str,
    busy: Busy,
}

/// The page.
pub(super) async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    page(&staff, &input, None).await
}

/// The page; `no` says why something could not be done.
pub(super) async fn page(staff: &Staff, input: &Input, no: Option<Notice>) -> Result<Answer, Problem> {
    let sheet = staff.ask(&StartPlanRecord { plan: input.id("id")? }).await?;
    let names = changes::names(staff, &sheet).await?;
    let plan = &sheet.plan;
    let open = plan.state == StartPlanState::Proposed;
    let changeable = open && staff.may(A::Create, R::StartPlan);
    let mut page = staff
        .titled(staff.tn("start-plan-title", &[("on", plan.proposed_on.into())]))
        .crumb(staff.t("start-plans-title"), PATH)
        .badge(state(staff, plan.state))
        .lead(summary(staff, &sheet))
        .wide();
    for action in actions(staff, plan) {
        page = page.action(action);
    }
    let mut parts = Vec::new();
    parts.extend(no.map(|no| Markup::of(&no)));
    parts.push(Markup::of(&check(staff, plan)));
    parts.extend(super::notice::list(staff, plan).await?);
    parts.push(Markup::section(&staff.t("start-plan-goals"), [goals(staff, &sheet)]));
    if changeable {
        let form = MoveForm {
            id: MOVE,
            action: format!("{PATH}/{}/change", plan.id),
            csrf: &staff.shell().csrf,
            key: staff.site.ids.token(),
            what: HandCode::Moved.code(),
            busy: search_again(staff).said(),
        };
        parts.push(Markup::of(&form));
    }
    parts.push(Markup::wall(Markup::of(&picture(staff, &sheet, changeable.then_some(MOVE)))));
    parts.extend(wishes::section(staff, &sheet, &names, changeable));
    parts.extend(changes::section(staff, &sheet, &names));
    let list = arranged(staff, input, starts(staff, &sheet, changeable));
    parts.push(Markup::section(&staff.t("start-plan-starts"), [Markup::of(&list)]));
    parts.push(Markup::section(&staff.t("start-plan-test-days"), [test_days(staff, &sheet)]));
    parts.push(Markup::section(&staff.t("start-plan-not-run"), [refused::starts(staff, &sheet, changeable)]));
    parts.push(Markup::section(&staff.t("start-plan-settings"), [settings(staff, plan)]));
    Ok(Answer::page(page, parts))
}

fn actions(staff: &Staff, plan: &StartPlan) -> Vec<Action> {
    let mut actions = Vec::new();
    let open = plan.state == StartPlanState::Proposed;
    let decide = |key: &str, end: &str| {
        button(staff, key, format!("{PATH}/{}/{end}", plan.id)).hidden("version", plan.version.to_string())
    };
    if open && staff.may(A::Decide, R::StartPlan) {
        if plan.checked {
            actions.push(decide("start-plan-accept", "accept").primary());
        }
        actions.push(decide("start-plan-reject", "reject"));
    }
    if plan.state == StartPlanState::Accepted && staff.may(A::Create, R::SeatPlan) {
        actions.push(Action::link(staff.t("start-plan-seats-next"), "/waiting").primary());
    }
    if staff.may(A::Create, R::StartPlan) {
        actions.push(Action::link(staff.t("start-plan-people"), format!("{PATH}/{}/people", plan.id)));
        actions.push(Action::link(staff.t("start-plan-json"), format!("{PATH}/{}/plan.json", plan.id)));
    }
    actions
}

fn summary(staff: &Staff, sheet: &StartPlanSheet) -> String {
    let plan = &sheet.plan;
    if !sheet.tells_people {
        let starts = plan.new_starts().count().into();
        let tests = plan.new_test_days().count().into();
        return staff.tn(
            "start-plan-summary-round",
            &[("until", plan.until.into()), ("starts", starts), ("tests", tests)],
        );
    }
    let people = &plan.people;
    staff.tn(
        "start-plan-summary",
        &[
            ("until", plan.until.into()),
            ("starts", plan.new_starts().count().into()),
            ("tests", plan.new_test_days().count().into()),
            ("waiting", people.waiting.into()),
            ("untested", people.untested.into()),
            ("expected", people.expected.into()),
            ("seated", people.seated.into()),
            ("unseated", people.unseated.into()),
        ],
    )
}

fn check(staff: &Staff, plan: &StartPlan) -> Notice {
    let open = plan.state == StartPlanState::Proposed;
    match (plan.checked, plan.proven) {
        (false, _) => Notice::new(Tone::Danger, staff.t("start-plan-unchecked")),
        (true, true) => Notice::new(Tone::Success, staff.t("start-plan-checked-proven")),
        (true, false) => Notice::new(Tone::Success, staff.t("start-plan-checked")),
    }
    .text(if open { staff.t("start-plan-proposes-only") } else { String::new() })
}

/// Goals in strict order: value, what is proven, and the plan it came from.
fn goals(staff: &Staff, sheet: &StartPlanSheet) -> Markup {
    let before = sheet.parent.as_ref().map(|(_, schedule)| &schedule.levels);
    let mut columns = vec![
        Column::new(staff.t("start-plan-goal")),
        Column::number(staff.t("start-plan-goal-value")),
        Column::new(staff.t("start-plan-goal-proof")),
    ];
    if before.is_some() {
        columns.push(Column::new(staff.t("start-plan-goal-difference")));
    }
    let rows = sheet.schedule.levels.iter().map(|level| {
        let was = before.and_then(|levels| levels.iter().find(|one| one.level == level.level));
        let hidden = || Value::text(staff.t("start-demand-hidden"));
        let told = !sheet.hidden.contains(&level.level);
        let mut values = vec![
            Value::text(goal(staff, level.level)),
            if told { Value::Number(level.value) } else { hidden() },
            if told { Value::text(proof(staff, level)) } else { hidden() },
        ];
        if before.is_some() {
            let by = was.map_or(0, |was| level.value - was.value);
            let told = told && !sheet.hides(level.level, by);
            values.push(if told { difference(staff, level, by) } else { hidden() });
        }
        Row::new(super::words::code(level.level), goal(staff, level.level), values)
    });
    let table = Table::new(staff.language(), staff.t("start-plan-goals"), columns).rows(rows).quiet_caption();
    let view = ListView::new(table, EmptyState::new(String::new()));
    Markup::all([Markup::paragraph(&staff.t("start-plan-goals-lead")), Markup::of(&view)])
}

fn proof(staff: &Staff, level: &LevelValue) -> String {
    if level.value == level.lower_bound {
        staff.t("start-plan-proven")
    } else if level.lower_bound <= 0 {
        staff.t("start-plan-not-proven")
    } else {
        staff.tn("start-plan-at-least", &[("bound", level.lower_bound.into())])
    }
}

fn difference(staff: &Staff, level: &LevelValue, by: i64) -> Value {
    match by {
        0 => Value::text(staff.t("start-plan-as-before")),
        by if by > 0 => Value::Badge(Badge::new(
            Tone::Warning,
            staff.tn("start-plan-more", &[("amount", amount(staff, level.level, by).as_str().into())]),
        )),
        by => Value::Badge(Badge::new(
            Tone::Success,
            staff.tn("start-plan-less", &[("amount", amount(staff, level.level, -by).as_str().into())]),
        )),
    }
}

fn starts(staff: &Staff, sheet: &StartPlanSheet, changeable: bool) -> ListView {
    let names = ["on", "what", "provider", "people", "seats", "why", "without"];
    let mut columns: Vec<Column> = names
        .iter()
        .map(|name| {
            let label = staff.t(&format!("start-plan-starts-{name}"));
            if matches!(*name, "people" | "seats") { Column::number(label) } else { Column::new(label) }
        })
        .collect();
    if changeable {
        columns.push(Column::silent(staff.t("start-plan-change")));
    }
    let rows = sheet.plan.starts.iter().map(|start| start_row(staff, sheet, start, changeable));
    let table =
        Table::new(staff.language(), staff.t("start-plan-starts"), columns).rows(rows).quiet_caption();
    ListView::new(table, EmptyState::new(staff.t("start-plan-starts-empty")))
}

fn start_row(staff: &Staff, sheet: &StartPlanSheet, start: &ProposedStart, changeable: bool) -> Row {
    let key = &start.key;
    let explained = sheet.explanation.starts.iter().find(|one| *one.start == *start.id);
    let kind = staff.code("course-kind", key.kind.code());
    let section = staff.tn("start-plan-section", &[("section", i64::from(key.section).into())]);
    let time = staff.code("time-of-day", key.time.code());
    let place = format!("{section}, {}, {time}", key.town);
    let what = match start.course {
        Some(course) => Value::link(format!("{kind}, {place}"), format!("/courses/{course}")),
        None => Value::Lines(kind.clone(), place),
    };
    let why = explained.map(|one| because(staff, one)).into_iter().chain(in_futures(staff, sheet, &start.id));
    let why = why.collect::<Vec<_>>().join(" ");
    let lost = explained.and_then(|one| one.without.as_ref()).map(|one| without(staff, sheet, one));
    let mut values = vec![
        Value::Date(key.on),
        what,
        Value::Foreign(name(&sheet.bodies, key.provider)),
        Value::text(if sheet.smallest == 0 {
            let known = ("waiting", start.waiting.into());
            staff.tn("start-plan-people-of", &[known, ("expected", start.expected.into())])
        } else {
            start.expected.to_string()
        }),
        Value::Number(start.free),
        Value::text(why),
        Value::text(lost.unwrap_or_default()),
    ];
    let label = start_label(staff, &sheet.bodies, key);
    if changeable {
        let mut change = Vec::new();
        if start.course.is_none() {
            let path = change_path(sheet.plan.id, key, None);
            change.push(Action::link(staff.t("start-plan-change"), path).quiet().about(label.clone()));
        }
        values.push(Value::Actions(change));
    }
    Row::new(&start.id, label, values)
}

/// Address of the form that changes a start; `what` is chosen there already.
pub(super) fn change_path(plan: StartPlanId, start: &StartKey, what: Option<HandCode>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("start", &start.to_string());
    if let Some(what) = what {
        query.append_pair("what", what.code());
    }
    format!("{PATH}/{plan}/change?{}", query.finish())
}

fn test_days(staff: &Staff, sheet: &StartPlanSheet) -> Markup {
    let columns = vec![
        Column::new(staff.t("start-plan-test-on")),
        Column::new(staff.t("start-plan-test-host")),
        Column::number(staff.t("start-plan-test-seats")),
        Column::number(staff.t("start-plan-test-invite")),
        Column::number(staff.t("start-plan-test-booked")),
        Column::new(staff.t("start-plan-test-state")),
    ];
    let rows = sheet.plan.test_days.iter().map(|day| {
        let on = wording::date(staff.language(), day.on);
        let known = match (day.session, day.turn) {
            (Some(_), _) => Badge::new(Tone::Success, staff.t("start-plan-test-planned")),
            (None, 0) => Badge::new(Tone::Info, staff.t("start-plan-test-new")),
            (None, _) => Badge::new(Tone::Warning, staff.t("start-plan-test-reserve")),
        };
        let when = match day.session {
            Some(session) => {
                Value::DayLink { date: day.on, label: on.clone(), href: format!("/sessions/{session}") }
            }
            None => Value::Date(day.on),
        };
        let values = vec![
            when,
            Value::Foreign(name(&sheet.bodies, day.host)),
            Value::Number(day.seats),
            Value::Number(day.invite),
            Value::Number(day.booked),
            Value::Badge(known),
        ];
        Row::new(&day.id, on, values)
    });
    let table =
        Table::new(staff.language(), staff.t("start-plan-test-days"), columns).rows(rows).quiet_caption();
    let view = ListView::new(table, EmptyState::new(staff.t("start-plan-test-empty")));
    Markup::all([
        Markup::paragraph(&staff.tn(
            "start-plan-test-lead",
            &[
                ("percent", sheet.plan.settings.no_show_percent.into()),
                ("risk", sheet.plan.settings.overbooking_risk_percent.into()),
            ],
        )),
        Markup::of(&view),
    ])
}

/// Limits and habits the plan was made under; all of them are settings of the region.
fn settings(staff: &Staff, plan: &StartPlan) -> Markup {
    let set = &plan.settings;
    let care = match set.without_care_minutes {
        Some(minutes) => minutes.to_string(),
        None => staff.t("start-plan-setting-never"),
    };
    let list = [
        ("weeks", set.weeks.to_string()),
        ("teacher-lessons", set.teacher_lessons.to_string()),
        ("lead-days", set.lead_days.to_string()),
        ("start-every-weeks", set.start_every_weeks.to_string()),
        ("fewest-for-section", set.fewest_for_section.to_string()),
        ("longest-gap-weeks", set.longest_gap_weeks.to_string()),
        ("no-show-percent", set.no_show_percent.to_string()),
        ("overbooking-risk-percent", set.overbooking_risk_percent.to_string()),
        ("seats-per-examiner", set.seats_per_examiner.to_string()),
        ("look-ahead-weeks", set.look_ahead_weeks.to_string()),
        ("unseated-days", set.unseated_days.to_string()),
        ("longest-way-minutes", set.longest_way_minutes.to_string()),
        ("without-care-minutes", care),
        ("days-after-test", set.days_after_test.to_string()),
        ("change-budget-percent", set.change_budget_percent.to_string()),
        ("seconds", set.seconds.to_string()),
        ("draws", set.draws.to_string()),
        ("draw-milliseconds", set.draw_milliseconds.to_string()),
        ("decide-weeks", set.decide_weeks.to_string()),
        ("again-milliseconds", set.again_milliseconds.to_string()),
    ];
    let list = list.into_iter().fold(DescriptionList::new(staff.language()), |list, (name, value)| {
        list.item(staff.t(&format!("start-plan-setting-{name}")), value)
    });
    let seed = staff.tn(
        "start-plan-seed",
        &[
            ("seed", plan.seed.to_string().as_str().into()),
            ("version", plan.input_version.get(..12).unwrap_or_default().into()),
        ],
    );
    Markup::all([Markup::of(&list), Markup::paragraph(&seed)])
}
