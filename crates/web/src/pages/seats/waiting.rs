//! Who waits for a seat, in the order of the law, with both clocks; filter, files, print.

use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::courses::{button, kinds};
use crate::pages::lists::bulk::Chosen;
use crate::pages::lists::{self, ListPage};
use crate::view::{
    Action, Badge, Busy, Choice, Column, EmptyState, Field, FilterBar, ListView, Pager, Query, Row, Table,
    Tone, Value,
};
use app::commands::ProposeSeatPlan;
use app::queries::waiting::{WaitingFilter, WaitingList, WaitingPage, WaitingRow};
use domain::access::{Action as A, Resource as R};
use domain::course::CourseKind;
use domain::ids::CaseId;
use domain::organisation::OrganisationKind;

const COLUMNS: [&str; 9] = [
    "waiting-column-position",
    "waiting-column-name",
    "waiting-column-case",
    "waiting-column-town",
    "waiting-column-kind",
    "waiting-column-section",
    "waiting-column-since",
    "waiting-column-zugangszeit",
    "waiting-column-wartezeit",
];

/// Name of the boxes before the rows.
const FIELD: &str = "case";

fn filter_of(query: &Query) -> WaitingFilter {
    WaitingFilter {
        course_kind: query.get("kind").and_then(CourseKind::from_code).map(|kind| kind.code().to_owned()),
        section: query.get("section").and_then(|n| n.parse().ok()),
        ags: query.get("town").map(str::to_owned),
        priority: query.get("priority").map(|_| true),
        child_care: query.get("care").map(|_| true),
        page: query
            .get("page")
            .and_then(|page| page.parse::<i64>().ok())
            .map_or(0, |page| page.clamp(1, 1_000_000) - 1),
        page_size: None,
    }
}

fn name(row: &WaitingRow) -> String {
    format!("{}, {}", row.row.family_name, row.row.given_names)
}

fn line(staff: &Staff, row: &WaitingRow) -> Row {
    let person = &row.row;
    let proposals = person.case.map(|case| format!("/cases/{case}/proposals"));
    let mut badges = Vec::new();
    if person.priority {
        badges.push(Badge::new(Tone::Info, staff.t("waiting-priority")));
    }
    if row.children.is_some_and(|n| n > 0) {
        badges.push(Badge::new(Tone::Neutral, staff.t("waiting-filter-care")));
    }
    if let Some(lost) = row.lost {
        badges.push(Badge::new(Tone::Warning, staff.code("assignment-state", lost.code())));
    }
    let days = |days: Option<i64>| days.map_or(Value::Missing, Value::Number);
    let mut values = vec![
        Value::Number(row.position),
        proposals.as_ref().map_or(Value::Foreign(name(row)), |href| Value::link(name(row), href.clone())),
        Value::code(person.case_number.clone()),
        Value::Foreign(person.town.clone()),
        Value::text(staff.code("course-kind", &person.course_kind)),
        person.section.map_or(Value::Missing, Value::Number),
        Value::date(person.awaiting_since),
        days(row.clocks.zugangszeit),
        days(row.clocks.wartezeit),
        Value::Badges(badges),
    ];
    let find =
        proposals.map(|href| Action::link(staff.t("waiting-find-seat"), href).quiet().about(name(row)));
    values.push(Value::Actions(find.into_iter().collect()));
    Row::new(person.case.map(|case| case.to_string()).unwrap_or_default(), name(row), values)
}

fn table(staff: &Staff, page: &WaitingPage) -> Table {
    let mut columns: Vec<Column> = COLUMNS
        .iter()
        .map(|key| match *key {
            "waiting-column-position"
            | "waiting-column-section"
            | "waiting-column-zugangszeit"
            | "waiting-column-wartezeit" => Column::number(staff.t(key)),
            _ => Column::new(staff.t(key)),
        })
        .collect();
    columns.push(Column::new(staff.t("waiting-column-note")));
    columns.push(Column::silent(staff.t("waiting-find-seat")));
    let table = Table::new(staff.language(), staff.t("waiting-title"), columns)
        .rows(page.rows.iter().map(|row| line(staff, row)))
        .headed_by(1)
        .quiet_caption();
    if may_plan(staff) { table.selectable(FIELD) } else { table }
}

/// Only BAMF plans for the whole region; a test site does so for its test day.
fn may_plan(staff: &Staff) -> bool {
    staff.may(A::Create, R::SeatPlan) && staff.actor.organisation_kind == OrganisationKind::Bundesamt
}

fn filter_bar(staff: &Staff, query: &Query, page: &WaitingPage) -> FilterBar {
    let towns = page.towns.iter().map(|(ags, town)| Choice::new(ags.clone(), town.clone())).collect();
    let sections = (1..=10).map(|n: i64| Choice::new(n.to_string(), n.to_string())).collect();
    FilterBar::new(staff.language(), query)
        .field(Field::select(
            "kind",
            staff.t("waiting-filter-kind"),
            kinds(staff, CourseKind::ALL.iter().copied()),
        ))
        .field(Field::select("section", staff.t("waiting-filter-section"), sections))
        .field(Field::select("town", staff.t("waiting-filter-town"), towns))
        .more(Field::check("care", staff.t("waiting-filter-care")))
        .more(Field::check("priority", staff.t("waiting-filter-priority")))
}

/// Everybody whom a filter finds, as rows that can be sorted.
async fn everybody(staff: &Staff, query: &Query) -> Result<WaitingPage, Problem> {
    let filter = WaitingFilter { page: 0, page_size: Some(lists::MOST), ..filter_of(query) };
    staff.ask(&WaitingList { filter }).await
}

fn view(staff: &Staff, query: &Query, shown: &WaitingPage) -> ListView {
    let empty = EmptyState::new(staff.t("waiting-empty"))
        .action(Action::link(staff.t("courses-list-title"), "/courses"));
    ListView::new(table(staff, shown), empty).filter(filter_bar(staff, query, shown))
}

/// The list. In the order of the law it is read page by page; sorted otherwise it is read as a whole.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let mut page = staff.page("waiting-title").lead(staff.t("waiting-order")).wide();
    if may_plan(&staff) {
        page = page.action(
            button(&staff, "waiting-plan-all", "/seat-plans").slow(Busy::open(staff.language())).primary(),
        );
    }
    if staff.may(A::List, R::SeatPlan) {
        page = page.action(Action::link(staff.t("seat-plans-title"), "/seat-plans"));
    }
    let whole = ["sort", lists::FIND, "format"].iter().any(|name| query.get(name).is_some());
    let shown = match whole {
        true => everybody(&staff, &query).await?,
        false => staff.ask(&WaitingList { filter: filter_of(&query) }).await?,
    };
    let mut view = view(&staff, &query, &shown);
    let total = usize::try_from(shown.total).unwrap_or_default();
    if !whole && total > shown.rows.len() {
        let number = usize::try_from(filter_of(&query).page).unwrap_or_default() + 1;
        view = view.pager(Pager::new(staff.language(), &query, total, number));
    }
    let mut list = ListPage::new(page, view).total(total);
    if may_plan(&staff) {
        list = list.bulk(staff.t("waiting-plan-chosen"), "/waiting/plan");
    }
    list.answer(&staff, &input).await
}

/// A joint plan for the selected people alone: itself the preview, BAMF accepts it or not.
pub async fn plan_chosen(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let chosen = Chosen::of(&input, "/waiting", FIELD);
    let found = everybody(&staff, &chosen.query).await?;
    let rows = chosen.rows(&staff, view(&staff, &chosen.query, &found));
    if rows.is_empty() {
        return Ok(Answer::see(chosen.query.href()).note("problem-nobody-chosen", None));
    }
    let goes = |case: &CaseId| rows.iter().any(|row| row.key == case.to_string());
    let everybody = everybody(&staff, &Query::parse("/waiting", None)).await?;
    let without = everybody.rows.iter().filter_map(|row| row.row.case).filter(|case| !goes(case)).collect();
    let done = staff.run(&input, ProposeSeatPlan { without, ..ProposeSeatPlan::default() }).await?;
    Ok(Answer::see(format!("/seat-plans/{}", done.outcome)).done("seat-plan-proposed", &done))
}
