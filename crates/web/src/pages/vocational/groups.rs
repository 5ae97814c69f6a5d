//! Groups: for a provider what it collects with "missing n for a start" and its courses; for others the courses.

use super::{PATH, line_text};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::lists::ListPage;
use crate::pages::next;
use crate::view::{Action, Badge, Column, EmptyState, Field, FilterBar, ListView, Row, Table, Tone, Value};
use app::commands::ReportGroup;
use app::queries::vocational::{GroupList, GroupRow, OwnLine, OwnLines};
use domain::access::{Action as A, Resource as R};
use domain::vocational::{VocationalCourseState, VocationalLine};

const COLUMNS: [&str; 7] = [
    "vocational-column-number",
    "vocational-column-type",
    "vocational-column-provider",
    "vocational-column-town",
    "vocational-column-start",
    "vocational-column-people",
    "vocational-column-state",
];

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let provider = staff.may(A::Create, R::VocationalCourse);
    let wanted = GroupList { own: provider, with_ended: query.get("ended").is_some() };
    let rows = staff.ask(&wanted).await?;
    let columns = COLUMNS.iter().enumerate().map(|(at, key)| match at {
        5 => Column::number(staff.t(key)),
        _ => Column::new(staff.t(key)),
    });
    let table = Table::new(staff.language(), staff.t("vocational-courses-title"), columns.collect())
        .rows(rows.iter().map(|row| course_line(&staff, row)))
        .quiet_caption();
    let mut page = staff
        .page("vocational-courses-title")
        .lead(staff.t("vocational-courses-lead"))
        .crumb(staff.t("vocational-title"), PATH);
    let mut before = Vec::new();
    if provider {
        let new = Action::link(staff.t("vocational-course-new"), "/vocational/courses/new");
        page = page.action(new.primary());
        before.push(collecting(&staff, &staff.ask(&OwnLines).await?));
    }
    let filter = FilterBar::new(staff.language(), &query)
        .field(Field::check("ended", staff.t("vocational-filter-ended")));
    let view = ListView::new(table, EmptyState::new(staff.t("vocational-courses-empty"))).filter(filter);
    ListPage::new(page, view).before(before).answer(&staff, &input).await
}

/// A state as it is shown everywhere.
pub(super) fn state_badge(staff: &Staff, state: VocationalCourseState) -> Badge {
    let tone = match state {
        VocationalCourseState::Planned => Tone::Info,
        VocationalCourseState::Running => Tone::Success,
        VocationalCourseState::Ended | VocationalCourseState::Cancelled => Tone::Neutral,
    };
    Badge::new(tone, staff.code("vocational-course-state", state.code()))
}

fn course_line(staff: &Staff, row: &GroupRow) -> Row {
    let course = &row.course;
    let values = vec![
        Value::link(course.number.clone(), format!("/vocational/courses/{}", course.id)),
        Value::text(line_text(staff, course.line)),
        Value::Foreign(row.provider.clone()),
        Value::Foreign(course.town.clone()),
        Value::date(Some(course.started_on.unwrap_or(course.planned_start_on))),
        Value::Number(row.people),
        Value::Badge(state_badge(staff, course.state)),
    ];
    Row::new(course.id, course.number.clone(), values)
}

fn collecting(staff: &Staff, lines: &[OwnLine]) -> Markup {
    let title = staff.t("vocational-collecting");
    if lines.is_empty() {
        let register = Action::link(staff.t("vocational-register-title"), "/vocational/register");
        let empty = EmptyState::new(staff.t("vocational-collecting-empty")).action(register);
        return Markup::section(&title, [Markup::of(&empty)]);
    }
    let columns = vec![
        Column::new(staff.t("vocational-column-type")),
        Column::number(staff.t("vocational-column-waiting")),
        Column::number(staff.t("vocational-column-missing")),
        Column::number(staff.t("vocational-column-everywhere")),
        Column::new(staff.t("vocational-column-oldest")),
        Column::new(staff.t("vocational-column-report")),
        Column::silent(staff.t("vocational-course-new")),
    ];
    let rows = lines.iter().map(|line| own_line(staff, line));
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    Markup::section(&title, [Markup::of(&table)])
}

fn own_line(staff: &Staff, own: &OwnLine) -> Row {
    let name = line_text(staff, own.line);
    let missing = own.row.as_ref().map_or(Value::Missing, |row| match row.missing(own.waiting) {
        0 => Value::Badge(Badge::new(Tone::Success, staff.t("vocational-group-complete"))),
        missing => Value::Number(missing),
    });
    let plan = format!("/vocational/courses/new?line={}", own.line);
    let mut actions = vec![Action::link(staff.t("vocational-course-new"), plan).about(name.clone())];
    if own.report.is_some() {
        let report = button(staff, "vocational-report-group", "/vocational/courses/report")
            .hidden("line", own.line.to_string());
        actions.push(report.about(name.clone()));
    }
    let values = vec![
        Value::link(name.clone(), format!("/vocational/people?line={}", own.line)),
        Value::Number(own.waiting),
        missing,
        own.everywhere.map_or(Value::Missing, Value::Number),
        Value::date(own.oldest),
        next::due(staff, own.report.map(|duty| duty.due_on)),
        Value::Actions(actions),
    ];
    Row::new(own.line, name, values)
}

/// Tells BAMF about a line.
pub async fn report(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let line = VocationalLine::from_code(input.text("line")).ok_or(Problem::Unreadable)?;
    let done = staff.run(&input, ReportGroup { line }).await?;
    Ok(Answer::see("/vocational/courses").done("vocational-report-group-done", &done))
}
