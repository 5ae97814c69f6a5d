//! Everybody on the way out of a course, soonest end first, with what is missing.

use super::{PATH, done_badge, gap_value};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::{FORMATS, ListPage, MOST};
use crate::pages::next;
use crate::view::{Choice, Column, EmptyState, Field, FilterBar, ListView, Query, Row, Table, Tone, Value};
use app::queries::graduates::{GraduateFilter, GraduateList, GraduatePage, GraduateRow};
use domain::graduate::Missing;

/// Most rows that are sorted and found in one page.
const ROWS: i64 = 2_000;

fn filter_of(staff: &Staff, query: &Query, file: bool) -> GraduateFilter {
    let missing = query.get("missing").and_then(Missing::from_code);
    let yesterday = staff.today.pred_opt().filter(|_| missing == Some(Missing::FollowOn));
    GraduateFilter {
        course: query.get("course").and_then(|id| id.parse().ok()),
        missing,
        // nothing can be missing after a course that still runs
        until: yesterday,
        from: Some(staff.today).filter(|_| query.get("ending").is_some()),
        page_size: Some(if file { MOST } else { ROWS }),
        ..GraduateFilter::default()
    }
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let file = FORMATS.contains(&input.text("format"));
    let found = staff.ask(&GraduateList { filter: filter_of(&staff, &query, file) }).await?;
    let missing = Missing::ALL
        .iter()
        .filter(|one| **one != Missing::FollowOn || found.plan)
        .map(|one| Choice::new(one.code(), staff.code("graduates-missing", one.code())))
        .collect();
    let filter = FilterBar::new(staff.language(), &query)
        .field(Field::select("missing", staff.t("graduates-filter-missing"), missing))
        .field(Field::check("ending", staff.t("graduates-filter-ending")))
        .set("course", staff.t("graduates-filter-course"));
    let empty = EmptyState::new(staff.t("graduates-people-empty"));
    let view = ListView::new(table(&staff, &found), empty).filter(filter);
    let page = staff
        .page("graduates-people-title")
        .lead(staff.t("graduates-people-lead"))
        .wide()
        .crumb(staff.t("graduates-title"), PATH);
    ListPage::new(page, view).total(usize::try_from(found.total).unwrap_or(0)).answer(&staff, &input).await
}

fn table(staff: &Staff, found: &GraduatePage) -> Table {
    let mut columns = vec![
        "graduates-column-name",
        "graduates-column-case",
        "graduates-column-course",
        "graduates-column-end",
        "graduates-column-talk",
        "graduates-column-sheet",
        "graduates-column-decision",
    ];
    if found.plan {
        columns.push("graduates-column-gap");
    }
    columns.extend(["graduates-column-next", "graduates-column-due"]);
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = found.rows.iter().map(|row| line(staff, found, row));
    Table::new(staff.language(), staff.t("graduates-people-title"), columns).rows(rows).quiet_caption()
}

fn line(staff: &Staff, found: &GraduatePage, row: &GraduateRow) -> Row {
    let (graduate, name) = (&row.entry.graduate, row.entry.name());
    let decision = match (graduate.decision(), row.decided) {
        (Some(decision), _) => {
            let route = staff.code("graduate-route", decision.route.code());
            let starts = decision.starts_on.map(|day| wording::date(staff.language(), day));
            Value::Lines(format!("{} {route}", decision.route.letter()), starts.unwrap_or_default())
        }
        (None, decided) => Value::Badge(done_badge(staff, decided)),
    };
    let mut values = vec![
        Value::link(name.clone(), format!("{PATH}/{}", graduate.id)),
        Value::code(row.entry.case_number.clone()),
        Value::Foreign(row.course_number.clone()),
        Value::Date(graduate.last_day),
        Value::Badge(done_badge(staff, row.talked)),
        Value::Badge(done_badge(staff, graduate.sheet.is_some())),
        decision,
    ];
    if found.plan {
        values.push(gap_value(staff, row.gap));
    }
    let office = |id| found.organisations.get(&id).cloned().unwrap_or_default();
    let late = match &row.next {
        Some(next) => {
            let what = staff.code("step-code", next.what.code());
            values.push(Value::Lines(what, office(next.organisation)));
            values.push(next::due(staff, Some(next.due_on)));
            next.due_on < staff.today
        }
        None => {
            values.extend([Value::Missing, Value::Missing]);
            false
        }
    };
    let line = Row::new(graduate.id, name, values);
    if late { line.tone(Tone::Warning) } else { line }
}
