//! What the region needs: people who wait by type and section, town, time and child care, and expected arrivals with their
//! uncertainty. Counts only.

use super::PATH;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::chart::{Bar, BarList, Frame, Series, Trend};
use crate::view::{Column, DescriptionList, EmptyState, ListView, Row, Table, Value};
use app::queries::start_demand::{Count, DemandSheet, StartDemand};
use domain::course::CourseKind;
use domain::person::TimeOfDay;
use std::collections::BTreeSet;

/// Weeks of history in the picture.
const PAST: usize = 26;

/// The page.
pub(super) async fn show(staff: Staff, _: Input) -> Result<Answer, Problem> {
    let sheet = staff.ask(&StartDemand).await?;
    let page = staff
        .page("start-demand-title")
        .lead(staff.t("start-demand-lead"))
        .crumb(staff.t("start-plans-title"), PATH)
        .wide();
    let mut parts = Vec::new();
    if sheet.smallest > 0 {
        parts.push(Markup::paragraph(
            &staff.tn("start-demand-hidden-note", &[("smallest", sheet.smallest.into())]),
        ));
    }
    parts.push(Markup::of(&sums(&staff, &sheet)));
    parts.push(Markup::section(&staff.t("start-demand-tested"), [entries(&staff, &sheet)]));
    parts.push(Markup::of(&towns(&staff, &sheet)));
    if !sheet.by_town.is_empty() {
        parts.push(Markup::section(&staff.t("start-demand-by-town"), [by_town(&staff, &sheet)]));
    }
    parts.push(Markup::of(&arrivals(&staff, &sheet)));
    parts.push(Markup::section(&staff.t("start-demand-tried"), [tried(&staff, &sheet)]));
    Ok(Answer::page(page, parts))
}

fn said(staff: &Staff, count: Count) -> String {
    count.map_or_else(|| staff.t("start-demand-hidden"), |count| count.to_string())
}

fn sums(staff: &Staff, sheet: &DemandSheet) -> DescriptionList {
    let list = DescriptionList::new(staff.language())
        .item(staff.t("start-demand-untested"), said(staff, sheet.untested))
        .item(staff.t("start-demand-priority"), said(staff, sheet.priority))
        .item(staff.t("start-demand-late"), said(staff, sheet.late))
        .item(staff.t("start-demand-child-care"), said(staff, sheet.child_care));
    sheet.times.iter().fold(list, |list, (time, count)| {
        let label = staff
            .tn("start-demand-time", &[("time", staff.code("time-of-day", time.code()).as_str().into())]);
        list.item(label, said(staff, *count))
    })
}

fn entries(staff: &Staff, sheet: &DemandSheet) -> Markup {
    let in_detail = sheet.entries.iter().any(|entry| entry.details.is_some());
    let mut columns = vec![
        Column::new(staff.t("courses-column-kind")),
        Column::number(staff.t("start-demand-section")),
        Column::number(staff.t("start-demand-waiting")),
        Column::number(staff.t("start-demand-to-test")),
    ];
    if in_detail {
        let more = ["priority-short", "late-short", "child-care-short"];
        columns.extend(more.map(|key| Column::number(staff.t(&format!("start-demand-{key}")))));
        columns
            .extend(TimeOfDay::ALL.iter().map(|time| Column::number(staff.code("time-of-day", time.code()))));
    }
    let count =
        |count: Count| count.map_or_else(|| Value::text(staff.t("start-demand-hidden")), Value::Number);
    let rows = sheet.entries.iter().map(|entry| {
        let name = staff.code("course-kind", entry.kind.code());
        let section = Value::Number(i64::from(entry.section));
        let mut values = vec![Value::text(name.clone()), section, count(entry.tested), count(entry.untested)];
        if let Some(more) = &entry.details {
            values.extend([more.priority, more.late, more.child_care].map(Value::Number));
            let named = |time| Value::Number(more.times.get(time).copied().unwrap_or(0));
            values.extend(TimeOfDay::ALL.iter().map(named));
        }
        Row::new(format!("{}-{}", entry.kind.code(), entry.section), name, values)
    });
    let table =
        Table::new(staff.language(), staff.t("start-demand-tested"), columns).rows(rows).quiet_caption();
    Markup::of(&ListView::new(table, EmptyState::new(staff.t("start-demand-nobody"))))
}

/// Towns by the types people there need.
fn by_town(staff: &Staff, sheet: &DemandSheet) -> Markup {
    let kinds: BTreeSet<CourseKind> =
        sheet.by_town.iter().flat_map(|(_, kinds)| kinds.keys().copied()).collect();
    let mut columns = vec![Column::new(staff.t("start-demand-town"))];
    columns.extend(kinds.iter().map(|kind| Column::number(staff.code("course-kind", kind.code()))));
    let rows = sheet.by_town.iter().map(|(town, counts)| {
        let counts = kinds.iter().map(|kind| Value::Number(counts.get(kind).copied().unwrap_or(0)));
        Row::new(town, town.clone(), std::iter::once(Value::Foreign(town.clone())).chain(counts).collect())
    });
    let table =
        Table::new(staff.language(), staff.t("start-demand-by-town"), columns).rows(rows).quiet_caption();
    Markup::of(&ListView::new(table, EmptyState::new(staff.t("start-demand-nobody"))))
}

/// How well each method would have forecast the region's own past.
fn tried(staff: &Staff, sheet: &DemandSheet) -> Markup {
    let columns = vec![
        Column::new(staff.t("start-demand-method")),
        Column::number(staff.t("start-demand-error")),
        Column::number(staff.t("start-demand-within")),
        Column::number(staff.t("start-demand-weeks")),
    ];
    let rows = sheet.arrivals.tried().into_iter().map(|tried| {
        let name = method(staff, &tried.method);
        let error = wording::decimal(staff.language(), tried.error, 1);
        let within = format!("{} %", wording::decimal(staff.language(), 100.0 * tried.within, 0));
        let values = vec![
            Value::text(name.clone()),
            Value::text(error),
            Value::text(within),
            Value::Number(tried.weeks as i64),
        ];
        Row::new(tried.method, name, values)
    });
    let table =
        Table::new(staff.language(), staff.t("start-demand-tried"), columns).rows(rows).quiet_caption();
    Markup::all([
        Markup::paragraph(&staff.t("start-demand-tried-lead")),
        Markup::of(&ListView::new(table, EmptyState::new(staff.t("start-demand-tried-empty")))),
    ])
}

fn method(staff: &Staff, method: &str) -> String {
    staff.t(&format!("start-demand-method-{}", method.replace('_', "-")))
}

fn towns(staff: &Staff, sheet: &DemandSheet) -> BarList {
    let frame =
        Frame::new(staff.language(), staff.t("start-demand-towns"), staff.t("start-demand-towns-finding"))
            .as_of(staff.today);
    let bars = sheet.towns.iter().map(|(town, count)| match count {
        Some(count) => Bar::new(town.clone(), *count as f64, count.to_string()),
        None => Bar::withheld(town.clone(), staff.t("start-demand-hidden")),
    });
    BarList::new(frame, (staff.t("start-demand-town"), staff.t("start-demand-people")), bars.collect())
}

/// The last half year and what is expected, with its bounds.
fn arrivals(staff: &Staff, sheet: &DemandSheet) -> Trend {
    let arrivals = &sheet.arrivals;
    let past = &arrivals.history[arrivals.history.len().saturating_sub(PAST)..];
    let ahead = &arrivals.weeks;
    let mean: f64 = ahead.iter().map(|week| week.mean).sum();
    let finding = staff.tn(
        "start-demand-arrivals-finding",
        &[
            ("weeks", ahead.len().into()),
            ("people", (mean.round() as i64).into()),
            ("method", method(staff, &arrivals.method).as_str().into()),
        ],
    );
    let frame = Frame::new(staff.language(), staff.t("start-demand-arrivals"), finding).as_of(staff.today);
    let label = |week: i64| {
        let day = staff.today + chrono::Duration::days(7 * week);
        day.format("%d.%m.").to_string()
    };
    let weeks = (1 - past.len() as i64..=0).chain(1..=ahead.len() as i64);
    let none = |count: usize| std::iter::repeat_n(None, count);
    let line = |key: &str, value: fn(&app::start_plans::arrivals::Expected) -> f64| Series {
        label: staff.t(key),
        values: none(past.len()).chain(ahead.iter().map(|week| Some(value(week)))).collect(),
    };
    let known = Series {
        label: staff.t("start-demand-arrivals-known"),
        values: past.iter().map(|count| Some(f64::from(*count))).chain(none(ahead.len())).collect(),
    };
    let series = vec![
        known,
        line("start-demand-arrivals-expected", |week| week.mean),
        line("start-demand-arrivals-low", |week| week.low),
        line("start-demand-arrivals-high", |week| week.high),
    ];
    Trend::new(frame, weeks.map(label).collect(), series)
}
