//! Courses of the region as a list, and the provider's own ones over time with their free seats.

use super::{PATH, kinds, several, yes_no};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::chart::{Frame, Gantt, GanttBar, GanttRow};
use crate::view::{
    Action, Badge, Choice, Column, EmptyState, Field, FilterBar, ListView, Query, Row, Table, Tone, Value,
};
use app::queries::courses::{CourseFilter, CourseList, CourseRow};
use chrono::Months;
use domain::access::{Action as A, Resource as R};
use domain::course::{CourseKind, CourseState};
use domain::ids::OrganisationId;
use domain::organisation::OrganisationKind;
use std::collections::{BTreeMap, BTreeSet};

/// Days before a start within which too few people are a risk.
pub const RISK_DAYS: i64 = 21;

const COLUMNS: [&str; 9] = [
    "courses-column-course",
    "courses-column-kind",
    "courses-column-place",
    "courses-column-provider",
    "courses-column-start",
    "courses-column-taken",
    "courses-column-free",
    "courses-column-care",
    "courses-column-state",
];

/// The filter that an address means; what cannot be read is left out.
pub fn filter_of(staff: &Staff, query: &Query) -> CourseFilter {
    let from = query.get("from").unwrap_or_default().to_owned();
    let typed = Input { pairs: vec![("from".to_owned(), from)], ..Input::default() };
    let set = |name: &str| query.get(name).is_some();
    CourseFilter {
        kind: query.get("kind").and_then(CourseKind::from_code),
        town: query.get("town").map(str::to_owned),
        child_care: set("care"),
        with_free_seats: set("free"),
        provider: query.get("provider").and_then(|id| id.parse().ok()),
        starts_from: typed.read(staff.language()).from_day(staff.today).day("from"),
        at_risk_within_days: set("risk").then_some(RISK_DAYS),
        offered: set("offered"),
        past: set("past"),
        ..CourseFilter::default()
    }
}

/// Tone of a state; the same on every page.
pub fn state_badge(staff: &Staff, row: &CourseRow) -> Badge {
    let tone = match row.course.state {
        CourseState::Draft => Tone::Warning,
        CourseState::Published => Tone::Info,
        CourseState::Running => Tone::Success,
        CourseState::Ended | CourseState::Cancelled => Tone::Neutral,
    };
    Badge::new(tone, staff.code("course-state", row.course.state.code()))
}

fn title(row: &CourseRow) -> String {
    if row.course.title.is_empty() {
        row.course.number.clone()
    } else {
        format!("{} {}", row.course.number, row.course.title)
    }
}

fn row(staff: &Staff, row: &CourseRow) -> Row {
    let course = &row.course;
    let risk = row.at_risk(staff.today, RISK_DAYS);
    let mut state = vec![state_badge(staff, row)];
    if risk {
        state.push(Badge::new(Tone::Danger, staff.tn("courses-missing", &[("count", row.missing().into())])));
    }
    let values = vec![
        Value::link(title(row), format!("{PATH}/{}", course.id)),
        Value::text(staff.code("course-kind", course.kind.code())),
        Value::Foreign(course.place.town.clone()),
        Value::Foreign(row.provider.clone()),
        Value::Date(course.start_on()),
        Value::Number(row.taken),
        Value::Number(row.free()),
        Value::text(yes_no(staff, course.child_care_seats > 0)),
        Value::Badges(state),
    ];
    Row::new(course.id, title(row), values).tone(if risk { Tone::Warning } else { Tone::Neutral })
}

/// The list without filter bar.
pub fn found(table: Table) -> ListView {
    ListView::new(table, EmptyState::new(String::new()))
}

/// Courses as a table; a provider may select its own.
pub fn table(staff: &Staff, caption: &str, rows: &[CourseRow]) -> Table {
    let columns = COLUMNS.iter().map(|key| match *key {
        "courses-column-taken" | "courses-column-free" => Column::number(staff.t(key)),
        _ => Column::new(staff.t(key)),
    });
    let table = Table::new(staff.language(), staff.t(caption), columns.collect())
        .rows(rows.iter().map(|line| row(staff, line)))
        .quiet_caption();
    if several::course_actions(staff).is_empty() { table } else { table.selectable(several::COURSE) }
}

fn filter_bar(staff: &Staff, query: &Query, all: &[CourseRow]) -> FilterBar {
    let towns: BTreeSet<&str> = all.iter().map(|row| row.course.place.town.as_str()).collect();
    let towns =
        towns.into_iter().filter(|town| !town.is_empty()).map(|town| Choice::new(town, town)).collect();
    let providers: BTreeMap<&str, OrganisationId> =
        all.iter().map(|row| (row.provider.as_str(), row.course.organisation)).collect();
    let providers = providers.into_iter().map(|(name, id)| Choice::new(id.to_string(), name)).collect();
    let tick = |name: &str, key: &str| Field::check(name, staff.t(key));
    FilterBar::new(staff.language(), query)
        .field(Field::select(
            "kind",
            staff.t("courses-filter-kind"),
            kinds(staff, CourseKind::ALL.iter().copied()),
        ))
        .field(Field::select("town", staff.t("courses-filter-town"), towns))
        .field(Field::date("from", staff.t("courses-filter-from")))
        .field(tick("free", "courses-filter-free"))
        .more(Field::select("provider", staff.t("courses-column-provider"), providers))
        .more(tick("care", "courses-filter-care"))
        .more(tick("risk", "courses-filter-risk"))
        .more(tick("offered", "courses-filter-offered"))
        .more(tick("past", "courses-filter-past"))
}

/// The list; a provider sees its own courses over time above it.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let all = staff.ask(&CourseList::default()).await?;
    let rows = staff.ask(&CourseList { filter: filter_of(&staff, &query) }).await?;
    let mut empty = EmptyState::new(staff.t("courses-empty"));
    let mut page = staff.page("courses-list-title").wide();
    if staff.may(A::Create, R::CourseDraft) {
        page = page.action(Action::link(staff.t("courses-new"), "/courses/new").primary());
        empty = empty.action(Action::link(staff.t("courses-new"), "/courses/new"));
    }
    if staff.may(A::Create, R::Import) && staff.may(A::Create, R::CourseDraft) {
        page = page.action(Action::link(staff.t("imports-title"), "/imports"));
    }
    let view = ListView::new(table(&staff, "courses-list-title", &rows), empty)
        .filter(filter_bar(&staff, &query, &all));
    let mut parts = Vec::new();
    if staff.actor.organisation_kind == OrganisationKind::Kurstraeger {
        parts.extend(own_chart(&staff, &all));
    }
    let list = ListPage::new(page, view).before(parts);
    let actions = several::course_actions(&staff).into_iter();
    actions.fold(list, |list, (label, path)| list.bulk(label, path)).answer(&staff, &input).await
}

/// A provider's own courses over time, for its home page; nothing if there are none.
pub async fn own_courses(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let filter = CourseFilter { provider: Some(staff.organisation.id), ..CourseFilter::default() };
    Ok(own_chart(staff, &staff.ask(&CourseList { filter }).await?))
}

fn own_chart(staff: &Staff, rows: &[CourseRow]) -> Vec<Markup> {
    let own: Vec<&CourseRow> =
        rows.iter().filter(|row| row.course.organisation == staff.organisation.id).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let free: i64 =
        own.iter().filter(|row| row.course.state != CourseState::Draft).map(|row| row.free()).sum();
    let finding = staff.tn("courses-own-finding", &[("free", free.into())]);
    let frame = Frame::new(staff.language(), staff.t("courses-own-title"), finding).as_of(staff.today);
    let from = staff.today.checked_sub_months(Months::new(1)).unwrap_or(staff.today);
    let until = staff.today.checked_add_months(Months::new(11)).unwrap_or(staff.today);
    let seats = |number: i64| u32::try_from(number).unwrap_or_default();
    let lines = own.iter().map(|row| GanttRow {
        label: title(row),
        bars: vec![GanttBar {
            from: row.course.start_on(),
            until: row.course.sections.last().map_or(row.course.start_on(), |section| section.ends_on),
            label: row.course.place.town.clone(),
            seats: (seats(row.taken), seats(row.course.seats)),
            planned: row.course.state == CourseState::Draft,
            handle: None,
        }],
        marks: Vec::new(),
    });
    vec![Markup::of(&Gantt::new(frame, (from, until), staff.today, lines.collect()))]
}
