//! The page: picture, promises, collisions, and the list of days.

use super::PATH;
use super::lanes::lanes;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::kinds;
use crate::pages::lists::arranged;
use crate::view::chart::{Frame, Gantt, GanttBar, GanttMark, GanttRow};
use crate::view::{
    Action, Badge, Choice, Column, EmptyState, Field, FilterBar, ListView, Query, Row, Table, Tone, Value,
};
use app::queries::start_calendar::{CalendarRun, CalendarSheet, StartCalendar};
use chrono::{Days, NaiveDate};
use domain::access::{Action as A, Resource as R};
use domain::course::{CourseKind, CourseState};
use domain::ids::OrganisationId;
use domain::start_calendar::{Collision, Gap, Promise, TestDayMark};
use std::collections::{BTreeMap, BTreeSet};

/// Weeks offered to look ahead.
const SPANS: [u16; 4] = [13, 26, 39, 52];

/// What courses are put together by.
const GROUPS: [&str; 3] = ["provider", "place", "kind"];

/// A start or a test day in the list.
pub(super) struct DayRow {
    pub on: NaiveDate,
    pub what: String,
    pub name: String,
    pub path: String,
    pub provider: Option<OrganisationId>,
    pub town: String,
    pub seats: i64,
    pub free: i64,
    /// Version of its record.
    pub version: i64,
}

/// The page.
pub(super) async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let weeks = query.get("weeks").and_then(|text| text.parse().ok());
    let sheet = staff.ask(&StartCalendar { weeks }).await?;
    let runs = chosen(&sheet, &query);
    let mut page = staff.page("start-calendar-title").lead(staff.t("start-calendar-lead")).wide();
    if staff.may(A::List, R::StartPlan) {
        page = page.action(Action::link(staff.t("start-plans-title"), "/plans").primary());
    }
    if staff.may(A::List, R::Supply) {
        page = page.action(Action::link(staff.t("supply-title"), "/supply"));
    }
    let provider = query.get("provider").unwrap_or_default();
    let feed = format!("{PATH}/days.ics?provider={provider}");
    page = page.action(Action::link(staff.t("start-calendar-feed"), feed));
    let filter = Markup::of(&filter(&staff, &query, &sheet));
    let picture = Markup::wall(Markup::of(&picture(&staff, &query, &sheet, &runs)));
    let mut parts = vec![filter, picture];
    parts.push(Markup::section(&staff.t("start-calendar-promises"), [promises(&staff, &sheet)]));
    parts.push(Markup::section(&staff.t("start-calendar-collisions"), [collisions(&staff, &sheet)]));
    let days = arranged(&staff, &input, days(&staff, &query, &sheet));
    parts.push(Markup::section(&staff.t("start-calendar-days"), [Markup::of(&days)]));
    Ok(Answer::page(page, parts))
}

fn name(sheet: &CalendarSheet, id: OrganisationId) -> String {
    sheet.bodies.get(&id).map(|body| body.name.clone()).unwrap_or_default()
}

/// Name for the picture, where a long one would be cut.
fn short_name(sheet: &CalendarSheet, id: OrganisationId) -> String {
    let body = sheet.bodies.get(&id);
    body.map(|body| if body.short_name.is_empty() { &body.name } else { &body.short_name }.clone())
        .unwrap_or_default()
}

/// The filter's answer to one day of the calendar: type (a test day has none), provider, town.
fn lets(query: &Query, kind: Option<CourseKind>, provider: Option<OrganisationId>, town: &str) -> bool {
    let same = |name: &str, value: Option<String>| {
        query.get(name).is_none_or(|wanted| value.is_some_and(|value| value == wanted))
    };
    same("kind", kind.map(|kind| kind.code().to_owned()))
        && same("provider", provider.map(|id| id.to_string()))
        && same("town", Some(town.to_owned()))
}

fn chosen<'a>(sheet: &'a CalendarSheet, query: &Query) -> Vec<&'a CalendarRun> {
    let fits = |run: &&CalendarRun| lets(query, Some(run.run.kind), Some(run.run.provider), &run.run.town);
    sheet.runs.iter().filter(fits).filter(|run| run.run.from <= sheet.until).collect()
}

fn filter(staff: &Staff, query: &Query, sheet: &CalendarSheet) -> FilterBar {
    let towns: BTreeSet<&str> = sheet.runs.iter().map(|run| run.run.town.as_str()).collect();
    let towns = towns.into_iter().filter(|town| !town.is_empty()).map(|town| Choice::new(town, town));
    let providers: BTreeSet<OrganisationId> = sheet.runs.iter().map(|run| run.run.provider).collect();
    let providers = providers.into_iter().map(|id| Choice::new(id.to_string(), name(sheet, id)));
    let weeks = |weeks: &u16| {
        Choice::new(
            weeks.to_string(),
            staff.tn("start-calendar-weeks", &[("count", i64::from(*weeks).into())]),
        )
    };
    let by = GROUPS.iter().map(|by| Choice::new(*by, staff.code("start-calendar-by", by)));
    FilterBar::new(staff.language(), query)
        .plain()
        .named(staff.t("start-calendar-filter"))
        .field(Field::select("by", staff.t("start-calendar-by"), by.collect()))
        .field(Field::select("provider", staff.t("courses-column-provider"), providers.collect()))
        .field(Field::select(
            "kind",
            staff.t("courses-filter-kind"),
            kinds(staff, CourseKind::ALL.iter().copied()),
        ))
        .more(Field::select("town", staff.t("courses-filter-town"), towns.collect()))
        .more(Field::select("weeks", staff.t("start-calendar-span"), SPANS.iter().map(weeks).collect()))
}

fn picture(staff: &Staff, query: &Query, sheet: &CalendarSheet, runs: &[&CalendarRun]) -> Gantt {
    let label = |run: &CalendarRun| match query.get("by") {
        Some("place") => run.run.town.clone(),
        Some("kind") => staff.code("course-kind", run.run.kind.code()),
        Some(_) | None => short_name(sheet, run.run.provider),
    };
    let mut groups: BTreeMap<String, Vec<&CalendarRun>> = BTreeMap::new();
    for run in runs {
        groups.entry(label(run)).or_default().push(run);
    }
    let mut rows = test_rows(staff, query, sheet);
    for (label, members) in groups {
        for (line, bars) in lanes(members, |run| (run.run.from, run.run.until)).into_iter().enumerate() {
            let label = if line == 0 { label.clone() } else { String::new() };
            rows.push(GanttRow { label, bars: bars.into_iter().map(bar).collect(), marks: Vec::new() });
        }
    }
    let ahead = runs.iter().filter(|run| run.run.from >= staff.today && !run.run.draft).count() as i64;
    let free: i64 = runs.iter().filter(|run| run.run.from >= staff.today).map(|run| free(run)).sum();
    let finding = staff.tn(
        "start-calendar-finding",
        &[("starts", ahead.into()), ("free", free.into()), ("tests", (sheet.test_days.len() as i64).into())],
    );
    let frame = Frame::new(staff.language(), staff.t("start-calendar-picture"), finding).as_of(staff.today);
    let from = sheet.from.checked_sub_days(Days::new(14)).unwrap_or(sheet.from);
    Gantt::new(frame, (from, sheet.until), staff.today, rows)
}

fn free(run: &CalendarRun) -> i64 {
    (run.course.seats - run.taken).max(0)
}

fn bar(run: &CalendarRun) -> GanttBar {
    let seats = |number: i64| u32::try_from(number).unwrap_or_default();
    GanttBar {
        from: run.run.from,
        until: run.run.until,
        label: format!("{} {}", run.run.kind.code(), run.course.number),
        seats: (seats(run.taken), seats(run.course.seats)),
        planned: run.course.state == CourseState::Draft,
        handle: None,
    }
}

/// Test days, one line for each host; those of the test site itself come first.
fn test_rows(staff: &Staff, query: &Query, sheet: &CalendarSheet) -> Vec<GanttRow> {
    let mut hosts: BTreeMap<Option<String>, Vec<GanttMark>> = BTreeMap::new();
    for mark in sheet.test_days.iter().filter(|mark| lets(query, None, mark.host, &mark.town)) {
        hosts.entry(mark.host.map(|host| short_name(sheet, host))).or_default().push(test_mark(staff, mark));
    }
    let label = |host: Option<String>| match host {
        Some(host) => staff.tn("start-calendar-test-days-of", &[("host", host.as_str().into())]),
        None => staff.t("start-calendar-test-days"),
    };
    let row = |(host, marks)| GanttRow { label: label(host), bars: Vec::new(), marks };
    hosts.into_iter().map(row).collect()
}

fn test_mark(staff: &Staff, mark: &TestDayMark) -> GanttMark {
    GanttMark {
        on: mark.on,
        label: staff.tn(
            "start-calendar-test-day-mark",
            &[
                ("town", mark.town.as_str().into()),
                ("booked", mark.booked.into()),
                ("seats", mark.seats.into()),
            ],
        ),
        full: mark.booked >= mark.seats,
    }
}

fn promises(staff: &Staff, sheet: &CalendarSheet) -> Markup {
    let columns = ["kind", "next", "days", "kept", "gaps"]
        .map(|name| staff.t(&format!("start-calendar-promise-{name}")));
    let [kind, next, days, kept, gaps] = columns;
    let columns = vec![
        Column::new(kind),
        Column::new(next),
        Column::number(days),
        Column::new(kept),
        Column::new(gaps),
    ];
    let rows = sheet.promises.iter().map(|promise| promise_row(staff, promise));
    let table =
        Table::new(staff.language(), staff.t("start-calendar-promises"), columns).rows(rows).quiet_caption();
    let weeks = ("weeks", i64::from(sheet.longest_gap_weeks).into());
    let lead = match sheet.edition {
        Some(edition) => staff.tn("start-calendar-promise-agreed", &[weeks, ("edition", edition.into())]),
        None => staff.tn("start-calendar-promise-set", &[weeks]),
    };
    let view = ListView::new(table, EmptyState::new(staff.t("start-calendar-promise-empty")));
    Markup::all([Markup::paragraph(&lead), Markup::of(&view)])
}

fn promise_row(staff: &Staff, promise: &Promise) -> Row {
    let kind = staff.code("course-kind", promise.kind.code());
    let (tone, word) = if promise.kept { (Tone::Success, "kept") } else { (Tone::Warning, "broken") };
    let gap = |gap: &Gap| {
        let key = if gap.open_end { "start-calendar-gap-open" } else { "start-calendar-gap" };
        let weeks = (gap.days + 6) / 7;
        staff.tn(key, &[("from", gap.from.into()), ("until", gap.until.into()), ("weeks", weeks.into())])
    };
    let gaps: Vec<String> = promise.gaps.iter().map(gap).collect();
    let values = vec![
        Value::text(kind.clone()),
        promise.next.map_or_else(|| Value::text(staff.t("start-calendar-none")), Value::Date),
        promise.days_until_next.map_or_else(|| Value::text(String::new()), Value::Number),
        Value::Badge(Badge::new(tone, staff.code("start-calendar-promise", word))),
        Value::text(gaps.join(" · ")),
    ];
    Row::new(promise.kind.code(), kind, values)
}

fn collisions(staff: &Staff, sheet: &CalendarSheet) -> Markup {
    let columns =
        ["what", "who", "from", "until"].map(|name| staff.t(&format!("start-calendar-collision-{name}")));
    let columns = columns.map(Column::new).to_vec();
    let rows = sheet.collisions.iter().enumerate().map(|(at, one)| {
        let who = one.provider.map(|id| name(sheet, id)).unwrap_or_default();
        let what = sentence(staff, one);
        let values = vec![
            Value::text(what.clone()),
            Value::Foreign(who),
            Value::Date(one.from),
            Value::Date(one.until),
        ];
        Row::new(at, what, values)
    });
    let title = staff.t("start-calendar-collisions");
    let table = Table::new(staff.language(), title, columns).rows(rows).quiet_caption();
    Markup::of(&ListView::new(table, EmptyState::new(staff.t("start-calendar-collision-empty"))))
}

fn sentence(staff: &Staff, one: &Collision) -> String {
    let kinds: Vec<String> = one.kinds.iter().map(|kind| staff.code("course-kind", kind.code())).collect();
    staff.tn(
        &format!("start-calendar-collision-{}", one.code.code().replace('_', "-")),
        &[
            ("town", one.town.as_str().into()),
            ("kinds", kinds.join(", ").as_str().into()),
            ("needed", one.needed.into()),
            ("there", one.there.into()),
        ],
    )
}

/// Starts and test days from today on, by day.
pub(super) fn day_rows(staff: &Staff, sheet: &CalendarSheet) -> Vec<DayRow> {
    let starts = sheet.runs.iter().filter(|run| run.run.from >= sheet.from && run.run.from <= sheet.until);
    let starts = starts.map(|run| DayRow {
        on: run.run.from,
        what: staff.code("course-kind", run.run.kind.code()),
        name: run.course.number.clone(),
        path: format!("/courses/{}", run.course.id),
        provider: Some(run.run.provider),
        town: run.run.town.clone(),
        seats: run.course.seats,
        free: free(run),
        version: run.course.version,
    });
    let tests = sheet.test_days.iter().map(|mark| DayRow {
        on: mark.on,
        what: staff.t("start-calendar-test-day"),
        name: String::new(),
        path: format!("/sessions/{}", mark.session),
        provider: mark.host,
        town: mark.town.clone(),
        seats: mark.seats,
        free: (mark.seats - mark.booked).max(0),
        version: mark.version,
    });
    let mut rows: Vec<DayRow> = starts.chain(tests).collect();
    rows.sort_by(|a, b| (a.on, &a.path).cmp(&(b.on, &b.path)));
    rows
}

fn days(staff: &Staff, query: &Query, sheet: &CalendarSheet) -> ListView {
    let columns = vec![
        Column::new(staff.t("start-calendar-day-on")),
        Column::new(staff.t("start-calendar-day-what")),
        Column::new(staff.t("courses-column-provider")),
        Column::new(staff.t("courses-column-place")),
        Column::number(staff.t("courses-column-free")),
        Column::number(staff.t("start-calendar-day-seats")),
    ];
    let kind_of = |row: &DayRow| sheet.runs.iter().find(|run| row.path.ends_with(&run.course.id.to_string()));
    let rows = day_rows(staff, sheet)
        .into_iter()
        .filter(|row| lets(query, kind_of(row).map(|run| run.run.kind), row.provider, &row.town))
        .map(|row| {
            let what = format!("{} {}", row.what, row.name).trim_end().to_owned();
            let values = vec![
                Value::Date(row.on),
                Value::link(what.clone(), row.path.clone()),
                Value::Foreign(row.provider.map(|id| name(sheet, id)).unwrap_or_default()),
                Value::Foreign(row.town.clone()),
                Value::Number(row.free),
                Value::Number(row.seats),
            ];
            Row::new(row.path.clone(), what, values)
        });
    let table =
        Table::new(staff.language(), staff.t("start-calendar-days"), columns).rows(rows).quiet_caption();
    ListView::new(table, EmptyState::new(staff.t("start-calendar-days-empty")))
}
