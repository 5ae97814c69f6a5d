//! What of attendance waits for the provider, and the counters that homes show.

use super::course_path;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::record::Counter;
use crate::view::{Action, Badge, Column, Counters, EmptyState, Row, Table, Tone, Value};
use app::queries::attendance::{CourseLists, OwnAttendance, ProviderAttendance};
use app::queries::attendance_reports::ReportCounts;
use domain::access::{Action as A, Resource as R};

/// Page.
pub async fn show(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let own = staff.ask(&OwnAttendance).await?;
    let page = staff
        .page("attendance-title")
        .action(Action::link(staff.t("attendance-all-concerns"), "/attendance/concerns"))
        .action(Action::link(staff.t("attendance-all-reports"), "/reports"));
    let parts = [Markup::of(&Counters::new(counters(&staff, &own))), courses(&staff, &own.courses)];
    Ok(Answer::page(page, parts))
}

fn counter(staff: &Staff, key: &str, count: i64, href: &str, tone: Tone) -> Counter {
    let counter = Counter::new(staff.t(key), wording::number(staff.language(), count)).href(href);
    if count > 0 { counter.tone(tone) } else { counter }
}

fn counters(staff: &Staff, own: &ProviderAttendance) -> Vec<Counter> {
    let talks = "/attendance/concerns?state=open";
    let reviews = "/attendance/concerns?state=help_agreed";
    vec![
        counter(staff, "attendance-talks", own.talks, talks, Tone::Warning),
        counter(staff, "attendance-talks-late", own.talks_late, talks, Tone::Danger),
        counter(staff, "attendance-reviews", own.reviews, reviews, Tone::Warning),
        counter(staff, "attendance-unanswered", own.unanswered, "/reports?open=1", Tone::Info),
        counter(staff, "attendance-unanswered-late", own.overdue, "/reports?open=1", Tone::Danger),
    ]
}

/// Counters on the home of a provider; nothing while nothing waits.
pub async fn provider_counters(staff: &Staff) -> Result<Vec<Counter>, Problem> {
    if !staff.may(A::List, R::Attendance) {
        return Ok(Vec::new());
    }
    let own = staff.ask(&OwnAttendance).await?;
    let waits = own.talks + own.reviews + own.unanswered > 0;
    Ok(if waits { counters(staff, &own) } else { Vec::new() })
}

/// Counters on the home of a body that obliges; nothing while no report is open.
pub async fn body_counters(staff: &Staff) -> Result<Vec<Counter>, Problem> {
    if !staff.may(A::Change, R::AttendanceReport) {
        return Ok(Vec::new());
    }
    let (open, overdue) = staff.ask(&ReportCounts).await?;
    if open == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![
        counter(staff, "attendance-to-answer", open, "/reports?open=1", Tone::Warning),
        counter(staff, "attendance-to-answer-late", overdue, "/reports?open=1", Tone::Danger),
    ])
}

fn courses(staff: &Staff, courses: &[CourseLists]) -> Markup {
    let title = staff.t("attendance-courses");
    if courses.is_empty() {
        return Markup::section(&title, [Markup::of(&EmptyState::new(staff.t("attendance-courses-empty")))]);
    }
    let columns = vec![
        Column::new(staff.t("attendance-column-course")),
        Column::new(staff.t("attendance-column-last")),
        Column::new(staff.t("attendance-column-state")),
        Column::number(staff.t("attendance-column-concerned")),
        Column::silent(staff.t("attendance-list-today")),
    ];
    let rows = courses.iter().map(|lists| row(staff, lists));
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    Markup::section(&title, [Markup::of(&table)])
}

fn row(staff: &Staff, lists: &CourseLists) -> Row {
    let (course, path) = (&lists.course, course_path(lists.course.id));
    let (tone, state) = match (lists.today_done, lists.late, lists.last) {
        (true, _, _) => (Tone::Success, "attendance-list-done"),
        (false, true, _) => (Tone::Danger, "attendance-list-late"),
        (false, false, Some(_)) => (Tone::Info, "attendance-list-ok"),
        (false, false, None) => (Tone::Neutral, "attendance-list-none"),
    };
    let name = format!("{} · {}", course.number, staff.code("course-kind", course.kind.code()));
    let key = if lists.today_done { "attendance-list-open" } else { "attendance-list-today" };
    let enter = Action::link(staff.t(key), format!("{path}/{}", staff.today)).about(course.number.clone());
    let values = vec![
        Value::link(name.clone(), path),
        Value::date(lists.last),
        Value::Badge(Badge::new(tone, staff.t(state))),
        Value::Number(lists.concerned),
        Value::Actions(vec![enter]),
    ];
    let row = Row::new(course.id, name, values);
    if lists.late { row.tone(Tone::Warning) } else { row }
}
