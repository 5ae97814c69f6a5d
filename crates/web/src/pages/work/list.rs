//! The work list.

use super::{PATH, code_of, name_of};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::pages::next;
use crate::view::{
    Action, Bulk, Choice, Column, EmptyState, Field, FilterBar, ListView, Pager, Query, Row, Table, Tone,
    Value,
};
use app::queries::people::{PersonFilter, PersonSort};
use app::queries::work::{Arrangement, Whose, WorkList, WorkRow, WorkView};
use domain::access::{Action as A, Resource as R};
use domain::case::StepCode;
use domain::team::Holder;

/// What an address asks for; all of the body without a word that can be read.
pub(super) fn whose(query: &Query) -> Whose {
    match query.get("whose").unwrap_or("all") {
        "mine" => Whose::Mine,
        "nobody" => Whose::Nobody,
        code => match super::holder_of(code) {
            Some(Holder::Team(team)) => Whose::Team(team),
            Some(Holder::Account(_)) | None => Whose::All,
        },
    }
}

pub(super) fn filter(query: &Query) -> PersonFilter {
    let (word, descending) = match query.get("sort").unwrap_or_default() {
        word if word.starts_with('-') => (&word[1..], true),
        word => (word, false),
    };
    let step = query.get("step").filter(|code| StepCode::from_code(code).is_some());
    PersonFilter {
        next_step: step.map(str::to_owned),
        sort: match word {
            "name" => PersonSort::Name,
            "stage" => PersonSort::Stage,
            _ => PersonSort::Due,
        },
        descending,
        page: query.get("page").and_then(|page| page.parse::<i64>().ok()).map_or(0, |page| page.max(1) - 1),
        ..PersonFilter::default()
    }
}

/// The list.
pub(super) async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let filter = filter(&query);
    let page_number = usize::try_from(filter.page).unwrap_or_default() + 1;
    let view = staff.ask(&WorkList { whose: whose(&query), filter }).await?;
    let total = usize::try_from(view.total).unwrap_or_default();
    let mut table = table(&staff, &query, &view);
    let may = staff.may(A::Change, R::Step);
    if may {
        table = table.selectable("case");
    }
    let empty = EmptyState::new(staff.t("work-empty"))
        .action(Action::link(staff.t("work-all"), format!("{PATH}?whose=all")));
    let mut list = ListView::new(table, empty)
        .filter(filter_bar(&staff, &query, &view.arrangement))
        .pager(Pager::new(staff.language(), &query, total, page_number));
    if may {
        let bulk = Bulk::new(staff.language(), &staff.shell().csrf, &query, total);
        list = list.bulk(bulk.action(staff.t("work-hand-over"), "/worklist/hand-over"));
    }
    let lead = staff.tn("work-lead", &[("count", view.total.into()), ("overdue", view.overdue.into())]);
    let mut page = staff.page("work-title").lead(lead);
    if staff.may(A::List, R::Team) {
        page = page.action(Action::link(staff.t("work-teams"), "/worklist/teams"));
    }
    // duties of the body are nobody's in particular: they stand above its whole list
    let duties = match whose(&query) {
        Whose::All if page_number == 1 => crate::pages::agreement::in_worklist(&staff).await?,
        Whose::All | Whose::Mine | Whose::Nobody | Whose::Team(_) => Vec::new(),
    };
    ListPage::new(page, list).before(duties).paged().answer(&staff, &input).await
}

fn filter_bar(staff: &Staff, query: &Query, arrangement: &Arrangement) -> FilterBar {
    let mut choices = vec![
        Choice::new("all", staff.t("work-all")),
        Choice::new("mine", staff.t("work-mine")),
        Choice::new("nobody", staff.t("work-nobody")),
    ];
    choices.extend(
        arrangement
            .teams
            .iter()
            .filter(|team| team.active)
            .map(|team| Choice::new(code_of(Holder::Team(team.id)), team.name.clone())),
    );
    let steps = StepCode::ALL
        .iter()
        .map(|step| Choice::new(step.code(), staff.code("step-code", step.code())))
        .collect();
    FilterBar::new(staff.language(), query)
        .field(Field::select("whose", staff.t("work-whose"), choices))
        .field(Field::select("step", staff.t("people-column-next"), steps))
}

fn table(staff: &Staff, query: &Query, view: &WorkView) -> Table {
    let columns = vec![
        Column::new(staff.t("people-column-name")).sort("name"),
        Column::new(staff.t("people-column-number")),
        Column::new(staff.t("people-column-next")),
        Column::new(staff.t("people-column-due")).sort("due"),
        Column::new(staff.t("work-holder")),
        Column::new(staff.t("people-column-stage")).sort("stage"),
    ];
    let rows = view.rows.iter().map(|work| line(staff, &view.arrangement, work));
    Table::new(staff.language(), staff.t("work-title"), columns).rows(rows).sortable(query).quiet_caption()
}

fn line(staff: &Staff, arrangement: &Arrangement, work: &WorkRow) -> Row {
    let row = &work.row;
    let name = format!("{}, {}", row.family_name, row.given_names);
    let late = row.due_on.is_some_and(|due| due < staff.today);
    let held = work.holder.map(|holder| name_of(arrangement, holder)).unwrap_or_default();
    let holder = match work.stands_in {
        Some(account) => {
            let name = arrangement.account(account);
            Value::Lines(held, staff.tn("work-stands-in", &[("name", name.into())]))
        }
        None => Value::text(held),
    };
    let values = vec![
        Value::link(name.clone(), format!("/people/{}", row.person)),
        Value::text(row.case_number.clone()),
        Value::text(staff.code("step-code", &row.next_step)),
        next::due(staff, row.due_on),
        holder,
        Value::text(staff.code("stage", &row.stage)),
    ];
    let key = row.case.map(|case| case.to_string()).unwrap_or_default();
    let line = Row::new(key, name, values);
    if late { line.tone(Tone::Warning) } else { line }
}
