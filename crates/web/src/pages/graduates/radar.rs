//! The radar: courses that end soon with what is missing in each, and courses behind which people still wait.

use super::{PATH, VISITS};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists;
use crate::view::record::Counter;
use crate::view::{Action, Column, EmptyState, FilterBar, ListView, Notice, Row, Table, Tone, Value};
use app::queries::graduates::{GraduateRadar, RadarRow};
use domain::access::{Action as A, Resource as R};

/// Looking ahead by so many weeks (process 5.1–5.3 and the issue of a year's planning).
const AHEAD: [u64; 4] = [4, 8, 12, 26];

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let weeks = query.get("weeks").and_then(|weeks| weeks.parse().ok()).filter(|n| AHEAD.contains(n));
    let weeks = weeks.unwrap_or(12);
    let radar = staff.ask(&GraduateRadar { weeks }).await?;
    let mut page = staff
        .page("graduates-title")
        .lead(staff.tn("graduates-lead", &[("weeks", i64::try_from(weeks).unwrap_or(0).into())]))
        .help("graduates")
        .action(Action::link(staff.t("graduates-all-people"), "/graduates/people"));
    if staff.may(A::List, R::VisitDay) {
        page = page.action(Action::link(staff.t("visits-title"), VISITS));
    }
    for ahead in AHEAD.into_iter().filter(|ahead| *ahead != weeks) {
        let label = staff.tn("graduates-ahead", &[("weeks", i64::try_from(ahead).unwrap_or(0).into())]);
        page = page.action(Action::link(label, format!("{PATH}?weeks={ahead}")).quiet());
    }
    let table = ending(&staff, &radar.ending);
    let empty = EmptyState::new(staff.t("graduates-ending-empty"));
    let view = lists::arranged(
        &staff,
        &input,
        ListView::new(table, empty).filter(FilterBar::new(staff.language(), &query).plain()),
    );
    if lists::FORMATS.contains(&input.text("format")) {
        return lists::of_table(input.text("format"), &view.table);
    }
    let mut parts = Vec::new();
    let undecided: i64 = radar.ending.iter().map(|row| row.counts.people - row.counts.decided).sum();
    if undecided > 0 {
        let text = staff.tn("graduates-undecided", &[("count", undecided.into())]);
        let show = Action::link(staff.t("graduates-undecided-show"), "/graduates/people?missing=decision");
        parts.push(Markup::of(&Notice::new(Tone::Info, text).action(show)));
    }
    parts.push(Markup::section(&staff.t("graduates-ending"), [Markup::of(&view)]));
    if !radar.gaps.is_empty() {
        parts.push(Markup::section(&staff.t("graduates-gaps"), [Markup::of(&gaps(&staff, &radar.gaps))]));
    }
    Ok(Answer::page(page, parts))
}

fn people_path(row: &RadarRow, missing: &str) -> String {
    let missing = if missing.is_empty() { String::new() } else { format!("&missing={missing}") };
    format!("/graduates/people?course={}{missing}", row.counts.course)
}

/// "7 of 12", leading to those that are missing.
fn of_all(staff: &Staff, row: &RadarRow, done: i64, missing: &str) -> Value {
    let args = [("done", done.into()), ("all", row.counts.people.into())];
    let label = staff.tn("graduates-of", &args);
    if done >= row.counts.people { Value::text(label) } else { Value::link(label, people_path(row, missing)) }
}

fn number(row: &RadarRow) -> String {
    row.course.as_ref().map(|course| course.number.clone()).unwrap_or_default()
}

fn ending(staff: &Staff, rows: &[RadarRow]) -> Table {
    let columns = [
        "graduates-column-course",
        "graduates-column-kind",
        "graduates-column-provider",
        "graduates-column-language-end",
        "graduates-column-end",
        "graduates-column-people",
        "graduates-column-talks",
        "graduates-column-sheets",
        "graduates-column-decided",
        "graduates-column-visit",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let lines = rows.iter().map(|row| {
        let (counts, name) = (&row.counts, number(row));
        let kind = row.course.as_ref().map(|course| staff.code("course-kind", course.kind.code()));
        let visit = match &row.visit {
            Some(day) => {
                Value::link(wording::date(staff.language(), day.held_on), format!("{VISITS}/{}", day.id))
            }
            None if staff.may(A::Create, R::VisitDay) => Value::Actions(vec![
                Action::link(staff.t("visits-new"), format!("{VISITS}/new?course={}", counts.course))
                    .about(name.clone()),
            ]),
            None => Value::Missing,
        };
        let values = vec![
            Value::link(name.clone(), people_path(row, "")),
            kind.map_or(Value::Missing, Value::text),
            Value::Foreign(row.provider.clone()),
            Value::date(row.course.as_ref().map(|course| course.language_ends_on())),
            Value::Date(counts.last_day),
            Value::Number(counts.people),
            of_all(staff, row, counts.talked, "talk"),
            of_all(staff, row, counts.advised, "sheet"),
            of_all(staff, row, counts.decided, "decision"),
            visit,
        ];
        Row::new(counts.course, name, values)
    });
    Table::new(staff.language(), staff.t("graduates-ending"), columns).rows(lines).quiet_caption()
}

fn gaps(staff: &Staff, rows: &[RadarRow]) -> Table {
    let columns = [
        "graduates-column-course",
        "graduates-column-provider",
        "graduates-column-end",
        "graduates-column-days",
        "graduates-column-waiting",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let lines = rows.iter().map(|row| {
        let name = number(row);
        let days = (staff.today - row.counts.last_day).num_days();
        let values = vec![
            Value::link(name.clone(), people_path(row, "follow_on")),
            Value::Foreign(row.provider.clone()),
            Value::Date(row.counts.last_day),
            Value::Number(days),
            Value::Number(row.counts.people),
        ];
        Row::new(row.counts.course, name, values)
    });
    Table::new(staff.language(), staff.t("graduates-gaps"), columns).rows(lines).quiet_caption()
}

/// Counters on a home; nothing while no course ends.
pub async fn counters(staff: &Staff) -> Result<Vec<Counter>, Problem> {
    if !staff.may(A::List, R::Graduate) {
        return Ok(Vec::new());
    }
    let radar = staff.ask(&GraduateRadar { weeks: 12 }).await?;
    let sum = |of: fn(&RadarRow) -> i64| -> i64 { radar.ending.iter().map(of).sum() };
    let counter = |key: &str, count: i64, href: &str| {
        let counter = Counter::new(staff.t(key), wording::number(staff.language(), count)).href(href);
        if count > 0 { counter.tone(Tone::Warning) } else { counter }
    };
    let mut counters = Vec::new();
    if !radar.ending.is_empty() {
        let (missing, href) = if staff.may(A::Decide, R::Graduate) {
            (sum(|row| row.counts.people - row.counts.decided), "/graduates/people?missing=decision")
        } else {
            (sum(|row| row.counts.people - row.counts.advised), "/graduates/people?missing=sheet")
        };
        let key = if staff.may(A::Decide, R::Graduate) { "today-undecided" } else { "today-unadvised" };
        counters.push(counter(key, missing, href));
    }
    let waiting: i64 = radar.gaps.iter().map(|row| row.counts.people).sum();
    if waiting > 0 {
        counters.push(counter("today-gaps", waiting, "/graduates/people?missing=follow_on"));
    }
    Ok(counters)
}
