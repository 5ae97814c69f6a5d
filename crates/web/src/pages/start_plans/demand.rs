//! What the region needs: people who wait by type and section, town, time and child care, and expected arrivals with their
//! uncertainty. Counts only.

use super::PATH;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::chart::{Bar, BarList, Frame, Series, Trend};
use crate::view::{Column, DescriptionList, EmptyState, ListView, Row, Table, Value};
use app::queries::start_demand::{Count, DemandSheet, StartDemand};

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
    parts.push(Markup::section(&staff.t("start-demand-tested"), [tested(&staff, &sheet)]));
    parts.push(Markup::of(&towns(&staff, &sheet)));
    parts.push(Markup::of(&arrivals(&staff, &sheet)));
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

fn tested(staff: &Staff, sheet: &DemandSheet) -> Markup {
    let columns = vec![
        Column::new(staff.t("courses-column-kind")),
        Column::number(staff.t("start-demand-section")),
        Column::number(staff.t("start-demand-people")),
    ];
    let rows = sheet.tested.iter().map(|(kind, section, count)| {
        let name = staff.code("course-kind", kind.code());
        let people = count.map_or_else(|| Value::text(staff.t("start-demand-hidden")), Value::Number);
        let values = vec![Value::text(name.clone()), Value::Number(i64::from(*section)), people];
        Row::new(format!("{}-{section}", kind.code()), name, values)
    });
    let table =
        Table::new(staff.language(), staff.t("start-demand-tested"), columns).rows(rows).quiet_caption();
    Markup::of(&ListView::new(table, EmptyState::new(staff.t("start-demand-nobody"))))
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
            (
                "method",
                staff
                    .t(&format!("start-demand-method-{}", arrivals.method.replace('_', "-")))
                    .as_str()
                    .into(),
            ),
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
