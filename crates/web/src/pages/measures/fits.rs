//! "Fits after this course": everything that begins after somebody's last course day, with its reasons in words, and the
//! button that recommends it.

use super::choice_text;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists;
use crate::pages::rules::words;
use crate::view::{
    Action, Badge, Choice as Option_, Column, DescriptionList, EmptyState, Entered, Field, FilterBar,
    ListView, Notice, Row, Table, Tone, Value,
};
use app::commands::RecommendMeasure;
use app::queries::measure_fits::{FitRow, FitView, FitsAfterCourse, Target};
use domain::access::{Action as A, Resource as R};
use domain::graduate::Route;
use domain::ids::GraduateId;
use domain::measure::{ChildCareFit, Choice, EntryState, LevelFit, MeasureKind};

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&FitsAfterCourse { graduate: input.id("id")? }).await?;
    page(&staff, &input, &view, None)
}

fn path(id: GraduateId, end: &str) -> String {
    format!("/graduates/{id}{end}")
}

fn page(staff: &Staff, input: &Input, view: &FitView, back: Option<&Entered>) -> Result<Answer, Problem> {
    let id = view.graduate.id;
    let mut parts = vec![Markup::of(&compared(staff, view))];
    if view.entry_hidden {
        parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("fits-entry-hidden"))));
    }
    let columns = [
        "fits-column-what",
        "measures-column-owner",
        "measures-column-start",
        "fits-column-gap",
        "fits-column-entry",
        "fits-column-reasons",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("fits-title"), columns)
        .rows(view.rows.iter().map(|row| line(staff, view, row)))
        .quiet_caption();
    let offers = Action::link(staff.t("measures-title"), super::PATH);
    let empty = EmptyState::new(staff.t("fits-empty")).action(offers);
    let query = input.query();
    let list = ListView::new(table, empty).filter(FilterBar::new(staff.language(), &query).plain());
    let list = lists::arranged(staff, input, list);
    if lists::FORMATS.contains(&input.text("format")) {
        return lists::of_table(input.text("format"), &list.table);
    }
    parts.push(Markup::of(&list));
    if may_recommend(staff, view) {
        parts.push(Markup::section(&staff.t("recommend-title"), [Markup::of(&form(staff, view, back))]));
    }
    let page = staff
        .page("fits-title")
        .lead(format!("{} · {}", view.name, staff.t("fits-lead")))
        .crumb(staff.t("graduates-title"), crate::pages::graduates::PATH)
        .crumb(view.name.clone(), path(id, ""))
        .help("measures")
        .wide();
    Ok(Answer::page(page, parts).status(if back.is_some() { 422 } else { 200 }))
}

/// Who recommends: the provider of the course, and offices that plan.
fn may_recommend(staff: &Staff, view: &FitView) -> bool {
    let plans = staff.actor.organisation_kind.plans_onward() && view.plan;
    let provider = view.graduate.provider == staff.organisation.id;
    (plans || provider) && staff.may(A::Create, R::MeasureRecommendation)
}

/// What the person is compared by, so that a gap in it can be mended.
fn compared(staff: &Staff, view: &FitView) -> DescriptionList {
    let seeker = &view.seeker;
    let missing = |key: &str| Value::text(staff.t(key));
    let level = match seeker.level {
        Some(level) => Value::text(staff.code("level", level.code())),
        None => missing("fits-level-missing"),
    };
    let route = match seeker.route {
        Some(route) => {
            Value::text(format!("{} {}", route.letter(), staff.code("graduate-route", route.code())))
        }
        None => missing("fits-route-unknown"),
    };
    let care = match seeker.children_in_care {
        Some(count) => Value::Number(i64::from(count)),
        None => missing("fits-care-unknown"),
    };
    DescriptionList::new(staff.language())
        .item(staff.t("graduates-column-end"), seeker.last_day)
        .item(staff.t("graduates-sheet-level"), level)
        .item(staff.t("graduates-decision-route"), route)
        .item(staff.t("fits-children"), care)
}

fn line(staff: &Staff, view: &FitView, row: &FitRow) -> Row {
    let (key, title, href) = match &row.target {
        Target::Offer(offer) => {
            (offer.id.to_string(), offer.title.clone(), format!("{}/{}", super::PATH, offer.id))
        }
        Target::Course(course) => {
            (course.id.to_string(), course.number.clone(), format!("/vocational/courses/{}", course.id))
        }
    };
    let kind = staff.code("measure-kind", row.target.kind().code());
    let gap = staff.tn("graduates-gap-closed", &[("days", row.fit.gap_days.into())]);
    let values = vec![
        Value::List(vec![Value::link(title.clone(), href), Value::text(kind)]),
        Value::Foreign(row.owner.clone()),
        Value::Date(row.fit.starts_on),
        Value::text(gap),
        entry(staff, view, row),
        reasons(staff, row),
    ];
    Row::new(key, title, values)
}

/// What the rules say, in words: yes, no with the rule, or what is missing.
fn entry(staff: &Staff, view: &FitView, row: &FitRow) -> Value {
    let entry = &row.fit.entry;
    let tone = match entry.state {
        EntryState::Fulfilled => Tone::Success,
        EntryState::NotFulfilled => Tone::Danger,
        EntryState::Unknown | EntryState::Hidden => Tone::Warning,
        EntryState::NoRule => Tone::Neutral,
    };
    let mut all = vec![Value::Badge(Badge::new(tone, staff.code("entry-state", entry.state.code())))];
    let facts = row.missing_facts.iter().map(|path| words::fact(staff, *path));
    let missing: Vec<String> = row.missing.iter().cloned().chain(facts).collect();
    if !missing.is_empty() {
        let text = staff.tn("fits-missing", &[("what", missing.join(", ").as_str().into())]);
        match staff.may(A::Change, R::Eligibility) {
            true => all.push(Value::link(text, format!("/people/{}/facts", view.graduate.person))),
            false => all.push(Value::text(text)),
        }
    }
    if entry.state != EntryState::Unknown || missing.is_empty() {
        let rows = entry.rows.iter().take(2);
        all.extend(rows.map(|(said, citation)| Value::Lines(said.clone(), citation.clone())));
    }
    Value::List(all)
}

fn reasons(staff: &Staff, row: &FitRow) -> Value {
    let fit = &row.fit;
    let mut all = Vec::new();
    if fit.on_route == Some(false) {
        all.push(Value::text(staff.t("fits-other-route")));
    }
    let level = match fit.level {
        LevelFit::Enough | LevelFit::NotAsked => Value::text(staff.code("fits-level", fit.level.code())),
        LevelFit::TooLow | LevelFit::Unknown => {
            Value::Badge(Badge::new(Tone::Warning, staff.code("fits-level", fit.level.code())))
        }
    };
    all.push(level);
    match fit.child_care {
        ChildCareFit::NotNeeded => {}
        ChildCareFit::Missing => {
            all.push(Value::Badge(Badge::new(Tone::Warning, staff.t("fits-care-missing"))))
        }
        ChildCareFit::Offered => all.push(Value::text(staff.t("fits-care-offered"))),
        ChildCareFit::Unknown => all.push(Value::text(staff.t("fits-care-unknown"))),
    }
    match fit.way_km {
        Some(km) => {
            let km = km.round() as i64;
            all.push(Value::text(staff.tn("fits-way", &[("km", km.into())])));
        }
        None => all.push(Value::text(staff.t("fits-way-unknown"))),
    }
    match fit.free {
        Some(0) => all.push(Value::Badge(Badge::new(Tone::Neutral, staff.t("measures-full")))),
        Some(free) => all.push(Value::text(staff.tn("fits-free", &[("free", free.into())]))),
        None => {}
    }
    Value::List(all)
}

/// What can be chosen: everything that begins after the course, and single decisions of the catalogue.
fn targets(staff: &Staff, view: &FitView) -> Vec<Option_> {
    let begins = view.rows.iter().map(|row| {
        let start = wording::date(staff.language(), row.fit.starts_on);
        let (code, title) = match &row.target {
            Target::Offer(offer) => (format!("offer.{}", offer.id), offer.title.clone()),
            Target::Course(course) => (format!("course.{}", course.id), course.number.clone()),
        };
        let kind = staff.code("measure-kind", row.target.kind().code());
        Option_::new(code, format!("{title} · {kind} · {start}"))
    });
    begins.chain(kinds(staff)).collect()
}

/// Instruments without places: a decision of their own.
pub(super) fn kinds(staff: &Staff) -> Vec<Option_> {
    let rows = app::measures::catalogue().measure.iter().filter(|row| row.holds_on(staff.today));
    let choice =
        |kind: MeasureKind| Option_::new(format!("kind.{kind}"), staff.code("measure-kind", kind.code()));
    rows.map(|row| choice(row.kind)).collect()
}

pub(super) fn routes(staff: &Staff) -> Vec<Option_> {
    let routes = [Route::Training, Route::Work, Route::VocationalCourse, Route::School];
    routes
        .iter()
        .map(|route| {
            let label = format!("{} {}", route.letter(), staff.code("graduate-route", route.code()));
            Option_::new(route.code(), label)
        })
        .collect()
}

fn form(staff: &Staff, view: &FitView, back: Option<&Entered>) -> crate::view::Form {
    let route = view.seeker.route.map(|route| route.code()).unwrap_or_default();
    let mut form = staff
        .form(path(view.graduate.id, "/recommend"))
        .version(view.graduate.version)
        .field(Field::select("target", staff.t("recommend-what"), targets(staff, view)).required())
        .field(
            Field::select("route", staff.t("graduates-decision-route"), routes(staff))
                .value(route)
                .required(),
        )
        .field(Field::date("starts_on", staff.t("recommend-starts")).hint(staff.t("recommend-starts-hint")));
    if staff.actor.organisation_kind.plans_onward() {
        let how = vec![
            Option_::new("wait", staff.t("recommend-wait")),
            Option_::new("at_once", staff.t("recommend-at-once")),
        ];
        form = form
            .field(Field::radios("how", staff.t("recommend-how"), how).required())
            .field(Field::check("with_person", staff.t("graduates-decision-with-person")));
    }
    let form = form.submit(staff.t("recommend-save"));
    match back {
        Some(entered) => form.fill(entered),
        None => form,
    }
}

/// What a field `target` and `route` say: `offer.<id>`, `course.<id>` or `kind.<code>`.
pub(super) fn choice_of(view: &FitView, target: &str, route: Route) -> Option<Choice> {
    let plain = |kind| Choice { kind, route, offer: None, course: None, starts_on: None };
    let (what, id) = target.split_once('.')?;
    if what == "kind" {
        return MeasureKind::from_code(id).map(plain);
    }
    view.rows.iter().find_map(|row| match &row.target {
        Target::Offer(offer) if what == "offer" && offer.id.to_string() == id => {
            Some(Choice { offer: Some(offer.id), starts_on: Some(row.fit.starts_on), ..plain(offer.kind) })
        }
        Target::Course(course) if what == "course" && course.id.to_string() == id => Some(Choice {
            course: Some(course.id),
            starts_on: Some(course.planned_start_on),
            ..plain(MeasureKind::Berufssprachkurs)
        }),
        _ => None,
    })
}

/// Recommends it.
pub async fn recommend(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let graduate: GraduateId = input.id("id")?;
    let view = staff.ask(&FitsAfterCourse { graduate }).await?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    read.required("target");
    read.required("route");
    let route = read.code("route", Route::from_code);
    let starts_on = read.day("starts_on");
    let plans = staff.actor.organisation_kind.plans_onward();
    if plans {
        read.required("how");
    }
    let with_person = read.tick("with_person");
    let at_once = (plans && input.text("how") == "at_once").then_some(with_person);
    let choice = route.and_then(|route| choice_of(&view, input.text("target"), route));
    if choice.is_none() && !input.text("target").is_empty() && route.is_some() {
        read.wrong("target", "read-not-in-list");
    }
    let (Some(choice), None) = (choice, read.errors()) else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return page(&staff, &input, &view, Some(&entered));
    };
    let choice = Choice { starts_on: starts_on.or(choice.starts_on), ..choice };
    let version = input.text("version").parse().unwrap_or_default();
    match staff.run(&input, RecommendMeasure { graduate, version, choice, at_once }).await {
        Ok(done) => {
            let key = if at_once.is_some() { "recommend-decided" } else { "recommend-done" };
            Ok(Answer::see(path(graduate, "")).done(key, &done))
        }
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            page(&staff, &input, &view, Some(&entered))
        }
    }
}

/// What a choice is called with its first day.
pub(super) fn with_start(staff: &Staff, choice: &Choice, title: &str) -> Value {
    let name = choice_text(staff, choice, title);
    match choice.starts_on {
        Some(day) => {
            let day = wording::date(staff.language(), day);
            Value::Lines(name, staff.tn("recommend-from", &[("on", (&day).into())]))
        }
        None => Value::text(name),
    }
}
