//! What the round writes to each body when a plan is accepted: its course starts and test days, and what is due next. A
//! letter to print, and the list of these letters on the plan's page. German is binding; in English it is a translation.

use super::PATH;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Column, EmptyState, Language, ListView, Row, Table, Value};
use app::queries::start_plan_notice::{NoticeDay, NoticeSheet, StartPlanNotice, StartPlanNotices};
use domain::course::Course;
use domain::document::{Addressed, Block, Document, Grid, Section};
use domain::organisation::Organisation;
use domain::start_plan::{ProposedStart, StartPlan, StartPlanState};

const PDF: &str = "application/pdf";

/// The letter.
pub(super) async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let to = input.part("to").parse().map_err(|_| Problem::NotFound)?;
    let sheet = staff.ask(&StartPlanNotice { plan: input.id("id")?, to }).await?;
    let document = compose(&staff, &sheet);
    let press = staff.site.clone();
    let made = tokio::task::spawn_blocking(move || press.letters.document(&document)).await;
    let pdf = made.map_err(|_| Problem::Fault("the letter press stopped".to_owned()))??;
    Ok(Answer::inline(pdf, PDF))
}

/// The letters of an accepted plan that the reader may open; nothing before.
pub(super) async fn list(staff: &Staff, plan: &StartPlan) -> Result<Vec<Markup>, Problem> {
    if plan.state != StartPlanState::Accepted {
        return Ok(Vec::new());
    }
    let bodies = staff.ask(&StartPlanNotices { plan: plan.id }).await?;
    let title = staff.t("plan-notices");
    let columns =
        vec![Column::new(staff.t("plan-notice-column-to")), Column::new(staff.t("plan-notice-column-paper"))];
    let rows = bodies.iter().map(|body| {
        let paper =
            Value::link(staff.t("plan-notice-open"), format!("{PATH}/{}/notice/{}", plan.id, body.id));
        Row::new(body.id, body.name.clone(), vec![Value::Foreign(body.name.clone()), paper])
    });
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    let view = ListView::new(table, EmptyState::new(staff.t("plan-notices-empty")));
    let lead = Markup::paragraph(&staff.t("plan-notices-lead"));
    Ok(vec![Markup::section(&title, [lead, Markup::of(&view)])])
}

fn compose(staff: &Staff, sheet: &NoticeSheet) -> Document {
    let decided = sheet.plan.decided_on.unwrap_or(sheet.plan.proposed_on);
    let intro = [("on", decided.into()), ("proposed", sheet.plan.proposed_on.into())];
    let translated = staff.language() != Language::De;
    let mut sections = vec![Section {
        heading: staff.t("plan-notice-why"),
        blocks: vec![Block::Text(staff.tn("plan-notice-intro", &intro))],
    }];
    if !sheet.starts.is_empty() {
        sections.push(starts(staff, sheet));
    }
    if !sheet.days.is_empty() {
        sections.push(days(staff, sheet));
    }
    sections.push(next(staff, sheet));
    Document {
        language: staff.language().code().to_owned(),
        title: staff.t("plan-notice-title"),
        subtitle: staff.tn("plan-notice-subtitle", &[("region", staff.region.name.as_str().into())]),
        author: sheet.sender.name.clone(),
        addressed: Some(addressed(staff, sheet)),
        note: translated.then(|| staff.t("letters-translation-note")),
        sections,
    }
}

fn lines(body: &Organisation) -> Vec<String> {
    let seat = &body.seat;
    let town = format!("{} {}", seat.postcode, seat.town).trim().to_owned();
    vec![body.name.clone(), seat.street.clone(), town]
}

fn addressed(staff: &Staff, sheet: &NoticeSheet) -> Addressed {
    let decided = sheet.plan.decided_on.unwrap_or(sheet.plan.proposed_on);
    let sender = &sheet.sender;
    let info = [
        ("letters-info-date", wording::date(staff.language(), decided)),
        ("letters-info-phone", sender.phone.clone()),
        ("letters-info-email", sender.email.clone()),
    ];
    let info = info.into_iter().filter(|(_, value)| !value.is_empty());
    Addressed {
        sender: lines(sender),
        receiver: lines(&sheet.receiver),
        info: info.map(|(key, value)| (staff.t(key), value)).collect(),
    }
}

/// A course as the letter names it: type, section, number.
fn course_name(staff: &Staff, start: &ProposedStart, course: &Course) -> String {
    let kind = staff.code("course-kind", start.key.kind.code());
    let section = staff.tn("start-plan-section", &[("section", i64::from(start.key.section).into())]);
    format!("{kind}, {section} ({})", course.number)
}

fn day(staff: &Staff, on: chrono::NaiveDate) -> String {
    wording::date_with_weekday(staff.language(), on)
}

fn grid(staff: &Staff, columns: &[&str], rows: Vec<Vec<String>>) -> Block {
    Block::Table(Grid { columns: columns.iter().map(|key| staff.t(key)).collect(), rows })
}

fn starts(staff: &Staff, sheet: &NoticeSheet) -> Section {
    let rows = sheet.starts.iter().map(|(start, course)| {
        let time = staff.code("time-of-day", start.key.time.code());
        vec![
            day(staff, start.key.on),
            course_name(staff, start, course),
            format!("{}, {time}", start.key.town),
            start.seats.to_string(),
            start.minimum.to_string(),
        ]
    });
    let columns = [
        "plan-notice-starts-on",
        "plan-notice-starts-what",
        "plan-notice-starts-where",
        "plan-notice-starts-seats",
        "plan-notice-starts-minimum",
    ];
    Section {
        heading: staff.t("plan-notice-starts"),
        blocks: vec![grid(staff, &columns, rows.collect()), Block::Text(staff.t("plan-notice-starts-note"))],
    }
}

fn days(staff: &Staff, sheet: &NoticeSheet) -> Section {
    let rows = sheet.days.iter().map(|row| {
        let place = &row.session.place;
        let place = [place.name.as_str(), place.town.as_str()];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        vec![
            format!(
                "{}, {}",
                day(staff, row.agreed.on),
                wording::time(staff.language(), row.session.starts_at)
            ),
            place.join(", "),
            row.agreed.seats.to_string(),
            row.agreed.invite.to_string(),
        ]
    });
    let columns = [
        "plan-notice-days-on",
        "plan-notice-days-where",
        "plan-notice-days-seats",
        "plan-notice-days-invite",
    ];
    Section { heading: staff.t("plan-notice-days"), blocks: vec![grid(staff, &columns, rows.collect())] }
}

/// What is due next, soonest first.
fn next(staff: &Staff, sheet: &NoticeSheet) -> Section {
    let mut due = Vec::new();
    for (start, course) in &sheet.starts {
        let args = [("course", course.number.as_str().into()), ("on", start.key.on.into())];
        due.push((sheet.plan.lead(start.key.on), staff.tn("plan-notice-next-course", &args)));
    }
    for row in &sheet.days {
        due.extend(day_tasks(staff, sheet, row));
    }
    due.sort();
    let rows = due.into_iter().map(|(on, what)| vec![wording::date(staff.language(), on), what]);
    let columns = ["plan-notice-next-due", "plan-notice-next-what"];
    let mut blocks = vec![grid(staff, &columns, rows.collect())];
    if sheet.days.iter().any(|row| row.holds) {
        blocks.push(Block::Text(staff.t("plan-notice-next-reserve")));
    }
    let sender = [("sender", sheet.sender.name.as_str().into())];
    blocks.push(Block::Text(staff.tn("plan-notice-contact", &sender)));
    Section { heading: staff.t("plan-notice-next"), blocks }
}

fn day_tasks(staff: &Staff, sheet: &NoticeSheet, row: &NoticeDay) -> Vec<(chrono::NaiveDate, String)> {
    let lead = sheet.plan.lead(row.agreed.on);
    let on = ("on", row.agreed.on.into());
    let mut tasks = Vec::new();
    if row.holds {
        tasks.push((lead, staff.tn("plan-notice-next-host", &[on])));
    }
    if row.invites {
        tasks.push((lead, staff.tn("plan-notice-next-invite", &[on, ("count", row.agreed.invite.into())])));
    }
    tasks
}
