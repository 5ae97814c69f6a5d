//! One way out of a course: what is next, talk, sheet, decision, what followed. A provider sees its own part.

use super::record_forms::{begin_form, check_form, decision_form, end_form, talk_form};
use super::{PATH, done_badge, gap_value, sheet};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::{button, yes_no};
use crate::pages::measures;
use crate::pages::next;
use crate::view::{Action, Column, DescriptionList, Entered, Form, Notice, Page, Row, Table, Tone, Value};
use app::commands::{ConfirmDecision, DecideNextStep, FollowOnChange, HoldTalk, NoteFollowOn};
use app::queries::graduates::{GraduateRecord, GraduateView};
use domain::access::{Action as A, Resource as R};
use domain::graduate::{CheckState, Goal, Loss, Route};
use domain::ids::GraduateId;

/// Which form came back, with what was entered.
pub(crate) type Back<'a> = Option<(&'a str, &'a Entered)>;

pub(super) fn path(id: GraduateId, end: &str) -> String {
    format!("{PATH}/{id}{end}")
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&GraduateRecord { graduate: input.id("id")? }).await?;
    Ok(page(&staff, &view, None))
}

/// The actor's body plans with the person.
fn plans(staff: &Staff, view: &GraduateView) -> bool {
    staff.actor.organisation_kind.plans_onward() && view.plan && staff.may(A::Decide, R::Graduate)
}

pub(super) fn filled(form: Form, name: &str, back: Back<'_>) -> Form {
    match back {
        Some((which, entered)) if which == name => form.fill(entered),
        _ => form,
    }
}

pub(super) fn page(staff: &Staff, view: &GraduateView, back: Back<'_>) -> Answer {
    let mut parts = vec![upcoming(staff, view), Markup::of(&facts(staff, view))];
    parts.extend(plan_notice(staff, view));
    let own = plans(staff, view);
    parts.push(Markup::section(&staff.t("graduates-talk"), talk_parts(staff, view, own, back)));
    parts.push(Markup::section(&staff.t("graduates-sheet"), sheet::parts(staff, view, back)));
    parts.extend(measures::graduate_section(staff, view, own, back));
    parts.push(Markup::section(&staff.t("graduates-decision"), decision_parts(staff, view, own, back)));
    if view.plan {
        let follow = follow_parts(staff, view, own, back);
        if !follow.is_empty() {
            parts.push(Markup::section(&staff.t("graduates-follow-on"), follow));
        }
    }
    Answer::page(head(staff, view), parts).status(if back.is_some() { 422 } else { 200 })
}

fn head(staff: &Staff, view: &GraduateView) -> Page {
    let mut page = staff
        .titled(view.name.clone())
        .lead(format!("{} · {}", staff.t("graduates-record"), view.case.number))
        .crumb(staff.t("graduates-title"), PATH)
        .crumb(view.course.number.clone(), format!("{PATH}/people?course={}", view.course.id));
    if staff.may(A::See, R::Person) {
        let record =
            Action::link(staff.t("graduates-open-person"), format!("/people/{}", view.graduate.person));
        page = page.action(record);
    }
    if view.graduate.sheet.is_some() {
        page = page.action(Action::link(staff.t("graduates-print"), path(view.graduate.id, "/print")));
    }
    page
}

fn upcoming(staff: &Staff, view: &GraduateView) -> Markup {
    let Some(due) = &view.case.next else {
        return Markup::of(&Notice::new(Tone::Neutral, staff.t("record-nothing-due")));
    };
    let who = view.names.get(&due.organisation).cloned().unwrap_or_default();
    let what = staff.code("step-code", due.what.code());
    next::step(staff, &next::Step { what, who: &who, until: due.due_on }, [])
}

/// Milestones of the way into training or work, with what is late, and the way to the plan.
fn plan_notice(staff: &Staff, view: &GraduateView) -> Option<Markup> {
    if !staff.may(A::See, R::RoutePlan) || !view.plan {
        return None;
    }
    let open = Action::link(staff.t("plan-title"), path(view.graduate.id, "/plan"));
    let late = i64::try_from(view.milestones_late).unwrap_or(i64::MAX);
    let notice = match (&view.route_plan, late) {
        (None, _) => Notice::new(Tone::Neutral, staff.t("plan-not-yet")),
        (Some(_), 0) => Notice::new(Tone::Info, staff.t("plan-in-time")),
        (Some(_), late) => Notice::new(Tone::Warning, staff.tn("plan-late", &[("count", late.into())])),
    };
    Some(Markup::of(&notice.action(open)))
}

fn facts(staff: &Staff, view: &GraduateView) -> DescriptionList {
    let kind = staff.code("course-kind", view.course.kind.code());
    let mut list = DescriptionList::new(staff.language())
        .item(
            staff.t("graduates-column-course"),
            Value::link(format!("{} · {kind}", view.course.number), format!("/courses/{}", view.course.id)),
        )
        .item(staff.t("graduates-column-language-end"), view.course.language_ends_on())
        .item(staff.t("graduates-column-end"), view.graduate.last_day)
        .item(staff.t("graduates-column-talk"), Value::Badge(done_badge(staff, view.talked)))
        .item(staff.t("graduates-column-decision"), Value::Badge(done_badge(staff, view.decided)));
    if view.gap.is_some() {
        list = list.item(staff.t("graduates-column-gap"), gap_value(staff, view.gap));
    }
    if let Some(day) = &view.visit {
        let label = wording::date_with_weekday(staff.language(), day.held_on);
        list =
            list.item(staff.t("graduates-column-visit"), Value::link(label, format!("/visits/{}", day.id)));
    }
    list
}

fn talk_parts(staff: &Staff, view: &GraduateView, own: bool, back: Back<'_>) -> Vec<Markup> {
    let mut parts = Vec::new();
    match view.graduate.talk {
        Some(talk) => {
            let by = view.names.get(&talk.by).cloned().unwrap_or_default();
            let list = DescriptionList::new(staff.language())
                .item(staff.t("graduates-talk-on"), talk.on)
                .item(staff.t("graduates-talk-by"), Value::Foreign(by))
                .item(staff.t("graduates-talk-goal"), staff.code("graduate-goal", talk.goal.code()));
            parts.push(Markup::of(&list));
        }
        None if view.talked => parts.push(Markup::paragraph(&staff.t("graduates-talk-held"))),
        None => parts.push(Markup::paragraph(&staff.t("graduates-talk-none"))),
    }
    if own && view.graduate.talk.is_none() {
        parts.push(Markup::of(&filled(talk_form(staff, &view.graduate), "talk", back)));
    }
    parts
}

fn decision_parts(staff: &Staff, view: &GraduateView, own: bool, back: Back<'_>) -> Vec<Markup> {
    let graduate = &view.graduate;
    if !view.plan {
        let key = if view.decided { "graduates-decision-hidden" } else { "graduates-decision-none" };
        return vec![Markup::paragraph(&staff.t(key))];
    }
    let mut parts = Vec::new();
    if graduate.decisions.is_empty() {
        parts.push(Markup::paragraph(&staff.t("graduates-decision-none")));
    } else {
        parts.push(Markup::of(&decisions(staff, view)));
    }
    let running = graduate.follow_on().is_some_and(|last| last.ended.is_none());
    if own && !running {
        let intro =
            if graduate.decisions.is_empty() { "graduates-decide-intro" } else { "graduates-decide-again" };
        parts.push(Markup::paragraph(&staff.t(intro)));
        // a measure that waits for an answer is decided by the answer
        let waits = view.recommendations.iter().any(domain::measure::MeasureRecommendation::is_open);
        let form = decision_form(staff, view);
        let form = if waits { form.fold(staff.t("graduates-decide-otherwise")) } else { form };
        parts.push(Markup::of(&filled(form, "decide", back)));
    }
    if own && view.case.next.as_ref().is_some_and(|next| next.what == domain::case::StepCode::AdjustDecision)
    {
        let confirm = button(staff, "graduates-confirm", path(graduate.id, "/confirm"));
        parts.push(Markup::of(&confirm.hidden("version", graduate.version.to_string())));
    }
    parts
}

fn decisions(staff: &Staff, view: &GraduateView) -> Table {
    let columns = [
        "graduates-decision-on",
        "graduates-decision-route",
        "graduates-column-starts",
        "graduates-decision-responsible",
        "graduates-decision-by",
        "graduates-decision-with",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let office = |id| view.names.get(&id).cloned().unwrap_or_default();
    let rows = view.graduate.decisions.iter().enumerate().rev().map(|(n, decision)| {
        let route = staff.code("graduate-route", decision.route.code());
        let on = wording::date(staff.language(), decision.on);
        let values = vec![
            Value::Date(decision.on),
            Value::text(format!("{} {route}", decision.route.letter())),
            Value::date(decision.starts_on),
            Value::Foreign(office(decision.responsible)),
            Value::Foreign(office(decision.by)),
            Value::text(yes_no(staff, decision.with_person)),
        ];
        Row::new(n, on, values)
    });
    Table::new(staff.language(), staff.t("graduates-decision"), columns).rows(rows).quiet_caption()
}

fn follow_parts(staff: &Staff, view: &GraduateView, own: bool, back: Back<'_>) -> Vec<Markup> {
    let graduate = &view.graduate;
    let mut parts = Vec::new();
    if !graduate.follow_ons.is_empty() {
        parts.push(Markup::of(&follow_ons(staff, view)));
    }
    let running = graduate.follow_on().filter(|last| last.ended.is_none());
    if !own {
        return parts;
    }
    match running {
        Some(running) => {
            parts.push(Markup::of(&filled(check_form(staff, graduate, running), "check", back)));
            parts.push(Markup::of(&filled(end_form(staff, graduate), "end", back)));
        }
        None if graduate.decision().is_some_and(|decision| decision.route.leads_on()) => {
            parts.push(Markup::of(&filled(begin_form(staff, graduate), "begin", back)));
        }
        None => {}
    }
    parts
}

fn follow_ons(staff: &Staff, view: &GraduateView) -> Table {
    let columns = [
        "graduates-follow-on-since",
        "graduates-decision-route",
        "graduates-decision-responsible",
        "graduates-follow-on-checks",
        "graduates-follow-on-end",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = view.graduate.follow_ons.iter().enumerate().rev().map(|(n, one)| {
        let checks: Vec<String> = one
            .checks
            .iter()
            .map(|check| {
                let state = staff.code("graduate-check", check.state.code());
                let args = [("months", i64::from(check.months).into()), ("state", (&state).into())];
                staff.tn("graduates-check-line", &args)
            })
            .collect();
        let ended = one.ended.map_or(Value::Missing, |end| {
            let on = wording::date(staff.language(), end.on);
            Value::Lines(on, staff.code("graduate-loss", end.reason.code()))
        });
        let since = wording::date(staff.language(), one.on);
        let values = vec![
            Value::Date(one.on),
            follow_on_name(staff, one),
            Value::Foreign(view.names.get(&one.responsible).cloned().unwrap_or_default()),
            Value::text(checks.join("; ")),
            ended,
        ];
        Row::new(n, since, values)
    });
    Table::new(staff.language(), staff.t("graduates-follow-on"), columns).rows(rows).quiet_caption()
}

/// The route, and the measure where it is one.
fn follow_on_name(staff: &Staff, one: &domain::graduate::FollowOn) -> Value {
    let route = staff.code("graduate-route", one.route.code());
    match one.measure {
        Some(kind) => Value::Lines(staff.code("measure-kind", kind.code()), route),
        None => Value::text(route),
    }
}

pub(crate) async fn again(
    staff: &Staff,
    id: GraduateId,
    which: &str,
    entered: &Entered,
) -> Result<Answer, Problem> {
    let view = staff.ask(&GraduateRecord { graduate: id }).await?;
    Ok(page(staff, &view, Some((which, entered))))
}

pub(super) fn version(input: &Input) -> i64 {
    input.text("version").parse().unwrap_or_default()
}

/// Runs a command of one of the forms; what is refused comes back in its form.
pub(crate) async fn settle<C: app::Command>(
    staff: &Staff,
    input: &Input,
    (id, which, done_key): (GraduateId, &str, &str),
    command: C,
) -> Result<Answer, Problem> {
    match staff.run(input, command).await {
        Ok(done) => Ok(Answer::see(path(id, "")).done(done_key, &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            again(staff, id, which, &entered).await
        }
    }
}

/// A talk took place.
pub async fn talk(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: GraduateId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let on = read.required_day("on");
    read.required("goal");
    let goal = read.code("goal", Goal::from_code);
    let (Some(on), Some(goal), None) = (on, goal, read.errors()) else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return again(&staff, id, "talk", &entered).await;
    };
    let command = HoldTalk { graduate: id, version: version(&input), on, goal };
    settle(&staff, &input, (id, "talk", "graduates-talk-done"), command).await
}

/// A decision.
pub async fn decide(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: GraduateId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    read.required("route");
    let route = read.code("route", Route::from_code);
    let starts_on = read.day("starts_on");
    let responsible = read.id("responsible");
    let with_person = read.tick("with_person");
    let (Some(route), None) = (route, read.errors()) else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return again(&staff, id, "decide", &entered).await;
    };
    let command =
        DecideNextStep { graduate: id, version: version(&input), route, starts_on, responsible, with_person };
    settle(&staff, &input, (id, "decide", "graduates-decided"), command).await
}

/// The office stays with what it decided.
pub async fn confirm(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: GraduateId = input.id("id")?;
    let command = ConfirmDecision { graduate: id, version: version(&input) };
    settle(&staff, &input, (id, "confirm", "graduates-confirmed"), command).await
}

/// What was decided has begun.
pub async fn begin(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: GraduateId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let on = read.required_day("on");
    read.required("route");
    let route = read.code("route", Route::from_code);
    let (Some(on), Some(route), None) = (on, route, read.errors()) else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return again(&staff, id, "begin", &entered).await;
    };
    let change = FollowOnChange::Begun { on, route };
    let command = NoteFollowOn { graduate: id, version: version(&input), change };
    settle(&staff, &input, (id, "begin", "graduates-begun"), command).await
}

/// Somebody asked how it goes.
pub async fn check(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: GraduateId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let (on, months) = (read.required_day("on"), read.required_number("months"));
    read.required("state");
    let state = read.code("state", CheckState::from_code);
    let (Some(on), Some(state), None) = (on, state, read.errors()) else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return again(&staff, id, "check", &entered).await;
    };
    let months = u8::try_from(months).unwrap_or(u8::MAX);
    let change = FollowOnChange::Checked { months, on, state };
    let command = NoteFollowOn { graduate: id, version: version(&input), change };
    settle(&staff, &input, (id, "check", "graduates-checked"), command).await
}

/// What followed has ended.
pub async fn end(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: GraduateId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let on = read.required_day("on");
    read.required("reason");
    let reason = read.code("reason", Loss::from_code);
    let (Some(on), Some(reason), None) = (on, reason, read.errors()) else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return again(&staff, id, "end", &entered).await;
    };
    let change = FollowOnChange::Ended { on, reason };
    let command = NoteFollowOn { graduate: id, version: version(&input), change };
    settle(&staff, &input, (id, "end", "graduates-ended"), command).await
}
