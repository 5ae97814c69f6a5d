//! Reports of irregular attendance: for the provider those it sent, for an obliging body those it has to answer.

use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{Badge, Column, EmptyState, Field, FilterBar, ListView, Row, Table, Tone, Value};
use app::queries::attendance_reports::{ReportList, ReportRow};
use domain::access::{Action as A, Resource as R};
use domain::attendance::AttendanceReport;

/// The asker answers reports rather than writing them.
pub(super) fn answers(staff: &Staff) -> bool {
    staff.may(A::Change, R::AttendanceReport)
}

/// The answer, or that it is missing and how urgently.
pub(super) fn answer_value(staff: &Staff, report: &AttendanceReport) -> Value {
    match report.answer {
        Some(answer) => Value::text(staff.code("answer", answer.what.code())),
        None => Value::Badge(state_badge(staff, report)),
    }
}

/// Open, overdue or answered.
pub(super) fn state_badge(staff: &Staff, report: &AttendanceReport) -> Badge {
    if report.answer.is_some() {
        Badge::new(Tone::Success, staff.t("report-answered"))
    } else if report.is_overdue(staff.today) {
        Badge::new(Tone::Danger, staff.t("report-overdue"))
    } else {
        Badge::new(Tone::Warning, staff.t("report-open"))
    }
}

/// Name of the person, or the number of the case where the person is no longer in reach.
pub(super) fn person(staff: &Staff, row: &ReportRow) -> String {
    if row.name.is_empty() {
        return staff.tn("reports-person-hidden", &[("number", row.case_number.as_str().into())]);
    }
    row.name.clone()
}

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let rows = staff.ask(&ReportList { only_open: query.get("open").is_some() }).await?;
    let body = answers(&staff);
    let other = if body { "reports-column-provider" } else { "reports-column-to" };
    let columns = [
        "reports-column-person",
        other,
        "attendance-column-unexcused",
        "reports-column-on",
        "reports-column-due",
        "reports-column-answer",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("reports-title"), columns)
        .rows(rows.iter().map(|row| line(&staff, row, body)))
        .quiet_caption();
    let filter =
        FilterBar::new(staff.language(), &query).field(Field::check("open", staff.t("reports-filter-open")));
    let lead = if body { "reports-lead-body" } else { "reports-lead-provider" };
    let mut page = staff.page("reports-title").lead(staff.t(lead));
    if !body {
        page = page.crumb(staff.t("attendance-title"), "/attendance");
    }
    let view = ListView::new(table, EmptyState::new(staff.t("reports-empty"))).filter(filter);
    ListPage::new(page, view).answer(&staff, &input).await
}

fn line(staff: &Staff, row: &ReportRow, body: bool) -> Row {
    let report = &row.report;
    let late = report.is_overdue(staff.today);
    let due = if late {
        Value::DateNote { date: report.answer_due_on, note: staff.t("reports-overdue"), tone: Tone::Danger }
    } else {
        Value::Date(report.answer_due_on)
    };
    let tally = &report.facts.tally;
    let unexcused = staff.tn(
        "attendance-percent",
        &[
            ("days", tally.unexcused.into()),
            ("of", tally.days().into()),
            ("percent", tally.unexcused_percent().into()),
        ],
    );
    let name = person(staff, row);
    let values = vec![
        Value::link(name.clone(), format!("/reports/{}", report.id)),
        Value::Foreign(if body { row.provider.clone() } else { row.to.clone() }),
        Value::text(unexcused),
        Value::Date(report.reported_on),
        due,
        answer_value(staff, report),
    ];
    let line = Row::new(report.id, name, values);
    if late { line.tone(Tone::Warning) } else { line }
}
