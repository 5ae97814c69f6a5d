//! What the planner says in codes and numbers, in words.

use crate::http::Staff;
use crate::view::{Badge, Tone};
use app::queries::start_plans::StartPlanSheet;
use app::start_plans::explain::{
    Alternative, NotRun, PersonExplained, RunsBecause, StartExplained, Why, Without,
};
use app::start_plans::schedule::{Cause, Change, Changed, LevelCode, Reason, Resource};
use domain::ids::OrganisationId;
use domain::organisation::Organisation;
use domain::start_plan::{StartKey, StartPlanState};
use serde::Serialize;
use std::collections::BTreeMap;

/// Bodies by their id.
pub(super) type Bodies = BTreeMap<OrganisationId, Organisation>;

/// Where a plan stands.
pub(super) fn state(staff: &Staff, state: StartPlanState) -> Badge {
    let tone = match state {
        StartPlanState::Proposed => Tone::Warning,
        StartPlanState::Accepted => Tone::Success,
        StartPlanState::Rejected => Tone::Neutral,
    };
    Badge::new(tone, staff.code("start-plan-state", state.code()))
}

/// Name of a body.
pub(super) fn name(bodies: &Bodies, id: OrganisationId) -> String {
    bodies.get(&id).map(|body| body.name.clone()).unwrap_or_default()
}

/// Its short name, where it has one.
pub(super) fn short(bodies: &Bodies, id: OrganisationId) -> String {
    let body = bodies.get(&id);
    body.map(|body| if body.short_name.is_empty() { &body.name } else { &body.short_name }.clone())
        .unwrap_or_default()
}

/// "7 December, general course, section 1, Gunzenhausen, mornings, VHS"
pub(super) fn start_label(staff: &Staff, bodies: &Bodies, start: &StartKey) -> String {
    staff.tn(
        "start-plan-start",
        &[
            ("on", start.on.into()),
            ("kind", staff.code("course-kind", start.kind.code()).as_str().into()),
            ("section", i64::from(start.section).into()),
            ("town", start.town.as_str().into()),
            ("time", staff.code("time-of-day", start.time.code()).as_str().into()),
            ("provider", short(bodies, start.provider).as_str().into()),
        ],
    )
}

/// The same for an id of the planner; a start that is not part of the plan is named by its key.
pub(super) fn start_of(staff: &Staff, sheet: &StartPlanSheet, id: &str) -> String {
    let known = sheet.plan.starts.iter().find(|start| start.id == id);
    let key = known.map(|start| start.key.clone()).or_else(|| id.parse().ok());
    key.map_or_else(|| staff.t("start-plan-another-start"), |key| start_label(staff, &sheet.bodies, &key))
}

/// The same for a start of the plan it was made from, on the day it had there.
pub(super) fn start_before(staff: &Staff, sheet: &StartPlanSheet, id: &str) -> String {
    let parent = sheet.parent.as_ref().map(|(parent, _)| parent);
    let known = parent.and_then(|parent| parent.starts.iter().find(|start| start.id == id));
    known.map_or_else(|| start_of(staff, sheet, id), |start| start_label(staff, &sheet.bodies, &start.key))
}

/// The planner's code of a plain enumeration, for a wording key.
pub(super) fn code(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text.replace('_', "-"),
        Ok(_) | Err(_) => String::new(),
    }
}

/// Name of a goal.
pub(super) fn goal(staff: &Staff, level: LevelCode) -> String {
    staff.t(&format!("start-plan-goal-{}", code(level)))
}

/// "3 people", "12 days" – a difference at a goal.
pub(super) fn amount(staff: &Staff, level: LevelCode, by: i64) -> String {
    staff.tn(&format!("start-plan-amount-{}", code(level)), &[("by", by.into())])
}

/// Why a start runs.
pub(super) fn because(staff: &Staff, start: &StartExplained) -> String {
    match start.cause {
        RunsBecause::Promised => staff.t("start-plan-because-promised"),
        RunsBecause::Pinned => staff.t("start-plan-because-pinned"),
        RunsBecause::Announced => staff.t("start-plan-because-announced"),
        RunsBecause::Equal => staff.t("start-plan-because-equal"),
        RunsBecause::Better { level, by } => {
            let amount = amount(staff, level, by);
            staff.tn("start-plan-because-better", &[("amount", amount.as_str().into())])
        }
    }
}

/// What happens without a start: the goals that become worse, most important first.
pub(super) fn without(staff: &Staff, sheet: &StartPlanSheet, without: &Without) -> String {
    let worse = without.levels.iter().filter(|(_, by)| *by > 0);
    let worse: Vec<String> = worse.take(3).map(|(level, by)| amount(staff, *level, *by)).collect();
    let mut said = if worse.is_empty() {
        staff.t("start-plan-without-nothing")
    } else {
        staff.tn("start-plan-without", &[("amounts", worse.join(", ").as_str().into())])
    };
    if let Some(instead) = without.instead.first() {
        let start = start_of(staff, sheet, instead);
        said = format!("{said} {}", staff.tn("start-plan-instead", &[("start", start.as_str().into())]));
    }
    said
}

/// In how many drawn futures a start opens, where that was asked.
pub(super) fn in_futures(staff: &Staff, sheet: &StartPlanSheet, start: &str) -> Option<String> {
    let support = sheet.support.iter().find(|one| *one.start == *start)?;
    Some(staff.tn(
        "start-plan-in-futures",
        &[("opens", i64::from(support.opens).into()), ("of", i64::from(support.of).into())],
    ))
}

/// Why a start does not run; one that most futures can do without is left to the next plan.
pub(super) fn start_not_run(staff: &Staff, sheet: &StartPlanSheet, start: &str, why: &NotRun) -> String {
    match (why, sheet.left_for_later(start)) {
        (NotRun::Closed, Some(support)) => staff.tn(
            if support.opens > 0 { "start-plan-not-yet" } else { "start-plan-not-in-any" },
            &[("opens", i64::from(support.opens).into()), ("of", i64::from(support.of).into())],
        ),
        _ => not_run(staff, sheet, why),
    }
}

/// Why a start does not run, by the plan alone.
fn not_run(staff: &Staff, sheet: &StartPlanSheet, why: &NotRun) -> String {
    match why {
        NotRun::Closed => staff.t("start-plan-not-closed"),
        NotRun::NoGain => staff.t("start-plan-not-no-gain"),
        NotRun::NobodyToSpare { minimum } => {
            staff.tn("start-plan-not-to-spare", &[("minimum", i64::from(*minimum).into())])
        }
        NotRun::TooFewPeople { possible, minimum } => staff.tn(
            "start-plan-not-too-few",
            &[("possible", i64::from(*possible).into()), ("minimum", i64::from(*minimum).into())],
        ),
        NotRun::Worse { level, by } => {
            let amount = amount(staff, *level, *by);
            staff.tn("start-plan-not-worse", &[("amount", amount.as_str().into())])
        }
        NotRun::Resource { resource, starts } => {
            let by: Vec<String> = starts.iter().take(2).map(|id| start_of(staff, sheet, id)).collect();
            let kind = match resource {
                Resource::Room { .. } => "room",
                Resource::Teachers { .. } => "teachers",
                Resource::Examiners { .. } => "examiners",
                Resource::Turn { .. } => "turn",
            };
            staff.tn(&format!("start-plan-not-{kind}"), &[("starts", by.join("; ").as_str().into())])
        }
    }
}

/// Why somebody has no seat.
pub(super) fn reason(staff: &Staff, reason: Reason) -> String {
    staff.t(&format!("start-plan-limit-{}", code(reason)))
}

/// Of all starts of somebody's type and section, how many each limit rules out.
pub(super) fn ruled_out(staff: &Staff, person: &PersonExplained) -> Option<String> {
    let all: u32 = person.ruled_out.iter().map(|limit| limit.starts).sum();
    let each = person.ruled_out.iter().map(|limit| {
        let key = format!("start-plan-ruled-{}", code(limit.reason));
        staff.tn(&key, &[("starts", i64::from(limit.starts).into())])
    });
    let each = each.collect::<Vec<_>>().join(", ");
    let said =
        || staff.tn("start-plan-ruled", &[("all", i64::from(all).into()), ("each", each.as_str().into())]);
    (all > 0).then(said)
}

/// Why a person sits where they do.
pub(super) fn seat(staff: &Staff, person: &PersonExplained) -> String {
    if let Some(limit) = person.reason {
        return reason(staff, limit);
    }
    let key = match (person.fixed, person.cost.late) {
        (true, _) => "start-plan-seat-fixed",
        (false, true) => "start-plan-seat-late",
        (false, false) => "start-plan-seat",
    };
    staff.tn(key, &[("days", person.cost.wait_days.into()), ("minutes", person.cost.minutes.into())])
}

/// Why not another start.
pub(super) fn alternative(staff: &Staff, sheet: &StartPlanSheet, other: &Alternative) -> String {
    match &other.why {
        Why::Dearer { level, by } => {
            let amount = amount(staff, *level, *by);
            staff.tn("start-plan-other-dearer", &[("amount", amount.as_str().into())])
        }
        Why::DoesNotRun { cause } => start_not_run(staff, sheet, &other.start, cause),
        Why::Displaced { people, level, by_much, .. } => {
            let amount = amount(staff, *level, *by_much);
            staff.tn(
                "start-plan-other-full",
                &[("people", i64::from(*people).into()), ("amount", amount.as_str().into())],
            )
        }
        Why::HoldsMinimum { minimum, .. } => {
            staff.tn("start-plan-other-minimum", &[("minimum", i64::from(*minimum).into())])
        }
        Why::Equal => staff.t("start-plan-other-equal"),
        Why::Fixed => staff.t("start-plan-other-fixed"),
    }
}

/// A change of a start or test day against the plan before, with its reason. Seats of people are told elsewhere.
pub(super) fn change(staff: &Staff, sheet: &StartPlanSheet, change: &Change) -> Option<(String, String)> {
    let (key, what) = match &change.what {
        Changed::StartGivenUp { start } => ("start-plan-change-given-up", start_before(staff, sheet, start)),
        // a course that has begun is in every plan: it only takes room and teachers
        Changed::StartAdded { start } if start.starts_with("running-") => return None,
        Changed::StartAdded { start } => ("start-plan-change-added", start_of(staff, sheet, start)),
        Changed::TestDayGivenUp { test_day } => {
            ("start-plan-change-test-given-up", test_day_of(staff, sheet, test_day))
        }
        Changed::TestDayAdded { test_day } => {
            ("start-plan-change-test-added", test_day_of(staff, sheet, test_day))
        }
        Changed::SeatMoved { .. }
        | Changed::SeatLost { .. }
        | Changed::SeatGained { .. }
        | Changed::BookingMoved { .. } => return None,
    };
    let why = match sheet.untold.contains(&change.what) {
        true => staff.t("start-plan-cause-few-people"),
        // of a start, what is promised is the start itself
        false if change.cause == Cause::Promised => staff.t("start-plan-because-promised"),
        false => cause(staff, &change.cause),
    };
    Some((staff.tn(key, &[("what", what.as_str().into())]), why))
}

/// The day of a test day of this plan or the one before; of others, the day in the id of a turn of the rota.
pub(super) fn test_day_of(staff: &Staff, sheet: &StartPlanSheet, id: &str) -> String {
    let parent = sheet.parent.iter().flat_map(|(parent, _)| &parent.test_days);
    let known = sheet.plan.test_days.iter().chain(parent).find(|day| day.id == id).map(|day| day.on);
    let rest = || id.strip_prefix("turn-").or_else(|| id.strip_prefix("own-"));
    let day = known.or_else(|| rest()?.get(..10)?.parse().ok());
    day.map_or_else(|| staff.t("start-calendar-test-day"), |day| wording::date(staff.language(), day))
}

/// Why something changes.
pub(super) fn cause(staff: &Staff, cause: &Cause) -> String {
    match cause {
        Cause::Pinned => staff.t("start-plan-cause-pinned"),
        Cause::StartGone { .. } => staff.t("start-plan-cause-start-gone"),
        Cause::StartGivenUp { .. } => staff.t("start-plan-cause-start-given-up"),
        Cause::NoLongerFits { reason: limit } => reason(staff, *limit),
        Cause::Promised => staff.t("start-plan-cause-promised"),
        Cause::NewPerson => staff.t("start-plan-cause-new-person"),
        Cause::Displaced { by } => staff.tn("start-plan-cause-displaced", &[("people", by.len().into())]),
        Cause::TooFewPeople { possible, minimum } => staff.tn(
            "start-plan-not-too-few",
            &[("possible", i64::from(*possible).into()), ("minimum", i64::from(*minimum).into())],
        ),
        Cause::Better { level, kept, now } if kept == now => {
            staff.tn("start-plan-cause-for-goal", &[("goal", goal(staff, *level).as_str().into())])
        }
        Cause::Better { level, kept, now } => {
            let amount = amount(staff, *level, (kept - now).abs());
            staff.tn("start-plan-because-better", &[("amount", amount.as_str().into())])
        }
        Cause::SeatFree => staff.t("start-plan-cause-seat-free"),
    }
}
