//! The figures as one CSV file: exactly what the page shows, hidden where it hides.

use super::parts::{REPORTS, clock_key};
use crate::http::{Answer, Input, Problem, Staff};
use app::queries::attendance_figures::LADDERS;
use app::queries::figures::RegionFigures;
use sheets::write::{CsvWriter, Value};

/// Figure, of what, value in words as on the page, unit.
type Line = [String; 4];

/// All figures as a file.
pub async fn export(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let figures = staff.ask(&RegionFigures).await?;
    let hidden = staff.t("figures-not-shown");
    let number = |count: Option<i64>| count.map_or_else(|| hidden.clone(), |count| count.to_string());
    let mut lines: Vec<Line> = Vec::new();
    let mut add = |figure: &str, of: String, value: String, unit: &str| {
        lines.push([staff.t(&format!("figures-{figure}-title")), of, value, staff.t(unit)]);
    };
    for (stage, count) in figures.stages.iter().zip(&figures.cases.column_sums) {
        add("stages", staff.code("stage", stage.code()), number(*count), "figures-unit-cases");
    }
    for (lead, counts) in figures.leads.iter().zip(&figures.cases.counts) {
        let lead = lead.clone().unwrap_or_else(|| staff.t("figures-no-lead"));
        for (stage, count) in figures.stages.iter().zip(counts) {
            add(
                "bodies",
                format!("{lead} · {}", staff.code("stage", stage.code())),
                number(*count),
                "figures-unit-cases",
            );
        }
    }
    for (kind, count) in figures.kinds.iter().zip(&figures.waiting.counts) {
        let kind =
            if kind.is_empty() { staff.t("figures-kind-open") } else { staff.code("course-kind", kind) };
        add("waiting", kind, number(*count), "figures-unit-cases");
    }
    for clock in &figures.clocks {
        let of = staff.t(&clock_key(clock));
        add("clocks", of.clone(), number(clock.days.map(|days| days.0)), "figures-unit-median");
        add("clocks", of, number(clock.days.map(|days| days.1)), "figures-unit-mean");
    }
    for row in &figures.occupancy {
        add(
            "occupancy",
            staff.code("course-kind", row.kind.code()),
            number(row.share),
            "figures-unit-percent",
        );
    }
    add("no-shows", String::new(), number(figures.no_shows), "figures-unit-percent");
    let unexcused = staff.t("figures-attendance-unexcused");
    add("attendance", unexcused, number(figures.unexcused), "figures-unit-percent");
    for (state, count) in LADDERS.iter().zip(&figures.attendance.ladders.counts) {
        add("attendance", staff.code("concern-state", state.code()), number(*count), "figures-unit-cases");
    }
    for (name, count) in REPORTS.iter().zip(&figures.attendance.reports.counts) {
        let of = staff.t(&format!("figures-reports-{name}"));
        add("attendance", of, number(*count), "figures-unit-cases");
    }
    for (of, count) in super::exams::lines(&staff, &figures.exams) {
        add("exams", of, number(count), "figures-unit-people");
    }
    let fault = |fault: sheets::SheetFault| {
        Problem::Fault(format!("the figures could not be written: {}", fault.code.code()))
    };
    let heading: Vec<String> =
        ["figures-column-figure", "figures-column-of", "figures-column-value", "figures-column-unit"]
            .iter()
            .map(|key| staff.t(key))
            .collect();
    let mut file = CsvWriter::new(Vec::new(), &heading).map_err(fault)?;
    for line in &lines {
        file.row(&line.each_ref().map(|text| Value::Text(text))).map_err(fault)?;
    }
    let name = format!("{}-{}.csv", staff.region.code, figures.on);
    Ok(Answer::file(file.finish().map_err(fault)?, "text/csv; charset=utf-8", &name))
}
