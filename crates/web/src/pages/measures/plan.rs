//! The plan of one graduate's way into training or work: the gate before work, milestones, what is settled before day
//! one, recognition, offers of employers. The foreigners' authority sees the permit and its own milestones.

use super::plan_forms::{employer_form, milestone_form, permit_form, recognition_form, tick_form};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::graduates::Back;
use crate::pages::next;
use crate::view::{
    Action, Badge, Column, DescriptionList, EmptyState, Form, Notice, Row, Table, Tone, Value,
};
use app::queries::route_plans::{RoutePlanRecord, RoutePlanView};
use domain::access::{Action as A, Resource as R};
use domain::ids::{GraduateId, OrganisationId};
use domain::route_plan::{
    EmployerOffer, EmployerOfferState, GateState, MilestoneStanding, MilestoneState, RoutePlan, Tick,
    TickState,
};

pub(super) fn path(id: GraduateId) -> String {
    format!("/graduates/{id}/plan")
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&RoutePlanRecord { graduate: input.id("id")? }).await?;
    Ok(page(&staff, &view, None))
}

pub(super) fn filled(form: Form, name: &str, back: Back<'_>) -> Form {
    match back {
        Some((which, entered)) if which == name => form.fill(entered),
        _ => form,
    }
}

pub(super) fn page(staff: &Staff, view: &RoutePlanView, back: Back<'_>) -> Answer {
    let writes = staff.may(A::Change, R::RoutePlan);
    let mut parts = vec![overdue(staff, view), Markup::of(&facts(staff, view))];
    parts.push(Markup::section(&staff.t("plan-permit"), permit(staff, view, writes, back)));
    parts.push(Markup::section(&staff.t("plan-milestones"), milestones(staff, view, writes, back)));
    if view.whole {
        parts.push(Markup::section(&staff.t("plan-ticks"), ticks(staff, view, writes, back)));
        parts.push(Markup::section(&staff.t("plan-employers"), employers(staff, view, writes, back)));
        parts.push(Markup::section(&staff.t("plan-recognition"), recognitions(staff, view, writes, back)));
    }
    let mut page = staff
        .page("plan-title")
        .lead(format!("{} · {}", view.name, view.case.number))
        .crumb(staff.t("milestones-title"), super::MILESTONES)
        .crumb(view.name.clone(), format!("/graduates/{}", view.graduate.id))
        .help("measures");
    if staff.may(A::See, R::Person) {
        let record =
            Action::link(staff.t("graduates-open-person"), format!("/people/{}", view.graduate.person));
        page = page.action(record);
    }
    Answer::page(page, parts).status(if back.is_some() { 422 } else { 200 })
}

fn overdue(staff: &Staff, view: &RoutePlanView) -> Markup {
    let late = view.milestones.iter().filter(|one| one.is_overdue(staff.today));
    let names: Vec<String> = late.map(|one| staff.code("milestone", one.row.code.code())).collect();
    if names.is_empty() {
        return Markup::all([]);
    }
    let (count, what) = (names.len() as i64, names.join(", "));
    let args = [("count", count.into()), ("what", what.as_str().into())];
    Markup::of(&Notice::new(Tone::Warning, staff.tn("plan-overdue", &args)))
}

fn facts(staff: &Staff, view: &RoutePlanView) -> DescriptionList {
    let list = DescriptionList::new(staff.language());
    let Some(plan) = &view.plan else {
        return list.item(staff.t("graduates-decision-route"), staff.t("plan-not-yet"));
    };
    let route = match plan.route {
        Some(route) => {
            Value::text(format!("{} {}", route.letter(), staff.code("graduate-route", route.code())))
        }
        None => Value::text(staff.t("plan-no-route")),
    };
    let list = if view.whole { list.item(staff.t("graduates-decision-route"), route) } else { list };
    list.item(staff.t("graduates-decision-responsible"), office(view, plan.office))
        .item(staff.t("plan-starts"), Value::date(plan.starts_on))
}

fn office(view: &RoutePlanView, id: OrganisationId) -> Value {
    Value::Foreign(view.names.get(&id).cloned().unwrap_or_default())
}

fn permit(staff: &Staff, view: &RoutePlanView, writes: bool, back: Back<'_>) -> Vec<Markup> {
    let gate = &view.gate;
    let tone = match gate.state {
        GateState::NotNeeded | GateState::Open => Tone::Success,
        GateState::Needed | GateState::Requested | GateState::Unknown => Tone::Warning,
        GateState::Refused | GateState::Expired | GateState::Forbidden => Tone::Danger,
    };
    let mut notice = Notice::new(tone, staff.code("gate-state", gate.state.code()));
    match gate.consent {
        Some(true) => notice = notice.text(staff.t("gate-consent-needed")),
        Some(false) => notice = notice.text(staff.t("gate-consent-not-needed")),
        None if !view.gate_needs.is_empty() => {
            let what = view.gate_needs.join(", ");
            notice = notice.text(staff.tn("fits-missing", &[("what", what.as_str().into())]));
        }
        None => {}
    }
    if gate.state == GateState::Unknown && staff.may(A::Change, R::Eligibility) {
        let facts = format!("/people/{}/facts", view.graduate.person);
        notice = notice.action(Action::link(staff.t("gate-state-facts"), facts));
    }
    let mut parts = vec![Markup::of(&notice)];
    if !gate.rows.is_empty() {
        let list = gate.rows.iter().fold(DescriptionList::new(staff.language()), |list, (said, citation)| {
            list.item(citation.clone(), Value::Foreign(said.clone()))
        });
        parts.push(Markup::of(&list));
    }
    let notes = view.plan.as_ref().map(|plan| plan.permits.as_slice()).unwrap_or_default();
    if !notes.is_empty() {
        let columns = ["permit-column-on", "permit-column-state", "permit-column-until", "plan-column-by"];
        let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
        let rows = notes.iter().enumerate().rev().map(|(at, note)| {
            let state = staff.code("permit-state", note.state.code());
            let values = vec![
                Value::Date(note.on),
                Value::text(state.clone()),
                Value::date(note.until),
                office(view, note.by),
            ];
            Row::new(at, state, values)
        });
        let table = Table::new(staff.language(), staff.t("plan-permit"), columns).rows(rows).quiet_caption();
        parts.push(Markup::of(&table));
    }
    if writes {
        parts.push(Markup::of(&filled(permit_form(staff, view), "permit", back)));
    }
    parts
}

fn milestones(staff: &Staff, view: &RoutePlanView, writes: bool, back: Back<'_>) -> Vec<Markup> {
    if view.milestones.is_empty() {
        return vec![Markup::of(&EmptyState::new(staff.t("plan-milestones-none")))];
    }
    let columns = ["plan-column-milestone", "plan-column-owner", "plan-column-due", "plan-column-state"];
    let mut columns: Vec<Column> = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    if writes {
        columns.push(Column::silent(staff.t("plan-column-action")));
    }
    let rows = view.milestones.iter().map(|one| milestone(staff, view, one, writes));
    let table = Table::new(staff.language(), staff.t("plan-milestones"), columns).rows(rows).quiet_caption();
    let mut parts = vec![Markup::of(&table)];
    if writes {
        parts.push(Markup::of(&filled(milestone_form(staff, view), "milestone", back)));
    }
    parts
}

/// Who reaches a milestone: the body itself, or the planning office that notes for it.
fn owner(staff: &Staff, view: &RoutePlanView, one: &MilestoneStanding<'_>) -> Value {
    let body = staff.code("responsible-body", one.row.body.code());
    let name = view.owner(one).and_then(|id| view.names.get(&id)).cloned().unwrap_or_default();
    match one.row.body.kind().is_some_and(domain::route_plan::works_on_plans) {
        true => Value::Foreign(name),
        false => Value::Lines(body, staff.tn("plan-noted-by", &[("who", name.as_str().into())])),
    }
}

fn milestone(staff: &Staff, view: &RoutePlanView, one: &MilestoneStanding<'_>, writes: bool) -> Row {
    let name = staff.code("milestone", one.row.code.code());
    let state = match (&one.mark, one.waits_for.is_empty()) {
        (Some(mark), _) => {
            let on = wording::date(staff.language(), mark.on);
            let by = view.names.get(&mark.by).cloned().unwrap_or_default();
            Value::List(vec![
                Value::Badge(Badge::new(Tone::Success, staff.code("milestone-state", mark.state.code()))),
                Value::Lines(on, by),
            ])
        }
        (None, false) => {
            let what: Vec<String> =
                one.waits_for.iter().map(|code| staff.code("milestone", code.code())).collect();
            Value::text(staff.tn("plan-waits-for", &[("what", what.join(", ").as_str().into())]))
        }
        (None, true) if one.is_overdue(staff.today) => {
            Value::Badge(Badge::new(Tone::Danger, staff.t("people-overdue")))
        }
        (None, true) => Value::Badge(Badge::new(Tone::Warning, staff.t("graduates-open"))),
    };
    let label = match one.row.optional {
        true => Value::Lines(name.clone(), staff.t("plan-optional")),
        false => Value::text(name.clone()),
    };
    let due = if one.mark.is_none() { next::due(staff, one.due_on) } else { Value::date(one.due_on) };
    let mut values = vec![label, owner(staff, view, one), due, state];
    if writes {
        values.push(Value::Actions(milestone_actions(staff, view, one, &name)));
    }
    let row = Row::new(one.row.code, name, values);
    if one.is_overdue(staff.today) { row.tone(Tone::Warning) } else { row }
}

fn milestone_actions(
    staff: &Staff,
    view: &RoutePlanView,
    one: &MilestoneStanding<'_>,
    name: &str,
) -> Vec<Action> {
    let post = |key: &str, state: &str| {
        change(staff, view, key, "milestone")
            .hidden("code", one.row.code.code())
            .hidden("state", state.to_owned())
            .hidden("on", staff.today.to_string())
            .about(name.to_owned())
            .quiet()
    };
    if one.mark.is_some() {
        let undo = change(staff, view, "plan-unmark", "unmark").hidden("code", one.row.code.code());
        return vec![undo.about(name.to_owned()).quiet()];
    }
    if !one.waits_for.is_empty() {
        return Vec::new();
    }
    let mut all = vec![post("plan-reached-today", MilestoneState::Reached.code())];
    if one.row.optional {
        all.push(post("plan-not-needed", MilestoneState::NotNeeded.code()));
    }
    all
}

/// A button that changes the plan.
fn change(staff: &Staff, view: &RoutePlanView, key: &str, what: &str) -> Action {
    button(staff, key, path(view.graduate.id))
        .hidden("what", what.to_owned())
        .hidden("version", version(view).to_string())
}

pub(super) fn version(view: &RoutePlanView) -> i64 {
    view.plan.as_ref().map_or(0, |plan| plan.version)
}

fn ticks(staff: &Staff, view: &RoutePlanView, writes: bool, back: Back<'_>) -> Vec<Markup> {
    let Some(plan) = &view.plan else {
        return vec![Markup::paragraph(&staff.t("plan-ticks-none"))];
    };
    let mut parts = vec![warning(staff, view, plan)];
    let columns = ["plan-column-item", "plan-column-owner", "plan-column-state"];
    let mut columns: Vec<Column> = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    if writes {
        columns.push(Column::silent(staff.t("plan-column-action")));
    }
    let rows = plan.ticks.iter().map(|tick| tick_row(staff, view, tick, writes));
    let table = Table::new(staff.language(), staff.t("plan-ticks"), columns).rows(rows).quiet_caption();
    parts.push(Markup::of(&table));
    if writes {
        parts.push(Markup::of(&filled(tick_form(staff, view), "tick", back)));
    }
    parts
}

/// What is open warns with who sees to it; nothing is blocked.
fn warning(staff: &Staff, view: &RoutePlanView, plan: &RoutePlan) -> Markup {
    let open: Vec<String> = plan
        .open_ticks()
        .map(|tick| {
            let item = staff.code("tick-item", tick.item.code());
            let owner = view.names.get(&tick.owner).cloned().unwrap_or_default();
            format!("{item} ({owner})")
        })
        .collect();
    if open.is_empty() {
        return Markup::of(&Notice::new(Tone::Success, staff.t("plan-ticks-settled")));
    }
    let what = open.join(", ");
    Markup::of(&Notice::new(Tone::Warning, staff.tn("plan-ticks-open", &[("what", what.as_str().into())])))
}

fn tick_row(staff: &Staff, view: &RoutePlanView, tick: &Tick, writes: bool) -> Row {
    let name = staff.code("tick-item", tick.item.code());
    let (tone, state) = match tick.state {
        TickState::Open => (Tone::Warning, "tick-state-open"),
        TickState::Settled => (Tone::Success, "tick-state-settled"),
        TickState::NotNeeded => (Tone::Neutral, "tick-state-not-needed"),
    };
    let mut state = vec![Value::Badge(Badge::new(tone, staff.t(state)))];
    state.extend(tick.on.map(Value::Date));
    let mut values = vec![Value::text(name.clone()), office(view, tick.owner), Value::List(state)];
    if writes {
        let post = |key: &str, state: TickState| {
            change(staff, view, key, "tick")
                .hidden("item", tick.item.code())
                .hidden("state", state.code())
                .about(name.clone())
                .quiet()
        };
        values.push(Value::Actions(match tick.state {
            TickState::Open => {
                vec![post("plan-settle", TickState::Settled), post("plan-not-needed", TickState::NotNeeded)]
            }
            TickState::Settled | TickState::NotNeeded => vec![post("plan-open-again", TickState::Open)],
        }));
    }
    Row::new(tick.item, name, values)
}

fn employers(staff: &Staff, view: &RoutePlanView, writes: bool, back: Back<'_>) -> Vec<Markup> {
    let offers = view.plan.as_ref().map(|plan| plan.employer_offers.as_slice()).unwrap_or_default();
    let mut parts = Vec::new();
    if offers.is_empty() {
        parts.push(Markup::paragraph(&staff.t("plan-employers-none")));
    } else {
        let columns = [
            "employer-column-kind",
            "employer-column-employer",
            "employer-column-from",
            "employer-column-hours",
            "plan-column-state",
        ];
        let mut columns: Vec<Column> = columns.iter().map(|key| Column::new(staff.t(key))).collect();
        if writes {
            columns.push(Column::silent(staff.t("plan-column-action")));
        }
        let rows =
            offers.iter().enumerate().map(|(at, offer)| employer_row(staff, view, (at, offer), writes));
        let table =
            Table::new(staff.language(), staff.t("plan-employers"), columns).rows(rows).quiet_caption();
        parts.push(Markup::of(&table));
    }
    if writes {
        parts.push(Markup::of(&filled(employer_form(staff, view), "employer", back)));
    }
    parts
}

fn employer_row(
    staff: &Staff,
    view: &RoutePlanView,
    (at, offer): (usize, &EmployerOffer),
    writes: bool,
) -> Row {
    let kind = staff.code("employer-offer", offer.kind.code());
    let tone = match offer.state {
        EmployerOfferState::Offered => Tone::Warning,
        EmployerOfferState::Arranged => Tone::Info,
        EmployerOfferState::Begun => Tone::Success,
        EmployerOfferState::Ended | EmployerOfferState::FellThrough => Tone::Neutral,
    };
    let from = wording::date(staff.language(), offer.from);
    let until = offer.until.map(|until| wording::date(staff.language(), until)).unwrap_or_default();
    let period =
        if until.is_empty() { Value::Date(offer.from) } else { Value::text(format!("{from} – {until}")) };
    let mut values = vec![
        Value::text(kind.clone()),
        Value::Foreign(offer.employer.clone()),
        period,
        Value::Number(offer.hours_per_week),
        Value::Badge(Badge::new(tone, staff.code("employer-state", offer.state.code()))),
    ];
    if writes {
        let next = offer.state.next().iter().map(|state| {
            change(staff, view, &format!("employer-move-{}", state.code().replace('_', "-")), "move")
                .hidden("at", at.to_string())
                .hidden("state", state.code())
                .hidden("on", staff.today.to_string())
                .about(offer.employer.clone())
                .quiet()
        });
        values.push(Value::Actions(next.collect()));
    }
    Row::new(at, format!("{kind} {}", offer.employer), values)
}

fn recognitions(staff: &Staff, view: &RoutePlanView, writes: bool, back: Back<'_>) -> Vec<Markup> {
    let all = view.plan.as_ref().map(|plan| plan.recognitions.as_slice()).unwrap_or_default();
    let mut parts = Vec::new();
    if all.is_empty() {
        parts.push(Markup::paragraph(&staff.t("plan-recognition-none")));
    } else {
        let columns = [
            "recognition-column-profession",
            "recognition-column-body",
            "recognition-column-applied",
            "recognition-column-result",
            "recognition-column-adaptation",
        ];
        let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
        let rows = all.iter().enumerate().map(|(at, one)| {
            let result = match one.result {
                None => Value::Badge(Badge::new(Tone::Warning, staff.t("graduates-open"))),
                Some((what, on)) => Value::Lines(
                    staff.code("recognition-result", what.code()),
                    wording::date(staff.language(), on),
                ),
            };
            let day = |day| wording::date(staff.language(), day);
            let adaptation = one.adaptation.map_or(Value::Missing, |(from, until)| {
                Value::text(format!("{} – {}", day(from), until.map(day).unwrap_or_default()))
            });
            let values = vec![
                Value::code(one.profession.clone()),
                Value::Foreign(one.body.clone()),
                Value::Date(one.applied_on),
                result,
                adaptation,
            ];
            Row::new(at, one.profession.clone(), values)
        });
        let table =
            Table::new(staff.language(), staff.t("plan-recognition"), columns).rows(rows).quiet_caption();
        parts.push(Markup::of(&table));
    }
    if writes {
        parts.push(Markup::of(&filled(recognition_form(staff, view), "recognition", back)));
    }
    parts
}
