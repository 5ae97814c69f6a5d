//! The list of people: filter, sort, saved views, selection; and the search box, which leads here.

use super::choices;
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::{self, ListPage};
use crate::pages::next;
use crate::view::{
    Action, Bulk, Column, EmptyState, Field, FilterBar, ListView, Pager, Query, Row, Table, Tone, Value,
};
use app::queries::people::{PersonFilter, PersonList, PersonRow, PersonSort};
use chrono::NaiveDate;
use domain::access::{Action as A, Resource as R};
use domain::case::{Stage, StepCode};

/// Path of the list.
pub const PATH: &str = "/people";

const EXPORT: &str = "/people/export";

/// The filter that an address means; what cannot be read is left out.
pub fn filter_of(query: &Query) -> PersonFilter {
    let text =
        |name: &str| query.get(name).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
    let (word, descending) = match query.get("sort").unwrap_or_default() {
        word if word.starts_with('-') => (word[1..].to_owned(), true),
        word => (word.to_owned(), false),
    };
    PersonFilter {
        search: text("search").unwrap_or_default(),
        stages: query
            .all("stage")
            .filter(|code| Stage::from_code(code).is_some())
            .map(str::to_owned)
            .collect(),
        lead: text("lead").and_then(|id| id.parse().ok()),
        ags: text("ags"),
        language: text("language"),
        course_kind: text("kind"),
        section: text("section").and_then(|n| n.parse().ok()),
        priority: text("priority").map(|_| true),
        due_until: text("due").and_then(|day| day.parse::<NaiveDate>().ok()),
        next_step: text("step"),
        next_organisation: text("who").and_then(|id| id.parse().ok()),
        sort: match word.as_str() {
            "name" => PersonSort::Name,
            "waiting" => PersonSort::Waiting,
            "stage" => PersonSort::Stage,
            _ => PersonSort::Due,
        },
        descending,
        page: query.get("page").and_then(|page| page.parse::<i64>().ok()).map_or(0, |page| page.max(1) - 1),
        page_size: None,
        cases: None,
        not_cases: Vec::new(),
    }
}

/// The search box of every page.
pub async fn search(_staff: Staff, input: Input) -> Result<Answer, Problem> {
    let typed = input.text("q");
    let query = Query::parse(PATH, None);
    Ok(Answer::see(if typed.is_empty() { query.href() } else { query.with("search", typed).href() }))
}

/// Columns of list and download, in this order.
const COLUMNS: &[(&str, Option<&str>)] = &[
    ("people-column-name", Some("name")),
    ("people-column-number", None),
    ("people-column-birth-year", None),
    ("people-column-town", None),
    ("people-column-stage", Some("stage")),
    ("people-column-next", None),
    ("people-column-due", Some("due")),
    ("people-column-waiting", Some("waiting")),
];

fn row(staff: &Staff, row: &PersonRow) -> Row {
    let name = format!("{}, {}", row.family_name, row.given_names);
    let overdue = row.due_on.is_some_and(|due| due < staff.today);
    let values = vec![
        Value::link(name.clone(), format!("{PATH}/{}", row.person)),
        Value::code(row.case_number.clone()),
        row.birth_year.map_or(Value::Missing, |year| Value::text(year.to_string())),
        Value::text(row.town.clone()),
        Value::badge(stage_tone(&row.stage), staff.code("stage", &row.stage)),
        Value::text(staff.code("step-code", &row.next_step)),
        next::due(staff, row.due_on),
        Value::date(row.awaiting_since),
    ];
    let line = Row::new(row.person, name, values);
    if overdue { line.tone(Tone::Warning) } else { line }
}

/// Tone of a stage; the same on every page.
pub fn stage_tone(stage: &str) -> Tone {
    match Stage::from_code(stage) {
        Some(Stage::Opened | Stage::AwaitingSeat | Stage::Interrupted | Stage::AfterCourse) => Tone::Warning,
        Some(Stage::Invited | Stage::Reserved | Stage::Registered) => Tone::Info,
        Some(Stage::InCourse | Stage::Onward) => Tone::Success,
        Some(Stage::Closed) | None => Tone::Neutral,
    }
}

/// The list.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let filter = filter_of(&query);
    let shown = staff.ask(&PersonList { filter: filter.clone() }).await?;
    let language = staff.language();
    let total = usize::try_from(shown.total).unwrap_or_default();
    let mut table = table(&staff, &query, &shown.rows);
    let may_book = staff.may(A::Create, R::Seating);
    if may_book {
        table = table.selectable("person");
    }
    let mut view = ListView::new(table, empty(&staff, query.raw().is_empty()))
        .filter(filter_bar(&staff, &query, &filter))
        .pager(Pager::new(language, &query, total, usize::try_from(filter.page).unwrap_or_default() + 1));
    if staff.may(A::Export, R::Person) {
        for format in lists::FORMATS {
            let href = query.at(EXPORT).without("page").with("format", format).href();
            view = view.download(Action::link(staff.t(&format!("lists-download-{format}")), href));
        }
    }
    if may_book {
        let bulk = Bulk::new(language, &staff.shell().csrf, &query, total);
        view = view.bulk(bulk.action(staff.t("people-bulk-book"), "/people/selection"));
    }
    let mut page = staff.page("people-list-title");
    if staff.may(A::Create, R::Person) {
        page = page.action(Action::link(staff.t("people-new"), "/people/new").primary());
        page = page.action(Action::link(staff.t("relocations-take-title"), "/relocations/new"));
    }
    if staff.may(A::Create, R::Import) && staff.may(A::Create, R::Person) {
        page = page.action(Action::link(staff.t("imports-title"), "/imports"));
    }
    if staff.may(A::List, R::Letter) {
        page = page.action(Action::link(staff.t("letters-list-title"), "/letters"));
    }
    if staff.may(A::List, R::Duplicate) {
        page = page.action(Action::link(staff.t("people-duplicates-title"), "/people/duplicates"));
    }
    ListPage::new(page, view).paged().answer(&staff, &input).await
}

/// Exactly what is filtered, as a file.
pub async fn export(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let filter = PersonFilter { page: 0, page_size: Some(lists::MOST), ..filter_of(&query) };
    let shown = staff.ask(&PersonList { filter }).await?;
    lists::of_table(input.text("format"), &table(&staff, &query, &shown.rows))
}

fn table(staff: &Staff, query: &Query, rows: &[PersonRow]) -> Table {
    let columns = COLUMNS.iter().map(|(key, sort)| match sort {
        Some(word) => Column::new(staff.t(key)).sort(*word),
        None => Column::new(staff.t(key)),
    });
    Table::new(staff.language(), staff.t("people-list-title"), columns.collect())
        .rows(rows.iter().map(|line| row(staff, line)))
        .sortable(query)
        .quiet_caption()
}

fn empty(staff: &Staff, unfiltered: bool) -> EmptyState {
    if !unfiltered {
        return EmptyState::new(staff.t("people-none-found"))
            .action(Action::link(staff.t("people-show-all"), PATH));
    }
    let state = EmptyState::new(staff.t("people-none-yet"));
    if staff.may(A::Create, R::Person) {
        return state.action(Action::link(staff.t("people-new"), "/people/new").primary());
    }
    state
}

fn filter_bar(staff: &Staff, query: &Query, filter: &PersonFilter) -> FilterBar {
    let codes = |list: &str, all: Vec<&'static str>| choices::codes(staff, list, all);
    let stages = codes("stage", Stage::ALL.iter().map(|stage| stage.code()).collect());
    let steps = codes("step-code", StepCode::ALL.iter().map(|step| step.code()).collect());
    let mut bar = FilterBar::new(staff.language(), query)
        .field(Field::search("search", staff.t("people-filter-search")))
        .field(Field::select("stage", staff.t("people-column-stage"), stages))
        .more(Field::select("step", staff.t("people-column-next"), steps))
        .more(Field::check("priority", staff.t("people-filter-priority")));
    for stage in &filter.stages {
        bar = bar.set("stage", staff.code("stage", stage));
    }
    if let Some(step) = &filter.next_step {
        bar = bar.set("step", staff.code("step-code", step));
    }
    if let Some(due) = filter.due_until {
        let label = staff.tn("people-filter-due", &[("on", wording::Arg::Date(due))]);
        bar = bar.set("due", label);
    }
    if filter.priority.is_some() {
        bar = bar.set("priority", staff.t("people-filter-priority"));
    }
    bar
}
