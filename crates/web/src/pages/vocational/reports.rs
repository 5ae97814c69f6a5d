//! Reports of §§ 7, 9, 15 DeuFöV: for the provider those it sent, for a body those it was sent.

use super::people::name;
use super::{PATH, line_text};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::lists::ListPage;
use crate::view::{
    Badge, Column, DescriptionList, EmptyState, Field, FilterBar, ListView, Row, Table, Tone, Value,
};
use app::commands::TakeVocationalReport;
use app::queries::vocational_reports::{VocationalReportList, VocationalReportRecord, VocationalReportRow};
use domain::access::{Action as A, Resource as R};
use domain::ids::VocationalReportId;
use domain::vocational::VocationalReport;

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let rows = staff.ask(&VocationalReportList { only_open: query.get("open").is_some() }).await?;
    let body = staff.may(A::Change, R::VocationalReport);
    let other = if body { "reports-column-provider" } else { "reports-column-to" };
    let columns = [
        "vocational-report-what",
        "vocational-report-about",
        "vocational-column-type",
        other,
        "reports-column-due",
        "reports-column-on",
        "vocational-report-taken",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("vocational-reports-title"), columns)
        .rows(rows.iter().map(|row| line(&staff, row, body)))
        .quiet_caption();
    let filter = FilterBar::new(staff.language(), &query)
        .field(Field::check("open", staff.t("vocational-reports-filter-open")));
    let lead = if body { "vocational-reports-lead-body" } else { "vocational-reports-lead-provider" };
    let page =
        staff.page("vocational-reports-title").lead(staff.t(lead)).crumb(staff.t("vocational-title"), PATH);
    let view = ListView::new(table, EmptyState::new(staff.t("vocational-reports-empty"))).filter(filter);
    ListPage::new(page, view).answer(&staff, &input).await
}

/// Whom or which group a report is about.
fn about(staff: &Staff, row: &VocationalReportRow) -> String {
    match row.report.about {
        Some(_) => name(staff, &row.who),
        None => {
            staff.tn("vocational-report-group-of", &[("people", row.report.facts.people.unwrap_or(0).into())])
        }
    }
}

fn state(staff: &Staff, report: &VocationalReport) -> Badge {
    match report.taken_on {
        Some(on) => Badge::new(Tone::Success, staff.tn("vocational-report-taken-on", &[("on", on.into())])),
        None => Badge::new(Tone::Warning, staff.t("vocational-report-not-taken")),
    }
}

fn line(staff: &Staff, row: &VocationalReportRow, body: bool) -> Row {
    let report = &row.report;
    let what = staff.code("vocational-report-kind", report.what.code());
    let sent = match report.was_late() {
        true => Value::DateNote {
            date: report.sent_on,
            note: staff.t("vocational-report-late"),
            tone: Tone::Danger,
        },
        false => Value::date(Some(report.sent_on)),
    };
    let values = vec![
        Value::link(what.clone(), format!("/vocational/reports/{}", report.id)),
        Value::text(about(staff, row)),
        Value::text(line_text(staff, report.line)),
        Value::Foreign(if body { row.provider.clone() } else { row.to.clone() }),
        Value::date(Some(report.due_on)),
        sent,
        Value::Badge(state(staff, report)),
    ];
    Row::new(report.id, what, values)
}

/// One report.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = staff.ask(&VocationalReportRecord { report: input.id("id")? }).await?;
    let report = &row.report;
    let mut page = staff
        .titled(staff.code("vocational-report-kind", report.what.code()))
        .lead(about(&staff, &row))
        .badge(state(&staff, report))
        .crumb(staff.t("vocational-reports-title"), "/vocational/reports");
    if report.to == staff.organisation.id && report.taken_on.is_none() {
        let path = format!("/vocational/reports/{}/take", report.id);
        let take = button(&staff, "vocational-report-take", path);
        page = page.action(take.hidden("version", report.version.to_string()).primary());
    }
    Ok(Answer::page(page, [Markup::of(&facts(&staff, &row))]))
}

fn facts(staff: &Staff, row: &VocationalReportRow) -> DescriptionList {
    let (report, facts) = (&row.report, &row.report.facts);
    let who = match report.about {
        Some(said) if !row.who.name.is_empty() => {
            Value::link(row.who.name.clone(), format!("/people/{}", said.person))
        }
        _ => Value::text(about(staff, row)),
    };
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("vocational-report-about"), who)
        .item(staff.t("vocational-column-type"), line_text(staff, report.line))
        .item(staff.t("reports-column-provider"), Value::Foreign(row.provider.clone()))
        .item(staff.t("reports-column-to"), Value::Foreign(row.to.clone()))
        .item(staff.t("reports-column-due"), report.due_on)
        .item(staff.t("reports-column-on"), report.sent_on);
    if let Some(people) = facts.people {
        list = list.item(staff.t("vocational-column-people"), Value::Number(people));
    }
    if let Some(on) = facts.starts_on {
        list = list.item(staff.t("vocational-column-start"), on);
    }
    if let Some(on) = facts.on {
        list = list.item(staff.t("record-day"), on);
    }
    if let Some(missed) = facts.missed {
        let said = [("missed", missed.missed.into()), ("of", missed.of.into())];
        list = list
            .item(staff.t("vocational-irregular"), staff.tn("vocational-missed-of", &said))
            .item(staff.t("vocational-irregular-talked"), missed.talked_on);
    }
    if let Some(reached) = facts.reached {
        let key = if reached { "vocational-result-reached" } else { "vocational-result-missed" };
        list = list.item(staff.t("vocational-result"), staff.t(key));
    }
    list.item(staff.t("report-basis"), staff.t("vocational-report-basis"))
}

/// The body has it.
pub async fn take(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let report: VocationalReportId = input.id("id")?;
    let version = input.text("version").parse().unwrap_or_default();
    let done = staff.run(&input, TakeVocationalReport { report, version }).await?;
    Ok(Answer::see("/vocational/reports").done("vocational-report-take-done", &done))
}
