//! The single figures as pictures with their tables; homes show some of them too.

use crate::http::{Markup, Staff};
use crate::view::chart::{Bar, BarList, Frame};
use crate::view::record::Counter;
use crate::view::{Column, Counters, DescriptionList, Row, Table, Tone, Value};
use app::queries::attendance_figures::LADDERS;
use app::queries::figures::{ClockFigure, Figures};
use domain::case::Stage;

fn frame(staff: &Staff, figures: &Figures, name: &str, finding: String) -> Frame {
    Frame::new(staff.language(), staff.t(&format!("figures-{name}-title")), finding)
        .as_of(figures.on)
        .csv("/figures/export")
        .definition("/figures#definitions")
}

/// A bar with its count, or without one where it is hidden.
fn bar(staff: &Staff, label: String, count: Option<i64>) -> Bar {
    match count {
        Some(count) => Bar::new(label, count as f64, wording::number(staff.language(), count)),
        None => Bar::withheld(label, hidden(staff)),
    }
}

fn hidden(staff: &Staff) -> String {
    staff.t("figures-not-shown")
}

pub(super) fn shown(staff: &Staff, count: Option<i64>) -> Value {
    count.map_or_else(|| Value::text(hidden(staff)), Value::number)
}

/// Sentence with a number, or that it is not shown.
fn finding(staff: &Staff, key: &str, count: Option<i64>) -> String {
    match count {
        Some(count) => staff.tn(key, &[("count", count.into())]),
        None => staff.t("figures-finding-hidden"),
    }
}

/// Cases per stage.
pub(crate) fn stages(staff: &Staff, figures: &Figures) -> Markup {
    let bars = figures.stages.iter().zip(&figures.cases.column_sums).map(|(stage, count)| {
        let bar = bar(staff, staff.code("stage", stage.code()), *count);
        if *stage == Stage::AwaitingSeat { bar.tone(Tone::Warning) } else { bar }
    });
    let frame = frame(staff, figures, "stages", finding(staff, "figures-stages-finding", figures.cases.sum));
    let headings = (staff.t("figures-column-stage"), staff.t("figures-column-cases"));
    Markup::of(&BarList::new(frame, headings, bars.collect()))
}

/// People who wait for a seat, by course type.
pub(super) fn waiting(staff: &Staff, figures: &Figures) -> Markup {
    let bars = figures.kinds.iter().zip(&figures.waiting.counts).map(|(kind, count)| {
        let label =
            if kind.is_empty() { staff.t("figures-kind-open") } else { staff.code("course-kind", kind) };
        bar(staff, label, *count)
    });
    let frame =
        frame(staff, figures, "waiting", finding(staff, "figures-waiting-finding", figures.waiting.sum));
    let headings = (staff.t("figures-column-kind"), staff.t("figures-column-waiting"));
    Markup::of(&BarList::new(frame, headings, bars.collect()))
}

/// Both clocks, of those who began and of those who wait.
pub(crate) fn clocks(staff: &Staff, figures: &Figures) -> Markup {
    let days = |days: i64| staff.tn("figures-days", &[("days", days.into())]);
    let bars = figures.clocks.iter().map(|clock| {
        let label = staff.t(&clock_key(clock));
        match clock.days {
            Some((median, mean)) => Bar::new(label, median as f64, days(median))
                .note(staff.tn("figures-mean", &[("days", mean.into())])),
            None => Bar::withheld(label, staff.t("figures-too-few")),
        }
    });
    let promise = staff.region.settings.start_within_days;
    let target = (promise as f64, staff.tn("figures-clocks-target", &[("days", promise.into())]));
    let frame = frame(staff, figures, "clocks", staff.t("figures-clocks-finding"));
    let headings = (staff.t("figures-column-clock"), staff.t("figures-column-median"));
    Markup::of(&BarList::new(frame, headings, bars.collect()).target(target.0, target.1))
}

/// Wording key of a clock.
pub(super) fn clock_key(clock: &ClockFigure) -> String {
    format!("figures-clock-{}-{}", clock.clock, if clock.begun { "begun" } else { "open" })
}

/// Taken seats of running courses.
pub(super) fn occupancy(staff: &Staff, figures: &Figures) -> Markup {
    let bars = figures.occupancy.iter().map(|row| {
        let label = staff.code("course-kind", row.kind.code());
        let note = staff
            .tn("figures-occupancy-note", &[("courses", row.courses.into()), ("seats", row.seats.into())]);
        match row.share {
            Some(share) => Bar::new(label, share as f64, format!("{share} %")).note(note),
            None => Bar::withheld(label, hidden(staff)).note(note),
        }
    });
    let courses: i64 = figures.occupancy.iter().map(|row| row.courses).sum();
    let frame =
        frame(staff, figures, "occupancy", finding(staff, "figures-occupancy-finding", Some(courses)));
    let headings = (staff.t("figures-column-kind"), staff.t("figures-column-share"));
    Markup::of(&BarList::new(frame, headings, bars.collect()))
}

/// Share of people who did not come to their test.
pub(super) fn no_shows(staff: &Staff, figures: &Figures) -> Markup {
    let figure = figures.no_shows.map_or_else(|| staff.t("figures-too-few"), |share| format!("{share} %"));
    let counter =
        Counter::new(staff.t("figures-no-shows-title"), figure).note(staff.t("figures-no-shows-note"));
    Markup::of(&Counters::new(vec![counter]))
}

/// Reports by their answer, in the order of the figures.
pub(super) const REPORTS: [&str; 3] = ["answered", "open", "overdue"];

/// Warnings, reports and answers around attendance.
pub(super) fn attendance(staff: &Staff, figures: &Figures) -> Markup {
    let title = staff.t("figures-attendance-title");
    let share = figures.unexcused.map_or_else(|| staff.t("figures-too-few"), |share| format!("{share} %"));
    let mut list =
        DescriptionList::new(staff.language()).item(staff.t("figures-attendance-unexcused"), share);
    for (state, count) in LADDERS.iter().zip(&figures.attendance.ladders.counts) {
        list = list.item(staff.code("concern-state", state.code()), shown(staff, *count));
    }
    for (name, count) in REPORTS.iter().zip(&figures.attendance.reports.counts) {
        list = list.item(staff.t(&format!("figures-reports-{name}")), shown(staff, *count));
    }
    Markup::section(&title, [Markup::of(&list)])
}

/// Cases per leading body and stage, with sums.
pub(super) fn bodies(staff: &Staff, figures: &Figures) -> Markup {
    let title = staff.t("figures-bodies-title");
    let mut columns = vec![Column::new(staff.t("figures-column-body"))];
    columns.extend(figures.stages.iter().map(|stage| Column::number(staff.code("stage", stage.code()))));
    columns.push(Column::number(staff.t("figures-column-sum")));
    let cases = &figures.cases;
    let rows = figures.leads.iter().zip(cases.counts.iter().zip(&cases.row_sums)).enumerate().map(
        |(at, (lead, (counts, sum)))| {
            let name = lead.clone().unwrap_or_else(|| staff.t("figures-no-lead"));
            let mut values = vec![Value::text(name.clone())];
            values.extend(counts.iter().chain([sum]).map(|count| shown(staff, *count)));
            Row::new(at, name, values)
        },
    );
    let mut footer = vec![Value::text(staff.t("figures-column-sum"))];
    footer.extend(cases.column_sums.iter().chain([&cases.sum]).map(|count| shown(staff, *count)));
    let table =
        Table::new(staff.language(), title.clone(), columns).rows(rows).footer(footer).quiet_caption();
    Markup::section(&title, [Markup::of(&table)])
}

/// What each figure means and where it comes from.
pub(super) fn definitions(staff: &Staff) -> Markup {
    let names = ["stages", "waiting", "clocks", "occupancy", "no-shows", "attendance", "exams", "hiding"];
    let list = names.iter().fold(DescriptionList::new(staff.language()), |list, name| {
        list.item(staff.t(&format!("figures-{name}-title")), staff.t(&format!("figures-{name}-definition")))
    });
    let anchor = Markup::of(&crate::pages::help::Anchor { id: "definitions" });
    Markup::all([anchor, Markup::section(&staff.t("figures-definitions"), [Markup::of(&list)])])
}
