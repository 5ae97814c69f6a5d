//! One report with its facts, and the answer of the body it went to.

use super::reports::{answers, person, state_badge};
use super::tally_text;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::yes_no;
use crate::view::{Choice, DescriptionList, Entered, Field, Form, Value};
use app::commands::AnswerReport;
use app::queries::attendance_reports::{ReportRecord, ReportRow};
use domain::attendance::AnswerCode;
use domain::ids::AttendanceReportId;

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = staff.ask(&ReportRecord { report: input.id("id")? }).await?;
    Ok(page(&staff, &row, None))
}

fn page(staff: &Staff, row: &ReportRow, back: Option<&Entered>) -> Answer {
    let report = &row.report;
    let mut parts = vec![Markup::of(&facts(staff, row))];
    if answers(staff) && report.to == staff.organisation.id && report.answer.is_none() {
        let form = form(staff, report.id, report.version);
        let form = back.map_or_else(|| form.clone(), |entered| form.clone().fill(entered));
        let intro = Markup::paragraph(&staff.t("report-answer-intro"));
        parts.push(Markup::section(&staff.t("report-answer-title"), [intro, Markup::of(&form)]));
    }
    let page = staff
        .titled(staff.tn("report-title", &[("on", report.reported_on.into())]))
        .lead(person(staff, row))
        .badge(state_badge(staff, report))
        .crumb(staff.t("reports-title"), "/reports");
    Answer::page(page, parts).status(if back.is_some() { 422 } else { 200 })
}

fn facts(staff: &Staff, row: &ReportRow) -> DescriptionList {
    let (report, facts) = (&row.report, &row.report.facts);
    let tally = &facts.tally;
    let name = person(staff, row);
    let who = if row.name.is_empty() {
        Value::text(name)
    } else {
        Value::link(name, format!("/people/{}", report.person))
    };
    let course = row.course.as_ref().map_or(Value::Missing, |course| {
        Value::Foreign(format!("{} · {}", course.number, staff.code("course-kind", course.kind.code())))
    });
    let period =
        staff.tn("report-period-text", &[("from", tally.from.into()), ("until", tally.until.into())]);
    let talked: Vec<String> =
        facts.talked_on.iter().map(|day| wording::date(staff.language(), *day)).collect();
    let list = DescriptionList::new(staff.language())
        .item(staff.t("report-person"), who)
        .item(staff.t("report-case"), row.case_number.clone())
        .item(staff.t("reports-column-provider"), Value::Foreign(row.provider.clone()))
        .item(staff.t("concern-course"), course)
        .item(staff.t("reports-column-to"), Value::Foreign(row.to.clone()))
        .item(staff.t("report-period"), period)
        .item(staff.t("report-days"), tally_text(staff, tally))
        .item(staff.t("report-talked"), talked.join(", "))
        .item(staff.t("report-help-offered"), yes_no(staff, facts.help_offered))
        .item(staff.t("report-finding"), staff.code("report-finding", facts.finding.code()))
        .item(staff.t("reports-column-due"), report.answer_due_on)
        .item(staff.t("report-basis"), staff.t("report-basis-text"));
    match report.answer {
        Some(answer) => list
            .item(staff.t("report-answer"), staff.code("answer", answer.what.code()))
            .item(staff.t("report-answer-on"), answer.on),
        None => list,
    }
}

fn form(staff: &Staff, report: AttendanceReportId, version: i64) -> Form {
    let answers = AnswerCode::ALL
        .iter()
        .map(|answer| Choice::new(answer.code(), staff.code("answer", answer.code())))
        .collect();
    staff
        .form(format!("/reports/{report}/answer"))
        .version(version)
        .field(Field::radios("what", staff.t("report-answer-what"), answers).required())
        .submit(staff.t("report-answer-save"))
}

/// Takes the answer.
pub async fn answer(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let report: AttendanceReportId = input.id("id")?;
    let mut read = input.read(staff.language());
    read.required("what");
    let entered = match read.code("what", AnswerCode::from_code) {
        Some(what) => {
            let version = input.text("version").parse().unwrap_or_default();
            match staff.run(&input, AnswerReport { report, version, what }).await {
                Ok(done) => return Ok(Answer::see("/reports").done("report-answer-sent", &done)),
                Err(problem) => problem.at_fields(staff.language(), input.entered())?,
            }
        }
        None => read.errors().unwrap_or_else(|| input.entered()),
    };
    let row = staff.ask(&ReportRecord { report }).await?;
    Ok(page(&staff, &row, Some(&entered)))
}
